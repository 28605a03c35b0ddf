"""Stone, cut or cast, for worktops and floors."""

from dyce.models.materials.shader import Colour, Shader, named, shade, shared

__all__ = ["concrete", "limestone", "pale_stone", "quartz", "screed"]


@shared
def concrete(s: Shader, colour: Colour = (0.27, 0.265, 0.255), polish: float = 0.0) -> None:
    """Cast concrete: clouds, stains, pinholes; `polish` 0..1 grinds and seals it (a floor, a worktop)."""
    clouds = s.mix(s.ramp(s.noise(1.7, 6, Roughness=0.6), 0.3, 0.7), shade(colour, 0.72), shade(colour, 1.18))
    stains = s.ramp(s.noise(5.5, 5, Roughness=0.7), 0.56, 0.74, 0.0, 0.35)
    base = s.mix(stains, clouds, shade(colour, 0.6))
    sand = s.noise(260, 3)
    holes = s.math("MULTIPLY", s.spots(70, 0.09, 0.03), s.ramp(s.noise(6, 2), 0.45, 0.6))
    base = s.mix(s.ramp(sand, 0.35, 0.65, 0.0, 0.35), base, shade(colour, 1.25))
    s.set(Base_Color=s.mix(s.math("MULTIPLY", holes, 0.8 * (1 - polish)), base, shade(colour, 0.3)))
    rough = 0.85 - 0.5 * polish
    s.set(Roughness=s.ramp(s.noise(9, 4), 0.3, 0.7, rough * 0.75, rough), Specular_IOR_Level=0.4)
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", sand, 0.3), holes), 0.0012, 0.5 - 0.35 * polish)


@named
def pale_stone(s: Shader, dark: Colour = (0.50, 0.47, 0.43), light: Colour = (0.68, 0.66, 0.62)) -> None:
    """Honed stone for worktops: soft clouds, a few thin veins, fine grains."""
    clouds, fine = s.noise(2.6, 5, Roughness=0.55, Distortion=0.5), s.noise(260, 3)
    base = s.mix(s.ramp(clouds, 0.3, 0.7), dark, light)
    path = s.math("ABSOLUTE", s.math("SUBTRACT", s.noise(1.7, 7, Roughness=0.6, Distortion=1.4), 0.5))
    vein = s.math("MULTIPLY", s.ramp(path, 0.022, 0.002), s.ramp(s.noise(5, 2), 0.4, 0.65, 0.0, 0.55))
    base = s.mix(vein, base, shade(dark, 0.55))
    s.set(Base_Color=s.mix(s.ramp(fine, 0.6, 0.72, 0.0, 0.25), base, shade(dark, 0.6)))
    s.set(Roughness=s.ramp(clouds, 0.3, 0.7, 0.22, 0.36), Specular_IOR_Level=0.45)
    s.bump(fine, 0.0002, 0.2)


@named
def quartz(s: Shader, colour: Colour = (0.30, 0.30, 0.295)) -> None:
    """Engineered stone: light and dark chips in a ground that hands and cloths have left more and less glossy."""
    chips, dust, wiped = s.spots(210, 0.20, 0.08), s.spots(420, 0.22, 0.10), s.noise(5, 5, Roughness=0.65)
    base = s.mix(s.ramp(s.noise(1.9, 4), 0.3, 0.7), shade(colour, 0.92), shade(colour, 1.05))
    base = s.mix(s.math("MULTIPLY", chips, 0.55), base, shade(colour, 1.65))
    base = s.mix(s.math("MULTIPLY", dust, 0.45), base, shade(colour, 0.42))
    s.set(Base_Color=base, Roughness=s.ramp(wiped, 0.38, 0.68, 0.20, 0.42), Specular_IOR_Level=0.45)
    s.bump(s.noise(300, 2), 0.0002, 0.15)


@named
def screed(s: Shader, dark: Colour = (0.118, 0.101, 0.084), light: Colour = (0.275, 0.245, 0.210)) -> None:
    """A polished concrete floor, cast in bays: clouds, spills, trowel marks, a few cracks; its gloss comes and goes."""
    clouds, fine = s.noise(0.9, 6, Roughness=0.62), s.noise(46, 5, Roughness=0.65)
    base = s.mix(s.ramp(clouds, 0.3, 0.7), dark, light)
    base = s.mix(s.ramp(fine, 0.55, 0.75, 0.0, 0.35), base, shade(dark, 0.7))
    bay, sawn = s.courses(s.place(), 2.93, 1.95, 0.005, 0.0)
    base = s.mix(s.ramp(bay, 0.0, 1.0, 0.0, 0.45), base, shade(light, 1.12))
    spills = s.ramp(s.noise(2.1, 6, Roughness=0.7, Distortion=0.6), 0.56, 0.70, 0.0, 0.45)
    base = s.mix(spills, base, (0.115, 0.095, 0.075))
    cells = s.node("TexVoronoi", {"feature": "DISTANCE_TO_EDGE"}, Vector=s.ragged(s.place(), 0.2, 1.7), Scale=0.36)
    hairlines = s.math(
        "MULTIPLY", s.ramp(cells.outputs["Distance"], 0.0018, 0.0006), s.ramp(s.noise(0.7, 1), 0.5, 0.56)
    )
    crack = s.math("MAXIMUM", sawn, hairlines)
    s.set(Base_Color=s.mix(s.math("MULTIPLY", crack, 0.6), base, shade(dark, 0.35)))
    s.set(Roughness=s.ramp(s.math("ADD", clouds, s.math("MULTIPLY", fine, 0.3)), 0.4, 0.85, 0.28, 0.52))
    s.bump(s.math("SUBTRACT", s.math("MULTIPLY", fine, 0.3), crack), 0.0006, 0.5)


@named
def limestone(s: Shader, dark: Colour = (0.40, 0.34, 0.265), light: Colour = (0.60, 0.545, 0.455)) -> None:
    """Honed limestone for worktops: soft clouds, small fossils and pits."""
    clouds, grit = s.noise(4, 6, Roughness=0.6, Distortion=0.8), s.noise(130, 5, Roughness=0.7)
    base = s.mix(s.ramp(clouds, 0.3, 0.7), dark, light)
    base = s.mix(s.math("MULTIPLY", s.spots(38, 0.16, 0.2), 0.35), base, shade(light, 1.15))
    pits = s.ramp(grit, 0.63, 0.72)
    s.set(Base_Color=s.mix(s.math("MULTIPLY", pits, 0.5), base, shade(dark, 0.6)))
    s.set(Roughness=s.ramp(clouds, 0.3, 0.7, 0.32, 0.48), Specular_IOR_Level=0.45)
    s.bump(s.math("SUBTRACT", 1.0, pits), 0.0006, 0.4)
