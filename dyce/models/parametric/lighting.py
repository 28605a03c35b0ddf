"""Standing lamps: a tripod with a drum shade, a jointed desk lamp. They glow when lit, but hold no light object."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .curves import spline
from .revolve import disc, revolve
from .shape import Shape, join, to_object
from .sweep import tube

__all__ = ["desk_lamp", "standing_lamp"]

BLACK = (0.014, 0.014, 0.015)


def _glowing(lit: bool) -> bpy.types.Material:
    return finishes.glowing(strength=18.0) if lit else finishes.plastic((0.8, 0.8, 0.78), 0.15, 0.6)


def _bulb(radius: float, z: float) -> Shape:
    t = np.radians(np.linspace(-90, 62, 18))
    ball = np.column_stack([radius * np.cos(t), z + radius * np.sin(t)])
    ball[0, 0] = 0
    neck = [(0.45 * radius, z + 1.3 * radius), (0, z + 1.3 * radius)]
    return revolve(np.vstack([ball, neck]), 26)


@maker("lamp")
def standing_lamp(
    style: str = "tripod", wood: str = "walnut", height: float = 1.52, shade: float = 0.42, lit: bool = True
) -> bpy.types.Object:
    """A standing lamp with a linen drum shade `shade` across: `style` "tripod" (wooden legs) or "stem" (brass on a disc)."""
    low, r = height - 0.28, shade / 2
    hub = low + 0.02
    if style == "tripod":
        legs = [
            tube(
                [(0.035 * np.cos(a), 0.035 * np.sin(a), hub), (0.27 * np.cos(a), 0.27 * np.sin(a), 0.006)],
                np.array([0.014, 0.010]),
                16,
                rounded=True,
            )
            for a in np.radians([90, 210, 330])
        ]
        foot = [*legs, disc(0.05, hub - 0.02, hub + 0.012, 0.004, 36).with_slot(1)]
    else:
        foot = [disc(0.14, 0, 0.018, 0.005, 56).with_slot(1), disc(0.011, 0.016, hub, 0.001, 20).with_slot(1)]
    post = disc(0.007, hub, height - 0.02, 0.001, 16).with_slot(1)
    wall = revolve([(r, low), (r * 0.92, height), (r * 0.92 - 0.0016, height), (r - 0.0016, low)], 64, closed=True)
    turn = np.linspace(0, 2 * np.pi, 56, endpoint=False)
    rings = [
        tube(np.column_stack([a * np.cos(turn), a * np.sin(turn), np.full(56, z)]), 0.0024, 8, closed=True)
        for a, z in ((r - 0.0008, low), (0.92 * r - 0.0008, height))
    ]
    spokes = [
        tube([(0, 0, height - 0.03), (0.925 * r * np.cos(a), 0.925 * r * np.sin(a), height - 0.006)], 0.0018, 6)
        for a in (0.4, 2.5, 4.6)
    ]
    parts = [*foot, post, *(part.with_slot(2) for part in (wall, *rings)), *(part.with_slot(1) for part in spokes)]
    parts.append(_bulb(0.032, low + 0.11).moved(0.0, 0.0, 0.0).with_slot(3))
    materials = [finishes.wood(wood, "Z"), finishes.brass(), finishes.lampshade(), _glowing(lit)]
    return to_object(join(parts).grounded(), "standing_lamp", materials, f"standing-lamp-{style}-{height:.2f}", 45)


@maker("lamp")
def desk_lamp(colour: Sequence[float] = BLACK, lit: bool = True) -> bpy.types.Object:
    """A lamp of two arms on a round foot; its head looks down towards -Y."""
    elbow, wrist = (0.0, 0.13, 0.30), (0.0, -0.08, 0.46)
    parts = [
        disc(0.085, 0, 0.016, 0.005, 48),
        tube([(0, 0.03, 0.014), elbow], 0.0065, 12).with_slot(1),
        tube([elbow, wrist], 0.0065, 12).with_slot(1),
        tube([(-0.014, *elbow[1:]), (0.014, *elbow[1:])], 0.012, 20).with_slot(1),
        tube([(-0.014, *wrist[1:]), (0.014, *wrist[1:])], 0.011, 20).with_slot(1),
        disc(0.018, 0.014, 0.03, 0.003, 24).moved(0, 0.03, 0).with_slot(1),
    ]
    outer = spline([(0.085, 0.0), (0.075, 0.045), (0.036, 0.09), (0.022, 0.10)], 18)
    inner = outer - (0.0018, 0.0012)
    shell = revolve(np.vstack([outer, [(0.0, 0.10)], [(0.0, 0.098)], inner[::-1]]), 48, closed=True)
    inward = np.arange(len(shell.faces)) // 48 >= len(outer) + 1
    head = [shell.with_slot(np.where(inward, 2, 0)), _bulb(0.026, 0.045).with_slot(3)]
    parts += [part.moved(0, 0, -0.10).turned("x", -22).moved(*wrist) for part in head]
    materials = [
        finishes.painted_metal(tuple(colour), 0.35),
        finishes.brushed_steel("Z"),
        finishes.painted_metal((0.78, 0.76, 0.70), 0.4),
        _glowing(lit),
    ]
    return to_object(join(parts).grounded(), "desk_lamp", materials, "desk-lamp", 45)
