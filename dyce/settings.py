"""What a render can be told: typed, checked, with presets; saved with the data.

Each field of `Settings` says what it is, its flag on the command line and its range. The options of `dyce render`, the checks,
and the command that mends a data set follow from that: one more setting is one more field.
"""

from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from dyce.errors import UsageError

__all__ = [
    "PRESETS",
    "Device",
    "Isolation",
    "Preset",
    "Settings",
    "coerced",
    "flag_of",
    "flags",
    "help_of",
    "option",
    "parse_resolution",
    "range_of",
    "told_settings",
]


def option(
    value: Any,
    says: str,
    *,
    flag: str = "",
    within: tuple[float, float] | None = None,
    optional: bool = False,
    names_a_file: bool = False,
) -> Any:
    """A field of a dataclass that the command line tells.

    Args:
        value: what it is where nothing is said.
        says: what it is, for `--help`.
        flag: the option that tells it; empty where it follows from others.
        within: lowest and highest value.
        optional: whether data without it are as they were before there was such a setting: then it is saved only where it is set.
        names_a_file: whether it can be the path of a file, whose content counts.
    """
    about = {"says": says, "flag": flag, "within": within, "optional": optional, "names_a_file": names_a_file}
    return field(default=value, metadata=about)


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
    """All that decides what a data set's pixels are. Two data sets of equal settings are equal.

    `rig` is saved with the digest of its file.
    """

    width: int = option(512, "Pixels: 512 for a square, or 640x480.", flag="--resolution", within=(16, 8192))
    height: int = option(512, "Pixels: 512 for a square, or 640x480.", flag="--resolution", within=(16, 8192))
    samples: int = option(
        PRESETS["standard"].samples, "Paths a pixel, instead of the preset's.", flag="--samples", within=(1, 65536)
    )
    bounces: int = option(PRESETS["standard"].bounces, "Longest path.", flag="--preset")
    denoise: bool = option(True, "Whether colours (never masks) are denoised.")
    isolation: Isolation = option(
        Isolation.LIFT,
        "How the others are hidden: what is in front lifted away; all of them gone; from the camera only.",
        flag="--isolation",
    )
    seed: int = option(0, "Of the views and of the noise.", flag="--seed", within=(0, 2**31 - 1))
    rig: str = option(
        "head_height", "A camera rig's name or file; `auto` is the one that suits the scene.", flag="--rig"
    )
    min_visible: int = option(10, "Fewer visible pixels: not annotated.", flag="--min-visible", within=(1, 2**31 - 1))
    soft_masks: bool = option(
        False, "Keep the share of each pixel that an object covers, too.", flag="--soft-masks", optional=True
    )
    overscan: float = option(
        0.0,
        "Full masks beyond the edges, too, by this share of its size.",
        flag="--overscan",
        within=(0.0, 2.0),
        optional=True,
    )

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            UsageError: a value makes no sense.
        """
        for each in fields(self):
            low, high = each.metadata["within"] or (None, None)
            if each.name == "min_visible":
                high = self.width * self.height
            value = getattr(self, each.name)
            if low is not None and not low <= value <= high:
                raise UsageError(f"{each.metadata['flag']} must be from {low} to {high}, not {value}")

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
        """The settings as plain JSON values; optional ones that are not set are left out, as before they were there."""
        optional = {each.name for each in fields(self) if each.metadata["optional"]}
        values = {key: str(value) if isinstance(value, StrEnum) else value for key, value in asdict(self).items()}
        return {key: value for key, value in values.items() if value or key not in optional}


COMPOSED = ("width", "height", "samples", "bounces", "rig")
"""Fields whose options say more, or less, than their value."""


def told_settings() -> list[Field[Any]]:
    """The fields that an option of their own tells, one to one."""
    return [each for each in fields(Settings) if each.metadata["flag"] and each.name not in COMPOSED]


def coerced(setting: Field[Any], told: Any) -> Any:
    """A value of the command line as one of the setting's kind."""
    kind: Any = type(setting.default)
    return kind(told)


def flag_of(name: str) -> str:
    """The option that tells a setting, by the field's name."""
    return str(_about(name)["flag"])


def help_of(name: str) -> str:
    """What a setting is, in a line, by the field's name."""
    return str(_about(name)["says"])


def range_of(name: str) -> tuple[float, float]:
    """The lowest and the highest value of a setting that has such, by the field's name."""
    low, high = _about(name)["within"]
    return low, high


def _about(name: str) -> Mapping[str, Any]:
    return next(each.metadata for each in fields(Settings) if each.name == name)


def flags(values: dict[str, Any]) -> list[str]:
    """The options of `dyce render` that give the settings of `as_dict`.

    Raises:
        TypeError, ValueError, UsageError: they are damaged, or of another version of dyce.
    """
    known = Settings(**values)
    preset = next((name for name, preset in PRESETS.items() if preset.bounces == known.bounces), "standard")
    found = ["--resolution", f"{known.width}x{known.height}", "--preset", preset, "--samples", str(known.samples)]
    found += ["--rig", known.rig.rpartition(" ")[0] or known.rig]
    for each in told_settings():
        flag, value = each.metadata["flag"], coerced(each, getattr(known, each.name))
        if value is True:
            found.append(flag)
        elif value or not each.metadata["optional"]:
            found += [flag, str(value)]
    return found


def parse_resolution(text: str) -> tuple[int, int]:
    """Width and height, pixels, of `512` (a square) or `640x480`.

    Raises:
        UsageError: it is neither.
    """
    parts = text.lower().split("x")
    if not 1 <= len(parts) <= 2 or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise UsageError(f"--resolution must be a number of pixels (512) or WIDTHxHEIGHT (640x480), not {text!r}")
    return int(parts[0]), int(parts[-1])
