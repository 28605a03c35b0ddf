"""Instruments."""

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .curves import spline
from .revolve import disc
from .shape import join, to_object
from .sweep import extrude, rounded_box, tube

__all__ = ["guitar"]


@maker("guitar")
def guitar(top: tuple[float, float, float] = (0.50, 0.27, 0.10), height: float = 1.02) -> bpy.types.Object:
    """An acoustic guitar standing upright on its lower bout, strings to -Y."""
    waist = [(0.0, 0.0), (0.12, 0.015), (0.19, 0.11), (0.165, 0.21), (0.122, 0.285), (0.132, 0.36), (0.138, 0.40)]
    waist += [(0.11, 0.465), (0.05, 0.485), (0.0, 0.487)]
    right = spline(waist, 60)
    outline = np.vstack([right, (right * (-1, 1))[-2:0:-1]])
    body = extrude(outline, 0.098, 0.003, 2).turned("x", 90).moved(0, 0.049, 0)
    face = extrude(outline * 0.985 + (0, 0.0036), 0.0012, 0.0003, 1).turned("x", 90).moved(0, -0.0485, 0).with_slot(1)
    front = -0.0497
    ring = [
        disc(r, 0, 0.0006, 0.0001, 48).turned("x", 90).moved(0, front - y, 0.335)
        for r, y in ((0.058, 0), (0.050, 0.0004))
    ]
    neck = rounded_box(0.050, 0.022, 0.34, 0.006).moved(0, front + 0.006, 0.45)
    board = rounded_box(0.054, 0.006, 0.40, 0.001).moved(0, front - 0.005, 0.395)
    head = rounded_box(0.072, 0.016, 0.17, 0.006).turned("x", -12).moved(0, front + 0.014, 0.785)
    bridge = rounded_box(0.15, 0.010, 0.026, 0.003).moved(0, front - 0.005, 0.13)
    saddle = rounded_box(0.075, 0.005, 0.004, 0.001).moved(0, front - 0.0115, 0.145)
    frets = [
        rounded_box(0.053, 0.0012, 0.0016, 0.0003, 1).moved(0, front - 0.0086, 0.145 + 0.648 * 0.5 ** (k / 12))
        for k in range(1, 15)
    ]
    strings, pegs = [], []
    for k in range(6):
        x = (k - 2.5) * 0.0085
        path = [(x * 1.15, front - 0.014, 0.145), (x, front - 0.0125, 0.785), (x * 1.6, front - 0.002, 0.86)]
        strings.append(tube(path, 0.0006 + 0.00008 * (5 - k), 6))
        side, step = (-1 if k < 3 else 1), (k % 3 if k < 3 else 2 - k % 3)
        at = (side * 0.036, front + 0.022, 0.83 + 0.045 * step)
        pegs.append(tube([at, (at[0] + side * 0.022, *at[1:])], 0.004, 10))
        pegs.append(join([rounded_box(0.012, 0.008, 0.018, 0.003)]).moved(at[0] + side * 0.026, at[1], at[2] - 0.009))
    parts = [body.with_slot(0), face, ring[0].with_slot(3), ring[1].with_slot(4), neck.with_slot(0), board.with_slot(3)]
    parts += [head.with_slot(0), bridge.with_slot(3), saddle.with_slot(5)]
    parts += [part.with_slot(5) for part in (*frets, *strings, *pegs)]
    materials = [
        finishes.wood("walnut", "Z"),
        finishes.painted_metal(top, 0.22),
        finishes.rubber(),
        finishes.wood("ebonised", "Z"),
        finishes.rubber((0.006, 0.005, 0.004)),
        finishes.polished_steel(0.15),
    ]
    scaled = join(parts).grounded()
    scaled = scaled.scaled(height / float(np.ptp(scaled.vertices[:, 2])))
    return to_object(scaled, "guitar", materials, f"guitar-{height:.2f}", 35)
