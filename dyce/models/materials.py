"""Materials: Principled shaders made from MTL entries by rule, and procedural ones for rooms and parametric models.

Every material varies a little in roughness and, where a real surface does, in height: nothing looks more made up than a
perfectly even one. Procedural patterns use object coordinates in metres, so they neither stretch nor need UV maps.
"""

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bpy

__all__ = [
    "Colour",
    "bulb",
    "fabric",
    "from_mtl",
    "glass",
    "leather",
    "metal",
    "pane",
    "picture",
    "plain",
    "planks",
    "plaster",
    "principled_of",
    "read_mtl",
    "tiles",
    "wood",
]

Colour = Sequence[float]
"""Linear RGB, 0..1."""

BRIGHTEST = 0.80
"""No painted or printed surface reflects more: fresh white wall paint measures 0.8 to 0.85."""


# --- materials by kind -------------------------------------------------------------------------------------------------


def plain(
    name: str, colour: Colour, roughness: float = 0.5, *, grain: float = 0.03, metallic: float = 0.0, coat: float = 0.0
) -> bpy.types.Material:
    """Painted, glazed or moulded stuff; `grain` is the strength of its micro-relief."""
    material, shader = _new(name, colour, roughness)
    shader.inputs["Metallic"].default_value = metallic
    shader.inputs["Coat Weight"].default_value = coat
    _weather(material, shader, scale=80, bump=grain, height=0.0008, spread=0.06)
    _handled(material, shader, colour, roughness)
    return material


def metal(name: str, colour: Colour = (0.62, 0.62, 0.61), roughness: float = 0.25) -> bpy.types.Material:
    """Bare metal: steel as it is, brass and copper by colour."""
    material, shader = _new(name, colour, roughness, brightest=1.0)
    shader.inputs["Metallic"].default_value = 1.0
    _weather(material, shader, scale=40, bump=0.0, height=0.0, spread=0.07)
    return material


def fabric(name: str, colour: Colour, *, weave: float = 0.5) -> bpy.types.Material:
    """Woven cloth; `weave` is the strength of its relief."""
    material, shader = _new(name, colour, 0.95)
    shader.inputs["Sheen Weight"].default_value = 0.35
    shader.inputs["Specular IOR Level"].default_value = 0.2
    _weather(material, shader, scale=350, bump=weave, height=0.003, spread=0.03)
    return material


def leather(name: str, colour: Colour) -> bpy.types.Material:
    """Leather: half-gloss with a fine grain."""
    material, shader = _new(name, colour, 0.42)
    _weather(material, shader, scale=180, bump=0.25, height=0.002, spread=0.1)
    return material


def glass(
    name: str, tint: Colour = (1.0, 1.0, 1.0), *, roughness: float = 0.0, ior: float = 1.45
) -> bpy.types.Material:
    """Solid glass for closed bodies.

    Shadow rays pass it, tinted, so that what stands in or behind glass is lit without caustics; all other rays refract,
    so that the object passes of Cycles see the glass itself.
    """
    material, shader = _new(name, tint, roughness, brightest=1.0)
    shader.inputs["Transmission Weight"].default_value = 1.0
    shader.inputs["IOR"].default_value = ior
    _let_light_through(material, shader, tint)
    return material


def pane(name: str, tint: Colour = (0.95, 0.97, 0.96)) -> bpy.types.Material:
    """Window glass: a thin sheet that reflects at grazing angles and otherwise is not there, for passes either."""
    material = bpy.data.materials.new(name)
    tree = material.node_tree
    tree.nodes.clear()
    fresnel = _node(tree, "ShaderNodeFresnel", IOR=1.35)
    through = _node(tree, "ShaderNodeBsdfTransparent", Color=(*tint, 1))
    mirror = _node(tree, "ShaderNodeBsdfGlossy", Roughness=0.0)
    mix = _node(tree, "ShaderNodeMixShader")
    output = _node(tree, "ShaderNodeOutputMaterial")
    camera = _node(tree, "ShaderNodeLightPath")
    share = _math(tree, "MULTIPLY", fresnel.outputs[0], camera.outputs["Is Camera Ray"])
    tree.links.new(share, mix.inputs[0])
    tree.links.new(through.outputs[0], mix.inputs[1])
    tree.links.new(mirror.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], output.inputs[0])
    return material


def bulb(name: str, colour: Colour, strength: float) -> bpy.types.Material:
    """A glowing surface: something to look at, not a source (Cycles does not sample it; put a lamp beside it)."""
    material, shader = _new(name, (0.8, 0.8, 0.8), 0.4)
    shader.inputs["Emission Color"].default_value = (*colour, 1)
    shader.inputs["Emission Strength"].default_value = strength
    material.cycles.emission_sampling = "NONE"
    return material


def wood(
    name: str,
    dark: Colour = (0.30, 0.16, 0.075),
    light: Colour = (0.48, 0.28, 0.14),
    *,
    along: str = "X",
    roughness: float = 0.42,
    stave: float = 0.0,
) -> bpy.types.Material:
    """Solid wood with its grain along an object axis; `stave` > 0 glues it from strips of that width (metres)."""
    material, shader = _new(name, light, roughness)
    tree = material.node_tree
    place = _node(tree, "ShaderNodeTexCoord").outputs["Object"]
    turn = {"X": (0, 0, 0), "Y": (0, 0, math.pi / 2), "Z": (0, math.pi / 2, 0)}[along]
    place = _mapped(tree, place, rotation=turn)
    if not stave:
        place = _shifted(tree, place, _node(tree, "ShaderNodeObjectInfo").outputs["Random"])
    if stave:
        board, seam = _boards(tree, place, length=stave * 14, width=stave, joint=0.0004)
        place = _shifted(tree, place, board)
    grain = _grain(tree, place, rings=9)
    tone = _math(tree, "MULTIPLY_ADD", board, 0.30, _math(tree, "SUBTRACT", grain, 0.15)) if stave else grain
    colour = _ramp(tree, tone, dark, light)
    if stave:
        colour = _mix(tree, seam, colour, tuple(x * 0.35 for x in dark))
    tree.links.new(colour, shader.inputs["Base Color"])
    _vary(tree, shader, grain, roughness - 0.08, roughness + 0.1)
    _relief(tree, shader, grain, strength=0.12, height=0.0006)
    return material


def planks(
    name: str = "planks",
    dark: Colour = (0.10, 0.055, 0.03),
    light: Colour = (0.26, 0.15, 0.08),
    *,
    width: float = 0.14,
    length: float = 1.2,
    along: str = "X",
) -> bpy.types.Material:
    """A floor of boards in the XY plane."""
    material, shader = _new(name, light, 0.35)
    tree = material.node_tree
    place = _node(tree, "ShaderNodeTexCoord").outputs["Object"]
    place = _mapped(tree, place, rotation=(0, 0, 0 if along == "X" else math.pi / 2))
    board, seam = _boards(tree, place, length, width, joint=0.0016)
    grain = _grain(tree, _shifted(tree, place, board), rings=3)
    tone = _math(tree, "MULTIPLY_ADD", board, 0.32, _math(tree, "SUBTRACT", grain, 0.14))
    colour = _mix(tree, seam, _ramp(tree, tone, dark, light), (0.02, 0.014, 0.01))
    tree.links.new(colour, shader.inputs["Base Color"])
    _vary(tree, shader, grain, 0.24, 0.45)
    height = _math(tree, "MULTIPLY_ADD", seam, -1.0, _math(tree, "MULTIPLY", grain, 0.10))
    _relief(tree, shader, height, strength=0.35, height=0.0022)
    return material


def tiles(
    name: str = "tiles",
    colour: Colour = (0.72, 0.72, 0.69),
    *,
    width: float = 0.15,
    height: float = 0.075,
    joint: float = 0.0018,
    grout: Colour = (0.42, 0.40, 0.37),
    floor: bool = False,
    stagger: float = 0.5,
    roughness: float = 0.12,
) -> bpy.types.Material:
    """Glazed tiles on a wall (object X or Y along, Z up) or, with `floor`, in the XY plane."""
    material, shader = _new(name, colour, roughness)
    tree = material.node_tree
    place = _node(tree, "ShaderNodeTexCoord").outputs["Object"]
    flat = place if floor else _on_wall(tree, place)
    board, seam = _boards(tree, flat, width, height, joint, stagger=stagger)
    glaze = _ramp(tree, board, tuple(x * 0.90 for x in colour), colour)
    age = _node(tree, "ShaderNodeTexNoise", Scale=5.0, Detail=4.0)
    tree.links.new(place, age.inputs["Vector"])
    dirty = _ramp(tree, age.outputs[0], tuple(x * 0.62 for x in grout), tuple(min(x * 1.12, BRIGHTEST) for x in grout))
    tree.links.new(_mix(tree, seam, glaze, dirty), shader.inputs["Base Color"])
    _vary(tree, shader, seam, roughness, 0.75)
    dent = _node(tree, "ShaderNodeTexNoise", Scale=13.0, Detail=1.0)
    tree.links.new(place, dent.inputs["Vector"])
    profile = _math(tree, "MULTIPLY_ADD", seam, -1.0, _math(tree, "MULTIPLY", dent.outputs[0], 0.5))
    _relief(tree, shader, profile, strength=0.5, height=0.002)
    return material


def plaster(
    name: str = "plaster", colour: Colour = (0.72, 0.70, 0.65), *, relief: float = 0.10, wear: float = 1.0
) -> bpy.types.Material:
    """Painted wall: matt, uneven in tone, sheen and height, as roller and years leave it.

    `relief` is the strength of the grain of roller and trowel; `wear` that of all the rest: hollows half a metre wide,
    yellower patches, rubbed places, scuffs up to half a metre above the floor. In world coordinates: no two walls are
    alike.
    """
    material, shader = _new(name, colour, 0.85)
    tree = material.node_tree
    place = _node(tree, "ShaderNodeNewGeometry").outputs["Position"]

    def noise(at: bpy.types.NodeSocket, scale: float, detail: float) -> bpy.types.NodeSocket:
        node = _node(tree, "ShaderNodeTexNoise", Scale=scale, Detail=detail)
        tree.links.new(at, node.inputs["Vector"])
        return node.outputs[0]

    cloud, years = noise(place, 1.3, 3.0), noise(place, 0.55, 2.0)
    tone = _ramp(tree, cloud, tuple(x * (1 - 0.05 * wear) for x in colour), colour)
    yellowed = tuple(x * (1 - share * wear) for x, share in zip(colour, (0.055, 0.072, 0.125)))
    tone = _mix(tree, _stretch(tree, years, 0.45, 0.70), tone, yellowed)
    smear = noise(_mapped(tree, place, scale=(5, 5, 16)), 1.0, 4.0)
    height = tree.nodes.new("ShaderNodeSeparateXYZ")
    tree.links.new(place, height.inputs[0])
    low = _stretch(tree, height.outputs[2], 0.55, 0.10)
    scuff = _math(tree, "MULTIPLY", _stretch(tree, smear, 0.56, 0.70), low)
    tone = _mix(tree, _math(tree, "MULTIPLY", scuff, 0.30 * wear), tone, tuple(x * 0.55 for x in colour))
    tree.links.new(tone, shader.inputs["Base Color"])
    _vary(tree, shader, noise(place, 2.7, 3.0), 0.85 - 0.22 * wear, 0.85 + 0.16 * wear)
    normal = None
    for scale, detail, strength, depth in (
        (1.7, 1.5, 1.0, 0.011 * wear),
        (8.0, 4.0, 1.0, 0.010 * relief * wear),
        (140.0, 2.0, relief, 0.0015),
    ):
        bump = _node(tree, "ShaderNodeBump", Strength=strength, Distance=depth)
        tree.links.new(noise(place, scale, detail), bump.inputs["Height"])
        if normal:
            tree.links.new(normal, bump.inputs["Normal"])
        normal = bump.outputs[0]
    tree.links.new(normal, shader.inputs["Normal"])
    return material


def picture(name: str, image: bpy.types.Image, roughness: float = 0.6) -> bpy.types.Material:
    """A printed surface: the image on the UV map."""
    material, shader = _new(name, (0.5, 0.5, 0.5), roughness)
    tree = material.node_tree
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = image
    tree.links.new(texture.outputs[0], shader.inputs["Base Color"])
    return material


# --- from an OBJ's MTL -------------------------------------------------------------------------------------------------

METAL = re.compile(r"chrome|metal|steel|inox|alum|iron|acier|brass|gold|silver|handle|faucet|tap|knob|screw")
PAINTED = re.compile(r"matte|paint|white|blanc")
FABRIC = re.compile(
    r"fabric|tissu|cloth|textile|cushion|coussin|sofa|couch|pillow|seat|linen|carpet|rug|towel|felt"
    r"|upholster|burlap|beige|curtain"
)
NOT_FABRIC = re.compile(r"wood|leg|pied|leather|cuir|metal")
LEATHER = re.compile(r"leather|cuir")


def read_mtl(path: Path) -> dict[str, dict[str, Any]]:
    """The entries of an MTL file: name -> {keyword: [numbers] or text}. Missing files have none."""
    entries: dict[str, dict[str, Any]] = {}
    current: dict[str, Any] = {}
    for line in path.read_text(errors="ignore").splitlines() if path.exists() else []:
        keyword, *words = line.split() or [""]
        if keyword == "newmtl":
            current = entries.setdefault(" ".join(words), {})
        elif keyword:
            try:
                current[keyword] = [float(word) for word in words]
            except ValueError:
                current[keyword] = " ".join(words)
    return entries


def from_mtl(material: bpy.types.Material, entry: dict[str, Any], hint: str = "") -> str:
    """Turn an imported material into a believable one, judged by its name, `hint` (the model's title) and MTL `entry`.

    Returns the kind it was taken for: glass, metal, fabric, leather, textured or plain.
    """
    shader = principled_of(material)
    if shader is None:
        return "none"
    tree = material.node_tree
    diffuse, specular = _triple(entry, "Kd", 0.8), _triple(entry, "Ks", 0.0)
    shine = _triple(entry, "Ns", 10.0)[0]
    textured = any(node.type == "TEX_IMAGE" for node in tree.nodes)
    kind = _kind(material.name, hint, entry, textured, diffuse, specular, shine)

    for link in [] if textured and kind != "glass" else list(shader.inputs["Alpha"].links):
        tree.links.remove(link)
    shader.inputs["Metallic"].default_value = 0.0
    shader.inputs["Specular IOR Level"].default_value = 0.5
    if not textured:
        shader.inputs["Base Color"].default_value = (*(min(x, BRIGHTEST) for x in diffuse), 1)
    if kind == "glass":
        _thin_glass(material, shader, diffuse)
    elif kind == "metal":
        shader.inputs["Metallic"].default_value = 1.0
        shader.inputs["Roughness"].default_value = 0.22
        if not textured and sum(diffuse) < 1.05:
            shader.inputs["Base Color"].default_value = (*(0.55 + 0.2 * x for x in diffuse), 1)
        _weather(material, shader, scale=40, bump=0.0, height=0.0, spread=0.07)
    elif kind == "fabric":
        shader.inputs["Roughness"].default_value = 0.95
        shader.inputs["Sheen Weight"].default_value = 0.35
        shader.inputs["Specular IOR Level"].default_value = 0.2
        _weather(material, shader, scale=350, bump=0.5, height=0.003, spread=0.03)
    elif kind == "leather":
        shader.inputs["Roughness"].default_value = 0.42
        _weather(material, shader, scale=180, bump=0.25, height=0.002, spread=0.1)
    elif kind == "textured":
        shader.inputs["Roughness"].default_value = 0.45
        _weather(material, shader, scale=60, bump=0.05, height=0.001, spread=0.12)
    else:
        shader.inputs["Roughness"].default_value = 0.5 if sum(specular) < 0.45 else 0.18 if shine > 80 else 0.32
        _weather(material, shader, scale=80, bump=0.03, height=0.0008, spread=0.06)
    return kind


def principled_of(material: bpy.types.Material) -> bpy.types.Node | None:
    """The Principled shader of a material, if it has one."""
    nodes = material.node_tree.nodes if material.node_tree else ()
    return next((node for node in nodes if node.type == "BSDF_PRINCIPLED"), None)


def _kind(
    name: str,
    hint: str,
    entry: dict[str, Any],
    textured: bool,
    diffuse: list[float],
    specular: list[float],
    shine: float,
) -> str:
    words = f"{name} {hint}".lower()
    opacity = _triple(entry, "d", 1.0)[0] if "d" in entry else 1.0 - _triple(entry, "Tr", 0.0)[0]
    if opacity < 0.97 and not textured:
        return "glass"
    polished = sum(specular) > 2.25 and sum(diffuse) < 2.25 and not textured and shine > 60
    if (METAL.search(words) and not PAINTED.search(words)) or polished:
        return "metal"
    if FABRIC.search(words) and not NOT_FABRIC.search(words):
        return "fabric"
    if LEATHER.search(words):
        return "leather"
    return "textured" if textured else "plain"


def _triple(entry: dict[str, Any], keyword: str, default: float) -> list[float]:
    numbers = entry.get(keyword)
    if not isinstance(numbers, list) or not numbers:
        return [default] * 3
    return (numbers * 3)[:3]


def _thin_glass(material: bpy.types.Material, shader: bpy.types.Node, diffuse: list[float]) -> None:
    """Glass of models whose walls may be single sheets or turned inside out: it reflects like glass and hardly bends."""
    tint = tuple(min(1.0, 0.75 + 0.25 * x) for x in diffuse)
    shader.inputs["Base Color"].default_value = (*tint, 1)
    shader.inputs["Alpha"].default_value = 1.0
    shader.inputs["Transmission Weight"].default_value = 1.0
    shader.inputs["Roughness"].default_value = 0.0
    shader.inputs["IOR"].default_value = 1.06
    shader.inputs["Coat Weight"].default_value = 0.8
    shader.inputs["Coat Roughness"].default_value = 0.0
    _let_light_through(material, shader, tint)


# --- node building -----------------------------------------------------------------------------------------------------


def _new(
    name: str, colour: Colour, roughness: float, brightest: float = BRIGHTEST
) -> tuple[bpy.types.Material, bpy.types.Node]:
    material = bpy.data.materials.new(name)
    shader = principled_of(material)
    assert shader is not None
    shader.inputs["Base Color"].default_value = (*(min(x, brightest) for x in colour), 1)
    shader.inputs["Roughness"].default_value = roughness
    return material, shader


def _node(tree: bpy.types.NodeTree, kind: str, **inputs: Any) -> bpy.types.Node:
    node = tree.nodes.new(kind)
    for name, value in inputs.items():
        node.inputs[name.replace("_", " ")].default_value = value
    return node


def _math(tree: bpy.types.NodeTree, operation: str, *operands: Any) -> bpy.types.NodeSocket:
    """A maths node; operands are numbers or sockets."""
    node = tree.nodes.new("ShaderNodeMath")
    node.operation = operation
    for slot, operand in zip(node.inputs, operands):
        if isinstance(operand, bpy.types.NodeSocket):
            tree.links.new(operand, slot)
        else:
            slot.default_value = operand
    return node.outputs[0]


def _mix(
    tree: bpy.types.NodeTree,
    factor: bpy.types.NodeSocket,
    colour: bpy.types.NodeSocket,
    other: Colour | bpy.types.NodeSocket,
) -> bpy.types.NodeSocket:
    node = tree.nodes.new("ShaderNodeMix")
    node.data_type = "RGBA"
    tree.links.new(factor, node.inputs["Factor"])
    tree.links.new(colour, node.inputs[6])
    if isinstance(other, bpy.types.NodeSocket):
        tree.links.new(other, node.inputs[7])
    else:
        node.inputs[7].default_value = (*other, 1)
    return node.outputs[2]


def _stretch(
    tree: bpy.types.NodeTree, value: bpy.types.NodeSocket, nothing: float, full: float
) -> bpy.types.NodeSocket:
    """0 where a value is `nothing`, 1 where it is `full`, clamped."""
    node = _node(tree, "ShaderNodeMapRange", From_Min=nothing, From_Max=full)
    tree.links.new(value, node.inputs["Value"])
    return node.outputs[0]


def _ramp(tree: bpy.types.NodeTree, factor: bpy.types.NodeSocket, dark: Colour, light: Colour) -> bpy.types.NodeSocket:
    node = tree.nodes.new("ShaderNodeValToRGB")
    first, last = node.color_ramp.elements
    first.position, last.position = 0.28, 0.72
    first.color, last.color = (*dark, 1), (*light, 1)
    tree.links.new(factor, node.inputs[0])
    return node.outputs[0]


def _mapped(
    tree: bpy.types.NodeTree,
    place: bpy.types.NodeSocket,
    rotation: tuple[float, float, float] = (0, 0, 0),
    scale: tuple[float, float, float] = (1, 1, 1),
) -> bpy.types.NodeSocket:
    node = _node(tree, "ShaderNodeMapping", Rotation=rotation, Scale=scale)
    tree.links.new(place, node.inputs["Vector"])
    return node.outputs[0]


def _on_wall(tree: bpy.types.NodeTree, place: bpy.types.NodeSocket) -> bpy.types.NodeSocket:
    """(x + y, z): a flat pattern that runs along axis-parallel walls."""
    parts = tree.nodes.new("ShaderNodeSeparateXYZ")
    flat = tree.nodes.new("ShaderNodeCombineXYZ")
    tree.links.new(place, parts.inputs[0])
    tree.links.new(_math(tree, "ADD", parts.outputs[0], parts.outputs[1]), flat.inputs[0])
    tree.links.new(parts.outputs[2], flat.inputs[1])
    return flat.outputs[0]


def _boards(
    tree: bpy.types.NodeTree,
    place: bpy.types.NodeSocket,
    length: float,
    width: float,
    joint: float,
    stagger: float = 0.37,
) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
    """(a number 0..1 for each board, 1 in the joints)."""
    brick = _node(
        tree,
        "ShaderNodeTexBrick",
        Scale=1.0,
        Brick_Width=length,
        Row_Height=width,
        Mortar_Size=joint,
        Mortar_Smooth=0.35,
        Bias=0.0,
        Color1=(0, 0, 0, 1),
        Color2=(1, 1, 1, 1),
        Mortar=(0.5, 0.5, 0.5, 1),
    )
    brick.offset = stagger
    tree.links.new(place, brick.inputs["Vector"])
    return brick.outputs["Color"], brick.outputs["Fac"]


def _shifted(
    tree: bpy.types.NodeTree, place: bpy.types.NodeSocket, board: bpy.types.NodeSocket
) -> bpy.types.NodeSocket:
    """Each board is cut from another place of the tree."""
    node = tree.nodes.new("ShaderNodeVectorMath")
    node.operation = "MULTIPLY_ADD"
    node.inputs[1].default_value = (7.0, 13.0, 5.0)
    tree.links.new(board, node.inputs[0])
    tree.links.new(place, node.inputs[2])
    return node.outputs[0]


def _grain(tree: bpy.types.NodeTree, place: bpy.types.NodeSocket, rings: float) -> bpy.types.NodeSocket:
    """Wood grain along X, 0..1."""
    noise = _node(tree, "ShaderNodeTexNoise", Scale=rings, Detail=6.0, Roughness=0.65, Distortion=1.1)
    tree.links.new(_mapped(tree, place, scale=(1.2, 16, 16)), noise.inputs["Vector"])
    return noise.outputs[0]


def _vary(
    tree: bpy.types.NodeTree, shader: bpy.types.Node, factor: bpy.types.NodeSocket, low: float, high: float
) -> None:
    node = _node(tree, "ShaderNodeMapRange", To_Min=max(0.02, low), To_Max=min(1.0, high))
    tree.links.new(factor, node.inputs["Value"])
    tree.links.new(node.outputs[0], shader.inputs["Roughness"])


def _relief(
    tree: bpy.types.NodeTree, shader: bpy.types.Node, profile: bpy.types.NodeSocket, strength: float, height: float
) -> None:
    bump = _node(tree, "ShaderNodeBump", Strength=strength, Distance=height)
    tree.links.new(profile, bump.inputs["Height"])
    tree.links.new(bump.outputs[0], shader.inputs["Normal"])


def _weather(
    material: bpy.types.Material, shader: bpy.types.Node, *, scale: float, bump: float, height: float, spread: float
) -> None:
    """Noise in roughness (plus or minus `spread`) and, with `bump` > 0, in height."""
    tree = material.node_tree
    noise = _node(tree, "ShaderNodeTexNoise", Scale=scale, Detail=3.0)
    tree.links.new(_node(tree, "ShaderNodeTexCoord").outputs["Object"], noise.inputs["Vector"])
    middle = shader.inputs["Roughness"].default_value
    _vary(tree, shader, noise.outputs[0], middle - spread, middle + spread)
    if bump:
        _relief(tree, shader, noise.outputs[0], bump, height)


def _handled(material: bpy.types.Material, shader: bpy.types.Node, colour: Colour, roughness: float) -> None:
    """A little yellower and duller in patches a hand or an arm wide, as what is touched and wiped becomes."""
    tree = material.node_tree
    place, shift = _node(tree, "ShaderNodeTexCoord").outputs["Object"], _node(tree, "ShaderNodeObjectInfo")
    at = tree.nodes.new("ShaderNodeVectorMath")
    at.operation = "MULTIPLY_ADD"
    at.inputs[1].default_value = (11.0, 17.0, 5.0)
    tree.links.new(shift.outputs["Random"], at.inputs[0])
    tree.links.new(place, at.inputs[2])
    patches, wiped = (_node(tree, "ShaderNodeTexNoise", Scale=scale, Detail=4.0) for scale in (2.2, 7.0))
    for noise in (patches, wiped):
        tree.links.new(at.outputs[0], noise.inputs["Vector"])
    light = tuple(min(x, BRIGHTEST) for x in colour)
    dark = tuple(x * share for x, share in zip(light, (0.93, 0.92, 0.885)))
    tree.links.new(_ramp(tree, patches.outputs[0], dark, light), shader.inputs["Base Color"])
    fine = shader.inputs["Roughness"].links[0].from_socket
    dull = _node(tree, "ShaderNodeMapRange", From_Min=0.42, From_Max=0.68, To_Min=0.0, To_Max=0.35 * (1 - roughness))
    tree.links.new(wiped.outputs[0], dull.inputs["Value"])
    tree.links.new(_math(tree, "ADD", fine, _math(tree, "MULTIPLY", dull.outputs[0], 0.5)), shader.inputs["Roughness"])


def _let_light_through(material: bpy.types.Material, shader: bpy.types.Node, tint: Colour) -> None:
    tree = material.node_tree
    output = next(node for node in tree.nodes if node.type == "OUTPUT_MATERIAL")
    path = tree.nodes.new("ShaderNodeLightPath")
    clear = _node(tree, "ShaderNodeBsdfTransparent", Color=(*(0.92 * x for x in tint), 1))
    mix = tree.nodes.new("ShaderNodeMixShader")
    tree.links.new(path.outputs["Is Shadow Ray"], mix.inputs[0])
    tree.links.new(shader.outputs[0], mix.inputs[1])
    tree.links.new(clear.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], output.inputs[0])
