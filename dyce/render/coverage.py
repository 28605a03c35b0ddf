"""How much of each pixel an object covers, seen and alone: the soft masks of a view."""

from dataclasses import replace

import numpy as np

from dyce.data.mask import box_xywh, rows_and_columns
from dyce.render.mattes import Mattes
from dyce.render.pixels import Soft, Truth

__all__ = ["soften"]

ROUNDING = 1e-2
"""Of 255: what the sum of a pixel's samples may lack from being whole."""


def soften(truths: list[Truth], seen: Mattes) -> list[Truth]:
    """The same with each instance's coverage. Where nothing hides it at any pixel's centre, the full one is the visible one.

    Args:
        truths: the masks.
        seen: what the image's samples met.
    """
    return [replace(truth, soft=_soft(truth, seen)) for truth in truths]


def _soft(truth: Truth, seen: Mattes) -> Soft:
    visible = full = _of_255(seen.of(truth.id), truth.visible)
    if truth.is_hidden:
        assert truth.alone.mattes  # they are wanted of all renders or of none
        whole = np.zeros(seen.shape)
        whole[truth.alone.frame] = truth.alone.mattes.of(truth.id)
        full = np.maximum(visible, _of_255(whole, truth.full))
    box = box_xywh(full > 0)
    return Soft(box, visible[rows_and_columns(box)], full[rows_and_columns(box)])


def _of_255(share: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Shares of one as uint8, rounded down so that those of a pixel never exceed 255 together; at least 1 in the mask."""
    return np.maximum(np.minimum(share * 255 + ROUNDING, 255).astype(np.uint8), mask)
