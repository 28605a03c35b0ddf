"""COCOA-cls and D2SA: COCO with the full mask as `segmentation` and the visible one beside it. VRSP, ORCNN, C2F-Seg read it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dyce.errors import DyceError
from dyce.export import coco_file
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.coding import Coder, to_rle
from dyce.export.origin import Shot
from dyce.export.style import coco_like

__all__ = ["STYLE", "annotate", "read", "read_object"]


def annotate(shot: Shot, coder: Coder) -> list[dict[str, Any]]:
    """A view's annotations. `visible_mask` is RLE in either coding: VRSP takes a polygon there for the full mask."""
    return [
        coco_file.base(shot, instance)
        | {
            "segmentation": coder(instance.full),
            "bbox": instance.full_box,
            "area": instance.full_area,
            "visible_mask": instance.visible,
            "visible_bbox": instance.visible_box,
            "visible_area": instance.visible_area,
            "invisible_mask": instance.invisible,
            "occlude_rate": instance.occlusion_rate,
            "inmodal_seg": coder(instance.visible),
            "inmodal_bbox": instance.visible_box,
        }
        for instance in shot.record.instances
    ]


def read(path: Path) -> Iterator[AnnotatedImage]:
    """The images of a file of this style. Raises DyceError if it is damaged."""
    return coco_file.read(path, _parse)


def read_object(entry: dict[str, Any], size: list[int], left_out: Counter[str]) -> AnnotatedObject | None:
    """One object of `coco_file.read_entries`, whoever wrote it; None, and counted by reason, where it can't be made use of.

    Others leave the visible mask away where nothing is hidden.

    Args:
        entry: the annotation.
        size: of its image, (height, width).
        left_out: counts.
    """
    if entry.get("iscrowd"):
        left_out["crowds"] += 1
        return None
    try:
        seen = {} if entry.get("visible_mask") else {"visible_mask": entry["segmentation"]}
        return _parse({"id": 0} | entry | seen, size)
    except (DyceError, KeyError, TypeError, ValueError):
        left_out["objects with a damaged mask"] += 1
        return None


def _parse(entry: dict[str, Any], size: list[int]) -> AnnotatedObject:
    visible, full = to_rle(entry["visible_mask"], size), to_rle(entry["segmentation"], size)
    return AnnotatedObject(entry["id"], entry["category"], visible, full, entry)


STYLE = coco_like(annotate, read)
