"""What fruit, vegetables and bread have in common: bodies of revolution out of true, blended colours, stems."""

from collections.abc import Sequence

import numpy as np

from dyce.models.geometry import Shape, ellipse, join, revolve, smooth_noise, spline, sweep, tube, warp
from dyce.models.materials import Colour

__all__ = ["around", "blend", "body", "calyx", "irregular", "lobed", "smooth", "stem"]


def blend(first: Colour | np.ndarray, second: Colour | np.ndarray, share: np.ndarray) -> np.ndarray:
    """(V, 3) colours between two by `share` (V,), clamped to 0..1."""
    t = np.clip(share, 0, 1)[:, None]
    return np.asarray(first) * (1 - t) + np.asarray(second) * t


def smooth(value: np.ndarray, low: float, high: float) -> np.ndarray:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def body(profile: Sequence[Sequence[float]], width: float, height: float, rows: int = 30, segments: int = 44) -> Shape:
    """A solid of revolution through (radius, height) points, shares of half the width and of the height."""
    curve = spline([(r * width / 2, z * height) for r, z in profile], rows)
    curve[[0, -1], 0] = 0.0
    curve[:, 0] = np.maximum(curve[:, 0], 0)
    return revolve(curve, segments)


def around(shape: Shape) -> np.ndarray:
    """The angle of each vertex about the z axis, (V,) radians."""
    return np.arctan2(shape.vertices[:, 1], shape.vertices[:, 0])


def lobed(shape: Shape, count: int, depth: float | np.ndarray, phase: float = 0.0, sharp: float = 1.0) -> Shape:
    """Grooves between `count` lobes: the radius shrinks by up to the share `depth` there."""
    wave = np.abs(np.sin((around(shape) * count + phase) / 2)) ** sharp
    squeeze = 1 - np.asarray(depth) * (1 - wave)
    return shape.with_vertices(shape.vertices * np.column_stack([squeeze, squeeze, np.ones(len(squeeze))]))


def irregular(shape: Shape, amount: float, size: float, seed: int) -> Shape:
    """Out of true by about `amount` metres, in swellings of `size` metres."""
    return shape.with_vertices(warp(shape.vertices, amount, size, seed))


def stem(base: Sequence[float], length: float, radius: float, lean: float, colour: Colour, seed: int) -> Shape:
    """A woody stalk that bends, thicker at its end."""
    rng = np.random.default_rng(seed)
    turn = rng.uniform(0, 6.28)
    t = np.linspace(0, 1, 8)
    side = lean * length * t**2
    path = np.column_stack([base[0] + side * np.cos(turn), base[1] + side * np.sin(turn), base[2] + length * t])
    stalk = tube(path, radius * (1 + 0.5 * t**4), 8)
    return stalk.with_tint(blend(np.asarray(colour) * 0.7, colour, smooth_noise(stalk.vertices, 0.003, seed)))


def calyx(count: int, length: float, width: float, top: float, droop: float, colour: Colour, seed: int) -> Shape:
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
