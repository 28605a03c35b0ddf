"""What a format of annotations is: how it is written and read, and how it may code masks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dyce.export import coco_file
from dyce.export.annotated import Reader
from dyce.export.coding import Coder
from dyce.export.origin import Shot

__all__ = ["Style", "Writer", "coco_like"]

Writer = Callable[[Path, dict[str, Any], Iterable[Shot], Coder], tuple[int, int]]
"""Writes a split's file (or folder) of what goes before the annotations and of views; returns how many images and instances."""


@dataclass(frozen=True)
class Style:
    """A format."""

    write: Writer
    read: Reader
    codings: tuple[str, ...] = ("rle", "polygon")
    """How it may code masks, the usual way first."""
    suffix: str = ".json"
    """Of a split's file; empty for a folder."""


def coco_like(annotate: coco_file.Annotate, read: Reader, codings: tuple[str, ...] = ("rle", "polygon")) -> Style:
    """A format that has COCO's skeleton and annotations of its own."""
    return Style(partial(coco_file.write, annotate=annotate), read, codings)
