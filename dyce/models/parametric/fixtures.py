"""Lamps that are fixed to walls and ceilings: a bracket with a small shade, a drum of linen under a ceiling."""

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .curves import fillet, spline
from .revolve import disc, revolve
from .shape import Shape, join, to_object
from .sweep import tube

__all__ = ["drum_pendant", "wall_lamp"]


def _drum(low: float, high: float, wide: float, narrow: float) -> Shape:
    """A shade open above and below, its rims bound."""
    wall = revolve([(wide, low), (narrow, high), (narrow - 0.0015, high), (wide - 0.0015, low)], 64, closed=True)
    turn = np.linspace(0, 2 * np.pi, 56, endpoint=False)
    rims = [
        tube(np.column_stack([r * np.cos(turn), r * np.sin(turn), np.full(56, z)]), 0.0022, 8, closed=True)
        for r, z in ((wide - 0.0008, low), (narrow - 0.0008, high))
    ]
    return join([wall, *rims])


@maker("lamp")
def wall_lamp(reach: float = 0.15, shade: float = 0.15, lit: bool = True) -> bpy.types.Object:
    """A brass bracket on a round plate, its back at y = 0, with a linen shade `shade` across; no light object."""
    r, stem = shade / 2, 0.10
    plate = revolve(fillet([(0, 0), (0.045, 0), (0.045, 0.006), (0.030, 0.014), (0, 0.014)], 0.003, 3), 40)
    arm = spline([(0, -0.012, 0.0), (0, -0.06, -0.030), (0, -0.85 * reach, -0.022), (0, -reach, 0.03)], 20)
    parts = [plate.turned("x", 90), tube(arm, 0.0055, 12), disc(0.019, 0.026, 0.032, 0.002, 28).moved(0, -reach, 0)]
    parts.append(disc(0.0105, 0.030, stem, 0.001, 20).moved(0, -reach, 0).with_slot(1))
    t = np.radians(np.linspace(-70, 90, 16))
    flame = np.column_stack([0.016 * np.cos(t), stem + 0.018 + 0.026 * np.sin(t)])
    flame[-1, 0] = 0
    parts.append(revolve(np.vstack([[(0, flame[0, 1])], flame]), 20).moved(0, -reach, 0).with_slot(3))
    parts.append(_drum(0.075, 0.075 + 0.82 * shade, r, 0.62 * r).moved(0, -reach, 0).with_slot(2))
    parts += [
        tube([(0, 0, 0.078), (0.985 * r * np.cos(a), 0.985 * r * np.sin(a), 0.082)], 0.0012, 6).moved(0, -reach, 0)
        for a in (0.4, 2.5, 4.6)
    ]
    materials = [
        finishes.brass(),
        finishes.wax((0.74, 0.70, 0.60)),
        finishes.lampshade(),
        finishes.glowing(strength=14.0) if lit else finishes.plastic((0.8, 0.8, 0.78), 0.15, 0.6),
    ]
    return to_object(join(parts).grounded(), "wall_lamp", materials, f"wall-lamp-{round(100 * shade)}", 45)


@maker("pendant_lamp")
def drum_pendant(
    diameter: float = 0.46, height: float = 0.22, cord: float = 0.45, lit: bool = True
) -> bpy.types.Object:
    """A hanging drum of linen closed below by a diffuser, its rim at z = 0, the ceiling rose on top; no light object."""
    r, top = diameter / 2, height + cord
    turn = np.radians([30, 150, 270])
    spokes = [tube([(0, 0, height - 0.012), (r * np.cos(a), r * np.sin(a), height - 0.004)], 0.0016, 6) for a in turn]
    rose = revolve(
        fillet(
            [(0, top - 0.03), (0.012, top - 0.03), (0.05, top - 0.004), (0.05, top), (0, top)],
            [0, 0.004, 0.01, 0.001, 0],
            4,
        ),
        40,
    )
    hub = disc(0.021, height - 0.05, height + 0.02, 0.004, 28)
    parts = [
        _drum(0.0, height, r, r),
        disc(r - 0.004, 0.012, 0.015, 0.0008, 64).with_slot(1),
        *(part.with_slot(2) for part in (*spokes, rose, hub)),
        tube([(0, 0, height + 0.015), (0, 0, top - 0.02)], 0.0028, 8).with_slot(3),
    ]
    materials = [
        finishes.lampshade(),
        finishes.opal(0.45 if lit else 0.0),
        finishes.brass(),
        finishes.cotton((0.03, 0.03, 0.03)),
    ]
    return to_object(join(parts).grounded(), "drum_pendant", materials, f"drum-pendant-{round(100 * diameter)}", 45)
