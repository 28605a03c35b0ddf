"""How long a unit is: rooms in millimetres, inches and feet are known by their things, and what is told counts."""

from pathlib import Path

import bpy
import numpy as np
import pytest

from dyce.errors import DyceError
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import Stage, load_stage
from dyce.scene.told import Told

ROOM = {
    "Chair.001": (0.45, 0.5, 0.9),
    "Chair.002": (0.45, 0.5, 0.9),
    "Dining Table": (1.6, 0.9, 0.75),
    "SM_Door_01": (0.9, 0.1, 2.05),
    "vase": (0.2, 0.2, 0.3),
    "wall east": (0.1, 4.0, 2.6),
    "door handle": (0.12, 0.05, 0.05),
}
"""Sizes of things, metres."""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))


def _stage(path: Path, things: dict[str, tuple[float, float, float]], unit: float, own: float = 1.0, **told) -> Stage:
    """The stage of things in a row, in a file whose unit is so many metres and says it is another."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    for k, (name, size) in enumerate(things.items()):
        bpy.ops.mesh.primitive_cube_add(size=1 / unit, location=(2 * k / unit, 0, size[2] / 2 / unit), scale=size)
        bpy.context.object.name = name
    bpy.context.scene.unit_settings.scale_length = own
    if path.suffix == ".stl":
        bpy.ops.wm.stl_export(filepath=str(path))
    else:
        bpy.ops.wm.save_as_mainfile(filepath=str(path))
    return load_stage(build_stage(find_scene(str(path), Told(**told))), "scene")


def _size(stage: Stage) -> np.ndarray:
    return np.ptp(stage.geometry[0].reshape(-1, 3), axis=0)


@pytest.mark.parametrize(
    ("unit", "said"), [(0.001, "1 mm"), (0.01, "1 cm"), (0.0254, "1 inch"), (0.3048, "1 foot"), (100.0, "100 m")]
)
def test_a_unit_is_known_by_the_things(tmp_path: Path, unit: float, said: str) -> None:
    stage = _stage(tmp_path / "room.blend", ROOM, unit)
    assert stage.metres_per_unit == pytest.approx(unit)
    (note,) = [note for note in stage.notes if "unit" in note]
    assert f"1 unit is taken for {said}, because" in note and "--scale" in note
    assert _size(stage)[2] == pytest.approx(2.6, rel=1e-3)


@pytest.mark.parametrize("own", [1.0, 0.01, 0.0254])
def test_a_file_that_says_its_unit_is_believed_where_its_things_agree(tmp_path: Path, own: float) -> None:
    stage = _stage(tmp_path / "room.blend", ROOM, own, own)
    assert stage.metres_per_unit == pytest.approx(own)
    assert not any("unit" in note for note in stage.notes)


def test_what_is_told_counts(tmp_path: Path) -> None:
    stage = _stage(tmp_path / "room.blend", ROOM, 0.001, scale=0.002)
    assert stage.metres_per_unit == pytest.approx(0.002)
    assert _size(stage)[2] == pytest.approx(5.2, rel=1e-3)


def test_a_single_thing_may_have_any_size(tmp_path: Path) -> None:
    stage = _stage(tmp_path / "thing.blend", {"gear": (40, 40, 8)}, 1)
    assert stage.metres_per_unit == 1 and not any("--scale" in note for note in stage.notes)
    stage = _stage(tmp_path / "huge.blend", {"gear": (4000, 4000, 80)}, 1)
    assert stage.metres_per_unit == 1 and any("4 km across" in note and "--scale" in note for note in stage.notes)


def test_a_toy_chair_among_things_of_common_size_changes_nothing(tmp_path: Path) -> None:
    stage = _stage(tmp_path / "room.blend", {**ROOM, "Chair": (0.02, 0.02, 0.04)}, 1)
    assert stage.metres_per_unit == 1


def test_a_room_in_millimetres_is_known_by_its_extents(tmp_path: Path) -> None:
    names = {"Mesh1": (4.0, 3.0, 0.1), "Mesh2": (0.1, 3.0, 2.5), "Mesh3": (0.5, 0.5, 0.8)}
    stage = _stage(tmp_path / "room.blend", names, 0.001)
    assert stage.metres_per_unit == pytest.approx(0.001)


def test_an_stl_is_in_millimetres_unless_that_is_absurd(tmp_path: Path) -> None:
    assert _stage(tmp_path / "motor.stl", {"motor": (0.1, 0.06, 0.06)}, 0.001).metres_per_unit == pytest.approx(0.001)
    assert _stage(tmp_path / "crate.stl", {"crate": (1.5, 1, 1)}, 1.0).metres_per_unit == 1


def test_a_thing_of_no_common_size_is_named(tmp_path: Path) -> None:
    stage = _stage(tmp_path / "room.blend", {"chair": (4, 4, 6), "gear": (1, 1, 1)}, 1)
    assert stage.metres_per_unit == 1
    assert any("'chair' is 6 m long or high; say with --scale" in note for note in stage.notes)


def test_people_are_not_put_among_things_of_no_common_unit(tmp_path: Path) -> None:
    things = {"floor": (40, 40, 0.1), "sofa": (14.8, 6, 8), "sofa.001": (6.7, 5.8, 8.5), "gear": (4, 4, 4)}
    with pytest.raises(DyceError, match=r"'sofa' is 14.8 m long or high; say with --scale"):
        _stage(tmp_path / "room.blend", things, 1)
    assert _stage(tmp_path / "room.blend", things, 1, scale=0.12).metres_per_unit == pytest.approx(0.12)
