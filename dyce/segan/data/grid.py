"""Masks and pictures of a box as a network sees them: averaged down to a small square grid, and spread over the frame again.

Both ways are linear along either axis, so that each is two products with small matrices. Boxes are (x0, y0, x1, y1) in pixels
of the frame, the centre of the top left pixel at (0.5, 0.5).
"""

import cv2
import numpy as np

__all__ = ["expand", "expanded", "hull_of", "spread", "squeeze"]


def hull_of(mask: np.ndarray) -> np.ndarray:
    """The convex hull of a mask's pixel centres, (H, W) bool."""
    hull = np.zeros(mask.shape, np.uint8)
    points = cv2.findNonZero(mask.view(np.uint8))
    if points is not None:
        cv2.fillConvexPoly(hull, cv2.convexHull(points), (1,))
    found: np.ndarray = hull.astype(bool) | mask
    return found


def expand(box_xyxy: np.ndarray, share: np.ndarray | float, by: str = "side") -> np.ndarray:
    """Boxes, (..., 4), with each side moved out by a share of the width or height, (..., 4) or one (section 5.1).

    Args:
        box_xyxy: what to expand.
        share: how far.
        by: `side` as in the paper; `longer` takes the longer of width and height for both.
    """
    width, height = box_xyxy[..., 2] - box_xyxy[..., 0], box_xyxy[..., 3] - box_xyxy[..., 1]
    if by == "longer":
        width = height = np.maximum(width, height)
    found: np.ndarray = box_xyxy + np.stack([-width, -height, width, height], -1) * share
    return found


def expanded(visible: np.ndarray, share: float, by: str = "side") -> np.ndarray:
    """The boxes around masks, made larger by a share of their size on each side; they may reach beyond the frame (section 5.1).

    Args:
        visible: (N, H, W) bool, none of them empty.
        share: how far each side moves out.
        by: `side`, as in the paper: a share of the width at the left and the right, of the height at the top and the bottom;
            `longer`: of the longer of the two everywhere.

    Returns:
        (N, 4) float64.
    """
    columns, rows = visible.any(1), visible.any(2)
    left, right = columns.argmax(1), columns.shape[1] - columns[:, ::-1].argmax(1)
    top, bottom = rows.argmax(1), rows.shape[1] - rows[:, ::-1].argmax(1)
    return expand(np.stack([left, top, right, bottom], 1), share, by)


def squeeze(pictures: np.ndarray, boxes_xyxy: np.ndarray, size: int) -> np.ndarray:
    """Boxes of pictures, averaged to size x size: each cell is the mean over the area that it covers. Beyond the frame is 0.

    Args:
        pictures: (N, H, W) or (N, H, W, C), of any real type.
        boxes_xyxy: (N, 4).
        size: cells along either side.

    Returns:
        (N, size, size) or (N, size, size, C), float32; uint8 of uint8 pictures.
    """
    channels = pictures.shape[3:]
    found = np.zeros((len(pictures), size, size, *channels), np.uint8 if pictures.dtype == np.uint8 else np.float32)
    for cells, picture, (x0, y0, x1, y1) in zip(found, pictures, boxes_xyxy):
        rows, top = _covered(y0, y1, size, picture.shape[0])
        columns, left = _covered(x0, x1, size, picture.shape[1])
        part = picture[top : top + rows.shape[1], left : left + columns.shape[1]].astype(np.float32)
        cells[:] = _rounded(_both_ways(rows, part, columns), found.dtype)
    return found


def spread(grids: np.ndarray, boxes_xyxy: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Grids over their boxes in the frame, interpolated bilinearly between cell centres; 0 outside of the boxes.

    Args:
        grids: (N, m, m) or (N, m, m, C), of any real type.
        boxes_xyxy: (N, 4).
        shape: (height, width) of the frame.

    Returns:
        (N, height, width) or (N, height, width, C), float32; uint8 of uint8 grids. A pixel is in a box if its centre is.
    """
    frames = np.zeros((len(grids), *shape, *grids.shape[3:]), np.uint8 if grids.dtype == np.uint8 else np.float32)
    for frame, grid, (x0, y0, x1, y1) in zip(frames, grids, boxes_xyxy):
        rows, top = _interpolated(y0, y1, len(grid), shape[0])
        columns, left = _interpolated(x0, x1, len(grid), shape[1])
        part = frame[top : top + len(rows), left : left + len(columns)]
        part[:] = _rounded(_both_ways(rows, grid.astype(np.float32), columns), frames.dtype)
    return frames


def _both_ways(rows: np.ndarray, picture: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """(R, h) weights on the rows and (C, w) weights on the columns of an (h, w) or (h, w, channels) picture."""
    flat = rows @ picture.reshape(len(picture), -1)
    if picture.ndim == 2:
        plane: np.ndarray = flat @ columns.T
        return plane
    by_channel: np.ndarray = flat.reshape(len(rows), *picture.shape[1:]).transpose(0, 2, 1) @ columns.T
    return by_channel.transpose(0, 2, 1)


def _rounded(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
    return np.rint(values) if dtype == np.uint8 else values


def _covered(start: float, stop: float, size: int, length: int) -> tuple[np.ndarray, int]:
    """The share that each pixel has of each cell, (size, P), and the first of those pixels."""
    first, last = max(int(np.floor(start)), 0), min(int(np.ceil(stop)), length)
    edges = np.linspace(start, stop, size + 1)
    pixels = np.arange(first, last)
    shared = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return (np.clip(shared, 0, None) * (size / (stop - start))).astype(np.float32), first


def _interpolated(start: float, stop: float, size: int, length: int) -> tuple[np.ndarray, int]:
    """The weight that each cell has at each pixel, (P, size), and the first of those pixels."""
    first, last = max(int(np.ceil(start - 0.5)), 0), min(int(np.ceil(stop - 0.5)), length)
    places = np.clip((np.arange(first, last) + 0.5 - start) * (size / (stop - start)) - 0.5, 0, size - 1)
    return np.clip(1 - np.abs(places[:, None] - np.arange(size)), 0, None).astype(np.float32), first
