"""Tables to eat at, to work at, before and beside a sofa."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.furniture.legs import four_legs
from dyce.models.geometry import Bar, Board, Parts, built, ellipse, extrude, join, rounded_box, sweep, to_object, tube
from dyce.models.materials import Material

__all__ = ["coffee_table", "dining_table", "iron_table", "round_table", "side_table", "table"]


@maker("dining_table")
def table(width: float, depth: float, top: Material, legs: Material, *, height: float = 0.75) -> bpy.types.Object:
    """A farmhouse table: a thick top, an apron, four legs that taper."""
    half, deep = width / 2, depth / 2
    parts: Parts = [Board((-half, -deep, height - 0.032), (half, deep, height), top, 0.005)]
    inset, leg, apron = 0.06, 0.07, 0.10
    low, high = height - 0.032 - apron, height - 0.032
    for x in (-half + inset, half - inset - leg):
        for y in (-deep + inset, deep - inset - leg):
            parts.append(Board((x, y, low - 0.02), (x + leg, y + leg, high), legs, 0.003))
            middle = (x + leg / 2, y + leg / 2)
            parts.append(Bar([(*middle, 0), (*middle, low - 0.02)], (0.019, 0.033), legs, 20))
        parts.append(Board((x + 0.015, -deep + inset + leg, low), (x + 0.035, deep - inset - leg, high), legs))
    for y in (-deep + inset + 0.015, deep - inset - 0.035):
        parts.append(Board((-half + inset + leg, y, low), (half - inset - leg, y + 0.02, high), legs))
    return built("table", parts)


def _round_cornered(
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
    legs = four_legs(x, y, height - thickness + 0.004, 0.045 if height < 0.6 else 0.06, leg)
    if apron > 0:
        level = height - thickness - apron + 0.002
        for side in (-1, 1):
            parts.append(rounded_box(2 * x, 0.022, apron, 0.004).moved(0, side * y, level))
            legs.append(rounded_box(0.022, 2 * y, apron, 0.004).moved(side * x, 0, level))
    parts += [part.with_slot(1) for part in legs]
    coats = [materials.wood(wood, "X"), materials.wood(wood, "Z")]
    return to_object(join(parts).grounded(), name, coats, f"{name}-{length:.2f}-{width:.2f}-{wood}", 40)


@maker("dining_table")
def dining_table(length: float = 1.75, width: float = 0.95, wood: str = "walnut") -> bpy.types.Object:
    """A dining table with rounded ends, long side along X, 74 cm high."""
    return _round_cornered("dining_table", length, width, 0.74, 3.4, wood, 0.032, 0.028, 0.07)


@maker("coffee_table")
def coffee_table(
    length: float = 1.15, width: float = 0.58, height: float = 0.41, wood: str = "walnut"
) -> bpy.types.Object:
    """A low table of surfboard shape, long side along X."""
    return _round_cornered("coffee_table", length, width, height, 2.5, wood, 0.030, 0.021, 0.045)


@maker("side_table")
def side_table(diameter: float = 0.45, height: float = 0.52, wood: str = "walnut") -> bpy.types.Object:
    """A small round table."""
    return _round_cornered("side_table", diameter, diameter, height, 2.0, wood, 0.024, 0.017, 0.0)


@maker("coffee_table")
def round_table(
    diameter: float = 0.80, height: float = 0.42, wood: str = "oak", top: Material | None = None, legs: int = 3
) -> bpy.types.Object:
    """A round table with a bevelled top on `legs` splayed, tapered legs."""
    plate = extrude(ellipse(diameter, diameter, 96), 0.026, 0.008, 4).moved(0, 0, height - 0.026)
    parts = [plate]
    for turn in 2 * np.pi * (np.arange(legs) + 0.25) / legs:
        way = np.array([np.cos(turn), np.sin(turn)])
        foot, head = way * diameter * 0.44, way * diameter * 0.30
        parts.append(
            sweep([(*foot, 0.0), (*head, height - 0.024)], ellipse(2, 2, 20), np.array([0.012, 0.021])).with_slot(1)
        )
    rail = tube(
        [(diameter * 0.33 * np.cos(a), diameter * 0.33 * np.sin(a), height - 0.075) for a in np.linspace(0, 6.2, 40)],
        0.008,
        8,
        closed=True,
    )
    finish = [top or materials.wood(wood, "X"), materials.wood(wood, "Z")]
    name = f"round-table-{round(100 * diameter)}-{round(100 * height)}-{legs}"
    return to_object(join([*parts, rail.with_slot(1)]).grounded(), "round_table", finish, name, 35)


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
    parts: Parts = _planks(half, deep, low, height, planks, wood)
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


def _planks(half: float, deep: float, low: float, high: float, count: int, wood: Material) -> Parts:
    step = 2 * deep / count
    return [
        Board((-half, -deep + k * step + 0.0012, low), (half, -deep + (k + 1) * step - 0.0012, high), wood, 0.004)
        for k in range(count)
    ]
