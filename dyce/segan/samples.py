"""The objects of an exported split (default style), each with all that training needs to know of it; pictures are not read."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pycocotools import mask as rle_codec

from dyce.data.mask import BoxXYWH, Rle, check_rle
from dyce.errors import DyceError
from dyce.export.coco_file import read_json
from dyce.export.coding import to_rle

__all__ = ["Sample", "Split", "annotation_file", "read_split", "seen_in"]


@dataclass(frozen=True)
class Sample:
    """One object in one image."""

    id: int
    """The annotation's."""
    image: str
    """Relative to the data folder."""
    size: tuple[int, int]
    """Of the image, (height, width)."""
    category: str
    visible: Rle
    full: Rle
    full_box: BoxXYWH
    """`[x, y, width, height]`, where the appearance belongs."""
    occlusion_rate: float
    appearance: str
    """RGBA PNG of the full box, relative to the data folder."""


@dataclass(frozen=True)
class Split:
    """The objects of one annotation file."""

    data: Path
    name: str
    samples: list[Sample]
    digest: str
    """SHA-256 of the annotation file."""
    path: Path


def annotation_file(data: Path, split: str, annotations: Path | None = None) -> Path:
    """Where `dyce export-coco` writes a split: in `annotations`, in the data folder if None."""
    return (annotations or data / "annotations") / f"{split}.json"


def read_split(data: Path, split: str, annotations: Path | None = None) -> Split:
    """Read a split's annotations.

    Raises:
        DyceError: the file is missing, damaged, not of the default style, or has no objects.
    """
    path = annotation_file(data, split, annotations)
    if not path.is_file():
        raise DyceError(f"{path} is missing; make it with `dyce export-coco {data}`")
    content = read_json(path)
    try:
        samples = _samples(content)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DyceError(f"{path} is damaged or of another style: lacks or mixes up {error}") from error
    except DyceError as error:
        raise DyceError(f"{path} {error}") from error
    if not samples:
        raise DyceError(
            f"{path} has no objects: render views of scenes of the split {split!r}, or choose another split"
        )
    return Split(data, split, samples, hashlib.sha256(path.read_bytes()).hexdigest(), path)


def seen_in(samples: Iterable[Sample]) -> dict[str, Rle]:
    """What is seen of any object, by image."""
    masks: dict[str, list[Rle]] = {}
    for sample in samples:
        masks.setdefault(sample.image, []).append(sample.visible)
    return {image: rle_codec.merge(found) for image, found in masks.items()}


def _samples(content: dict[str, Any]) -> list[Sample]:
    categories = {entry["id"]: str(entry["name"]) for entry in content["categories"]}
    images = {image["id"]: image for image in content["images"]}
    samples = []
    for entry in content["annotations"]:
        image = images[entry["image_id"]]
        size = [int(image["height"]), int(image["width"])]
        visible, full = to_rle(entry["visible_mask"], size), to_rle(entry["segmentation"], size)
        for mask in (visible, full):
            check_rle(mask, size)
        box = [int(n) for n in entry["bbox"]]
        if len(box) != 4 or min(box) < 0 or not (0 < box[2] <= size[1] and 0 < box[3] <= size[0]):
            raise ValueError(f"box {json.dumps(entry['bbox'])}")
        samples.append(
            Sample(
                id=int(entry["id"]),
                image=_inside(image["file_name"]),
                size=(size[0], size[1]),
                category=categories[entry["category_id"]],
                visible=visible,
                full=full,
                full_box=box,
                occlusion_rate=float(entry["occlude_rate"]),
                appearance=_inside(entry["appearance"]),
            )
        )
    return samples


def _inside(name: str) -> str:
    """A path relative to the data folder that does not leave it. Raises ValueError if it does."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name!r}, which leads out of the data folder")
    return name
