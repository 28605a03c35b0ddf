"""A network in training: what one step of a phase does to it, its learning rate and its running averages."""

import copy
import math

import torch
from torch import Tensor

from dyce.segan.data.batch import Batch
from dyce.segan.model.harness import Harness
from dyce.segan.model.network import Network
from dyce.segan.networks.registry import create
from dyce.segan.recipe import Recipe

__all__ = ["Learner", "rate_at"]

WARM_UP = 0.05
"""Share of a phase in which the cosine schedule rises."""
STEP_EVERY = 20_000
"""Steps after which the original code's schedule takes a tenth."""


def rate_at(recipe: Recipe, step: int, steps: int) -> float:
    """The schedule's factor on the learning rate at a step of a phase of so many."""
    if recipe.schedule == "steps":
        return 0.1 ** (step // STEP_EVERY)
    rise = max(1, round(WARM_UP * steps))
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


class Learner:
    """The network of a recipe with what trains it."""

    def __init__(self, recipe: Recipe, device: torch.device, bf16: bool = False) -> None:
        self.recipe, self.device = recipe, device
        self.network: Network = create(recipe)
        for part in self.network.parts.values():
            part.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.averages = {
            name: {key: value.detach().clone() for key, value in self.network.parts[name].state_dict().items()}
            for name in self.network.used
            if recipe.average
        }
        self.optimisers = self.network.optimisers()
        clip = dict.fromkeys(self.network.scheduled, recipe.clip)
        self.harness = Harness(self.network.parts, self.optimisers, clip, device, bf16)

    def distribute(self) -> None:
        """Share gradients with the other processes."""
        self.harness.distribute()

    def compile(self) -> None:
        """Compile the parts that complete objects."""
        self.harness.compile(self.network.used)

    def step(self, phase: str, batch: Batch, step: int, steps: int) -> dict[str, Tensor]:
        """One step of a phase; its loss terms, detached."""
        chosen = self.recipe.phase(phase)
        factor = rate_at(self.recipe, step, steps) * chosen.factor
        for name in self.network.scheduled:
            for group in self.optimisers[name].param_groups:
                group["lr"] = self.recipe.rate * factor
        terms = self.network.step(phase, batch, self.harness)
        for name in self.averages:
            if name in chosen.parts:
                self._average(name, step)
        return terms

    @torch.no_grad()
    def _average(self, name: str, step: int) -> None:
        """Move a running average: of weights slowly, and at first quickly; whole numbers (counts) are taken over."""
        decay = min(self.recipe.average, (1 + step) / (10 + step))
        for key, value in self.network.parts[name].state_dict().items():
            average = self.averages[name][key]
            if value.is_floating_point():
                average.lerp_(value, 1 - decay)
            else:
                average.copy_(value)

    def take_averages(self, phase: str) -> None:
        """At a phase's end, go on from the averages of what it trained."""
        for name, state in self.averages.items():
            if name in self.recipe.phase(phase).parts:
                self.network.parts[name].load_state_dict(state)

    def to_use(self) -> Network:
        """A copy to evaluate and to use, of the averages where there are some; what is in training is left alone."""
        parts = self.network.parts
        shared = {id(parts[name]): parts[name] for name in parts if name not in self.network.used}
        found = copy.deepcopy(self.network, shared)  # what only helps to train is not copied
        for name in found.used:
            if name in self.averages:
                found.parts[name].load_state_dict(self.averages[name])
            found.parts[name].eval()
        return found
