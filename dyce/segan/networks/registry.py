"""Networks by name: the one place where a recipe becomes a network."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, TypeVar

from dyce.errors import DyceError
from dyce.segan import networks
from dyce.segan.model.network import Network
from dyce.segan.recipe import Recipe

__all__ = ["create", "register"]

_networks: dict[str, Callable[[Any], Network]] = {}
"""By the name that recipes have; each is built from its recipe."""

Kind = TypeVar("Kind", bound=Callable[[Any], Network])


def register(name: str) -> Callable[[Kind], Kind]:
    """Make a network known by the name that its recipe has as `network`; a decorator of its class."""

    def known(kind: Kind) -> Kind:
        if name in _networks:
            raise ValueError(f"two networks are called {name}")
        _networks[name] = kind
        return kind

    return known


def create(recipe: Recipe) -> Network:
    """The network of a recipe, with initial weights from torch's random state.

    Raises:
        DyceError: it is of a network that is not here.
    """
    if recipe.network not in _networks:
        for module in pkgutil.walk_packages(networks.__path__, f"{networks.__name__}."):
            importlib.import_module(module.name)
    if recipe.network not in _networks:
        raise DyceError(f"no network {recipe.network!r}; the networks are {', '.join(sorted(_networks))}")
    return _networks[recipe.network](recipe)
