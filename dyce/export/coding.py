"""How annotation files code masks: as COCO's RLE or as polygons; and back to the record's RLE."""

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from dyce.data.mask import Rle, check_rle
from dyce.errors import DyceError
from dyce.export.outline import Polygon, fill, join, outline

__all__ = ["Coder", "to_rle"]

JOINED = "masks of several parts that are one polygon here, the parts joined by lines without width"


@dataclass(frozen=True)
class Coder:
    """Codes masks in one way, and counts what a format could not carry as it is."""

    coding: str
    """`rle` or `polygon`."""
    notes: Counter[str] = field(default_factory=Counter)
    """How often each concession was made."""

    def __call__(self, rle: Rle) -> Rle | list[Polygon]:
        """A mask, in a format that takes several polygons."""
        return rle if self.coding == "rle" else outline(rle)

    def flat(self, rle: Rle) -> Rle | Polygon:
        """A mask, in a format that takes one polygon and no list of them."""
        return rle if self.coding == "rle" else self._one(outline(rle))

    def single(self, rle: Rle) -> Rle | list[Polygon]:
        """A mask, in a format that takes a list of polygons, for readers that trip over a second one."""
        return rle if self.coding == "rle" else [self._one(outline(rle))]

    def _one(self, polygons: list[Polygon]) -> Polygon:
        self.notes[JOINED] += len(polygons) > 1
        return join(polygons)


def to_rle(coded: Any, size: list[int]) -> Rle:
    """The mask of what an annotation file has: an RLE, a list of polygons, or one polygon.

    Raises:
        DyceError: it is neither, is damaged, or of another size (height, width).
    """
    if isinstance(coded, dict):
        check_rle(coded, size)
        return coded
    polygons = [coded] if isinstance(coded, list) and coded and not isinstance(coded[0], list) else coded
    if not isinstance(polygons, list) or not all(_is_polygon(polygon, size) for polygon in polygons):
        raise DyceError("has a mask that is neither RLE nor polygons")
    return fill(polygons, size)


def _is_polygon(polygon: Any, size: list[int]) -> bool:
    return (
        isinstance(polygon, list)
        and len(polygon) >= 6
        and len(polygon) % 2 == 0
        and all(isinstance(n, int | float) and math.isfinite(n) and -1 <= n <= max(size) + 1 for n in polygon)
    )
