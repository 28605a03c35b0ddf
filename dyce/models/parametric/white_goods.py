"""Large appliances that stand by themselves: a rounded refrigerator, a washing machine."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .curves import fillet
from .notes import pinned
from .revolve import disc, revolve
from .shape import Shape, join, to_object
from .sweep import rounded_box, tube

__all__ = ["refrigerator", "washing_machine"]


def _slab(x: Sequence[float], y: Sequence[float], z: Sequence[float], radius: float) -> Shape:
    """A rounded box between (low, high) on each axis."""
    box = rounded_box(x[1] - x[0], y[1] - y[0], z[1] - z[0], radius, 4)
    return box.moved((x[0] + x[1]) / 2, (y[0] + y[1]) / 2, z[0])


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
        _slab((-half, half), (-0.255, 0.32), (0.03, height), 0.022),
        _slab((-half, half), (face, -0.262), (0.07, split - 0.004), 0.026).with_slot(0),
        _slab((-half, half), (face, -0.262), (split + 0.004, height), 0.026),
        _slab((-half + 0.012, half - 0.012), (-0.264, -0.252), (0.08, height - 0.02), 0.004).with_slot(2),
        _bail(-half + 0.055, face + 0.002, split + 0.10, split + 0.50).with_slot(1),
        _bail(-half + 0.055, face + 0.002, split - 0.36, split - 0.08).with_slot(1),
    ]
    parts += [
        disc(0.02, 0.0, 0.034, 0.002, 16).moved(x, y, 0).with_slot(2) for x in (-0.24, 0.24) for y in (-0.2, 0.26)
    ]
    coats = [
        finishes.painted_metal(tuple(colour), 0.18),
        finishes.polished_steel(),
        finishes.rubber((0.04, 0.04, 0.04)),
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


@maker("washing_machine")
def washing_machine(width: float = 0.596, depth: float = 0.55, height: float = 0.845) -> bpy.types.Object:
    """A front loader, its round glass door closed."""
    half, face = width / 2, -depth / 2
    middle, band = 0.41, height - 0.125
    ring = revolve(
        [(0.118, 0.0), (0.172, 0.0), (0.172, 0.012), (0.160, 0.028), (0.138, 0.032), (0.120, 0.022)], 72, closed=True
    )
    pane = revolve([(0.0, -0.004), (0.122, -0.004), (0.122, 0.018), (0.115, 0.020), (0.075, 0.006), (0.0, 0.0)], 60)
    knob = revolve([(0.0, 0.0), (0.026, 0.0), (0.026, 0.004), (0.022, 0.024), (0.019, 0.026), (0.0, 0.026)], 40)
    parts = [
        _slab((-half, half), (face + 0.02, depth / 2), (0.012, height), 0.006),
        _slab((-half + 0.002, half - 0.002), (face, face + 0.03), (0.10, band - 0.002), 0.008),
        _slab((-half + 0.002, half - 0.002), (face, face + 0.03), (band, height - 0.022), 0.006),
        _slab((-half + 0.02, half - 0.02), (face + 0.004, face + 0.03), (0.018, 0.096), 0.003),
        ring.turned("x", 90).moved(0, face, middle).with_slot(1),
        pane.turned("x", 90).moved(0, face - 0.002, middle).with_slot(2),
        knob.turned("x", 90).moved(0.02, face, band + 0.05).with_slot(1),
        _slab((0.09, 0.22), (face - 0.001, face + 0.01), (band + 0.026, band + 0.074), 0.001).with_slot(2),
        _slab((-half + 0.03, -0.09), (face - 0.004, face + 0.02), (band + 0.014, band + 0.084), 0.003),
        _slab((0.146, 0.172), (face - 0.034, face - 0.010), (middle - 0.05, middle + 0.05), 0.006).with_slot(1),
    ]
    parts += [disc(0.02, 0.0, 0.016, 0.002, 16).moved(x, y, 0).with_slot(3) for x in (-0.22, 0.22) for y in (-0.2, 0.2)]
    coats = [
        finishes.painted_metal((0.70, 0.70, 0.69), 0.25),
        finishes.plastic((0.50, 0.51, 0.52), 0.25),
        finishes.mirror_black(),
        finishes.rubber((0.04, 0.04, 0.04)),
    ]
    return to_object(join(parts).grounded(), "washing_machine", coats, f"washing-machine-{round(100 * height)}", 40)
