"""The plan of the house: data flow one way, Blender and PyTorch stay in their rooms, no module outgrows its reader."""

from pathlib import Path

import pytest
from imports import BLENDER, ROOT, circles, imports, modules, way

STAGES = ("data", "views", "scene", "render", "farm", "cli")
"""No room imports a later one."""

READERS = ("data", "export", "show", "verify", "segan")
"""Run where Blender isn't installed."""

MAKERS = ("scene", "models", "render", "farm", "cli")
"""Make the data that readers read."""

WITH_BLENDER = ("scene", "models", "render", "scenes")
"""Import Blender; `farm` does in functions, which its workers call."""

LINES, LINES_OF_MODELS = 400, 500

OURS = {name: path for name, path in modules().items() if name.partition(".")[0] == "dyce"}


def room(module: str) -> str:
    """Where a module stands: the first word after dyce, empty for dyce itself."""
    return (*module.split("."), "")[1]


def inside(*rooms: str) -> list[str]:
    return sorted(name for name in OURS if room(name) in rooms)


ARROWS = {name: {found.module for found in imports(path) if found.module in OURS} for name, path in OURS.items()}


def test_no_stage_reads_a_later_one() -> None:
    for name, others in ARROWS.items():
        if room(name) in STAGES:
            later = STAGES[STAGES.index(room(name)) + 1 :]
            assert [other for other in others if room(other) in later] == [], name


def test_nobody_imports_in_a_circle() -> None:
    assert circles(ARROWS) == []


def test_no_two_rooms_import_each_other() -> None:
    rooms: dict[str, set[str]] = {}
    for name, others in ARROWS.items():
        if room(name):
            rooms.setdefault(room(name), set()).update({room(other) for other in others} - {"", room(name)})
    assert circles(rooms) == []


def test_readers_know_nothing_of_how_data_are_made() -> None:
    found = {name: [other for other in ARROWS[name] if room(other) in MAKERS] for name in inside(*READERS)}
    assert {name: others for name, others in found.items() if others} == {}


@pytest.mark.parametrize("name", inside(*READERS))
def test_readers_never_come_to_blender(name: str) -> None:
    assert way(OURS[name], BLENDER.__contains__, lazy=True)[0] == []


@pytest.mark.parametrize("name", inside("farm", "cli", "views", ""))
def test_the_parent_of_workers_holds_no_blender(name: str) -> None:
    assert way(OURS[name], BLENDER.__contains__)[0] == []


def test_blender_and_torch_are_imported_in_their_rooms_only() -> None:
    for name, path in OURS.items():
        found = {i.module: i.lazy for i in sorted(imports(path), key=lambda i: -i.lazy)}
        if BLENDER & set(found):
            lazily = all(found[module] for module in BLENDER & set(found))
            assert room(name) in WITH_BLENDER or (room(name) == "farm" and lazily), f"{name} imports Blender"
        assert "torch" not in found or room(name) == "segan", f"{name} imports torch"


def test_a_command_imports_torch_when_it_needs_it() -> None:
    for name in inside("cli", ""):
        assert way(OURS[name], "torch".__eq__)[0] == []


def test_modules_are_short_enough_to_be_read() -> None:
    long = {name: count for name, path in OURS.items() if (count := _lines(path)) > _bound(name)}
    assert long == {}


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def _bound(name: str) -> int:
    return LINES_OF_MODELS if room(name) == "models" else LINES


def test_every_room_of_the_plan_is_there() -> None:
    assert {*STAGES, *READERS, "models"} <= {room(name) for name in OURS}
    assert (ROOT / "scenes").is_dir() and (ROOT / "camera_rigs").is_dir()
