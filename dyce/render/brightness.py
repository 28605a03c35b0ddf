"""How bright an image is, and whether it shows anything at all."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Brightness", "how_bright", "is_surface", "what_is_wrong"]

FAR = 1e6
"""Metres: no surface is as far."""
BLACK, FLAT, BURNT = 4.0, 2.0, 0.9
"""A mean under this, a standard deviation under this, a share of burnt pixels over this: not an image of anything."""


@dataclass(frozen=True)
class Brightness:
    """Of display values, 0 to 255."""

    mean: float
    contrast: float
    """The standard deviation of the pixels' brightness."""
    black: float
    """Share of pixels that are black, to within 2."""
    clipped: float
    """Share of pixels that are burnt out: two channels or all three, to within 2."""


def how_bright(shown: np.ndarray) -> Brightness:
    """How bright pixels are, (..., 3) uint8, RGB."""
    pixels = shown.reshape(-1, 3)
    return Brightness(
        mean=round(float(pixels.mean()), 1),
        contrast=round(float(pixels.mean(1).std()), 1),
        black=round(float((pixels.max(1) <= 2).mean()), 3),
        clipped=round(float((np.median(pixels, 1) >= 253).mean()), 3),
    )


def is_surface(depth: np.ndarray) -> np.ndarray:
    """Which pixels show a surface, (H, W) bool, by their depth, (H, W) metres; all of them where hardly any does."""
    found: np.ndarray = depth < FAR
    return found if found.mean() > 0.01 else np.ones_like(found)


def what_is_wrong(image: np.ndarray, depth: np.ndarray) -> str:
    """Why an image shows nothing: `black (a mean of 1.2 of 255)`, `burnt out ...`, `flat ...`; empty where it does.

    Args:
        image: (H, W, 3) uint8, RGB.
        depth: (H, W) metres, very large where there is no surface; what is behind everything may well be black or white.
    """
    all_of_it, seen = how_bright(image), how_bright(image[is_surface(depth)])
    if seen.mean < BLACK:
        return f"black (a mean of {seen.mean:.1f} of 255)"
    if seen.clipped > BURNT and all_of_it.clipped > BURNT / 2:  # small things that glow are white by right
        return f"burnt out ({seen.clipped:.0%} of what it shows)"
    return f"flat ({all_of_it.mean:.0f} of 255 all over)" if all_of_it.contrast < FLAT else ""
