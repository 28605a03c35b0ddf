"""Small things that lie about."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, spline
from dyce.models.geometry.noise import warp
from dyce.models.geometry.revolve import patch, revolve, vessel
from dyce.models.geometry.shape import Shape, grid, join, to_object
from dyce.models.geometry.sweep import ellipse, extrude, sweep, tube
from dyce.models.materials import labels

__all__ = ["candle", "glasses", "keys_tray"]


@maker("candle")
def candle(
    style: str = "pillar", colour: Sequence[float] = (0.80, 0.74, 0.60), height: float = 0.12, seed: int = 0
) -> bpy.types.Object:
    """A candle: `style` "pillar", "jar" (in a glass with a label) or "taper" (in a brass holder)."""
    rng = np.random.default_rng(seed)
    wick_path = [(0, 0, 0), (0.0006, 0, 0.005), (0.0025, 0, 0.010), (0.0040, 0, 0.013)]
    wick = tube(spline(wick_path, 8), 0.0009, 6)
    coats = [materials.wax(tuple(colour)), materials.cardboard((0.02, 0.017, 0.015))]
    if style == "jar":
        r, h = 0.038, 0.088
        outer = fillet([(0.90 * r, 0), (r, 0.006), (r, h)], [0, 0.006, 0], 5)
        outer = np.vstack([outer[:-1], [(r, 0.5 * h), (r, 0.9 * h), (r, h)]])
        body = revolve(
            [
                (0, 0.0058),
                (r - 0.008, 0.0058),
                (r - 0.00285, 0.012),
                (r - 0.00285, 0.70 * h),
                (0.6 * r, 0.685 * h),
                (0, 0.68 * h),
            ],
            44,
        )
        tag = patch([(r + 0.0002, 0.028), (r + 0.0002, 0.062)], -48, 48, 24).with_slot(3)
        art = labels.label(
            "plain", "No. 7", "fig & cedar", "", (0.15, 0.15, 0.15), (0.95, 0.94, 0.91), (0.4, 0.4, 0.4), (320, 260)
        )
        parts = [
            body,
            wick.moved(0, 0, 0.679 * h).with_slot(1),
            revolve(vessel(outer, 0.003, 0.006, 0.001, 0.005), 52).with_slot(2),
            tag,
        ]
        coats += [materials.clear_glass(), materials.printed(art, 0.75)]
        return to_object(join(parts).grounded(), "candle", coats, "candle-jar", 45)
    if style == "taper":
        stick = fillet(
            [
                (0.0, 0.022),
                (0.0105, 0.022),
                (0.0112, 0.06),
                (0.0075, height + 0.10),
                (0.003, height + 0.112),
                (0, height + 0.112),
            ],
            [0, 0.001, 0.02, 0.004, 0.002, 0],
            4,
        )
        holder = [
            (0, 0),
            (0.045, 0),
            (0.048, 0.004),
            (0.044, 0.006),
            (0.018, 0.006),
            (0.0125, 0.012),
            (0.0135, 0.032),
            (0.0112, 0.032),
            (0.0108, 0.020),
            (0, 0.020),
        ]
        parts = [
            revolve(stick, 28),
            wick.moved(0, 0, height + 0.111).with_slot(1),
            revolve(fillet(holder, 0.0008, 3), 48).with_slot(2),
        ]
        return to_object(join(parts).grounded(), "candle", [*coats, materials.brass()], "candle-taper", 45)
    r = 0.034
    profile = fillet(
        [(0, 0), (r, 0), (r, height), (r - 0.004, height + 0.001), (r - 0.010, height - 0.004), (0, height - 0.006)],
        [0, 0.002, 0.003, 0.002, 0.004, 0],
        4,
    )
    body = revolve(profile, 48)
    lifted = np.clip(body.vertices[:, 2:] / 0.02, 0, 1)
    body = Shape(
        body.vertices + (warp(body.vertices, 0.0012, 0.04, int(rng.integers(999))) - body.vertices) * lifted,
        body.faces,
        body.uv,
        body.slot,
        body.tint,
    )
    parts = [body, wick.moved(0, 0, height - 0.0065).with_slot(1)]
    return to_object(join(parts).grounded(), "candle", coats, f"candle-pillar-{seed}", 45)


@maker("spectacles")
def glasses(colour: Sequence[float] = (0.035, 0.015, 0.008), span: float = 0.121) -> bpy.types.Object:
    """Reading glasses, open, standing on their rims and temple tips, fronts to -Y; `span` metres between the hinges."""
    parts = []
    count = 40
    rim = ellipse(0.050, 0.042, count, 2.5)
    for side in (-1, 1):
        path = np.column_stack([rim[:, 0] + side * 0.033, np.zeros(count), rim[:, 1] + 0.0215])
        parts.append(tube(path, 0.0021, 8, closed=True))
        rings = [
            np.column_stack([f * rim[:, 0] + side * 0.033, np.zeros(count), f * rim[:, 1] + 0.0215]) for f in (1, 0)
        ]
        parts.append(grid(np.stack(rings), close_rows=True).with_slot(1))
        x = side * 0.0605
        arm = spline(
            [
                (x, 0.0, 0.030),
                (x * 1.06, 0.01, 0.031),
                (x * 1.10, 0.05, 0.0305),
                (x * 1.06, 0.10, 0.028),
                (x * 0.98, 0.125, 0.016),
                (x * 0.94, 0.140, 0.003),
            ],
            20,
        )
        parts.append(sweep(arm, ellipse(0.0034, 0.0052, 10, 3), 1.0, (1, 0, 0)))
    bridge = spline([(-0.0100, 0, 0.0265), (-0.005, -0.001, 0.0305), (0.005, -0.001, 0.0305), (0.0100, 0, 0.0265)], 12)
    parts.append(tube(bridge, 0.0021, 8))
    return to_object(
        join(parts).scaled(span / 0.121).grounded(),
        "glasses",
        [materials.plastic(tuple(colour), 0.15), materials.pane()],
        "glasses",
        50,
    )


@maker("keys")
def keys_tray(glaze: str = "stoneware", seed: int = 0) -> bpy.types.Object:
    """A small dish with a ring of three keys in it."""
    rng = np.random.default_rng(seed)
    outer = spline([(0.052, 0), (0.060, 0.002), (0.072, 0.012), (0.078, 0.022)], 16)
    dish = revolve(vessel(outer, 0.004, 0.005, 0.0015, 0.01), 56)
    parts = [dish.with_wear(np.clip((0.022 - dish.vertices[:, 2]) / 0.004, 0, 1))]
    turn = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    parts.append(
        tube(
            np.column_stack([0.012 * np.cos(turn), 0.012 * np.sin(turn), np.full(28, 0.0085)]), 0.0009, 6, closed=True
        ).with_slot(1)
    )
    for k in range(3):
        blade = [
            (0.006, -0.0035),
            (0.040, -0.0035),
            (0.043, 0.0),
            (0.040, 0.0028),
            (0.034, 0.0018),
            (0.031, 0.0030),
            (0.026, 0.0016),
            (0.022, 0.0030),
            (0.017, 0.0035),
            (0.006, 0.0035),
        ]
        bow = ellipse(0.021, 0.023, 28, 3)
        key = [
            extrude(np.array(blade), 0.0020, 0.0003, 1),
            extrude(bow, 0.0022, 0.0005, 2, [ellipse(0.006, 0.006, 14) + (-0.004, 0)]),
        ]
        angle = 20 + 62 * k + rng.uniform(-10, 10)
        parts.append(join(key).moved(0.0165, 0, 0.0062 + 0.0023 * k).turned("z", angle).with_slot(2 if k == 1 else 1))
    coats = [materials.coat(glaze), materials.polished_steel(0.16), materials.brass(0.2)]
    return to_object(join(parts).grounded(), "keys_tray", coats, f"keys-tray-{glaze}", 45)
