"""Cupboards of fitted kitchens: with flat, framed or handleless fronts; on the floor, on the wall, tall, in corners."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker
from dyce.models.geometry.boards import Bar, Board, Parts, Point, built
from dyce.models.kitchen.measures import GAP, PLINTH, UNIT_DEPTH, UNIT_HEIGHT
from dyce.models.living.notes import sheets
from dyce.models.materials import Material

__all__ = [
    "base_unit",
    "corner_post",
    "flat_front",
    "flat_unit",
    "framed_front",
    "framed_unit",
    "oven_housing",
    "pull",
    "tower",
    "wall_unit",
]

GRIP = 0.024

FRONT = 0.019


@maker("cabinet")
def base_unit(
    width: float,
    rows: Sequence[tuple[float, int]],
    front: Material,
    case: Material,
    *,
    knob: Material | None = None,
    well: float = 0.0,
    grip: Material | None = None,
) -> bpy.types.Object:
    """A cupboard; `rows` from the top are (height in metres, 0 for what is left; fronts side by side).

    Without `knob` one grips each front in a channel over it. `well` is how deep the unit is open at the top, for a sink.
    With `grip` the channels, the joints between the fronts and the plinth show that material, and the fronts hang as
    hinges and runners leave them: up to a millimetre out of line.
    """
    half, face, back = width / 2, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    body = UNIT_HEIGHT - well
    parts: Parts = [
        Board((-half, face + FRONT + 0.001, PLINTH), (half, back, body), case, 0.0005),
        Board((-half, face + 0.06, 0), (half, face + 0.078, PLINTH), case, 0.0005),
    ]
    if well:
        parts += [
            Board((x, face + FRONT + 0.001, body), (x + 0.016, back, UNIT_HEIGHT), case) for x in (-half, half - 0.016)
        ]
        parts.append(Board((-half, face + FRONT + 0.001, body), (half, face + FRONT + 0.016, UNIT_HEIGHT - GRIP), case))
    if grip:
        parts += [
            Board(
                (-half + 0.0005, face + FRONT - 0.0005, PLINTH),
                (half - 0.0005, face + FRONT + 0.0008, body - 0.001),
                grip,
                0.0,
            ),
            Board((-half, face + 0.0585, 0.001), (half, face + 0.0605, PLINTH - 0.001), grip, 0.0),
        ]
    top = UNIT_HEIGHT - 0.003
    rest = top - PLINTH - sum(rise for rise, _ in rows)
    rng = np.random.default_rng(round(1000 * width) + len(rows))
    for rise, count in rows:
        rise = rise or rest
        for k in range(count):
            x0, x1 = -half + width * k / count + GAP, -half + width * (k + 1) / count - GAP
            high = top - (GAP if knob else GRIP)
            out, side, drop = rng.uniform(-1, 1, 3) * (0.0011, 0.0006, 0.0005) if grip else (0.0, 0.0, 0.0)
            low = (x0 + side, face - out, top - rise + GAP + drop)
            parts.append(Board(low, (x1 + side, face + FRONT - out, high + drop), front, 0.0025 if grip else 0.0015))
            if knob:
                door = rise > 0.35
                x = (x0 + x1) / 2 if not door else (x0 + 0.045 if k % 2 or count == 1 else x1 - 0.045)
                parts += _knob((x, face, top - (0.07 if door else rise / 2)), knob)
        top -= rise
    return built("unit", parts)


def _knob(at: Sequence[float], finish: Material) -> Parts:
    x, y, z = at
    return [
        Bar([(x, y + 0.002, z), (x, y - 0.016, z)], (0.008, 0.006), finish, 16),
        Bar([(x, y - 0.014, z), (x, y - 0.026, z)], (0.015, 0.0165), finish, 24),
    ]


@maker("cabinet")
def wall_unit(
    width: float,
    height: float,
    front: Material,
    case: Material,
    *,
    doors: int = 1,
    depth: float = 0.33,
    lamp: Material | None = None,
    knob: Material | None = None,
    rail: float = 0.0,
    papers: Sequence[tuple[float, float]] = (),
    seed: int = 0,
) -> bpy.types.Object:
    """A wall cupboard whose doors reach 18 mm below it, to be gripped there; `lamp` glows in a channel underneath.

    With `rail` the doors are frames that wide about a sunk panel. `papers` are what is stuck to the doors, at (right, up)
    from the middle of the lower edge: lists, postcards.
    """
    half, face, back = width / 2, -depth / 2, depth / 2
    parts: Parts = [Board((-half, face + FRONT + 0.001, 0.018), (half, back, height), case, 0.0005)]
    for k in range(doors):
        x0, x1 = -half + width * k / doors + GAP, -half + width * (k + 1) / doors - GAP
        parts += _sunk_door((x0, face, 0), (x1, face + FRONT, height - GAP), front, rail)
        if knob:
            parts += _knob((x0 + 0.045 if k % 2 or doors == 1 else x1 - 0.045, face, 0.07), knob)
    if lamp:
        parts.append(Board((-half + 0.03, -0.03, 0.012), (half - 0.03, -0.012, 0.0185), lamp, 0.0))
    unit = built("wall_unit", parts)
    if papers:
        stuck = sheets(papers, seed)
        stuck.parent, stuck.location = unit, (0, face + (0.0075 if rail else -0.0002), 0)
    return unit


def _sunk_door(low: Sequence[float], high: Sequence[float], front: Material, rail: float) -> Parts:
    """A flat door, or with `rail` one of stiles and rails about a panel set back by 8 mm."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    if not rail:
        return [Board(low, high, front, 0.0015)]
    return [
        Board((x0, y0, z0), (x0 + rail, y1, z1), front, 0.002),
        Board((x1 - rail, y0, z0), (x1, y1, z1), front, 0.002),
        Board((x0 + rail - 0.0005, y0 + 0.0004, z0), (x1 - rail + 0.0005, y1, z0 + rail), front, 0.002),
        Board((x0 + rail - 0.0005, y0 + 0.0004, z1 - rail), (x1 - rail + 0.0005, y1, z1), front, 0.002),
        Board((x0 + 0.01, y0 + 0.008, z0 + 0.01), (x1 - 0.01, y1 - 0.001, z1 - 0.01), front, 0.001),
    ]


@maker("cabinet")
def tower(
    width: float,
    height: float,
    rows: Sequence[float],
    front: Material,
    case: Material,
    *,
    niches: Sequence[int] = (),
    side: Material | None = None,
) -> bpy.types.Object:
    """A tall cupboard; `rows` from the floor up are the heights of its fronts (metres, 0 for what is left), of which
    those numbered in `niches` are left open for an appliance."""
    half, face, back = width / 2, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    skin = side or case
    parts: Parts = [
        Board((-half, face + FRONT + 0.001, 0), (-half + 0.016, back, height), skin, 0.0005),
        Board((half - 0.016, face + FRONT + 0.001, 0), (half, back, height), skin, 0.0005),
        Board((-half + 0.016, face + FRONT + 0.001, height - 0.016), (half - 0.016, back, height), skin, 0.0005),
        Board((-half + 0.016, back - 0.01, PLINTH), (half - 0.016, back, height - 0.016), case, 0.0005),
        Board((-half + 0.016, face + 0.06, 0), (half - 0.016, face + 0.078, PLINTH), skin, 0.0005),
    ]
    low, rest = PLINTH, height - PLINTH - sum(rows)
    for number, rise in enumerate(rows):
        rise = rise or rest
        parts.append(Board((-half + 0.016, face + FRONT + 0.002, low), (half - 0.016, back - 0.01, low + 0.016), case))
        if number not in niches:
            z0, z1 = low + GAP, low + rise - (GRIP if number == 0 else GAP)
            parts.append(Board((-half + GAP, face, z0), (half - GAP, face + FRONT, z1), front, 0.0015))
            inner = (-half + 0.016, face + FRONT + 0.001, low), (half - 0.016, face + FRONT + 0.012, low + rise)
            parts.append(Board(*inner, case, 0.0))
        low += rise
    return built("tower", parts)


@maker("cabinet")
def framed_unit(
    width: float,
    fronts: Sequence[Sequence[float]],
    paint: Material,
    steel: Material,
    *,
    doors: str = "left",
    well: float = 0.0,
) -> bpy.types.Object:
    """A cupboard of that width. `fronts` are rows from the top: each a height in metres (0 for what is left) and the
    number of fronts side by side; a row under 0.35 m is drawers, a taller one doors hinged `doors` (left or right).
    `well` is how deep it is open at the top, between two cheeks, for a sink."""
    half, face, top = width / 2, -UNIT_DEPTH / 2, UNIT_HEIGHT - well - 0.004
    parts = _carcass(width, paint, well)
    rest = top - PLINTH - sum(row[0] for row in fronts)
    for rise, count in fronts:
        rise = rise or rest
        for k in range(int(count)):
            x0, x1 = -half + width * k / count, -half + width * (k + 1) / count
            low, high = (x0 + GAP, face, top - rise + GAP), (x1 - GAP, face + 0.02, top - GAP)
            parts += framed_front(low, high, paint)
            if rise < 0.35:
                parts += pull(((x0 + x1) / 2, face, top - rise / 2), steel)
            else:
                hinge = doors if count == 1 else ("left", "right")[k % 2]
                x = x1 - 0.035 if hinge == "left" else x0 + 0.035
                parts += pull((x, face, top - 0.10), steel, upright=True)
        top -= rise
    return built("unit", parts)


def _carcass(width: float, paint: Material, well: float) -> Parts:
    """Body and plinth of a unit, open at the top between two cheeks where it takes a sink."""
    half, face, back, height = width / 2, -UNIT_DEPTH / 2, UNIT_DEPTH / 2, UNIT_HEIGHT - well
    parts: Parts = [
        Board((-half, face + 0.021, PLINTH), (half, back, height), paint, 0.001),
        Board((-half, face + 0.07, 0), (half, face + 0.09, PLINTH), paint, 0.001),
    ]
    if well:
        parts += [
            Board((x, face + 0.003, height), (x + 0.018, back, UNIT_HEIGHT), paint, 0.001)
            for x in (-half, half - 0.018)
        ]
    return parts


def framed_front(low: Point, high: Point, paint: Material, rail: float = 0.065) -> Parts:
    """A framed front: stiles and rails round a panel set back by 8 mm; slim drawers are plain."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    if z1 - z0 < 2.6 * rail or x1 - x0 < 2.6 * rail:
        return [Board(low, high, paint, 0.002)]
    return [
        Board((x0, y0, z0), (x0 + rail, y1, z1), paint),
        Board((x1 - rail, y0, z0), (x1, y1, z1), paint),
        Board((x0 + rail, y0, z0), (x1 - rail, y1, z0 + rail), paint),
        Board((x0 + rail, y0, z1 - rail), (x1 - rail, y1, z1), paint),
        Board((x0 + 0.01, y0 + 0.008, z0 + 0.01), (x1 - 0.01, y1, z1 - 0.01), paint),
    ]


def pull(at: Point, steel: Material, upright: bool = False, length: float = 0.13) -> Parts:
    """A bar handle that stands 28 mm before the face."""
    x, y, z = at
    half, reach = length / 2, y - 0.028
    ends = [(x, z - half), (x, z + half)] if upright else [(x - half, z), (x + half, z)]
    inner = [(x + (a - x) * 0.72, z + (b - z) * 0.72) for a, b in ends]
    bars: Parts = [Bar([(a, reach, b) for a, b in ends], 0.0055, steel)]
    return bars + [Bar([(a, y + 0.002, b), (a, reach, b)], 0.004, steel, 8) for a, b in inner]


@maker("cabinet")
def flat_unit(
    width: float, fronts: Sequence[float], paint: Material, steel: Material, *, doors: int = 1, well: float = 0.0
) -> bpy.types.Object:
    """A cupboard with flat fronts. `fronts` are their heights from the top (0 for what is left); one under 0.35 m is a
    drawer, a taller one has `doors` doors side by side. `well` is how deep it is open at the top for a sink."""
    half, face, top = width / 2, -UNIT_DEPTH / 2, UNIT_HEIGHT - well - 0.004
    parts = _carcass(width, paint, well)
    left_over = top - PLINTH - sum(fronts)
    for given in fronts:
        rise = given or left_over
        count = 1 if rise < 0.35 else doors
        for k in range(count):
            x0, x1 = -half + width * k / count, -half + width * (k + 1) / count
            parts += flat_front((x0, x1), face, (top - rise, top), paint, steel)
        top -= rise
    return built("unit", parts)


def flat_front(x: tuple[float, float], face: float, z: tuple[float, float], paint: Material, steel: Material) -> Parts:
    """A flat front with an angle of metal over its upper edge for a handle."""
    middle, grip = (x[0] + x[1]) / 2, min(0.11, 0.35 * (x[1] - x[0]))
    low, high = (x[0] + GAP, face, z[0] + GAP), (x[1] - GAP, face + 0.02, z[1] - GAP)
    return [
        Board(low, high, paint, 0.0015),
        Board((middle - grip, face - 0.022, z[1] - 0.006), (middle + grip, face + 0.018, z[1] - 0.001), steel, 0.001),
        Board((middle - grip, face - 0.022, z[1] - 0.020), (middle + grip, face - 0.019, z[1] - 0.002), steel, 0.001),
    ]


@maker("cabinet")
def oven_housing(opening: tuple[float, float, float], paint: Material, steel: Material) -> bpy.types.Object:
    """Cheeks, a shelf and a drawer round an oven; `opening` is (width, lower edge, upper edge), metres."""
    inner, low, high = opening[0] / 2, opening[1], opening[2]
    half, face, back = inner + 0.018, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    parts: Parts = [
        Board((-half, face + 0.003, PLINTH), (-inner, back, UNIT_HEIGHT), paint, 0.001),
        Board((inner, face + 0.003, PLINTH), (half, back, UNIT_HEIGHT), paint, 0.001),
        Board((-inner, face + 0.003, PLINTH), (inner, back, low), paint, 0.001),
        Board((-inner, face + 0.021, high), (inner, back, UNIT_HEIGHT), paint, 0.001),
        Board((-half, face + 0.07, 0), (half, face + 0.09, PLINTH), paint, 0.001),
    ]
    parts += flat_front((-inner, inner), face, (high, UNIT_HEIGHT - 0.004), paint, steel)
    return built("housing", parts)


@maker()
def corner_post(paint: Material, *, size: float = 0.60) -> bpy.types.Object:
    """The closed cupboard in the corner of an L, seen only by its edge."""
    half = size / 2
    return built(
        "corner",
        [
            Board((-half, -half, PLINTH), (half, half, UNIT_HEIGHT), paint, 0.001),
            Board((-half, -half + 0.07, 0), (half - 0.07, half, PLINTH), paint, 0.001),
        ],
    )
