"""Independent answers: what a camera sees by Blender's own `ray_cast`, and whether an isolated object is the image's own."""

from pathlib import Path

import bpy
import cv2
import numpy as np
from mathutils import Vector

from dyce.data.mask import decode_mask
from dyce.data.record import Record
from dyce.render.cycles import Studio
from dyce.render.plan import plan_isolation
from dyce.settings import Isolation, Settings
from dyce.views.camera import View
from dyce.views.trace import Tracer, pixel_rays

__all__ = ["bit_equality", "cast_view", "worst_iou"]


def _cast(graph: bpy.types.Depsgraph, origin: np.ndarray, rays: np.ndarray, pixels: np.ndarray) -> np.ndarray:
    """(H, W) int: 1 + the pass index of what the ray through each of the pixels hits, 0 for nothing."""
    start, found = Vector(origin.tolist()), np.zeros(pixels.shape, int)
    for row, column in np.argwhere(pixels):
        hit, *_, obj, _ = bpy.context.scene.ray_cast(graph, start, Vector(rays[row, column].tolist()).normalized())
        found[row, column] = obj.original.pass_index + 1 if hit else 0
    return found


def cast_view(stage: Path, record: Record) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    """What a view of a stage shows, by rays: the instance at each pixel, and each annotated one's full mask.

    Returns:
        (H, W) int, 0 for structure and nothing; by instance id, (H, W) bool.
    """
    bpy.ops.wm.open_mainfile(filepath=str(stage), load_ui=False)
    pose, K = np.array(record.camera.world_from_camera), np.array(record.camera.K)
    rays = pixel_rays(K, pose, np.arange(record.width), np.arange(record.height))
    frame = np.ones((record.height, record.width), bool)
    everything = np.maximum(_cast(bpy.context.evaluated_depsgraph_get(), pose[:3, 3], rays, frame) - 1, 0)
    full = {}
    objects = [obj for obj in bpy.context.scene.objects if not obj.hide_render]
    for instance in record.instances:
        for obj in objects:
            obj.hide_viewport = obj.pass_index != instance.id
        bpy.context.view_layer.update()
        x, y, w, h = instance.full_box
        pixels = np.zeros_like(frame)
        grow = 4 + max(w, h) // 4
        pixels[max(0, y - grow) : y + h + grow, max(0, x - grow) : x + w + grow] = True
        full[instance.id] = _cast(bpy.context.evaluated_depsgraph_get(), pose[:3, 3], rays, pixels) == instance.id + 1
    return everything, full


def worst_iou(record: Record, everything: np.ndarray, full: dict[int, np.ndarray], pixels: int = 200) -> float:
    """The lowest IoU of a record's visible and full masks with the oracle's, over objects with more than so many pixels."""
    worst = 1.0
    for instance in record.instances:
        for mine, theirs in (
            (decode_mask(instance.visible), everything == instance.id),
            (decode_mask(instance.full), full[instance.id]),
        ):
            if theirs.sum() > pixels or mine.sum() > pixels:
                worst = min(worst, (mine & theirs).sum() / (mine | theirs).sum())
    return worst


def bit_equality(studio: Studio, tracer: Tracer, view: View, settings: Settings) -> tuple[int, int]:
    """Of the pixels that an isolated object covers wholly and alone in the image: how many are equal in both, and all."""
    hits = tracer.first_hits(view.K, view.world_from_camera, settings.height, settings.width)
    studio.aim(view, seed=3)
    beauty = studio.beauty()
    equal = total = 0
    how = {"isolation": Isolation.KEEP, "min_visible": 10}
    for batch in plan_isolation(hits, beauty.index, tracer.bounds, tracer.carriers, studio.lamps, **how):
        alone = studio.isolate(batch)
        h, w = alone.index.shape
        frame = np.s_[alone.y : alone.y + h, alone.x : alone.x + w]
        for k in batch.members:
            seen = cv2.erode((beauty.index == k).astype(np.uint8), np.ones((3, 3))).astype(bool)[frame]
            seen &= alone.colour[..., 3] == 1
            equal += int((alone.colour[..., :3] == beauty.colour[frame][..., :3]).all(-1)[seen].sum())
            total += int(seen.sum())
    return equal, total
