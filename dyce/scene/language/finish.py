"""Models of the pack in other materials than their own."""

import re

import bpy

from dyce.errors import DyceError
from dyce.models.pack import convert

__all__ = ["clad", "refinished"]


def refinished(key: str, finishes: dict[str, bpy.types.Material]) -> bpy.types.Object:
    """A pack model with parts of it in other materials, by the parts' names in the model. Raises DyceError as `clad` does."""
    thing = convert.load(key)
    for part, material in finishes.items():
        clad(thing, material, part)
    return thing


def clad(placed: bpy.types.Object, material: bpy.types.Material, *parts: str) -> None:
    """Give parts of a pack model another material; `parts` are what the model calls its own ones ("Seat", "Legs").

    Only this one changes, not others of its model. Raises DyceError where the model has no part of that name.
    """
    slots = {re.sub(r"\.\d{3}$", "", slot.name).split(".", 1)[-1]: slot for slot in placed.material_slots}
    for part in parts:
        if part not in slots:
            raise DyceError(f"{placed.name} has no part {part!r}; there are {', '.join(slots)}")
        slots[part].link = "OBJECT"
        slots[part].material = material
