"""Drinking glasses."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, fillet, join, radius_at, resample, revolve, spline, to_object, vessel

__all__ = ["tumbler", "wine_glass"]


@maker("glass", style=("straight", "tapered", "facet"), filling=("water", "juice"))
def tumbler(
    style: str = "straight",
    diameter: float = 0.074,
    height: float = 0.105,
    filling: str | None = None,
    tint: Sequence[float] = (0.985, 0.995, 0.99),
) -> bpy.types.Object:
    """A drinking glass: `style` "straight", "tapered" or "facet"; `filling` None, "water" or "juice"."""
    r = diameter / 2
    control = {
        "straight": [(0.93, 0), (0.97, 0.03), (1.0, 0.5), (1.0, 1.0)],
        "tapered": [(0.70, 0), (0.74, 0.03), (0.86, 0.5), (1.0, 1.0)],
        "facet": [(0.76, 0), (0.80, 0.03), (0.93, 0.55), (0.99, 0.62), (1.0, 1.0)],
    }[style]
    outer = fillet([(a * r, b * height) for a, b in control], [0, 0.004, 0.06, 0.01, 0][: len(control)], 4)
    outer = resample(outer, 16)
    shape = revolve(vessel(outer, 0.0019, 0.010, 0.0012, 0.006), 60)
    if style == "facet":
        shape = _facetted(shape, 10, 0.6 * height, 0.0008)
    parts, coats = [shape], [materials.clear_glass(tuple(tint))]
    if filling is not None:
        parts.append(_fill(outer, 0.0019, 0.010, 0.70 * height).with_slot(1))
        colours = {"water": (0.97, 0.99, 1.0), "juice": (0.95, 0.42, 0.03)}
        coats.append(
            materials.liquid(colours[filling]) if filling == "water" else materials.plastic(colours[filling], 0.1, 0.6)
        )
    return to_object(join(parts).grounded(), "glass", coats, f"tumbler-{style}", 50)


def _facetted(shape: Shape, count: int, below: float, depth: float) -> Shape:
    """Panels pressed into the outside up to a height."""
    x, y, z = shape.vertices.T
    turn = np.arctan2(y, x) * count / (2 * np.pi)
    panel = np.cos((turn - np.round(turn)) * 2 * np.pi / count) ** -1
    flat = np.clip((below - z) / 0.006, 0, 1) * (z > 0.004)
    radius = np.hypot(x, y)
    outermost = radius > np.interp(z, [0, below], [0.72, 0.85]) * radius.max()
    squeeze = 1 - flat * outermost * (1 - panel * np.cos(np.pi / count)) * 0.9
    vertices = np.column_stack([x * squeeze, y * squeeze, z])
    return shape.with_vertices(vertices)


def _fill(outer: np.ndarray, wall: float, base: float, level: float, overlap: float = 0.0002) -> Shape:
    """The contents of a vessel, reaching slightly into its wall so that no air film shows."""
    z = np.linspace(base, level, 8)
    side = ((radius_at(outer, h) - wall + overlap, h) for h in z)
    rows: list[tuple[float, float]] = [(0, base - overlap), *side, (0, level)]
    rows[1] = (rows[1][0] - 0.003, base - overlap)
    return revolve(rows, 48)


@maker("wine_glass", style=("red", "white", "flute"))
def wine_glass(
    style: str = "red", height: float = 0.215, diameter: float = 0.088, filling: float = 0.0
) -> bpy.types.Object:
    """A stemmed glass: `style` "red", "white" or "flute"; `filling` 0..1 of red or white wine."""
    widths = {"red": (1.0, 0.80), "white": (0.86, 0.72), "flute": (0.62, 0.54)}
    belly, mouth = (k * diameter / 2 for k in widths[style])
    stem = (0.40 if style != "flute" else 0.34) * height
    foot = 0.43 * diameter if style != "flute" else 0.36 * diameter
    lower = fillet(
        [(foot, 0.0), (foot, 0.0012), (0.010, 0.0065), (0.0036, 0.02), (0.0034, stem - 0.012)],
        [0, 0.0008, 0.03, 0.02, 0],
        5,
    )
    cup = spline(
        [
            (0.0034, stem - 0.012),
            (0.006, stem - 0.003),
            (0.5 * belly, stem + 0.010),
            (0.92 * belly, stem + 0.24 * (height - stem)),
            (belly, stem + 0.42 * (height - stem)),
            (0.93 * belly, stem + 0.72 * (height - stem)),
            (mouth, height),
        ],
        26,
    )
    wall = 0.0011
    inner = np.column_stack([cup[:, 0] - wall, cup[:, 1] + 0.0004])[::-1]
    inner = inner[inner[:, 0] > 0.004]
    profile = np.vstack(
        [
            [(0, 0.0012), (foot * 0.9, 0.0)],
            lower,
            cup[1:],
            [(mouth - wall / 2, height + 0.0004)],
            inner[1:],
            [(0, stem + 0.004)],
        ]
    )
    parts, coats = [revolve(profile, 56)], [materials.clear_glass()]
    if filling > 0:
        level = stem + 0.006 + filling * (height - stem) * 0.8
        rows = inner[::-1][inner[::-1][:, 1] < level] + (0.0002, 0)
        edge = (float(np.interp(level, inner[::-1, 1], inner[::-1, 0])) + 0.0002, level)
        parts.append(revolve(np.vstack([[(0, stem + 0.0038)], rows, [edge], [(0, level)]]), 48).with_slot(1))
        wine = (0.16, 0.004, 0.012) if style == "red" else (0.93, 0.82, 0.42)
        coats.append(materials.liquid(wine))
    return to_object(join(parts).grounded(), "wine_glass", coats, f"wine-glass-{style}", 60)
