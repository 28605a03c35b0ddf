"""A scene at a glance: its plan from above with the ceiling cut away, and two views from head height."""

from itertools import islice
from pathlib import Path

import cv2
import numpy as np

from dyce.render.appearance import develop
from dyce.render.colour import display_transform
from dyce.render.cycles import Studio
from dyce.scene.stage import Stage
from dyce.settings import Device, Settings
from dyce.views.camera import View, intrinsics
from dyce.views.draw import draw_views
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer

__all__ = ["render_glance", "render_overview"]

SIZE = 400
"""Pixels of each of the three pictures."""
GLANCE, PATHS = 256, 16
"""Pixels and paths a pixel of a glance."""
ABOVE = 20.0
"""Metres from the floor to the eye that sees the plan: far enough to look straight down everywhere."""


def render_overview(stage: Stage, path: Path, device: Device) -> None:
    """Write the three pictures of a scene side by side, as PNG or JPEG by the path's ending."""
    settings = Settings(width=SIZE, height=SIZE)
    site = stage.site()
    studio, transform = Studio(stage, settings, device), display_transform(stage.colour)
    drawn = draw_views(find_rig(stage.rig), site, seed=settings.seed, width=SIZE, height=SIZE)
    pictures = []
    for view, near in [_plan(site.tracer), *((view, None) for view in islice(drawn, 2))]:
        studio.aim(view, seed=0, near=near)
        pictures.append(develop(studio.beauty().layers, transform, clean=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.hstack(pictures)[..., ::-1])


def render_glance(stage: Stage, path: Path, device: Device) -> None:
    """Write the first view that a render of the scene would have, small and quick, as PNG.

    Raises:
        DyceError: the scene's rig finds no view in it.
    """
    settings = Settings(width=GLANCE, height=GLANCE, samples=PATHS)
    view = next(draw_views(find_rig(stage.rig), stage.site(), seed=settings.seed, width=GLANCE, height=GLANCE))
    studio = Studio(stage, settings, device)
    studio.aim(view, seed=0)
    picture = develop(studio.beauty().layers, display_transform(stage.colour), clean=True)
    cv2.imwrite(str(path), picture[..., ::-1])


def _plan(tracer: Tracer) -> tuple[View, float]:
    """A view straight down on all instances, and the distance from which on things are seen: below the ceiling."""
    low = np.min([bounds[0] for k, bounds in tracer.bounds.items() if k], 0)
    high = np.max([bounds[1] for k, bounds in tracer.bounds.items() if k], 0)
    middle, half = (low + high) / 2, (high - low)[:2].max() / 2 + 0.4
    pose = np.eye(4)
    pose[:3, :3] = np.diag([1.0, -1.0, -1.0])
    pose[:3, 3] = middle[0], middle[1], low[2] + ABOVE
    fov = float(np.degrees(2 * np.arctan(half / (ABOVE - 1.0))))
    return View(0, intrinsics(fov, SIZE, SIZE), SIZE, SIZE, pose, ABOVE, ""), ABOVE - float(high[2] - low[2]) + 0.02
