"""What all samples of a pixel met, not only the one through its centre: Cryptomatte's object pass, read.

Each sample of a pixel adds to what it meets first, and behind a surface that lets a share of it through to what it meets next by
that share. So what is seen at a pixel adds up to one at the most, and is what the image's pixel was mixed from.

Source: Friedman and Jones, Fully automatic ID mattes with support for motion blur and transparency, SIGGRAPH 2015 Posters;
the hash of names as in the Cryptomatte specification 1.2.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

__all__ = ["LEVELS", "Mattes", "matte_id", "read_mattes"]

LEVELS = 16
"""Objects that Cryptomatte tells apart at one pixel, the most that Blender offers."""


@dataclass(frozen=True)
class Mattes:
    """What the samples of a render met, an entry for each object at each pixel."""

    shape: tuple[int, int]
    """(h, w) of the render."""
    pixel: np.ndarray
    """(N,) int, row by row."""
    id: np.ndarray
    """(N,) int, the instance, 0 for structure."""
    weight: np.ndarray
    """(N,) float32, the share of the pixel; they add up to one at the most."""

    def of(self, k: int) -> np.ndarray:
        """(h, w) float64: the share of each pixel that an instance covers."""
        mine = self.id == k
        h, w = self.shape
        return np.bincount(self.pixel[mine], self.weight[mine], h * w).reshape(h, w)


def matte_id(name: str) -> int:
    """The number by which Cryptomatte knows an object's name: MurmurHash3 of 32 bits, kept clear of what is no finite float."""
    data, keep = name.encode(), 0xFFFFFFFF
    whole = len(data) // 4 * 4

    def turn(value: int, by: int) -> int:
        return (value << by | value >> 32 - by) & keep

    def mix(block: int) -> int:
        return turn(block * 0xCC9E2D51 & keep, 15) * 0x1B873593 & keep

    found = 0
    for (block,) in struct.iter_unpack("<I", data[:whole]):
        found = turn(found ^ mix(block), 13) * 5 + 0xE6546B64 & keep
    found ^= mix(int.from_bytes(data[whole:], "little")) ^ len(data)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        found = (found ^ found >> shift) * factor & keep
    return found ^ 1 << 23 if (found >> 23) & 0xFF in (0, 0xFF) else found


def read_mattes(planes: Mapping[str, np.ndarray], owners: Mapping[int, int]) -> Mattes:
    """What a render's Cryptomatte layers say.

    Args:
        planes: (h, w) float32 by name, `CryptoObject00.r` and so on: two numbers and their weights a layer.
        owners: the instance by `matte_id` of each object; what is not there is structure.
    """
    names = sorted({name[: -len(".r")] for name in planes if name.startswith("CryptoObject")})
    pairs = [(f"{name}.{a}", f"{name}.{b}") for name in names for a, b in ("rg", "ba")]
    shape = planes[pairs[0][0]].shape
    known = np.array(sorted(owners), np.uint32)
    instance = np.array([owners[number] for number in sorted(owners)], np.int32)
    pixels, ids, weights = [], [], []
    for number, weight in pairs:
        pixel = np.flatnonzero(planes[weight] > 0)
        met = np.ascontiguousarray(planes[number]).view(np.uint32).ravel()[pixel]
        place = np.minimum(np.searchsorted(known, met), len(known) - 1)
        pixels.append(pixel)
        ids.append(np.where(known[place] == met, instance[place], 0))
        weights.append(planes[weight].ravel()[pixel])
    pixel, share = np.concatenate(pixels), np.concatenate(weights)
    # a half-transparent surface passes some samples on whole and stops the others: too many may come through
    total = np.bincount(pixel, share, shape[0] * shape[1])
    return Mattes((shape[0], shape[1]), pixel, np.concatenate(ids), share / np.maximum(1, total)[pixel])
