"""Paper, board, and what is printed."""

import bpy

from dyce.models.materials.shader import Colour, Shader, shade, shared

__all__ = ["cardboard", "page_block", "paper", "printed"]


@shared
def paper(s: Shader, colour: Colour = (0.78, 0.76, 0.71)) -> None:
    """Uncoated paper."""
    s.set(Base_Color=s.mix(s.noise(50, 4), shade(colour, 0.95), shade(colour, 1.03)), Roughness=0.88)
    s.set(Subsurface_Weight=0.1, Subsurface_Scale=0.002)
    s.bump(s.noise(600, 4), 0.0003, 0.3)


@shared
def page_block(s: Shader, colour: Colour = (0.72, 0.66, 0.54)) -> None:
    """The edges of a book's pages: fine lines across object z."""
    lines = s.noise(60, 2, at=s.place((0.4, 0.4, 60)))
    s.set(Base_Color=s.mix(s.ramp(lines, 0.3, 0.7), shade(colour, 0.62), shade(colour, 1.08)), Roughness=0.92)
    s.bump(lines, 0.0006, 0.5)


@shared
def cardboard(s: Shader, colour: Colour = (0.40, 0.27, 0.15)) -> None:
    """Kraft board or pulp (egg carton)."""
    fibres = s.noise(320, 4, Roughness=0.7)
    base = s.mix(s.noise(30, 4), shade(colour, 0.88), shade(colour, 1.1))
    s.set(Base_Color=s.mix(s.ramp(fibres, 0.55, 0.75, 0.0, 0.5), base, shade(colour, 0.55)), Roughness=0.93)
    s.bump(fibres, 0.0009, 0.5)


@shared
def printed(s: Shader, image: str, roughness: float = 0.4, coat: float = 0.0, emission: float = 0.0) -> None:
    """A print, in UVs 0..1, of the packed image of that name."""
    texture = s.node("TexImage", {"image": bpy.data.images[image], "extension": "EXTEND"})
    s.set(Base_Color=texture.outputs["Color"], Coat_Weight=coat, Coat_Roughness=0.1)
    s.set(Roughness=s.ramp(s.noise(60, 4), 0.3, 0.7, roughness * 0.85, roughness * 1.2))
    if emission > 0:
        s.set(Emission_Color=texture.outputs["Color"], Emission_Strength=emission)
    s.bump(s.noise(120, 3), 0.0003, 0.25)
