"""A small exported data set and a recipe that trains on it within seconds."""

from pathlib import Path

from made_data import make_data

from dyce.export.annotations import export_annotations
from dyce.segan.recipes.segan import SMALL, SeganRecipe

TINY = SMALL.but(
    name="tiny", size=32, width=4, stages=2, roi=2, mask=8, detail=4, paint=32, paint_width=4, batch=4, dropout=0.1
)


def made(folder: Path, scenes: dict[str, int] | None = None) -> Path:
    """A data set with its annotations: two training views and one for validation, if not told otherwise."""
    make_data(folder, scenes or {"kitchen3": 2, "kitchen4": 1}, size=(48, 64))
    export_annotations(folder)
    return folder


def tiny(**changes: object) -> SeganRecipe:
    """`TINY` with fields changed; a step an epoch's fraction is set by `epochs_*`."""
    return TINY.but(**changes)
