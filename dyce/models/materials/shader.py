"""The language that materials are written in: a Shader's words, and what makes a material of them.

Colours are linear RGB, 0..1. Textures use object coordinates in metres, so they need no UVs unless said. Every material
varies a little in roughness and, where a real surface does, in height: nothing looks more made up than an even one.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

import bpy

__all__ = ["BRIGHTEST", "Colour", "Material", "Shader", "dimmed", "named", "shade", "shared"]

Colour = Sequence[float]
Material: TypeAlias = bpy.types.Material
P = ParamSpec("P")

BRIGHTEST = 0.80
"""No painted or printed surface reflects more: fresh white wall paint measures 0.8 to 0.85."""


class Shader:
    """The node tree of one Principled material, with short words for the nodes that materials are made of.

    `name` is what its maker calls it.
    """

    def __init__(self, material: bpy.types.Material, name: str = "") -> None:
        self.name = name
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

    def tones(self, value: Any, dark: Colour, light: Colour) -> bpy.types.NodeSocket:
        """From one colour to another over the middle of 0..1."""
        made = self.node("ValToRGB", Factor=value)
        first, last = made.color_ramp.elements
        first.position, last.position = 0.28, 0.72
        first.color, last.color = (*dark, 1), (*light, 1)
        return made.outputs[0]

    def math(self, operation: str, first: Any, second: Any = 0.0, third: Any = 0.5) -> bpy.types.NodeSocket:
        """A Math node's result."""
        made = self.tree.nodes.new("ShaderNodeMath")
        made.operation = operation
        for index, given in enumerate((first, second, third)):
            self.put(made.inputs[index], given)
        return made.outputs[0]

    def vector(self, operation: str, *operands: Any) -> bpy.types.NodeSocket:
        """A Vector Math node's result."""
        made = self.tree.nodes.new("ShaderNodeVectorMath")
        made.operation = operation
        for index, given in enumerate(operands):
            self.put(made.inputs[index], given)
        return made.outputs[0]

    def upright(self) -> bpy.types.NodeSocket:
        """(x, z): the face of what is built in a wall's own frame."""
        axes = self.node("SeparateXYZ", Vector=self.place()).outputs
        return self.node("CombineXYZ", X=axes[0], Y=axes[2]).outputs[0]

    def ragged(self, flat: Any, by: float, scale: float) -> bpy.types.NodeSocket:
        """Coordinates shifted by up to `by` metres of noise: edges that no machine cut."""
        noise = self.node("TexNoise", Vector=self.place(), Scale=scale, Detail=3.0).outputs["Color"]
        centred = self.vector("SUBTRACT", noise, (0.5, 0.5, 0.5))
        return self.vector("MULTIPLY_ADD", centred, (2 * by, 2 * by, 0.0), flat)

    def courses(
        self, at: Any, width: float, height: float, mortar: float, stagger: float, smooth: float = 0.25
    ) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
        """(a number 0..1 for each brick, tile or board of that size, 1 in the joints of twice `mortar` metres)."""
        inputs = {"Mortar Smooth": smooth, "Brick Width": width, "Row Height": height}
        colours = {"Color1": (0, 0, 0), "Color2": (1, 1, 1), "Mortar": (0.5, 0.5, 0.5)}
        brick = self.node("TexBrick", {"offset": stagger}, Vector=at, Scale=1.0, Mortar_Size=mortar, Bias=0.0)
        for key, value in (inputs | colours).items():
            self.put(brick.inputs[key], value)
        return brick.outputs["Color"], brick.outputs["Fac"]

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

    def weather(self, scale: float, relief: float, height: float, spread: float) -> None:
        """Noise in roughness (plus or minus `spread`) and, with `relief` above 0, in height."""
        where = self.node("TexCoord").outputs["Object"]
        noise, middle = self.noise(scale, 3, at=where), self.principled.inputs["Roughness"].default_value
        self.set(Roughness=self.ramp(noise, 0, 1, max(0.02, middle - spread), min(1.0, middle + spread)))
        if relief:
            self.bump(noise, height, relief)

    def let_light_through(self, colour: Colour, diffuse: bool = True) -> None:
        """Shadow and diffuse rays pass, tinted, so that glass does not shade like stone where caustics are off."""
        path = self.node("LightPath")
        passing = path.outputs["Is Shadow Ray"]
        if diffuse:
            passing = self.math("MAXIMUM", passing, path.outputs["Is Diffuse Ray"])
        self._mix_with(self.node("BsdfTransparent", Color=colour), passing)

    def _mix_with(self, other: bpy.types.Node, share: Any, swap: bool = False) -> None:
        """What comes out is `share` of the other shader, or with `swap` of the Principled one."""
        mixed = self.tree.nodes.new("ShaderNodeMixShader")
        output = next(node for node in self.tree.nodes if node.type == "OUTPUT_MATERIAL")
        shaders = (self.principled.outputs[0], other.outputs[0])
        for index, given in enumerate((share, *(shaders[::-1] if swap else shaders))):
            self.put(mixed.inputs[index], given)
        self.put(output.inputs["Surface"], mixed.outputs[0])


def shared(build: Callable[Concatenate[Shader, P], None]) -> Callable[P, Material]:
    """A material that is made once for each set of arguments; `build` writes it into a new shader."""

    @wraps(build)
    def material(*args: P.args, **kwargs: P.kwargs) -> Material:
        key = repr((build.__name__, args, sorted(kwargs.items())))
        name = f"{build.__name__}.{hashlib.sha1(key.encode()).hexdigest()[:8]}"
        found = bpy.data.materials.get(name)
        if found is not None and found.get("dyce_finish") == key:
            return found
        made = bpy.data.materials.new(name)
        made["dyce_finish"] = key
        shader = Shader(made, name)
        build(shader, *args, **kwargs)
        made.diffuse_color = tuple(shader.principled.inputs["Base Color"].default_value)
        return made

    return material


def named(build: Callable[Concatenate[Shader, P], None]) -> Callable[..., Material]:
    """A material that is made anew each time, under the name that comes before the other arguments (its kind, if none)."""

    @wraps(build)
    def material(name: str = build.__name__.replace("_", " "), *args: P.args, **kwargs: P.kwargs) -> Material:
        made = bpy.data.materials.new(name)
        build(Shader(made, name), *args, **kwargs)
        return made

    return material


def shade(colour: Colour, factor: float) -> tuple[float, ...]:
    """A colour times a factor, within 0..1."""
    return tuple(min(1.0, max(0.0, c * factor)) for c in colour)


def dimmed(colour: Colour) -> tuple[float, ...]:
    """A colour no brighter than painted surfaces are."""
    return tuple(min(c, BRIGHTEST) for c in colour)
