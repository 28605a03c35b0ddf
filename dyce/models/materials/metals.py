"""Metals, bare, cast and painted."""

from typing import Any

from dyce.models.materials.shader import Colour, Shader, named, shade, shared

__all__ = ["brass", "brushed_steel", "cast_iron", "copper", "metal", "painted_metal", "polished_steel"]


def _metal(s: Shader, colour: Colour, low: float, high: float, at: Any, scale: float, bump: float) -> None:
    streaks = s.noise(scale, 3, at=at)
    s.set(Base_Color=s.mix(s.noise(14, 3), shade(colour, 0.96), colour), Metallic=1.0)
    s.set(Roughness=s.ramp(streaks, 0.3, 0.7, low, high))
    if bump > 0:
        s.bump(streaks, bump, 0.25)


@shared
def brushed_steel(s: Shader, grain: str = "Z") -> None:
    """Stainless steel brushed along the object's `grain` axis; "R" brushes round the z axis."""
    scale = {"X": (1, 60, 60), "Y": (60, 1, 60), "Z": (60, 60, 1), "R": (1, 1, 40)}[grain]
    low, high, bump = (0.24, 0.31, 0.0) if grain == "R" else (0.20, 0.36, 0.00006)
    _metal(s, (0.60, 0.59, 0.57), low, high, s.place(scale), 30, bump)


@shared
def polished_steel(s: Shader, roughness: float = 0.1) -> None:
    """Polished steel or chrome with faint smears."""
    _metal(s, (0.66, 0.66, 0.66), roughness * 0.7, roughness * 1.8, None, 30, 0.0)


@shared
def brass(s: Shader, roughness: float = 0.25) -> None:
    """Satin brass."""
    _metal(s, (0.60, 0.44, 0.22), roughness * 0.7, roughness * 1.6, None, 40, 0.0)


@shared
def copper(s: Shader, roughness: float = 0.22) -> None:
    """Copper with a little patina in its gloss."""
    _metal(s, (0.72, 0.34, 0.20), roughness * 0.6, roughness * 1.8, None, 35, 0.0)


@shared
def cast_iron(s: Shader, colour: Colour = (0.018, 0.018, 0.019)) -> None:
    """Seasoned cast iron, or any dark non-stick coat."""
    s.set(
        Base_Color=s.mix(s.noise(40, 4), colour, shade(colour, 1.8)),
        Roughness=s.ramp(s.noise(60, 4), 0.3, 0.7, 0.38, 0.6),
    )
    s.bump(s.noise(900, 2), 0.0004, 0.3)


@shared
def painted_metal(s: Shader, colour: Colour = (0.75, 0.74, 0.70), roughness: float = 0.25) -> None:
    """Enamel or powder coat."""
    s.set(Base_Color=s.mix(s.noise(18, 3), shade(colour, 0.95), shade(colour, 1.04)))
    s.set(
        Roughness=s.ramp(s.noise(45, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.3),
        Coat_Weight=0.25,
        Coat_Roughness=0.06,
    )
    s.bump(s.noise(160, 2), 0.0002, 0.35)


@named
def metal(s: Shader, colour: Colour = (0.62, 0.62, 0.61), roughness: float = 0.25) -> None:
    """Bare metal: steel as it is, brass and copper by colour."""
    s.set(Base_Color=shade(colour, 1.0), Roughness=roughness, Metallic=1.0)
    s.weather(40, 0.0, 0.0, spread=0.07)
