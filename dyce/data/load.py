"""A data set in Python, without Blender: its views, and in each the image, the depth, the camera and every object.

Examples:
    >>> import dyce
    >>> data = dyce.load("data/dyce")
    >>> len(data), data.scenes
    (3, ['kitchen3', 'kitchen5'])
    >>> view = data[0]
    >>> view.image.shape, view.image.dtype, view.depth.dtype
    ((96, 128, 3), dtype('uint8'), dtype('float32'))

    Nothing is read before it is asked for, and then it is kept as long as the view is:

    >>> for view in data:
    ...     for instance in view.instances:
    ...         assert (instance.full == instance.visible | instance.invisible).all()

    Who hides whom:

    >>> gizmo = data[0].instance("gizmo.007")
    >>> gizmo.hidden_by
    [('bowl.005', 28)]
    >>> order = [instance.name for instance in data[0].front_first]
    >>> order.index("bowl.005") < order.index("gizmo.007")
    True

    How it looks with nothing in front of it, in its place in the image:

    >>> x, y, width, height = gizmo.box
    >>> gizmo.appearance.shape == (height, width, 4)
    True
    >>> bool((gizmo.appearance[..., 3] > 0).sum() == gizmo.full.sum())
    True
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar, overload

import numpy as np

from dyce.data.division import read_division
from dyce.data.equal import equalise
from dyce.data.folder import in_part, read_view, scene_names, views
from dyce.data.manifest import Scene, credits_of, read_scene
from dyce.data.mask import BoxXYWH, rows_and_columns
from dyce.data.modality import Modality
from dyce.data.order import before, cycles, front_first
from dyce.data.record import OF_A_VIEW, OF_AN_OBJECT, Instance, Record
from dyce.data.splits import part_of
from dyce.errors import DyceError, UsageError
from dyce.settings import flag_of

__all__ = ["DataSet", "LoadedCamera", "LoadedInstance", "LoadedView", "open_data_set"]

Told = TypeVar("Told")


@dataclass(frozen=True)
class LoadedCamera:
    """A pinhole camera. Axes as in OpenCV: x right, y down, z forward."""

    K: np.ndarray
    """(3, 3) float64 intrinsics in pixels; the centre of the top left pixel is at (0.5, 0.5)."""
    world_from_camera: np.ndarray
    """(4, 4) float64 pose, metres, world with Z up."""
    eye_height: float
    """Metres above the floor."""
    target: str
    """The name of the instance that the camera was aimed at."""


class LoadedInstance:
    """One object in one view."""

    def __init__(self, view: "LoadedView", entry: Instance) -> None:
        self._view = view
        self.entry = entry
        """All that the record says of it."""

    def __repr__(self) -> str:
        return f"<{self.name} in {self._view!r}>"

    @property
    def id(self) -> int:
        """From 1, the same in all views of a scene."""
        return self.entry.id

    @property
    def name(self) -> str:
        """Its name in Blender."""
        return self.entry.name

    @property
    def category(self) -> str:
        """Its category's name."""
        return self.entry.category

    @property
    def box(self) -> BoxXYWH:
        """`[x, y, width, height]` of the full mask."""
        return self.entry.full_box

    @property
    def visible_box(self) -> BoxXYWH:
        """`[x, y, width, height]` of the visible mask."""
        return self.entry.visible_box

    @property
    def occlusion_rate(self) -> float:
        """Invisible over full area, in [0, 1)."""
        return self.entry.occlusion_rate

    def read(self, name: str) -> np.ndarray:
        """A modality of it by its name in the record (`appearance`, `coverage.visible`), in its own box and unit.

        `dyce.data.record.OF_AN_OBJECT` lists them with type, unit and frame.

        Raises:
            KeyError: there is no such modality.
            DyceError: the data were not rendered with it, or its file is damaged.
        """
        return self._view.read_of(OF_AN_OBJECT, name, self.entry)

    def box_of(self, name: str) -> BoxXYWH:
        """The part of the image that a modality covers; see `read`."""
        return _named(OF_AN_OBJECT, name).box_in(self._view.record, self.entry)

    @cached_property
    def visible(self) -> np.ndarray:
        """(H, W) bool: where it is seen."""
        return self.read("visible")

    @cached_property
    def full(self) -> np.ndarray:
        """(H, W) bool: where it would be seen with all else hidden."""
        return self.read("full")

    @cached_property
    def invisible(self) -> np.ndarray:
        """(H, W) bool: `full` without `visible`."""
        return self.read("invisible")

    @cached_property
    def appearance(self) -> np.ndarray:
        """(height, width, 4) uint8, RGBA: how it looks with nothing in front of it, at `box`; alpha is the full mask."""
        return self.read("appearance")

    @property
    def lifted(self) -> list[str]:
        """The names of those that were out of the way when its appearance was rendered, and did not light it either.

        Raises DyceError where the record is older than this.
        """
        return [self._view.record.names[k] for k in self._since(self.entry.lifted, []) or []]

    @property
    def light_shift(self) -> float:
        """By how many levels its appearance is brighter than the image where it is seen, mean; 0 where it is the image's.

        Raises DyceError where the record is older than this.
        """
        return self._since(self.entry.light_shift, 0.0)

    def _since(self, told: Told | None, image: Told) -> Told:
        """What the record tells of its own render, or what holds where its appearance is the image's."""
        if told is not None or self.entry.appearance_from == "image":
            return image if told is None else told
        raise DyceError(f"{self._view!r} is of an older dyce, which did not record this; render it into another folder")

    @cached_property
    def equalised(self) -> np.ndarray:
        """(height, width, 4) uint8, RGBA: `appearance`, made as bright as the image where it is seen (`dyce.data.equal`)."""
        if self.entry.appearance_from == "image":
            return self.appearance
        here = rows_and_columns(self.box)
        return equalise(self.appearance, self._view.image[here], self.visible[here])

    @cached_property
    def soft_visible(self) -> np.ndarray:
        """(H, W) float32: the share of each pixel at which it is seen, 0 to 1. Raises DyceError without `--soft-masks`."""
        return self._coverage("coverage.visible")

    @cached_property
    def soft_full(self) -> np.ndarray:
        """(H, W) float32: the share of each pixel that it covers with all else hidden."""
        return self._coverage("coverage.full")

    def _coverage(self, name: str) -> np.ndarray:
        share = self.read(name) / np.float32(255)
        found = np.zeros((self._view.record.height, self._view.record.width), np.float32)
        found[rows_and_columns(self.box_of(name))] = share
        return found

    @cached_property
    def overscan_full(self) -> np.ndarray:
        """(H + 2y, W + 2x) bool: `full` with what is beyond the edges; see the view's `overscan`. Raises DyceError without it."""
        return self.read("overscan.full")

    @property
    def overscan_box(self) -> BoxXYWH:
        """`[x, y, width, height]` of it in the image's coordinates, x and y negative where it begins beyond the edge."""
        if self.entry.overscan is None:
            raise _not_asked_for(self._view, "overscan")
        return self.entry.overscan.box

    @property
    def hidden_by(self) -> list[tuple[str, int]]:
        """The names of what hides it, with the pixels hidden, most first; walls and the like are `structure`."""
        return [(occluder.name, occluder.pixels) for occluder in self.entry.hidden_by]

    @property
    def behind(self) -> list[tuple[str, int]]:
        """The names of the instances that have a surface before it, seen or not, with the pixels of its full mask, most first.

        Raises DyceError where the record is older than this count.
        """
        if self.entry.behind is None:
            raise DyceError(
                f"{self._view!r} is of an older dyce, which did not count this; render it into another folder"
            )
        return [(other.name, other.pixels) for other in self.entry.behind]


class LoadedView:
    """One view: what was rendered from one place, and what is true of it."""

    def __init__(self, folder: Path, scene: Scene) -> None:
        self.folder = folder
        """The record's."""
        self._scene = scene

    def __repr__(self) -> str:
        return f"<view {self.folder.parent.name}/{self.folder.name}>"

    @property
    def scene(self) -> str:
        """The scene's name."""
        return self.folder.parent.name

    @property
    def number(self) -> int:
        """The view's number in its scene, from 0."""
        return int(self.folder.name)

    @cached_property
    def record(self) -> Record:
        """The record itself, checked against itself. Raises DyceError if it is damaged."""
        return read_view(self.folder, self._scene)

    def read(self, name: str) -> np.ndarray:
        """A modality of the view by its name in the record (`image`, `depth`), in its unit.

        `dyce.data.record.OF_A_VIEW` lists them with type, unit and frame.

        Raises:
            KeyError: there is no such modality.
            DyceError: the data were not rendered with it, or its file is damaged.
        """
        return self.read_of(OF_A_VIEW, name, self.record)

    def read_of(self, table: Sequence[Modality], name: str, entry: Record | Instance) -> np.ndarray:
        """A modality of a table, of the view or of an instance in it; see `read`."""
        modality = _named(table, name)
        try:
            found = modality.read(self.folder, self.record, entry)
        except (OSError, ValueError) as error:
            raise _damaged(self.folder / str(modality.stored(entry))) from error
        if found is None and not modality.asked_by:
            raise DyceError(f"{self!r} is of an older dyce, which had no {name}; render it into another folder")
        if found is None:
            raise _not_asked_for(self, modality.asked_by)
        return found

    @cached_property
    def image(self) -> np.ndarray:
        """(H, W, 3) uint8, RGB."""
        return self.read("image")

    @cached_property
    def depth(self) -> np.ndarray:
        """(H, W) float32, metres along the optical axis; 0 where there is no surface, 65.535 where it is as far or farther."""
        return self.read("depth")

    @cached_property
    def camera(self) -> LoadedCamera:
        """Where the view was taken from."""
        camera = self.record.camera
        pose = np.array(camera.world_from_camera, float)
        return LoadedCamera(np.array(camera.K, float), pose, camera.eye_height, camera.target)

    @property
    def overscan(self) -> tuple[int, int]:
        """Pixels (x, y) by which the frame of `overscan_full` exceeds the image left and right, above and below; often 0."""
        x, y = self.record.overscan or (0, 0)
        return x, y

    @cached_property
    def instances(self) -> list[LoadedInstance]:
        """The annotated objects, in the record's order."""
        return [LoadedInstance(self, entry) for entry in self.record.instances]

    @cached_property
    def front_first(self) -> list[LoadedInstance]:
        """The same, whoever is in front before whom it hides; an order from front to back where there are no `cycles`."""
        return [self._by_id[id_] for id_ in front_first(self.record.instances)]

    @cached_property
    def cycles(self) -> list[list[LoadedInstance]]:
        """The groups without an order from front to back: two in front of each other, bars interlocked; see `dyce.data.order`."""
        return [[self._by_id[id_] for id_ in group] for group in cycles(self.record.instances)]

    @cached_property
    def in_front(self) -> np.ndarray:
        """(N, N) int: in how many pixels of its full mask instance [column] has instance [row] before it, seen or not."""
        place = {instance.id: n for n, instance in enumerate(self.instances)}
        found = np.zeros((len(place), len(place)), int)
        for (a, b), pixels in before(self.record.instances).items():
            found[place[a], place[b]] = pixels
        return found

    @cached_property
    def _by_id(self) -> dict[int, LoadedInstance]:
        return {instance.id: instance for instance in self.instances}

    def instance(self, name: str) -> LoadedInstance:
        """The instance of a name. Raises KeyError if the view does not show it."""
        for found in self.instances:
            if found.name == name:
                return found
        raise KeyError(name)


class DataSet(Sequence[LoadedView]):
    """The views of a data set, by scene and number. A view is read when it is asked for something, not before."""

    def __init__(self, path: Path, scenes: list[Scene], parts: Sequence[str]) -> None:
        """The views of some scenes that lie in some parts (a scene's name, or a range of its views) of a data set's folder."""
        self.path = path
        self._scenes = scenes
        wanted = [(folder, scene) for scene in scenes for folder in views(path, scene.name)]
        self._views = [(folder, scene) for folder, scene in wanted if any(in_part(folder, part) for part in parts)]

    def __len__(self) -> int:
        return len(self._views)

    @overload
    def __getitem__(self, index: int) -> LoadedView: ...
    @overload
    def __getitem__(self, index: slice) -> list[LoadedView]: ...
    def __getitem__(self, index: int | slice) -> LoadedView | list[LoadedView]:
        if isinstance(index, slice):
            return [LoadedView(*found) for found in self._views[index]]
        return LoadedView(*self._views[index])

    def __repr__(self) -> str:
        return f"<{len(self)} views of {', '.join(self.scenes)} in {self.path}>"

    @property
    def scenes(self) -> list[str]:
        """Their names."""
        return [scene.name for scene in self._scenes]

    @property
    def credits(self) -> list[dict]:
        """Who made the models, under which licence: to be passed on with the images."""
        return credits_of(self._scenes)


def open_data_set(path: Path, scenes: Iterable[str] | None = None, split: str | None = None) -> DataSet:
    """What `dyce.load` does."""
    names = scene_names(path)
    parts = names
    if split is not None:
        by_split = read_division(path, names)
        if split not in by_split:
            raise UsageError(f"no split {split!r}; the splits are {', '.join(by_split)}")
        parts = by_split[split]
        names = sorted({part_of(part)[0] for part in parts})
    if scenes is not None:
        wanted = {scenes} if isinstance(scenes, str) else set(scenes)
        if unknown := wanted - set(names):
            raise UsageError(f"{path} has no views of {', '.join(sorted(unknown))}, but of {', '.join(names)}")
        names = [name for name in names if name in wanted]
    return DataSet(path, [read_scene(path, name) for name in names], parts)


def _named(table: Sequence[Modality], name: str) -> Modality:
    return {modality.name: modality for modality in table}[name]


def _not_asked_for(view: LoadedView, setting: str) -> DyceError:
    what, flag = setting.replace("_", " "), flag_of(setting)
    return DyceError(f"{view!r} has no {what}; render it with {flag} into another folder")


def _damaged(path: Path) -> DyceError:
    return DyceError(f"{path} can't be read; run the same `dyce render` again to mend it")
