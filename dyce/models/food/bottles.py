"""Bottles of oil, wine and water."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, disc, fillet, join, patch, radius_at, revolve, spline, to_object, tube, vessel
from dyce.models.materials import labels

__all__ = ["filled", "oil_bottle", "water_bottle", "wine_bottle", "wrapped"]

OILS = {
    "green": (
        (0.32, 0.46, 0.16),
        (0.78, 0.66, 0.10),
        ("Bellorvo", "extra virgin olive oil", "Pietrosa", (0.93, 0.91, 0.82), (0.22, 0.34, 0.14)),
    ),
    "clear": (
        (0.93, 0.97, 0.95),
        (0.86, 0.62, 0.06),
        ("Girasole", "cold pressed sunflower", "Velluna", (0.96, 0.94, 0.88), (0.82, 0.56, 0.10)),
    ),
    "vinegar": (
        (0.93, 0.96, 0.95),
        (0.20, 0.035, 0.012),
        ("Aceto", "aged in oak", "Quillmere", (0.14, 0.13, 0.12), (0.72, 0.56, 0.30)),
    ),
}


def filled(outer: np.ndarray, wall: float, base: float, level: float, segments: int = 40) -> Shape:
    """The contents of a vessel up to a level, reaching 0.15 mm into its wall so that no air film shows."""
    into = 0.00015
    heights = np.linspace(base + 0.002, level, 14)
    side = [(radius_at(outer, h) - wall + into, h) for h in heights]
    return revolve([(0, base - into), (side[0][0] - 0.003, base - into), *side, (0, level)], segments)


def wrapped(outer: np.ndarray, low: float, high: float, degrees: float, lift: float = 0.0002) -> Shape:
    """A label round the front of a bottle, UVs 0..1."""
    heights = np.linspace(low, high, 7)
    rows = [(radius_at(outer, h) + lift, h) for h in heights]
    return patch(rows, -degrees / 2, degrees / 2, 36)


@maker("bottle")
def oil_bottle(style: str = "green", height: float = 0.285, fill: float = 0.78) -> bpy.types.Object:
    """An oil bottle with a cork and a paper label: `style` "green", "clear" or "vinegar"; `fill` 0..1."""
    glass, oil, (title, below, maker, ground, accent) = OILS[style]
    r, h = 0.125 * height, height - 0.022
    outer = fillet(
        [
            (0.86 * r, 0),
            (r, 0.004),
            (r, 0.60 * h),
            (0.38 * r, 0.76 * h),
            (0.36 * r, 0.95 * h),
            (0.44 * r, 0.955 * h),
            (0.44 * r, h),
        ],
        [0, 0.004, 0.035, 0.05, 0.002, 0.001, 0],
        8,
    )
    body = revolve(vessel(outer, 0.0024, 0.007, 0.003, 0.006), 48)
    contents = filled(outer, 0.0024, 0.007, fill * 0.9 * h)
    cork = disc(0.36 * r - 0.0022, h - 0.014, h + 0.006).with_slot(2)
    top = disc(0.50 * r, h + 0.004, h + 0.022, 0.002).with_slot(3)
    tag = wrapped(outer, 0.13 * h, 0.47 * h, 190).with_slot(4)
    dark = style == "vinegar"
    ink = (0.9, 0.86, 0.78) if dark else (0.13, 0.14, 0.10)
    art = labels.label("classic", title, below, maker, ink, ground, accent, (512, 420))
    coats = [
        materials.coloured_glass(glass) if style == "green" else materials.clear_glass(glass),
        materials.liquid(oil),
        materials.cork(),
        materials.wood("beech", "Z") if style != "vinegar" else materials.plastic((0.02, 0.02, 0.02), 0.4),
        materials.printed(art, 0.7),
    ]
    shape = join([body, contents.with_slot(1), cork, top, tag])
    return to_object(shape.grounded(), "oil_bottle", coats, f"oil-bottle-{style}", 45)


@maker("bottle")
def wine_bottle(style: str = "red", opened: bool = False, height: float = 0.298) -> bpy.types.Object:
    """A 75 cl bottle: `style` "red" or "white"; `opened` leaves the cork without its capsule."""
    r, h = 0.0375, 0.298
    outer = fillet(
        [
            (0.88 * r, 0),
            (r, 0.005),
            (r, 0.185),
            (0.0145, 0.235),
            (0.0135, 0.282),
            (0.0152, 0.283),
            (0.0152, 0.291),
            (0.0140, h),
        ],
        [0, 0.005, 0.035, 0.04, 0.001, 0.001, 0.001, 0],
        8,
    )
    red = style == "red"
    body = revolve(vessel(outer, 0.003, 0.012, 0.004, 0.008), 48)
    contents = filled(outer, 0.003, 0.012, 0.13 if opened else 0.232).with_slot(1)
    cork = disc(0.0105, h - 0.02, h + (0.008 if opened else -0.001)).with_slot(2)
    tag = wrapped(outer, 0.055, 0.145, 175).with_slot(3)
    parts = [body, contents, cork, tag]
    if not opened:
        cover = np.vstack(
            [[(0.0138, 0.236)], outer[outer[:, 1] > 0.238] + (0.0004, 0), [(0.012, h + 0.0009), (0, h + 0.001)]]
        )
        parts.append(revolve(np.vstack([[(0.0128, 0.236)], cover]), 40).with_slot(4))
    art = labels.label(
        "classic",
        "Tassevine" if red else "Velluna",
        "Gran Riserva" if red else "Bianco",
        "Pietrosa",
        (0.15, 0.12, 0.11),
        (0.93, 0.90, 0.83),
        (0.42, 0.07, 0.09) if red else (0.55, 0.47, 0.18),
        (440, 400),
    )
    coats = [
        materials.coloured_glass((0.13, 0.20, 0.07) if red else (0.62, 0.68, 0.42)),
        materials.liquid((0.10, 0.005, 0.012) if red else (0.90, 0.82, 0.45)),
        materials.cork(),
        materials.printed(art, 0.75),
        materials.painted_metal((0.16, 0.012, 0.02) if red else (0.46, 0.36, 0.12), 0.3),
    ]
    return to_object(join(parts).scaled(1, 1, height / h).grounded(), "wine_bottle", coats, f"wine-bottle-{style}", 45)


@maker("bottle")
def water_bottle(
    style: str = "steel", colour: Sequence[float] = (0.05, 0.14, 0.16), height: float = 0.25
) -> bpy.types.Object:
    """A drinking bottle: `style` "steel" (enamelled flask, bare lid) or "glass" (carafe with water and a cork)."""
    r = 0.0365
    if style == "glass":
        outer = spline(
            [(0.80 * r, 0), (1.02 * r, 0.01), (1.15 * r, 0.05), (1.0 * r, 0.12), (0.55 * r, 0.19), (0.60 * r, height)],
            34,
        )
        parts = [
            revolve(vessel(outer, 0.0026, 0.008, 0.001, 0.01), 48),
            filled(outer, 0.0026, 0.008, 0.6 * height).with_slot(1),
        ]
        parts.append(disc(0.60 * r - 0.0022, height - 0.012, height + 0.016, 0.002).with_slot(2))
        coats = [materials.clear_glass(), materials.liquid((0.97, 0.99, 1.0)), materials.cork()]
        return to_object(join(parts).grounded(), "water_bottle", coats, "water-bottle-glass", 45)
    h = height - 0.045
    outer = fillet(
        [
            (0, 0),
            (0.93 * r, 0),
            (r, 0.004),
            (r, 0.78 * h),
            (0.62 * r, h - 0.004),
            (0.62 * r, h + 0.004),
            (0, h + 0.004),
        ],
        [0, 0.002, 0.003, 0.03, 0.01, 0.001, 0],
        6,
    )
    lid = fillet(
        [(0, h + 0.003), (0.68 * r, h + 0.003), (0.70 * r, h + 0.034), (0, h + 0.036)], [0, 0.001, 0.004, 0], 4
    )
    t = np.linspace(0, np.pi, 18)
    loop = np.column_stack([0.017 * np.cos(t), np.zeros(18), h + 0.032 + 0.016 * np.sin(t)])
    parts = [revolve(outer, 48), revolve(lid, 40).with_slot(1), tube(loop, 0.0028, 8).with_slot(1)]
    coats = [materials.painted_metal(tuple(colour), 0.4), materials.brushed_steel("R")]
    return to_object(join(parts).grounded(), "water_bottle", coats, "water-bottle-steel", 45)
