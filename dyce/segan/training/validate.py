"""How well a network does on held-out objects while it trains: enough to keep the best and to choose the threshold.

`dyce evaluate` measures; this is quick. IoU is that of the frame's pixels, with the given visible mask taken over.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from dyce.data.mask import decode_mask
from dyce.segan.data.batch import prepare
from dyce.segan.data.boxes import paste
from dyce.segan.data.cache import Cache
from dyce.segan.data.loading import batches
from dyce.segan.data.objects import Objects
from dyce.segan.data.windows import frame_box
from dyce.segan.model.cells import predict_cells, upsample
from dyce.segan.model.decide import own_threshold
from dyce.segan.model.network import Network
from dyce.segan.recipe import Recipe

__all__ = ["Validation", "evenly", "held_out", "validate"]

THRESHOLDS = tuple(n / 20 for n in range(1, 20))
LEAST = 0.1
"""Share of the training images that validates where a data set has no split for it."""


@dataclass(frozen=True)
class Validation:
    """Means over the objects."""

    invisible: float
    """IoU of the hidden part, over the objects that have one; 0 if none has."""
    full: float
    """IoU of the full mask."""
    copied: float
    """The same of the visible mask taken for the full one: the baseline."""
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


def evenly(count: int, most: int) -> list[int]:
    """At most so many places of a list, evenly spread."""
    return [int(n) for n in np.linspace(0, count - 1, min(count, most)).round()]


def held_out(cache: Cache) -> tuple[list[int], list[int]]:
    """Places of the objects to train on and, every tenth image, to validate on, of a cache without a split for that."""
    images = {name: n for n, name in enumerate(sorted({sample.image for sample in cache.samples}))}
    every = round(1 / LEAST)
    last = [images[sample.image] % every == every - 1 for sample in cache.samples]
    return [n for n, out in enumerate(last) if not out], [n for n, out in enumerate(last) if out]


@dataclass(frozen=True)
class _Overlap:
    """Of one object, pixels; by threshold, the last of which is the object's own, (T,)."""

    visible: int
    hidden: int
    right: list[int]
    """Those predicted hidden that are."""
    predicted: list[int]
    """All those predicted hidden."""


@torch.no_grad()
def validate(
    network: Network,
    painting: bool,
    cache: Cache,
    places: list[int],
    recipe: Recipe,
    device: torch.device,
    workers: int = 0,
) -> Validation:
    """Score a network, in evaluation mode, on objects of a cache; if it is `painting`, with predicted masks."""
    overlaps, l1 = [], []
    for raw in batches(Objects(cache, recipe, training=False, painting=painting), places, 32, workers):
        batch = prepare(raw, recipe, device)
        masks = predict_cells(network, batch, mirrored=recipe.flip)
        if painting:
            full = upsample(masks, recipe.paint)
            painted = network.paint(batch["image_box"], full, batch["visible_box"])
            l1 += (painted - batch["target_box"]).abs().mean((1, 2, 3)).tolist()
        for mask, box, window, place in zip(masks.cpu(), raw["box_xyxy"], raw["window"], raw["index"].tolist()):
            x0, y0, x1, y1 = window.tolist()
            in_frame = frame_box(box.numpy(), (x0, y0, x1, y1), recipe.size)
            overlaps.append(_overlap(mask, in_frame, cache, place, recipe))
    return _validation(overlaps, recipe, float(np.mean(l1)) if l1 else None)


def _overlap(mask: Tensor, box_xyxy: np.ndarray, cache: Cache, place: int, recipe: Recipe) -> _Overlap:
    sample = cache.samples[place]
    visible, full = decode_mask(sample.visible), decode_mask(sample.full)
    x0, y0 = np.maximum(np.floor(box_xyxy[:2]).astype(int), 0)
    x1, y1 = np.minimum(np.ceil(box_xyxy[2:]).astype(int), (sample.size[1], sample.size[0]))
    inside = torch.from_numpy(box_xyxy - np.array([x0, y0, x0, y0], np.float32))[None]
    found = paste(mask[None], inside, (y1 - y0, x1 - x0))[0, 0].numpy()
    found = found[~visible[y0:y1, x0:x1]]
    hidden = full[y0:y1, x0:x1][~visible[y0:y1, x0:x1]]
    thresholds = (*_thresholds(recipe), own_threshold(found))
    return _Overlap(
        visible=int(visible.sum()),
        hidden=int(full.sum()) - int(visible.sum()),
        right=[int(np.count_nonzero(found[hidden] >= t)) for t in thresholds],
        predicted=[int(np.count_nonzero(found >= t)) for t in thresholds],
    )


def _thresholds(recipe: Recipe) -> tuple[float, ...]:
    return THRESHOLDS if recipe.threshold is None else (recipe.threshold,)


def _validation(overlaps: list[_Overlap], recipe: Recipe, l1: float | None) -> Validation:
    thresholds = _thresholds(recipe)
    visible = np.array([[each.visible] for each in overlaps], float)
    hidden = np.array([[each.hidden] for each in overlaps], float)
    right = np.array([each.right for each in overlaps], float)
    predicted = np.array([each.predicted for each in overlaps], float)
    either = hidden + predicted - right
    occluded = hidden[:, 0] > 0
    invisible = (right / np.maximum(either, 1))[occluded].mean(0) if occluded.any() else np.zeros(len(thresholds) + 1)
    full = ((visible + right) / (visible + either)).mean(0)
    best = int(np.argmax((invisible + full)[:-1]))
    taken = -1 if recipe.own_thresholds else best
    copied = float((visible / (visible + hidden)).mean())
    return Validation(float(invisible[taken]), float(full[taken]), copied, thresholds[best], l1)
