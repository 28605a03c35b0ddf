"""From what the renders of a view gave to its record and files: all that a record says is put together here."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np

from dyce._version import __version__
from dyce.data.mask import box_xywh, rows_and_columns
from dyce.data.modality import recorded
from dyce.data.record import Camera, Instance, Named, Occluder, Record
from dyce.render.pixels import Soft, Truth
from dyce.scene.stage import Stage, StageInstance
from dyce.settings import Settings
from dyce.views.camera import View

__all__ = ["DEPTH_SCALE", "Rendered", "record_view"]

DEPTH_SCALE = 0.001
"""Metres a unit of the depth image."""
HORIZON = 1e4
"""Metres: no surface is farther (the camera sees no farther), and where there is none the depth is more."""


@dataclass(frozen=True)
class Rendered:
    """All that one view gave, in memory."""

    image: np.ndarray
    """(H, W, 3) uint8, RGB."""
    depth: np.ndarray
    """(H, W) float32, metres along the optical axis; very large where there is no surface."""
    index: np.ndarray
    """(H, W) int32: the instance seen, 0 for none."""
    truths: list[Truth]
    seconds: dict[str, float]
    """Wall time by stage."""
    device: str
    """What rendered it, as Blender names it."""
    blender: str
    """Its version."""


def record_view(rendered: Rendered, stage: Stage, view: View, settings: Settings) -> tuple[Record, dict[str, bytes]]:
    """A view's record and its files by name."""
    files: dict[str, bytes] = {}
    known = {instance.id: instance for instance in stage.instances}
    instances = [
        recorded(Instance, _of_an_object(truth, rendered, known, settings), files, id=truth.id)
        for truth in rendered.truths
    ]
    values = {
        "scene": stage.name,
        "view": view.index,
        "width": settings.width,
        "height": settings.height,
        "camera": Camera(view.K.tolist(), view.world_from_camera.tolist(), view.eye_height, view.target),
        "image": rendered.image,
        "depth": _depth_units(rendered.depth),
        "depth_scale": DEPTH_SCALE,
        "instances": instances,
        "settings": settings.as_dict(),
        "versions": {"dyce": __version__, "blender": rendered.blender, "numpy": version("numpy")},
        "device": rendered.device,
        "seconds": {name: round(seconds, 3) for name, seconds in rendered.seconds.items()},
        "files": {},
        "overscan": list(settings.margin) if settings.overscan else None,
        "others": _others(instances, known),
    }
    return recorded(Record, values, files), files


def _others(instances: list[Instance], stage: Mapping[int, StageInstance]) -> list[Named]:
    """Whoever the instances of a view name that is not one of them."""
    named = {occluder.id for instance in instances for occluder in instance.hidden_by}
    named |= {k for instance in instances for k in instance.lifted or ()}
    return [Named(k, stage[k].name, stage[k].category) for k in sorted(named - {0} - {i.id for i in instances})]


def _depth_units(depth: np.ndarray) -> np.ndarray:
    """Metres in units of DEPTH_SCALE, uint16: 0 where there is no surface, at least 1 where there is one, at most 65535."""
    units = np.clip(np.rint(depth / DEPTH_SCALE), 1, 2**16 - 1)
    return np.where(depth <= HORIZON, units, 0).astype(np.uint16)


def _of_an_object(
    truth: Truth, rendered: Rendered, stage: Mapping[int, StageInstance], settings: Settings
) -> dict[str, Any]:
    """What a record says of one object, by field; arrays still as they are.

    Args:
        truth: its masks, and what else the view says of it.
        rendered: the view.
        stage: the scene's instances by id.
        settings: those of the render.
    """
    known = stage[truth.id]
    invisible = truth.full & ~truth.visible
    hidden_by = np.bincount(rendered.index[invisible])
    full_area, visible_area = int(truth.full.sum()), int(truth.visible.sum())
    return {
        "id": truth.id,
        "name": known.name,
        "category": known.category,
        "model": known.model,
        "visible": truth.visible,
        "full": truth.full,
        "invisible": invisible,
        "visible_box": box_xywh(truth.visible),
        "full_box": truth.box,
        "visible_area": visible_area,
        "full_area": full_area,
        "occlusion_rate": (full_area - visible_area) / full_area,
        "hidden_by": _most_first({q: int(hidden_by[q]) for q in np.flatnonzero(hidden_by).tolist()}, stage),
        "truncated": _touches_edge(truth.full),
        "appearance": truth.appearance,
        "appearance_from": "isolation" if truth.is_hidden else "image",
        "behind": _most_first(truth.behind, stage),
        "lifted": sorted(truth.lifted) if truth.is_hidden else None,
        "light_shift": _light_shift(truth, rendered.image) if truth.is_hidden else None,
        "coverage": None if truth.soft is None else _coverage(truth.soft),
        "overscan": None if truth.beyond is None else _overscan(truth.beyond, settings.margin),
    }


def _light_shift(truth: Truth, image: np.ndarray) -> float:
    """Levels by which an appearance is brighter than the image where the object is seen, mean over pixels and channels."""
    here = rows_and_columns(truth.box)
    seen = truth.visible[here]
    assert truth.appearance is not None
    return round(float((truth.appearance[seen, :3].astype(float) - image[here][seen]).mean()), 2)


def _most_first(pixels: Mapping[int, int], stage: Mapping[int, StageInstance]) -> list[Occluder]:
    """Who hides something or stands before it, from pixels by id; 0 is structure."""
    order = sorted(pixels, key=lambda q: (-pixels[q], q))
    return [Occluder(q, stage[q].name if q else "structure", pixels[q]) for q in order]


def _touches_edge(mask: np.ndarray) -> bool:
    return any(bool(side.any()) for side in (mask[0], mask[-1], mask[:, 0], mask[:, -1]))


def _coverage(soft: Soft) -> dict[str, Any]:
    return {"box": soft.box, "visible": soft.visible, "full": soft.full}


def _overscan(mask: np.ndarray, margin: tuple[int, int]) -> dict[str, Any]:
    """What a record says of a full mask in the wider frame, (H + 2y, W + 2x) bool; the margin is (x, y)."""
    left, top, width, height = box_xywh(mask)
    return {
        "full": mask,
        "box": [left - margin[0], top - margin[1], width, height],
        "area": int(mask.sum()),
        "truncated": _touches_edge(mask),
    }
