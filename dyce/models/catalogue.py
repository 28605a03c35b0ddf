"""The catalogue: which makers of things there are, and under which category what they make is annotated.

A maker is a function of a module below `dyce.models` that carries `@maker`; being there is all it takes. Scenes call makers
through `dyce.models.make`.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from types import MappingProxyType
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
    """A function that makes a household thing, or several, and what must be known to choose and call it.

    `category` is the one that what it makes is annotated under; None for what becomes part of a house. `choices` are the
    words that a parameter of `make` takes; `example` is what a plain one needs to be told, materials aside.
    """

    name: str
    category: str | None
    make: Callable[..., Any]
    choices: Mapping[str, tuple[str, ...]]
    example: Mapping[str, Any]


def maker(
    category: str | None = None, /, *, example: Mapping[str, Any] = MappingProxyType({}), **choices: Iterable[str]
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Mark a function as a maker of things of that category (a name of scenes/categories.toml); without, of parts of a
    house, which are never annotated.

    `choices` name parameters that take a word, and the words; another word is a DyceError. `example` has the arguments
    without which the function can't be called: sizes, mostly.
    """

    def mark(function: Callable[P, T]) -> Callable[P, T]:
        words = {name: tuple(given) for name, given in choices.items()}
        signature = inspect.signature(function)

        @wraps(function)
        def make(*args: P.args, **kwargs: P.kwargs) -> T:
            given = signature.bind(*args, **kwargs).arguments
            for name, known in words.items():
                if name in given and given[name] is not None and given[name] not in known:
                    raise DyceError(
                        f"{function.__name__}: {name} must be one of {', '.join(known)}, not {given[name]!r}"
                    )
            things = function(*args, **kwargs)
            if category is not None:
                made: list[bpy.types.Object] = things if isinstance(things, list) else [things]
                for thing in made:
                    thing[KIND] = category
            return things

        vars(make)["maker"] = Maker(function.__name__, category, make, words, example)
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
