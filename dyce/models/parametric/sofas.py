"""Upholstery from soft boxes: a corner sofa with loose cushions."""

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .noise import warp
from .shape import Shape, grid, join, to_object
from .sweep import rounded_box

__all__ = ["corner_sofa", "pouffe", "soft_box"]


def soft_box(width: float, depth: float, height: float, softness: float = 0.32, seed: int = 0) -> Shape:
    """A stuffed block, bulging on all sides (a superellipsoid), its bottom at z = 0."""

    def power(value: np.ndarray) -> np.ndarray:
        return np.sign(value) * np.abs(value) ** softness

    rise = np.linspace(-np.pi / 2, np.pi / 2, 25)[:, None]
    turn = np.linspace(0, 2 * np.pi, 56, endpoint=False)[None]
    across, up = power(np.round(np.cos(rise), 9)), power(np.sin(rise))
    points = np.stack(
        [across * power(np.cos(turn)), across * power(np.sin(turn)), np.broadcast_to(up, (25, 56))], axis=2
    )
    shape = grid(points * (np.array([width, depth, height]) / 2), close_rows=True).grounded()
    return Shape(warp(shape.vertices, 0.006, 0.25, seed), shape.faces, shape.uv, shape.slot, shape.tint)


@maker("sofa")
def corner_sofa(
    fabric: bpy.types.Material | None = None,
    legs: bpy.types.Material | None = None,
    width: float = 2.65,
    reach: float = 2.15,
    depth: float = 0.95,
    seed: int = 0,
) -> bpy.types.Object:
    """An L: `width` along the back (+Y), its left leg `reach` long towards -Y; seat 0.43, back 0.82 high."""
    left, right, back, front = -width / 2, width / 2, reach / 2, -reach / 2
    arm, rim, base, seat = 0.20, 0.20, 0.26, 0.43
    parts = [
        rounded_box(width, depth, base - 0.10, 0.03).moved(0, back - depth / 2, 0.10),
        rounded_box(depth, reach - depth + 0.02, base - 0.10, 0.03).moved(
            left + depth / 2, front + (reach - depth) / 2, 0.10
        ),
        soft_box(width, rim + 0.02, 0.62, 0.22, seed).moved(0, back - rim / 2, 0.10),
        soft_box(rim + 0.02, reach - rim, 0.62, 0.22, seed + 1).moved(left + rim / 2, -rim / 2, 0.10),
        soft_box(arm + 0.02, depth, 0.52, 0.22, seed + 2).moved(right - arm / 2, back - depth / 2, 0.10),
    ]
    inner, deep = width - rim - arm, depth - rim
    corner = depth - rim
    pieces = 2
    step = (inner - corner) / pieces
    parts.append(
        soft_box(corner, deep, seat - base + 0.03, 0.24, seed + 3).moved(
            left + rim + corner / 2, back - rim - deep / 2, base - 0.02
        )
    )
    for k in range(pieces):
        x = left + rim + corner + step * (k + 0.5)
        parts.append(
            soft_box(step, deep, seat - base + 0.03, 0.24, seed + 4 + k).moved(x, back - rim - deep / 2, base - 0.02)
        )
        parts.append(_back_cushion(step - 0.01, seed + 8 + k).moved(x, back - rim - 0.055, seat - 0.02))
    parts.append(
        _back_cushion(corner - 0.16, seed + 11).moved(left + rim + corner / 2 + 0.06, back - rim - 0.055, seat - 0.02)
    )
    length = reach - depth
    y = front + length / 2
    parts.append(
        soft_box(depth - rim, length, seat - base + 0.03, 0.2, seed + 12).moved(
            left + rim + (depth - rim) / 2, y, base - 0.02
        )
    )
    side = _back_cushion(length * 0.72, seed + 13).turned("z", 90)
    parts.append(side.moved(left + rim + 0.055, y + 0.10, seat - 0.02))
    for x, y in (
        (left + 0.08, back - 0.08),
        (right - 0.08, back - 0.08),
        (right - 0.08, back - depth + 0.08),
        (left + 0.08, front + 0.08),
        (left + depth - 0.08, front + 0.08),
        (left + depth - 0.08, back - depth + 0.1),
    ):
        parts.append(rounded_box(0.05, 0.05, 0.12, 0.008).moved(x, y, 0).with_slot(1))
    materials = [fabric or finishes.cotton(), legs or finishes.wood("walnut", "Z")]
    return to_object(join(parts).centred(), "corner_sofa", materials, f"corner-sofa-{seed}", 60)


def _back_cushion(width: float, seed: int) -> Shape:
    """A loose back cushion, leaning a little to +Y."""
    return soft_box(width, 0.19, 0.44, 0.36, seed).turned("x", -7).grounded()


@maker("ottoman")
def pouffe(
    fabric: bpy.types.Material | None = None, diameter: float = 0.52, height: float = 0.36, seed: int = 0
) -> bpy.types.Object:
    """A round stuffed stool with a seam round its waist."""
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)[None]
    rise = np.linspace(-np.pi / 2, np.pi / 2, 29)[:, None]
    across = np.abs(np.round(np.cos(rise), 9)) ** 0.45 * (1 - 0.02 * np.exp(-((rise / 0.06) ** 2)))
    up = np.sign(np.sin(rise)) * np.abs(np.sin(rise)) ** 0.6
    lobes = 1 + 0.012 * np.cos(8 * turn)
    points = np.stack(
        [across * np.cos(turn) * lobes, across * np.sin(turn) * lobes, np.broadcast_to(up, (29, 60))], axis=2
    )
    shape = grid(points * (diameter / 2, diameter / 2, height / 2), close_rows=True).grounded()
    shape = Shape(warp(shape.vertices, 0.005, 0.2, seed), shape.faces, shape.uv, shape.slot, shape.tint)
    return to_object(shape.grounded(), "pouffe", [fabric or finishes.cotton()], f"pouffe-{seed}", 60)
