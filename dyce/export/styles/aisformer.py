"""AISFormer, BCNet and aistron: polygons only, with what stands before or beside an object as one more mask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pycocotools import mask as rle_codec

from dyce.data.record import Instance
from dyce.export import coco_file
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.coding import Coder, to_rle
from dyce.export.origin import Shot
from dyce.export.outline import Polygon, fill, outline
from dyce.export.style import coco_like

__all__ = ["STYLE", "annotate", "read"]


def annotate(shot: Shot, coder: Coder) -> list[dict[str, Any]]:
    """A view's annotations, under the names that go into and come out of AISFormer's own preparation, and aistron's."""
    return [
        coco_file.base(shot, instance) | _masks(instance, coder, _around(instance, shot.record.instances))
        for instance in shot.record.instances
    ]


def _masks(instance: Instance, coder: Coder, around: list[Polygon]) -> dict[str, Any]:
    full, visible = coder(instance.full), coder(instance.visible)
    return {
        "segmentation": full,
        "bbox": instance.full_box,
        "area": instance.full_area,
        "inmodal_seg": visible,
        "inmodal_bbox": instance.visible_box,
        "i_segmentation": visible,
        "bg_object_segmentation": around,
        "amodal_segm": full,
        "amodal_bbox": instance.full_box,
        "amodal_area": instance.full_area,
        "visible_segm": visible,
        "visible_bbox": instance.visible_box,
        "background_objs_segm": around,
        "occluder_segm": around,
    }


def _around(instance: Instance, instances: list[Instance]) -> list[Polygon]:
    """What else is seen in an instance's full box, as AISFormer's preparation has it."""
    x, y, width, height = instance.full_box
    box = fill([[x, y, x + width, y, x + width, y + height, x, y + height]], instance.full["size"])
    others = [other.visible for other in instances if other is not instance and _touch(other, instance)]
    return outline(rle_codec.merge([box, rle_codec.merge(others)], intersect=True)) if others else []


def _touch(other: Instance, instance: Instance) -> bool:
    (x, y, width, height), (left, top, across, down) = other.visible_box, instance.full_box
    return x < left + across and left < x + width and y < top + down and top < y + height


def read(path: Path) -> Iterator[AnnotatedImage]:
    """The images of a file of this style. Raises DyceError if it is damaged."""
    return coco_file.read(path, _parse)


def _parse(entry: dict[str, Any], size: list[int]) -> AnnotatedObject:
    visible, full = to_rle(entry["inmodal_seg"], size), to_rle(entry["segmentation"], size)
    return AnnotatedObject(entry["id"], entry["category"], visible, full)


STYLE = coco_like(annotate, read, ("polygon",))
