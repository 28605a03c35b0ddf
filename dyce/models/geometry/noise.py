"""Smooth seeded noise over points, to make shapes irregular."""

import numpy as np

__all__ = ["smooth_noise", "warp"]

WAVES = 24


def smooth_noise(points: np.ndarray, size: float, seed: int) -> np.ndarray:
    """(N,) values, about -1 to 1, at `points` (N, D), that vary over distances of `size`: a sum of random waves."""
    rng = np.random.default_rng(seed)
    direction = rng.normal(size=(WAVES, points.shape[1]))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    rate = np.pi / size * rng.uniform(0.5, 1.5, WAVES)
    phase = rng.uniform(0, 2 * np.pi, WAVES)
    return np.sin(points @ (direction * rate[:, None]).T + phase).sum(axis=1) / np.sqrt(WAVES)


def warp(points: np.ndarray, amount: float, size: float, seed: int) -> np.ndarray:
    """The points (N, 3) shifted by up to about `amount` metres, smoothly over distances of `size`."""
    return points + amount * np.column_stack([smooth_noise(points, size, seed * 3 + k) for k in range(3)])
