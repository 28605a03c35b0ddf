"""From the renders of a view to what is true of it: masks by the diff of index passes, and what everything looks like."""

from dataclasses import dataclass

import cv2
import numpy as np
import PyOpenColorIO as ocio

from dyce.record import Box, Instance, Occluder, encode_mask
from dyce.render.colour import to_display
from dyce.render.cycles import Pixels
from dyce.render.plan import Batch
from dyce.scene.stage import StageInstance

__all__ = ["Truth", "diff", "to_instance"]


@dataclass(frozen=True)
class Truth:
    """What one view says of one instance."""

    id: int
    visible: np.ndarray
    """(H, W) bool: SV."""
    full: np.ndarray
    """(H, W) bool: SF; a superset of SV."""
    appearance: np.ndarray
    """(h, w, 4) uint8, RGBA, display values, cropped to the full mask's box; alpha is the full mask."""
    isolated: bool
    """Whether it was rendered by itself; else its appearance is the image's own pixels."""


def diff(
    beauty: Pixels,
    image: np.ndarray,
    isolations: list[tuple[Batch, Pixels]],
    transform: ocio.CPUProcessor,
    min_visible: int,
) -> list[Truth]:
    """Masks and appearances of all instances with enough visible pixels, by id.

    Both index passes are taken at the pixel's centre, so that they differ exactly where something else is in front.

    Args:
        beauty: the render with everything in it.
        image: (H, W, 3) uint8, its display values.
        isolations: the renders of each batch.
        transform: from light to display values.
        min_visible: pixels.
    """
    alone: dict[int, tuple[Pixels, np.ndarray]] = {}
    for batch, pixels in isolations:
        alpha = pixels.colour[..., 3:]
        shown = to_display(pixels.colour[..., :3] / np.maximum(alpha, 1e-4), transform)
        alone.update(dict.fromkeys(batch.members, (pixels, shown)))
    truths = []
    areas = np.bincount(beauty.index.ravel())
    for k in np.flatnonzero(areas >= min_visible).tolist():
        if k == 0:
            continue
        visible = beauty.index == k
        full, source = visible, image
        if k in alone:
            pixels, shown = alone[k]
            h, w = pixels.index.shape
            frame = np.s_[pixels.y : pixels.y + h, pixels.x : pixels.x + w]
            full = visible.copy()
            full[frame] |= pixels.index == k
            if isolated := bool((full & ~visible).any()):
                source = image.copy()
                source[frame] = shown
        else:
            isolated = False
        x, y, w, h = box_of(full)
        crop = np.s_[y : y + h, x : x + w]
        alpha = np.where(full[crop], 255, 0).astype(np.uint8)[..., None]
        truths.append(Truth(k, visible, full, np.concatenate([source[crop], alpha], -1), isolated))
    return truths


def box_of(mask: np.ndarray) -> Box:
    """`[x, y, width, height]` of the pixels that are set; zeros where none is."""
    return [int(n) for n in cv2.boundingRect(mask.view(np.uint8))]


def to_instance(truth: Truth, index: np.ndarray, stage: dict[int, StageInstance], appearance: str) -> Instance:
    """One instance of a record.

    Args:
        truth: its masks.
        index: (H, W) int, what the image shows.
        stage: the scene's instances by id.
        appearance: the path of its appearance.
    """
    known = stage[truth.id]
    invisible = truth.full & ~truth.visible
    counts = np.bincount(index[invisible])
    hidden_by = [
        Occluder(q, stage[q].name if q else "structure", int(counts[q]))
        for q in sorted(np.flatnonzero(counts).tolist(), key=lambda q: (-counts[q], q))
    ]
    full_area, visible_area = int(truth.full.sum()), int(truth.visible.sum())
    edge = (truth.full[0], truth.full[-1], truth.full[:, 0], truth.full[:, -1])
    return Instance(
        id=truth.id,
        name=known.name,
        category=known.category,
        model=known.model,
        visible=encode_mask(truth.visible),
        full=encode_mask(truth.full),
        invisible=encode_mask(invisible),
        visible_box=box_of(truth.visible),
        full_box=box_of(truth.full),
        visible_area=visible_area,
        full_area=full_area,
        occlusion_rate=(full_area - visible_area) / full_area,
        hidden_by=hidden_by,
        truncated=any(bool(side.any()) for side in edge),
        appearance=appearance,
        appearance_from="isolation" if truth.isolated else "image",
    )
