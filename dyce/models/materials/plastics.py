"""Plastic, rubber, foam, wax, cork: what is moulded or cut."""

from dyce.models.materials.shader import Colour, Shader, shade, shared

__all__ = ["cork", "foam", "plastic", "rubber", "wax"]


@shared
def plastic(s: Shader, colour: Colour = (0.7, 0.7, 0.7), roughness: float = 0.35, translucent: float = 0.0) -> None:
    """Moulded plastic; `translucent` 0..1 lets light in as through a milk bottle."""
    s.set(Base_Color=colour, Roughness=s.ramp(s.noise(70, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.25))
    s.set(Subsurface_Weight=0.15 + 0.6 * translucent, Subsurface_Scale=0.004 + 0.01 * translucent)
    s.bump(s.noise(700, 2), 0.0002, 0.2)


@shared
def rubber(s: Shader, colour: Colour = (0.03, 0.03, 0.03)) -> None:
    """Matt rubber or silicone."""
    s.set(Base_Color=colour, Roughness=s.ramp(s.noise(60, 3), 0.3, 0.7, 0.55, 0.75), Specular_IOR_Level=0.4)
    s.bump(s.noise(900, 2), 0.0002, 0.3)


@shared
def foam(s: Shader, colour: Colour = (0.80, 0.62, 0.10)) -> None:
    """Sponge: open pores in the bump and the colour."""
    pores = s.math("MAXIMUM", s.spots(420, 0.28, 0.15), s.spots(900, 0.25, 0.15))
    s.set(Base_Color=s.mix(pores, colour, shade(colour, 0.45)), Roughness=0.95, Sheen_Weight=0.2)
    s.bump(s.math("SUBTRACT", 1.0, pores), 0.002, 0.8)


@shared
def wax(s: Shader, colour: Colour = (0.80, 0.74, 0.60)) -> None:
    """Candle wax."""
    s.set(
        Base_Color=s.mix(s.noise(30, 3), shade(colour, 0.96), colour),
        Roughness=s.ramp(s.noise(60, 3), 0.3, 0.7, 0.35, 0.55),
    )
    s.set(Subsurface_Weight=0.7, Subsurface_Scale=0.012, Subsurface_Radius=(1.0, 0.6, 0.3))
    s.bump(s.noise(90, 3), 0.0006, 0.3)


@shared
def cork(s: Shader, colour: Colour = (0.50, 0.31, 0.17)) -> None:
    """Natural cork."""
    pits = s.ramp(s.noise(240, 4, Roughness=0.7), 0.55, 0.7)
    s.set(Base_Color=s.mix(pits, s.mix(s.noise(120, 3), shade(colour, 0.85), shade(colour, 1.15)), shade(colour, 0.35)))
    s.set(Roughness=0.9)
    s.bump(s.math("SUBTRACT", 1.0, pits), 0.001, 0.5)
