"""A dining kitchen's pieces: a spindle-back chair, a bench, a sideboard, a cooker with its hood, a radiator.

Origin at the bottom centre, front towards -Y, metres.
"""

import bpy
import numpy as np

from dyce.models import finishes
from dyce.models.catalogue import maker
from dyce.models.joinery import PLINTH, UNIT_HEIGHT, Bar, Board, Material, built
from dyce.models.parametric.shape import grid, join, to_object
from dyce.models.parametric.sweep import ellipse, extrude, sweep, tube

__all__ = ["bench", "boxed_hood", "cooker", "corner_post", "country_sideboard", "radiator", "spindle_chair"]


@maker("chair")
def spindle_chair(wood: Material, *, height: float = 0.88, spindles: int = 6) -> bpy.types.Object:
    """A chair with a saddle seat, splayed turned legs, thin spindles under a bowed top rail."""
    seat = 0.45
    board = extrude(ellipse(0.43, 0.41, 56, 3.2), 0.032, 0.012, 4).moved(0, 0, seat - 0.032)
    turned = np.interp(np.linspace(0, 1, 14), [0, 0.25, 0.55, 0.8, 1], [0.011, 0.016, 0.019, 0.015, 0.012])
    feet = {(a, b): (0.205 * a, 0.20 * b + 0.01, 0.0) for a in (-1, 1) for b in (-1, 1)}
    hips = {(a, b): (0.145 * a, 0.135 * b + 0.005, seat - 0.012) for a in (-1, 1) for b in (-1, 1)}
    parts = [board]
    parts += [tube(np.linspace(feet[key], hips[key], 14), turned, 14, rounded=True) for key in feet]
    low = {key: np.array(feet[key]) * 0.58 + np.array(hips[key]) * 0.42 for key in feet}
    swell = np.interp(np.linspace(0, 1, 9), [0, 0.5, 1], [0.007, 0.0115, 0.007])
    for a in (-1, 1):
        parts.append(tube(np.linspace(low[a, -1], low[a, 1], 9), swell, 12))
    left, right = ((low[a, -1] + low[a, 1]) / 2 for a in (-1, 1))
    parts.append(tube(np.linspace(left, right, 9), swell, 12))
    bow = np.array([(x, 0.275 - 0.55 * x * x, height - 0.035) for x in np.linspace(-0.21, 0.21, 21)])
    parts.append(sweep(bow, ellipse(0.019, 0.062, 20, 3.0)))
    for x in np.linspace(-1, 1, spindles + 2):
        outer = abs(x) == 1
        foot, head = (0.165 * x, 0.172 - 0.022 * x * x, seat - 0.01), (0.19 * x, 0.275 - 0.55 * (0.19 * x) ** 2)
        path = np.linspace(foot, (*head, height - 0.05), 9)
        thin = np.interp(np.linspace(0, 1, 9), [0, 0.4, 1], [0.012, 0.0125, 0.009] if outer else [0.006, 0.008, 0.0055])
        parts.append(tube(path, thin, 12))
    return to_object(join(parts).grounded(), "chair", [wood], f"spindle-chair-{spindles}-{round(100 * height)}", 40)


@maker("bench")
def bench(length: float, wood: Material, *, depth: float = 0.34, height: float = 0.45) -> bpy.types.Object:
    """A plank bench on two board ends with a rail between, along X."""
    half, deep, thick = length / 2, depth / 2, 0.036
    inset = 0.18
    parts: list[Board | Bar] = [
        Board((-half, -deep, height - thick), (half, -0.0008, height), wood, 0.004),
        Board((-half, 0.0008, height - thick), (half, deep, height), wood, 0.004),
        Board(
            (-half + inset, -0.016, height - thick - 0.10), (half - inset, 0.016, height - thick - 0.001), wood, 0.003
        ),
    ]
    for side in (-1, 1):
        x = side * (half - inset)
        parts.append(Board((x - 0.018, -deep + 0.03, 0.0), (x + 0.018, deep - 0.03, height - thick), wood, 0.003))
    return built("bench", parts)


@maker("sideboard")
def country_sideboard(
    width: float, wood: Material, front: Material, knob: Material, *, depth: float = 0.42, height: float = 0.84
) -> bpy.types.Object:
    """A wooden case on turned legs: a row of three drawers over three doors in another colour."""
    half, deep, low, thick = width / 2, depth / 2, 0.15, 0.024
    parts: list[Board | Bar] = [
        Board((-half - 0.012, -deep - 0.012, height - thick), (half + 0.012, deep, height), wood, 0.004),
        Board((-half, -deep, low), (-half + thick, deep, height - thick), wood),
        Board((half - thick, -deep, low), (half, deep, height - thick), wood),
        Board((-half + thick, -deep, low), (half - thick, deep, low + thick), wood),
        Board((-half + thick, -deep + 0.022, low + thick), (half - thick, deep, height - thick - 0.001), wood, 0.0005),
    ]
    step = (2 * half - 2 * thick) / 3
    split = height - thick - 0.17
    for k in range(3):
        x0, x1 = -half + thick + k * step + 0.0015, -half + thick + (k + 1) * step - 0.0015
        middle = (x0 + x1) / 2
        grip = x0 + 0.04 if k == 2 else x1 - 0.04
        for z0, z1, at in (
            (split + 0.002, height - thick - 0.002, (middle, split + 0.085)),
            (low + thick + 0.002, split - 0.002, (grip, split - 0.09)),
        ):
            parts.append(Board((x0, -deep, z0), (x1, -deep + 0.02, z1), front, 0.002))
            x, z = at
            parts.append(Bar([(x, -deep + 0.002, z), (x, -deep - 0.014, z)], (0.007, 0.005), knob, 14))
            parts.append(
                Bar([(x, -deep - 0.012, z), (x, -deep - 0.020, z), (x, -deep - 0.025, z)], (0.015, 0.009), knob, 20)
            )
    for x in (-half + 0.05, half - 0.05):
        for y in (-deep + 0.05, deep - 0.05):
            parts.append(Bar([(x, y, 0), (x, y, low + 0.002)], (0.013, 0.021), wood, 18))
    return built("sideboard", parts)


@maker("stove")
def cooker(enamel: Material, trim: Material, *, width: float = 0.60) -> bpy.types.Object:
    """A free-standing cooker: a glass hob with four rings, a row of knobs, an oven behind a window, a drawer."""
    half, face, back, top = width / 2 - 0.0015, -0.30, 0.285, 0.912
    glass, dark = finishes.mirror_black(), finishes.painted_metal((0.02, 0.02, 0.02), 0.5)
    parts: list[Board | Bar] = [
        Board((-half, face + 0.03, 0.06), (half, back, top - 0.012), enamel, 0.002),
        Board((-half + 0.03, face + 0.09, 0), (half - 0.03, back - 0.03, 0.06), dark),
        Board((-half, face - 0.01, top - 0.012), (half, back, top - 0.004), trim, 0.002),
        Board((-half + 0.008, face + 0.0, top - 0.004), (half - 0.008, back - 0.01, top), glass, 0.0015),
        Board((-half, face + 0.008, 0.775), (half, face + 0.031, top - 0.014), enamel, 0.004),
        Board((-half, face, 0.245), (half, face + 0.031, 0.768), enamel, 0.005),
        Board((-half + 0.055, face - 0.002, 0.315), (half - 0.055, face + 0.002, 0.665), glass, 0.001),
        Board((-half, face, 0.065), (half, face + 0.031, 0.238), enamel, 0.005),
    ]
    for z, reach in ((0.715, 0.045), (0.185, 0.04)):
        parts.append(Bar([(-half + 0.06, face - reach, z), (half - 0.06, face - reach, z)], 0.0085, trim, 16))
        for x in (-half + 0.09, half - 0.09):
            parts.append(Bar([(x, face + 0.002, z), (x, face - reach, z)], 0.006, trim, 12))
    for k in range(6):
        x = -half + 0.07 + k * (2 * half - 0.14) / 5
        parts.append(Bar([(x, face + 0.010, 0.835), (x, face - 0.004, 0.835)], 0.0255, trim, 28))
        parts.append(Bar([(x, face - 0.002, 0.835), (x, face - 0.026, 0.835)], (0.019, 0.0165), dark, 24))
    ring = finishes.plastic((0.085, 0.082, 0.08), 0.35)
    for x, y, radius in ((-0.14, 0.13, 0.085), (0.14, 0.13, 0.105), (-0.14, -0.13, 0.105), (0.14, -0.13, 0.085)):
        parts.append(Bar([(x, y, top - 0.002), (x, y, top + 0.0003)], radius, ring, 40))
    return built("cooker", parts)


@maker("range_hood")
def boxed_hood(width: float, depth: float, height: float, paint: Material, shelf: Material) -> bpy.types.Object:
    """A boxed-in hood: sloping painted sides over a thick shelf, its back at the wall, `height` up to the ceiling."""
    half, deep = width / 2, depth / 2
    rings = []
    for z, share in ((0.05, 1.0), (0.16, 1.0), (0.48, 0.62), (height, 0.62)):
        x, y = (half - 0.025) * share, deep - (depth - 0.03) * (share if share == 1 else 0.70)
        rings.append([(-x, y, z), (x, y, z), (x, deep, z), (-x, deep, z)])
    body = to_object(grid(np.array(rings, float), close_rows=True, cap=True), "canopy", [paint], "canopy", 20)
    mesh = finishes.painted_metal((0.22, 0.22, 0.22), 0.35)
    ledge = built(
        "canopy ledge",
        [
            Board((-half, -deep, 0.0), (half, deep, 0.052), shelf, 0.004),
            Board((-half + 0.08, -deep + 0.07, -0.004), (half - 0.08, deep - 0.05, 0.001), mesh, 0.001),
        ],
    )
    ledge.parent = body
    return body


@maker("radiator")
def radiator(width: float, paint: Material, *, height: float = 0.55) -> bpy.types.Object:
    """A panel radiator on the floor's pipes: a fluted front, a grille on top."""
    half, low = width / 2, 0.12
    parts: list[Board | Bar] = [
        Board((-half, 0.02, low), (half, 0.05, low + height), paint, 0.003),
        Board((-half, -0.028, low), (half, -0.02, low + height), paint, 0.003),
        Board((-half, -0.03, low + height - 0.006), (half, 0.05, low + height + 0.002), paint, 0.002),
    ]
    for side in (-1, 1):
        inner, outer = sorted((side * half, side * (half + 0.006)))
        parts.append(Board((inner, -0.03, low), (outer, 0.05, low + height), paint, 0.002))
        x = side * (half - 0.06)
        parts.append(Bar([(x, 0.01, 0.0), (x, 0.01, low + 0.02)], 0.0085, paint, 14))
    count = round(width / 0.034)
    for k in range(count):
        x = -half + (k + 0.5) * width / count
        parts.append(Board((x - 0.0105, -0.036, low + 0.025), (x + 0.0105, -0.026, low + height - 0.03), paint, 0.0035))
    return built("radiator", parts)


@maker()
def corner_post(paint: Material, *, size: float = 0.60) -> bpy.types.Object:
    """The closed cupboard in the corner of an L, seen only by its edge."""
    half = size / 2
    return built(
        "corner",
        [
            Board((-half, -half, PLINTH), (half, half, UNIT_HEIGHT), paint, 0.001),
            Board((-half, -half + 0.07, 0), (half - 0.07, half, PLINTH), paint, 0.001),
        ],
    )
