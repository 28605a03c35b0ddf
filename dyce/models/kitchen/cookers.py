"""Cookers, hobs and ovens."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Bar, Board, Parts, built, grid, join, rounded_box, to_object
from dyce.models.materials import Material

__all__ = ["cooker", "hob", "oven", "range_cooker"]


@maker("stove")
def cooker(enamel: Material, trim: Material, *, width: float = 0.60) -> bpy.types.Object:
    """A free-standing cooker: a glass hob with four rings, a row of knobs, an oven behind a window, a drawer."""
    half, face, back, top = width / 2 - 0.0015, -0.30, 0.285, 0.912
    glass, dark = materials.mirror_black(), materials.painted_metal((0.02, 0.02, 0.02), 0.5)
    parts: Parts = [
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
    ring = materials.plastic((0.085, 0.082, 0.08), 0.35)
    for x, y, radius in ((-0.14, 0.13, 0.085), (0.14, 0.13, 0.105), (-0.14, -0.13, 0.105), (0.14, -0.13, 0.085)):
        parts.append(Bar([(x, y, top - 0.002), (x, y, top + 0.0003)], radius, ring, 40))
    return built("cooker", parts)


@maker("stove")
def range_cooker(
    enamel: Material, brass: Material, iron: Material, glass: Material, *, width: float = 0.90
) -> bpy.types.Object:
    """A wide range: two ovens behind windowed doors, a rail, knobs, five gas burners under cast-iron grates."""
    half, front, back, top = width / 2, -0.30, 0.30, 0.90
    parts: Parts = [
        Board((-half, front + 0.03, 0.08), (half, back, top - 0.025), enamel, 0.003),
        Board((-half + 0.03, front + 0.07, 0), (half - 0.03, back - 0.05, 0.08), iron, 0.002),
        Board((-half, front + 0.005, top - 0.025), (half, back, top), iron, 0.004),
        Board((-half, back - 0.025, top), (half, back, top + 0.05), enamel, 0.003),
        Board((-half, front + 0.008, 0.74), (half, front + 0.04, top - 0.027), enamel, 0.006),
    ]
    split = half * 0.2
    for x0, x1 in ((-half + 0.006, split - 0.003), (split + 0.003, half - 0.006)):
        parts.append(Board((x0, front + 0.006, 0.10), (x1, front + 0.032, 0.73), enamel, 0.006))
        parts.append(Board((x0 + 0.075, front + 0.003, 0.24), (x1 - 0.075, front + 0.01, 0.56), iron, 0.008))
        parts.append(Board((x0 + 0.085, front + 0.0015, 0.25), (x1 - 0.085, front + 0.01, 0.55), glass, 0.004))
        parts.append(Bar([(x0 + 0.04, front - 0.032, 0.675), (x1 - 0.04, front - 0.032, 0.675)], 0.009, brass, 16))
        parts += [
            Bar([(x, front + 0.008, 0.675), (x, front - 0.032, 0.675)], 0.006, brass, 12)
            for x in (x0 + 0.06, x1 - 0.06)
        ]
    for k in range(7):
        x = -half + 0.09 + (width - 0.18) * k / 6
        parts.append(Bar([(x, front + 0.009, 0.807), (x, front - 0.004, 0.807)], 0.024, brass, 24))
        parts.append(Bar([(x, front - 0.004, 0.807), (x, front - 0.024, 0.807)], (0.019, 0.016), iron, 20))
    for x, y, r in (
        (-0.30, -0.13, 0.042),
        (-0.30, 0.12, 0.034),
        (0.0, 0.0, 0.055),
        (0.30, -0.13, 0.034),
        (0.30, 0.12, 0.042),
    ):
        x *= width / 0.9
        parts.append(Bar([(x, y, top - 0.001), (x, y, top + 0.012)], (r, r * 0.92), iron, 28))
        parts.append(Bar([(x, y, top + 0.012), (x, y, top + 0.016)], (r * 0.6, r * 0.5), brass, 24))
    for k in range(3):
        x0 = -half + 0.025 + (width - 0.05) * k / 3
        parts += _grate(x0 + 0.003, x0 + (width - 0.05) / 3 - 0.003, -0.255, 0.245, top, iron)
    return built("range", parts)


def _grate(x0: float, x1: float, y0: float, y1: float, top: float, iron: Material) -> Parts:
    """A frame on four feet with fingers towards the flames."""
    low, high, thick = top + 0.016, top + 0.028, 0.010
    middle = (x0 + x1) / 2
    parts: Parts = [
        *(Board((x, y0, low), (x + thick, y1, high), iron, 0.002) for x in (x0, x1 - thick)),
        *(Board((x0 + thick, y, low), (x1 - thick, y + thick, high), iron, 0.002) for y in (y0, y1 - thick, -0.005)),
        *(
            Board((x, y, top), (x + thick, y + thick, low), iron, 0.001)
            for x in (x0, x1 - thick)
            for y in (y0, y1 - thick)
        ),
    ]
    for low_y, high_y in ((y0 + thick, -0.005), (0.005, y1 - thick)):
        parts.append(Board((middle - 0.004, low_y, low + 0.002), (middle + 0.004, high_y, high), iron, 0.0015))
    return parts


@maker("stove")
def hob(width: float = 0.58, depth: float = 0.51) -> bpy.types.Object:
    """An induction hob that lies on the worktop: black glass with four printed rings."""
    glass = rounded_box(width, depth, 0.006, 0.0025)
    rings = []
    for x, y, radius in [(-0.14, 0.11, 0.085), (0.14, 0.11, 0.105), (-0.14, -0.10, 0.105), (0.14, -0.10, 0.075)]:
        for inner in (radius, radius * 0.35):
            turn = np.linspace(0, 2 * np.pi, 49)[:-1]
            loop = [[(x + r * np.cos(t), y + r * np.sin(t), 0.00615) for t in turn] for r in (inner, inner - 0.0022)]
            rings.append(grid(np.array(loop), close_rows=True).with_slot(1))
    marks = [
        grid(
            np.array(
                [
                    [(x, -0.225, 0.00615), (x + 0.018, -0.225, 0.00615)],
                    [(x, -0.221, 0.00615), (x + 0.018, -0.221, 0.00615)],
                ]
            )
        )
        for x in (-0.10, -0.06, -0.02, 0.02, 0.06)
    ]
    coats = [materials.mirror_black(), materials.plastic((0.32, 0.32, 0.32), 0.4)]
    whole = join([glass, *rings, *(mark.with_slot(1) for mark in marks)])
    return to_object(whole, "hob", coats, f"hob-{round(100 * width)}", 30)


@maker("oven")
def oven(width: float = 0.556, height: float = 0.55, depth: float = 0.50, kind: str = "oven") -> bpy.types.Object:
    """A built-in oven, or with `kind` "microwave" one that is all glass; its front stands 2 cm before its body."""
    half, face = width / 2, -depth / 2
    black, steel = materials.mirror_black(), materials.brushed_steel("X")
    body, dark = materials.painted_metal((0.08, 0.08, 0.08), 0.5), materials.plastic((0.02, 0.02, 0.02), 0.4)
    panel = height - 0.095
    parts: Parts = [
        Board((-half + 0.01, face + 0.021, 0.004), (half - 0.01, depth / 2, height - 0.004), body),
        Board(
            (-half, face + 0.002, panel + 0.002),
            (half, face + 0.021, height),
            steel if kind == "oven" else black,
            0.001,
        ),
        Board((-half, face, 0), (half, face + 0.021, panel - 0.001), black, 0.002),
        Board((-0.06, face + 0.0012, panel + 0.025), (0.06, face + 0.003, panel + 0.07), black, 0.0005),
        Board((-half + 0.06, face - 0.0006, 0.09), (half - 0.06, face + 0.001, panel - 0.10), dark, 0.0003),
    ]
    parts.append(
        Bar([(-half + 0.05, face - 0.04, panel - 0.045), (half - 0.05, face - 0.04, panel - 0.045)], 0.008, steel, 16)
    )
    for x in (-half + 0.08, half - 0.08):
        parts.append(Bar([(x, face + 0.002, panel - 0.045), (x, face - 0.04, panel - 0.045)], 0.006, steel, 12))
    if kind == "oven":
        for x in (-half + 0.09, half - 0.09):
            knob = [
                (x, face + 0.004, panel + 0.047),
                (x, face - 0.012, panel + 0.047),
                (x, face - 0.022, panel + 0.047),
            ]
            parts.append(Bar(knob, (0.022, 0.018), steel, 28))
    return built(kind, parts)
