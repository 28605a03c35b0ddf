"""Error against time: what samples, bounces, clamping and the light tree cost and give, in the image and in what is alone.

Errors are against the same views at many samples, in display values, denoised: RMSE (of 1) and SSIM. Time is processor
time, so that it stands whatever else the machine does; it is told relative to the first row's.

python benchmarks/quality.py [--scenes kitchen3,livingroom1] [--views 2] [--resolution 128] [--reference 1024]
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import bpy
import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from dyce.render.colour import display_transform
from dyce.render.cycles import Studio
from dyce.render.recording import Rendered
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import Stage, load_stage
from dyce.settings import Device, Isolation, Settings
from dyce.views.camera import View
from dyce.views.draw import draw_views
from dyce.views.rig import Site
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer

BASE = {"samples": 16, "bounces": 8, "clamp": 8.0, "tree": True}
TRIED = [
    *({**BASE, "samples": n} for n in (16, 2, 4, 8, 32, 64, 128)),
    *({**BASE, "bounces": n} for n in (4, 6, 12)),
    *({**BASE, "clamp": c} for c in (0.0, 2.0)),
    {**BASE, "tree": False},
]


@dataclass
class Score:
    """Sums over views."""

    seconds: float = 0
    """Of the image's render and denoising."""
    image: float = 0
    """Squared error of the image, mean over its pixels."""
    similarity: float = 0
    """SSIM of the image."""
    seen: float = 0
    """Squared error of the image in the visible pixels of what is partly hidden, mean."""
    alone: float = 0
    """Squared error of what is rendered alone, mean over the pixels of the full masks."""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scenes", default="kitchen3,livingroom1")
    options.add_argument("--views", type=int, default=2)
    options.add_argument("--resolution", type=int, default=128)
    options.add_argument("--reference", type=int, default=1024)
    given = options.parse_args()
    scores = [Score() for _ in TRIED]
    count = 0
    for name in given.scenes.split(","):
        source = find_scene(name)
        stage = load_stage(build_stage(source), source.name)
        size = {"width": given.resolution, "height": given.resolution}
        settings = Settings(**size, isolation=Isolation.LIFT)
        tracer = Tracer(*stage.geometry)
        views = list(islice(_views(stage, tracer, settings), given.views))
        best = {**BASE, "samples": given.reference, "bounces": 12, "clamp": 0.0}
        truths = [done for _, done in _render(stage, tracer, replace(settings, seed=1), best, views)]
        count += len(views)
        for score, how in zip(scores, TRIED, strict=True):
            for truth, (seconds, done) in zip(truths, _render(stage, tracer, settings, how, views), strict=True):
                _add(score, seconds, done, truth)
            print(name, how, score, file=sys.stderr, flush=True)
    table = Table(
        "samples", "bounces", "clamp", "light tree", "time", "image RMSE", "SSIM", "seen RMSE", "alone RMSE",
        title=f"{given.scenes}, {count} views, {given.resolution} px, against {given.reference} samples, 12 bounces",
    )  # fmt: skip
    for score, how in zip(scores, TRIED, strict=True):
        table.add_row(
            str(how["samples"]), str(how["bounces"]), str(how["clamp"]), "yes" if how["tree"] else "no",
            f"{score.seconds / scores[0].seconds:.2f}",
            *(f"{(value / count) ** 0.5:.4f}" if power else f"{value / count:.4f}" for value, power in (
                (score.image, True), (score.similarity, False), (score.seen, True), (score.alone, True))),
        )  # fmt: skip
    Console(width=140).print(table)


def _views(stage: Stage, tracer: Tracer, settings: Settings) -> Iterator[View]:
    rig = find_rig(settings.rig)
    size = {"width": settings.width, "height": settings.height}
    return draw_views(rig, Site(stage.name, tracer, stage.instances), seed=0, **size)


def _render(
    stage: Stage, tracer: Tracer, settings: Settings, how: dict[str, float], views: list[View]
) -> Iterator[tuple[float, Rendered]]:
    """Processor seconds of each view's image, and all that the view gave."""
    settings = replace(settings, samples=how["samples"], bounces=how["bounces"])
    studio = Studio(stage, replace(settings, samples=1), Device.CPU)
    transform = display_transform(stage.colour)
    studio.aim(views[0], seed=0)
    studio.beauty()  # the first render loads kernels and geometry
    cycles = bpy.context.scene.cycles
    studio.settings = settings
    cycles.sample_clamp_indirect, cycles.use_light_tree = how["clamp"], how["tree"]
    for view in views:
        studio.aim(view, seed=1)
        begun = time.process_time()
        studio.beauty()
        seconds = time.process_time() - begun
        yield seconds, render_view(studio, tracer, view, settings, transform)


def _add(score: Score, seconds: float, done: Rendered, truth: Rendered) -> None:
    score.seconds += seconds
    score.image += _squared(done.image, truth.image).mean()
    score.similarity += _ssim(done.image, truth.image)
    hidden = [i for i, t in enumerate(truth.truths) if t.is_hidden]
    seen = np.logical_or.reduce([truth.truths[i].visible for i in hidden])
    score.seen += _squared(done.image, truth.image)[seen].mean()
    pairs = [(done.truths[i].appearance, truth.truths[i].appearance) for i in hidden]
    alone = [_squared(mine, true)[true[..., 3] > 0] for mine, true in pairs if mine is not None and true is not None]
    score.alone += np.concatenate(alone).mean()


def _squared(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(H, W) squared difference of RGB display values, of 1, mean over the channels."""
    return (((a[..., :3].astype(float) - b[..., :3]) / 255) ** 2).mean(-1)


def _ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Structural similarity of two images' luma, mean (Wang et al. 2004: Gaussian window of 1.5, K = .01, .03)."""
    x, y = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(float) for image in (a, b))

    def mean(image: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(image, (11, 11), 1.5)

    mx, my = mean(x), mean(y)
    vx, vy, cov = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(((2 * mx * my + c1) * (2 * cov + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))).mean())


if __name__ == "__main__":
    main()
