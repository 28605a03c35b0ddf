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
from dyce.errors import DyceError
from dyce.export.coco_file import read_json
from dyce.export.coding import to_rle

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
    content = read_json(annotations)
    try:
        names = {entry["id"]: str(entry["name"]) for entry in content["categories"]}
        by_image: dict[int, list[dict[str, Any]]] = {image["id"]: [] for image in content["images"]}
        for entry in content["annotations"]:
            by_image[entry["image_id"]].append(entry | {"category": names[entry["category_id"]]})
        images = [(dict(image), by_image[image["id"]]) for image in content["images"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DyceError(
            f"{annotations} is damaged: lacks or mixes up {error}; `dyce export-coco` writes it again"
        ) from error
    for image, entries in images:
        shown = _read_image(image, entries, root, left_out)
        if shown is not None:
            yield shown


def _read_image(
    image: dict[str, Any], entries: list[dict[str, Any]], root: Path, left_out: Counter[str]
) -> Shown | None:
    """An image; None, and counted, where it can't be read or shows no object that can be judged."""
    size = [image.get("height"), image.get("width")]
    pixels = _picture(root, image.get("file_name"), cv2.IMREAD_COLOR)
    if pixels is None or list(pixels.shape[:2]) != size:
        left_out["images that can't be read or are of another size than the annotations say"] += 1
        return None
    objects = [found for entry in entries if (found := _read_object(entry, size, root, left_out)) is not None]
    if not objects:
        left_out["images without an object that can be judged"] += 1
        return None
    visible, full, categories, looks = zip(*objects)
    depth = _picture(root, image.get("depth_file_name"), cv2.IMREAD_UNCHANGED)
    return Shown(
        file_name=str(image["file_name"]),
        scene=str(image.get("scene", "")),
        image=cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB),
        visible=np.stack(visible),
        full=np.stack(full),
        categories=list(categories),
        looks=np.stack([np.zeros_like(pixels) if look is None else look for look in looks]),
        has_look=np.array([look is not None for look in looks]),
        depth=depth if depth is not None and list(depth.shape) == size else None,
    )


def _read_object(
    entry: dict[str, Any], size: list[int], root: Path, left_out: Counter[str]
) -> tuple[np.ndarray, np.ndarray, str, np.ndarray | None] | None:
    """Visible and full mask, category and look; None, and counted, where the masks can't be judged."""
    if entry.get("iscrowd"):
        left_out["crowds"] += 1
        return None
    try:
        full = decode_mask(to_rle(entry["segmentation"], size))
        visible = decode_mask(to_rle(entry["visible_mask"], size)) if entry.get("visible_mask") else full
    except (DyceError, KeyError, TypeError, ValueError):
        left_out["objects with a damaged mask"] += 1
        return None
    if not visible.any():
        left_out["objects of which nothing is seen"] += 1
        return None
    if (visible & ~full).any():
        left_out["objects that are seen outside of their full mask, kept with a wider one"] += 1
        full = full | visible
    look = _look(root, entry.get("appearance"), full)
    if look is None:
        left_out["objects without an appearance, judged by their masks only"] += 1
    return visible, full, entry["category"], look


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
