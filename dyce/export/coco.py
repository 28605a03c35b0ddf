"""Records to COCO-style amodal annotations, as COCOA-cls and D2SA have them.

`segmentation`, `bbox` and `area` are those of the full mask; `visible_mask` and `invisible_mask` are beside it. Masks pass
through as the records have them, so that they stay equal bit for bit. `docs/export.md` shows the file.
"""

import json
import os
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

import dyce
from dyce.errors import DyceError
from dyce.export.dataset import Damaged, Scene, read_scene, read_settings, read_view, scene_names, views
from dyce.export.splits import scene_numbers, splits
from dyce.record import Instance, Record
from dyce.scene import categories

__all__ = ["Exported", "export_coco"]

VIEWS_A_SCENE = 1_000_000
INSTANCES_A_VIEW = 100_000
"""What ids leave room for. They stay below 2**53, up to which evaluation in floating point tells them apart."""

SHOWN = 10
"""Views whose damage is told one by one."""


@dataclass(frozen=True)
class Exported:
    """What was written, and what was not."""

    files: dict[str, Path]
    """The annotation file of each split; that of a split without scenes has categories and nothing else."""
    scenes: dict[str, list[str]]
    """By split."""
    images: dict[str, int]
    """By split."""
    annotations: dict[str, int]
    """By split."""
    left_out: list[str]
    """Why, a line for each record that is damaged."""
    warnings: list[str]
    """What else is wrong with the data set, a line each."""

    def lines(self) -> list[str]:
        """What a user wants to read of it: a line a split, then what is missing."""
        found = []
        for split, path in self.files.items():
            counts = f"{self.annotations[split]} annotations in {self.images[split]} images"
            found.append(f"{path}: {counts} ({', '.join(self.scenes[split]) or 'no scenes'})")
        found += [f"warning: {warning}" for warning in self.warnings]
        found += [f"left out: {reason}" for reason in self.left_out[:SHOWN]]
        if len(self.left_out) > SHOWN:
            found.append(f"left out: {len(self.left_out)} views in all")
        return found


@dataclass(frozen=True)
class _Source:
    """What every split's file is written from."""

    data: Path
    scenes: dict[str, Scene]
    scene_numbers: dict[str, int]
    category_ids: dict[str, int]
    category_entries: list[dict[str, Any]]
    settings: dict[str, Any]
    strict: bool


def export_coco(data: Path, strict: bool = False) -> Exported:
    """Write `<data>/annotations/{train,val,test}.json`, each whole or not at all.

    A record that contradicts itself or has lost a file is left out. Ids depend on scene, view and instance alone; those of
    scenes that are not built in and of categories that dyce does not know also on which others the data set has.

    Args:
        data: a data set's folder.
        strict: raise at the first damage instead of leaving it out, and look for it in every file's digest, which takes
            reading the whole data set.

    Raises:
        DyceError: there are no views, none of them is whole, or the files can't be written; with `strict`, any damage.
    """
    left_out: list[str] = []
    source, warnings = _read_source(data, strict)
    split_scenes = splits(source.scenes)
    folder = data / "annotations"
    files = {split: folder / f"{split}.json" for split in split_scenes}
    images, annotations = {}, {}
    try:
        folder.mkdir(exist_ok=True)
        with ExitStack() as undo:
            partial = {split: folder / f".{split}.json.{os.getpid()}.partial" for split in files}
            for split, path in partial.items():
                undo.callback(path.unlink, missing_ok=True)
                with path.open("w", encoding="ascii") as file:
                    images[split], annotations[split] = _write_split(file, split, split_scenes[split], source, left_out)
            if not any(images.values()):
                raise DyceError(f"{data} has no view that is whole; the first: {left_out[0]}")
            for split, path in partial.items():
                path.replace(files[split])
    except OSError as error:
        raise DyceError(f"{folder} can't be written ({error.strerror}); make room, or make it writable") from error
    return Exported(files, split_scenes, images, annotations, left_out, warnings)


def _read_source(data: Path, strict: bool) -> tuple[_Source, list[str]]:
    """What is known of the data set besides its records, and warnings about what is not."""
    warnings: list[str] = []

    def tolerate(error: Damaged, consequence: str) -> None:
        if strict:
            raise error
        warnings.append(f"{error}; {consequence}")

    scenes: dict[str, Scene] = {}
    for name in scene_names(data):
        try:
            scenes[name] = read_scene(data, name)
        except Damaged as error:
            tolerate(error, "the credits of its models are missing")
            scenes[name] = Scene(name)
    try:
        settings = read_settings(data)
    except Damaged as error:
        tolerate(error, "the files don't say how the data was made")
        settings = {}
    ids, entries = _categories(data, scenes)
    return _Source(data, scenes, scene_numbers(scenes), ids, entries, settings, strict), warnings


def _categories(data: Path, scenes: dict[str, Scene]) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Ids by name and COCO's list: the known ones, then by name those that only scenes of the data set have."""
    known = sorted(categories.load().values(), key=lambda category: category.id)
    names: set[str] = set()
    for scene in scenes.values():
        names.update(category for _, category in scene.instances.values())
        if not scene.instances:  # its scene.json is lost: ask the records
            for folder in views(data, scene.name):
                try:
                    names.update(instance.category for instance in read_view(folder, scene).instances)
                except Damaged:
                    continue
    entries: list[dict[str, Any]] = [{"id": c.id, "name": c.name, "supercategory": c.supercategory} for c in known]
    first = max((category.id for category in known), default=0) + 1
    own = sorted(names - {category.name for category in known})
    entries += [{"id": id_, "name": name, "supercategory": "other"} for id_, name in enumerate(own, start=first)]
    return {entry["name"]: entry["id"] for entry in entries}, entries


def _write_split(file: TextIO, split: str, scenes: list[str], source: _Source, left_out: list[str]) -> tuple[int, int]:
    """Write one split's file, annotations first so that they need not be held; the number of images and annotations."""
    credits = _credits([source.scenes[name] for name in scenes])
    licences = sorted({str(credit["licence"]) for credit in credits if credit.get("licence")})
    head = {
        "info": {
            "description": f"dyce amodal annotations, {split}: {', '.join(scenes) or 'no scenes'}",
            "version": dyce.__version__,
            "style": "cocoa-cls",
            "settings": source.settings,
        },
        "licenses": [{"id": id_, "name": name, "url": ""} for id_, name in enumerate(licences, start=1)],
        "credits": credits,
        "categories": source.category_entries,
    }
    file.write(json.dumps(head, allow_nan=False)[:-1] + ', "annotations": [')
    images: list[str] = []
    annotations = 0
    for scene in scenes:
        for folder in views(source.data, scene):
            try:
                record = read_view(folder, source.scenes[scene], digests=source.strict)
                image_id = source.scene_numbers[scene] * VIEWS_A_SCENE + record.view
                entries = [_annotation(image_id, instance, folder, source) for instance in record.instances]
            except Damaged as error:
                if source.strict:
                    raise
                left_out.append(str(error))
                continue
            images.append(json.dumps(_image(image_id, record, folder, source.data), allow_nan=False))
            for entry in entries:
                file.write((",\n" if annotations else "\n") + json.dumps(entry, allow_nan=False))
                annotations += 1
    file.write('\n], "images": [\n' + ",\n".join(images) + "\n]}\n")
    return len(images), annotations


def _credits(scenes: list[Scene]) -> list[dict[str, Any]]:
    """Every model's credit once, with the scenes that use it."""
    merged: dict[str, dict[str, Any]] = {}
    for scene in scenes:
        for credit in scene.credits:
            key = json.dumps(credit, sort_keys=True)
            users = merged.setdefault(key, credit | {"scenes": []})["scenes"]
            if scene.name not in users:
                users.append(scene.name)
    return [merged[key] for key in sorted(merged)]


def _image(image_id: int, record: Record, folder: Path, data: Path) -> dict[str, Any]:
    return {
        "id": image_id,
        "file_name": (folder / record.image).relative_to(data).as_posix(),
        "width": record.width,
        "height": record.height,
        "scene": record.scene,
        "view": record.view,
        "camera": asdict(record.camera),
        "depth_file_name": (folder / record.depth).relative_to(data).as_posix(),
        "depth_scale": record.depth_scale,
    }


def _annotation(image_id: int, instance: Instance, folder: Path, source: _Source) -> dict[str, Any]:
    if instance.id >= INSTANCES_A_VIEW:
        raise Damaged(f"{folder}: {instance.name} has id {instance.id}; ids end at {INSTANCES_A_VIEW - 1}")
    return {
        "id": image_id * INSTANCES_A_VIEW + instance.id,
        "image_id": image_id,
        "category_id": source.category_ids[instance.category],
        "iscrowd": 0,
        "segmentation": instance.full,
        "bbox": instance.full_box,
        "area": instance.full_area,
        "visible_mask": instance.visible,
        "visible_bbox": instance.visible_box,
        "visible_area": instance.visible_area,
        "invisible_mask": instance.invisible,
        "occlude_rate": instance.occlusion_rate,
        "inmodal_seg": instance.visible,
        "inmodal_bbox": instance.visible_box,
        "instance": instance.name,
        "appearance": (folder / instance.appearance).relative_to(source.data).as_posix(),
    }
