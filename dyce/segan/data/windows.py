"""What a network is shown of an object: a window of the image, the masks in it, and the box that it predicts in.

One maker for training and for use, so that a network is asked about what it was trained with. Boxes are (x0, y0, x1, y1) in
pixels; the centre of the top left pixel is at (0.5, 0.5).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from dyce.segan.data.grid import hull_of
from dyce.segan.recipe import Recipe

__all__ = ["Window", "Windowed", "box_of", "cut", "frame_box", "window_box", "window_of", "windowed"]

Window = tuple[int, int, int, int]
"""x0, y0, x1, y1 of a part of the frame that is scaled to the network's square; it may reach beyond the frame."""


@dataclass(frozen=True)
class Windowed:
    """What a network is given of one object."""

    image: np.ndarray
    """(S, S, 3) uint8, RGB; the recipe's mean beyond the frame."""
    visible: np.ndarray
    """(S, S, M) uint8, soft masks of 0 to 255: SV, and what the recipe has beside it (its hull, the other objects)."""
    box_xyxy: np.ndarray
    """(4,) float32, pixels of the window: what the mask is predicted in."""


def windowed(
    image: np.ndarray, visible: np.ndarray, others: np.ndarray, window: Window, box_xyxy: np.ndarray, recipe: Recipe
) -> Windowed:
    """What a network is given in a window of an image.

    Args:
        image: (H, W, 3) uint8, RGB.
        visible: SV, (H, W) bool.
        others: (H, W) bool: what is seen of the image's other objects, as far as that is known.
        window: what to cut out.
        box_xyxy: (4,), expanded, pixels of the frame.
        recipe: what the network is shown, and how large.
    """
    masks = [visible]
    if recipe.hull:
        masks.append(hull_of(visible))
    if recipe.others:
        masks.append(others)
    red, green, blue = (round(255 * share) for share in recipe.mean)
    return Windowed(
        cut(image, window, recipe.size, (red, green, blue)),
        np.stack([cut(mask.view(np.uint8) * 255, window, recipe.size) for mask in masks], -1),
        window_box(box_xyxy, window, recipe.size),
    )


def box_of(mask: np.ndarray) -> np.ndarray:
    """The box (x0, y0, x1, y1) of a mask, (H, W) bool or soft, as (4,) float32; of an empty one, nought everywhere."""
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    if not len(columns):
        return np.zeros(4, np.float32)
    return np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1], np.float32)


def window_of(
    box_xyxy: np.ndarray, factor: float | None, size: tuple[int, int], shift: tuple[float, float] = (0, 0)
) -> Window:
    """The part of the frame that the network sees of an object.

    Args:
        box_xyxy: (4,), of the object's visible mask, not expanded.
        factor: the window's side in longer sides of the box; None for the whole frame.
        size: of the frame, (height, width).
        shift: of the window's centre, in shares of its side (augmentation).
    """
    if factor is None:
        height, width = size
        x, y = round(shift[0] * width), round(shift[1] * height)
        return x, y, width + x, height + y
    side = max(4, round(factor * max(box_xyxy[2] - box_xyxy[0], box_xyxy[3] - box_xyxy[1])))
    x = round((box_xyxy[0] + box_xyxy[2] - side) / 2 + shift[0] * side)
    y = round((box_xyxy[1] + box_xyxy[3] - side) / 2 + shift[1] * side)
    return x, y, x + side, y + side


def cut(picture: np.ndarray, window: Window, size: int, fill: tuple[int, ...] = (0,)) -> np.ndarray:
    """A window of a picture, (H, W) or (H, W, C) uint8, scaled to (size, size[, C]); what is beyond the frame has `fill`.

    Masks of 0 and 255 come out soft.
    """
    x0, y0, x1, y1 = window
    height, width = picture.shape[:2]
    inside = picture[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
    margins = (max(-y0, 0), max(y1 - height, 0), max(-x0, 0), max(x1 - width, 0))
    if any(margins):
        if not inside.size:
            return np.full((size, size, *picture.shape[2:]), fill, np.uint8)
        inside = cv2.copyMakeBorder(inside, *margins, cv2.BORDER_CONSTANT, value=fill)
    shrinks = (x1 - x0) * (y1 - y0) > size * size
    return cv2.resize(inside, (size, size), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def window_box(box_xyxy: np.ndarray, window: Window, size: int) -> np.ndarray:
    """A box of the frame in pixels of the window's (size, size) picture, (..., 4) float32."""
    x0, y0, x1, y1 = window
    scale = np.array([size / (x1 - x0), size / (y1 - y0)] * 2)
    found: np.ndarray = ((box_xyxy - np.array([x0, y0, x0, y0])) * scale).astype(np.float32)
    return found


def frame_box(box_xyxy: np.ndarray, window: Window, size: int) -> np.ndarray:
    """The inverse of `window_box`: from the window's picture to the frame."""
    x0, y0, x1, y1 = window
    scale = np.array([(x1 - x0) / size, (y1 - y0) / size] * 2)
    found: np.ndarray = (box_xyxy * scale + np.array([x0, y0, x0, y0])).astype(np.float32)
    return found
