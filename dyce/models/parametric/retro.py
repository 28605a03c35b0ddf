"""Large kitchen appliances with rounded bodies."""

from collections.abc import Sequence

import bpy

from dyce.models.catalogue import maker

from .. import finishes
from .notes import pinned
from .shape import join, to_object
from .sweep import rounded_box, tube

__all__ = ["retro_fridge"]


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
    materials = [finishes.painted_metal(tuple(colour), 0.2), finishes.rubber(), finishes.polished_steel(0.15)]
    parts = [body, *doors, *seals, *handles, *feet, badge]
    if notes:
        spots = [(0.04, split - 0.24), (0.13, split - 0.50), (0.10, split + 0.16), (-0.06, split - 0.62)][:notes]
        sheets, papers = pinned(spots, len(materials), seed)
        parts.append(sheets.moved(0, -depth / 2 + 0.0005, 0))
        materials += papers
    return to_object(
        join(parts).grounded(),
        "fridge",
        materials,
        f"retro-fridge-{height:.2f}-{notes}-{seed}",
        35,
    )
