"""The images of an annotation file as evaluation needs them: whole, with every object's masks and its unhidden look.

Reads `cocoa-cls`, dyce's own files or others in that style: what only dyce writes (scene, appearance, depth) may be missing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from dyce.data.mask import decode_mask
from dyce.export import coco_file
from dyce.export.styles import cocoa_cls

__all__ = ["Shown", "read_shown"]


@dataclass(frozen=True)
class Shown:
    """One image and the objects on it."""

    file_name: str
    scene: str
    """Empty where the file does not say."""
    image: np.ndarray
    """(H, W, 3) uint8, RGB."""
    visible: np.ndarray
    """(N, H, W) bool: SV."""
    full: np.ndarray
    """(N, H, W) bool: SF."""
    categories: list[str]
    """N names."""
    looks: np.ndarray
    """(N, H, W, 3) uint8, RGB: each object with nothing in front of it, black elsewhere."""
    has_look: np.ndarray
    """(N,) bool: whether that is known; else it is black."""
    depth: np.ndarray | None
    """(H, W) uint16, of any unit, 0 where unknown; None where the file does not say."""

    @property
    def hidden(self) -> np.ndarray:
        """(N, H, W) bool: SI."""
        return self.full & ~self.visible


def read_shown(annotations: Path, root: Path, left_out: Counter[str]) -> Iterator[Shown]:
    """The images of an annotation file, one after the other.

    Args:
        annotations: the file.
        root: the folder that its paths are relative to.
        left_out: counts, by reason, the images and objects that can't be judged.

    Raises:
        DyceError: the file itself can't be read, or is none.
    """
    for entries in coco_file.read_entries(annotations):
        shown = _read_image(entries, root, left_out)
        if shown is not None:
            yield shown


@dataclass(frozen=True)
class _Object:
    """One object that can be judged."""

    visible: np.ndarray
    full: np.ndarray
    category: str
    look: np.ndarray | None
    """(H, W, 3) uint8, RGB; None where it is not known."""


def _read_image(entries: coco_file.Entries, root: Path, left_out: Counter[str]) -> Shown | None:
    """An image; None, and counted, where it can't be read or shows no object that can be judged."""
    image = entries.image
    size = [image.get("height"), image.get("width")]
    pixels = _picture(root, image.get("file_name"), cv2.IMREAD_COLOR)
    if pixels is None or list(pixels.shape[:2]) != size:
        left_out["images that can't be read or are of another size than the annotations say"] += 1
        return None
    shape = [pixels.shape[0], pixels.shape[1]]
    objects = [found for entry in entries.annotations if (found := _read_object(entry, shape, root, left_out))]
    if not objects:
        left_out["images without an object that can be judged"] += 1
        return None
    depth = _picture(root, image.get("depth_file_name"), cv2.IMREAD_UNCHANGED)
    return Shown(
        file_name=str(image["file_name"]),
        scene=str(image.get("scene", "")),
        image=cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB),
        visible=np.stack([each.visible for each in objects]),
        full=np.stack([each.full for each in objects]),
        categories=[each.category for each in objects],
        looks=np.stack([np.zeros_like(pixels) if each.look is None else each.look for each in objects]),
        has_look=np.array([each.look is not None for each in objects]),
        depth=depth if depth is not None and list(depth.shape) == size else None,
    )


def _read_object(entry: dict[str, Any], size: list[int], root: Path, left_out: Counter[str]) -> _Object | None:
    """An object; None, and counted, where its masks can't be judged."""
    annotated = cocoa_cls.read_object(entry, size, left_out)
    if annotated is None or annotated.full is None:
        return None
    visible, full = decode_mask(annotated.visible), decode_mask(annotated.full)
    if not visible.any():
        left_out["objects of which nothing is seen"] += 1
        return None
    if (visible & ~full).any():
        left_out["objects that are seen outside of their full mask, kept with a wider one"] += 1
        full = full | visible
    look = _look(root, entry.get("appearance"), full)
    if look is None:
        left_out["objects without an appearance, judged by their masks only"] += 1
    return _Object(visible, full, str(annotated.category), look)


def _look(root: Path, name: Any, full: np.ndarray) -> np.ndarray | None:
    """An object on black in the frame, from its appearance at the box of its full mask."""
    rgba = _picture(root, name, cv2.IMREAD_UNCHANGED)
    rows, columns = np.flatnonzero(full.any(1)), np.flatnonzero(full.any(0))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if rgba is None or rgba.dtype != np.uint8 or rgba.shape != (*full[box].shape, 4):
        return None
    frame = np.zeros((*full.shape, 3), np.uint8)
    frame[box] = np.where(full[box][..., None], rgba[..., 2::-1], 0)
    return frame


def _picture(root: Path, name: Any, flags: int) -> np.ndarray | None:
    """A picture's pixels as OpenCV has them; None if it can't be read."""
    if not isinstance(name, str) or not name:
        return None
    try:
        path = root / name
        return cv2.imread(str(path), flags) if path.is_file() else None
    except (cv2.error, ValueError, OSError):
        return None
