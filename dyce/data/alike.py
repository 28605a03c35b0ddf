"""Which views show what another one shows: pairs of points that are near each other, found without comparing all at once."""

from collections.abc import Iterator, Sequence

import numpy as np

__all__ = ["alike", "alike_poses"]

SAME_PLACE = 0.01
"""Metres: eyes nearer to each other than this, looking the same way, see the same."""
SAME_DIRECTION = 0.0175
"""Length of the difference of two viewing directions, here a degree."""
BLOCK = 512
"""Points compared with all others at a time."""


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


def alike_poses(poses: Sequence[tuple[float, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of cameras in the same place that look the same way: each x, y, z in metres and a unit direction."""
    scaled = np.array(poses) / ([SAME_PLACE] * 3 + [SAME_DIRECTION] * 3)
    return alike(scaled - scaled.mean(0), 1.0)
