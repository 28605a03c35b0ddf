"""What needs no learning: the floors that a model must beat, and the ceiling that its resolution sets.

Floors: the visible mask as it is, its convex hull, and of that what lies where other objects are seen, with the hidden part in
the mean colour of what is seen. Ceiling: the truth, averaged down to the network's grids in the network's box, and spread over
the frame again.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from dyce.segan.completion import Completion, InBox, Painted, paint
from dyce.segan.grid import expanded, hull_of, spread, squeeze

__all__ = ["PAPER_GEOMETRY", "Geometry", "ceiling", "convex_hull", "copy_visible", "hull_within", "paint_over"]


WHOLLY = 0.99
"""Of a cell that is seen: all of it, but for rounding."""


@dataclass(frozen=True)
class Geometry:
    """Through what a network sees an object, in test."""

    mask: int = 58
    """Cells a side of the predicted mask."""
    paint: int = 256
    """Pixels a side of the painted picture."""
    expand: float = 0.2
    """Share of the visible box that is added on each side ..."""
    expand_by: str = "side"
    """... of its width and height, each its own (`side`), or of the longer of the two (`longer`)."""
    hidden_only: bool = False
    """Whether a cell holds the hidden share of what is not seen of it, instead of the full mask's share of it."""

    def boxes(self, visible: np.ndarray) -> np.ndarray:
        """The boxes that it sees of objects with visible masks (N, H, W) bool, none empty: (N, 4) float64."""
        return expanded(visible, self.expand, self.expand_by)

    def cells(self, visible: np.ndarray, full: np.ndarray) -> np.ndarray:
        """The cells that it should predict, (N, mask, mask) float32 in [0, 1], from true masks, (N, H, W) bool."""
        boxes = self.boxes(visible)
        share = squeeze(full, boxes, self.mask)
        if not self.hidden_only:
            return share
        unseen = 1 - squeeze(visible, boxes, self.mask)
        hidden = squeeze(full & ~visible, boxes, self.mask)
        return np.divide(hidden, unseen, out=np.ones_like(hidden), where=unseen > 1 - WHOLLY).clip(0, 1)


PAPER_GEOMETRY = Geometry()
"""The paper's sizes (section 3) and the test expansion of the original code."""


def copy_visible(image: np.ndarray, visible: np.ndarray) -> Completion:
    """The visible mask, taken for the full one."""
    return Completion(visible.astype(np.float32), paint_over(image, visible, visible))


def convex_hull(image: np.ndarray, visible: np.ndarray) -> Completion:
    """The convex hull of the visible mask."""
    hulls = _hulls(visible)
    return Completion(hulls.astype(np.float32), paint_over(image, visible, hulls))


def hull_within(image: np.ndarray, visible: np.ndarray) -> Completion:
    """Of what the hull adds to the visible mask, what lies where others of the objects are seen: only they can hide it."""
    full = visible | (_hulls(visible) & visible.any(0))
    return Completion(full.astype(np.float32), paint_over(image, visible, full))


def _hulls(visible: np.ndarray) -> np.ndarray:
    return np.array([hull_of(mask) for mask in visible]).reshape(visible.shape)


def paint_over(image: np.ndarray, visible: np.ndarray, full: np.ndarray) -> list[Painted]:
    """What is seen as the image has it, the rest of the full masks in the mean colour of what is seen.

    Args:
        image: (H, W, 3) uint8, RGB.
        visible: (N, H, W) bool.
        full: (N, H, W) bool.
    """
    painted = []
    for seen, whole in zip(visible, full):
        mean = np.rint(cv2.mean(image, seen.astype(np.uint8))[:3])
        found = paint(image, whole)
        height, width = found.rgba.shape[:2]
        guessed = (found.rgba[..., 3] > 0) & ~seen[found.y : found.y + height, found.x : found.x + width]
        found.rgba[guessed, :3] = mean
        painted.append(found)
    return painted


def ceiling(
    image: np.ndarray, visible: np.ndarray, full: np.ndarray, looks: np.ndarray, geometry: Geometry
) -> Completion:
    """The best that a network of this geometry could give if it knew the truth.

    What is seen is added, as it is to a prediction. Not a bound: cells that say more than the truth could still do better.

    Args:
        image: (H, W, 3) uint8, RGB.
        visible: (N, H, W) bool, none empty.
        full: (N, H, W) bool.
        looks: (N, H, W, 3) uint8, RGB: the objects with nothing in front of them, black elsewhere.
        geometry: the network's.
    """
    shape = (image.shape[0], image.shape[1])
    boxes = geometry.boxes(visible)
    cells = geometry.cells(visible, full)
    found = Completion(np.maximum(spread(cells, boxes, shape), visible), [])
    pictures = squeeze(looks, boxes, geometry.paint)
    colours = np.where(visible[..., None], image, spread(pictures, boxes, shape))
    painted = [paint(frame, mask) for frame, mask in zip(colours, found.masks)]
    return replace(found, painted=painted, in_box=InBox(boxes, squeeze(full, boxes, geometry.mask), pictures))
