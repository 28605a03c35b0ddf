"""The triangles of a prepared scene, for the tracer (bpy)."""

from collections.abc import Iterator
from dataclasses import dataclass

import bpy
import numpy as np

from dyce.scene.prepare import GEOMETRY, WALKABLE

__all__ = ["Part", "rendered_parts", "walkable_mark"]

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
    for item in bpy.context.evaluated_depsgraph_get().object_instances:
        obj = item.object
        if obj.type not in GEOMETRY - UNTRACED or not item.show_self:
            continue
        mesh = obj.to_mesh()
        if mesh is not None and mesh.vertices:
            mesh.calc_loop_triangles()
            corners = np.empty(len(mesh.vertices) * 3, np.float32)
            mesh.vertices.foreach_get("co", corners)
            index = np.empty(len(mesh.loop_triangles) * 3, np.int32)
            mesh.loop_triangles.foreach_get("vertices", index)
            matrix = np.array(item.matrix_world)
            world = corners.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]
            yield Part((item.parent if item.is_instance else obj).original, world[index].reshape(-1, 3, 3))
        obj.to_mesh_clear()
