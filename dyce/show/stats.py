"""What a data set holds, counted: the paper's section 4.3 beside it, how much is hidden, where the eyes are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dyce.data.alike import Gaze, alike_gazes, gaze_of
from dyce.data.folder import read_view, scene_names, views
from dyce.data.manifest import Damaged, Scene, read_scene
from dyce.data.splits import splits
from dyce.errors import DyceError
from dyce.parallel import in_order
from dyce.text import one_line

__all__ = ["PAPER", "Stats", "collect_stats"]

VISIBLE = 10
"""Pixels of an object that must be seen for it to count as visible (section 4.3)."""
OCCLUDED = 0.05
"""Occlusion rate from which an object counts as occluded."""
FEW = 5
"""Views with fewer instances are hardly worth their render."""
FILLS = 0.8
"""Share of the frame from which one instance is all that a view shows."""
BINS = 20
"""Of the occlusion rates."""
SHOWN = 10
"""Odd views that are told one by one."""


@dataclass(frozen=True)
class Side:
    """What one side of the data set holds."""

    scenes: int
    images: int
    objects: int
    """Visible objects over all images."""


@dataclass(frozen=True)
class Summary:
    """The figures of the paper's section 4.3 and 5."""

    scenes: int
    images: int
    objects_a_scene: float
    visible_an_image: float
    """Objects with at least 10 visible pixels."""
    train: Side
    """Training and validation together, as in the paper."""
    test: Side


PAPER = Summary(11, 5500, 60.0, 17.5, Side(7, 3500, 41924), Side(4, 2000, 27617))
"""What the paper says of its own DYCE."""


@dataclass(frozen=True)
class Odd:
    """A view that adds little."""

    where: str
    what: str


@dataclass(frozen=True)
class Stats:
    """All that is counted."""

    summary: Summary
    views: dict[str, int]
    """By scene."""
    categories: dict[str, int]
    """Visible objects over all images, most first."""
    occlusion_rates: list[int]
    """Visible objects by occlusion rate: 20 bins of 5 %, each from its lower end on."""
    not_occluded: int
    """Visible objects with nothing in front."""
    occluded_share: float
    """Of visible objects, those hidden by 5 % or more."""
    visible_counts: list[int]
    """Visible objects in each view."""
    few: int
    """Views with fewer than 5."""
    eye_heights: list[float]
    """Metres above the floor, by view."""
    headings: list[float]
    """Degrees, -180 to 180, counter-clockwise from the world's X axis, by view."""
    pitches: list[float]
    """Degrees above the horizon, by view."""
    targets: dict[str, int]
    """Views by the category of what they are aimed at, most first."""
    odd: list[Odd]
    left_out: list[str]
    """Why, a line for each view that is damaged."""

    def as_dict(self) -> dict[str, Any]:
        """All of it, and the paper's figures, as plain JSON values."""
        return asdict(self) | {"paper": asdict(PAPER)}

    def lines(self) -> list[str]:
        """What a user wants to read of it."""
        found = [f"{name:34}{paper:>14}{here:>14}" for name, paper, here in (("", "paper", "here"), *self.table())]
        total = sum(self.visible_counts)
        found += [
            "",
            f"of {total} visible objects {100 * self.occluded_share:.1f} % are hidden by 5 % or more, "
            f"{self.not_occluded} not at all",
            f"views with fewer than {FEW} visible objects: {self.few} of {len(self.visible_counts)}",
            f"eyes at {min(self.eye_heights):.2f} to {max(self.eye_heights):.2f} m, {np.mean(self.eye_heights):.2f} on average",
            one_line(
                "most seen: " + ", ".join(f"{name} {number}" for name, number in list(self.categories.items())[:8])
            ),
        ]
        for kind, texts in (("odd", [f"{o.where}: {o.what}" for o in self.odd]), ("left out", self.left_out)):
            found += [one_line(f"{kind}: {text}") for text in texts[:SHOWN]]
            if len(texts) > SHOWN:
                found.append(f"{kind}: {len(texts)} views in all")
        return found

    def table(self) -> Iterator[tuple[str, str, str]]:
        """The paper's figures and the data set's: name, paper, here."""
        for name, pick in (
            ("scenes", lambda s: f"{s.scenes:,}"),
            ("images", lambda s: f"{s.images:,}"),
            ("images a scene", lambda s: f"{s.images / s.scenes:,.0f}"),
            ("objects a scene", lambda s: f"{s.objects_a_scene:,.1f}"),
            ("visible objects an image", lambda s: f"{s.visible_an_image:,.1f}"),
            ("train and validation: scenes", lambda s: f"{s.train.scenes:,}"),
            ("train and validation: images", lambda s: f"{s.train.images:,}"),
            ("train and validation: objects", lambda s: f"{s.train.objects:,}"),
            ("test: scenes", lambda s: f"{s.test.scenes:,}"),
            ("test: images", lambda s: f"{s.test.images:,}"),
            ("test: objects", lambda s: f"{s.test.objects:,}"),
        ):
            yield name, pick(PAPER), pick(self.summary)


@dataclass(frozen=True)
class _Counted:
    """What counts of one view."""

    folder: Path
    seen: list[tuple[int, str, float]]
    """Id, category and occlusion rate of the visible objects."""
    gaze: Gaze
    eye_height: float
    target: str
    """Category of what it is aimed at; empty where it is not known."""
    image: str
    """SHA-256."""
    fills: str
    """The name of what fills the frame, if anything does."""


def collect_stats(data: Path) -> Stats:
    """Count a data set. Views that are damaged are left out.

    Raises:
        DyceError: there are no views, or none of them is whole.
    """
    scenes = {}
    for name in scene_names(data):
        try:
            scenes[name] = read_scene(data, name)
        except Damaged:
            scenes[name] = Scene(name)
    jobs = [(folder, scene) for scene in scenes.values() for folder in views(data, scene.name)]
    found = list(in_order(_count, jobs))
    counted = [one for one in found if isinstance(one, _Counted)]
    left_out = [one for one in found if isinstance(one, str)]
    if not counted:
        raise DyceError(f"{data} has no view that is whole; the first: {left_out[0]}")
    rates = np.array([rate for one in counted for _, _, rate in one.seen])
    directions = np.array([one.gaze.direction for one in counted])
    per_view = [len(one.seen) for one in counted]
    return Stats(
        summary=_summarise(counted, scenes),
        views=dict(Counter(_scene(one) for one in counted)),
        categories=dict(Counter(category for one in counted for _, category, _ in one.seen).most_common()),
        occlusion_rates=np.bincount((rates * BINS).astype(int).clip(0, BINS - 1), minlength=BINS).tolist(),
        not_occluded=int((rates == 0).sum()),
        occluded_share=float((rates >= OCCLUDED).mean()) if rates.size else 0.0,
        visible_counts=per_view,
        few=sum(number < FEW for number in per_view),
        eye_heights=[one.eye_height for one in counted],
        headings=np.degrees(np.arctan2(directions[:, 1], directions[:, 0])).tolist(),
        pitches=np.degrees(np.arcsin(directions[:, 2].clip(-1, 1))).tolist(),
        targets=dict(Counter(one.target for one in counted if one.target).most_common()),
        odd=list(_find_odd(counted)),
        left_out=left_out,
    )


def _scene(one: _Counted) -> str:
    return one.folder.parent.name


def _count(job: tuple[Path, Scene]) -> _Counted | str:
    folder, scene = job
    try:
        record = read_view(folder, scene)
    except Damaged as error:
        return str(error)
    kinds = dict(scene.instances.values())
    kinds |= {instance.name: instance.category for instance in record.instances}
    largest = max(record.instances, key=lambda instance: instance.visible_area, default=None)
    fills = largest is not None and largest.visible_area >= FILLS * record.width * record.height
    return _Counted(
        folder,
        [(i.id, i.category, float(i.occlusion_rate)) for i in record.instances if i.visible_area >= VISIBLE],
        gaze_of(record.camera),
        float(record.camera.eye_height),
        kinds.get(record.camera.target, ""),
        str(record.files[record.image]),
        largest.name if largest and fills else "",
    )


def _summarise(counted: list[_Counted], scenes: dict[str, Scene]) -> Summary:
    objects = {name: set(scene.instances) for name, scene in scenes.items()}
    for one in counted:
        objects[_scene(one)] |= {id_ for id_, _, _ in one.seen}  # all that is known of a scene whose scene.json is lost
    there = sorted({_scene(one) for one in counted})
    sides = splits(there)

    def split(names: list[str]) -> Side:
        chosen = [one for one in counted if _scene(one) in names]
        return Side(len(names), len(chosen), sum(len(one.seen) for one in chosen))

    return Summary(
        scenes=len(there),
        images=len(counted),
        objects_a_scene=float(np.mean([len(objects[name]) for name in there])),
        visible_an_image=float(np.mean([len(one.seen) for one in counted])),
        train=split([*sides["train"], *sides["val"]]),
        test=split(sides["test"]),
    )


def _find_odd(counted: list[_Counted]) -> Iterator[Odd]:
    """Views that repeat another or show next to nothing."""
    first: dict[str, _Counted] = {}
    scenes: dict[str, list[_Counted]] = {}
    repeated = {}
    for one in counted:
        scenes.setdefault(_scene(one), []).append(one)
        if first.setdefault(one.image, one) is not one:
            repeated[one.folder] = f"has the same image as {_where(first[one.image])}"
    for there in scenes.values():
        for earlier, later in alike_gazes([one.gaze for one in there]):
            repeated.setdefault(
                there[later].folder, f"is seen as {_where(there[earlier])} is, same place, same direction"
            )
    for one in counted:
        if one.folder in repeated:
            yield Odd(_where(one), repeated[one.folder])
        if len(one.seen) < FEW:
            yield Odd(_where(one), f"shows {len(one.seen)} visible object" + "s" * (len(one.seen) != 1))
        if one.fills:
            yield Odd(_where(one), f"shows {one.fills} and little else")


def _where(one: _Counted) -> str:
    return f"{_scene(one)}/{one.folder.name}"
