"""One view from end to end: trace, image, isolation renders, diff, record (bpy)."""

import time
from dataclasses import dataclass, field, replace
from importlib.metadata import version

import bpy
import cv2
import numpy as np
import PyOpenColorIO as ocio

import dyce
from dyce.data.order import Pairs
from dyce.data.record import Camera, Coverage, Instance, Occluder, Record
from dyce.render.appearance import appearances, develop
from dyce.render.coverage import Soft, soften
from dyce.render.cycles import Studio
from dyce.render.diff import Truth, diff, to_instance
from dyce.render.layers import count_in_front
from dyce.render.overscan import look_beyond, to_overscan
from dyce.render.plan import plan_isolation
from dyce.rigs import View, intrinsics
from dyce.scene.stage import Stage, StageInstance
from dyce.settings import Settings
from dyce.trace import Tracer

__all__ = ["DEPTH_SCALE", "Rendered", "render_view"]

DEPTH_SCALE = 0.001
"""Metres a unit of the depth image."""


@dataclass
class Rendered:
    """All that one view gave, in memory."""

    image: np.ndarray
    """(H, W, 3) uint8, RGB."""
    depth: np.ndarray
    """(H, W) uint16, units of DEPTH_SCALE; 0 where there is no surface within reach."""
    index: np.ndarray
    """(H, W) int32: the instance seen, 0 for none."""
    truths: list[Truth]
    appearances: list[np.ndarray]
    """Of each truth, (h, w, 4) uint8, RGBA, of its full mask's box."""
    in_front: Pairs
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time by stage."""
    soft: list[Soft] = field(default_factory=list)
    """Of each truth, where soft masks are wanted."""
    beyond: list[np.ndarray] = field(default_factory=list)
    """Of each truth, where there is overscan, (H + 2y, W + 2x) bool: the full mask in the wider frame."""

    def record(self, stage: Stage, view: View, settings: Settings, device: str) -> tuple[Record, dict[str, bytes]]:
        """The view's record and its files by name."""
        instances = {instance.id: instance for instance in stage.instances}
        files = {"image.png": _png(self.image[..., ::-1]), "depth.png": _png(self.depth)}
        found = []
        for truth, appearance in zip(self.truths, self.appearances, strict=True):
            name = f"appearance/{truth.id:04d}.png"
            files[name] = _png(appearance[..., [2, 1, 0, 3]])
            instance = to_instance(truth, self.index, instances, name)
            found.append(replace(instance, behind=self._behind(instance, instances)))
        for place, soft in enumerate(self.soft):
            names = [f"coverage/{found[place].id:04d}.{kind}.png" for kind in ("visible", "full")]
            files |= dict(zip(names, (_png(soft.visible), _png(soft.full))))
            found[place] = replace(found[place], coverage=Coverage(soft.box, *names))
        for place, mask in enumerate(self.beyond):
            found[place] = replace(found[place], overscan=to_overscan(mask, settings.margin))
        record = Record(
            scene=stage.name,
            view=view.index,
            width=settings.width,
            height=settings.height,
            camera=Camera(
                K=intrinsics(view.fov, settings.width, settings.height).tolist(),
                world_from_camera=view.world_from_camera.tolist(),
                eye_height=view.eye_height,
                target=view.target,
            ),
            image="image.png",
            depth="depth.png",
            depth_scale=DEPTH_SCALE,
            instances=found,
            settings=settings.as_dict(),
            versions={"dyce": dyce.__version__, "blender": bpy.app.version_string, "numpy": version("numpy")},
            device=device,
            seconds={name: round(seconds, 3) for name, seconds in self.seconds.items()},
            files={},
            overscan=list(settings.margin) if settings.overscan else None,
        )
        return record, files

    def _behind(self, instance: Instance, stage: dict[int, StageInstance]) -> list[Occluder]:
        pixels = {a: pixels for (a, b), pixels in self.in_front.items() if b == instance.id}
        return [Occluder(a, stage[a].name, pixels[a]) for a in sorted(pixels, key=lambda a: (-pixels[a], a))]


def render_view(
    studio: Studio, tracer: Tracer, view: View, settings: Settings, transform: ocio.CPUProcessor
) -> Rendered:
    """Render one view: once with everything, then what is hidden, with the others out of the way."""
    clock = [time.perf_counter()]
    seconds: dict[str, float] = {}

    def lap(stage: str) -> None:
        clock.append(time.perf_counter())
        seconds[stage] = clock[-1] - clock[-2]

    K = intrinsics(view.fov, settings.width, settings.height)
    hits = tracer.first_hits(K, view.world_from_camera, settings.height, settings.width)
    lap("trace")
    studio.aim(view, seed=int(np.random.default_rng([settings.seed, view.index]).integers(2**31)))
    beauty = studio.beauty()
    lap("beauty")
    batches = plan_isolation(
        hits, beauty.index, tracer.bounds, isolation=settings.isolation, min_visible=settings.min_visible
    )
    lap("plan")
    isolations = [(batch, studio.isolate(batch)) for batch in batches]
    lap("isolation")
    truths = diff(beauty.index, isolations, settings.min_visible)
    in_front = count_in_front(truths, beauty, isolations)
    lap("diff")
    beyond = []
    if settings.overscan:
        beyond = look_beyond(studio, tracer, view, truths, settings)
        lap("overscan")
    image = develop(beauty.layers, transform, clean=settings.denoise, threads=studio.threads)
    lap("develop")
    shown = appearances(truths, image, isolations, transform, clean=settings.denoise, threads=studio.threads)
    lap("appearance")
    soft = []
    if beauty.mattes:
        soft = soften(truths, beauty.mattes, isolations)
        lap("soft masks")
    units = np.nan_to_num(beauty.depth / DEPTH_SCALE, nan=0.0, posinf=0.0)
    depth = np.where(units < 2**16, np.rint(units), 0).astype(np.uint16)
    return Rendered(image, depth, beauty.index, truths, shown, in_front, seconds, soft, beyond)


def _png(pixels: np.ndarray) -> bytes:
    done, data = cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 3])
    assert done  # PNG can hold all that is given to it here
    return data.tobytes()
