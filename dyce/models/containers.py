"""Things to keep things in: slatted crates, lidded storage boxes."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker
from dyce.models.joinery import Bar, Board, Material, built

__all__ = ["crate", "record_crate", "storage_box"]


@maker("box")
def crate(width: float, depth: float, height: float, wood: Material, *, slats: int = 3) -> bpy.types.Object:
    """An open crate of slats on corner posts, a gap for the hands between the slats of its ends."""
    return built("crate", _slatted(width, depth, height, wood, slats))


@maker("box")
def record_crate(
    width: float, depth: float, height: float, wood: Material, sleeves: Sequence[Material], seed: int = 0
) -> bpy.types.Object:
    """A crate full of records in `sleeves` of several colours, one behind the other."""
    rng = np.random.default_rng(seed)
    parts = _slatted(width, depth, height, wood, 3)
    y = -depth / 2 + 0.036
    while y < depth / 2 - 0.036:
        thick = rng.uniform(0.003, 0.006)
        x, lift = rng.normal(0, 0.004), abs(rng.normal(0, 0.005))
        sleeve = sleeves[int(rng.integers(len(sleeves)))]
        parts.append(Board((x - 0.157, y, 0.013 + lift), (x + 0.157, y + thick, 0.327 + lift), sleeve, 0.0004))
        y += thick + rng.uniform(0.0005, 0.006)
    return built("record crate", parts)


def _slatted(width: float, depth: float, height: float, wood: Material, slats: int) -> list[Board | Bar]:
    half, deep, thick, floor = width / 2, depth / 2, 0.009, 0.012
    parts: list[Board | Bar] = []
    for x in (-half + thick, half - thick - 0.022):
        for y in (-deep + thick, deep - thick - 0.022):
            parts.append(Board((x, y, 0.003), (x + 0.022, y + 0.022, height - 0.004), wood, 0.001))
    rise = height / slats
    for k in range(slats):
        low, high = k * rise + (0.006 if k else 0.0), (k + 1) * rise - 0.006
        for y in (-deep, deep - thick):
            parts.append(Board((-half, y, low), (half, y + thick, high), wood, 0.0015))
        for x in (-half, half - thick):
            parts.append(Board((x, -deep + thick, low), (x + thick, deep - thick, high), wood, 0.0015))
    planks = max(2, round(depth / 0.1))
    step = (depth - 2 * thick) / planks
    for k in range(planks):
        y = -deep + thick + k * step
        parts.append(Board((-half + thick, y + 0.001, 0.002), (half - thick, y + step - 0.001, floor), wood, 0.001))
    return parts


@maker("box")
def storage_box(width: float, depth: float, height: float, board: Material, steel: Material) -> bpy.types.Object:
    """A box of covered board with a lid and a label holder on its front."""
    half, deep, lid = width / 2, depth / 2, 0.045
    return built(
        "storage box",
        [
            Board((-half + 0.003, -deep + 0.003, 0), (half - 0.003, deep - 0.003, height - 0.003), board, 0.002),
            Board((-half, -deep, height - lid), (half, deep, height), board, 0.003),
            Board((-0.036, -deep - 0.001, 0.42 * height), (0.036, -deep + 0.004, 0.42 * height + 0.032), steel, 0.001),
            Bar([(0, -deep - 0.001, 0.36 * height), (0, -deep + 0.004, 0.36 * height)], 0.007, steel, 16),
        ],
    )
