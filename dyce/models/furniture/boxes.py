"""Things to keep things in: crates, storage boxes, baskets."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Bar, Board, Parts, built, ellipse, extrude, join, spline, to_object, tube
from dyce.models.materials import Material

__all__ = ["basket", "crate", "record_crate", "storage_box"]


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


def _slatted(width: float, depth: float, height: float, wood: Material, slats: int) -> Parts:
    half, deep, thick, floor = width / 2, depth / 2, 0.009, 0.012
    parts: Parts = []
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


@maker("basket")
def basket(
    style: str = "round",
    width: float = 0.30,
    depth: float = 0.30,
    height: float = 0.15,
    handles: bool = True,
    seed: int = 0,
) -> bpy.types.Object:
    """A wicker basket, woven strand over strake: `style` "round" or "oblong"."""
    rng = np.random.default_rng(seed)
    power = 2.0 if style == "round" else 4.0
    stakes = 2 * round((width + depth) * 1.6 / 0.062) + 1
    rod = 0.0042
    rows = max(6, int(height / (rod * 1.75)))
    count = stakes * 4
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    outline = ellipse(width, depth, count, power)
    normal = np.column_stack([np.cos(turn), np.sin(turn)])
    parts = []
    for k in range(rows):
        z = rod + k * rod * 1.75
        flare = 0.84 + 0.16 * (k / rows) ** 0.7
        wave = rod * 0.95 * np.cos(turn * stakes / 2 + np.pi * k)
        path = np.column_stack(
            [
                outline * flare + wave[:, None] * normal,
                z + 0.0005 * rng.normal(size=count).cumsum() * 0.02 + np.zeros(count),
            ]
        )
        tone = np.array([0.46, 0.28, 0.13]) * rng.uniform(0.78, 1.14)
        parts.append(tube(path, rod * 0.92, 4, closed=True).with_tint(tone))
    for k in range(stakes):
        at = k * 4
        ends = [np.append(outline[at] * f, z) for f, z in ((0.84, 0.002), (0.93, 0.4 * height), (1.0, height))]
        parts.append(tube(spline(np.array(ends), 5), rod * 0.8, 4).with_tint(np.array([0.36, 0.21, 0.09])))
    braid = [
        np.column_stack(
            [
                outline + rod * 0.9 * np.column_stack([np.cos(p), np.sin(p)])[:, :1] * normal,
                height + rod * 0.9 * np.sin(p),
            ]
        )
        for p in (turn * 22, turn * 22 + np.pi)
    ]
    parts += [tube(path, rod * 1.25, 5, closed=True).with_tint(np.array([0.42, 0.25, 0.11])) for path in braid]
    floor = (
        extrude(ellipse(width * 0.84, depth * 0.84, 60, power), 0.005).moved(0, 0, 0.001).with_tint((0.30, 0.17, 0.08))
    )
    parts.append(floor)
    if handles:
        for side in (-1, 1):
            t = np.linspace(0, np.pi, 20)
            path = np.column_stack(
                [np.full(20, side * width / 2), 0.055 * np.cos(t), height + 0.04 * np.sin(t) - 0.004]
            )
            parts.append(tube(path, rod * 1.5, 8).with_tint(np.array([0.40, 0.24, 0.10])))
    shape = join(parts).grounded()
    return to_object(shape, "basket", [materials.tinted(0.6, 500, 0.0006)], f"basket-{style}-{seed}", 60)
