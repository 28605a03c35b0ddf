"""A split's pictures, decoded once into one memory-mapped file: PNG costs some 50 times as much to read as it does.

Beside the annotation file: `.segan/<split>/pixels.bin` (images as RGB at their own size, appearances as RGBA cropped to their
boxes, one after the other) and `index.json`. Made anew when the annotations or the images change; there whole or not at all.
"""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import cv2
import numpy as np

from dyce.errors import DyceError
from dyce.segan.data.samples import Sample, SampleSet

__all__ = ["Cache", "open_cache"]

FORMAT = 1


@dataclass(frozen=True)
class Cache:
    """A split with its pictures at hand."""

    samples: list[Sample]
    """Those whose pictures could be read."""
    skipped: dict[str, int]
    """How many objects could not be used, by reason."""
    images: dict[str, int]
    """Where in `pixels` each image begins."""
    appearances: dict[str, int]
    """And each appearance."""
    pixels: np.ndarray
    """(N,) uint8, memory-mapped."""

    def image(self, sample: Sample) -> np.ndarray:
        """The sample's image, (H, W, 3) uint8 RGB; not to be written to."""
        return self._picture(self.images[sample.image], (*sample.size, 3))

    def appearance(self, sample: Sample) -> np.ndarray:
        """The object unhidden, (h, w, 4) uint8 RGBA at its full box; not to be written to."""
        _, _, width, height = sample.full_box_xywh
        return self._picture(self.appearances[sample.appearance], (height, width, 4))

    def _picture(self, start: int, shape: tuple[int, ...]) -> np.ndarray:
        return self.pixels[start : start + int(np.prod(shape))].reshape(shape)


def open_cache(split: SampleSet, report: Callable[[str], None] = lambda line: None) -> Cache:
    """The cache of a split; made if it is missing, out of date, or if pictures could not be read the last time.

    Raises:
        DyceError: no object is left, or the disk is full.
    """
    folder = split.path.parent / ".segan" / split.name
    fingerprint = _fingerprint(split)
    index = _read_index(folder, fingerprint)
    if index is None:
        report(f"{split.name}: decoding the pictures of {len(split.samples)} objects once, into {folder}")
        _build(split, folder, fingerprint)
        index = _read_index(folder, fingerprint, accept_skipped=True)
        if index is None:
            raise DyceError(f"{folder} can't be read back; is something else writing there?")
    usable = [s for s in split.samples if s.image in index["images"] and s.appearance in index["appearances"]]
    if not usable:
        raise DyceError(f"{split.path}: no picture of it can be read; run the same `dyce render` again to mend them")
    pixels = np.memmap(folder / "pixels.bin", np.uint8, "r")
    return Cache(usable, index["skipped"], index["images"], index["appearances"], pixels)


def _fingerprint(split: SampleSet) -> str:
    """Changes when the annotations do, or an image's size or time."""
    digest = hashlib.sha256(f"{FORMAT} {split.digest}".encode())
    for name in sorted({sample.image for sample in split.samples}):
        try:
            status = (split.data / name).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}".encode())
        except OSError:
            digest.update(f"{name} is missing".encode())
    return digest.hexdigest()


def _read_index(folder: Path, fingerprint: str, accept_skipped: bool = False) -> dict[str, Any] | None:
    """What the cache holds; None if it is not there, not whole, or of something else."""
    try:
        index: dict[str, Any] = json.loads((folder / "index.json").read_bytes())
        whole = index["fingerprint"] == fingerprint and (folder / "pixels.bin").stat().st_size == index["bytes"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return index if whole and (accept_skipped or not index["skipped"]) else None


def _build(split: SampleSet, folder: Path, fingerprint: str) -> None:
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        with (partial / "pixels.bin").open("wb") as file:
            index = _write_pixels(split, file) | {"fingerprint": fingerprint}
            file.flush()
            os.fsync(file.fileno())
        (partial / "index.json").write_text(json.dumps(index))
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise DyceError(f"{folder} can't be written ({error.strerror}); make room, or make it writable") from error


def _write_pixels(split: SampleSet, file: BinaryIO) -> dict[str, Any]:
    images: dict[str, int] = {}
    appearances: dict[str, int] = {}
    unreadable: set[str] = set()
    skipped: Counter[str] = Counter()
    for sample in split.samples:
        if sample.image not in images and sample.image not in unreadable:
            _add(file, split.data, sample.image, (*sample.size, 3), images, unreadable)
        if sample.image in unreadable:
            skipped["image can't be read"] += 1
            continue
        _add(
            file,
            split.data,
            sample.appearance,
            (sample.full_box_xywh[3], sample.full_box_xywh[2], 4),
            appearances,
            unreadable,
        )
        skipped["appearance can't be read"] += sample.appearance in unreadable
    return {"images": images, "appearances": appearances, "bytes": file.tell(), "skipped": dict(+skipped)}


def _add(
    file: BinaryIO, data: Path, name: str, shape: tuple[int, ...], places: dict[str, int], unreadable: set[str]
) -> None:
    """Append a picture's pixels and note where they begin, or that it can't be read or is not of its shape."""
    picture = cv2.imread(str(data / name), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.shape != shape or picture.dtype != np.uint8:
        unreadable.add(name)
        return
    places[name] = file.tell()
    file.write(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB if shape[2] == 3 else cv2.COLOR_BGRA2RGBA).tobytes())
