"""Light: files that are unlit, too dark or burnt come out as pictures, by default; others, and what is kept, as they are."""

from collections.abc import Callable
from pathlib import Path

import bpy
import numpy as np
import pytest

from dyce.errors import DyceError, UsageError
from dyce.farm.render import LocalPool, Work, render_scene
from dyce.render.brightness import what_is_wrong
from dyce.render.colour import display_transform, to_display
from dyce.render.cycles import Studio
from dyce.render.probe import _Seen, light_stage
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import Colour, Stage, load_stage, stage_folder
from dyce.scene.told import Told
from dyce.settings import Device, Settings
from dyce.views.camera import View, intrinsics, look_at
from dyce.views.rigs import find_rig

SIZE = 64
EYE, AIM = (-1.9, -1.5, 1.6), (0.5, 0.6, 0.6)
"""Of a view across the room, metres."""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))


def _box(name: str, at, size, unit: float = 1.0) -> None:
    bpy.ops.mesh.primitive_cube_add(size=1, location=np.multiply(at, unit), scale=np.multiply(size, unit))
    bpy.context.object.name = name


def _room(unit: float = 1.0, roof: bool = True) -> None:
    """A closed room of 5 x 4 m with a table and two crates, and no light."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.unit_settings.scale_length = 1 / unit
    _box("floor", (0, 0, -0.05), (5.2, 4.2, 0.1), unit)
    if roof:
        _box("ceiling", (0, 0, 2.65), (5.2, 4.2, 0.1), unit)
    for name, x, y, w, d in (
        ("n", 0, 2.05, 5, 0.1),
        ("s", 0, -2.05, 5, 0.1),
        ("e", 2.55, 0, 0.1, 4.2),
        ("w", -2.55, 0, 0.1, 4.2),
    ):
        _box(f"wall.{name}", (x, y, 1.3), (w, d, 2.6), unit)
    _box("table", (0.5, 0.6, 0.37), (1.4, 0.8, 0.74), unit)
    _box("crate", (-0.8, 0.9, 0.2), (0.4, 0.4, 0.4), unit)
    _box("box", (0.4, 0.5, 0.84), (0.2, 0.2, 0.2), unit)


def _lamp(kind: str, energy: float, at=(0, 0, 2.3)) -> bpy.types.Object:
    lamp = bpy.data.objects.new("lamp", bpy.data.lights.new("lamp", kind))
    lamp.data.energy, lamp.location = energy, at
    bpy.context.collection.objects.link(lamp)
    return lamp


def _stage(folder: Path, **told: object) -> Stage:
    """The stage of the current scene, saved as a file, lit as is told."""
    path = folder / "room.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    return load_stage(build_stage(find_scene(str(path), Told(**told)), light_stage), "room")


def _picture(stage: Stage, eye=EYE, aim=AIM) -> np.ndarray:
    """(SIZE, SIZE, 3) uint8: what a camera in the stage sees."""
    pose = look_at(np.array(eye), np.array(aim))
    studio = Studio(stage, Settings(width=SIZE, height=SIZE, samples=24), Device.CPU)
    studio.aim(View(0, intrinsics(60.0, SIZE, SIZE), SIZE, SIZE, pose, eye[2], ""), seed=0)
    return to_display(studio.beauty().colour[..., :3], display_transform(stage.colour))


def _is_picture(image: np.ndarray) -> bool:
    """Neither black nor burnt nor flat."""
    return 60 < image.mean() < 190 and image.std() > 10 and (image.min(2) > 252).mean() < 0.1


def test_a_room_without_light_gets_lamps_under_its_ceiling_and_says_so(tmp_path: Path) -> None:
    _room()
    stage = _stage(tmp_path)
    assert _is_picture(_picture(stage))
    lamps = [obj for obj in bpy.data.objects if obj.type == "LIGHT" and obj.data.type == "AREA"]
    assert lamps and all(1.7 < lamp.location.z < 2.6 for lamp in lamps)
    assert stage.probe.light == "default" and abs(stage.probe.mean - 120) < 40
    assert [note for note in stage.notes if "nothing in it gives light" in note and "--light keep" in note]


def test_a_single_thing_without_light_is_lit_from_one_side_more_than_from_the_other(tmp_path: Path) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.mesh.primitive_uv_sphere_add(radius=0.5)
    image = _picture(_stage(tmp_path), eye=(-2.17, -1.25, 1.0), aim=(0.0, 0.0, 0.0))
    ball = image[SIZE // 2 - 12 : SIZE // 2 + 12, SIZE // 2 - 12 : SIZE // 2 + 12].mean(2)
    assert 60 < ball.mean() < 200
    assert abs(ball[:, :8].mean() - ball[:, -8:].mean()) > 10


def _faint() -> None:
    _room()
    _lamp("POINT", 1.0)


def _burnt() -> None:
    _room(roof=False)
    _lamp("SUN", 1000.0).rotation_euler = 0.5, 0.3, 0.0


def _in_millimetres() -> None:
    _room(1000.0)
    _lamp("POINT", 1000.0, (0, 0, 2300))


@pytest.mark.parametrize("make", [_faint, _burnt, _in_millimetres])
def test_light_that_is_far_too_weak_or_strong_is_exposed_right_and_stays(
    make: Callable[[], None], tmp_path: Path
) -> None:
    make()
    stage = _stage(tmp_path)
    assert _is_picture(_picture(stage))
    assert stage.colour.exposure == pytest.approx(stage.probe.exposure) and abs(stage.probe.exposure) > 2
    assert [obj.name for obj in bpy.data.objects if obj.type == "LIGHT"] == ["lamp"]
    assert [note for note in stage.notes if f"exposure {stage.probe.exposure:+.1f} stops" in note]


@pytest.mark.parametrize(
    "lamp", [("POINT", 0.001, (0, 0, 2.3)), ("POINT", 80.0, (0, 0, 6.0)), ("SUN", 5.0, (0, 0, 9.0))]
)
def test_a_sealed_room_that_its_lamps_leave_black_is_lit(lamp: tuple, tmp_path: Path) -> None:
    """Too weak by far, or on the other side of the ceiling."""
    _room()
    _lamp(*lamp)
    stage = _stage(tmp_path)
    assert _is_picture(_picture(stage))
    assert stage.probe.light == "default"


def test_shadows_are_as_light_however_strong_the_lamp(tmp_path: Path) -> None:
    """What bounces is not cut off at a bound that was made for another exposure."""
    pictures = []
    for energy in (5.0, 5000.0):
        _room(roof=False)
        _lamp("SUN", energy).rotation_euler = 0.5, 0.3, 0.0
        pictures.append(_picture(stage := _stage(tmp_path)).astype(float))
        change = stage.probe.exposure
    assert change == pytest.approx(-np.log2(1000), abs=3)
    dark = [np.percentile(picture.mean(2), 10) / picture.mean() for picture in pictures]
    assert dark[1] == pytest.approx(dark[0], abs=0.15)


@pytest.mark.parametrize("energy, height", [(80.0, 2.3), (3.0, 1.2)])
def test_a_lit_file_stays_as_it_is_a_moody_one_too(energy: float, height: float, tmp_path: Path) -> None:
    """A room under its lamp, and one that a candle on the table leaves in the dark."""
    _room()
    _lamp("POINT", energy, (0.9, 0.6, height))
    stage = _stage(tmp_path)
    assert (stage.colour.exposure, stage.probe.exposure, stage.probe.light, stage.notes) == (0.0, 0.0, "", [])


def test_kept_light_is_kept_and_what_it_leaves_black_is_named(tmp_path: Path) -> None:
    _room()
    stage = _stage(tmp_path, light="keep")
    assert _picture(stage).max() == 0
    assert [line for line in stage.warnings if "too dark" in line and "--light keep" in line]
    assert not [obj for obj in bpy.data.objects if obj.type == "LIGHT"]


def _surround(path: Path, radiance: tuple[float, float, float]) -> Path:
    image = bpy.data.images.new("around", 32, 16, float_buffer=True)
    image.pixels = [*radiance, 1.0] * (32 * 16)
    image.filepath_raw, image.file_format = str(path), "HDR"
    image.save()
    return path


def test_a_picture_lights_in_place_of_world_and_lamps(tmp_path: Path) -> None:
    """A red surrounding makes a room red whose lamp is blue; how bright the picture is does not matter."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    sky = _surround(tmp_path / "red.hdr", (600.0, 60.0, 60.0))
    _room(roof=False)
    _lamp("POINT", 500.0).data.color = 0.0, 0.0, 1.0
    stage = _stage(tmp_path, light=str(sky))
    image = _picture(stage)
    assert 60 < image.mean() < 190 and image[..., 0].mean() > image[..., 2].mean() + 30
    assert stage.probe.light == "red.hdr" and "and a lamp" in " ".join(stage.notes)


def test_a_picture_that_can_not_light_is_refused(tmp_path: Path) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    sky = _surround(tmp_path / "sky.hdr", (1.0, 1.0, 1.0))
    (tmp_path / "text.hdr").write_text("no picture")
    for light in ("lost.hdr", "on", str(tmp_path)):
        with pytest.raises(UsageError, match="--light must be auto, keep or"):
            Told(light=light)
    _room()
    with pytest.raises(DyceError, match="does not light what is seen"):
        _stage(tmp_path, light=str(sky))
    with pytest.raises(DyceError, match=r"text\.hdr can't be read"):
        _stage(tmp_path, light=str(tmp_path / "text.hdr"))


def test_a_stage_that_is_not_lit_whole_is_not_kept(tmp_path: Path) -> None:
    def dies(*_: object) -> dict[str, object]:
        raise KeyboardInterrupt

    _room()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    source = find_scene(str(tmp_path / "room.blend"))
    with pytest.raises(KeyboardInterrupt):
        build_stage(source, dies)
    assert not stage_folder(source).exists()


DARK_ROOM = (
    '"""A room without light."""',
    "import bpy",
    "def build():",
    "    for name, at, size in ('floor', (0, 0, -0.05), (6, 6, 0.1)), ('crate', (0, 0, 0.2), (0.4, 0.4, 0.4)):",
    "        bpy.ops.mesh.primitive_cube_add(size=1, location=at, scale=size)",
    "        bpy.context.object.name = name",
    "    bpy.context.object['dyce_category'] = 'crate'",
)


def test_rooms_in_python_are_neither_probed_nor_changed(tmp_path: Path) -> None:
    (tmp_path / "dark.py").write_text("\n".join(DARK_ROOM))
    stage = load_stage(build_stage(find_scene(str(tmp_path / "dark.py")), light_stage), "dark")
    assert stage.probe is None and stage.colour.exposure == 0.0


def test_a_run_whose_first_view_is_black_stops_unless_the_light_is_to_be_kept(tmp_path: Path) -> None:
    (tmp_path / "dark.py").write_text("\n".join(DARK_ROOM))
    settings = Settings(width=32, height=32, samples=2)
    done = {}
    for light in ("auto", "keep"):
        source = find_scene(str(tmp_path / "dark.py"), Told(light=light))
        stage = load_stage(build_stage(source, light_stage), "dark")
        (tmp_path / light / "dark").mkdir(parents=True)
        pool = LocalPool(1, Device.CPU, tmp_path / "render.log")
        run = render_scene(Work(stage, settings, tmp_path / light), find_rig("head_height"), pool, views=2)
        if light == "auto":
            with pytest.raises(DyceError, match="first view of dark is black"):
                list(run)
        else:
            done = {each.view: each.wrong for each in run}
    assert not list((tmp_path / "auto").rglob("record.json"))
    assert set(done) == {0, 1} and all(wrong.startswith("black") for wrong in done.values())


@pytest.mark.parametrize(
    "value, depth, wrong",
    [(2, 1.0, "black"), (255, 1.0, "burnt out"), (90, 1.0, "flat"), (None, 1.0, ""), (None, 1e10, "")],
)
def test_what_shows_nothing_is_named(value: int | None, depth: float, wrong: str) -> None:
    image = np.random.default_rng(0).integers(0, 200, (16, 16, 3)).astype(np.uint8)
    image = image if value is None else np.full_like(image, value)
    assert what_is_wrong(image, np.full((16, 16), depth)).startswith(wrong)
    assert bool(what_is_wrong(image, np.full((16, 16), depth))) == bool(wrong)


def test_what_stands_before_black_is_judged_by_itself() -> None:
    """A thing in the dark fills a tenth of the image: the image is dark, the thing is not."""
    image, depth = np.zeros((20, 20, 3), np.uint8), np.full((20, 20), 1e10)
    image[:2], depth[:2] = 120, 1.0
    assert what_is_wrong(image // 3, depth) == ""
    assert what_is_wrong(image // 60, depth).startswith("black")


def test_small_things_that_glow_are_white_by_right() -> None:
    image, depth = np.zeros((20, 20, 3), np.uint8), np.full((20, 20), 1e10)
    image[:2], depth[:2] = 255, 1.0
    assert what_is_wrong(image, depth) == ""
    image[:14], depth[:14] = 255, 1.0
    assert what_is_wrong(image, depth).startswith("burnt out")


def test_views_that_are_each_of_one_dim_grey_are_dull_together() -> None:
    dim = [np.full((400, 3), level, np.float32) for level in (0.01, 0.04, 0.08)]
    seen = _Seen(tuple(dim), display_transform(Colour("sRGB", "Standard", "None", 0.0, 1.0)))
    assert seen.measured(0.0, "").contrast < 1
    assert seen.exposed("", 10.0).exposure > 0.5
