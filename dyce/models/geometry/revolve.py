"""Surfaces of revolution: a profile in (radius, height) turned about the z axis."""

from collections.abc import Sequence

import numpy as np

from dyce.models.geometry.curves import arc, fillet, offset
from dyce.models.geometry.shape import Shape, grid

__all__ = ["disc", "patch", "radius_at", "revolve", "vessel"]


def revolve(profile: np.ndarray | Sequence[Sequence[float]], segments: int = 48, closed: bool = False) -> Shape:
    """The profile (N, 2) turned full circle; walk it with the solid on the left hand (bottom, outside, top, inside)."""
    points = np.asarray(profile, float)
    turn = np.linspace(0, 2 * np.pi, segments, endpoint=False) - np.pi / 2
    return grid(_turned(points, turn), close_rows=True, close_columns=closed)


def patch(profile: np.ndarray | Sequence[Sequence[float]], start: float, end: float, segments: int = 24) -> Shape:
    """Part of a surface of revolution, degrees from the front (-Y) counter-clockwise; UVs fill the unit square."""
    turn = np.radians(np.linspace(start, end, segments + 1) - 90)
    return grid(_turned(np.asarray(profile, float), turn))


def _turned(points: np.ndarray, turn: np.ndarray) -> np.ndarray:
    radius, height = points[:, :1], np.repeat(points[:, 1:2], len(turn), axis=1)
    return np.stack([radius * np.cos(turn), radius * np.sin(turn), height], axis=2)


def vessel(outer: np.ndarray, wall: float, base: float, recess: float = 0.0, round_floor: float = 0.006) -> np.ndarray:
    """The closed profile (N, 2) of a vessel with the outside `outer` (foot to lip), wall and base thickness in metres.

    `recess` lifts the middle of the underside: it stands on a foot ring; `round_floor` rounds the inside's bottom.
    """
    foot = outer[0]
    inner = offset(outer, wall)[::-1]
    lip = _lip(outer[-1], inner[0])
    down = inner[inner[:, 1] > base + round_floor * 0.05]
    corner = np.array([np.interp(base, inner[::-1, 1], inner[::-1, 0]), base])
    floor = fillet(np.vstack([down[-1], corner, [0, base]]), [0, round_floor, 0], steps=5)[1:]
    if recess > 0:
        ring = max(foot[0] - max(2.0 * wall, 0.004), foot[0] * 0.6)
        under = fillet(
            [[0, recess], [ring - recess, recess], [ring, foot[1]], foot], [0, recess, recess / 3, 0], steps=3
        )
    else:
        under = np.array([[0, foot[1]], [foot[0] * 0.6, foot[1]], foot])
    return np.vstack([under[:-1], outer, lip, down[1:], floor])


def _lip(outside: np.ndarray, inside: np.ndarray, steps: int = 6) -> np.ndarray:
    middle, radius = (outside + inside) / 2, float(np.linalg.norm(outside - inside)) / 2
    start = np.degrees(np.arctan2(*(outside - middle)[::-1]))
    return arc(middle, radius, start, start + 180, steps)[1 : -1 if steps else None]


def radius_at(profile: np.ndarray, height: float) -> float:
    """The radius of a profile that rises steadily, at a height."""
    return float(np.interp(height, profile[:, 1], profile[:, 0]))


def disc(radius: float, low: float, high: float, bevel: float = 0.001, segments: int = 40) -> Shape:
    """A cylinder between two heights, its edges rounded: lids, stoppers, bases."""
    profile = fillet([(0, low), (radius, low), (radius, high), (0, high)], [0, bevel, bevel, 0], 3)
    return revolve(profile, segments)
