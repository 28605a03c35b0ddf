"""From the renders of a view to the masks: what two index passes of the same view differ in."""

from dataclasses import dataclass

import cv2
import numpy as np

from dyce.data.mask import BoxXYWH, encode_mask
from dyce.data.record import Instance, Occluder
from dyce.render.cycles import Pixels
from dyce.render.plan import Batch
from dyce.scene.stage import StageInstance

__all__ = ["Truth", "box_of", "diff", "to_instance"]


@dataclass(frozen=True)
class Truth:
    """What one view says of one instance."""

    id: int
    visible: np.ndarray
    """(H, W) bool: SV."""
    full: np.ndarray
    """(H, W) bool: SF; a superset of SV."""

    @property
    def is_hidden(self) -> bool:
        """Whether something stands in front of it anywhere."""
        return bool((self.full & ~self.visible).any())


def diff(index: np.ndarray, isolations: list[tuple[Batch, Pixels]], min_visible: int) -> list[Truth]:
    """Masks of all instances with enough visible pixels, by id.

    Both index passes are taken at the pixel's centre, so that they differ exactly where something else is in front.

    Args:
        index: (H, W) int, the instance that the image shows.
        isolations: the renders of each batch.
        min_visible: pixels.
    """
    alone = {k: pixels for batch, pixels in isolations for k in batch.members}
    truths = []
    areas = np.bincount(index.ravel())
    for k in np.flatnonzero(areas >= min_visible).tolist():
        if k == 0:
            continue
        visible = full = index == k
        if k in alone:
            pixels = alone[k]
            h, w = pixels.index.shape
            full = visible.copy()
            full[pixels.y : pixels.y + h, pixels.x : pixels.x + w] |= pixels.index == k
        truths.append(Truth(k, visible, full))
    return truths


def box_of(mask: np.ndarray) -> BoxXYWH:
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
        appearance_from="isolation" if truth.is_hidden else "image",
    )
