"""Trays and coasters."""

import bpy

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import ellipse, extrude, fillet, join, rectangle, rounded_box, to_object

__all__ = ["coaster", "tray"]


@maker("tray")
def tray(style: str = "wood", length: float = 0.42, width: float = 0.30) -> bpy.types.Object:
    """A tray with handle cut-outs, long side along X: `style` "wood" or "metal" (black enamel)."""
    wall, high = 0.009, 0.045
    parts = [extrude(rectangle(length - 0.004, width - 0.004, 0.012), 0.006, 0.001).with_slot(0)]
    for side in (-1, 1):
        long_ = rounded_box(length, wall, high, 0.003).moved(0, side * (width - wall) / 2, 0)
        outline = fillet(
            [
                (-width / 2 + wall, 0),
                (width / 2 - wall, 0),
                (width / 2 - wall, high + 0.018),
                (-width / 2 + wall, high + 0.018),
            ],
            [0, 0, 0.03, 0.03],
            6,
            closed=True,
        )
        slot = ellipse(0.095, 0.022, 24, 4) + (0, high - 0.004)
        short = extrude(outline, wall, 0.0025, 3, [slot]).turned("x", 90).turned("z", 90)
        parts += [long_, short.moved(-wall / 2 + side * (length - wall) / 2, 0, 0).with_slot(1)]
    if style == "wood":
        coats = [materials.wood("oak", "X"), materials.wood("oak", "Y")]
    else:
        coats = [materials.painted_metal((0.02, 0.022, 0.024), 0.35)] * 2
    return to_object(join(parts).grounded(), "tray", coats, f"tray-{style}", 40)


@maker("coaster")
def coaster(style: str = "cork", size: float = 0.10) -> bpy.types.Object:
    """A coaster: `style` "cork" (round), "slate" (square) or "wood" (round)."""
    if style == "slate":
        a = size / 2
        outline = fillet([(-a, -a), (a, -a), (a, a), (-a, a)], 0.003, 3, closed=True)
    else:
        outline = ellipse(size, size, 56)
    material = {
        "cork": materials.cork(),
        "slate": materials.cast_iron((0.035, 0.037, 0.040)),
        "wood": materials.wood("walnut", "X"),
    }[style]
    return to_object(extrude(outline, 0.006, 0.0012, 3).grounded(), "coaster", [material], f"coaster-{style}", 45)
