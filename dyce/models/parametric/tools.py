"""Kitchen tools: boards, spoons, pans, kettles, racks, baskets."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from .crockery import coat
from .curves import fillet, resample, spline
from .noise import smooth_noise, warp
from .revolve import disc, revolve, vessel
from .shape import Shape, grid, join, shape_of, to_object, weld
from .sweep import ellipse, extrude, rounded_box, sweep, thick, tube

__all__ = [
    "basket",
    "casserole",
    "chopping_board",
    "colander",
    "dish_rack",
    "electric_kettle",
    "frying_pan",
    "kettle",
    "kitchen_scale",
    "knife",
    "knife_block",
    "paper_roll",
    "pepper_mill",
    "rolling_pin",
    "saucepan",
    "sponge",
    "tray",
    "utensil",
    "utensil_crock",
]


def _rectangle(width: float, depth: float, radius: float, steps: int = 6) -> np.ndarray:
    a, b = width / 2, depth / 2
    return fillet([(-a, -b), (a, -b), (a, b), (-a, b)], radius, steps, closed=True)


def _circle(radius: float, count: int = 40, centre: Sequence[float] = (0, 0)) -> np.ndarray:
    return ellipse(2 * radius, 2 * radius, count) + np.asarray(centre)


@maker("chopping_board")
def chopping_board(
    style: str = "rectangular", wood: str = "oak", length: float = 0.38, width: float = 0.25, thickness: float = 0.02
) -> bpy.types.Object:
    """A board lying flat, long side along X: `style` "rectangular", "paddle" (with handle), "round" or "end_grain"."""
    holes: list[np.ndarray] = []
    if style == "round":
        outline = _circle(width * 0.6, 72)
        holes = [_circle(0.009, 20, (width * 0.6 - 0.028, 0))]
    elif style == "paddle":
        a, b, handle = length / 2, width / 2, 0.019
        points = [
            (-a, -b),
            (0.45 * a, -b),
            (0.62 * a, -handle),
            (a, -handle),
            (a, handle),
            (0.62 * a, handle),
            (0.45 * a, b),
            (-a, b),
        ]
        outline = fillet(points, [0.02, 0.04, 0.03, 0.018, 0.018, 0.03, 0.04, 0.02], 7, closed=True)
        holes = [_circle(0.0065, 20, (a - 0.02, 0))]
    else:
        outline = _rectangle(length, width, 0.014)
    deep = thickness * (1.9 if style == "end_grain" else 1.0)
    shape = extrude(outline, deep, 0.0028, 4, holes)
    material = finishes.wood(wood, "X", 0.034 if style == "end_grain" else 0.0)
    return to_object(shape.grounded(), "chopping_board", [material], f"chopping-board-{style}-{wood}", 40)


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
    return finishes.polished_steel(0.12) if style in ("whisk", "ladle") else finishes.wood(wood, "X")


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
    materials = [coat(glaze), finishes.wood("beech", "Z"), finishes.polished_steel(0.12), finishes.wood("olive", "Z")]
    return to_object(join(parts).grounded(), "utensil_crock", materials, f"utensil-crock-{glaze}-{seed}", 50)


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
    return to_object(shape, "rolling_pin", [finishes.wood(wood, "X")], f"rolling-pin-{wood}", 40)


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
        [finishes.wood(wood, "Z"), finishes.polished_steel()],
        f"mill-{wood}",
        40,
    )


@maker("knife")
def knife(length: float = 0.32, wood: str = "ebonised") -> bpy.types.Object:
    """A chef's knife lying on its side along X, the point towards +X."""
    grip = 0.36 * length
    spine, edge = 0.004, -0.038
    blade = spline([(grip, edge), (0.75 * length, edge + 0.003), (0.90 * length, edge + 0.016), (length, -0.002)], 20)
    outline = np.vstack([blade, [(0.85 * length, 0.004), (grip, spine)]])
    flat = extrude(outline, 0.002)
    thin = np.clip((flat.vertices[:, 1] - edge) / 0.03, 0.08, 1) * np.clip(
        (length * 1.02 - flat.vertices[:, 0]) / 0.1, 0.1, 1
    )
    flat = Shape(
        np.column_stack([flat.vertices[:, :2], 0.010 + (flat.vertices[:, 2] - 0.001) * thin]),
        flat.faces,
        flat.uv,
        flat.slot,
        flat.tint,
    )
    low = spline([(0, -0.022), (0.03, -0.017), (0.07, -0.020), (grip, -0.018)], 14)
    handle = extrude(
        np.vstack([low, [(grip + 0.002, 0.004)], spline([(grip - 0.01, 0.005), (0.04, 0.004), (0.0, -0.002)], 10)]),
        0.02,
        0.006,
        4,
    )
    bolster = rounded_box(0.012, 0.026, 0.016, 0.004).moved(grip + 0.004, -0.008, 0.002)
    rivets = [disc(0.003, 0, 0.0204, 0.0004, 14).moved(grip * f, -0.008, 0).with_slot(0) for f in (0.3, 0.6, 0.88)]
    made = join([flat, bolster, handle.with_slot(1), *rivets]).centred()
    return to_object(made, "knife", [finishes.polished_steel(0.14), finishes.wood(wood, "X")], f"knife-{wood}", 35)


@maker("knife_block")
def knife_block(wood: str = "beech") -> bpy.types.Object:
    """A slanted block with five knives, handles up towards -Y."""
    block = extrude([(-0.062, 0), (0.062, 0), (0.062, 0.19), (-0.062, 0.145)], 0.095, 0.003, 3)
    block = block.moved(0, 0, -0.0475).turned("x", 90).turned("z", 90)
    parts = [block]
    angle = np.degrees(np.arctan2(0.045, 0.124))
    for x, y, size in (
        (-0.028, -0.035, 1.0),
        (0.0, -0.035, 1.0),
        (0.028, -0.035, 0.9),
        (-0.018, 0.02, 0.8),
        (0.018, 0.02, 0.8),
    ):
        top = 0.1675 + y * 0.045 / 0.124
        grip = rounded_box(0.016 * size, 0.026 * size, 0.105 * size, 0.006).moved(0, 0, 0.006)
        collar = rounded_box(0.013 * size, 0.022 * size, 0.012, 0.003).moved(0, 0, -0.003).with_slot(2)
        parts += [piece.turned("x", angle).moved(x, y, top) for piece in (grip.with_slot(1), collar)]
    materials = [finishes.wood(wood, "Z"), finishes.wood("ebonised", "Z"), finishes.polished_steel(0.15)]
    return to_object(join(parts).grounded(), "knife_block", materials, f"knife-block-{wood}", 35)


def _long_handle(start: float, height: float, length: float, rise: float, width: float = 0.024) -> Shape:
    """A pan's handle towards +X."""
    path = spline(
        [
            (start - 0.004, 0, height),
            (start + 0.03, 0, height + 0.2 * rise),
            (start + 0.5 * length, 0, height + 0.8 * rise),
            (start + length, 0, height + rise),
        ],
        20,
    )
    t = np.linspace(0, 1, 20)
    wide = np.interp(t, [0, 0.12, 0.3, 0.85, 1], [1.5, 1.0, 0.8, 1.05, 0.75])
    return sweep(
        path,
        ellipse(width, 0.013, 16, 2.6),
        np.column_stack([wide, np.interp(t, [0, 0.3, 1], [0.7, 1, 0.9])]),
        (0, 1, 0),
    )


@maker("pan")
def frying_pan(style: str = "black", diameter: float = 0.26) -> bpy.types.Object:
    """A frying pan, handle towards +X: `style` "black" (non-stick), "steel" or "iron"."""
    r, h = diameter / 2, 0.046
    outer = spline([(0.76 * r, 0), (0.82 * r, 0.002), (0.93 * r, 0.6 * h), (r, h)], 14)
    parts = [revolve(vessel(outer, 0.0028, 0.004, 0.0, 0.014), 64)]
    parts.append(_long_handle(0.955 * r, 0.8 * h, 0.19, 0.04).with_slot(1))
    for side in (-1, 1):
        rivet = disc(0.004, 0, 0.0022, 0.001, 14).turned("y", -90).moved(0.93 * r - 0.001, side * 0.008, 0.78 * h)
        parts.append(rivet.with_slot(2))
    body = {
        "black": finishes.cast_iron((0.022, 0.022, 0.024)),
        "steel": finishes.brushed_steel("R"),
        "iron": finishes.cast_iron(),
    }[style]
    handle = {
        "black": finishes.plastic((0.015, 0.015, 0.015), 0.45),
        "steel": finishes.brushed_steel("X"),
        "iron": finishes.wood("beech", "X"),
    }[style]
    return to_object(
        join(parts).grounded(), "frying_pan", [body, handle, finishes.polished_steel()], f"frying-pan-{style}", 50
    )


def _pot(r: float, h: float, wall: float, lid: bool) -> tuple[list[Shape], list[Shape]]:
    """A straight pot's body, and its lid with a knob."""
    outer = fillet([(0.90 * r, 0), (r, 0.010), (r, 0.96 * h), (1.02 * r, h)], [0, 0.012, 0.003, 0], 5)
    outer = np.vstack([outer[:-2], resample(outer[-2:], 3)])
    body = [revolve(vessel(outer, wall, wall * 2, 0.0, 0.012), 60)]
    if not lid:
        return body, []
    dome = spline([(1.025 * r, h + 0.002), (0.98 * r, h + 0.006), (0.6 * r, h + 0.020), (0.012, h + 0.026)], 16)
    under = [
        (0, h + 0.0215),
        (0.6 * r, h + 0.016),
        (0.965 * r, h - 0.002),
        (0.975 * r, h + 0.001),
        (1.025 * r, h + 0.001),
    ]
    cover = revolve(np.vstack([under, dome, [(0, h + 0.026)]]), 60)
    return body, [cover]


def _knob(z: float, radius: float = 0.015) -> Shape:
    profile = [
        (0, z - 0.002),
        (0.35 * radius, z),
        (0.32 * radius, z + 0.006),
        (0.8 * radius, z + 0.011),
        (radius, z + 0.017),
        (0.75 * radius, z + 0.023),
        (0, z + 0.025),
    ]
    return revolve(fillet(profile, [0, 0.002, 0.004, 0.004, 0.005, 0.005, 0], 4), 28)


@maker("pot")
def saucepan(diameter: float = 0.18, height: float = 0.10, lid: bool = True) -> bpy.types.Object:
    """A steel saucepan, handle towards +X."""
    body, cover = _pot(diameter / 2, height, 0.0022, lid)
    parts = [*body, *cover, _long_handle(diameter / 2 - 0.001, 0.82 * height, 0.16, 0.03, 0.02).with_slot(1)]
    if lid:
        parts.append(_knob(height + 0.026).with_slot(2))
    materials = [finishes.brushed_steel("R"), finishes.brushed_steel("X"), finishes.plastic((0.015, 0.015, 0.015), 0.4)]
    return to_object(join(parts).grounded(), "saucepan", materials, "saucepan-steel", 50)


@maker("pot")
def casserole(
    colour: Sequence[float] = (0.30, 0.030, 0.012), diameter: float = 0.24, height: float = 0.115
) -> bpy.types.Object:
    """An enamelled cast-iron casserole with its lid, two loop handles along X."""
    r = diameter / 2
    body, cover = _pot(r, height, 0.0045, True)
    parts = [*body, *cover]
    for side in (-1, 1):
        t = np.linspace(-np.pi / 2, np.pi / 2, 22)
        path = np.column_stack(
            [side * (r - 0.004 + 0.032 * np.cos(t) ** 0.7), side * 0.042 * np.sin(t), np.full(22, 0.80 * height)]
        )
        parts.append(sweep(path, ellipse(0.012, 0.017, 14, 2.6), 1.0, (0, 0, 1)))
    parts.append(_knob(height + 0.026, 0.018).with_slot(1))
    materials = [finishes.painted_metal(tuple(colour), 0.14), finishes.polished_steel(0.15)]
    return to_object(join(parts).grounded(), "casserole", materials, f"casserole-{colour[0]:.2f}", 50)


@maker("kettle")
def kettle(style: str = "steel", colour: Sequence[float] | None = None, diameter: float = 0.205) -> bpy.types.Object:
    """A stove-top kettle, spout towards -X: `style` "steel" or "enamel"."""
    r, h = diameter / 2, 0.135
    outer = fillet(
        [(0, 0), (0.92 * r, 0), (r, 0.012), (0.94 * r, 0.45 * h), (0.42 * r, h - 0.004), (0, h)],
        [0, 0.004, 0.014, 0.06, 0.02, 0],
        9,
    )
    lid = revolve(
        fillet(
            [(0, h - 0.012), (0.40 * r, h - 0.010), (0.41 * r, h - 0.004), (0.1 * r, h + 0.004), (0, h + 0.004)],
            [0, 0.001, 0.002, 0.01, 0],
            4,
        ),
        40,
    )
    parts = [revolve(outer, 60), lid, _knob(h + 0.004, 0.013).with_slot(1)]
    path = spline(
        [(-0.72 * r, 0, 0.42 * h), (-1.05 * r, 0, 0.55 * h), (-1.22 * r, 0, 0.80 * h), (-1.42 * r, 0, 0.98 * h)], 16
    )
    parts.append(tube(path, np.linspace(0.021, 0.0115, 16), 20))
    mouth = path[-1] + 0.4 * (path[-1] - path[-2])
    parts.append(tube([path[-1] - (0, 0, 0), mouth], 0.0098, 18).with_slot(1))
    t = np.linspace(np.radians(8), np.radians(172), 30)
    arch = np.column_stack([0.80 * r * np.cos(t), np.zeros(30), 0.62 * h + 1.10 * r * np.sin(t) ** 0.8])
    parts.append(sweep(arch, ellipse(0.006, 0.010, 10), 1.0, (0, 1, 0)).with_slot(2))
    middle = (t > np.radians(52)) & (t < np.radians(128))
    parts.append(tube(arch[middle], 0.0105, 16, rounded=True).with_slot(1))
    body = (
        finishes.polished_steel(0.13)
        if style == "steel"
        else finishes.painted_metal(tuple(colour or (0.50, 0.46, 0.36)), 0.15)
    )
    materials = [body, finishes.plastic((0.015, 0.014, 0.013), 0.4), finishes.polished_steel(0.12)]
    return to_object(join(parts).grounded(), "kettle", materials, f"kettle-{style}", 50)


@maker("kettle")
def electric_kettle(
    style: str = "steel", colour: Sequence[float] = (0.70, 0.66, 0.58), height: float = 0.235
) -> bpy.types.Object:
    """A cordless kettle on its base, spout towards -X, handle towards +X: `style` "steel" or "painted"."""
    h, r = height, 0.074
    base = disc(0.078, 0, 0.017, 0.006, 56).with_slot(1)
    outer = fillet(
        [
            (0, 0.020),
            (0.98 * r, 0.020),
            (r, 0.026),
            (0.86 * r, 0.70 * h),
            (0.74 * r, 0.94 * h),
            (0.70 * r, 0.955 * h),
            (0, 0.965 * h),
        ],
        [0, 0.003, 0.006, 0.15, 0.008, 0.004, 0],
        8,
    )
    body = revolve(outer, 60)
    x, y, z = body.vertices.T
    pull = (
        np.clip((z - 0.80 * h) / (0.15 * h), 0, 1) ** 1.5 * np.exp(-((np.arctan2(y, -x) / 0.40) ** 2)) * (z < 0.958 * h)
    )
    body = Shape(
        np.column_stack([x - 0.026 * pull, y * (1 - 0.15 * pull), z]), body.faces, body.uv, body.slot, body.tint
    )
    ring = disc(0.95 * r, 0.015, 0.022, 0.001, 48).with_slot(1)
    cap = disc(0.018, 0.96 * h, 0.985 * h, 0.004, 24).with_slot(1)
    top, low = 0.90 * h, 0.24 * h
    path = spline(
        [
            (0.66 * r, 0, top),
            (r, 0, 1.02 * top),
            (1.62 * r, 0, 0.97 * top),
            (1.72 * r, 0, 0.6 * h),
            (1.52 * r, 0, low),
            (0.97 * r, 0, low * 0.85),
        ],
        30,
    )
    handle = sweep(path, ellipse(0.024, 0.017, 16, 3), 1.0, (0, 1, 0)).with_slot(1)
    materials = [finishes.brushed_steel("R") if style == "steel" else finishes.painted_metal(tuple(colour), 0.3)]
    materials.append(finishes.plastic((0.018, 0.018, 0.018), 0.35))
    return to_object(
        join([base, ring, body, cap, handle]).grounded(), "electric_kettle", materials, f"electric-kettle-{style}", 45
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
    return to_object(join(parts).grounded(), "colander", [finishes.painted_metal(tuple(colour), 0.14)], "colander", 50)


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


@maker("tray")
def tray(style: str = "wood", length: float = 0.42, width: float = 0.30) -> bpy.types.Object:
    """A tray with handle cut-outs, long side along X: `style` "wood" or "metal" (black enamel)."""
    wall, high = 0.009, 0.045
    parts = [extrude(_rectangle(length - 0.004, width - 0.004, 0.012), 0.006, 0.001).with_slot(0)]
    for side in (-1, 1):
        long_ = rounded_box(length, wall, high, 0.003).moved(0, side * (width - wall) / 2, 0)
        outline = fillet(
            [
                (-width / 2 + wall, 0),
                (width / 2 - wall, 0),
                (width / 2 - wall, high + 0.018),
                (-width / 2 + wall, high + 0.018),
            ],
            [0, 0, 0.03, 0.03],
            6,
            closed=True,
        )
        slot = ellipse(0.095, 0.022, 24, 4) + (0, high - 0.004)
        short = extrude(outline, wall, 0.0025, 3, [slot]).turned("x", 90).turned("z", 90)
        parts += [long_, short.moved(-wall / 2 + side * (length - wall) / 2, 0, 0).with_slot(1)]
    if style == "wood":
        materials = [finishes.wood("oak", "X"), finishes.wood("oak", "Y")]
    else:
        materials = [finishes.painted_metal((0.02, 0.022, 0.024), 0.35)] * 2
    return to_object(join(parts).grounded(), "tray", materials, f"tray-{style}", 40)


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
    materials = [
        finishes.painted_metal(tuple(colour), 0.2),
        finishes.paper((0.84, 0.82, 0.76)),
        finishes.polished_steel(0.14),
    ]
    materials += [finishes.plastic((0.02, 0.02, 0.02), 0.4), finishes.plastic((0.55, 0.03, 0.02), 0.4)]
    made = join([body, face, rim.with_slot(2), *marks, needle.with_slot(4), stem, pan])
    return to_object(made.scaled(pan_width / 0.22).grounded(), "scale", materials, "kitchen-scale", 40)


@maker("paper_towel")
def paper_roll(seed: int = 0, wood: str = "oak") -> bpy.types.Object:
    """Kitchen paper on a standing wooden holder."""
    rng = np.random.default_rng(seed)
    base = disc(0.075, 0, 0.018, 0.004, 56)
    post = disc(0.008, 0.017, 0.305, 0.002, 24)
    knob = revolve(spline([(0, 0.298), (0.012, 0.302), (0.016, 0.312), (0.011, 0.322), (0, 0.325)], 16), 28)
    low, high, r, core = 0.0195, 0.255, 0.058, 0.021
    rows = [(core, low), (r - 0.002, low), (r, low + 0.002), (r, high - 0.002), (r - 0.002, high), (core, high)]
    rows[3:3] = [(r, z) for z in np.linspace(low + 0.01, high - 0.01, 12)]
    roll = revolve(rows, 72, closed=True)
    dent = 0.0008 * smooth_noise(roll.vertices, 0.05, seed)
    roll = Shape(roll.vertices * (1 + dent[:, None] / r * (1, 1, 0)), roll.faces, roll.uv, roll.slot, roll.tint)
    t = np.linspace(0, 1, 14)
    angle = np.radians(rng.uniform(-130, -60)) - t * 0.5
    loose = r + 0.0006 + 0.020 * t**2
    z = np.linspace(low + 0.001, high - 0.001, 12)
    flap = np.stack(
        [np.column_stack([loose * np.cos(angle), loose * np.sin(angle), np.full(14, level)]) for level in z]
    )
    flap = warp(flap.reshape(-1, 3), 0.0008, 0.05, seed).reshape(flap.shape)
    sheet = thick(flap[:, ::-1], 0.0005)
    materials = [finishes.wood(wood, "X"), finishes.wood(wood, "Z"), finishes.paper((0.84, 0.84, 0.82))]
    made = join([base, post.with_slot(1), knob.with_slot(1), roll.with_slot(2), sheet.with_slot(2)])
    return to_object(made.grounded(), "paper_roll", materials, "paper-roll", 40)


@maker("sponge")
def sponge(
    colour: Sequence[float] = (0.78, 0.55, 0.08), scourer: Sequence[float] = (0.05, 0.20, 0.07)
) -> bpy.types.Object:
    """A washing-up sponge with its scouring pad up."""
    lower = rounded_box(0.105, 0.068, 0.026, 0.004, 3)
    upper = rounded_box(0.105, 0.068, 0.009, 0.0025, 2).moved(0, 0, 0.0255)
    shape = join([lower, upper.with_slot(1)])
    return to_object(
        shape.grounded(), "sponge", [finishes.foam(tuple(colour)), finishes.cardboard(tuple(scourer))], "sponge", 50
    )


@maker("dish_rack")
def dish_rack(
    style: str = "steel", length: float = 0.40, width: float = 0.28, height: float = 0.12
) -> bpy.types.Object:
    """A wire drying rack, long side along X: `style` "steel" or "black"; plates stand between its loops."""
    wire, parts = 0.0022, []
    for level, grow in ((0.028, 0.94), (height, 1.0)):
        ring = _rectangle(length * grow, width * grow, 0.03, 6)
        parts.append(tube(np.column_stack([ring, np.full(len(ring), level)]), wire * 1.25, 8, closed=True))
    for x in np.linspace(-0.44, 0.44, 15) * length:
        y = width / 2
        path = fillet(
            [(x, -y, height), (x * 0.98, -0.94 * y, 0.028), (x * 0.98, 0.94 * y, 0.028), (x, y, height)],
            [0, 0.012, 0.012, 0],
            4,
        )
        parts.append(tube(path, wire * 0.8, 6))
    for x in np.linspace(-0.40, 0.28, 11) * length:
        t = np.linspace(0, np.pi, 14)
        path = np.column_stack([np.full(14, x), 0.15 * width + 0.055 * np.cos(t), 0.029 + 0.07 * np.sin(t) ** 0.6])
        parts.append(tube(path, wire * 0.8, 6))
    for x in (-0.42, 0.42):
        for y in (-0.36, 0.36):
            parts.append(disc(0.006, 0, 0.030, 0.002, 14).moved(x * length, y * width, 0).with_slot(1))
    metal = finishes.polished_steel(0.14) if style == "steel" else finishes.painted_metal((0.015, 0.015, 0.016), 0.4)
    return to_object(join(parts).grounded(), "dish_rack", [metal, finishes.rubber()], f"dish-rack-{style}", 50)


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
    return to_object(shape, "basket", [finishes.tinted(0.6, 500, 0.0006)], f"basket-{style}-{seed}", 60)
