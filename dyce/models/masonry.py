"""Bricks, fired clay and patterned tiles: procedural materials in object coordinates, metres."""

from typing import Any

import bpy
import numpy as np

from dyce.models.finishes import Colour, Shader, shade
from dyce.models.parametric import labels

__all__ = ["bricks", "limestone", "patterned_tiles", "screed", "terracotta_tiles"]

PATTERN = 192
"""Pixels across one patterned tile."""


def _new(name: str) -> tuple[bpy.types.Material, Shader]:
    material = bpy.data.materials.new(name)
    return material, Shader(material)


def _on_wall(s: Shader) -> bpy.types.NodeSocket:
    """(x, z): for things that are built in a wall's own frame."""
    axes = s.node("SeparateXYZ", Vector=s.place()).outputs
    return s.node("CombineXYZ", X=axes[0], Y=axes[2]).outputs[0]


def _ragged(s: Shader, flat: Any, by: float, scale: float) -> bpy.types.NodeSocket:
    """Coordinates shifted by up to `by` metres of noise: edges that no machine cut."""
    noise = s.node("TexNoise", Vector=s.place(), Scale=scale, Detail=3.0).outputs["Color"]
    centred = s.node("VectorMath", {"operation": "SUBTRACT"})
    s.put(centred.inputs[0], noise)
    s.put(centred.inputs[1], (0.5, 0.5, 0.5))
    moved = s.node("VectorMath", {"operation": "MULTIPLY_ADD"})
    s.put(moved.inputs[0], centred.outputs[0])
    s.put(moved.inputs[1], (2 * by, 2 * by, 0.0))
    s.put(moved.inputs[2], flat)
    return moved.outputs[0]


def _courses(
    s: Shader, flat: Any, width: float, height: float, joint: float, stagger: float
) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
    """(a number 0..1 for each brick, 1 in the joints)."""
    brick = s.node("TexBrick", {"offset": stagger}, Vector=flat, Scale=1.0, Mortar_Size=joint / 2, Bias=0.0)
    for key, value in {
        "Mortar Smooth": 0.25,
        "Brick Width": width,
        "Row Height": height,
        "Color1": (0, 0, 0),
        "Color2": (1, 1, 1),
        "Mortar": (0.5, 0.5, 0.5),
    }.items():
        s.put(brick.inputs[key], value)
    return brick.outputs["Color"], brick.outputs["Fac"]


def bricks(
    name: str = "bricks",
    dark: Colour = (0.19, 0.072, 0.045),
    light: Colour = (0.46, 0.21, 0.13),
    mortar: Colour = (0.50, 0.46, 0.40),
) -> bpy.types.Material:
    """An old bare wall in running bond: bricks of uneven clay and firing, some limed; mortar raked back, years of soot."""
    material, s = _new(name)
    flat = _ragged(s, _on_wall(s), 0.0035, 22)
    tone, joint = _courses(s, flat, 0.225, 0.075, 0.012, 0.5)
    clouds, grit = s.noise(7, 4), s.noise(160, 5, Roughness=0.7)
    laid = shade(mortar, 0.45), shade(mortar, 1.05)
    value = s.math("ADD", s.math("MULTIPLY", tone, 0.75), s.math("MULTIPLY", clouds, 0.35))
    base = s.mix(s.ramp(value, 0.1, 0.95), dark, light)
    clay = s.math("FRACT", s.math("MULTIPLY", tone, 9.7))
    base = s.mix(s.ramp(clay, 0.66, 0.95, 0.0, 0.6), base, (0.33, 0.225, 0.15))
    base = s.mix(s.ramp(clay, 0.24, 0.04, 0.0, 0.65), base, (0.105, 0.058, 0.048))
    base = s.mix(s.ramp(tone, 0.06, 0.0, 0.0, 0.8), base, shade(dark, 0.4))
    lime = s.math("MULTIPLY", s.ramp(s.noise(3.2, 6, Roughness=0.7), 0.55, 0.72), 0.45)
    base = s.mix(lime, s.mix(s.ramp(grit, 0.35, 0.7), shade(dark, 0.9), base), (0.50, 0.42, 0.35))
    years = s.ramp(s.noise(0.55, 4, Roughness=0.6), 0.32, 0.66)
    bedding = s.mix(s.math("ADD", s.math("MULTIPLY", grit, 0.5), s.math("MULTIPLY", years, 0.5)), *laid)
    base = s.mix(s.math("MULTIPLY", joint, s.ramp(s.noise(34, 4), 0.30, 0.46, 0.45, 1.0)), base, bedding)
    s.set(Base_Color=s.mix(years, s.mix(1.0, base, (0.76, 0.735, 0.715), "MULTIPLY"), base))
    s.set(Roughness=s.ramp(grit, 0.3, 0.7, 0.8, 0.95), Specular_IOR_Level=0.3)
    proud = s.math("ADD", s.math("MULTIPLY", tone, 0.25), s.math("MULTIPLY", grit, 0.28))
    s.bump(s.math("SUBTRACT", proud, joint), 0.008, 0.9)
    return material


def terracotta_tiles(
    name: str = "terracotta tiles",
    dark: Colour = (0.25, 0.085, 0.042),
    light: Colour = (0.47, 0.215, 0.115),
    *,
    size: float = 0.30,
    joint: float = 0.009,
) -> bpy.types.Material:
    """Waxed square floor tiles in the XY plane, no two fired alike, worn soft at the edges."""
    material, s = _new(name)
    flat = _ragged(s, s.place(), 0.0022, 6)
    tone, seam = _courses(s, flat, size, size, joint, 0.0)
    clouds, grit = s.noise(5, 5, Roughness=0.6), s.noise(120, 4)
    value = s.math("ADD", s.math("MULTIPLY", tone, 0.7), s.math("MULTIPLY", clouds, 0.45))
    base = s.mix(s.ramp(value, 0.12, 1.0), dark, light)
    base = s.mix(s.math("MULTIPLY", s.ramp(s.noise(2.1, 5), 0.5, 0.75), 0.35), base, (0.50, 0.33, 0.22))
    base = s.mix(s.ramp(grit, 0.62, 0.75, 0.0, 0.5), base, shade(dark, 0.6))
    s.set(Base_Color=s.mix(seam, base, s.mix(grit, (0.25, 0.20, 0.15), (0.36, 0.30, 0.24))))
    s.set(Roughness=s.mix(seam, s.ramp(clouds, 0.3, 0.7, 0.30, 0.55), (0.9, 0.9, 0.9)), Specular_IOR_Level=0.4)
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", s.math("ADD", clouds, grit), 0.14), seam), 0.004, 0.8)
    return material


def patterned_tiles(
    name: str = "patterned tiles",
    ground: Colour = (0.86, 0.81, 0.70),
    blue: Colour = (0.13, 0.25, 0.42),
    ochre: Colour = (0.80, 0.53, 0.16),
    rust: Colour = (0.62, 0.27, 0.15),
    *,
    size: float = 0.15,
) -> bpy.types.Material:
    """Hand-painted glazed wall tiles (x along, z up), four of which make a rosette; colours are sRGB."""
    material, s = _new(name)
    flat = _on_wall(s)
    if name not in bpy.data.images:
        labels.save(_rosette(ground, blue, ochre, rust), name)
    at = s.node("Mapping", Vector=flat, Scale=(1 / (2 * size), 1 / (2 * size), 1)).outputs[0]
    print_ = s.node("TexImage", {"image": bpy.data.images[name], "extension": "REPEAT"}, Vector=at).outputs["Color"]
    tone, seam = _courses(s, flat, size, size, 0.003, 0.0)
    wash = s.ramp(s.math("ADD", s.math("MULTIPLY", tone, 0.5), s.math("MULTIPLY", s.noise(30, 4), 0.5)), 0.2, 0.8, 0.82)
    grey = s.node("CombineColor", Red=wash, Green=wash, Blue=wash).outputs[0]
    s.set(Base_Color=s.mix(seam, s.mix(1.0, print_, grey, "MULTIPLY"), (0.40, 0.36, 0.30)))
    s.set(Roughness=s.mix(seam, s.ramp(s.noise(60, 4), 0.3, 0.7, 0.10, 0.22), (0.85, 0.85, 0.85)))
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", s.noise(14, 1), 0.5), seam), 0.002, 0.5)
    return material


def _rosette(ground: Colour, blue: Colour, ochre: Colour, rust: Colour) -> np.ndarray:
    """Two by two tiles (H, W, 3), sRGB: a rosette in the middle, a star where the corners of four meet."""
    pixels = 2 * PATTERN
    y, x = np.mgrid[0:pixels, 0:pixels] / pixels * 4 - 2
    image = labels.canvas(pixels, pixels, ground)
    rng = np.random.default_rng(3)
    wobble = np.kron(rng.normal(0, 0.012, (pixels // 16, pixels // 16)), np.ones((16, 16)))
    r, angle = np.hypot(x, y) + wobble, np.arctan2(y, x)
    u, v = 2 - np.abs(x), 2 - np.abs(y)
    corner, corner_angle = np.hypot(u, v) + wobble, np.arctan2(v, u)
    petals = 0.72 + 0.52 * np.abs(np.cos(2 * angle)) ** 0.8
    for inside, colour in (
        (r < petals + 0.28, ochre),
        (r < petals + 0.20, ground),
        (r < petals, blue),
        (r < 0.62 * petals, ground),
        (r < 0.52 * petals * (0.75 + 0.25 * np.cos(8 * angle)), rust),
        (r < 0.20, ochre),
        (corner < 0.66 + 0.14 * np.cos(4 * corner_angle), blue),
        (corner < 0.50 + 0.12 * np.cos(4 * corner_angle), ground),
        (corner < 0.30 - 0.10 * np.cos(4 * corner_angle), ochre),
        ((np.abs(np.abs(x) - np.abs(y)) < 0.05) & (r > petals + 0.3) & (corner > 0.85), rust),
    ):
        image[inside] = colour
    return np.asarray(image * (1 + rng.normal(0, 0.02, (pixels, pixels, 1))), np.float32)


def screed(
    name: str = "screed", dark: Colour = (0.118, 0.101, 0.084), light: Colour = (0.275, 0.245, 0.210)
) -> bpy.types.Material:
    """A polished concrete floor, cast in bays: clouds, spills, trowel marks, a few cracks; its gloss comes and goes."""
    material, s = _new(name)
    clouds, fine = s.noise(0.9, 6, Roughness=0.62), s.noise(46, 5, Roughness=0.65)
    base = s.mix(s.ramp(clouds, 0.3, 0.7), dark, light)
    base = s.mix(s.ramp(fine, 0.55, 0.75, 0.0, 0.35), base, shade(dark, 0.7))
    bay, sawn = _courses(s, s.place(), 2.93, 1.95, 0.010, 0.0)
    base = s.mix(s.ramp(bay, 0.0, 1.0, 0.0, 0.45), base, shade(light, 1.12))
    spills = s.ramp(s.noise(2.1, 6, Roughness=0.7, Distortion=0.6), 0.56, 0.70, 0.0, 0.45)
    base = s.mix(spills, base, (0.115, 0.095, 0.075))
    cells = s.node("TexVoronoi", {"feature": "DISTANCE_TO_EDGE"}, Vector=_ragged(s, s.place(), 0.2, 1.7), Scale=0.36)
    hairlines = s.math(
        "MULTIPLY", s.ramp(cells.outputs["Distance"], 0.0018, 0.0006), s.ramp(s.noise(0.7, 1), 0.5, 0.56)
    )
    crack = s.math("MAXIMUM", sawn, hairlines)
    s.set(Base_Color=s.mix(s.math("MULTIPLY", crack, 0.6), base, shade(dark, 0.35)))
    s.set(Roughness=s.ramp(s.math("ADD", clouds, s.math("MULTIPLY", fine, 0.3)), 0.4, 0.85, 0.28, 0.52))
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", fine, 0.3), crack), 0.0006, 0.5)
    return material


def limestone(
    name: str = "limestone", dark: Colour = (0.40, 0.34, 0.265), light: Colour = (0.60, 0.545, 0.455)
) -> bpy.types.Material:
    """Honed limestone for worktops: soft clouds, small fossils and pits."""
    material, s = _new(name)
    clouds, grit = s.noise(4, 6, Roughness=0.6, Distortion=0.8), s.noise(130, 5, Roughness=0.7)
    base = s.mix(s.ramp(clouds, 0.3, 0.7), dark, light)
    base = s.mix(s.math("MULTIPLY", s.spots(38, 0.16, 0.2), 0.35), base, shade(light, 1.15))
    pits = s.ramp(grit, 0.63, 0.72)
    s.set(Base_Color=s.mix(s.math("MULTIPLY", pits, 0.5), base, shade(dark, 0.6)))
    s.set(Roughness=s.ramp(clouds, 0.3, 0.7, 0.32, 0.48), Specular_IOR_Level=0.45)
    s.bump(s.math("SUBTRACT", 1.0, pits), 0.0006, 0.4)
    return material
