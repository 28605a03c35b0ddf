"""Chopping boards and kitchen knives."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, circle, disc, extrude, fillet, join, rectangle, rounded_box, spline, to_object

__all__ = ["chopping_board", "knife", "knife_block"]


@maker("chopping_board")
def chopping_board(
    style: str = "rectangular", wood: str = "oak", length: float = 0.38, width: float = 0.25, thickness: float = 0.02
) -> bpy.types.Object:
    """A board lying flat, long side along X: `style` "rectangular", "paddle" (with handle), "round" or "end_grain"."""
    holes: list[np.ndarray] = []
    if style == "round":
        outline = circle(width * 0.6, 72)
        holes = [circle(0.009, 20, (width * 0.6 - 0.028, 0))]
    elif style == "paddle":
        a, b, handle = length / 2, width / 2, 0.019
        points = [
            (-a, -b),
            (0.45 * a, -b),
            (0.62 * a, -handle),
            (a, -handle),
            (a, handle),
            (0.62 * a, handle),
            (0.45 * a, b),
            (-a, b),
        ]
        outline = fillet(points, [0.02, 0.04, 0.03, 0.018, 0.018, 0.03, 0.04, 0.02], 7, closed=True)
        holes = [circle(0.0065, 20, (a - 0.02, 0))]
    else:
        outline = rectangle(length, width, 0.014)
    deep = thickness * (1.9 if style == "end_grain" else 1.0)
    shape = extrude(outline, deep, 0.0028, 4, holes)
    material = materials.wood(wood, "X", 0.034 if style == "end_grain" else 0.0)
    return to_object(shape.grounded(), "chopping_board", [material], f"chopping-board-{style}-{wood}", 40)


@maker("knife")
def knife(length: float = 0.32, wood: str = "ebonised") -> bpy.types.Object:
    """A chef's knife lying on its side along X, the point towards +X."""
    grip = 0.36 * length
    spine, edge = 0.004, -0.038
    blade = spline([(grip, edge), (0.75 * length, edge + 0.003), (0.90 * length, edge + 0.016), (length, -0.002)], 20)
    outline = np.vstack([blade, [(0.85 * length, 0.004), (grip, spine)]])
    flat = extrude(outline, 0.002)
    thin = np.clip((flat.vertices[:, 1] - edge) / 0.03, 0.08, 1) * np.clip(
        (length * 1.02 - flat.vertices[:, 0]) / 0.1, 0.1, 1
    )
    flat = Shape(
        np.column_stack([flat.vertices[:, :2], 0.010 + (flat.vertices[:, 2] - 0.001) * thin]),
        flat.faces,
        flat.uv,
        flat.slot,
        flat.tint,
    )
    low = spline([(0, -0.022), (0.03, -0.017), (0.07, -0.020), (grip, -0.018)], 14)
    handle = extrude(
        np.vstack([low, [(grip + 0.002, 0.004)], spline([(grip - 0.01, 0.005), (0.04, 0.004), (0.0, -0.002)], 10)]),
        0.02,
        0.006,
        4,
    )
    bolster = rounded_box(0.012, 0.026, 0.016, 0.004).moved(grip + 0.004, -0.008, 0.002)
    rivets = [disc(0.003, 0, 0.0204, 0.0004, 14).moved(grip * f, -0.008, 0).with_slot(0) for f in (0.3, 0.6, 0.88)]
    made = join([flat, bolster, handle.with_slot(1), *rivets]).centred()
    return to_object(made, "knife", [materials.polished_steel(0.14), materials.wood(wood, "X")], f"knife-{wood}", 35)


@maker("knife_block")
def knife_block(wood: str = "beech") -> bpy.types.Object:
    """A slanted block with five knives, handles up towards -Y."""
    block = extrude([(-0.062, 0), (0.062, 0), (0.062, 0.19), (-0.062, 0.145)], 0.095, 0.003, 3)
    block = block.moved(0, 0, -0.0475).turned("x", 90).turned("z", 90)
    parts = [block]
    angle = np.degrees(np.arctan2(0.045, 0.124))
    for x, y, size in (
        (-0.028, -0.035, 1.0),
        (0.0, -0.035, 1.0),
        (0.028, -0.035, 0.9),
        (-0.018, 0.02, 0.8),
        (0.018, 0.02, 0.8),
    ):
        top = 0.1675 + y * 0.045 / 0.124
        grip = rounded_box(0.016 * size, 0.026 * size, 0.105 * size, 0.006).moved(0, 0, 0.006)
        collar = rounded_box(0.013 * size, 0.022 * size, 0.012, 0.003).moved(0, 0, -0.003).with_slot(2)
        parts += [piece.turned("x", angle).moved(x, y, top) for piece in (grip.with_slot(1), collar)]
    coats = [materials.wood(wood, "Z"), materials.wood("ebonised", "Z"), materials.polished_steel(0.15)]
    return to_object(join(parts).grounded(), "knife_block", coats, f"knife-block-{wood}", 35)
