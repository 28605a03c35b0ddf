"""Which isolation renders a view needs: for whom, how many share one, and what each must show.

An object with nothing in front needs none: its appearance is the image's own pixels. Objects whose full masks do not touch can
share one render (a greedy colouring of the graph of conflicts).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import cv2
import numpy as np

from dyce.data.mask import BoxXYXY
from dyce.settings import Isolation
from dyce.views.rest import Bounds, Carriers, with_what_rests_on
from dyce.views.trace import FirstHits

__all__ = ["Batch", "plan_isolation", "plan_overscan"]

MARGIN = 2
"""Pixels around a full mask that belong to its object: where trace and render may differ by a pixel, and edges blend."""
REACH = 0.75
"""What is lifted for one object must be farther than this from another that shares its render, in sizes of the lifted thing."""


@dataclass(frozen=True)
class Batch:
    """Objects that one isolation render shows."""

    members: tuple[int, ...]
    """Their instance ids."""
    gone: frozenset[int]
    """Instances that neither show nor light anything in it."""
    window: np.ndarray
    """(H, W) bool: the pixels that the render must show; nothing else is shaded."""
    lifted: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """By member, which of those are gone for its sake."""

    @property
    def border_xyxy(self) -> BoxXYXY:
        """The window's box."""
        rows, columns = np.flatnonzero(self.window.any(1)), np.flatnonzero(self.window.any(0))
        return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def plan_isolation(
    hits: dict[int, FirstHits],
    index: np.ndarray,
    bounds: Bounds,
    carriers: Carriers,
    lamps: frozenset[int],
    *,
    isolation: Isolation,
    min_visible: int,
) -> list[Batch]:
    """The isolation renders of one view.

    Args:
        hits: by instance, what the trace says.
        index: (H, W) int, the instance that the image shows at each pixel, 0 for none.
        bounds: of each instance.
        carriers: what each rests on.
        lamps: the instances that give off light, which are never lifted.
        isolation: how the others are hidden.
        min_visible: instances with fewer visible pixels are not rendered.
    """
    height, width = index.shape
    areas = np.bincount(index.ravel())
    hidden: dict[int, np.ndarray] = {}
    for k in np.flatnonzero(areas >= min_visible).tolist():
        if k == 0:
            continue
        # what nobody knows the place of could be anywhere
        full = hits[k].mask(height, width) if k in hits else np.ones((height, width), bool)
        if (full & (index != k)).any():
            hidden[k] = cv2.dilate(full.view(np.uint8), np.ones((2 * MARGIN + 1,) * 2, np.uint8)).view(bool)
            hidden[k] |= index == k
    lifted = (
        {k: with_what_rests_on(_in_front(k, hits, index), carriers, {k, *lamps}) for k in hidden}
        if isolation is Isolation.LIFT
        else {k: frozenset() for k in hidden}
    )
    batches = []
    for members in _share(hidden, lifted, bounds):
        if isolation is Isolation.ALONE:
            gone = frozenset(hits) - frozenset(members)
            mine = dict.fromkeys(members, gone)
        else:
            mine = {k: lifted[k] for k in members}
            gone = frozenset().union(*mine.values())
        batches.append(Batch(members, gone, np.logical_or.reduce([hidden[k] for k in members]), mine))
    return batches


def plan_overscan(
    hits: dict[int, FirstHits], wanted: list[int], outside: np.ndarray, vague: frozenset[int] = frozenset()
) -> list[Batch]:
    """The renders that show what some instances have outside of the image; what does not come near its edge needs none.

    Args:
        hits: by instance, what the trace says of a wider frame.
        wanted: instance ids.
        outside: (H, W) bool, of the wider frame: what is not the image.
        vague: instances that may show where the trace does not see them.
    """
    windows = {}
    for k in wanted:
        full = hits[k].mask(*outside.shape) if k in hits and k not in vague else np.ones_like(outside)
        window = cv2.dilate(full.view(np.uint8), np.ones((2 * MARGIN + 1,) * 2, np.uint8)).view(bool) & outside
        if window.any():
            windows[k] = window
    groups = _share(windows, dict.fromkeys(windows, frozenset()), {})
    return [Batch(members, frozenset(), np.logical_or.reduce([windows[k] for k in members])) for members in groups]


def _in_front(k: int, hits: dict[int, FirstHits], index: np.ndarray) -> frozenset[int]:
    """The instances whose first surface is before that of k at some pixel of k's full mask, and those that are seen there."""
    if (mine := hits.get(k)) is None:
        return frozenset()
    h, w = mine.depth.shape
    front = set(np.unique(index[mine.mask(*index.shape)]).tolist()) - {0, k}
    for q, other in hits.items():
        x0, x1 = max(mine.x, other.x), min(mine.x + w, other.x + other.depth.shape[1])
        y0, y1 = max(mine.y, other.y), min(mine.y + h, other.y + other.depth.shape[0])
        if q == k or x0 >= x1 or y0 >= y1:
            continue
        here = mine.depth[y0 - mine.y : y1 - mine.y, x0 - mine.x : x1 - mine.x]
        there = other.depth[y0 - other.y : y1 - other.y, x0 - other.x : x1 - other.x]
        if ((there < here) & np.isfinite(here)).any():
            front.add(q)
    return frozenset(front)


def _share(windows: dict[int, np.ndarray], lifted: dict[int, frozenset[int]], bounds: Bounds) -> list[tuple[int, ...]]:
    """Groups whose members' windows do not overlap and whose lifting does not matter to each other; the largest go first."""
    groups: list[list[int]] = []
    taken: list[np.ndarray] = []
    for k in sorted(windows, key=lambda k: (-int(windows[k].sum()), k)):
        for group, pixels in zip(groups, taken, strict=True):
            if not (pixels & windows[k]).any() and not any(_disturb(k, j, lifted, bounds) for j in group):
                group.append(k)
                pixels |= windows[k]
                break
        else:
            groups.append([k])
            taken.append(windows[k].copy())
    return [tuple(group) for group in groups]


def _disturb(k: int, j: int, lifted: dict[int, frozenset[int]], bounds: Bounds) -> bool:
    """Whether what is lifted for one of two objects is itself the other, or so near to it that its light changes, or may be."""
    return any(
        q == b or not {q, b} <= bounds.keys() or _gap(bounds[q], bounds[b]) < REACH * _size(bounds[q])
        for a, b in ((k, j), (j, k))
        for q in lifted[a] - lifted[b]
    )


def _size(box: tuple[np.ndarray, np.ndarray]) -> float:
    """Metres from corner to corner."""
    return float(np.linalg.norm(box[1] - box[0]))


def _gap(a: tuple[np.ndarray, np.ndarray], b: tuple[np.ndarray, np.ndarray]) -> float:
    """Metres between two boxes; 0 where they touch."""
    return float(np.linalg.norm(np.maximum(0, np.maximum(a[0] - b[1], b[0] - a[1]))))
