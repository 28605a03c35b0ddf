"""Clocks."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, disc, ellipse, extrude, fillet, grid, join, revolve, to_object
from dyce.models.materials import labels

__all__ = ["wall_clock"]


def _dial(style: str) -> str:
    name = f"dial.{style}"
    if name in bpy.data.images:
        return name
    dark = style == "dark"
    ground, ink = ((0.13, 0.14, 0.15), (0.92, 0.90, 0.85)) if dark else ((0.95, 0.94, 0.91), (0.12, 0.12, 0.13))
    image = labels.canvas(512, 512, ground)
    for k in range(60):
        turn = np.radians(6 * k)
        long_ = k % 5 == 0
        a, b = (0.40 if long_ else 0.425), 0.445
        ends = [(int(512 * (0.5 + r * np.sin(turn))), int(512 * (0.5 - r * np.cos(turn)))) for r in (a, b)]
        labels.stroke(image, ends[0], ends[1], ink, 7 if long_ else 2)
    if style != "bare":
        for hour in range(1, 13):
            turn = np.radians(30 * hour)
            labels.text(image, str(hour), 0.5 + 0.335 * np.sin(turn), 0.5 - 0.335 * np.cos(turn), 0.062, ink, bold=0.06)
    return labels.save(image, name)


@maker("clock")
def wall_clock(style: str = "light", diameter: float = 0.30, hour: int = 10, minute: int = 9) -> bpy.types.Object:
    """A wall clock, its back at y = 0: `style` "light", "dark" or "bare" (marks only)."""
    r = diameter / 2
    case = fillet(
        [(0, 0), (r, 0), (r, 0.036), (r - 0.010, 0.038), (r - 0.012, 0.026), (0, 0.026)],
        [0, 0.003, 0.004, 0.003, 0.001, 0],
        4,
    )
    shape = revolve(case, 72)
    face = grid(
        np.stack(
            [
                np.column_stack([f * ellipse(2 * r - 0.024, 2 * r - 0.024, 64), np.full(64, 0.0264)])
                for f in (1.0, 0.5, 0.0)
            ]
        ),
        close_rows=True,
    )
    size = 2 * r - 0.024
    points = face.vertices[face.faces]
    face = Shape(
        face.vertices,
        face.faces,
        np.stack([points[..., 0] / size + 0.5, points[..., 1] / size + 0.5], axis=2),
        face.slot,
        face.tint,
    ).with_slot(1)
    parts = [shape, face]
    for share, long_, wide in (((hour % 12 + minute / 60) / 12, 0.52 * r, 0.009), (minute / 60, 0.74 * r, 0.006)):
        hand = extrude(
            [(-wide / 2, -0.12 * r), (wide / 2, -0.12 * r), (wide * 0.32, long_), (-wide * 0.32, long_)],
            0.0012,
            0.0003,
            1,
        )
        parts.append(hand.turned("z", -360 * share).moved(0, 0, 0.029 + 0.002 * (wide < 0.008)).with_slot(2))
    parts.append(disc(0.0075, 0.028, 0.034, 0.001, 24).with_slot(2))
    rim = (
        materials.wood("oak", "X")
        if style == "bare"
        else materials.painted_metal((0.02, 0.02, 0.022) if style == "dark" else (0.75, 0.74, 0.72), 0.3)
    )
    dark_hands = materials.painted_metal((0.75, 0.73, 0.68) if style == "dark" else (0.015, 0.015, 0.016), 0.35)
    made = join(parts).turned("x", 90).grounded()
    return to_object(
        made, "wall_clock", [rim, materials.printed(_dial(style), 0.6), dark_hands], f"wall-clock-{style}", 40
    )
