"""SeGAN: what its segmentor, its painter and both together learn from a batch, and what they say of an object."""

from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor, nn

from dyce.segan.data.batch import Batch
from dyce.segan.model.cells import masked_image, upsample
from dyce.segan.model.harness import Harness, recipe_optimiser
from dyce.segan.model.network import Network
from dyce.segan.networks.registry import register
from dyce.segan.networks.segan import losses
from dyce.segan.networks.segan.painter import Discriminator, Generator
from dyce.segan.networks.segan.resnet import load_imagenet
from dyce.segan.networks.segan.segmentor import Segmentor
from dyce.segan.recipes.segan import SeganRecipe

__all__ = ["Segan"]


@register("segan")
class Segan(Network):
    """Segmentor, generator and discriminator."""

    used: ClassVar[tuple[str, ...]] = ("segmentor", "generator")
    scheduled: ClassVar[tuple[str, ...]] = ("segmentor",)

    def __init__(self, recipe: SeganRecipe) -> None:
        self.recipe = recipe
        segmentor = Segmentor(recipe)
        self.trunk = segmentor.trunk
        self.parts: dict[str, nn.Module] = {
            "segmentor": segmentor,
            "generator": Generator(recipe.paint, recipe.paint_width),
            "discriminator": Discriminator(recipe.paint_width),
        }

    def optimisers(self) -> dict[str, torch.optim.Optimizer]:
        """The recipe's for the segmentor, pix2pix's for the painter."""
        found = {"segmentor": recipe_optimiser(self.parts["segmentor"], self.recipe)}
        for name in ("generator", "discriminator"):
            found[name] = torch.optim.Adam(self.parts[name].parameters(), self.recipe.rate_paint, betas=(0.5, 0.999))
        return found

    def step(self, phase: str, batch: Batch, harness: Harness) -> dict[str, Tensor]:
        """Eq. 3 for the segmentor, Eq. 4 and 5 for the painter, Eq. 6 for both."""
        if phase == "segmentor":
            return self._segment(batch, harness)
        return self._paint(batch, harness, both=phase == "both")

    def _segment(self, batch: Batch, harness: Harness) -> dict[str, Tensor]:
        with harness.autocast():
            logits = harness.run["segmentor"](batch["image"], batch["visible"], batch["box_xyxy"])
        loss = losses.segmentation_loss(logits, batch["full_58"], batch["visible_58"], self.recipe)
        harness.update(("segmentor",), loss)
        return {"segmentation": loss.detach()}

    def _paint(self, batch: Batch, harness: Harness, both: bool) -> dict[str, Tensor]:
        """A step of the discriminator, then one of the generator; and, end to end, of the segmentor with it."""
        visible, target = batch["visible_box"], batch["target_box"]
        with harness.autocast():
            if both:
                logits = harness.run["segmentor"](batch["image"], batch["visible"], batch["box_xyxy"])
                full = upsample(logits.float().sigmoid(), self.recipe.paint)
            else:  # the painter alone learns from true masks
                full = upsample(batch["full_58"], self.recipe.paint)
            masked = masked_image(batch["image_box"], full, visible)
            painted = harness.run["generator"](masked)
            condition = masked.detach()  # the segmentor must not learn to fool D through it
            real = harness.run["discriminator"](torch.cat([condition, target], 1))
            fake = harness.run["discriminator"](torch.cat([condition, painted.detach()], 1))
        judge = losses.discriminator_loss(real, fake)
        harness.update(("discriminator",), judge)
        discriminator = self.parts["discriminator"].requires_grad_(False)
        with harness.autocast():
            judged = discriminator(torch.cat([condition, painted], 1))
        painting = losses.painting_loss(judged, painted, target, self.recipe)
        terms = {"painting": painting.detach(), "discriminator": judge.detach()}
        if both:
            segmentation = losses.segmentation_loss(logits, batch["full_58"], batch["visible_58"], self.recipe)
            terms["segmentation"] = segmentation.detach()
            harness.update(("generator", "segmentor"), losses.full_loss(segmentation, painting, self.recipe))
        else:
            harness.update(("generator",), painting)
        discriminator.requires_grad_(True)
        terms["L1"] = (painted.detach().float() - target).abs().mean()
        return terms

    def cells(self, image: Tensor, visible: Tensor, box_xyxy: Tensor) -> Tensor:
        """The segmentor's mask."""
        logits: Tensor = self.parts["segmentor"](image, visible, box_xyxy)
        return logits.float().sigmoid()

    def paint(self, image: Tensor, full: Tensor, visible: Tensor) -> Tensor:
        """The generator's picture of Eq. 1's."""
        painted: Tensor = self.parts["generator"](masked_image(image, full, visible))
        return painted.float()

    def begin(self, weights: Path | None) -> str:
        """Give the trunk ImageNet's weights, if there are some."""
        if weights is None:
            return "the trunk begins from scratch; --weights takes an ImageNet ResNet-18 in torchvision's naming"
        load_imagenet(self.trunk, weights)
        return f"the trunk begins with {weights}"
