"""What every object looks like with nothing in front of it."""

import numpy as np
import PyOpenColorIO as ocio

from dyce.render.colour import to_display
from dyce.render.cycles import Pixels
from dyce.render.denoise import denoise, pack_crops
from dyce.render.diff import Truth, box_of
from dyce.render.plan import Batch

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
    truths: list[Truth],
    image: np.ndarray,
    isolations: list[tuple[Batch, Pixels]],
    transform: ocio.CPUProcessor,
    *,
    clean: bool,
    threads: int = 0,
) -> list[np.ndarray]:
    """Each instance's appearance, (h, w, 4) uint8 RGBA display values of its full mask's box; alpha is the full mask.

    Where nothing is in front they are the image's own pixels. The hidden ones are laid side by side and developed at once.

    Args:
        truths: the masks.
        image: (H, W, 3) uint8, what the image shows.
        isolations: the renders of each batch.
        transform: from light to display values.
        clean: whether to denoise.
        threads: CPU threads; 0 for one a core.
    """
    alone = {k: pixels for batch, pixels in isolations for k in batch.members}
    hidden = [truth for truth in truths if truth.is_hidden]
    shown = _shown_alone([(truth, alone[truth.id]) for truth in hidden], transform, clean, threads)
    colours = {truth.id: colour for truth, colour in zip(hidden, shown, strict=True)}
    found = []
    for truth in truths:
        x, y, w, h = box_of(truth.full)
        crop = np.s_[y : y + h, x : x + w]
        alpha = np.where(truth.full[crop], 255, 0).astype(np.uint8)[..., None]
        found.append(np.concatenate([colours.get(truth.id, image[crop]), alpha], -1))
    return found


def _shown_alone(
    hidden: list[tuple[Truth, Pixels]], transform: ocio.CPUProcessor, clean: bool, threads: int
) -> list[np.ndarray]:
    """The display values of hidden instances' boxes, (h, w, 3) uint8 each."""
    if not hidden:
        return []
    boxes = [box_of(truth.full) for truth, _ in hidden]
    places, (height, width) = pack_crops([(h, w) for *_, w, h in boxes])
    sheet = np.zeros((3, height, width, 3), np.float32)
    for (truth, pixels), (x, y, w, h), (top, left) in zip(hidden, boxes, places, strict=True):
        here = np.s_[y - pixels.y : y - pixels.y + h, x - pixels.x : x - pixels.x + w]
        # other members of the batch may reach into the box; and a pixel that the object covers in part shows all of it
        alpha = pixels.colour[here][..., 3:]
        mine = truth.full[y : y + h, x : x + w, None] & (alpha > 0)
        whole = np.where(mine, 1 / np.maximum(alpha, 1e-4), 0)
        sheet[:, top : top + h, left : left + w] = pixels.layers[:, *here] * whole
    shown = develop(sheet, transform, clean=clean, threads=threads)
    return [shown[top : top + h, left : left + w] for (*_, w, h), (top, left) in zip(boxes, places, strict=True)]
