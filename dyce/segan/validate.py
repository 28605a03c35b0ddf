"""How well the networks do on held-out objects while they train: enough to keep the best and to choose the threshold.

`dyce evaluate` measures; this is quick. IoU is that of the frame's pixels, with the given visible mask taken over.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from dyce.data.mask import decode_mask
from dyce.segan.boxes import frame_box, paste
from dyce.segan.cache import Cache
from dyce.segan.dataset import Objects, batches, prepare
from dyce.segan.decide import own_threshold
from dyce.segan.learner import upsample
from dyce.segan.losses import masked_image
from dyce.segan.networks import predict_cells
from dyce.segan.recipe import Recipe

__all__ = ["Scores", "held_out", "spread", "validate"]

THRESHOLDS = tuple(n / 20 for n in range(1, 20))
LEAST = 0.1
"""Share of the training images that validates where a data set has no split for it."""


@dataclass(frozen=True)
class Scores:
    """Means over the objects."""

    invisible: float
    """IoU of the hidden part, over the objects that have one; 0 if none has."""
    full: float
    """IoU of the full mask."""
    copied: float
    """The same of the visible mask taken for the full one: the floor."""
    threshold: float
    """The recipe's, else where `invisible + full` is highest; what they are at, if objects have no thresholds of their own."""
    l1: float | None
    """Of the painted picture in [0, 1]; None if the painter is not trained."""

    def __str__(self) -> str:
        painted = "" if self.l1 is None else f", L1 {self.l1:.4f}"
        return (
            f"invisible IoU {self.invisible:.3f}, full IoU {self.full:.3f} (visible mask copied: {self.copied:.3f}), "
            f"best threshold {self.threshold:.2f}{painted}"
        )

    @property
    def score(self) -> float:
        """What the best checkpoint is best in."""
        return self.invisible + self.full - (self.l1 or 0.0)


def spread(count: int, most: int) -> list[int]:
    """At most so many places of a list, evenly spread."""
    return [int(n) for n in np.linspace(0, count - 1, min(count, most)).round()]


def held_out(cache: Cache) -> tuple[list[int], list[int]]:
    """Places of the objects to train on and, every tenth image, to validate on, of a cache without a split for that."""
    images = {name: n for n, name in enumerate(sorted({sample.image for sample in cache.samples}))}
    every = round(1 / LEAST)
    last = [images[sample.image] % every == every - 1 for sample in cache.samples]
    return [n for n, out in enumerate(last) if not out], [n for n, out in enumerate(last) if out]


@torch.no_grad()
def validate(
    segmentor: nn.Module,
    generator: nn.Module | None,
    cache: Cache,
    places: list[int],
    recipe: Recipe,
    device: torch.device,
    workers: int = 0,
) -> Scores:
    """Score networks, in evaluation mode, on objects of a cache; the painter with predicted masks, if given."""
    overlaps, l1 = [], []
    for raw in batches(Objects(cache, recipe, training=False, painting=generator is not None), places, 32, workers):
        batch = prepare(raw, recipe, device)
        masks = predict_cells(segmentor, batch["image"], batch["visible"], batch["box"], mirrored=recipe.flip)
        if generator is not None:
            full = upsample(masks, recipe.paint)
            painted = generator(masked_image(batch["image_box"], full, batch["visible_box"]))
            l1 += (painted.float() - batch["target_box"]).abs().mean((1, 2, 3)).tolist()
        for mask, box, window, place in zip(masks.cpu(), raw["box"], raw["window"], raw["index"].tolist()):
            x0, y0, x1, y1 = window.tolist()
            in_frame = frame_box(box.numpy(), (x0, y0, x1, y1), recipe.size)
            overlaps.append(_overlap(mask, in_frame, cache, place, recipe))
    return _scores(np.array(overlaps), recipe, float(np.mean(l1)) if l1 else None)


def _overlap(mask: Tensor, box: np.ndarray, cache: Cache, place: int, recipe: Recipe) -> np.ndarray:
    """Of one object: visible and hidden pixels, and by threshold those predicted hidden, rightly and at all; (2 + 2T,).

    The last threshold is the object's own.
    """
    sample = cache.samples[place]
    visible, full = decode_mask(sample.visible), decode_mask(sample.full)
    x0, y0 = np.maximum(np.floor(box[:2]).astype(int), 0)
    x1, y1 = np.minimum(np.ceil(box[2:]).astype(int), (sample.size[1], sample.size[0]))
    inside = torch.from_numpy(box - np.array([x0, y0, x0, y0], np.float32))[None]
    found = paste(mask[None], inside, (y1 - y0, x1 - x0))[0, 0].numpy()
    found = found[~visible[y0:y1, x0:x1]]
    hidden = full[y0:y1, x0:x1][~visible[y0:y1, x0:x1]]
    thresholds = (*_thresholds(recipe), own_threshold(found))
    right = [np.count_nonzero(found[hidden] >= t) for t in thresholds]
    predicted = [np.count_nonzero(found >= t) for t in thresholds]
    return np.array([visible.sum(), full.sum() - visible.sum(), *right, *predicted], float)


def _thresholds(recipe: Recipe) -> tuple[float, ...]:
    return THRESHOLDS if recipe.threshold is None else (recipe.threshold,)


def _scores(overlaps: np.ndarray, recipe: Recipe, l1: float | None) -> Scores:
    thresholds = _thresholds(recipe)
    visible, hidden = overlaps[:, :1], overlaps[:, 1:2]
    right, predicted = np.split(overlaps[:, 2:], 2, axis=1)
    either = hidden + predicted - right
    occluded = hidden[:, 0] > 0
    invisible = (right / np.maximum(either, 1))[occluded].mean(0) if occluded.any() else np.zeros(len(thresholds) + 1)
    full = ((visible + right) / (visible + either)).mean(0)
    best = int(np.argmax((invisible + full)[:-1]))
    taken = -1 if recipe.own_thresholds else best
    copied = float((visible / (visible + hidden)).mean())
    return Scores(float(invisible[taken]), float(full[taken]), copied, thresholds[best], l1)
