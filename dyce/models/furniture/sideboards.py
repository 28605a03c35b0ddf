"""Sideboards."""

from collections.abc import Sequence

import bpy

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.furniture.legs import four_legs
from dyce.models.geometry.boards import Bar, Board, Parts, built
from dyce.models.geometry.revolve import revolve
from dyce.models.geometry.shape import Shape, join, to_object
from dyce.models.geometry.sweep import ellipse, extrude, rounded_box
from dyce.models.materials import Material

__all__ = ["country_sideboard", "low_board", "sideboard"]


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
    parts = [leg.with_slot(1) for leg in four_legs(half - 0.14, depth / 2 - 0.07, low + 0.01, 0.035, 0.023)]
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
    coats = [materials.wood(wood, "X"), materials.wood(wood, "Z"), materials.wood("ebonised", "X"), materials.brass()]
    made = join([*parts, inside]).grounded()
    return to_object(made, "sideboard", coats, f"sideboard-{width:.2f}-{'-'.join(bays)}-{wood}", 40)


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


@maker("sideboard")
def country_sideboard(
    width: float, wood: Material, front: Material, knob: Material, *, depth: float = 0.42, height: float = 0.84
) -> bpy.types.Object:
    """A wooden case on turned legs: a row of three drawers over three doors in another colour."""
    half, deep, low, thick = width / 2, depth / 2, 0.15, 0.024
    parts: Parts = [
        Board((-half - 0.012, -deep - 0.012, height - thick), (half + 0.012, deep, height), wood, 0.004),
        Board((-half, -deep, low), (-half + thick, deep, height - thick), wood),
        Board((half - thick, -deep, low), (half, deep, height - thick), wood),
        Board((-half + thick, -deep, low), (half - thick, deep, low + thick), wood),
        Board((-half + thick, -deep + 0.022, low + thick), (half - thick, deep, height - thick - 0.001), wood, 0.0005),
    ]
    step = (2 * half - 2 * thick) / 3
    split = height - thick - 0.17
    for k in range(3):
        x0, x1 = -half + thick + k * step + 0.0015, -half + thick + (k + 1) * step - 0.0015
        middle = (x0 + x1) / 2
        grip = x0 + 0.04 if k == 2 else x1 - 0.04
        for z0, z1, at in (
            (split + 0.002, height - thick - 0.002, (middle, split + 0.085)),
            (low + thick + 0.002, split - 0.002, (grip, split - 0.09)),
        ):
            parts.append(Board((x0, -deep, z0), (x1, -deep + 0.02, z1), front, 0.002))
            x, z = at
            parts.append(Bar([(x, -deep + 0.002, z), (x, -deep - 0.014, z)], (0.007, 0.005), knob, 14))
            parts.append(
                Bar([(x, -deep - 0.012, z), (x, -deep - 0.020, z), (x, -deep - 0.025, z)], (0.015, 0.009), knob, 20)
            )
    for x in (-half + 0.05, half - 0.05):
        for y in (-deep + 0.05, deep - 0.05):
            parts.append(Bar([(x, y, 0), (x, y, low + 0.002)], (0.013, 0.021), wood, 18))
    return built("sideboard", parts)


@maker("sideboard")
def low_board(
    width: float,
    fronts: Sequence[str],
    case: Material,
    front: Material,
    legs: Material,
    *,
    depth: float = 0.40,
    height: float = 0.48,
    lift: float = 0.15,
) -> bpy.types.Object:
    """A sideboard on legs; `fronts` from left to right: "door", "drawers" (two), or "open" (with a shelf)."""
    half, face, thick = width / 2, -depth / 2, 0.022
    parts: Parts = [
        Board((-half, face, height - thick), (half, depth / 2, height), case, 0.003),
        Board((-half, face, lift), (half, depth / 2, lift + thick), case, 0.003),
        Board((-half, face, lift + thick), (-half + thick, depth / 2, height - thick), case),
        Board((half - thick, face, lift + thick), (half, depth / 2, height - thick), case),
        Board((-half + thick, depth / 2 - 0.01, lift + thick), (half - thick, depth / 2, height - thick), case),
    ]
    bay = (width - 2 * thick) / len(fronts)
    low, high = lift + thick + 0.003, height - thick - 0.003
    for k, kind in enumerate(fronts):
        x0, x1 = -half + thick + k * bay, -half + thick + (k + 1) * bay
        if k:
            parts.append(Board((x0 - 0.009, face + 0.022, low), (x0 + 0.009, depth / 2 - 0.01, high), case))
        if kind == "open":
            middle = (low + high) / 2
            parts.append(Board((x0, face + 0.03, middle - 0.009), (x1, depth / 2 - 0.01, middle + 0.009), case))
            continue
        rows = [(low, high)] if kind == "door" else [(low, (low + high) / 2), ((low + high) / 2, high)]
        for z0, z1 in rows:
            parts.append(
                Board((x0 + 0.002, face + 0.002, z0 + 0.0015), (x1 - 0.002, face + 0.02, z1 - 0.0015), front, 0.002)
            )
            at = (x1 - 0.04, (z0 + z1) / 2) if kind == "door" else ((x0 + x1) / 2, (z0 + z1) / 2)
            parts.append(Bar([(at[0], face + 0.004, at[1]), (at[0], face - 0.02, at[1])], (0.007, 0.012), legs, 20))
    for x in (-half + 0.10, half - 0.10):
        for y in (face + 0.07, depth / 2 - 0.06):
            foot = (x + 0.03 * (1 if x > 0 else -1), y)
            parts.append(Bar([(*foot, 0), (x, y, lift + 0.004)], (0.012, 0.019), legs, 16))
    return built("low_board", parts)
