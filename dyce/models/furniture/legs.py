"""Turned and tapered legs."""

from collections.abc import Sequence

import numpy as np

from dyce.models.geometry import Shape, tube

__all__ = ["four_legs", "tapered_leg"]


def tapered_leg(top: Sequence[float], foot: Sequence[float], thick_: float = 0.021, thin: float = 0.012) -> Shape:
    """A turned leg from `top` down to the floor, cut level at its foot."""
    t = np.linspace(0, 1, 7)[:, None]
    path = np.asarray(top, float) * (1 - t) + np.asarray(foot, float) * t
    leg = tube(path, np.linspace(thick_, thin, 7), 20)
    return leg.with_vertices(np.maximum(leg.vertices, [-9, -9, 0]))


def four_legs(x: float, y: float, top: float, splay: float, thick_: float = 0.021) -> list[Shape]:
    """Turned legs at (±x, ±y) under `top`, each foot `splay` metres farther out both ways."""
    return [
        tapered_leg((a * x, b * y, top), (a * (x + splay), b * (y + splay), 0), thick_)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
