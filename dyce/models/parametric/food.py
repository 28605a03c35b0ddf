"""Fruit, vegetables, bread, cheese and eggs: bodies of revolution made irregular, coloured a vertex."""

from collections.abc import Callable, Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .curves import fillet, resample, spline
from .noise import smooth_noise, warp
from .revolve import revolve
from .shape import Shape, grid, join, to_object, weld
from .sweep import ellipse, extrude, sweep, tube

__all__ = [
    "apple",
    "aubergine",
    "avocado",
    "baguette",
    "bananas",
    "bell_pepper",
    "bread",
    "carrot",
    "cheese",
    "egg",
    "egg_carton",
    "garlic",
    "lemon",
    "onion",
    "orange",
    "pear",
    "potato",
    "tomato",
]

Colour = Sequence[float]


def blend(first: Colour | np.ndarray, second: Colour | np.ndarray, share: np.ndarray) -> np.ndarray:
    """(V, 3) colours between two by `share` (V,), clamped to 0..1."""
    t = np.clip(share, 0, 1)[:, None]
    return np.asarray(first) * (1 - t) + np.asarray(second) * t


def smooth(value: np.ndarray, low: float, high: float) -> np.ndarray:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _body(profile: Sequence[Sequence[float]], width: float, height: float, rows: int = 30, segments: int = 44) -> Shape:
    """A solid of revolution through (radius, height) points, shares of half the width and of the height."""
    curve = spline([(r * width / 2, z * height) for r, z in profile], rows)
    curve[[0, -1], 0] = 0.0
    curve[:, 0] = np.maximum(curve[:, 0], 0)
    return revolve(curve, segments)


def _with(shape: Shape, vertices: np.ndarray) -> Shape:
    return Shape(vertices, shape.faces, shape.uv, shape.slot, shape.tint)


def _turn(shape: Shape) -> np.ndarray:
    return np.arctan2(shape.vertices[:, 1], shape.vertices[:, 0])


def _lobed(shape: Shape, count: int, depth: float | np.ndarray, phase: float = 0.0, sharp: float = 1.0) -> Shape:
    """Grooves between `count` lobes: the radius shrinks by up to the share `depth` there."""
    wave = np.abs(np.sin((_turn(shape) * count + phase) / 2)) ** sharp
    squeeze = 1 - np.asarray(depth) * (1 - wave)
    return _with(shape, shape.vertices * np.column_stack([squeeze, squeeze, np.ones(len(squeeze))]))


def _irregular(shape: Shape, amount: float, size: float, seed: int) -> Shape:
    return _with(shape, warp(shape.vertices, amount, size, seed))


def _stem(base: Sequence[float], length: float, radius: float, lean: float, colour: Colour, seed: int) -> Shape:
    """A woody stalk that bends, thicker at its end."""
    rng = np.random.default_rng(seed)
    turn = rng.uniform(0, 6.28)
    t = np.linspace(0, 1, 8)
    side = lean * length * t**2
    path = np.column_stack([base[0] + side * np.cos(turn), base[1] + side * np.sin(turn), base[2] + length * t])
    stalk = tube(path, radius * (1 + 0.5 * t**4), 8)
    return stalk.with_tint(blend(np.asarray(colour) * 0.7, colour, smooth_noise(stalk.vertices, 0.003, seed)))


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
    shape = _body(profile, diameter, height)
    z = shape.vertices[:, 2] / height
    shape = _lobed(shape, 5, 0.06 * smooth(np.abs(z - 0.55), 0.15, 0.5), rng.uniform(0, 6))
    shape = _irregular(shape, 0.0016, 0.05, seed)
    ground, blush, share = APPLES[variety]
    turn = _turn(shape) + rng.uniform(0, 6)
    streaks = smooth_noise(np.column_stack([np.cos(turn), np.sin(turn), 0.25 * z]) * 5, 0.55, seed + 1)
    sun = np.cos(turn) * 0.45 + 0.55 * smooth_noise(shape.vertices, 0.05, seed + 2) + 0.28 * streaks
    colour = blend(ground, blush, 0.15 + share * (0.55 + 0.6 * sun) * smooth(z, 0.0, 0.25))
    hollow = np.hypot(*shape.vertices[:, :2].T) < 0.20 * diameter / 2
    colour = blend(colour, (0.26, 0.20, 0.05), hollow * (z > 0.5) * 0.75)
    colour = blend(colour, (0.05, 0.03, 0.015), hollow * (z < 0.5) * 0.8)
    stalk = _stem((0, 0, 0.79 * height), 0.30 * height, 0.0011, rng.uniform(0.1, 0.5), (0.10, 0.055, 0.02), seed)
    materials = [finishes.skin(0.26, dots=0.35, soft=0.1, coat=0.25), finishes.tinted(0.85, 600, 0.0004)]
    made = join([shape.with_tint(colour), stalk.with_slot(1)]).turned("x", rng.uniform(-9, 9)).centred()
    return to_object(made, "apple", materials, f"apple-{variety}-{seed}", 70)


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
    shape = _irregular(_body(profile, diameter, height, 34), 0.0024, 0.06, seed)
    lean = rng.uniform(-0.25, 0.25)
    shape = _with(
        shape,
        shape.vertices
        + np.column_stack(
            [lean * 0.1 * height * (shape.vertices[:, 2] / height) ** 2, *np.zeros((2, len(shape.vertices)))]
        ),
    )
    z = shape.vertices[:, 2] / height
    rosy = 0.5 * np.cos(_turn(shape)) + 0.4 * smooth_noise(shape.vertices, 0.05, seed + 1)
    colour = blend((0.40, 0.42, 0.07), (0.50, 0.18, 0.05), 0.8 * smooth(rosy, 0.15, 0.9))
    colour = blend(colour, (0.27, 0.18, 0.06), smooth(1 - z, 0.86, 1.0) + 0.5 * smooth(z, 0.93, 1.0))
    tip = shape.vertices[shape.vertices[:, 2].argmax()]
    stalk = _stem(tip - (0, 0, 0.003), 0.026, 0.0016, 0.6, (0.09, 0.05, 0.02), seed)
    materials = [
        finishes.skin(0.38, dots=0.4, dot_colour=(0.30, 0.20, 0.07), soft=0.12, grain=0.1),
        finishes.tinted(0.85, 600, 0.0004),
    ]
    return to_object(
        join([shape.with_tint(colour), stalk.with_slot(1)]).centred(), "pear", materials, f"pear-{seed}", 70
    )


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
    shape = _irregular(_body(profile, diameter, 0.95 * diameter), 0.0014, 0.05, seed)
    colour = blend((0.72, 0.23, 0.012), (0.80, 0.32, 0.02), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.03, seed))
    button = revolve([(0, 0), (0.0034, 0), (0.0028, 0.0022), (0.001, 0.0028), (0, 0.0026)], 10)
    button = _lobed(button, 5, 0.3).with_tint((0.09, 0.10, 0.03)).moved(0, 0, shape.vertices[:, 2].max() - 0.0022)
    rng = np.random.default_rng(seed)
    made = (
        join([shape.with_tint(colour), button.with_slot(1)])
        .turned("x", rng.uniform(-50, 50))
        .turned("z", rng.uniform(0, 360))
    )
    materials = [finishes.skin(0.36, 0.0009, 620, soft=0.15, coat=0.15, grain=0.05), finishes.tinted(0.8)]
    return to_object(made.centred(), "orange", materials, f"orange-{seed}", 70)


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
    shape = _irregular(_body(profile, diameter, length), 0.0014, 0.04, seed)
    z = shape.vertices[:, 2] / length
    base, ends = (
        ((0.78, 0.52, 0.035), (0.50, 0.44, 0.05)) if colour == "yellow" else ((0.17, 0.29, 0.025), (0.28, 0.32, 0.06))
    )
    tone = blend(base, ends, smooth(np.abs(z - 0.5), 0.36, 0.5) + 0.15 * smooth_noise(shape.vertices, 0.03, seed))
    tone = blend(tone, (0.16, 0.11, 0.04), smooth(0.02 - z, 0.0, 0.02))
    rng = np.random.default_rng(seed)
    made = shape.with_tint(tone).turned("z", rng.uniform(0, 360)).turned("y", 90).centred()
    return to_object(
        made, "lemon", [finishes.skin(0.33, 0.0008, 560, soft=0.15, coat=0.2, grain=0.04)], f"lemon-{colour}-{seed}", 70
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
    return to_object(made, "bananas", [finishes.skin(0.42, soft=0.12, grain=0.05)], f"bananas-{count}-{seed}", 60)


def _calyx(count: int, length: float, width: float, top: float, droop: float, colour: Colour, seed: int) -> Shape:
    """Sepals in a star on top of a fruit."""
    rng = np.random.default_rng(seed)
    leaves = []
    t = np.linspace(0, 1, 7)
    for k in range(count):
        size = length * rng.uniform(0.8, 1.15)
        path = np.column_stack([0.002 + size * t, np.zeros(7), droop * size * t**2 * rng.uniform(0.4, 1.4) + 0.0012])
        blade = sweep(path, ellipse(width, 0.0008, 8), np.interp(t, [0, 0.3, 1], [0.7, 1, 0.06]), (0, 1, 0))
        leaves.append(blade.turned("z", 360 * (k + rng.uniform(-0.2, 0.2)) / count).moved(0, 0, top))
    star = join(leaves)
    return star.with_tint(blend(colour, np.asarray(colour) * 0.6, smooth_noise(star.vertices, 0.006, seed)))


@maker("tomato")
def tomato(diameter: float = 0.068, seed: int = 0) -> bpy.types.Object:
    """A ripe tomato with its calyx."""
    height = 0.80 * diameter
    profile = [
        (0, 0.02),
        (0.25, 0.0),
        (0.65, 0.09),
        (0.95, 0.34),
        (1.0, 0.55),
        (0.90, 0.80),
        (0.60, 0.97),
        (0.30, 0.99),
        (0.12, 0.94),
        (0, 0.92),
    ]
    shape = _body(profile, diameter, height)
    z = shape.vertices[:, 2] / height
    shape = _irregular(_lobed(shape, 6, 0.05 * smooth(z, 0.5, 1.0), seed), 0.0013, 0.05, seed)
    green = smooth(z, 0.86, 1.02) * smooth(0.3 * diameter - np.hypot(*shape.vertices[:, :2].T), 0, 0.01)
    colour = blend((0.50, 0.022, 0.010), (0.56, 0.07, 0.012), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.04, seed))
    colour = blend(colour, (0.42, 0.20, 0.02), 0.6 * green)
    leaves = _calyx(6, 0.022, 0.0085, 0.925 * height, 0.25, (0.07, 0.15, 0.02), seed)
    stalk = _stem((0, 0, 0.92 * height), 0.012, 0.0018, 0.4, (0.08, 0.15, 0.02), seed)
    made = join([shape.with_tint(colour), leaves.with_slot(1), stalk.with_slot(1)]).centred()
    return to_object(
        made,
        "tomato",
        [finishes.skin(0.14, soft=0.18, coat=0.4, grain=0.03), finishes.leaf((1, 1, 1), 0.6)],
        f"tomato-{seed}",
        70,
    )


@maker("onion")
def onion(colour: str = "yellow", diameter: float = 0.072, seed: int = 0) -> bpy.types.Object:
    """An onion in its papery skin: "yellow" or "red"."""
    rng = np.random.default_rng(seed)
    height = 1.12 * diameter
    profile = [
        (0, 0.0),
        (0.12, 0.005),
        (0.35, 0.035),
        (0.80, 0.19),
        (1.0, 0.41),
        (0.93, 0.57),
        (0.66, 0.70),
        (0.32, 0.79),
    ]
    profile += [(0.15, 0.86), (0.10, 0.94), (0.13, 1.0), (0.05, 1.0), (0, 0.985)]
    shape = _irregular(_body(profile, diameter, height, 32, 56), 0.0016, 0.05, seed)
    turn, z = _turn(shape), shape.vertices[:, 2] / height
    veins = smooth_noise(np.column_stack([np.cos(turn), np.sin(turn)]) * 8, 0.30, seed)
    light, dark = (
        ((0.56, 0.27, 0.07), (0.34, 0.12, 0.025))
        if colour == "yellow"
        else ((0.26, 0.035, 0.075), (0.11, 0.010, 0.030))
    )
    tone = blend(light, dark, 0.45 + 0.5 * veins)
    tone = blend(tone, (0.44, 0.30, 0.15), smooth(z, 0.78, 0.92) + smooth(0.05 - z, 0, 0.05))
    made = shape.with_tint(tone).turned("x", rng.uniform(-14, 14)).centred()
    return to_object(
        made, "onion", [finishes.skin(0.34, soft=0.06, coat=0.12, grain=0.14)], f"onion-{colour}-{seed}", 70
    )


@maker("garlic")
def garlic(diameter: float = 0.056, seed: int = 0) -> bpy.types.Object:
    """A bulb of garlic."""
    height = 1.0 * diameter
    profile = [
        (0, 0.03),
        (0.25, 0.0),
        (0.62, 0.04),
        (0.96, 0.20),
        (1.0, 0.34),
        (0.76, 0.56),
        (0.34, 0.72),
        (0.17, 0.84),
        (0.15, 1.0),
        (0, 0.99),
    ]
    shape = _body(profile, diameter, height, 32, 60)
    z = shape.vertices[:, 2] / height
    shape = _irregular(_lobed(shape, 9, 0.15 * smooth(0.72 - z, 0, 0.4) + 0.04, seed, 0.7), 0.0016, 0.04, seed)
    turn = _turn(shape)
    veins = smooth_noise(np.column_stack([np.cos(turn), np.sin(turn), 0.3 * z]) * 8, 0.5, seed)
    tone = blend((0.74, 0.69, 0.61), (0.48, 0.33, 0.37), 0.65 * smooth(veins, 0.4, 1.8))
    tone = blend(tone, (0.42, 0.31, 0.19), smooth(0.035 - z, 0, 0.03) + 0.8 * smooth(z, 0.92, 1.0))
    return to_object(
        shape.with_tint(tone).centred(), "garlic", [finishes.skin(0.55, soft=0.15, grain=0.08)], f"garlic-{seed}", 70
    )


@maker("avocado")
def avocado(diameter: float = 0.066, seed: int = 0) -> bpy.types.Object:
    """A dark avocado lying on its side, neck towards +X."""
    length = 1.5 * diameter
    profile = [
        (0, 0.0),
        (0.35, 0.015),
        (0.78, 0.12),
        (1.0, 0.34),
        (0.93, 0.54),
        (0.66, 0.78),
        (0.46, 0.93),
        (0.22, 0.99),
        (0, 1.0),
    ]
    shape = _body(profile, diameter, length, 38, 48)
    shape = _irregular(_irregular(shape, 0.0016, 0.05, seed), 0.0005, 0.006, seed + 1)
    colour = blend((0.022, 0.028, 0.010), (0.050, 0.060, 0.016), 0.5 + 0.6 * smooth_noise(shape.vertices, 0.02, seed))
    button = (
        revolve([(0, 0), (0.004, 0), (0.0034, 0.002), (0, 0.0022)], 10)
        .with_tint((0.14, 0.09, 0.04))
        .moved(0, 0, length - 0.001)
    )
    made = join([shape.with_tint(colour), button]).turned("y", 90).centred()
    return to_object(made, "avocado", [finishes.skin(0.42, 0.0014, 330, soft=0.02, grain=0.15)], f"avocado-{seed}", 70)


@maker("potato")
def potato(length: float = 0.088, seed: int = 0) -> bpy.types.Object:
    """A potato lying along X."""
    rng = np.random.default_rng(seed)
    profile = [(0, 0), (0.42, 0.03), (0.85, 0.22), (1.0, 0.5), (0.88, 0.78), (0.45, 0.97), (0, 1.0)]
    shape = _body(profile, length * rng.uniform(0.62, 0.74), length, 30, 40)
    shape = _irregular(shape, 0.0036, 0.05, seed).scaled(1, 0.86, 1)
    eyes = smooth(smooth_noise(shape.vertices, 0.014, seed + 1), 1.3, 1.9)
    colour = blend((0.44, 0.29, 0.14), (0.32, 0.19, 0.085), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.02, seed))
    shape = _with(shape, shape.vertices * (1 - 0.03 * eyes[:, None]))
    made = shape.with_tint(blend(colour, (0.16, 0.09, 0.045), eyes)).turned("y", 90).centred()
    return to_object(
        made,
        "potato",
        [finishes.skin(0.7, 0.0006, 900, dots=0.3, dot_colour=(0.22, 0.13, 0.06), soft=0.05, grain=0.14)],
        f"potato-{seed}",
        70,
    )


@maker("bell_pepper")
def bell_pepper(colour: str = "red", diameter: float = 0.078, seed: int = 0) -> bpy.types.Object:
    """A sweet pepper standing: "red", "yellow", "orange" or "green"."""
    rng = np.random.default_rng(seed)
    height = 1.14 * diameter
    profile = [
        (0, 0.07),
        (0.18, 0.02),
        (0.42, 0.0),
        (0.72, 0.06),
        (0.86, 0.25),
        (0.95, 0.55),
        (1.0, 0.78),
        (0.86, 0.96),
        (0.58, 1.0),
        (0.28, 0.94),
        (0.10, 0.88),
        (0, 0.87),
    ]
    shape = _body(profile, diameter, height, 34, 56)
    z = shape.vertices[:, 2] / height
    shape = _lobed(shape, 4, 0.20 - 0.06 * z, rng.uniform(0, 6), 0.8)
    shape = _irregular(shape, 0.0030, 0.06, seed)
    base = {
        "red": (0.46, 0.010, 0.008),
        "yellow": (0.74, 0.42, 0.015),
        "orange": (0.70, 0.19, 0.010),
        "green": (0.035, 0.13, 0.012),
    }[colour]
    tone = blend(np.asarray(base) * 0.88, np.asarray(base) * 1.08, 0.5 + 0.5 * smooth_noise(shape.vertices, 0.04, seed))
    cap = revolve([(0, 0), (0.010, 0.0), (0.013, 0.003), (0.006, 0.006), (0, 0.007)], 20)
    cap = _lobed(cap, 5, 0.25).with_tint((0.06, 0.15, 0.02)).moved(0, 0, 0.885 * height)
    stalk = _stem((0, 0, 0.89 * height), 0.026, 0.0042, 0.5, (0.08, 0.18, 0.03), seed)
    made = join([shape.with_tint(tone), cap.with_slot(1), stalk.with_slot(1)]).centred()
    return to_object(
        made,
        "pepper",
        [finishes.skin(0.13, soft=0.12, coat=0.5, grain=0.02), finishes.leaf((1, 1, 1), 0.5)],
        f"bell-pepper-{colour}-{seed}",
        70,
    )


@maker("aubergine")
def aubergine(length: float = 0.20, seed: int = 0) -> bpy.types.Object:
    """An aubergine lying along X, stalk towards +X."""
    profile = [
        (0, 0),
        (0.40, 0.015),
        (0.82, 0.10),
        (1.0, 0.27),
        (0.93, 0.46),
        (0.68, 0.70),
        (0.50, 0.88),
        (0.42, 0.97),
        (0.2, 1.0),
        (0, 1.0),
    ]
    width = 0.40 * length
    shape = _irregular(_body(profile, width, length, 34, 44), 0.003, 0.08, seed)
    colour = blend((0.012, 0.004, 0.016), (0.030, 0.008, 0.034), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.05, seed))
    hood = _calyx(5, 0.030, 0.018, 0.0, -0.55, (0.08, 0.14, 0.035), seed).moved(0, 0, length + 0.001)
    stalk = _stem((0, 0, length - 0.004), 0.032, 0.0055, 0.4, (0.08, 0.14, 0.03), seed)
    made = join([shape.with_tint(colour), hood.with_slot(1), stalk.with_slot(1)]).turned("y", 90).centred()
    return to_object(
        made,
        "aubergine",
        [finishes.skin(0.12, soft=0.02, coat=0.5, grain=0.05), finishes.leaf((1, 1, 1), 0.6)],
        f"aubergine-{seed}",
        70,
    )


@maker("carrot")
def carrot(length: float = 0.18, seed: int = 0) -> bpy.types.Object:
    """A carrot lying along X, its cut green end towards +X."""
    profile = [
        (0, 0),
        (0.05, 0.005),
        (0.12, 0.06),
        (0.34, 0.28),
        (0.66, 0.62),
        (0.96, 0.90),
        (1.0, 0.955),
        (0.80, 0.99),
        (0.3, 1.0),
        (0, 0.992),
    ]
    shape = _body(profile, 0.034, length, 60, 28)
    z = shape.vertices[:, 2] / length
    rings = smooth(smooth_noise(np.column_stack([z * 40, 0.3 * _turn(shape)]), 0.7, seed), 0.7, 1.6)
    radial = shape.vertices * (1, 1, 0)
    shape = _irregular(_with(shape, shape.vertices - 0.05 * rings[:, None] * radial), 0.0018, 0.07, seed)
    colour = blend(
        (0.64, 0.17, 0.012), (0.52, 0.12, 0.010), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.02, seed) + 0.6 * rings
    )
    colour = blend(colour, (0.16, 0.19, 0.03), 0.8 * smooth(z, 0.965, 0.995))
    rng = np.random.default_rng(seed)
    tops = []
    for k in range(6):
        lean = rng.uniform(-0.3, 0.3, 2)
        t = np.linspace(0, 1, 5)[:, None]
        path = np.hstack([lean * t * 0.02 + rng.normal(0, 0.0025, 2), length - 0.003 + t * rng.uniform(0.012, 0.03)])
        tops.append(tube(path, 0.0018, 6).with_tint(np.array((0.10, 0.20, 0.03)) * (0.8 + 0.06 * k)))
    made = join([shape.with_tint(colour), *(top.with_slot(1) for top in tops)]).turned("y", 90).centred()
    return to_object(
        made, "carrot", [finishes.skin(0.5, soft=0.12, grain=0.1), finishes.leaf((1, 1, 1), 0.6)], f"carrot-{seed}", 70
    )


def _crust(height: np.ndarray, scored: np.ndarray, points: np.ndarray, seed: int) -> np.ndarray:
    """Crust colours: pale below and in the scores, dark on top, dusted with flour."""
    rough = smooth_noise(points, 0.02, seed)
    colour = blend((0.46, 0.25, 0.095), (0.30, 0.115, 0.030), smooth(height + 0.18 * rough, 0.2, 0.8))
    colour = blend(
        colour, (0.14, 0.045, 0.012), 0.7 * smooth(height + 0.25 * smooth_noise(points, 0.01, seed + 1), 0.85, 1.25)
    )
    colour = blend(colour, (0.62, 0.43, 0.22), 0.85 * scored)
    flour = (
        smooth(smooth_noise(points, 0.03, seed + 2) + 0.5 * smooth_noise(points, 0.007, seed + 3), 0.5, 1.6) * height
    )
    return blend(colour, (0.70, 0.62, 0.50), 0.6 * flour)


def _loaf(length: float, width: float, height: float, slashes: int, slant: float, seed: int, taper: float) -> Shape:
    """A hand-shaped loaf along X with slashes across its top that burst open."""
    rows, columns = 72, 48
    t = np.linspace(0, 1, rows)
    x = -np.cos(np.pi * t) * length / 2
    size = (1 - np.abs(2 * x / length) ** taper) ** (1 / 2.2)
    turn = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    c, s = np.cos(turn), np.sin(turn)
    y = size[:, None] * width / 2 * np.sign(c) * np.abs(c) ** 0.85
    z = np.where(
        s > 0,
        s * height * 0.62 * size[:, None],
        s * height * 0.38 * np.sqrt(size)[:, None] * (1 - 0.35 * (1 - np.abs(c))),
    )
    points = np.stack([np.repeat(x[:, None], columns, axis=1), y, z], axis=2)
    shape = _irregular(grid(points, close_rows=True), 0.003, 0.06, seed)
    up = smooth(shape.vertices[:, 2] / height, 0.05, 0.5)
    place = (shape.vertices[:, 0] - slant * shape.vertices[:, 1]) / length * slashes * 1.15
    phase = place - np.round(place) if slashes % 2 else place - np.floor(place) - 0.5
    inside = smooth(0.30 - np.abs(phase), 0.0, 0.10) * up * (np.abs(shape.vertices[:, 0]) < 0.44 * length)
    ear = np.exp(-(((phase + 0.33) / 0.09) ** 2)) * up * (np.abs(shape.vertices[:, 0]) < 0.44 * length)
    lift = 0.07 * height * ear - 0.05 * height * inside
    shape = _with(shape, shape.vertices + np.column_stack([0 * lift, 0 * lift, lift]))
    top = (shape.vertices[:, 2] - shape.vertices[:, 2].min()) / height
    return shape.with_tint(_crust(top + 0.25 * ear, inside, shape.vertices, seed))


@maker("bread")
def bread(length: float = 0.27, seed: int = 0) -> bpy.types.Object:
    """A country loaf along X, scored, dusted with flour."""
    shape = _loaf(length, 0.135, 0.10, 3, 0.45, seed, 2.6).centred()
    return to_object(shape, "bread", [finishes.tinted(0.78, 220, 0.0022)], f"bread-{seed}", 70)


@maker("bread")
def baguette(length: float = 0.52, seed: int = 0) -> bpy.types.Object:
    """A baguette along X."""
    shape = _loaf(length, 0.068, 0.056, 5, 1.6, seed, 5.0).centred()
    return to_object(shape, "baguette", [finishes.tinted(0.72, 260, 0.0018)], f"baguette-{seed}", 70)


@maker("cheese")
def cheese(style: str = "gouda", radius: float = 0.12, height: float = 0.062, seed: int = 0) -> bpy.types.Object:
    """A wedge, its point towards -Y: `style` "gouda" (wax rind), "brie" (bloomy rind) or "blue"."""
    inside, rind, rough = {
        "gouda": ((0.66, 0.40, 0.09), (0.50, 0.06, 0.02), 0.4),
        "brie": ((0.72, 0.60, 0.34), (0.72, 0.70, 0.64), 0.8),
        "blue": ((0.70, 0.66, 0.52), (0.40, 0.34, 0.26), 0.7),
    }[style]
    if style == "brie":
        height *= 0.55
    half = np.radians(19)
    turn = np.linspace(np.pi / 2 - half, np.pi / 2 + half, 16)
    corners = np.vstack([[(0, 0)], np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])])
    rounded = fillet(corners, [0.001, 0.004, *[0] * 14, 0.004], 3, closed=True)
    outline = resample(np.vstack([rounded, rounded[:1]]), 91)[:-1]
    shape = _quilted(outline, height)
    x, y, z = shape.vertices.T
    edge = np.hypot(x, y) > radius - 0.004
    if style == "brie":
        edge |= (z < 0.003) | (z > height - 0.003)
    colour = blend(inside, np.asarray(inside) * 0.92, 0.5 + 0.5 * smooth_noise(shape.vertices, 0.02, seed))
    if style == "blue":
        colour = blend(
            colour, (0.10, 0.16, 0.17), 0.85 * smooth(smooth_noise(shape.vertices, 0.009, seed + 1), 0.8, 1.5)
        )
    colour = blend(colour, rind, edge.astype(float))
    shape = _irregular(shape.with_tint(colour), 0.0006, 0.03, seed)
    material = finishes.skin(rough, soft=0.3, grain=0.04)
    return to_object(shape.centred(), "cheese", [material], f"cheese-{style}", 40)


def _quilted(outline: np.ndarray, height: float, rings: int = 9, levels: int = 10) -> Shape:
    """A prism whose sides and caps are divided finely enough to carry vertex colours."""
    middle = outline.mean(axis=0)
    bevel = 0.0015
    steps = [(r, 0.0) for r in np.linspace(1, 0.1, rings)]
    steps += [(bevel / 0.05, 0.0), (0.0, bevel)] + [(0.0, z) for z in np.linspace(0.1, 0.9, levels) * height]
    steps += [(0.0, height - bevel), (bevel / 0.05, height)] + [(r, height) for r in np.linspace(0.1, 1, rings)]
    rows = []
    for inset, z in steps:
        rows.append(np.column_stack([middle + (outline - middle) * (1 - inset), np.full(len(outline), z)]))
    return grid(np.stack(rows), close_rows=True)


def _egg_shape(length: float, seed: int, segments: int = 24, rows: int = 18) -> Shape:
    t = np.linspace(0, np.pi, rows)
    z = -np.cos(t)
    radius = np.sin(t) * (1 - 0.16 * z) * 0.375 * length
    radius[[0, -1]] = 0
    return _irregular(revolve(np.column_stack([radius, (z + 1) / 2 * length]), segments), 0.0003, 0.03, seed)


EGGS = {"brown": (0.52, 0.27, 0.15), "white": (0.80, 0.77, 0.72), "cream": (0.66, 0.48, 0.34)}


def _egg_tint(shape: Shape, colour: str, seed: int) -> Shape:
    base = np.asarray(EGGS[colour]) * np.random.default_rng(seed).uniform(0.9, 1.08)
    return shape.with_tint(blend(base * 0.95, base * 1.04, 0.5 + 0.5 * smooth_noise(shape.vertices, 0.01, seed)))


def _eggshell() -> bpy.types.Material:
    return finishes.skin(0.5, 0.0002, 1500, soft=0.15, grain=0.05)


@maker("egg")
def egg(colour: str = "brown", length: float = 0.058, seed: int = 0) -> bpy.types.Object:
    """A hen's egg lying along X: "brown", "white" or "cream"."""
    shape = _egg_tint(_egg_shape(length, seed, 32, 24), colour, seed).turned("y", 88).centred()
    return to_object(shape, "egg", [_eggshell()], f"egg-{colour}-{seed}", 80)


@maker("carton")
def egg_carton(columns: int = 5, eggs: int | None = None, colour: str = "brown", seed: int = 0) -> bpy.types.Object:
    """An open pulp carton with 2 x `columns` cups along X and `eggs` in them (all by default), its lid folded back."""
    pitch = 0.047
    wide, deep, high = columns * pitch + 0.012, 2 * pitch + 0.012, 0.042

    def cups(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        u = (x / pitch + columns / 2) % 1 - 0.5
        v = (y / pitch + 1) % 1 - 0.5
        near = np.sqrt(u**2 + v**2) / 0.5
        inside = (np.abs(x) < columns * pitch / 2) & (np.abs(y) < pitch)
        depth = np.clip(1.12 - near**2.4, 0, 0.92)
        return np.where(inside, high * (1 - depth), high)

    def cover(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        edge = np.minimum(wide / 2 - np.abs(x), deep / 2 - np.abs(y))
        return 0.036 * smooth(edge, 0.001, 0.011) + 0.002 * np.cos(x / pitch * 2 * np.pi) * smooth(edge, 0.01, 0.02)

    tray = _pressed(cups, wide, deep, columns * 13, 28, 0.0018)
    skirt = _skirt(wide, deep, high)
    lid = _pressed(cover, wide, deep, 40, 26, 0.0018).turned("x", -102)
    lid = lid.moved(0, deep / 2 + 0.002, high + deep / 2 * np.sin(np.radians(78)))
    parts = [tray, skirt, lid]
    rng = np.random.default_rng(seed)
    spots = [(i, j) for j in range(2) for i in range(columns)]
    for k in range(len(spots) if eggs is None else min(eggs, len(spots))):
        i, j = spots[k]
        one = _egg_tint(_egg_shape(0.058, seed + k), colour, seed + k).turned("x", 180).grounded()
        one = one.turned("x", rng.uniform(-5, 5)).moved((i + 0.5 - columns / 2) * pitch, (j - 0.5) * pitch, 0.006)
        parts.append(one.with_slot(1))
    made = join(parts).grounded()
    return to_object(
        made, "egg_carton", [finishes.cardboard((0.36, 0.34, 0.31)), _eggshell()], f"egg-carton-{columns}", 60
    )


def _pressed(
    field: Callable[[np.ndarray, np.ndarray], np.ndarray],
    wide: float,
    deep: float,
    columns: int,
    rows: int,
    thick: float,
) -> Shape:
    """A sheet of height `field(x, y)` with a parallel underside, closed round its edge."""
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, columns), np.linspace(-deep / 2, deep / 2, rows))
    top = np.stack([x, y, field(x, y)], axis=2)
    rim = [np.s_[0, :], np.s_[:, -1], np.s_[-1, ::-1], np.s_[::-1, 0]]
    under = top - (0, 0, thick)
    above = np.vstack([top[side] for side in rim])
    below = np.vstack([under[side] for side in rim])
    keep = np.linalg.norm(np.diff(above, axis=0, append=above[:1]), axis=1) > 1e-9
    edge = grid(np.stack([below[keep], above[keep]]), close_rows=True)
    return weld(join([grid(top), grid(under).flipped(), edge]))


def _skirt(wide: float, deep: float, high: float) -> Shape:
    """The outer wall of the carton's tray."""
    outline = fillet(
        [(-wide / 2, -deep / 2), (wide / 2, -deep / 2), (wide / 2, deep / 2), (-wide / 2, deep / 2)],
        0.008,
        4,
        closed=True,
    )
    rows = [
        (0.93, high - 0.016),
        (1.0, high),
        (1.025, high),
        (1.025, high - 0.0018),
        (1.006, high - 0.003),
        (0.945, high - 0.018),
    ]
    return grid(
        np.stack([np.column_stack([outline * s, np.full(len(outline), z)]) for s, z in rows[::-1]]),
        close_rows=True,
        close_columns=True,
    )
