"""What is changed of an object at random in training: where its window lies, its colours, what stands before it."""

from dataclasses import dataclass

import cv2
import numpy as np

from dyce.segan.data.windows import Window, box_of
from dyce.segan.recipe import Recipe

__all__ = ["Frame", "Jitter", "jitter", "no_jitter", "pasted", "recoloured", "scaled"]

LEAST_LEFT = 0.3
"""Share of the visible mask that a pasted object must leave."""


@dataclass(frozen=True)
class Frame:
    """An image with one of its objects."""

    image: np.ndarray
    """(H, W, 3) uint8, RGB."""
    visible: np.ndarray
    """(H, W) bool: SV of the object."""
    others: np.ndarray
    """(H, W) bool: what is seen of the other objects."""


@dataclass(frozen=True)
class Jitter:
    """How an object is shown."""

    shift: tuple[float, float]
    """Of the window's centre, in shares of its side."""
    factor: float | None
    """The window's side in longer sides of the visible box; None for the whole frame."""
    expand: np.ndarray
    """(4,): how far each side of the box moves out, as a share."""
    colours: np.ndarray | None = None
    """New levels of R, G and B by old ones, (1, 256, 3) uint8; None to leave them."""


def no_jitter(recipe: Recipe) -> Jitter:
    """How an object is shown in test."""
    return Jitter((0.0, 0.0), recipe.window, np.full(4, recipe.expand_test))


def jitter(recipe: Recipe, rng: np.random.Generator) -> Jitter:
    """How an object is shown this time."""
    shift = (rng.uniform(-recipe.crop, recipe.crop) / 2, rng.uniform(-recipe.crop, recipe.crop) / 2)
    factor = None if recipe.window is None else recipe.window * (1 + rng.uniform(-recipe.crop, 2 * recipe.crop))
    colours = _colour_table(recipe.colour, rng) if recipe.colour else None
    return Jitter(shift, factor, rng.uniform(*recipe.expand, 4), colours)


def scaled(window: Window, factor: float) -> Window:
    """A window of so many times the size around the same centre."""
    x0, y0, x1, y1 = window
    x, y = round((x1 - x0) * (factor - 1) / 2), round((y1 - y0) * (factor - 1) / 2)
    return x0 - x, y0 - y, x1 + x, y1 + y


def _colour_table(most: float, rng: np.random.Generator) -> np.ndarray:
    """New levels of R, G and B by old ones, (1, 256, 3) uint8: another brightness, contrast and tint."""
    gain = (1 + rng.uniform(-most, most)) * (1 + rng.uniform(-most, most, 3) / 3)
    contrast = 1 + rng.uniform(-most, most)
    levels = np.clip((np.arange(256)[:, None] - 110) * contrast + 110, 0, 255) * gain
    found: np.ndarray = np.clip(levels, 0, 255).astype(np.uint8)[None]
    return found


def recoloured(picture: np.ndarray, colours: np.ndarray | None) -> np.ndarray:
    """A picture, (H, W, 3) uint8, in the colours of a `Jitter`."""
    return picture if colours is None else cv2.LUT(np.ascontiguousarray(picture), colours)


def pasted(frame: Frame, full: np.ndarray, other: np.ndarray, rng: np.random.Generator) -> Frame:
    """The frame with one more object pasted before its object, or else beside it.

    What is beside hides nothing, so that a pasted edge alone tells nothing.

    Args:
        frame: an image and an object.
        full: the object's full mask, (H, W) bool.
        other: what to paste, (h, w, 4) uint8, RGBA.
        rng: of where, how large, and how.
    """
    x0, y0, x1, y1 = box_of(frame.visible)
    extent = max(x1 - x0, y1 - y0)
    scale = extent * rng.uniform(0.3, 1.3) / max(other.shape[:2])
    size = (max(1, round(other.shape[1] * scale)), max(1, round(other.shape[0] * scale)))
    other = cv2.resize(other, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if rng.random() < 0.5:
        other = other[:, ::-1]
    left = round(rng.uniform(x0, x1) - size[0] / 2)
    top = round(rng.uniform(y0, y1) - size[1] / 2)
    behind = rng.random() < 0.3
    height, width = frame.visible.shape
    rows, columns = slice(max(top, 0), min(top + size[1], height)), slice(max(left, 0), min(left + size[0], width))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return frame
    other = other[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    solid = other[..., 3] > 127
    if behind:
        solid &= ~full[rows, columns]
    remaining = frame.visible.copy()
    remaining[rows, columns] &= ~solid
    if remaining.sum() < max(LEAST_LEFT * frame.visible.sum(), 10):
        return frame
    image, others = frame.image.copy(), frame.others.copy()
    image[rows, columns][solid] = other[..., :3][solid]
    others[rows, columns] |= solid
    return Frame(image, remaining, others)
