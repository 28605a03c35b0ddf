"""What is part of the house: cladding of walls, what is fixed to them, what stands outside. Structure, never annotated."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import bpy
from mathutils import Matrix

from dyce.models.catalogue import KIND
from dyce.models.geometry.boards import Board, built
from dyce.scene.language.plan import Wall
from dyce.scene.language.rest import bounds

__all__ = ["blocks", "cover", "fix", "fix_overhead"]

Box: TypeAlias = tuple[Sequence[float], Sequence[float]]
"""(lowest corner, highest corner), metres."""


def blocks(
    name: str, boxes: Iterable[Box], material: bpy.types.Material, *, bevel: float = 0.0, frame: Matrix | None = None
) -> bpy.types.Object:
    """One mesh object of boxes (corners in `frame`, the world's by default), their edges rounded by `bevel` metres."""
    return built(name, [Board(low, high, material, bevel) for low, high in boxes], frame)


def cover(
    name: str,
    material: bpy.types.Material,
    *,
    on: Wall,
    parts: Iterable[tuple[float, float, float, float]],
    thickness: float,
) -> bpy.types.Object:
    """Cover parts of a wall (with tiles, with bricks): (left, right, low, high) along it and above the floor, metres."""
    boxes = [((left, -thickness, low), (right, 0, high)) for left, right, low, high in parts]
    return blocks(name, boxes, material, frame=on.frame)


def fix(thing: bpy.types.Object, *, on: Wall, at: tuple[float, float], gap: float = 0.0) -> bpy.types.Object:
    """Fix a part of the house to a wall (a switch, a vent): its origin `at` (metres from the wall's left end, up).

    It is `gap` before the wall's face; a negative one puts it outside (a hedge before the window).
    """
    along, up = at
    thing.pop(KIND, None)
    thing.matrix_world = on.frame @ Matrix.Translation((along, -gap, up))
    return thing


def fix_overhead(thing: bpy.types.Object, *, under: bpy.types.Object, at: tuple[float, float]) -> bpy.types.Object:
    """Fix a part of the house under a ceiling, `at` (x, y) in the room."""
    thing.pop(KIND, None)
    thing.matrix_world = Matrix.Translation((*at, bounds(under)[0].z))
    return thing
