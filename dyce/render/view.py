"""One view from end to end: trace, image, isolation renders, diff, and what else is told of each object (bpy)."""

import time

import bpy
import numpy as np
import PyOpenColorIO as ocio

from dyce.render.appearance import appearances, develop
from dyce.render.coverage import soften
from dyce.render.cycles import Studio
from dyce.render.diff import diff
from dyce.render.layers import count_in_front
from dyce.render.overscan import look_beyond
from dyce.render.plan import Batch, plan_isolation
from dyce.render.recording import Rendered
from dyce.settings import Settings
from dyce.views.camera import View
from dyce.views.trace import FirstHits, Tracer

__all__ = ["render_view"]


def render_view(
    studio: Studio, tracer: Tracer, view: View, settings: Settings, transform: ocio.CPUProcessor
) -> Rendered:
    """Render one view: once with everything, then what is hidden, with the others out of the way."""
    clock = [time.perf_counter()]
    seconds: dict[str, float] = {}

    def lap(stage: str) -> None:
        clock.append(time.perf_counter())
        seconds[stage] = clock[-1] - clock[-2]

    hits = tracer.first_hits(view.K, view.world_from_camera, settings.height, settings.width)
    lap("trace")
    studio.aim(view, seed=int(np.random.default_rng([settings.seed, view.index]).integers(2**31)))
    may_be = np.full((settings.height, settings.width), bool(studio.vague))
    for hit in hits.values():
        may_be |= hit.mask(settings.height, settings.width)
    beauty = studio.beauty(may_be)
    lap("beauty")
    hits |= _untraced(studio, beauty.index, hits, settings.min_visible)
    batches = plan_isolation(
        hits,
        beauty.index,
        tracer.bounds,
        tracer.carriers,
        studio.lamps,
        isolation=settings.isolation,
        min_visible=settings.min_visible,
    )
    lap("plan")
    isolations = [(batch, studio.isolate(batch)) for batch in batches]
    lap("isolation")
    truths = count_in_front(diff(beauty, isolations, settings.min_visible))
    lap("diff")
    if settings.overscan:
        truths = look_beyond(studio, tracer, view, truths, settings)
        lap("overscan")
    image = develop(beauty.layers, transform, clean=settings.denoise, threads=studio.threads)
    lap("develop")
    truths = appearances(truths, image, transform, clean=settings.denoise, threads=studio.threads)
    lap("appearance")
    if beauty.mattes:
        truths = soften(truths, beauty.mattes)
        lap("soft masks")
    return Rendered(image, beauty.depth, beauty.index, truths, seconds, studio.device, bpy.app.version_string)


def _untraced(studio: Studio, index: np.ndarray, hits: dict[int, FirstHits], min_visible: int) -> dict[int, FirstHits]:
    """The same of what is seen and not traced, or vaguely (hair, say), from a look at each alone: one sample, pixels' centres.

    Args:
        studio: aimed at the view.
        index: (H, W) int, what the image shows.
        hits: what is traced.
        min_visible: pixels.
    """
    areas = np.bincount(index.ravel())
    found = {}
    for k in np.flatnonzero(areas >= min_visible).tolist():
        if k and (k not in hits or k in studio.vague):
            pixels = studio.isolate(Batch((k,), frozenset(), np.ones(index.shape, bool)), samples=1)
            found[k] = FirstHits(pixels.x, pixels.y, np.where(pixels.index == k, pixels.depth, np.inf))
    return found
