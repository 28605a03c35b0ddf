"""Television and hi-fi, laptop, telephone, tablet, remote control."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, spline
from dyce.models.geometry.revolve import disc, revolve
from dyce.models.geometry.shape import Shape, grid, join, to_object
from dyce.models.geometry.sweep import ellipse, extrude, rounded_box, thick, tube
from dyce.models.materials import labels

__all__ = ["laptop", "phone", "record_player", "remote_control", "speaker", "table_radio", "tablet", "television"]


def _screen(width: float, height: float, y: float, low: float) -> Shape:
    """A sheet of 0.1 mm that looks to -Y, UVs 0..1."""
    a = width / 2
    corners = [[(-a, y, low), (a, y, low)], [(-a, y, low + height), (a, y, low + height)]]
    return thick(np.array(corners, float), 0.0001)


@maker("tv")
def television(diagonal: float = 1.27) -> bpy.types.Object:
    """A flat television on two splayed feet, switched off; `diagonal` in metres (1.27 is 50 inches)."""
    width, height = diagonal * 0.8716 + 0.02, diagonal * 0.4903 + 0.026
    lift = 0.07
    parts = [
        rounded_box(width, 0.028, height, 0.004).moved(0, 0, lift).with_slot(0),
        _screen(width - 0.016, height - 0.026, -0.0144, lift + 0.018).with_slot(1),
        rounded_box(width * 0.62, 0.03, height * 0.5, 0.01).moved(0, 0.026, lift + 0.03).with_slot(0),
    ]
    for side in (-1, 1):
        x = side * width * 0.36
        for reach in (-0.12, 0.12):
            path = [(x, 0.0, lift + 0.02), (x, 0.5 * reach, 0.03), (x, reach, 0.006)]
            parts.append(tube(spline(path, 10), np.linspace(0.008, 0.006, 10), 10).with_slot(0))
    coats = [materials.plastic((0.018, 0.018, 0.019), 0.4), materials.mirror_black()]
    return to_object(join(parts).grounded(), "television", coats, f"television-{diagonal:.2f}", 35)


@maker("speaker")
def speaker(wood: str = "walnut", height: float = 0.34, grille: bool = False) -> bpy.types.Object:
    """A bookshelf loudspeaker of two ways; `grille` puts its cloth on."""
    width, depth = 0.56 * height, 0.66 * height
    front = -depth / 2
    body = rounded_box(width, depth, height, 0.004)
    parts = [body, rounded_box(width - 0.012, 0.006, height - 0.012, 0.002).moved(0, front, 0.006).with_slot(1)]
    if grille:
        parts.append(
            rounded_box(width - 0.016, 0.014, height - 0.016, 0.005).moved(0, front - 0.008, 0.008).with_slot(2)
        )
    else:
        for radius, z in ((0.36 * width, 0.34 * height), (0.17 * width, 0.76 * height)):
            parts += _driver(radius, front - 0.003, z)
        parts.append(
            disc(0.10 * width, 0, 0.001, 0.0003)
            .turned("x", 90)
            .moved(-0.25 * width, front - 0.003, 0.62 * height)
            .with_slot(3)
        )
    coats = [
        materials.wood(wood, "Z"),
        materials.painted_metal((0.02, 0.02, 0.021), 0.5),
        materials.cotton((0.03, 0.03, 0.032)),
        materials.rubber(),
        materials.plastic((0.05, 0.05, 0.052), 0.5),
    ]
    return to_object(join(parts).grounded(), "speaker", coats, f"speaker-{wood}-{height:.2f}-{grille}", 35)


def _driver(radius: float, y: float, z: float) -> list[Shape]:
    """A cone in its basket: rim, rubber roll, cone and dust cap."""
    r = radius
    rim = [(0.86 * r, 0), (r, 0), (r, 0.005), (0.9 * r, 0.006), (0.86 * r, 0.002)]
    roll = [(0.74 * r, 0.0012), (0.80 * r, 0.006), (0.87 * r, 0.0012)]
    cone = [(0.0, 0.0045), (0.14 * r, 0.0042), (0.27 * r, 0.001), (0.3 * r, 0.0006), (0.75 * r, 0.0016)]
    shapes = [
        revolve(fillet(rim, [0, 0.001, 0.001, 0.001, 0], 3), 44).with_slot(1),
        revolve(spline(roll, 12)[::-1], 44).with_slot(3),
        revolve(np.array(cone)[::-1], 44).with_slot(4),
    ]
    return [shape.turned("x", 90).moved(0, y, z) for shape in shapes]


@maker("laptop")
def laptop(opening: float = 108, on: bool = True, seed: int = 0) -> bpy.types.Object:
    """An open laptop, 31 cm; `opening` in degrees between its halves; `on` shows a document on its screen."""
    width, depth, high = 0.312, 0.218, 0.014
    base = rounded_box(width, depth, high, 0.004, 3)
    keys = []
    for row in range(5):
        count = 14 - (row == 4) * 4
        for k in range(count):
            x = -0.5 * 0.27 + 0.27 * (k + 0.5) / count
            one = rounded_box(0.27 / count - 0.003, 0.0155, 0.0022, 0.0007, 1)
            keys.append(one.moved(x, 0.075 - row * 0.0187, high - 0.0006).with_slot(2))
    pad = rounded_box(0.105, 0.066, 0.0012, 0.0004, 1).moved(0, -0.062, high - 0.0004).with_slot(3)
    lid = rounded_box(width, 0.006, depth, 0.002, 2)
    screen = _screen(width - 0.014, depth - 0.022, -0.0033, 0.014).with_slot(4)
    bezel = _screen(width - 0.004, depth - 0.004, -0.0031, 0.002).with_slot(5)
    top = join([lid, bezel, screen]).turned("x", -(opening - 90)).moved(0, depth / 2 - 0.004, high - 0.001)
    hinge = tube([(-0.11, depth / 2 - 0.004, high), (0.11, depth / 2 - 0.004, high)], 0.0045, 10).with_slot(5)
    coats = [
        materials.brushed_steel("X"),
        materials.rubber(),
        materials.plastic((0.02, 0.02, 0.022), 0.5),
        materials.plastic((0.33, 0.33, 0.335), 0.4),
        materials.printed(_document(seed), 0.25, 0.4, 1.4) if on else materials.mirror_black(),
        materials.plastic((0.012, 0.012, 0.013), 0.3),
    ]
    shape = join([base, *keys, pad, top, hinge]).grounded()
    return to_object(shape, "laptop", coats, f"laptop-{opening:.0f}-{seed}", 35)


def _document(seed: int) -> str:
    """A page of text beside a picture in an editor's window; the packed image's name."""
    name = f"document.{seed}"
    if name in bpy.data.images:
        return name
    image = labels.canvas(640, 430, (0.20, 0.22, 0.25))
    labels.box(image, 0.0, 0.0, 1.0, 0.05, (0.12, 0.13, 0.15))
    labels.box(image, 0.16, 0.08, 0.72, 1.0, (0.93, 0.93, 0.91))
    labels.text(image, "On rooms that look away", 0.44, 0.17, 0.045, (0.15, 0.15, 0.17), width=0.42)
    rng = np.random.default_rng(seed)
    for line in range(17):
        right = 0.22 + 0.44 * (rng.uniform(0.92, 1.0) if line % 6 != 5 else rng.uniform(0.3, 0.6))
        labels.box(image, 0.22, 0.26 + line * 0.038, right, 0.27 + line * 0.038, (0.45, 0.45, 0.47))
    for k in range(4):
        labels.box(image, 0.76, 0.10 + 0.21 * k, 0.97, 0.28 + 0.21 * k, rng.uniform(0.2, 0.7, 3))
    return labels.save(image, name)


@maker("record_player")
def record_player(wood: str = "walnut", seed: int = 0) -> bpy.types.Object:
    """A turntable with a record on it and its arm at rest, no dust cover."""
    width, depth, high = 0.44, 0.35, 0.085
    plinth = rounded_box(width, depth, high, 0.006).moved(0, 0, 0.018)
    top = high + 0.018
    parts = [plinth]
    for x in (-0.17, 0.17):
        for y in (-0.13, 0.13):
            parts.append(disc(0.024, 0, 0.02, 0.003, 28).moved(x, y, 0).with_slot(1))
    middle = (-0.055, 0.0)
    profile = [(0.15, 0.0), (0.152, 0.012), (0.0, 0.012)]
    parts.append(revolve(np.array([(0, 0), *profile]), 64).moved(*middle, top).with_slot(2))
    parts.append(disc(0.1505, top + 0.012, top + 0.0145, 0.0006, 72).moved(*middle, 0).with_slot(3))
    parts.append(disc(0.05, top + 0.0143, top + 0.0149, 0.0002, 48).moved(*middle, 0).with_slot(4))
    parts.append(disc(0.0035, top + 0.014, top + 0.024, 0.001, 14).moved(*middle, 0).with_slot(2))
    pivot = (0.155, 0.105)
    parts.append(disc(0.028, top, top + 0.03, 0.003, 32).moved(*pivot, 0).with_slot(2))
    arm = [(*pivot, top + 0.040), (0.158, 0.0, top + 0.040), (0.152, -0.09, top + 0.036), (0.135, -0.125, top + 0.030)]
    parts.append(tube(spline(arm, 16), 0.0042, 12).with_slot(2))
    parts.append(tube([(*pivot, top + 0.03), (*pivot, top + 0.05)], 0.011, 16).with_slot(1))
    parts.append(tube([(0.154, 0.12, top + 0.040), (0.153, 0.155, top + 0.040)], 0.015, 20).with_slot(1))
    parts.append(rounded_box(0.016, 0.03, 0.010, 0.002).moved(0.131, -0.132, top + 0.022).with_slot(1))
    parts.append(tube([(0.158, -0.02, top - 0.001), (0.158, -0.02, top + 0.035)], 0.004, 10).with_slot(1))
    hue = np.random.default_rng(seed).uniform(0.05, 0.6, 3)
    coats = [
        materials.wood(wood, "X"),
        materials.rubber(),
        materials.polished_steel(0.2),
        materials.plastic((0.012, 0.012, 0.013), 0.22),
        materials.paper(tuple(hue)),
    ]
    return to_object(join(parts).grounded(), "record_player", coats, f"record-player-{wood}-{seed}", 35)


@maker("radio")
def table_radio(wood: str = "walnut", width: float = 0.30) -> bpy.types.Object:
    """A radio in a wooden case: cloth before its loudspeaker, a round dial, three knobs, four short feet."""
    height, depth = 0.56 * width, 0.5 * width
    front, foot = -depth / 2, 0.012
    parts = [
        rounded_box(width, depth, height, 0.014, 4).moved(0, 0, foot),
        rounded_box(0.52 * width, 0.008, 0.78 * height, 0.003)
        .moved(-0.18 * width, front, foot + 0.11 * height)
        .with_slot(1),
    ]
    for radius, x, z, deep, slot in (
        (0.135 * width, 0.28, 0.64, 0.008, 2),
        (0.115 * width, 0.28, 0.64, 0.0105, 3),
        (0.03 * width, 0.28, 0.64, 0.018, 2),
        (0.045 * width, 0.19, 0.22, 0.018, 2),
        (0.045 * width, 0.37, 0.22, 0.018, 2),
    ):
        knob = disc(radius, 0, deep, 0.0015, 36).turned("x", 90)
        parts.append(knob.moved(x * width, front + 0.002, foot + z * height).with_slot(slot))
    parts += [
        disc(0.011, 0, foot + 0.004, 0.002, 20).moved(x, y, 0).with_slot(4)
        for x in (-0.4 * width, 0.4 * width)
        for y in (-0.35 * depth, 0.35 * depth)
    ]
    coats = [
        materials.wood(wood, "X"),
        materials.linen((0.42, 0.36, 0.27)),
        materials.brass(),
        materials.paper((0.70, 0.66, 0.55)),
        materials.rubber(),
    ]
    return to_object(join(parts).grounded(), "table_radio", coats, f"table-radio-{wood}-{width:.2f}", 35)


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


def _tablet_body(width: float, depth: float, thick: float, corner: float) -> Shape:
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
    parts = [_tablet_body(0.072, 0.149, 0.008, 0.011), _lying_face(0.069, 0.146, 0.00805, 0.0095).with_slot(1)]
    bump = _tablet_body(0.028, 0.030, 0.0018, 0.007).moved(-0.017, 0.054, -0.0012)
    screen = materials.printed(_screen_art("phone"), 0.06, 1.0, 0.6) if on else materials.mirror_black()
    return to_object(
        join([*parts, bump.moved(0, 0, 0.0005)]).scaled(length / 0.149).grounded(),
        "phone",
        [materials.painted_metal(tuple(colour), 0.25), screen],
        "phone",
        40,
    )


@maker("tablet")
def tablet(on: bool = False) -> bpy.types.Object:
    """A tablet lying face up, long side along X."""
    parts = [_tablet_body(0.248, 0.178, 0.0065, 0.012), _lying_face(0.244, 0.174, 0.00655, 0.0105).with_slot(1)]
    if on:
        parts.append(_lying_face(0.228, 0.158, 0.0066, 0.003).with_slot(2))
    coats = [materials.brushed_steel("X"), materials.mirror_black()]
    if on:
        coats.append(materials.printed(_screen_art("tablet"), 0.06, 1.0, 0.6))
    return to_object(join(parts).grounded(), "tablet", coats, "tablet", 40)


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
    coats = [
        materials.plastic((0.018, 0.018, 0.019), 0.35),
        materials.rubber((0.16, 0.16, 0.165)),
        materials.rubber((0.45, 0.02, 0.015)),
    ]
    return to_object(join([*parts, ring]).grounded(), "remote_control", coats, "remote-control", 40)
