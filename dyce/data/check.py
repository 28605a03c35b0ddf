"""Whether a record says the truth about itself: masks, boxes, areas and files that agree with one another.

Nothing is decoded to pixels, so that a data set of the paper's size is checked in seconds.
"""

import math
from pathlib import Path

import numpy as np
from pycocotools import mask as rle_codec

from dyce.data.mask import Contradiction, require, run_lengths
from dyce.data.record import OF_A_VIEW, OF_AN_OBJECT, Camera, Instance, Record
from dyce.errors import DyceError
from dyce.settings import range_of

__all__ = ["check_record"]

RATE_TOLERANCE = 1e-3
"""By how much a record's occlusion rate may differ from the areas' quotient: room for rounding."""


CLOSER = {"visible", "full", "invisible", "overscan.full"}
"""Masks that are not only sound in themselves but must fit what else is said of them."""


def check_record(folder: Path, record: Record) -> None:
    """Check a record against itself and against the files beside it (their size and end, not their digest).

    Raises:
        DyceError: it contradicts itself, or a file is missing, cut off, or of another size than the record says.
    """
    try:
        _check_place(folder, record)
        _check_camera(record.camera)
        for modality in OF_A_VIEW:
            modality.check(folder, record, record)
        for instance in record.instances:
            _check_instance(instance, record)
            if instance.coverage:
                _check_coverage(record, instance)
            for modality in OF_AN_OBJECT:
                if modality.name not in CLOSER:
                    try:
                        modality.check(folder, record, instance)
                    except Contradiction as error:
                        raise Contradiction(f"{instance.name}: {error}") from error
            require((instance.overscan is None) == (record.overscan is None), f"{instance.name} has a lost overscan")
            if instance.overscan:
                _check_overscan(record, instance)
        _check_together(record.instances)
        if record.others is not None:
            _check_named(record)
    except Contradiction as error:
        raise DyceError(f"{folder}: {error}; run the same `dyce render` again to mend it") from error
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:  # a field of the wrong type
        raise DyceError(f"{folder}: damaged ({error}); run the same `dyce render` again to mend it") from error


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _check_place(folder: Path, record: Record) -> None:
    where = (folder.parent.name, folder.name)
    require(isinstance(record.view, int) and 0 <= record.view < 1_000_000, f"view {record.view!r} is out of range")
    require((record.scene, f"{record.view:06d}") == where, f"is the record of {record.scene!r}, view {record.view}")
    require(_is_count(record.width) and _is_count(record.height), "has no size")
    require(_is_number(record.depth_scale) and record.depth_scale > 0, "has no depth scale")
    require(isinstance(record.instances, list), "has no list of instances")


def _check_camera(camera: Camera) -> None:
    K, pose = np.asarray(camera.K), np.asarray(camera.world_from_camera)
    for matrix, shape, name in ((K, (3, 3), "K"), (pose, (4, 4), "world_from_camera")):
        require(matrix.shape == shape and matrix.dtype.kind in "if" and np.isfinite(matrix).all(), f"{name} is damaged")
    require(K[0, 0] > 0 and K[1, 1] > 0 and (K[2] == (0, 0, 1)).all(), "K is no matrix of intrinsics")
    rotation = pose[:3, :3]
    rigid = np.allclose(rotation @ rotation.T, np.eye(3), atol=1e-3) and np.linalg.det(rotation) > 0
    require(rigid and (pose[3] == (0, 0, 0, 1)).all(), "world_from_camera is no pose")
    require(_is_number(camera.eye_height) and isinstance(camera.target, str), "the camera is damaged")


def _check_named(record: Record) -> None:
    """Whoever an instance names is in the record, among the instances or beside them, and nobody else is beside them."""
    assert record.others is not None
    named = {occluder.id for instance in record.instances for occluder in instance.hidden_by} - {0}
    for instance in record.instances:
        told = {instance.lifted is not None, instance.light_shift is not None}
        require(told == {instance.full_area > instance.visible_area}, f"{instance.name} has lost who was lifted for it")
        if instance.lifted is not None:
            ids = instance.lifted
            require(all(_is_count(k) and k != instance.id for k in ids) and ids == sorted(set(ids)),
                    f"{instance.name} has a damaged list of who was lifted for it")  # fmt: skip
            require(_is_number(instance.light_shift), f"{instance.name} has a damaged shift of light")
            named |= set(ids)
    others = [other.id for other in record.others]
    require(others == sorted(named - {instance.id for instance in record.instances}),
             "does not say who the others are that its instances name")  # fmt: skip
    for other in record.others:
        require(all(isinstance(text, str) and text for text in (other.name, other.category)),
                f"names instance {other.id} without a name or category")  # fmt: skip


def _check_coverage(record: Record, instance: Instance) -> None:
    """Soft masks are in the frame and reach over the full mask."""
    assert instance.coverage
    x, y, width, height = instance.coverage.box
    left, top, w, h = instance.full_box
    require(all(type(n) is int for n in instance.coverage.box), f"{instance.name} has a damaged box of soft masks")
    inside = 0 <= x <= left and left + w <= x + width <= record.width
    inside &= 0 <= y <= top and top + h <= y + height <= record.height
    require(inside, f"{instance.name} has soft masks elsewhere than its full mask")


def _check_overscan(record: Record, instance: Instance) -> None:
    """The full mask in the wider frame has the box and the area that it is said to have."""
    margin, wide = record.overscan, instance.overscan
    assert margin is not None and wide is not None
    most = range_of("overscan")[1] * max(record.width, record.height)
    require(len(margin) == 2 and all(type(n) is int and 0 <= n <= most for n in margin), "has a damaged overscan")
    x, y = margin
    area = int(run_lengths(wide.full, [record.height + 2 * y, record.width + 2 * x])[1::2].sum())
    left, top, width, height = rle_codec.toBbox(wide.full).tolist()
    box = [left - x, top - y, width, height]
    require(area == wide.area, f"{instance.name} has an overscan's area that is not its mask's")
    require(wide.box == box, f"{instance.name} has an overscan's box that is not its mask's")


def _check_instance(instance: Instance, record: Record) -> None:
    size = [record.height, record.width]
    require(_is_count(instance.id), f"instance id {instance.id!r} is no number from 1 on")
    for field in (instance.name, instance.category):
        require(isinstance(field, str) and field, f"instance {instance.id} has no name or no category")
    try:
        visible, full, invisible = instance.visible, instance.full, instance.invisible
        visible_area = int(run_lengths(visible, size)[1::2].sum())
        invisible_area = int(run_lengths(invisible, size)[1::2].sum())
        if full != visible:
            run_lengths(full, size)
        union = rle_codec.merge([visible, invisible])["counts"].decode("ascii")
        require(union == full["counts"], "has a full mask that is not visible and invisible together")
        require(visible_area + invisible_area == instance.full_area, "has masks that don't add up to its full area")
        require(visible_area == instance.visible_area > 0, "has a visible area that is not its mask's")
        for rle, box in ((visible, instance.visible_box), (full, instance.full_box)):
            require(rle_codec.toBbox(rle).tolist() == box, "has a box that is not its mask's")
        rate = instance.occlusion_rate
        require(_is_number(rate) and abs(rate - invisible_area / instance.full_area) < RATE_TOLERANCE,
                 "has an occlusion rate that is not its masks'")  # fmt: skip
        for other in instance.behind or ():
            require(_is_count(other.id) and _is_count(other.pixels), "is behind others at no number of pixels")
    except Contradiction as error:
        raise Contradiction(f"{instance.name} {error}") from error


def _check_together(instances: list[Instance]) -> None:
    """Ids and names are unique, and a pixel shows one instance at most."""
    require(len({instance.id for instance in instances}) == len(instances), "has an instance id twice")
    require(len({instance.name for instance in instances}) == len(instances), "has an instance name twice")
    if instances:
        seen = int(rle_codec.area(rle_codec.merge([instance.visible for instance in instances])))
        require(seen == sum(instance.visible_area for instance in instances), "has visible masks that overlap")
