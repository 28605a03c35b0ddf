"""Who is in front of whom, seen or not, against rays cast at each object alone; and cycles, against how the scene was built."""

import bpy
import numpy as np
import test_exactness
from mathutils import Vector
from test_exactness import FOV, SIZE, UP, Shot, add, add_hair, leaf_material

from dyce.data.order import cycles, front_first
from dyce.data.record import Instance, fields_of
from dyce.render.recording import record_view
from dyce.settings import Settings
from dyce.views.camera import intrinsics
from dyce.views.trace import pixel_rays

shoot = test_exactness.shoot


def pairs_of(shot: Shot) -> dict[tuple[int, int], int]:
    """Pixels by (id of the one in front, id of the one behind)."""
    return {(a, truth.id): pixels for truth in shot.rendered.truths for a, pixels in truth.behind.items()}


def alone(shot: Shot, name: str) -> np.ndarray:
    """(H, W): how far from the eye each pixel's ray meets an instance when it is the only one; infinite where it does not."""
    bpy.ops.wm.open_mainfile(filepath=str(shot.stage.blend))
    for obj in bpy.context.scene.objects:
        obj.hide_viewport = obj.pass_index != shot.ids[name]
    graph = bpy.context.evaluated_depsgraph_get()
    pose = shot.view.world_from_camera
    rays = pixel_rays(intrinsics(FOV, SIZE, SIZE), pose, np.arange(SIZE), np.arange(SIZE))
    found = np.full((SIZE, SIZE), np.inf)
    for row, column in np.ndindex(SIZE, SIZE):
        hit, place, *_ = bpy.context.scene.ray_cast(graph, Vector(pose[:3, 3]), Vector(rays[row, column]).normalized())
        if hit:
            found[row, column] = (place - Vector(pose[:3, 3])).length
    return found


def instances(shot: Shot) -> list[Instance]:
    record, files = record_view(shot.rendered, shot.stage, shot.view, Settings(width=SIZE, height=SIZE))
    fields = fields_of(record)
    extras = {"coverage", "overscan"}  # what is not asked for takes not a byte
    assert not any(extras & set(entry) for entry in [fields, *fields["instances"]])
    assert {name.partition("/")[0] for name in files} == {"image.png", "depth.png", "appearance"}
    return record.instances


def check(shot: Shot) -> None:
    """All pairs agree with the rays, but for pixels whose centre lies on an edge."""
    depths = {name: alone(shot, name) for name in shot.seen}
    for a, one in depths.items():
        for b, other in depths.items():
            told = pairs_of(shot).get((shot.ids[a], shot.ids[b]), 0)
            assert a == b or abs(told - int((one < other)[np.isfinite(other)].sum())) <= 2, f"{a} before {b}"


def test_three_bars_interlocked_have_no_order(shoot) -> None:
    def fill() -> None:
        for k in range(3):
            angle = 2 * np.pi * k / 3
            middle = Vector((0.35 * np.cos(angle), 0, 0.35 * np.sin(angle)))
            along = Vector((-np.sin(angle), -0.35, np.cos(angle)))  # one end leans to the camera
            add("cube", f"bar.{k}", middle, (1.0, 0.08, 0.08), turn=along.to_track_quat("X", "Z").to_euler())
        add("cube", "behind", (0, 1.5, 0), (0.5, 0.1, 0.5))

    shot = shoot(fill)
    check(shot)
    found = instances(shot)
    bars = [shot.ids[f"bar.{k}"] for k in range(3)]
    assert cycles(found) == [sorted(bars)]
    assert front_first(found)[-1] == shot.ids["behind"]


def test_the_hidden_are_in_front_of_the_more_hidden(shoot) -> None:
    def fill() -> None:
        add("cube", "screen", (0.4, -1.5, 0), (0.25, 0.02, 0.5))
        add("cube", "box", (0.4, 0, 0), (0.5, 0.2, 0.3))
        add("uv_sphere", "ball", (0.5, 1.2, 0), (0.7, 0.7, 0.7))
        add("cube", "fork", (-1, 0.6, 0.2), (0.1, 0.9, 0.1))
        bpy.ops.mesh.primitive_cube_add(location=(-0.6, 0.2, 0.2), scale=(0.5, 0.05, 0.3))
        bpy.context.object.name = "blade"
        bpy.context.object["dyce_category"] = "blade"

    shot = shoot(fill)
    check(shot)
    found = {instance.name: instance for instance in instances(shot)}
    assert {occluder.name for occluder in found["ball"].behind} >= {"screen", "box"}
    screened = next(other.pixels for other in found["ball"].behind if other.name == "box")
    assert screened > next(other.pixels for other in found["ball"].hidden_by if other.name == "box")
    assert [sorted(shot.ids[name] for name in ("fork", "blade"))] == cycles(list(found.values()))


def test_holes_and_hair_have_an_order_of_what_is_there(shoot) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (0, 1, 0), (0.8, 0.8, 0.8))
        add("plane", "leaf", (0, -1, 0), made=leaf_material(), turn=UP)
        add_hair()

    shot = shoot(fill)
    ids, masks = shot.ids, {name: shot.masks(name)[1] for name in shot.seen}
    pairs = pairs_of(shot)
    assert pairs[ids["leaf"], ids["ball"]] == (masks["leaf"] & masks["ball"]).sum() > 50
    assert pairs[ids["leaf"], ids["hair"]] == (masks["leaf"] & masks["hair"]).sum() > 50
    both = pairs.get((ids["hair"], ids["ball"]), 0) + pairs.get((ids["ball"], ids["hair"]), 0)
    assert both == (masks["hair"] & masks["ball"]).sum()
    assert (ids["ball"], ids["leaf"]) not in pairs
