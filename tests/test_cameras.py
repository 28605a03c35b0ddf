"""A file's own cameras see what Blender sees through them, and the masks of any pinhole are where the rays say."""

import json
from itertools import islice
from pathlib import Path

import bpy
import numpy as np
import pytest
from bpy_extras.object_utils import world_to_camera_view
from made_scene import make_scene
from mathutils import Vector

from dyce.render.cycles import Studio
from dyce.render.plan import plan_isolation
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import Stage, load_stage
from dyce.settings import Device, Isolation, Settings
from dyce.views.camera import View, look_at
from dyce.views.draw import draw_views
from dyce.views.rigs import find_rig

POINT = Vector((0.3, 0.5, 0.87))
"""The middle of the made scene's ball."""
UNIT = 0.5
"""Metres a unit of the file."""


def _camera(name: str, location: tuple[float, float, float], **lens: object) -> bpy.types.Object:
    camera = bpy.data.objects.new(name, bpy.data.cameras.new(name))
    bpy.context.collection.objects.link(camera)
    camera.location = location
    camera.rotation_euler = (POINT - Vector(location)).to_track_quat("-Z", "Y").to_euler()
    for key, value in lens.items():
        setattr(camera.data, key, value)
    return camera


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stage, dict[tuple[str, int], tuple[float, float]]]:
    """The stage, and where Blender sees the point from each camera in each frame: x to the right, y down, shares of the frame."""
    folder = tmp_path_factory.mktemp("filmed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DYCE_CACHE", str(folder / "cache"))
        make_scene(folder / "filmed.blend")
        scene = bpy.context.scene
        scene.unit_settings.scale_length = UNIT
        scene.frame_start, scene.frame_end = 1, 4
        scene.render.resolution_x, scene.render.resolution_y = 96, 64
        _camera("still", (-2, -1.5, 1.6), lens=28, shift_x=0.1, shift_y=-0.07)
        _camera("tall", (2, -1.5, 1.9), sensor_fit="VERTICAL", sensor_height=20, lens=24, shift_y=0.05)
        carrier = bpy.data.objects.new("carrier", None)
        bpy.context.collection.objects.link(carrier)
        _camera("moved", (-1, -1.6, 1.2), lens=22).parent = carrier
        for frame, x in ((1, 0.0), (3, 0.4)):
            carrier.location.x = x
            carrier.keyframe_insert("location", frame=frame)
        _camera("top", (0, 0, 2.4), type="ORTHO")
        expected = {}
        for frame in range(1, 5):
            scene.frame_set(frame)
            for name in ("still", "tall", "moved"):
                seen = world_to_camera_view(scene, bpy.data.objects[name], POINT)
                expected[name, frame] = seen.x, 1 - seen.y
        scene.frame_set(2)
        bpy.ops.wm.save_as_mainfile(filepath=str(folder / "filmed.blend"))
        stage = load_stage(build_stage(find_scene(str(folder / "filmed.blend"))), "filmed")
        yield stage, expected


def test_poses_and_lenses_are_blenders_own(filmed) -> None:
    stage, expected = filmed
    said = [(camera.name, camera.frame) for camera in stage.cameras]
    assert said == [("moved", 1), ("moved", 2), ("moved", 3), ("still", 1), ("tall", 1), ("top", 1)]
    views = islice(draw_views(find_rig("cameras:moved,still,tall"), stage.site(), seed=0, width=96, height=64), 5)
    for view, key in zip(views, said, strict=False):
        point = np.linalg.inv(view.world_from_camera) @ [*(np.array(POINT) * UNIT), 1]
        x, y, z = view.K @ point[:3]
        assert (x / z / 96, y / z / 64) == pytest.approx(expected[key], abs=1e-5)
        assert abs(x / z - expected[key][0] * 96) < 1e-3 and abs(y / z - expected[key][1] * 64) < 1e-3
        assert view.near == pytest.approx(0.1 * UNIT)


def test_what_is_not_honoured_is_said(filmed) -> None:
    notes = " ".join(filmed[0].notes)
    assert "6 camera poses of its own (moved, still, tall, top); --rig cameras takes them" in notes
    assert "stands still" in notes


@pytest.mark.parametrize("margin", [(0, 0), (11, 7)])
@pytest.mark.parametrize(("fx", "fy"), [(70.0, 70.0), (70.0, 91.0), (83.0, 70.0)])
def test_any_pinhole_is_rendered_as_it_is_traced(filmed, fx: float, fy: float, margin: tuple[int, int]) -> None:
    stage = filmed[0]
    site = stage.site()
    pose = look_at(np.array([-1.0, -0.7, 0.8]), np.array([0.15, 0.25, 0.4]), 0.4)
    view = View(0, np.array([[fx, 0, 41.3], [0, fy, 36.2], [0, 0, 1]]), 96, 64, pose, 0.8, "ball").widened(margin)
    settings = Settings(width=view.width, height=view.height, samples=1)
    studio = Studio(stage, settings, Device.CPU)
    studio.aim(view, seed=0)
    pixels = studio.beauty()
    seen, depth = site.tracer.seen(view.K, pose, view.height, view.width)
    glass = next(instance.id for instance in stage.instances if instance.name == "glass")
    assert (pixels.index != np.maximum(seen, 0)).mean() < 0.004
    same = (pixels.index == seen) & (seen != glass)
    assert np.abs(pixels.depth - depth)[same].max() < 0.02
    hits = site.tracer.first_hits(view.K, pose, view.height, view.width)
    batches = plan_isolation(
        hits,
        pixels.index,
        site.tracer.bounds,
        site.tracer.carriers,
        studio.lamps,
        isolation=Isolation.ALONE,
        min_visible=1,
    )
    assert batches
    for batch in batches:
        alone = studio.isolate(batch)
        for k in batch.members:
            full = np.zeros((view.height, view.width), bool)
            full[alone.frame] = alone.index == k
            assert (full ^ hits[k].mask(view.height, view.width)).sum() <= 0.03 * full.sum() + 3, (
                "the card is where it must be"
            )


def test_a_screw_is_seen_whole_from_a_centimetre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))
    bpy.ops.wm.read_factory_settings(use_empty=True)
    for k in range(3):
        bpy.ops.mesh.primitive_cube_add(size=1, location=(2 + 0.004 * k, 1 + 0.001 * k, 0.002))
        bpy.context.object.name, bpy.context.object.scale = f"screw{k}", (0.002, 0.002, 0.004)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "screws.blend"))
    stage = load_stage(build_stage(find_scene(str(tmp_path / "screws.blend"))), "screws")
    assert stage.rig == "orbit" and any("orbit" in note for note in stage.notes)
    assert json.loads((stage.folder / "stage.json").read_text())["cameras"] == []
    site = stage.site()
    studio = Studio(stage, Settings(width=64, height=64, samples=1), Device.CPU)
    for view in islice(draw_views(find_rig(stage.rig), site, seed=0, width=64, height=64), 6):
        studio.aim(view, seed=0)
        seen, _ = site.tracer.seen(view.K, view.world_from_camera, 64, 64)
        assert (seen > 0).sum() > 60
        assert (studio.beauty().index != np.maximum(seen, 0)).sum() <= 0.02 * (seen > 0).sum() + 2
