"""The language that rooms are written in: what a room is, what stands where, what is part of the house, the light.

A room is a Python file with a docstring that says what room it is and a function `build()`. It reads as a list of what is
in it: each verb of `put` takes the new instance's name and the thing (a key of the model pack, or what a maker of
`dyce.models.make` has made), then where it goes, and returns what it has placed, so that the next thing can refer to it.
What is part of the house (`house`) has no name and no category: it is structure, never annotated. Lengths are metres,
angles degrees counterclockwise from above, Z is up.
"""

from dyce.scene.language import house, light, put
from dyce.scene.language.finish import clad, refinished
from dyce.scene.language.plan import Door, Room, Wall, Window
from dyce.scene.language.shell import room

__all__ = ["Door", "Room", "Wall", "Window", "clad", "house", "light", "put", "refinished", "room"]
