"""What the objects of a view have beyond the edges of its image: full masks in a wider frame of the same camera."""

from dataclasses import replace

import numpy as np

from dyce.render.cycles import Studio
from dyce.render.pixels import Truth
from dyce.render.plan import plan_overscan
from dyce.settings import Settings
from dyce.views.camera import View
from dyce.views.trace import Tracer

__all__ = ["look_beyond"]


def look_beyond(studio: Studio, tracer: Tracer, view: View, truths: list[Truth], settings: Settings) -> list[Truth]:
    """The same with each instance's full mask in the wider frame, whose middle is the full mask.

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
    hits = tracer.first_hits(view.widened((x, y)).K, view.world_from_camera, *outside.shape)
    masks = {truth.id: np.pad(truth.full, ((y, y), (x, x))) for truth in truths}
    batches = plan_overscan(hits, list(masks), outside, studio.vague)
    if batches:
        with studio.widened(view, settings.margin):
            for batch in batches:
                pixels = studio.isolate(batch, samples=1)
                for k in batch.members:
                    masks[k][pixels.frame] |= outside[pixels.frame] & (pixels.index == k)
    return [replace(truth, beyond=masks[truth.id]) for truth in truths]
