"""Splits: by scene unless asked otherwise, and every slip in a split file told in one line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_data import make_data

import dyce
from dyce.cli import main
from dyce.data.splits import folds, read_splits
from dyce.errors import DyceError, UsageError

SCENES = ["kitchen3", "kitchen4", "kitchen5", "my flat"]


def write(path: Path, value: object) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return path


@pytest.mark.parametrize("count", [2, 3, 4])
def test_each_scene_validates_once_and_never_trains_beside(count: int) -> None:
    found = folds(SCENES, count)
    assert sorted(scene for name, scenes in found.items() if name.endswith("val") for scene in scenes) == SCENES
    for fold in range(1, count + 1):
        train, val = set(found[f"fold{fold}-train"]), set(found[f"fold{fold}-val"])
        assert not train & val and train | val == set(SCENES)


@pytest.mark.parametrize("count", [-1, 0, 1, 5])
def test_too_few_or_too_many_folds(count: int) -> None:
    with pytest.raises(UsageError, match="--folds"):
        folds(SCENES, count)


def test_a_split_file_is_taken_as_it_is(tmp_path: Path) -> None:
    wanted = {"train": ["kitchen3"], "held-out": ["my flat", "kitchen4/0-9"]}
    assert read_splits(SCENES, write(tmp_path / "s.json", wanted)) == wanted


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ({}, "object"),
        ({"train": "kitchen3"}, "list"),
        ({"train": [3]}, "list"),
        ({"../x": ["kitchen3"]}, "file"),
        ({"1": ["kitchen3"]}, "file"),
        ({"": []}, "file"),
        ({"train": ["kitchen9"]}, "kitchen9"),
        ({"train": ["kitchen3/7"]}, "range"),
        ({"train": ["kitchen3/9-2"]}, "range"),
        ({"train": ["kitchen3", "kitchen3"]}, "twice"),
        ({"train": ["kitchen3"], "test": ["kitchen3"]}, "twice"),
        ({"train": ["kitchen3/0-5"], "test": ["kitchen3/5-9"]}, "twice"),
        ({"train": ["kitchen3/0-5"], "test": ["kitchen3/6-9"]}, "--within-scenes"),
    ],
)
def test_a_slip_in_a_split_file_is_told(tmp_path: Path, value: object, says: str) -> None:
    with pytest.raises(UsageError, match=says) as raised:
        read_splits(SCENES, write(tmp_path / "s.json", value))
    assert "\n" not in str(raised.value)


def test_views_of_a_scene_are_divided_only_when_asked(tmp_path: Path) -> None:
    wanted = {"train": ["kitchen3/0-5", "kitchen4"], "test": ["kitchen3/6-9"]}
    assert read_splits(SCENES, write(tmp_path / "s.json", wanted), within_scenes=True) == wanted
    with pytest.raises(UsageError, match="twice"):
        read_splits(
            SCENES, write(tmp_path / "s.json", {"a": ["kitchen3/0-5"], "b": ["kitchen3/5-9"]}), within_scenes=True
        )


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_command_line_divides_as_it_is_told(tmp_path: Path) -> None:
    data = tmp_path / "dyce"
    make_data(data, {"kitchen3": 4, "kitchen4": 2, "kitchen5": 1})
    assert run("export-coco", data)[0] == 0
    assert sorted(path.name for path in (data / "annotations").iterdir()) == ["test.json", "train.json", "val.json"]

    split = write(tmp_path / "s.json", {"one": ["kitchen3/0-2"], "two": ["kitchen3/3-9", "kitchen5"]})
    code, says = run("export-coco", data, "--style", "kins", "--split-file", split)
    assert code == 2 and "--within-scenes" in says
    code, says = run("export-coco", data, "--style", "kins", "--split-file", split, "--within-scenes")
    assert code == 0 and "kitchen4: in no split" in says
    seen = {
        name: [
            (i["scene"], i["view"])
            for i in json.loads((data / "annotations/kins" / f"{name}.json").read_text())["images"]
        ]
        for name in ("one", "two")
    }
    assert seen == {
        "one": [("kitchen3", 0), ("kitchen3", 1), ("kitchen3", 2)],
        "two": [("kitchen3", 3), ("kitchen5", 0)],
    }

    assert run("export-coco", data, "--folds", 3, "--out", tmp_path / "folds")[0] == 0
    assert len(list((tmp_path / "folds").glob("fold*-*.json"))) == 6
    assert run("export-webdataset", data, "--folds", 2, "--out", tmp_path / "tars")[0] == 0
    assert len(list((tmp_path / "tars").glob("fold*/*.tar"))) == 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--style", "kitti"], "cocoa-cls"),
        (["--style", "aisformer", "--masks", "rle"], "polygon"),
        (["--style", "bop", "--masks", "rle"], "png"),
        (["--folds", "9"], "--folds"),
        (["--folds", "2", "--split-file", "x.json"], "give one"),
        (["--within-scenes"], "--split-file"),
        (["--split-file", "nowhere.json"], "nowhere.json"),
    ],
)
def test_nonsense_is_a_usage_error(tmp_path: Path, arguments: list[str], says: str) -> None:
    make_data(tmp_path, {"kitchen3": 1, "kitchen4": 1})
    code, output = run("export-coco", tmp_path, *arguments)
    assert code == 2 and says in output and "Traceback" not in output
    assert not (tmp_path / "annotations").exists()


def test_a_split_of_an_earlier_division_is_not_left_beside_the_new_ones(tmp_path: Path) -> None:
    """Whoever trains on all files in a folder must not see what another division tests on."""
    data = tmp_path / "dyce"
    make_data(data, {"kitchen3": 2, "kitchen4": 1, "kitchen5": 1})
    assert run("export-coco", data)[0] == run("export-webdataset", data)[0] == 0
    mine = data / "annotations" / "mine.json"
    mine.write_text("{}")
    assert run("export-coco", data, "--folds", 2)[0] == run("export-webdataset", data, "--folds", 2)[0] == 0
    fold_names = {f"fold{fold}-{side}" for fold in (1, 2) for side in ("train", "val")}
    there = {path.name for path in (data / "annotations").iterdir() if not path.name.startswith(".")}
    assert there == {*(f"{name}.json" for name in fold_names), mine.name}
    assert {path.name for path in (data / "webdataset").iterdir() if path.is_dir()} == fold_names


def test_whoever_loads_a_split_gets_the_one_that_was_exported(tmp_path: Path) -> None:
    data = tmp_path / "dyce"
    make_data(data, {"kitchen3": 4, "kitchen5": 1})
    assert dyce.load(data, split="test").scenes == ["kitchen5"]
    split = write(tmp_path / "s.json", {"one": ["kitchen3/0-2"], "two": ["kitchen3/3-9", "kitchen5"]})
    assert run("export-coco", data, "--split-file", split, "--within-scenes")[0] == 0
    found = {name: [(view.scene, view.number) for view in dyce.load(data, split=name)] for name in ("one", "two")}
    assert found["one"] == [("kitchen3", 0), ("kitchen3", 1), ("kitchen3", 2)]
    assert sorted(found["two"]) == [("kitchen3", 3), ("kitchen5", 0)]
    with pytest.raises(UsageError, match="one, two"):
        dyce.load(data, split="test")
    make_data(tmp_path / "more", {"kitchen4": 1})
    (tmp_path / "more" / "kitchen4").rename(data / "kitchen4")
    with pytest.raises(UsageError, match="kitchen4: rendered after"):
        dyce.load(data, split="one")
    assert len(dyce.load(data)) == 6
    (data / "splits.json").write_text("[")
    with pytest.raises(DyceError, match=r"splits\.json is damaged"):
        dyce.load(data, split="one")
