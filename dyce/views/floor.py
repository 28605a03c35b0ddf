"""Where in a scene a person can stand: the floor, by rays."""

from dataclasses import dataclass

import cv2
import numpy as np

from dyce.views.trace import Tracer

__all__ = ["CELL", "Floor", "walkable_floor"]

CELL = 0.05
"""Metres: the grid on which the walkable floor is found."""
STEP = 0.06
"""Metres: what is lower than this (a rug, a door sill) is walked on."""


@dataclass(frozen=True)
class Floor:
    """What counts as walkable."""

    headroom: float
    """Metres of free air above the floor."""
    clearance: float
    """Metres to anything that stands in that air."""


def walkable_floor(tracer: Tracer, floor: Floor, marked: np.ndarray | None = None) -> np.ndarray:
    """Where a person can stand: the centres of free floor cells, (N, 3), metres, world.

    The floor is the lowest level at which much of the plan lies; a cell is free where the air above it is, up to the
    headroom, and where nothing stands within the clearance.

    Args:
        tracer: the scene.
        floor: what counts as free.
        marked: (T, 3, 3) triangles, metres: if there are any, only what is over them is floor, at their level.
    """
    low = np.min([bounds[0] for bounds in tracer.bounds.values()], 0)
    high = np.max([bounds[1] for bounds in tracer.bounds.values()], 0)
    cell = max(CELL, float(np.sqrt(np.prod(high[:2] - low[:2]) / 1e6)))
    xs, ys = (np.arange(float(low[axis]) + cell / 2, high[axis], cell) for axis in (0, 1))  # double in any numpy
    plan = np.stack(np.meshgrid(xs, ys), -1)
    if marked is not None and not len(marked):
        marked = None
    level = _floor_level(tracer.triangles) if marked is None else float(np.median(marked[..., 2]))
    top = np.concatenate([plan, np.full((*plan.shape[:2], 1), level + floor.headroom)], -1)
    below, upward = (found.reshape(plan.shape[:2]) for found in tracer.drop(top.reshape(-1, 3)))
    free = (np.abs(floor.headroom - below) < STEP) & upward
    inside = _enclosed(tracer, top) if marked is None else _covered(marked, plan)
    far = cv2.distanceTransform(np.pad(free & inside, 1).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    stand = (far[1:-1, 1:-1] - 0.5) * cell >= floor.clearance
    count, parts = cv2.connectedComponents(stand.astype(np.uint8), connectivity=4)
    if count > 1:  # specks that a clearance leaves behind furniture are no places to stand
        sizes = np.bincount(parts.ravel().astype(int), minlength=count) * cell**2
        stand &= (sizes >= max(0.05, 0.02 * float(sizes[1:].max())))[parts]
    return np.stack([*plan[stand].T, np.full(stand.sum(), level)], -1)


def _floor_level(triangles: np.ndarray) -> float:
    """The height of the floor, metres: the lowest level with a good part of all the area that faces up."""
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    area = np.linalg.norm(normal, axis=1) / 2
    up = normal[:, 2] > 2 * 0.98 * np.maximum(area, 1e-12)
    if not up.any():
        up = np.ones(len(triangles), bool)
    height = triangles[up, :, 2].mean(1)
    bins = np.round(height / 0.02).astype(int)
    areas = np.bincount(bins - bins.min(), area[up])
    lowest = int(np.flatnonzero(areas >= 0.25 * areas.max())[0]) + bins.min()
    return float(np.average(height[bins == lowest], weights=area[up][bins == lowest]))


def _enclosed(tracer: Tracer, top: np.ndarray) -> np.ndarray:
    """Which points of the plan are indoors, (rows, columns) bool: something is above; all of them where there is no roof."""
    above = tracer.rise(top.reshape(-1, 3)).reshape(top.shape[:2])
    roofed = np.isfinite(above)
    return roofed if roofed.mean() > 0.2 else np.ones_like(roofed)


def _covered(marked: np.ndarray, plan: np.ndarray) -> np.ndarray:
    """Which points of the plan, (rows, columns, 2), lie over or under a triangle, (rows, columns) bool."""
    above = np.concatenate([plan, np.full((*plan.shape[:2], 1), float(marked[..., 2].max()) + 1.0)], -1)
    found: np.ndarray = np.isfinite(Tracer(marked, np.zeros(len(marked), int)).drop(above.reshape(-1, 3))[0]).reshape(
        plan.shape[:2]
    )
    return found
