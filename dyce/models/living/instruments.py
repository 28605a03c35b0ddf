"""Musical instruments."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Bar, Board, Parts, built, disc, extrude, join, rounded_box, spline, to_object, tube
from dyce.models.materials import Material

__all__ = ["guitar", "upright_piano"]

WHITES = 52

WIDE = 0.0235
"""One white key (metres)."""


@maker("guitar")
def guitar(top: tuple[float, float, float] = (0.50, 0.27, 0.10), height: float = 1.02) -> bpy.types.Object:
    """An acoustic guitar standing upright on its lower bout, strings to -Y."""
    waist = [(0.0, 0.0), (0.12, 0.015), (0.19, 0.11), (0.165, 0.21), (0.122, 0.285), (0.132, 0.36), (0.138, 0.40)]
    waist += [(0.11, 0.465), (0.05, 0.485), (0.0, 0.487)]
    right = spline(waist, 60)
    outline = np.vstack([right, (right * (-1, 1))[-2:0:-1]])
    body = extrude(outline, 0.098, 0.003, 2).turned("x", 90).moved(0, 0.049, 0)
    face = extrude(outline * 0.985 + (0, 0.0036), 0.0012, 0.0003, 1).turned("x", 90).moved(0, -0.0485, 0).with_slot(1)
    front = -0.0497
    ring = [
        disc(r, 0, 0.0006, 0.0001, 48).turned("x", 90).moved(0, front - y, 0.335)
        for r, y in ((0.058, 0), (0.050, 0.0004))
    ]
    neck = rounded_box(0.050, 0.022, 0.34, 0.006).moved(0, front + 0.006, 0.45)
    board = rounded_box(0.054, 0.006, 0.40, 0.001).moved(0, front - 0.005, 0.395)
    head = rounded_box(0.072, 0.016, 0.17, 0.006).turned("x", -12).moved(0, front + 0.014, 0.785)
    bridge = rounded_box(0.15, 0.010, 0.026, 0.003).moved(0, front - 0.005, 0.13)
    saddle = rounded_box(0.075, 0.005, 0.004, 0.001).moved(0, front - 0.0115, 0.145)
    frets = [
        rounded_box(0.053, 0.0012, 0.0016, 0.0003, 1).moved(0, front - 0.0086, 0.145 + 0.648 * 0.5 ** (k / 12))
        for k in range(1, 15)
    ]
    strings, pegs = [], []
    for k in range(6):
        x = (k - 2.5) * 0.0085
        path = [(x * 1.15, front - 0.014, 0.145), (x, front - 0.0125, 0.785), (x * 1.6, front - 0.002, 0.86)]
        strings.append(tube(path, 0.0006 + 0.00008 * (5 - k), 6))
        side, step = (-1 if k < 3 else 1), (k % 3 if k < 3 else 2 - k % 3)
        at = (side * 0.036, front + 0.022, 0.83 + 0.045 * step)
        pegs.append(tube([at, (at[0] + side * 0.022, *at[1:])], 0.004, 10))
        pegs.append(join([rounded_box(0.012, 0.008, 0.018, 0.003)]).moved(at[0] + side * 0.026, at[1], at[2] - 0.009))
    parts = [body.with_slot(0), face, ring[0].with_slot(3), ring[1].with_slot(4), neck.with_slot(0), board.with_slot(3)]
    parts += [head.with_slot(0), bridge.with_slot(3), saddle.with_slot(5)]
    parts += [part.with_slot(5) for part in (*frets, *strings, *pegs)]
    coats = [
        materials.wood("walnut", "Z"),
        materials.painted_metal(top, 0.22),
        materials.rubber(),
        materials.wood("ebonised", "Z"),
        materials.rubber((0.006, 0.005, 0.004)),
        materials.polished_steel(0.15),
    ]
    scaled = join(parts).grounded()
    scaled = scaled.scaled(height / float(np.ptp(scaled.vertices[:, 2])))
    return to_object(scaled, "guitar", coats, f"guitar-{height:.2f}", 35)


@maker("piano")
def upright_piano(
    case: Material, ivory: Material, ebony: Material, brass: Material, *, height: float = 1.18
) -> bpy.types.Object:
    """A full keyboard of 88 keys, its fall open; music desk, pedals, panelled front."""
    keys = WHITES * WIDE
    half, back, bed = keys / 2 + 0.11, 0.29, 0.62
    lip = back - 0.59
    body = back - 0.34
    parts: Parts = [
        *(Board((x, body, 0.0), (x + 0.045, back, height - 0.025), case, 0.004) for x in (-half, half - 0.045)),
        *(Board((x, lip, bed - 0.03), (x + 0.10, body + 0.02, bed + 0.115), case, 0.012) for x in (-half, half - 0.10)),
        *(
            Board((x, lip + 0.03, 0.0), (x + 0.06, lip + 0.10, bed - 0.03), case, 0.006)
            for x in (-half + 0.02, half - 0.08)
        ),
        Board((-half - 0.012, body - 0.02, height - 0.025), (half + 0.012, back, height), case, 0.006),
        Board((-half + 0.045, lip, bed - 0.03), (half - 0.045, back, bed), case, 0.006),
        Board((-half + 0.045, body + 0.012, 0.10), (half - 0.045, body + 0.03, bed - 0.03), case, 0.003),
        Board((-half + 0.045, body - 0.01, 0.0), (half - 0.045, body + 0.03, 0.10), case, 0.004),
        Board((-half + 0.045, body + 0.02, bed + 0.14), (half - 0.045, body + 0.04, height - 0.025), case, 0.003),
        Board((-half + 0.045, back - 0.02, 0.05), (half - 0.045, back - 0.004, height - 0.025), case, 0.001),
        Board((-keys / 2, body + 0.004, bed + 0.025), (keys / 2, body + 0.02, bed + 0.16), case, 0.004),
        Board((-0.45, body - 0.028, height - 0.33), (0.45, body - 0.006, height - 0.31), case, 0.004),
        Board((-0.42, body + 0.004, height - 0.31), (0.42, body + 0.02, height - 0.07), case, 0.004),
    ]
    for x0, x1 in ((-half + 0.10, -0.47), (0.47, half - 0.10)):
        parts.append(Board((x0, body + 0.008, height - 0.31), (x1, body + 0.022, height - 0.08), case, 0.006))
    for k in range(WHITES):
        x = -keys / 2 + k * WIDE
        parts.append(
            Board((x + 0.0005, lip + 0.018, bed + 0.012), (x + WIDE - 0.0005, body + 0.01, bed + 0.032), ivory, 0.0012)
        )
        if k < WHITES - 1 and k % 7 not in (1, 4):
            parts.append(
                Board(
                    (x + WIDE - 0.005, lip + 0.066, bed + 0.03),
                    (x + WIDE + 0.005, body + 0.01, bed + 0.044),
                    ebony,
                    0.002,
                )
            )
    for x in (-0.07, 0.0, 0.07):
        parts.append(Bar([(x, body + 0.0, 0.055), (x, body - 0.09, 0.045)], (0.008, 0.014), brass, 14))
    return built("piano", parts)
