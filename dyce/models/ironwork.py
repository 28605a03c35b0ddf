"""Furniture of square steel tube and thick boards: tables and desks, shelving; a loose top; a radiator of cast iron.

Origin at the bottom centre, front towards -Y, metres.
"""

from collections.abc import Sequence

import bpy

from dyce.models.catalogue import maker
from dyce.models.joinery import Bar, Board, Material, built

__all__ = ["column_radiator", "iron_shelves", "iron_table", "slab"]


@maker("coffee_table")
def iron_table(
    width: float,
    depth: float,
    height: float,
    wood: Material,
    steel: Material,
    *,
    thickness: float = 0.04,
    tube: float = 0.03,
    shelf: float | None = None,
    planks: int = 4,
) -> bpy.types.Object:
    """A plank top on two welded frames: a coffee table or bench; with `height` 0.75 a desk. `shelf` adds planks there."""
    half, deep, low = width / 2, depth / 2, height - thickness
    parts: list[Board | Bar] = _planks(half, deep, low, height, planks, wood)
    inset = 0.04
    for x in (-half + inset, half - inset - tube):
        for y in (-deep + 0.02, deep - 0.02 - tube):
            parts.append(Board((x, y, 0), (x + tube, y + tube, low), steel, 0.002))
        for z in (low - tube, *([shelf - 0.02 - tube] if shelf else [0.0])):
            parts.append(Board((x, -deep + 0.02 + tube, z), (x + tube, deep - 0.02 - tube, z + tube), steel, 0.002))
    for y in (-deep + 0.02, deep - 0.02 - tube):
        parts.append(Board((-half + inset + tube, y, low - tube), (half - inset - tube, y + tube, low), steel, 0.002))
    if shelf:
        edge = half - inset - tube - 0.002
        parts += _planks(edge + tube, deep - 0.02 - tube - 0.002, shelf - 0.02, shelf, max(2, planks - 1), wood)
    return built("iron table", parts)


def _planks(half: float, deep: float, low: float, high: float, count: int, wood: Material) -> list[Board | Bar]:
    step = 2 * deep / count
    return [
        Board((-half, -deep + k * step + 0.0012, low), (half, -deep + (k + 1) * step - 0.0012, high), wood, 0.004)
        for k in range(count)
    ]


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
    parts: list[Board | Bar] = []
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


@maker("radiator")
def column_radiator(sections: int, height: float, paint: Material, *, depth: float = 0.14) -> bpy.types.Object:
    """A radiator of cast sections, each two columns joined above and below; the outer ones stand on feet."""
    pitch, radius, foot = 0.05, 0.0185, 0.06
    deep = depth / 2 - 0.021
    parts: list[Board | Bar] = []
    for k in range(sections):
        x = (k - (sections - 1) / 2) * pitch
        low, high, bend = foot + 0.022, height - 0.022, 0.028
        ring = [(x, -deep, low + bend), (x, -deep, high - bend), (x, -deep + bend, high), (x, deep - bend, high)]
        ring += [(x, deep, high - bend), (x, deep, low + bend), (x, deep - bend, low), (x, -deep + bend, low)]
        parts.append(Bar([*ring, ring[0], ring[1]], radius, paint, 10))
        if k in (0, sections - 1):
            parts += [Bar([(x, y, 0.0), (x, y, low + bend)], (0.020, 0.014), paint, 12) for y in (-deep, deep)]
    half = (sections - 1) * pitch / 2
    parts += [Bar([(-half - 0.02, 0, z), (half + 0.02, 0, z)], 0.021, paint, 14) for z in (foot + 0.03, height - 0.03)]
    valve = -half - 0.06
    parts += [
        Bar([(-half - 0.02, 0, foot + 0.03), (valve, 0, foot + 0.03)], 0.011, paint, 12),
        Bar([(valve, 0, 0.0), (valve, 0, foot + 0.06)], 0.0085, paint, 12),
        Bar([(valve, 0, foot + 0.055), (valve, 0, foot + 0.115)], (0.021, 0.017), paint, 18),
    ]
    return built("radiator", parts)


@maker("worktop")
def slab(width: float, depth: float, thickness: float, wood: Material) -> bpy.types.Object:
    """A loose board with rounded edges: the top of a dresser."""
    return built("slab", [Board((-width / 2, -depth / 2, 0), (width / 2, depth / 2, thickness), wood, 0.006)])
