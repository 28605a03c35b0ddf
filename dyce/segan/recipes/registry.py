"""Recipes by name: the presets of all networks, and recipes as they were saved."""

import importlib
import json
import pkgutil
from typing import Any

from dyce.errors import DyceError, UsageError
from dyce.segan import recipes
from dyce.segan.recipe import FIRST, Recipe

__all__ = ["AUTO", "find_recipe", "recipe_from_json", "recipe_names", "register"]

AUTO = {"cuda": "modern", "cpu": "small"}
"""The preset that is taken where none is named, by the kind of device."""

_presets: dict[str, Recipe] = {}
"""By name; see `register`."""


def register(*presets: Recipe) -> None:
    """Make presets known by their names; called where a network's recipe is written."""
    for preset in presets:
        if preset.name in _presets:
            raise ValueError(f"two presets are called {preset.name}")
        _presets[preset.name] = preset


def _known() -> dict[str, Recipe]:
    """All presets by name, those of `FIRST` before the others'."""
    for module in pkgutil.iter_modules(recipes.__path__, f"{recipes.__name__}."):
        importlib.import_module(module.name)
    return dict(sorted(_presets.items(), key=lambda item: item[1].network != FIRST))


def recipe_names() -> list[str]:
    """Of all presets: what `dyce train --recipe` takes."""
    return list(_known())


def find_recipe(name: str) -> Recipe:
    """The preset of a name. Raises UsageError if there is none."""
    known = _known()
    if name not in known:
        raise UsageError(f"no recipe {name!r}; the recipes are {', '.join(known)}")
    return known[name]


def recipe_from_json(text: str) -> Recipe:
    """The recipe that `Recipe.to_json` wrote.

    Raises:
        DyceError: it is none, of a network that is not here, or of another dyce.
    """
    try:
        values: Any = {
            key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(text).items()
        }
        kinds = {preset.network: type(preset) for preset in _known().values()}
        network = values.pop("network", FIRST)
        if network not in kinds:
            raise DyceError(f"the recipe is of the network {network!r}, which this dyce does not have")
        return kinds[network](**values)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise DyceError(f"the recipe is damaged or of another version of dyce ({error})") from error
