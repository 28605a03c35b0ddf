"""Vegetables."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.food.skins import around, blend, body, calyx, irregular, lobed, smooth, stem
from dyce.models.geometry import join, revolve, smooth_noise, to_object, tube

__all__ = ["aubergine", "avocado", "bell_pepper", "carrot", "garlic", "onion", "potato", "tomato"]


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
    shape = body(profile, diameter, height)
    z = shape.vertices[:, 2] / height
    shape = irregular(lobed(shape, 6, 0.05 * smooth(z, 0.5, 1.0), seed), 0.0013, 0.05, seed)
    green = smooth(z, 0.86, 1.02) * smooth(0.3 * diameter - np.hypot(*shape.vertices[:, :2].T), 0, 0.01)
    colour = blend((0.50, 0.022, 0.010), (0.56, 0.07, 0.012), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.04, seed))
    colour = blend(colour, (0.42, 0.20, 0.02), 0.6 * green)
    leaves = calyx(6, 0.022, 0.0085, 0.925 * height, 0.25, (0.07, 0.15, 0.02), seed)
    stalk = stem((0, 0, 0.92 * height), 0.012, 0.0018, 0.4, (0.08, 0.15, 0.02), seed)
    made = join([shape.with_tint(colour), leaves.with_slot(1), stalk.with_slot(1)]).centred()
    return to_object(
        made,
        "tomato",
        [materials.skin(0.14, soft=0.18, coat=0.4, grain=0.03), materials.leaf((1, 1, 1), 0.6)],
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
    shape = irregular(body(profile, diameter, height, 32, 56), 0.0016, 0.05, seed)
    turn, z = around(shape), shape.vertices[:, 2] / height
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
        made, "onion", [materials.skin(0.34, soft=0.06, coat=0.12, grain=0.14)], f"onion-{colour}-{seed}", 70
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
    shape = body(profile, diameter, height, 32, 60)
    z = shape.vertices[:, 2] / height
    shape = irregular(lobed(shape, 9, 0.15 * smooth(0.72 - z, 0, 0.4) + 0.04, seed, 0.7), 0.0016, 0.04, seed)
    turn = around(shape)
    veins = smooth_noise(np.column_stack([np.cos(turn), np.sin(turn), 0.3 * z]) * 8, 0.5, seed)
    tone = blend((0.74, 0.69, 0.61), (0.48, 0.33, 0.37), 0.65 * smooth(veins, 0.4, 1.8))
    tone = blend(tone, (0.42, 0.31, 0.19), smooth(0.035 - z, 0, 0.03) + 0.8 * smooth(z, 0.92, 1.0))
    return to_object(
        shape.with_tint(tone).centred(), "garlic", [materials.skin(0.55, soft=0.15, grain=0.08)], f"garlic-{seed}", 70
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
    shape = body(profile, diameter, length, 38, 48)
    shape = irregular(irregular(shape, 0.0016, 0.05, seed), 0.0005, 0.006, seed + 1)
    colour = blend((0.022, 0.028, 0.010), (0.050, 0.060, 0.016), 0.5 + 0.6 * smooth_noise(shape.vertices, 0.02, seed))
    button = (
        revolve([(0, 0), (0.004, 0), (0.0034, 0.002), (0, 0.0022)], 10)
        .with_tint((0.14, 0.09, 0.04))
        .moved(0, 0, length - 0.001)
    )
    made = join([shape.with_tint(colour), button]).turned("y", 90).centred()
    return to_object(made, "avocado", [materials.skin(0.42, 0.0014, 330, soft=0.02, grain=0.15)], f"avocado-{seed}", 70)


@maker("potato")
def potato(length: float = 0.088, seed: int = 0) -> bpy.types.Object:
    """A potato lying along X."""
    rng = np.random.default_rng(seed)
    profile = [(0, 0), (0.42, 0.03), (0.85, 0.22), (1.0, 0.5), (0.88, 0.78), (0.45, 0.97), (0, 1.0)]
    shape = body(profile, length * rng.uniform(0.62, 0.74), length, 30, 40)
    shape = irregular(shape, 0.0036, 0.05, seed).scaled(1, 0.86, 1)
    eyes = smooth(smooth_noise(shape.vertices, 0.014, seed + 1), 1.3, 1.9)
    colour = blend((0.44, 0.29, 0.14), (0.32, 0.19, 0.085), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.02, seed))
    shape = shape.with_vertices(shape.vertices * (1 - 0.03 * eyes[:, None]))
    made = shape.with_tint(blend(colour, (0.16, 0.09, 0.045), eyes)).turned("y", 90).centred()
    return to_object(
        made,
        "potato",
        [materials.skin(0.7, 0.0006, 900, dots=0.3, dot_colour=(0.22, 0.13, 0.06), soft=0.05, grain=0.14)],
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
    shape = body(profile, diameter, height, 34, 56)
    z = shape.vertices[:, 2] / height
    shape = lobed(shape, 4, 0.20 - 0.06 * z, rng.uniform(0, 6), 0.8)
    shape = irregular(shape, 0.0030, 0.06, seed)
    base = {
        "red": (0.46, 0.010, 0.008),
        "yellow": (0.74, 0.42, 0.015),
        "orange": (0.70, 0.19, 0.010),
        "green": (0.035, 0.13, 0.012),
    }[colour]
    tone = blend(np.asarray(base) * 0.88, np.asarray(base) * 1.08, 0.5 + 0.5 * smooth_noise(shape.vertices, 0.04, seed))
    cap = revolve([(0, 0), (0.010, 0.0), (0.013, 0.003), (0.006, 0.006), (0, 0.007)], 20)
    cap = lobed(cap, 5, 0.25).with_tint((0.06, 0.15, 0.02)).moved(0, 0, 0.885 * height)
    stalk = stem((0, 0, 0.89 * height), 0.026, 0.0042, 0.5, (0.08, 0.18, 0.03), seed)
    made = join([shape.with_tint(tone), cap.with_slot(1), stalk.with_slot(1)]).centred()
    return to_object(
        made,
        "pepper",
        [materials.skin(0.13, soft=0.12, coat=0.5, grain=0.02), materials.leaf((1, 1, 1), 0.5)],
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
    shape = irregular(body(profile, width, length, 34, 44), 0.003, 0.08, seed)
    colour = blend((0.012, 0.004, 0.016), (0.030, 0.008, 0.034), 0.5 + 0.5 * smooth_noise(shape.vertices, 0.05, seed))
    hood = calyx(5, 0.030, 0.018, 0.0, -0.55, (0.08, 0.14, 0.035), seed).moved(0, 0, length + 0.001)
    stalk = stem((0, 0, length - 0.004), 0.032, 0.0055, 0.4, (0.08, 0.14, 0.03), seed)
    made = join([shape.with_tint(colour), hood.with_slot(1), stalk.with_slot(1)]).turned("y", 90).centred()
    return to_object(
        made,
        "aubergine",
        [materials.skin(0.12, soft=0.02, coat=0.5, grain=0.05), materials.leaf((1, 1, 1), 0.6)],
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
    shape = body(profile, 0.034, length, 60, 28)
    z = shape.vertices[:, 2] / length
    rings = smooth(smooth_noise(np.column_stack([z * 40, 0.3 * around(shape)]), 0.7, seed), 0.7, 1.6)
    radial = shape.vertices * (1, 1, 0)
    shape = irregular(shape.with_vertices(shape.vertices - 0.05 * rings[:, None] * radial), 0.0018, 0.07, seed)
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
        made,
        "carrot",
        [materials.skin(0.5, soft=0.12, grain=0.1), materials.leaf((1, 1, 1), 0.6)],
        f"carrot-{seed}",
        70,
    )
