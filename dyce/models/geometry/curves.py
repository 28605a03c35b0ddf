"""Plane and space curves: fillets, splines, arcs, resampling."""

from collections.abc import Sequence

import numpy as np

__all__ = ["arc", "fillet", "offset", "rectangle", "resample", "ring", "spline"]

Points = np.ndarray | Sequence[Sequence[float]] | Sequence[np.ndarray]


def arc(centre: Sequence[float], radius: float, start: float, end: float, steps: int = 6) -> np.ndarray:
    """(steps + 1, 2) points of a circle's arc, angles in degrees."""
    t = np.radians(np.linspace(start, end, steps + 1))
    return np.column_stack([centre[0] + radius * np.cos(t), centre[1] + radius * np.sin(t)])


def fillet(points: Points, radii: float | Sequence[float], steps: int = 4, closed: bool = False) -> np.ndarray:
    """A polyline (N, 2 or 3) with its corners rounded: `radii` one for all or one a point (ends are ignored)."""
    corners = np.asarray(points, float)
    count = len(corners)
    wanted = np.broadcast_to(np.asarray(radii, float), (count,))
    out: list[np.ndarray] = []
    for k in range(count):
        if wanted[k] <= 0 or (not closed and k in (0, count - 1)):
            out.append(corners[k : k + 1])
            continue
        before, here, after = corners[k - 1], corners[k], corners[(k + 1) % count]
        back, ahead = before - here, after - here
        length_back, length_ahead = np.linalg.norm(back), np.linalg.norm(ahead)
        back, ahead = back / length_back, ahead / length_ahead
        half = np.arccos(np.clip(back @ ahead, -1, 1)) / 2
        if half > np.pi / 2 - 1e-3:
            out.append(corners[k : k + 1])
            continue
        reach = min(wanted[k] / np.tan(half), 0.49 * length_back, 0.49 * length_ahead)
        radius = reach * np.tan(half)
        middle = here + (back + ahead) / np.linalg.norm(back + ahead) * radius / np.sin(half)
        first, last = here + back * reach - middle, here + ahead * reach - middle
        turn = np.pi - 2 * half
        t = np.linspace(0, 1, steps + 1)[:, None]
        out.append(middle + (np.sin((1 - t) * turn) * first + np.sin(t * turn) * last) / np.sin(turn))
    return np.vstack(out)


def ring(radius: float, z: float, count: int) -> np.ndarray:
    """(count, 3) points of a level circle about the z axis."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.column_stack([radius * np.cos(turn), radius * np.sin(turn), np.full(count, z)])


def spline(points: Points, count: int, closed: bool = False) -> np.ndarray:
    """(count, D) points evenly along the centripetal Catmull-Rom curve through `points` (N, D)."""
    given = np.asarray(points, float)
    if closed:
        padded = np.vstack([given[-1], given, given[0], given[1]])
    else:
        padded = np.vstack([2 * given[0] - given[1], given, 2 * given[-1] - given[-2]])
    steps = max(8, 4 * count // len(given))
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded[:-3], padded[1:-2], padded[2:-1], padded[3:], strict=True):
        knots = np.cumsum([0.0] + [max(float(np.linalg.norm(q - p)), 1e-9) ** 0.5 for p, q in ((a, b), (b, c), (c, d))])
        x = knots[1] + t * (knots[2] - knots[1])
        ab, bc, cd = (
            _blend(a, b, knots[0], knots[1], x),
            _blend(b, c, knots[1], knots[2], x),
            _blend(c, d, knots[2], knots[3], x),
        )
        abc, bcd = _blend(ab, bc, knots[0], knots[2], x), _blend(bc, cd, knots[1], knots[3], x)
        pieces.append(_blend(abc, bcd, knots[1], knots[2], x))
    dense = np.vstack([*pieces, given[:1] if closed else given[-1:]])
    return resample(dense, count + 1)[:-1] if closed else resample(dense, count)


def _blend(p: np.ndarray, q: np.ndarray, start: float, end: float, x: np.ndarray) -> np.ndarray:
    return ((end - x) * p + (x - start) * q) / (end - start)


def resample(points: Points, count: int) -> np.ndarray:
    """(count, D) points at equal steps of arc length along a polyline."""
    given = np.asarray(points, float)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(given, axis=0), axis=1))])
    at = np.linspace(0, along[-1], count)
    return np.column_stack([np.interp(at, along, given[:, k]) for k in range(given.shape[1])])


def offset(points: Points, distance: float) -> np.ndarray:
    """A plane polyline (N, 2) shifted to its left by `distance`."""
    given = np.asarray(points, float)
    tangent = np.gradient(given, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-12)
    return given + distance * np.column_stack([-tangent[:, 1], tangent[:, 0]])


def rectangle(width: float, depth: float, radius: float, steps: int = 6) -> np.ndarray:
    """The outline of a rectangle about the origin, counterclockwise, its corners rounded by `radius`."""
    a, b = width / 2, depth / 2
    return fillet([(-a, -b), (a, -b), (a, b), (-a, b)], radius, steps, closed=True)
