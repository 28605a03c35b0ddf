"""Fruit."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.food.skins import around, blend, body, irregular, lobed, smooth, stem
from dyce.models.geometry import Shape, ellipse, extrude, join, revolve, smooth_noise, sweep, to_object
from dyce.models.materials import Colour

__all__ = ["apple", "bananas", "lemon", "orange", "pear"]

APPLES: dict[str, tuple[Colour, Colour, float]] = {
    "red": ((0.50, 0.32, 0.06), (0.36, 0.012, 0.014), 1.15),
    "pink": ((0.56, 0.42, 0.10), (0.46, 0.055, 0.035), 0.55),
    "green": ((0.26, 0.40, 0.05), (0.40, 0.42, 0.07), 0.2),
    "golden": ((0.58, 0.45, 0.08), (0.55, 0.30, 0.06), 0.1),
}


@maker("apple")
def apple(variety: str = "red", diameter: float = 0.076, seed: int = 0) -> bpy.types.Object:
    """An apple: `variety` of APPLES."""
    rng = np.random.default_rng(seed)
    height = diameter * rng.uniform(0.84, 0.94)
    profile = [
        (0, 0.10),
        (0.12, 0.075),
        (0.28, 0.015),
        (0.50, 0.02),
        (0.80, 0.20),
        (0.99, 0.50),
        (0.97, 0.70),
        (0.80, 0.90),
    ]
    profile += [(0.50, 1.0), (0.24, 0.955), (0.08, 0.86), (0, 0.80)]
    shape = body(profile, diameter, height)
    z = shape.vertices[:, 2] / height
    shape = lobed(shape, 5, 0.06 * smooth(np.abs(z - 0.55), 0.15, 0.5), rng.uniform(0, 6))
    shape = irregular(shape, 0.0016, 0.05, seed)
    ground, blush, share = APPLES[variety]
    turn = around(shape) + rng.uniform(0, 6)
    streaks = smooth_noise(np.column_stack([np.cos(turn), np.sin(turn), 0.25 * z]) * 5, 0.55, seed + 1)
    sun = np.cos(turn) * 0.45 + 0.55 * smooth_noise(shape.vertices, 0.05, seed + 2) + 0.28 * streaks
    colour = blend(ground, blush, 0.15 + share * (0.55 + 0.6 * sun) * smooth(z, 0.0, 0.25))
    hollow = np.hypot(*shape.vertices[:, :2].T) < 0.20 * diameter / 2
    colour = blend(colour, (0.26, 0.20, 0.05), hollow * (z > 0.5) * 0.75)
    colour = blend(colour, (0.05, 0.03, 0.015), hollow * (z < 0.5) * 0.8)
    stalk = stem((0, 0, 0.79 * height), 0.30 * height, 0.0011, rng.uniform(0.1, 0.5), (0.10, 0.055, 0.02), seed)
    coats = [materials.skin(0.26, dots=0.35, soft=0.1, coat=0.25), materials.tinted(0.85, 600, 0.0004)]
    made = join([shape.with_tint(colour), stalk.with_slot(1)]).turned("x", rng.uniform(-9, 9)).centred()
    return to_object(made, "apple", coats, f"apple-{variety}-{seed}", 70)


@maker("pear")
def pear(diameter: float = 0.068, seed: int = 0) -> bpy.types.Object:
    """A green-yellow pear with a russet freckle and a rosy side."""
    rng = np.random.default_rng(seed)
    height = diameter * 1.42
    profile = [
        (0, 0.045),
        (0.20, 0.012),
        (0.45, 0.012),
        (0.80, 0.12),
        (0.99, 0.32),
        (0.90, 0.52),
        (0.60, 0.72),
        (0.44, 0.86),
    ]
    profile += [(0.34, 0.95), (0.16, 0.995), (0, 0.985)]
    shape = irregular(body(profile, diameter, height, 34), 0.0024, 0.06, seed)
    lean = rng.uniform(-0.25, 0.25)
    bend = lean * 0.1 * height * (shape.vertices[:, 2] / height) ** 2
    shape = shape.with_vertices(shape.vertices + np.outer(bend, (1, 0, 0)))
    z = shape.vertices[:, 2] / height
    rosy = 0.5 * np.cos(around(shape)) + 0.4 * smooth_noise(shape.vertices, 0.05, seed + 1)
    colour = blend((0.40, 0.42, 0.07), (0.50, 0.18, 0.05), 0.8 * smooth(rosy, 0.15, 0.9))
    colour = blend(colour, (0.27, 0.18, 0.06), smooth(1 - z, 0.86, 1.0) + 0.5 * smooth(z, 0.93, 1.0))
    tip = shape.vertices[shape.vertices[:, 2].argmax()]
    stalk = stem(tip - (0, 0, 0.003), 0.026, 0.0016, 0.6, (0.09, 0.05, 0.02), seed)
    coats = [
        materials.skin(0.38, dots=0.4, dot_colour=(0.30, 0.20, 0.07), soft=0.12, grain=0.1),
        materials.tinted(0.85, 600, 0.0004),
    ]
    return to_object(join([shape.with_tint(colour), stalk.with_slot(1)]).centred(), "pear", coats, f"pear-{seed}", 70)


@maker("orange")
def orange(diameter: float = 0.075, seed: int = 0) -> bpy.types.Object:
    """An orange with pores and a green button."""
    profile = [
        (0, 0.02),
        (0.20, 0.005),
        (0.60, 0.09),
        (0.92, 0.28),
        (1.0, 0.5),
        (0.92, 0.74),
        (0.60, 0.93),
        (0.22, 0.995),
        (0.06, 0.985),
        (0, 0.975),
    ]
    shape = irregular(body(profile, diameter, 0.95 * diameter), 0.0014, 0.05, seed)
    colour = blend((0.72, 0.23, 0.012), (0.80, 0.32, 0.02), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.03, seed))
    button = revolve([(0, 0), (0.0034, 0), (0.0028, 0.0022), (0.001, 0.0028), (0, 0.0026)], 10)
    button = lobed(button, 5, 0.3).with_tint((0.09, 0.10, 0.03)).moved(0, 0, shape.vertices[:, 2].max() - 0.0022)
    rng = np.random.default_rng(seed)
    made = (
        join([shape.with_tint(colour), button.with_slot(1)])
        .turned("x", rng.uniform(-50, 50))
        .turned("z", rng.uniform(0, 360))
    )
    coats = [materials.skin(0.36, 0.0009, 620, soft=0.15, coat=0.15, grain=0.05), materials.tinted(0.8)]
    return to_object(made.centred(), "orange", coats, f"orange-{seed}", 70)


@maker("lemon")
def lemon(diameter: float = 0.058, colour: str = "yellow", seed: int = 0) -> bpy.types.Object:
    """A lemon (or "green" lime) lying on its side, along X."""
    length = diameter * (1.38 if colour == "yellow" else 1.15)
    profile = [
        (0, 0),
        (0.10, 0.008),
        (0.17, 0.05),
        (0.42, 0.13),
        (0.82, 0.30),
        (1.0, 0.5),
        (0.86, 0.70),
        (0.48, 0.86),
        (0.21, 0.94),
        (0.13, 0.985),
        (0, 1.0),
    ]
    shape = irregular(body(profile, diameter, length), 0.0014, 0.04, seed)
    z = shape.vertices[:, 2] / length
    base, ends = (
        ((0.78, 0.52, 0.035), (0.50, 0.44, 0.05)) if colour == "yellow" else ((0.17, 0.29, 0.025), (0.28, 0.32, 0.06))
    )
    tone = blend(base, ends, smooth(np.abs(z - 0.5), 0.36, 0.5) + 0.15 * smooth_noise(shape.vertices, 0.03, seed))
    tone = blend(tone, (0.16, 0.11, 0.04), smooth(0.02 - z, 0.0, 0.02))
    rng = np.random.default_rng(seed)
    made = shape.with_tint(tone).turned("z", rng.uniform(0, 360)).turned("y", 90).centred()
    return to_object(
        made,
        "lemon",
        [materials.skin(0.33, 0.0008, 560, soft=0.15, coat=0.2, grain=0.04)],
        f"lemon-{colour}-{seed}",
        70,
    )


def _banana(length: float, width: float, seed: int) -> Shape:
    """One banana arched over the X axis from its stalk (x = 0) to its tip."""
    rng = np.random.default_rng(seed)
    count = 26
    t = np.linspace(0, 1, count)
    bend = np.radians(rng.uniform(72, 88))
    angle = np.radians(24) - bend * t
    step = length / (count - 1)
    path = np.cumsum(np.column_stack([np.cos(angle), np.zeros(count), np.sin(angle)]) * step, axis=0)
    path[:, 1] += rng.normal(0, 0.002) * np.sin(np.pi * t)
    keys = [0, 0.06, 0.14, 0.22, 0.35, 0.6, 0.8, 0.91, 0.965, 1.0]
    radius = np.interp(t, keys, [0.26, 0.25, 0.34, 0.66, 0.95, 1.0, 0.86, 0.52, 0.27, 0.20]) * width / 2
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    ridge = 1 + 0.055 * np.cos(5 * turn + 0.6)
    shape = sweep(path, np.column_stack([ridge * np.cos(turn), ridge * np.sin(turn)]), radius, (0, 1, 0))
    along = np.clip(((shape.vertices[:, None] - path[None]) ** 2).sum(axis=2).argmin(axis=1) / (count - 1), 0, 1)
    colour = blend((0.72, 0.45, 0.035), (0.66, 0.46, 0.06), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.03, seed))
    colour = blend(colour, (0.36, 0.36, 0.06), smooth(0.22 - along, 0, 0.2) + 0.5 * smooth(along, 0.88, 0.97))
    colour = blend(colour, (0.16, 0.075, 0.02), 0.85 * smooth(smooth_noise(shape.vertices, 0.006, seed + 1), 1.15, 1.6))
    colour = blend(colour, (0.030, 0.018, 0.010), smooth(along, 0.962, 0.98) + 0.7 * smooth(0.03 - along, 0, 0.03))
    return shape.with_tint(colour)


@maker("banana")
def bananas(count: int = 4, length: float = 0.19, seed: int = 0) -> bpy.types.Object:
    """A hand of bananas lying arched, the stalks together behind, the tips towards -Y."""
    rng = np.random.default_rng(seed)
    parts = []
    for k in range(count):
        one = _banana(length * rng.uniform(0.94, 1.04), 0.035, seed * 10 + k)
        fan = (k - (count - 1) / 2) * 17.5
        one = one.turned("x", fan * 0.35).turned("z", fan - 90)
        one = one.moved((k - (count - 1) / 2) * 0.0075, 0, 0).grounded()
        parts.append(one)
    stalks = np.vstack([part.vertices[part.vertices[:, 1] > part.vertices[:, 1].max() - 0.012] for part in parts])
    middle = stalks.mean(axis=0)
    wide = np.ptp(stalks[:, 0])
    crown = (
        extrude(ellipse(wide * 0.95, 0.016, 20, 3), 0.02, 0.004).turned("x", 80).moved(*(middle + (0, 0.012, -0.002)))
    )
    crown = crown.with_tint(
        blend((0.10, 0.07, 0.02), (0.34, 0.30, 0.08), 0.5 + 0.5 * smooth_noise(crown.vertices, 0.006, seed))
    )
    made = join([*parts, crown]).centred()
    return to_object(made, "bananas", [materials.skin(0.42, soft=0.12, grain=0.05)], f"bananas-{count}-{seed}", 60)
