"""What a model is made of and how it is trained: every number of a run, and the three presets.

No torch here: the command line shows recipes without loading it.
"""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from dyce.errors import DyceError, UsageError

__all__ = ["RECIPES", "Recipe", "changed", "find_recipe", "recipe_from_json"]


OPTIONAL = ("window", "threshold")
"""Fields that may be None."""


def _set(value: Any, says: str) -> Any:
    return field(default=value, metadata={"says": says})


@dataclass(frozen=True)
class Recipe:
    """One way to build and train SeGAN. The defaults are the paper's, where it is silent the original code's."""

    name: str = _set("paper", "which preset this began as")

    size: int = _set(500, "side of the image that the segmentor sees, pixels")
    window: float | None = _set(None, "what is scaled to it: a square of so many times the visible box; none: all")
    mean: tuple[float, float, float] = _set((0.378, 0.338, 0.297), "subtracted from RGB in [0, 1]")
    expand: tuple[float, float] = _set(
        (0.1, 0.3), "the visible box grows on each side by a random share of it in training"
    )
    expand_by: str = _set("side", "share of what: side (width and height, each its own) or longer (of the two)")
    expand_test: float = _set(0.2, "and by this share in test")

    width: int = _set(64, "channels of the trunk's first stage; 64 is ResNet-18")
    stages: int = _set(4, "stages of the trunk; 4 is ResNet-18")
    tail_pool: int = _set(7, "stride-1 average pool at the trunk's end; 1: none")
    roi: int = _set(6, "cells a side that the box is pooled to")
    roi_pool: str = _set("max", "how: max (integer cells, as the original) or align (bilinear)")
    dropout: float = _set(0.0, "of the pooled features, in training")
    mask: int = _set(58, "side of the predicted mask; its square is the last layer's width")
    detail: int = _set(
        0, "channels of a convolutional head added to the last layer, for little data; 0 as in the paper: none"
    )

    hull: bool = _set(
        False, "whether the segmentor is shown the convex hull of SV, too, and begins from it; not in the paper"
    )

    others: float = _set(
        0.0, "share of training objects that come with what is seen of the others in the image; 0: none; not in the paper"
    )

    paint: int = _set(256, "side of the painted picture, a power of 2")
    paint_width: int = _set(64, "channels of generator and discriminator at their widest resolution")

    hidden_only: bool = _set(
        False,
        "Eq. 3 for a visible mask that is taken over: cells learn what share of their unseen part is hidden",
    )
    weight_background: float = _set(1.0, "Eq. 3: weight of what is outside the full mask")
    weight_visible: float = _set(5.0, "Eq. 3: of the visible part")
    weight_invisible: float = _set(3.0, "Eq. 3: of the hidden part")
    weight_overlap: float = _set(0.0, "with hidden_only: of 1 - soft IoU of the hidden part; not in the paper")
    weight_l1: float = _set(100.0, "Eq. 5: of L1 beside the adversarial loss")
    weight_paint: float = _set(0.1, "Eq. 6: of painting beside segmentation")

    batch: int = _set(5, "objects a step, of all processes together")
    epochs_segmentor: float = _set(20.0, "passes over the objects: segmentor alone")
    epochs_painter: float = _set(20.0, "painter alone")
    epochs_both: float = _set(20.0, "end to end")
    optimiser: str = _set("sgd", "of the segmentor: sgd or adamw")
    rate: float = _set(1e-3, "its learning rate")
    weight_decay: float = _set(0.0, "its weight decay")
    schedule: str = _set("steps", "steps: a tenth every 20,000 steps; cosine: warm-up, then down to nothing")
    rate_both: float = _set(1.0, "factor on its rate end to end")
    rate_paint: float = _set(2e-4, "Adam's learning rate, generator and discriminator")
    clip: float = _set(0.0, "largest norm of the segmentor's gradient; 0: any")
    average: float = _set(0.0, "decay of the running average of weights that is evaluated; 0: none")

    crop: float = _set(0.1, "random crop and scale in training: shift and change of size by up to this share")
    flip: bool = _set(False, "mirror half of the objects in training")
    colour: float = _set(0.0, "change brightness, contrast and tint by up to this share in training")
    cover: float = _set(0.0, "share of training objects before which another one's picture is pasted")

    threshold: float | None = _set(
        0.5, "of the full mask; none: the best on the validation objects, or with hidden_only each object's own"
    )
    seed: int = _set(0, "of everything random")

    def __post_init__(self) -> None:
        _check(self)

    @property
    def own_thresholds(self) -> bool:
        """Whether each object has its own threshold (`dyce.segan.decide`); what comes out must be a probability for that."""
        return self.hidden_only and self.threshold is None

    def lines(self) -> list[str]:
        """The recipe as text, a line a field with what it means."""
        return [f"{each.name:18} {getattr(self, each.name)!s:22} {each.metadata['says']}" for each in fields(self)]

    def to_json(self) -> str:
        """As JSON, for `recipe_from_json`."""
        return json.dumps(dataclasses.asdict(self))

    def but(self, **changes: Any) -> "Recipe":
        """The recipe with some fields changed."""
        return dataclasses.replace(self, **changes)


def _check(recipe: Recipe) -> None:
    """Raises UsageError where no model can be built or trained of the recipe's numbers."""
    for each in fields(recipe):
        _check_kind(each.name, getattr(recipe, each.name), each.default)
    for says, holds in _bounds(recipe).items():
        if not holds:
            raise UsageError(f"recipe: {says}")


def _check_kind(name: str, value: Any, default: Any) -> None:
    """A field's value against the paper's, which is of the kind that it must be."""
    if name in OPTIONAL:
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
        raise UsageError(f"recipe: {name} must be {kind}, not {value!r}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9


def _bounds(recipe: Recipe) -> dict[str, bool]:
    """What must hold, by how it is told."""
    return {
        "size must be from 16 to 2048": 16 <= recipe.size <= 2048,
        "window must be 1 or more": recipe.window is None or recipe.window >= 1,
        "expand must be two shares, the lower first": recipe.expand[0] <= recipe.expand[1],
        "expand_by must be side or longer": recipe.expand_by in ("side", "longer"),
        "width must be from 4 to 256": 4 <= recipe.width <= 256,
        "stages must be from 1 to 4": 1 <= recipe.stages <= 4,
        "tail_pool must be 1 or more": recipe.tail_pool >= 1,
        "roi must be from 1 to 32": 1 <= recipe.roi <= 32,
        "roi_pool must be max or align": recipe.roi_pool in ("max", "align"),
        "mask must be from 4 to 256": 4 <= recipe.mask <= 256,
        "mask must be even with a detail head": not recipe.detail or recipe.mask % 2 == 0,
        "paint must be a power of 2 from 32 to 512": recipe.paint in (32, 64, 128, 256, 512),
        "paint_width must be from 4 to 256": 4 <= recipe.paint_width <= 256,
        "batch must be from 1 to 65536": 1 <= recipe.batch <= 65536,
        "optimiser must be sgd or adamw": recipe.optimiser in ("sgd", "adamw"),
        "schedule must be steps or cosine": recipe.schedule in ("steps", "cosine"),
        "crop and colour must be below 1": recipe.crop < 1 and recipe.colour < 1,
        "dropout and average must be below 1": recipe.dropout < 1 and recipe.average < 1,
        "others must be at most 1": recipe.others <= 1,
        "threshold must be between 0 and 1": recipe.threshold is None or 0 < recipe.threshold < 1,
    }


MODERN = Recipe(
    name="modern",
    size=256,
    window=2.5,
    expand=(0.3, 0.6),
    expand_by="longer",
    expand_test=0.45,
    hidden_only=True,
    tail_pool=1,
    roi_pool="align",
    weight_visible=0.2,
    weight_invisible=1.0,
    weight_overlap=1.0,
    batch=64,
    epochs_segmentor=30.0,
    epochs_painter=30.0,
    epochs_both=10.0,
    optimiser="adamw",
    rate=5e-4,
    weight_decay=0.05,
    schedule="cosine",
    rate_both=0.1,
    clip=5.0,
    average=0.999,
    crop=0.15,
    flip=True,
    colour=0.2,
    cover=0.5,
    others=0.8,
    threshold=None,
)

RECIPES = {
    "paper": Recipe(),
    "modern": MODERN,
    "small": MODERN.but(
        name="small",
        size=128,
        width=32,
        stages=3,
        roi=4,
        dropout=0.3,
        mask=32,
        detail=48,
        hull=True,
        paint=64,
        paint_width=32,
        batch=32,
        epochs_segmentor=14.0,
        epochs_painter=10.0,
        epochs_both=3.0,
        rate=1e-3,
        weight_decay=0.1,
        crop=0.25,
        cover=0.6,
    ),
}
"""By the name that `dyce train --recipe` takes: as printed; what trains best; built alike, with additions, for two CPU cores."""


def find_recipe(name: str) -> Recipe:
    """The preset of a name. Raises UsageError if there is none."""
    if name not in RECIPES:
        raise UsageError(f"no recipe {name!r}; the recipes are {', '.join(RECIPES)}")
    return RECIPES[name]


def changed(recipe: Recipe, changes: Sequence[str]) -> Recipe:
    """A recipe with fields changed as `NAME=VALUE` says; values as in JSON, or a bare word.

    >>> changed(RECIPES["paper"], ["batch=10", "window=2.5"]).batch
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


def recipe_from_json(text: str) -> Recipe:
    """The recipe that `Recipe.to_json` wrote.

    Raises:
        DyceError: it is none, or of another dyce.
    """
    try:
        values: Any = {
            key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(text).items()
        }
        return Recipe(**values)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise DyceError(f"the recipe is damaged or of another version of dyce ({error})") from error
