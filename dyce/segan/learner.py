"""The networks in training: what one step of each phase does to them, their optimisers and their running averages."""

import math
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.parallel import DistributedDataParallel

from dyce.segan import losses
from dyce.segan.dataset import Batch
from dyce.segan.networks import Discriminator, Generator, Segmentor
from dyce.segan.recipe import Recipe

__all__ = ["PHASES", "Learner", "rate_at", "upsample"]

PHASES = ("segmentor", "painter", "both")
"""In the paper's order (section 5.1): each part by itself, then end to end."""

WARM_UP = 0.05
"""Share of a phase in which the cosine schedule rises."""
STEP_EVERY = 20_000
"""Steps after which the original code's schedule takes a tenth."""


def upsample(mask: Tensor, size: int) -> Tensor:
    """The fixed bilinear layer between the segmentor's mask and the painter (section 3.1): (B, 1, size, size)."""
    return functional.interpolate(mask, size=(size, size), mode="bilinear", align_corners=False)


def rate_at(recipe: Recipe, step: int, steps: int) -> float:
    """The schedule's factor on the segmentor's learning rate at a step of a phase of so many."""
    if recipe.schedule == "steps":
        return 0.1 ** (step // STEP_EVERY)
    rise = max(1, round(WARM_UP * steps))
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


class Learner:
    """Segmentor, generator and discriminator with what trains them."""

    def __init__(self, recipe: Recipe, device: torch.device, bf16: bool = False) -> None:
        self.recipe, self.device, self.bf16 = recipe, device, bf16
        self.networks: dict[str, nn.Module] = {
            "segmentor": Segmentor(recipe),
            "generator": Generator(recipe.paint, recipe.paint_width),
            "discriminator": Discriminator(recipe.paint_width),
        }
        for network in self.networks.values():
            network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.run = dict(self.networks)
        """The same, as steps call them: wrapped for several processes, or compiled."""
        self.averages = {
            name: {key: value.detach().clone() for key, value in self.networks[name].state_dict().items()}
            for name in ("segmentor", "generator")
            if recipe.average
        }
        self.optimisers = {
            "segmentor": _segmentor_optimiser(self.networks["segmentor"], recipe),
            "generator": _painter_optimiser(self.networks["generator"], recipe),
            "discriminator": _painter_optimiser(self.networks["discriminator"], recipe),
        }

    def distribute(self) -> None:
        """Wrap each network by itself, since they are called and stepped at different times."""
        for name, network in self.networks.items():
            if self.device.type == "cuda":
                network = self.networks[name] = nn.SyncBatchNorm.convert_sync_batchnorm(network)
            on = [self.device] if self.device.type == "cuda" else None
            # buffers are not broadcast: that would change D's between its two forward passes
            self.run[name] = DistributedDataParallel(network, device_ids=on, broadcast_buffers=False)

    def compile(self) -> None:
        """Compile segmentor and generator."""
        for name in ("segmentor", "generator"):
            self.run[name] = torch.compile(self.run[name])  # type: ignore[assignment]

    def autocast(self) -> AbstractContextManager[Any]:
        """bf16 where that is on."""
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.bf16)

    def step(self, phase: str, batch: Batch, step: int, steps: int) -> dict[str, Tensor]:
        """One step of a phase; its loss terms, detached."""
        factor = rate_at(self.recipe, step, steps) * (self.recipe.rate_both if phase == "both" else 1)
        for group in self.optimisers["segmentor"].param_groups:
            group["lr"] = self.recipe.rate * factor
        terms = self._segment(batch) if phase == "segmentor" else self._paint(batch, phase == "both")
        for name in self.averages:
            if phase == "both" or (phase == "painter") == (name == "generator"):
                self._average(name, step)
        return terms

    def _segment(self, batch: Batch) -> dict[str, Tensor]:
        with self.autocast():
            logits = self.run["segmentor"](batch["image"], batch["visible"], batch["box"])
        loss = losses.segmentation_loss(logits, batch["full_58"], batch["visible_58"], self.recipe)
        self._update(("segmentor",), loss)
        return {"segmentation": loss.detach()}

    def _paint(self, batch: Batch, both: bool) -> dict[str, Tensor]:
        """A step of the discriminator, then one of the generator; and, end to end, of the segmentor with it."""
        visible, target = batch["visible_box"], batch["target_box"]
        with self.autocast():
            if both:
                logits = self.run["segmentor"](batch["image"], batch["visible"], batch["box"])
                full = upsample(logits.float().sigmoid(), self.recipe.paint)
            else:  # the painter alone learns from true masks
                full = upsample(batch["full_58"], self.recipe.paint)
            masked = losses.masked_image(batch["image_box"], full, visible)
            painted = self.run["generator"](masked)
            condition = masked.detach()  # the segmentor must not learn to fool D through it
            real = self.run["discriminator"](torch.cat([condition, target], 1))
            fake = self.run["discriminator"](torch.cat([condition, painted.detach()], 1))
        judge = losses.discriminator_loss(real, fake)
        self._update(("discriminator",), judge)
        discriminator = self.networks["discriminator"].requires_grad_(False)
        with self.autocast():
            judged = discriminator(torch.cat([condition, painted], 1))
        painting = losses.painting_loss(judged, painted, target, self.recipe)
        terms = {"painting": painting.detach(), "discriminator": judge.detach()}
        if both:
            segmentation = losses.segmentation_loss(logits, batch["full_58"], batch["visible_58"], self.recipe)
            terms["segmentation"] = segmentation.detach()
            self._update(("generator", "segmentor"), losses.full_loss(segmentation, painting, self.recipe))
        else:
            self._update(("generator",), painting)
        discriminator.requires_grad_(True)
        terms["L1"] = (painted.detach().float() - target).abs().mean()
        return terms

    def _update(self, names: Iterable[str], loss: Tensor) -> None:
        for name in names:
            self.optimisers[name].zero_grad(set_to_none=True)
        loss.backward()
        for name in names:
            if name == "segmentor" and self.recipe.clip:
                nn.utils.clip_grad_norm_(self.networks[name].parameters(), self.recipe.clip)
            self.optimisers[name].step()

    @torch.no_grad()
    def _average(self, name: str, step: int) -> None:
        """Move a running average: of weights slowly, and at first quickly; whole numbers (counts) are taken over."""
        decay = min(self.recipe.average, (1 + step) / (10 + step))
        for key, value in self.networks[name].state_dict().items():
            average = self.averages[name][key]
            if value.is_floating_point():
                average.lerp_(value, 1 - decay)
            else:
                average.copy_(value)

    def take_averages(self, phase: str) -> None:
        """At a phase's end, go on from the averages of what it trained."""
        for name, state in self.averages.items():
            if phase == "both" or (phase == "painter") == (name == "generator"):
                self.networks[name].load_state_dict(state)

    def trained(self) -> dict[str, dict[str, Tensor]]:
        """The weights to evaluate and to use: averages where there are some."""
        return {name: self.averages.get(name, self.networks[name].state_dict()) for name in ("segmentor", "generator")}


def _segmentor_optimiser(network: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    if recipe.optimiser == "sgd":
        return torch.optim.SGD(network.parameters(), recipe.rate, momentum=0.9, weight_decay=recipe.weight_decay)
    matrices = [p for p in network.parameters() if p.ndim > 1]
    rest = [p for p in network.parameters() if p.ndim <= 1]  # biases and norms are not decayed
    groups = [{"params": matrices, "weight_decay": recipe.weight_decay}, {"params": rest, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, recipe.rate)


def _painter_optimiser(network: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    return torch.optim.Adam(network.parameters(), recipe.rate_paint, betas=(0.5, 0.999))
