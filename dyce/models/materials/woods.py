"""Wood, in objects, boards and floors."""

from math import pi
from typing import Any

import bpy

from dyce.models.materials.shader import Colour, Shader, dimmed, named, shade, shared

__all__ = ["herringbone", "limed_ash", "planks", "timber", "wood"]

WOODS = {
    "oak": ((0.30, 0.175, 0.085), (0.47, 0.31, 0.17), 0.45),
    "walnut": ((0.075, 0.038, 0.020), (0.20, 0.11, 0.060), 0.42),
    "beech": ((0.46, 0.27, 0.14), (0.60, 0.40, 0.24), 0.5),
    "olive": ((0.20, 0.11, 0.045), (0.52, 0.36, 0.17), 0.4),
    "bamboo": ((0.48, 0.33, 0.15), (0.62, 0.46, 0.25), 0.4),
    "ebonised": ((0.012, 0.010, 0.009), (0.035, 0.028, 0.024), 0.4),
}


@shared
def wood(s: Shader, kind: str = "oak", grain: str = "X", blocks: float = 0.0) -> None:
    """Oiled wood, its grain along the object's `grain` axis; `blocks` > 0: end grain in blocks of that size."""
    dark, light, gloss = WOODS[kind]
    stretch = {"X": (0.07, 1, 1), "Y": (1, 0.07, 1), "Z": (1, 1, 0.07)}[grain]
    shift = s.math("MULTIPLY", s.node("ObjectInfo").outputs["Random"], 7.0)
    at: Any = s.vector("ADD", s.place(stretch), shift)
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


def _end_grain(s: Shader, size: float) -> tuple[Any, Any]:
    """A random tone a block, and coordinates whose rings differ from block to block (object x, y)."""
    brick = s.node("TexBrick", {"offset": 0.5}, Vector=s.place(), Scale=1.0, Mortar_Size=0.0, Bias=0.0)
    for key, value in {"Brick Width": size * 1.6, "Row Height": size, "Color1": (0, 0, 0), "Color2": (1, 1, 1)}.items():
        s.put(brick.inputs[key], value)
    tone = brick.outputs["Color"]
    return tone, s.vector("MULTIPLY_ADD", tone, (37.0, 61.0, 13.0), s.place((14, 40, 2)))


@named
def herringbone(
    s: Shader,
    dark: Colour = (0.27, 0.165, 0.085),
    light: Colour = (0.46, 0.31, 0.18),
    *,
    width: float = 0.09,
    count: int = 5,
    turn: float = 0.785,
) -> None:
    """Parquet in the XY plane of blocks `width` wide and `count` times as long, its zigzag turned by `turn` radians.

    On a grid of cells one block wide, the cells (i, j) with (i - j) mod 2 `count` below `count` belong to blocks that lie
    along x, the others to blocks along y; the remainder says how far along its block a cell is.
    """
    turned = s.node("Mapping", Vector=s.place(), Rotation=(0, 0, turn), Scale=(1 / width, 1 / width, 1)).outputs[0]
    x, y = s.node("SeparateXYZ", Vector=turned).outputs[:2]
    i, j = s.math("FLOOR", x), s.math("FLOOR", y)
    step = s.math("FLOORED_MODULO", s.math("SUBTRACT", i, j), 2.0 * count)
    lies = s.math("LESS_THAN", step, count - 0.5)
    back = s.math("SUBTRACT", 2.0 * count - 1, step)

    def either(along_x: Any, along_y: Any) -> bpy.types.NodeSocket:
        return s.math("ADD", along_y, s.math("MULTIPLY", lies, s.math("SUBTRACT", along_x, along_y)))

    fx, fy = s.math("FRACT", x), s.math("FRACT", y)
    along, across = either(s.math("ADD", fx, step), s.math("ADD", fy, back)), either(fy, fx)
    block = s.node(
        "CombineXYZ", X=either(s.math("SUBTRACT", i, step), i), Y=either(j, s.math("SUBTRACT", j, back)), Z=lies
    )
    tone = s.node("TexWhiteNoise", {"noise_dimensions": "3D"}, Vector=block.outputs[0]).outputs["Value"]
    rim = s.math("MINIMUM", s.math("MINIMUM", across, s.math("SUBTRACT", 1.0, across)), along)
    seam = s.ramp(s.math("MINIMUM", rim, s.math("SUBTRACT", float(count), along)), 0.016, 0.006)
    fibre = s.node(
        "CombineXYZ",
        X=s.math("MULTIPLY", along, 1.2 * width),
        Y=s.math("MULTIPLY", across, 16 * width),
        Z=s.math("MULTIPLY", tone, 41.0),
    ).outputs[0]
    grain = s.noise(4.0, 6, at=fibre, Roughness=0.65, Distortion=1.1)
    value = s.math("ADD", s.math("MULTIPLY", tone, 0.42), s.math("MULTIPLY", grain, 0.75))
    s.set(Base_Color=s.mix(seam, s.mix(s.ramp(value, 0.2, 0.98), dark, light), shade(dark, 0.25)))
    s.set(Roughness=s.ramp(grain, 0.3, 0.7, 0.27, 0.46), Specular_IOR_Level=0.45)
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", s.math("ADD", grain, tone), 0.08), seam), 0.0014, 0.4)


@named
def limed_ash(s: Shader, pore: Colour = (0.43, 0.405, 0.365), light: Colour = (0.655, 0.645, 0.615)) -> None:
    """White-stained ash veneer, its grain upright: open pores, flames where the cut ran flat; no two fronts match."""
    shift = s.node("ObjectInfo").outputs["Random"]
    shift = s.node("CombineXYZ", X=shift, Y=shift, Z=shift).outputs[0]
    place = s.vector("MULTIPLY_ADD", shift, (13.0, 7.0, 5.0), s.place((1, 1, 0.045)))
    flames = s.noise(20, 3, at=place, Distortion=1.2, Roughness=0.5)
    pores, tone = s.noise(330, 3, at=place, Roughness=0.6), s.noise(1.7, 2)
    stripes = s.math("PINGPONG", s.math("MULTIPLY", flames, 9.0), 1.0)
    open_ = s.math("MULTIPLY", s.ramp(pores, 0.52, 0.70), s.ramp(stripes, 0.25, 0.9, 0.25, 1.0))
    base = s.mix(s.ramp(tone, 0.3, 0.7), shade(light, 0.94), light)
    base = s.mix(s.math("MULTIPLY", s.ramp(stripes, 0.3, 1.0), 0.16), base, pore)
    s.set(Base_Color=s.mix(s.math("MULTIPLY", open_, 0.75), base, pore))
    s.set(Roughness=s.ramp(s.noise(6, 4), 0.35, 0.7, 0.36, 0.52), Specular_IOR_Level=0.4)
    s.bump(s.math("SUBTRACT", 1.0, open_), 0.0003, 0.5)


@named
def timber(
    s: Shader,
    dark: Colour = (0.30, 0.16, 0.075),
    light: Colour = (0.48, 0.28, 0.14),
    *,
    along: str = "X",
    roughness: float = 0.42,
    stave: float = 0.0,
) -> None:
    """Solid wood with its grain along an object axis; `stave` > 0 glues it from strips of that width (metres)."""
    s.set(Base_Color=dimmed(light), Roughness=roughness)
    turn = {"X": (0, 0, 0), "Y": (0, 0, pi / 2), "Z": (0, pi / 2, 0)}[along]
    place = s.node("Mapping", Vector=s.place(), Rotation=turn).outputs[0]
    if stave:
        board, seam = s.courses(place, stave * 14, stave, 0.0004, 0.37, 0.35)
        grain = _grain(s, place, board, 9)
        tone = s.math("MULTIPLY_ADD", board, 0.30, s.math("SUBTRACT", grain, 0.15))
        s.set(Base_Color=s.mix(seam, s.tones(tone, dark, light), shade(dark, 0.35)))
    else:
        grain = _grain(s, place, s.node("ObjectInfo").outputs["Random"], 9)
        s.set(Base_Color=s.tones(grain, dark, light))
    s.set(Roughness=s.ramp(grain, 0, 1, max(0.02, roughness - 0.08), min(1.0, roughness + 0.1)))
    s.bump(grain, 0.0006, 0.12)


@named
def planks(
    s: Shader,
    dark: Colour = (0.10, 0.055, 0.03),
    light: Colour = (0.26, 0.15, 0.08),
    *,
    width: float = 0.14,
    length: float = 1.2,
    along: str = "X",
) -> None:
    """A floor of boards in the XY plane."""
    s.set(Base_Color=dimmed(light), Roughness=0.35)
    turn = (0, 0, 0 if along == "X" else pi / 2)
    place = s.node("Mapping", Vector=s.place(), Rotation=turn).outputs[0]
    board, seam = s.courses(place, length, width, 0.0016, 0.37, 0.35)
    grain = _grain(s, place, board, 3)
    tone = s.math("MULTIPLY_ADD", board, 0.32, s.math("SUBTRACT", grain, 0.14))
    s.set(Base_Color=s.mix(seam, s.tones(tone, dark, light), (0.02, 0.014, 0.01)))
    s.set(Roughness=s.ramp(grain, 0, 1, 0.24, 0.45))
    s.bump(s.math("MULTIPLY_ADD", seam, -1.0, s.math("MULTIPLY", grain, 0.10)), 0.0022, 0.35)


def _grain(s: Shader, place: Any, board: Any, rings: float) -> bpy.types.NodeSocket:
    """Wood grain along X, 0..1; each board is cut from another place of the tree."""
    cut = s.vector("MULTIPLY_ADD", board, (7.0, 13.0, 5.0), place)
    stretched = s.node("Mapping", Vector=cut, Scale=(1.2, 16, 16)).outputs[0]
    return s.noise(rings, 6, at=stretched, Roughness=0.65, Distortion=1.1)
