"""Pots and pans."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, disc, ellipse, fillet, join, resample, revolve, spline, sweep, to_object, vessel

__all__ = ["casserole", "frying_pan", "lid_knob", "saucepan"]


def _long_handle(start: float, height: float, length: float, rise: float, width: float = 0.024) -> Shape:
    """A pan's handle towards +X."""
    path = spline(
        [
            (start - 0.004, 0, height),
            (start + 0.03, 0, height + 0.2 * rise),
            (start + 0.5 * length, 0, height + 0.8 * rise),
            (start + length, 0, height + rise),
        ],
        20,
    )
    t = np.linspace(0, 1, 20)
    wide = np.interp(t, [0, 0.12, 0.3, 0.85, 1], [1.5, 1.0, 0.8, 1.05, 0.75])
    return sweep(
        path,
        ellipse(width, 0.013, 16, 2.6),
        np.column_stack([wide, np.interp(t, [0, 0.3, 1], [0.7, 1, 0.9])]),
        (0, 1, 0),
    )


@maker("pan")
def frying_pan(style: str = "black", diameter: float = 0.26) -> bpy.types.Object:
    """A frying pan, handle towards +X: `style` "black" (non-stick), "steel" or "iron"."""
    r, h = diameter / 2, 0.046
    outer = spline([(0.76 * r, 0), (0.82 * r, 0.002), (0.93 * r, 0.6 * h), (r, h)], 14)
    parts = [revolve(vessel(outer, 0.0028, 0.004, 0.0, 0.014), 64)]
    parts.append(_long_handle(0.955 * r, 0.8 * h, 0.19, 0.04).with_slot(1))
    for side in (-1, 1):
        rivet = disc(0.004, 0, 0.0022, 0.001, 14).turned("y", -90).moved(0.93 * r - 0.001, side * 0.008, 0.78 * h)
        parts.append(rivet.with_slot(2))
    body = {
        "black": materials.cast_iron((0.022, 0.022, 0.024)),
        "steel": materials.brushed_steel("R"),
        "iron": materials.cast_iron(),
    }[style]
    handle = {
        "black": materials.plastic((0.015, 0.015, 0.015), 0.45),
        "steel": materials.brushed_steel("X"),
        "iron": materials.wood("beech", "X"),
    }[style]
    return to_object(
        join(parts).grounded(), "frying_pan", [body, handle, materials.polished_steel()], f"frying-pan-{style}", 50
    )


def _pan(r: float, h: float, wall: float, lid: bool) -> tuple[list[Shape], list[Shape]]:
    """A straight pot's body, and its lid with a knob."""
    outer = fillet([(0.90 * r, 0), (r, 0.010), (r, 0.96 * h), (1.02 * r, h)], [0, 0.012, 0.003, 0], 5)
    outer = np.vstack([outer[:-2], resample(outer[-2:], 3)])
    body = [revolve(vessel(outer, wall, wall * 2, 0.0, 0.012), 60)]
    if not lid:
        return body, []
    dome = spline([(1.025 * r, h + 0.002), (0.98 * r, h + 0.006), (0.6 * r, h + 0.020), (0.012, h + 0.026)], 16)
    under = [
        (0, h + 0.0215),
        (0.6 * r, h + 0.016),
        (0.965 * r, h - 0.002),
        (0.975 * r, h + 0.001),
        (1.025 * r, h + 0.001),
    ]
    cover = revolve(np.vstack([under, dome, [(0, h + 0.026)]]), 60)
    return body, [cover]


def lid_knob(z: float, radius: float = 0.015) -> Shape:
    """A turned knob that stands on a lid at height `z`."""
    profile = [
        (0, z - 0.002),
        (0.35 * radius, z),
        (0.32 * radius, z + 0.006),
        (0.8 * radius, z + 0.011),
        (radius, z + 0.017),
        (0.75 * radius, z + 0.023),
        (0, z + 0.025),
    ]
    return revolve(fillet(profile, [0, 0.002, 0.004, 0.004, 0.005, 0.005, 0], 4), 28)


@maker("pot")
def saucepan(diameter: float = 0.18, height: float = 0.10, lid: bool = True) -> bpy.types.Object:
    """A steel saucepan, handle towards +X."""
    body, cover = _pan(diameter / 2, height, 0.0022, lid)
    parts = [*body, *cover, _long_handle(diameter / 2 - 0.001, 0.82 * height, 0.16, 0.03, 0.02).with_slot(1)]
    if lid:
        parts.append(lid_knob(height + 0.026).with_slot(2))
    coats = [materials.brushed_steel("R"), materials.brushed_steel("X"), materials.plastic((0.015, 0.015, 0.015), 0.4)]
    return to_object(join(parts).grounded(), "saucepan", coats, "saucepan-steel", 50)


@maker("pot")
def casserole(
    colour: Sequence[float] = (0.30, 0.030, 0.012), diameter: float = 0.24, height: float = 0.115
) -> bpy.types.Object:
    """An enamelled cast-iron casserole with its lid, two loop handles along X."""
    r = diameter / 2
    body, cover = _pan(r, height, 0.0045, True)
    parts = [*body, *cover]
    for side in (-1, 1):
        t = np.linspace(-np.pi / 2, np.pi / 2, 22)
        path = np.column_stack(
            [side * (r - 0.004 + 0.032 * np.cos(t) ** 0.7), side * 0.042 * np.sin(t), np.full(22, 0.80 * height)]
        )
        parts.append(sweep(path, ellipse(0.012, 0.017, 14, 2.6), 1.0, (0, 0, 1)))
    parts.append(lid_knob(height + 0.026, 0.018).with_slot(1))
    coats = [materials.painted_metal(tuple(colour), 0.14), materials.polished_steel(0.15)]
    return to_object(join(parts).grounded(), "casserole", coats, f"casserole-{colour[0]:.2f}", 50)
