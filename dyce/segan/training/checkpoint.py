"""A run's state on disk: everything that going on as if never stopped takes, and what using the model takes.

A checkpoint holds tensors, numbers and strings only, and is loaded with `weights_only`: a file from somewhere can't run code.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from dyce.errors import DyceError
from dyce.segan.model.network import Network
from dyce.segan.networks.registry import create
from dyce.segan.recipe import Recipe
from dyce.segan.recipes.registry import recipe_from_json
from dyce.segan.training.learner import Learner

__all__ = ["Progress", "Trained", "load_trained", "read_checkpoint", "restore", "save"]

FORMAT = 1


@dataclass
class Progress:
    """How far a run is."""

    phase: str = ""
    step: int = 0
    """Steps of the phase that are done."""
    done: list[str] = field(default_factory=list)
    """Phases that are finished."""
    best: float = -1e9
    """The best validation score so far."""
    threshold: float = 0.5
    """Of the full mask; chosen on the validation objects where the recipe says so."""


@dataclass(frozen=True)
class Trained:
    """A model to use, in evaluation mode."""

    recipe: Recipe
    network: Network
    threshold: float
    phases: list[str]
    """What was trained, the last perhaps not to its end."""

    @property
    def paints(self) -> bool:
        """Whether painting was among it; else what the network paints is noise."""
        return self.recipe.paints(self.phases)


def save(path: Path, learner: Learner, progress: Progress) -> None:
    """Write a checkpoint whole or not at all.

    Raises:
        DyceError: the disk is full or the folder can't be written.
    """
    state = {
        "format": FORMAT,
        "recipe": learner.recipe.to_json(),
        "progress": vars(progress),
        "networks": {name: part.state_dict() for name, part in learner.network.parts.items()},
        "averages": learner.averages,
        "optimisers": {name: optimiser.state_dict() for name, optimiser in learner.optimisers.items()},
        "random": {
            "cpu": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state_all() if learner.device.type == "cuda" else [],
        },
    }
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except (OSError, RuntimeError) as error:  # torch's writer tells of a full disk by a RuntimeError
        partial.unlink(missing_ok=True)
        raise DyceError(
            f"{path} can't be written ({_first_line(error)}); make room, or choose another --out"
        ) from error


def read_checkpoint(path: Path) -> dict[str, Any]:
    """A checkpoint's content, on the CPU.

    Raises:
        DyceError: it can't be read, holds more than tensors and numbers, or is of another format.
    """
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # a damaged or hostile file makes torch.load raise whatever it likes
        raise DyceError(f"{path} can't be loaded as a checkpoint ({_first_line(error)})") from error
    wanted = {"format", "recipe", "progress", "networks", "averages", "optimisers", "random"}
    if not isinstance(state, dict) or not wanted <= state.keys():
        raise DyceError(f"{path} is no checkpoint of dyce")
    if state["format"] != FORMAT:
        raise DyceError(
            f"{path} is a checkpoint of format {state['format']}, not {FORMAT}; train it again with this dyce"
        )
    return state


def restore(path: Path, learner: Learner) -> Progress:
    """Give a learner the state of a checkpoint of the same recipe.

    Raises:
        DyceError: it can't be read, or is of another recipe.
    """
    state = read_checkpoint(path)
    try:
        for name, part in learner.network.parts.items():
            part.load_state_dict(state["networks"][name])
        for name, average in learner.averages.items():
            for key, value in average.items():
                value.copy_(state["averages"][name][key])
        for name, optimiser in learner.optimisers.items():
            optimiser.load_state_dict(state["optimisers"][name])
        torch.set_rng_state(state["random"]["cpu"])
        if learner.device.type == "cuda" and len(state["random"]["cuda"]) == torch.cuda.device_count():
            torch.cuda.set_rng_state_all(state["random"]["cuda"])
        return Progress(**state["progress"])
    except (RuntimeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DyceError(f"{path} does not fit the recipe ({_first_line(error)})") from error


def load_trained(path: Path, device: torch.device | str = "cpu") -> Trained:
    """The model of a checkpoint, averages where it has them.

    Raises:
        DyceError: it can't be read or is damaged.
    """
    state = read_checkpoint(path)
    try:
        recipe = recipe_from_json(state["recipe"])
        network = create(recipe)
        for name in network.used:
            network.parts[name].load_state_dict(state["averages"].get(name) or state["networks"][name])
            network.parts[name].to(device).eval()
        progress = Progress(**state["progress"])
        phases = [*progress.done, *([progress.phase] if progress.phase and progress.step else [])]
        return Trained(recipe, network, float(progress.threshold), phases)
    except (RuntimeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DyceError(f"{path} is damaged ({_first_line(error)})") from error


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
