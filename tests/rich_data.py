"""A made data set with shapes that are hard on formats: rings, parts apart, a hole to the edge, pixels that touch at corners."""

from pathlib import Path

import made_data
import numpy as np
import pytest
from made_data import MadeView, make_data


def _shapes(rng: np.random.Generator, size: tuple[int, int], count: int) -> dict[str, np.ndarray]:
    """As many shapes as asked for, of all kinds in turn, nearest and smallest first; each with at least 10 pixels in sight."""
    rows, columns = np.mgrid[: size[0], : size[1]]
    shapes: dict[str, np.ndarray] = {}
    covered = np.zeros(size, bool)
    for k in range(1, count + 1):
        radius = min(size) * rng.uniform(0.1, 0.15) * (1 + 2.0 * k / count)
        y, x = rng.uniform(0, size[0]), rng.uniform(0, size[1])
        far = np.hypot(rows - y, columns - x)
        disc = far < radius
        mask = (
            disc & (far > radius * 0.6),
            disc & (np.abs(columns - x) > 2),
            disc & ((rows // 2 + columns // 2) % 2 == 0),
            disc & ~((rows % 7 == 3) & (columns % 5 == 2)),
            disc,
        )[k % 5]
        if (mask & ~covered).sum() >= 10:
            shapes[made_data._name(k)] = mask
            covered |= mask
    return shapes


def make_rich_data(data: Path, scenes: dict[str, int], size: tuple[int, int] = (60, 83)) -> list[MadeView]:
    """As `make_data`, of other shapes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made_data, "_draw_discs", _shapes)
        return make_data(data, scenes, size)
