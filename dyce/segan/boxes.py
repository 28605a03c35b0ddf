"""Boxes, and what is between them and pictures: windows cut from images, crops, pooled features, masks pasted back.

A box is (x0, y0, x1, y1) in pixels; a pixel's centre is at (x + 0.5, y + 0.5), as everywhere in dyce, which is what
`align_corners=False` means.
"""

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from dyce.segan.grid import expand, hull_of

__all__ = [
    "Window",
    "box_of",
    "crop",
    "cut",
    "expand",
    "frame_box",
    "hull_of",
    "paste",
    "roi_align",
    "roi_max",
    "window_box",
    "window_of",
]

Window = tuple[int, int, int, int]
"""x0, y0, x1, y1 of a part of the frame that is scaled to the network's square; it may reach beyond the frame."""

TAPS = 4
"""Samples a side of an output pixel when something is scaled down to a mask."""


def box_of(mask: np.ndarray) -> np.ndarray:
    """The box (x0, y0, x1, y1) of a mask, (H, W) bool or soft, as (4,) float32; of an empty one, nought everywhere."""
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    if not len(columns):
        return np.zeros(4, np.float32)
    return np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1], np.float32)


def window_of(
    box: np.ndarray, factor: float | None, size: tuple[int, int], shift: tuple[float, float] = (0, 0)
) -> Window:
    """The part of the frame that the network sees of an object.

    Args:
        box: (4,), of the object's visible mask, not expanded.
        factor: the window's side in longer sides of the box; None for the whole frame.
        size: of the frame, (height, width).
        shift: of the window's centre, in shares of its side (augmentation).
    """
    if factor is None:
        height, width = size
        x, y = round(shift[0] * width), round(shift[1] * height)
        return x, y, width + x, height + y
    side = max(4, round(factor * max(box[2] - box[0], box[3] - box[1])))
    x = round((box[0] + box[2] - side) / 2 + shift[0] * side)
    y = round((box[1] + box[3] - side) / 2 + shift[1] * side)
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


def window_box(box: np.ndarray, window: Window, size: int) -> np.ndarray:
    """A box of the frame in pixels of the window's (size, size) picture, (..., 4) float32."""
    x0, y0, x1, y1 = window
    scale = np.array([size / (x1 - x0), size / (y1 - y0)] * 2)
    return ((box - np.array([x0, y0, x0, y0])) * scale).astype(np.float32)


def frame_box(box: np.ndarray, window: Window, size: int) -> np.ndarray:
    """The inverse of `window_box`: from the window's picture to the frame."""
    x0, y0, x1, y1 = window
    scale = np.array([(x1 - x0) / size, (y1 - y0) / size] * 2)
    return (box * scale + np.array([x0, y0, x0, y0])).astype(np.float32)


def _grid(box: Tensor, size: tuple[int, int], source: tuple[int, int]) -> Tensor:
    """Where to sample a (height, width) source for size (height, width) pixels over each box, (B, h, w, 2) in [-1, 1]."""
    (rows, columns), (height, width) = size, source
    u = (torch.arange(columns, device=box.device, dtype=box.dtype) + 0.5) / columns
    v = (torch.arange(rows, device=box.device, dtype=box.dtype) + 0.5) / rows
    x = (box[:, 0:1] + u * (box[:, 2:3] - box[:, 0:1])) * (2 / width) - 1
    y = (box[:, 1:2] + v * (box[:, 3:4] - box[:, 1:2])) * (2 / height) - 1
    return torch.stack([x[:, None, :].expand(-1, rows, -1), y[:, :, None].expand(-1, -1, columns)], -1)


def crop(pictures: Tensor, box: Tensor, size: int, taps: int = TAPS) -> Tensor:
    """A box of each picture scaled to (B, C, size, size): the mean of taps x taps bilinear samples a pixel.

    Outside the picture is nought.

    Args:
        pictures: (B, C, H, W).
        box: (B, 4), pixels of the pictures.
        size: side of what comes out.
        taps: 1 where nothing is scaled down.
    """
    grid = _grid(box, (size * taps, size * taps), (pictures.shape[-2], pictures.shape[-1])).to(pictures.dtype)
    found = functional.grid_sample(pictures, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    return functional.avg_pool2d(found, taps) if taps > 1 else found


def roi_align(features: Tensor, box: Tensor, size: int) -> Tensor:
    """RoI align (He et al. 2017) with 2 x 2 samples a cell, one box a map, in pixels of the map: (B, C, size, size)."""
    grid = _grid(box, (2 * size, 2 * size), (features.shape[-2], features.shape[-1])).to(features.dtype)
    found = functional.grid_sample(features, grid, mode="bilinear", padding_mode="border", align_corners=False)
    return functional.avg_pool2d(found, 2)


def roi_max(features: Tensor, box: Tensor, size: int) -> Tensor:
    """RoI max pooling over whole cells (Girshick 2015), as the original code pools: (B, C, size, size)."""
    height, width = features.shape[-2:]
    pooled = []
    for found, (x0, y0, x1, y1) in zip(features, box.round().long().tolist()):
        x0, y0 = min(max(x0, 0), width - 1), min(max(y0, 0), height - 1)
        x1, y1 = min(max(x1, x0 + 1), width), min(max(y1, y0 + 1), height)
        pooled.append(functional.adaptive_max_pool2d(found[:, y0:y1, x0:x1], size))
    return torch.stack(pooled)


def paste(masks: Tensor, box: Tensor, size: tuple[int, int]) -> Tensor:
    """Masks of boxes put back into the frame: (N, C, *size), bilinear inside each box, nought outside.

    Args:
        masks: (N, C, m, m).
        box: (N, 4), pixels of the frame.
        size: of the frame, (height, width).
    """
    height, width = size
    corner, extent = box[:, :2], (box[:, 2:] - box[:, :2]).clamp(min=1e-6)
    x = (torch.arange(width, device=box.device, dtype=box.dtype) + 0.5 - corner[:, 0:1]) / extent[:, 0:1]
    y = (torch.arange(height, device=box.device, dtype=box.dtype) + 0.5 - corner[:, 1:2]) / extent[:, 1:2]
    inside = ((y >= 0) & (y <= 1))[:, None, :, None] & ((x >= 0) & (x <= 1))[:, None, None, :]
    grid = torch.stack([x[:, None, :].expand(-1, height, -1), y[:, :, None].expand(-1, -1, width)], -1) * 2 - 1
    found = functional.grid_sample(masks, grid.to(masks.dtype), padding_mode="border", align_corners=False)
    return found * inside
