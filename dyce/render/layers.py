"""Who has a surface before whom, counted pixel by pixel, seen or not: from the depth of each object alone."""

from dataclasses import dataclass

import numpy as np

from dyce.data.order import Pairs
from dyce.render.cycles import Pixels
from dyce.render.diff import Truth, box_of
from dyce.render.plan import Batch

__all__ = ["count_in_front"]


@dataclass(frozen=True)
class _Layer:
    """An instance as if it were alone, cropped to its full mask's box."""

    id: int
    box: tuple[int, int, int, int]
    """(x0, y0, x1, y1), pixels, ends excluded."""
    depth: np.ndarray
    """(h, w) float32, metres; infinite outside of the full mask."""
    seen: np.ndarray
    """(h, w) bool: the visible mask."""

    def at(self, box: tuple[int, int, int, int]) -> tuple[np.ndarray, np.ndarray]:
        """Depth and visible mask in a part of the box."""
        x0, y0, x1, y1 = box
        part = np.s_[y0 - self.box[1] : y1 - self.box[1], x0 - self.box[0] : x1 - self.box[0]]
        return self.depth[part], self.seen[part]


def count_in_front(truths: list[Truth], beauty: Pixels, isolations: list[tuple[Batch, Pixels]]) -> Pairs:
    """In how many pixels of both full masks one instance is before another; pairs without such a pixel are left out.

    What is seen is before all else; of what is hidden by a third, the nearer. Where two hidden ones are equally far, neither is
    before the other.
    """
    alone = {k: pixels for batch, pixels in isolations for k in batch.members}
    layers = [_layer(truth, alone[truth.id] if truth.is_hidden else beauty) for truth in truths]
    found = {}
    for place, a in enumerate(layers):
        for b in layers[place + 1 :]:
            x0, y0, x1, y1 = a.box
            box = max(x0, b.box[0]), max(y0, b.box[1]), min(x1, b.box[2]), min(y1, b.box[3])
            if box[0] >= box[2] or box[1] >= box[3]:
                continue
            (depth_a, seen_a), (depth_b, seen_b) = a.at(box), b.at(box)
            both = np.isfinite(depth_a) & np.isfinite(depth_b)
            found[a.id, b.id] = int((both & (seen_a | (~seen_b & (depth_a < depth_b)))).sum())
            found[b.id, a.id] = int((both & (seen_b | (~seen_a & (depth_b < depth_a)))).sum())
    return {pair: pixels for pair, pixels in found.items() if pixels}


def _layer(truth: Truth, pixels: Pixels) -> _Layer:
    x, y, w, h = box_of(truth.full)
    frame, here = np.s_[y : y + h, x : x + w], np.s_[y - pixels.y : y - pixels.y + h, x - pixels.x : x - pixels.x + w]
    depth = np.where(truth.full[frame], pixels.depth[here], np.float32(np.inf))
    return _Layer(truth.id, (x, y, x + w, y + h), depth, truth.visible[frame])
