"""BOP: a folder a scene, with full and visible masks as PNGs, for the tools around 6D pose estimation.

What a record does not know is left out: the poses of objects (`cam_R_m2c`, `cam_t_m2c`), which BOP's own reader does without, and
their meshes. So the files serve detection and segmentation, not the estimation of poses.
"""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from pycocotools import mask as rle_codec

from dyce.data.manifest import Damaged
from dyce.data.mask import BoxXYWH, encode_mask
from dyce.data.record import Camera
from dyce.errors import DyceError
from dyce.export.annotated import AnnotatedImage, AnnotatedObject
from dyce.export.coco_file import read_json
from dyce.export.coding import Coder
from dyce.export.origin import Shot
from dyce.export.replace import MARK
from dyce.export.style import Style

__all__ = ["STYLE", "read", "write"]

TABLES = ("scene_camera", "scene_gt", "scene_gt_info")


def write(path: Path, head: dict[str, Any], shots: Iterable[Shot], coder: Coder) -> tuple[int, int]:
    """Write one split's folder: `<scene>/{rgb,depth,mask,mask_visib}/` and `<scene>/scene_{camera,gt,gt_info}.json`.

    What object ids mean, and the credits, are in `credits.json`.

    Images and depth are hard links to the records' where the file system can, and copies where not.

    Returns:
        The number of images and of instances.
    """
    tables: dict[Path, dict[str, dict[int, Any]]] = defaultdict(lambda: {name: {} for name in TABLES})
    images = instances = 0
    path.mkdir()
    (path / MARK).write_text(json.dumps(head, allow_nan=False), encoding="ascii")
    for shot in shots:
        folder = path / f"{shot.scene_number:06d}"
        try:
            row = _write_view(folder, shot)
        except Damaged as error:
            shot.origin.leave_out(error)
            continue
        for name, value in zip(TABLES, row):
            tables[folder][name][shot.record.view] = value
        images += 1
        instances += len(shot.record.instances)
    for folder, by_name in tables.items():
        for name, table in by_name.items():
            (folder / f"{name}.json").write_text(json.dumps(table, allow_nan=False), encoding="ascii")
    return images, instances


def _write_view(folder: Path, shot: Shot) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Write a view's pictures; its rows in the scene's tables."""
    record = shot.record
    depth = cv2.imread(str(shot.folder / record.depth), cv2.IMREAD_UNCHANGED)
    if depth is None or depth.shape != (record.height, record.width):
        raise Damaged(f"{shot.folder / record.depth} can't be read; run the same `dyce render` again to mend it")
    surface = (depth > 0).astype(np.uint8)
    for name in ("rgb", "depth", "mask", "mask_visib"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, source in (("rgb", record.image), ("depth", record.depth)):
        _link(shot.folder / source, folder / name / f"{record.view:06d}.png")
    truth, facts = [], []
    for place, instance in enumerate(record.instances):
        full, visible = (np.ascontiguousarray(rle_codec.decode(rle)) for rle in (instance.full, instance.visible))
        for name, mask in (("mask", full), ("mask_visib", visible)):
            _, png = cv2.imencode(".png", mask * 255)
            (folder / name / f"{record.view:06d}_{place:06d}.png").write_bytes(png.tobytes())
        truth.append(
            {"obj_id": shot.category_id(instance), "id": shot.annotation_id(instance), "instance": instance.name}
        )
        # BOP counts what is beyond the image, too, where it is known
        box, area = (instance.full_box, instance.full_area) if not (o := instance.overscan) else (o.box, o.area)
        facts.append(
            {
                "bbox_obj": _between_centres(box),
                "bbox_visib": _between_centres(instance.visible_box),
                "px_count_all": area,
                "px_count_valid": int(np.count_nonzero(full & surface)),
                "px_count_visib": instance.visible_area,
                "visib_fract": instance.visible_area / area,
            }
        )
    return _camera(record.camera, record.depth_scale), truth, facts


def _between_centres(box: BoxXYWH) -> list[int]:
    """A box as bop_toolkit's calc_2d_bbox has it: from the first to the last pixel's place, a pixel less wide and high."""
    x, y, width, height = box
    return [x, y, width - 1, height - 1]


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _camera(camera: Camera, depth_scale: float) -> dict[str, Any]:
    """BOP's camera: millimetres, world to camera, and the centre of the top left pixel at (0, 0), where dyce has (0.5, 0.5)."""
    K = np.array(camera.K, float)
    K[:2, 2] -= 0.5
    pose = np.linalg.inv(np.array(camera.world_from_camera, float))
    return {
        "cam_K": K.ravel().tolist(),
        "cam_R_w2c": pose[:3, :3].ravel().tolist(),
        "cam_t_w2c": (pose[:3, 3] * 1000).tolist(),
        "depth_scale": depth_scale * 1000,
    }


def read(path: Path) -> Iterator[AnnotatedImage]:
    """The images of one split's folder, file names relative to it.

    Raises:
        DyceError: a table or a picture is missing or damaged.
    """
    head = read_json(path / MARK)
    try:
        names = {entry["id"]: entry["name"] for entry in head["categories"]}
        for folder in sorted(path.glob("[0-9]*")):
            for view, objects in read_json(folder / "scene_gt.json").items():
                found = []
                for place, entry in enumerate(objects):
                    full, visible = (
                        _read_mask(folder / name / f"{int(view):06d}_{place:06d}.png")
                        for name in ("mask", "mask_visib")
                    )
                    found.append(
                        AnnotatedObject(entry["id"], names[entry["obj_id"]], encode_mask(visible), encode_mask(full))
                    )
                rgb = folder / "rgb" / f"{int(view):06d}.png"
                height, width = _read_picture(rgb).shape[:2]
                yield AnnotatedImage(rgb.relative_to(path).as_posix(), width, height, found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DyceError(f"{path} is damaged: lacks or mixes up {error}") from error


def _read_mask(path: Path) -> np.ndarray:
    mask = _read_picture(path)
    if mask.ndim != 2:
        raise DyceError(f"{path} is no mask")
    return mask > 0


def _read_picture(path: Path) -> np.ndarray:
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise DyceError(f"{path} can't be read")
    return picture


STYLE = Style(write, read, ("png",), suffix="")
