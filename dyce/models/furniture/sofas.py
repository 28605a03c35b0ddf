"""Sofas."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.furniture.legs import four_legs
from dyce.models.furniture.padding import TEAL, hexadecimal, pad, piped, soft_box, stuffed
from dyce.models.geometry import Shape, ellipse, join, rounded_box, sweep, to_object
from dyce.models.materials import Colour

__all__ = ["corner_sofa", "lounge_sofa", "midcentury_sofa"]

LEG = 0.13

SEAT = 0.43

ARM = 0.61

BACK = 0.70


@maker("sofa")
def midcentury_sofa(
    width: float = 2.0, colour: Colour = TEAL, seats: int = 3, wood: str = "walnut", seed: int = 0
) -> bpy.types.Object:
    """A mid-century sofa, 86 cm deep: box cushions with piping, slim arms, turned legs; the seat is at 45 cm."""
    arm, inside = 0.11, width - 0.22
    each = inside / seats
    parts = [leg.with_slot(2) for leg in four_legs(width / 2 - 0.14, 0.30, 0.17, 0.03)]
    parts.append(pad(width - 0.02, 0.80, 0.15, 0.025, 0.002, seed=seed).moved(0, 0.005, 0.155))
    for side in (-1, 1):
        parts.append(pad(arm, 0.82, 0.43, 0.045, 0.006, seed=seed + 1).moved(side * (width - arm) / 2, 0, 0.17))
    back = pad(width - 0.02, 0.13, 0.58, 0.045, 0.004, seed=seed + 2).turned("x", -9)
    parts.append(back.moved(0, 0.315, 0.20))
    for k in range(seats):
        x = -inside / 2 + each * (k + 0.5)
        seat = pad(each - 0.004, 0.66, 0.14, 0.035, 0.016, 0.0042, seed + 5 + k).moved(x, -0.085, 0.305)
        rest = pad(each - 0.010, 0.15, 0.40, 0.05, 0.022, 0.0042, seed + 15 + k).turned("x", -13)
        parts += [seat, rest.moved(x, 0.175, 0.425)]
    coats = [
        materials.upholstery(tuple(colour)),
        materials.linen(materials.shade(colour, 0.8)),
        materials.wood(wood, "Z"),
    ]
    made = join(parts).grounded()
    return to_object(made, "sofa", coats, f"sofa-{width:.2f}-{hexadecimal(colour)}-{seed}", 50)


def _splayed_leg(x: float, y: float, splay: tuple[float, float] = (0.0, 0.0), height: float = LEG) -> Shape:
    path = [(x + splay[0], y + splay[1], 0.0), (x, y, height + 0.02)]
    return sweep(path, ellipse(2, 2, 16), np.array([0.014, 0.022])).with_slot(1)


@maker("sofa")
def lounge_sofa(
    width: float = 2.2,
    depth: float = 0.92,
    seats: int = 2,
    chaise: float = 0.0,
    side: str = "right",
    colour: Colour = (0.33, 0.33, 0.33),
    wood: str = "oak",
    arm: float = 0.15,
    seed: int = 0,
) -> bpy.types.Object:
    """A sofa with loose cushions on wooden legs; `chaise` > 0 makes the seat on its `side` that much deeper (metres)."""
    half, back, front = width / 2, depth / 2, -depth / 2
    inner = (width - 2 * arm) / (seats + (1 if chaise else 0))
    parts = [
        stuffed(-half, -half + arm, front, back, LEG, ARM, 0.045, seed),
        stuffed(half - arm, half, front, back, LEG, ARM, 0.045, seed + 1),
        stuffed(-half + arm - 0.01, half - arm + 0.01, back - 0.16, back, LEG, BACK, 0.05, seed + 2),
        stuffed(-half + arm - 0.01, half - arm + 0.01, front + 0.015, back - 0.1, LEG, SEAT - 0.13, 0.02, seed + 3),
    ]
    for k in range(seats + (1 if chaise else 0)):
        long = bool(chaise) and k == seats
        reach = depth - 0.16 + (chaise if long else 0.0)
        place = -half + arm + (k + 0.5) * inner
        seat = piped(inner - 0.006, reach, 0.16, 0.045, 0.022, seed + 10 + k)
        parts.append(seat.moved(place, back - 0.16 - reach / 2, SEAT - 0.07))
        pillow = piped(inner - 0.012, 0.40, 0.17, 0.06, 0.035, seed + 20 + k).turned("x", 78)
        parts.append(pillow.moved(place, back - 0.255, SEAT + 0.19))
        if long:
            plinth = (front - chaise + 0.015, front + 0.05)
            parts.append(stuffed(place - inner / 2, place + inner / 2, *plinth, LEG, SEAT - 0.13, 0.02, seed + 4))
    legs = [(x, y) for x in (-half + 0.08, half - 0.08) for y in (front + 0.08, back - 0.08)]
    if chaise:
        legs += [(half - arm - x, front - chaise + 0.09) for x in (0.06, inner - 0.06)]
    body = join(parts + [_splayed_leg(x, y, (0.02 * np.sign(x), 0.02 * np.sign(y))) for x, y in legs])
    if chaise and side == "left":
        body = body.with_vertices(body.vertices * (-1, 1, 1)).flipped()
    name = f"sofa-{round(100 * width)}-{seats}-{round(100 * chaise)}-{side}-{seed}"
    return to_object(body.centred(), "sofa", [materials.upholstery(tuple(colour)), materials.wood(wood, "Z")], name, 60)


@maker("sofa")
def corner_sofa(
    fabric: bpy.types.Material | None = None,
    legs: bpy.types.Material | None = None,
    width: float = 2.65,
    reach: float = 2.15,
    depth: float = 0.95,
    seed: int = 0,
) -> bpy.types.Object:
    """An L: `width` along the back (+Y), its left leg `reach` long towards -Y; seat 0.43, back 0.82 high."""
    left, right, back, front = -width / 2, width / 2, reach / 2, -reach / 2
    arm, rim, base, seat = 0.20, 0.20, 0.26, 0.43
    parts = [
        rounded_box(width, depth, base - 0.10, 0.03).moved(0, back - depth / 2, 0.10),
        rounded_box(depth, reach - depth + 0.02, base - 0.10, 0.03).moved(
            left + depth / 2, front + (reach - depth) / 2, 0.10
        ),
        soft_box(width, rim + 0.02, 0.62, 0.22, seed).moved(0, back - rim / 2, 0.10),
        soft_box(rim + 0.02, reach - rim, 0.62, 0.22, seed + 1).moved(left + rim / 2, -rim / 2, 0.10),
        soft_box(arm + 0.02, depth, 0.52, 0.22, seed + 2).moved(right - arm / 2, back - depth / 2, 0.10),
    ]
    inner, deep = width - rim - arm, depth - rim
    corner = depth - rim
    pieces = 2
    step = (inner - corner) / pieces
    parts.append(
        soft_box(corner, deep, seat - base + 0.03, 0.24, seed + 3).moved(
            left + rim + corner / 2, back - rim - deep / 2, base - 0.02
        )
    )
    for k in range(pieces):
        x = left + rim + corner + step * (k + 0.5)
        parts.append(
            soft_box(step, deep, seat - base + 0.03, 0.24, seed + 4 + k).moved(x, back - rim - deep / 2, base - 0.02)
        )
        parts.append(_back_cushion(step - 0.01, seed + 8 + k).moved(x, back - rim - 0.055, seat - 0.02))
    parts.append(
        _back_cushion(corner - 0.16, seed + 11).moved(left + rim + corner / 2 + 0.06, back - rim - 0.055, seat - 0.02)
    )
    length = reach - depth
    y = front + length / 2
    parts.append(
        soft_box(depth - rim, length, seat - base + 0.03, 0.2, seed + 12).moved(
            left + rim + (depth - rim) / 2, y, base - 0.02
        )
    )
    side = _back_cushion(length * 0.72, seed + 13).turned("z", 90)
    parts.append(side.moved(left + rim + 0.055, y + 0.10, seat - 0.02))
    for x, y in (
        (left + 0.08, back - 0.08),
        (right - 0.08, back - 0.08),
        (right - 0.08, back - depth + 0.08),
        (left + 0.08, front + 0.08),
        (left + depth - 0.08, front + 0.08),
        (left + depth - 0.08, back - depth + 0.1),
    ):
        parts.append(rounded_box(0.05, 0.05, 0.12, 0.008).moved(x, y, 0).with_slot(1))
    coats = [fabric or materials.cotton(), legs or materials.wood("walnut", "Z")]
    return to_object(join(parts).centred(), "corner_sofa", coats, f"corner-sofa-{seed}", 60)


def _back_cushion(width: float, seed: int) -> Shape:
    """A loose back cushion, leaning a little to +Y."""
    return soft_box(width, 0.19, 0.44, 0.36, seed).turned("x", -7).grounded()
