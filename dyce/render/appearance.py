"""What every object looks like with nothing in front of it."""

from dataclasses import replace

import numpy as np
import PyOpenColorIO as ocio

from dyce.data.mask import rows_and_columns
from dyce.render.colour import to_display
from dyce.render.denoise import denoise, pack_crops
from dyce.render.pixels import Truth
from dyce.render.surround import surround

__all__ = ["appearances", "develop"]

PAD = 8
"""Pixels that an object's own colours reach beyond its box where it is denoised; then comes the next object."""


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
    places, (height, width) = pack_crops([(h + 2 * PAD, w + 2 * PAD) for _, _, w, h in boxes])
    sheet = np.zeros((3, height, width, 3), np.float32)
    inner = [
        np.s_[y + PAD : y + PAD + h, x + PAD : x + PAD + w] for (y, x), (_, _, w, h) in zip(places, boxes, strict=True)
    ]
    for truth, box, (y, x) in zip(hidden, boxes, places, strict=True):
        pixels = truth.alone.crop(box)
        crop = surround(pixels.layers, pixels.colour[..., 3], truth.full[rows_and_columns(box)], PAD)
        sheet[:, y : y + crop.shape[1], x : x + crop.shape[2]] = crop
    shown = develop(sheet, transform, clean=clean, threads=threads)
    return {truth.id: shown[here] for truth, here in zip(hidden, inner, strict=True)}
