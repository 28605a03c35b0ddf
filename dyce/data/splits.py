"""Which scenes train, validate and test, and the numbers that scenes have in every export.

As in the paper, two kitchens and two living rooms test and the other seven train and validate; which ones it leaves open.
Train and test scenes share no model, so a scene must not change sides. A room says in its own file where it belongs:
`SPLIT = "test"`, and `NUMBER = 12`, which no other has and which never changes: ids in exported files follow from it.

A split is a list of parts: a scene's name, or some of its views, `kitchen3/0-399`.
"""

import ast
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from dyce.builtin import builtin_folder
from dyce.errors import DyceError, UsageError

__all__ = [
    "SPLITS",
    "Division",
    "builtin_splits",
    "folds",
    "part_of",
    "read_splits",
    "scene_numbers",
    "splits",
]

SPLITS = ("train", "val", "test")
"""The splits of the built-in scenes."""

Division = Callable[[Iterable[str]], dict[str, list[str]]]
"""A way to divide a data set: from the names of its scenes to the parts of each split."""


@cache
def _rooms() -> dict[str, tuple[int, str]]:
    """The number and the split of each built-in scene, by number, as its file says without being executed."""
    found: dict[str, tuple[int, str]] = {}
    for path in builtin_folder("scenes").glob("[!_]*.py"):
        said = {
            node.targets[0].id: node.value.value
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        number, split = said.get("NUMBER"), said.get("SPLIT")
        if not isinstance(number, int) or not isinstance(split, str) or split not in SPLITS:
            raise DyceError(f"{path} must say SPLIT, one of {', '.join(SPLITS)}, and NUMBER, which no other room has")
        found[path.stem] = number, split
    return dict(sorted(found.items(), key=lambda room: room[1]))


def builtin_splits() -> dict[str, list[str]]:
    """The built-in scenes of each split, by number. Raises DyceError where one does not say where it belongs."""
    return {split: [scene for scene, (_, own) in _rooms().items() if own == split] for split in SPLITS}


def splits(scenes: Iterable[str]) -> dict[str, list[str]]:
    """The scenes of each split, sorted: built-in ones as they say themselves, a user's own and a scene alone in train."""
    names = sorted(set(scenes))
    if len(names) == 1:
        return {"train": names, "val": [], "test": []}
    sides = {scene: split for scene, (_, split) in _rooms().items()}
    return {split: [scene for scene in names if sides.get(scene, "train") == split] for split in SPLITS}


def folds(scenes: Iterable[str], count: int) -> dict[str, list[str]]:
    """Scenes dealt out into folds: `fold1-train`, `fold1-val`, ...; each scene validates once.

    Examples:
        >>> folds(["a", "b", "c"], 2)
        {'fold1-train': ['b'], 'fold1-val': ['a', 'c'], 'fold2-train': ['a', 'c'], 'fold2-val': ['b']}

    Raises:
        UsageError: there are fewer scenes than folds, or fewer than two folds.
    """
    names = sorted(set(scenes))
    if not 2 <= count <= len(names):
        raise UsageError(f"--folds must be from 2 to the number of scenes, which is {len(names)}, not {count}")
    found = {}
    for fold in range(count):
        held_out = names[fold::count]
        found[f"fold{fold + 1}-train"] = [name for name in names if name not in held_out]
        found[f"fold{fold + 1}-val"] = held_out
    return found


def read_splits(scenes: Iterable[str], path: Path, within_scenes: bool = False) -> dict[str, list[str]]:
    """The splits that a JSON file names: `{"train": ["kitchen1", ...], "test": ["kitchen2"]}`.

    Args:
        scenes: those of the data set.
        path: of the file. A scene that the data set lacks is an error: a slip of the pen would make a split quietly smaller.
        within_scenes: whether views of one scene may be in several splits, which then show the same objects.

    Raises:
        UsageError: the file can't be read, makes no sense, or divides a scene without being asked to.
    """
    names = set(scenes)
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{path} can't be read as JSON ({error})") from error
    if not isinstance(found, dict) or not found:
        raise UsageError(
            f'{path} must be an object of lists of scenes: {{"train": ["kitchen1"], "test": ["kitchen2"]}}'
        )
    for split, parts in found.items():
        if not re.fullmatch(r"[A-Za-z][\w.-]*", split):
            raise UsageError(
                f"{path}: {split!r} can't name a file; begin with a letter, go on with letters, digits, - and _"
            )
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise UsageError(f"{path}: {split} must be a list of scenes")
        for part in parts:
            if part_of(part)[0] not in names:
                raise UsageError(f"{path}: {split} has {part!r}, but the scenes are {', '.join(sorted(names))}")
    _check_apart(path, found, within_scenes)
    return found


def _check_apart(path: Path, found: Mapping[str, list[str]], within_scenes: bool) -> None:
    """No scene on two sides, unless asked for; no view on two sides at all."""
    placed: dict[str, list[tuple[str, range | None]]] = {}
    for split, parts in found.items():
        for part in parts:
            scene, wanted = part_of(part)
            for other, taken in placed.setdefault(scene, []):
                if wanted is None or taken is None or (wanted.start < taken.stop and taken.start < wanted.stop):
                    raise UsageError(f"{path}: views of {scene} are twice in it, in {other} and in {split}")
                if other != split and not within_scenes:
                    raise UsageError(
                        f"{path}: {scene} is in both {other} and {split}, which would show the same objects; "
                        "say --within-scenes if you mean it"
                    )
            placed[scene].append((split, wanted))


def part_of(part: str) -> tuple[str, range | None]:
    """The scene of a part, and which of its views; None for all.

    Examples:
        >>> part_of("kitchen3"), part_of("kitchen3/0-399")
        (('kitchen3', None), ('kitchen3', range(0, 400)))
    """
    scene, slash, views = part.partition("/")
    if not slash:
        return scene, None
    match = re.fullmatch(r"(\d{1,6})-(\d{1,6})", views)
    if not match or int(match[1]) > int(match[2]):
        raise UsageError(f"{part!r} is no scene and no range of its views such as {scene}/0-399")
    return scene, range(int(match[1]), int(match[2]) + 1)


def scene_numbers(scenes: Iterable[str]) -> dict[str, int]:
    """A number from 1 for each scene: a built-in one's is always the same, a user's own follow by name."""
    numbers = {scene: number for scene, (number, _) in _rooms().items()}
    own = sorted(set(scenes) - set(numbers))
    return numbers | {scene: number for number, scene in enumerate(own, start=max(numbers.values()) + 1)}
