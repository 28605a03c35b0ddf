"""An industrial kitchen from boards, bars and pipes: flat fronts, concrete tops, steel, black iron.

Units and furniture have their origin at the bottom centre and face -Y, as those of `dyce.models.joinery` do.
"""

from collections.abc import Sequence
from math import cos, pi, sin

import bpy

from dyce.models.catalogue import maker
from dyce.models.joinery import GAP, PLINTH, UNIT_DEPTH, UNIT_HEIGHT, Bar, Board, Material, built

__all__ = [
    "bar_island",
    "bar_stool",
    "canopy_hood",
    "dishwasher",
    "flat_unit",
    "oven_housing",
    "pipe_case",
    "pipe_shelf",
]

PIPE = 0.0135
"""Radius of half-inch iron pipe (metres)."""


@maker("cabinet")
def flat_unit(
    width: float, fronts: Sequence[float], paint: Material, steel: Material, *, doors: int = 1, well: float = 0.0
) -> bpy.types.Object:
    """A cupboard with flat fronts. `fronts` are their heights from the top (0 for what is left); one under 0.35 m is a
    drawer, a taller one has `doors` doors side by side. `well` is how deep it is open at the top for a sink."""
    half, face, back = width / 2, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    height = UNIT_HEIGHT - well
    parts: list[Board | Bar] = [
        Board((-half, face + 0.021, PLINTH), (half, back, height), paint, 0.001),
        Board((-half, face + 0.07, 0), (half, face + 0.09, PLINTH), paint, 0.001),
    ]
    if well:
        parts += [
            Board((x, face + 0.003, height), (x + 0.018, back, UNIT_HEIGHT), paint, 0.001)
            for x in (-half, half - 0.018)
        ]
    top = height - 0.004
    left_over = top - PLINTH - sum(fronts)
    for given in fronts:
        rise = given or left_over
        count = 1 if rise < 0.35 else doors
        for k in range(count):
            x0, x1 = -half + width * k / count, -half + width * (k + 1) / count
            parts += _flat_front((x0, x1), face, (top - rise, top), paint, steel)
        top -= rise
    return built("unit", parts)


def _flat_front(
    x: tuple[float, float], face: float, z: tuple[float, float], paint: Material, steel: Material
) -> list[Board | Bar]:
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
    parts: list[Board | Bar] = [
        Board((-half, face + 0.003, PLINTH), (-inner, back, UNIT_HEIGHT), paint, 0.001),
        Board((inner, face + 0.003, PLINTH), (half, back, UNIT_HEIGHT), paint, 0.001),
        Board((-inner, face + 0.003, PLINTH), (inner, back, low), paint, 0.001),
        Board((-inner, face + 0.021, high), (inner, back, UNIT_HEIGHT), paint, 0.001),
        Board((-half, face + 0.07, 0), (half, face + 0.09, PLINTH), paint, 0.001),
    ]
    parts += _flat_front((-inner, inner), face, (high, UNIT_HEIGHT - 0.004), paint, steel)
    return built("housing", parts)


@maker("dishwasher")
def dishwasher(steel: Material, dark: Material, *, width: float = 0.6) -> bpy.types.Object:
    """A dishwasher with a steel front, a dark panel over it and a bar to pull."""
    half, face, back = width / 2 - 0.001, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    return built(
        "dishwasher",
        [
            Board((-half, face + 0.025, 0.02), (half, back, UNIT_HEIGHT - 0.004), dark, 0.002),
            Board((-half, face, PLINTH), (half, face + 0.025, 0.745), steel, 0.004),
            Board((-half, face, 0.749), (half, face + 0.025, UNIT_HEIGHT - 0.006), dark, 0.004),
            Bar([(-0.23, face - 0.035, 0.705), (0.23, face - 0.035, 0.705)], 0.009, steel, 16),
            Bar([(-0.19, face + 0.004, 0.705), (-0.19, face - 0.035, 0.705)], 0.006, steel),
            Bar([(0.19, face + 0.004, 0.705), (0.19, face - 0.035, 0.705)], 0.006, steel),
            Board((-0.05, face - 0.001, 0.80), (0.05, face + 0.004, 0.825), steel, 0.0005),
            Board((-half + 0.02, face + 0.06, 0), (half - 0.02, face + 0.09, 0.03), dark, 0.001),
        ],
    )


@maker("range_hood")
def canopy_hood(steel: Material, dark: Material, *, width: float = 0.9, rise: float = 1.3) -> bpy.types.Object:
    """A flat steel canopy with its duct up to the ceiling, `rise` metres tall in all; its back is at the wall."""
    half, depth = width / 2, 0.50
    back = depth / 2
    return built(
        "hood",
        [
            Board((-half, -back, 0), (half, back, 0.06), steel, 0.002),
            Board((-half + 0.03, -back + 0.03, -0.002), (half - 0.03, back - 0.03, 0.004), dark, 0.0005),
            Board((-0.16, back - 0.29, 0.06), (0.16, back, rise), steel, 0.002),
            *(
                Board((x, -back - 0.002, 0.022), (x + 0.014, -back + 0.002, 0.036), dark, 0.0008)
                for x in (0.20, 0.24, 0.28)
            ),
        ],
    )


@maker("island")
def bar_island(
    width: float, depth: float, paint: Material, top: Material, boards: Material, iron: Material
) -> bpy.types.Object:
    """An island with a bar: fronts towards -Y, a boarded back, a thick top on two iron frames towards +Y; 92 cm high."""
    height, slab, overhang = 0.92, 0.06, 0.30
    half, front, back, body = width / 2 - 0.02, -depth / 2 + 0.02, depth / 2 - overhang, height - slab
    parts: list[Board | Bar] = [
        Board((-width / 2, -depth / 2, body), (width / 2, depth / 2, height), top, 0.004),
        Board((-half, front + 0.021, PLINTH), (half, back - 0.018, body), paint, 0.001),
        Board((-half + 0.03, front + 0.07, 0), (half - 0.03, back - 0.05, PLINTH), paint, 0.001),
    ]
    count = round(2 * half / 0.6)
    for k in range(count):
        span = (-half + 2 * half * k / count, -half + 2 * half * (k + 1) / count)
        levels = [PLINTH, 0.36, 0.62, body - 0.004] if k % 2 == 0 else [PLINTH, body - 0.004]
        for z in zip(levels, levels[1:]):
            parts += _flat_front(span, front, z, paint, iron)
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


@maker("stool")
def bar_stool(seat: Material, iron: Material, *, height: float = 0.66, back: bool = True) -> bpy.types.Object:
    """A stool of black iron with a round wooden seat, a foot ring and a low bent back rail towards +Y."""
    parts: list[Board | Bar] = [
        Bar([(0, 0, height - 0.034), (0, 0, height - 0.030), (0, 0, height - 0.004)], (0.163, 0.168), seat, 40),
        Bar([(0, 0, height - 0.004), (0, 0, height)], (0.168, 0.160), seat, 40),
    ]
    feet = [(cos(a), sin(a)) for a in (pi / 4, 3 * pi / 4, 5 * pi / 4, 7 * pi / 4)]
    parts += [Bar([(0.10 * x, 0.10 * y, height - 0.03), (0.225 * x, 0.225 * y, 0.0)], 0.011, iron, 14) for x, y in feet]
    for z, reach in ((0.24, 0.185), (height - 0.045, 0.104)):
        ring = [(reach * cos(2 * pi * k / 36), reach * sin(2 * pi * k / 36), z) for k in range(37)]
        parts.append(Bar(ring, 0.008, iron, 10))
    if back:
        for side in (-1, 1):
            parts.append(
                Bar(
                    [
                        (side * 0.10, 0.10, height - 0.04),
                        (side * 0.135, 0.15, height + 0.10),
                        (side * 0.14, 0.165, height + 0.24),
                    ],
                    0.008,
                    iron,
                )
            )
        turns = [k * pi / 20 - pi / 2.6 for k in range(17)]
        bow = [(0.17 * sin(a), 0.055 + 0.135 * cos(a), height + 0.22) for a in turns if cos(a) > 0.26]
        parts.append(Bar(bow, 0.012, iron, 12))
    return built("stool", parts)


@maker("shelf")
def pipe_shelf(width: float, board: Material, iron: Material, *, depth: float = 0.24) -> bpy.types.Object:
    """A thick board on iron pipes that stand out of the wall; its origin is under the pipes, its back at the wall."""
    half, back, drop = width / 2, depth / 2, 0.03
    axis = drop - PIPE
    parts: list[Board | Bar] = [Board((-half, -back, drop), (half, back - 0.004, drop + 0.036), board, 0.003)]
    count = 2 if width < 1.5 else 3
    for k in range(count):
        x = -half + 0.12 + (width - 0.24) * k / (count - 1)
        parts += [
            Bar([(x, back, axis), (x, back - 0.006, axis)], 0.029, iron, 24),
            Bar([(x, back - 0.006, axis), (x, back - 0.028, axis)], 0.0175, iron, 20),
            Bar([(x, back - 0.02, axis), (x, -back + 0.03, axis)], PIPE, iron, 16),
            Bar([(x, -back + 0.035, axis), (x, -back + 0.012, axis)], 0.0175, iron, 20),
        ]
    return built("shelf", parts)


@maker("bookcase")
def pipe_case(
    width: float, levels: Sequence[float], board: Material, iron: Material, *, depth: float = 0.34
) -> bpy.types.Object:
    """Standing shelves of thick boards in a frame of iron pipe; `levels` are the boards' upper faces (metres)."""
    half, back, top = width / 2, depth / 2, levels[-1] + 0.16
    parts: list[Board | Bar] = [Board((-half, -back, z - 0.034), (half, back, z), board, 0.003) for z in levels]
    for x in (-half + 0.05, half - 0.05):
        for y in (-back + 0.05, back - 0.05):
            parts += [
                Bar([(x, y, 0), (x, y, 0.008)], 0.032, iron, 24),
                Bar([(x, y, 0.006), (x, y, top)], PIPE, iron, 16),
                Bar([(x, y, top - 0.03), (x, y, top + 0.014)], 0.0185, iron, 20),
            ]
            parts += [Bar([(x, y, z - 0.050), (x, y, z - 0.034)], 0.0185, iron, 20) for z in levels]
        parts.append(Bar([(x, -back + 0.05, top - 0.006), (x, back - 0.05, top - 0.006)], PIPE, iron, 16))
    return built("shelves", parts)
