"""What a window looks out on, near enough to be sharp: hedges, climbers, a garden wall. Structure: seen, never annotated."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, join, rounded_box, smooth_noise, to_object, tube
from dyce.models.materials import Colour, Material, shade

__all__ = ["climber", "garden_wall", "hedge"]

BLADE = np.array([(0, 0, 0), (0.5, 0.5, 0.10), (0.5, 0, 0.0), (0.5, -0.5, 0.10), (1, 0, -0.12)])
"""A leaf from the origin along +X, 1 long and 1 wide, folded along its midrib."""

FACETS = np.array([(0, 2, 1, -1), (0, 3, 2, -1), (2, 4, 1, -1), (3, 4, 2, -1)])


@maker()
def hedge(
    width: float,
    depth: float,
    height: float,
    *,
    leaf: float = 0.055,
    colour: Colour = (0.030, 0.062, 0.017),
    seed: int = 0,
) -> bpy.types.Object:
    """A hedge as it grows between two cuts, ragged by a hand's breadth; its origin is the middle of its foot, metres."""
    rng = np.random.default_rng(seed)
    areas = np.array([width * height, width * depth, depth * height])
    count = int(3.0 * (width * height + width * depth + 2 * depth * height) / leaf**2)
    sides = rng.choice(3, count, p=areas / areas.sum())
    at = rng.uniform(-0.5, 0.5, (count, 3))
    out = np.zeros((count, 3))
    for side, axis, sign in ((0, 1, -1.0), (1, 2, 1.0), (2, 0, 0.0)):
        mine = sides == side
        way = np.full(mine.sum(), sign) if sign else rng.choice((-1.0, 1.0), mine.sum())
        at[mine, axis] = 0.5 * way
        out[mine, axis] = way
    at = (at + (0, 0, 0.5)) * (width, depth, height)
    bulge = 0.10 * smooth_noise(at, 0.42, seed) + 0.045 * smooth_noise(at, 0.13, seed + 1)
    deep = rng.exponential(0.045, count)
    at += out * (bulge - deep)[:, None]
    at[:, 2] = at[:, 2].clip(0.02)
    tone = rng.uniform(0.7, 1.25, count) * np.exp(-deep / 0.09) * (0.8 + 0.5 * (at[:, 2] / height))
    leaves = _strewn(at, out, leaf, tone, rng)
    core = rounded_box(width - 0.14, depth - 0.14, height - 0.07, 0.08).with_slot(1)
    coats = [materials.dull_leaf(colour), materials.dull_leaf(shade(colour, 0.25))]
    return to_object(join([leaves, core.with_tint((1, 1, 1))]), "hedge", coats, f"hedge-{seed}", 60)


@maker()
def climber(
    width: float,
    height: float,
    *,
    leaf: float = 0.085,
    colour: Colour = (0.026, 0.055, 0.016),
    flowers: Colour | None = None,
    seed: int = 0,
) -> bpy.types.Object:
    """Ivy or a bougainvillea on a wall: dense above, its runners thinning out below; the origin is the middle of its
    upper edge at the wall, which it hangs over; metres.
    """
    rng = np.random.default_rng(seed)
    count = int(10.0 * width * height / leaf**2)
    x, z = rng.uniform(-width / 2, width / 2, count), -height * rng.beta(1.0, 1.9, count)
    lobes = height * (0.55 + 0.45 * smooth_noise(np.column_stack([x, 0 * x, 0 * x]), 0.5, seed))
    fade = (width / 2 - np.abs(x)) / (0.22 * width)
    kept = (-z < lobes * np.clip(fade, 0, 1)) & (rng.random(count) < np.clip(1.5 + 1.3 * z / lobes.clip(0.05), 0, 1))
    x, z = x[kept], z[kept]
    swell = 0.05 + 0.12 * np.exp(z / 0.25) * (1 + smooth_noise(np.column_stack([x, z, 0 * x]), 0.3, seed + 1))
    at = np.column_stack([x, -rng.uniform(0.0, 1.0, len(x)) * swell, z + 0.10 * np.exp(z / 0.2)])
    out = np.tile((0.0, -1.0, 0.35), (len(x), 1))
    leaves = _strewn(at, out, leaf, rng.uniform(0.65, 1.3, len(x)), rng)
    coats = [materials.dull_leaf(colour)]
    if flowers:
        bloom = rng.random(len(x)) < 0.30 * np.clip(smooth_noise(at, 0.35, seed + 2) + 0.5, 0, 1)
        blossoms = at[bloom] + (0, -0.03, 0.01)
        leaves = join(
            [leaves, _strewn(blossoms, out[bloom], 0.6 * leaf, rng.uniform(0.8, 1.2, bloom.sum()), rng).with_slot(1)]
        )
        coats.append(materials.dull_leaf(flowers))
    return to_object(leaves, "climber", coats, f"climber-{seed}", 60)


@maker()
def garden_wall(
    length: float, height: float, render: Material, *, thickness: float = 0.26, seed: int = 0
) -> bpy.types.Object:
    """A rendered wall under a coping of barrel tiles, its inner face at y = 0; the origin is the middle of its foot."""
    rng = np.random.default_rng(seed)
    body = rounded_box(length, thickness, height, 0.012, 2).moved(0, thickness / 2, 0)
    plinth = rounded_box(length, 0.04, 0.32, 0.012, 2)
    parts = [body, plinth]
    pitch = 0.165
    for k in range(round(length / pitch)):
        x = (k + 0.5) * pitch - length / 2
        for low, high in ((-0.075, thickness / 2), (thickness + 0.075, thickness / 2)):
            tip = low + rng.uniform(-0.012, 0.012)
            path = [(x + rng.uniform(-0.006, 0.006), tip, height + 0.020), (x, high, height + 0.095)]
            parts.append(_tinted(tube(np.array(path), np.array([0.082, 0.072]), 14).with_slot(1), rng))
    ridge = np.linspace(-length / 2, length / 2, max(2, round(length / 0.36)))
    for x0, x1 in zip(ridge, ridge[1:]):
        path = [(x0 - 0.02, thickness / 2, height + 0.10), (x1, thickness / 2, height + 0.105)]
        parts.append(_tinted(tube(np.array(path), np.array([0.094, 0.084]), 14).with_slot(1), rng))
    return to_object(join(parts), "garden wall", [render, materials.tinted(0.9, 60, 0.003)], f"garden-wall-{seed}", 40)


def _tinted(shape: Shape, rng: np.random.Generator) -> Shape:
    """A tile in the tone that the kiln gave it."""
    return shape.with_tint(np.array((0.36, 0.175, 0.105)) * rng.uniform(0.55, 1.2))


def _strewn(at: np.ndarray, out: np.ndarray, length: float, tone: np.ndarray, rng: np.random.Generator) -> Shape:
    """Leaves at (N, 3) that grow roughly along `out` (N, 3) and sag; `tone` (N,) darkens them."""
    count = len(at)
    along = out + rng.normal(0, 0.75, (count, 3)) + (0, 0, -0.25)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.cross(along, out + rng.normal(0, 0.35, (count, 3)))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    up = np.cross(along, side)
    size = length * rng.uniform(0.6, 1.25, count)[:, None, None]
    frame = np.stack([along, 0.55 * side, up], axis=1)
    points = at[:, None] + size * np.einsum("vk,nkx->nvx", BLADE, frame)
    faces = np.tile(FACETS, (count, 1))
    shift = np.repeat(np.arange(count) * len(BLADE), len(FACETS))[:, None]
    faces = np.where(faces < 0, -1, faces + shift)
    uv = np.zeros((len(faces), 4, 2))
    hue = rng.normal(0, 0.06, (count, 1)) * (1, 0, -0.5)
    colour = np.clip(tone[:, None] * (1 + hue), 0.02, 2)
    tint = np.column_stack([np.repeat(colour, len(BLADE), axis=0), np.ones(count * len(BLADE))])
    return Shape(points.reshape(-1, 3), faces, uv, np.zeros(len(faces), int), tint)
