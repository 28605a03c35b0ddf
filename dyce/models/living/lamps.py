"""Lamps: on tables and desks, standing, on walls, hung from ceilings."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, disc, ellipse, fillet, join, revolve, ring, spline, sweep, to_object, tube, warp
from dyce.models.materials import Material

__all__ = ["desk_lamp", "drum_pendant", "pendant", "standing_lamp", "table_lamp", "tripod_lamp", "wall_lamp"]

BLACK = (0.014, 0.014, 0.015)


def _bulb_coat(lit: bool, strength: float) -> Material:
    return materials.glowing(strength=strength) if lit else materials.plastic((0.8, 0.8, 0.78), 0.15, 0.6)


def _bulb(radius: float, z: float, start: float, end: float, rows: int, tall: float | None = None) -> np.ndarray:
    """The outline (rows, 2) of a bulb about height `z`, `tall` up and down, from `start` to `end` degrees."""
    t = np.radians(np.linspace(start, end, rows))
    ball = np.column_stack([radius * np.cos(t), z + (radius if tall is None else tall) * np.sin(t)])
    ball[0 if start == -90 else -1, 0] = 0
    return ball


def _hanging_bulb(radius: float, z: float) -> Shape:
    neck = [(0.45 * radius, z + 1.3 * radius), (0, z + 1.3 * radius)]
    return revolve(np.vstack([_bulb(radius, z, -90, 62, 18), neck]), 26)


def _standing_bulb(radius: float, z: float, rows: int = 18, tall: float | None = None, segments: int = 24) -> Shape:
    ball = _bulb(radius, z, -70, 90, rows, tall)
    return revolve(np.vstack([[(0, ball[0, 1])], ball]), segments)


def _drum(
    low: float,
    high: float,
    wide: float,
    narrow: float,
    wire: float = 0.0022,
    cloth: float = 0.0015,
    around: tuple[int, int] = (64, 56),
) -> list[Shape]:
    """A shade of linen open above and below, its rims bound with `wire`."""
    wall = revolve([(wide, low), (narrow, high), (narrow - cloth, high), (wide - cloth, low)], around[0], closed=True)
    rims = ((wide - 0.0008, low), (narrow - 0.0008, high))
    return [wall, *(tube(ring(r, z, around[1]), wire, 8, closed=True) for r, z in rims)]


def _spokes(
    reach: float, inner: float, outer: float, radius: float, turns: Sequence[float] = (0.4, 2.5, 4.6)
) -> list[Shape]:
    """What holds a shade: wires from the axis at height `inner` out to `reach` at height `outer`."""
    return [tube([(0, 0, inner), (reach * np.cos(a), reach * np.sin(a), outer)], radius, 6) for a in turns]


def _rose(top: float) -> Shape:
    """What covers the end of a cord at the ceiling, `top` up."""
    profile = [(0, top - 0.03), (0.012, top - 0.03), (0.05, top - 0.004), (0.05, top), (0, top)]
    return revolve(fillet(profile, [0, 0.004, 0.01, 0.001, 0], 4), 40)


def _metal_shade(control: Sequence[tuple[float, float]], rows: int, segments: int, lining: int) -> tuple[Shape, float]:
    """A thin shade of revolution, its inside of the material `lining`; and the height of its top."""
    outer = spline(control, rows)
    top = float(outer[-1, 1])
    inner = outer - (0.0018, 0.0012)
    shell = revolve(np.vstack([outer, [(0.0, top)], [(0.0, top - 0.002)], inner[::-1]]), segments, closed=True)
    inward = np.arange(len(shell.faces)) // segments >= len(outer) + 1
    return shell.with_slot(np.where(inward, lining, 0)), top


@maker("lamp")
def standing_lamp(
    style: str = "tripod", wood: str = "walnut", height: float = 1.52, shade: float = 0.42, lit: bool = True
) -> bpy.types.Object:
    """A standing lamp with a linen drum shade `shade` across: `style` "tripod" (wooden legs) or "stem" (brass on a disc)."""
    low, r = height - 0.28, shade / 2
    hub = low + 0.02
    if style == "tripod":
        legs = [
            tube(
                [(0.035 * np.cos(a), 0.035 * np.sin(a), hub), (0.27 * np.cos(a), 0.27 * np.sin(a), 0.006)],
                np.array([0.014, 0.010]),
                16,
                rounded=True,
            )
            for a in np.radians([90, 210, 330])
        ]
        foot = [*legs, disc(0.05, hub - 0.02, hub + 0.012, 0.004, 36).with_slot(1)]
    else:
        foot = [disc(0.14, 0, 0.018, 0.005, 56).with_slot(1), disc(0.011, 0.016, hub, 0.001, 20).with_slot(1)]
    post = disc(0.007, hub, height - 0.02, 0.001, 16).with_slot(1)
    parts = [*foot, post, *(part.with_slot(2) for part in _drum(low, height, r, 0.92 * r, 0.0024, 0.0016))]
    parts += [part.with_slot(1) for part in _spokes(0.925 * r, height - 0.03, height - 0.006, 0.0018)]
    parts.append(_hanging_bulb(0.032, low + 0.11).with_slot(3))
    coats = [materials.wood(wood, "Z"), materials.brass(), materials.lampshade(), _bulb_coat(lit, 18.0)]
    return to_object(join(parts).grounded(), "standing_lamp", coats, f"standing-lamp-{style}-{height:.2f}", 45)


@maker("lamp")
def desk_lamp(colour: Sequence[float] = BLACK, lit: bool = True) -> bpy.types.Object:
    """A lamp of two arms on a round foot; its head looks down towards -Y."""
    elbow, wrist = (0.0, 0.13, 0.30), (0.0, -0.08, 0.46)
    parts = [
        disc(0.085, 0, 0.016, 0.005, 48),
        tube([(0, 0.03, 0.014), elbow], 0.0065, 12).with_slot(1),
        tube([elbow, wrist], 0.0065, 12).with_slot(1),
        tube([(-0.014, *elbow[1:]), (0.014, *elbow[1:])], 0.012, 20).with_slot(1),
        tube([(-0.014, *wrist[1:]), (0.014, *wrist[1:])], 0.011, 20).with_slot(1),
        disc(0.018, 0.014, 0.03, 0.003, 24).moved(0, 0.03, 0).with_slot(1),
    ]
    shell, _ = _metal_shade([(0.085, 0.0), (0.075, 0.045), (0.036, 0.09), (0.022, 0.10)], 18, 48, 2)
    head = [shell, _hanging_bulb(0.026, 0.045).with_slot(3)]
    parts += [part.moved(0, 0, -0.10).turned("x", -22).moved(*wrist) for part in head]
    coats = [
        materials.painted_metal(tuple(colour), 0.35),
        materials.brushed_steel("Z"),
        materials.painted_metal((0.78, 0.76, 0.70), 0.4),
        _bulb_coat(lit, 18.0),
    ]
    return to_object(join(parts).grounded(), "desk_lamp", coats, "desk-lamp", 45)


@maker("pendant_lamp")
def pendant(
    style: str = "dome",
    colour: Sequence[float] = (0.05, 0.09, 0.085),
    diameter: float = 0.36,
    cord: float = 0.9,
    lit: bool = True,
) -> bpy.types.Object:
    """A hanging lamp, its rim at z = 0, the ceiling rose on top: `style` "dome", "cone" or "globe" (opal glass).

    It has a glowing bulb when `lit`, but no light object.
    """
    r = diameter / 2
    inside = materials.painted_metal((0.78, 0.76, 0.70), 0.4)
    if style == "globe":
        ball = _bulb(r, r, -90, 90, 32)
        ball[-1, 0] = 0
        shade, top = revolve(ball, 48), 2 * r
        coats = [materials.opal(6.0 if lit else 0.0), inside]
    else:
        control = {
            "dome": [(1.0, 0), (0.97, 0.22), (0.78, 0.50), (0.42, 0.70), (0.16, 0.77)],
            "cone": [(1.0, 0), (0.62, 0.34), (0.30, 0.62), (0.17, 0.74)],
        }[style]
        shade, top = _metal_shade([(a * r, b * r) for a, b in control], 22, 60, 1)
        coats = [materials.painted_metal(tuple(colour), 0.32), inside]
    socket = disc(0.022, top - 0.002, top + 0.05, 0.004, 32).with_slot(2)
    wire = tube([(0, 0, top + 0.045), (0, 0, top + cord)], 0.0028, 8).with_slot(3)
    parts = [shade, socket, wire, _rose(top + cord).with_slot(2)]
    if style != "globe":
        neck = [(0.0135, top - 0.001), (0, top - 0.001)]
        parts.append(revolve(np.vstack([_bulb(0.030, 0.45 * r, -90, 62, 20), neck]), 28).with_slot(4))
    coats += [materials.brass(), materials.cotton((0.03, 0.03, 0.03)), _bulb_coat(lit, 14.0)]
    return to_object(join(parts).grounded(), "pendant", coats, f"pendant-{style}", 45)


@maker("lamp")
def table_lamp(glaze: str = "sage", height: float = 0.48, lit: bool = True, seed: int = 0) -> bpy.types.Object:
    """A ceramic lamp with a linen drum shade; no light object, but a glowing bulb when `lit`."""
    foot_h = 0.52 * height
    control = [(0.050, 0.0), (0.056, 0.006), (0.088, 0.30 * foot_h), (0.080, 0.58 * foot_h), (0.034, 0.90 * foot_h)]
    outer = spline([*control, (0.026, foot_h)], 28)
    body = revolve(np.vstack([[(0, 0)], outer, [(0, foot_h)]]), 52)
    body = body.with_vertices(warp(body.vertices, 0.0005, 0.08, seed))
    stem = disc(0.009, foot_h - 0.004, 0.72 * height, 0.001, 20).with_slot(1)
    shade = [part.with_slot(2) for part in _drum(0.50 * height, height, 0.155, 0.115, around=(64, 48))]
    spokes = [part.with_slot(1) for part in _spokes(0.115 * 1.02, 0.93 * height, 0.965 * height, 0.0014)]
    post = disc(0.004, 0.70 * height, 0.94 * height, 0.0005, 12).with_slot(1)
    neck = [(0, 0.72 * height - 0.002), (0.0125, 0.72 * height - 0.002)]
    lamp = revolve(np.vstack([neck, _bulb(0.028, 0.80 * height, -60, 90, 18)]), 24).with_slot(3)
    coats = [materials.coat(glaze), materials.brass(), materials.lampshade(), _bulb_coat(lit, 18.0)]
    made = join([body, stem, post, *shade, *spokes, lamp])
    return to_object(made.grounded(), "table_lamp", coats, f"table-lamp-{glaze}", 45)


@maker("lamp")
def tripod_lamp(height: float = 1.52, wood: str = "oak", lit: bool = True) -> bpy.types.Object:
    """A drum shade of linen on a wooden tripod; a glowing bulb when `lit`, but no light object."""
    joint, low = 0.80 * height, 0.79 * height
    legs = []
    for turn in 2 * np.pi * (np.arange(3) + 0.25) / 3:
        way = np.array([np.cos(turn), np.sin(turn)])
        legs.append(sweep([(*(0.27 * way), 0.0), (*(0.018 * way), joint)], ellipse(2, 2, 16), np.array([0.010, 0.014])))
    hub = disc(0.036, joint - 0.05, joint - 0.015, 0.004, 32).with_slot(1)
    post = disc(0.006, joint - 0.02, height - 0.06, 0.001, 12).with_slot(1)
    shade = [part.with_slot(2) for part in _drum(low, height, 0.225, 0.195, 0.0026, around=(72, 60))]
    spokes = [part.with_slot(1) for part in _spokes(0.195, height - 0.07, height - 0.01, 0.0016)]
    lamp = _standing_bulb(0.032, low + 0.14).with_slot(3)
    coats = [materials.wood(wood, "Z"), materials.brass(), materials.lampshade(), _bulb_coat(lit, 16.0)]
    made = join([*legs, hub, post, *shade, *spokes, lamp])
    return to_object(made.grounded(), "tripod_lamp", coats, f"tripod-lamp-{round(100 * height)}-{wood}", 45)


@maker("lamp")
def wall_lamp(reach: float = 0.15, shade: float = 0.15, lit: bool = True) -> bpy.types.Object:
    """A brass bracket on a round plate, its back at y = 0, with a linen shade `shade` across; no light object."""
    r, stem = shade / 2, 0.10
    plate = revolve(fillet([(0, 0), (0.045, 0), (0.045, 0.006), (0.030, 0.014), (0, 0.014)], 0.003, 3), 40)
    arm = spline([(0, -0.012, 0.0), (0, -0.06, -0.030), (0, -0.85 * reach, -0.022), (0, -reach, 0.03)], 20)
    parts = [plate.turned("x", 90), tube(arm, 0.0055, 12), disc(0.019, 0.026, 0.032, 0.002, 28).moved(0, -reach, 0)]
    parts.append(disc(0.0105, 0.030, stem, 0.001, 20).moved(0, -reach, 0).with_slot(1))
    parts.append(_standing_bulb(0.016, stem + 0.018, 16, 0.026, 20).moved(0, -reach, 0).with_slot(3))
    shade_ = _drum(0.075, 0.075 + 0.82 * shade, r, 0.62 * r)
    parts += [part.moved(0, -reach, 0).with_slot(2) for part in shade_]
    parts += [part.moved(0, -reach, 0) for part in _spokes(0.985 * r, 0.078, 0.082, 0.0012)]
    coats = [materials.brass(), materials.wax((0.74, 0.70, 0.60)), materials.lampshade(), _bulb_coat(lit, 14.0)]
    return to_object(join(parts).grounded(), "wall_lamp", coats, f"wall-lamp-{round(100 * shade)}", 45)


@maker("pendant_lamp")
def drum_pendant(
    diameter: float = 0.46, height: float = 0.22, cord: float = 0.45, lit: bool = True
) -> bpy.types.Object:
    """A hanging drum of linen closed below by a diffuser, its rim at z = 0, the ceiling rose on top; no light object."""
    r, top = diameter / 2, height + cord
    spokes = _spokes(r, height - 0.012, height - 0.004, 0.0016, np.radians([30, 150, 270]).tolist())
    hub = disc(0.021, height - 0.05, height + 0.02, 0.004, 28)
    parts = [
        *_drum(0.0, height, r, r),
        disc(r - 0.004, 0.012, 0.015, 0.0008, 64).with_slot(1),
        *(part.with_slot(2) for part in (*spokes, _rose(top), hub)),
        tube([(0, 0, height + 0.015), (0, 0, top - 0.02)], 0.0028, 8).with_slot(3),
    ]
    coats = [
        materials.lampshade(),
        materials.opal(0.45 if lit else 0.0),
        materials.brass(),
        materials.cotton((0.03, 0.03, 0.03)),
    ]
    return to_object(join(parts).grounded(), "drum_pendant", coats, f"drum-pendant-{round(100 * diameter)}", 45)
