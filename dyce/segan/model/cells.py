"""A network's mask in a box: asked of both mirror images, brought to a painter's size, and what there is to paint from."""

import torch
from torch import Tensor
from torch.nn import functional

from dyce.segan.data.batch import Batch
from dyce.segan.model.network import Network

__all__ = ["masked_image", "predict_cells", "upsample"]


def predict_cells(network: Network, batch: Batch, mirrored: bool) -> Tensor:
    """A network's mask in [0, 1], (B, 1, mask, mask): the mean of what it says of the picture and of its mirror image.

    Args:
        network: in evaluation mode.
        batch: `image`, `visible` and `box_xyxy` of it are looked at.
        mirrored: whether to look at the mirror image, too; for networks that were trained with those.
    """
    image, visible, box_xyxy = batch["image"], batch["visible"], batch["box_xyxy"]
    cells = network.cells(image, visible, box_xyxy)
    if not mirrored:
        return cells
    x0, y0, x1, y1 = box_xyxy.unbind(1)
    size = image.shape[-1]
    other = network.cells(image.flip(-1), visible.flip(-1), torch.stack([size - x1, y0, size - x0, y1], 1))
    return (cells + other.flip(-1)) / 2


def upsample(mask: Tensor, size: int) -> Tensor:
    """The fixed bilinear layer between a mask and a painter (SeGAN, section 3.1): (B, 1, size, size)."""
    return functional.interpolate(mask, size=(size, size), mode="bilinear", align_corners=False)


def masked_image(image: Tensor, full: Tensor, visible: Tensor) -> Tensor:
    """SeGAN's Eq. 1: what there is to paint from, (B, 3, P, P): visible pixels as they are, the hidden part red, the rest blue.

    As printed, J - O - SV and O - SV go below nought; what is meant, and done here, is O (1 - SV) and (1 - O)(1 - SV).

    Args:
        image: I, (B, 3, P, P) in [0, 1].
        full: O, (B, 1, P, P) in [0, 1].
        visible: SV, (B, 1, P, P) in [0, 1].
    """
    red = image.new_tensor([1, 0, 0]).view(1, 3, 1, 1)
    blue = image.new_tensor([0, 0, 1]).view(1, 3, 1, 1)
    return image * visible + (red * full + blue * (1 - full)) * (1 - visible)
