"""What stands by the sink: rack, sponge, soap, paper towels."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, rectangle, resample, spline
from dyce.models.geometry.noise import smooth_noise, warp
from dyce.models.geometry.revolve import disc, revolve
from dyce.models.geometry.shape import Shape, grid, join, to_object
from dyce.models.geometry.sweep import ellipse, rounded_box, thick, tube
from dyce.models.materials import labels

__all__ = ["dish_rack", "dish_soap", "paper_roll", "sponge"]


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
    roll = roll.with_vertices(roll.vertices * (1 + dent[:, None] / r * (1, 1, 0)))
    t = np.linspace(0, 1, 14)
    angle = np.radians(rng.uniform(-130, -60)) - t * 0.5
    loose = r + 0.0006 + 0.020 * t**2
    z = np.linspace(low + 0.001, high - 0.001, 12)
    flap = np.stack(
        [np.column_stack([loose * np.cos(angle), loose * np.sin(angle), np.full(14, level)]) for level in z]
    )
    flap = warp(flap.reshape(-1, 3), 0.0008, 0.05, seed).reshape(flap.shape)
    sheet = thick(flap[:, ::-1], 0.0005)
    coats = [materials.wood(wood, "X"), materials.wood(wood, "Z"), materials.paper((0.84, 0.84, 0.82))]
    made = join([base, post.with_slot(1), knob.with_slot(1), roll.with_slot(2), sheet.with_slot(2)])
    return to_object(made.grounded(), "paper_roll", coats, "paper-roll", 40)


@maker("sponge")
def sponge(
    colour: Sequence[float] = (0.78, 0.55, 0.08), scourer: Sequence[float] = (0.05, 0.20, 0.07)
) -> bpy.types.Object:
    """A washing-up sponge with its scouring pad up."""
    lower = rounded_box(0.105, 0.068, 0.026, 0.004, 3)
    upper = rounded_box(0.105, 0.068, 0.009, 0.0025, 2).moved(0, 0, 0.0255)
    shape = join([lower, upper.with_slot(1)])
    return to_object(
        shape.grounded(), "sponge", [materials.foam(tuple(colour)), materials.cardboard(tuple(scourer))], "sponge", 50
    )


@maker("dish_rack")
def dish_rack(
    style: str = "steel", length: float = 0.40, width: float = 0.28, height: float = 0.12
) -> bpy.types.Object:
    """A wire drying rack, long side along X: `style` "steel" or "black"; plates stand between its loops."""
    wire, parts = 0.0022, []
    for level, grow in ((0.028, 0.94), (height, 1.0)):
        ring = rectangle(length * grow, width * grow, 0.03, 6)
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
    metal = materials.polished_steel(0.14) if style == "steel" else materials.painted_metal((0.015, 0.015, 0.016), 0.4)
    return to_object(join(parts).grounded(), "dish_rack", [metal, materials.rubber()], f"dish-rack-{style}", 50)


@maker("soap_dispenser")
def dish_soap(
    colour: Sequence[float] = (0.42, 0.62, 0.16), title: str = "Lemon Leaf", height: float = 0.235
) -> bpy.types.Object:
    """A flat translucent bottle with a pump and a label on its front; the nozzle points to -Y."""
    h = 0.66 * height
    levels = fillet(
        [(0.90, 0.0), (1.0, 0.006), (1.0, 0.80 * h), (0.36, 0.985 * h), (0.34, h)], [0, 0.006, 0.04, 0.01, 0], 7
    )
    section = ellipse(0.078, 0.050, 48, 2.8)
    neck = np.clip((levels[:, 0] - 0.34) / 0.66, 0, 1)
    round_ = ellipse(0.078 * 0.6, 0.078 * 0.6, 48)
    rings = [
        np.column_stack([(section * m + round_ * (1 - m) / 0.6 * 0.9) * s, np.full(48, z)])
        for (s, z), m in zip(levels, neck, strict=True)
    ]
    body = grid(np.stack(rings), close_rows=True, cap=True)
    front = _front_of(section, 0.16 * h, 0.70 * h)
    collar = disc(0.0165, h - 0.002, h + 0.020, 0.0015).with_slot(1)
    stem = disc(0.0042, h + 0.018, h + 0.048, 0.0003, 16).with_slot(1)
    head = disc(0.0105, h + 0.046, h + 0.062, 0.003, 24).with_slot(1)
    path = spline([(0, 0, h + 0.055), (0, -0.018, h + 0.0565), (0, -0.036, h + 0.054), (0, -0.043, h + 0.046)], 14)
    nozzle = tube(path, np.linspace(0.0062, 0.0036, 14), 12).with_slot(1)
    art = labels.label(
        "split",
        title,
        "dish soap 450 ml",
        "Norrfold",
        (0.12, 0.2, 0.16),
        (0.95, 0.95, 0.92),
        (0.5, 0.66, 0.25),
        (400, 420),
    )
    coats = [
        materials.plastic(tuple(colour), 0.12, 0.8),
        materials.plastic((0.82, 0.82, 0.80), 0.35),
        materials.printed(art, 0.4),
    ]
    return to_object(
        join([body, front.with_slot(2), collar, stem, head, nozzle]).grounded(), "dish_soap", coats, "dish-soap", 45
    )


def _front_of(section: np.ndarray, low: float, high: float) -> Shape:
    """A label on the front of a prism over `section`, just off its surface."""
    front = section[(section[:, 1] < 0) & (np.abs(section[:, 0]) < 0.36 * np.ptp(section[:, 0]))]
    front = front[np.argsort(front[:, 0])]
    front = resample(front - (0, 0.0002), 16)
    return grid(np.stack([np.column_stack([front, np.full(16, z)]) for z in (low, high)]))
