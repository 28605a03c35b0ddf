"""Which instances give off light, by a light that belongs to them or by surfaces that shine (bpy)."""

from collections.abc import Iterable

import bpy
import numpy as np
from mathutils import Vector

__all__ = ["find_lamps"]

POWER = 0.2
"""Watts (as Blender has them) that the shining surfaces of an instance give off at the least: a clock's digits are no lamp."""
TEXTURED = 0.5
"""What is taken for an emission that comes from a texture."""


def find_lamps(objects: Iterable[bpy.types.Object]) -> frozenset[int]:
    """The instances that give off light.

    A light belongs to the instance whose hierarchy it is in; one that is in none belongs to the smallest instance whose
    bounding box it is in, if it is in any. The sun and what only guides the sky's light belong to nobody.

    Args:
        objects: those that render, lights among them, with their instance's number as pass index.
    """
    things, lights = [], []
    for obj in objects:
        if obj.type != "LIGHT":
            things.append(obj)
        elif (
            obj.data.type != "SUN"
            and obj.data.energy > 0
            and not (obj.data.type == "AREA" and obj.data.cycles.is_portal)
        ):
            lights.append(obj)
    shining: dict[int, float] = {}
    for obj in things:
        if obj.pass_index and obj.type == "MESH":
            shining[obj.pass_index] = shining.get(obj.pass_index, 0.0) + _watts(obj)
    found = {k for k, watts in shining.items() if watts >= POWER}
    roots = {_root(obj): obj.pass_index for obj in things if obj.pass_index}
    boxes = _boxes(things)
    for light in lights:
        place = np.array(light.matrix_world.translation)
        around = {k: box for k, box in boxes.items() if ((box[0] <= place) & (place <= box[1])).all()}
        if (root := _root(light)) in roots and root is not None:
            found.add(roots[root])
        elif around:
            found.add(min(around, key=lambda k: float(np.prod(around[k][1] - around[k][0]))))
    return frozenset(found)


def _root(obj: bpy.types.Object | None) -> bpy.types.Object | None:
    """The root of the instance in whose hierarchy an object is: the nearest above that says a category."""
    while obj is not None and "dyce_category" not in obj:
        obj = obj.parent
    return obj


def _boxes(things: Iterable[bpy.types.Object]) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """The lowest and highest corner of each instance, Blender's units, world."""
    corners: dict[int, list[Vector]] = {}
    for obj in things:
        if obj.pass_index:
            corners.setdefault(obj.pass_index, []).extend(obj.matrix_world @ Vector(c) for c in obj.bound_box)
    return {k: (np.min(points, 0), np.max(points, 0)) for k, points in corners.items()}


def _watts(obj: bpy.types.Object) -> float:
    """What the shining faces of a mesh give off."""
    radiance = [_radiance(slot.material) for slot in obj.material_slots]
    if not any(radiance):
        return 0.0
    areas, slots = np.empty(len(obj.data.polygons), np.float32), np.empty(len(obj.data.polygons), np.int32)
    obj.data.polygons.foreach_get("area", areas)
    obj.data.polygons.foreach_get("material_index", slots)
    scale = abs(obj.matrix_world.determinant()) ** (2 / 3) * bpy.context.scene.unit_settings.scale_length**2
    return float(np.pi * scale * (np.array(radiance)[np.clip(slots, 0, len(radiance) - 1)] * areas).sum())


def _radiance(material: bpy.types.Material | None) -> float:
    """How much a material shines, mean of the colours."""
    total = 0.0
    for node in material.node_tree.nodes if material and material.node_tree else ():
        names = {"EMISSION": ("Color", "Strength"), "BSDF_PRINCIPLED": ("Emission Color", "Emission Strength")}
        if node.type in names and any(output.is_linked for output in node.outputs):
            colour, strength = (node.inputs[name] for name in names[node.type])
            mean = TEXTURED if colour.is_linked else float(np.mean(colour.default_value[:3]))
            total += mean * (1.0 if strength.is_linked else strength.default_value)
    return total
