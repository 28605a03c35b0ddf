"""What needs no learning: the baselines that a model must beat, and the ceiling that its resolution sets.

Baselines: the visible mask as it is, its convex hull, and of that what lies where other objects are seen, with the hidden part in
the mean colour of what is seen. Ceiling: the truth, averaged down to the network's grids in the network's box, and spread over
the frame again.
"""

from dataclasses import replace

import cv2
import numpy as np

from dyce.segan.data.geometry import Geometry
from dyce.segan.data.grid import hull_of, spread, squeeze
from dyce.segan.use.completion import Completion, InBox, Painted, paint

__all__ = ["ceiling", "convex_hull", "copy_visible", "hull_within", "paint_over"]


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
