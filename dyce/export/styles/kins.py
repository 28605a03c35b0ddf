"""KINS of 2020 and of 2019, in one file: their names don't clash. C2F-Seg, deocclusion, VRSP, AISFormer read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dyce.data.order import clusters
from dyce.export import coco_file
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.coding import Coder, to_rle
from dyce.export.origin import Shot
from dyce.export.style import coco_like

__all__ = ["STYLE", "annotate", "read"]


def annotate(shot: Shot, coder: Coder) -> list[dict[str, Any]]:
    """A view's annotations: `a_` is amodal, `i_` in-modal.

    `inmodal_seg` is RLE in either coding, as in KINS, and `segmentation` one polygon: deocclusion knows nothing else.
    `oco_id` numbers the clusters of objects that hide one another, `ico_id` is the order in a cluster, 0 in front.
    """
    order = clusters(shot.record.instances)
    return [
        coco_file.base(shot, instance)
        | {
            "a_segm": coder(instance.full),
            "a_bbox": instance.full_box,
            "a_area": instance.full_area,
            "i_segm": coder(instance.visible),
            "i_bbox": instance.visible_box,
            "i_area": instance.visible_area,
            "oco_id": order[instance.id][0],
            "ico_id": order[instance.id][1],
            "segmentation": coder.single(instance.full),
            "bbox": instance.full_box,
            "area": instance.full_area,
            "inmodal_seg": instance.visible,
            "inmodal_bbox": instance.visible_box,
        }
        for instance in shot.record.instances
    ]


def read(path: Path) -> Iterator[AnnotatedImage]:
    """The images of a file of this style. Raises DyceError if it is damaged."""
    return coco_file.read(path, _parse)


def _parse(entry: dict[str, Any], size: list[int]) -> AnnotatedObject:
    return AnnotatedObject(entry["id"], entry["category"], to_rle(entry["i_segm"], size), to_rle(entry["a_segm"], size))


STYLE = coco_like(annotate, read, ("polygon", "rle"))
