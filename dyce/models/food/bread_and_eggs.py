"""Bread, cheese, eggs."""

from collections.abc import Callable
from typing import Any

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.food.skins import blend, irregular, smooth
from dyce.models.geometry import Shape, fillet, grid, join, resample, revolve, smooth_noise, to_object, weld

__all__ = ["baguette", "bread", "cheese", "egg", "egg_carton"]

EGGS = {"brown": (0.52, 0.27, 0.15), "white": (0.80, 0.77, 0.72), "cream": (0.66, 0.48, 0.34)}


def _crust(height: np.ndarray, scored: np.ndarray, points: np.ndarray, seed: int) -> np.ndarray:
    """Crust colours: pale below and in the scores, dark on top, dusted with flour."""
    rough = smooth_noise(points, 0.02, seed)
    colour = blend((0.46, 0.25, 0.095), (0.30, 0.115, 0.030), smooth(height + 0.18 * rough, 0.2, 0.8))
    colour = blend(
        colour, (0.14, 0.045, 0.012), 0.7 * smooth(height + 0.25 * smooth_noise(points, 0.01, seed + 1), 0.85, 1.25)
    )
    colour = blend(colour, (0.62, 0.43, 0.22), 0.85 * scored)
    flour = (
        smooth(smooth_noise(points, 0.03, seed + 2) + 0.5 * smooth_noise(points, 0.007, seed + 3), 0.5, 1.6) * height
    )
    return blend(colour, (0.70, 0.62, 0.50), 0.6 * flour)


def _loaf(length: float, width: float, height: float, slashes: int, slant: float, seed: int, taper: float) -> Shape:
    """A hand-shaped loaf along X with slashes across its top that burst open."""
    rows, columns = 72, 48
    t = np.linspace(0, 1, rows)
    x = -np.cos(np.pi * t) * length / 2
    size = (1 - np.abs(2 * x / length) ** taper) ** (1 / 2.2)
    turn = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    c, s = np.cos(turn), np.sin(turn)
    y = size[:, None] * width / 2 * np.sign(c) * np.abs(c) ** 0.85
    z = np.where(
        s > 0,
        s * height * 0.62 * size[:, None],
        s * height * 0.38 * np.sqrt(size)[:, None] * (1 - 0.35 * (1 - np.abs(c))),
    )
    points = np.stack([np.repeat(x[:, None], columns, axis=1), y, z], axis=2)
    shape = irregular(grid(points, close_rows=True), 0.003, 0.06, seed)
    up = smooth(shape.vertices[:, 2] / height, 0.05, 0.5)
    place = (shape.vertices[:, 0] - slant * shape.vertices[:, 1]) / length * slashes * 1.15
    phase = place - np.round(place) if slashes % 2 else place - np.floor(place) - 0.5
    inside = smooth(0.30 - np.abs(phase), 0.0, 0.10) * up * (np.abs(shape.vertices[:, 0]) < 0.44 * length)
    ear = np.exp(-(((phase + 0.33) / 0.09) ** 2)) * up * (np.abs(shape.vertices[:, 0]) < 0.44 * length)
    lift = 0.07 * height * ear - 0.05 * height * inside
    shape = shape.with_vertices(shape.vertices + np.column_stack([0 * lift, 0 * lift, lift]))
    top = (shape.vertices[:, 2] - shape.vertices[:, 2].min()) / height
    return shape.with_tint(_crust(top + 0.25 * ear, inside, shape.vertices, seed))


@maker("bread")
def bread(length: float = 0.27, seed: int = 0) -> bpy.types.Object:
    """A country loaf along X, scored, dusted with flour."""
    shape = _loaf(length, 0.135, 0.10, 3, 0.45, seed, 2.6).centred()
    return to_object(shape, "bread", [materials.tinted(0.78, 220, 0.0022)], f"bread-{seed}", 70)


@maker("bread")
def baguette(length: float = 0.52, seed: int = 0) -> bpy.types.Object:
    """A baguette along X."""
    shape = _loaf(length, 0.068, 0.056, 5, 1.6, seed, 5.0).centred()
    return to_object(shape, "baguette", [materials.tinted(0.72, 260, 0.0018)], f"baguette-{seed}", 70)


@maker("cheese", style=("gouda", "brie", "blue"))
def cheese(style: str = "gouda", radius: float = 0.12, height: float = 0.062, seed: int = 0) -> bpy.types.Object:
    """A wedge, its point towards -Y: `style` "gouda" (wax rind), "brie" (bloomy rind) or "blue"."""
    inside, rind, rough = {
        "gouda": ((0.66, 0.40, 0.09), (0.50, 0.06, 0.02), 0.4),
        "brie": ((0.72, 0.60, 0.34), (0.72, 0.70, 0.64), 0.8),
        "blue": ((0.70, 0.66, 0.52), (0.40, 0.34, 0.26), 0.7),
    }[style]
    if style == "brie":
        height *= 0.55
    half = np.radians(19)
    turn = np.linspace(np.pi / 2 - half, np.pi / 2 + half, 16)
    corners = np.vstack([[(0, 0)], np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])])
    rounded = fillet(corners, [0.001, 0.004, *[0] * 14, 0.004], 3, closed=True)
    outline = resample(np.vstack([rounded, rounded[:1]]), 91)[:-1]
    shape = _quilted(outline, height)
    x, y, z = shape.vertices.T
    edge = np.hypot(x, y) > radius - 0.004
    if style == "brie":
        edge |= (z < 0.003) | (z > height - 0.003)
    colour = blend(inside, np.asarray(inside) * 0.92, 0.5 + 0.5 * smooth_noise(shape.vertices, 0.02, seed))
    if style == "blue":
        colour = blend(
            colour, (0.10, 0.16, 0.17), 0.85 * smooth(smooth_noise(shape.vertices, 0.009, seed + 1), 0.8, 1.5)
        )
    colour = blend(colour, rind, edge.astype(float))
    shape = irregular(shape.with_tint(colour), 0.0006, 0.03, seed)
    material = materials.skin(rough, soft=0.3, grain=0.04)
    return to_object(shape.centred(), "cheese", [material], f"cheese-{style}", 40)


def _quilted(outline: np.ndarray, height: float, rings: int = 9, levels: int = 10) -> Shape:
    """A prism whose sides and caps are divided finely enough to carry vertex colours."""
    middle = outline.mean(axis=0)
    bevel = 0.0015
    steps: list[tuple[float, float]] = [(r, 0.0) for r in np.linspace(1, 0.1, rings)]
    steps += [(bevel / 0.05, 0.0), (0.0, bevel)] + [(0.0, z) for z in np.linspace(0.1, 0.9, levels) * height]
    steps += [(0.0, height - bevel), (bevel / 0.05, height)] + [(r, height) for r in np.linspace(0.1, 1, rings)]
    rows = []
    for inset, z in steps:
        rows.append(np.column_stack([middle + (outline - middle) * (1 - inset), np.full(len(outline), z)]))
    return grid(np.stack(rows), close_rows=True)


def _egg_shape(length: float, seed: int, segments: int = 24, rows: int = 18) -> Shape:
    t = np.linspace(0, np.pi, rows)
    z = -np.cos(t)
    radius = np.sin(t) * (1 - 0.16 * z) * 0.375 * length
    radius[[0, -1]] = 0
    return irregular(revolve(np.column_stack([radius, (z + 1) / 2 * length]), segments), 0.0003, 0.03, seed)


def _egg_tint(shape: Shape, colour: str, seed: int) -> Shape:
    base = np.asarray(EGGS[colour]) * np.random.default_rng(seed).uniform(0.9, 1.08)
    return shape.with_tint(blend(base * 0.95, base * 1.04, 0.5 + 0.5 * smooth_noise(shape.vertices, 0.01, seed)))


def _eggshell() -> bpy.types.Material:
    return materials.skin(0.5, 0.0002, 1500, soft=0.15, grain=0.05)


@maker("egg", colour=EGGS)
def egg(colour: str = "brown", length: float = 0.058, seed: int = 0) -> bpy.types.Object:
    """A hen's egg lying along X: "brown", "white" or "cream"."""
    shape = _egg_tint(_egg_shape(length, seed, 32, 24), colour, seed).turned("y", 88).centred()
    return to_object(shape, "egg", [_eggshell()], f"egg-{colour}-{seed}", 80)


@maker("carton", colour=EGGS)
def egg_carton(columns: int = 5, eggs: int | None = None, colour: str = "brown", seed: int = 0) -> bpy.types.Object:
    """An open pulp carton with 2 x `columns` cups along X and `eggs` in them (all by default), its lid folded back."""
    pitch = 0.047
    wide, deep, high = columns * pitch + 0.012, 2 * pitch + 0.012, 0.042

    def cups(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        u = (x / pitch + columns / 2) % 1 - 0.5
        v = (y / pitch + 1) % 1 - 0.5
        near = np.sqrt(u**2 + v**2) / 0.5
        inside = (np.abs(x) < columns * pitch / 2) & (np.abs(y) < pitch)
        depth = np.clip(1.12 - near**2.4, 0, 0.92)
        return np.where(inside, high * (1 - depth), high)

    def cover(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        edge = np.minimum(wide / 2 - np.abs(x), deep / 2 - np.abs(y))
        return 0.036 * smooth(edge, 0.001, 0.011) + 0.002 * np.cos(x / pitch * 2 * np.pi) * smooth(edge, 0.01, 0.02)

    tray = _pressed(cups, wide, deep, columns * 13, 28, 0.0018)
    skirt = _skirt(wide, deep, high)
    lid = _pressed(cover, wide, deep, 40, 26, 0.0018).turned("x", -102)
    lid = lid.moved(0, deep / 2 + 0.002, high + deep / 2 * np.sin(np.radians(78)))
    parts = [tray, skirt, lid]
    rng = np.random.default_rng(seed)
    spots = [(i, j) for j in range(2) for i in range(columns)]
    for k in range(len(spots) if eggs is None else min(eggs, len(spots))):
        i, j = spots[k]
        one = _egg_tint(_egg_shape(0.058, seed + k), colour, seed + k).turned("x", 180).grounded()
        one = one.turned("x", rng.uniform(-5, 5)).moved((i + 0.5 - columns / 2) * pitch, (j - 0.5) * pitch, 0.006)
        parts.append(one.with_slot(1))
    made = join(parts).grounded()
    return to_object(
        made, "egg_carton", [materials.cardboard((0.36, 0.34, 0.31)), _eggshell()], f"egg-carton-{columns}", 60
    )


def _pressed(
    field: Callable[[np.ndarray, np.ndarray], np.ndarray],
    wide: float,
    deep: float,
    columns: int,
    rows: int,
    thick: float,
) -> Shape:
    """A sheet of height `field(x, y)` with a parallel underside, closed round its edge."""
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, columns), np.linspace(-deep / 2, deep / 2, rows))
    top = np.stack([x, y, field(x, y)], axis=2)
    rim: list[Any] = [np.s_[0, :], np.s_[:, -1], np.s_[-1, ::-1], np.s_[::-1, 0]]
    under = top - (0, 0, thick)
    above = np.vstack([top[side] for side in rim])
    below = np.vstack([under[side] for side in rim])
    keep = np.linalg.norm(np.diff(above, axis=0, append=above[:1]), axis=1) > 1e-9
    edge = grid(np.stack([below[keep], above[keep]]), close_rows=True)
    return weld(join([grid(top), grid(under).flipped(), edge]))


def _skirt(wide: float, deep: float, high: float) -> Shape:
    """The outer wall of the carton's tray."""
    outline = fillet(
        [(-wide / 2, -deep / 2), (wide / 2, -deep / 2), (wide / 2, deep / 2), (-wide / 2, deep / 2)],
        0.008,
        4,
        closed=True,
    )
    rows = [
        (0.93, high - 0.016),
        (1.0, high),
        (1.025, high),
        (1.025, high - 0.0018),
        (1.006, high - 0.003),
        (0.945, high - 0.018),
    ]
    return grid(
        np.stack([np.column_stack([outline * s, np.full(len(outline), z)]) for s, z in rows[::-1]]),
        close_rows=True,
        close_columns=True,
    )
