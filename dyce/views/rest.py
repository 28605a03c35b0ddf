"""What rests on what, by rays: short ones, straight down, from wherever a thing has something of its own underneath."""

from collections.abc import Callable, Collection, Mapping

import numpy as np

__all__ = ["Bounds", "Carriers", "find_carriers", "with_what_rests_on"]

Bounds = Mapping[int, tuple[np.ndarray, np.ndarray]]
"""Lowest and highest corner of each instance (0: structure), each (3,), metres, world."""

Carriers = Mapping[int, Mapping[int, float]]
"""By instance, what it rests on (0: structure), and which share of where it is carried; nothing where it touches nothing."""

Fall = Callable[[int, np.ndarray], np.ndarray]
"""How far below each point, (N, 3), an instance's first surface is: (N,) metres, infinite where there is none."""

REACHES = 0.01, 0.05
"""Metres: who touches nothing so near above or below it is looked for a little farther; scenes are not modelled to the hair."""
THIN = 0.015
"""Metres: what lies on the floor and is no thicker carries nothing: a rug does not take the table with it."""
LEVEL = 0.3
"""Of the normal's height: what is steeper carries nothing and is not carried."""
SPACING = 0.03
"""Metres between the points from which rays are cast; in any case there is one a triangle ..."""
POINTS = 1000
"""... and so many an instance at the most."""
MOST = 0.5
"""Who is carried by more than this share of lifted things goes with them."""


def find_carriers(triangles: Mapping[int, np.ndarray], bounds: Bounds, fall: Fall) -> dict[int, dict[int, float]]:
    """Who rests on whom.

    A thing rests on what is just below it, nearest first, as long as that reaches down at least as far as itself; so a mug
    rests on its table, whatever is beneath the table's top, and never the table on the mug.

    Args:
        triangles: (T, 3, 3) metres, world, by instance; 0 is structure.
        bounds: of each.
        fall: casts rays at one of them.
    """
    found = {}
    for k in sorted(triangles):
        if k:  # structure stays where it is
            points, area = _points(triangles[k])
            on: dict[int, float] = {}
            for reach in REACHES:
                on = on or _touching(k, points, area, reach, bounds, fall)
            found[k] = on
    for a, b in [(a, b) for a, on in found.items() for b in on if a < b and a in found.get(b, {})]:
        # each on the other: a cloth over a chair, down to the floor
        higher, lower = sorted((a, b), key=lambda k: -float(bounds[k][0][2] + bounds[k][1][2]))
        del found[lower][higher]
    return found


def with_what_rests_on(lifted: Collection[int], carriers: Carriers, kept: Collection[int]) -> frozenset[int]:
    """Lifted things with all that rests on them, and on that: the tray on the table and the cup on the tray.

    Args:
        lifted: instances; those that are kept are left out.
        carriers: what everything rests on.
        kept: what stays in any case, and so does what rests on it.
    """
    gone = frozenset(lifted) - frozenset(kept)
    while True:
        more = {
            k
            for k, on in carriers.items()
            if k not in gone and k not in kept and sum(on[a] for a in on if a in gone) > MOST * sum(on.values())
        }
        if not more:
            return gone
        gone |= more


def _points(triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points spread over the level triangles, (N, 3) metres, and the area that each stands for, (N,)."""
    a, b, c = (triangles[:, k].astype(float) for k in range(3))
    normal = np.cross(b - a, c - a)
    length = np.linalg.norm(normal, axis=1)
    level = (np.abs(normal[:, 2]) > LEVEL * length) & (length > 0)
    a, b, c, area = a[level], b[level], c[level], length[level] / 2
    random = np.random.default_rng(0)
    if len(area) > POINTS:
        chosen = random.choice(len(area), POINTS, replace=False)
        a, b, c, area = a[chosen], b[chosen], c[chosen], area[chosen]
    if not len(area):
        return np.empty((0, 3)), np.empty(0)
    wanted = np.maximum(1, area / SPACING**2)
    wanted *= min(1.0, POINTS / wanted.sum())
    count = np.maximum(1, wanted.astype(int))
    own = np.repeat(np.arange(len(area)), count)
    u, v = random.random((2, len(own)))
    over = u + v > 1
    u, v = np.where(over, 1 - u, u)[:, None], np.where(over, 1 - v, v)[:, None]
    return a[own] * (1 - u - v) + b[own] * u + c[own] * v, (area / count)[own]


def _touching(
    k: int, points: np.ndarray, area: np.ndarray, reach: float, bounds: Bounds, fall: Fall
) -> dict[int, float]:
    """Who is within reach straight below an instance's points (or above: it may have sunk in), and with what share."""
    nearest, carrier = np.full(len(points), np.inf), np.zeros(len(points), int)
    for other, (low, high) in sorted(bounds.items(), reverse=True):  # structure last
        if other == k or (other and low[2] > bounds[k][0][2] + 1e-3):
            continue
        near = ((points >= low - (0, 0, reach)) & (points <= high + (0, 0, reach + THIN))).all(1)
        if near.any():
            distance = np.full(len(points), np.inf)
            distance[near] = fall(other, points[near] + (0, 0, reach))
            closer = distance < (np.minimum(nearest, 2 * reach) if other else np.fmax(nearest + THIN, 2 * reach))
            nearest[closer], carrier[closer] = np.minimum(nearest, distance)[closer], other
    touches = nearest < 2 * reach
    shares = np.bincount(carrier[touches], area[touches], 1)
    return {int(other): float(shares[other] / shares.sum()) for other in np.flatnonzero(shares)}
