"""Things of a living room: frames, clocks, candles, lamps, small electronics."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models.catalogue import maker

from .. import finishes
from . import labels
from .crockery import coat
from .curves import fillet, spline
from .noise import warp
from .revolve import disc, patch, revolve, vessel
from .shape import Shape, grid, join, to_object
from .sweep import ellipse, extrude, rounded_box, sweep, thick, tube

__all__ = [
    "candle",
    "coaster",
    "glasses",
    "keys_tray",
    "pendant",
    "phone",
    "picture_frame",
    "remote_control",
    "table_lamp",
    "tablet",
    "wall_clock",
]


def _front_face(width: float, height: float, y: float, low: float = 0.0) -> Shape:
    """A sheet of 0.1 mm that looks to -Y, UVs 0..1."""
    a = width / 2
    corners = [[(-a, y, low), (a, y, low)], [(-a, y, low + height), (a, y, low + height)]]
    return thick(np.array(corners, float), 0.0001)


def _frame(width: float, height: float, section: np.ndarray) -> Shape:
    """A mitred frame: `section` (M, 2) in (inward, forward) carried round a rectangle, front -Y, bottom at z = 0."""
    a = width / 2
    corners = [(-a, 0, 1, 1), (a, 0, -1, 1), (a, height, -1, -1), (-a, height, 1, -1)]
    rings = [
        np.column_stack([x + sx * section[:, 0], -section[:, 1], z + sz * section[:, 0]]) for x, z, sx, sz in corners
    ]
    shape = grid(np.stack(rings), close_rows=True, close_columns=True)
    return shape


@maker("picture")
def picture_frame(
    art: str = "landscape",
    wood: str = "oak",
    width: float = 0.40,
    height: float = 0.50,
    mount: float = 0.05,
    standing: bool = False,
    seed: int = 0,
) -> bpy.types.Object:
    """A framed picture, its back at y = 0 for a wall: `art` "landscape", "shapes", "botanical" or "lines".

    `wood` also "black" or "white" (painted), "brass"; `mount` is the passe-partout's breadth; `standing` leans it back.
    """
    bar = 0.018 if max(width, height) > 0.25 else 0.012
    deep = 0.020 if max(width, height) > 0.25 else 0.014
    section = fillet(
        [(0, 0), (bar, 0.0), (bar, deep * 0.75), (bar * 0.75, deep), (0, deep)],
        [0, 0, 0.001, 0.002, 0.002],
        3,
        closed=False,
    )
    rim = _frame(width, height, section)
    sides = np.abs(rim.vertices[rim.faces][..., 0]).max(axis=1) > width / 2 - bar - 1e-6
    spread = np.ptp(rim.vertices[rim.faces][..., 2], axis=1) > 0.5 * height
    rim = rim.with_slot(np.where(sides & spread, 1, 0))
    inside_w, inside_h = width - 2 * bar + 0.002, height - 2 * bar + 0.002
    board = rounded_box(inside_w, 0.004, inside_h, 0.0003, 1).moved(0, -0.003, bar - 0.001).with_slot(2)
    shown_w, shown_h = inside_w - 2 * mount, inside_h - 2 * mount
    picture = _front_face(shown_w, shown_h, -0.0052, bar - 0.001 + mount).with_slot(3)
    pane = _front_face(inside_w, inside_h, -0.0085, bar - 0.001).with_slot(4)
    parts = [rim, board, picture, pane]
    pixels = (int(460 * min(1, shown_w / shown_h)), int(460 * min(1, shown_h / shown_w)))
    print_ = finishes.printed(labels.artwork(art, seed, pixels), 0.7)
    plain = {
        "black": finishes.painted_metal((0.012, 0.012, 0.013), 0.35),
        "white": finishes.painted_metal((0.80, 0.79, 0.76), 0.35),
        "brass": finishes.brass(),
    }
    bars = [plain[wood]] * 2 if wood in plain else [finishes.wood(wood, "X"), finishes.wood(wood, "Z")]
    materials = [*bars, finishes.paper((0.82, 0.81, 0.78)), print_, finishes.pane()]
    shape = join(parts)
    if standing:
        shape = shape.turned("x", -11)
        reach = 0.72 * height
        leg = rounded_box(0.045, 0.003, reach, 0.001, 1).with_slot(5)
        top = np.array([0, reach * np.sin(np.radians(11)), reach * np.cos(np.radians(11))])
        lean = np.degrees(np.arccos(min(1.0, (top[2] - 0.001) / reach)))
        leg = leg.turned("x", lean + 0.5).moved(0, top[1] + reach * np.sin(np.radians(lean)) + 0.001, 0)
        shape = join([shape.grounded(), leg.grounded()])
        materials.append(finishes.cardboard((0.03, 0.03, 0.03)))
        return to_object(shape.centred(), "picture_frame", materials, f"frame-{art}-{wood}-{seed}", 35)
    return to_object(shape.grounded(), "picture_frame", materials, f"frame-{art}-{wood}-{seed}", 35)


def _dial(style: str) -> str:
    name = f"dial.{style}"
    if name in bpy.data.images:
        return name
    dark = style == "dark"
    ground, ink = ((0.13, 0.14, 0.15), (0.92, 0.90, 0.85)) if dark else ((0.95, 0.94, 0.91), (0.12, 0.12, 0.13))
    image = labels.canvas(512, 512, ground)
    for k in range(60):
        turn = np.radians(6 * k)
        long_ = k % 5 == 0
        a, b = (0.40 if long_ else 0.425), 0.445
        ends = [(int(512 * (0.5 + r * np.sin(turn))), int(512 * (0.5 - r * np.cos(turn)))) for r in (a, b)]
        labels.stroke(image, ends[0], ends[1], ink, 7 if long_ else 2)
    if style != "bare":
        for hour in range(1, 13):
            turn = np.radians(30 * hour)
            labels.text(image, str(hour), 0.5 + 0.335 * np.sin(turn), 0.5 - 0.335 * np.cos(turn), 0.062, ink, bold=0.06)
    return labels.save(image, name)


@maker("clock")
def wall_clock(style: str = "light", diameter: float = 0.30, hour: int = 10, minute: int = 9) -> bpy.types.Object:
    """A wall clock, its back at y = 0: `style` "light", "dark" or "bare" (marks only)."""
    r = diameter / 2
    case = fillet(
        [(0, 0), (r, 0), (r, 0.036), (r - 0.010, 0.038), (r - 0.012, 0.026), (0, 0.026)],
        [0, 0.003, 0.004, 0.003, 0.001, 0],
        4,
    )
    shape = revolve(case, 72)
    face = grid(
        np.stack(
            [
                np.column_stack([f * ellipse(2 * r - 0.024, 2 * r - 0.024, 64), np.full(64, 0.0264)])
                for f in (1.0, 0.5, 0.0)
            ]
        ),
        close_rows=True,
    )
    size = 2 * r - 0.024
    points = face.vertices[face.faces]
    face = Shape(
        face.vertices,
        face.faces,
        np.stack([points[..., 0] / size + 0.5, points[..., 1] / size + 0.5], axis=2),
        face.slot,
        face.tint,
    ).with_slot(1)
    parts = [shape, face]
    for share, long_, wide in (((hour % 12 + minute / 60) / 12, 0.52 * r, 0.009), (minute / 60, 0.74 * r, 0.006)):
        hand = extrude(
            [(-wide / 2, -0.12 * r), (wide / 2, -0.12 * r), (wide * 0.32, long_), (-wide * 0.32, long_)],
            0.0012,
            0.0003,
            1,
        )
        parts.append(hand.turned("z", -360 * share).moved(0, 0, 0.029 + 0.002 * (wide < 0.008)).with_slot(2))
    parts.append(disc(0.0075, 0.028, 0.034, 0.001, 24).with_slot(2))
    rim = (
        finishes.wood("oak", "X")
        if style == "bare"
        else finishes.painted_metal((0.02, 0.02, 0.022) if style == "dark" else (0.75, 0.74, 0.72), 0.3)
    )
    dark_hands = finishes.painted_metal((0.75, 0.73, 0.68) if style == "dark" else (0.015, 0.015, 0.016), 0.35)
    made = join(parts).turned("x", 90).grounded()
    return to_object(
        made, "wall_clock", [rim, finishes.printed(_dial(style), 0.6), dark_hands], f"wall-clock-{style}", 40
    )


@maker("candle")
def candle(
    style: str = "pillar", colour: Sequence[float] = (0.80, 0.74, 0.60), height: float = 0.12, seed: int = 0
) -> bpy.types.Object:
    """A candle: `style` "pillar", "jar" (in a glass with a label) or "taper" (in a brass holder)."""
    rng = np.random.default_rng(seed)
    wick_path = [(0, 0, 0), (0.0006, 0, 0.005), (0.0025, 0, 0.010), (0.0040, 0, 0.013)]
    wick = tube(spline(wick_path, 8), 0.0009, 6)
    materials = [finishes.wax(tuple(colour)), finishes.cardboard((0.02, 0.017, 0.015))]
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
        materials += [finishes.clear_glass(), finishes.printed(art, 0.75)]
        return to_object(join(parts).grounded(), "candle", materials, "candle-jar", 45)
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
        return to_object(join(parts).grounded(), "candle", [*materials, finishes.brass()], "candle-taper", 45)
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
    return to_object(join(parts).grounded(), "candle", materials, f"candle-pillar-{seed}", 45)


@maker("coaster")
def coaster(style: str = "cork", size: float = 0.10) -> bpy.types.Object:
    """A coaster: `style` "cork" (round), "slate" (square) or "wood" (round)."""
    if style == "slate":
        a = size / 2
        outline = fillet([(-a, -a), (a, -a), (a, a), (-a, a)], 0.003, 3, closed=True)
    else:
        outline = ellipse(size, size, 56)
    material = {
        "cork": finishes.cork(),
        "slate": finishes.cast_iron((0.035, 0.037, 0.040)),
        "wood": finishes.wood("walnut", "X"),
    }[style]
    return to_object(extrude(outline, 0.006, 0.0012, 3).grounded(), "coaster", [material], f"coaster-{style}", 45)


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
    inside = finishes.painted_metal((0.78, 0.76, 0.70), 0.4)
    if style == "globe":
        t = np.radians(np.linspace(-90, 90, 32))
        ball = np.column_stack([r * np.cos(t), r + r * np.sin(t)])
        ball[[0, -1], 0] = 0
        shade_ = [revolve(ball, 48)]
        top = 2 * r
        materials = [finishes.opal(6.0 if lit else 0.0), inside]
    else:
        control = {
            "dome": [(1.0, 0), (0.97, 0.22), (0.78, 0.50), (0.42, 0.70), (0.16, 0.77)],
            "cone": [(1.0, 0), (0.62, 0.34), (0.30, 0.62), (0.17, 0.74)],
        }[style]
        outer = spline([(a * r, b * r) for a, b in control], 22)
        inner = outer - (0.0018, 0.0012)
        shell = revolve(
            np.vstack([outer, [(0.0, outer[-1, 1])], [(0.0, outer[-1, 1] - 0.002)], inner[::-1]]), 60, closed=True
        )
        inward = np.arange(len(shell.faces)) // 60 >= len(outer) + 1
        shade_ = [shell.with_slot(np.where(inward, 1, 0))]
        top = float(outer[-1, 1])
        materials = [finishes.painted_metal(tuple(colour), 0.32), inside]
    socket = disc(0.022, top - 0.002, top + 0.05, 0.004, 32).with_slot(2)
    wire = tube([(0, 0, top + 0.045), (0, 0, top + cord)], 0.0028, 8).with_slot(3)
    rose = revolve(
        fillet(
            [
                (0, top + cord - 0.03),
                (0.012, top + cord - 0.03),
                (0.05, top + cord - 0.004),
                (0.05, top + cord),
                (0, top + cord),
            ],
            [0, 0.004, 0.01, 0.001, 0],
            4,
        ),
        40,
    ).with_slot(2)
    parts = [*shade_, socket, wire, rose]
    if style != "globe":
        t = np.radians(np.linspace(-90, 62, 20))
        bulb = np.column_stack([0.030 * np.cos(t), 0.45 * r + 0.030 * np.sin(t)])
        bulb[0, 0] = 0
        neck = [(0.0135, top - 0.001), (0, top - 0.001)]
        parts.append(revolve(np.vstack([bulb, neck]), 28).with_slot(4))
    materials += [
        finishes.brass(),
        finishes.cotton((0.03, 0.03, 0.03)),
        finishes.glowing(strength=14.0) if lit else finishes.plastic((0.8, 0.8, 0.78), 0.15, 0.6),
    ]
    return to_object(join(parts).grounded(), "pendant", materials, f"pendant-{style}", 45)


@maker("lamp")
def table_lamp(glaze: str = "sage", height: float = 0.48, lit: bool = True, seed: int = 0) -> bpy.types.Object:
    """A ceramic lamp with a linen drum shade; no light object, but a glowing bulb when `lit`."""
    foot_h = 0.52 * height
    outer = spline(
        [
            (0.050, 0.0),
            (0.056, 0.006),
            (0.088, 0.30 * foot_h),
            (0.080, 0.58 * foot_h),
            (0.034, 0.90 * foot_h),
            (0.026, foot_h),
        ],
        28,
    )
    body = revolve(np.vstack([[(0, 0)], outer, [(0, foot_h)]]), 52)
    body = Shape(warp(body.vertices, 0.0005, 0.08, seed), body.faces, body.uv, body.slot, body.tint)
    stem = disc(0.009, foot_h - 0.004, 0.72 * height, 0.001, 20).with_slot(1)
    low, high, wide, narrow = 0.50 * height, height, 0.155, 0.115
    wall = revolve(
        [(wide, low), (narrow, high), (narrow - 0.0015, high), (wide - 0.0015, low)], 64, closed=True
    ).with_slot(2)
    rings = []
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    for radius, z in ((wide - 0.0008, low), (narrow - 0.0008, high)):
        rings.append(
            tube(
                np.column_stack([radius * np.cos(turn), radius * np.sin(turn), np.full(48, z)]), 0.0022, 8, closed=True
            ).with_slot(2)
        )
    spokes = [
        tube(
            [(0, 0, 0.93 * height), (narrow * 1.02 * np.cos(a), narrow * 1.02 * np.sin(a), 0.965 * height)], 0.0014, 6
        ).with_slot(1)
        for a in (0.4, 2.5, 4.6)
    ]
    post = disc(0.004, 0.70 * height, 0.94 * height, 0.0005, 12).with_slot(1)
    t = np.radians(np.linspace(-60, 90, 18))
    bulb = np.column_stack([0.028 * np.cos(t), 0.80 * height + 0.028 * np.sin(t)])
    bulb[-1, 0] = 0
    lamp = revolve(np.vstack([[(0, 0.72 * height - 0.002), (0.0125, 0.72 * height - 0.002)], bulb]), 24).with_slot(3)
    materials = [
        coat(glaze),
        finishes.brass(),
        finishes.lampshade(),
        finishes.glowing(strength=18.0) if lit else finishes.plastic((0.8, 0.8, 0.78), 0.15, 0.6),
    ]
    made = join([body, stem, post, wall, *rings, *spokes, lamp])
    return to_object(made.grounded(), "table_lamp", materials, f"table-lamp-{glaze}", 45)


def _screen_art(kind: str) -> str:
    name = f"screen.{kind}"
    if name in bpy.data.images:
        return name
    image = labels.landscape(21 if kind == "phone" else 33, (300, 620) if kind == "phone" else (640, 440))
    labels.text(image, "10:09", 0.5, 0.22, 0.075 if kind == "phone" else 0.11, (0.98, 0.98, 0.98), width=0.6)
    labels.text(
        image,
        "Sunday 14 June",
        0.5,
        0.29 if kind == "phone" else 0.34,
        0.018 if kind == "phone" else 0.035,
        (0.95, 0.95, 0.95),
    )
    return labels.save(image, name)


def _slab(width: float, depth: float, thick: float, corner: float) -> Shape:
    a, b = width / 2, depth / 2
    return extrude(fillet([(-a, -b), (a, -b), (a, b), (-a, b)], corner, 7, closed=True), thick, 0.0016, 4)


def _lying_face(width: float, depth: float, z: float, corner: float) -> Shape:
    """A rectangle with round corners that looks up, UVs 0..1."""
    a, b = width / 2, depth / 2
    ring = fillet([(-a, -b), (a, -b), (a, b), (-a, b)], corner, 7, closed=True)
    rings = np.stack([np.column_stack([ring * f, np.full(len(ring), z)]) for f in (1.0, 0.0)])
    face = grid(rings, close_rows=True)
    points = face.vertices[face.faces]
    return Shape(
        face.vertices,
        face.faces,
        np.stack([points[..., 0] / width + 0.5, points[..., 1] / depth + 0.5], axis=2),
        face.slot,
        face.tint,
    )


@maker("phone")
def phone(on: bool = True, colour: Sequence[float] = (0.02, 0.025, 0.035), length: float = 0.149) -> bpy.types.Object:
    """A phone lying face up, its top to +Y; `on` lights the screen dimly."""
    parts = [_slab(0.072, 0.149, 0.008, 0.011), _lying_face(0.069, 0.146, 0.00805, 0.0095).with_slot(1)]
    bump = _slab(0.028, 0.030, 0.0018, 0.007).moved(-0.017, 0.054, -0.0012)
    screen = finishes.printed(_screen_art("phone"), 0.06, 1.0, 0.6) if on else finishes.mirror_black()
    return to_object(
        join([*parts, bump.moved(0, 0, 0.0005)]).scaled(length / 0.149).grounded(),
        "phone",
        [finishes.painted_metal(tuple(colour), 0.25), screen],
        "phone",
        40,
    )


@maker("tablet")
def tablet(on: bool = False) -> bpy.types.Object:
    """A tablet lying face up, long side along X."""
    parts = [_slab(0.248, 0.178, 0.0065, 0.012), _lying_face(0.244, 0.174, 0.00655, 0.0105).with_slot(1)]
    if on:
        parts.append(_lying_face(0.228, 0.158, 0.0066, 0.003).with_slot(2))
    materials = [finishes.brushed_steel("X"), finishes.mirror_black()]
    if on:
        materials.append(finishes.printed(_screen_art("tablet"), 0.06, 1.0, 0.6))
    return to_object(join(parts).grounded(), "tablet", materials, "tablet", 40)


@maker("remote")
def remote_control(length: float = 0.17) -> bpy.types.Object:
    """A remote control lying, its front end to +Y."""
    outline = ellipse(0.044, length, 48, 5)
    parts = [extrude(outline, 0.017, 0.006, 4)]
    for row in range(8):
        for column in range(3):
            y = 0.30 * length - row * 0.0155 - (0.022 if row > 2 else 0)
            button = extrude(ellipse(0.0085, 0.0062, 16, 3), 0.003, 0.001, 2).moved((column - 1) * 0.0118, y, 0.0158)
            parts.append(button.with_slot(2 if row == 0 and column == 0 else 1))
    ring = extrude(ellipse(0.027, 0.027, 32), 0.0022, 0.0008, 2).moved(0, 0.30 * length - 0.047, 0.0160).with_slot(1)
    materials = [
        finishes.plastic((0.018, 0.018, 0.019), 0.35),
        finishes.rubber((0.16, 0.16, 0.165)),
        finishes.rubber((0.45, 0.02, 0.015)),
    ]
    return to_object(join([*parts, ring]).grounded(), "remote_control", materials, "remote-control", 40)


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
        [finishes.plastic(tuple(colour), 0.15), finishes.pane()],
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
    materials = [coat(glaze), finishes.polished_steel(0.16), finishes.brass(0.2)]
    return to_object(join(parts).grounded(), "keys_tray", materials, f"keys-tray-{glaze}", 45)
