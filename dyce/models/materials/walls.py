"""What walls and floors are clad with: plaster, tiles, bricks; paint."""

from typing import Any

import bpy
import numpy as np

from dyce.models.materials import labels
from dyce.models.materials.shader import BRIGHTEST, Colour, Shader, dimmed, named, shade

__all__ = ["bricks", "patterned_tiles", "plain", "plaster", "terracotta_tiles", "tiles", "weathered"]


@named
def bricks(
    s: Shader,
    dark: Colour = (0.19, 0.072, 0.045),
    light: Colour = (0.46, 0.21, 0.13),
    mortar: Colour = (0.50, 0.46, 0.40),
) -> None:
    """An old bare wall in running bond: bricks of uneven clay and firing, some limed; mortar raked back, years of soot."""
    flat = s.ragged(s.upright(), 0.0035, 22)
    tone, joint = s.courses(flat, 0.225, 0.075, 0.006, 0.5)
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


@named
def terracotta_tiles(
    s: Shader,
    dark: Colour = (0.25, 0.085, 0.042),
    light: Colour = (0.47, 0.215, 0.115),
    *,
    size: float = 0.30,
    joint: float = 0.009,
) -> None:
    """Waxed square floor tiles in the XY plane, no two fired alike, worn soft at the edges."""
    flat = s.ragged(s.place(), 0.0022, 6)
    tone, seam = s.courses(flat, size, size, joint / 2, 0.0)
    clouds, grit = s.noise(5, 5, Roughness=0.6), s.noise(120, 4)
    value = s.math("ADD", s.math("MULTIPLY", tone, 0.7), s.math("MULTIPLY", clouds, 0.45))
    base = s.mix(s.ramp(value, 0.12, 1.0), dark, light)
    base = s.mix(s.math("MULTIPLY", s.ramp(s.noise(2.1, 5), 0.5, 0.75), 0.35), base, (0.50, 0.33, 0.22))
    base = s.mix(s.ramp(grit, 0.62, 0.75, 0.0, 0.5), base, shade(dark, 0.6))
    s.set(Base_Color=s.mix(seam, base, s.mix(grit, (0.25, 0.20, 0.15), (0.36, 0.30, 0.24))))
    s.set(Roughness=s.mix(seam, s.ramp(clouds, 0.3, 0.7, 0.30, 0.55), (0.9, 0.9, 0.9)), Specular_IOR_Level=0.4)
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", s.math("ADD", clouds, grit), 0.14), seam), 0.004, 0.8)


PATTERN = 192
"""Pixels across one patterned tile."""


@named
def patterned_tiles(
    s: Shader,
    ground: Colour = (0.86, 0.81, 0.70),
    blue: Colour = (0.13, 0.25, 0.42),
    ochre: Colour = (0.80, 0.53, 0.16),
    rust: Colour = (0.62, 0.27, 0.15),
    *,
    size: float = 0.15,
) -> None:
    """Hand-painted glazed wall tiles (x along, z up), four of which make a rosette; colours are sRGB."""
    flat = s.upright()
    if s.name not in bpy.data.images:
        labels.save(_rosette(ground, blue, ochre, rust), s.name)
    at = s.node("Mapping", Vector=flat, Scale=(1 / (2 * size), 1 / (2 * size), 1)).outputs[0]
    print_ = s.node("TexImage", {"image": bpy.data.images[s.name], "extension": "REPEAT"}, Vector=at).outputs["Color"]
    tone, seam = s.courses(flat, size, size, 0.0015, 0.0)
    wash = s.ramp(s.math("ADD", s.math("MULTIPLY", tone, 0.5), s.math("MULTIPLY", s.noise(30, 4), 0.5)), 0.2, 0.8, 0.82)
    grey = s.node("CombineColor", Red=wash, Green=wash, Blue=wash).outputs[0]
    s.set(Base_Color=s.mix(seam, s.mix(1.0, print_, grey, "MULTIPLY"), (0.40, 0.36, 0.30)))
    s.set(Roughness=s.mix(seam, s.ramp(s.noise(60, 4), 0.3, 0.7, 0.10, 0.22), (0.85, 0.85, 0.85)))
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", s.noise(14, 1), 0.5), seam), 0.002, 0.5)


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


@named
def weathered(s: Shader, colour: Colour = (0.135, 0.108, 0.075)) -> None:
    """Old render outdoors: stains that run down from above, patches where it was mended, damp at the foot (z = 0)."""
    runs = s.node("TexNoise", Vector=s.place((9.0, 9.0, 0.9)), Scale=1.0, Detail=5.0).outputs["Fac"]
    clouds, grit = s.noise(1.6, 6, Roughness=0.65), s.noise(90, 5, Roughness=0.7)
    base = s.mix(s.ramp(clouds, 0.35, 0.65), shade(colour, 0.80), shade(colour, 1.12))
    base = s.mix(s.ramp(runs, 0.50, 0.72, 0.0, 0.55), base, shade(colour, 0.42))
    height = s.node("SeparateXYZ", Vector=s.place()).outputs["Z"]
    damp = s.math("ADD", height, s.math("MULTIPLY", clouds, -0.7))
    s.set(Base_Color=s.mix(s.ramp(damp, 0.25, -0.25, 0.0, 0.6), base, shade(colour, 0.38)), Roughness=0.92)
    s.set(Specular_IOR_Level=0.2)
    s.bump(s.math("ADD", s.math("MULTIPLY", clouds, 0.6), s.math("MULTIPLY", grit, 0.35)), 0.006, 0.8)


@named
def plain(
    s: Shader, colour: Colour, roughness: float = 0.5, *, grain: float = 0.03, metallic: float = 0.0, coat: float = 0.0
) -> None:
    """Painted, glazed or moulded stuff; `grain` is the strength of its micro-relief."""
    s.set(Base_Color=dimmed(colour), Roughness=roughness, Metallic=metallic, Coat_Weight=coat)
    s.weather(80, grain, 0.0008, spread=0.06)
    _handled(s, dimmed(colour), roughness)


def _handled(s: Shader, light: Colour, roughness: float) -> None:
    """A little yellower and duller in patches a hand or an arm wide, as what is touched and wiped becomes."""
    at = s.vector("MULTIPLY_ADD", s.node("ObjectInfo").outputs["Random"], (11.0, 17.0, 5.0), s.place())
    patches, wiped = s.noise(2.2, 4, at=at), s.noise(7.0, 4, at=at)
    dark = tuple(x * share for x, share in zip(light, (0.93, 0.92, 0.885)))
    fine = s.principled.inputs["Roughness"].links[0].from_socket
    dull = s.ramp(wiped, 0.42, 0.68, 0.0, 0.35 * (1 - roughness))
    s.set(Base_Color=s.tones(patches, dark, light), Roughness=s.math("ADD", fine, s.math("MULTIPLY", dull, 0.5)))


@named
def tiles(
    s: Shader,
    colour: Colour = (0.72, 0.72, 0.69),
    *,
    width: float = 0.15,
    height: float = 0.075,
    joint: float = 0.0018,
    grout: Colour = (0.42, 0.40, 0.37),
    floor: bool = False,
    stagger: float = 0.5,
    roughness: float = 0.12,
) -> None:
    """Glazed tiles on a wall (object X or Y along, Z up) or, with `floor`, in the XY plane."""
    s.set(Base_Color=dimmed(colour), Roughness=roughness)
    board, seam = s.courses(s.place() if floor else _round_corners(s), width, height, joint, stagger, 0.35)
    glaze = s.tones(board, tuple(x * 0.90 for x in colour), colour)
    dirty = s.tones(s.noise(5.0, 4), tuple(x * 0.62 for x in grout), tuple(min(x * 1.12, BRIGHTEST) for x in grout))
    s.set(Base_Color=s.mix(seam, glaze, dirty))
    s.set(Roughness=s.ramp(seam, 0, 1, max(0.02, roughness), 0.75))
    s.bump(s.math("MULTIPLY_ADD", seam, -1.0, s.math("MULTIPLY", s.noise(13.0, 1), 0.5)), 0.002, 0.5)


def _round_corners(s: Shader) -> bpy.types.NodeSocket:
    """(x + y, z): a flat pattern that runs along axis-parallel walls."""
    axes = s.node("SeparateXYZ", Vector=s.place()).outputs
    return s.node("CombineXYZ", X=s.math("ADD", axes[0], axes[1]), Y=axes[2]).outputs[0]


@named
def plaster(s: Shader, colour: Colour = (0.72, 0.70, 0.65), *, relief: float = 0.10, wear: float = 1.0) -> None:
    """Painted wall: matt, uneven in tone, sheen and height, as roller and years leave it.

    `relief` is the strength of the grain of roller and trowel; `wear` that of all the rest: hollows half a metre wide,
    yellower patches, rubbed places, scuffs up to half a metre above the floor. In world coordinates: no two walls are
    alike.
    """
    s.set(Base_Color=dimmed(colour), Roughness=0.85)
    place = s.node("NewGeometry").outputs["Position"]
    cloud, years = s.noise(1.3, 3, at=place), s.noise(0.55, 2, at=place)
    tone = s.tones(cloud, tuple(x * (1 - 0.05 * wear) for x in colour), colour)
    yellowed = tuple(x * (1 - share * wear) for x, share in zip(colour, (0.055, 0.072, 0.125)))
    tone = s.mix(s.ramp(years, 0.45, 0.70), tone, yellowed)
    smear = s.noise(1.0, 4, at=s.node("Mapping", Vector=place, Scale=(5, 5, 16)).outputs[0])
    low = s.ramp(s.node("SeparateXYZ", Vector=place).outputs[2], 0.55, 0.10)
    scuff = s.math("MULTIPLY", s.ramp(smear, 0.56, 0.70), low)
    s.set(Base_Color=s.mix(s.math("MULTIPLY", scuff, 0.30 * wear), tone, tuple(x * 0.55 for x in colour)))
    rubbed = s.noise(2.7, 3, at=place)
    s.set(Roughness=s.ramp(rubbed, 0, 1, max(0.02, 0.85 - 0.22 * wear), min(1.0, 0.85 + 0.16 * wear)))
    under: dict[str, Any] = {}
    for scale, detail, strength, depth in (
        (1.7, 1.5, 1.0, 0.011 * wear),
        (8.0, 4.0, 1.0, 0.010 * relief * wear),
        (140.0, 2.0, relief, 0.0015),
    ):
        bump = s.node("Bump", Strength=strength, Distance=depth, Height=s.noise(scale, detail, at=place), **under)
        under = {"Normal": bump.outputs[0]}
    s.set(**under)
