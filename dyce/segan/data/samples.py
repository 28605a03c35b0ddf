"""The objects of an exported split (default style), each with all that training needs to know of it; pictures are not read."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pycocotools import mask as rle_codec

from dyce.data.mask import BoxXYWH, Rle
from dyce.errors import DyceError
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.styles import cocoa_cls

__all__ = ["Sample", "SampleSet", "annotation_file", "read_samples", "seen_in"]


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
    full_box_xywh: BoxXYWH
    """Where the appearance belongs."""
    occlusion_rate: float
    appearance: str
    """RGBA PNG of the full box, relative to the data folder."""


@dataclass(frozen=True)
class SampleSet:
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


def read_samples(data: Path, split: str, annotations: Path | None = None) -> SampleSet:
    """Read a split's annotations.

    Raises:
        DyceError: the file is missing, damaged, not of the default style, or has no objects.
    """
    path = annotation_file(data, split, annotations)
    if not path.is_file():
        raise DyceError(f"{path} is missing; make it with `dyce export-coco {data}`")
    try:
        samples = [_sample(image, found) for image in cocoa_cls.read(path) for found in image.objects]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DyceError(f"{path} is damaged or of another style: lacks or mixes up {error}") from error
    if not samples:
        raise DyceError(
            f"{path} has no objects: render views of scenes of the split {split!r}, or choose another split"
        )
    return SampleSet(data, split, samples, hashlib.sha256(path.read_bytes()).hexdigest(), path)


def seen_in(samples: Iterable[Sample]) -> dict[str, Rle]:
    """What is seen of any object, by image."""
    masks: dict[str, list[Rle]] = {}
    for sample in samples:
        masks.setdefault(sample.image, []).append(sample.visible)
    return {image: rle_codec.merge(found) for image, found in masks.items()}


def _sample(image: AnnotatedImage, found: AnnotatedObject) -> Sample:
    """Raises KeyError, TypeError or ValueError where something that training needs is missing or can't be."""
    entry = found.entry
    box_xywh = [int(n) for n in entry["bbox"]]
    size = (int(image.height), int(image.width))
    if len(box_xywh) != 4 or min(box_xywh) < 0 or not (0 < box_xywh[2] <= size[1] and 0 < box_xywh[3] <= size[0]):
        raise ValueError(f"box {json.dumps(entry['bbox'])}")
    if found.full is None:
        raise ValueError("full masks")
    return Sample(
        id=int(found.id),
        image=_inside(image.file_name),
        size=size,
        category=str(found.category),
        visible=found.visible,
        full=found.full,
        full_box_xywh=box_xywh,
        occlusion_rate=float(entry["occlude_rate"]),
        appearance=_inside(entry["appearance"]),
    )


def _inside(name: str) -> str:
    """A path relative to the data folder that does not leave it. Raises ValueError if it does."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name!r}, which leads out of the data folder")
    return name
