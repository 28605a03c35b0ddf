"""What a modality is: one thing that a view records of itself or of an object, declared once, with a field of the record.

A field of the record's dataclasses that holds a picture or a mask is annotated with what it means, its type, its frame and the
setting that asks for it (`picture`, `mask`; `Part` for several that come together). `modalities` collects these declarations to
a table, and all that writes, reads, checks, exports or documents records goes through it: a new modality is a field.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, get_type_hints

import cv2
import numpy as np

from dyce.data.mask import BoxXYWH, Contradiction, decode_mask, encode_mask, run_lengths

__all__ = ["Modality", "Part", "declarations", "mask", "modalities", "picture", "recorded"]

T = TypeVar("T")

COMPRESSION = 3
"""Of PNGs: zlib's level; beyond it, files hardly shrink and writing takes twice the time."""


@dataclass(frozen=True)
class Modality:
    """One thing that is recorded of a view or of an object."""

    says: str
    """What it is, in a line."""
    dtype: str
    """Of its pixels: uint8, uint16, bool."""
    path: str = ""
    """Of its PNG relative to the record's folder, `{id}` for an object's; empty for what is in record.json, as RLE."""
    channels: int = 1
    """1, 3 (RGB) or 4 (RGBA)."""
    unit: str = ""
    within: str = ""
    """The field beside it with the box, xywh in pixels of the image, that it covers; empty for the whole frame."""
    scale: str = ""
    """The record's field that says what one unit of its pixels is worth; empty for 1."""
    wide: bool = False
    """Whether its frame is the wider one of the overscan."""
    name: str = ""
    """Where it stands in the view's or the object's part of record.json: `depth`, `coverage.visible`."""
    asked_by: str = ""
    """The setting without which it is not there; empty for what always is."""
    optional: bool = False
    """Whether a record may be without it: it is asked for by a setting, or is younger than the record."""

    @property
    def shape(self) -> str:
        """Of its pixels, in words: `(H, W)` the image's, `(h, w)` its box's."""
        frame = "H + 2y, W + 2x" if self.wide else "h, w" if self.within else "H, W"
        return f"({frame}, {self.channels})" if self.channels > 1 else f"({frame})"

    def stored(self, entry: Any) -> Any:
        """What a record (or an instance of one) holds of it: the path of its file, or an RLE; None where it was not asked for."""
        found = entry
        for name in self.name.split("."):
            found = getattr(found, name)
            if found is None:
                return None
        return found

    def box_in(self, record: Any, entry: Any) -> BoxXYWH:
        """The part of the image that it covers; beyond the image's edges where its frame is the wider one."""
        if self.within:
            group, _, _ = self.name.rpartition(".")
            return list(attrgetter(f"{group}.{self.within}" if group else self.within)(entry))
        x, y = (record.overscan or (0, 0)) if self.wide else (0, 0)
        return [-x, -y, record.width + 2 * x, record.height + 2 * y]

    def encode(self, pixels: np.ndarray) -> bytes:
        """Its PNG: of (h, w) or (h, w, channels), RGB, of its dtype."""
        assert pixels.dtype == self.dtype and pixels.shape[2:] == (() if self.channels == 1 else (self.channels,))
        done, content = cv2.imencode(".png", _swapped(pixels), [cv2.IMWRITE_PNG_COMPRESSION, COMPRESSION])
        assert done  # PNG can hold all that is given to it here
        return content.tobytes()

    def decode(self, content: bytes, size: tuple[int, int]) -> np.ndarray:
        """The pixels of its PNG, (h, w) or (h, w, channels), RGB, of its dtype, as they are stored.

        Args:
            content: the file's.
            size: (h, w) that it must have.

        Raises:
            Contradiction: it is no such picture.
        """
        try:
            pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
        except (cv2.error, MemoryError):
            pixels = None
        if pixels is None:
            raise Contradiction("can't be decoded")
        shape = (*size, self.channels) if self.channels > 1 else size
        if pixels.shape != shape or pixels.dtype != self.dtype:
            raise Contradiction(f"is {pixels.dtype} {pixels.shape}, not {self.dtype} {shape}")
        return _swapped(pixels)

    def read(self, folder: Path, record: Any, entry: Any) -> np.ndarray | None:
        """Its pixels in its box, in its unit: as stored, or float32 where it has a scale; a mask as bool. None if not asked for.

        Raises:
            OSError: its file is not there.
            Contradiction: its file is not what it must be.
        """
        stored = self.stored(entry)
        if stored is None or not self.path:
            return None if stored is None else decode_mask(stored)
        _, _, width, height = self.box_in(record, entry)
        pixels = self.decode((folder / stored).read_bytes(), (height, width))
        return pixels.astype(np.float32) * np.float32(getattr(record, self.scale)) if self.scale else pixels

    def check(self, folder: Path, record: Any, entry: Any) -> None:
        """Check what a record says of it and the ends of its file, which one that is cut off or swapped does not survive.

        Raises:
            Contradiction: it is damaged.
        """
        stored = self.stored(entry)
        if self.optional and getattr(entry, self.name.partition(".")[0]) is None:
            return
        _, _, width, height = self.box_in(record, entry)
        if not self.path:
            try:
                run_lengths(stored, [height, width])
            except Contradiction as error:
                raise Contradiction(f"{self.name} {error}") from error
        elif not isinstance(stored, str) or stored not in record.files:
            raise Contradiction(f"names {stored!r}, which is none of its files")
        elif (relative := PurePosixPath(stored)).is_absolute() or ".." in relative.parts:
            raise Contradiction(f"{stored!r} leads out of the record")
        else:
            _check_ends(folder / relative, stored, (width, height))


def _swapped(pixels: np.ndarray) -> np.ndarray:
    """Pixels with red and blue exchanged, as OpenCV has them; grey ones as they are. Contiguous, as others' code wants them."""
    if pixels.ndim == 2:
        return pixels
    return cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGRA if pixels.shape[2] == 4 else cv2.COLOR_RGB2BGR)


def _check_ends(path: Path, name: str, size: tuple[int, int]) -> None:
    """A PNG's first and last chunk; `size` is (width, height)."""
    try:
        with path.open("rb") as file:
            head = file.read(24)
            file.seek(-12, 2)
            tail = file.read()
    except OSError as error:
        raise Contradiction(f"{name} can't be read ({error.strerror})") from error
    if head[:8] != b"\x89PNG\r\n\x1a\n" or tail != b"\0\0\0\0IEND\xaeB`\x82":
        raise Contradiction(f"{name} is no whole PNG")
    if struct.unpack(">II", head[16:24]) != size:
        raise Contradiction(f"{name} is not {size[0]} x {size[1]} pixels")


@dataclass(frozen=True)
class Part:
    """Several modalities that come together: a dataclass in the record, None without the setting that asks for it."""

    kind: type
    says: str
    asked_by: str


def picture(path: str, dtype: str, says: str, **about: Any) -> Modality:
    """Of a field that holds the path of a PNG; see `Modality` for what else can be said of it."""
    return Modality(says, dtype, path, **about)


def mask(says: str, **about: Any) -> Modality:
    """Of a field that holds a mask as RLE."""
    return Modality(says, "bool", **about)


@cache
def declarations(kind: type) -> dict[str, Modality | Part]:
    """What the fields of a dataclass of the record are declared to hold, by field."""
    found = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        for declared in getattr(hint, "__metadata__", ()):
            if isinstance(declared, Modality | Part):
                found[name] = declared
    return found


@cache
def modalities(kind: type) -> tuple[Modality, ...]:
    """The modalities that a dataclass of the record declares, its parts' with it, in the order of its fields."""
    found: list[Modality] = []
    younger = {each.name for each in fields(kind) if each.default is None}
    for name, declared in declarations(kind).items():
        if isinstance(declared, Modality):
            found.append(replace(declared, name=name, optional=name in younger))
        else:
            found += [
                replace(inner, name=f"{name}.{inner.name}", asked_by=declared.asked_by, optional=True)
                for inner in modalities(declared.kind)
            ]
    return tuple(found)


def recorded(kind: type[T], values: Mapping[str, Any], files: dict[str, bytes], **place: int) -> T:
    """A dataclass of the record of what was rendered: what its fields declare to be pictures and masks is coded as they say.

    Args:
        kind: the dataclass.
        values: by field: pixels for a picture, (H, W) bool for a mask, values by field for a part, anything else as it is;
            None for what was not asked for.
        files: what pictures come to is added here, by path.
        place: what the paths of pictures have in them: `id`.
    """
    known = dict(values)
    for name, declared in declarations(kind).items():  # type: ignore[arg-type]
        if (value := known.get(name)) is None:
            continue
        if isinstance(declared, Part):
            known[name] = recorded(declared.kind, value, files, **place)
        elif declared.path:
            known[name] = declared.path.format(**place)
            files[known[name]] = declared.encode(value)
        else:
            known[name] = encode_mask(value)
    return kind(**known)
