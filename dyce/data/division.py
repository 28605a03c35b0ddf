"""How a data set was divided when it was last exported, kept in it, so that whoever reads it by split sees the same sides."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dyce.data.manifest import Damaged
from dyce.data.splits import part_of, splits
from dyce.errors import UsageError

__all__ = ["DIVISION", "keep_division", "read_division", "written_earlier"]

DIVISION = "splits.json"
"""In a data set's folder: the parts of each split, the scenes that there were, and what exports wrote where."""


def keep_division(
    data: Path, parts: Mapping[str, list[str]], scenes: Iterable[str], files: Iterable[Path]
) -> list[str]:
    """Write down the division of an export; tell, in a line, where that can't be done.

    Args:
        data: a data set's folder.
        parts: of each split: scenes, or ranges of their views.
        scenes: all scenes of the data set, those in no split, too.
        files: what the export wrote, all in one folder.
    """
    path = data / DIVISION
    said = {"splits": {split: list(each) for split, each in parts.items()}, "scenes": sorted(scenes)}
    written = {**_written(data), **{_place(data, file): [] for file in files}}
    for file in files:
        written[_place(data, file)].append(file.name)
    partial = path.with_suffix(".partial")
    try:
        partial.write_text(json.dumps({**said, "written": written}, indent=1))
        partial.replace(path)
    except OSError as error:
        return [f"{path} can't be written ({error.strerror}): `dyce.load(split=)` does not follow this export"]
    return []


def read_division(data: Path, scenes: Iterable[str]) -> dict[str, list[str]]:
    """The parts of each split of a data set: as it was last exported, else as `dyce export-coco` would divide it.

    Args:
        data: a data set's folder.
        scenes: those that it has.

    Raises:
        Damaged: what was written down can't be read.
        UsageError: scenes were rendered after the export, so that no one has said on which side they are.
    """
    path, names = data / DIVISION, sorted(scenes)
    if not path.is_file():
        return splits(names)
    try:
        said = json.loads(path.read_bytes())
        parts = {str(split): [str(part) for part in each] for split, each in said["splits"].items()}
        known = {str(name) for name in said["scenes"]}
        for part in (part for each in parts.values() for part in each):
            part_of(part)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, UsageError) as error:
        raise Damaged(f"{path} is damaged; export the data again") from error
    if new := [name for name in names if name not in known]:
        raise UsageError(f"{', '.join(new)}: rendered after {data} was exported; export it again, for its splits")
    return {split: [part for part in each if part_of(part)[0] in names] for split, each in parts.items()}


def written_earlier(data: Path, files: Iterable[Path]) -> list[Path]:
    """What earlier exports wrote to the folder of some files besides these: splits that another division would not have.

    Whoever trains on all files of a folder must not see what another division tests on.
    """
    there, found = set(files), []
    for folder in {file.parent for file in there}:
        names = _written(data).get(_place(data, folder / "any"), [])
        found += [folder / name for name in names if folder / name not in there]
    return found


def _written(data: Path) -> dict[str, list[str]]:
    """The names of what exports wrote, by folder; what is damaged counts for nothing, for names of it would be removed."""
    try:
        said: Any = json.loads((data / DIVISION).read_bytes())["written"]
        return {
            str(folder): [n for n in names if re.fullmatch(r"[A-Za-z0-9][\w.-]*", n, re.ASCII)]
            for folder, names in said.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _place(data: Path, file: Path) -> str:
    """The folder of a file: within the data set relative to it, so that the data set can be moved."""
    folder, data = file.parent.resolve(), data.resolve()
    return folder.relative_to(data).as_posix() if folder.is_relative_to(data) else folder.as_posix()
