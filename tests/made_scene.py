"""A small room of known things, saved as a .blend: what the render tests look at."""

import math
from pathlib import Path

import bpy

__all__ = ["make_scene"]


def _material(name: str, colour: tuple[float, float, float], transmission: float = 0.0) -> bpy.types.Material:
    material = bpy.data.materials.new(name)
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*colour, 1)
    shader.inputs["Transmission Weight"].default_value = transmission
    shader.inputs["Roughness"].default_value = 0.1 if transmission else 0.6
    return material


def _add(primitive: str, name: str, location, size, colour=(0.6, 0.5, 0.4), category: str | None = None, **options):
    getattr(bpy.ops.mesh, f"primitive_{primitive}_add")(location=location)
    obj = bpy.context.object
    obj.name, obj.scale = name, size
    obj.data.materials.append(_material(name, colour, **options))
    if category:
        obj["dyce_category"] = category
    return obj


def make_scene(path: Path) -> None:
    """A room of 5 x 4 m with a laid table, a hierarchy, a glass, an array, a linked duplicate and a hidden object."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    _add("cube", "floor", (0, 0, -0.05), (2.5, 2.0, 0.05))
    _add("cube", "ceiling", (0, 0, 2.65), (2.5, 2.0, 0.05))
    walls = ("n", 0, 2.05, 2.5, 0.05), ("s", 0, -2.05, 2.5, 0.05), ("e", 2.55, 0, 0.05, 2), ("w", -2.55, 0, 0.05, 2)
    for name, x, y, w, d in walls:
        _add("cube", f"wall.{name}", (x, y, 1.3), (w, d, 1.3), (0.7, 0.7, 0.72))
    _add("cube", "table.top", (0.5, 0.6, 0.72), (0.7, 0.45, 0.03), (0.4, 0.2, 0.1), "table")
    for k, (x, y) in enumerate(((-0.6, 0.2), (1.1, 0.2), (-0.1, 1.0), (1.1, 1.0))):
        leg = _add("cube", f"leg{k}", (max(x, -0.1), y, 0.345), (0.03, 0.03, 0.345))
        leg.parent = bpy.data.objects["table.top"]
        leg.matrix_parent_inverse = leg.parent.matrix_world.inverted()
    _add("uv_sphere", "ball", (0.3, 0.5, 0.87), (0.12, 0.12, 0.12), (0.7, 0.1, 0.1), "ball")
    _add("cylinder", "glass", (0.55, 0.35, 0.87), (0.06, 0.06, 0.12), (0.9, 0.95, 1.0), "glass", transmission=1.0)
    monkey = _add("monkey", "monkey", (0.8, 0.7, 0.93), (0.18, 0.18, 0.18), (0.2, 0.4, 0.7), "monkey")
    monkey.modifiers.new("smooth", "SUBSURF").render_levels = 2
    steps = _add("cube", "steps", (-1.6, 1.0, 0.1), (0.3, 0.3, 0.1), (0.3, 0.6, 0.3), "stool")
    array = steps.modifiers.new("array", "ARRAY")
    array.count, array.relative_offset_displace = 4, (0.15, 0.0, 1.0)
    crate = _add("cube", "crate", (-0.9, 0.4, 0.2), (0.2, 0.2, 0.2), (0.8, 0.6, 0.2), "crate")
    twin = bpy.data.objects.new("crate.twin", crate.data)
    twin.location, twin.scale, twin.rotation_euler = (-0.75, 0.9, 0.2), crate.scale, (0, 0, 0.5)
    twin["dyce_category"] = "crate"
    bpy.context.collection.objects.link(twin)
    _add("cube", "never", (0.0, -0.3, 0.9), (0.3, 0.3, 0.9), (1, 0, 1), "crate").hide_render = True
    lamp = bpy.data.objects.new("lamp", bpy.data.lights.new("lamp", "AREA"))
    lamp.data.energy, lamp.data.size, lamp.location = 80, 1.2, (0, 0, 2.5)
    bpy.context.collection.objects.link(lamp)
    world = bpy.data.worlds.new("world")
    world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.3
    bpy.context.scene.world = world
    bpy.context.scene.view_settings.view_transform = "AgX"
    assert math.isclose(bpy.context.scene.unit_settings.scale_length, 1.0)
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
