"""Plain furniture of rooms to sit in: tables on slender legs, low sideboards, floor lamps, a television."""

from collections.abc import Sequence

import bpy
import numpy as np

from .. import finishes, joinery
from .curves import fillet
from .revolve import disc, revolve
from .shape import join, to_object
from .sweep import ellipse, extrude, rounded_box, sweep, tube

__all__ = ["floor_lamp", "low_board", "round_table", "television"]

Material = bpy.types.Material


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
    finish = [top or finishes.wood(wood, "X"), finishes.wood(wood, "Z")]
    name = f"round-table-{round(100 * diameter)}-{round(100 * height)}-{legs}"
    return to_object(join([*parts, rail.with_slot(1)]).grounded(), "round_table", finish, name, 35)


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
    board = joinery.Board
    parts: list[joinery.Board | joinery.Bar] = [
        board((-half, face, height - thick), (half, depth / 2, height), case, 0.003),
        board((-half, face, lift), (half, depth / 2, lift + thick), case, 0.003),
        board((-half, face, lift + thick), (-half + thick, depth / 2, height - thick), case),
        board((half - thick, face, lift + thick), (half, depth / 2, height - thick), case),
        board((-half + thick, depth / 2 - 0.01, lift + thick), (half - thick, depth / 2, height - thick), case),
    ]
    bay = (width - 2 * thick) / len(fronts)
    low, high = lift + thick + 0.003, height - thick - 0.003
    for k, kind in enumerate(fronts):
        x0, x1 = -half + thick + k * bay, -half + thick + (k + 1) * bay
        if k:
            parts.append(board((x0 - 0.009, face + 0.022, low), (x0 + 0.009, depth / 2 - 0.01, high), case))
        if kind == "open":
            middle = (low + high) / 2
            parts.append(board((x0, face + 0.03, middle - 0.009), (x1, depth / 2 - 0.01, middle + 0.009), case))
            continue
        rows = [(low, high)] if kind == "door" else [(low, (low + high) / 2), ((low + high) / 2, high)]
        for z0, z1 in rows:
            parts.append(
                board((x0 + 0.002, face + 0.002, z0 + 0.0015), (x1 - 0.002, face + 0.02, z1 - 0.0015), front, 0.002)
            )
            at = (x1 - 0.04, (z0 + z1) / 2) if kind == "door" else ((x0 + x1) / 2, (z0 + z1) / 2)
            parts.append(
                joinery.Bar([(at[0], face + 0.004, at[1]), (at[0], face - 0.02, at[1])], (0.007, 0.012), legs, 20)
            )
    for x in (-half + 0.10, half - 0.10):
        for y in (face + 0.07, depth / 2 - 0.06):
            foot = (x + 0.03 * (1 if x > 0 else -1), y)
            parts.append(joinery.Bar([(*foot, 0), (x, y, lift + 0.004)], (0.012, 0.019), legs, 16))
    return joinery.built("low_board", parts)


def floor_lamp(height: float = 1.52, wood: str = "oak", lit: bool = True) -> bpy.types.Object:
    """A drum shade of linen on a wooden tripod; a glowing bulb when `lit`, but no light object."""
    joint, low = 0.80 * height, 0.79 * height
    legs = []
    for turn in 2 * np.pi * (np.arange(3) + 0.25) / 3:
        way = np.array([np.cos(turn), np.sin(turn)])
        legs.append(sweep([(*(0.27 * way), 0.0), (*(0.018 * way), joint)], ellipse(2, 2, 16), np.array([0.010, 0.014])))
    hub = disc(0.036, joint - 0.05, joint - 0.015, 0.004, 32).with_slot(1)
    post = disc(0.006, joint - 0.02, height - 0.06, 0.001, 12).with_slot(1)
    wide, narrow = 0.225, 0.195
    shade = revolve(
        [(wide, low), (narrow, height), (narrow - 0.0015, height), (wide - 0.0015, low)], 72, closed=True
    ).with_slot(2)
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    rims = [
        tube(np.column_stack([r * np.cos(turn), r * np.sin(turn), np.full(60, z)]), 0.0026, 8, closed=True).with_slot(2)
        for r, z in ((wide - 0.0008, low), (narrow - 0.0008, height))
    ]
    spokes = [
        tube([(0, 0, height - 0.07), (narrow * np.cos(a), narrow * np.sin(a), height - 0.01)], 0.0016, 6).with_slot(1)
        for a in (0.4, 2.5, 4.6)
    ]
    t = np.radians(np.linspace(-70, 90, 18))
    bulb = np.column_stack([0.032 * np.cos(t), low + 0.14 + 0.032 * np.sin(t)])
    bulb[-1, 0] = 0
    lamp = revolve(bulb, 24).with_slot(3)
    glowing = finishes.glowing(strength=16.0) if lit else finishes.plastic((0.8, 0.8, 0.78), 0.15, 0.6)
    materials = [finishes.wood(wood, "Z"), finishes.brass(), finishes.lampshade(), glowing]
    made = join([*legs, hub, post, shade, *rims, *spokes, lamp])
    return to_object(made.grounded(), "floor_lamp", materials, f"floor-lamp-{round(100 * height)}-{wood}", 45)


def television(width: float = 1.10) -> bpy.types.Object:
    """A flat television that is off, on two splayed feet."""
    high, lift = width * 0.575, 0.055
    body = rounded_box(width, 0.028, high, 0.004).moved(0, 0.0, lift)
    bulge = rounded_box(width * 0.7, 0.04, high * 0.55, 0.012).moved(0, 0.025, lift + 0.03)
    screen = rounded_box(width - 0.016, 0.003, high - 0.022, 0.001).moved(0, -0.0142, lift + 0.014).with_slot(1)
    feet = []
    for x in (-0.36 * width, 0.36 * width):
        path = fillet([(x, -0.12, 0.006), (x, -0.01, lift + 0.008), (x, 0.01, lift + 0.008), (x, 0.11, 0.006)], 0.02, 4)
        feet.append(sweep(path, ellipse(0.022, 0.010, 12, 4), side=(1, 0, 0)))
    materials = [finishes.plastic((0.02, 0.02, 0.021), 0.4), finishes.mirror_black()]
    made = join([body, bulge, screen, *feet]).grounded()
    return to_object(made, "television", materials, f"television-{round(100 * width)}", 40)
