"""What lies in a data folder: its settings, its scenes, and the records that can be trusted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dyce.data.check import check_record
from dyce.data.record import Record, is_whole, read_record
from dyce.errors import DyceError

__all__ = ["Damaged", "Scene", "credits_of", "read_scene", "read_settings", "read_view", "scene_names", "views"]


class Damaged(DyceError):
    """A part of a data set that can't be trusted."""


@dataclass(frozen=True)
class Scene:
    """What a data set says of one of its scenes, `<data>/<scene>/scene.json`."""

    name: str
    instances: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Name and category by id."""
    credits: list[dict[str, Any]] = field(default_factory=list)
    """Title, author, licence and changes of each model, and what else the pack tells."""


def scene_names(data: Path) -> list[str]:
    """The scenes that have views in a data set, sorted.

    Raises:
        DyceError: there are none.
    """
    names = sorted({folder.parent.name for folder in data.glob("[!.]*/[0-9]*") if folder.is_dir()})
    if not names:
        raise DyceError(f"{data} holds no views; render some first: dyce render --scene kitchen3 --out {data}")
    return names


def views(data: Path, scene: str) -> list[Path]:
    """The folders of a scene's views, sorted; unlike `dyce.data.record.records`, also those that have lost their record."""
    return sorted(folder for folder in (data / scene).glob("[0-9]*") if folder.is_dir())


def _read_json(path: Path) -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no JSON")

    try:
        fields = json.loads(path.read_bytes(), parse_constant=refuse)
    except (OSError, ValueError, RecursionError) as error:
        raise Damaged(f"{path} can't be read ({error})") from error
    if not isinstance(fields, dict):
        raise Damaged(f"{path} is damaged: no JSON object")
    return fields


def read_settings(data: Path) -> dict[str, Any]:
    """The settings that a data set was rendered with, `<data>/dyce.json`.

    Raises:
        Damaged: they are missing or can't be read.
    """
    path = data / "dyce.json"
    settings = _read_json(path).get("settings")
    if not isinstance(settings, dict):
        raise Damaged(f"{path} is damaged: no settings")
    return settings


def read_scene(data: Path, name: str) -> Scene:
    """What a data set says of a scene.

    Raises:
        Damaged: it is missing, can't be read, or lacks what is needed.
    """
    path = data / name / "scene.json"
    fields = _read_json(path)
    try:
        instances = {entry["id"]: (entry["name"], entry["category"]) for entry in fields["instances"]}
        credits = [dict(entry) for entry in fields.get("credits", [])]
    except (TypeError, KeyError, ValueError) as error:
        raise Damaged(f"{path} is damaged: lacks or mixes up {error}") from error
    texts = [text for pair in instances.values() for text in pair] + [str(fields.get("scene"))]
    if not all(isinstance(text, str) and text for text in texts) or texts[-1] != name:
        raise Damaged(f"{path} is damaged, or another scene's")
    return Scene(name, instances, credits)


def read_view(folder: Path, scene: Scene, digests: bool = False) -> Record:
    """A record that agrees with itself, with its files (with `digests`, byte for byte) and with what is known of its scene.

    Raises:
        Damaged: it does not.
    """
    try:
        record = read_record(folder)
        check_record(folder, record)
    except DyceError as error:
        raise Damaged(str(error)) from error
    if digests and not is_whole(folder):
        raise Damaged(f"{folder}: a file has changed since it was rendered; remove the folder and render it again")
    for instance in record.instances if scene.instances else []:
        if scene.instances.get(instance.id) != (instance.name, instance.category):
            raise Damaged(f"{folder}: {instance.name} is not instance {instance.id} of the scene; render it again")
    return record


def credits_of(scenes: Sequence[Scene]) -> list[dict[str, Any]]:
    """Every model's credit once, with the scenes that use it."""
    merged: dict[str, dict[str, Any]] = {}
    for scene in scenes:
        for credit in scene.credits:
            key = json.dumps(credit, sort_keys=True)
            users = merged.setdefault(key, credit | {"scenes": []})["scenes"]
            if scene.name not in users:
                users.append(scene.name)
    return [merged[key] for key in sorted(merged)]
