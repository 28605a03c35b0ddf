"""The triangles of a prepared scene, for the tracer (bpy)."""

from collections.abc import Iterator
from dataclasses import dataclass

import bpy
import numpy as np

from dyce.scene.prepare import GEOMETRY, WALKABLE
from dyce.scene.scatter import RAYS

__all__ = ["UNTRACED", "Part", "rendered_parts", "walkable_mark"]

BUDGET = 10_000_000
"""Triangles of scattered copies; each copy beyond that is traced as its box."""
FACES = np.array(
    [
        (0, 1, 3),
        (0, 3, 2),
        (4, 6, 7),
        (4, 7, 5),
        (0, 4, 5),
        (0, 5, 1),
        (2, 3, 7),
        (2, 7, 6),
        (0, 2, 6),
        (0, 6, 4),
        (1, 5, 7),
        (1, 7, 3),
    ]
)
"""The triangles of a box by its corners, of which the last of x, y, z changes first; front faces outward."""
UNTRACED = {"VOLUME", "POINTCLOUD", "CURVES"}
"""Types of objects without triangles."""


@dataclass(frozen=True)
class Part:
    """One rendered mesh of the scene."""

    object: bpy.types.Object
    """Whose it is: what an object generates is its own."""
    triangles: np.ndarray
    """(T, 3, 3) float64, Blender units, world."""


def rendered_parts() -> list[Part]:
    """All meshes that the prepared scene renders."""
    return list(_evaluated())


def walkable_mark() -> np.ndarray:
    """The triangles of the object that marks the walkable floor, (T, 3, 3), Blender units; none where there is none."""
    mark = bpy.context.scene.objects.get(WALKABLE)
    if mark is None:
        return np.empty((0, 3, 3))
    mark.hide_render = mark.hide_viewport = False
    mark.hide_set(False)
    bpy.context.view_layer.update()
    return np.concatenate([np.empty((0, 3, 3)), *(part.triangles for part in _evaluated() if part.object == mark)])


def _evaluated() -> Iterator[Part]:
    meshes: dict[bpy.types.Object, np.ndarray] = {}
    scattered = 0
    for item in bpy.context.evaluated_depsgraph_get().object_instances:
        obj = item.object
        if obj.type not in GEOMETRY - UNTRACED or not item.show_self or not any(getattr(obj, ray) for ray in RAYS):
            continue
        if item.is_instance and obj.original != item.parent.original:
            if obj.original not in meshes:
                meshes[obj.original] = _triangles(obj)
            local = meshes[obj.original]
            scattered += len(local)
            if scattered > BUDGET:
                local = _box(local)
        else:
            local = _triangles(obj)
        if len(local):
            matrix = np.array(item.matrix_world)
            world = (local.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]).reshape(-1, 3, 3)
            finite = np.isfinite(world).all(
                (1, 2)
            )  # exporters write vertices that are nowhere; Cycles does not show them either
            yield Part((item.parent if item.is_instance else obj).original, world if finite.all() else world[finite])


def _triangles(obj: bpy.types.Object) -> np.ndarray:
    """(T, 3, 3) float32 of an evaluated object, its own units and axes."""
    found = np.empty((0, 3, 3), np.float32)
    mesh = obj.to_mesh()
    if mesh is not None and mesh.vertices:
        mesh.calc_loop_triangles()
        corners = np.empty(len(mesh.vertices) * 3, np.float32)
        mesh.vertices.foreach_get("co", corners)
        index = np.empty(len(mesh.loop_triangles) * 3, np.int32)
        mesh.loop_triangles.foreach_get("vertices", index)
        found = corners.reshape(-1, 3)[index].reshape(-1, 3, 3)
    obj.to_mesh_clear()
    return found


def _box(triangles: np.ndarray) -> np.ndarray:
    """(12, 3, 3): the faces of the box around triangles, which stands for them; none for none."""
    if not len(triangles):
        return triangles
    low, high = triangles.min((0, 1)), triangles.max((0, 1))
    corners = np.where(np.array(list(np.ndindex(2, 2, 2)), bool), high, low)
    return corners[FACES]
