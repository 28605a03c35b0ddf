"""COCOA: one annotation an image, whose regions are in depth order. deocclusion and SDAmodal read it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dyce.data.order import front_first, in_front, mutual
from dyce.data.record import Instance
from dyce.errors import DyceError
from dyce.export import coco_file
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.coding import Coder, to_rle
from dyce.export.origin import Shot
from dyce.export.style import Style

__all__ = ["STYLE", "read", "write"]

MUTUAL = "pairs of objects that hide each other, the one that hides more counted as in front"


def write(path: Path, head: dict[str, Any], shots: Iterable[Shot], coder: Coder) -> tuple[int, int]:
    """Write one file; the number of images and of instances.

    The categories are `region_categories`: where there are `categories`, COCO's own tools look for one in every annotation.
    """
    head = {"region_categories" if key == "categories" else key: value for key, value in head.items()}
    return coco_file.write(path, head, shots, coder, _annotate)


def _annotate(shot: Shot, coder: Coder) -> list[dict[str, Any]]:
    """A view's one annotation. Region 1 is in front; `depth_constraint` has pairs of regions, the one in front first."""
    instances = shot.record.instances
    by_id = {instance.id: instance for instance in instances}
    number = {id_: place for place, id_ in enumerate(front_first(instances), start=1)}
    pairs = sorted((number[a], number[b]) for a, b in in_front(instances))
    if found := mutual(instances):
        coder.notes[MUTUAL] += found
    return [
        {
            "id": shot.id,
            "image_id": shot.id,
            "author": "dyce",
            "url": "",
            "regions": [_region(shot, by_id[id_], place, coder) for id_, place in number.items()],
            "depth_constraint": ",".join(f"{a}-{b}" for a, b in pairs),
            "size": len(instances),
        }
    ]


def _region(shot: Shot, instance: Instance, place: int, coder: Coder) -> dict[str, Any]:
    """One object. Its polygon is flat, as COCOA's are; the visible and invisible masks are RLE in either coding."""
    entry = {
        "id": shot.annotation_id(instance),
        "name": instance.category,
        "category_id": shot.category_id(instance),
        "segmentation": coder.flat(instance.full),
        "bbox": instance.full_box,
        "area": instance.full_area,
        "isStuff": 0,
        "occlude_rate": instance.occlusion_rate,
        "order": place,
        "visible_mask": instance.visible,
        "invisible_mask": instance.invisible,
    }
    return entry | coco_file.extras(shot, instance)


def read(path: Path) -> Iterator[AnnotatedImage]:
    """The images of a file of this style. Raises DyceError if it is damaged."""
    content = coco_file.read_json(path)
    try:
        entries = {entry["image_id"]: entry for entry in content["annotations"]}
        for image in content["images"]:
            size, entry = [image["height"], image["width"]], entries[image["id"]]
            objects = [_parse(region, size) for region in entry["regions"]]
            pairs = [pair.split("-") for pair in entry["depth_constraint"].split(",") if pair]
            if not all(1 <= int(n) <= len(objects) for pair in pairs for n in pair):
                raise DyceError("has an order of regions that are not there")
            order = [(objects[int(a) - 1].id, objects[int(b) - 1].id) for a, b in pairs]
            yield AnnotatedImage(image["file_name"], image["width"], image["height"], objects, order)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DyceError(f"{path} is damaged: lacks or mixes up {error}") from error
    except DyceError as error:
        raise DyceError(f"{path} {error}") from error


def _parse(region: dict[str, Any], size: list[int]) -> AnnotatedObject:
    visible, full = to_rle(region["visible_mask"], size), to_rle(region["segmentation"], size)
    return AnnotatedObject(region["id"], region["name"], visible, full)


STYLE = Style(write, read, ("polygon", "rle"))
