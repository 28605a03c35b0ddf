"""Which scenes train, validate and test, and the numbers that scenes have in every export.

As in the paper, two kitchens and two living rooms test and the other seven train and validate; which ones it leaves open.
Train and test scenes share no model, so a scene must not change sides.
"""

from collections.abc import Iterable

__all__ = ["SPLITS", "scene_numbers", "splits"]

SPLITS = {
    "train": ("kitchen1", "kitchen2", "kitchen3", "livingroom1", "livingroom2"),
    "val": ("kitchen4", "livingroom3"),
    "test": ("kitchen5", "kitchen6", "livingroom4", "livingroom5"),
}
"""The built-in scenes of each split."""

NUMBERED = tuple(f"kitchen{n}" for n in range(1, 7)) + tuple(f"livingroom{n}" for n in range(1, 6))
"""Built-in scenes by number, from 1. New ones go to the end: ids in exported files follow from the place."""


def splits(scenes: Iterable[str]) -> dict[str, list[str]]:
    """The scenes of each split, sorted: built-in ones as `SPLITS` has them, a user's own and a scene alone in train."""
    names = sorted(set(scenes))
    if len(names) == 1:
        return {"train": names, "val": [], "test": []}
    held_out = {scene: split for split in ("val", "test") for scene in SPLITS[split]}
    return {split: [scene for scene in names if held_out.get(scene, "train") == split] for split in SPLITS}


def scene_numbers(scenes: Iterable[str]) -> dict[str, int]:
    """A number from 1 for each scene: a built-in one's is always the same, a user's own follow by name."""
    own = sorted(set(scenes) - set(NUMBERED))
    return {scene: number for number, scene in enumerate((*NUMBERED, *own), start=1)}
