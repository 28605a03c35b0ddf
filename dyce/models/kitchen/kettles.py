"""Kettles."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import disc, ellipse, fillet, join, revolve, spline, sweep, to_object, tube
from dyce.models.kitchen.pans import lid_knob

__all__ = ["electric_kettle", "kettle"]


@maker("kettle")
def kettle(style: str = "steel", colour: Sequence[float] | None = None, diameter: float = 0.205) -> bpy.types.Object:
    """A stove-top kettle, spout towards -X: `style` "steel" or "enamel"."""
    r, h = diameter / 2, 0.135
    outer = fillet(
        [(0, 0), (0.92 * r, 0), (r, 0.012), (0.94 * r, 0.45 * h), (0.42 * r, h - 0.004), (0, h)],
        [0, 0.004, 0.014, 0.06, 0.02, 0],
        9,
    )
    lid = revolve(
        fillet(
            [(0, h - 0.012), (0.40 * r, h - 0.010), (0.41 * r, h - 0.004), (0.1 * r, h + 0.004), (0, h + 0.004)],
            [0, 0.001, 0.002, 0.01, 0],
            4,
        ),
        40,
    )
    parts = [revolve(outer, 60), lid, lid_knob(h + 0.004, 0.013).with_slot(1)]
    path = spline(
        [(-0.72 * r, 0, 0.42 * h), (-1.05 * r, 0, 0.55 * h), (-1.22 * r, 0, 0.80 * h), (-1.42 * r, 0, 0.98 * h)], 16
    )
    parts.append(tube(path, np.linspace(0.021, 0.0115, 16), 20))
    mouth = path[-1] + 0.4 * (path[-1] - path[-2])
    parts.append(tube([path[-1] - (0, 0, 0), mouth], 0.0098, 18).with_slot(1))
    t = np.linspace(np.radians(8), np.radians(172), 30)
    arch = np.column_stack([0.80 * r * np.cos(t), np.zeros(30), 0.62 * h + 1.10 * r * np.sin(t) ** 0.8])
    parts.append(sweep(arch, ellipse(0.006, 0.010, 10), 1.0, (0, 1, 0)).with_slot(2))
    middle = (t > np.radians(52)) & (t < np.radians(128))
    parts.append(tube(arch[middle], 0.0105, 16, rounded=True).with_slot(1))
    body = (
        materials.polished_steel(0.13)
        if style == "steel"
        else materials.painted_metal(tuple(colour or (0.50, 0.46, 0.36)), 0.15)
    )
    coats = [body, materials.plastic((0.015, 0.014, 0.013), 0.4), materials.polished_steel(0.12)]
    return to_object(join(parts).grounded(), "kettle", coats, f"kettle-{style}", 50)


@maker("kettle")
def electric_kettle(
    style: str = "steel", colour: Sequence[float] = (0.70, 0.66, 0.58), height: float = 0.235
) -> bpy.types.Object:
    """A cordless kettle on its base, spout towards -X, handle towards +X: `style` "steel" or "painted"."""
    h, r = height, 0.074
    base = disc(0.078, 0, 0.017, 0.006, 56).with_slot(1)
    outer = fillet(
        [
            (0, 0.020),
            (0.98 * r, 0.020),
            (r, 0.026),
            (0.86 * r, 0.70 * h),
            (0.74 * r, 0.94 * h),
            (0.70 * r, 0.955 * h),
            (0, 0.965 * h),
        ],
        [0, 0.003, 0.006, 0.15, 0.008, 0.004, 0],
        8,
    )
    body = revolve(outer, 60)
    x, y, z = body.vertices.T
    pull = (
        np.clip((z - 0.80 * h) / (0.15 * h), 0, 1) ** 1.5 * np.exp(-((np.arctan2(y, -x) / 0.40) ** 2)) * (z < 0.958 * h)
    )
    body = body.with_vertices(np.column_stack([x - 0.026 * pull, y * (1 - 0.15 * pull), z]))
    ring = disc(0.95 * r, 0.015, 0.022, 0.001, 48).with_slot(1)
    cap = disc(0.018, 0.96 * h, 0.985 * h, 0.004, 24).with_slot(1)
    top, low = 0.90 * h, 0.24 * h
    path = spline(
        [
            (0.66 * r, 0, top),
            (r, 0, 1.02 * top),
            (1.62 * r, 0, 0.97 * top),
            (1.72 * r, 0, 0.6 * h),
            (1.52 * r, 0, low),
            (0.97 * r, 0, low * 0.85),
        ],
        30,
    )
    handle = sweep(path, ellipse(0.024, 0.017, 16, 3), 1.0, (0, 1, 0)).with_slot(1)
    coats = [materials.brushed_steel("R") if style == "steel" else materials.painted_metal(tuple(colour), 0.3)]
    coats.append(materials.plastic((0.018, 0.018, 0.018), 0.35))
    return to_object(
        join([base, ring, body, cap, handle]).grounded(), "electric_kettle", coats, f"electric-kettle-{style}", 45
    )
