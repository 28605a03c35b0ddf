"""The commands as their users meet them: processes with exit codes, killed and started again."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_scene import make_scene

from dyce.cli.group import out
from dyce.data import record
from dyce.errors import DyceError

TINY = ["--resolution", "48x36", "--samples", "2"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    make_scene(folder / "made.blend")
    return folder


def _start(place: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dyce.cli", *arguments],
        cwd=place,
        env={**os.environ, "DYCE_CACHE": str(place / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # a test run that was started in the background hands on a deaf ear to Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def _run(place: Path, *arguments: str) -> tuple[int, str, str]:
    process = _start(place, *arguments)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def _render(place: Path, out: str, *arguments: str) -> tuple[int, str, str]:
    return _run(place, "render", "--scene", "made.blend", "--out", out, *TINY, *arguments)


def _contents(place: Path, out: str) -> dict[str, dict[str, str]]:
    """The hashes of all files of every record, by view: pixels and masks, not timings."""
    found = {}
    for folder in record.records(place / out):
        assert record.is_whole(folder)
        read = record.read_record(folder)
        masks = {str(i.id): i.full["counts"] + i.visible["counts"] for i in read.instances}
        found[folder.name] = {**read.files, **masks}
    return found


@pytest.fixture(scope="module")
def four(place: Path) -> dict[str, dict[str, str]]:
    code, out, err = _render(place, "four", "--views", "4")
    assert code == 0, err
    assert "CPU" in out
    assert sorted(_contents(place, "four")) == ["000000", "000001", "000002", "000003"]
    return _contents(place, "four")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--scene", "kitchn3", "--views", "2"], "kitchen3"),
        (["--scene", "nowhere.blend"], "nowhere.blend"),
        (["--scene", "../../etc"], "no scene"),
        (["--scene", "made.blend", "--views", "0"], "--views"),
        (["--scene", "made.blend", "--views", "-3"], "--views"),
        (["--scene", "made.blend", "--resolution", "0"], "--resolution"),
        (["--scene", "made.blend", "--resolution", "100000"], "--resolution"),
        (["--scene", "made.blend", "--resolution", "big"], "--resolution"),
        (["--scene", "made.blend", "--samples", "0"], "--samples"),
        (["--scene", "made.blend", "--seed", "-1"], "--seed"),
        (["--scene", "made.blend", "--workers", "0"], "--workers"),
        (["--scene", "made.blend", "--overscan", "3"], "--overscan"),
        (["--scene", "made.blend", "--rig", "head_hight"], "head_height"),
        (["--scene", "made.blend", "--isolation", "vanish"], "isolation"),
        (["--scene", "made.blend", "--min-visible", "0"], "--min-visible"),
        (["--scene", "made.blend", "--scale", "-1"], "--scale"),
        (["--scene", "made.blend", "--scale", "nan"], "--scale"),
    ],
)
def test_nonsense_is_a_usage_error_in_one_line(place: Path, arguments: list[str], says: str) -> None:
    code, _, err = _run(place, "render", "--out", "none", *arguments)
    assert code == 2
    assert says in err and "Traceback" not in err
    assert not (place / "none").exists()


def test_brackets_in_names_are_printed_as_they_are() -> None:
    with out.capture() as said:
        out.print("camera Eye [/x] of [red] my.blend")
    assert said.get() == "camera Eye [/x] of [red] my.blend\n"


def test_a_device_that_is_not_there_is_named(place: Path) -> None:
    code, _, err = _render(place, "metal", "--views", "1", "--device", "metal")
    assert code == 1 and err.strip().startswith("dyce: ") and "metal" in err and err.strip().count("\n") == 0


def test_an_unwritable_folder_is_an_error_in_one_line(place: Path) -> None:
    (place / "file").write_text("")
    code, _, err = _render(place, "file/data", "--views", "1")
    assert code == 1 and "file/data" in err and "Traceback" not in err and err.strip().count("\n") == 0


def test_a_damaged_blend_is_an_error_in_one_line(place: Path) -> None:
    (place / "cut.blend").write_bytes((place / "made.blend").read_bytes()[:5000])
    (place / "text.blend").write_text("not Blender")
    for name in ("cut.blend", "text.blend"):
        code, _, err = _run(place, "render", "--scene", name, "--out", "cut", "--views", "1")
        assert code == 1 and name in err and "Traceback" not in err


def test_the_first_views_are_those_of_a_longer_run_and_stay(place: Path, four: dict) -> None:
    assert _render(place, "grow", "--views", "2")[0] == 0
    first = _contents(place, "grow")
    assert first == {name: four[name] for name in ("000000", "000001")}
    times = {path: path.stat().st_mtime_ns for path in (place / "grow").rglob("record.json")}
    code, out, _ = _render(place, "grow", "--views", "4")
    assert code == 0 and _contents(place, "grow") == four
    # a log has a line for each piece of work and each view, and says at once how long it may take
    said = [
        r"made: building the stage \.\.\.",
        "4 views: about .* cores",
        "2 of 4 views are there already",
        "1 more to go",
    ]
    assert re.search(".*".join([*said, "made: view 2, 3 of 4", "made: view 3, 4 of 4"]), out, re.DOTALL), out
    assert all(path.stat().st_mtime_ns == then for path, then in times.items())


def test_two_workers_make_the_same_data_as_one(place: Path, four: dict) -> None:
    code, _, err = _render(place, "two", "--views", "4", "--workers", "2")
    assert code == 0, err
    assert _contents(place, "two") == four


def test_another_setting_on_the_same_folder_is_refused_by_name(place: Path, four: dict) -> None:
    code, _, err = _render(place, "four", "--views", "4", "--seed", "5", "--isolation", "alone")
    assert code == 1 and "seed 0 (now 5)" in err and "isolation lift (now alone)" in err and "samples" not in err
    assert _contents(place, "four") == four


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_killed_run_keeps_its_finished_views_and_goes_on(place: Path, four: dict, how: signal.Signals) -> None:
    out = f"killed{int(how)}"
    process = _start(place, "render", "--scene", "made.blend", "--out", out, *TINY, "--views", "200")
    deadline = time.monotonic() + 120
    while not list((place / out).glob("made/0*/record.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(how)
    _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    if how == signal.SIGINT:
        assert process.returncode == 130 and "interrupted" in err and "Traceback" not in err
    time.sleep(1.0)
    kept = _contents(place, out)
    assert 0 < len(kept) < 200
    assert all(files == four.get(name, files) for name, files in kept.items())
    code, _, err = _render(place, out, "--views", "4")
    assert code == 0, err
    assert {name: files for name, files in _contents(place, out).items() if name in four} == four
    assert not list((place / out).rglob("*.partial"))


def test_a_worker_that_dies_is_replaced(place: Path, four: dict) -> None:
    process = _start(place, "render", "--scene", "made.blend", "--out", "dies", *TINY, "--views", "20")
    deadline = time.monotonic() + 120
    while not list((place / "dies").glob("made/0*/record.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    for child in _children(process.pid):
        os.kill(child, signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    found = _contents(place, "dies")
    assert len(found) == 20 and {name: found[name] for name in four} == four


def _children(parent: int) -> list[int]:
    """The worker processes of a run, by Linux's own list."""
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        for child in (task / "children").read_text().split():
            command = Path(f"/proc/{child}/cmdline").read_text()
            found += [int(child)] if "spawn_main" in command else []
    return found


def test_a_damaged_view_is_rendered_again(place: Path, four: dict) -> None:
    assert _render(place, "mend", "--views", "4")[0] == 0
    image = place / "mend" / "made" / "000002" / "image.png"
    image.write_bytes(image.read_bytes()[:-20])
    (place / "mend" / "made" / "000001" / "record.json").write_text("{")
    assert _render(place, "mend", "--views", "4")[0] == 0
    assert _contents(place, "mend") == four


def test_a_full_disk_leaves_nothing_half_written(place: Path, four: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    read = record.read_record(place / "four" / "made" / "000000")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DyceError, match="No space left"):
        record.write_record(place / "full" / "made" / "000000", read, {"image.png": b"x"})
    assert not list((place / "full").rglob("*.*"))


def test_scenes_export_keeps_names_and_categories(place: Path) -> None:
    code, _, err = _run(place, "scenes", "export", "made.blend", "written.blend")
    assert code == 0, err
    check = (
        "import bpy, json; bpy.ops.wm.open_mainfile(filepath='written.blend'); "
        "print('FOUND' + json.dumps({o.name: o.get('dyce_category') for o in bpy.data.objects if 'dyce_category' in o}))"
    )
    out = subprocess.run([sys.executable, "-c", check], cwd=place, capture_output=True, text=True, check=True).stdout
    found = json.loads(next(line for line in out.splitlines() if line.startswith("FOUND"))[5:])
    assert found["ball"] == "ball" and found["table.top"] == "table" and "floor" not in found


def test_export_and_sheet_of_what_was_rendered(place: Path, four: dict) -> None:
    assert _run(place, "export-coco", "four")[0] == 0
    annotations = json.loads((place / "four" / "annotations" / "train.json").read_text())
    assert len(annotations["images"]) == 4 and annotations["annotations"]
    assert _run(place, "sheet", "four")[0] == 0
    assert (place / "four" / "sheet.png").stat().st_size > 10_000
    code, _, err = _run(place, "export-coco", "nothing")
    assert code == 1 and "dyce render" in err
