"""Spoons, forks, table knives."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, ellipse, join, spline, sweep, thick, to_object

__all__ = ["fork", "spoon", "table_knife"]


def _strip(widths: Sequence[tuple[float, float]], rise: Sequence[tuple[float, float]], dish: float = 0.0) -> Shape:
    """A blank `widths` [(y, width)] wide whose middle line runs at the heights `rise` [(y, z)]; `dish` hollows it where it
    is widest."""
    y, width = spline(widths, 44).T
    height = np.interp(y, *spline(rise, 40).T)
    across = np.linspace(-1, 1, 13)
    hollow = dish * np.clip((width - 0.02) / 0.022, 0, 1)
    x = np.outer(width / 2, across)
    z = height[:, None] + np.outer(hollow, across**2)
    return thick(np.dstack([x, np.broadcast_to(y[:, None], x.shape), z]), 0.0018)


def _piece(shapes: Sequence[Shape], name: str, length: float) -> bpy.types.Object:
    whole = join([shape.scaled(length) for shape in shapes]).grounded()
    return to_object(whole, name, [materials.polished_steel(0.12)], f"{name}-{round(1000 * length)}", 50)


@maker("spoon")
def spoon(length: float = 0.19) -> bpy.types.Object:
    """A dessert spoon, its bowl up."""
    blank = _strip(
        [
            (-0.095, 0.010),
            (-0.09, 0.017),
            (-0.06, 0.015),
            (0.02, 0.006),
            (0.042, 0.010),
            (0.066, 0.040),
            (0.086, 0.030),
            (0.095, 0.006),
        ],
        [(-0.095, 0.006), (-0.03, 0.011), (0.025, 0.013), (0.06, 0.003), (0.08, 0.003), (0.095, 0.010)],
        dish=0.008,
    )
    return _piece([blank], "spoon", length / 0.19)


@maker("fork")
def fork(length: float = 0.195) -> bpy.types.Object:
    """A table fork with four tines, points up."""
    rise = [(-0.0975, 0.006), (-0.03, 0.011), (0.02, 0.013), (0.055, 0.004), (0.08, 0.006), (0.0975, 0.016)]
    blank = _strip(
        [
            (-0.0975, 0.010),
            (-0.092, 0.018),
            (-0.06, 0.015),
            (0.015, 0.006),
            (0.03, 0.010),
            (0.045, 0.023),
            (0.058, 0.025),
        ],
        rise,
    )
    line = spline(rise, 60)
    tines = []
    for x in (-0.0106, -0.0036, 0.0036, 0.0106):
        y = np.linspace(0.055, 0.0975, 12)
        path = np.column_stack([np.full(12, x), y, np.interp(y, *line.T) - 0.0009])
        tines.append(sweep(path, ellipse(0.0042, 0.002, 10, 3), np.linspace(1.0, 0.55, 12), side=(1, 0, 0)))
    return _piece([blank, *tines], "fork", length / 0.195)


@maker("knife")
def table_knife(length: float = 0.21) -> bpy.types.Object:
    """A table knife lying on its side."""
    y = np.linspace(-0.105, 0.105, 50)
    width = np.interp(
        y,
        [-0.105, -0.1, -0.03, 0.0, 0.012, 0.06, 0.095, 0.105],
        [0.010, 0.016, 0.013, 0.010, 0.017, 0.019, 0.014, 0.002],
    )
    thickness = np.interp(y, [-0.105, -0.02, 0.0, 0.02, 0.105], [0.005, 0.006, 0.005, 0.0016, 0.001])
    path = np.column_stack([np.zeros(50), y, np.zeros(50)])
    blade = sweep(path, ellipse(1.0, 1.0, 16, 2.6), np.column_stack([width, thickness]), side=(1, 0, 0))
    return _piece([blade], "knife", length / 0.21)
