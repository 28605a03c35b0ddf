"""What a room is, as data: its windows, doors and walls, its floor and ceiling."""

from dataclasses import dataclass
from math import atan2

import bpy
from mathutils import Matrix

__all__ = ["Door", "Room", "Wall", "Window"]


@dataclass(frozen=True)
class Window:
    """A window: `at` is its left edge along wall number `wall`, `sill` its lower edge above the floor; metres."""

    wall: int
    at: float
    width: float
    sill: float
    height: float
    sashes: int = 2
    bars: int = 0
    """Glazing bars across each sash."""


@dataclass(frozen=True)
class Door:
    """A closed door: `at` is its left edge along wall number `wall`; metres."""

    wall: int
    at: float
    width: float = 0.84
    height: float = 2.04
    sill: float = 0.0


@dataclass(frozen=True)
class Wall:
    """One wall: `frame` (4x4, world from wall) has x along, y into the wall, z up; `length` in metres."""

    frame: Matrix
    length: float
    floor: bpy.types.Object
    """The floor of its room."""

    @property
    def turn(self) -> float:
        """Angle about Z of what stands with its back to this wall, radians."""
        return atan2(self.frame[1][0], self.frame[0][0])


@dataclass(frozen=True)
class Room:
    """A room as built: its walls in the order of the plan, its floor and ceiling, its windows and their inner sills.

    A sill has the frame of its wall: what stands on it is placed by metres along the wall and into it.
    """

    walls: tuple[Wall, ...]
    floor: bpy.types.Object
    ceiling: bpy.types.Object
    windows: tuple[Window, ...]
    sills: tuple[bpy.types.Object, ...]
