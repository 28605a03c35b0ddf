"""Masks as COCO codes them: to pixels and back, taken apart without trusting them, and the box of a mask."""

from typing import Any

import cv2
import numpy as np
from pycocotools import mask as rle_codec

from dyce.errors import DyceError

__all__ = [
    "BoxXYWH",
    "BoxXYXY",
    "Contradiction",
    "Rle",
    "box_xywh",
    "check_rle",
    "decode_mask",
    "encode_mask",
    "require",
    "rows_and_columns",
    "run_lengths",
]

Rle = dict[str, Any]
"""A mask as COCO's compressed RLE: `{"size": [height, width], "counts": str}`, those two keys exactly."""

BoxXYWH = list[int]
"""`[x, y, width, height]` in pixels, from the image's top left corner, as COCO has it."""
BoxXYXY = tuple[int, int, int, int]
"""`(x0, y0, x1, y1)` in pixels, ends excluded."""


class Contradiction(ValueError):
    """What does not fit in something that was read, in a few words that follow the name of what they are about."""


def encode_mask(mask: np.ndarray) -> Rle:
    """COCO's compressed RLE of a mask, (H, W) bool, with `counts` as a str."""
    rle = rle_codec.encode(np.asfortranarray(mask, dtype=np.uint8))
    return {"size": [int(n) for n in rle["size"]], "counts": rle["counts"].decode("ascii")}


def decode_mask(rle: Rle) -> np.ndarray:
    """The mask of an RLE, (H, W) bool."""
    found: np.ndarray = rle_codec.decode(rle).astype(bool)
    return found


def box_xywh(mask: np.ndarray) -> BoxXYWH:
    """The box of the pixels of a mask, (H, W) bool, that are set; zeros where none is."""
    return [int(n) for n in cv2.boundingRect(mask.view(np.uint8))]


def rows_and_columns(box: BoxXYWH) -> tuple[slice, slice]:
    """What of an image, (H, W) or more, a box covers: `image[rows_and_columns(box)]`."""
    x, y, width, height = box
    return slice(y, y + height), slice(x, x + width)


def run_lengths(rle: Any, size: list[int]) -> np.ndarray:
    """The run lengths of what should be a compressed RLE, (R,) int64, background first.

    It is taken apart here before pycocotools sees it, since that trusts its input and reads past the end of a damaged string. The
    coding is COCO's: 5 bits a character from "0" on, the lowest first, a sixth bit where more follow, signed; from the fourth
    run on, the difference to the run before the last.

    Args:
        rle: anything.
        size: (height, width) of the image.

    Raises:
        Contradiction: it is no RLE of an image of that size.
    """
    require(isinstance(rle, dict) and set(rle) == {"size", "counts"} and isinstance(rle["counts"], str), "is no RLE")
    require(rle["size"] == size, "has a mask of another size than its image")
    codes = np.frombuffer(rle["counts"].encode("ascii"), np.uint8).astype(np.int64) - 48
    require(codes.size and codes.min() >= 0 and codes.max() < 64 and codes[-1] < 32, "has a damaged mask")
    last = np.flatnonzero(codes < 32)
    first = np.concatenate(([0], last[:-1] + 1))
    length = last - first + 1
    require(length.max() <= 7, "has a damaged mask")
    shift = 5 * (np.arange(codes.size) - np.repeat(first, length))
    runs = np.add.reduceat((codes & 31) << shift, first)
    runs -= np.where(codes[last] & 16, 1 << (5 * length), 0)
    runs[1::2] = runs[1::2].cumsum()
    runs[2::2] = runs[2::2].cumsum()
    require((runs >= 0).all() and runs.sum() == size[0] * size[1], "has a damaged mask")
    return runs


def require(condition: object, otherwise: str) -> None:
    """Raise a Contradiction that says `otherwise` where a condition does not hold."""
    if not condition:
        raise Contradiction(otherwise)


def check_rle(rle: Any, size: list[int]) -> None:
    """Check that something is a compressed RLE of an image of `size`, (height, width), that can be decoded safely.

    Raises:
        DyceError: it is not.
    """
    try:
        run_lengths(rle, size)
    except (TypeError, ValueError, OverflowError) as error:
        raise DyceError(str(error)) from error
