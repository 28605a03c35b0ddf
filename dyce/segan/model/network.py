"""What training and use ask of a network for amodal completion, whichever it is."""

from pathlib import Path
from typing import ClassVar, Protocol

import torch
from torch import Tensor, nn

from dyce.errors import UsageError
from dyce.segan.data.batch import Batch
from dyce.segan.model.harness import Harness

__all__ = ["Network"]


class Network(Protocol):
    """One way to complete objects: what it is made of, how it learns, what it says of an object.

    Derive from it, give it the name that its recipe has as `network` (`dyce.segan.networks.registry.register`), and build it from
    that recipe: `__init__(recipe)`. What it is trained in is in the recipe (`Recipe.phases`).
    """

    used: ClassVar[tuple[str, ...]]
    """Parts that complete objects; the others only help to train. These are averaged, if the recipe says so."""
    scheduled: ClassVar[tuple[str, ...]]
    """Parts that learn at the recipe's rate and schedule, clipped as it says; the others as their optimisers were made."""
    parts: dict[str, nn.Module]
    """All that has weights, by the name that checkpoints have for it. Always asked for here: training may wrap one anew."""

    def optimisers(self) -> dict[str, torch.optim.Optimizer]:
        """A new optimiser of each part."""
        ...

    def step(self, phase: str, batch: Batch, harness: Harness) -> dict[str, Tensor]:
        """Learn from a batch, in a phase of the recipe.

        Args:
            phase: its name.
            batch: as `dyce.segan.data.batch` has it.
            harness: through which parts are called and updated.

        Returns:
            The losses by name, each of no dimension, detached: what is reported, and what must be finite.
        """
        ...

    def cells(self, image: Tensor, visible: Tensor, box_xyxy: Tensor) -> Tensor:
        """The mask in the box, (B, 1, mask, mask) in [0, 1]: the full mask's share of each cell, or as `hidden_only` says.

        Args:
            image: (B, 3, S, S), zero-mean.
            visible: (B, M, S, S), soft in [0, 1]: SV, its hull and the other objects', as far as the recipe has them.
            box_xyxy: (B, 4), expanded, pixels of the image.
        """
        ...

    def paint(self, image: Tensor, full: Tensor, visible: Tensor) -> Tensor:
        """The object with nothing in front of it, (B, 3, P, P) in [0, 1]; asked of networks with a phase that paints.

        Args:
            image: the box's part of it, (B, 3, P, P) in [0, 1].
            full: SF as predicted, (B, 1, P, P) in [0, 1].
            visible: SV, (B, 1, P, P) in [0, 1].
        """
        raise NotImplementedError

    def begin(self, weights: Path | None) -> str:
        """Take initial weights from a file, if one is given; in a line, what the network begins with.

        Raises:
            DyceError: the file is none that fits.
            UsageError: the network takes none.
        """
        if weights is not None:
            raise UsageError(f"{weights}: this network takes no initial weights; leave --weights away")
        return "the network begins from scratch"
