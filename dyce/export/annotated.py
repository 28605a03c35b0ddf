"""What annotation files of any style tell when they are read back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dyce.data.mask import Rle

__all__ = ["AnnotatedImage", "AnnotatedObject", "Reader"]


@dataclass(frozen=True)
class AnnotatedObject:
    """One object of an image."""

    id: int
    """The annotation's, like no other's in the data set."""
    category: str
    visible: Rle
    full: Rle | None
    """None in styles that know only the visible mask."""
    entry: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """All that a file like COCO's says of it, unchecked: what only dyce writes, too."""


@dataclass(frozen=True)
class AnnotatedImage:
    """One image with its objects."""

    file_name: str
    """As the file has it: relative to the image root."""
    width: int
    height: int
    objects: list[AnnotatedObject]
    in_front: list[tuple[int, int]] = field(default_factory=list)
    """Ids of objects (in front, behind), in styles that tell."""


Reader = Callable[[Path], Iterator[AnnotatedImage]]
"""Reads a style's file (or folder). Raises DyceError where it is damaged."""
