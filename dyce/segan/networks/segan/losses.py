"""Equations 2 to 6 of the paper, and the one term beside them that recipes other than `paper` use.

All masks here are (B, 1, m, m) in [0, 1], soft at their edges: a region's pixels count by how much they belong to it.
"""

import torch
from torch import Tensor
from torch.nn import functional

from dyce.segan.data.geometry import WHOLLY
from dyce.segan.recipes.segan import SeganRecipe

__all__ = [
    "adversarial_loss",
    "cross_entropy",
    "discriminator_loss",
    "full_loss",
    "overlap_loss",
    "painting_loss",
    "segmentation_loss",
]


def cross_entropy(logits: Tensor, truth: Tensor, region: Tensor, among: Tensor | None = None) -> Tensor:
    """Eq. 2: binary cross entropy, the mean over each object's pixels of a region, then over the objects.

    An object without such pixels costs nothing. With `among`, the sum over the region is divided by the pixels of that.
    """
    each = functional.binary_cross_entropy_with_logits(logits.float(), truth, reduction="none") * region
    count = (region if among is None else among).sum((1, 2, 3))
    return (each.sum((1, 2, 3)) / count.clamp(min=1)).mean()


def segmentation_loss(logits: Tensor, full: Tensor, visible: Tensor, recipe: SeganRecipe) -> Tensor:
    """Eq. 3: Eq. 2 over background, visible and hidden part, weighed."""
    hidden = (full - visible).clamp(min=0)
    background = 1 - visible - hidden
    if recipe.hidden_only:
        return _hidden_loss(logits, hidden, background, visible, recipe)
    return (
        recipe.weight_background * cross_entropy(logits, full, background)
        + recipe.weight_visible * cross_entropy(logits, full, visible)
        + recipe.weight_invisible * cross_entropy(logits, full, hidden)
    )


def _hidden_loss(logits: Tensor, hidden: Tensor, background: Tensor, visible: Tensor, recipe: SeganRecipe) -> Tensor:
    """Eq. 3 for a visible mask that is taken over as given; not in the paper.

    The truth is 1 in the hidden part of a cell and 0 in its background, so that a cell at the edge of SV learns what share of
    its unseen part is hidden: nothing where SV ends at the background. Both share one mean, which keeps the output a
    probability. The visible part counts in cells that are wholly visible. `overlap_loss` is added.
    """
    zeros, ones, unseen = torch.zeros_like(hidden), torch.ones_like(hidden), background + hidden
    whole = (visible > WHOLLY).to(visible.dtype)
    return (
        recipe.weight_background * cross_entropy(logits, zeros, background, unseen)
        + recipe.weight_visible * cross_entropy(logits, ones, whole)
        + recipe.weight_invisible * cross_entropy(logits, ones, hidden, unseen)
        + recipe.weight_overlap * overlap_loss(logits, hidden, background)
    )


def overlap_loss(logits: Tensor, hidden: Tensor, background: Tensor) -> Tensor:
    """1 - soft IoU of the hidden part, the mean over the objects: what is measured, made smooth. Not in the paper."""
    predicted = logits.float().sigmoid()
    both = (hidden * predicted).sum((1, 2, 3))
    either = hidden.sum((1, 2, 3)) + (background * predicted).sum((1, 2, 3))
    return (1 - (both + 1) / (either + 1)).mean()  # a pixel in both: nothing hidden and nothing predicted is right


def adversarial_loss(judged: Tensor) -> Tensor:
    """Eq. 4 as the generator sees it: -log D(x, G(x, z)), from D's logits (pix2pix's form, with a gradient from the start)."""
    return functional.softplus(-judged.float()).mean()


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Eq. 4 as the discriminator sees it, halved as in pix2pix, from its logits on true and on painted objects."""
    return (functional.softplus(-real.float()).mean() + functional.softplus(fake.float()).mean()) / 2


def painting_loss(judged: Tensor, painted: Tensor, target: Tensor, recipe: SeganRecipe) -> Tensor:
    """Eq. 5: adversarial loss and L1, from D's logits on what was painted; pictures (B, 3, P, P) in [0, 1].

    L1 is taken in [-1, 1], the generator's own range, for which pix2pix chose its weight.
    """
    return adversarial_loss(judged) + recipe.weight_l1 * 2 * (painted.float() - target).abs().mean()


def full_loss(segmentation: Tensor, painting: Tensor, recipe: SeganRecipe) -> Tensor:
    """Eq. 6: Eq. 3 and Eq. 5 together."""
    return segmentation + recipe.weight_paint * painting
