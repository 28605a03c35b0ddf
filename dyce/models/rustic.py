"""A country kitchen's pieces: ladder-back chairs with rush seats, a range cooker, a plastered hood with its beam.

Origin at the bottom centre, front towards -Y, metres.
"""

from math import cos, radians, sin

import bpy

from dyce.models.catalogue import maker
from dyce.models.joinery import Bar, Board, Material, built

__all__ = ["plaster_hood", "range_cooker", "rush_chair"]


@maker("chair")
def rush_chair(wood: Material, rush: Material, *, height: float = 0.93, width: float = 0.44) -> bpy.types.Object:
    """A ladder-back chair: turned posts that lean back, three curved slats, rungs, a rush seat woven in four fields."""
    half, deep, seat = width / 2 - 0.02, 0.19, 0.455
    parts: list[Board | Bar] = []
    for side in (-1, 1):
        x, back = side * (half - 0.03), deep
        parts.append(Bar([(side * half, -deep, 0), (side * half, -deep, seat + 0.015)], (0.015, 0.019), wood, 14))
        parts.append(
            Bar([(side * half, -deep, seat + 0.015), (side * half, -deep, seat + 0.03)], (0.019, 0.008), wood, 14)
        )
        lean = [(x, back, 0), (x, back, seat), (x, back + 0.035, 0.68), (x, back + 0.085, height - 0.02)]
        parts.append(Bar(lean, (0.018, 0.015), wood, 14))
        parts.append(Bar([(x, back + 0.085, height - 0.02), (x, back + 0.09, height)], (0.016, 0.006), wood, 14))
        for z in (0.14, 0.27):
            parts.append(Bar([(side * half, -deep, z), (x, back, z)], 0.009, wood, 10))
        parts.append(Bar([(side * half, -deep, seat - 0.012), (x, back, seat - 0.012)], 0.017, rush, 12))
    for z in (0.19, 0.31):
        parts.append(Bar([(-half, -deep, z), (half, -deep, z)], 0.009, wood, 10))
    parts.append(Bar([(-half + 0.03, deep, 0.2), (half - 0.03, deep, 0.2)], 0.009, wood, 10))
    for y, inset in ((-deep, 0.0), (deep, 0.03)):
        parts.append(Bar([(-half + inset, y, seat - 0.012), (half - inset, y, seat - 0.012)], 0.017, rush, 12))
    parts += _rush(half, deep, seat - 0.013, rush)
    for z, lean_y in ((0.60, 0.026), (0.73, 0.050), (0.86, 0.080)):
        x0 = half - 0.03
        curve = [(x0 * k / 4, deep + lean_y + 0.022 * cos(radians(90 * k / 4)), z) for k in range(-4, 5)]
        parts += [
            Bar([(x, y, z + rise) for x, y, z in curve], 0.0085, wood, 8) for rise in (-0.024, -0.012, 0, 0.012, 0.024)
        ]
    return built("rush chair", parts)


def _rush(half: float, deep: float, level: float, rush: Material) -> list[Board | Bar]:
    """Cords from rail to rail in four triangles that meet over the middle of the seat."""
    cords: list[Board | Bar] = []
    count = 13
    for k in range(count):
        share = (k + 0.5) / count
        x, y = half * share, deep * share
        sag = 0.012 * (1 - share)
        for side in (-1, 1):
            taper = 0.03 * (side * y + deep) / (2 * deep)
            cords.append(
                Bar(
                    [(-x + taper * share, side * y, level - sag), (x - taper * share, side * y, level - sag)],
                    0.0085,
                    rush,
                    6,
                )
            )
            cords.append(
                Bar([(side * (x - 0.012), -y, level - sag), (side * (x - 0.018), y, level - sag)], 0.0085, rush, 6)
            )
    return cords


@maker("stove")
def range_cooker(
    enamel: Material, brass: Material, iron: Material, glass: Material, *, width: float = 0.90
) -> bpy.types.Object:
    """A wide range: two ovens behind windowed doors, a rail, knobs, five gas burners under cast-iron grates."""
    half, front, back, top = width / 2, -0.30, 0.30, 0.90
    parts: list[Board | Bar] = [
        Board((-half, front + 0.03, 0.08), (half, back, top - 0.025), enamel, 0.003),
        Board((-half + 0.03, front + 0.07, 0), (half - 0.03, back - 0.05, 0.08), iron, 0.002),
        Board((-half, front + 0.005, top - 0.025), (half, back, top), iron, 0.004),
        Board((-half, back - 0.025, top), (half, back, top + 0.05), enamel, 0.003),
        Board((-half, front + 0.008, 0.74), (half, front + 0.04, top - 0.027), enamel, 0.006),
    ]
    split = half * 0.2
    for x0, x1 in ((-half + 0.006, split - 0.003), (split + 0.003, half - 0.006)):
        parts.append(Board((x0, front + 0.006, 0.10), (x1, front + 0.032, 0.73), enamel, 0.006))
        parts.append(Board((x0 + 0.075, front + 0.003, 0.24), (x1 - 0.075, front + 0.01, 0.56), iron, 0.008))
        parts.append(Board((x0 + 0.085, front + 0.0015, 0.25), (x1 - 0.085, front + 0.01, 0.55), glass, 0.004))
        parts.append(Bar([(x0 + 0.04, front - 0.032, 0.675), (x1 - 0.04, front - 0.032, 0.675)], 0.009, brass, 16))
        parts += [
            Bar([(x, front + 0.008, 0.675), (x, front - 0.032, 0.675)], 0.006, brass, 12)
            for x in (x0 + 0.06, x1 - 0.06)
        ]
    for k in range(7):
        x = -half + 0.09 + (width - 0.18) * k / 6
        parts.append(Bar([(x, front + 0.009, 0.807), (x, front - 0.004, 0.807)], 0.024, brass, 24))
        parts.append(Bar([(x, front - 0.004, 0.807), (x, front - 0.024, 0.807)], (0.019, 0.016), iron, 20))
    for x, y, r in (
        (-0.30, -0.13, 0.042),
        (-0.30, 0.12, 0.034),
        (0.0, 0.0, 0.055),
        (0.30, -0.13, 0.034),
        (0.30, 0.12, 0.042),
    ):
        x *= width / 0.9
        parts.append(Bar([(x, y, top - 0.001), (x, y, top + 0.012)], (r, r * 0.92), iron, 28))
        parts.append(Bar([(x, y, top + 0.012), (x, y, top + 0.016)], (r * 0.6, r * 0.5), brass, 24))
    for k in range(3):
        x0 = -half + 0.025 + (width - 0.05) * k / 3
        parts += _grate(x0 + 0.003, x0 + (width - 0.05) / 3 - 0.003, -0.255, 0.245, top, iron)
    return built("range", parts)


def _grate(x0: float, x1: float, y0: float, y1: float, top: float, iron: Material) -> list[Board | Bar]:
    """A frame on four feet with fingers towards the flames."""
    low, high, thick = top + 0.016, top + 0.028, 0.010
    middle = (x0 + x1) / 2
    parts: list[Board | Bar] = [
        *(Board((x, y0, low), (x + thick, y1, high), iron, 0.002) for x in (x0, x1 - thick)),
        *(Board((x0 + thick, y, low), (x1 - thick, y + thick, high), iron, 0.002) for y in (y0, y1 - thick, -0.005)),
        *(
            Board((x, y, top), (x + thick, y + thick, low), iron, 0.001)
            for x in (x0, x1 - thick)
            for y in (y0, y1 - thick)
        ),
    ]
    for low_y, high_y in ((y0 + thick, -0.005), (0.005, y1 - thick)):
        parts.append(Board((middle - 0.004, low_y, low + 0.002), (middle + 0.004, high_y, high), iron, 0.0015))
    return parts


@maker("range_hood")
def plaster_hood(width: float, depth: float, height: float, plaster: Material, wood: Material) -> bpy.types.Object:
    """A chimney hood: sloping plastered sides (in courses) from a thick beam up to the flue; origin under the beam."""
    half, beam, steps = width / 2, 0.16, 14
    parts: list[Board | Bar] = [
        Board((-half, -depth / 2, 0), (half, -depth / 2 + 0.12, beam), wood, 0.008),
        *(Board((x, -depth / 2 + 0.12, 0.0), (x + 0.10, depth / 2, beam), wood, 0.008) for x in (-half, half - 0.10)),
    ]
    rise = min(0.55, height - beam - 0.05)
    for k in range(steps):
        share = sin(radians(90 * (k + 0.5) / steps))
        inset, front = share * (half - 0.24), -depth / 2 + 0.015 + share * (depth - 0.33)
        low = beam + rise * k / steps
        parts.append(
            Board(
                (-half + 0.015 + inset, front, low),
                (half - 0.015 - inset, depth / 2, low + rise / steps + 0.004),
                plaster,
                0.0,
            )
        )
    flue = half - 0.015 - (half - 0.24)
    parts.append(
        Board((-flue, -depth / 2 + 0.015 + depth - 0.33, beam + rise), (flue, depth / 2, height), plaster, 0.004)
    )
    return built("hood", parts)
