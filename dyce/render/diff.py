"""From the renders of a view to the masks: what two index passes of the same view differ in."""

from dataclasses import replace

import numpy as np

from dyce.render.pixels import Pixels, Truth
from dyce.render.plan import Batch

__all__ = ["diff"]


def diff(beauty: Pixels, isolations: list[tuple[Batch, Pixels]], min_visible: int) -> list[Truth]:
    """Masks of all instances with enough visible pixels, by id.

    Both index passes are taken at the pixel's centre, so that they differ exactly where something else is in front.

    Args:
        beauty: the render with everything in it.
        isolations: the renders of each batch.
        min_visible: pixels.
    """
    alone = {k: pixels for batch, pixels in isolations for k in batch.members}
    lifted = {k: gone for batch, _ in isolations for k, gone in batch.lifted.items()}
    truths = []
    areas = np.bincount(beauty.index.ravel())
    for k in np.flatnonzero(areas >= min_visible).tolist():
        if k == 0:
            continue
        visible = full = beauty.index == k
        if k in alone:
            full = visible.copy()
            full[alone[k].frame] |= alone[k].index == k
        truth = Truth(k, visible, full, beauty)
        truths.append(replace(truth, alone=alone[k], lifted=lifted[k]) if truth.is_hidden else truth)
    return truths
