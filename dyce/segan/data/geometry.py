"""Through what a network sees an object in test: the box, the cells of its mask, the pixels of its picture. No torch here."""

from dataclasses import dataclass

import numpy as np

from dyce.segan.data.grid import expanded, squeeze

__all__ = ["PAPER_GEOMETRY", "WHOLLY", "Geometry"]

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
