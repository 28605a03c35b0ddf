"""Where in a scene a person can stand: the floor, by rays."""

from dataclasses import dataclass

import cv2
import numpy as np

from dyce.views.trace import Tracer

__all__ = ["CELL", "Floor", "area_of", "walkable_floor"]

CELL = 0.05
"""Metres: the grid on which the walkable floor is found."""
CELLS = 3e5
"""Cells of the grid at the most."""
ABOUT = 8.0
"""Metres about the instances of a wide scene within which people stand."""
ENOUGH = 0.5
"""Where people see this share of the instances, no other level is looked for."""
FLIPPED = 0.15
"""Where no more than this share of a level faces up, its faces are turned the wrong way."""
EYE, REACH, PEOPLE = 1.5, (0.7, 6.0), 120
"""Metres above the floor, from nearest to farthest of what is looked at, and how many look at how many."""
LAYERS, MOST_LEVELS = 12, 6
"""Surfaces that are looked for one below the other, and levels among them."""
KNEE, WALLS_WITHIN = 0.4, 12.0
"""Metres above the floor, below the sills of windows, at which walls are looked for, and how far."""
STEEP = 0.5
"""Rise over run of ground that people stand on."""
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

    The floor is the lowest level at which much of the plan lies, unless people on another one see more of the instances: so it is
    no ground plane under a house and no cellar. Where people on uneven ground under the open sky see more, it is that.
    A cell is free where the air above it is, up to the headroom, and where nothing stands within the clearance.

    Args:
        tracer: the scene.
        floor: what counts as free.
        marked: (T, 3, 3) triangles, metres: if there are any, only what is over them is floor, at their level.
    """
    plan, cell = _plan(tracer)
    if not plan.size:  # all that is there stands upright in one plane
        return np.empty((0, 3))
    if marked is not None and len(marked):
        level = float(np.median(marked[..., 2]))
        return _standing(tracer, floor, plan, cell, level, _covered(marked, plan))
    level = _floor_level(tracer.triangles)
    cells = _standing(tracer, floor, plan, cell, level)
    seen = _overlooked(tracer, cells)
    if seen >= ENOUGH:
        return cells
    for other in _levels(tracer, plan):
        if abs(other - level) < STEP:
            continue
        found = _on_structure(tracer, _standing(tracer, floor, plan, cell, other))
        sees = _overlooked(tracer, found)
        if sees > seen + 0.1 or (sees > 0 and sees >= seen and len(found) > len(cells)):
            cells, seen = found, sees
    if seen < ENOUGH:
        ground = _terrain(tracer, floor, plan, cell)
        cells = ground if _overlooked(tracer, ground) > seen + 0.1 else cells
    return cells


def _on_structure(tracer: Tracer, cells: np.ndarray) -> np.ndarray:
    """A level's cells, (N, 3), unless most are on instances, where there is structure to stand on: people stand on no table."""
    if not len(cells) or 0 not in tracer.bounds:
        return cells
    down = np.broadcast_to([0.0, 0.0, -1.0], cells.shape)
    owner, _ = tracer.first(cells + [0.0, 0.0, 2 * STEP], down)
    return cells if (owner == 0).mean() >= 0.5 else cells[:0]


def area_of(cells: np.ndarray) -> float:
    """Square metres of a floor's cells, (N, 3), which lie on a grid."""
    if len(cells) < 2:
        return 0.0
    steps = np.diff(np.unique(cells[:, 0].round(4)))
    return len(cells) * float(steps.min()) ** 2 if steps.size else 0.0


def _plan(tracer: Tracer) -> tuple[np.ndarray, float]:
    """The grid over a scene, (rows, columns, 2) metres, and its step; over what is about its instances where a scene is wide."""
    low = np.min([bounds[0] for bounds in tracer.bounds.values()], 0)
    high = np.max([bounds[1] for bounds in tracer.bounds.values()], 0)
    things = [bounds for k, bounds in tracer.bounds.items() if k]
    if np.prod(high[:2] - low[:2]) > CELLS * CELL**2 and things:
        low = np.maximum(low, np.min([bounds[0] for bounds in things], 0) - ABOUT)
        high = np.minimum(high, np.max([bounds[1] for bounds in things], 0) + ABOUT)
    cell = max(CELL, float(np.sqrt(np.prod(high[:2] - low[:2]) / CELLS)))
    xs, ys = (np.arange(float(low[axis]) + cell / 2, high[axis], cell) for axis in (0, 1))  # double in any numpy
    return np.stack(np.meshgrid(xs, ys), -1), cell


def _standing(
    tracer: Tracer, floor: Floor, plan: np.ndarray, cell: float, level: float, inside: np.ndarray | None = None
) -> np.ndarray:
    """The free cells at one level, (N, 3).

    Args:
        tracer: the scene.
        floor: what counts as free.
        plan: (rows, columns, 2) the grid.
        cell: its step, metres.
        level: of the floor, metres.
        inside: (rows, columns) bool: where it can be at all; None for under a roof or within walls.
    """
    top = np.concatenate([plan, np.full((*plan.shape[:2], 1), level + floor.headroom)], -1)
    below, upward = (found.reshape(plan.shape[:2]) for found in tracer.drop(top.reshape(-1, 3)))
    flat = np.abs(floor.headroom - below) < STEP
    if (flat & upward).sum() < FLIPPED * flat.sum():  # the floor is one sheet that looks down
        upward = _alike(tracer, top, flat)
    roofed = _roofed(tracer, top) if inside is None else inside
    inside = np.ones_like(flat) if roofed is None else roofed
    stand = _clear(flat & upward & inside, floor, cell)
    cells = np.stack([*plan[stand].T, np.full(stand.sum(), level)], -1)
    return _walled(tracer, cells) if roofed is None else cells


def _walled(tracer: Tracer, cells: np.ndarray) -> np.ndarray:
    """Of cells under no roof, (N, 3), those within walls, if there are some to speak of; else all."""
    around = np.zeros(len(cells), int)
    for turn in np.arange(8) * np.pi / 4 + 0.1:
        way = np.broadcast_to([np.cos(turn), np.sin(turn), 0.0], cells.shape)
        owner, distance = tracer.first(cells + [0.0, 0.0, KNEE], way)
        around += (owner >= 0) & (distance < WALLS_WITHIN)
    within = cells[around >= 6]
    return within if len(within) > max(400, 0.02 * len(cells)) else cells


def _alike(tracer: Tracer, top: np.ndarray, flat: np.ndarray) -> np.ndarray:
    """Which points of the plan, (rows, columns) bool, are on the same side of what is around as most points over the floor.

    Where a floor's faces say nothing, this tells a room from the inside of its walls.
    """
    ways = np.array([[1.0, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]])
    fronts = np.sum([tracer.faces(top.reshape(-1, 3), way)[1] for way in ways], 0).reshape(flat.shape) >= 3
    most = np.mean(fronts[flat]) >= 0.5
    found: np.ndarray = fronts == most
    return found


def _clear(free: np.ndarray, floor: Floor, cell: float) -> np.ndarray:
    """Which free cells, (rows, columns) bool, have the clearance and are no specks."""
    far = cv2.distanceTransform(np.pad(free, 1).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    stand: np.ndarray = (far[1:-1, 1:-1] - 0.5) * cell >= floor.clearance
    count, parts = cv2.connectedComponents(stand.astype(np.uint8), connectivity=4)
    if count > 1:  # specks that a clearance leaves behind furniture are no places to stand
        sizes = np.bincount(parts.ravel().astype(int), minlength=count) * cell**2
        stand &= (sizes >= max(0.05, 0.02 * float(sizes[1:].max())))[parts]
    return stand


def _overlooked(tracer: Tracer, cells: np.ndarray) -> float:
    """The share of instances that people who stand at cells, (N, 3), see: a few rays to each from those who are near enough."""
    ids = sorted(k for k in tracer.bounds if k)
    ids = ids[:: max(1, len(ids) // PEOPLE)]
    if not len(cells) or not ids:
        return 0.0
    eyes = cells[:: max(1, len(cells) // PEOPLE)] + [0.0, 0.0, EYE]
    seen = 0
    for k in ids:
        low, high = tracer.bounds[k]
        aims = low + (high - low) * np.array(
            [[0.5, 0.5, 0.25], [0.5, 0.5, 0.5], [0.5, 0.5, 0.8], [0.3, 0.5, 0.5], [0.5, 0.7, 0.5]]
        )
        away = np.linalg.norm(eyes - aims[1], axis=1)
        near = eyes[(away > REACH[0]) & (away < REACH[1])]
        ways = (aims[None] - near[:, None]).reshape(-1, 3)
        seen += bool(len(near)) and bool((tracer.first(np.repeat(near, len(aims), 0), ways)[0] == k).any())
    return seen / len(ids)


def _levels(tracer: Tracer, plan: np.ndarray) -> list[float]:
    """The heights at which much of the plan lies, metres, from below: by rays that go on where they met something level."""
    coarse = plan[:: max(1, plan.shape[0] // 120), :: max(1, plan.shape[1] // 120)].reshape(-1, 2)
    high = max(float(bounds[1][2]) for bounds in tracer.bounds.values()) + 1.0
    points = np.concatenate([coarse, np.full((len(coarse), 1), high)], -1)
    heights = []
    for _ in range(LAYERS):
        below, _ = tracer.drop(points)
        met = np.isfinite(below)
        points = points[met] - np.stack([*np.zeros((2, met.sum())), below[met] + 0.01], -1)
        heights.append(points[:, 2] + 0.01)
    found = np.concatenate(heights)
    if not len(found):
        return []
    bins = np.round((found - found.min()) / STEP).astype(int)
    counts = np.bincount(bins)
    often = np.argsort(-counts)[:MOST_LEVELS]
    often = often[counts[often] >= 0.02 * len(coarse)]
    return sorted(float(np.median(found[bins == each])) for each in often)


def _terrain(tracer: Tracer, floor: Floor, plan: np.ndarray, cell: float) -> np.ndarray:
    """Where people can stand on uneven ground under the open sky, (N, 3).

    What is no instance is ground, where it is first from above and rises by no more than half of what it is wide.
    """
    high = max(float(bounds[1][2]) for bounds in tracer.bounds.values()) + 1.0
    top = np.concatenate([plan, np.full((*plan.shape[:2], 1), high)], -1).reshape(-1, 3)
    owner, below = (
        each.reshape(plan.shape[:2]) for each in tracer.first(top, np.broadcast_to([0.0, 0.0, -1.0], top.shape))
    )
    height = np.where(owner == 0, high - below, np.nan)
    rise = np.hypot(*np.gradient(height, cell)) if min(height.shape) > 1 else np.full(height.shape, np.nan)
    stand = _clear(rise < STEEP, floor, cell)
    return np.stack([*plan[stand].T, height[stand]], -1)


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


def _roofed(tracer: Tracer, top: np.ndarray) -> np.ndarray | None:
    """Which points of the plan are indoors, (rows, columns) bool: something is above; None where there is no roof."""
    above = tracer.rise(top.reshape(-1, 3)).reshape(top.shape[:2])
    roofed: np.ndarray = np.isfinite(above)
    return roofed if roofed.mean() > 0.2 else None


def _covered(marked: np.ndarray, plan: np.ndarray) -> np.ndarray:
    """Which points of the plan, (rows, columns, 2), lie over or under a triangle, (rows, columns) bool."""
    above = np.concatenate([plan, np.full((*plan.shape[:2], 1), float(marked[..., 2].max()) + 1.0)], -1)
    found: np.ndarray = np.isfinite(Tracer(marked, np.zeros(len(marked), int)).drop(above.reshape(-1, 3))[0]).reshape(
        plan.shape[:2]
    )
    return found
