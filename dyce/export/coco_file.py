"""The skeleton of COCO's files, which most styles share: written in one pass over the views, and read."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dyce.data.record import OF_A_VIEW, OF_AN_OBJECT, Instance
from dyce.errors import DyceError
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.coding import Coder
from dyce.export.origin import Shot

__all__ = ["Annotate", "Entries", "base", "extras", "read", "read_entries", "read_json", "write"]

TOLD = {"visible", "full", "invisible", "appearance", "overscan.full"}
"""Modalities of an object that have keys of their own, in the styles or below."""

Annotate = Callable[[Shot, Coder], list[dict[str, Any]]]
"""A style's annotations of one view."""

Parse = Callable[[dict[str, Any], list[int]], AnnotatedObject]
"""An annotation with `category` put in, and the (height, width) of its image, to what it tells."""


def write(path: Path, head: dict[str, Any], shots: Iterable[Shot], coder: Coder, annotate: Annotate) -> tuple[int, int]:
    """Write one file, annotations before images so that they need not be held.

    Returns:
        The number of images and of instances.
    """
    images: list[str] = []
    instances = 0
    separator = "\n"
    with path.open("w", encoding="ascii") as file:
        file.write(json.dumps(head, allow_nan=False)[:-1] + ', "annotations": [')
        for shot in shots:
            for entry in annotate(shot, coder):
                file.write(separator + json.dumps(entry, allow_nan=False))
                separator = ",\n"
            images.append(json.dumps(_image(shot), allow_nan=False))
            instances += len(shot.record.instances)
        file.write('\n], "images": [\n' + ",\n".join(images) + "\n]}\n")
    return len(images), instances


def _image(shot: Shot) -> dict[str, Any]:
    record = shot.record
    margin = {} if record.overscan is None else {"overscan": record.overscan}
    pictures = {
        f"{modality.name}_file_name": shot.path(stored)
        for modality in OF_A_VIEW
        if modality.path and (stored := modality.stored(record)) is not None
    }
    file_name = pictures.pop("image_file_name")
    return margin | {
        "id": shot.id,
        "file_name": file_name,
        "width": record.width,
        "height": record.height,
        "scene": record.scene,
        "view": record.view,
        "camera": asdict(record.camera),
        **pictures,
        "depth_scale": record.depth_scale,
    }


def base(shot: Shot, instance: Instance) -> dict[str, Any]:
    """What an annotation has in all styles. `iscrowd` is 0 beside RLE, too: readers drop crowds."""
    entry = {
        "id": shot.annotation_id(instance),
        "image_id": shot.id,
        "category_id": shot.category_id(instance),
        "iscrowd": 0,
    }
    return entry | extras(shot, instance)


def extras(shot: Shot, instance: Instance) -> dict[str, Any]:
    """What dyce tells of an object beyond what the styles have: each modality that they have no key for is among it."""
    entry: dict[str, Any] = {"instance": instance.name, "appearance": shot.path(instance.appearance)}
    if instance.behind is not None:
        entry["behind"] = [{"id": shot.annotation_id(other), "pixels": other.pixels} for other in instance.behind]
    if instance.light_shift is not None:
        entry["light_shift"] = instance.light_shift
    if instance.lifted is not None:
        entry["lifted"] = [shot.record.names[k] for k in instance.lifted]
    for modality in OF_AN_OBJECT:
        if modality.name not in TOLD and (stored := modality.stored(instance)) is not None:
            group, _, name = modality.name.rpartition(".")
            place = entry.setdefault(group, {"bbox": modality.box_in(shot.record, instance)}) if group else entry
            place[name] = shot.path(stored) if modality.path else stored
    if wide := instance.overscan:
        entry["overscan"] = {"segmentation": wide.full, "bbox": wide.box, "area": wide.area}
    return entry


def read_json(path: Path) -> dict[str, Any]:
    """An annotation file's content.

    Raises:
        DyceError: it can't be read, or is none.
    """
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise DyceError(f"{path} can't be read ({error})") from error
    if not isinstance(content, dict):
        raise DyceError(f"{path} is no annotation file")
    return content


@dataclass(frozen=True)
class Entries:
    """One image of a file and its objects, as the file has them: who belongs to whom is known, nothing else is checked."""

    image: dict[str, Any]
    annotations: list[dict[str, Any]]
    """In the file's order, the name of the category put in as `category`."""


def read_entries(path: Path) -> list[Entries]:
    """The images of a file, in its order, each with its annotations; for readers that count what is damaged in them.

    Raises:
        DyceError: the file can't be read, or does not say what belongs to what.
    """
    content = read_json(path)
    try:
        names = {entry["id"]: entry["name"] for entry in content["categories"]}
        by_image: dict[int, list[dict[str, Any]]] = {image["id"]: [] for image in content["images"]}
        for entry in content["annotations"]:
            by_image[entry["image_id"]].append(entry | {"category": names[entry["category_id"]]})
        return [Entries(dict(image), by_image[image["id"]]) for image in content["images"]]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DyceError(
            f"{path} is damaged or of another style: lacks or mixes up {error}; `dyce export-coco` writes it again"
        ) from error


def read(path: Path, parse: Parse) -> Iterator[AnnotatedImage]:
    """The images of a file, in its order, each with its objects.

    Raises:
        DyceError: the file can't be read or is damaged.
    """
    for found in read_entries(path):
        image = found.image
        try:
            size = [image["height"], image["width"]]
            objects = [parse(entry, size) for entry in found.annotations]
            yield AnnotatedImage(image["file_name"], image["width"], image["height"], objects)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise DyceError(f"{path} is damaged or of another style: lacks or mixes up {error}") from error
        except DyceError as error:
            raise DyceError(f"{path} {error}") from error
