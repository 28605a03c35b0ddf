"""Sections swept along curves, outlines extruded, rounded boxes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from mathutils import Vector
from mathutils.geometry import tessellate_polygon

from dyce.models.geometry.curves import Points
from dyce.models.geometry.shape import Shape, grid, join, shape_of, weld

__all__ = ["box_between", "circle", "ellipse", "extrude", "rounded_box", "sweep", "thick", "tube"]


def ellipse(width: float, height: float, count: int = 12, power: float = 2.0) -> np.ndarray:
    """(count, 2) counter-clockwise outline; a power above 2 makes it squarer (superellipse)."""
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    c, s = np.cos(t), np.sin(t)
    shaped = [np.sign(v) * np.abs(v) ** (2 / power) for v in (c, s)]
    return np.column_stack([width / 2 * shaped[0], height / 2 * shaped[1]])


def frames(path: np.ndarray, side: Sequence[float], closed: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Two unit vectors a point across the path (N, 3), carried along without twist, the first nearest to `side`."""
    ahead, behind = np.roll(path, -1, axis=0), np.roll(path, 1, axis=0)
    tangent = ahead - behind if closed else np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    first = np.empty_like(path)
    current = np.asarray(side, float)
    for k, along in enumerate(tangent):
        current = current - along * (current @ along)
        current /= np.linalg.norm(current)
        first[k] = current
    return first, np.cross(tangent, first)


def sweep(
    path: Points,
    section: np.ndarray,
    scale: float | np.ndarray = 1.0,
    side: Sequence[float] = (0, 1, 0),
    closed: bool = False,
) -> Shape:
    """`section` (M, 2), counter-clockwise, carried along `path` (N, 3): its x lies along `side`; ends are capped.

    `scale` is one factor, one a path point (N,), or one for each axis (N, 2).
    """
    points = np.asarray(path, float)
    first, second = frames(points, side, closed)
    factor = np.asarray(scale, float)
    if factor.ndim < 2:
        factor = np.broadcast_to(np.broadcast_to(factor, (len(points),))[:, None], (len(points), 2))
    x, y = section[:, 0][None] * factor[:, :1], section[:, 1][None] * factor[:, 1:]
    rings = points[:, None] + x[..., None] * first[:, None] + y[..., None] * second[:, None]
    return grid(rings, close_rows=True, close_columns=closed, cap=not closed)


def tube(
    path: Points, radius: float | np.ndarray, sides: int = 10, closed: bool = False, rounded: bool = False
) -> Shape:
    """A round bar along `path` (N, 3); `rounded` ends it in domes."""
    points = np.asarray(path, float)
    radii = np.broadcast_to(np.asarray(radius, float), (len(points),)).copy()
    if rounded and not closed:
        t = np.radians([78, 50, 25])
        starts, ends = points[0] - points[1], points[-1] - points[-2]
        starts, ends = starts / np.linalg.norm(starts), ends / np.linalg.norm(ends)
        head = points[0] + radii[0] * np.sin(t)[:, None] * starts
        tail = points[-1] + radii[-1] * np.sin(t[::-1])[:, None] * ends
        points = np.vstack([head, points, tail])
        radii = np.concatenate([radii[0] * np.cos(t), radii, radii[-1] * np.cos(t[::-1])])
    tangent = points[1] - points[0]
    side = np.eye(3)[np.abs(tangent).argmin()]
    return sweep(points, ellipse(2, 2, sides), radii, side, closed)


def extrude(outline: Points, height: float, bevel: float = 0.0, steps: int = 3, holes: Sequence[Points] = ()) -> Shape:
    """A prism over a counter-clockwise outline (N, 2) from z = 0 to `height`, its edges rounded by `bevel`.

    `holes` are counter-clockwise outlines cut through it.
    """
    if bevel > 0:
        t = np.radians(np.linspace(0, 90, steps + 1))
        inset = np.concatenate([bevel * (1 - np.sin(t)), bevel * (1 - np.cos(t))])
        level = np.concatenate([bevel * (1 - np.cos(t)), height - bevel * (1 - np.sin(t))])
    else:
        inset, level = np.zeros(2), np.array([0, height])
    walls = []
    bottoms, tops = [], []
    for ring in (np.asarray(outline, float), *(np.asarray(hole, float)[::-1] for hole in holes)):
        inward = _inward(ring)
        rings = [np.column_stack([ring + d * inward, np.full(len(ring), z)]) for d, z in zip(inset, level, strict=True)]
        walls.append(grid(np.stack(rings), close_rows=True))
        bottoms.append(rings[0])
        tops.append(rings[-1])
    return weld(join([*walls, _cap(bottoms, down=True), _cap(tops, down=False)]))


def _inward(ring: np.ndarray) -> np.ndarray:
    edge = np.roll(ring, -1, axis=0) - ring
    normal = np.column_stack([-edge[:, 1], edge[:, 0]])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    mitre = normal + np.roll(normal, 1, axis=0)
    return mitre / np.maximum((mitre * normal).sum(axis=1, keepdims=True), 0.3)


def _cap(rings: Sequence[np.ndarray], down: bool) -> Shape:
    """A flat face inside the first ring and outside the others."""
    faces = np.array(tessellate_polygon([[Vector(p) for p in ring] for ring in rings]), int)
    points = np.vstack(rings)
    a, b, c = (points[faces[:, k]] for k in range(3))
    upward = np.cross(b - a, c - a)[:, 2] > 0
    faces[upward == down] = faces[upward == down][:, ::-1]
    return shape_of(points, faces)


def thick(points: np.ndarray, thickness: float, raised: float = 0.0) -> Shape:
    """A closed sheet of that thickness under the surface through `points` (R, C, 3), first lifted by `raised`."""
    u, v = np.gradient(points, axis=1), np.gradient(points, axis=0)
    normal = np.cross(u, v)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    points = points + raised * normal
    under = points - thickness * normal
    rim: list[Any] = [np.s_[0, :-1], np.s_[:-1, -1], np.s_[-1, :0:-1], np.s_[:0:-1, 0]]
    above = np.vstack([points[side] for side in rim])
    below = np.vstack([under[side] for side in rim])
    return weld(join([grid(points), grid(under).flipped(), grid(np.stack([below, above]), close_rows=True)]))


def rounded_box(width: float, depth: float, height: float, radius: float, steps: int = 3) -> Shape:
    """A box centred over the origin with its bottom at z = 0, edges and corners rounded; UVs in metres by side."""
    half = np.array([width, depth, height]) / 2
    radius = min(radius, *(half * 0.999))
    t = np.tan(np.radians(np.linspace(0, 45, steps + 1)))
    line = np.concatenate([-t[::-1], t])
    sign = np.concatenate([-np.ones(steps + 1), np.ones(steps + 1)])
    a, b = (m.ravel() for m in np.meshgrid(np.arange(len(line)), np.arange(len(line)), indexing="ij"))
    sides = []
    count = len(line)
    for axis in range(3):
        for face in (0, count - 1):
            index = np.empty((count * count, 3), int)
            index[:, axis], index[:, (axis + 1) % 3], index[:, (axis + 2) % 3] = face, a, b
            ray = line[index]
            ray /= np.linalg.norm(ray, axis=1, keepdims=True)
            points = (sign[index] * (half - radius) + radius * ray + [0, 0, half[2]]).reshape(count, count, 3)
            sides.append(grid(points if face == 0 else points.transpose(1, 0, 2)))
    box = weld(join(sides))
    return shape_of(box.vertices, box.faces)


def box_between(x: Sequence[float], y: Sequence[float], z: Sequence[float], radius: float) -> Shape:
    """A rounded box between (low, high) on each axis."""
    box = rounded_box(x[1] - x[0], y[1] - y[0], z[1] - z[0], radius, 4)
    return box.moved((x[0] + x[1]) / 2, (y[0] + y[1]) / 2, z[0])


def circle(radius: float, count: int = 40, centre: Sequence[float] = (0, 0)) -> np.ndarray:
    """`count` points of a circle about `centre`, counterclockwise."""
    return ellipse(2 * radius, 2 * radius, count) + np.asarray(centre)
