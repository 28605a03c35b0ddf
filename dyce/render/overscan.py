"""What the objects of a view have beyond the edges of its image: full masks in a wider frame of the same camera."""

import numpy as np

from dyce.data.mask import encode_mask
from dyce.data.record import Overscan
from dyce.render.cycles import Studio
from dyce.render.diff import Truth, box_of
from dyce.render.plan import plan_overscan
from dyce.rigs import View, intrinsics
from dyce.settings import Settings
from dyce.trace import Tracer

__all__ = ["look_beyond", "to_overscan"]


def look_beyond(studio: Studio, tracer: Tracer, view: View, truths: list[Truth], settings: Settings) -> list[np.ndarray]:
    """Each instance's full mask in the wider frame, (H + 2y, W + 2x) bool; its middle is the full mask.

    What is outside of the image is rendered at one sample a pixel, each instance with the others out of sight, and only where the
    trace says that there may be something; pixels are on the same grid as the image's.

    Args:
        studio: aimed at the view.
        tracer: the scene.
        view: the pose.
        truths: the masks.
        settings: `margin` says how much wider.
    """
    x, y = settings.margin
    inside = np.s_[y : y + settings.height, x : x + settings.width]
    outside = np.ones((settings.height + 2 * y, settings.width + 2 * x), bool)
    outside[inside] = False
    K = intrinsics(view.fov, settings.width, settings.height)
    K[:2, 2] += x, y
    hits = tracer.first_hits(K, view.world_from_camera, *outside.shape)
    masks = {truth.id: np.pad(truth.full, ((y, y), (x, x))) for truth in truths}
    batches = plan_overscan(hits, list(masks), outside)
    if batches:
        with studio.widened(view, settings.margin):
            for batch in batches:
                pixels = studio.isolate(batch, samples=1)
                h, w = pixels.index.shape
                here = np.s_[pixels.y : pixels.y + h, pixels.x : pixels.x + w]
                for k in batch.members:
                    masks[k][here] |= outside[here] & (pixels.index == k)
    return list(masks.values())


def to_overscan(mask: np.ndarray, margin: tuple[int, int]) -> Overscan:
    """What a record says of a full mask in the wider frame, (H + 2y, W + 2x) bool; the margin is (x, y)."""
    left, top, width, height = box_of(mask)
    return Overscan(
        full=encode_mask(mask),
        box=[left - margin[0], top - margin[1], width, height],
        area=int(mask.sum()),
        truncated=any(bool(side.any()) for side in (mask[0], mask[-1], mask[:, 0], mask[:, -1])),
    )
