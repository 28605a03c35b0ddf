"""Materials of small things: glazes, glass, metals, woods, cloth, paper, skins; Principled shaders with fine variation.

Colours are linear RGB. Textures use object coordinates in metres, so they need no UVs unless said. A material is made
once per set of arguments and shared.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec

import bpy

__all__ = [
    "brass",
    "brushed_steel",
    "cardboard",
    "cast_iron",
    "clear_glass",
    "coloured_glass",
    "concrete",
    "copper",
    "cork",
    "cotton",
    "dull_leaf",
    "flames",
    "foam",
    "glaze",
    "glowing",
    "grains",
    "lampshade",
    "leaf",
    "linen",
    "liquid",
    "mirror_black",
    "opal",
    "page_block",
    "painted_metal",
    "pane",
    "paper",
    "plastic",
    "polished_steel",
    "printed",
    "printed_cloth",
    "raw_clay",
    "rubber",
    "skin",
    "soil",
    "stoneware",
    "terracotta",
    "tinted",
    "upholstery",
    "wax",
    "wood",
    "wool",
]

Colour = Sequence[float]
P = ParamSpec("P")


class Shader:
    """The node tree of one new Principled material, with short words for the nodes that the finishes use."""

    def __init__(self, material: bpy.types.Material) -> None:
        self.tree = material.node_tree
        self.principled = next(node for node in self.tree.nodes if node.type == "BSDF_PRINCIPLED")
        self._coordinates: bpy.types.Node | None = None

    def node(self, kind: str, /, settings: dict[str, Any] | None = None, **inputs: Any) -> bpy.types.Node:
        """A node `ShaderNode<kind>`; an input takes a value or a socket, `_` in its name stands for a space."""
        made = self.tree.nodes.new(f"ShaderNode{kind}")
        for key, value in (settings or {}).items():
            setattr(made, key, value)
        for key, value in inputs.items():
            self.put(made.inputs[key.replace("_", " ")], value)
        return made

    def put(self, socket: bpy.types.NodeSocket, value: Any) -> None:
        """A value or a link into a socket."""
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        elif socket.type == "RGBA" and len(value) == 3:
            socket.default_value = (*value, 1.0)
        else:
            socket.default_value = value

    def set(self, **inputs: Any) -> None:
        """Inputs of the Principled shader, e.g. `Base_Color=(...)`."""
        for key, value in inputs.items():
            self.put(self.principled.inputs[key.replace("_", " ")], value)

    def place(self, scale: Sequence[float] = (1, 1, 1)) -> bpy.types.NodeSocket:
        """Object coordinates in metres, times `scale`."""
        if self._coordinates is None:
            self._coordinates = self.node("TexCoord")
        if tuple(scale) == (1, 1, 1):
            return self._coordinates.outputs["Object"]
        return self.node("Mapping", Vector=self._coordinates.outputs["Object"], Scale=tuple(scale)).outputs[0]

    def noise(self, scale: float, detail: float = 2.0, at: Any = None, **inputs: Any) -> bpy.types.NodeSocket:
        """Noise about 0.5, `scale` features a metre."""
        where = self.place() if at is None else at
        return self.node("TexNoise", Vector=where, Scale=scale, Detail=detail, **inputs).outputs["Fac"]

    def spots(self, scale: float, size: float, soft: float = 0.04, at: Any = None) -> bpy.types.NodeSocket:
        """1 in scattered round spots, 0 elsewhere; `size` is a share of the cell."""
        where = self.place() if at is None else at
        distance = self.node("TexVoronoi", Vector=where, Scale=scale).outputs["Distance"]
        return self.ramp(distance, size + soft, size)

    def ramp(self, value: Any, start: float, end: float, low: float = 0.0, high: float = 1.0) -> bpy.types.NodeSocket:
        """`value` mapped from start..end to low..high, clamped."""
        inputs = {"Value": value, "From Min": start, "From Max": end, "To Min": low, "To Max": high}
        made = self.tree.nodes.new("ShaderNodeMapRange")
        for key, given in inputs.items():
            self.put(made.inputs[key], given)
        return made.outputs[0]

    def math(self, operation: str, first: Any, second: Any = 0.0) -> bpy.types.NodeSocket:
        """A Math node's result."""
        made = self.tree.nodes.new("ShaderNodeMath")
        made.operation = operation
        self.put(made.inputs[0], first)
        self.put(made.inputs[1], second)
        return made.outputs[0]

    def mix(self, share: Any, first: Any, second: Any, blend: str = "MIX") -> bpy.types.NodeSocket:
        """Colours mixed by `share`."""
        made = self.tree.nodes.new("ShaderNodeMix")
        made.data_type, made.blend_type = "RGBA", blend
        for index, given in ((0, share), (6, first), (7, second)):
            self.put(made.inputs[index], given)
        return made.outputs[2]

    def bump(self, height: Any, distance: float, strength: float = 1.0) -> None:
        """A bump of `distance` metres on the whole surface."""
        made = self.node("Bump", Strength=strength, Distance=distance, Height=height)
        self.set(Normal=made.outputs[0])

    def tint(self) -> bpy.types.Node:
        """The mesh's colour attribute: outputs Color and Alpha."""
        return self.node("VertexColor", {"layer_name": "tint"})

    def pass_straight(self, share: Any) -> None:
        """Only `share` of the light meets the Principled shader, the rest goes on unbent."""
        self._mix_with(self.node("BsdfTransparent", Color=(0.97, 0.98, 0.975)), share, swap=True)

    def shine_through(self, share: Any, colour: Any) -> None:
        """`share` of the light comes out on the other side, scattered and tinted: leaves against the sun."""
        self._mix_with(self.node("BsdfTranslucent", Color=colour), share)

    def let_light_through(self, colour: Colour) -> None:
        """Shadow and diffuse rays pass, tinted, so that glass does not shade like stone where caustics are off."""
        path = self.node("LightPath")
        passing = self.math("MAXIMUM", path.outputs["Is Shadow Ray"], path.outputs["Is Diffuse Ray"])
        self._mix_with(self.node("BsdfTransparent", Color=colour), passing)

    def _mix_with(self, other: bpy.types.Node, share: Any, swap: bool = False) -> None:
        """What comes out is `share` of the other shader, or with `swap` of the Principled one."""
        mixed = self.tree.nodes.new("ShaderNodeMixShader")
        output = next(node for node in self.tree.nodes if node.type == "OUTPUT_MATERIAL")
        shaders = (self.principled.outputs[0], other.outputs[0])
        for index, given in enumerate((share, *(shaders[::-1] if swap else shaders))):
            self.put(mixed.inputs[index], given)
        self.put(output.inputs["Surface"], mixed.outputs[0])


def _shared(build: Callable[P, Callable[[Shader], None]]) -> Callable[P, bpy.types.Material]:
    """A finish: `build` returns what to do to a new shader; the same arguments give the same material again."""

    @wraps(build)
    def finish(*args: P.args, **kwargs: P.kwargs) -> bpy.types.Material:
        key = repr((build.__name__, args, sorted(kwargs.items())))
        name = f"{build.__name__}.{hashlib.sha1(key.encode()).hexdigest()[:8]}"
        found = bpy.data.materials.get(name)
        if found is not None and found.get("dyce_finish") == key:
            return found
        material = bpy.data.materials.new(name)
        material["dyce_finish"] = key
        shader = Shader(material)
        build(*args, **kwargs)(shader)
        material.diffuse_color = tuple(shader.principled.inputs["Base Color"].default_value)
        return material

    return finish


def shade(colour: Colour, factor: float) -> tuple[float, ...]:
    """A colour times a factor, within 0..1."""
    return tuple(min(1.0, max(0.0, c * factor)) for c in colour)


@_shared
def glaze(
    colour: Colour = (0.80, 0.78, 0.74),
    roughness: float = 0.16,
    speckle: float = 0.0,
    speckle_colour: Colour = (0.16, 0.10, 0.06),
) -> Callable[[Shader], None]:
    """Glazed ceramic, `speckle` 0..1 strews iron spots."""

    def build(s: Shader) -> None:
        cloudy = s.noise(22, 3)
        base = s.mix(cloudy, shade(colour, 0.93), shade(colour, 1.05))
        if speckle > 0:
            fine, coarse = s.spots(420, 0.10 + 0.12 * speckle), s.spots(170, 0.05 + 0.07 * speckle)
            patchy = s.ramp(s.noise(60, 2), 0.35, 0.6)
            base = s.mix(s.math("MULTIPLY", s.math("MAXIMUM", fine, coarse), patchy), base, speckle_colour)
        s.set(Base_Color=base, Roughness=s.ramp(s.noise(35, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.35))
        s.set(
            Coat_Weight=0.5, Coat_Roughness=0.04, Specular_IOR_Level=0.5, Subsurface_Weight=0.06, Subsurface_Scale=0.004
        )
        s.set(Subsurface_Radius=(1.0, 0.9, 0.7))
        s.bump(s.noise(45, 2), 0.0004, 0.5)

    return build


@_shared
def stoneware(
    colour: Colour = (0.30, 0.36, 0.38), edge: Colour = (0.22, 0.12, 0.06), roughness: float = 0.28
) -> Callable[[Shader], None]:
    """Reactive glaze on dark clay: it breaks to `edge` where the mesh's wear (tint alpha) is low."""

    def build(s: Shader) -> None:
        clouds = s.ramp(s.noise(28, 6, Roughness=0.65), 0.35, 0.68)
        base = s.mix(clouds, shade(colour, 0.7), shade(colour, 1.2))
        base = s.mix(s.math("MULTIPLY", s.spots(300, 0.16), 0.5), base, shade(edge, 0.6))
        wear = s.math(
            "ADD", s.tint().outputs["Alpha"], s.math("MULTIPLY", s.math("SUBTRACT", s.noise(90, 3), 0.5), 0.9)
        )
        base = s.mix(s.ramp(wear, 0.25, 0.75), edge, base)
        s.set(Base_Color=base, Roughness=s.ramp(s.noise(50, 4), 0.3, 0.7, roughness * 0.75, roughness * 1.4))
        s.set(Coat_Weight=0.3, Coat_Roughness=0.12)
        s.bump(s.noise(110, 4), 0.0008, 0.35)

    return build


@_shared
def raw_clay(colour: Colour = (0.42, 0.33, 0.25)) -> Callable[[Shader], None]:
    """Unglazed fired clay, as on a foot ring."""

    def build(s: Shader) -> None:
        s.set(Base_Color=s.mix(s.noise(160, 5), shade(colour, 0.8), shade(colour, 1.15)), Roughness=0.85)
        s.bump(s.noise(900, 3), 0.0005, 0.4)

    return build


@_shared
def terracotta(colour: Colour = (0.46, 0.19, 0.10)) -> Callable[[Shader], None]:
    """Flower-pot clay with pale lime bloom."""

    def build(s: Shader) -> None:
        bloom = s.ramp(s.noise(24, 6, Roughness=0.7), 0.48, 0.75)
        base = s.mix(s.noise(90, 4), shade(colour, 0.85), shade(colour, 1.12))
        s.set(Base_Color=s.mix(s.math("MULTIPLY", bloom, 0.5), base, (0.62, 0.50, 0.42)), Roughness=0.88)
        s.bump(s.noise(420, 4), 0.0006, 0.5)

    return build


@_shared
def clear_glass(tint: Colour = (0.985, 0.995, 0.99), roughness: float = 0.0) -> Callable[[Shader], None]:
    """Clear glass, IOR 1.45."""

    def build(s: Shader) -> None:
        s.set(Base_Color=tint, Roughness=roughness, IOR=1.45, Transmission_Weight=1.0)
        s.let_light_through(shade(tint, 0.94))

    return build


@_shared
def coloured_glass(colour: Colour = (0.10, 0.22, 0.06)) -> Callable[[Shader], None]:
    """Bottle glass, its wall tinted on each passage."""

    def build(s: Shader) -> None:
        s.set(Base_Color=colour, Roughness=0.01, IOR=1.5, Transmission_Weight=1.0)
        s.let_light_through(shade(colour, 0.9))

    return build


@_shared
def liquid(colour: Colour = (0.85, 0.68, 0.12)) -> Callable[[Shader], None]:
    """Oil, juice, water."""

    def build(s: Shader) -> None:
        s.set(Base_Color=colour, Roughness=0.0, IOR=1.36, Transmission_Weight=1.0)
        s.let_light_through(shade(colour, 0.9))

    return build


def _metal(s: Shader, colour: Colour, low: float, high: float, at: Any, scale: float, bump: float) -> None:
    streaks = s.noise(scale, 3, at=at)
    s.set(Base_Color=s.mix(s.noise(14, 3), shade(colour, 0.96), colour), Metallic=1.0)
    s.set(Roughness=s.ramp(streaks, 0.3, 0.7, low, high))
    if bump > 0:
        s.bump(streaks, bump, 0.25)


@_shared
def brushed_steel(grain: str = "Z") -> Callable[[Shader], None]:
    """Stainless steel brushed along the object's `grain` axis; "R" brushes round the z axis."""
    scale = {"X": (1, 60, 60), "Y": (60, 1, 60), "Z": (60, 60, 1), "R": (1, 1, 40)}[grain]
    low, high, bump = (0.24, 0.31, 0.0) if grain == "R" else (0.20, 0.36, 0.00006)
    return lambda s: _metal(s, (0.60, 0.59, 0.57), low, high, s.place(scale), 30, bump)


@_shared
def polished_steel(roughness: float = 0.1) -> Callable[[Shader], None]:
    """Polished steel or chrome with faint smears."""
    return lambda s: _metal(s, (0.66, 0.66, 0.66), roughness * 0.7, roughness * 1.8, None, 30, 0.0)


@_shared
def brass(roughness: float = 0.25) -> Callable[[Shader], None]:
    """Satin brass."""
    return lambda s: _metal(s, (0.60, 0.44, 0.22), roughness * 0.7, roughness * 1.6, None, 40, 0.0)


@_shared
def copper(roughness: float = 0.22) -> Callable[[Shader], None]:
    """Copper with a little patina in its gloss."""
    return lambda s: _metal(s, (0.72, 0.34, 0.20), roughness * 0.6, roughness * 1.8, None, 35, 0.0)


@_shared
def cast_iron(colour: Colour = (0.018, 0.018, 0.019)) -> Callable[[Shader], None]:
    """Seasoned cast iron, or any dark non-stick coat."""

    def build(s: Shader) -> None:
        s.set(
            Base_Color=s.mix(s.noise(40, 4), colour, shade(colour, 1.8)),
            Roughness=s.ramp(s.noise(60, 4), 0.3, 0.7, 0.38, 0.6),
        )
        s.bump(s.noise(900, 2), 0.0004, 0.3)

    return build


@_shared
def painted_metal(colour: Colour = (0.75, 0.74, 0.70), roughness: float = 0.25) -> Callable[[Shader], None]:
    """Enamel or powder coat."""

    def build(s: Shader) -> None:
        s.set(Base_Color=s.mix(s.noise(18, 3), shade(colour, 0.95), shade(colour, 1.04)))
        s.set(
            Roughness=s.ramp(s.noise(45, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.3),
            Coat_Weight=0.25,
            Coat_Roughness=0.06,
        )
        s.bump(s.noise(160, 2), 0.0002, 0.35)

    return build


@_shared
def mirror_black() -> Callable[[Shader], None]:
    """A dark display under glass, with fingerprints in the gloss."""

    def build(s: Shader) -> None:
        s.set(Base_Color=(0.006, 0.007, 0.008), Roughness=s.ramp(s.noise(60, 5), 0.45, 0.7, 0.03, 0.16))

    return build


@_shared
def plastic(
    colour: Colour = (0.7, 0.7, 0.7), roughness: float = 0.35, translucent: float = 0.0
) -> Callable[[Shader], None]:
    """Moulded plastic; `translucent` 0..1 lets light in as through a milk bottle."""

    def build(s: Shader) -> None:
        s.set(Base_Color=colour, Roughness=s.ramp(s.noise(70, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.25))
        s.set(Subsurface_Weight=0.15 + 0.6 * translucent, Subsurface_Scale=0.004 + 0.01 * translucent)
        s.bump(s.noise(700, 2), 0.0002, 0.2)

    return build


@_shared
def rubber(colour: Colour = (0.03, 0.03, 0.03)) -> Callable[[Shader], None]:
    """Matt rubber or silicone."""

    def build(s: Shader) -> None:
        s.set(Base_Color=colour, Roughness=s.ramp(s.noise(60, 3), 0.3, 0.7, 0.55, 0.75), Specular_IOR_Level=0.4)
        s.bump(s.noise(900, 2), 0.0002, 0.3)

    return build


@_shared
def foam(colour: Colour = (0.80, 0.62, 0.10)) -> Callable[[Shader], None]:
    """Sponge: open pores in the bump and the colour."""

    def build(s: Shader) -> None:
        pores = s.math("MAXIMUM", s.spots(420, 0.28, 0.15), s.spots(900, 0.25, 0.15))
        s.set(Base_Color=s.mix(pores, colour, shade(colour, 0.45)), Roughness=0.95, Sheen_Weight=0.2)
        s.bump(s.math("SUBTRACT", 1.0, pores), 0.002, 0.8)

    return build


WOODS = {
    "oak": ((0.30, 0.175, 0.085), (0.47, 0.31, 0.17), 0.45),
    "walnut": ((0.075, 0.038, 0.020), (0.20, 0.11, 0.060), 0.42),
    "beech": ((0.46, 0.27, 0.14), (0.60, 0.40, 0.24), 0.5),
    "olive": ((0.20, 0.11, 0.045), (0.52, 0.36, 0.17), 0.4),
    "bamboo": ((0.48, 0.33, 0.15), (0.62, 0.46, 0.25), 0.4),
    "ebonised": ((0.012, 0.010, 0.009), (0.035, 0.028, 0.024), 0.4),
}


@_shared
def wood(kind: str = "oak", grain: str = "X", blocks: float = 0.0) -> Callable[[Shader], None]:
    """Oiled wood, its grain along the object's `grain` axis; `blocks` > 0: end grain in blocks of that size."""
    dark, light, gloss = WOODS[kind]
    stretch = {"X": (0.07, 1, 1), "Y": (1, 0.07, 1), "Z": (1, 1, 0.07)}[grain]

    def build(s: Shader) -> None:
        shift = s.math("MULTIPLY", s.node("ObjectInfo").outputs["Random"], 7.0)
        at: Any = s.node("VectorMath", {"operation": "ADD"}).outputs[0]
        s.put(at.node.inputs[0], s.place(stretch))
        s.put(at.node.inputs[1], shift)
        tone: Any = 0.5
        if blocks > 0:
            tone, at = _end_grain(s, blocks)
        bend = s.noise(9, 2, at=at)
        rings = s.noise(42 if blocks == 0 else 3.0, 4, at=at, Distortion=0.9, Roughness=0.55)
        fibre = s.noise(420, 3, at=at)
        value = s.math("ADD", s.math("MULTIPLY", rings, 0.75), s.math("MULTIPLY", bend, 0.35))
        value = s.math("ADD", value, s.math("MULTIPLY", s.math("SUBTRACT", tone, 0.5), 0.45))
        base = s.mix(s.ramp(value, 0.32, 0.75), dark, light)
        base = s.mix(s.ramp(fibre, 0.56, 0.72, 0.0, 0.45), base, shade(dark, 0.55))
        s.set(Base_Color=base, Roughness=s.ramp(rings, 0.3, 0.7, gloss * 1.15, gloss * 0.85), Specular_IOR_Level=0.4)
        s.bump(s.math("SUBTRACT", s.math("MULTIPLY", rings, 0.5), fibre), 0.0003, 0.35)

    return build


def _end_grain(s: Shader, size: float) -> tuple[Any, Any]:
    """A random tone a block, and coordinates whose rings differ from block to block (object x, y)."""
    brick = s.node("TexBrick", {"offset": 0.5}, Vector=s.place(), Scale=1.0, Mortar_Size=0.0, Bias=0.0)
    for key, value in {"Brick Width": size * 1.6, "Row Height": size, "Color1": (0, 0, 0), "Color2": (1, 1, 1)}.items():
        s.put(brick.inputs[key], value)
    tone = brick.outputs["Color"]
    shifted = s.node("VectorMath", {"operation": "MULTIPLY_ADD"})
    s.put(shifted.inputs[0], tone)
    s.put(shifted.inputs[1], (37.0, 61.0, 13.0))
    s.put(shifted.inputs[2], s.place((14, 40, 2)))
    return tone, shifted.outputs[0]


@_shared
def linen(
    colour: Colour = (0.62, 0.56, 0.47),
    stripe: Colour | None = None,
    pattern: str = "plain",
    creases: float = 0.0,
) -> Callable[[Shader], None]:
    """Woven cloth in UV metres; `pattern` "plain", "stripes", "check" or "border" uses `stripe`.

    `creases` (metres) is how far cloth that hangs is crumpled.
    """

    def build(s: Shader) -> None:
        uv = s.node("TexCoord").outputs["UV"]
        axes = s.node("SeparateXYZ", Vector=uv).outputs
        warp, weft = (
            s.math("SINE", s.math("MULTIPLY", axes[0], 5200)),
            s.math("SINE", s.math("MULTIPLY", axes[1], 5200)),
        )
        slubs = s.node("Mapping", Vector=uv, Scale=(1, 30, 1)).outputs[0]
        base = s.mix(s.noise(40, 4, at=slubs), shade(colour, 0.86), shade(colour, 1.08))
        if stripe is not None and pattern != "plain":
            base = s.mix(_stripes(s, axes, pattern), base, stripe)
        s.set(Base_Color=base, Roughness=0.9, Sheen_Weight=0.25, Sheen_Roughness=0.4, Specular_IOR_Level=0.25)
        weave = s.math("ADD", s.math("MULTIPLY", warp, weft), s.noise(260, 3, at=uv))
        if not creases:
            s.bump(weave, 0.0004, 0.45)
            return
        drawn = s.node("Mapping", Vector=uv, Scale=(1, 0.35, 1)).outputs[0]
        crumpled = s.math("ABSOLUTE", s.math("SUBTRACT", s.noise(9, 4, at=drawn, Distortion=0.8), 0.5))
        soft = s.node("Bump", Strength=0.7, Distance=creases, Height=crumpled)
        s.set(Normal=s.node("Bump", Strength=0.45, Distance=0.0004, Height=weave, Normal=soft.outputs[0]).outputs[0])

    return build


def _stripes(s: Shader, axes: Any, pattern: str) -> Any:
    def band(value: Any, period: float, share: float) -> Any:
        phase = s.math("FRACT", s.math("MULTIPLY", value, 1 / period))
        return s.ramp(s.math("ABSOLUTE", s.math("SUBTRACT", phase, 0.5)), share / 2 + 0.01, share / 2 - 0.01)

    if pattern == "stripes":
        return band(axes[0], 0.035, 0.4)
    if pattern == "check":
        both = s.math("ADD", band(axes[0], 0.03, 0.5), band(axes[1], 0.03, 0.5))
        return s.math("MULTIPLY", both, 0.5)
    return s.math("MAXIMUM", band(axes[1], 0.6, 0.05), band(s.math("ADD", axes[1], 0.03), 0.6, 0.02))


@_shared
def cotton(colour: Colour = (0.55, 0.55, 0.52), tinted: bool = False) -> Callable[[Shader], None]:
    """Fine cloth, object coordinates; `tinted` multiplies the mesh's colours in."""

    def build(s: Shader) -> None:
        base: Any = s.mix(s.noise(90, 4), shade(colour, 0.9), shade(colour, 1.07))
        if tinted:
            base = s.mix(1.0, base, s.tint().outputs["Color"], "MULTIPLY")
        s.set(Base_Color=base, Roughness=0.92, Sheen_Weight=0.3, Sheen_Roughness=0.45, Specular_IOR_Level=0.2)
        s.bump(s.noise(1400, 2), 0.0006, 0.4)

    return build


@_shared
def upholstery(colour: Colour = (0.30, 0.29, 0.27), heather: float = 0.22) -> Callable[[Shader], None]:
    """Heavy cloth on seats, object coordinates: yarns `heather` lighter and darker, soft creases where it is sat on."""

    def build(s: Shader) -> None:
        yarns = s.mix(
            s.ramp(s.noise(330, 3, Roughness=0.7), 0.36, 0.64), shade(colour, 1 - heather), shade(colour, 1 + heather)
        )
        worn = s.ramp(s.noise(2.6, 4, Roughness=0.6), 0.35, 0.68, 0.0, 0.22)
        s.set(Base_Color=s.mix(worn, yarns, shade(colour, 1.28)), Roughness=0.95, Specular_IOR_Level=0.2)
        s.set(Sheen_Weight=0.3, Sheen_Roughness=0.45)
        folds = s.math("ABSOLUTE", s.math("SUBTRACT", s.noise(5.0, 2, at=s.place((1, 1, 2.2)), Distortion=1.2), 0.5))
        creases = s.math("MULTIPLY", s.ramp(folds, 0.0, 0.11), s.ramp(s.noise(3.1, 1), 0.40, 0.62))
        soft = s.node("Bump", Strength=0.5, Distance=0.010, Height=creases)
        weave = s.node("Bump", Strength=0.5, Distance=0.0016, Height=s.noise(700, 2), Normal=soft.outputs[0])
        s.set(Normal=weave.outputs[0])

    return build


@_shared
def wool(colour: Colour = (0.55, 0.50, 0.42), rib: float = 0.008) -> Callable[[Shader], None]:
    """Knit in UV metres: columns of stitches `rib` wide."""

    def build(s: Shader) -> None:
        uv = s.node("TexCoord").outputs["UV"]
        axes = s.node("SeparateXYZ", Vector=uv).outputs
        column = s.math("ABSOLUTE", s.math("SINE", s.math("MULTIPLY", axes[0], 3.1416 / rib)))
        slanted = s.math("ADD", axes[1], s.math("MULTIPLY", column, rib * 0.5))
        stitch = s.math("ABSOLUTE", s.math("SINE", s.math("MULTIPLY", slanted, 3.1416 / (rib * 0.8))))
        height = s.math("MULTIPLY", s.math("POWER", column, 0.5), s.math("ADD", 0.55, s.math("MULTIPLY", stitch, 0.45)))
        base = s.mix(height, shade(colour, 0.45), s.mix(s.noise(60, 4, at=uv), shade(colour, 0.9), shade(colour, 1.1)))
        s.set(Base_Color=base, Roughness=0.95, Sheen_Weight=0.45, Sheen_Roughness=0.5, Specular_IOR_Level=0.15)
        s.bump(s.math("ADD", height, s.math("MULTIPLY", s.noise(900, 3, at=uv), 0.3)), 0.003, 0.7)

    return build


@_shared
def paper(colour: Colour = (0.78, 0.76, 0.71)) -> Callable[[Shader], None]:
    """Uncoated paper."""

    def build(s: Shader) -> None:
        s.set(Base_Color=s.mix(s.noise(50, 4), shade(colour, 0.95), shade(colour, 1.03)), Roughness=0.88)
        s.set(Subsurface_Weight=0.1, Subsurface_Scale=0.002)
        s.bump(s.noise(600, 4), 0.0003, 0.3)

    return build


@_shared
def page_block(colour: Colour = (0.72, 0.66, 0.54)) -> Callable[[Shader], None]:
    """The edges of a book's pages: fine lines across object z."""

    def build(s: Shader) -> None:
        lines = s.noise(60, 2, at=s.place((0.4, 0.4, 60)))
        s.set(Base_Color=s.mix(s.ramp(lines, 0.3, 0.7), shade(colour, 0.62), shade(colour, 1.08)), Roughness=0.92)
        s.bump(lines, 0.0006, 0.5)

    return build


@_shared
def cardboard(colour: Colour = (0.40, 0.27, 0.15)) -> Callable[[Shader], None]:
    """Kraft board or pulp (egg carton)."""

    def build(s: Shader) -> None:
        fibres = s.noise(320, 4, Roughness=0.7)
        base = s.mix(s.noise(30, 4), shade(colour, 0.88), shade(colour, 1.1))
        s.set(Base_Color=s.mix(s.ramp(fibres, 0.55, 0.75, 0.0, 0.5), base, shade(colour, 0.55)), Roughness=0.93)
        s.bump(fibres, 0.0009, 0.5)

    return build


@_shared
def printed(image: str, roughness: float = 0.4, coat: float = 0.0, emission: float = 0.0) -> Callable[[Shader], None]:
    """A print, in UVs 0..1, of the packed image of that name."""

    def build(s: Shader) -> None:
        texture = s.node("TexImage", {"image": bpy.data.images[image], "extension": "EXTEND"})
        s.set(Base_Color=texture.outputs["Color"], Coat_Weight=coat, Coat_Roughness=0.1)
        s.set(Roughness=s.ramp(s.noise(60, 4), 0.3, 0.7, roughness * 0.85, roughness * 1.2))
        if emission > 0:
            s.set(Emission_Color=texture.outputs["Color"], Emission_Strength=emission)
        s.bump(s.noise(120, 3), 0.0003, 0.25)

    return build


@_shared
def grains(colour: Colour = (0.10, 0.045, 0.02), size: float = 0.008, spread: float = 0.5) -> Callable[[Shader], None]:
    """Beans, lentils or rice heaped: rounded pebbles of `size`, each in its own tone."""

    def build(s: Shader) -> None:
        cells = s.node("TexVoronoi", Vector=s.place((1, 1, 1.5)), Scale=1 / size)
        tone = s.node("SeparateColor", Color=cells.outputs["Color"]).outputs[0]
        round_ = s.ramp(cells.outputs["Distance"], 0.75, 0.05)
        base = s.mix(tone, shade(colour, 1 - spread), shade(colour, 1 + spread))
        s.set(Base_Color=s.mix(s.ramp(round_, 0.0, 0.45), shade(colour, 0.12), base), Roughness=0.5)
        s.bump(s.math("POWER", round_, 0.5), size * 0.6, 1.0)

    return build


@_shared
def printed_cloth(image: str) -> Callable[[Shader], None]:
    """A pile or weave coloured by the packed image of that name, in UVs 0..1."""

    def build(s: Shader) -> None:
        texture = s.node("TexImage", {"image": bpy.data.images[image], "extension": "EXTEND"})
        tuft, clump = s.noise(420, 4, Roughness=0.7), s.noise(55, 3, Distortion=0.5)
        base = s.mix(
            s.ramp(tuft, 0.3, 0.65), s.mix(0.45, texture.outputs["Color"], (0, 0, 0)), texture.outputs["Color"]
        )
        base = s.mix(s.ramp(clump, 0.35, 0.62, 0.0, 0.30), base, s.mix(1.0, base, (0.55, 0.53, 0.50), "MULTIPLY"))
        s.set(Base_Color=base, Roughness=0.95, Sheen_Weight=0.35, Sheen_Roughness=0.5, Specular_IOR_Level=0.15)
        s.bump(s.math("ADD", tuft, s.math("MULTIPLY", clump, 0.9)), 0.004, 0.8)

    return build


@_shared
def wax(colour: Colour = (0.80, 0.74, 0.60)) -> Callable[[Shader], None]:
    """Candle wax."""

    def build(s: Shader) -> None:
        s.set(
            Base_Color=s.mix(s.noise(30, 3), shade(colour, 0.96), colour),
            Roughness=s.ramp(s.noise(60, 3), 0.3, 0.7, 0.35, 0.55),
        )
        s.set(Subsurface_Weight=0.7, Subsurface_Scale=0.012, Subsurface_Radius=(1.0, 0.6, 0.3))
        s.bump(s.noise(90, 3), 0.0006, 0.3)

    return build


@_shared
def cork(colour: Colour = (0.50, 0.31, 0.17)) -> Callable[[Shader], None]:
    """Natural cork."""

    def build(s: Shader) -> None:
        pits = s.ramp(s.noise(240, 4, Roughness=0.7), 0.55, 0.7)
        s.set(
            Base_Color=s.mix(
                pits, s.mix(s.noise(120, 3), shade(colour, 0.85), shade(colour, 1.15)), shade(colour, 0.35)
            )
        )
        s.set(Roughness=0.9)
        s.bump(s.math("SUBTRACT", 1.0, pits), 0.001, 0.5)

    return build


@_shared
def soil() -> Callable[[Shader], None]:
    """Moist potting soil."""

    def build(s: Shader) -> None:
        crumbs = s.noise(180, 6, Roughness=0.75)
        s.set(Base_Color=s.mix(s.ramp(crumbs, 0.35, 0.7), (0.010, 0.006, 0.004), (0.055, 0.034, 0.020)), Roughness=0.95)
        s.bump(crumbs, 0.006, 1.0)

    return build


@_shared
def leaf(colour: Colour = (0.06, 0.16, 0.03), roughness: float = 0.45) -> Callable[[Shader], None]:
    """Foliage, multiplied by the mesh's colours; light shines through a little."""

    def build(s: Shader) -> None:
        base = s.mix(
            1.0, s.mix(s.noise(55, 4), shade(colour, 0.75), shade(colour, 1.25)), s.tint().outputs["Color"], "MULTIPLY"
        )
        s.set(Base_Color=base, Roughness=roughness, Specular_IOR_Level=0.4)
        s.set(Subsurface_Weight=0.25, Subsurface_Scale=0.003, Subsurface_Radius=(0.5, 1.0, 0.2))
        s.bump(s.noise(240, 3), 0.0008, 0.5)

    return build


@_shared
def dull_leaf(colour: Colour) -> Callable[[Shader], None]:
    """Foliage outdoors, without gloss, in the mesh's own tones; light shines through it."""

    def build(s: Shader) -> None:
        base = s.mix(1.0, tuple(colour), s.tint().outputs["Color"], "MULTIPLY")
        s.set(Base_Color=base, Roughness=0.8, Specular_IOR_Level=0.12)
        s.shine_through(0.4, s.mix(1.0, base, (1.5, 1.35, 0.5), "MULTIPLY"))

    return build


@_shared
def skin(
    roughness: float = 0.35,
    pores: float = 0.0,
    pore_scale: float = 600,
    dots: float = 0.0,
    dot_colour: Colour = (0.85, 0.75, 0.45),
    soft: float = 0.12,
    coat: float = 0.0,
    grain: float = 0.08,
) -> Callable[[Shader], None]:
    """Fruit skin in the mesh's colours: `pores` deep in metres, `dots` 0..1 lenticels, `grain` fine mottling."""

    def build(s: Shader) -> None:
        colour = s.tint().outputs["Color"]
        fine = s.ramp(s.noise(260, 5, Roughness=0.6), 0.3, 0.7, 1 - 2 * grain, 1 + grain)
        base = s.mix(1.0, colour, s.node("CombineColor", Red=fine, Green=fine, Blue=fine).outputs[0], "MULTIPLY")
        if dots > 0:
            base = s.mix(s.math("MULTIPLY", s.spots(230, 0.13), dots), base, dot_colour)
        s.set(Base_Color=base, Roughness=s.ramp(s.noise(70, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.3))
        s.set(Subsurface_Weight=soft, Subsurface_Scale=0.006, Subsurface_Radius=(1.0, 0.5, 0.25))
        s.set(Coat_Weight=coat, Coat_Roughness=0.12)
        height = s.noise(160, 3)
        if pores > 0:
            pits = s.spots(pore_scale, 0.2, 0.3)
            height = s.math("SUBTRACT", s.math("MULTIPLY", height, 0.4), pits)
        s.bump(height, max(pores, 0.0004), 0.5)

    return build


@_shared
def tinted(
    roughness: float = 0.8, bump_scale: float = 300, bump: float = 0.001, metallic: float = 0.0
) -> Callable[[Shader], None]:
    """A plain rough surface in the mesh's own colours (bread, pasta, beans)."""

    def build(s: Shader) -> None:
        fine = s.ramp(s.noise(bump_scale * 0.5, 5), 0.3, 0.7, 0.82, 1.12)
        grey = s.node("CombineColor", Red=fine, Green=fine, Blue=fine).outputs[0]
        s.set(
            Base_Color=s.mix(1.0, s.tint().outputs["Color"], grey, "MULTIPLY"), Roughness=roughness, Metallic=metallic
        )
        s.bump(s.noise(bump_scale, 5, Roughness=0.6), bump, 0.6)

    return build


@_shared
def pane() -> Callable[[Shader], None]:
    """A thin sheet of glass: light passes straight, a little is mirrored."""

    def build(s: Shader) -> None:
        facing = s.node("Fresnel", IOR=1.4).outputs[0]
        s.set(Base_Color=(0.9, 0.9, 0.9), Roughness=s.ramp(s.noise(30, 3), 0.3, 0.7, 0.01, 0.05), Metallic=1.0)
        s.pass_straight(s.math("MULTIPLY", facing, 0.9))

    return build


@_shared
def lampshade(colour: Colour = (0.72, 0.65, 0.53)) -> Callable[[Shader], None]:
    """Lined linen that a bulb shines through."""

    def build(s: Shader) -> None:
        weave = s.noise(900, 2)
        s.set(Base_Color=s.mix(weave, shade(colour, 0.9), shade(colour, 1.06)), Roughness=0.9)
        s.set(Emission_Color=(1.0, 0.76, 0.48), Emission_Strength=0.35)
        s.bump(weave, 0.0004, 0.4)

    return build


@_shared
def opal(strength: float = 6.0) -> Callable[[Shader], None]:
    """Milk glass, lit from within when `strength` is above 0."""

    def build(s: Shader) -> None:
        s.set(Base_Color=(0.85, 0.84, 0.80), Roughness=0.12, Coat_Weight=0.6, Coat_Roughness=0.03)
        s.set(Emission_Color=(1.0, 0.82, 0.58), Emission_Strength=strength)

    return build


@_shared
def glowing(colour: Colour = (1.0, 0.78, 0.5), strength: float = 8.0) -> Callable[[Shader], None]:
    """A lit bulb."""
    return lambda s: s.set(Base_Color=colour, Emission_Color=colour, Emission_Strength=strength, Roughness=0.4)


@_shared
def concrete(colour: Colour = (0.27, 0.265, 0.255), polish: float = 0.0) -> Callable[[Shader], None]:
    """Cast concrete: clouds, stains, pinholes; `polish` 0..1 grinds and seals it (a floor, a worktop)."""

    def build(s: Shader) -> None:
        clouds = s.mix(s.ramp(s.noise(1.7, 6, Roughness=0.6), 0.3, 0.7), shade(colour, 0.72), shade(colour, 1.18))
        stains = s.ramp(s.noise(5.5, 5, Roughness=0.7), 0.56, 0.74, 0.0, 0.35)
        base = s.mix(stains, clouds, shade(colour, 0.6))
        sand = s.noise(260, 3)
        holes = s.math("MULTIPLY", s.spots(70, 0.09, 0.03), s.ramp(s.noise(6, 2), 0.45, 0.6))
        base = s.mix(s.ramp(sand, 0.35, 0.65, 0.0, 0.35), base, shade(colour, 1.25))
        s.set(Base_Color=s.mix(s.math("MULTIPLY", holes, 0.8 * (1 - polish)), base, shade(colour, 0.3)))
        rough = 0.85 - 0.5 * polish
        s.set(Roughness=s.ramp(s.noise(9, 4), 0.3, 0.7, rough * 0.75, rough), Specular_IOR_Level=0.4)
        s.bump(s.math("SUBTRACT", s.math("MULTIPLY", sand, 0.3), holes), 0.0012, 0.5 - 0.35 * polish)

    return build


@_shared
def flames(strength: float = 6.0, foot: float = 0.24, tip: float = 0.55) -> Callable[[Shader], None]:
    """Fire seen through sooty glass: tongues that rise from z = `foot` and die out at `tip` (object z, metres)."""

    def build(s: Shader) -> None:
        height = s.ramp(s.node("SeparateXYZ", Vector=s.place()).outputs[2], foot, tip)
        tongues = s.noise(16, 4, at=s.place((1, 1, 0.32)), Distortion=0.7, Roughness=0.6)
        heat = s.ramp(s.math("SUBTRACT", tongues, s.math("MULTIPLY", height, 0.36)), 0.34, 0.60)
        s.set(Base_Color=(0.01, 0.008, 0.007), Roughness=0.08, Emission_Strength=s.math("MULTIPLY", heat, strength))
        s.set(Emission_Color=s.mix(heat, (0.75, 0.07, 0.005), (1.0, 0.42, 0.10)))

    return build
