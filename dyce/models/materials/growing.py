"""What grows and what it grows in: leaves, skins, grains, soil."""

from dyce.models.materials.shader import Colour, Shader, shade, shared

__all__ = ["dull_leaf", "grains", "leaf", "skin", "soil", "tinted"]


@shared
def leaf(s: Shader, colour: Colour = (0.06, 0.16, 0.03), roughness: float = 0.45) -> None:
    """Foliage, multiplied by the mesh's colours; light shines through a little."""
    base = s.mix(
        1.0, s.mix(s.noise(55, 4), shade(colour, 0.75), shade(colour, 1.25)), s.tint().outputs["Color"], "MULTIPLY"
    )
    s.set(Base_Color=base, Roughness=roughness, Specular_IOR_Level=0.4)
    s.set(Subsurface_Weight=0.25, Subsurface_Scale=0.003, Subsurface_Radius=(0.5, 1.0, 0.2))
    s.bump(s.noise(240, 3), 0.0008, 0.5)


@shared
def dull_leaf(s: Shader, colour: Colour) -> None:
    """Foliage outdoors, without gloss, in the mesh's own tones; light shines through it."""
    base = s.mix(1.0, tuple(colour), s.tint().outputs["Color"], "MULTIPLY")
    s.set(Base_Color=base, Roughness=0.8, Specular_IOR_Level=0.12)
    s.shine_through(0.4, s.mix(1.0, base, (1.5, 1.35, 0.5), "MULTIPLY"))


@shared
def skin(
    s: Shader,
    roughness: float = 0.35,
    pores: float = 0.0,
    pore_scale: float = 600,
    dots: float = 0.0,
    dot_colour: Colour = (0.85, 0.75, 0.45),
    soft: float = 0.12,
    coat: float = 0.0,
    grain: float = 0.08,
) -> None:
    """Fruit skin in the mesh's colours: `pores` deep in metres, `dots` 0..1 lenticels, `grain` fine mottling."""
    colour = s.tint().outputs["Color"]
    fine = s.ramp(s.noise(260, 5, Roughness=0.6), 0.3, 0.7, 1 - 2 * grain, 1 + grain)
    base = s.mix(1.0, colour, s.node("CombineColor", Red=fine, Green=fine, Blue=fine).outputs[0], "MULTIPLY")
    if dots > 0:
        base = s.mix(s.math("MULTIPLY", s.spots(230, 0.13), dots), base, dot_colour)
    s.set(Base_Color=base, Roughness=s.ramp(s.noise(70, 4), 0.3, 0.7, roughness * 0.8, roughness * 1.3))
    s.set(Subsurface_Weight=soft, Subsurface_Scale=0.006, Subsurface_Radius=(1.0, 0.5, 0.25))
    s.set(Coat_Weight=coat, Coat_Roughness=0.12)
    height = s.noise(160, 3)
    if pores > 0:
        pits = s.spots(pore_scale, 0.2, 0.3)
        height = s.math("SUBTRACT", s.math("MULTIPLY", height, 0.4), pits)
    s.bump(height, max(pores, 0.0004), 0.5)


@shared
def grains(s: Shader, colour: Colour = (0.10, 0.045, 0.02), size: float = 0.008, spread: float = 0.5) -> None:
    """Beans, lentils or rice heaped: rounded pebbles of `size`, each in its own tone."""
    cells = s.node("TexVoronoi", Vector=s.place((1, 1, 1.5)), Scale=1 / size)
    tone = s.node("SeparateColor", Color=cells.outputs["Color"]).outputs[0]
    round_ = s.ramp(cells.outputs["Distance"], 0.75, 0.05)
    base = s.mix(tone, shade(colour, 1 - spread), shade(colour, 1 + spread))
    s.set(Base_Color=s.mix(s.ramp(round_, 0.0, 0.45), shade(colour, 0.12), base), Roughness=0.5)
    s.bump(s.math("POWER", round_, 0.5), size * 0.6, 1.0)


@shared
def tinted(
    s: Shader, roughness: float = 0.8, bump_scale: float = 300, bump: float = 0.001, metallic: float = 0.0
) -> None:
    """A plain rough surface in the mesh's own colours (bread, pasta, beans)."""
    fine = s.ramp(s.noise(bump_scale * 0.5, 5), 0.3, 0.7, 0.82, 1.12)
    grey = s.node("CombineColor", Red=fine, Green=fine, Blue=fine).outputs[0]
    s.set(Base_Color=s.mix(1.0, s.tint().outputs["Color"], grey, "MULTIPLY"), Roughness=roughness, Metallic=metallic)
    s.bump(s.noise(bump_scale, 5, Roughness=0.6), bump, 0.6)


@shared
def soil(s: Shader) -> None:
    """Moist potting soil."""
    crumbs = s.noise(180, 6, Roughness=0.75)
    s.set(Base_Color=s.mix(s.ramp(crumbs, 0.35, 0.7), (0.010, 0.006, 0.004), (0.055, 0.034, 0.020)), Roughness=0.95)
    s.bump(crumbs, 0.006, 1.0)
