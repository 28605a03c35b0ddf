"""Putting things where they are in a room; all that is put here is annotated.

Each verb takes the new instance's name and the thing, then where it goes, and returns the placed object. What stands on
something is let down until it touches, whatever the shapes. The category is what the thing's maker says it is; `category`
says otherwise. A name or a category that can't be is a DyceError.
"""

from collections.abc import Callable, Mapping, Sequence
from math import radians
from typing import TypeAlias

import bpy
from mathutils import Euler, Matrix, Vector

from dyce import categories
from dyce.errors import DyceError
from dyce.models.catalogue import KIND, category_of
from dyce.models.pack import convert
from dyce.scene.language.plan import Wall
from dyce.scene.language.rest import bounds, let_down, push

__all__ = [
    "against",
    "fill",
    "fit",
    "hang",
    "lean",
    "nest",
    "prop",
    "row",
    "run",
    "several",
    "stack",
    "stand",
    "suspend",
]

Thing: TypeAlias = str | bpy.types.Object
"""A pack key ("Scopia/toaster"), or an object with its origin at the bottom centre that faces -Y."""

Things: TypeAlias = Thing | Sequence[bpy.types.Object]
"""A thing, or several that were made together."""

Place: TypeAlias = float | tuple[float, float]
"""How far to the right of an origin, or (right, back); metres."""

OFF_THE_WALL = 0.016
"""What stands against a wall stands off by the skirting (metres)."""

OVER_THE_SHELF = 0.01
"""From how far above a shelf what fills it is let down (metres)."""


# --- on things ---------------------------------------------------------------------------------------------------------


def stand(
    name: str,
    thing: Thing,
    *,
    on: bpy.types.Object,
    at: tuple[float, float] = (0, 0),
    turn: float = 0,
    level: float | None = None,
    category: str | None = None,
) -> bpy.types.Object:
    """Stand a thing on another, `at` metres (right, back) from that one's origin, along its axes.

    It comes to rest on the uppermost surface there; with `level`, on the first one below that height over the carrier's
    origin (a shelf of a bookcase).
    """
    placed = _instance(name, thing, category, on)
    placed.matrix_world = _frame(on, at, turn)
    let_down(placed, on, _height(on, level))
    return placed


def several(
    name: str,
    thing: str | Callable[[int], Thing],
    places: Sequence[Sequence[float]],
    *,
    on: bpy.types.Object,
    category: str | None = None,
) -> list[bpy.types.Object]:
    """Stand things of one kind on another (chairs round a table), each `at` (right, back) or `at` and turned: (right, back,
    turn). They are called `name`.1, `name`.2, ...; `thing` is a pack key, or makes each from its number."""
    placed = []
    for number, (right, back, *turn) in enumerate(places, 1):
        made = thing if isinstance(thing, str) else thing(number)
        placed.append(
            stand(f"{name}.{number}", made, on=on, at=(right, back), turn=turn[0] if turn else 0, category=category)
        )
    return placed


def fill(
    case: bpy.types.Object,
    *things: tuple[str, Things, float, Place] | tuple[str, Things, float, Place, float],
) -> None:
    """Fill the shelves of a bookcase: (name, thing, level, right) or (name, thing, level, right, turn) for each thing.

    `level` is the height of the shelf over the case's origin, `right` how far to the right of it, or (right, back).
    Several things that were made together stand as a `row`.
    """
    for name, thing, level, place, *turn in things:
        at = place if isinstance(place, tuple) else (place, 0.0)
        put = stand if isinstance(thing, str | bpy.types.Object) else row
        put(name, thing, on=case, at=at, level=level + OVER_THE_SHELF, turn=turn[0] if turn else 0)


def row(
    name: str,
    things: Sequence[bpy.types.Object],
    *,
    on: bpy.types.Object,
    at: tuple[float, float] = (0, 0),
    turn: float = 0,
    level: float | None = None,
    category: str | None = None,
) -> list[bpy.types.Object]:
    """Stand things that were made side by side (a row of books) on another, as `stand` does, each as it was in the row;
    they are called `name`.1, `name`.2, ..."""
    frame, below = _frame(on, at, turn), _height(on, level)
    return [
        _placed_as_made(f"{name}.{number}", thing, category, frame, on, below) for number, thing in enumerate(things, 1)
    ]


def stack(
    name: str,
    things: Sequence[bpy.types.Object],
    *,
    on: bpy.types.Object,
    at: tuple[float, float] = (0, 0),
    turn: float = 0,
    level: float | None = None,
    category: str | None = None,
) -> list[bpy.types.Object]:
    """Stand things that were made as a pile (plates, books), the lowest first, each on the one before; see `row`."""
    frame, below = _frame(on, at, turn), _height(on, level)
    pile: list[bpy.types.Object] = []
    for number, thing in enumerate(things, 1):
        carrier, start = (pile[-1], None) if pile else (on, below)
        pile.append(_placed_as_made(f"{name}.{number}", thing, category, frame, carrier, start))
    return pile


def prop(
    name: str,
    thing: Thing,
    *,
    on: bpy.types.Object,
    at: tuple[float, float],
    level: float | None = None,
    turn: float = 0,
    tip: float = 15,
    roll: float = 0,
    by: Sequence[bpy.types.Object] = (),
    category: str | None = None,
) -> bpy.types.Object:
    """Prop a thing up on another (a cushion on a sofa): faced by `turn`, tipped back by `tip`, it is let down (from
    `level` over the carrier's origin) and pushed backwards from `at` until it touches the carrier or one of `by`.
    """
    placed = _instance(name, thing, category, on)
    upright = _frame(on, at, turn)
    placed.matrix_world = upright @ Matrix.Rotation(radians(-tip), 4, "X") @ Matrix.Rotation(radians(roll), 4, "Y")
    let_down(placed, on, _height(on, level))
    if not push(placed, (upright.to_3x3() @ Vector((0, 1, 0))).normalized(), (on, *by)):
        raise DyceError(f"{name} has nothing behind it on {on.name} to be propped against; turn it with turn=")
    let_down(placed, on, bounds(placed)[0].z)
    return placed


def nest(
    name: str,
    thing: Thing,
    *,
    inside: bpy.types.Object,
    at: tuple[float, float, float],
    turn: tuple[float, float, float] = (0, 0, 0),
    category: str | None = None,
) -> bpy.types.Object:
    """Put a thing in another at a known pose relative to it, settled beforehand (fruit in a bowl)."""
    placed = _instance(name, thing, category, inside)
    pose = Matrix.Translation(at) @ Euler([radians(angle) for angle in turn]).to_matrix().to_4x4()
    placed.matrix_world = inside.matrix_world @ pose
    return placed


# --- at walls, under ceilings ------------------------------------------------------------------------------------------


def against(
    name: str,
    thing: Thing,
    *,
    wall: Wall,
    at: float,
    on: bpy.types.Object | None = None,
    turn: float = 0,
    gap: float = OFF_THE_WALL,
    category: str | None = None,
) -> bpy.types.Object:
    """Stand a thing with its back to a wall, its middle `at` metres from the wall's left end, `gap` off the wall.

    It stands on the floor, unless `on` says on what.
    """
    placed = _instance(name, thing, category, on or wall.floor)
    _to_wall(placed, wall, at, Matrix.Rotation(radians(turn), 4, "Z"), gap)
    let_down(placed, on or wall.floor)
    return placed


def run(
    units: Mapping[str, Thing], *, wall: Wall, start: float, on: bpy.types.Object | None = None
) -> dict[str, bpy.types.Object]:
    """Stand units (cupboards, a cooker) side by side against a wall, from `start` metres on, left to right.

    They stand on the floor, unless `on` says on what; they are given, and returned, by their names.
    """
    placed = {}
    for name, unit in units.items():
        placed[name] = _instance(name, unit, None, on or wall.floor)
        low, high = bounds(placed[name])
        _to_wall(placed[name], wall, start + (high.x - low.x) / 2, Matrix.Identity(4), OFF_THE_WALL)
        let_down(placed[name], on or wall.floor)
        start += high.x - low.x
    return placed


def lean(
    name: str,
    thing: Thing,
    *,
    wall: Wall,
    at: float,
    on: bpy.types.Object | None = None,
    angle: float = 10,
    gap: float = 0.0,
    roll: float = 0,
    category: str | None = None,
) -> bpy.types.Object:
    """Lean a thing against a wall: turned by `roll` about its front axis, tipped back by `angle`, its top at the wall.

    It stands on the floor, unless `on` says on what.
    """
    placed = _instance(name, thing, category, on or wall.floor)
    _to_wall(placed, wall, at, Matrix.Rotation(radians(-angle), 4, "X") @ Matrix.Rotation(radians(roll), 4, "Y"), gap)
    let_down(placed, on or wall.floor)
    return placed


def hang(
    name: str, thing: Thing, *, on: Wall, at: tuple[float, float], gap: float = 0.001, category: str | None = None
) -> bpy.types.Object:
    """Fix a thing to a wall, `at`: how far its middle is from the wall's left end, its lower edge above the floor."""
    along, up = at
    placed = _instance(name, thing, category)
    _to_wall(placed, on, along, Matrix.Identity(4), gap)
    placed.matrix_world.translation.z += up - bounds(placed)[0].z
    return placed


def fit(name: str, thing: Thing, *, on: Wall, at: tuple[float, float], category: str | None = None) -> bpy.types.Object:
    """Build a thing in (a worktop on its cupboards), its origin `at` (metres from the wall's left end, up)."""
    along, up = at
    placed = _instance(name, thing, category)
    placed.matrix_world = on.frame @ Matrix.Translation((along, 0, up))
    return placed


def suspend(
    name: str,
    thing: Thing,
    *,
    under: bpy.types.Object,
    at: tuple[float, float],
    turn: float = 0,
    category: str | None = None,
) -> bpy.types.Object:
    """Hang a thing from a ceiling, by its top, `at` (x, y) in the room."""
    placed = _instance(name, thing, category)
    placed.matrix_world = Matrix.Translation((*at, 0)) @ Matrix.Rotation(radians(turn), 4, "Z")
    placed.matrix_world.translation.z += bounds(under)[0].z - bounds(placed)[1].z
    return placed


# --- what the verbs share ----------------------------------------------------------------------------------------------


def _instance(name: str, thing: Thing, category: str | None, on: bpy.types.Object | None = None) -> bpy.types.Object:
    """The thing as an instance that is still where it was made; `on` is what carries it, walls and ceilings apart."""
    category = category or category_of(thing)
    if category is None:
        raise DyceError(f"{name}: nothing says what it is; say it with category=")
    if category not in categories.load():
        raise DyceError(f"{name}: no category {category!r}; scenes/categories.toml lists them")
    if name in bpy.data.objects and (bpy.data.objects[name] is not thing):
        raise DyceError(f"two things are called {name!r}; names are unique in a scene")
    placed = convert.load(thing) if isinstance(thing, str) else thing
    placed.name = name
    placed.pop(KIND, None)
    placed["dyce_category"] = category
    if on is not None:
        placed["dyce_on"] = on.name
    if placed.name not in bpy.context.scene.objects:
        bpy.context.scene.collection.objects.link(placed)
    return placed


def _placed_as_made(
    name: str, thing: bpy.types.Object, category: str | None, frame: Matrix, on: bpy.types.Object, below: float | None
) -> bpy.types.Object:
    pose = thing.matrix_basis.copy()
    placed = _instance(name, thing, category, on)
    placed.matrix_world = frame @ pose
    let_down(placed, on, below)
    return placed


def _frame(on: bpy.types.Object, at: tuple[float, float], turn: float) -> Matrix:
    """The upright frame of what stands on a thing, `at` (right, back) of it, turned against it."""
    return on.matrix_world @ Matrix.Translation((*at, 0)) @ Matrix.Rotation(radians(turn), 4, "Z")


def _height(on: bpy.types.Object, level: float | None) -> float | None:
    """A height over a thing's origin, as one in the world."""
    return None if level is None else on.matrix_world.translation.z + level


def _to_wall(placed: bpy.types.Object, wall: Wall, at: float, pose: Matrix, gap: float) -> None:
    """Turn a thing to face away from the wall, its middle `at` along it, its rearmost point `gap` before it."""
    placed.matrix_world = pose
    low, high = bounds(placed)
    placed.matrix_world = wall.frame @ Matrix.Translation((at - (low.x + high.x) / 2, -gap - high.y, 0)) @ pose
