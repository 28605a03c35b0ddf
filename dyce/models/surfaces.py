"""Parquet, limed wood and honed stone: procedural materials in object coordinates, metres."""

from typing import Any

import bpy

from dyce.models.finishes import Colour, Shader, shade

__all__ = ["herringbone", "limed_ash", "pale_stone", "quartz"]


def _new(name: str) -> tuple[bpy.types.Material, Shader]:
    material = bpy.data.materials.new(name)
    return material, Shader(material)


def herringbone(
    name: str = "herringbone",
    dark: Colour = (0.27, 0.165, 0.085),
    light: Colour = (0.46, 0.31, 0.18),
    *,
    width: float = 0.09,
    count: int = 5,
    turn: float = 0.785,
) -> bpy.types.Material:
    """Parquet in the XY plane of blocks `width` wide and `count` times as long, its zigzag turned by `turn` radians.

    On a grid of cells one block wide, the cells (i, j) with (i - j) mod 2 `count` below `count` belong to blocks that lie
    along x, the others to blocks along y; the remainder says how far along its block a cell is.
    """
    material, s = _new(name)
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
    return material


def pale_stone(
    name: str = "pale stone", dark: Colour = (0.50, 0.47, 0.43), light: Colour = (0.68, 0.66, 0.62)
) -> bpy.types.Material:
    """Honed stone for worktops: soft clouds, a few thin veins, fine grains."""
    material, s = _new(name)
    clouds, fine = s.noise(2.6, 5, Roughness=0.55, Distortion=0.5), s.noise(260, 3)
    base = s.mix(s.ramp(clouds, 0.3, 0.7), dark, light)
    path = s.math("ABSOLUTE", s.math("SUBTRACT", s.noise(1.7, 7, Roughness=0.6, Distortion=1.4), 0.5))
    vein = s.math("MULTIPLY", s.ramp(path, 0.022, 0.002), s.ramp(s.noise(5, 2), 0.4, 0.65, 0.0, 0.55))
    base = s.mix(vein, base, shade(dark, 0.55))
    s.set(Base_Color=s.mix(s.ramp(fine, 0.6, 0.72, 0.0, 0.25), base, shade(dark, 0.6)))
    s.set(Roughness=s.ramp(clouds, 0.3, 0.7, 0.22, 0.36), Specular_IOR_Level=0.45)
    s.bump(fine, 0.0002, 0.2)
    return material


def quartz(name: str = "quartz", colour: Colour = (0.30, 0.30, 0.295)) -> bpy.types.Material:
    """Engineered stone: light and dark chips in a ground that hands and cloths have left more and less glossy."""
    material, s = _new(name)
    chips, dust, wiped = s.spots(210, 0.20, 0.08), s.spots(420, 0.22, 0.10), s.noise(5, 5, Roughness=0.65)
    base = s.mix(s.ramp(s.noise(1.9, 4), 0.3, 0.7), shade(colour, 0.92), shade(colour, 1.05))
    base = s.mix(s.math("MULTIPLY", chips, 0.55), base, shade(colour, 1.65))
    base = s.mix(s.math("MULTIPLY", dust, 0.45), base, shade(colour, 0.42))
    s.set(Base_Color=base, Roughness=s.ramp(wiped, 0.38, 0.68, 0.20, 0.42), Specular_IOR_Level=0.45)
    s.bump(s.noise(300, 2), 0.0002, 0.15)
    return material


def limed_ash(
    name: str = "limed ash", pore: Colour = (0.43, 0.405, 0.365), light: Colour = (0.655, 0.645, 0.615)
) -> bpy.types.Material:
    """White-stained ash veneer, its grain upright: open pores, flames where the cut ran flat; no two fronts match."""
    material, s = _new(name)
    shift = s.node("ObjectInfo").outputs["Random"]
    at = s.node("VectorMath", {"operation": "MULTIPLY_ADD"})
    s.put(at.inputs[0], s.node("CombineXYZ", X=shift, Y=shift, Z=shift).outputs[0])
    s.put(at.inputs[1], (13.0, 7.0, 5.0))
    s.put(at.inputs[2], s.place((1, 1, 0.045)))
    place = at.outputs[0]
    flames = s.noise(20, 3, at=place, Distortion=1.2, Roughness=0.5)
    pores, tone = s.noise(330, 3, at=place, Roughness=0.6), s.noise(1.7, 2)
    stripes = s.math("PINGPONG", s.math("MULTIPLY", flames, 9.0), 1.0)
    open_ = s.math("MULTIPLY", s.ramp(pores, 0.52, 0.70), s.ramp(stripes, 0.25, 0.9, 0.25, 1.0))
    base = s.mix(s.ramp(tone, 0.3, 0.7), shade(light, 0.94), light)
    base = s.mix(s.math("MULTIPLY", s.ramp(stripes, 0.3, 1.0), 0.16), base, pore)
    s.set(Base_Color=s.mix(s.math("MULTIPLY", open_, 0.75), base, pore))
    s.set(Roughness=s.ramp(s.noise(6, 4), 0.35, 0.7, 0.36, 0.52), Specular_IOR_Level=0.4)
    s.bump(s.math("SUBTRACT", 1.0, open_), 0.0003, 0.5)
    return material
