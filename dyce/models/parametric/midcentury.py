"""Furniture with soft and turned parts: seats, tables on tapered legs, a sideboard, a standing lamp, a television."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .curves import fillet, spline
from .noise import smooth_noise, warp
from .revolve import revolve
from .shape import Shape, grid, join, shape_of, to_object, weld
from .sweep import ellipse, extrude, rounded_box, sweep, thick, tube

__all__ = [
    "coffee_table",
    "dining_chair",
    "dining_table",
    "easy_chair",
    "footstool",
    "midcentury_sofa",
    "side_table",
    "sideboard",
]

Colour = Sequence[float]

TEAL = (0.014, 0.078, 0.084)
OCHRE = (0.40, 0.185, 0.022)


# --- upholstery --------------------------------------------------------------------------------------------------------


def pad(
    width: float,
    depth: float,
    height: float,
    radius: float = 0.03,
    puff: float = 0.0,
    piping: float = 0.0,
    seed: int = 0,
) -> Shape:
    """An upholstered block centred over the origin, its bottom at z = 0: all faces swell by `puff` metres in the middle.

    `piping` is the radius of a cord sewn round its upper and lower edges (slot 1).
    """
    half = np.array([width, depth, height]) / 2
    radius = min(radius, *(half * 0.95))
    sides = []
    for axis in range(3):
        u, v = (_spread(half[(axis + k) % 3], radius) for k in (1, 2))
        for sign in (-1, 1):
            points = np.empty((len(v), len(u), 3))
            points[..., axis] = sign * half[axis]
            points[..., (axis + 1) % 3], points[..., (axis + 2) % 3] = u[None], v[:, None]
            sides.append(grid(points if sign > 0 else points[:, ::-1]))
    block = weld(join(sides))
    inner = np.clip(block.vertices, -(half - radius), half - radius)
    way = block.vertices - inner
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    swell = np.prod(1 - 0.98 * (inner / np.maximum(half, 1e-9)) ** 2 * (np.abs(way) < 0.9), axis=1)
    lumps = 1 + 0.25 * smooth_noise(inner, 0.22, seed)
    vertices = inner + radius * way + (puff * swell * lumps)[:, None] * way
    body = shape_of(warp(vertices, 0.0015 + 0.06 * puff, 0.16, seed), block.faces)
    parts = [body.moved(0, 0, half[2])]
    if piping > 0:
        parts += [_cord(half, radius, level, piping, seed) for level in (-1, 1)]
    return join(parts)


def _spread(half: float, radius: float) -> np.ndarray:
    """Places along one edge: close in the rounding, a hand's breadth apart between."""
    edge = half - radius * (1 - np.sin(np.radians(np.linspace(0, 90, 5))))
    between = np.linspace(-(half - radius), half - radius, max(3, int(2 * half / 0.09)))
    return np.concatenate([-edge[:0:-1], between, edge[1:]])


def _cord(half: np.ndarray, radius: float, level: int, thickness: float, seed: int) -> Shape:
    off = 0.72 * radius
    x, y, z = half[0] - radius + off, half[1] - radius + off, half[2] - radius + off
    ring = fillet([(-x, -y), (x, -y), (x, y), (-x, y)], min(1.2 * radius, 0.05), 5, closed=True)
    path = np.column_stack([ring, np.full(len(ring), level * z)])
    return tube(warp(path, 0.0015, 0.16, seed), thickness, 6, closed=True).moved(0, 0, half[2]).with_slot(1)


def _tapered(top: Sequence[float], foot: Sequence[float], thick_: float = 0.021, thin: float = 0.012) -> Shape:
    """A turned leg from `top` down to the floor, cut level at its foot."""
    t = np.linspace(0, 1, 7)[:, None]
    path = np.asarray(top, float) * (1 - t) + np.asarray(foot, float) * t
    leg = tube(path, np.linspace(thick_, thin, 7), 20)
    return Shape(np.maximum(leg.vertices, [-9, -9, 0]), leg.faces, leg.uv, leg.slot, leg.tint)


def _four_legs(x: float, y: float, top: float, splay: float, thick_: float = 0.021) -> list[Shape]:
    return [
        _tapered((a * x, b * y, top), (a * (x + splay), b * (y + splay), 0), thick_) for a in (-1, 1) for b in (-1, 1)
    ]


@maker("sofa")
def midcentury_sofa(
    width: float = 2.0, colour: Colour = TEAL, seats: int = 3, wood: str = "walnut", seed: int = 0
) -> bpy.types.Object:
    """A mid-century sofa, 86 cm deep: box cushions with piping, slim arms, turned legs; the seat is at 45 cm."""
    arm, inside = 0.11, width - 0.22
    each = inside / seats
    parts = [leg.with_slot(2) for leg in _four_legs(width / 2 - 0.14, 0.30, 0.17, 0.03)]
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
    materials = [
        finishes.upholstery(tuple(colour)),
        finishes.linen(finishes.shade(colour, 0.8)),
        finishes.wood(wood, "Z"),
    ]
    made = join(parts).grounded()
    return to_object(made, "sofa", materials, f"sofa-{width:.2f}-{_name(colour)}-{seed}", 50)


@maker("armchair")
def easy_chair(colour: Colour = OCHRE, wood: str = "walnut", seed: int = 0) -> bpy.types.Object:
    """A Danish easy chair: an open frame with paddle arms, a loose seat and a loose back."""
    parts: list[Shape] = []
    for side in (-1, 1):
        x = side * 0.325
        parts += [
            _tapered((x, -0.28, 0.555), (x + side * 0.012, -0.33, 0), 0.019, 0.013),
            _tapered((x, 0.20, 0.535), (x + side * 0.012, 0.35, 0), 0.019, 0.013),
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
    cloth = [finishes.upholstery(tuple(colour)), finishes.linen(finishes.shade(colour, 0.78)), finishes.wood(wood, "Y")]
    made = join([*frame, seat, back]).grounded()
    return to_object(made, "easy_chair", cloth, f"easy-chair-{_name(colour)}-{seed}", 50)


@maker("ottoman")
def footstool(
    width: float = 0.52, depth: float = 0.42, height: float = 0.40, colour: Colour = OCHRE, wood: str = "walnut"
) -> bpy.types.Object:
    """A padded stool on turned legs."""
    legs = [leg.with_slot(2) for leg in _four_legs(width / 2 - 0.07, depth / 2 - 0.07, height - 0.10, 0.025, 0.018)]
    rim = rounded_box(width - 0.03, depth - 0.03, 0.04, 0.01).moved(0, 0, height - 0.145).with_slot(2)
    seat = pad(width, depth, 0.11, 0.04, 0.016, 0.004, 7).moved(0, 0, height - 0.118)
    materials = [
        finishes.upholstery(tuple(colour)),
        finishes.linen(finishes.shade(colour, 0.78)),
        finishes.wood(wood, "Z"),
    ]
    return to_object(join([*legs, rim, seat]).grounded(), "footstool", materials, f"footstool-{_name(colour)}", 50)


@maker("chair")
def dining_chair(colour: Colour = TEAL, wood: str = "walnut", seed: int = 0) -> bpy.types.Object:
    """A mid-century dining chair: turned legs, a padded seat at 46 cm, a curved back board."""
    parts: list[Shape] = []
    for side in (-1, 1):
        parts.append(_tapered((side * 0.19, -0.175, 0.43), (side * 0.205, -0.205, 0), 0.017, 0.011))
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
    frame = [Shape(np.maximum(p.vertices, [-9, -9, 0]), p.faces, p.uv, p.slot, p.tint).with_slot(2) for p in parts]
    outline = fillet([(-0.19, -0.21), (0.19, -0.21), (0.175, 0.20), (-0.175, 0.20)], 0.05, 6, closed=True)
    under = extrude(outline, 0.03, 0.008).moved(0, 0, 0.415).with_slot(2)
    seat = pad(0.42, 0.43, 0.05, 0.024, 0.012, 0.0035, seed)
    narrow = 1 - 0.10 * (seat.vertices[:, 1] + 0.215) / 0.43
    seat = Shape(
        seat.vertices * np.column_stack([narrow, np.ones((len(narrow), 2))]), seat.faces, seat.uv, seat.slot, seat.tint
    )
    materials = [
        finishes.upholstery(tuple(colour)),
        finishes.linen(finishes.shade(colour, 0.8)),
        finishes.wood(wood, "Z"),
    ]
    made = join([*frame, under, seat.moved(0, -0.005, 0.437)]).grounded()
    return to_object(made, "dining_chair", materials, f"dining-chair-{_name(colour)}-{seed}", 45)


# --- tables and cases --------------------------------------------------------------------------------------------------


def _table(
    name: str,
    length: float,
    width: float,
    height: float,
    power: float,
    wood: str,
    thickness: float,
    leg: float,
    apron: float,
) -> bpy.types.Object:
    """A top of superelliptic outline, its lower edge drawn in, on turned legs that splay."""
    outline = ellipse(length, width, 96, power)
    lip = extrude(outline, thickness * 0.55, 0.005, 3).moved(0, 0, height - thickness * 0.55)
    under = extrude(outline * (1 - 0.045 / np.array([length, width]) * 2), thickness * 0.5, 0.004, 2)
    parts = [lip, under.moved(0, 0, height - thickness)]
    x, y = 0.36 * length, 0.33 * width
    legs = _four_legs(x, y, height - thickness + 0.004, 0.045 if height < 0.6 else 0.06, leg)
    if apron > 0:
        level = height - thickness - apron + 0.002
        for side in (-1, 1):
            parts.append(rounded_box(2 * x, 0.022, apron, 0.004).moved(0, side * y, level))
            legs.append(rounded_box(0.022, 2 * y, apron, 0.004).moved(side * x, 0, level))
    parts += [part.with_slot(1) for part in legs]
    materials = [finishes.wood(wood, "X"), finishes.wood(wood, "Z")]
    return to_object(join(parts).grounded(), name, materials, f"{name}-{length:.2f}-{width:.2f}-{wood}", 40)


@maker("dining_table")
def dining_table(length: float = 1.75, width: float = 0.95, wood: str = "walnut") -> bpy.types.Object:
    """A dining table with rounded ends, long side along X, 74 cm high."""
    return _table("dining_table", length, width, 0.74, 3.4, wood, 0.032, 0.028, 0.07)


@maker("coffee_table")
def coffee_table(
    length: float = 1.15, width: float = 0.58, height: float = 0.41, wood: str = "walnut"
) -> bpy.types.Object:
    """A low table of surfboard shape, long side along X."""
    return _table("coffee_table", length, width, height, 2.5, wood, 0.030, 0.021, 0.045)


@maker("side_table")
def side_table(diameter: float = 0.45, height: float = 0.52, wood: str = "walnut") -> bpy.types.Object:
    """A small round table."""
    return _table("side_table", diameter, diameter, height, 2.0, wood, 0.024, 0.017, 0.0)


@maker("sideboard")
def sideboard(
    width: float = 1.8,
    depth: float = 0.42,
    height: float = 0.72,
    bays: Sequence[str] = ("tambour", "drawers", "door"),
    wood: str = "walnut",
) -> bpy.types.Object:
    """A long low cabinet on turned legs; `bays` from the left, each "door", "drawers" or "tambour" (slatted)."""
    low, skin = 0.17, 0.022
    half, face = width / 2, -depth / 2
    parts = [leg.with_slot(1) for leg in _four_legs(half - 0.14, depth / 2 - 0.07, low + 0.01, 0.035, 0.023)]
    parts += [
        rounded_box(width, depth, skin, 0.0025).moved(0, 0, height - skin),
        rounded_box(width, depth, skin, 0.0025).moved(0, 0, low),
        rounded_box(width - 0.01, 0.01, height - low - 0.01, 0.001).moved(0, depth / 2 - 0.008, low + 0.005),
    ]
    parts += [
        rounded_box(skin, depth, height - low, 0.0025).moved(a * (half - skin / 2), 0, low).with_slot(1)
        for a in (-1, 1)
    ]
    bay = (width - 2 * skin) / len(bays)
    bottom, top = low + skin, height - skin
    for k, kind in enumerate(bays):
        x = -half + skin + bay * (k + 0.5)
        if k:
            parts.append(
                rounded_box(0.018, depth - 0.03, top - bottom, 0.001).moved(x - bay / 2, 0.008, bottom).with_slot(1)
            )
        parts += _bay(kind, x, bay - 0.014, face, bottom + 0.004, top - 0.004)
    inside = rounded_box(width - 2 * skin, 0.004, top - bottom, 0.001).moved(0, face + 0.045, bottom).with_slot(2)
    materials = [finishes.wood(wood, "X"), finishes.wood(wood, "Z"), finishes.wood("ebonised", "X"), finishes.brass()]
    made = join([*parts, inside]).grounded()
    return to_object(made, "sideboard", materials, f"sideboard-{width:.2f}-{'-'.join(bays)}-{wood}", 40)


def _bay(kind: str, x: float, wide: float, face: float, bottom: float, top: float) -> list[Shape]:
    """One bay's fronts, 10 mm behind the carcass's edge."""
    front = face + 0.010
    if kind == "tambour":
        count = int(wide / 0.018)
        slat = extrude(ellipse(wide / count * 0.96, 0.016, 14), top - bottom)
        pitch = wide / count
        return [slat.moved(x - wide / 2 + pitch * (j + 0.5), front + 0.011, bottom).with_slot(1) for j in range(count)]
    knob = revolve([(0, 0), (0.006, 0), (0.006, 0.010), (0.011, 0.015), (0.011, 0.019), (0.009, 0.021), (0, 0.021)], 24)
    knob = knob.turned("x", 90).with_slot(3)
    if kind == "door":
        leaf = rounded_box(wide, 0.018, top - bottom, 0.0015).moved(x, front + 0.009, bottom)
        return [leaf, knob.moved(x - wide / 2 + 0.05, front, (top + bottom) / 2 + 0.05)]
    rise = (top - bottom) / 3
    parts = []
    for j in range(3):
        parts.append(rounded_box(wide, 0.018, rise - 0.006, 0.0015).moved(x, front + 0.009, bottom + j * rise + 0.003))
        parts.append(knob.moved(x, front, bottom + (j + 0.5) * rise))
    return parts


# --- lamp and television -----------------------------------------------------------------------------------------------


def _name(colour: Colour) -> str:
    return "".join(f"{round(255 * part):02x}" for part in colour)
