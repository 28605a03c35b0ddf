"""Which views show what another one shows: pairs of points that are near each other, found without comparing all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dyce.data.record import Camera

__all__ = ["Gaze", "alike", "alike_gazes", "gaze_of"]

SAME_PLACE = 0.01
"""Metres: eyes nearer to each other than this, looking the same way, see the same."""
SAME_DIRECTION = 0.0175
"""Length of the difference of two viewing directions, here a degree."""
BLOCK = 512
"""Points compared with all others at a time."""


@dataclass(frozen=True)
class Gaze:
    """From where a camera looks, and which way: what tells two views of a scene apart."""

    position: tuple[float, float, float]
    """Metres, world."""
    direction: tuple[float, float, float]
    """Of length 1, world."""


def gaze_of(camera: Camera) -> Gaze:
    """The gaze of a record's camera."""
    pose = np.asarray(camera.world_from_camera, float)
    return Gaze(tuple(pose[:3, 3].tolist()), tuple(pose[:3, 2].tolist()))


def alike(points: np.ndarray, within: float) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of points nearer to each other than `within`; (N, D) float, each later one once."""
    squares = (points**2).sum(1)
    for start in range(0, len(points), BLOCK):
        block = points[start : start + BLOCK]
        until = points[: start + len(block)]
        distances = squares[start : start + BLOCK, None] + squares[: len(until)] - 2 * block @ until.T
        near = distances < within**2
        for row, later in zip(near, range(start, start + len(block))):
            earlier = np.flatnonzero(row[:later])
            if earlier.size:
                yield int(earlier[0]), later


def alike_gazes(gazes: Sequence[Gaze]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of cameras in the same place that look the same way."""
    positions, directions = (np.array([getattr(gaze, name) for gaze in gazes]) for name in ("position", "direction"))
    scaled = np.hstack([positions / SAME_PLACE, directions / SAME_DIRECTION])
    return alike(scaled - scaled.mean(0), 1.0)
