"""Armchairs."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.furniture.legs import tapered_leg
from dyce.models.furniture.padding import OCHRE, hexadecimal, pad, piped
from dyce.models.geometry import Shape, ellipse, join, rounded_box, spline, sweep, to_object, tube
from dyce.models.materials import Colour

__all__ = ["easy_chair", "lounge_chair"]


@maker("armchair")
def easy_chair(colour: Colour = OCHRE, wood: str = "walnut", seed: int = 0) -> bpy.types.Object:
    """A Danish easy chair: an open frame with paddle arms, a loose seat and a loose back."""
    parts: list[Shape] = []
    for side in (-1, 1):
        x = side * 0.325
        parts += [
            tapered_leg((x, -0.28, 0.555), (x + side * 0.012, -0.33, 0), 0.019, 0.013),
            tapered_leg((x, 0.20, 0.535), (x + side * 0.012, 0.35, 0), 0.019, 0.013),
            rounded_box(0.024, 0.56, 0.05, 0.008).turned("x", -6).moved(side * 0.312, -0.02, 0.265),
        ]
        arm = spline([(x, -0.40, 0.560), (x, -0.20, 0.566), (x, 0.05, 0.552), (x * 0.985, 0.30, 0.528)], 16)
        breadth = np.column_stack(
            [np.interp(np.linspace(0, 1, 16), [0, 0.2, 0.7, 1], [0.9, 1.15, 0.8, 0.55]), np.ones(16)]
        )
        parts.append(sweep(arm, ellipse(0.066, 0.024, 20, 2.6), breadth, (1, 0, 0)))
        post = [(side * 0.27, 0.16, 0.25), (side * 0.265, 0.27, 0.50), (side * 0.262, 0.395, 0.80)]
        parts.append(tube(spline(post, 10), np.linspace(0.016, 0.012, 10), 14, rounded=True))
    parts.append(rounded_box(0.64, 0.026, 0.052, 0.008).moved(0, -0.285, 0.275))
    parts.append(rounded_box(0.60, 0.026, 0.052, 0.008).moved(0, 0.17, 0.235))
    for z, y in ((0.42, 0.232), (0.54, 0.288), (0.66, 0.335), (0.775, 0.384)):
        parts.append(rounded_box(0.53, 0.014, 0.04, 0.005).turned("x", -22).moved(0, y, z))
    frame = [part.with_slot(2) for part in parts]
    seat = pad(0.585, 0.62, 0.115, 0.035, 0.018, 0.004, seed).turned("x", -7).moved(0, -0.045, 0.315)
    back = pad(0.565, 0.115, 0.56, 0.045, 0.020, 0.004, seed + 3).turned("x", -22).moved(0, 0.155, 0.405)
    cloth = [
        materials.upholstery(tuple(colour)),
        materials.linen(materials.shade(colour, 0.78)),
        materials.wood(wood, "Y"),
    ]
    made = join([*frame, seat, back]).grounded()
    return to_object(made, "easy_chair", cloth, f"easy-chair-{hexadecimal(colour)}-{seed}", 50)


@maker("armchair")
def lounge_chair(
    colour: Colour = (0.42, 0.25, 0.10), wood: str = "oak", width: float = 0.70, seed: int = 0
) -> bpy.types.Object:
    """A lounge chair: a slender wooden frame with flat arms, a seat and a back cushion."""
    half, front, back = width / 2, -0.36, 0.34
    seat = piped(width - 0.09, 0.60, 0.14, 0.045, 0.022, seed).turned("x", -7).moved(0, -0.02, 0.375)
    rest = piped(width - 0.10, 0.56, 0.14, 0.05, 0.030, seed + 1).turned("x", 68).moved(0, 0.295, 0.665)
    frame = []
    for x in (-half + 0.02, half - 0.02):
        bars = [
            ([(x, front + 0.03, 0.0), (x, front, 0.56)], 0.016, 0.020),
            ([(x, back + 0.06, 0.0), (x, back - 0.05, 0.545)], 0.016, 0.020),
            ([(x, front + 0.015, 0.285), (x, back + 0.01, 0.235)], 0.013, 0.022),
            ([(x, back - 0.12, 0.25), (x, back + 0.17, 0.95)], 0.013, 0.022),
        ]
        frame += [sweep(path, ellipse(2 * a, 2 * b, 14, 3), side=(1, 0, 0)) for path, a, b in bars]
        arm = rounded_box(0.058, back - front + 0.05, 0.022, 0.009).moved(x, (front + back) / 2 - 0.02, 0)
        frame.append(arm.turned("x", -1.5).moved(0, 0, 0.553))
    for y, z in ((front + 0.02, 0.27), (back - 0.06, 0.235), (back + 0.085, 0.70), (back + 0.155, 0.90)):
        frame.append(tube([(-half + 0.02, y, z), (half - 0.02, y, z)], 0.011, 12))
    body = join([seat, rest, *(part.with_slot(1) for part in frame)])
    finish = [materials.upholstery(tuple(colour)), materials.wood(wood, "Y")]
    return to_object(body.centred(), "armchair", finish, f"armchair-{round(100 * width)}-{seed}", 50)
