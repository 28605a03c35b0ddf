"""`dyce complete`: any photograph and a mask of what is seen of one object in; its full mask and its painted picture out."""

import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from dyce.errors import DyceError, UsageError
from dyce.segan.use.completion import Completion, compose
from dyce.text import one_line

__all__ = ["Completed", "outputs", "read_image", "read_mask", "read_seen", "write_completed"]

LARGEST = 100_000_000
"""Pixels of an image, at most: what is larger hardly fits into memory several times over."""


@dataclass(frozen=True)
class Completed:
    """What was written, and how much of it was hidden."""

    mask: Path
    """PNG of the image's size: 255 on the full object, 0 elsewhere."""
    picture: Path | None
    """RGBA PNG of the image's size: the object, transparent elsewhere. None if the model can't paint."""
    visible: int
    """Pixels that were given."""
    hidden: int
    """Pixels that were added."""

    def lines(self) -> list[str]:
        """What a user wants to read of it."""
        share = self.hidden / (self.hidden + self.visible)
        found = [f"{self.mask}: {self.visible} visible and {self.hidden} hidden pixels, {share:.0%} hidden"]
        if self.picture is None:
            return [*found, "no picture: the checkpoint's painter has not been trained"]
        return [*found, f"{self.picture}: the object with nothing in front of it"]


def read_image(path: Path) -> np.ndarray:
    """A photograph as (H, W, 3) uint8 RGB, turned as its camera was held; transparency is ignored, 16 bits become 8.

    Raises:
        DyceError: it can't be read as an image, or is too large.
    """
    pixels = _open(path)
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    if pixels.shape[2] == 2:  # grey and alpha
        pixels = pixels[..., :1]
    return np.ascontiguousarray(np.broadcast_to(pixels[..., :3], (*pixels.shape[:2], 3)))


def read_mask(path: Path, size: tuple[int, int]) -> np.ndarray:
    """A mask as (H, W) bool: what is at least half as bright as its brightest pixel; of a transparent one, what is opaque.

    Args:
        path: any picture: 0 and 1, 0 and 255, colours, one that JPEG has blurred.
        size: the image's (height, width).

    Raises:
        DyceError: it can't be read as an image.
        UsageError: it is of another size than the image, or marks nothing.
    """
    pixels = _open(path)
    if pixels.shape[:2] != size:
        raise UsageError(
            f"{path} is {pixels.shape[1]} x {pixels.shape[0]} pixels, but the image is {size[1]} x {size[0]}; "
            "a mask must be of its image's size"
        )
    if pixels.ndim == 3 and pixels.shape[2] in (2, 4) and pixels[..., -1].min() < 255:
        pixels = pixels[..., -1]
    elif pixels.ndim == 3:
        pixels = pixels[..., : 3 if pixels.shape[2] > 2 else 1].max(2)
    brightest = int(pixels.max())
    if brightest == 0:
        raise UsageError(f"{path} marks nothing; it must be bright where the object is seen and black elsewhere")
    return pixels >= (brightest + 1) // 2


def read_seen(visible: np.ndarray, others: Sequence[Path]) -> np.ndarray:
    """Where an object, or one of the others around it, is seen, (H, W) bool.

    Args:
        visible: the object's mask, (H, W) bool.
        others: the other objects' masks, as `read_mask` takes them; DyceError and UsageError as there.
    """
    seen = visible.copy()
    for path in others:
        seen |= read_mask(path, (visible.shape[0], visible.shape[1]))
    return seen


def _open(path: Path) -> np.ndarray:
    """A picture's pixels, (H, W) or (H, W, C) uint8, 1 to 4 channels; the first of several pictures in a file."""
    if not path.is_file():
        raise UsageError(f"{path} is no file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes, metadata, and what else Pillow finds odd
            with Image.open(path) as opened:
                if opened.width * opened.height > LARGEST:
                    size = f"{opened.width} x {opened.height} pixels"
                    raise DyceError(f"{path} is {size}, more than {LARGEST // 10**6} million; make it smaller")
                return _eight_bits(np.asarray(_plain(ImageOps.exif_transpose(opened))))
    except DyceError:
        raise
    except Exception as error:  # a damaged or hostile file makes Pillow raise whatever it likes
        raise DyceError(f"{path} can't be read as an image ({one_line(str(error)) or type(error).__name__})") from error


def _plain(picture: Image.Image) -> Image.Image:
    """A picture in a mode that an array can hold as it is: grey or RGB, with or without alpha."""
    if picture.mode in ("L", "LA", "RGB", "RGBA", "I", "F") or picture.mode.startswith("I;16"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    transparent = picture.mode in ("PA", "La", "RGBa") or "transparency" in picture.info
    return picture.convert("RGBA" if transparent else "RGB")


def _eight_bits(pixels: np.ndarray) -> np.ndarray:
    """Whole numbers above 8 bits from 0 to 65535, and broken ones from 0 to 1 (or to their highest), as uint8."""
    if pixels.dtype == np.uint8:
        return pixels
    values = np.nan_to_num(pixels.astype(np.float64), posinf=0, neginf=0)
    highest = values.max(initial=0)
    scale = max(highest, 1)
    if pixels.dtype.kind != "f":
        scale = 65535 if highest > 255 else 255
    found: np.ndarray = np.rint(values.clip(0, scale) * (255 / scale)).astype(np.uint8)
    return found


def outputs(image: Path, masks: Sequence[Path], out: Path) -> tuple[Path, Path]:
    """Where the full mask and the picture go: named after the image.

    Raises:
        UsageError: that is where the image or one of the masks is.
    """
    paths = out / f"{image.stem}-full.png", out / f"{image.stem}-object.png"
    for path in paths:
        if path.resolve() in {given.resolve() for given in (image, *masks)}:
            raise UsageError(f"{path} would be written over; choose another --out")
    return paths


def write_completed(paths: tuple[Path, Path], visible: np.ndarray, completion: Completion) -> Completed:
    """Write the full mask and the picture of the one object of a completion.

    Args:
        paths: what `outputs` says.
        visible: the mask that was given, (H, W) bool.
        completion: of one object.

    Raises:
        DyceError: they can't be written.
    """
    mask = completion.masks[0]
    pictures = [mask.astype(np.uint8) * 255]
    if completion.painted:
        pictures.append(compose(completion.painted[0], (mask.shape[0], mask.shape[1])))
    try:
        for path, pixels in zip(paths, pictures):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{path.name}.partial")
            Image.fromarray(pixels).save(partial, "PNG")
            os.replace(partial, path)
    except OSError as error:
        raise DyceError(f"{path} can't be written ({error.strerror or error}); choose another --out") from error
    seen = int(visible.sum())
    return Completed(paths[0], paths[1] if completion.painted else None, seen, int((mask & ~visible).sum()))
