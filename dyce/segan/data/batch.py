"""Loaded windows to what networks take: floats, and crops of their boxes, made on the device; in training and in use."""

import torch
from torch import Tensor

from dyce.segan.data.boxes import crop
from dyce.segan.recipe import Recipe

__all__ = ["Batch", "prepare"]

Batch = dict[str, Tensor]
"""Float tensors of B objects, as `prepare` makes them:

`image` (B, 3, S, S) zero-mean window; `visible` (B, M, S, S), its masks, SV first; `box_xyxy` (B, 4) expanded, in its pixels;
`visible_58` and, where the truth is known, `full_58` (B, 1, m, m) box crops (58 in the paper); and for painting
`image_box` (B, 3, P, P) in [0, 1], `visible_box` (B, 1, P, P) and, where that is known, `target_box` (B, 3, P, P) in [0, 1],
black outside the object.
"""


def prepare(raw: Batch, recipe: Recipe, device: torch.device | str = "cpu", painting: bool = False) -> Batch:
    """Windows as they were loaded, on a device, as floats, with the box crops cut out there.

    Args:
        raw: uint8, `image` (B, 3, S, S), `visible` (B, M, S, S), and what is known of the truth: `full` (B, S, S), `target`
            (B, 3, S, S); `box_xyxy` (B, 4) float32. What else is in it is handed on.
        recipe: of the network.
        device: to work on.
        painting: whether crops to paint from are wanted where there is no target.
    """
    batch = {name: value.to(device, non_blocking=True) for name, value in raw.items()}
    image, visible, box_xyxy = batch["image"].float() / 255, batch["visible"].float() / 255, batch["box_xyxy"]
    shown = visible[:, :1]
    mean = image.new_tensor(recipe.mean).view(1, 3, 1, 1)
    batch |= {"image": image - mean, "visible": visible}
    truth = [batch.pop("full").unsqueeze(1).float() / 255] if "full" in batch else []
    small = crop(torch.cat([shown, *truth], 1), box_xyxy, recipe.mask)
    batch |= {"visible_58": small[:, :1]} | ({"full_58": small[:, 1:]} if truth else {})
    target = [batch.pop("target").float() / 255] if "target" in batch else []
    if target or painting:
        large = crop(torch.cat([image, shown, *target], 1), box_xyxy, recipe.paint, taps=2)
        batch |= {"image_box": large[:, :3], "visible_box": large[:, 3:4]}
        batch |= {"target_box": large[:, 4:]} if target else {}
    return batch
