"""Modern kitchens: units with flat fronts, gripped at a channel or by knobs, what is built into them; a low sideboard.

As in `joinery`, units have their origin at the bottom centre and face -Y; worktops have it at the left end of their
upper back edge.
"""

from collections.abc import Sequence
from typing import TypeAlias

import bpy
import numpy as np

from dyce.models import finishes
from dyce.models.catalogue import maker
from dyce.models.joinery import PLINTH, UNIT_DEPTH, UNIT_HEIGHT, WORKTOP, Bar, Board, built
from dyce.models.parametric.notes import sheets
from dyce.models.parametric.revolve import disc
from dyce.models.parametric.shape import grid, join, to_object
from dyce.models.parametric.sweep import ellipse, rounded_box

__all__ = ["base_unit", "hob", "hood", "inset_sink", "low_board", "oven", "tower", "wall_unit", "worktop"]

Material: TypeAlias = bpy.types.Material
Parts: TypeAlias = list[Board | Bar]

GAP = 0.0015
GRIP = 0.024
FRONT = 0.019


@maker("cabinet")
def base_unit(
    width: float,
    rows: Sequence[tuple[float, int]],
    front: Material,
    case: Material,
    *,
    knob: Material | None = None,
    well: float = 0.0,
    grip: Material | None = None,
) -> bpy.types.Object:
    """A cupboard; `rows` from the top are (height in metres, 0 for what is left; fronts side by side).

    Without `knob` one grips each front in a channel over it. `well` is how deep the unit is open at the top, for a sink.
    With `grip` the channels, the joints between the fronts and the plinth show that material, and the fronts hang as
    hinges and runners leave them: up to a millimetre out of line.
    """
    half, face, back = width / 2, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    body = UNIT_HEIGHT - well
    parts: Parts = [
        Board((-half, face + FRONT + 0.001, PLINTH), (half, back, body), case, 0.0005),
        Board((-half, face + 0.06, 0), (half, face + 0.078, PLINTH), case, 0.0005),
    ]
    if well:
        parts += [
            Board((x, face + FRONT + 0.001, body), (x + 0.016, back, UNIT_HEIGHT), case) for x in (-half, half - 0.016)
        ]
        parts.append(Board((-half, face + FRONT + 0.001, body), (half, face + FRONT + 0.016, UNIT_HEIGHT - GRIP), case))
    if grip:
        parts += [
            Board(
                (-half + 0.0005, face + FRONT - 0.0005, PLINTH),
                (half - 0.0005, face + FRONT + 0.0008, body - 0.001),
                grip,
                0.0,
            ),
            Board((-half, face + 0.0585, 0.001), (half, face + 0.0605, PLINTH - 0.001), grip, 0.0),
        ]
    top = UNIT_HEIGHT - 0.003
    rest = top - PLINTH - sum(rise for rise, _ in rows)
    rng = np.random.default_rng(round(1000 * width) + len(rows))
    for rise, count in rows:
        rise = rise or rest
        for k in range(count):
            x0, x1 = -half + width * k / count + GAP, -half + width * (k + 1) / count - GAP
            high = top - (GAP if knob else GRIP)
            out, side, drop = rng.uniform(-1, 1, 3) * (0.0011, 0.0006, 0.0005) if grip else (0.0, 0.0, 0.0)
            low = (x0 + side, face - out, top - rise + GAP + drop)
            parts.append(Board(low, (x1 + side, face + FRONT - out, high + drop), front, 0.0025 if grip else 0.0015))
            if knob:
                door = rise > 0.35
                x = (x0 + x1) / 2 if not door else (x0 + 0.045 if k % 2 or count == 1 else x1 - 0.045)
                parts += _knob((x, face, top - (0.07 if door else rise / 2)), knob)
        top -= rise
    return built("unit", parts)


def _knob(at: Sequence[float], finish: Material) -> Parts:
    x, y, z = at
    return [
        Bar([(x, y + 0.002, z), (x, y - 0.016, z)], (0.008, 0.006), finish, 16),
        Bar([(x, y - 0.014, z), (x, y - 0.026, z)], (0.015, 0.0165), finish, 24),
    ]


@maker("cabinet")
def wall_unit(
    width: float,
    height: float,
    front: Material,
    case: Material,
    *,
    doors: int = 1,
    depth: float = 0.33,
    lamp: Material | None = None,
    knob: Material | None = None,
    rail: float = 0.0,
    papers: Sequence[tuple[float, float]] = (),
    seed: int = 0,
) -> bpy.types.Object:
    """A wall cupboard whose doors reach 18 mm below it, to be gripped there; `lamp` glows in a channel underneath.

    With `rail` the doors are frames that wide about a sunk panel. `papers` are what is stuck to the doors, at (right, up)
    from the middle of the lower edge: lists, postcards.
    """
    half, face, back = width / 2, -depth / 2, depth / 2
    parts: Parts = [Board((-half, face + FRONT + 0.001, 0.018), (half, back, height), case, 0.0005)]
    for k in range(doors):
        x0, x1 = -half + width * k / doors + GAP, -half + width * (k + 1) / doors - GAP
        parts += _door((x0, face, 0), (x1, face + FRONT, height - GAP), front, rail)
        if knob:
            parts += _knob((x0 + 0.045 if k % 2 or doors == 1 else x1 - 0.045, face, 0.07), knob)
    if lamp:
        parts.append(Board((-half + 0.03, -0.03, 0.012), (half - 0.03, -0.012, 0.0185), lamp, 0.0))
    unit = built("wall_unit", parts)
    if papers:
        stuck = sheets(papers, seed)
        stuck.parent, stuck.location = unit, (0, face + (0.0075 if rail else -0.0002), 0)
    return unit


def _door(low: Sequence[float], high: Sequence[float], front: Material, rail: float) -> Parts:
    """A flat door, or with `rail` one of stiles and rails about a panel set back by 8 mm."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    if not rail:
        return [Board(low, high, front, 0.0015)]
    return [
        Board((x0, y0, z0), (x0 + rail, y1, z1), front, 0.002),
        Board((x1 - rail, y0, z0), (x1, y1, z1), front, 0.002),
        Board((x0 + rail - 0.0005, y0 + 0.0004, z0), (x1 - rail + 0.0005, y1, z0 + rail), front, 0.002),
        Board((x0 + rail - 0.0005, y0 + 0.0004, z1 - rail), (x1 - rail + 0.0005, y1, z1), front, 0.002),
        Board((x0 + 0.01, y0 + 0.008, z0 + 0.01), (x1 - 0.01, y1 - 0.001, z1 - 0.01), front, 0.001),
    ]


@maker("cabinet")
def tower(
    width: float,
    height: float,
    rows: Sequence[float],
    front: Material,
    case: Material,
    *,
    niches: Sequence[int] = (),
    side: Material | None = None,
) -> bpy.types.Object:
    """A tall cupboard; `rows` from the floor up are the heights of its fronts (metres, 0 for what is left), of which
    those numbered in `niches` are left open for an appliance."""
    half, face, back = width / 2, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    skin = side or case
    parts: Parts = [
        Board((-half, face + FRONT + 0.001, 0), (-half + 0.016, back, height), skin, 0.0005),
        Board((half - 0.016, face + FRONT + 0.001, 0), (half, back, height), skin, 0.0005),
        Board((-half + 0.016, face + FRONT + 0.001, height - 0.016), (half - 0.016, back, height), skin, 0.0005),
        Board((-half + 0.016, back - 0.01, PLINTH), (half - 0.016, back, height - 0.016), case, 0.0005),
        Board((-half + 0.016, face + 0.06, 0), (half - 0.016, face + 0.078, PLINTH), skin, 0.0005),
    ]
    low, rest = PLINTH, height - PLINTH - sum(rows)
    for number, rise in enumerate(rows):
        rise = rise or rest
        parts.append(Board((-half + 0.016, face + FRONT + 0.002, low), (half - 0.016, back - 0.01, low + 0.016), case))
        if number not in niches:
            z0, z1 = low + GAP, low + rise - (GRIP if number == 0 else GAP)
            parts.append(Board((-half + GAP, face, z0), (half - GAP, face + FRONT, z1), front, 0.0015))
            inner = (-half + 0.016, face + FRONT + 0.001, low), (half - 0.016, face + FRONT + 0.012, low + rise)
            parts.append(Board(*inner, case, 0.0))
        low += rise
    return built("tower", parts)


@maker("worktop")
def worktop(
    width: float,
    material: Material,
    *,
    depth: float = 0.62,
    thickness: float = WORKTOP,
    hole: tuple[float, float, float, float] | None = None,
) -> bpy.types.Object:
    """A worktop; `hole` (from x, to x, from y, to y < 0) is cut for an inset sink."""
    if hole is None:
        return built("worktop", [Board((0, -depth, -thickness), (width, 0, 0), material, 0.002)])
    x0, x1, y0, y1 = hole
    spans = [
        ((0, -depth), (x0, 0)),
        ((x1, -depth), (width, 0)),
        ((x0 - 0.002, -depth), (x1 + 0.002, y0)),
        ((x0 - 0.002, y1), (x1 + 0.002, 0)),
    ]
    return built("worktop", [Board((*low, -thickness), (*high, 0), material, 0.002) for low, high in spans])


@maker("sink")
def inset_sink(
    width: float = 0.52, depth: float = 0.42, height: float = 0.18, steel: Material | None = None
) -> bpy.types.Object:
    """A sink that hangs by its rim in a worktop, in a hole 3 cm narrower and less deep than itself."""
    levels = [
        (0.030, 0.0, 0.05),
        (0.022, 0.008, 0.05),
        (0.019, height - 0.0025, 0.045),
        (0.0, height - 0.0025, 0.03),
        (0.0, height - 0.0005, 0.03),
        (0.001, height, 0.03),
        (0.021, height, 0.042),
        (0.0225, height - 0.003, 0.043),
        (0.026, 0.03, 0.047),
        (0.032, 0.014, 0.055),
        (0.050, 0.006, 0.07),
        (0.150, 0.003, 0.05),
    ]
    rings = []
    for inset, z, _ in levels:
        outline = ellipse(width - 2 * inset, depth - 2 * inset, 72, 9)
        rings.append([(x, y, z) for x, y in outline])
    shell = grid(_points(rings), close_rows=True, cap=True)
    drain = disc(0.040, 0.003, 0.0055, 0.001, 32).with_slot(1)
    eye = disc(0.018, 0.0055, 0.0065, 0.0004, 24).with_slot(2)
    dark = finishes.rubber((0.02, 0.02, 0.02))
    coats = [steel or finishes.brushed_steel("X"), finishes.polished_steel(), dark]
    return to_object(join([shell, drain, eye]), "sink", coats, f"inset-sink-{round(100 * width)}", 40)


def _points(rings: Sequence[Sequence[tuple[float, float, float]]]) -> np.ndarray:
    return np.array(rings, float)


@maker("stove")
def hob(width: float = 0.58, depth: float = 0.51) -> bpy.types.Object:
    """An induction hob that lies on the worktop: black glass with four printed rings."""
    glass = rounded_box(width, depth, 0.006, 0.0025)
    rings = []
    for x, y, radius in [(-0.14, 0.11, 0.085), (0.14, 0.11, 0.105), (-0.14, -0.10, 0.105), (0.14, -0.10, 0.075)]:
        for inner in (radius, radius * 0.35):
            turn = np.linspace(0, 2 * np.pi, 49)[:-1]
            loop = [[(x + r * np.cos(t), y + r * np.sin(t), 0.00615) for t in turn] for r in (inner, inner - 0.0022)]
            rings.append(grid(_points(loop), close_rows=True).with_slot(1))
    marks = [
        grid(
            _points(
                [
                    [(x, -0.225, 0.00615), (x + 0.018, -0.225, 0.00615)],
                    [(x, -0.221, 0.00615), (x + 0.018, -0.221, 0.00615)],
                ]
            )
        )
        for x in (-0.10, -0.06, -0.02, 0.02, 0.06)
    ]
    coats = [finishes.mirror_black(), finishes.plastic((0.32, 0.32, 0.32), 0.4)]
    whole = join([glass, *rings, *(mark.with_slot(1) for mark in marks)])
    return to_object(whole, "hob", coats, f"hob-{round(100 * width)}", 30)


@maker("oven")
def oven(width: float = 0.556, height: float = 0.55, depth: float = 0.50, kind: str = "oven") -> bpy.types.Object:
    """A built-in oven, or with `kind` "microwave" one that is all glass; its front stands 2 cm before its body."""
    half, face = width / 2, -depth / 2
    black, steel = finishes.mirror_black(), finishes.brushed_steel("X")
    body, dark = finishes.painted_metal((0.08, 0.08, 0.08), 0.5), finishes.plastic((0.02, 0.02, 0.02), 0.4)
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


@maker("range_hood")
def hood(width: float = 0.60, height: float = 0.75, steel: Material | None = None) -> bpy.types.Object:
    """A flat extractor hood with a square flue up to the ceiling, its back at the wall."""
    coat = steel or finishes.brushed_steel("X")
    half, depth = width / 2, 0.46
    mesh = finishes.painted_metal((0.25, 0.25, 0.25), 0.35)
    parts: Parts = [
        Board((-half, -depth / 2, 0), (half, depth / 2, 0.055), coat, 0.002),
        Board((-half + 0.03, -depth / 2 + 0.05, -0.003), (half - 0.03, depth / 2 - 0.03, 0.001), mesh, 0.0005),
        Board((-0.13, depth / 2 - 0.26, 0.055), (0.13, depth / 2, height), coat, 0.001),
    ]
    return built("hood", parts)


@maker("sideboard")
def low_board(
    width: float,
    fronts: Sequence[str],
    case: Material,
    front: Material,
    legs: Material,
    *,
    depth: float = 0.40,
    height: float = 0.48,
    lift: float = 0.15,
) -> bpy.types.Object:
    """A sideboard on legs; `fronts` from left to right: "door", "drawers" (two), or "open" (with a shelf)."""
    half, face, thick = width / 2, -depth / 2, 0.022
    parts: Parts = [
        Board((-half, face, height - thick), (half, depth / 2, height), case, 0.003),
        Board((-half, face, lift), (half, depth / 2, lift + thick), case, 0.003),
        Board((-half, face, lift + thick), (-half + thick, depth / 2, height - thick), case),
        Board((half - thick, face, lift + thick), (half, depth / 2, height - thick), case),
        Board((-half + thick, depth / 2 - 0.01, lift + thick), (half - thick, depth / 2, height - thick), case),
    ]
    bay = (width - 2 * thick) / len(fronts)
    low, high = lift + thick + 0.003, height - thick - 0.003
    for k, kind in enumerate(fronts):
        x0, x1 = -half + thick + k * bay, -half + thick + (k + 1) * bay
        if k:
            parts.append(Board((x0 - 0.009, face + 0.022, low), (x0 + 0.009, depth / 2 - 0.01, high), case))
        if kind == "open":
            middle = (low + high) / 2
            parts.append(Board((x0, face + 0.03, middle - 0.009), (x1, depth / 2 - 0.01, middle + 0.009), case))
            continue
        rows = [(low, high)] if kind == "door" else [(low, (low + high) / 2), ((low + high) / 2, high)]
        for z0, z1 in rows:
            parts.append(
                Board((x0 + 0.002, face + 0.002, z0 + 0.0015), (x1 - 0.002, face + 0.02, z1 - 0.0015), front, 0.002)
            )
            at = (x1 - 0.04, (z0 + z1) / 2) if kind == "door" else ((x0 + x1) / 2, (z0 + z1) / 2)
            parts.append(Bar([(at[0], face + 0.004, at[1]), (at[0], face - 0.02, at[1])], (0.007, 0.012), legs, 20))
    for x in (-half + 0.10, half - 0.10):
        for y in (face + 0.07, depth / 2 - 0.06):
            foot = (x + 0.03 * (1 if x > 0 else -1), y)
            parts.append(Bar([(*foot, 0), (x, y, lift + 0.004)], (0.012, 0.019), legs, 16))
    return built("low_board", parts)
