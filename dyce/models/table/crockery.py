"""Mugs, plates, bowls, jugs, teapots, vases."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, spline
from dyce.models.geometry.noise import smooth_noise, warp
from dyce.models.geometry.revolve import radius_at, revolve, vessel
from dyce.models.geometry.shape import Shape, grid, join, to_object
from dyce.models.geometry.sweep import ellipse, sweep

__all__ = ["bowl", "cup_and_saucer", "jug", "mug", "plate", "plates", "teapot", "vase"]

MUGS = {
    "straight": [(0.88, 0.0), (0.97, 0.03), (1.0, 0.10), (1.0, 0.5), (1.0, 1.0)],
    "barrel": [(0.72, 0.0), (0.84, 0.05), (0.98, 0.25), (1.02, 0.5), (0.98, 0.8), (0.93, 1.0)],
    "tapered": [(0.70, 0.0), (0.76, 0.04), (0.84, 0.3), (0.93, 0.7), (1.0, 1.0)],
    "round": [(0.58, 0.0), (0.74, 0.06), (1.0, 0.32), (1.04, 0.52), (0.95, 0.82), (0.94, 1.0)],
}

PLATE_HEIGHTS = {"plain": 0.020, "rim": 0.020, "deep": 0.036}


def _worn(shape: Shape, height: float, reach: float = 0.004) -> Shape:
    """Wear (0 is worn) at the lip."""
    return shape.with_wear(np.clip((height - shape.vertices[:, 2]) / reach, 0, 1))


def _hand_made(shape: Shape, amount: float, seed: int) -> Shape:
    """A little out of true, the foot still flat."""
    lifted = np.clip(shape.vertices[:, 2:] / 0.01, 0, 1)
    moved = warp(shape.vertices, amount, 0.06, seed)
    vertices = shape.vertices + (moved - shape.vertices) * lifted
    return shape.with_vertices(vertices)


def _handle(
    outer: np.ndarray, low: float, high: float, reach: float, width: float, thick: float, count: int = 22
) -> Shape:
    """A handle towards +X from a body with the outside `outer`, flared where it meets the body."""
    top, bottom = radius_at(outer, high) - 0.0012, radius_at(outer, low) - 0.0012
    rise, far = high - low, max(top, bottom) + reach
    path = spline(
        [
            (top, high),
            (top + 0.45 * reach, high + 0.05 * rise),
            (far - 0.08 * reach, high - 0.14 * rise),
            (far, low + 0.55 * rise),
            (far - 0.2 * reach, low + 0.2 * rise),
            (bottom + 0.3 * reach, low + 0.01 * rise),
            (bottom, low - 0.02 * rise),
        ],
        count,
    )
    t = np.linspace(0, 1, count)
    flare = 1 + 0.55 * (np.exp(-t / 0.07) + np.exp(-(1 - t) / 0.07))
    points = np.column_stack([path[:, 0], np.zeros(count), path[:, 1]])
    return sweep(points, ellipse(width, thick, 12, 2.4), np.column_stack([flare, 0.75 * flare + 0.25]), (0, 1, 0))


@maker("mug")
def mug(
    style: str = "straight",
    glaze: str = "white",
    colour: Sequence[float] | None = None,
    diameter: float = 0.083,
    height: float = 0.095,
    filling: str | None = None,
    seed: int = 0,
) -> bpy.types.Object:
    """A mug, handle towards +X: `style` of MUGS, `glaze` of GLAZES, `filling` None, "coffee" or "tea"."""
    enamel = glaze == "enamel"
    wall = 0.0014 if enamel else 0.0038
    outer = spline([(r * diameter / 2, z * height) for r, z in MUGS[style]], 18)
    profile = vessel(outer, wall, wall * 1.4, 0.0 if enamel else 0.0022, 0.008)
    body = revolve(profile, 48)
    low, high = 0.22 * height, 0.80 * height
    handle = _handle(outer, low, high, 0.030, 0.0145 if not enamel else 0.012, 0.008 if not enamel else 0.0035)
    made = _hand_made(_worn(join([body, handle]), height), 0.0 if enamel else 0.0005, seed)
    foot = made.vertices[np.abs(made.faces)].max(axis=1)[:, 2] < 0.0022
    rim = made.vertices[made.faces].min(axis=1)[:, 2] > height - 0.0065
    made = made.with_slot(np.where(foot, 1, np.where(rim & enamel, 2, 0)))
    coats = [materials.coat(glaze, colour), materials.raw_clay() if not enamel else materials.coat(glaze, colour)]
    coats.append(materials.painted_metal((0.02, 0.025, 0.05), 0.15))
    if filling is not None:
        level = 0.82 * height
        edge = radius_at(outer, level) - wall * 0.6
        drink = revolve([(0, level - 0.004), (edge, level - 0.004), (edge, level), (0, level)], 40)
        made = join([made, drink.with_slot(3)])
        coats.append(materials.plastic((0.018, 0.007, 0.003) if filling == "coffee" else (0.12, 0.035, 0.008), 0.05))
    return to_object(made.grounded(), f"mug.{style}", coats, f"mug-{style}-{glaze}", 50)


def _cup(diameter: float, height: float, seed: int) -> Shape:
    control = [(0.46, 0.0), (0.50, 0.04), (0.66, 0.14), (0.86, 0.40), (0.95, 0.70), (1.0, 1.0)]
    outer = spline([(r * diameter / 2, z * height) for r, z in control], 18)
    body = revolve(vessel(outer, 0.0026, 0.004, 0.002, 0.012), 40)
    handle = _handle(outer, 0.30 * height, 0.86 * height, 0.024, 0.009, 0.006)
    return _hand_made(_worn(join([body, handle]), height), 0.0002, seed)


def _plate(
    diameter: float, height: float, depth: float, seed: int, irregular: float = 0.0004, segments: int = 56
) -> Shape:
    """A plate with a well of 0.62 of the diameter; depth 0..1 makes it a soup plate."""
    r, h, wall = diameter / 2, height, 0.0042
    well = (0.62 + 0.06 * depth) * r
    outer = [
        (0.55 * r, 0.0),
        (well, 0.0012),
        (well + 0.10 * r, 0.42 * h + 0.2 * depth * h),
        (0.97 * r, h - 0.001),
        (r, h),
    ]
    upper = [(r - 0.0015, h + 0.0020), (0.93 * r, h + 0.0006), (well + 0.07 * r, 0.62 * h + 0.15 * depth * h)]
    upper += [(well - 0.02 * r, wall + 0.0012), (0.5 * well, wall), (0, wall - 0.0006)]
    ring = [(0, 0.0022), (0.50 * r, 0.0022), (0.53 * r, 0.0)]
    radii = [0, 0.001, 0.001, 0.001, 0.01, 0.02, 0.004, 0.0012, 0.0012, 0.02, 0.03, 0.02, 0.05, 0]
    profile = fillet(ring + outer + upper, radii[: len(ring + outer + upper)], 3)
    return _hand_made(_worn(revolve(profile, segments), h + 0.002, 0.003), irregular, seed).grounded()


def _striped(shape: Shape, inside: float, outside: float) -> Shape:
    """Slot 1 on faces that look up between two radii."""
    centre = shape.vertices[np.where(shape.faces < 0, shape.faces[:, :1], shape.faces)].mean(axis=1)
    radius = np.hypot(centre[:, 0], centre[:, 1])
    return shape.with_slot(np.where((radius > inside) & (radius < outside), 1, shape.slot))


@maker("cup")
def cup_and_saucer(
    glaze: str = "white",
    colour: Sequence[float] | None = None,
    diameter: float = 0.088,
    height: float = 0.062,
    seed: int = 0,
) -> bpy.types.Object:
    """A tea cup on its saucer, handle towards +X."""
    saucer = _plate(diameter * 1.72, 0.014, 0.3, seed + 1, 0.0003, 44)
    cup = _cup(diameter, height, seed).grounded().moved(0, 0, 0.0037)
    return to_object(
        join([saucer, cup]).grounded(), "cup", [materials.coat(glaze, colour)], f"cup-and-saucer-{glaze}", 50
    )


def _nesting(shape: Shape) -> float:
    """How much higher the next plate of a stack stands: where the upper side is farthest above the underside."""
    ring = shape.vertices[np.abs(shape.vertices[:, 0]) < 1e-9 + 0.02 * np.abs(shape.vertices[:, 1])]
    radius, z = np.hypot(ring[:, 0], ring[:, 1]), ring[:, 2]
    edges = np.linspace(0, radius.max(), 40)
    place = np.digitize(radius, edges)
    rim = radius > 0.9 * radius.max()
    gaps = [np.ptp(z[(place == k) & ~rim]) for k in np.unique(place[~rim])]
    return float(max(gaps)) + 0.0002


@maker("plate")
def plate(
    style: str = "plain",
    glaze: str = "white",
    colour: Sequence[float] | None = None,
    diameter: float = 0.27,
    seed: int = 0,
) -> bpy.types.Object:
    """A plate: `style` "plain", "rim" (a painted edge) or "deep" (soup plate)."""
    shape = _plate(diameter, PLATE_HEIGHTS[style] * diameter / 0.27, float(style == "deep"), seed)
    if style == "rim":
        shape = _striped(shape, 0.972 * diameter / 2, diameter)
    coats = [materials.coat(glaze, colour), materials.glaze((0.035, 0.06, 0.14), 0.2)]
    return to_object(shape, "plate", coats, f"plate-{style}-{glaze}", 50)


@maker("plate")
def plates(
    count: int = 4,
    style: str = "plain",
    glaze: str = "white",
    colour: Sequence[float] | None = None,
    diameter: float = 0.27,
    seed: int = 0,
) -> list[bpy.types.Object]:
    """`count` plates stacked, one object each, the lowest first; all from one mould, so that they nest."""
    rng = np.random.default_rng(seed)
    pitch = _nesting(_plate(diameter, PLATE_HEIGHTS[style] * diameter / 0.27, float(style == "deep"), 0, 0.0))
    made = []
    for k in range(count):
        one = plate(style, glaze, colour, diameter, seed)
        one.location = (*rng.uniform(-0.0002, 0.0002, 2), k * pitch)
        one.rotation_euler = (0, 0, rng.uniform(-0.1, 0.1))
        made.append(one)
    return made


@maker("bowl")
def bowl(
    style: str = "cereal",
    glaze: str = "white",
    colour: Sequence[float] | None = None,
    diameter: float | None = None,
    seed: int = 0,
) -> bpy.types.Object:
    """A bowl: `style` "cereal" (15 cm), "mixing" (24 cm, with a rolled lip) or "serving" (28 cm, wide)."""
    size, tall, control, wall = {
        "cereal": (0.152, 0.43, [(0.42, 0), (0.48, 0.05), (0.72, 0.26), (0.92, 0.62), (1.0, 1.0)], 0.0036),
        "mixing": (
            0.24,
            0.52,
            [(0.46, 0), (0.52, 0.03), (0.74, 0.25), (0.92, 0.62), (0.985, 0.93), (1.0, 1.0)],
            0.0048,
        ),
        "serving": (0.28, 0.30, [(0.40, 0), (0.46, 0.06), (0.75, 0.30), (0.93, 0.66), (1.0, 1.0)], 0.0050),
    }[style]
    size = diameter or size
    height = tall * size
    outer = spline([(r * size / 2, z * height) for r, z in control], 22)
    shape = revolve(vessel(outer, wall, wall * 1.4, 0.0025, 0.03), 60)
    if style == "mixing":
        ring = ellipse(0.012, 0.012, 12)
        turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
        path = np.column_stack([size / 2 * np.cos(turn), size / 2 * np.sin(turn), np.full(60, height - 0.006)])
        shape = join([shape, sweep(path, ring, 1.0, (0, 0, 1), closed=True)])
    shape = _hand_made(_worn(shape, height), 0.0006, seed)
    return to_object(shape.grounded(), "bowl", [materials.coat(glaze, colour)], f"bowl-{style}-{glaze}", 50)


@maker("jug")
def jug(
    glaze: str = "white",
    colour: Sequence[float] | None = None,
    height: float = 0.205,
    diameter: float = 0.118,
    seed: int = 0,
) -> bpy.types.Object:
    """A pitcher, spout towards -X, handle towards +X."""
    control = [
        (0.66, 0.0),
        (0.74, 0.03),
        (0.98, 0.24),
        (1.0, 0.38),
        (0.80, 0.68),
        (0.68, 0.83),
        (0.72, 0.94),
        (0.78, 1.0),
    ]
    outer = spline([(r * diameter / 2, z * height) for r, z in control], 30)
    body = _spout(revolve(vessel(outer, 0.004, 0.006, 0.002, 0.012), 56), height, 0.20 * height, 0.030)
    handle = _handle(outer, 0.34 * height, 0.90 * height, 0.046, 0.018, 0.010, 28)
    shape = _hand_made(_worn(join([body, handle]), height), 0.0006, seed)
    return to_object(shape.grounded(), "jug", [materials.coat(glaze, colour)], f"jug-{glaze}", 50)


def _spout(shape: Shape, height: float, reach: float, out: float) -> Shape:
    """Pulls the lip out and up towards -X."""
    x, y, z = shape.vertices.T
    up = np.clip((z - (height - reach)) / reach, 0, 1) ** 1.8
    aside = np.abs(np.arctan2(y, -x))
    pull = up * np.exp(-((aside / 0.36) ** 2))
    narrow = 1 - 0.45 * up * np.exp(-((aside / 0.7) ** 2)) * np.clip(-x / 0.03, 0, 1)
    vertices = np.column_stack([x - out * pull, y * narrow, z + 0.25 * out * pull])
    return shape.with_vertices(vertices)


@maker("teapot")
def teapot(
    glaze: str = "stoneware", colour: Sequence[float] | None = None, diameter: float = 0.15, seed: int = 0
) -> bpy.types.Object:
    """A round teapot with its lid on, spout towards -X, handle towards +X."""
    r, h = diameter / 2, 0.76 * diameter
    control = [(0.52, 0.0), (0.60, 0.03), (0.92, 0.26), (1.0, 0.50), (0.88, 0.80), (0.62, 0.96), (0.44, 1.0)]
    outer = spline([(a * r, b * h) for a, b in control], 28)
    body = revolve(vessel(outer, 0.0045, 0.006, 0.002, 0.012), 56)
    top = radius_at(outer, h) + 0.002
    lid = spline([(top, h + 0.001), (top, h + 0.004), (0.6 * top, h + 0.013), (0.10 * r, h + 0.017)], 14)
    knob = spline(
        [(0.10 * r, h + 0.017), (0.10 * r, h + 0.021), (0.16 * r, h + 0.031), (0.10 * r, h + 0.040), (0.0, h + 0.042)],
        14,
    )
    cover = revolve(np.vstack([[(0, h - 0.002), (top - 0.004, h - 0.002)], lid, knob[1:]]), 48)
    low = 0.34 * h
    path = spline(
        [(-radius_at(outer, low) + 0.012, low), (-1.22 * r, 0.46 * h), (-1.42 * r, 0.78 * h), (-1.68 * r, 1.0 * h)], 18
    )
    width = np.interp(np.linspace(0, 1, 18), [0, 0.25, 0.7, 1], [0.050, 0.034, 0.020, 0.017])
    outside = np.column_stack([path[:, 0], np.zeros(18), path[:, 1]])
    spout = _hollow(outside, width)
    handle = _handle(outer, 0.22 * h, 0.86 * h, 0.052, 0.018, 0.011, 28)
    shape = _hand_made(_worn(join([body, cover, spout, handle]), h + 0.042, 0.006), 0.0006, seed)
    return to_object(shape.grounded(), "teapot", [materials.coat(glaze, colour)], f"teapot-{glaze}", 50)


def _hollow(path: np.ndarray, width: np.ndarray) -> Shape:
    """A pipe with a dark bore at its far end."""
    inward = np.vstack([path, path[-1:], path[-6:-1][::-1]])
    scale = np.concatenate([width, [width[-1] * 0.8], width[-6:-1][::-1] * 0.72])
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    along = np.vstack([tangent, tangent[-1:], tangent[-6:-1][::-1]])
    side = np.array([0.0, 1.0, 0.0])
    other = np.cross(along, side)
    ring = ellipse(1, 1, 16)
    rings = inward[:, None] + scale[:, None, None] * (ring[:, :1] * side + ring[:, 1:] * other[:, None])
    return grid(rings, close_rows=True, cap=True)


@maker("vase")
def vase(
    style: str = "bottle",
    glaze: str = "sage",
    colour: Sequence[float] | None = None,
    height: float = 0.24,
    seed: int = 0,
) -> bpy.types.Object:
    """A vase: `style` "bottle", "round", "cylinder" or "glass" (clear)."""
    control = {
        "bottle": [(0.24, 0), (0.27, 0.02), (0.34, 0.2), (0.32, 0.42), (0.14, 0.66), (0.095, 0.85), (0.12, 1.0)],
        "round": [(0.22, 0), (0.26, 0.03), (0.42, 0.34), (0.41, 0.58), (0.23, 0.84), (0.18, 0.93), (0.21, 1.0)],
        "cylinder": [(0.22, 0), (0.235, 0.02), (0.24, 0.5), (0.25, 1.0)],
        "glass": [(0.20, 0), (0.22, 0.02), (0.26, 0.3), (0.22, 0.7), (0.28, 1.0)],
    }[style]
    outer = spline([(r * height, z * height) for r, z in control], 34)
    clear = style == "glass"
    shape = revolve(vessel(outer, 0.003 if clear else 0.0042, 0.012 if clear else 0.006, 0.0015, 0.01), 56)
    if not clear:
        ridges = 0.0004 * smooth_noise(shape.vertices[:, 2:], 0.004, seed)
        radial = shape.vertices * (1, 1, 0)
        radial = radial / np.maximum(np.linalg.norm(radial, axis=1, keepdims=True), 1e-6)
        shape = shape.with_vertices(shape.vertices + ridges[:, None] * radial)
        shape = _hand_made(_worn(shape, height), 0.0008, seed)
    material = materials.clear_glass() if clear else materials.coat(glaze, colour)
    return to_object(shape.grounded(), "vase", [material], f"vase-{style}-{glaze}", 50)
