"""Two Blenders make two stages, and a data set holds views of one; what they share does not hang on a last bit."""

from pathlib import Path

import numpy as np
import pytest

from dyce.data.manifest import open_data
from dyce.errors import DyceError
from dyce.scene import stage
from dyce.scene.sources import builtin_scenes
from dyce.views.floor import CELL, Floor, walkable_floor
from dyce.views.trace import Tracer

KITCHEN = builtin_scenes()["kitchen3"]


def test_a_stage_of_another_blender_is_another_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = set()
    for version in ("5.0.1", "5.3.0", "5.0.1"):
        monkeypatch.setattr(stage, "blender_version", lambda version=version: version)
        folders.add(stage.stage_folder(KITCHEN))
    assert len(folders) == 2


def said(version: str, fingerprint: str) -> dict[str, dict[str, object]]:
    return {"room": {"scene": "room", "fingerprint": fingerprint, "blender": version, "instances": [], "credits": []}}


def test_a_data_set_is_not_continued_with_another_blender(tmp_path: Path) -> None:
    open_data(tmp_path, {}, said("5.0.1", "a"))
    open_data(tmp_path, {}, said("5.0.1", "a"))
    with pytest.raises(
        DyceError, match=r"^scene room of .* was begun with Blender 5\.0\.1, and this is Blender 5\.3\.0;"
    ):
        open_data(tmp_path, {}, said("5.3.0", "b"))
    with pytest.raises(DyceError, match=r"^scene room has changed since .* was begun;"):
        open_data(tmp_path, {}, said("5.0.1", "b"))


def test_the_floors_grid_is_reckoned_in_doubles() -> None:
    """In single floats its cells would be shifted by up to 1e-7 m, and a room's edge cells come and go with numpy's version."""
    low, high = np.float32([-2.0365345, -0.9852979]), np.float32([1.9634655, 2.0147021])
    corners = np.array([[*low, 0], [high[0], low[1], 0], [*high, 0], [low[0], high[1], 0]], np.float32)
    tracer = Tracer(corners[[[0, 1, 2], [0, 2, 3]]], np.ones(2, int))
    found = walkable_floor(tracer, Floor(headroom=1.9, clearance=0.0))
    steps = [float(start) + CELL / 2 + CELL * np.arange(count) for start, count in zip(low, (80, 60))]
    assert found.dtype == np.float64
    for axis in (0, 1):
        assert np.abs(np.unique(found[:, axis]) - steps[axis]).max() < 1e-12
