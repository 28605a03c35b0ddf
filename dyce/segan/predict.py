"""A trained SeGAN at work: from an image and visible masks to full masks and painted objects, in the frame."""

import json
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from dyce.errors import UsageError
from dyce.segan.boxes import box_of, crop, cut, window_box, window_of
from dyce.segan.checkpoint import Trained, load_trained
from dyce.segan.completion import Completion, InBox, paint
from dyce.segan.dataset import given
from dyce.segan.decide import own_threshold
from dyce.segan.evaluate import ALONE, MODEL, RAW, Model
from dyce.segan.floors import Geometry
from dyce.segan.grid import spread
from dyce.segan.learner import upsample
from dyce.segan.losses import masked_image
from dyce.segan.networks import predict_cells
from dyce.segan.processes import pick_device

__all__ = ["Completer", "load_completer", "load_model"]

AT_ONCE = 32
"""Objects that go through the networks together."""

LOOKS = (0.9, 1.15)
"""Sizes of the windows that an object is looked at in, against the recipe's; the mean of what is predicted in them is taken."""


class Completer:
    """Completes objects with a trained model."""

    def __init__(self, trained: Trained, device: torch.device) -> None:
        self.trained, self.device = trained, device
        recipe = trained.recipe
        self.geometry = Geometry(recipe.mask, recipe.paint, recipe.expand_test, recipe.expand_by, recipe.hidden_only)
        self.paints = not {"painter", "both"}.isdisjoint(trained.phases)
        """Whether the painter was trained at all."""

    def complete(self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray | None = None) -> Completion:
        """What to use: the given visible mask is kept, and what is seen has the image's own pixels.

        Args:
            image: (H, W, 3) uint8, RGB.
            visible: (N, H, W) bool, none of them empty.
            seen: (H, W) bool: where some object is known to be seen, for recipes with `others`; the N objects if None.
        """
        return self._both(image, visible, seen)[0]

    def rows(self, image: np.ndarray, visible: np.ndarray) -> dict[str, Completion]:
        """By row of the evaluation: `complete`, and what the networks themselves say, which may not keep what is seen (raw)."""
        used, raw = self._both(image, visible, None)
        found = {MODEL: used, RAW: raw}
        if self.trained.recipe.others:
            found[ALONE] = self.complete(image, visible, np.zeros_like(visible[0]))
        return found

    def _both(self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray | None) -> tuple[Completion, Completion]:
        shape = (image.shape[0], image.shape[1])
        cells, in_box = self._predict(image, visible, visible.any(0) if seen is None else seen)
        colours = None if in_box.pictures is None else spread(in_box.pictures, in_box.boxes, shape)
        painted = None if colours is None else np.where(visible[..., None], image, colours)
        full = np.maximum(spread(cells, in_box.boxes, shape), visible)
        raw = spread(in_box.full, in_box.boxes, shape)
        threshold: float | np.ndarray = self.trained.threshold
        if self.trained.recipe.own_thresholds:
            threshold = np.array([own_threshold(mask[~known]) for mask, known in zip(full, visible)])
        return (
            self._completion(full, painted, threshold),
            self._completion(raw, colours, self.trained.threshold, in_box),
        )

    def _completion(
        self, full: np.ndarray, colours: np.ndarray | None, threshold: float | np.ndarray, in_box: InBox | None = None
    ) -> Completion:
        masks = full >= np.reshape(threshold, (-1, 1, 1))
        painted = [] if colours is None else [paint(frame, mask) for frame, mask in zip(colours, masks)]
        return Completion(full, painted, in_box, threshold)

    @torch.no_grad()
    def _predict(self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray) -> tuple[np.ndarray, InBox]:
        """The predicted cells as they are, (N, m, m), and what they say of the full mask beside the pictures."""
        boxes = self.geometry.boxes(visible)
        cells, full, pictures = [], [], []
        for start in range(0, len(visible), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            found = self._forward(image, visible[part], seen, boxes[part])
            cells.append(found[0])
            full.append(found[1])
            pictures.append(found[2])
        return np.concatenate(cells), InBox(
            boxes, np.concatenate(full), np.concatenate(pictures) if self.paints else None
        )

    def _forward(
        self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray, boxes: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Cells and full masks, (B, m, m) float32, and pictures, (B, P, P, 3) uint8, black if there is no painter."""
        recipe = self.trained.recipe
        sizes = LOOKS if recipe.window and recipe.crop >= 1 - min(LOOKS) else (1.0,)  # only those that it was trained with
        looks = [self._look(image, visible, seen, boxes, size) for size in sizes]
        mean = looks[0][0].new_tensor(recipe.mean).view(1, 3, 1, 1)
        found = [predict_cells(self.trained.segmentor, look[0] - mean, *look[1:], mirrored=recipe.flip) for look in looks]
        cells = full = torch.stack(found).mean(0)
        pixels, shown, box = looks[0]
        if recipe.hidden_only:  # cells tell of what is not seen only
            known = crop(shown[:, :1], box, recipe.mask)
            full = known + (1 - known) * cells
        pictures = np.zeros((len(visible), recipe.paint, recipe.paint, 3), np.uint8)
        if self.paints:
            large = crop(torch.cat([pixels, shown[:, :1]], 1), box, recipe.paint, taps=2)
            masked = masked_image(large[:, :3], upsample(cells, recipe.paint), large[:, 3:])
            painted = self.trained.generator(masked).float().clamp(0, 1) * 255
            pictures = painted.round().byte().permute(0, 2, 3, 1).cpu().numpy()
        return cells[:, 0].cpu().numpy(), full[:, 0].cpu().numpy(), pictures

    def _look(
        self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray, boxes: np.ndarray, size: float
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Windows of B objects: pixels (B, 3, S, S) and masks (B, M, S, S) in [0, 1], and the boxes in them, (B, 4)."""
        recipe = self.trained.recipe
        fill = tuple(round(255 * share) for share in recipe.mean)
        shape = (image.shape[0], image.shape[1])
        factor = recipe.window and recipe.window * size
        windows = [window_of(box_of(mask), factor, shape) for mask in visible]
        images = np.stack([cut(image, window, recipe.size, fill) for window in windows])
        masks = np.stack([given(mask, seen & ~mask, window, recipe) for mask, window in zip(visible, windows)])
        inside = np.stack([window_box(box, window, recipe.size) for box, window in zip(boxes, windows)])
        pixels = torch.from_numpy(images).to(self.device).permute(0, 3, 1, 2).float() / 255
        shown = torch.from_numpy(masks).to(self.device).permute(0, 3, 1, 2).float() / 255
        return pixels, shown, torch.from_numpy(inside).to(self.device)


def load_completer(checkpoint: Path, device: str = "auto") -> Completer:
    """The model of a checkpoint, ready.

    Raises:
        UsageError: there is no such file or device.
        DyceError: the checkpoint can't be read or is damaged.
    """
    if not checkpoint.is_file():
        raise UsageError(f"no checkpoint at {checkpoint}; `dyce train` makes one, --checkpoint says where it is")
    place = pick_device(device)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch wonders aloud about files that it then refuses
        return Completer(load_trained(checkpoint, place), place)


def load_model(checkpoint: Path, device: str = "auto") -> Model:
    """The same, as evaluation takes it. Raises DyceError as `load_completer`."""
    completer = load_completer(checkpoint, device)
    trained = completer.trained
    about = {
        "checkpoint": str(checkpoint),
        "phases": list(trained.phases),
        "threshold": trained.threshold,
        "recipe": json.loads(trained.recipe.to_json()),
    }
    return Model(f"{checkpoint}, recipe {trained.recipe.name}", completer.geometry, completer.rows, about)
