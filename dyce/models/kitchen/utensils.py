"""What one cooks and bakes with: spoons and their crock, rolling pin, mill, colander, scale."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, spline
from dyce.models.geometry.revolve import disc, revolve, vessel
from dyce.models.geometry.shape import Shape, grid, join, shape_of, to_object, weld
from dyce.models.geometry.sweep import ellipse, extrude, rounded_box, tube

__all__ = ["colander", "kitchen_scale", "pepper_mill", "rolling_pin", "utensil", "utensil_crock"]


def _spoon(length: float, bowl: tuple[float, float], hollow: float, handle: float) -> Shape:
    """A turned spoon along X, its bowl at +X facing up; closed."""
    count, across = 44, 14
    t = np.linspace(0, 1, count)
    join_at = 1 - bowl[0] / length
    inside = np.clip((t - join_at) / (1 - join_at), 0, 1)
    half = np.where(inside > 0, 0, 1) * handle * (0.75 + 0.25 * np.cos(2.6 * t))
    oval = np.sqrt(np.clip(1 - (2 * inside - 1) ** 2, 0, 1)) * bowl[1] / 2
    half = np.maximum(half, oval)
    half = np.maximum(half, handle * 0.8 * (inside < 0.25))
    half[[0, -1]] = 0.35 * half[[1, -2]]
    turn = np.linspace(0, 2 * np.pi, 2 * across, endpoint=False)
    c, s = np.cos(turn), np.sin(turn)
    dish = hollow * np.sin(np.pi * inside) ** 0.8
    y = half[:, None] * c
    flat = np.where(inside > 0.05, 0.0042, handle * 0.8)[:, None]
    z = flat * s - dish[:, None] * (1 - c**2)
    x = np.repeat((t * length)[:, None], len(turn), axis=1)
    return grid(np.stack([x, y, z], axis=2), close_rows=True, cap=True)


def _spatula(length: float, slots: int = 3) -> Shape:
    blade, wide = 0.085, 0.030
    points = [
        (0, -0.008),
        (length - blade - 0.02, -0.006),
        (length - blade, -wide * 0.8),
        (length, -wide),
        (length, wide * 0.8),
    ]
    points += [(length - blade, wide * 0.8), (length - blade - 0.02, 0.006), (0, 0.008)]
    outline = fillet(points, [0.007, 0.02, 0.02, 0.012, 0.02, 0.02, 0.02, 0.007], 5, closed=True)
    centre = length - 0.5 * blade
    holes = [ellipse(0.05, 0.007, 16, 4) + (centre, (k - (slots - 1) / 2) * 0.014 - 0.001) for k in range(slots)]
    return extrude(outline, 0.0055, 0.0018, 3, holes)


def _whisk(length: float) -> Shape:
    grip = 0.42 * length
    parts = [
        tube(
            [(0, 0, 0), (0.3 * grip, 0, 0), (0.7 * grip, 0, 0), (grip, 0, 0)],
            np.array([0.0075, 0.0088, 0.0088, 0.006]),
            14,
            rounded=True,
        )
    ]
    t = np.linspace(0, 2 * np.pi, 40)[1:-1]
    for k in range(5):
        reach = length - grip
        radius = 0.031 * np.sin(t / 2) ** 1.4 * np.sign(np.pi - t + 1e-9)
        along = grip - 0.004 + reach * (1 - np.cos(t)) / 2
        turn = np.pi * k / 5
        parts.append(tube(np.column_stack([along, radius * np.cos(turn), radius * np.sin(turn)]), 0.0009, 6))
    return join(parts)


def _tool(style: str, length: float) -> Shape:
    if style == "spoon":
        return _spoon(length, (0.072, 0.048), 0.010, 0.0062)
    if style == "spatula":
        return _spatula(length)
    if style == "whisk":
        return _whisk(length)
    return _spoon(length * 1.02, (0.075, 0.078), 0.030, 0.0055)


def _tool_material(style: str, wood: str) -> bpy.types.Material:
    return materials.polished_steel(0.12) if style in ("whisk", "ladle") else materials.wood(wood, "X")


@maker("utensil")
def utensil(style: str = "spoon", wood: str = "beech", length: float = 0.30) -> bpy.types.Object:
    """A tool lying along X: `style` "spoon", "spatula", "whisk" or "ladle"."""
    return to_object(
        _tool(style, length).centred(), style, [_tool_material(style, wood)], f"utensil-{style}-{wood}", 50
    )


@maker("utensil_holder")
def utensil_crock(glaze: str = "cream", seed: int = 0) -> bpy.types.Object:
    """A stoneware crock with wooden spoons, a spatula and a whisk standing in it."""
    rng = np.random.default_rng(seed)
    r, h = 0.058, 0.155
    outer = fillet(
        [(0.92 * r, 0), (r, 0.006), (r, 0.90 * h), (1.05 * r, 0.93 * h), (1.05 * r, h)], [0, 0.006, 0.006, 0.004, 0], 4
    )
    crock = revolve(vessel(outer, 0.005, 0.007, 0.002, 0.008), 52)
    parts = [crock.with_wear(np.clip((h - crock.vertices[:, 2]) / 0.005, 0, 1))]
    styles = ["spoon", "spoon", "spatula", "whisk", "spoon"]
    for k, style in enumerate(styles):
        turn = 360 * (k + rng.uniform(-0.2, 0.2)) / len(styles)
        tool = _tool(style, rng.uniform(0.27, 0.32)).turned("x", rng.uniform(-40, 40)).turned("y", -90).grounded()
        lean = rng.uniform(9, 13)
        tool = tool.turned("y", lean).moved(-0.022, 0, 0.0125).turned("z", turn)
        parts.append(tool.with_slot(2 if style == "whisk" else 1 if k % 2 else 3))
    coats = [
        materials.coat(glaze),
        materials.wood("beech", "Z"),
        materials.polished_steel(0.12),
        materials.wood("olive", "Z"),
    ]
    return to_object(join(parts).grounded(), "utensil_crock", coats, f"utensil-crock-{glaze}-{seed}", 50)


@maker("rolling_pin")
def rolling_pin(wood: str = "beech", length: float = 0.42) -> bpy.types.Object:
    """A rolling pin along X."""
    barrel = 0.58 * length / 2
    half = [(0.0245, 0), (0.0245, barrel - 0.002), (0.0225, barrel), (0.008, barrel), (0.0075, barrel + 0.006)]
    half += [
        (0.0135, barrel + 0.02),
        (0.0148, barrel + 0.045),
        (0.0115, length / 2 - 0.008),
        (0.006, length / 2),
        (0, length / 2),
    ]
    upper = fillet(half, [0, 0.002, 0.002, 0.001, 0.004, 0.01, 0.02, 0.008, 0.004, 0], 4)
    profile = np.vstack([(upper * (1, -1))[::-1][:-1], upper[1:]])
    shape = revolve(profile, 36).turned("y", 90).centred()
    return to_object(shape, "rolling_pin", [materials.wood(wood, "X")], f"rolling-pin-{wood}", 40)


@maker("pepper_mill")
def pepper_mill(wood: str = "walnut", height: float = 0.19) -> bpy.types.Object:
    """A turned mill with a steel knob."""
    control = [
        (0, 0),
        (0.029, 0),
        (0.0295, 0.006),
        (0.027, 0.02),
        (0.0185, 0.07),
        (0.0215, 0.115),
        (0.0235, 0.124),
        (0.0185, 0.128),
    ]
    control += [(0.019, 0.131), (0.0265, 0.150), (0.0215, 0.172), (0.008, 0.180), (0, 0.181)]
    scale = height / 0.192
    body = revolve(
        fillet(
            np.array(control) * scale, [0, 0.002, 0.01, 0.02, 0.03, 0.004, 0.002, 0.001, 0.003, 0.02, 0.01, 0.004, 0], 5
        ),
        40,
    )
    knob = revolve(
        spline(
            np.array([(0, 0.178), (0.004, 0.179), (0.004, 0.183), (0.0065, 0.188), (0.004, 0.192), (0, 0.193)]) * scale,
            16,
        ),
        24,
    )
    return to_object(
        join([body, knob.with_slot(1)]).grounded(),
        "mill",
        [materials.wood(wood, "Z"), materials.polished_steel()],
        f"mill-{wood}",
        40,
    )


@maker("colander")
def colander(colour: Sequence[float] = (0.78, 0.76, 0.70), diameter: float = 0.25) -> bpy.types.Object:
    """An enamelled colander on a foot ring, loop handles along X; its holes are holes."""
    r, h, columns, rows = diameter / 2, 0.44 * diameter, 96, 26
    outer = spline([(0.02 * r, 0.012), (0.40 * r, 0.012), (0.62 * r, 0.03), (0.88 * r, 0.55 * h), (r, h)], rows)
    turn = np.linspace(0, 2 * np.pi, columns, endpoint=False)

    def skin(rim: np.ndarray) -> np.ndarray:
        radius, height = rim[:, :1], np.repeat(rim[:, 1:], columns, axis=1)
        return np.stack([radius * np.cos(turn), radius * np.sin(turn), height], axis=2)

    inner = outer + (-0.0008, 0.0008)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    wide = outer[:-1, :1] * 2 * np.pi / columns
    step = np.where(wide > 0.0045, 2, np.where(wide > 0.0022, 4, 8))
    hole = (i % 2 == 0) & ((j + i) % step == 0) & (i > 2) & (i < rows - 5)
    shape = _perforated(skin(outer), skin(inner), hole)
    ring = np.column_stack([r * np.cos(turn[::2]), r * np.sin(turn[::2]), np.full(columns // 2, h)])
    foot = revolve([(0.40 * r, 0), (0.42 * r, 0), (0.46 * r, 0.0135), (0.44 * r, 0.0135)], 48, closed=True)
    parts = [shape, tube(ring, 0.0028, 10, closed=True), foot]
    for side in (-1, 1):
        t = np.linspace(-np.pi / 2, np.pi / 2, 18)
        path = np.column_stack(
            [side * (r - 0.002 + 0.026 * np.cos(t)), side * 0.036 * np.sin(t), np.full(18, h - 0.004)]
        )
        parts.append(tube(path, 0.0038, 10))
    return to_object(join(parts).grounded(), "colander", [materials.painted_metal(tuple(colour), 0.14)], "colander", 50)


def _perforated(outer: np.ndarray, inner: np.ndarray, hole: np.ndarray) -> Shape:
    """Two parallel skins (R, C, 3), closed in C, joined at their first and last rows and round the cells in `hole`."""
    rows, columns = outer.shape[:2]
    size = rows * columns
    i, j = (m.ravel() for m in np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij"))
    a, b = i * columns + j, i * columns + (j + 1) % columns
    quads = np.column_stack([a, b, b + columns, a + columns])
    cut = quads[hole.ravel()]
    solid = quads[~hole.ravel()]
    walls = [
        np.column_stack([cut[:, k], cut[:, k] + size, cut[:, (k + 1) % 4] + size, cut[:, (k + 1) % 4]])[:, ::-1]
        for k in range(4)
    ]
    last = np.arange(columns) + size - columns
    after = (np.arange(columns) + 1) % columns
    lip = np.column_stack([last, after + size - columns, after + 2 * size - columns, last + size])
    first = np.column_stack([after, np.arange(columns), np.arange(columns) + size, after + size])
    faces = np.vstack([solid, solid[:, ::-1] + size, *walls, lip, first])
    return weld(shape_of(np.vstack([outer.reshape(-1, 3), inner.reshape(-1, 3)]), faces))


@maker("scale")
def kitchen_scale(colour: Sequence[float] = (0.12, 0.26, 0.26), pan_width: float = 0.22) -> bpy.types.Object:
    """A mechanical scale with a dial to the front and a steel pan."""
    profile = [(-0.085, 0), (0.085, 0), (0.070, 0.10), (0.045, 0.135), (-0.045, 0.135), (-0.070, 0.10)]
    body = (
        extrude(fillet(profile, [0.012, 0.012, 0.02, 0.02, 0.02, 0.02], 5, closed=True), 0.095, 0.006, 3)
        .turned("x", 90)
        .moved(0, 0.0475, 0)
    )
    face = disc(0.050, 0, 0.004, 0.001, 48).turned("x", 90).moved(0, -0.0455, 0.066).with_slot(1)
    rim_turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rim = tube(
        np.column_stack([0.051 * np.cos(rim_turn), np.full(48, -0.0485), 0.066 + 0.051 * np.sin(rim_turn)]),
        0.0028,
        10,
        closed=True,
    )
    marks = []
    for k in range(40):
        long_ = 0.009 if k % 5 == 0 else 0.005
        mark = rounded_box(0.0012 if k % 5 == 0 else 0.0007, 0.0006, long_, 0.0002, 1).moved(0, -0.0497, 0.046 - long_)
        marks.append(mark.turned("y", 9 * k).moved(0, 0, 0.066).with_slot(3))
    needle = (
        extrude([(-0.0018, -0.010), (0.0018, -0.010), (0.0004, 0.040), (-0.0004, 0.040)], 0.0006)
        .turned("x", 90)
        .moved(0, -0.0500, 0.066)
    )
    stem = disc(0.016, 0.13, 0.150, 0.001, 24).with_slot(2)
    outer = spline([(0.03, 0.148), (0.075, 0.152), (0.110, 0.178)], 12)
    pan = revolve(vessel(outer - (0, 0.148), 0.0012, 0.0016, 0, 0.01), 56).moved(0, 0, 0.148).with_slot(2)
    coats = [
        materials.painted_metal(tuple(colour), 0.2),
        materials.paper((0.84, 0.82, 0.76)),
        materials.polished_steel(0.14),
    ]
    coats += [materials.plastic((0.02, 0.02, 0.02), 0.4), materials.plastic((0.55, 0.03, 0.02), 0.4)]
    made = join([body, face, rim.with_slot(2), *marks, needle.with_slot(4), stem, pan])
    return to_object(made.scaled(pan_width / 0.22).grounded(), "scale", coats, "kitchen-scale", 40)
