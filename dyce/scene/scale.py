"""How long a unit of a file is, from what it says and from the sizes of the things in it whose names are known (bpy)."""

import re
from dataclasses import dataclass
from statistics import median

import bpy
import numpy as np

from dyce.scene.geometry import Part
from dyce.scene.sources import Source

__all__ = ["recognised"]

THINGS = {
    "chair": (0.6, 1.4),
    "armchair": (0.65, 1.4),
    "stool": (0.3, 1.0),
    "table": (0.4, 3.5),
    "desk": (0.8, 2.8),
    "bed": (1.6, 2.7),
    "sofa": (1.1, 3.8),
    "couch": (1.1, 3.8),
    "door": (1.8, 3.0),
    "fridge": (0.8, 2.3),
    "refrigerator": (0.8, 2.3),
    "oven": (0.4, 1.1),
    "toilet": (0.5, 1.1),
    "bathtub": (1.2, 2.2),
    "wardrobe": (1.4, 3.2),
    "bookshelf": (0.7, 3.2),
    "bookcase": (0.7, 3.2),
    "piano": (1.2, 2.8),
    "monitor": (0.35, 1.0),
    "laptop": (0.25, 0.5),
    "keyboard": (0.25, 0.6),
    "mug": (0.07, 0.2),
    "cup": (0.05, 0.2),
    "bottle": (0.1, 0.5),
    "plate": (0.1, 0.4),
    "spoon": (0.1, 0.4),
    "fork": (0.1, 0.4),
    "teapot": (0.12, 0.4),
    "book": (0.1, 0.45),
    "person": (1.4, 2.1),
    "human": (1.4, 2.1),
    "man": (1.4, 2.1),
    "woman": (1.4, 2.1),
    "bicycle": (1.4, 2.1),
}
"""The longest side of things, metres, from the smallest to the largest that are common."""
WALL = (1.9, 6.0)
"""The height of one, metres."""
UNITS = {0.001: "1 mm", 0.01: "1 cm", 0.0254: "1 inch", 0.1: "10 cm", 0.3048: "1 foot", 10.0: "10 m", 100.0: "100 m"}
"""What one unit may be instead, metres."""
MOST, FEW = 0.6, 0.25
"""The share of the known things whose size must be common by another unit, and may be by the file's own."""
ROOM = ((1.5, 30.0), (2.1, 4.2))
"""A room's longest side and its height, metres."""
PRINTED = 20.0
"""An .stl with a side of more units is in millimetres: the format says no unit, and who writes it thinks in those."""
ODD = 2.0
"""How much larger or smaller than is common the known things must be to be worth a word."""
SEVERAL = 2
"""So many odd things and more are no whim."""
ABSURD = (0.02, 300.0)
"""Metres: a scene whose longest side is not between them is worth a word."""


@dataclass(frozen=True)
class _Thing:
    """Something in the scene whose usual size is known."""

    name: str
    side: float
    """Its longest, a wall's height; units of the scene."""
    common: tuple[float, float]
    """Metres."""

    def oddness(self, unit: float) -> float:
        """By what factor it is larger or smaller than is common; 1 at the limits."""
        side = max(self.side, 1e-9) * unit
        return max(side / self.common[1], self.common[0] / side)

    def fits(self, unit: float) -> bool:
        """Whether it has a common size if a unit is so many metres."""
        return self.oddness(unit) <= 1


def recognised(parts: list[Part], source: Source) -> tuple[float, list[str], str]:
    """How many metres a unit of the scene is, what is worth saying about it, one line each, and why it can't be that.

    The last is empty but where several things have a known size and hardly any has it, by no unit that is common.

    Args:
        parts: what renders, Blender units.
        source: the scene, with the scale that is told of it.
    """
    own = bpy.context.scene.unit_settings.scale_length
    if source.told.scale:
        return source.told.scale, [], ""
    if source.path.suffix == ".py" or not parts:
        return own, [], ""
    low = np.min([part.triangles.min((0, 1)) for part in parts if len(part.triangles)], axis=0)
    high = np.max([part.triangles.max((0, 1)) for part in parts if len(part.triangles)], axis=0)
    size = high - low
    things = _things(parts)
    factor, why = _by_things(things, own) if things else _by_extent(size * own, source)
    if factor != 1.0:
        return own * factor, [f"1 unit is taken for {UNITS[factor]}, because {why}; --scale says otherwise"], ""
    odd = max(things, key=lambda thing: thing.oddness(own), default=None)
    if odd and odd.oddness(own) > ODD and sum(thing.fits(own) for thing in things) <= FEW * len(things):
        doubt = f"{odd.name!r} is {_length(odd.side * own)} long or high; say with --scale how many metres a unit is"
        return (own, [doubt], "") if len(things) < SEVERAL else (own, [], f"{doubt} (--scale {own:g} if that is right)")
    longest = float(size.max()) * own
    if not ABSURD[0] <= longest <= ABSURD[1] and not any(thing.fits(own) for thing in things):
        return (
            own,
            [
                f"the scene is {_length(longest)} across; where that is wrong, say with --scale how many metres a unit is"
            ],
            "",
        )
    return own, [], ""


def _things(parts: list[Part]) -> list[_Thing]:
    """The things whose usual size is known by the last word of their names: of a hierarchy, the highest of each kind."""
    bounds: dict[bpy.types.Object, list[np.ndarray]] = {}
    kinds: dict[bpy.types.Object, str] = {}
    for part in parts:
        if not len(part.triangles):
            continue
        corners = np.array([part.triangles.min((0, 1)), part.triangles.max((0, 1))])
        highest: dict[str, bpy.types.Object] = {}
        obj = part.object
        while obj:
            if (kind := _kind(obj.name)) in THINGS or kind == "wall":
                highest[kind] = obj
            obj = obj.parent
        for kind, obj in highest.items():
            bounds.setdefault(obj, []).append(corners)
            kinds[obj] = kind
    found = []
    for obj, all_corners in bounds.items():
        size = np.max([high for _, high in all_corners], axis=0) - np.min([low for low, _ in all_corners], axis=0)
        if kinds[obj] == "wall":
            found.append(_Thing(obj.name, float(size[2]), WALL))
        else:
            found.append(_Thing(obj.name, float(size.max()), THINGS[kinds[obj]]))
    return found


def _kind(name: str) -> str:
    """The last word of a name: a table lamp is a lamp, a door handle a handle."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return words[-1].lower() if words else ""


def _by_things(things: list[_Thing], own: float) -> tuple[float, str]:
    """By what a unit is to be multiplied so that the known things have common sizes, and why; 1 if they have, or by none."""
    fitting = {factor: sum(thing.fits(own * factor) for thing in things) for factor in (1.0, *UNITS)}
    # of units by which as many things fit, the one by which they are nearest to the middle of what is common
    best = max(UNITS, key=lambda factor: (fitting[factor], -_strangeness(things, own * factor)))
    count = len(things)
    if fitting[best] < MOST * count or fitting[1.0] > FEW * count:
        return 1.0, ""
    # a foot is so near to a metre that a single large chair would do, and 10 cm that a toy of a cup would; copies are as one
    several = len({round(float(np.log(max(thing.side, 1e-9))), 2) for thing in things})
    if (0.2 < best < 5 and several < 3) or (0.05 < best < 20 and several < 2):
        return 1.0, ""
    thing = max((thing for thing in things if thing.fits(own * best)), key=lambda thing: thing.side)
    return best, f"{thing.name!r} would be {_length(thing.side * own)} long or high"


def _strangeness(things: list[_Thing], unit: float) -> float:
    return float(median(abs(np.log(max(thing.side, 1e-9) * unit / np.sqrt(np.prod(thing.common)))) for thing in things))


def _by_extent(size: np.ndarray, source: Source) -> tuple[float, str]:
    """The same for a scene without known things, by its extents, (3,) metres by the file's own unit."""
    if source.path.suffix.lower() == ".stl":
        if size.max() > PRINTED:
            return 0.001, f"an .stl says no unit, and it would be {_length(float(size.max()))} across"
        return 1.0, ""
    # 400 x 300 x 250 may be a room in centimetres or some houses in metres; of 4000 x 3000 x 2500 there is no such doubt
    side, height = size[:2].max() * 0.001, size[2] * 0.001
    if ROOM[0][0] <= side <= ROOM[0][1] and ROOM[1][0] <= height <= ROOM[1][1]:
        return 0.001, f"a room would be {_length(float(size[:2].max()))} long and {_length(float(size[2]))} high"
    return 1.0, ""


def _length(metres: float) -> str:
    """A length for people."""
    if metres < 0.1:
        return f"{metres * 1000:.3g} mm"
    return f"{metres:.3g} m" if metres < 1000 else f"{metres / 1000:.3g} km"
