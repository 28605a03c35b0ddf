"""Objects to batches: windows cut from the cache on the CPU as uint8, floats and box crops on the device.

What is random in an item follows from (seed, epoch, object) alone, not from who loads it or when: a run that is stopped and
resumed sees what it would have seen, with any number of workers and processes.
"""

import signal
from collections.abc import Iterator

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from dyce.data.mask import decode_mask
from dyce.segan.boxes import Window, box_of, crop, cut, expand, hull_of, window_box, window_of
from dyce.segan.cache import Cache
from dyce.segan.recipe import Recipe
from dyce.segan.samples import Sample, seen_in

__all__ = ["Batch", "Objects", "Turns", "batches", "given", "loader", "prepare"]

Batch = dict[str, Tensor]
"""Float tensors of B objects, as `prepare` makes them:

`image` (B, 3, S, S) zero-mean window; `visible` (B, M, S, S), the masks of `given`; `box` (B, 4) expanded, in its pixels;
`full_58`, `visible_58` (B, 1, m, m) box crops (58 in the paper); and for painting
`image_box` (B, 3, P, P) in [0, 1], `visible_box` (B, 1, P, P), `target_box` (B, 3, P, P) in [0, 1], black outside the object.
"""

Key = tuple[int, int]
"""Epoch and number of an object among those that a data set has."""

LEAST_LEFT = 0.3
"""Share of the visible mask that a pasted object must leave."""


class Objects(Dataset[Batch]):
    """The objects of a cache (or those at some places in it) as uint8 windows."""

    def __init__(
        self, cache: Cache, recipe: Recipe, training: bool, painting: bool = True, places: list[int] | None = None
    ) -> None:
        self.cache, self.recipe, self.training, self.painting = cache, recipe, training, painting
        self.places = list(range(len(cache.samples))) if places is None else places
        self.fill = tuple(round(255 * share) for share in recipe.mean)
        self.seen = seen_in(cache.samples) if recipe.others else {}

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, key: Key) -> Batch:
        """`image` (3, S, S), `visible`, `full` (S, S), `target` (3, S, S) as uint8, `box` (4,), `window` (4,), `index` ()."""
        epoch, place = key[0], self.places[key[1]]
        recipe, sample = self.recipe, self.cache.samples[place]
        rng = np.random.default_rng((recipe.seed, epoch, place)) if self.training else None
        image, visible, full = self.cache.image(sample), decode_mask(sample.visible), decode_mask(sample.full)
        others = decode_mask(self.seen[sample.image]) & ~visible if recipe.others else np.zeros_like(visible)
        if rng is not None and rng.random() < recipe.cover:
            image, visible, others = self._covered(image, visible, full, others, rng)
        if rng is not None and recipe.others and rng.random() >= recipe.others:
            others = np.zeros_like(visible)
        box = box_of(visible)
        shift, factor, share, table = (0.0, 0.0), recipe.window, np.full(4, recipe.expand_test), None
        if rng is not None:
            shift, factor, share, table = self._jitter(rng)
        window = window_of(box, factor, sample.size, shift)
        if rng is not None and factor is None:
            window = _scaled(window, 1 + rng.uniform(-recipe.crop, recipe.crop))
        size = recipe.size
        found = {
            "image": _looked_up(cut(image, window, size, self.fill), table),
            "visible": given(visible, others, window, recipe),
            "full": cut(full.view(np.uint8) * 255, window, size),
        }
        if self.painting:
            found["target"] = cut(_unhidden(self.cache.appearance(sample), sample, table), window, size, (0, 0, 0))
        box = window_box(expand(box, share, recipe.expand_by), window, size)
        if rng is not None and recipe.flip and rng.random() < 0.5:
            found = {name: picture[:, ::-1] for name, picture in found.items()}
            box = np.array([size - box[2], box[1], size - box[0], box[3]], np.float32)
        tensors = {name: torch.from_numpy(_channels_first(picture)) for name, picture in found.items()}
        return tensors | {
            "box": torch.from_numpy(box),
            "window": torch.tensor(window, dtype=torch.int32),
            "index": torch.tensor(place),
        }

    def _jitter(
        self, rng: np.random.Generator
    ) -> tuple[tuple[float, float], float | None, np.ndarray, np.ndarray | None]:
        """The window's shift and factor, how far each side of the box moves out, and how colours change."""
        recipe = self.recipe
        shift = (rng.uniform(-recipe.crop, recipe.crop) / 2, rng.uniform(-recipe.crop, recipe.crop) / 2)
        factor = None if recipe.window is None else recipe.window * (1 + rng.uniform(-recipe.crop, 2 * recipe.crop))
        table = _colour_table(recipe.colour, rng) if recipe.colour else None
        return shift, factor, rng.uniform(*recipe.expand, 4), table

    def _covered(
        self, image: np.ndarray, visible: np.ndarray, full: np.ndarray, others: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Image, visible mask and the others' with one more object pasted before the object, or else beside it.

        What is beside hides nothing, so that a pasted edge alone tells nothing.
        """
        other = self.cache.appearance(self.cache.samples[self.places[int(rng.integers(len(self)))]])
        x0, y0, x1, y1 = box_of(visible)
        extent = max(x1 - x0, y1 - y0)
        scale = extent * rng.uniform(0.3, 1.3) / max(other.shape[:2])
        size = (max(1, round(other.shape[1] * scale)), max(1, round(other.shape[0] * scale)))
        other = cv2.resize(other, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        if rng.random() < 0.5:
            other = other[:, ::-1]
        left = round(rng.uniform(x0, x1) - size[0] / 2)
        top = round(rng.uniform(y0, y1) - size[1] / 2)
        behind = rng.random() < 0.3
        height, width = visible.shape
        rows, columns = slice(max(top, 0), min(top + size[1], height)), slice(max(left, 0), min(left + size[0], width))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return image, visible, others
        other = other[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        solid = other[..., 3] > 127
        if behind:
            solid &= ~full[rows, columns]
        remaining = visible.copy()
        remaining[rows, columns] &= ~solid
        if remaining.sum() < max(LEAST_LEFT * visible.sum(), 10):
            return image, visible, others
        image, others = image.copy(), others.copy()
        image[rows, columns][solid] = other[..., :3][solid]
        others[rows, columns] |= solid
        return image, remaining, others


def given(visible: np.ndarray, others: np.ndarray, window: Window, recipe: Recipe) -> np.ndarray:
    """The masks that the segmentor is given in a window, (S, S, M) uint8: SV, and what the recipe has beside it.

    Args:
        visible: (H, W) bool.
        others: (H, W) bool: what is seen of the image's other objects, as far as that is known.
        window: what to cut out.
        recipe: M is 1 in the paper's, 2 with the hull of SV, and one more with the others.
    """
    masks = [visible]
    if recipe.hull:
        masks.append(hull_of(visible))
    if recipe.others:
        masks.append(others)
    return np.stack([cut(mask.view(np.uint8) * 255, window, recipe.size) for mask in masks], -1)


def _scaled(window: tuple[int, int, int, int], factor: float) -> tuple[int, int, int, int]:
    """A window of so many times the size around the same centre."""
    x0, y0, x1, y1 = window
    x, y = round((x1 - x0) * (factor - 1) / 2), round((y1 - y0) * (factor - 1) / 2)
    return x0 - x, y0 - y, x1 + x, y1 + y


def _unhidden(appearance: np.ndarray, sample: Sample, table: np.ndarray | None) -> np.ndarray:
    """An appearance in its place in the frame on black, (H, W, 3) uint8."""
    x, y, width, height = sample.full_box
    frame = np.zeros((*sample.size, 3), np.uint8)
    solid = appearance[..., 3] > 0
    frame[y : y + height, x : x + width][solid] = _looked_up(appearance[..., :3], table)[solid]
    return frame


def _colour_table(most: float, rng: np.random.Generator) -> np.ndarray:
    """New levels of R, G and B by old ones, (1, 256, 3) uint8: another brightness, contrast and tint."""
    gain = (1 + rng.uniform(-most, most)) * (1 + rng.uniform(-most, most, 3) / 3)
    contrast = 1 + rng.uniform(-most, most)
    levels = np.clip((np.arange(256)[:, None] - 110) * contrast + 110, 0, 255) * gain
    return np.clip(levels, 0, 255).astype(np.uint8)[None]


def _looked_up(picture: np.ndarray, table: np.ndarray | None) -> np.ndarray:
    """A picture, (H, W, 3) uint8, in the colours of a table, if there is one."""
    return picture if table is None else cv2.LUT(np.ascontiguousarray(picture), table)


def _channels_first(picture: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(picture.transpose(2, 0, 1) if picture.ndim == 3 else picture)


class Turns(Sampler[list[Key]]):
    """Which objects each step takes, without end: each epoch every object once in a new order, but for what fills no batch.

    Args:
        objects: how many there are.
        batch: objects a step, of all processes together.
        seed: of the order.
        start: the first step to yield.
        rank, world: this process takes every world-th object of a batch.
    """

    def __init__(self, objects: int, batch: int, seed: int, start: int = 0, rank: int = 0, world: int = 1) -> None:
        self.objects, self.seed, self.start, self.rank, self.world = objects, seed, start, rank, world
        self.batch = min(batch, objects)

    @property
    def steps(self) -> int:
        """An epoch's."""
        return self.objects // self.batch

    def __iter__(self) -> Iterator[list[Key]]:
        epoch, first = divmod(self.start, self.steps)
        while True:
            order = np.random.default_rng((self.seed, epoch)).permutation(self.objects)
            for step in range(first, self.steps):
                places = order[step * self.batch : (step + 1) * self.batch]
                yield [(epoch, int(place)) for place in places[self.rank :: self.world]]
            epoch, first = epoch + 1, 0


def loader(objects: Objects, turns: Turns, workers: int, pin: bool = False) -> DataLoader[Batch]:
    """Batches of `Objects`, without end, in the order of the turns. With workers, OpenCV has one thread from here on."""
    _one_thread(workers)
    return DataLoader(
        objects,
        batch_sampler=turns,
        num_workers=workers,
        pin_memory=pin,
        persistent_workers=workers > 0,
        prefetch_factor=4 if workers else None,
        worker_init_fn=_set_up_worker,
        generator=torch.Generator(),  # else each start would draw from the one that dropout uses
    )


def batches(objects: Objects, places: list[int], size: int, workers: int = 0) -> DataLoader[Batch]:
    """Batches of given objects, once, in their order: for evaluation. With workers as `loader`."""
    _one_thread(workers)
    keys = [[(0, place) for place in places[i : i + size]] for i in range(0, len(places), size)]
    return DataLoader(
        objects,
        batch_sampler=keys,
        num_workers=workers,
        worker_init_fn=_set_up_worker,
        generator=torch.Generator(),
    )


def _one_thread(workers: int) -> None:
    """Before workers are forked: OpenCV's threads end, and none start again.

    A forked process has none of them, and would wait for them for ever. And each worker is to be one thread.
    """
    if workers:
        cv2.setNumThreads(1)


def _set_up_worker(worker: int) -> None:
    """A worker leaves signals to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def prepare(raw: Batch, recipe: Recipe, device: torch.device | str = "cpu") -> Batch:
    """A loaded batch on a device, as floats, with the box crops cut out there."""
    moved = {name: value.to(device, non_blocking=True) for name, value in raw.items()}
    image, box = moved["image"].float() / 255, moved["box"]
    visible, full = moved["visible"].float() / 255, moved["full"].unsqueeze(1).float() / 255
    mean = image.new_tensor(recipe.mean).view(1, 3, 1, 1)
    small = crop(torch.cat([visible[:, :1], full], 1), box, recipe.mask)
    batch = {
        "image": image - mean,
        "visible": visible,
        "box": box,
        "visible_58": small[:, :1],
        "full_58": small[:, 1:],
        "window": moved["window"],
        "index": moved["index"],
    }
    if "target" in moved:
        target = moved["target"].float() / 255
        large = crop(torch.cat([image, visible[:, :1], target], 1), box, recipe.paint, taps=2)
        batch |= {"image_box": large[:, :3], "visible_box": large[:, 3:4], "target_box": large[:, 4:]}
    return batch
