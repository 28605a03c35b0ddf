"""Shelves on the wall and standing."""

from collections.abc import Sequence

import bpy

from dyce.models.catalogue import maker
from dyce.models.geometry.boards import Bar, Board, Parts, built
from dyce.models.materials import Material

__all__ = ["iron_shelves", "open_shelves", "pipe_case", "pipe_shelf", "shelf"]

PIPE = 0.0135
"""Radius of half-inch iron pipe (metres)."""


@maker("shelf")
def shelf(
    width: float, material: Material, steel: Material, *, depth: float = 0.22, thickness: float = 0.03
) -> bpy.types.Object:
    """A wall shelf on two brackets; its origin is at the brackets' lower end, its back at the wall."""
    half, drop = width / 2, 0.16
    parts: Parts = [Board((-half, -depth / 2, drop), (half, depth / 2, drop + thickness), material, 0.003)]
    for x in (-half + 0.09, half - 0.09):
        parts += [
            Board((x - 0.012, depth / 2 - 0.005, 0), (x + 0.012, depth / 2, drop), steel, 0.001),
            Board((x - 0.012, -depth / 2 + 0.03, drop - 0.005), (x + 0.012, depth / 2, drop), steel, 0.001),
            Bar([(x, depth / 2 - 0.004, 0.012), (x, 0.0, 0.075), (x, -depth / 2 + 0.05, drop - 0.003)], 0.005, steel),
        ]
    return built("shelf", parts)


@maker("bookcase")
def open_shelves(
    width: float,
    levels: Sequence[float],
    material: Material,
    *,
    height: float,
    depth: float = 0.34,
    back: Material | None = None,
) -> bpy.types.Object:
    """A bookcase without doors; `levels` are the upper faces of its shelves above the floor (metres)."""
    half, thick = width / 2, 0.024
    parts: Parts = [
        Board((-half, -depth / 2, 0), (-half + thick, depth / 2, height), material),
        Board((half - thick, -depth / 2, 0), (half, depth / 2, height), material),
        Board((-half + thick, -depth / 2, height - thick), (half - thick, depth / 2, height), material),
        Board(
            (-half + thick, depth / 2 - 0.008, 0.02),
            (half - thick, depth / 2, height - thick),
            back or material,
            0.0005,
        ),
        Board((-half + thick, -depth / 2 + 0.02, 0), (half - thick, -depth / 2 + 0.04, levels[0] - thick), material),
    ]
    parts += [
        Board((-half + thick, -depth / 2 + 0.004, z - thick), (half - thick, depth / 2 - 0.008, z), material)
        for z in levels
    ]
    return built("shelves", parts)


@maker("shelf")
def pipe_shelf(width: float, board: Material, iron: Material, *, depth: float = 0.24) -> bpy.types.Object:
    """A thick board on iron pipes that stand out of the wall; its origin is under the pipes, its back at the wall."""
    half, back, drop = width / 2, depth / 2, 0.03
    axis = drop - PIPE
    parts: Parts = [Board((-half, -back, drop), (half, back - 0.004, drop + 0.036), board, 0.003)]
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
    parts: Parts = [Board((-half, -back, z - 0.034), (half, back, z), board, 0.003) for z in levels]
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


@maker("bookcase")
def iron_shelves(
    width: float,
    levels: Sequence[float],
    wood: Material,
    steel: Material,
    *,
    height: float,
    depth: float = 0.34,
    thickness: float = 0.032,
    tube: float = 0.025,
) -> bpy.types.Object:
    """Open shelving without a back: boards between two ladders of steel tube, braced by a crossed pair of rods behind.

    `levels` are the upper faces of its shelves above the floor.
    """
    half, deep = width / 2, depth / 2
    parts: Parts = []
    for x in (-half, half - tube):
        for y in (-deep, deep - tube):
            parts.append(Board((x, y, 0), (x + tube, y + tube, height), steel, 0.002))
        for z in (*levels, height + thickness):
            beam = z - thickness - tube
            parts.append(Board((x, -deep + tube, beam), (x + tube, deep - tube, beam + tube), steel, 0.002))
    for z in levels:
        inner = half - tube - 0.001
        parts.append(Board((-inner, -deep + 0.004, z - thickness), (inner, deep - 0.008, z), wood, 0.004))
        parts += [
            Board((x, -deep + tube, z - thickness - 0.003), (x + 0.03, deep - tube, z - thickness), steel, 0.0005)
            for x in (-inner, inner - 0.03)
        ]
    y, low, high = deep - 0.004, levels[0], levels[-1] - thickness
    parts += [Bar([(-half + 0.01, y, a), (half - 0.01, y, b)], 0.004, steel, 8) for a, b in ((low, high), (high, low))]
    return built("iron shelves", parts)
