"""What a render can be told: typed, checked, with presets; saved with the data."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from dyce.errors import UsageError

__all__ = ["PRESETS", "Device", "Isolation", "Preset", "Settings", "parse_resolution"]

RESOLUTION = (16, 8192)
SAMPLES = (1, 65536)
OVERSCAN = (0.0, 2.0)
EXTRAS = ("soft_masks", "overscan")
"""Settings that add to the data."""


class Isolation(StrEnum):
    """How the others are hidden while an object is rendered by itself."""

    LIFT = "lift"
    """What stands in front of it in this view is gone; the rest still lights it."""
    ALONE = "alone"
    """All other objects are gone: the paper's words."""
    KEEP = "keep"
    """The others are hidden from the camera only and still light it: equal to the image bit for bit where it is seen."""


class Device(StrEnum):
    """What renders."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    OPTIX = "optix"
    HIP = "hip"
    METAL = "metal"
    ONEAPI = "oneapi"


@dataclass(frozen=True)
class Preset:
    """A point on the curve of time against noise."""

    samples: int
    """Paths a pixel, before denoising."""
    bounces: int
    """Longest path."""


PRESETS = {
    "draft": Preset(samples=8, bounces=6),
    "standard": Preset(samples=32, bounces=8),
    "final": Preset(samples=128, bounces=10),
}


@dataclass(frozen=True)
class Settings:
    """All that decides what a data set's pixels are. Two data sets of equal settings are equal."""

    width: int = 512
    """Pixels."""
    height: int = 512
    """Pixels."""
    samples: int = PRESETS["standard"].samples
    """Paths a pixel."""
    bounces: int = PRESETS["standard"].bounces
    """Longest path."""
    denoise: bool = True
    """Whether colours (never masks) are denoised."""
    isolation: Isolation = Isolation.LIFT
    seed: int = 0
    """Of the views and of the noise."""
    rig: str = "head_height"
    """The camera rig's name and the digest of its file."""
    min_visible: int = 10
    """Objects with fewer visible pixels are not annotated."""
    soft_masks: bool = False
    """Whether the share of each pixel that an object covers is kept, too."""
    overscan: float = 0.0
    """By how much of the image's width and height full masks are also known beyond each of its edges."""

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            UsageError: a value makes no sense.
        """
        for name, value, (low, high) in (
            ("--resolution", self.width, RESOLUTION),
            ("--resolution", self.height, RESOLUTION),
            ("--samples", self.samples, SAMPLES),
            ("--seed", self.seed, (0, 2**31 - 1)),
            ("--min-visible", self.min_visible, (1, self.width * self.height)),
            ("--overscan", self.overscan, OVERSCAN),
        ):
            if not low <= value <= high:
                raise UsageError(f"{name} must be from {low} to {high}, not {value}")

    @property
    def margin(self) -> tuple[int, int]:
        """Pixels of overscan to the left and right, and above and below."""
        return round(self.overscan * self.width), round(self.overscan * self.height)

    @property
    def isolation_samples(self) -> int:
        """Paths a pixel of what is rendered by itself.

        A third of the image's and 3: denoised, that errs as much as the image does (docs/performance.md). In `keep` as many, for
        there the same noise is the point; with soft masks, too, for what is seen of an object must be counted as in the image.
        """
        same = self.isolation is Isolation.KEEP or self.soft_masks
        return self.samples if same else min(self.samples, self.samples // 3 + 3)

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain JSON values; extras that are not asked for are left out, as before they were there."""
        values = {key: str(value) if isinstance(value, StrEnum) else value for key, value in asdict(self).items()}
        return {key: value for key, value in values.items() if value or key not in EXTRAS}


def parse_resolution(text: str) -> tuple[int, int]:
    """Width and height, pixels, of `512` (a square) or `640x480`.

    Raises:
        UsageError: it is neither.
    """
    parts = text.lower().split("x")
    if not 1 <= len(parts) <= 2 or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise UsageError(f"--resolution must be a number of pixels (512) or WIDTHxHEIGHT (640x480), not {text!r}")
    return int(parts[0]), int(parts[-1])
