"""What a rendered view says is true of the scene."""

import dataclasses
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from made_scene import make_scene
from oracle import bit_equality, cast_view, worst_iou

from dyce.data.mask import decode_mask, encode_mask
from dyce.data.record import Record, is_whole, read_record, write_record
from dyce.errors import DyceError
from dyce.render.colour import display_transform, to_display
from dyce.render.cycles import Studio
from dyce.render.pixels import Pixels
from dyce.render.plan import Batch
from dyce.render.recording import record_view
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import Stage, load_stage
from dyce.settings import Device, Isolation, Settings
from dyce.views.camera import View
from dyce.views.draw import draw_views
from dyce.views.rig import Site
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer

SETTINGS = Settings(width=96, height=72, samples=4, denoise=False)


@dataclasses.dataclass
class Shot:
    """A view rendered in one mode."""

    stage: Stage
    tracer: Tracer
    view: View
    record: Record
    folder: Path


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DYCE_CACHE", str(folder / "cache"))
        make_scene(folder / "made.blend")
        source = find_scene(str(folder / "made.blend"))
        return load_stage(build_stage(source), source.name)


def _views(stage: Stage, tracer: Tracer, settings: Settings, count: int) -> list[View]:
    rig = dataclasses.replace(find_rig("head_height"))
    rig = dataclasses.replace(rig, keep=dataclasses.replace(rig.keep, visible=4))
    size = {"width": settings.width, "height": settings.height}
    return list(islice(draw_views(rig, Site("made", tracer, stage.instances), seed=1, **size), count))


@pytest.fixture(scope="module", params=list(Isolation))
def shots(request: pytest.FixtureRequest, stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> list[Shot]:
    settings = dataclasses.replace(SETTINGS, isolation=request.param)
    tracer = Tracer(*stage.geometry)
    studio, transform = Studio(stage, settings, Device.CPU), display_transform(stage.colour)
    shots = []
    for view in _views(stage, tracer, settings, 3):
        rendered = render_view(studio, tracer, view, settings, transform)
        folder = tmp_path_factory.mktemp(str(request.param)) / "000000"
        write_record(folder, *record_view(rendered, stage, view, settings))
        shots.append(Shot(stage, tracer, view, read_record(folder), folder))
    return shots


def test_masks_obey_set_algebra(shots: list[Shot]) -> None:
    for shot in shots:
        seen = np.zeros((shot.record.height, shot.record.width), int)
        for instance in shot.record.instances:
            visible, full, invisible = (decode_mask(m) for m in (instance.visible, instance.full, instance.invisible))
            assert not (visible & ~full).any()
            assert (invisible == full & ~visible).all()
            assert visible.sum() == instance.visible_area >= 10
            assert sum(occluder.pixels for occluder in instance.hidden_by) == invisible.sum()
            seen += visible
        assert seen.max() == 1


def test_masks_are_those_of_rays_and_of_all_modes(shots: list[Shot]) -> None:
    for shot in shots:
        everything, full = cast_view(shot.stage.blend, shot.record)
        counts = np.bincount(everything.ravel())
        expected = {k for k in np.flatnonzero(counts >= 10).tolist() if k}
        assert {instance.id for instance in shot.record.instances} == expected
        assert worst_iou(shot.record, everything, full) >= 0.99


def test_something_is_hidden_in_these_views(shots: list[Shot]) -> None:
    rates = [instance.occlusion_rate for shot in shots for instance in shot.record.instances]
    assert max(rates) > 0.3
    assert sum(rate > 0 for rate in rates) >= 5


def test_appearance_is_the_full_mask_and_the_image_where_nothing_is_in_front(shots: list[Shot]) -> None:
    for shot in shots:
        image = cv2.imread(str(shot.folder / "image.png"))
        for instance in shot.record.instances:
            picture = cv2.imread(str(shot.folder / instance.appearance), cv2.IMREAD_UNCHANGED)
            x, y, w, h = instance.full_box
            full = decode_mask(instance.full)[y : y + h, x : x + w]
            assert ((picture[..., 3] == 255) == full).all()
            assert (picture[..., 3][~full] == 0).all()
            if instance.appearance_from == "image":
                assert instance.occlusion_rate == 0
                assert (picture[full][:, :3] == image[y : y + h, x : x + w][full]).all()
            else:
                assert instance.occlusion_rate > 0


def test_hidden_objects_are_never_annotated(shots: list[Shot]) -> None:
    assert not any(instance.name == "never" for shot in shots for instance in shot.record.instances)


def test_a_hierarchy_is_one_instance(stage: Stage) -> None:
    assert [i.name for i in stage.instances if "leg" in i.name or "table" in i.name] == ["table.top"]


def test_depth_is_that_of_the_traced_surface(shots: list[Shot]) -> None:
    for shot in shots:
        depth = cv2.imread(str(shot.folder / "depth.png"), cv2.IMREAD_UNCHANGED) * shot.record.depth_scale
        K = np.array(shot.record.camera.K)
        _, traced = shot.tracer.seen(K, shot.view.world_from_camera, shot.record.height, shot.record.width)
        assert np.median(np.abs(depth - traced)) <= 0.0005 + 1e-6
        assert (np.abs(depth - traced) < 0.002).mean() > 0.995


def test_record_is_whole_and_reads_back(shots: list[Shot]) -> None:
    for shot in shots:
        assert is_whole(shot.folder)
        for instance in shot.record.instances:
            assert encode_mask(decode_mask(instance.full)) == instance.full


def test_keep_mode_equals_the_image_bit_for_bit(stage: Stage) -> None:
    """DESIGN: the same seed and the same rays: what is seen wholly in both renders is equal in both."""
    settings = dataclasses.replace(SETTINGS, isolation=Isolation.KEEP)
    tracer = Tracer(*stage.geometry)
    studio = Studio(stage, settings, Device.CPU)
    equal = total = 0
    for view in _views(stage, tracer, settings, 2):
        shares = bit_equality(studio, tracer, view, settings)
        equal, total = equal + shares[0], total + shares[1]
    assert total > 500
    assert equal / total >= 0.99


def test_a_border_cuts_the_whole_frame_exactly(stage: Stage) -> None:
    """Each crop equals the same pixels of a render of the whole frame: no rounding shifts it by a pixel."""
    settings = dataclasses.replace(SETTINGS, width=97, height=71, isolation=Isolation.KEEP, samples=1)
    tracer, studio = Tracer(*stage.geometry), Studio(stage, settings, Device.CPU)
    studio.aim(_views(stage, tracer, settings, 1)[0], seed=0)
    everyone = tuple(instance.id for instance in stage.instances)
    whole = studio.isolate(Batch(everyone, frozenset(), np.ones((71, 97), bool)))
    random = np.random.default_rng(0)
    for _ in range(40):
        (x0, x1), (y0, y1) = (np.sort(random.choice(size + 1, 2, replace=False)) for size in (97, 71))
        window = np.zeros((71, 97), bool)
        window[y0:y1, x0:x1] = True
        cut = studio.isolate(Batch(everyone, frozenset(), window))
        assert (cut.x, cut.y) == (x0, y0)
        assert (cut.index == whole.index[y0:y1, x0:x1]).all()
        assert (cut.colour == whole.colour[y0:y1, x0:x1]).all()


def test_a_gpu_that_fails_at_start_is_given_up_and_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No GPU here: one that is found and fails at its first render is acted."""
    render = Studio._render

    def fail(studio: Studio, x: int, y: int, **how: object) -> Pixels:
        if studio.device.startswith("OPTIX"):
            raise DyceError("no kernels for this GPU")
        return render(studio, x, y, **how)

    monkeypatch.setattr(Studio, "_render", fail)
    monkeypatch.setattr("dyce.render.device.FASTEST_FIRST", (Device.OPTIX,))
    monkeypatch.setattr("dyce.render.device._enable", lambda kind: ["A card"])
    studio = Studio(stage, SETTINGS, Device.AUTO)
    assert studio.device == "CPU, because OPTIX: A card failed: no kernels for this GPU"
    studio.aim(_views(stage, Tracer(*stage.geometry), SETTINGS, 1)[0], seed=0)
    assert studio.beauty().index.any()
    with pytest.raises(DyceError, match="OPTIX: A card does not render: no kernels"):
        Studio(stage, SETTINGS, Device.OPTIX)


def test_lifted_objects_leave_no_shadow(stage: Stage) -> None:
    """A crate behind a crate, isolated: with the front one lifted, no pixel is darker than with it kept; some are lighter."""
    tracer = Tracer(*stage.geometry)
    brightness = {}
    for mode in (Isolation.LIFT, Isolation.KEEP):
        settings = dataclasses.replace(SETTINGS, isolation=mode, samples=64)
        studio = Studio(stage, settings, Device.CPU)
        view = _views(stage, tracer, settings, 1)[0]
        ids = {i.name: i.id for i in stage.instances}
        window = np.ones((settings.height, settings.width), bool)
        gone = frozenset(set(ids.values()) - {ids["table.top"]}) if mode is Isolation.LIFT else frozenset()
        studio.aim(view, seed=0)
        pixels = studio.isolate(Batch((ids["table.top"],), gone, window))
        brightness[mode] = pixels.colour[..., :3][pixels.colour[..., 3] == 1].mean()
    assert brightness[Isolation.LIFT] > brightness[Isolation.KEEP]


def test_display_values_are_blenders_own(stage: Stage, tmp_path: Path) -> None:
    import bpy

    scene = bpy.context.scene
    ours = dataclasses.replace(stage.colour, look="AgX - Medium High Contrast", exposure=0.3)
    scene.view_settings.view_transform, scene.view_settings.look = ours.view, ours.look
    scene.view_settings.exposure, scene.render.dither_intensity = 0.3, 0
    light = np.exp2(np.random.default_rng(0).uniform(-10, 5, (32, 32, 4))).astype(np.float32)
    light[..., 3] = 1
    image = bpy.data.images.new("light", 32, 32, float_buffer=True, alpha=True)
    image.colorspace_settings.name = "Linear Rec.709"
    image.pixels.foreach_set(light[::-1].ravel())
    picture = scene.render.image_settings
    picture.media_type, picture.file_format, picture.color_mode, picture.color_depth = "IMAGE", "PNG", "RGB", "8"
    image.save_render(str(tmp_path / "blender.png"), scene=scene)
    blender = cv2.imread(str(tmp_path / "blender.png"))[..., ::-1].astype(int)
    mine = to_display(light[..., :3], display_transform(ours)).astype(int)
    assert np.abs(mine - blender).max() <= 1
