"""A scene in a line: how much is in it, as far as its stage has been built."""

from pathlib import Path

from dyce.scene.sources import Source
from dyce.scene.stage import load_stage
from dyce.views.floor import area_of, walkable_floor
from dyce.views.standing import head_height
from dyce.views.trace import Tracer

__all__ = ["OVERVIEW", "summarise"]

OVERVIEW = "overview.jpg"
"""The name of a stage's picture, in its folder."""


def summarise(source: Source, folder: Path) -> str:
    """Instances, categories, walkable floor and where the picture is, of a scene whose stage lies in `folder`."""
    if not (folder / "stage.json").is_file():
        return f"not built yet: `dyce scenes show {source.name}` builds it"
    stage = load_stage(folder, source.name)
    categories = len({instance.category for instance in stage.instances})
    area = area_of(walkable_floor(Tracer(*stage.geometry), head_height().floor, stage.walkable))
    picture = folder / OVERVIEW
    shown = str(picture) if picture.is_file() else f"no picture yet: `dyce scenes show {source.name}`"
    return f"{len(stage.instances)} instances of {categories} categories, {area:.1f} m2 to walk on, {shown}"
