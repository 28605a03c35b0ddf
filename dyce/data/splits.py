"""Which scenes train, validate and test, and the numbers that scenes have in every export.

As in the paper, two kitchens and two living rooms test and the other seven train and validate; which ones it leaves open.
Train and test scenes share no model, so a scene must not change sides.

A split is a list of parts: a scene's name, or some of its views, `kitchen3/0-399`.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from dyce.errors import UsageError

__all__ = ["SPLITS", "Division", "folds", "part_of", "read_splits", "scene_numbers", "splits"]

SPLITS = {
    "train": ("kitchen1", "kitchen2", "kitchen3", "livingroom1", "livingroom2"),
    "val": ("kitchen4", "livingroom3"),
    "test": ("kitchen5", "kitchen6", "livingroom4", "livingroom5"),
}
"""The built-in scenes of each split."""

Division = Callable[[Iterable[str]], dict[str, list[str]]]
"""A way to divide a data set: from the names of its scenes to the parts of each split."""

NUMBERED = tuple(f"kitchen{n}" for n in range(1, 7)) + tuple(f"livingroom{n}" for n in range(1, 6))
"""Built-in scenes by number, from 1. New ones go to the end: ids in exported files follow from the place."""


def splits(scenes: Iterable[str]) -> dict[str, list[str]]:
    """The scenes of each split, sorted: built-in ones as `SPLITS` has them, a user's own and a scene alone in train."""
    names = sorted(set(scenes))
    if len(names) == 1:
        return {"train": names, "val": [], "test": []}
    held_out = {scene: split for split in ("val", "test") for scene in SPLITS[split]}
    return {split: [scene for scene in names if held_out.get(scene, "train") == split] for split in SPLITS}


def folds(scenes: Iterable[str], count: int) -> dict[str, list[str]]:
    """Scenes dealt out into folds: `fold1-train`, `fold1-val`, ...; each scene validates once.

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
    own = sorted(set(scenes) - set(NUMBERED))
    return {scene: number for number, scene in enumerate((*NUMBERED, *own), start=1)}
