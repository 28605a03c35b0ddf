"""Toys and games: building blocks, a ball, stacking rings, a wooden train, boxed board games."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, disc, fillet, join, revolve, rounded_box, to_object
from dyce.models.materials import labels

__all__ = ["ball", "block", "board_game", "stacking_rings", "train"]

BRIGHT = [(0.50, 0.045, 0.030), (0.62, 0.36, 0.03), (0.05, 0.20, 0.36), (0.08, 0.27, 0.10), (0.55, 0.20, 0.05)]

GAMES = ("Harbour Nine", "Moss & Ember", "The Glass Orchard", "Owl Post", "Tidewright", "Nine Sisters")


@maker("toy")
def block(colour: int = 0, style: str = "cube", size: float = 0.05) -> bpy.types.Object:
    """A painted wooden block: `style` "cube", "brick" (twice as long) or "pillar"; `colour` counts through BRIGHT."""
    if style == "pillar":
        shape = disc(size / 2, 0, 2 * size, 0.003, 36)
    else:
        shape = rounded_box(size * (2 if style == "brick" else 1), size, size, 0.003)
    paint = materials.painted_metal(BRIGHT[colour % len(BRIGHT)], 0.4)
    return to_object(shape.grounded(), "block", [paint], f"block-{style}-{colour}-{size:.3f}", 35)


@maker("toy")
def ball(diameter: float = 0.2, colours: Sequence[int] = (0, 1, 2)) -> bpy.types.Object:
    """A rubber ball in sectors of BRIGHT."""
    t = np.radians(np.linspace(-90, 90, 33))
    profile = np.column_stack([diameter / 2 * np.cos(t), diameter / 2 * (1 + np.sin(t))])
    profile[[0, -1], 0] = 0
    shape = revolve(profile, 48)
    middle = shape.vertices[np.maximum(shape.faces, 0)].mean(axis=1)
    sector = (np.degrees(np.arctan2(middle[:, 1], middle[:, 0])) % 360 // 60).astype(int) % len(colours)
    shape = shape.with_slot(sector).turned("x", 34).grounded()
    paints = [materials.plastic(BRIGHT[k], 0.35) for k in colours]
    return to_object(shape, "ball", paints, f"ball-{diameter:.2f}", 60)


@maker("toy")
def stacking_rings(count: int = 5, seed: int = 0) -> bpy.types.Object:
    """Wooden rings on a peg, the largest below."""
    parts = [
        disc(0.07, 0, 0.016, 0.004, 44).with_slot(len(BRIGHT)),
        disc(0.010, 0.014, 0.05 + 0.026 * count, 0.004, 20).with_slot(len(BRIGHT)),
    ]
    for k in range(count):
        r, z = 0.062 - 0.0075 * k, 0.0165 + 0.0262 * k
        ring = fillet([(0.012, z), (r, z), (r, z + 0.026), (0.012, z + 0.026)], 0.0, 1)
        turn = np.linspace(-90, 90, 13)
        bulge = [(r - 0.013 + 0.013 * np.cos(np.radians(a)), z + 0.013 + 0.013 * np.sin(np.radians(a))) for a in turn]
        parts.append(
            revolve(np.array([ring[0], *bulge, ring[-1]]), 44, closed=True).with_slot((k + seed) % len(BRIGHT))
        )
    coats = [*(materials.painted_metal(paint, 0.35) for paint in BRIGHT), materials.wood("beech", "Z")]
    return to_object(join(parts).grounded(), "stacking_rings", coats, f"rings-{count}-{seed}", 40)


@maker("toy")
def train(wagons: int = 2, seed: int = 0) -> bpy.types.Object:
    """A wooden engine with wagons behind it, along X, the engine at +X."""
    parts: list[Shape] = []
    for k in range(wagons + 1):
        x = -0.155 * k
        parts.append(rounded_box(0.13, 0.062, 0.022, 0.004).moved(x, 0, 0.022).with_slot(5))
        parts += [
            disc(0.019, -0.006, 0.006, 0.002, 24).turned("x", 90).moved(x + dx, y, 0.019).with_slot(0)
            for dx in (-0.042, 0.042)
            for y in (-0.035, 0.035)
        ]
        if k == 0:
            parts.append(disc(0.026, 0, 0.075, 0.003, 30).turned("y", 90).moved(x - 0.012, 0, 0.07).with_slot(2))
            parts.append(rounded_box(0.05, 0.062, 0.075, 0.004).moved(x - 0.038, 0, 0.043).with_slot(0))
            parts.append(rounded_box(0.062, 0.072, 0.010, 0.003).moved(x - 0.038, 0, 0.117).with_slot(3))
            parts.append(disc(0.009, 0.09, 0.125, 0.002, 18).moved(x + 0.04, 0, 0).with_slot(1))
        else:
            parts.append(rounded_box(0.108, 0.054, 0.05, 0.004).moved(x, 0, 0.043).with_slot((k + seed) % 4 + 1))
            parts.append(rounded_box(0.03, 0.010, 0.008, 0.002).moved(x + 0.0775, 0, 0.028).with_slot(5))
    coats = [*(materials.painted_metal(paint, 0.4) for paint in BRIGHT), materials.wood("beech", "X")]
    return to_object(join(parts).centred(), "train", coats, f"train-{wagons}-{seed}", 35)


@maker("board_game")
def board_game(seed: int = 0, width: float = 0.29, depth: float = 0.29, height: float = 0.065) -> bpy.types.Object:
    """A boxed game lying, its printed lid up, readable from -Y; its title also on its sides."""
    rng = np.random.default_rng(seed)
    name, paint = f"game.{seed}", rng.uniform(0.12, 0.6, 3)
    if name not in bpy.data.images:
        image = labels.landscape(seed, (420, 420))
        labels.box(image, 0.08, 0.08, 0.92, 0.30, tuple(0.4 * paint))
        labels.text(image, GAMES[seed % len(GAMES)], 0.5, 0.19, 0.075, (0.95, 0.90, 0.78), width=0.76)
        labels.save(image, name)
        side = labels.canvas(420, 100, tuple(paint))
        labels.text(side, GAMES[seed % len(GAMES)], 0.5, 0.5, 0.30, (0.96, 0.93, 0.85), width=0.62)
        labels.save(side, f"{name}.side")
    low, lid = 0.006, rounded_box(width, depth, height - 0.006, 0.0025)
    lid = lid.moved(0, 0, low)
    points = lid.vertices[np.maximum(lid.faces, 0)]
    flat = points[..., 2].min(axis=1) > height - 0.004
    top_uv = np.stack([points[..., 0] / width + 0.5, points[..., 1] / depth + 0.5], axis=2)
    long_ = np.abs(points[..., 0]).min(axis=1) > width / 2 - 0.003
    along = np.where(long_[:, None], points[..., 1] / depth, points[..., 0] / width) + 0.5
    side_uv = np.stack([along, (points[..., 2] - low) / (height - low)], axis=2)
    uv = np.where(flat[:, None, None], top_uv, side_uv)
    lid = Shape(lid.vertices, lid.faces, uv, np.where(flat, 0, 1), lid.tint)
    tray = rounded_box(width - 0.005, depth - 0.005, 0.03, 0.002).with_slot(2)
    coats = [
        materials.printed(name, 0.35, 0.2),
        materials.printed(f"{name}.side", 0.4, 0.1),
        materials.cardboard((0.55, 0.50, 0.42)),
    ]
    return to_object(join([lid, tray]).grounded(), "board_game", coats, f"game-{seed}", 35)
