"""Coming to rest: what has been put over a thing is let down until the two touch, whatever their shapes."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import TypeAlias

import bpy
from mathutils import Matrix, Vector
from mathutils.bvhtree import BVHTree

from dyce.errors import DyceError

__all__ = ["bounds", "let_down", "push"]

Soup: TypeAlias = tuple[list[Vector], list[tuple[int, ...]]]
"""World vertices and polygons."""

ABOVE = 0.005
"""From how far above its estimated rest a thing is let down (metres)."""


def let_down(placed: bpy.types.Object, carrier: bpy.types.Object, below: float | None = None) -> None:
    """Lower a thing on to its carrier until they touch: no vertex of either ends up inside the other, seen from above.

    Starts over the carrier's top, or with the thing's bottom at height `below` (metres, world). Raises DyceError where the
    thing would miss its carrier.
    """
    low, high = bounds(placed)
    start = bounds(carrier)[1].z + ABOVE if below is None else below
    placed.matrix_world.translation.z += start - low.z
    own, ground = _soup(placed), _soup(carrier)
    fall = min(
        _clearance(own[0], ground, Vector((0, 0, -1))),
        _clearance([v for v in ground[0] if low.x < v.x < high.x and low.y < v.y < high.y], own, Vector((0, 0, 1))),
    )
    if fall == inf:
        raise DyceError(f"{placed.name} would stand beside {carrier.name}, not on it; move it with at=")
    placed.matrix_world.translation.z -= fall


def push(placed: bpy.types.Object, way: Vector, others: Iterable[bpy.types.Object]) -> bool:
    """Lift a thing off what it rests on and move it along `way` (world, of length 1) until it touches one of the others;
    False if there is nothing to touch that way."""
    placed.matrix_world.translation.z += ABOVE
    low, high = bounds(placed)
    own = _soup(placed)
    path = inf
    for other in map(_soup, others):
        path = min(
            path,
            _clearance(own[0], other, way),
            _clearance([point for point in other[0] if low.z < point.z < high.z], own, -way),
        )
    if path == inf:
        return False
    placed.matrix_world.translation += way * path
    return True


def bounds(root: bpy.types.Object) -> tuple[Vector, Vector]:
    """The (lowest, highest) corner of the box round an object and all below it; metres, world."""
    corners = []
    for thing, world in _meshes(root):
        corners += [world @ vertex.co for vertex in thing.data.vertices]
    return (Vector(min(c[i] for c in corners) for i in range(3)), Vector(max(c[i] for c in corners) for i in range(3)))


def _clearance(points: Sequence[Vector], soup: Soup, way: Vector) -> float:
    """How far the points can move along `way` before the first meets the soup; infinite if none does."""
    tree = BVHTree.FromPolygons(*soup)
    distances = (tree.ray_cast(point, way)[3] for point in points)
    return min((distance for distance in distances if distance is not None), default=inf)


def _soup(root: bpy.types.Object) -> Soup:
    """World vertices and polygons of an object and all below it."""
    points: list[Vector] = []
    faces: list[tuple[int, ...]] = []
    for thing, world in _meshes(root):
        first = len(points)
        points += [world @ vertex.co for vertex in thing.data.vertices]
        faces += [tuple(first + i for i in polygon.vertices) for polygon in thing.data.polygons]
    return points, faces


def _meshes(root: bpy.types.Object) -> list[tuple[bpy.types.Object, Matrix]]:
    """The mesh objects of a hierarchy with their matrices, read without waiting for the dependency graph."""
    found = []
    stack = [(root, root.matrix_world)]
    while stack:
        thing, world = stack.pop()
        if thing.type == "MESH":
            found.append((thing, world.copy()))
        stack += [(child, world @ child.matrix_parent_inverse @ child.matrix_basis) for child in thing.children]
    return found
