"""Chairs at a table."""

from math import cos, radians

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.furniture.legs import tapered_leg
from dyce.models.furniture.padding import TEAL, hexadecimal, pad
from dyce.models.geometry.boards import Bar, Parts, built
from dyce.models.geometry.curves import fillet, spline
from dyce.models.geometry.shape import Shape, join, to_object
from dyce.models.geometry.sweep import ellipse, extrude, rounded_box, sweep, thick, tube
from dyce.models.materials import Colour, Material

__all__ = ["dining_chair", "rush_chair", "spindle_chair"]


@maker("chair")
def spindle_chair(wood: Material, *, height: float = 0.88, spindles: int = 6) -> bpy.types.Object:
    """A chair with a saddle seat, splayed turned legs, thin spindles under a bowed top rail."""
    seat = 0.45
    board = extrude(ellipse(0.43, 0.41, 56, 3.2), 0.032, 0.012, 4).moved(0, 0, seat - 0.032)
    turned = np.interp(np.linspace(0, 1, 14), [0, 0.25, 0.55, 0.8, 1], [0.011, 0.016, 0.019, 0.015, 0.012])
    feet = {(a, b): (0.205 * a, 0.20 * b + 0.01, 0.0) for a in (-1, 1) for b in (-1, 1)}
    hips = {(a, b): (0.145 * a, 0.135 * b + 0.005, seat - 0.012) for a in (-1, 1) for b in (-1, 1)}
    parts = [board]
    parts += [tube(np.linspace(feet[key], hips[key], 14), turned, 14, rounded=True) for key in feet]
    low = {key: np.array(feet[key]) * 0.58 + np.array(hips[key]) * 0.42 for key in feet}
    swell = np.interp(np.linspace(0, 1, 9), [0, 0.5, 1], [0.007, 0.0115, 0.007])
    for a in (-1, 1):
        parts.append(tube(np.linspace(low[a, -1], low[a, 1], 9), swell, 12))
    left, right = ((low[a, -1] + low[a, 1]) / 2 for a in (-1, 1))
    parts.append(tube(np.linspace(left, right, 9), swell, 12))
    bow = np.array([(x, 0.275 - 0.55 * x * x, height - 0.035) for x in np.linspace(-0.21, 0.21, 21)])
    parts.append(sweep(bow, ellipse(0.019, 0.062, 20, 3.0)))
    for x in np.linspace(-1, 1, spindles + 2):
        outer = abs(x) == 1
        foot, head = (0.165 * x, 0.172 - 0.022 * x * x, seat - 0.01), (0.19 * x, 0.275 - 0.55 * (0.19 * x) ** 2)
        path = np.linspace(foot, (*head, height - 0.05), 9)
        thin = np.interp(np.linspace(0, 1, 9), [0, 0.4, 1], [0.012, 0.0125, 0.009] if outer else [0.006, 0.008, 0.0055])
        parts.append(tube(path, thin, 12))
    return to_object(join(parts).grounded(), "chair", [wood], f"spindle-chair-{spindles}-{round(100 * height)}", 40)


@maker("chair")
def rush_chair(wood: Material, rush: Material, *, height: float = 0.93, width: float = 0.44) -> bpy.types.Object:
    """A ladder-back chair: turned posts that lean back, three curved slats, rungs, a rush seat woven in four fields."""
    half, deep, seat = width / 2 - 0.02, 0.19, 0.455
    parts: Parts = []
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


def _rush(half: float, deep: float, level: float, rush: Material) -> Parts:
    """Cords from rail to rail in four triangles that meet over the middle of the seat."""
    cords: Parts = []
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


@maker("chair")
def dining_chair(colour: Colour = TEAL, wood: str = "walnut", seed: int = 0) -> bpy.types.Object:
    """A mid-century dining chair: turned legs, a padded seat at 46 cm, a curved back board."""
    parts: list[Shape] = []
    for side in (-1, 1):
        parts.append(tapered_leg((side * 0.19, -0.175, 0.43), (side * 0.205, -0.205, 0), 0.017, 0.011))
        rear = [
            (side * 0.175, 0.245, 0.0),
            (side * 0.165, 0.20, 0.42),
            (side * 0.185, 0.235, 0.62),
            (side * 0.19, 0.265, 0.77),
        ]
        parts.append(tube(spline(rear, 16), np.interp(np.linspace(0, 1, 16), [0, 0.5, 1], [0.011, 0.017, 0.011]), 16))
        parts.append(rounded_box(0.020, 0.36, 0.045, 0.006).moved(side * 0.178, 0.01, 0.375))
    for y, wide in ((-0.175, 0.36), (0.19, 0.32)):
        parts.append(rounded_box(wide, 0.020, 0.045, 0.006).moved(0, y, 0.375))
    columns, rows = 24, 9
    x = np.linspace(-0.235, 0.235, columns)
    t = np.linspace(0, 1, rows)[:, None]
    tall = 0.17 * (1 - 0.25 * np.abs(x[None] / 0.235) ** 3)
    bow = 0.315 - 1.35 * x[None] ** 2 + 0.02 * t
    board = np.stack([np.broadcast_to(x, (rows, columns)), bow * np.ones_like(t), 0.68 + tall * (t - 0.5)], axis=2)
    parts.append(thick(board, 0.013))
    frame = [p.with_vertices(np.maximum(p.vertices, [-9, -9, 0])).with_slot(2) for p in parts]
    outline = fillet([(-0.19, -0.21), (0.19, -0.21), (0.175, 0.20), (-0.175, 0.20)], 0.05, 6, closed=True)
    under = extrude(outline, 0.03, 0.008).moved(0, 0, 0.415).with_slot(2)
    seat = pad(0.42, 0.43, 0.05, 0.024, 0.012, 0.0035, seed)
    narrow = 1 - 0.10 * (seat.vertices[:, 1] + 0.215) / 0.43
    seat = seat.with_vertices(seat.vertices * np.column_stack([narrow, np.ones((len(narrow), 2))]))
    coats = [
        materials.upholstery(tuple(colour)),
        materials.linen(materials.shade(colour, 0.8)),
        materials.wood(wood, "Z"),
    ]
    made = join([*frame, under, seat.moved(0, -0.005, 0.437)]).grounded()
    return to_object(made, "dining_chair", coats, f"dining-chair-{hexadecimal(colour)}-{seed}", 45)
