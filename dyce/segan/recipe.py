"""How a network is built, shown objects and trained: every number of a run, by name.

`Recipe` is what all networks have; each has a recipe of its own in `dyce.segan.recipes`, with its presets. No torch here and
there: the command line shows recipes without loading it.
"""

import dataclasses
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

from dyce.errors import UsageError

__all__ = ["FIRST", "Phase", "Recipe", "changed", "setting"]

FIRST = "segan"
"""The network of recipes that name none, for so they were saved when there was no other."""


def setting(value: Any, says: str, *, before: str = "", optional: bool = False) -> Any:
    """A field of a recipe.

    Args:
        value: what it is if nothing is said.
        says: what it means, in a line.
        before: in a network's own recipe, the field of `Recipe` that it is shown and saved before; without, after all of them.
        optional: whether it may be None.
    """
    return field(default=value, metadata={"says": says, "before": before, "optional": optional})


@dataclass(frozen=True)
class Phase:
    """A part of a run, in which some parts of a network learn."""

    name: str
    epochs: float
    """Passes over the objects."""
    parts: tuple[str, ...]
    """Those that learn in it, of those that are used afterwards."""
    factor: float = 1.0
    """On the recipe's rate."""
    painting: bool = False
    """Whether it paints, so that it needs to see what objects look like with nothing in front of them."""
    judged_anew: bool = False
    """Whether its start counts as the first time that painting is judged: scores before it are no longer to be beaten."""


@dataclass(frozen=True)
class Recipe(ABC):
    """What the recipe of any network says. The defaults are SeGAN's as printed; where that is silent, its original code's."""

    network: ClassVar[str]
    """The name that the network is registered under."""
    title: ClassVar[str]
    """The network's name in tables."""

    name: str = setting("", "which preset this began as")

    size: int = setting(500, "side of the image that the segmentor sees, pixels")
    window: float | None = setting(
        None, "what is scaled to it: a square of so many times the visible box; none: all", optional=True
    )
    mean: tuple[float, float, float] = setting((0.378, 0.338, 0.297), "subtracted from RGB in [0, 1]")
    expand: tuple[float, float] = setting(
        (0.1, 0.3), "the visible box grows on each side by a random share of it in training"
    )
    expand_by: str = setting("side", "share of what: side (width and height, each its own) or longer (of the two)")
    expand_test: float = setting(0.2, "and by this share in test")
    mask: int = setting(58, "side of the predicted mask, cells")
    hull: bool = setting(False, "whether the network is shown the convex hull of SV, too")
    others: float = setting(
        0.0,
        "share of training objects that come with what is seen of the others in the image; 0: none; not in the paper",
    )
    paint: int = setting(256, "side of the painted picture, a power of 2")
    hidden_only: bool = setting(False, "whether cells tell what share of their unseen part is hidden, for a given SV")

    batch: int = setting(5, "objects a step, of all processes together")
    optimiser: str = setting("sgd", "sgd or adamw")
    rate: float = setting(1e-3, "its learning rate")
    weight_decay: float = setting(0.0, "its weight decay")
    schedule: str = setting("steps", "steps: a tenth every 20,000 steps; cosine: warm-up, then down to nothing")
    clip: float = setting(0.0, "largest norm of the gradient; 0: any")
    average: float = setting(0.0, "decay of the running average of weights that is evaluated; 0: none")

    crop: float = setting(0.1, "random crop and scale in training: shift and change of size by up to this share")
    flip: bool = setting(False, "mirror half of the objects in training")
    colour: float = setting(0.0, "change brightness, contrast and tint by up to this share in training")
    cover: float = setting(0.0, "share of training objects before which another one's picture is pasted")

    threshold: float | None = setting(
        0.5,
        "of the full mask; none: the best on the validation objects, or with hidden_only each object's own",
        optional=True,
    )
    seed: int = setting(0, "of everything random")

    def __post_init__(self) -> None:
        """Raises UsageError where no model can be built or trained of these numbers."""
        for each in fields(self):
            _check_kind(each, getattr(self, each.name))
        for says, holds in self.bounds().items():
            if not holds:
                raise UsageError(f"recipe: {says}")

    @property
    @abstractmethod
    def phases(self) -> tuple[Phase, ...]:
        """What the network is trained in, in order."""

    def bounds(self) -> dict[str, bool]:
        """What must hold, by how it is told."""
        return {
            "size must be from 16 to 2048": 16 <= self.size <= 2048,
            "window must be 1 or more": self.window is None or self.window >= 1,
            "expand must be two shares, the lower first": self.expand[0] <= self.expand[1],
            "expand_by must be side or longer": self.expand_by in ("side", "longer"),
            "mask must be from 4 to 256": 4 <= self.mask <= 256,
            "paint must be a power of 2 from 32 to 512": self.paint in (32, 64, 128, 256, 512),
            "batch must be from 1 to 65536": 1 <= self.batch <= 65536,
            "optimiser must be sgd or adamw": self.optimiser in ("sgd", "adamw"),
            "schedule must be steps or cosine": self.schedule in ("steps", "cosine"),
            "crop and colour must be below 1": self.crop < 1 and self.colour < 1,
            "average must be below 1": self.average < 1,
            "others must be at most 1": self.others <= 1,
            "threshold must be between 0 and 1": self.threshold is None or 0 < self.threshold < 1,
        }

    @property
    def masks(self) -> int:
        """How many masks the network is shown: SV, and of its hull and the other objects what the recipe has."""
        return 1 + self.hull + (self.others > 0)

    @property
    def own_thresholds(self) -> bool:
        """Whether each object has its own threshold (`dyce.segan.model.decide`), for which cells must be probabilities."""
        return self.hidden_only and self.threshold is None

    def phase(self, name: str) -> Phase:
        """The phase of a name. Raises UsageError if there is none."""
        for phase in self.phases:
            if phase.name == name:
                return phase
        raise UsageError(f"phases are {', '.join(phase.name for phase in self.phases)}, not {name}")

    def paints(self, phases: Sequence[str]) -> bool:
        """Whether a network that went through phases of these names learned to paint."""
        return any(phase.painting for phase in self.phases if phase.name in phases)

    def lines(self) -> list[str]:
        """The recipe as text, a line a field with what it means."""
        named = [f"{'network':18} {self.network:22} what is trained"] if self.network != FIRST else []
        told = [f"{each.name:18} {getattr(self, each.name)!s:22} {each.metadata['says']}" for each in self._in_order()]
        return named + told

    def to_json(self) -> str:
        """As JSON, for `dyce.segan.recipes.registry.recipe_from_json`."""
        named = {"network": self.network} if self.network != FIRST else {}
        return json.dumps(named | {each.name: getattr(self, each.name) for each in self._in_order()})

    def but(self, **changes: Any) -> Self:
        """The recipe with some fields changed."""
        return dataclasses.replace(self, **changes)

    def _in_order(self) -> list["dataclasses.Field[Any]"]:
        """The fields as they are shown: a network's own next to those of all networks that they belong with."""
        found = []
        for each in fields(self):
            if not each.metadata["before"]:
                found += [own for own in fields(self) if own.metadata["before"] == each.name] + [each]
        return found


def _check_kind(each: "dataclasses.Field[Any]", value: Any) -> None:
    """A field's value against its default, which is of the kind that it must be."""
    default = each.default
    if each.metadata["optional"]:
        fits, kind = value is None or _is_number(value), "a number or null"
    elif isinstance(default, bool):
        fits, kind = isinstance(value, bool), "true or false"
    elif isinstance(default, int):
        fits, kind = _is_number(value) and isinstance(value, int), "a whole number from 0 on"
    elif isinstance(default, float):
        fits, kind = _is_number(value), "a number from 0 on"
    elif isinstance(default, tuple):
        fits = isinstance(value, tuple) and len(value) == len(default) and all(map(_is_number, value))
        kind = f"a list of {len(default)} numbers"
    else:
        fits, kind = isinstance(value, str), "a word"
    if not fits:
        raise UsageError(f"recipe: {each.name} must be {kind}, not {value!r}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9


def changed(recipe: Recipe, changes: Sequence[str]) -> Recipe:
    """A recipe with fields changed as `NAME=VALUE` says; values as in JSON, or a bare word.

    Examples:
        >>> changed(find_recipe("paper"), ["batch=10", "window=2.5"]).batch
        10

    Raises:
        UsageError: there is no such field, or the value is none for it.
    """
    values: dict[str, Any] = {}
    known = {each.name for each in fields(recipe)} - {"name"}
    for change in changes:
        name, equals, text = change.partition("=")
        if not equals or name not in known:
            raise UsageError(f"--set {change}: say NAME=VALUE, with a name of the recipe: {', '.join(sorted(known))}")
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        values[name] = tuple(value) if isinstance(value, list) else value
    return recipe.but(**values)
