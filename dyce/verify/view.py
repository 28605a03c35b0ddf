"""One view against itself: its files' digests, its masks and who hides whom, its settings and, if asked, every pixel."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import cv2
import numpy as np
from pycocotools import mask as rle_codec

from dyce.data.alike import Gaze, gaze_of
from dyce.data.check import check_record
from dyce.data.manifest import Scene
from dyce.data.mask import Contradiction, decode_mask, rows_and_columns
from dyce.data.modality import Modality
from dyce.data.record import OF_A_VIEW, OF_AN_OBJECT, Instance, Record, read_record
from dyce.errors import DyceError

__all__ = ["GLANCE", "Job", "Seen", "inspect_view"]

GLANCE = 16
"""Pixels along the sides of the small picture by which views are compared."""
SHIFT_TOLERANCE = 0.01
"""Levels: room for rounding."""


@dataclass(frozen=True)
class Job:
    """A view to be inspected, and what it must agree with."""

    folder: Path
    scene: Scene
    settings: dict[str, Any] | None
    """Those of the data set; None where they are lost."""
    deep: bool
    """Whether to read the pixels."""


@dataclass(frozen=True)
class Seen:
    """What an inspection found, and what views are compared by."""

    folder: Path
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unchanged: bool = True
    """Whether record and files are as `dyce render` takes them for finished; if not, it renders the view again."""
    instances: int = 0
    image: str = ""
    """SHA-256 of the image; empty where the record can't be trusted."""
    gaze: Gaze | None = None
    """None where the record can't be trusted."""
    glance: bytes = b""
    """The image reduced to GLANCE x GLANCE, uint8 RGB; empty where the pixels were not read."""
    made_by: tuple[tuple[str, str], ...] = ()
    """The versions of what rendered it."""


def inspect_view(job: Job) -> Seen:
    """Inspect one view. Never raises: what can't be read is what was found."""
    try:
        record = read_record(job.folder)
    except DyceError as error:
        return Seen(job.folder, [_bare(error, job.folder)], unchanged=False)
    errors, warnings, glance = _check_files(job.folder, record), _foreign(job.folder, record), b""
    unchanged = not errors
    try:
        check_record(job.folder, record)
    except DyceError as error:
        return Seen(job.folder, errors or [_bare(error, job.folder)], warnings, unchanged)
    try:
        errors += _check_scene(record, job.scene) + _check_settings(record, job.settings)
        for instance in record.instances:
            errors += [f"{instance.name} {what}" for what in _check_claims(instance, record)]
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:  # a field of the wrong type
        errors.append(f"damaged ({error})")
    if not record.instances:
        warnings.append("shows no instance")
    if job.deep and unchanged:
        found, glance = _check_pixels(job.folder, record)
        errors += found
    return Seen(
        job.folder,
        errors,
        warnings,
        unchanged,
        len(record.instances),
        str(record.files[record.image]),
        gaze_of(record.camera),
        glance,
        tuple(sorted((str(k), str(v)) for k, v in record.versions.items()))
        if isinstance(record.versions, dict)
        else (),
    )


def _bare(error: DyceError, folder: Path) -> str:
    """An error without the place and the advice, which the report gives in its own way."""
    return str(error).removeprefix(f"{folder}: ").removeprefix(f"{folder}/").partition("; ")[0]


def _check_files(folder: Path, record: Record) -> list[str]:
    if not isinstance(record.files, dict) or not record.files:
        return ["record.json lists no files"]
    found = []
    for name, digest in record.files.items():
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            found.append(f"{name!r} leads out of the record")
            continue
        try:
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                found.append(f"{name} has changed since it was rendered")
        except (OSError, ValueError) as error:
            found.append(f"{name!r} can't be read ({getattr(error, 'strerror', None) or error})")
    return found


def _foreign(folder: Path, record: Record) -> list[str]:
    try:
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    except OSError:
        return []
    known = {"record.json", *(record.files if isinstance(record.files, dict) else ())}
    return [f"{name!r} is none of its files" for name in sorted(there - known)]


def _check_scene(record: Record, scene: Scene) -> list[str]:
    if not scene.instances:  # lost, which is told of once
        return []
    found = [
        f"{instance.name} ({instance.category}) is not instance {instance.id} of the scene"
        for instance in record.instances
        if scene.instances.get(instance.id) != (instance.name, instance.category)
    ]
    names = {name for name, _ in scene.instances.values()}
    if record.camera.target and record.camera.target not in names:
        found.append(f"is aimed at {record.camera.target!r}, which the scene does not have")
    for other in record.others or ():
        if scene.instances.get(other.id) != (other.name, other.category):
            found.append(f"names {other.name} ({other.category}), which is not instance {other.id} of the scene")
    known = {id_: name for id_, (name, _) in scene.instances.items()} | {0: "structure"}
    for instance in record.instances:
        for occluder in instance.hidden_by:
            if known.get(occluder.id) != occluder.name:
                found.append(f"{instance.name} is hidden by {occluder.name!r}, which is not instance {occluder.id}")
    return found


def _check_settings(record: Record, settings: dict[str, Any] | None) -> list[str]:
    if not isinstance(record.settings, dict):
        return ["record.json has no settings"]
    found = []
    if settings is not None and record.settings != settings:
        names = sorted(
            name for name in {*settings, *record.settings} if settings.get(name) != record.settings.get(name)
        )
        differing = ", ".join(f"{name} {record.settings.get(name)}, not {settings.get(name)}" for name in names)
        found.append(f"was rendered with other settings than dyce.json says: {differing}")
    own = record.settings
    if (own.get("width", record.width), own.get("height", record.height)) != (record.width, record.height):
        found.append(f"is {record.width} x {record.height} pixels, not what its settings say")
    found += _check_asked_for(record, own)
    share = own.get("overscan", 0)
    expected = [round(share * record.width), round(share * record.height)] if share else None
    if record.overscan != expected:
        found.append(f"has an overscan of {record.overscan} pixels, not of {expected} as its settings say")
    least = own.get("min_visible", 1)
    if isinstance(least, int):
        few = [instance.name for instance in record.instances if instance.visible_area < least]
        found += [f"{name} has fewer visible pixels than min_visible ({least})" for name in few]
    return found


def _check_asked_for(record: Record, settings: dict[str, Any]) -> list[str]:
    """What a setting asks for is there in all objects, and nothing that none asks for."""
    found = []
    for entries, table in (([record], OF_A_VIEW), (record.instances, OF_AN_OBJECT)):
        for asked_by in dict.fromkeys(modality.asked_by for modality in table if modality.asked_by):
            fields = {modality.name.partition(".")[0] for modality in table if modality.asked_by == asked_by}
            there = {getattr(entry, field) is not None for entry in entries for field in fields}
            if there - {bool(settings.get(asked_by))}:
                what = asked_by.replace("_", " ")
                found.append(f"has {what} where its settings say none, or none where they say some")
    return found


def _check_claims(instance: Instance, record: Record) -> list[str]:
    """What else an instance says of itself, against its masks, which are known to be sound."""
    found = []
    x, y, width, height = instance.full_box
    edge = x == 0 or y == 0 or x + width == record.width or y + height == record.height
    if instance.truncated is not edge:
        found.append("is said to be truncated but is not" if instance.truncated else "is truncated but not said to be")
    hidden = instance.full_area - instance.visible_area
    if (instance.appearance_from == "image") != (hidden == 0) or instance.appearance_from not in ("image", "isolation"):
        found.append(f"has its appearance from {instance.appearance_from!r} with {hidden} of its pixels hidden")
    if instance.overscan:
        found += _check_overscan(instance, record)
    return found + (_check_hidden_by(instance, record) or _check_behind(instance, record))


def _check_overscan(instance: Instance, record: Record) -> list[str]:
    assert instance.overscan and record.overscan
    wide, (x, y) = decode_mask(instance.overscan.full), record.overscan
    found = []
    edge = any(bool(side.any()) for side in (wide[0], wide[-1], wide[:, 0], wide[:, -1]))
    if not np.array_equal(wide[y : y + record.height, x : x + record.width], decode_mask(instance.full)):
        found.append("has an overscan whose middle is not its full mask")
    if instance.overscan.truncated is not edge:
        found.append("is said to be truncated by the overscan's edge but is not, or the other way round")
    return found


def _check_hidden_by(instance: Instance, record: Record) -> list[str]:
    hidden = instance.full_area - instance.visible_area
    pixels = [occluder.pixels for occluder in instance.hidden_by]
    if not all(isinstance(count, int) and count > 0 for count in pixels) or sum(pixels) != hidden:
        return ["is hidden by what does not add up to its invisible mask"]
    if pixels != sorted(pixels, reverse=True) or len({o.id for o in instance.hidden_by}) != len(pixels):
        return ["has its occluders out of order or twice"]
    others = {other.id: other for other in record.instances}
    if instance.id in {occluder.id for occluder in instance.hidden_by}:
        return ["is said to hide itself"]
    for occluder in instance.hidden_by:
        if other := others.get(occluder.id):
            if other.name != occluder.name:
                return [f"is hidden by {occluder.name!r}, which is not instance {occluder.id}"]
            both = rle_codec.merge([instance.invisible, other.visible], intersect=True)
            if int(rle_codec.area(both)) != occluder.pixels:
                return [f"is hidden by {occluder.name} at other pixels than their masks share"]
    return []


def _check_behind(instance: Instance, record: Record) -> list[str]:
    """Who is in front must share as many pixels, and hide at least those at which it is seen."""
    if instance.behind is None:
        return ["lacks its order"] if any(other.behind is not None for other in record.instances) else []
    pixels = {other.id: other.pixels for other in instance.behind}
    if not all(isinstance(count, int) and count > 0 for count in pixels.values()) or len(pixels) < len(instance.behind):
        return ["is behind others at no number of pixels, or twice"]
    if list(pixels.values()) != sorted(pixels.values(), reverse=True) or instance.id in pixels:
        return ["has those in front of it out of order, or itself"]
    others = {other.id: other for other in record.instances}
    for other in instance.behind:
        if other.id not in others or others[other.id].name != other.name:
            return [f"is behind {other.name!r}, which is not instance {other.id} of the view"]
        shared = int(rle_codec.area(rle_codec.merge([instance.full, others[other.id].full], intersect=True)))
        turned = sum(back.pixels for back in others[other.id].behind or () if back.id == instance.id)
        if other.pixels + turned > shared:
            return [f"and {other.name} are in front of each other at more pixels than both have"]
    seen = {occluder.id: occluder.pixels for occluder in instance.hidden_by if occluder.id in others}
    fewer = any(pixels.get(id_, 0) < count for id_, count in seen.items())
    return ["is hidden by others at more pixels than it is behind them"] if fewer else []


def _check_pixels(folder: Path, record: Record) -> tuple[list[str], bytes]:
    """Errors, and the small picture."""
    of_view, found = _read_pictures(OF_A_VIEW, folder, record, record)
    image = of_view.get("image")
    glance = b""
    if image is not None:
        glance = cv2.resize(image, (GLANCE, GLANCE), interpolation=cv2.INTER_AREA).tobytes()
        if int(image.max()) - int(image.min()) <= 2:
            found.append(f"{record.image} is one flat colour")
    covered = np.zeros((record.height, record.width), np.int64)
    for instance in record.instances:
        pictures, problems = _read_pictures(OF_AN_OBJECT, folder, record, instance)
        found += problems
        if "appearance" in pictures:
            found += _check_appearance(instance, pictures["appearance"], image)
        if instance.coverage:
            found += _check_soft(instance, pictures, covered)
    if covered.max(initial=0) > 255:
        found.append("has soft visible masks that cover a pixel more than once")
    return found, glance


def _read_pictures(
    table: Sequence[Modality], folder: Path, record: Record, entry: Record | Instance
) -> tuple[dict[str, np.ndarray], list[str]]:
    """The pictures of a view or of an object by the modality's name, as they are stored; and what is wrong with the others."""
    found, problems = {}, []
    for modality in table:
        stored = modality.stored(entry)
        if not modality.path or stored is None:
            continue
        _, _, width, height = modality.box_in(record, entry)
        try:
            found[modality.name] = modality.decode((folder / stored).read_bytes(), (height, width))
        except OSError:
            problems.append(f"{Path(stored).name} can't be decoded")
        except Contradiction as error:
            problems.append(f"{Path(stored).name} {error}")
    return found, problems


def _check_appearance(instance: Instance, appearance: np.ndarray, image: np.ndarray | None) -> list[str]:
    """An appearance against the full mask and, where it is the image's own pixels, against the image."""
    crop = rows_and_columns(instance.full_box)
    found: list[str] = []
    full = decode_mask(instance.full)[crop]
    if not np.array_equal(appearance[..., 3], full.view(np.uint8) * np.uint8(255)):
        found.append(f"{instance.appearance} has an alpha that is not the full mask of {instance.name}")
    if image is None:
        return found
    if instance.light_shift is not None:
        seen = decode_mask(instance.visible)[crop]
        shift = float((appearance[seen, :3].astype(float) - image[crop][seen]).mean())
        if abs(shift - instance.light_shift) > SHIFT_TOLERANCE:
            found.append(f"{instance.appearance} differs from the image by other than its light_shift")
    if instance.appearance_from != "image":
        return found
    if not np.array_equal(image[crop][full], appearance[full, :3]):
        found.append(f"{instance.appearance} is not what the image shows of {instance.name}")
    return found


def _check_soft(instance: Instance, pictures: dict[str, np.ndarray], covered: np.ndarray) -> list[str]:
    """Soft masks against each other and against the masks; what is seen of it is added to `covered`, (H, W) of 255."""
    assert instance.coverage
    crop = rows_and_columns(instance.coverage.box)
    found: list[str] = []
    for kind in ("visible", "full"):
        if (soft := pictures.get(f"coverage.{kind}")) is None:
            return found
        if not soft[decode_mask(getattr(instance, kind))[crop]].all():
            found.append(f"{instance.name} has a soft {kind} mask that is 0 within its {kind} mask")
    visible, full = pictures["coverage.visible"], pictures["coverage.full"]
    covered[crop] += visible
    if (visible > full).any() or (instance.appearance_from == "image" and (visible != full).any()):
        found.append(f"{instance.name} has soft masks that contradict each other")
    return found
