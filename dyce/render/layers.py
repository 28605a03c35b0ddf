"""Who has a surface before whom, counted pixel by pixel, seen or not: from the depth of each object alone."""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from dyce.data.mask import BoxXYXY, rows_and_columns
from dyce.render.pixels import Truth

__all__ = ["count_in_front"]


@dataclass(frozen=True)
class _Layer:
    """An instance as if it were alone, cropped to its full mask's box."""

    id: int
    box_xyxy: BoxXYXY
    depth: np.ndarray
    """(h, w) float32, metres; infinite outside of the full mask."""
    seen: np.ndarray
    """(h, w) bool: the visible mask."""

    def at(self, box_xyxy: BoxXYXY) -> tuple[np.ndarray, np.ndarray]:
        """Depth and visible mask in a part of the box."""
        x0, y0, x1, y1 = box_xyxy
        part = np.s_[y0 - self.box_xyxy[1] : y1 - self.box_xyxy[1], x0 - self.box_xyxy[0] : x1 - self.box_xyxy[0]]
        return self.depth[part], self.seen[part]


def count_in_front(truths: list[Truth]) -> list[Truth]:
    """The same with who is in front of each: in how many pixels of both full masks; pairs without such a pixel are left out.

    What is seen is before all else; of what is hidden by a third, the nearer. Where two hidden ones are equally far, neither is
    before the other.
    """
    layers = [_layer(truth) for truth in truths]
    behind: dict[int, dict[int, int]] = defaultdict(dict)
    for place, a in enumerate(layers):
        for b in layers[place + 1 :]:
            (x0, y0, x1, y1), (left, top, right, bottom) = a.box_xyxy, b.box_xyxy
            box = max(x0, left), max(y0, top), min(x1, right), min(y1, bottom)
            if box[0] >= box[2] or box[1] >= box[3]:
                continue
            (depth_a, seen_a), (depth_b, seen_b) = a.at(box), b.at(box)
            both = np.isfinite(depth_a) & np.isfinite(depth_b)
            behind[b.id][a.id] = int((both & (seen_a | (~seen_b & (depth_a < depth_b)))).sum())
            behind[a.id][b.id] = int((both & (seen_b | (~seen_a & (depth_b < depth_a)))).sum())
    return [
        replace(truth, behind={id_: pixels for id_, pixels in behind[truth.id].items() if pixels}) for truth in truths
    ]


def _layer(truth: Truth) -> _Layer:
    x, y, w, h = box = truth.box
    depth = np.where(truth.full[rows_and_columns(box)], truth.alone.crop(box).depth, np.float32(np.inf))
    return _Layer(truth.id, (x, y, x + w, y + h), depth, truth.visible[rows_and_columns(box)])
