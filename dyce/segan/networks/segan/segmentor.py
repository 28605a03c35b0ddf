"""SeGAN's segmentor: a trunk, the box pooled from its features, one layer for the mask; and what recipes may add."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from dyce.segan.data.boxes import crop, roi_align, roi_max
from dyce.segan.networks.segan.resnet import ResNet18
from dyce.segan.recipes.segan import SeganRecipe

__all__ = ["Segmentor"]


class _Detail(nn.Module):
    """Logits from all stages' features pooled finely in the box, and the visible mask: each cell from what is around it.

    Not in the paper. The paper's one layer has weights of its own for every pair of places, which takes more objects to learn.
    """

    def __init__(self, trunk: ResNet18, channels: int, mask: int, masks: int) -> None:
        super().__init__()
        width = trunk.outputs // 2 ** (trunk.stages - 1)
        self.cells = mask // 2
        self.reduce = nn.ModuleList(nn.Conv2d(width * 2**stage, channels, 1) for stage in range(trunk.stages))
        self.visible = nn.Conv2d(4 * masks, channels, 3, padding=1)
        self.mix = nn.Sequential(
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, 4, 1),
            nn.PixelShuffle(2),
        )

    def forward(self, features: list[Tensor], visible: Tensor, box_xyxy: Tensor) -> Tensor:
        """(B, 1, mask, mask) from the trunk's features, the window's masks (B, masks, S, S) and the box in its pixels."""
        size = visible.shape[-1]
        small = functional.pixel_unshuffle(crop(visible, box_xyxy, 2 * self.cells, taps=2), 2)
        mixed = self.visible(small)
        for reduce, found in zip(self.reduce, features):
            mixed = mixed + roi_align(reduce(found), box_xyxy * (found.shape[-1] / size), self.cells)
        result: Tensor = self.mix(mixed)
        return result


class Segmentor(nn.Module):
    """Image and visible mask to the full mask inside a box (section 3.1)."""

    def __init__(self, recipe: SeganRecipe) -> None:
        super().__init__()
        self.trunk = ResNet18(3 + recipe.masks, recipe.width, recipe.stages)
        self.tail_pool = recipe.tail_pool
        self.roi, self.roi_pool, self.mask = recipe.roi, recipe.roi_pool, recipe.mask
        self.dropout = nn.Dropout(recipe.dropout)
        self.head = nn.Linear(self.trunk.outputs * recipe.roi**2, recipe.mask**2)
        self.detail = _Detail(self.trunk, recipe.detail, recipe.mask, recipe.masks) if recipe.detail else None
        self.prior = nn.Parameter(torch.tensor([3.0, -2.5])) if recipe.hull else None
        """Logits that the hull adds to its inside and to all: what is learned is where it is wrong."""

    def forward(self, image: Tensor, visible: Tensor, box_xyxy: Tensor) -> Tensor:
        """The mask's logits, (B, 1, mask, mask).

        Args:
            image: (B, 3, S, S), zero-mean.
            visible: (B, M, S, S), soft in [0, 1]: SV, its hull and the other objects', as far as the recipe has them.
            box_xyxy: (B, 4), expanded, pixels of the image.
        """
        stages = self.trunk(torch.cat([image, visible], 1))
        features = stages[-1]
        if self.tail_pool > 1:  # the original kept ResNet's last pool, at stride 1: 16 x 16 to 10 x 10
            features = functional.avg_pool2d(features, min(self.tail_pool, *features.shape[-2:]), stride=1)
        on_map = box_xyxy * (features.shape[-1] / image.shape[-1])
        pooled = (roi_align if self.roi_pool == "align" else roi_max)(features, on_map, self.roi)
        logits: Tensor = self.head(self.dropout(pooled.flatten(1))).view(-1, 1, self.mask, self.mask)
        if self.detail is not None:
            logits = logits + self.detail(stages, visible, box_xyxy)
        if self.prior is not None:
            logits = logits + self.prior[0] * crop(visible[:, 1:2], box_xyxy, self.mask) + self.prior[1]
        return logits
