"""Masks as polygons and back, without the loss of a pixel.

A polygon here runs along the edges of pixels, from corner to corner. COCO's rasterizer fills it to the very mask it came
from. A hole is joined to the outline around it by a slit without width, since COCO's polygons are united, never subtracted;
so one polygon is one connected part, holes and all. Rasterizers that draw the outline, too (OpenCV's, Pillow's), make a mask a
pixel wider at the right and at the bottom.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

import numpy as np
from pycocotools import mask as rle_codec

from dyce.data.mask import Rle

__all__ = ["Polygon", "fill", "join", "outline"]

Polygon = list[int]
"""`[x0, y0, x1, y1, ...]` in pixels from the image's top left corner; the pixel in column 0 reaches from 0 to 1."""


def outline(rle: Rle) -> list[Polygon]:
    """A polygon for each part of a mask whose pixels share edges, topmost first; none for an empty mask."""
    return [list(polygon) for polygon in _outline(rle["counts"], *rle["size"])]


@lru_cache(maxsize=16)
def _outline(counts: str, height: int, width: int) -> tuple[tuple[int, ...], ...]:
    """What `outline` gives; kept a while, for styles ask for a mask under several names."""
    rle = {"size": [height, width], "counts": counts}
    left, top, across, down = (int(n) for n in rle_codec.toBbox(rle))
    crop = rle_codec.decode(rle)[top : top + down, left : left + across]
    parts = _trace(np.pad(crop, 1).astype(bool))
    return tuple(tuple(n for x, y in part for n in (x + left, y + top)) for part in parts)


def join(polygons: Sequence[Polygon]) -> Polygon:
    """One polygon of several: from the first one's start to each other's and back on the same way, which encloses nothing."""
    first, *others = polygons
    joined = [*first, *first[:2]] if others else list(first)
    for other in others:
        joined += [*other, *other[:2], *first[:2]]
    return joined


def fill(polygons: Sequence[Sequence[float]], size: Sequence[int]) -> Rle:
    """The mask that polygons cover together, by COCO's own rasterizer; `size` is (height, width)."""
    height, width = size
    if not polygons:
        return {
            "size": [height, width],
            "counts": _text(rle_codec.encode(np.zeros((height, width), np.uint8, order="F"))),
        }
    return {"size": [height, width], "counts": _text(rle_codec.merge(rle_codec.frPyObjects(polygons, height, width)))}


def _text(rle: dict[str, bytes]) -> str:
    return rle["counts"].decode("ascii")


def _trace(mask: np.ndarray) -> list[list[tuple[int, int]]]:
    """The outlines of a mask, (H, W) bool with a margin of a pixel, as corners (x, y) without the margin.

    Corners of an outline alternate between horizontal and vertical edges. In a row of corners, the first is joined to the
    second, the third to the fourth and so on; the same holds in a column. Where two pixels touch at a corner only, two
    corners of the outline meet.
    """
    a, b, c, d = mask[:-1, :-1], mask[:-1, 1:], mask[1:, :-1], mask[1:, 1:]
    count = (a ^ b ^ c ^ d) + 2 * ((a == d) & (b == c) & (a != b))
    ys, xs = (np.repeat(axis, count[count > 0]) for axis in np.nonzero(count))
    second = np.zeros(len(xs), bool)
    second[1:] = (xs[1:] == xs[:-1]) & (ys[1:] == ys[:-1])
    # of two corners that meet, the first is the left pixel's, which is the upper one if `a` is set, else the lower one
    upper = second ^ a[ys, xs]
    across = np.arange(len(xs)) ^ 1
    in_columns = np.lexsort((~upper, ys, xs))
    down = np.empty_like(across)
    down[in_columns] = in_columns[np.arange(len(xs)) ^ 1]
    graph = _Graph(xs.tolist(), ys.tolist(), across.tolist(), down.tolist())
    cycles = graph.cycles()
    holes = [cycle[0] for cycle in cycles if not d[graph.y[cycle[0]], graph.x[cycle[0]]]]
    if holes:
        _slit(graph, holes, mask)
        cycles = graph.cycles()
    return [[(graph.x[i], graph.y[i]) for i in cycle] for cycle in cycles]


class _Graph:
    """Corners and, for each, those that its horizontal and its vertical edge lead to."""

    def __init__(self, x: list[int], y: list[int], across: list[int], down: list[int]) -> None:
        self.x, self.y, self.across, self.down = x, y, across, down

    def cycles(self) -> list[list[int]]:
        """The closed outlines, each from its topmost, then leftmost corner, by these corners."""
        seen = [False] * len(self.x)
        found = []
        for start in range(len(self.x)):
            cycle: list[int] = []
            corner = start
            while not seen[corner]:
                beside = self.across[corner]
                seen[corner] = seen[beside] = True
                cycle += corner, beside
                corner = self.down[beside]
            if cycle:
                found.append(cycle)
        return found


def _slit(graph: _Graph, holes: list[int], mask: np.ndarray) -> None:
    """Join each hole to what is above it: cut from its first corner straight up to the next edge."""
    edges = {
        y: [corner for corner in corners if graph.x[corner] < graph.x[graph.across[corner]]]
        for y, corners in groupby(range(len(graph.x)), key=graph.y.__getitem__)
    }
    for corner in holes:
        x, y = graph.x[corner], graph.y[corner]
        above = int(np.flatnonzero(~mask[: y + 1, x + 1])[-1])  # the edge below the last pixel of background
        left = next(edge for edge in edges[above] if graph.x[edge] <= x < graph.x[graph.across[edge]])
        right, below = graph.across[left], graph.down[corner]
        end, begin = len(graph.x), len(graph.x) + 1
        graph.x += x, x
        graph.y += above, above
        graph.across += left, right
        graph.across[left], graph.across[right] = end, begin
        graph.down += below, corner
        graph.down[below], graph.down[corner] = end, corner
        graph.down[corner] = begin
        edges[above].append(begin)
