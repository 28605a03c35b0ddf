"""What completing objects gives, whoever does it: a network, a baseline that it must beat, or the truth at its resolution."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Completion", "InBox", "Painted", "compose", "paint"]


@dataclass(frozen=True)
class Painted:
    """An object's picture."""

    x: int
    """Of its left edge in the frame."""
    y: int
    """Of its top edge in the frame."""
    rgba: np.ndarray
    """(h, w, 4) uint8, RGBA; alpha is 255 on the object and 0 elsewhere. Without pixels where the full mask is empty."""


@dataclass(frozen=True)
class InBox:
    """What a network says before it is put back into the frame."""

    boxes_xyxy: np.ndarray
    """(N, 4) float64, pixels of the frame."""
    full: np.ndarray
    """(N, m, m) float32 in [0, 1]."""
    pictures: np.ndarray | None
    """(N, P, P, 3) uint8, RGB; None if nothing was painted."""


@dataclass(frozen=True)
class Completion:
    """N objects of one image, completed."""

    full: np.ndarray
    """(N, H, W) float32 in [0, 1], the full masks in the frame."""
    painted: list[Painted]
    """N pictures; empty if nothing was painted."""
    in_box: InBox | None = None
    """None of what works in the frame itself."""
    threshold: float | np.ndarray = 0.5
    """Value of `full` from which a pixel counts as the object's; one for all or (N,)."""

    @property
    def masks(self) -> np.ndarray:
        """(N, H, W) bool: the full masks, decided."""
        return self.full >= np.reshape(self.threshold, (-1, 1, 1))


def paint(colours: np.ndarray, mask: np.ndarray) -> Painted:
    """An object's picture, from a frame, (H, W, 3) uint8 RGB, and its full mask, (H, W) bool."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return Painted(0, 0, np.zeros((0, 0, 4), np.uint8))
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    alpha = mask[part].astype(np.uint8) * 255
    return Painted(int(columns[0]), int(rows[0]), np.dstack([np.where(alpha[..., None] > 0, colours[part], 0), alpha]))


def compose(painted: Painted, shape: tuple[int, int]) -> np.ndarray:
    """An object's picture in its place in a frame that is transparent elsewhere, (H, W, 4) uint8; `shape` is (H, W)."""
    frame = np.zeros((*shape, 4), np.uint8)
    height, width = painted.rgba.shape[:2]
    frame[painted.y : painted.y + height, painted.x : painted.x + width] = painted.rgba
    return frame
