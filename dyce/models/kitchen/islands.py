"""Kitchen islands."""

import bpy

from dyce.models.catalogue import maker
from dyce.models.geometry.boards import Bar, Board, Parts, built
from dyce.models.kitchen.measures import GAP, PLINTH, WORKTOP
from dyce.models.kitchen.units import flat_front, framed_front, pull
from dyce.models.materials import Material

__all__ = ["bar_island", "island"]


@maker("island")
def island(
    width: float,
    depth: float,
    paint: Material,
    top: Material,
    steel: Material,
    *,
    height: float = 0.91,
    overhang: float = 0.26,
) -> bpy.types.Object:
    """A kitchen island: drawers and doors towards -Y, a boarded back and seats' overhang towards +Y."""
    half, front, back = width / 2 - 0.03, -depth / 2 + 0.03, depth / 2 - overhang
    body = height - WORKTOP
    parts: Parts = [
        Board((-half, front + 0.021, PLINTH), (half, back, body), paint, 0.001),
        Board((-half + 0.03, front + 0.07, 0), (half - 0.03, back - 0.02, PLINTH), paint, 0.001),
        Board((-width / 2, -depth / 2, body), (width / 2, depth / 2, height), top, 0.004),
    ]
    count = max(2, round(2 * half / 0.5))
    for k in range(count):
        x0, x1 = -half + 2 * half * k / count, -half + 2 * half * (k + 1) / count
        parts += framed_front((x0 + GAP, front, body - 0.19), (x1 - GAP, front + 0.02, body - 0.006), paint)
        parts += pull(((x0 + x1) / 2, front, body - 0.098), steel)
        parts += framed_front((x0 + GAP, front, PLINTH), (x1 - GAP, front + 0.02, body - 0.193), paint)
        parts += pull((x1 - 0.035 if k % 2 == 0 else x0 + 0.035, front, body - 0.30), steel, upright=True)
    planks = round(2 * half / 0.11)
    for k in range(planks):
        x0, x1 = -half + 2 * half * k / planks, -half + 2 * half * (k + 1) / planks
        parts.append(Board((x0 + 0.0008, back, PLINTH), (x1 - 0.0008, back + 0.012, body), paint, 0.002))
    for side in (-1, 1):
        x = side * half
        inside, outside = sorted((x, x + side * 0.012))
        rim = 0.07
        for low, high in (
            ((front, 0.0), (front + rim, body)),
            ((back - rim + 0.012, 0.0), (back + 0.012, body)),
            ((front + rim, 0.0), (back - rim + 0.012, 0.14)),
            ((front + rim, body - rim), (back - rim + 0.012, body)),
        ):
            parts.append(Board((inside, low[0], low[1]), (outside, high[0], high[1]), paint))
    return built("island", parts)


@maker("island")
def bar_island(
    width: float, depth: float, paint: Material, top: Material, boards: Material, iron: Material
) -> bpy.types.Object:
    """An island with a bar: fronts towards -Y, a boarded back, a thick top on two iron frames towards +Y; 92 cm high."""
    height, slab, overhang = 0.92, 0.06, 0.30
    half, front, back, body = width / 2 - 0.02, -depth / 2 + 0.02, depth / 2 - overhang, height - slab
    parts: Parts = [
        Board((-width / 2, -depth / 2, body), (width / 2, depth / 2, height), top, 0.004),
        Board((-half, front + 0.021, PLINTH), (half, back - 0.018, body), paint, 0.001),
        Board((-half + 0.03, front + 0.07, 0), (half - 0.03, back - 0.05, PLINTH), paint, 0.001),
    ]
    count = round(2 * half / 0.6)
    for k in range(count):
        span = (-half + 2 * half * k / count, -half + 2 * half * (k + 1) / count)
        levels = [PLINTH, 0.36, 0.62, body - 0.004] if k % 2 == 0 else [PLINTH, body - 0.004]
        for z in zip(levels, levels[1:]):
            parts += flat_front(span, front, z, paint, iron)
    rows = 7
    for k in range(rows):
        low, high = PLINTH + (body - PLINTH) * k / rows, PLINTH + (body - PLINTH) * (k + 1) / rows
        parts.append(Board((-half, back - 0.018, low + 0.001), (half, back, high - 0.001), boards, 0.002))
    leg = 0.02
    for side in (-1, 1):
        x, y = side * (half - 0.03), depth / 2 - 0.05
        parts += [
            Board((x - leg, y - leg, 0), (x + leg, y + leg, body), iron, 0.002),
            Board((x - leg, back, 0.14), (x + leg, y - leg, 0.14 + 2 * leg), iron, 0.002),
        ]
    parts.append(Bar([(-half + 0.03, depth / 2 - 0.05, 0.16), (half - 0.03, depth / 2 - 0.05, 0.16)], 0.016, iron, 16))
    return built("island", parts)
