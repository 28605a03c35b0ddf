"""Plants with real leaves: herbs in pots, house plants, flowers."""

from collections.abc import Callable, Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, spline
from dyce.models.geometry.noise import smooth_noise, warp
from dyce.models.geometry.revolve import radius_at, revolve, vessel
from dyce.models.geometry.shape import Shape, grid, join, to_object
from dyce.models.geometry.sweep import tube

__all__ = ["flowers", "herb", "plant", "plant_pot"]

GREENS = {
    "basil": (0.075, 0.19, 0.030),
    "rosemary": (0.070, 0.115, 0.055),
    "mint": (0.060, 0.17, 0.045),
    "thyme": (0.09, 0.13, 0.05),
}

POTS = {
    "terracotta": [(0.70, 0.0), (0.86, 0.5), (1.02, 1.0)],
    "straight": [(0.92, 0.0), (1.0, 0.06), (1.0, 1.0)],
    "round": [(0.62, 0.0), (0.86, 0.12), (1.02, 0.48), (0.94, 0.9), (0.90, 1.0)],
}

BLOOMS = {
    "tulip": (0.62, 0.10, 0.06),
    "white": (0.80, 0.78, 0.72),
    "yellow": (0.75, 0.48, 0.04),
    "pink": (0.66, 0.26, 0.30),
}


def _leaf(length: float, width: float, curl: float, fold: float, rows: int = 7, shape: float = 0.42) -> Shape:
    """A leaf from the origin along +X, upper side up, drooping by `curl` radians, folded along its midrib by `fold`."""
    t = np.linspace(0, 1, rows)
    outline = np.sin(np.pi * t ** (np.log(0.5) / np.log(shape))) ** 0.85 * width / 2
    outline[0], outline[-1] = width * 0.03, width * 0.01
    angle = -curl * t
    step = length / (rows - 1)
    spine = np.concatenate(
        [[[0, 0]], np.cumsum(np.column_stack([np.cos(angle[1:]), np.sin(angle[1:])]) * step, axis=0)]
    )
    across = np.linspace(-1, 1, 5)
    y = outline[:, None] * across
    z = spine[:, 1:] + np.abs(y) * np.tan(fold) - 0.25 * y**2 / max(width, 1e-6)
    blade = grid(np.stack([np.repeat(spine[:, :1], 5, 1), y, z], axis=2).transpose(1, 0, 2))
    return blade


def _set(leaf: Shape, at: np.ndarray, pitch: float, turn: float, tone: np.ndarray) -> Shape:
    """A leaf put at a point, raised by `pitch` degrees, turned about z."""
    return leaf.turned("y", -pitch).turned("z", turn).moved(*at).with_tint(tone)


def _scatter(
    leaf: Shape, at: np.ndarray, pitch: np.ndarray, turn: np.ndarray, size: np.ndarray, tone: np.ndarray
) -> Shape:
    """Copies of a leaf at (N, 3), raised `pitch` and turned `turn` (N,) degrees, scaled `size` (N,), `tone` (N, 3)."""
    count, vertices = len(at), len(leaf.vertices)
    a, b = np.radians(pitch), np.radians(turn)
    x, y, z = leaf.vertices.T[:, None, :] * size[None, :, None]
    out = x * np.cos(a)[:, None] - z * np.sin(a)[:, None]
    up = x * np.sin(a)[:, None] + z * np.cos(a)[:, None]
    points = np.stack(
        [out * np.cos(b)[:, None] - y * np.sin(b)[:, None], out * np.sin(b)[:, None] + y * np.cos(b)[:, None], up],
        axis=2,
    )
    points += at[:, None]
    shift = np.repeat(np.arange(count) * vertices, len(leaf.faces))[:, None]
    faces = np.tile(leaf.faces, (count, 1))
    colours = np.column_stack([np.repeat(tone, vertices, axis=0), np.ones(count * vertices)])
    faces = np.where(faces < 0, -1, faces + shift)
    return Shape(points.reshape(-1, 3), faces, np.tile(leaf.uv, (count, 1, 1)), np.tile(leaf.slot, count), colours)


def _along(path: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """(N, 3) points at shares 0..1 of a path's index."""
    t = np.linspace(0, 1, len(path))
    return np.column_stack([np.interp(shares, t, path[:, axis]) for axis in range(3)])


def _tone(rng: np.random.Generator, fresh: float = 0.0) -> np.ndarray:
    return np.array([1.0 + 0.5 * fresh, 1.0 + 0.25 * fresh, 1.0]) * rng.uniform(0.72, 1.22)


def _pot(style: str, diameter: float, height: float) -> tuple[list[Shape], float, float]:
    """The pot and its soil (slots 0 and 1), the soil's level and radius."""
    control = np.array([(r * diameter / 2, z * height) for r, z in POTS[style]])
    outer = spline(control, 20) if style == "round" else fillet(control, [0, *[0.003] * (len(control) - 2), 0], 4)
    outer = np.vstack([outer[:-1], outer[-2] + (outer[-1] - outer[-2]) * np.array([[0.5], [1.0]])])
    wall, level = 0.004, 0.86 * height
    pot = revolve(vessel(outer, wall, 0.006, 0.002, 0.006), 48)
    if style == "terracotta":
        collar = [(0.90, 0.79), (1.055, 0.79), (1.095, 1.003), (0.99, 1.003)]
        band = fillet(np.array(collar) * (diameter / 2, height), [0, 0.002, 0.003, 0], 3)
        pot = join([pot, revolve(band, 48, closed=True)])
    rim = radius_at(outer, level) - wall + 0.0005
    rows = [(0, level - 0.02), (rim - 0.004, level - 0.02), (rim, level - 0.004)] + [
        (rim * f, level) for f in (0.96, 0.8, 0.6, 0.4, 0.2)
    ]
    ground = revolve([*rows, (0, level)], 36)
    bumps = ground.vertices + np.column_stack(
        [
            *np.zeros((2, len(ground.vertices))),
            0.0022 * smooth_noise(ground.vertices, 0.012, 3) * (ground.vertices[:, 2] > level - 0.001),
        ]
    )
    soil = ground.with_vertices(bumps).with_slot(1)
    return [pot, soil], level, rim


def _pot_material(style: str, colour: Sequence[float] | None) -> bpy.types.Material:
    if style == "terracotta" and colour is None:
        return materials.terracotta()
    return materials.glaze(tuple(colour or (0.76, 0.74, 0.70)), 0.35, 0.2)


@maker("potted_plant")
def plant_pot(
    style: str = "terracotta", colour: Sequence[float] | None = None, diameter: float = 0.14, height: float = 0.13
) -> bpy.types.Object:
    """A pot of soil with nothing in it: `style` of POTS."""
    parts, _, _ = _pot(style, diameter, height)
    return to_object(
        join(parts).grounded(), "plant_pot", [_pot_material(style, colour), materials.soil()], f"plant-pot-{style}", 45
    )


@maker("potted_plant")
def herb(
    kind: str = "basil",
    pot: str = "terracotta",
    colour: Sequence[float] | None = None,
    diameter: float = 0.11,
    seed: int = 0,
) -> bpy.types.Object:
    """A potted herb, about 25 cm: `kind` "basil", "mint", "rosemary" or "thyme"; `pot` of POTS."""
    rng = np.random.default_rng(seed)
    parts, level, rim = _pot(pot, diameter, diameter * 0.92)
    grow = {"basil": _basil, "mint": _basil, "rosemary": _rosemary, "thyme": _rosemary}[kind]
    parts += [part.with_slot(2) for part in grow(kind, level, rim, rng)]
    coats = [
        _pot_material(pot, colour),
        materials.soil(),
        materials.leaf(GREENS[kind], 0.4 if kind == "basil" else 0.6),
    ]
    return to_object(join(parts).grounded(), "herb", coats, f"{kind}-{pot}-{seed}", 80)


def _basil(kind: str, level: float, rim: float, rng: np.random.Generator) -> list[Shape]:
    parts = []
    size = 0.052 if kind == "basil" else 0.032
    for _ in range(13):
        turn, out = rng.uniform(0, 6.28), rim * 0.6 * np.sqrt(rng.uniform())
        base = np.array([out * np.cos(turn), out * np.sin(turn), level - 0.003])
        tall = rng.uniform(0.09, 0.17)
        lean = np.array([np.cos(turn), np.sin(turn), 0]) * rng.uniform(0.1, 0.5) * tall * (0.4 + out / rim)
        path = spline([base, base + 0.5 * lean * 0.7 + (0, 0, 0.5 * tall), base + lean + (0, 0, tall)], 7)
        parts.append(tube(path, np.linspace(0.0021, 0.0011, 7), 5).with_tint((1.2, 1.1, 0.9)))
        phase = rng.uniform(0, 180)
        for k, share in enumerate((0.35, 0.58, 0.78, 0.92, 1.0)):
            at = _along(path, np.array([share]))[0]
            long_ = size * (1.15 - 0.55 * share**3) * rng.uniform(0.8, 1.2)
            for side in (0, 180):
                leaf = _leaf(long_, long_ * 0.62, rng.uniform(0.5, 1.1), rng.uniform(0.1, 0.35))
                parts.append(
                    _set(
                        leaf,
                        at,
                        rng.uniform(12, 38) + 28 * (share == 1.0),
                        phase + 90 * k + side + rng.normal(0, 12),
                        _tone(rng, share == 1.0),
                    )
                )
    return parts


def _rosemary(kind: str, level: float, rim: float, rng: np.random.Generator) -> list[Shape]:
    parts = []
    needle, width = (0.024, 0.0036) if kind == "rosemary" else (0.009, 0.0052)
    leaf = _needle(needle, width)
    stems, tall_range = (11, (0.12, 0.22)) if kind == "rosemary" else (22, (0.06, 0.12))
    for _ in range(stems):
        turn, out = rng.uniform(0, 6.28), rim * 0.55 * np.sqrt(rng.uniform())
        base = np.array([out * np.cos(turn), out * np.sin(turn), level - 0.003])
        tall = rng.uniform(*tall_range)
        lean = np.array([np.cos(turn), np.sin(turn), 0]) * tall * rng.uniform(0.1, 0.55)
        path = spline([base, base + 0.35 * lean + (0, 0, 0.55 * tall), base + lean + (0, 0, tall)], 8)
        parts.append(tube(path, np.linspace(0.0018, 0.0007, 8), 5).with_tint((1.3, 0.9, 0.7)))
        shares = np.arange(0.12, 1.0, 0.0019 / tall)
        count = len(shares)
        size = rng.uniform(0.75, 1.15, count) * (1.05 - 0.35 * shares)
        fresh = 0.7 * (shares > 0.85)
        tone = np.column_stack([1 + 0.5 * fresh, 1 + 0.25 * fresh, np.ones(count)]) * rng.uniform(
            0.72, 1.22, (count, 1)
        )
        turns = rng.uniform(0, 360, count)
        parts.append(_scatter(leaf, _along(path, shares), rng.uniform(22, 52, count), turns, size, tone))
    return parts


def _needle(length: float, width: float) -> Shape:
    points = np.array(
        [
            [(0, -0.3 * width, 0), (0.5 * length, -width / 2, 0.0004), (length, -0.1 * width, 0)],
            [(0, 0.3 * width, 0), (0.5 * length, width / 2, 0.0004), (length, 0.1 * width, 0)],
        ]
    )
    return grid(points)


@maker("potted_plant")
def plant(
    kind: str = "rubber",
    pot: str = "straight",
    colour: Sequence[float] | None = None,
    height: float = 0.6,
    seed: int = 0,
) -> bpy.types.Object:
    """A house plant: `kind` "rubber" (oval leaves on stems), "snake" (upright), "pothos" (trailing) or "fern"."""
    rng = np.random.default_rng(seed)
    size = {"rubber": 0.30, "snake": 0.34, "pothos": 0.42, "fern": 0.40}[kind] * height
    parts, level, rim = _pot(pot, size, size * 0.9)
    grow: dict[str, Callable[[float, float, float, np.random.Generator], list[Shape]]]
    grow = {"rubber": _rubber, "snake": _snake, "pothos": _pothos, "fern": _fern}
    parts += [part.with_slot(2) for part in grow[kind](height, level, rim, rng)]
    green = {
        "rubber": (0.022, 0.065, 0.022),
        "snake": (0.045, 0.085, 0.035),
        "pothos": (0.06, 0.16, 0.03),
        "fern": (0.07, 0.17, 0.03),
    }[kind]
    coats = [
        _pot_material(pot, colour),
        materials.soil(),
        materials.leaf(green, 0.26 if kind in ("rubber", "pothos") else 0.42),
    ]
    return to_object(join(parts).grounded(), "plant", coats, f"plant-{kind}-{seed}", 80)


def _rubber(height: float, level: float, rim: float, rng: np.random.Generator) -> list[Shape]:
    parts = []
    for k in range(3):
        turn = 2.1 * k + rng.uniform(0, 1)
        foot = np.array([0.3 * rim * np.cos(turn), 0.3 * rim * np.sin(turn), level - 0.005])
        tall = (height - level) * (1.0 - 0.22 * k)
        top = foot + (0.12 * tall * np.cos(turn), 0.12 * tall * np.sin(turn), tall * 0.9)
        path = spline([foot, (foot + top) / 2 + rng.normal(0, 0.01, 3), top], 10)
        parts.append(tube(path, np.linspace(0.0065, 0.004, 10), 8).with_tint((2.2, 1.2, 1.0)))
        leaves = 9 - k
        for j in range(leaves):
            share = 0.25 + 0.75 * j / (leaves - 1)
            at = _along(path, np.array([share]))[0]
            long_ = 0.27 * height * rng.uniform(0.75, 1.1) * (1.1 - 0.35 * share)
            leaf = _leaf(long_, long_ * 0.50, rng.uniform(0.4, 0.9), rng.uniform(0.05, 0.25), 10, 0.5).moved(0.02, 0, 0)
            stalk = tube(np.array([(0, 0, 0), (0.012, 0, 0.0006), (0.024, 0, 0)]), 0.0018, 5)
            pitch, around = rng.uniform(22, 48) + 22 * (share > 0.95), np.degrees(turn) + 137.5 * j
            tone = _tone(rng, 0.5 * (share > 0.9))
            parts += [_set(leaf, at, pitch, around, tone), _set(stalk, at, pitch, around, tone)]
    return parts


def _snake(height: float, level: float, rim: float, rng: np.random.Generator) -> list[Shape]:
    parts = []
    for k in range(13):
        turn, out = 2.4 * k, rim * 0.62 * np.sqrt((k + 0.5) / 13)
        tall = (height - level) * rng.uniform(0.6, 1.0) * (1.0 - 0.3 * out / rim)
        rows = 16
        t = np.linspace(0, 1, rows)
        wide = 0.034 * height / 0.6 * np.clip(np.minimum(0.55 + 1.2 * t, 2.6 * (1 - t) ** 0.75), 0.02, 1)
        twist = rng.uniform(0, 3.1) + rng.uniform(-0.6, 0.6) * t
        lean = 0.16 * tall * t**2 * out / rim
        across = np.linspace(-1, 1, 5)
        dish = 0.3 * (across**2)
        x = (
            out * np.cos(turn)
            + lean[:, None] * np.cos(turn)
            + wide[:, None] * (across * np.cos(twist)[:, None] - dish * np.sin(twist)[:, None])
        )
        y = (
            out * np.sin(turn)
            + lean[:, None] * np.sin(turn)
            + wide[:, None] * (across * np.sin(twist)[:, None] + dish * np.cos(twist)[:, None])
        )
        z = np.repeat((level - 0.004 + tall * t)[:, None], 5, axis=1)
        blade = grid(np.stack([x, y, z], axis=2))
        bands = smooth_noise(np.column_stack([blade.vertices[:, 2] * 60, blade.vertices[:, 0] * 8]), 1.2, k)
        edge = (
            np.tile(np.abs(across) > 0.9, rows)
            if len(blade.vertices) == rows * 5
            else np.zeros(len(blade.vertices), bool)
        )
        tone = np.array([1.0, 1.0, 1.0]) * (1 + 0.35 * bands)[:, None]
        parts.append(blade.with_tint(np.clip(np.where(edge[:, None], [6.0, 4.2, 2.2], tone), 0.2, 8)))
    return parts


def _pothos(height: float, level: float, rim: float, rng: np.random.Generator) -> list[Shape]:
    parts = []
    for k in range(11):
        turn = 2 * np.pi * k / 11 + rng.uniform(-0.2, 0.2)
        away = np.array([np.cos(turn), np.sin(turn), 0])
        foot = 0.4 * rim * away + (0, 0, level - 0.004)
        up, reach = rng.uniform(0.10, 0.34) * height, rng.uniform(1.15, 1.9) * rim
        fall = max(0.02, level - rng.uniform(0.1, 0.9) * level) if k % 2 else level + 0.06 * height
        path = spline(
            [
                foot,
                foot + 0.4 * reach * away + (0, 0, up),
                foot * (1, 1, 0) + reach * away + (0, 0, level + 0.4 * up),
                foot * (1, 1, 0) + (reach + 0.03) * away + (0, 0, fall),
            ],
            16,
        )
        parts.append(tube(path, 0.0016, 5).with_tint((1.2, 1.1, 0.9)))
        for share in np.linspace(0.22, 1.0, 7):
            at = _along(path, np.array([share]))[0]
            long_ = 0.115 * height * rng.uniform(0.75, 1.2)
            leaf = _leaf(long_, 0.80 * long_, rng.uniform(0.6, 1.2), rng.uniform(0.05, 0.3), 8, 0.34).moved(0.008, 0, 0)
            parts.append(
                _set(
                    leaf, at, rng.uniform(-8, 40), np.degrees(turn) + rng.normal(0, 55), _tone(rng, rng.uniform(0, 0.8))
                )
            )
    return parts


def _fern(height: float, level: float, rim: float, rng: np.random.Generator) -> list[Shape]:
    parts = []
    leaflet = _needle(0.10 * height, 0.030 * height)
    for k in range(22):
        turn = 2.4 * k
        away = np.array([np.cos(turn), np.sin(turn), 0])
        tall, reach = (height - level) * rng.uniform(0.55, 0.98), height * rng.uniform(0.16, 0.48)
        foot = 0.25 * rim * away + (0, 0, level - 0.004)
        path = spline(
            [
                foot,
                foot + 0.25 * reach * away + (0, 0, 0.7 * tall),
                foot + 0.7 * reach * away + (0, 0, tall),
                foot + 1.1 * reach * away + (0, 0, 0.78 * tall),
            ],
            20,
        )
        parts.append(tube(path, np.linspace(0.0016, 0.0006, 20), 4).with_tint((1.1, 0.9, 0.8)))
        tone = _tone(rng, 0.3)
        shares = np.repeat(np.linspace(0.18, 0.99, 20), 2)
        size = np.sin(np.pi * (0.12 + 0.86 * shares)) ** 0.8
        turns = np.degrees(turn) + np.tile([-68, 68], 20)
        tones = tone * rng.uniform(0.9, 1.1, (40, 1))
        parts.append(_scatter(leaflet, _along(path, shares), np.full(40, -8.0), turns, size, tones))
    return parts


@maker("flowers")
def flowers(
    colour: str = "pink", count: int = 9, height: float = 0.42, glaze: str | None = None, seed: int = 0
) -> bpy.types.Object:
    """Tulips in a vase of clear glass, or glazed (`glaze` names one of the crockery's glazes): `colour` of BLOOMS."""
    rng = np.random.default_rng(seed)
    tall = 0.46 * height
    outer = spline(
        [
            (0.17 * tall, 0),
            (0.20 * tall, 0.03 * tall),
            (0.27 * tall, 0.35 * tall),
            (0.20 * tall, 0.78 * tall),
            (0.25 * tall, tall),
        ],
        26,
    )
    parts = [revolve(vessel(outer, 0.003, 0.010, 0.0015, 0.008), 44)]
    if glaze is None:
        level = 0.55 * tall
        rows = [(0, 0.0099), (radius_at(outer, 0.012) - 0.006, 0.0099)]
        rows += [(radius_at(outer, z) - 0.00285, z) for z in np.linspace(0.014, level, 8)] + [(0, level)]
        parts.append(revolve(rows, 40).with_slot(1))
    for k in range(count):
        turn = 2.4 * k
        away = np.array([np.cos(turn), np.sin(turn), 0])
        lean = rng.uniform(0.1, 1.0) * (0.15 + 0.85 * k / count)
        top = away * lean * 0.30 * height + (0, 0, height * rng.uniform(0.80, 0.96))
        path = spline(
            [-away * 0.010 + (0, 0, 0.014), away * 0.12 * tall * lean + (0, 0, tall), top - (0, 0, 0.03), top], 12
        )
        parts.append(tube(path, 0.0026, 7).with_slot(2).with_tint((1.1, 1.1, 1.0)))
        parts += [part.with_slot(3) for part in _tulip(top, np.degrees(turn), lean * 24, rng)]
        at = path[6]
        leaf = _leaf(0.16 * height / 0.42, 0.030, rng.uniform(0.5, 1.0), 0.4, 10, 0.4)
        parts.append(_set(leaf, at, rng.uniform(48, 70), np.degrees(turn) + rng.normal(0, 40), _tone(rng)).with_slot(2))
    coats = [materials.clear_glass() if glaze is None else materials.coat(glaze), materials.liquid((0.96, 0.98, 0.97))]
    coats += [materials.leaf((0.075, 0.16, 0.055), 0.5), materials.leaf(BLOOMS[colour], 0.5)]
    return to_object(join(parts).grounded(), "flowers", coats, f"flowers-{colour}-{seed}", 80)


def _tulip(at: np.ndarray, turn: float, tilt: float, rng: np.random.Generator) -> list[Shape]:
    """Six petals closed to a cup."""
    petals = []
    size = rng.uniform(0.046, 0.056)
    for k in range(6):
        rows, across = 8, np.linspace(-1, 1, 7)
        t = np.linspace(0, 1, rows)
        reach = 0.021 * np.sin(np.pi * np.clip(0.10 + 0.66 * t, 0, 1)) * (1.0 if k % 2 else 0.9)
        spread = np.clip(np.sin(np.pi * (0.10 + 0.88 * t)) ** 0.6, 0.05, 1) * 0.72
        angle = spread[:, None] * across
        points = np.stack(
            [
                reach[:, None] * np.cos(angle),
                reach[:, None] * np.sin(angle),
                np.repeat((t * size)[:, None], 7, 1) - 0.003 * (across**2) * t[:, None],
            ],
            axis=2,
        )
        points = warp(points.reshape(-1, 3), 0.0009, 0.02, int(rng.integers(1000000))).reshape(points.shape)
        petal = grid(points.transpose(1, 0, 2)).flipped()
        base = 0.75 + 0.35 * np.clip(petal.vertices[:, 2] / size, 0, 1)
        petals.append(petal.turned("z", 60 * k).with_tint(np.column_stack([base] * 3) * rng.uniform(0.9, 1.1)))
    return [petal.turned("y", tilt).turned("z", turn).moved(*at).moved(0, 0, -0.004) for petal in petals]
