"""What is fixed to a house: switches, sockets with plugs, vents, detectors, lamps, roses; blinds, shutters, railings."""

from collections.abc import Mapping, Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Point, Shape, disc, ellipse, fillet, grid, join, revolve, rounded_box, to_object, tube
from dyce.models.living.notes import pinned
from dyce.models.materials import Material

__all__ = [
    "ceiling_rose",
    "downlight",
    "light_switch",
    "notice_board",
    "railing",
    "roller_blind",
    "shutter",
    "smoke_detector",
    "socket",
    "thermostat",
    "vent",
]

PLATE = 0.080
"""Side of the plate of one switch or outlet."""

PITCH = 0.071
"""From the middle of one to that of its neighbour under a common frame."""

PROUD = 0.009
"""How far plates stand out from the wall."""


def _white() -> Material:
    return materials.plastic((0.70, 0.695, 0.67), 0.32)


def _shadow() -> Material:
    return materials.plastic((0.02, 0.02, 0.02), 0.6)


def _slab(x: Point, out: Point, z: Point, radius: float = 0.001) -> Shape:
    """A rounded box between (low, high) to the right, out from the wall, and up."""
    box = rounded_box(x[1] - x[0], out[1] - out[0], z[1] - z[0], radius, 1 if radius < 0.002 else 2)
    return box.moved((x[0] + x[1]) / 2, -(out[0] + out[1]) / 2, z[0])


def _frames(count: int) -> Shape:
    """The plate under `count` switches or outlets side by side."""
    half = (count - 1) * PITCH / 2 + PLATE / 2
    return _slab((-half, half), (0, PROUD), (-PLATE / 2, PLATE / 2), 0.003)


@maker()
def light_switch(rockers: int = 1, plate: Material | None = None) -> bpy.types.Object:
    """Rocker switches side by side, each pressed one way or the other."""
    parts = [_frames(rockers)]
    for k in range(rockers):
        x = (k - (rockers - 1) / 2) * PITCH
        parts.append(_slab((x - 0.0290, x + 0.0290), (0.004, PROUD + 0.0002), (-0.029, 0.029), 0.0001).with_slot(1))
        key = rounded_box(0.056, 0.007, 0.056, 0.0015, 2).moved(0, 0, -0.028).turned("x", 3.5 if k % 2 else -3.5)
        parts.append(key.moved(x, -PROUD - 0.0008, 0))
    return to_object(join(parts), "switch", [plate or _white(), _shadow()], f"light-switch-{rockers}", 30)


@maker()
def socket(
    count: int = 2,
    plate: Material | None = None,
    cords: Mapping[int, Sequence[Point]] | None = None,
    cord: Material | None = None,
) -> bpy.types.Object:
    """Round outlets side by side in one frame. `cords` plugs some in, by number from the left: how the cord runs on from
    the plug, as points (right, out from the wall, up) from the middle of that outlet.
    """
    parts = []
    for k in range(count):
        x = (k - (count - 1) / 2) * PITCH
        parts.append(_outlet(first=k == 0, last=k == count - 1).moved(x, 0, 0))
        holes = [
            disc(0.0028, 0, 0.0016, 0.0002, 12).turned("x", 90).moved(x + side, 0, 0) for side in (-0.0095, 0.0095)
        ]
        parts += [hole.with_slot(1) for hole in holes]
        parts += [
            _slab((x - 0.002, x + 0.002), (0.001, 0.004), (z - 0.001, z + 0.001)).with_slot(2) for z in (-0.02, 0.02)
        ]
        if cords and k in cords:
            parts.append(_plug(cords[k]).moved(x, 0, 0).with_slot(3))
    coats = [plate or _white(), _shadow(), materials.brushed_steel("X"), cord or materials.rubber((0.02, 0.02, 0.021))]
    return to_object(join(parts), "socket", coats, f"socket-{count}-{len(cords or ())}", 30)


def _outlet(first: bool, last: bool) -> Shape:
    """One outlet's plate with its round recess, 1.5 mm thick at the bottom; inner edges meet the neighbour's."""
    count, half = 48, PLATE / 2
    reach = [half if end else PITCH / 2 for end in (first, last)]

    def square(inset: float, out: float) -> np.ndarray:
        ring = ellipse(2, 2, count, 14.0)
        x = np.where(ring[:, 0] < 0, ring[:, 0] * reach[0], ring[:, 0] * reach[1])
        flush = np.where(ring[:, 0] < 0, not first, not last)
        x -= np.sign(ring[:, 0]) * inset * ~flush * np.abs(ring[:, 0])
        return np.column_stack([x, np.full(count, -out), ring[:, 1] * (half - inset)])

    def circle(radius: float, out: float) -> np.ndarray:
        ring = ellipse(2 * radius, 2 * radius, count)
        return np.column_stack([ring[:, 0], np.full(count, -out), ring[:, 1]])

    rings = [square(0, 0), square(0, PROUD - 0.002), square(0.0015, PROUD), circle(0.0225, PROUD)]
    rings += [circle(0.0215, PROUD - 0.001), circle(0.0205, 0.0015)]
    return grid(np.stack(rings), close_rows=True, cap=True)


def _plug(way: Sequence[Point]) -> Shape:
    """A round plug and the cord that leaves it."""
    body = disc(0.0185, 0.003, 0.030, 0.003, 24).turned("x", 90)
    neck = [(0, -0.018, -0.012), (0, -0.020, -0.034)]
    path = fillet([*neck, *((x, -out, z) for x, out, z in way)], 0.03, 4)
    boot = tube(np.array(neck), np.array([0.0065, 0.0042]), 10)
    return join([body, boot, tube(path, 0.0032, 8)])


@maker()
def vent(width: float = 0.20, height: float = 0.20, paint: Material | None = None) -> bpy.types.Object:
    """A louvred grille."""
    half, tall, rim = width / 2, height / 2, 0.016
    parts = [
        _slab((-half, half), (0, 0.009), (-tall, -tall + rim)),
        _slab((-half, half), (0, 0.009), (tall - rim, tall)),
        _slab((-half, -half + rim), (0, 0.009), (-tall + rim, tall - rim)),
        _slab((half - rim, half), (0, 0.009), (-tall + rim, tall - rim)),
        _slab((-half + rim, half - rim), (0, 0.0008), (-tall + rim, tall - rim), 0.0002).with_slot(1),
    ]
    count = round((height - 2 * rim) / 0.014)
    for k in range(count):
        z = -tall + rim + (k + 0.5) * (height - 2 * rim) / count
        blade = rounded_box(width - 2 * rim, 0.0015, 0.014, 0.0005, 1).moved(0, 0, -0.007).turned("x", -48)
        parts.append(blade.moved(0, -0.0062, z))
    return to_object(join(parts), "vent", [paint or _white(), _shadow()], f"vent-{round(1000 * width)}", 30)


@maker()
def thermostat() -> bpy.types.Object:
    """A white box with a dial."""
    dial = disc(0.030, 0, 0.034, 0.003, 40).turned("x", 90)
    mark = _slab((-0.001, 0.001), (0.033, 0.0345), (0.014, 0.027), 0.0003).turned("y", 25)
    parts = [_slab((-0.041, 0.041), (0, 0.024), (-0.041, 0.041), 0.006), dial, mark.with_slot(1)]
    return to_object(
        join(parts), "thermostat", [_white(), materials.plastic((0.30, 0.05, 0.03), 0.4)], "thermostat", 30
    )


@maker()
def smoke_detector() -> bpy.types.Object:
    """A round detector with a dark slot about it and a red diode."""
    profile = [(0, -0.036), (0.026, -0.036), (0.034, -0.032), (0.037, -0.026), (0.037, -0.020), (0.052, -0.018)]
    profile += [(0.056, -0.013), (0.056, 0), (0, 0)]
    slot = revolve([(0.0362, -0.0255), (0.0378, -0.0255), (0.0378, -0.0205), (0.0362, -0.0205)], 40, closed=True)
    diode = disc(0.0016, -0.0366, -0.035, 0.0003, 10).moved(0.014, -0.008, 0)
    coats = [_white(), _shadow(), materials.plastic((0.5, 0.02, 0.01), 0.2)]
    parts = [revolve(fillet(profile, [0, 0.004, 0.003, 0.001, 0.001, 0.002, 0.002, 0, 0], 3), 48)]
    return to_object(
        join([*parts, slot.with_slot(1), diode.with_slot(2)]), "smoke detector", coats, "smoke-detector", 40
    )


@maker()
def downlight(strength: float = 6.0, colour: Sequence[float] = (1.0, 0.86, 0.68)) -> bpy.types.Object:
    """A lamp let into the ceiling: a rim about a bright disc. What it lights is a lamp of the room's."""
    rim = revolve([(0.034, -0.0005), (0.036, -0.0035), (0.043, -0.0035), (0.046, 0.0), (0.034, 0.0)], 40, closed=True)
    coats = [_white(), materials.glowing(tuple(colour), strength)]
    pane = disc(0.0345, -0.0012, -0.0002, 0.0002, 32).with_slot(1)
    return to_object(join([rim, pane]), "downlight", coats, "downlight", 40)


@maker()
def ceiling_rose(radius: float = 0.27, plaster: Material | None = None) -> bpy.types.Object:
    """A plaster rose of turned mouldings round a lamp's flex."""
    steps = [
        (0, -0.030),
        (0.10, -0.030),
        (0.13, -0.022),
        (0.22, -0.020),
        (0.27, -0.030),
        (0.34, -0.016),
        (0.60, -0.013),
    ]
    steps += [
        (0.64, -0.022),
        (0.70, -0.026),
        (0.76, -0.020),
        (0.80, -0.011),
        (0.93, -0.010),
        (0.97, -0.016),
        (1, -0.006),
    ]
    profile = [(share * radius, z) for share, z in steps] + [(radius, 0), (0, 0)]
    bend = [0, *([0.004] * (len(profile) - 3)), 0, 0]
    coat = plaster or materials.plastic((0.74, 0.73, 0.71), 0.8)
    return to_object(revolve(fillet(profile, bend, 3), 72), "ceiling rose", [coat], f"rose-{round(1000 * radius)}", 50)


@maker()
def notice_board(width: float = 0.60, height: float = 0.45, seed: int = 0) -> bpy.types.Object:
    """A cork board in an oak frame, papers pinned to it; its origin is its middle."""
    half, tall, rim = width / 2, height / 2, 0.022
    parts = [
        _slab((-half + 0.004, half - 0.004), (0, 0.010), (-tall + 0.004, tall - 0.004)),
        *(_slab((-half, half), (0, 0.016), (z, z + rim), 0.002).with_slot(1) for z in (-tall, tall - rim)),
        *(_slab((x, x + rim), (0, 0.016), (-tall, tall), 0.002).with_slot(1) for x in (-half, half - rim)),
    ]
    rng = np.random.default_rng(seed)
    across, up = max(1, round((width - 0.06) / 0.19)), max(1, round((height - 0.04) / 0.21))
    spots = [
        ((k + 0.5) * (width - 0.06) / across - half + 0.03, (j + 0.5) * (height - 0.05) / up - tall + 0.025)
        for j in range(up)
        for k in range(across)
    ]
    kept = [(x + rng.uniform(-0.015, 0.015), z + rng.uniform(-0.012, 0.012)) for x, z in spots if rng.random() < 0.85]
    sheets, papers = pinned(kept, 2, seed)
    coats = [materials.cork(), materials.wood("oak", "X"), *papers]
    return to_object(join([*parts, sheets.moved(0, -0.010, 0)]), "notice board", coats, f"notice-board-{seed}", 30)


@maker(example={"width": 1.2})
def railing(width: float, height: float = 0.95, iron: Material | None = None) -> bpy.types.Object:
    """A balustrade of upright bars for a balcony or before a window; its origin is the middle of its foot."""
    half = width / 2
    rails = [_slab((-half, half), (0, 0.035), (z, z + 0.012), 0.002) for z in (0.06, height)]
    count = round(width / 0.11)
    bars = [
        tube([(x, -0.017, 0.065), (x, -0.017, height)], 0.006, 8) for x in np.linspace(-half + 0.02, half - 0.02, count)
    ]
    posts = [_slab((x - 0.015, x + 0.015), (0.002, 0.032), (0, height), 0.002) for x in (-half, half)]
    coat = iron or materials.painted_metal((0.02, 0.021, 0.022), 0.4)
    return to_object(join([*rails, *bars, *posts]), "railing", [coat], f"railing-{round(100 * width)}", 40)


@maker(example={"width": 0.5, "height": 1.2})
def shutter(width: float, height: float, paint: Material) -> bpy.types.Object:
    """A louvred shutter leaf, folded back; its origin is its lower middle."""
    half, stile = width / 2, 0.055
    parts = [_slab((x, x + stile), (0, 0.035), (0, height), 0.002) for x in (-half, half - stile)]
    rails = [(0, 0.09), (height / 2 - 0.04, height / 2 + 0.04), (height - 0.07, height)]
    parts += [_slab((-half + stile, half - stile), (0.002, 0.033), rail, 0.002) for rail in rails]
    for low, high in ((rails[0][1], rails[1][0]), (rails[1][1], rails[2][0])):
        count = round((high - low) / 0.038)
        for k in range(count):
            blade = rounded_box(width - 2 * stile + 0.004, 0.007, 0.046, 0.002, 1).moved(0, 0, -0.023).turned("x", -38)
            parts.append(blade.moved(0, -0.0175, low + (k + 0.5) * (high - low) / count))
    return to_object(join(parts), "shutter", [paint], f"shutter-{round(100 * width)}-{round(100 * height)}", 30)


@maker(example={"width": 1.0, "drop": 0.6})
def roller_blind(width: float, drop: float, cloth: Material) -> bpy.types.Object:
    """A roller blind let down by `drop`, its roller's top at z = 0, a bead chain at its right."""
    half = width / 2
    roller = tube([(-half + 0.012, -0.03, -0.026), (half - 0.012, -0.03, -0.026)], 0.021, 24)
    sheet = _slab((-half + 0.018, half - 0.018), (0.0088, 0.0100), (-drop, -0.03), 0.0005)
    hem = _slab((-half + 0.018, half - 0.018), (0.0055, 0.0135), (-drop - 0.006, -drop + 0.016), 0.003)
    ends = [_slab((x - 0.006, x + 0.006), (0.0, 0.055), (-0.052, 0.0), 0.003) for x in (-half + 0.006, half - 0.006)]
    x, low = half - 0.004, -min(drop, 0.5) - 0.25
    chain = tube(
        fillet([(x, -0.012, -0.03), (x, -0.012, low), (x, -0.048, low), (x, -0.048, -0.03)], 0.017, 5), 0.0016, 6
    )
    coats = [cloth, _white()]
    parts = [roller, sheet, hem, *(end.with_slot(1) for end in ends), chain.with_slot(1)]
    return to_object(join(parts), "roller blind", coats, f"roller-blind-{round(1000 * width)}", 30)
