"""Framed pictures."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, fillet, grid, join, rounded_box, thick, to_object
from dyce.models.materials import labels

__all__ = ["picture_frame"]


def _front_face(width: float, height: float, y: float, low: float = 0.0) -> Shape:
    """A sheet of 0.1 mm that looks to -Y, UVs 0..1."""
    a = width / 2
    corners = [[(-a, y, low), (a, y, low)], [(-a, y, low + height), (a, y, low + height)]]
    return thick(np.array(corners, float), 0.0001)


def _frame(width: float, height: float, section: np.ndarray) -> Shape:
    """A mitred frame: `section` (M, 2) in (inward, forward) carried round a rectangle, front -Y, bottom at z = 0."""
    a = width / 2
    corners = [(-a, 0, 1, 1), (a, 0, -1, 1), (a, height, -1, -1), (-a, height, 1, -1)]
    rings = [
        np.column_stack([x + sx * section[:, 0], -section[:, 1], z + sz * section[:, 0]]) for x, z, sx, sz in corners
    ]
    shape = grid(np.stack(rings), close_rows=True, close_columns=True)
    return shape


@maker("picture")
def picture_frame(
    art: str = "landscape",
    wood: str = "oak",
    width: float = 0.40,
    height: float = 0.50,
    mount: float = 0.05,
    standing: bool = False,
    seed: int = 0,
) -> bpy.types.Object:
    """A framed picture, its back at y = 0 for a wall: `art` "landscape", "shapes", "botanical" or "lines".

    `wood` also "black" or "white" (painted), "brass"; `mount` is the passe-partout's breadth; `standing` leans it back.
    """
    bar = 0.018 if max(width, height) > 0.25 else 0.012
    deep = 0.020 if max(width, height) > 0.25 else 0.014
    section = fillet(
        [(0, 0), (bar, 0.0), (bar, deep * 0.75), (bar * 0.75, deep), (0, deep)],
        [0, 0, 0.001, 0.002, 0.002],
        3,
        closed=False,
    )
    rim = _frame(width, height, section)
    sides = np.abs(rim.vertices[rim.faces][..., 0]).max(axis=1) > width / 2 - bar - 1e-6
    spread = np.ptp(rim.vertices[rim.faces][..., 2], axis=1) > 0.5 * height
    rim = rim.with_slot(np.where(sides & spread, 1, 0))
    inside_w, inside_h = width - 2 * bar + 0.002, height - 2 * bar + 0.002
    board = rounded_box(inside_w, 0.004, inside_h, 0.0003, 1).moved(0, -0.003, bar - 0.001).with_slot(2)
    shown_w, shown_h = inside_w - 2 * mount, inside_h - 2 * mount
    picture = _front_face(shown_w, shown_h, -0.0052, bar - 0.001 + mount).with_slot(3)
    pane = _front_face(inside_w, inside_h, -0.0085, bar - 0.001).with_slot(4)
    parts = [rim, board, picture, pane]
    pixels = (int(460 * min(1, shown_w / shown_h)), int(460 * min(1, shown_h / shown_w)))
    print_ = materials.printed(labels.artwork(art, seed, pixels), 0.7)
    plain = {
        "black": materials.painted_metal((0.012, 0.012, 0.013), 0.35),
        "white": materials.painted_metal((0.80, 0.79, 0.76), 0.35),
        "brass": materials.brass(),
    }
    bars = [plain[wood]] * 2 if wood in plain else [materials.wood(wood, "X"), materials.wood(wood, "Z")]
    coats = [*bars, materials.paper((0.82, 0.81, 0.78)), print_, materials.pane()]
    shape = join(parts)
    if standing:
        shape = shape.turned("x", -11)
        reach = 0.72 * height
        leg = rounded_box(0.045, 0.003, reach, 0.001, 1).with_slot(5)
        top = np.array([0, reach * np.sin(np.radians(11)), reach * np.cos(np.radians(11))])
        lean = np.degrees(np.arccos(min(1.0, (top[2] - 0.001) / reach)))
        leg = leg.turned("x", lean + 0.5).moved(0, top[1] + reach * np.sin(np.radians(lean)) + 0.001, 0)
        shape = join([shape.grounded(), leg.grounded()])
        coats.append(materials.cardboard((0.03, 0.03, 0.03)))
        return to_object(shape.centred(), "picture_frame", coats, f"frame-{art}-{wood}-{seed}", 35)
    return to_object(shape.grounded(), "picture_frame", coats, f"frame-{art}-{wood}-{seed}", 35)
