"""What one render of a view gave, cropped to its border, and what all renders of a view say of one object."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from dyce.data.mask import BoxXYWH, box_xywh, rows_and_columns
from dyce.render.mattes import Mattes

__all__ = ["Pixels", "Soft", "Truth"]


@dataclass(frozen=True)
class Pixels:
    """What one render gave, cropped to its border."""

    x: int
    """Column of the crop's left edge in the frame."""
    y: int
    """Row of the crop's top edge in the frame."""
    colour: np.ndarray
    """(h, w, 4) float32, scene-linear Rec.709, alpha premultiplied."""
    index: np.ndarray
    """(h, w) int32: the instance hit by the ray through the pixel's centre, 0 for structure and nothing."""
    depth: np.ndarray
    """(h, w) float32: metres along the optical axis; very large where there is nothing."""
    albedo: np.ndarray
    """(h, w, 3) float32: of the first surface, for the denoiser, premultiplied as the colour is."""
    normal: np.ndarray
    """(h, w, 3) float32, likewise."""
    mattes: Mattes | None = None
    """What all samples met, where soft masks are wanted."""

    @property
    def layers(self) -> np.ndarray:
        """Colour, albedo and normal, (3, h, w, 3) float32."""
        return np.stack([self.colour[..., :3], self.albedo, self.normal])

    @property
    def frame(self) -> tuple[slice, slice]:
        """The rows and columns of the frame that the crop covers."""
        height, width = self.index.shape
        return rows_and_columns([self.x, self.y, width, height])

    def crop(self, box: BoxXYWH) -> "Pixels":
        """The part in a box of the frame, xywh, which must lie within the crop; mattes are left out."""
        x, y, width, height = box
        assert x >= self.x and y >= self.y and x + width <= self.x + self.index.shape[1]
        part = rows_and_columns([x - self.x, y - self.y, width, height])
        arrays = {name: getattr(self, name)[part] for name in ("colour", "index", "depth", "albedo", "normal")}
        return Pixels(x, y, **arrays)


@dataclass(frozen=True)
class Soft:
    """An instance's coverage, of 255, cropped to where it is not 0."""

    box: BoxXYWH
    visible: np.ndarray
    """(h, w) uint8: of what is seen of it."""
    full: np.ndarray
    """(h, w) uint8: with all else hidden; nowhere less than `visible`."""


@dataclass(frozen=True)
class Truth:
    """What one view says of one instance: its masks from the diff, then what each later step adds."""

    id: int
    visible: np.ndarray
    """(H, W) bool: SV."""
    full: np.ndarray
    """(H, W) bool: SF; a superset of SV."""
    alone: Pixels
    """A render that has nothing in front of it: its isolation render, or the image's where nothing hides it."""
    lifted: frozenset[int] = frozenset()
    """The instances that are gone, for its sake, from the render that it is alone in."""
    behind: Mapping[int, int] = field(default_factory=dict)
    """By the instance that is in front of it: at how many pixels of its full mask."""
    appearance: np.ndarray | None = None
    """(h, w, 4) uint8, RGBA display values of `box`; alpha is the full mask."""
    soft: Soft | None = None
    """Where soft masks are wanted."""
    beyond: np.ndarray | None = None
    """Where there is overscan, (H + 2y, W + 2x) bool: the full mask in the wider frame."""

    @property
    def is_hidden(self) -> bool:
        """Whether something stands in front of it anywhere."""
        return bool((self.full & ~self.visible).any())

    @property
    def box(self) -> BoxXYWH:
        """Of the full mask."""
        return box_xywh(self.full)
