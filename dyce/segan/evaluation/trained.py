"""A checkpoint as evaluation takes it: its rows, and what it says of itself. The one module of evaluation that needs torch."""

import json
from pathlib import Path

import numpy as np

from dyce.segan.evaluation.evaluate import Model
from dyce.segan.evaluation.rows import ModelRows
from dyce.segan.use.completer import Completer, load_completer
from dyce.segan.use.completion import Completion

__all__ = ["load_model", "model_of"]


def model_of(completer: Completer, name: str = "", about: dict[str, object] | None = None) -> Model:
    """What completes objects, as evaluation takes it.

    Args:
        completer: a trained network.
        name: what the model is called above the tables.
        about: what else is to be said of it.
    """
    recipe = completer.trained.recipe
    rows = ModelRows(recipe.title)

    def complete(image: np.ndarray, visible: np.ndarray) -> dict[str, Completion]:
        said = completer.say(image, visible)
        found = {rows.used: said.used, rows.raw: said.raw}
        if recipe.others:
            found[rows.alone] = completer.complete(image, visible, np.zeros_like(visible[0]))
        return found

    return Model(name, rows, completer.geometry, complete, about or {})


def load_model(checkpoint: Path, device: str = "auto") -> Model:
    """The model of a checkpoint. Raises UsageError and DyceError as `load_completer`."""
    completer = load_completer(checkpoint, device)
    trained = completer.trained
    about = {
        "checkpoint": str(checkpoint),
        "phases": list(trained.phases),
        "threshold": trained.threshold,
        "recipe": json.loads(trained.recipe.to_json()),
    }
    return model_of(completer, f"{checkpoint}, recipe {trained.recipe.name}", about)
