"""Colours that tell instances apart, the same for an instance wherever it is drawn."""

import math

__all__ = ["instance_colour"]

GOLDEN = (math.sqrt(5) - 1) / 2
TONES = ((0.70, 0.145), (0.56, 0.150), (0.82, 0.110), (0.63, 0.090))
"""Lightness and chroma in turn, so that hues that come close differ in these."""


def instance_colour(instance_id: int) -> tuple[int, int, int]:
    """The sRGB colour, 0..255, of an instance: hues by the golden ratio in OKLCH, so that early ids lie far apart."""
    lightness, chroma = TONES[instance_id % len(TONES)]
    hue = 2 * math.pi * ((0.08 + instance_id * GOLDEN) % 1)
    rgb = _linear_srgb(lightness, chroma, hue)
    while not all(-1e-4 <= channel <= 1 for channel in rgb):  # no screen shows it: paler, of the same hue and lightness
        chroma -= 0.005
        rgb = _linear_srgb(lightness, chroma, hue)
    red, green, blue = (round(255 * _encoded(channel)) for channel in rgb)
    return red, green, blue


def _linear_srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB, by B. Ottosson, "A perceptual color space for image processing" (2020)."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(channel: float) -> float:
    """sRGB's transfer curve."""
    channel = min(max(channel, 0.0), 1.0)
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
