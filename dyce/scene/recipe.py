"""The language that scenes are written in: what a room is, what stands where, where the light comes from.

A recipe is a Python file with a docstring that says what room it is and a function `build()`. It reads as a list: each
verb (`stand`, `beside`, `against`, `lean`, `prop`, `hang`, `suspend`, `nest`; for several at once `run`, `row`, `stack`)
takes the new instance's name, its category and the thing (a pack key or an object of `dyce.models.parametric`), then
where it goes, and returns the placed object, so that the next thing can refer to it. Lengths are metres, angles degrees
counterclockwise from above, Z is up. What stands on something is let down until it touches, whatever the shapes. What is
part of the house (`blocks`, `fix`, `fix_overhead`) has no name and no category: it is structure, never annotated.
"""

import re
import runpy
from collections.abc import Sequence
from math import inf, radians
from pathlib import Path
from typing import TypeAlias

import bpy
from mathutils import Euler, Matrix, Vector
from mathutils.bvhtree import BVHTree

from dyce.errors import DyceError
from dyce.models.pack import convert
from dyce.scene import categories
from dyce.scene.shell import Door, Room, Wall, Window, blocks, room

__all__ = [
    "Door",
    "Room",
    "Wall",
    "Window",
    "against",
    "beside",
    "blocks",
    "build_recipe",
    "clad",
    "exposure",
    "fit",
    "fix",
    "fix_overhead",
    "glow",
    "hang",
    "lean",
    "nest",
    "prop",
    "refinished",
    "room",
    "row",
    "run",
    "sky",
    "stack",
    "stand",
    "strip",
    "sun",
    "suspend",
]

Thing: TypeAlias = str | bpy.types.Object
"""A pack key ("Scopia/toaster"), or an object with its origin at the bottom centre that faces -Y."""

OFF_THE_WALL = 0.016
"""What stands against a wall stands off by the skirting (metres)."""

ABOVE = 0.005
"""From how far above its estimated rest a thing is let down (metres)."""


def build_recipe(path: Path) -> None:
    """Execute a recipe file: its `build()` fills the emptied current Blender scene. Raises DyceError if it cannot."""
    names = runpy.run_path(str(path))
    build = names.get("build")
    if not callable(build):
        raise DyceError(f"{path} has no function build(): a recipe needs one")
    build()


# --- placing -----------------------------------------------------------------------------------------------------------


def stand(
    name: str,
    category: str,
    thing: Thing,
    *,
    on: bpy.types.Object,
    at: tuple[float, float] = (0, 0),
    turn: float = 0,
    level: float | None = None,
) -> bpy.types.Object:
    """Stand a thing on another, `at` metres (right, back) from that one's origin, along its axes.

    It comes to rest on the uppermost surface there; with `level`, on the first one below that height over the carrier's
    origin (a shelf of a bookcase).
    """
    placed = _instance(name, category, thing)
    placed["dyce_on"] = on.name
    _set(placed, on.matrix_world @ Matrix.Translation((*at, 0)), turn)
    _let_down(placed, on, None if level is None else on.matrix_world.translation.z + level)
    return placed


def beside(
    name: str,
    category: str,
    thing: Thing,
    *,
    of: bpy.types.Object,
    side: str = "right",
    gap: float = 0.02,
    shift: float = 0,
    turn: float = 0,
    level: float | None = None,
) -> bpy.types.Object:
    """Stand a thing next to another, on what that one stands on.

    `side` (left, right, front, back) is the other's own as seen from its front; `gap` metres between their boxes; `shift`
    moves along that side (right or back).
    """
    if "dyce_on" not in of:
        raise DyceError(f"{name}: {of.name} stands on nothing, so nothing can stand beside it")
    on = bpy.data.objects[of["dyce_on"]]
    placed = _instance(name, category, thing)
    placed["dyce_on"] = on.name
    _set(placed, of.matrix_world, turn)
    frame = of.matrix_world.inverted()
    low, high = _bounds(of, frame)
    own_low, own_high = _bounds(placed, frame)
    move = {
        "left": (low.x - gap - own_high.x, shift),
        "right": (high.x + gap - own_low.x, shift),
        "front": (shift, low.y - gap - own_high.y),
        "back": (shift, high.y + gap - own_low.y),
    }
    if side not in move:
        raise DyceError(f"{name}: side must be one of {', '.join(move)}, not {side!r}")
    _set(placed, of.matrix_world @ Matrix.Translation((*move[side], 0)), turn)
    _let_down(placed, on, None if level is None else on.matrix_world.translation.z + level)
    return placed


def against(
    name: str,
    category: str,
    thing: Thing,
    *,
    wall: Wall,
    at: float,
    on: bpy.types.Object,
    turn: float = 0,
    gap: float = OFF_THE_WALL,
) -> bpy.types.Object:
    """Stand a thing with its back to a wall, its middle `at` metres from the wall's left end, `gap` off the wall."""
    placed = _instance(name, category, thing)
    placed["dyce_on"] = on.name
    _to_wall(placed, wall, at, Matrix.Rotation(radians(turn), 4, "Z"), gap)
    _let_down(placed, on, None)
    return placed


def run(
    wall: Wall, start: float, row: Sequence[tuple[str, str, Thing]], *, on: bpy.types.Object, gap: float = OFF_THE_WALL
) -> list[bpy.types.Object]:
    """Stand (name, category, thing) side by side against a wall, from `start` metres on, left to right."""
    placed = []
    for name, category, thing in row:
        unit = _instance(name, category, thing)
        unit["dyce_on"] = on.name
        low, high = _bounds(unit)
        _to_wall(unit, wall, start + (high.x - low.x) / 2, Matrix.Identity(4), gap)
        _let_down(unit, on, None)
        start += high.x - low.x
        placed.append(unit)
    return placed


def row(
    name: str,
    category: str,
    things: Sequence[bpy.types.Object],
    *,
    on: bpy.types.Object,
    at: tuple[float, float] = (0, 0),
    turn: float = 0,
    level: float | None = None,
) -> list[bpy.types.Object]:
    """Stand things that were made side by side (a row of books) on another, as `stand` does, each as it was in the row;
    they are called `name`.1, `name`.2, ..."""
    frame = on.matrix_world @ Matrix.Translation((*at, 0)) @ Matrix.Rotation(radians(turn), 4, "Z")
    below = None if level is None else on.matrix_world.translation.z + level
    return [
        _placed_as_made(f"{name}.{number}", category, thing, frame, on, below) for number, thing in enumerate(things, 1)
    ]


def stack(
    name: str,
    category: str,
    things: Sequence[bpy.types.Object],
    *,
    on: bpy.types.Object,
    at: tuple[float, float] = (0, 0),
    turn: float = 0,
    level: float | None = None,
) -> list[bpy.types.Object]:
    """Stand things that were made as a pile (plates, books), the lowest first, each on the one before; see `row`."""
    frame = on.matrix_world @ Matrix.Translation((*at, 0)) @ Matrix.Rotation(radians(turn), 4, "Z")
    below = None if level is None else on.matrix_world.translation.z + level
    pile: list[bpy.types.Object] = []
    for number, thing in enumerate(things, 1):
        carrier, start = (pile[-1], None) if pile else (on, below)
        pile.append(_placed_as_made(f"{name}.{number}", category, thing, frame, carrier, start))
    return pile


def _placed_as_made(
    name: str, category: str, thing: bpy.types.Object, frame: Matrix, on: bpy.types.Object, below: float | None
) -> bpy.types.Object:
    pose = thing.matrix_basis.copy()
    placed = _instance(name, category, thing)
    placed["dyce_on"] = on.name
    placed.matrix_world = frame @ pose
    _let_down(placed, on, below)
    return placed


def lean(
    name: str,
    category: str,
    thing: Thing,
    *,
    wall: Wall,
    at: float,
    on: bpy.types.Object,
    angle: float = 10,
    gap: float = 0.0,
    roll: float = 0,
) -> bpy.types.Object:
    """Lean a thing against a wall: turned by `roll` about its front axis, tipped back by `angle`, its top at the wall."""
    placed = _instance(name, category, thing)
    placed["dyce_on"] = on.name
    _to_wall(placed, wall, at, Matrix.Rotation(radians(-angle), 4, "X") @ Matrix.Rotation(radians(roll), 4, "Y"), gap)
    _let_down(placed, on, None)
    return placed


def prop(
    name: str,
    category: str,
    thing: Thing,
    *,
    on: bpy.types.Object,
    at: tuple[float, float],
    level: float | None = None,
    turn: float = 0,
    tip: float = 15,
    roll: float = 0,
    by: Sequence[bpy.types.Object] = (),
) -> bpy.types.Object:
    """Prop a thing up on another (a cushion on a sofa): faced by `turn`, tipped back by `tip`, it is let down (from
    `level` over the carrier's origin) and pushed backwards from `at` until it touches the carrier or one of `by`.
    """
    placed = _instance(name, category, thing)
    placed["dyce_on"] = on.name
    upright = on.matrix_world @ Matrix.Translation((*at, 0)) @ Matrix.Rotation(radians(turn), 4, "Z")
    placed.matrix_world = upright @ Matrix.Rotation(radians(-tip), 4, "X") @ Matrix.Rotation(radians(roll), 4, "Y")
    below = None if level is None else on.matrix_world.translation.z + level
    _let_down(placed, on, below)
    placed.matrix_world.translation.z += ABOVE
    way = (upright.to_3x3() @ Vector((0, 1, 0))).normalized()
    low, high = _bounds(placed)
    own = _soup(placed)
    path = inf
    for behind in (on, *by):
        other = _soup(behind)
        path = min(
            path,
            _clearance(own[0], other, way),
            _clearance([point for point in other[0] if low.z < point.z < high.z], own, -way),
        )
    if path == inf:
        raise DyceError(f"{name} has nothing behind it on {on.name} to be propped against; turn it with turn=")
    placed.matrix_world.translation += way * path
    _let_down(placed, on, _bounds(placed)[0].z)
    return placed


def hang(
    name: str, category: str, thing: Thing, *, wall: Wall, at: float, height: float, gap: float = 0.001
) -> bpy.types.Object:
    """Fix a thing to a wall: its middle `at` metres from the wall's left end, its lower edge `height` above the floor."""
    placed = _instance(name, category, thing)
    _to_wall(placed, wall, at, Matrix.Identity(4), gap)
    placed.matrix_world.translation.z += height - _bounds(placed)[0].z
    return placed


def fit(name: str, category: str, thing: Thing, *, wall: Wall, at: float, height: float) -> bpy.types.Object:
    """Build a thing in (a worktop on its cupboards): its origin `at` metres from the wall's left end, `height` up."""
    placed = _instance(name, category, thing)
    placed.matrix_world = wall.frame @ Matrix.Translation((at, 0, height))
    return placed


def fix(thing: bpy.types.Object, *, wall: Wall, at: float, height: float, gap: float = 0.0) -> bpy.types.Object:
    """Fix a part of the house to a wall (a switch, a vent): its origin `at` metres from the wall's left end, `height` up."""
    thing.matrix_world = wall.frame @ Matrix.Translation((at, -gap, height))
    return thing


def fix_overhead(thing: bpy.types.Object, *, under: bpy.types.Object, at: tuple[float, float]) -> bpy.types.Object:
    """Fix a part of the house under a ceiling, `at` (x, y) in the room."""
    thing.matrix_world = Matrix.Translation((*at, _bounds(under)[0].z))
    return thing


def suspend(
    name: str, category: str, thing: Thing, *, under: bpy.types.Object, at: tuple[float, float], turn: float = 0
) -> bpy.types.Object:
    """Hang a thing from a ceiling, by its top, `at` (x, y) in the room."""
    placed = _instance(name, category, thing)
    _set(placed, Matrix.Translation((*at, 0)), turn)
    placed.matrix_world.translation.z += _bounds(under)[0].z - _bounds(placed)[1].z
    return placed


def nest(
    name: str,
    category: str,
    thing: Thing,
    *,
    inside: bpy.types.Object,
    at: tuple[float, float, float],
    turn: tuple[float, float, float] = (0, 0, 0),
) -> bpy.types.Object:
    """Put a thing in another at a known pose relative to it, settled beforehand (fruit in a bowl)."""
    placed = _instance(name, category, thing)
    placed["dyce_on"] = inside.name
    pose = Matrix.Translation(at) @ Euler([radians(angle) for angle in turn]).to_matrix().to_4x4()
    placed.matrix_world = inside.matrix_world @ pose
    return placed


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


def _instance(name: str, category: str, thing: Thing) -> bpy.types.Object:
    if category not in categories.load():
        raise DyceError(f"{name}: no category {category!r}; scenes/categories.toml lists them")
    if name in bpy.data.objects and (bpy.data.objects[name] is not thing):
        raise DyceError(f"two things are called {name!r}; names are unique in a scene")
    placed = convert.load(thing) if isinstance(thing, str) else thing
    placed.name = name
    placed["dyce_category"] = category
    if placed.name not in bpy.context.scene.objects:
        bpy.context.scene.collection.objects.link(placed)
    return placed


def _set(placed: bpy.types.Object, frame: Matrix, turn: float) -> None:
    """Move a thing to the origin of an upright frame, turned about Z against it."""
    placed.matrix_world = frame @ Matrix.Rotation(radians(turn), 4, "Z")


def _to_wall(placed: bpy.types.Object, wall: Wall, at: float, pose: Matrix, gap: float) -> None:
    """Turn a thing to face away from the wall, its middle `at` along it, its rearmost point `gap` before it."""
    placed.matrix_world = pose
    low, high = _bounds(placed)
    placed.matrix_world = wall.frame @ Matrix.Translation((at - (low.x + high.x) / 2, -gap - high.y, 0)) @ pose


# --- coming to rest ----------------------------------------------------------------------------------------------------


def _let_down(placed: bpy.types.Object, carrier: bpy.types.Object, below: float | None) -> None:
    """Lower a thing on to its carrier until they touch: no vertex of either ends up inside the other, seen from above.

    Starts over the carrier's top, or with the thing's bottom at height `below`.
    """
    low, high = _bounds(placed)
    start = _bounds(carrier)[1].z + ABOVE if below is None else below
    placed.matrix_world.translation.z += start - low.z
    own, ground = _soup(placed), _soup(carrier)
    fall = min(
        _clearance(own[0], ground, Vector((0, 0, -1))),
        _clearance([v for v in ground[0] if low.x < v.x < high.x and low.y < v.y < high.y], own, Vector((0, 0, 1))),
    )
    if fall == inf:
        raise DyceError(f"{placed.name} would stand beside {carrier.name}, not on it; move it with at=")
    placed.matrix_world.translation.z -= fall


def _clearance(points: Sequence[Vector], soup: tuple[list[Vector], list[tuple[int, ...]]], way: Vector) -> float:
    tree = BVHTree.FromPolygons(*soup)
    distances = (tree.ray_cast(point, way)[3] for point in points)
    return min((distance for distance in distances if distance is not None), default=inf)


def _soup(root: bpy.types.Object) -> tuple[list[Vector], list[tuple[int, ...]]]:
    """World vertices and polygons of an object and all below it."""
    points: list[Vector] = []
    faces: list[tuple[int, ...]] = []
    for thing, world in _meshes(root):
        first = len(points)
        points += [world @ vertex.co for vertex in thing.data.vertices]
        faces += [tuple(first + i for i in polygon.vertices) for polygon in thing.data.polygons]
    return points, faces


def _bounds(root: bpy.types.Object, frame: Matrix | None = None) -> tuple[Vector, Vector]:
    """The box of an object and all below it, in the frame that `frame` maps the world to (the world's by default)."""
    corners = []
    for thing, world in _meshes(root):
        to_frame = frame @ world if frame else world
        corners += [to_frame @ vertex.co for vertex in thing.data.vertices]
    return (Vector(min(c[i] for c in corners) for i in range(3)), Vector(max(c[i] for c in corners) for i in range(3)))


def _meshes(root: bpy.types.Object) -> list[tuple[bpy.types.Object, Matrix]]:
    """The mesh objects of a hierarchy with their matrices, read without waiting for the dependency graph."""
    found = []
    stack = [(root, root.matrix_world)]
    while stack:
        thing, world = stack.pop()
        if thing.type == "MESH":
            found.append((thing, world.copy()))
        stack += [(child, world @ child.matrix_parent_inverse @ child.matrix_basis) for child in thing.children]
    return found


# --- light -------------------------------------------------------------------------------------------------------------


def sky(
    image: str,
    *,
    strength: float = 1.0,
    view: float = 1.0,
    turn: float = 0,
    tint: Sequence[float] = (1.0, 1.0, 1.0),
    saturation: float = 1.0,
    room: Room | None = None,
) -> None:
    """Surround the scene with one of Blender's own HDRIs ("forest.exr"); the windows of `room` guide its light inside.

    `strength` is how it lights, `view` how bright it is to look at: film holds a range that a photographer would
    compress in print. `tint` colours it (the blue hour); `saturation` below 1 greys it, as rain does.
    """
    scene = bpy.context.scene
    world = scene.world = bpy.data.worlds.new("sky")
    tree = world.node_tree
    background = next(node for node in tree.nodes if node.type == "BACKGROUND")
    place, turned, texture = (
        tree.nodes.new(kind) for kind in ("ShaderNodeTexCoord", "ShaderNodeMapping", "ShaderNodeTexEnvironment")
    )
    folder = Path(bpy.utils.resource_path("LOCAL")) / "datafiles" / "studiolights" / "world"
    texture.image = bpy.data.images.load(str(folder / image), check_existing=True)
    texture.image.pack()
    turned.inputs["Rotation"].default_value[2] = radians(turn)
    tree.links.new(place.outputs["Generated"], turned.inputs["Vector"])
    tree.links.new(turned.outputs[0], texture.inputs["Vector"])
    greyed, tinted = tree.nodes.new("ShaderNodeHueSaturation"), tree.nodes.new("ShaderNodeVectorMath")
    greyed.inputs["Saturation"].default_value = saturation
    tinted.operation = "MULTIPLY"
    tinted.inputs[1].default_value = tint
    tree.links.new(texture.outputs[0], greyed.inputs["Color"])
    tree.links.new(greyed.outputs[0], tinted.inputs[0])
    tree.links.new(tinted.outputs[0], background.inputs["Color"])
    path, level = tree.nodes.new("ShaderNodeLightPath"), tree.nodes.new("ShaderNodeMapRange")
    level.inputs["To Min"].default_value, level.inputs["To Max"].default_value = strength, view
    tree.links.new(path.outputs["Is Camera Ray"], level.inputs["Value"])
    tree.links.new(level.outputs[0], background.inputs["Strength"])
    for wall, window in [(room.walls[window.wall], window) for window in room.windows] if room else []:
        middle = (window.at + window.width / 2, 0.14, window.sill + window.height / 2)
        portal = _lamp(
            "portal", "AREA", wall.frame @ Matrix.Translation(middle) @ Matrix.Rotation(radians(-90), 4, "X")
        )
        portal.shape, portal.size, portal.size_y = "RECTANGLE", window.width, window.height
        portal.cycles.is_portal = True


def sun(
    *,
    azimuth: float,
    elevation: float,
    strength: float,
    colour: Sequence[float] = (1.0, 0.93, 0.82),
    angle: float = 0.8,
) -> None:
    """The sun: `azimuth` degrees counterclockwise from +X is where it stands, `angle` its width (haze widens it)."""
    aim = Euler((0, radians(90 - elevation), radians(azimuth))).to_matrix().to_4x4()
    lamp = _lamp("sun", "SUN", aim)
    lamp.energy, lamp.angle, lamp.color = strength, radians(angle), colour


def glow(
    at: Sequence[float], *, watts: float, colour: Sequence[float] = (1.0, 0.82, 0.62), radius: float = 0.05
) -> None:
    """A lamp that shines all around."""
    lamp = _lamp("glow", "POINT", Matrix.Translation(at))
    lamp.energy, lamp.color, lamp.shadow_soft_size = watts, colour, radius


def strip(
    at: Sequence[float],
    *,
    size: tuple[float, float],
    watts: float,
    toward: Sequence[float] = (0, 0, -1),
    colour: Sequence[float] = (1.0, 0.85, 0.68),
) -> None:
    """A flat lamp of `size` (width, height) metres that shines one way."""
    aim = Vector(toward).to_track_quat("-Z", "Y").to_matrix().to_4x4()
    lamp = _lamp("strip", "AREA", Matrix.Translation(at) @ aim)
    lamp.shape, lamp.size, lamp.size_y, lamp.energy, lamp.color = "RECTANGLE", *size, watts, colour


def exposure(stops: float = 0.0) -> None:
    """How the picture is developed: AgX with medium high contrast, `stops` brighter."""
    view = bpy.context.scene.view_settings
    view.view_transform, view.look, view.exposure = "AgX", "AgX - Medium High Contrast", stops


def _lamp(name: str, kind: str, frame: Matrix) -> bpy.types.Light:
    lamp = bpy.data.lights.new(name, kind)
    holder = bpy.data.objects.new(name, lamp)
    holder.matrix_world = frame
    holder.visible_camera = False
    bpy.context.scene.collection.objects.link(holder)
    return lamp
