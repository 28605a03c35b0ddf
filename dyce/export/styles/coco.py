"""Plain COCO: the visible masks and nothing else, for whoever detects and segments what is seen."""

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
    """A view's annotations."""
    return [
        coco_file.base(shot, instance)
        | {
            "segmentation": coder(instance.visible),
            "bbox": instance.visible_box,
            "area": instance.visible_area,
        }
        for instance in shot.record.instances
    ]


def read(path: Path) -> Iterator[AnnotatedImage]:
    """The images of a file of this style. Raises DyceError if it is damaged."""
    return coco_file.read(path, _parse)


def _parse(entry: dict[str, Any], size: list[int]) -> AnnotatedObject:
    return AnnotatedObject(entry["id"], entry["category"], to_rle(entry["segmentation"], size), None)


STYLE = coco_like(annotate, read)
