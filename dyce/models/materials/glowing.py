"""What shines by itself: bulbs, shades, fire."""

from dyce.models.materials.shader import Colour, Shader, shade, shared

__all__ = ["flames", "glowing", "lampshade", "opal"]


@shared
def lampshade(s: Shader, colour: Colour = (0.72, 0.65, 0.53)) -> None:
    """Lined linen that a bulb shines through."""
    weave = s.noise(900, 2)
    s.set(Base_Color=s.mix(weave, shade(colour, 0.9), shade(colour, 1.06)), Roughness=0.9)
    s.set(Emission_Color=(1.0, 0.76, 0.48), Emission_Strength=0.35)
    s.bump(weave, 0.0004, 0.4)


@shared
def opal(s: Shader, strength: float = 6.0) -> None:
    """Milk glass, lit from within when `strength` is above 0."""
    s.set(Base_Color=(0.85, 0.84, 0.80), Roughness=0.12, Coat_Weight=0.6, Coat_Roughness=0.03)
    s.set(Emission_Color=(1.0, 0.82, 0.58), Emission_Strength=strength)


@shared
def glowing(s: Shader, colour: Colour = (1.0, 0.78, 0.5), strength: float = 8.0) -> None:
    """A lit bulb."""
    s.set(Base_Color=colour, Emission_Color=colour, Emission_Strength=strength, Roughness=0.4)


@shared
def flames(s: Shader, strength: float = 6.0, foot: float = 0.24, tip: float = 0.55) -> None:
    """Fire seen through sooty glass: tongues that rise from z = `foot` and die out at `tip` (object z, metres)."""
    height = s.ramp(s.node("SeparateXYZ", Vector=s.place()).outputs[2], foot, tip)
    tongues = s.noise(16, 4, at=s.place((1, 1, 0.32)), Distortion=0.7, Roughness=0.6)
    heat = s.ramp(s.math("SUBTRACT", tongues, s.math("MULTIPLY", height, 0.36)), 0.34, 0.60)
    s.set(Base_Color=(0.01, 0.008, 0.007), Roughness=0.08, Emission_Strength=s.math("MULTIPLY", heat, strength))
    s.set(Emission_Color=s.mix(heat, (0.75, 0.07, 0.005), (1.0, 0.42, 0.10)))
