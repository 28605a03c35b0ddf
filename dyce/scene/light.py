"""Light for a scene that has none or is told another: a neutral sky and a sun, lamps under roofs, a picture all around (bpy)."""

from collections.abc import Iterator, Sequence
from math import radians
from pathlib import Path

import bpy
import numpy as np
from mathutils import Euler, Vector

from dyce.errors import DyceError
from dyce.scene.prepare import GEOMETRY
from dyce.views.camera import intrinsics, look_at
from dyce.views.trace import Tracer

__all__ = ["dated", "give_light", "shines", "surround"]

FAINT = 0.06
"""What an even world of Blender's factory gives, and a little: nobody's choice, so no light by itself."""
SKY = (
    (0.0, (0.13, 0.128, 0.125, 1.0)),
    (0.46, (0.22, 0.216, 0.212, 1.0)),
    (0.52, (0.60, 0.61, 0.63, 1.0)),
    (0.70, (0.38, 0.43, 0.50, 1.0)),
    (1.0, (0.22, 0.29, 0.41, 1.0)),
)
"""Colours of the sky, scene-linear, from straight down (0) over the horizon (0.5) to the zenith (1)."""
SUN, SUN_WIDTH, SUN_STANDS = 2.8, 5.0, (-60.0, 48.0)
"""Its strength, W/m2; its width, degrees, wide enough for shadows with soft edges; azimuth and elevation, degrees."""
PANEL, PANEL_WATTS = 0.7, 15.0
"""A lamp's side, metres, and its power where a unit is a metre."""
APART, LAMPS = 2.2, 24
"""Metres between two lamps at the least; how many there are at the most."""
CLOSED = 0.8
"""Above an eye that is under a roof, more than this share of what it sees looking up is something."""


def shines() -> bool:
    """Whether anything in the prepared scene gives light: a lamp, a world that is more than Blender's faint grey, a surface."""
    world = bpy.context.scene.world
    if _lamps():
        return True
    if world and world.node_tree and not _seen_only() and any(_emits(node, FAINT) for node in _nodes(world.node_tree)):
        return True
    trees = {material.node_tree for material in _materials() if material.node_tree}
    return any(_emits(node, 0.0) for tree in trees for node in _nodes(tree))


def _materials() -> set[bpy.types.Material]:
    """Of all that renders, what geometry nodes make too."""
    drawn = (item.object for item in bpy.context.evaluated_depsgraph_get().object_instances if item.show_self)
    found = {slot.material for obj in drawn if obj.type in GEOMETRY for slot in obj.material_slots}
    return {material.original for material in found if material}


def _nodes(tree: bpy.types.NodeTree) -> Iterator[bpy.types.Node]:
    """All nodes of a tree and of the groups in it."""
    for node in tree.nodes:
        if node.type == "GROUP" and node.node_tree:
            yield from _nodes(node.node_tree)
        elif not node.mute:
            yield node


def _emits(node: bpy.types.Node, above: float) -> bool:
    """Whether a node gives light of more than some radiance, as far as it says so without being computed."""
    names = {"EMISSION": ("Color", "Strength"), "BACKGROUND": ("Color", "Strength")}
    names["BSDF_PRINCIPLED"] = ("Emission Color", "Emission Strength")
    if node.type not in names:
        return False
    colour, strength = (node.inputs[name] for name in names[node.type])
    if node.type != "BSDF_PRINCIPLED" and not node.outputs[0].is_linked:
        return False
    least = 1.0 if colour.is_linked else max(colour.default_value[:3])
    return least * (1.0 if strength.is_linked else strength.default_value) > above


def dated() -> list[str]:
    """Show the current scene as the Blender did that it was made in, where a later one opens it as something else.

    Returns:
        What was changed, a line each.
    """
    made, view = bpy.data.version, bpy.context.scene.view_settings
    notes = []
    if made < (2, 64, 0) and view.view_transform == "Raw":  # what no colour management at all is opened as
        view.view_transform = "Standard"
        notes.append(f"Blender {made[0]}.{made[1]} had no colour management: shown as Standard")
    if _lamps() and (background := _seen_only()):
        _keep_from_lighting(background)
        notes.append(f"the world's colour is seen but gives no light, as in Blender {made[0]}.{made[1]}")
    return notes


def _seen_only() -> bpy.types.Node | None:
    """The shader of a world whose even colour gave no light in the Blender that the scene was made in, for another engine."""
    scene = bpy.context.scene
    tree = scene.world.node_tree if scene.world else None
    if tree is None or bpy.data.version >= (2, 80, 0) or scene.render.engine == "CYCLES":
        return None
    nodes = [node for node in tree.nodes if node.type not in {"FRAME", "OUTPUT_WORLD"}]
    if len(nodes) != 1 or nodes[0].type != "BACKGROUND" or not nodes[0].outputs[0].is_linked:
        return None
    return nodes[0] if _emits(nodes[0], FAINT) or _is_tinted(nodes[0].inputs["Color"].default_value) else None


def _is_tinted(colour: Sequence[float]) -> bool:
    """Whether a faint colour is one: what exposure would make a red room of."""
    return float(np.ptp(colour[:3])) > 0.5 * float(max(colour[:3]))


def _keep_from_lighting(background: bpy.types.Node) -> None:
    """Make an even world light the scene as Blender's faint grey would, and be seen as it is."""
    tree = background.id_data
    path, mix = tree.nodes.new("ShaderNodeLightPath"), tree.nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    grey, seen = (socket for socket in mix.inputs if socket.type == "RGBA")
    grey.default_value = (0.05, 0.05, 0.05, 1.0)
    seen.default_value = background.inputs["Color"].default_value
    tree.links.new(path.outputs["Is Camera Ray"], mix.inputs[0])
    tree.links.new(next(socket for socket in mix.outputs if socket.type == "RGBA"), background.inputs["Color"])


def _lamps() -> list[bpy.types.Object]:
    """The lamps that shine."""
    lamps = (obj for obj in bpy.context.view_layer.objects if obj.type == "LIGHT" and obj.visible_get())
    return [lamp for lamp in lamps if lamp.data.energy > 0 and max(lamp.data.color) > 0]


def give_light(tracer: Tracer, eyes: np.ndarray, unit: float) -> int:
    """Light the current scene: a sky and a sun of its own instead of its world, and lamps over eyes that a roof is above.

    What else shines in it stays.

    Args:
        tracer: the scene.
        eyes: (N, 3) metres, world: where cameras stand.
        unit: metres a unit of the scene.

    Returns:
        How many lamps were hung.
    """
    _give_sky()
    azimuth, elevation = SUN_STANDS
    sun = _lamp("dyce_sun", "SUN")
    sun.data.energy, sun.data.angle, sun.data.color = SUN, radians(SUN_WIDTH), (1.0, 0.96, 0.90)
    sun.rotation_euler = Euler((0, radians(90 - elevation), radians(azimuth)))
    places = _under_roofs(tracer, eyes)
    for place in places:
        panel = _lamp("dyce_panel", "AREA")
        panel.data.size, panel.data.energy = PANEL / unit, PANEL_WATTS / unit**2
        panel.data.color = (1.0, 0.95, 0.88)
        panel.location = Vector((place / unit).tolist())
    return len(places)


def _give_sky() -> None:
    """Put the neutral sky in place of the current scene's world."""
    world = bpy.context.scene.world = bpy.data.worlds.new("dyce_sky")
    tree = world.node_tree
    background = next(node for node in tree.nodes if node.type == "BACKGROUND")
    place, axes, height, ramp = (
        tree.nodes.new(f"ShaderNode{kind}") for kind in ("TexCoord", "SeparateXYZ", "MapRange", "ValToRGB")
    )
    height.inputs["From Min"].default_value = -1.0
    stops = ramp.color_ramp.elements  # one at 0 and one at 1 to begin with
    (_, stops[0].color), (_, stops[1].color) = SKY[0], SKY[-1]
    for at, colour in SKY[1:-1]:
        stops.new(at).color = colour
    tree.links.new(place.outputs["Generated"], axes.inputs[0])
    tree.links.new(axes.outputs["Z"], height.inputs["Value"])
    tree.links.new(height.outputs[0], ramp.inputs[0])
    tree.links.new(ramp.outputs["Color"], background.inputs["Color"])


def surround(path: Path) -> int:
    """Light the current scene by a picture of all directions (equirectangular), instead of by its world and lamps.

    Surfaces that shine stay.

    Returns:
        How many lamps were switched off.

    Raises:
        DyceError: the picture can't be read.
    """
    try:
        image = bpy.data.images.load(str(path.resolve()))
    except RuntimeError as error:
        raise DyceError(
            f"--light: {path} can't be read as a picture; give an .hdr or .exr of all directions"
        ) from error
    if not image.size[0]:
        raise DyceError(f"--light: {path} can't be read as a picture; give an .hdr or .exr of all directions")
    image.pack()
    world = bpy.context.scene.world = bpy.data.worlds.new("dyce_surround")
    texture = world.node_tree.nodes.new("ShaderNodeTexEnvironment")
    texture.image = image
    background = next(node for node in world.node_tree.nodes if node.type == "BACKGROUND")
    world.node_tree.links.new(texture.outputs[0], background.inputs["Color"])
    lamps = _lamps()
    for lamp in lamps:
        lamp.hide_render = lamp.hide_viewport = True
    return len(lamps)


def _under_roofs(tracer: Tracer, eyes: np.ndarray) -> np.ndarray:
    """Where to hang lamps, (N, 3) metres: under what is above the eyes, far enough from each other; none in the open."""
    found: list[np.ndarray] = []
    looking_up = intrinsics(100.0, 16, 16)
    above = tracer.rise(eyes) if len(eyes) else np.empty(0)
    for eye, free in zip(eyes, above, strict=True):
        depth = tracer.seen(looking_up, look_at(eye, eye + [0.0, 0.0, 1.0]), 16, 16)[1]
        if np.isfinite(free) and np.isfinite(depth).mean() > CLOSED:
            place = eye + [0.0, 0.0, min(max(free - 0.12, free / 2), 3.5)]
            if len(found) < LAMPS and all(np.linalg.norm(place - other) > APART for other in found):
                found.append(place)
    return np.array(found).reshape(-1, 3)


def _lamp(name: str, kind: str) -> bpy.types.Object:
    """A lamp, at the origin, that shines down and isn't seen."""
    holder = bpy.data.objects.new(name, bpy.data.lights.new(name, kind))
    holder.visible_camera = False
    bpy.context.scene.collection.objects.link(holder)
    return holder
