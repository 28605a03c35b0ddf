"""Refrigerators."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, box_between, disc, fillet, join, rounded_box, to_object, tube
from dyce.models.living.notes import pinned

__all__ = ["refrigerator", "retro_fridge"]


def _bail(x: float, y: float, low: float, high: float) -> Shape:
    """An upright handle 4 cm before the face at `y`."""
    path = fillet([(x, y, low), (x, y - 0.04, low), (x, y - 0.04, high), (x, y, high)], 0.018, 5)
    return tube(path, 0.009, 12)


@maker("refrigerator")
def refrigerator(
    colour: Sequence[float] = (0.42, 0.05, 0.03), height: float = 1.72, notes: int = 4, seed: int = 0, flank: int = 0
) -> bpy.types.Object:
    """A freestanding refrigerator with round edges, the freezer below; magnets hold `notes` sheets to its door, `flank`
    to its left side.
    """
    rng = np.random.default_rng(seed)
    half, split, face = 0.30, 0.62, -0.32
    parts = [
        box_between((-half, half), (-0.255, 0.32), (0.03, height), 0.022),
        box_between((-half, half), (face, -0.262), (0.07, split - 0.004), 0.026).with_slot(0),
        box_between((-half, half), (face, -0.262), (split + 0.004, height), 0.026),
        box_between((-half + 0.012, half - 0.012), (-0.264, -0.252), (0.08, height - 0.02), 0.004).with_slot(2),
        _bail(-half + 0.055, face + 0.002, split + 0.10, split + 0.50).with_slot(1),
        _bail(-half + 0.055, face + 0.002, split - 0.36, split - 0.08).with_slot(1),
    ]
    parts += [
        disc(0.02, 0.0, 0.034, 0.002, 16).moved(x, y, 0).with_slot(2) for x in (-0.24, 0.24) for y in (-0.2, 0.26)
    ]
    coats = [
        materials.painted_metal(tuple(colour), 0.18),
        materials.polished_steel(),
        materials.rubber((0.04, 0.04, 0.04)),
    ]
    for count, low, frame in ((notes, split + 0.40, "door"), (flank, split + 0.55, "flank")):
        spots = [
            (-0.07 + 0.24 * (k % 2) + rng.uniform(-0.02, 0.02), low + 0.25 * (k // 2) + rng.uniform(-0.04, 0.04))
            for k in range(count)
        ]
        if spots:
            sheets, papers = pinned(spots, len(coats), seed + (frame == "flank"))
            sheets = sheets.moved(0, face, 0) if frame == "door" else sheets.turned("z", -90).moved(-half, 0.02, 0)
            parts.append(sheets)
            coats += papers
    return to_object(
        join(parts).grounded(), "refrigerator", coats, f"refrigerator-{round(100 * height)}-{notes}-{flank}-{seed}", 40
    )


@maker("refrigerator")
def retro_fridge(
    colour: Sequence[float] = (0.62, 0.57, 0.45),
    height: float = 1.52,
    width: float = 0.60,
    notes: int = 0,
    seed: int = 0,
) -> bpy.types.Object:
    """A round-shouldered refrigerator with a small freezer door above and steel lever handles, on four feet.

    Magnets hold `notes` sheets to its doors.
    """
    depth, foot = 0.64, 0.045
    low, split = foot + 0.02, height * 0.71
    body = rounded_box(width, depth - 0.09, height - foot, 0.07, 6).moved(0, 0.045, foot)
    doors = [
        rounded_box(width - 0.006, 0.085, split - low - 0.004, 0.035, 5).moved(0, -depth / 2 + 0.043, low),
        rounded_box(width - 0.006, 0.085, height - split - 0.03, 0.05, 5).moved(0, -depth / 2 + 0.043, split + 0.004),
    ]
    seals = [
        rounded_box(width - 0.05, 0.02, z1 - z0 - 0.06, 0.006).moved(0, -depth / 2 + 0.092, z0 + 0.03).with_slot(1)
        for z0, z1 in ((low, split), (split, height - 0.03))
    ]
    handles = []
    for z, long_ in ((split - 0.30, 0.20), (split + 0.10, 0.14)):
        x, y = -width / 2 + 0.075, -depth / 2
        path = [
            (x, y + 0.002, z),
            (x, y - 0.035, z + 0.015),
            (x, y - 0.035, z + long_ - 0.015),
            (x, y + 0.002, z + long_),
        ]
        handles.append(tube(path, 0.010, 14).with_slot(2))
    feet = [
        rounded_box(0.05, 0.05, foot + 0.05, 0.01).moved(x, y, 0).with_slot(1)
        for x in (-width / 2 + 0.09, width / 2 - 0.09)
        for y in (-depth / 2 + 0.16, depth / 2 - 0.1)
    ]
    badge = rounded_box(0.11, 0.004, 0.016, 0.002).moved(0.14, -depth / 2 - 0.0015, split - 0.12).with_slot(2)
    coats = [materials.painted_metal(tuple(colour), 0.2), materials.rubber(), materials.polished_steel(0.15)]
    parts = [body, *doors, *seals, *handles, *feet, badge]
    if notes:
        spots = [(0.04, split - 0.24), (0.13, split - 0.50), (0.10, split + 0.16), (-0.06, split - 0.62)][:notes]
        sheets, papers = pinned(spots, len(coats), seed)
        parts.append(sheets.moved(0, -depth / 2 + 0.0005, 0))
        coats += papers
    return to_object(
        join(parts).grounded(),
        "fridge",
        coats,
        f"retro-fridge-{height:.2f}-{notes}-{seed}",
        35,
    )
