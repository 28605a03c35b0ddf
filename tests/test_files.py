"""Scenes from files: what is annotated and why, and files that are hostile, damaged or incomplete."""

import os
import random
import subprocess
import sys
import tomllib
from pathlib import Path

import bpy
import cv2
import numpy as np
import pytest

from dyce.errors import DyceError
from dyce.farm.stages import open_stage
from dyce.scene.annotate import assign_roles
from dyce.scene.build import build_stage
from dyce.scene.geometry import rendered_parts
from dyce.scene.opening import open_source
from dyce.scene.prepare import prepare
from dyce.scene.sources import find_scene
from dyce.scene.stage import fingerprint, load_stage, stage_folder
from dyce.scene.told import Told
from dyce.show.colours import instance_colour
from dyce.views.floor import Floor, walkable_floor
from dyce.views.trace import Tracer


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))


def _box(
    name: str, at: tuple[float, float, float], size: tuple[float, float, float], parent=None, **properties: object
):
    bpy.ops.mesh.primitive_cube_add(size=1, location=at, scale=size)
    obj = bpy.context.object
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    obj.name = name
    if parent:
        obj.parent = parent
        obj.matrix_parent_inverse = parent.matrix_world.inverted()
    for key, value in properties.items():
        obj[key] = value
    return obj


def _room() -> None:
    """An unlabelled room: a floor, walls, a table of five meshes, two chairs, a collection named Structure with a beam."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    _box("Floor", (0, 0, -0.05), (6, 5, 0.1))
    _box("Wall.001", (0, 2.5, 1.3), (6, 0.1, 2.6))
    top = _box("Table", (0, 0, 0.72), (1.4, 0.8, 0.04))
    for k, (x, y) in enumerate(((-0.6, -0.3), (0.6, -0.3), (-0.6, 0.3), (0.6, 0.3))):
        _box(f"leg{k}", (x, y, 0.35), (0.05, 0.05, 0.7), top)
    _box("Chair.001", (1.5, 0, 0.25), (0.4, 0.4, 0.5))
    _box("Chair.002", (-1.5, 0, 0.25), (0.4, 0.4, 0.5))
    _box("Crate", (0, 1.5, 0.2), (0.4, 0.4, 0.4), dyce_structure=True)
    _box("Secret", (2, 2, 0.2), (0.4, 0.4, 0.4)).hide_render = True
    beam = _box("Beam", (0, 0, 2.5), (6, 0.2, 0.2))
    structure = bpy.data.collections.new("Structure")
    bpy.context.scene.collection.children.link(structure)
    structure.objects.link(beam)
    bpy.context.scene.collection.objects.unlink(beam)


def _roles(path: Path) -> dict[str, tuple[str, str]]:
    open_source(find_scene(str(path)))
    prepare()
    return {role.root.name: (role.kind, role.category) for role in assign_roles(rendered_parts(), 1.0)}


def _save(path: Path) -> Path:
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    return path


def test_roles_are_guessed_where_nothing_says_what_is_what(tmp_path: Path) -> None:
    _room()
    roles = _roles(_save(tmp_path / "room.blend"))
    assert roles == {
        "Floor": ("structure", ""),
        "Wall.001": ("structure", ""),
        "Beam": ("structure", ""),
        "Crate": ("structure", ""),
        "Secret": ("ignored", ""),
        "Table": ("instance", "table"),
        "Chair.001": ("instance", "chair"),
        "Chair.002": ("instance", "chair"),
    }


@pytest.mark.parametrize(
    ("key", "value", "category"), [("dyce_category", "stool", "stool"), ("category_id", 7, "category_7")]
)
def test_labels_decide_where_there_are_any(tmp_path: Path, key: str, value: object, category: str) -> None:
    _room()
    bpy.data.objects["Chair.002"][key] = value
    roles = _roles(_save(tmp_path / "room.blend"))
    assert roles["Chair.002"] == ("instance", category)
    assert {name for name, (kind, _) in roles.items() if kind == "instance"} == {"Chair.002"}


def test_a_labelled_thing_on_a_labelled_thing_is_itself(tmp_path: Path) -> None:
    _room()
    table = bpy.data.objects["Table"]
    table["dyce_category"] = "table"
    _box("Cup", (0, 0, 0.8), (0.1, 0.1, 0.1), table, dyce_category="mug")
    open_source(find_scene(str(_save(tmp_path / "room.blend"))))
    prepare()
    objects = {
        role.root.name: {o.name for o in role.objects}
        for role in assign_roles(rendered_parts(), 1.0)
        if role.kind == "instance"
    }
    assert objects == {"Table": {"Table", "leg0", "leg1", "leg2", "leg3"}, "Cup": {"Cup"}}


@pytest.mark.parametrize("suffix", [".glb", ".usdc"])
def test_imported_files_have_the_same_instances(tmp_path: Path, suffix: str) -> None:
    _room()
    path = tmp_path / f"room{suffix}"
    if suffix == ".glb":
        bpy.ops.export_scene.gltf(filepath=str(path), use_renderable=True)
    else:
        bpy.ops.wm.usd_export(filepath=str(path), evaluation_mode="RENDER")
    stage = load_stage(build_stage(find_scene(str(path))), "room")
    found = {instance.category for instance in stage.instances}
    assert {"table", "chair"} <= found and "floor" not in found
    triangles, owner = stage.geometry
    table = next(instance.id for instance in stage.instances if instance.category == "table")
    low, high = (f(triangles[owner == table], axis=(0, 1)) for f in (np.min, np.max))
    assert np.allclose(low, (-0.7, -0.4, 0), atol=1e-3) and np.allclose(high, (0.7, 0.4, 0.74), atol=1e-3)


def test_a_marked_floor_is_where_people_stand(tmp_path: Path) -> None:
    _room()
    bpy.ops.mesh.primitive_plane_add(size=1, location=(-2, -1.5, 0))
    bpy.context.object.name = "dyce_walkable"
    stage = load_stage(build_stage(find_scene(str(_save(tmp_path / "room.blend")))), "room")
    spots = walkable_floor(Tracer(*stage.geometry), Floor(1.9, 0.1), stage.walkable)
    assert len(spots) > 50
    assert (np.abs(spots[:, :2] - (-2, -1.5)) <= 0.45).all()
    assert "dyce_walkable" not in {instance.name for instance in stage.instances}
    free = walkable_floor(Tracer(*stage.geometry), Floor(1.9, 0.1))
    assert len(free) > 10 * len(spots)


def test_what_should_be_mended_is_named(tmp_path: Path) -> None:
    _room()
    path = _save(tmp_path / "room.blend")
    stage = load_stage(build_stage(find_scene(str(path))), "room")
    assert any("guessed" in warning for warning in stage.warnings)


def test_scripts_and_drivers_in_a_file_do_not_run(tmp_path: Path) -> None:
    """In processes of their own: one that would trust the file, to show that it is dangerous, and dyce's."""
    victim = tmp_path / "touched"
    _room()
    text = bpy.data.texts.new("evil.py")
    text.write(f"open({str(victim)!r}, 'w').write('script')")
    text.use_module = True
    driver = bpy.data.objects["Table"].driver_add("location", 0).driver
    driver.expression = f"len(open({str(victim)!r}, 'w').name)"
    path = _save(tmp_path / "evil.blend")
    victim.unlink(missing_ok=True)
    trusting = f"import bpy; bpy.ops.wm.open_mainfile(filepath={str(path)!r}, use_scripts=True); bpy.context.scene.frame_set(2)"
    subprocess.run([sys.executable, "-c", trusting], capture_output=True, check=False)
    assert victim.exists(), "the file must be dangerous for this test to mean anything"
    victim.unlink()
    build = f"from dyce.scene.build import *; from dyce.scene.sources import *; build_stage(find_scene({str(path)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", build], capture_output=True, text=True, env=dict(os.environ), check=False
    )
    assert done.returncode == 0, done.stderr
    assert not victim.exists()


def _damage(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    match seed % 3:
        case 0:
            return data[: chance.randrange(len(data))]
        case 1:
            changed = bytearray(data)
            for _ in range(chance.randrange(1, 200)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            return bytes(changed)
        case _:
            at = chance.randrange(len(data))
            return data[:at] + bytes(chance.randrange(1, 5000)) + data[at + chance.randrange(5000) :]


def test_damaged_files_end_in_one_line(tmp_path: Path) -> None:
    _room()
    sound = {path.suffix: path.read_bytes() for path in [_save(tmp_path / "room.blend")]}
    bpy.ops.export_scene.gltf(filepath=str(tmp_path / "room.glb"))
    sound[".glb"] = (tmp_path / "room.glb").read_bytes()
    opened = 0
    for seed in range(9):
        for suffix, data in sound.items():
            path = tmp_path / f"damaged{seed}{suffix}"
            path.write_bytes(_damage(data, seed))
            try:
                open_stage(find_scene(str(path)), tmp_path / "build.log")
                opened += 1
            except DyceError as error:
                assert "\n" not in str(error) and f"damaged{seed}" in str(error)
    assert opened < 18


def test_the_check_command_says_and_draws_what_and_why(tmp_path: Path) -> None:
    _room()
    _save(tmp_path / "room.blend")
    check = [sys.executable, "-m", "dyce.cli", "scenes", "check", "room.blend", "--out", "room.png"]
    done = subprocess.run([*check, "--draft-mapping", "draft.toml"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for said in ("Table", "instance table", "'Wall.001'", "hidden from renders", "walkable floor", "to mend", "6 x 5"):
        assert said in done.stdout
    lines = [line for line in done.stdout.splitlines() if "..." not in line]
    assert lines[0].startswith("room: 3 instances of 2 categories, 4 structure, 1 left out")
    picture = cv2.imread(str(tmp_path / "room.png"))
    assert picture.shape[1] > 2 * picture.shape[0]
    for instance in (1, 2, 3):  # each is drawn, in its colour or a shade of that
        share = picture[:, :860].reshape(-1, 3)[:, ::-1] / np.array(instance_colour(instance))
        assert ((np.ptp(share, axis=1) < 0.03) & (share.mean(1) > 0.7)).sum() > 200
    mapped = [*check, "--mapping", "draft.toml", "--draft-mapping", "again.toml"]
    done = subprocess.run(mapped, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "room: 3 instances of 2 categories, 4 structure, 1 left out" in done.stdout
    decided = [tomllib.loads((tmp_path / name).read_text()) for name in ("draft.toml", "again.toml")]
    assert decided[0] == decided[1] and decided[0]["Chair.001"] == "chair" and decided[0]["Beam"] == "structure"


def test_a_wrong_mapping_is_a_line(tmp_path: Path) -> None:
    _room()
    _save(tmp_path / "room.blend")
    (tmp_path / "a.toml").write_text("Table = 3")
    done = subprocess.run(
        [sys.executable, "-m", "dyce.cli", "scenes", "check", "room.blend", "--mapping", "a.toml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and "key 'Table' is 3" in done.stderr and "Traceback" not in done.stderr


def test_subdivision_that_no_machine_bears_is_cut_and_said(tmp_path: Path) -> None:
    """A ball whose six levels would make 30 million faces is built in a moment, and looks the same."""
    _room()
    bpy.ops.mesh.primitive_uv_sphere_add(segments=128, ring_count=64, radius=0.3, location=(0, 0, 1.2))
    bpy.context.object.name = "Ball"
    modifier = bpy.context.object.modifiers.new("round", "SUBSURF")
    modifier.render_levels = 6
    stage = load_stage(build_stage(find_scene(str(_save(tmp_path / "room.blend")))), "room")
    assert [line for line in stage.notes if line.startswith("the subdivision of Ball is cut by up to 4 levels")]
    ball = next(instance.id for instance in stage.instances if instance.name == "Ball")
    triangles, owner = stage.geometry
    assert (owner == ball).sum() < 800_000
    assert np.ptp(triangles[owner == ball][..., 0]) == pytest.approx(0.6, abs=0.01)


def test_a_poster_by_itself_and_a_vertex_that_is_nowhere_are_built(tmp_path: Path) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.mesh.primitive_plane_add(size=1, rotation=(np.pi / 2, 0, 0))
    bpy.context.object.name = "Poster"
    bpy.context.object.data.vertices.add(3)
    for vertex in bpy.context.object.data.vertices[4:]:
        vertex.co = (float("nan"),) * 3
    bpy.context.object.data.loops.add(3)
    bpy.context.object.data.loops.foreach_set("vertex_index", [0, 1, 2, 3, 4, 5, 6])
    bpy.context.object.data.polygons.add(1)
    bpy.context.object.data.polygons.foreach_set("loop_start", [0, 4])
    bpy.context.object.data.update()
    stage = load_stage(build_stage(find_scene(str(_save(tmp_path / "poster.blend")))), "poster")
    assert len(stage.geometry[0]) == 2 and stage.rig == "orbit"
    assert [instance.category for instance in stage.instances] == ["poster"]


def test_a_file_of_points_alone_is_refused(tmp_path: Path) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    cloud = bpy.data.objects.new("Cloud", bpy.data.pointclouds.new("Cloud"))
    bpy.context.scene.collection.objects.link(cloud)
    with pytest.raises(DyceError, match="nothing"):
        build_stage(find_scene(str(_save(tmp_path / "points.blend"))))


def test_two_files_alike_beside_other_textures_have_stages_of_their_own(tmp_path: Path) -> None:
    _room()
    first = _save(tmp_path / "room.blend")
    (tmp_path / "other").mkdir()
    second = tmp_path / "other" / "room.blend"
    second.write_bytes(first.read_bytes())
    one, two = (find_scene(str(path)) for path in (first, second))
    assert fingerprint(one) == fingerprint(two) and stage_folder(one) != stage_folder(two)
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('Crate = "box"\n')
    told = [find_scene(str(first), Told(mapping=name)) for name in (str(mapping), f"{mapping.parent}/./mapping.toml")]
    assert fingerprint(told[0]) == fingerprint(told[1]) != fingerprint(one)
