"""What is structure by its shape and place, where names say nothing: rooms, floors, walls, backdrops.

Lengths are compared with each other rather than with metres, because files lie about their units: with the *core*, the box of all
but backdrops and grounds that reach far beyond the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from dyce.views.trace import Tracer

__all__ = ["Solid", "carrier", "find_structure", "is_hollow", "solid_of", "spans_alike", "touching", "union"]

VAST = 2.5
"""What is so many times as large as all that is smaller, and under or around it, is a backdrop."""
MOST = 0.6
"""Share of the others that a room holds inside it, or a floor carries."""
SPANS = 0.5
"""Share of the core's width and depth that whatever bounds a scene spans."""
WIDE = 1.4
"""A ground that is so many times as wide as what it carries is no measure for the rest."""
ROOM = 1.2
"""Metres: a narrower thing within a structure that was found already is a vessel or a table, not a room."""
RUG = 0.9
"""What lies on a floor and is smaller than this share of it is a rug."""
FLAT = 0.08
"""Height by the smaller side, up to which something is flat."""
THIN, TALL, LONG, RIM = 0.1, 0.6, 0.35, 0.15
"""Of a wall: thickness by length; height by the core's; length by the core's longer side; how far from its edge."""
HOLLOW = 0.35
"""Share of the places inside of one mesh from which floor and walls turn their fronts to the eye."""
PLANKS = 4
"""Pieces of a floor at the least."""


@dataclass(frozen=True)
class Solid:
    """The outlines of one thing, in any one unit, world, Z up."""

    low: np.ndarray
    """(3,)"""
    high: np.ndarray
    """(3,)"""
    sides: tuple[float, float]
    """Shorter and longer side of the smallest rectangle around its plan."""
    level: float
    """The height at which most of its area is level, the upper of two: where it would carry something."""

    @property
    def size(self) -> np.ndarray:
        """(3,) extents."""
        found: np.ndarray = self.high - self.low
        return found

    @property
    def middle(self) -> np.ndarray:
        """(3,) of its box."""
        found: np.ndarray = (self.low + self.high) / 2
        return found


def solid_of(triangles: np.ndarray) -> Solid:
    """The outlines of (T, 3, 3) triangles, at least one."""
    points = triangles.reshape(-1, 3)
    plan = points[:: max(1, len(points) // 20000), :2]
    _, sides, _ = cv2.minAreaRect(np.ascontiguousarray(plan - plan[0], np.float32))
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    area = np.linalg.norm(normal, axis=1)
    level = np.abs(normal[:, 2]) > 0.9 * np.maximum(area, 1e-12)
    low, high = points.min(0).astype(float), points.max(0).astype(float)
    carries = high[2]
    if level.any() and high[2] > low[2]:
        heights = triangles[level, :, 2].mean(1)
        areas = np.histogram(heights, 50, (low[2], high[2]), weights=area[level])[0]
        highest = int(np.flatnonzero(areas >= 0.9 * areas.max())[-1])
        carries = low[2] + (highest + 0.5) / 50 * (high[2] - low[2])
    return Solid(low, high, (float(min(sides)), float(max(sides))), float(carries))


def union(solids: Sequence[Solid]) -> Solid | None:
    """The outlines of several together; where they carry something is where the widest does. None of none."""
    if len(solids) < 2:
        return solids[0] if solids else None
    low, high = np.min([solid.low for solid in solids], 0), np.max([solid.high for solid in solids], 0)
    widest = max(solids, key=lambda solid: float(np.prod(solid.size[:2])))
    sides = sorted((high - low)[:2].tolist())
    return Solid(low, high, (sides[0], sides[1]), widest.level)


def find_structure(solids: Mapping[str, Solid], named: frozenset[str] = frozenset()) -> dict[str, str]:
    """Which of a scene's things are structure by their shape and place, and why.

    Args:
        solids: all things by name, metres, those that are structure by their names too.
        named: those whose names say that they are things; nothing but a backdrop or what carries all is structure among them.

    Returns:
        The reason of each that is structure.
    """
    if len(solids) < 2:
        return {}
    found = _backdrops(solids)
    order = sorted(
        (name for name in solids if name not in found),
        key=lambda name: (-_spread(solids[name]), solids[name].low[2], name),
    )
    core = dict.fromkeys(order)
    floors: list[Solid] = []
    for name in order:
        solid = solids[name]
        others = [solids[other] for other in order if other != name and other not in found]
        _, extent = _box(solids[other] for other in core)
        small = bool(found) and solid.sides[0] < ROOM
        if not others or small or (solid.size[:2] < SPANS * extent[:2]).any() or _is_rug(solid, floors):
            continue
        held, carried = _held(solid, others), _carried(solid, others)
        if name not in named and held >= MOST * len(others) and (len(others) > 2 or found) and _is_roomy(solid):
            found[name] = f"it holds {held} of the {len(others)} others inside it"
        elif carried >= MOST * len(others):
            found[name] = f"it carries {carried} of the {len(others)} others"
            floors.append(solid)
            if (solid.size[:2] >= WIDE * _box(others)[1][:2]).any():
                del core[name]
        elif name not in named and len(others) > 2 and _is_flat(solid) and not _is_cover(solid, others):
            found[name] = "it is flat and as large as the scene"
            floors.append(solid)
    low, extent = _box(solids[other] for other in core)
    bounds = _planks(solids, order, found, low, extent) | _walls(solids, order, found, low, extent)
    return found | {name: why for name, why in bounds.items() if name not in named}


def _box(solids: Iterable[Solid]) -> tuple[np.ndarray, np.ndarray]:
    """Lowest corner and extent, (3,) each, of all together."""
    all_of = list(solids)
    low = np.min([solid.low for solid in all_of], 0)
    return low, np.maximum(np.max([solid.high for solid in all_of], 0) - low, 1e-9)


def _is_flat(solid: Solid) -> bool:
    return bool(solid.size[2] <= FLAT * solid.sides[0])


def _spread(solid: Solid) -> float:
    return float(np.prod(solid.size[:2] + 1e-9) + solid.size[2] ** 2 * 1e-3)


def _is_roomy(solid: Solid) -> bool:
    """Whether it is no bookcase: not much taller than deep."""
    return bool(solid.size[:2].min() >= 0.5 * solid.size[2])


def _is_cover(solid: Solid, others: list[Solid]) -> bool:
    """Whether a flat thing lies on all others' heads as a table's top on its legs: all reach up to it and none beyond."""
    reach = [abs(other.high[2] - solid.low[2]) <= 0.05 * max(other.size[2], 1e-9) for other in others]
    return all(reach)


def _backdrops(solids: Mapping[str, Solid]) -> dict[str, str]:
    """What is much larger than all that is smaller, and under or around most of it."""
    found: dict[str, str] = {}
    order = sorted(solids, key=lambda name: (-float(solids[name].size[:2].max()), name))
    for k, name in enumerate(order[:-1]):
        solid, rest = solids[name], [solids[other] for other in order[k + 1 :]]
        union = np.max([other.high for other in rest], 0) - np.min([other.low for other in rest], 0)
        times = float(solid.size.max() / max(union.max(), 1e-9))
        over = sum(_is_over(solid, other) for other in rest)
        if times < VAST or over < MOST * len(rest):
            break
        found[name] = f"it is {times:.1f} times as large as all that is on or in it: a backdrop"
    return found


def _is_over(solid: Solid, other: Solid) -> bool:
    slack = 0.02 * solid.size[:2]
    return bool(((other.middle[:2] >= solid.low[:2] - slack) & (other.middle[:2] <= solid.high[:2] + slack)).all())


def _held(solid: Solid, others: list[Solid]) -> int:
    """How many of the others have their middles in its box."""
    slack = 0.02 * solid.size
    return sum(bool(((o.middle >= solid.low - slack) & (o.middle <= solid.high + slack)).all()) for o in others)


def _carried(solid: Solid, others: list[Solid]) -> int:
    """How many of the others are over it, and none of them reaches far below it."""
    return sum(
        _is_over(solid, other)
        and other.middle[2] >= solid.level
        and other.low[2] >= solid.low[2] - 0.1 * max(other.size[2], solid.size[2])
        for other in others
    )


def _is_rug(solid: Solid, floors: list[Solid]) -> bool:
    """Whether it is flat, lies on a floor, and is smaller than that."""
    return _is_flat(solid) and any(
        _is_over(floor, solid)
        and abs(solid.low[2] - floor.level) <= 0.02 * floor.size[:2].max()
        and _spread(solid) < RUG * _spread(floor)
        for floor in floors
    )


def _planks(
    solids: Mapping[str, Solid], order: list[str], found: dict[str, str], low: np.ndarray, extent: np.ndarray
) -> dict[str, str]:
    """Many flat pieces whose tops are level, low, and cover much of the plan together."""
    flat = [n for n in order if n not in found and solids[n].size[2] <= 0.3 * solids[n].sides[1]]
    flat = [
        n
        for n in flat
        if solids[n].size[2] <= 0.1 * extent.max() and solids[n].middle[2] < low[2] + 0.34 * extent[2] + 1e-9
    ]
    for name in sorted(flat, key=lambda n: solids[n].high[2]):
        level = [n for n in flat if abs(solids[n].high[2] - solids[name].high[2]) <= 0.005 * extent.max()]
        plan = np.zeros((64, 64), bool)
        for n in level:
            a, b = (
                (side[:2] - low[:2]) / np.maximum(extent[:2], 1e-9) * 64 for side in (solids[n].low, solids[n].high)
            )
            plan[int(a[1]) : int(np.ceil(b[1])), int(a[0]) : int(np.ceil(b[0]))] = True
        if len(level) >= PLANKS and plan.mean() >= SPANS:
            return dict.fromkeys(level, f"one of {len(level)} flat pieces that make up the floor")
    return {}


def _walls(
    solids: Mapping[str, Solid], order: list[str], found: dict[str, str], low: np.ndarray, extent: np.ndarray
) -> dict[str, str]:
    """What is thin, tall and long, at the edge of the plan."""
    walls = {}
    for name in order:
        solid = solids[name]
        thin, long = solid.sides
        edge = np.minimum(np.abs(solid.middle - low), np.abs(low + extent - solid.middle))[:2] <= RIM * extent[:2]
        if (
            name not in found
            and thin <= THIN * long
            and solid.size[2] >= TALL * extent[2]
            and long >= LONG * extent[:2].max()
            and edge.any()
        ):
            walls[name] = "thin, tall and at the edge: a wall"
    return walls


def carrier(solids: Mapping[str, Solid]) -> str:
    """The one that all others are over; empty where there is none."""
    for name, solid in solids.items():
        others = [other for each, other in solids.items() if each != name]
        if others and _carried(solid, others) == len(others):
            return name
    return ""


def spans_alike(solids: Mapping[str, Solid]) -> bool:
    """Whether most things reach through most of the scene: objects are then materials, not things."""
    low = np.min([solid.low for solid in solids.values()], 0)
    extent = np.max([solid.high for solid in solids.values()], 0) - low
    wide = [bool((solid.size[:2] >= SPANS * extent[:2]).all()) for solid in solids.values()]
    return len(solids) >= 3 and sum(wide) > SPANS * len(solids)


def touching(solids: Mapping[str, Solid]) -> bool:
    """Whether things hang together: each box touches another's, and all are reached from any."""
    names = list(solids)
    low, high = np.array([solids[n].low for n in names]), np.array([solids[n].high for n in names])
    slack = 0.01 * float((high.max(0) - low.min(0)).max())
    reached, fresh = np.zeros(len(names), bool), [0]
    reached[0] = True
    while fresh:
        k = fresh.pop()
        near = ((low <= high[k] + slack) & (high >= low[k] - slack)).all(1) & ~reached
        reached |= near
        fresh += np.flatnonzero(near).tolist()
    return bool(reached.all())


def is_hollow(triangles: np.ndarray) -> bool:
    """Whether one mesh is a room to be in: from many places inside its box, floor and walls turn their fronts to the eye."""
    low, high = triangles.min((0, 1)), triangles.max((0, 1))
    extent = high - low
    if extent[:2].min() < 0.6 * extent[2] or extent.min() <= 0:
        return False
    grid = np.stack(np.meshgrid(*[np.linspace(0.2, 0.8, 7)] * 2, [0.3, 0.5, 0.65]), -1).reshape(-1, 3)
    points = low + grid * extent
    tracer = Tracer(np.ascontiguousarray(triangles, np.float32), np.zeros(len(triangles), np.int32))
    seen = [tracer.faces(points, np.array(way)) for way in ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, -1))]
    free = np.array([front & (distance > 0.05 * extent.max()) for distance, front in seen])
    return bool((free.sum(0) >= 4).mean() > HOLLOW)
