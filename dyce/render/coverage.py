"""How much of each pixel an object covers, seen and alone: the soft masks of a view."""

from dataclasses import dataclass

import numpy as np

from dyce.data.mask import BoxXYWH
from dyce.render.cycles import Pixels
from dyce.render.diff import Truth, box_of
from dyce.render.mattes import Mattes
from dyce.render.plan import Batch

__all__ = ["Soft", "soften"]

ROUNDING = 1e-2
"""Of 255: what the sum of a pixel's samples may lack from being whole."""


@dataclass(frozen=True)
class Soft:
    """An instance's coverage, of 255, cropped to where it is not 0."""

    box: BoxXYWH
    visible: np.ndarray
    """(h, w) uint8: of what is seen of it."""
    full: np.ndarray
    """(h, w) uint8: with all else hidden; nowhere less than `visible`."""


def soften(truths: list[Truth], seen: Mattes, isolations: list[tuple[Batch, Pixels]]) -> list[Soft]:
    """Each instance's coverage. Where nothing hides it at any pixel's centre, the full coverage is the visible one.

    Args:
        truths: the masks.
        seen: what the image's samples met.
        isolations: the renders of each batch, with what their samples met.
    """
    alone = {k: pixels for batch, pixels in isolations for k in batch.members}
    found = []
    for truth in truths:
        visible = full = _of_255(seen.of(truth.id), truth.visible)
        if truth.is_hidden:
            pixels = alone[truth.id]
            assert pixels.mattes  # they are wanted of all renders or of none
            h, w = pixels.mattes.shape
            whole = np.zeros(seen.shape)
            whole[pixels.y : pixels.y + h, pixels.x : pixels.x + w] = pixels.mattes.of(truth.id)
            full = np.maximum(visible, _of_255(whole, truth.full))
        box = x, y, w, h = box_of(full > 0)
        crop = np.s_[y : y + h, x : x + w]
        found.append(Soft(list(box), visible[crop], full[crop]))
    return found


def _of_255(share: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Shares of one as uint8, rounded down so that those of a pixel never exceed 255 together; at least 1 in the mask."""
    return np.maximum(np.minimum(share * 255 + ROUNDING, 255).astype(np.uint8), mask)
