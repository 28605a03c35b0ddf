"""What every export starts from: the views of a data set that can be trusted, with their ids, categories and credits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dyce import categories
from dyce._version import __version__
from dyce.data.folder import in_part, read_view, scene_names, views
from dyce.data.manifest import Damaged, Scene, credits_of, read_scene, read_settings
from dyce.data.record import Instance, Occluder, Record
from dyce.data.splits import part_of, scene_numbers
from dyce.errors import DyceError

__all__ = ["Origin", "Shot", "head", "nothing_whole", "read_origin", "shots"]

VIEWS_A_SCENE = 1_000_000
INSTANCES_A_VIEW = 100_000
"""What ids leave room for. They stay below 2**53, up to which evaluation in floating point tells them apart."""


@dataclass(frozen=True)
class Origin:
    """A data set, as far as all its views share it."""

    data: Path
    scenes: dict[str, Scene]
    scene_numbers: dict[str, int]
    category_ids: dict[str, int]
    category_entries: list[dict[str, Any]]
    """COCO's list of them."""
    settings: dict[str, Any]
    strict: bool
    """Whether damage is raised instead of left out."""
    warnings: list[str]
    """What is wrong with the data set apart from its views, a line each."""
    left_out: list[str] = field(default_factory=list)
    """Why, a line for each view that can't be trusted, as far as they have been looked at."""

    def leave_out(self, error: Damaged) -> None:
        """Note, once, that a view is left out; raise if the origin is strict."""
        if self.strict:
            raise error
        if str(error) not in self.left_out:
            self.left_out.append(str(error))


@dataclass(frozen=True)
class Shot:
    """A view that can be trusted, with what it is called in exports."""

    id: int
    """The image's id."""
    scene_number: int
    folder: Path
    record: Record
    origin: Origin

    def path(self, name: str) -> str:
        """A file of the record relative to the data folder."""
        return (self.folder / name).relative_to(self.origin.data).as_posix()

    def annotation_id(self, instance: Instance | Occluder) -> int:
        """The id of an instance in this view, like no other's in the data set."""
        return self.id * INSTANCES_A_VIEW + instance.id

    def category_id(self, instance: Instance) -> int:
        """From 1."""
        return self.origin.category_ids[instance.category]


def read_origin(data: Path, strict: bool) -> Origin:
    """What is known of a data set besides its records.

    Raises:
        DyceError: it has no views; with `strict`, what else is known is damaged.
    """
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
    entries = _categories(data, scenes)
    ids = {entry["name"]: entry["id"] for entry in entries}
    return Origin(data, scenes, scene_numbers(scenes), ids, entries, settings, strict, warnings)


def _categories(data: Path, scenes: dict[str, Scene]) -> list[dict[str, Any]]:
    """COCO's list: the known ones, then by name those that only scenes of the data set have."""
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
    return entries


def shots(origin: Origin, parts: Sequence[str]) -> Iterator[Shot]:
    """The views of some parts of a data set that can be trusted, in their order; the others are left out.

    Raises:
        Damaged: a view can't be trusted, and the origin is strict: then every file's digest is looked at, too.
    """
    for part in parts:
        scene, _ = part_of(part)
        for folder in views(origin.data, scene):
            if not in_part(folder, part):
                continue
            try:
                record = read_view(folder, origin.scenes[scene], digests=origin.strict)
                _check_ids(folder, record)
            except Damaged as error:
                origin.leave_out(error)
                continue
            number = origin.scene_numbers[scene]
            yield Shot(number * VIEWS_A_SCENE + record.view, number, folder, record, origin)


def _check_ids(folder: Path, record: Record) -> None:
    for instance in record.instances:
        if instance.id >= INSTANCES_A_VIEW:
            raise Damaged(f"{folder}: {instance.name} has id {instance.id}; ids end at {INSTANCES_A_VIEW - 1}")


def nothing_whole(origin: Origin) -> DyceError:
    """That there was nothing to export, and why."""
    why = f"; the first: {origin.left_out[0]}" if origin.left_out else ""
    return DyceError(f"{origin.data} has no view that is whole{why}")


def head(origin: Origin, split: str, parts: Sequence[str], style: str) -> dict[str, Any]:
    """What an annotation file says before its annotations: how it was made, whom to credit, the categories."""
    credits = credits_of([origin.scenes[part_of(part)[0]] for part in parts])
    licences = sorted({str(credit["licence"]) for credit in credits if credit.get("licence")})
    return {
        "info": {
            "description": f"dyce amodal annotations, {split}: {', '.join(parts) or 'no scenes'}",
            "version": __version__,
            "style": style,
            "settings": origin.settings,
        },
        "licenses": [{"id": id_, "name": name, "url": ""} for id_, name in enumerate(licences, start=1)],
        "credits": credits,
        "categories": origin.category_entries,
    }
