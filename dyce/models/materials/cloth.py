"""Cloth and leather: woven, knitted, printed, on seats."""

from collections.abc import Sequence
from typing import Any

import bpy

from dyce.models.materials.shader import Colour, Material, Shader, dimmed, named, shade, shared

__all__ = ["cloth", "cotton", "fabric", "leather", "linen", "printed_cloth", "upholstery", "wool"]


@shared
def linen(
    s: Shader,
    colour: Colour = (0.62, 0.56, 0.47),
    stripe: Colour | None = None,
    pattern: str = "plain",
    creases: float = 0.0,
) -> None:
    """Woven cloth in UV metres; `pattern` "plain", "stripes", "check" or "border" uses `stripe`.

    `creases` (metres) is how far cloth that hangs is crumpled.
    """
    uv = s.node("TexCoord").outputs["UV"]
    axes = s.node("SeparateXYZ", Vector=uv).outputs
    warp, weft = (
        s.math("SINE", s.math("MULTIPLY", axes[0], 5200)),
        s.math("SINE", s.math("MULTIPLY", axes[1], 5200)),
    )
    slubs = s.node("Mapping", Vector=uv, Scale=(1, 30, 1)).outputs[0]
    base = s.mix(s.noise(40, 4, at=slubs), shade(colour, 0.86), shade(colour, 1.08))
    if stripe is not None and pattern != "plain":
        base = s.mix(_stripes(s, axes, pattern), base, stripe)
    s.set(Base_Color=base, Roughness=0.9, Sheen_Weight=0.25, Sheen_Roughness=0.4, Specular_IOR_Level=0.25)
    weave = s.math("ADD", s.math("MULTIPLY", warp, weft), s.noise(260, 3, at=uv))
    if not creases:
        s.bump(weave, 0.0004, 0.45)
        return
    drawn = s.node("Mapping", Vector=uv, Scale=(1, 0.35, 1)).outputs[0]
    crumpled = s.math("ABSOLUTE", s.math("SUBTRACT", s.noise(9, 4, at=drawn, Distortion=0.8), 0.5))
    soft = s.node("Bump", Strength=0.7, Distance=creases, Height=crumpled)
    s.set(Normal=s.node("Bump", Strength=0.45, Distance=0.0004, Height=weave, Normal=soft.outputs[0]).outputs[0])


def _stripes(s: Shader, axes: Any, pattern: str) -> Any:
    def band(value: Any, period: float, share: float) -> Any:
        phase = s.math("FRACT", s.math("MULTIPLY", value, 1 / period))
        return s.ramp(s.math("ABSOLUTE", s.math("SUBTRACT", phase, 0.5)), share / 2 + 0.01, share / 2 - 0.01)

    if pattern == "stripes":
        return band(axes[0], 0.035, 0.4)
    if pattern == "check":
        both = s.math("ADD", band(axes[0], 0.03, 0.5), band(axes[1], 0.03, 0.5))
        return s.math("MULTIPLY", both, 0.5)
    return s.math("MAXIMUM", band(axes[1], 0.6, 0.05), band(s.math("ADD", axes[1], 0.03), 0.6, 0.02))


@shared
def cotton(s: Shader, colour: Colour = (0.55, 0.55, 0.52), tinted: bool = False) -> None:
    """Fine cloth, object coordinates; `tinted` multiplies the mesh's colours in."""
    base: Any = s.mix(s.noise(90, 4), shade(colour, 0.9), shade(colour, 1.07))
    if tinted:
        base = s.mix(1.0, base, s.tint().outputs["Color"], "MULTIPLY")
    s.set(Base_Color=base, Roughness=0.92, Sheen_Weight=0.3, Sheen_Roughness=0.45, Specular_IOR_Level=0.2)
    s.bump(s.noise(1400, 2), 0.0006, 0.4)


@shared
def upholstery(s: Shader, colour: Colour = (0.30, 0.29, 0.27), heather: float = 0.22) -> None:
    """Heavy cloth on seats, object coordinates: yarns `heather` lighter and darker, soft creases where it is sat on."""
    yarns = s.mix(
        s.ramp(s.noise(330, 3, Roughness=0.7), 0.36, 0.64), shade(colour, 1 - heather), shade(colour, 1 + heather)
    )
    worn = s.ramp(s.noise(2.6, 4, Roughness=0.6), 0.35, 0.68, 0.0, 0.22)
    s.set(Base_Color=s.mix(worn, yarns, shade(colour, 1.28)), Roughness=0.95, Specular_IOR_Level=0.2)
    s.set(Sheen_Weight=0.3, Sheen_Roughness=0.45)
    folds = s.math("ABSOLUTE", s.math("SUBTRACT", s.noise(5.0, 2, at=s.place((1, 1, 2.2)), Distortion=1.2), 0.5))
    creases = s.math("MULTIPLY", s.ramp(folds, 0.0, 0.11), s.ramp(s.noise(3.1, 1), 0.40, 0.62))
    soft = s.node("Bump", Strength=0.5, Distance=0.010, Height=creases)
    weave = s.node("Bump", Strength=0.5, Distance=0.0016, Height=s.noise(700, 2), Normal=soft.outputs[0])
    s.set(Normal=weave.outputs[0])


@shared
def wool(s: Shader, colour: Colour = (0.55, 0.50, 0.42), rib: float = 0.008) -> None:
    """Knit in UV metres: columns of stitches `rib` wide."""
    uv = s.node("TexCoord").outputs["UV"]
    axes = s.node("SeparateXYZ", Vector=uv).outputs
    column = s.math("ABSOLUTE", s.math("SINE", s.math("MULTIPLY", axes[0], 3.1416 / rib)))
    slanted = s.math("ADD", axes[1], s.math("MULTIPLY", column, rib * 0.5))
    stitch = s.math("ABSOLUTE", s.math("SINE", s.math("MULTIPLY", slanted, 3.1416 / (rib * 0.8))))
    height = s.math("MULTIPLY", s.math("POWER", column, 0.5), s.math("ADD", 0.55, s.math("MULTIPLY", stitch, 0.45)))
    base = s.mix(height, shade(colour, 0.45), s.mix(s.noise(60, 4, at=uv), shade(colour, 0.9), shade(colour, 1.1)))
    s.set(Base_Color=base, Roughness=0.95, Sheen_Weight=0.45, Sheen_Roughness=0.5, Specular_IOR_Level=0.15)
    s.bump(s.math("ADD", height, s.math("MULTIPLY", s.noise(900, 3, at=uv), 0.3)), 0.003, 0.7)


@shared
def printed_cloth(s: Shader, image: str) -> None:
    """A pile or weave coloured by the packed image of that name, in UVs 0..1."""
    texture = s.node("TexImage", {"image": bpy.data.images[image], "extension": "EXTEND"})
    tuft, clump = s.noise(420, 4, Roughness=0.7), s.noise(55, 3, Distortion=0.5)
    base = s.mix(s.ramp(tuft, 0.3, 0.65), s.mix(0.45, texture.outputs["Color"], (0, 0, 0)), texture.outputs["Color"])
    base = s.mix(s.ramp(clump, 0.35, 0.62, 0.0, 0.30), base, s.mix(1.0, base, (0.55, 0.53, 0.50), "MULTIPLY"))
    s.set(Base_Color=base, Roughness=0.95, Sheen_Weight=0.35, Sheen_Roughness=0.5, Specular_IOR_Level=0.15)
    s.bump(s.math("ADD", tuft, s.math("MULTIPLY", clump, 0.9)), 0.004, 0.8)


@named
def fabric(s: Shader, colour: Colour, *, weave: float = 0.5) -> None:
    """Woven cloth; `weave` is the strength of its relief."""
    s.set(Base_Color=dimmed(colour), Roughness=0.95, Sheen_Weight=0.35, Specular_IOR_Level=0.2)
    s.weather(350, weave, 0.003, spread=0.03)


@named
def leather(s: Shader, colour: Colour) -> None:
    """Leather: half-gloss with a fine grain."""
    s.set(Base_Color=dimmed(colour), Roughness=0.42)
    s.weather(180, 0.25, 0.002, spread=0.1)


CLOTHS: dict[str, tuple[Sequence[float], Sequence[float] | None, str]] = {
    "linen": ((0.60, 0.54, 0.45), None, "plain"),
    "stripes": ((0.76, 0.74, 0.69), (0.10, 0.17, 0.30), "stripes"),
    "check": ((0.78, 0.76, 0.72), (0.46, 0.06, 0.05), "check"),
    "border": ((0.74, 0.72, 0.66), (0.15, 0.27, 0.22), "border"),
    "charcoal": ((0.075, 0.078, 0.082), None, "plain"),
    "sage": ((0.28, 0.34, 0.26), None, "plain"),
    "terracotta": ((0.42, 0.17, 0.09), None, "plain"),
    "mustard": ((0.50, 0.29, 0.04), None, "plain"),
    "straw": ((0.42, 0.32, 0.18), None, "plain"),
    "navy": ((0.030, 0.050, 0.10), None, "plain"),
    "oat": ((0.66, 0.60, 0.50), None, "plain"),
    "blush": ((0.60, 0.38, 0.32), None, "plain"),
}


def cloth(style: str, creases: float = 0.0) -> Material:
    """The woven finish of that name, one of CLOTHS; `creases` as in `linen`."""
    colour, stripe, pattern = CLOTHS[style]
    return linen(tuple(colour), tuple(stripe) if stripe else None, pattern, creases)
