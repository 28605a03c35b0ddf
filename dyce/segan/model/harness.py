"""A network's parts in training: on a device, wrapped for several processes or compiled, updated by their optimisers."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from dyce.segan.recipe import Recipe

__all__ = ["Harness", "recipe_optimiser"]


class Harness:
    """Through which a step calls and updates parts.

    Args:
        parts: on their device already; replaced where processes share their statistics.
        optimisers: of each.
        clip: the largest norm of the gradient of some parts, by part; 0: any.
        device: of the parts.
        bf16: whether to compute in it.
    """

    def __init__(
        self,
        parts: dict[str, nn.Module],
        optimisers: dict[str, torch.optim.Optimizer],
        clip: dict[str, float],
        device: torch.device,
        bf16: bool,
    ) -> None:
        self.parts, self.optimisers, self.clip, self.device, self.bf16 = parts, optimisers, clip, device, bf16
        self.run = dict(parts)
        """The parts, as steps call them: wrapped for several processes, or compiled."""

    def distribute(self) -> None:
        """Wrap each part by itself, since they are called and stepped at different times."""
        for name, part in self.parts.items():
            if self.device.type == "cuda":
                part = self.parts[name] = nn.SyncBatchNorm.convert_sync_batchnorm(part)
            on = [self.device] if self.device.type == "cuda" else None
            # buffers are not broadcast: that would change D's between its two forward passes
            self.run[name] = DistributedDataParallel(part, device_ids=on, broadcast_buffers=False)

    def compile(self, names: Iterable[str]) -> None:
        """Compile some parts."""
        for name in names:
            self.run[name] = torch.compile(self.run[name])  # type: ignore[assignment]

    def autocast(self) -> AbstractContextManager[Any]:
        """bf16 where that is on."""
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.bf16)

    def update(self, names: Iterable[str], loss: Tensor) -> None:
        """One step of the optimisers of some parts, against a loss."""
        for name in names:
            self.optimisers[name].zero_grad(set_to_none=True)
        loss.backward()
        for name in names:
            if self.clip.get(name):
                nn.utils.clip_grad_norm_(self.parts[name].parameters(), self.clip[name])
            self.optimisers[name].step()


def recipe_optimiser(part: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """The optimiser that a recipe names, for a part that learns at its rate."""
    if recipe.optimiser == "sgd":
        return torch.optim.SGD(part.parameters(), recipe.rate, momentum=0.9, weight_decay=recipe.weight_decay)
    matrices = [p for p in part.parameters() if p.ndim > 1]
    rest = [p for p in part.parameters() if p.ndim <= 1]  # biases and norms are not decayed
    groups = [{"params": matrices, "weight_decay": recipe.weight_decay}, {"params": rest, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, recipe.rate)
