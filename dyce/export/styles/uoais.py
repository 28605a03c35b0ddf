"""UOAIS-Sim and SynTable: COCO with visible and occluded masks, and a depth image for each image."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dyce.export import coco_file
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.coding import Coder, to_rle
from dyce.export.origin import Shot
from dyce.export.style import coco_like

__all__ = ["STYLE", "annotate", "read"]


def annotate(shot: Shot, coder: Coder) -> list[dict[str, Any]]:
    """A view's annotations; the image's `depth_file_name` is in every style."""
    return [
        coco_file.base(shot, instance)
        | {
            "segmentation": coder(instance.full),
            "bbox": instance.full_box,
            "area": instance.full_area,
            "visible_mask": coder(instance.visible),
            "visible_bbox": instance.visible_box,
            "occluded_mask": coder(instance.invisible),
            "occluded_rate": instance.occlusion_rate,
        }
        for instance in shot.record.instances
    ]


def read(path: Path) -> Iterator[AnnotatedImage]:
    """The images of a file of this style. Raises DyceError if it is damaged."""
    return coco_file.read(path, _parse)


def _parse(entry: dict[str, Any], size: list[int]) -> AnnotatedObject:
    visible, full = to_rle(entry["visible_mask"], size), to_rle(entry["segmentation"], size)
    return AnnotatedObject(entry["id"], entry["category"], visible, full)


STYLE = coco_like(annotate, read)
