"""The objects of a cache as uint8 windows, cut on the CPU.

What is random in an item follows from (seed, epoch, object) alone, not from who loads it or when: a run that is stopped and
resumed sees what it would have seen, with any number of workers and processes.
"""

import numpy as np
import torch
from torch.utils.data import Dataset

from dyce.data.mask import decode_mask
from dyce.segan.data.augment import Frame, jitter, no_jitter, pasted, recoloured, scaled
from dyce.segan.data.batch import Batch
from dyce.segan.data.cache import Cache
from dyce.segan.data.grid import expand
from dyce.segan.data.samples import Sample, seen_in
from dyce.segan.data.windows import box_of, cut, window_of, windowed
from dyce.segan.recipe import Recipe

__all__ = ["Key", "Objects"]

Key = tuple[int, int]
"""Epoch and number of an object among those that a data set has."""


class Objects(Dataset[Batch]):
    """The objects of a cache (or those at some places in it) as uint8 windows."""

    def __init__(
        self, cache: Cache, recipe: Recipe, training: bool, painting: bool = True, places: list[int] | None = None
    ) -> None:
        self.cache, self.recipe, self.training, self.painting = cache, recipe, training, painting
        self.places = list(range(len(cache.samples))) if places is None else places
        self.seen = seen_in(cache.samples) if recipe.others else {}

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, key: Key) -> Batch:
        """What `prepare` takes, of one object; and the `window` that it is seen in, (4,) int32, and its place, `index`, ()."""
        epoch, place = key[0], self.places[key[1]]
        recipe, sample = self.recipe, self.cache.samples[place]
        rng = np.random.default_rng((recipe.seed, epoch, place)) if self.training else None
        frame, full = self._frame(sample), decode_mask(sample.full)
        if rng is not None and rng.random() < recipe.cover:
            frame = self._covered(frame, full, rng)
        others = frame.others
        if rng is not None and recipe.others and rng.random() >= recipe.others:
            others = np.zeros_like(others)
        shown = no_jitter(recipe) if rng is None else jitter(recipe, rng)
        box_xyxy = box_of(frame.visible)
        window = window_of(box_xyxy, shown.factor, sample.size, shown.shift)
        if rng is not None and shown.factor is None:
            window = scaled(window, 1 + rng.uniform(-recipe.crop, recipe.crop))
        box_xyxy = expand(box_xyxy, shown.expand, recipe.expand_by)
        given = windowed(frame.image, frame.visible, others, window, box_xyxy, recipe)
        pictures = {
            "image": recoloured(given.image, shown.colours),
            "visible": given.visible,
            "full": cut(full.view(np.uint8) * 255, window, recipe.size),
        }
        if self.painting:
            unhidden = _unhidden(self.cache.appearance(sample), sample, shown.colours)
            pictures["target"] = cut(unhidden, window, recipe.size, (0, 0, 0))
        box_xyxy = given.box_xyxy
        if rng is not None and recipe.flip and rng.random() < 0.5:
            pictures = {name: picture[:, ::-1] for name, picture in pictures.items()}
            x0, y0, x1, y1 = box_xyxy
            box_xyxy = np.array([recipe.size - x1, y0, recipe.size - x0, y1], np.float32)
        tensors = {name: torch.from_numpy(_channels_first(picture)) for name, picture in pictures.items()}
        return tensors | {
            "box_xyxy": torch.from_numpy(box_xyxy),
            "window": torch.tensor(window, dtype=torch.int32),
            "index": torch.tensor(place),
        }

    def _frame(self, sample: Sample) -> Frame:
        visible = decode_mask(sample.visible)
        others = decode_mask(self.seen[sample.image]) & ~visible if self.recipe.others else np.zeros_like(visible)
        return Frame(self.cache.image(sample), visible, others)

    def _covered(self, frame: Frame, full: np.ndarray, rng: np.random.Generator) -> Frame:
        """The frame with another of the objects pasted before its object or beside it."""
        other = self.cache.samples[self.places[int(rng.integers(len(self)))]]
        return pasted(frame, full, self.cache.appearance(other), rng)


def _unhidden(appearance: np.ndarray, sample: Sample, colours: np.ndarray | None) -> np.ndarray:
    """An appearance in its place in the frame on black, (H, W, 3) uint8."""
    x, y, width, height = sample.full_box_xywh
    frame = np.zeros((*sample.size, 3), np.uint8)
    solid = appearance[..., 3] > 0
    frame[y : y + height, x : x + width][solid] = recoloured(appearance[..., :3], colours)[solid]
    return frame


def _channels_first(picture: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(picture.transpose(2, 0, 1) if picture.ndim == 3 else picture)
