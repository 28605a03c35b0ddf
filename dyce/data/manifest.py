"""What a data set says of itself besides its views, written and read: its settings (`dyce.json`), its scenes (`scene.json`)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dyce.data.strict_json import read_strict_json
from dyce.errors import DyceError

__all__ = ["Damaged", "Scene", "credits_of", "open_data", "read_scene", "read_settings"]


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
    file: str = ""
    """The scene's file; empty if it is built in."""
    options: list[str] = field(default_factory=list)
    """What `dyce render` was told of it."""


def open_data(data: Path, settings: Mapping[str, Any], scenes: Mapping[str, Mapping[str, Any]]) -> None:
    """Make a folder ready for renders of these settings and scenes, or refuse it because it holds others.

    Args:
        data: the folder; it need not exist.
        settings: those of the render, as plain JSON values.
        scenes: by name, what `scene.json` says of it, with `fingerprint`, `instances` and `credits`.

    Raises:
        DyceError: it was rendered with other settings (they are named), or can't be written to.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        _agree(data / "dyce.json", {"settings": dict(settings)}, data, "settings")
        for name, said in scenes.items():
            (data / name).mkdir(exist_ok=True)
            _agree(data / name / "scene.json", dict(said), data, "fingerprint")
    except OSError as error:
        raise DyceError(f"{data} can't be written ({error.strerror}); choose another --out") from error


def _agree(path: Path, wanted: dict[str, Any], data: Path, key: str) -> None:
    """Write a file of facts, or check that the one that stands there agrees in one of them."""
    if path.exists():
        try:
            held = json.loads(path.read_bytes())
            there = held[key]
        except (ValueError, KeyError, TypeError) as error:
            raise DyceError(f"{path} is damaged; delete {data} or render into another folder (--out)") from error
        if there == wanted[key]:
            return
        if not isinstance(there, dict):
            what = f"scene {path.parent.name} has changed since {data} was begun"
            if (began := held.get("blender", "")) != (now := wanted.get("blender", "")):
                what = f"scene {path.parent.name} of {data} was begun with Blender {began}, and this is Blender {now}"
            raise DyceError(f"{what}; choose another --out or delete {path.parent}")
        differing = sorted(name for name in {*there, *wanted[key]} if there.get(name) != wanted[key].get(name))
        changes = ", ".join(f"{name} {there.get(name)} (now {wanted[key].get(name)})" for name in differing)
        raise DyceError(
            f"{data} was rendered with other settings: {changes}; choose another --out or the same settings"
        )
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(wanted, indent=1))
    partial.rename(path)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        fields = read_strict_json(path)
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
        source = dict(fields.get("source", {}))
        file, options = source.get("file", ""), list(source.get("options", []))
    except (TypeError, KeyError, ValueError) as error:
        raise Damaged(f"{path} is damaged: lacks or mixes up {error}") from error
    texts = [text for pair in instances.values() for text in pair] + [str(fields.get("scene"))]
    texts = [*options, *([file] if file else []), *texts]
    if not all(isinstance(text, str) and text for text in texts) or texts[-1] != name:
        raise Damaged(f"{path} is damaged, or another scene's")
    return Scene(name, instances, credits, file, options)


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
