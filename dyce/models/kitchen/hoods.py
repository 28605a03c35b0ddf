"""Hoods over cookers."""

from math import radians, sin

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Board, Parts, built, grid, to_object
from dyce.models.materials import Material

__all__ = ["boxed_hood", "canopy_hood", "hood", "plaster_hood"]


@maker("range_hood")
def hood(width: float = 0.60, height: float = 0.75, steel: Material | None = None) -> bpy.types.Object:
    """A flat extractor hood with a square flue up to the ceiling, its back at the wall."""
    coat = steel or materials.brushed_steel("X")
    half, depth = width / 2, 0.46
    mesh = materials.painted_metal((0.25, 0.25, 0.25), 0.35)
    parts: Parts = [
        Board((-half, -depth / 2, 0), (half, depth / 2, 0.055), coat, 0.002),
        Board((-half + 0.03, -depth / 2 + 0.05, -0.003), (half - 0.03, depth / 2 - 0.03, 0.001), mesh, 0.0005),
        Board((-0.13, depth / 2 - 0.26, 0.055), (0.13, depth / 2, height), coat, 0.001),
    ]
    return built("hood", parts)


@maker("range_hood")
def canopy_hood(steel: Material, dark: Material, *, width: float = 0.9, rise: float = 1.3) -> bpy.types.Object:
    """A flat steel canopy with its duct up to the ceiling, `rise` metres tall in all; its back is at the wall."""
    half, depth = width / 2, 0.50
    back = depth / 2
    return built(
        "hood",
        [
            Board((-half, -back, 0), (half, back, 0.06), steel, 0.002),
            Board((-half + 0.03, -back + 0.03, -0.002), (half - 0.03, back - 0.03, 0.004), dark, 0.0005),
            Board((-0.16, back - 0.29, 0.06), (0.16, back, rise), steel, 0.002),
            *(
                Board((x, -back - 0.002, 0.022), (x + 0.014, -back + 0.002, 0.036), dark, 0.0008)
                for x in (0.20, 0.24, 0.28)
            ),
        ],
    )


@maker("range_hood")
def boxed_hood(width: float, depth: float, height: float, paint: Material, shelf: Material) -> bpy.types.Object:
    """A boxed-in hood: sloping painted sides over a thick shelf, its back at the wall, `height` up to the ceiling."""
    half, deep = width / 2, depth / 2
    rings = []
    for z, share in ((0.05, 1.0), (0.16, 1.0), (0.48, 0.62), (height, 0.62)):
        x, y = (half - 0.025) * share, deep - (depth - 0.03) * (share if share == 1 else 0.70)
        rings.append([(-x, y, z), (x, y, z), (x, deep, z), (-x, deep, z)])
    body = to_object(grid(np.array(rings, float), close_rows=True, cap=True), "canopy", [paint], "canopy", 20)
    mesh = materials.painted_metal((0.22, 0.22, 0.22), 0.35)
    ledge = built(
        "canopy ledge",
        [
            Board((-half, -deep, 0.0), (half, deep, 0.052), shelf, 0.004),
            Board((-half + 0.08, -deep + 0.07, -0.004), (half - 0.08, deep - 0.05, 0.001), mesh, 0.001),
        ],
    )
    ledge.parent = body
    return body


@maker("range_hood")
def plaster_hood(width: float, depth: float, height: float, plaster: Material, wood: Material) -> bpy.types.Object:
    """A chimney hood: sloping plastered sides (in courses) from a thick beam up to the flue; origin under the beam."""
    half, beam, steps = width / 2, 0.16, 14
    parts: Parts = [
        Board((-half, -depth / 2, 0), (half, -depth / 2 + 0.12, beam), wood, 0.008),
        *(Board((x, -depth / 2 + 0.12, 0.0), (x + 0.10, depth / 2, beam), wood, 0.008) for x in (-half, half - 0.10)),
    ]
    rise = min(0.55, height - beam - 0.05)
    for k in range(steps):
        share = sin(radians(90 * (k + 0.5) / steps))
        inset, front = share * (half - 0.24), -depth / 2 + 0.015 + share * (depth - 0.33)
        low = beam + rise * k / steps
        parts.append(
            Board(
                (-half + 0.015 + inset, front, low),
                (half - 0.015 - inset, depth / 2, low + rise / steps + 0.004),
                plaster,
                0.0,
            )
        )
    flue = half - 0.015 - (half - 0.24)
    parts.append(
        Board((-flue, -depth / 2 + 0.015 + depth - 0.33, beam + rise), (flue, depth / 2, height), plaster, 0.004)
    )
    return built("hood", parts)
