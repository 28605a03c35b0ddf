"""What every object looks like with nothing in front of it."""

from dataclasses import replace

import numpy as np
import PyOpenColorIO as ocio

from dyce.data.mask import rows_and_columns
from dyce.render.colour import to_display
from dyce.render.denoise import denoise, pack_crops
from dyce.render.pixels import Truth

__all__ = ["appearances", "develop"]


def develop(layers: np.ndarray, transform: ocio.CPUProcessor, *, clean: bool, threads: int = 0) -> np.ndarray:
    """(H, W, 3) uint8 display values of a render.

    Args:
        layers: (3, H, W, 3) float32: colour, albedo, normal.
        transform: from light to display values.
        clean: whether to denoise.
        threads: CPU threads; 0 for one a core.
    """
    return to_display(denoise(layers[0], layers[1], layers[2], threads) if clean else layers[0], transform)


def appearances(
    truths: list[Truth], image: np.ndarray, transform: ocio.CPUProcessor, *, clean: bool, threads: int = 0
) -> list[Truth]:
    """The same with each instance's appearance, display values of its full mask's box.

    Where nothing is in front they are the image's own pixels. The hidden ones are laid side by side and developed at once.

    Args:
        truths: the masks.
        image: (H, W, 3) uint8, what the image shows.
        transform: from light to display values.
        clean: whether to denoise.
        threads: CPU threads; 0 for one a core.
    """
    alone = _developed_alone([truth for truth in truths if truth.is_hidden], transform, clean, threads)
    found = []
    for truth in truths:
        here = rows_and_columns(truth.box)
        alpha = np.where(truth.full[here], 255, 0).astype(np.uint8)[..., None]
        found.append(replace(truth, appearance=np.concatenate([alone.get(truth.id, image[here]), alpha], -1)))
    return found


def _developed_alone(
    hidden: list[Truth], transform: ocio.CPUProcessor, clean: bool, threads: int
) -> dict[int, np.ndarray]:
    """The display values of hidden instances' boxes by id, (h, w, 3) uint8 each."""
    if not hidden:
        return {}
    boxes = [truth.box for truth in hidden]
    places, (height, width) = pack_crops([(h, w) for _, _, w, h in boxes])
    sheet = np.zeros((3, height, width, 3), np.float32)
    for truth, box, (top, left) in zip(hidden, boxes, places, strict=True):
        pixels = truth.alone.crop(box)
        # other members of the batch may reach into the box; and a pixel that the object covers in part shows all of it
        alpha = pixels.colour[..., 3:]
        mine = truth.full[rows_and_columns(box)][..., None] & (alpha > 0)
        whole = np.where(mine, 1 / np.maximum(alpha, 1e-4), 0)
        _, _, w, h = box
        sheet[:, top : top + h, left : left + w] = pixels.layers * whole
    shown = develop(sheet, transform, clean=clean, threads=threads)
    return {
        truth.id: shown[top : top + h, left : left + w]
        for truth, (_, _, w, h), (top, left) in zip(hidden, boxes, places, strict=True)
    }
