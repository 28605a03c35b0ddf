"""What stands on slender feet in a living room: round tables and a tripod lamp."""

from typing import TypeAlias

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .revolve import disc, revolve
from .shape import join, to_object
from .sweep import ellipse, extrude, sweep, tube

__all__ = ["round_table", "tripod_lamp"]

Material: TypeAlias = bpy.types.Material


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
    finish = [top or finishes.wood(wood, "X"), finishes.wood(wood, "Z")]
    name = f"round-table-{round(100 * diameter)}-{round(100 * height)}-{legs}"
    return to_object(join([*parts, rail.with_slot(1)]).grounded(), "round_table", finish, name, 35)


@maker("lamp")
def tripod_lamp(height: float = 1.52, wood: str = "oak", lit: bool = True) -> bpy.types.Object:
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
    bulb = np.vstack([[(0, bulb[0, 1])], bulb])
    lamp = revolve(bulb, 24).with_slot(3)
    glowing = finishes.glowing(strength=16.0) if lit else finishes.plastic((0.8, 0.8, 0.78), 0.15, 0.6)
    materials = [finishes.wood(wood, "Z"), finishes.brass(), finishes.lampshade(), glowing]
    made = join([*legs, hub, post, shade, *rims, *spokes, lamp])
    return to_object(made.grounded(), "tripod_lamp", materials, f"tripod-lamp-{round(100 * height)}-{wood}", 45)
