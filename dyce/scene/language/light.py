"""Where the light comes from, and how the picture is developed."""

from collections.abc import Sequence
from math import radians
from pathlib import Path

import bpy
from mathutils import Euler, Matrix, Vector

from dyce.scene.language.plan import Room

__all__ = ["exposure", "glow", "sky", "strip", "sun"]


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
