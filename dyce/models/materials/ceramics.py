"""Glazed and raw clay."""

from collections.abc import Sequence

from dyce.models.materials.metals import painted_metal
from dyce.models.materials.shader import Colour, Material, Shader, shade, shared

__all__ = ["coat", "glaze", "raw_clay", "stoneware", "terracotta"]


@shared
def glaze(
    s: Shader,
    colour: Colour = (0.80, 0.78, 0.74),
    roughness: float = 0.16,
    speckle: float = 0.0,
    speckle_colour: Colour = (0.16, 0.10, 0.06),
) -> None:
    """Glazed ceramic, `speckle` 0..1 strews iron spots."""
    cloudy = s.noise(22, 3)
    base = s.mix(cloudy, shade(colour, 0.93), shade(colour, 1.05))
    if speckle > 0:
        fine, coarse = s.spots(420, 0.10 + 0.12 * speckle), s.spots(170, 0.05 + 0.07 * speckle)
        patchy = s.ramp(s.noise(60, 2), 0.35, 0.6)
        base = s.mix(s.math("MULTIPLY", s.math("MAXIMUM", fine, coarse), patchy), base, speckle_colour)
    s.set(Base_Color=base, Roughness=s.ramp(s.noise(35, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.35))
    s.set(Coat_Weight=0.5, Coat_Roughness=0.04, Specular_IOR_Level=0.5, Subsurface_Weight=0.06, Subsurface_Scale=0.004)
    s.set(Subsurface_Radius=(1.0, 0.9, 0.7))
    s.bump(s.noise(45, 2), 0.0004, 0.5)


@shared
def stoneware(
    s: Shader, colour: Colour = (0.30, 0.36, 0.38), edge: Colour = (0.22, 0.12, 0.06), roughness: float = 0.28
) -> None:
    """Reactive glaze on dark clay: it breaks to `edge` where the mesh's wear (tint alpha) is low."""
    clouds = s.ramp(s.noise(28, 6, Roughness=0.65), 0.35, 0.68)
    base = s.mix(clouds, shade(colour, 0.7), shade(colour, 1.2))
    base = s.mix(s.math("MULTIPLY", s.spots(300, 0.16), 0.5), base, shade(edge, 0.6))
    wear = s.math("ADD", s.tint().outputs["Alpha"], s.math("MULTIPLY", s.math("SUBTRACT", s.noise(90, 3), 0.5), 0.9))
    base = s.mix(s.ramp(wear, 0.25, 0.75), edge, base)
    s.set(Base_Color=base, Roughness=s.ramp(s.noise(50, 4), 0.3, 0.7, roughness * 0.75, roughness * 1.4))
    s.set(Coat_Weight=0.3, Coat_Roughness=0.12)
    s.bump(s.noise(110, 4), 0.0008, 0.35)


@shared
def raw_clay(s: Shader, colour: Colour = (0.42, 0.33, 0.25)) -> None:
    """Unglazed fired clay, as on a foot ring."""
    s.set(Base_Color=s.mix(s.noise(160, 5), shade(colour, 0.8), shade(colour, 1.15)), Roughness=0.85)
    s.bump(s.noise(900, 3), 0.0005, 0.4)


@shared
def terracotta(s: Shader, colour: Colour = (0.46, 0.19, 0.10)) -> None:
    """Flower-pot clay with pale lime bloom."""
    bloom = s.ramp(s.noise(24, 6, Roughness=0.7), 0.48, 0.75)
    base = s.mix(s.noise(90, 4), shade(colour, 0.85), shade(colour, 1.12))
    s.set(Base_Color=s.mix(s.math("MULTIPLY", bloom, 0.5), base, (0.62, 0.50, 0.42)), Roughness=0.88)
    s.bump(s.noise(420, 4), 0.0006, 0.5)


CREAM = (0.78, 0.74, 0.66)
GLAZES = ("white", "speckled", "stoneware", "cream", "blue", "sage", "ochre", "charcoal", "blush", "enamel")
COLOURS = {
    "white": (0.82, 0.81, 0.78),
    "cream": CREAM,
    "speckled": (0.70, 0.66, 0.58),
    "blue": (0.045, 0.10, 0.22),
    "sage": (0.30, 0.38, 0.28),
    "ochre": (0.52, 0.27, 0.05),
    "charcoal": (0.035, 0.036, 0.038),
    "blush": (0.66, 0.40, 0.32),
    "enamel": (0.84, 0.83, 0.79),
    "stoneware": (0.22, 0.30, 0.33),
}


def coat(style: str, colour: Sequence[float] | None = None) -> Material:
    """The glaze of that name, one of GLAZES, or in another colour."""
    chosen = tuple(colour) if colour is not None else COLOURS[style]
    if style == "stoneware":
        return stoneware(chosen)
    if style == "enamel":
        return painted_metal(chosen, 0.12)
    if style in ("charcoal", "blush", "sage"):
        return glaze(chosen, 0.42, 0.25 if style != "charcoal" else 0.0)
    return glaze(chosen, 0.14, 0.8 if style == "speckled" else 0.0)
