"""Between boxes and tensors: crops, pooled features, masks pasted back into the frame.

A box is (x0, y0, x1, y1) in pixels; a pixel's centre is at (x + 0.5, y + 0.5), as everywhere in dyce, which is what
`align_corners=False` means.
"""

import torch
from torch import Tensor
from torch.nn import functional

__all__ = ["crop", "paste", "roi_align", "roi_max"]

TAPS = 4
"""Samples a side of an output pixel when something is scaled down to a mask."""


def _grid(box_xyxy: Tensor, size: tuple[int, int], source: tuple[int, int]) -> Tensor:
    """Where to sample a (height, width) source for size (height, width) pixels over each box, (B, h, w, 2) in [-1, 1]."""
    (rows, columns), (height, width) = size, source
    u = (torch.arange(columns, device=box_xyxy.device, dtype=box_xyxy.dtype) + 0.5) / columns
    v = (torch.arange(rows, device=box_xyxy.device, dtype=box_xyxy.dtype) + 0.5) / rows
    x = (box_xyxy[:, 0:1] + u * (box_xyxy[:, 2:3] - box_xyxy[:, 0:1])) * (2 / width) - 1
    y = (box_xyxy[:, 1:2] + v * (box_xyxy[:, 3:4] - box_xyxy[:, 1:2])) * (2 / height) - 1
    return torch.stack([x[:, None, :].expand(-1, rows, -1), y[:, :, None].expand(-1, -1, columns)], -1)


def crop(pictures: Tensor, box_xyxy: Tensor, size: int, taps: int = TAPS) -> Tensor:
    """A box of each picture scaled to (B, C, size, size): the mean of taps x taps bilinear samples a pixel.

    Outside the picture is nought.

    Args:
        pictures: (B, C, H, W).
        box_xyxy: (B, 4), pixels of the pictures.
        size: side of what comes out.
        taps: 1 where nothing is scaled down.
    """
    grid = _grid(box_xyxy, (size * taps, size * taps), (pictures.shape[-2], pictures.shape[-1])).to(pictures.dtype)
    found = functional.grid_sample(pictures, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    return functional.avg_pool2d(found, taps) if taps > 1 else found


def roi_align(features: Tensor, box_xyxy: Tensor, size: int) -> Tensor:
    """RoI align (He et al. 2017) with 2 x 2 samples a cell, one box a map, in pixels of the map: (B, C, size, size)."""
    grid = _grid(box_xyxy, (2 * size, 2 * size), (features.shape[-2], features.shape[-1])).to(features.dtype)
    found = functional.grid_sample(features, grid, mode="bilinear", padding_mode="border", align_corners=False)
    return functional.avg_pool2d(found, 2)


def roi_max(features: Tensor, box_xyxy: Tensor, size: int) -> Tensor:
    """RoI max pooling over whole cells (Girshick 2015), as the original code pools: (B, C, size, size)."""
    height, width = features.shape[-2:]
    pooled = []
    for found, (x0, y0, x1, y1) in zip(features, box_xyxy.round().long().tolist()):
        x0, y0 = min(max(x0, 0), width - 1), min(max(y0, 0), height - 1)
        x1, y1 = min(max(x1, x0 + 1), width), min(max(y1, y0 + 1), height)
        pooled.append(functional.adaptive_max_pool2d(found[:, y0:y1, x0:x1], size))
    return torch.stack(pooled)


def paste(masks: Tensor, box_xyxy: Tensor, size: tuple[int, int]) -> Tensor:
    """Masks of boxes put back into the frame: (N, C, *size), bilinear inside each box, nought outside.

    Args:
        masks: (N, C, m, m).
        box_xyxy: (N, 4), pixels of the frame.
        size: of the frame, (height, width).
    """
    height, width = size
    corner, extent = box_xyxy[:, :2], (box_xyxy[:, 2:] - box_xyxy[:, :2]).clamp(min=1e-6)
    x = (torch.arange(width, device=box_xyxy.device, dtype=box_xyxy.dtype) + 0.5 - corner[:, 0:1]) / extent[:, 0:1]
    y = (torch.arange(height, device=box_xyxy.device, dtype=box_xyxy.dtype) + 0.5 - corner[:, 1:2]) / extent[:, 1:2]
    inside = ((y >= 0) & (y <= 1))[:, None, :, None] & ((x >= 0) & (x <= 1))[:, None, None, :]
    grid = torch.stack([x[:, None, :].expand(-1, height, -1), y[:, :, None].expand(-1, -1, width)], -1) * 2 - 1
    found = functional.grid_sample(masks, grid.to(masks.dtype), padding_mode="border", align_corners=False)
    return found * inside
