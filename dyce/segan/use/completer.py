"""A trained network at work: from an image and visible masks to full masks and painted objects, in the frame."""

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from dyce.errors import UsageError
from dyce.segan.data.batch import Batch, prepare
from dyce.segan.data.geometry import Geometry
from dyce.segan.data.grid import spread
from dyce.segan.data.windows import box_of, window_of, windowed
from dyce.segan.model.cells import predict_cells, upsample
from dyce.segan.model.decide import own_threshold
from dyce.segan.training.checkpoint import Trained, load_trained
from dyce.segan.training.processes import pick_device
from dyce.segan.use.completion import Completion, InBox, paint

__all__ = ["Completer", "Said", "load_completer"]

AT_ONCE = 32
"""Objects that go through the network together."""

SIZES = (0.9, 1.15)
"""Sizes of the windows that an object is looked at in, against the recipe's; the mean of what is predicted in them is taken."""


@dataclass(frozen=True)
class Said:
    """What a network makes of an image's objects."""

    used: Completion
    """What to use: the given visible mask is kept, and what is seen has the image's own pixels."""
    raw: Completion
    """What the network itself says, which may not keep what is seen."""


@dataclass(frozen=True)
class _Predicted:
    """Of B objects, or of all of them joined."""

    cells: np.ndarray
    """(B, m, m) float32, as the network has them."""
    full: np.ndarray
    """(B, m, m) float32: the full mask that they tell of."""
    pictures: np.ndarray
    """(B, P, P, 3) uint8; black if there is no painter."""


class Completer:
    """Completes objects with a trained network."""

    def __init__(self, trained: Trained, device: torch.device) -> None:
        self.trained, self.device = trained, device
        recipe = trained.recipe
        self.geometry = Geometry(recipe.mask, recipe.paint, recipe.expand_test, recipe.expand_by, recipe.hidden_only)

    def complete(self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray | None = None) -> Completion:
        """What to use of what the network says; arguments as of `say`."""
        return self.say(image, visible, seen).used

    def say(self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray | None = None) -> Said:
        """Complete objects.

        Args:
            image: (H, W, 3) uint8, RGB.
            visible: (N, H, W) bool, none of them empty.
            seen: (H, W) bool: where some object is known to be seen, for recipes with `others`; the N objects if None.
        """
        shape = (image.shape[0], image.shape[1])
        boxes_xyxy = self.geometry.boxes(visible)
        found = self._predict(image, visible, visible.any(0) if seen is None else seen, boxes_xyxy)
        in_box = InBox(boxes_xyxy, found.full, found.pictures if self.trained.paints else None)
        colours = None if in_box.pictures is None else spread(in_box.pictures, boxes_xyxy, shape)
        painted = None if colours is None else np.where(visible[..., None], image, colours)
        full = np.maximum(spread(found.cells, boxes_xyxy, shape), visible)
        raw = spread(in_box.full, boxes_xyxy, shape)
        threshold: float | np.ndarray = self.trained.threshold
        if self.trained.recipe.own_thresholds:
            threshold = np.array([own_threshold(mask[~known]) for mask, known in zip(full, visible)])
        return Said(_completion(full, painted, threshold), _completion(raw, colours, self.trained.threshold, in_box))

    @torch.no_grad()
    def _predict(self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray, boxes_xyxy: np.ndarray) -> _Predicted:
        parts = []
        for start in range(0, len(visible), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            parts.append(self._forward(image, visible[part], seen, boxes_xyxy[part]))
        return _Predicted(
            np.concatenate([part.cells for part in parts]),
            np.concatenate([part.full for part in parts]),
            np.concatenate([part.pictures for part in parts]),
        )

    def _forward(self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray, boxes_xyxy: np.ndarray) -> _Predicted:
        recipe, network, paints = self.trained.recipe, self.trained.network, self.trained.paints
        many = recipe.window and recipe.crop >= 1 - min(SIZES)  # only those that it was trained with
        raw = [self._windows(image, visible, seen, boxes_xyxy, size) for size in (SIZES if many else (1.0,))]
        batches = [prepare(each, recipe, self.device, paints and each is raw[0]) for each in raw]
        cells = full = torch.stack([predict_cells(network, batch, mirrored=recipe.flip) for batch in batches]).mean(0)
        first = batches[0]
        if recipe.hidden_only:  # cells tell of what is not seen only
            known = first["visible_58"]
            full = known + (1 - known) * cells
        pictures = np.zeros((len(visible), recipe.paint, recipe.paint, 3), np.uint8)
        if paints:
            painted = network.paint(first["image_box"], upsample(cells, recipe.paint), first["visible_box"])
            pictures = (painted.clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).cpu().numpy()
        return _Predicted(cells[:, 0].cpu().numpy(), full[:, 0].cpu().numpy(), pictures)

    def _windows(
        self, image: np.ndarray, visible: np.ndarray, seen: np.ndarray, boxes_xyxy: np.ndarray, size: float
    ) -> Batch:
        """What `prepare` takes, of B objects in windows of a size against the recipe's."""
        recipe = self.trained.recipe
        shape = (image.shape[0], image.shape[1])
        factor = recipe.window and recipe.window * size
        found = [
            windowed(image, mask, seen & ~mask, window_of(box_of(mask), factor, shape), box_xyxy, recipe)
            for mask, box_xyxy in zip(visible, boxes_xyxy)
        ]
        return {
            "image": torch.from_numpy(np.stack([each.image for each in found])).permute(0, 3, 1, 2),
            "visible": torch.from_numpy(np.stack([each.visible for each in found])).permute(0, 3, 1, 2),
            "box_xyxy": torch.from_numpy(np.stack([each.box_xyxy for each in found])),
        }


def _completion(
    full: np.ndarray, colours: np.ndarray | None, threshold: float | np.ndarray, in_box: InBox | None = None
) -> Completion:
    masks = full >= np.reshape(threshold, (-1, 1, 1))
    painted = [] if colours is None else [paint(frame, mask) for frame, mask in zip(colours, masks)]
    return Completion(full, painted, in_box, threshold)


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
