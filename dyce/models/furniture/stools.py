"""Stools and benches, footstools."""

from math import cos, pi, sin

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.furniture.legs import four_legs
from dyce.models.furniture.padding import OCHRE, hexadecimal, pad
from dyce.models.geometry import Bar, Board, Parts, Shape, built, grid, join, rounded_box, to_object, warp
from dyce.models.materials import Colour, Material

__all__ = ["bar_stool", "bench", "footstool", "piano_stool", "pouf", "pouffe"]


@maker("bench")
def bench(length: float, wood: Material, *, depth: float = 0.34, height: float = 0.45) -> bpy.types.Object:
    """A plank bench on two board ends with a rail between, along X."""
    half, deep, thick = length / 2, depth / 2, 0.036
    inset = 0.18
    parts: Parts = [
        Board((-half, -deep, height - thick), (half, -0.0008, height), wood, 0.004),
        Board((-half, 0.0008, height - thick), (half, deep, height), wood, 0.004),
        Board(
            (-half + inset, -0.016, height - thick - 0.10), (half - inset, 0.016, height - thick - 0.001), wood, 0.003
        ),
    ]
    for side in (-1, 1):
        x = side * (half - inset)
        parts.append(Board((x - 0.018, -deep + 0.03, 0.0), (x + 0.018, deep - 0.03, height - thick), wood, 0.003))
    return built("bench", parts)


@maker("stool")
def bar_stool(seat: Material, iron: Material, *, height: float = 0.66, back: bool = True) -> bpy.types.Object:
    """A stool of black iron with a round wooden seat, a foot ring and a low bent back rail towards +Y."""
    parts: Parts = [
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


@maker("stool")
def piano_stool(wood: Material, leather: Material) -> bpy.types.Object:
    """A bench with a padded seat."""
    parts: Parts = [
        Board((-0.28, -0.165, 0.41), (0.28, 0.165, 0.445), wood, 0.004),
        Board((-0.265, -0.15, 0.445), (0.265, 0.15, 0.495), leather, 0.02),
    ]
    for x in (-0.27, 0.23):
        for y in (-0.155, 0.115):
            parts.append(Board((x, y, 0.0), (x + 0.04, y + 0.04, 0.41), wood, 0.004))
    for y in (-0.145, 0.125):
        parts.append(Board((-0.23, y, 0.33), (0.23, y + 0.02, 0.41), wood, 0.003))
    return built("piano stool", parts)


@maker("ottoman")
def footstool(
    width: float = 0.52, depth: float = 0.42, height: float = 0.40, colour: Colour = OCHRE, wood: str = "walnut"
) -> bpy.types.Object:
    """A padded stool on turned legs."""
    legs = [leg.with_slot(2) for leg in four_legs(width / 2 - 0.07, depth / 2 - 0.07, height - 0.10, 0.025, 0.018)]
    rim = rounded_box(width - 0.03, depth - 0.03, 0.04, 0.01).moved(0, 0, height - 0.145).with_slot(2)
    seat = pad(width, depth, 0.11, 0.04, 0.016, 0.004, 7).moved(0, 0, height - 0.118)
    coats = [
        materials.upholstery(tuple(colour)),
        materials.linen(materials.shade(colour, 0.78)),
        materials.wood(wood, "Z"),
    ]
    return to_object(join([*legs, rim, seat]).grounded(), "footstool", coats, f"footstool-{hexadecimal(colour)}", 50)


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
    return to_object(body.grounded(), "pouf", [materials.wool(tuple(colour), 0.022)], f"pouf-{seed}", 80)


@maker("ottoman")
def pouffe(
    fabric: bpy.types.Material | None = None, diameter: float = 0.52, height: float = 0.36, seed: int = 0
) -> bpy.types.Object:
    """A round stuffed stool with a seam round its waist."""
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)[None]
    rise = np.linspace(-np.pi / 2, np.pi / 2, 29)[:, None]
    across = np.abs(np.round(np.cos(rise), 9)) ** 0.45 * (1 - 0.02 * np.exp(-((rise / 0.06) ** 2)))
    up = np.sign(np.sin(rise)) * np.abs(np.sin(rise)) ** 0.6
    lobes = 1 + 0.012 * np.cos(8 * turn)
    points = np.stack(
        [across * np.cos(turn) * lobes, across * np.sin(turn) * lobes, np.broadcast_to(up, (29, 60))], axis=2
    )
    shape = grid(points * (diameter / 2, diameter / 2, height / 2), close_rows=True).grounded()
    shape = shape.with_vertices(warp(shape.vertices, 0.005, 0.2, seed))
    return to_object(shape.grounded(), "pouffe", [fabric or materials.cotton()], f"pouffe-{seed}", 60)
