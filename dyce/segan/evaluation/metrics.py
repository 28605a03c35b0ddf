"""What is measured of a completed object: overlap of masks and error of colours, by two definitions.

`strict` is measured in the full frame and is what to trust. `segan` repeats what the released code of the paper computes,
inside the expanded box at the segmentor's resolution, so that the paper's numbers have something to stand beside; its
invisible figure is a recall, and its visible figure compares the whole prediction with what is seen.
"""

from dataclasses import dataclass

import cv2
import numpy as np

__all__ = ["Overlap", "colour_error", "overlap", "segan", "strict"]


@dataclass(frozen=True)
class Overlap:
    """How two masks of each object overlap."""

    shared: np.ndarray
    """(N,) int64: pixels in both."""
    either: np.ndarray
    """(N,) int64: pixels in one or both."""

    @property
    def iou(self) -> np.ndarray:
        """(N,) float64: intersection over union; nan where both masks are empty."""
        return np.divide(self.shared, self.either, out=np.full(len(self.shared), np.nan), where=self.either > 0)


def overlap(masks: np.ndarray, others: np.ndarray) -> Overlap:
    """The overlap of two stacks of masks, (N, H, W) bool each."""
    axes = tuple(range(1, masks.ndim))
    return Overlap((masks & others).sum(axes), (masks | others).sum(axes))


def strict(predicted: np.ndarray, given: np.ndarray, visible: np.ndarray, full: np.ndarray) -> dict[str, Overlap]:
    """True overlaps in the full frame; all masks (N, H, W) bool.

    What is predicted to be invisible is the prediction without the mask that was given, and what is predicted to be visible the
    prediction within it: so the visible figure tells what the network spoils of a mask that it was handed.

    Args:
        predicted: full masks (SF) as predicted.
        given: the visible masks that the prediction was made from.
        visible: the true visible masks (SV).
        full: the true full masks (SF).

    Returns:
        The overlaps of `full`, `visible` and `invisible`, as in section 5.2 of the paper.
    """
    return {
        "full": overlap(predicted, full),
        "visible": overlap(predicted & given, visible),
        "invisible": overlap(predicted & ~given, full & ~visible),
    }


def segan(predicted: np.ndarray, visible: np.ndarray, full: np.ndarray) -> dict[str, np.ndarray]:
    """The figures of the paper's released code, in the box; all masks (N, m, m) bool at the segmentor's resolution.

    Returns:
        By region, (N,) float64: `full`, the IoU with SF; `visible`, the IoU of the whole prediction with SV; `invisible`, the
        share of SI that is predicted, and 0 for an object without SI, which that code averages in like any other.
    """
    hidden = full & ~visible
    found = (predicted & hidden).sum((1, 2))
    return {
        "full": np.nan_to_num(overlap(predicted, full).iou),
        "visible": np.nan_to_num(overlap(predicted, visible).iou),
        "invisible": found / np.maximum(hidden.sum((1, 2)), 1),
    }


def colour_error(painted: np.ndarray, truth: np.ndarray, where: np.ndarray) -> tuple[float, float]:
    """Mean absolute (L1) and mean squared (L2) error over the pixels of a mask and the three channels; nan if it is empty.

    The paper does not define its L2. As a root it could not be below L1, as all its figures are: so it is the mean square.

    Args:
        painted: (H, W, 3) uint8.
        truth: (H, W, 3) uint8.
        where: (H, W) bool.
    """
    pixels = np.count_nonzero(where)
    if not pixels:
        return float("nan"), float("nan")
    mask = where.astype(np.uint8)
    absolute, squared = (cv2.norm(painted, truth, kind, mask) for kind in (cv2.NORM_L1, cv2.NORM_L2SQR))
    return absolute / (255 * 3 * pixels), squared / (255**2 * 3 * pixels)
