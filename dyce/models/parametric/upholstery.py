"""Seats with filled cushions: sofas with or without a chaise, a lounge chair in a wooden frame, a pouf."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .noise import smooth_noise, warp
from .shape import Shape, grid, join, shape_of, to_object, weld
from .sweep import ellipse, rounded_box, sweep, tube

__all__ = ["lounge_chair", "lounge_sofa", "pouf"]

Colour = Sequence[float]

LEG = 0.13
SEAT = 0.43
ARM = 0.61
BACK = 0.70


def _pad(
    width: float, depth: float, height: float, radius: float = 0.05, crown: float = 0.02, cells: int = 7, seed: int = 0
) -> Shape:
    """A filled cushion as an upholsterer sews it: a box with soft edges whose faces swell by up to `crown` metres."""
    half = np.array([width, depth, height]) / 2
    radius = min(radius, *(half * 0.95))
    bend, flat = np.tan(np.radians(np.linspace(0, 45, 4))), np.linspace(-1, 1, cells + 2)[1:-1]
    ray_line = np.concatenate([-bend[::-1], np.zeros(cells), bend])
    place_line = np.concatenate([-np.ones(4), flat, np.ones(4)])
    count = len(ray_line)
    a, b = (m.ravel() for m in np.meshgrid(np.arange(count), np.arange(count), indexing="ij"))
    sides = []
    for axis in range(3):
        for face in (0, count - 1):
            index = np.empty((count * count, 3), int)
            index[:, axis], index[:, (axis + 1) % 3], index[:, (axis + 2) % 3] = face, a, b
            ray = ray_line[index]
            ray /= np.linalg.norm(ray, axis=1, keepdims=True)
            points = (place_line[index] * (half - radius) + radius * ray).reshape(count, count, 3)
            sides.append(grid(points if face == 0 else points.transpose(1, 0, 2)))
    box = weld(join(sides))
    points, share = box.vertices, box.vertices / half
    swell = np.zeros_like(points)
    for axis, (one, other) in enumerate([(1, 2), (0, 2), (0, 1)]):
        bulge = np.clip(1 - share[:, one] ** 2, 0, 1) * np.clip(1 - share[:, other] ** 2, 0, 1)
        swell[:, axis] = crown * share[:, axis] * np.abs(share[:, axis]) * np.sqrt(bulge)
    lumps = 1 + 0.35 * smooth_noise(points, 0.25, seed)[:, None]
    return shape_of(warp(points + swell * lumps, 0.0022, 0.16, seed), box.faces)


def _piped(width: float, depth: float, height: float, radius: float, crown: float, seed: int) -> Shape:
    """A pad with a corded seam round its upper and lower edge."""
    pad = _pad(width, depth, height, radius, crown, seed=seed)
    inset = radius * (1 - np.sqrt(0.5))
    seams = []
    for z in (height / 2 - inset, inset - height / 2):
        outline = ellipse(width - 2 * inset, depth - 2 * inset, 72, 14)
        ring = np.column_stack([outline, np.full(len(outline), z)])
        seams.append(tube(warp(ring, 0.0022, 0.16, seed), 0.0042, 6, closed=True))
    return join([pad, *seams])


def _block(x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, radius: float, seed: int) -> Shape:
    """Firm upholstery between two corners."""
    pad = _pad(x1 - x0, y1 - y0, z1 - z0, radius, 0.006, 5, seed)
    return pad.moved((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2)


def _leg(x: float, y: float, splay: tuple[float, float] = (0.0, 0.0), height: float = LEG) -> Shape:
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
        _block(-half, -half + arm, front, back, LEG, ARM, 0.045, seed),
        _block(half - arm, half, front, back, LEG, ARM, 0.045, seed + 1),
        _block(-half + arm - 0.01, half - arm + 0.01, back - 0.16, back, LEG, BACK, 0.05, seed + 2),
        _block(-half + arm - 0.01, half - arm + 0.01, front + 0.015, back - 0.1, LEG, SEAT - 0.13, 0.02, seed + 3),
    ]
    for k in range(seats + (1 if chaise else 0)):
        long = bool(chaise) and k == seats
        reach = depth - 0.16 + (chaise if long else 0.0)
        place = -half + arm + (k + 0.5) * inner
        seat = _piped(inner - 0.006, reach, 0.16, 0.045, 0.022, seed + 10 + k)
        parts.append(seat.moved(place, back - 0.16 - reach / 2, SEAT - 0.07))
        pillow = _piped(inner - 0.012, 0.40, 0.17, 0.06, 0.035, seed + 20 + k).turned("x", 78)
        parts.append(pillow.moved(place, back - 0.255, SEAT + 0.19))
        if long:
            plinth = (front - chaise + 0.015, front + 0.05)
            parts.append(_block(place - inner / 2, place + inner / 2, *plinth, LEG, SEAT - 0.13, 0.02, seed + 4))
    legs = [(x, y) for x in (-half + 0.08, half - 0.08) for y in (front + 0.08, back - 0.08)]
    if chaise:
        legs += [(half - arm - x, front - chaise + 0.09) for x in (0.06, inner - 0.06)]
    body = join(parts + [_leg(x, y, (0.02 * np.sign(x), 0.02 * np.sign(y))) for x, y in legs])
    if chaise and side == "left":
        body = Shape(body.vertices * (-1, 1, 1), body.faces, body.uv, body.slot, body.tint).flipped()
    name = f"sofa-{round(100 * width)}-{seats}-{round(100 * chaise)}-{side}-{seed}"
    return to_object(body.centred(), "sofa", [finishes.upholstery(tuple(colour)), finishes.wood(wood, "Z")], name, 60)


@maker("armchair")
def lounge_chair(
    colour: Colour = (0.42, 0.25, 0.10), wood: str = "oak", width: float = 0.70, seed: int = 0
) -> bpy.types.Object:
    """A lounge chair: a slender wooden frame with flat arms, a seat and a back cushion."""
    half, front, back = width / 2, -0.36, 0.34
    seat = _piped(width - 0.09, 0.60, 0.14, 0.045, 0.022, seed).turned("x", -7).moved(0, -0.02, 0.375)
    rest = _piped(width - 0.10, 0.56, 0.14, 0.05, 0.030, seed + 1).turned("x", 68).moved(0, 0.295, 0.665)
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
    finish = [finishes.upholstery(tuple(colour)), finishes.wood(wood, "Y")]
    return to_object(body.centred(), "armchair", finish, f"armchair-{round(100 * width)}-{seed}", 50)


@maker("ottoman")
def pouf(
    colour: Colour = (0.50, 0.44, 0.34), diameter: float = 0.50, height: float = 0.36, seed: int = 0
) -> bpy.types.Object:
    """A knitted pouf."""
    t = np.radians(np.linspace(-90, 90, 40))
    radius = diameter / 2 * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.45
    level = height / 2 * (1 + np.sign(np.sin(t)) * np.abs(np.sin(t)) ** 0.7)
    turn = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    rib = 1 + 0.012 * np.cos(18 * turn)[None] * np.cos(t)[:, None] ** 0.5
    ring = radius[:, None] * rib
    points = np.stack([ring * np.cos(turn), ring * np.sin(turn), np.repeat(level[:, None], 72, axis=1)], axis=2)
    body = grid(points, close_rows=True)
    dent = 0.025 * np.exp(-((np.hypot(*body.vertices[:, :2].T) / (0.22 * diameter)) ** 2))
    vertices = body.vertices - np.column_stack([0 * dent, 0 * dent, dent * (body.vertices[:, 2] > height / 2)])
    length = np.array([np.pi * diameter, 2 * height])
    body = Shape(warp(vertices, 0.004, 0.2, seed), body.faces, body.uv * length, body.slot, body.tint)
    return to_object(body.grounded(), "pouf", [finishes.wool(tuple(colour), 0.022)], f"pouf-{seed}", 80)
