"""Worktops: their origin is the left end of the upper back edge, so that things stand at metres along the wall."""

import bpy

from dyce.models.catalogue import maker
from dyce.models.geometry.boards import Board, built
from dyce.models.kitchen.measures import WORKTOP
from dyce.models.materials import Material

__all__ = ["deep_worktop", "slab", "worktop"]


@maker("worktop")
def worktop(
    width: float,
    material: Material,
    *,
    depth: float = 0.62,
    thickness: float = WORKTOP,
    hole: tuple[float, float, float, float] | None = None,
) -> bpy.types.Object:
    """A worktop; `hole` (from x, to x, from y, to y < 0) is cut for an inset sink."""
    if hole is None:
        return built("worktop", [Board((0, -depth, -thickness), (width, 0, 0), material, 0.002)])
    x0, x1, y0, y1 = hole
    spans = [
        ((0, -depth), (x0, 0)),
        ((x1, -depth), (width, 0)),
        ((x0 - 0.002, -depth), (x1 + 0.002, y0)),
        ((x0 - 0.002, y1), (x1 + 0.002, 0)),
    ]
    return built("worktop", [Board((*low, -thickness), (*high, 0), material, 0.002) for low, high in spans])


@maker("worktop")
def deep_worktop(
    width: float,
    material: Material,
    *,
    depth: float = 0.63,
    thickness: float = WORKTOP,
    cutout: tuple[float, float, float] | None = None,
) -> bpy.types.Object:
    """A worktop; `cutout` (from x, to x, back y < 0) is left open to the front edge for a butler's sink."""
    if cutout is None:
        boards = [Board((0, -depth, -thickness), (width, 0, 0), material, 0.003)]
    else:
        x0, x1, back = cutout
        boards = [
            Board((0, -depth, -thickness), (x0, 0, 0), material, 0.003),
            Board((x1, -depth, -thickness), (width, 0, 0), material, 0.003),
            Board((x0 - 0.003, back, -thickness), (x1 + 0.003, 0, 0), material, 0.003),
        ]
    return built("worktop", boards)


@maker("worktop")
def slab(width: float, depth: float, thickness: float, wood: Material) -> bpy.types.Object:
    """A loose board with rounded edges: the top of a dresser."""
    return built("slab", [Board((-width / 2, -depth / 2, 0), (width / 2, depth / 2, thickness), wood, 0.006)])
