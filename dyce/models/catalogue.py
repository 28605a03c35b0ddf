"""The catalogue: which makers of things there are, and under which category what they make is annotated.

A maker is a function of a module below `dyce.models` that carries `@maker`; being there is all it takes. Scenes call makers
through `dyce.models.make`.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

import bpy

import dyce.models
from dyce.errors import DyceError
from dyce.models.pack.categories import PACK_CATEGORIES

__all__ = ["KIND", "Maker", "category_of", "maker", "makers"]

P = ParamSpec("P")
T = TypeVar("T")

KIND = "dyce_kind"
"""The custom property that notes on a new object the category that its maker says; whoever places it takes it off."""


@dataclass(frozen=True)
class Maker:
    """A function that makes a household thing, or several.

    `category` is the one that what it makes is annotated under; None for what becomes part of a house. What else a maker
    can be told are the parameters of `make`.
    """

    name: str
    category: str | None
    make: Callable[..., Any]


def maker(category: str | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Mark a function as a maker of things of that category (a name of scenes/categories.toml); without, of parts of a
    house, which are never annotated."""

    def mark(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def make(*args: P.args, **kwargs: P.kwargs) -> T:
            things = function(*args, **kwargs)
            if category is not None:
                made: list[bpy.types.Object] = things if isinstance(things, list) else [things]
                for thing in made:
                    thing[KIND] = category
            return things

        vars(make)["maker"] = Maker(function.__name__, category, make)
        return make

    return mark


@cache
def makers() -> dict[str, Maker]:
    """All makers by name, in alphabetical order; one dictionary for all callers, not to be changed.

    Raises DyceError where two have one name.
    """
    found: dict[str, Maker] = {}
    for info in pkgutil.walk_packages(dyce.models.__path__, "dyce.models."):
        for value in vars(importlib.import_module(info.name)).values():
            one = getattr(value, "maker", None)
            if not isinstance(one, Maker) or one.make.__module__ != info.name:
                continue
            if one.name in found:
                raise DyceError(
                    f"{info.name} and {found[one.name].make.__module__} both make {one.name}; rename one of them"
                )
            found[one.name] = one
    return dict(sorted(found.items()))


def category_of(thing: str | bpy.types.Object) -> str | None:
    """The category that a thing is annotated under unless a scene says another: a pack model's (by key, or as an object),
    or what its maker says of an object; None where neither does."""
    if isinstance(thing, str):
        return PACK_CATEGORIES.get(thing)
    return thing.get(KIND) or PACK_CATEGORIES.get(thing.get("dyce_model", ""))
