"""Counts equal those by hand; odd views are told; plots and figures are written whole."""

import json
import random
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from damage import damage, edit_record
from made_data import MadeView, make_data
from PIL import Image

from dyce.errors import DyceError, UsageError
from dyce.show.charts import write_stats
from dyce.show.stats import PAPER, collect_stats

SCENES = {"kitchen3": 4, "kitchen4": 1, "livingroom4": 2, "my flat": 1}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[MadeView]]:
    data = tmp_path_factory.mktemp("made") / "dyce"
    return data, make_data(data, SCENES)


@pytest.fixture
def data(pristine: tuple[Path, list[MadeView]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine[0], tmp_path / "dyce"))


def test_counts_equal_those_by_hand(pristine: tuple[Path, list[MadeView]]) -> None:
    data, views = pristine
    stats = collect_stats(data)
    discs = [(view, name) for view in views for name in view.discs]
    assert stats.visible_counts == [len(view.discs) for view in views]
    assert stats.categories == Counter(name.split(".")[0] for _, name in discs)
    rates = [1 - view.visible(name).sum() / view.discs[name].sum() for view, name in discs]
    assert stats.occlusion_rates == np.histogram(rates, 20, (0, 1))[0].tolist()
    assert stats.not_occluded == sum(rate == 0 for rate in rates)
    assert stats.occluded_share == pytest.approx(np.mean([rate >= 0.05 for rate in rates]))
    assert stats.views == SCENES
    assert stats.eye_heights == [1.6] * 8 and stats.headings == [90.0] * 8 and stats.pitches == [0.0] * 8
    assert sum(stats.targets.values()) == 8 and not stats.odd and not stats.left_out


def test_the_paper_s_table_stands_beside(pristine: tuple[Path, list[MadeView]]) -> None:
    data, views = pristine
    stats = collect_stats(data)
    summary = stats.summary
    assert (summary.scenes, summary.images, summary.objects_a_scene) == (4, 8, 12.0)
    assert summary.visible_an_image == pytest.approx(np.mean([len(view.discs) for view in views]))
    assert (summary.train.scenes, summary.train.images) == (3, 6)
    assert (summary.test.scenes, summary.test.images) == (1, 2)
    assert summary.train.objects + summary.test.objects == sum(len(view.discs) for view in views)
    lines = stats.lines()
    assert lines[5].split() == ["visible", "objects", "an", "image", "17.5", f"{summary.visible_an_image:.1f}"]
    assert "41,924" in "\n".join(lines) and "27,617" in "\n".join(lines)
    assert PAPER.train.images + PAPER.test.images == PAPER.images


def test_repeated_and_empty_views_are_told(data: Path) -> None:
    second = data / "kitchen3" / "000001"
    shutil.rmtree(second)
    shutil.copytree(data / "kitchen3" / "000000", second)
    edit_record(second, lambda r: r.update(view=1))
    # as an older dyce wrote it, which did not say who the others are that the two name
    edit_record(data / "kitchen3" / "000002", lambda r: (r.pop("others"), r.update(instances=r["instances"][-2:])))
    pose = json.loads((data / "livingroom4" / "000000" / "record.json").read_text())["camera"]
    edit_record(data / "livingroom4" / "000001", lambda r: r.update(camera=pose))
    odd = {odd.where: odd.what for odd in collect_stats(data).odd}
    assert odd["kitchen3/000001"] == "has the same image as kitchen3/000000"
    assert odd["livingroom4/000001"].startswith("is seen as livingroom4/000000 is")
    assert odd["kitchen3/000002"] == "shows 2 visible objects"
    assert collect_stats(data).few == 1


def test_damaged_views_are_left_out_and_told(data: Path) -> None:
    (data / "kitchen3" / "000003" / "record.json").write_text("{")
    (data / "kitchen3" / "scene.json").unlink()
    stats = collect_stats(data)
    assert stats.summary.images == 7 and len(stats.left_out) == 1
    assert stats.lines()[-1].startswith("left out: ")


def test_plots_and_figures_are_written(data: Path) -> None:
    stats = collect_stats(data)
    picture, figures = write_stats(stats, data)
    with Image.open(picture) as plots:
        assert plots.width == 2640
    there = json.loads(figures.read_text())
    assert there["summary"]["images"] == 8 and there["paper"]["images"] == 5500
    assert not list(data.glob(".*.partial"))
    with pytest.raises(UsageError, match=r"\.png"):
        write_stats(stats, data, data / "stats.json")
    with pytest.raises(DyceError, match="can't be written"):
        write_stats(stats, data, data / "nowhere" / "stats.png")


@pytest.mark.parametrize("value", [-7.0, 0.0, 3.9, 1e6])
def test_any_eye_height_can_be_drawn(data: Path, value: float) -> None:
    edit_record(data / "kitchen3" / "000000", lambda r: r["camera"].update(eye_height=value))
    assert write_stats(collect_stats(data), data)[0].is_file()


def test_many_scenes_and_kinds_fit_the_picture(tmp_path: Path) -> None:
    make_data(tmp_path, {f"a room with a long name {k}": 1 for k in range(12)}, size=(32, 32), discs=3)
    for k, folder in enumerate(sorted(tmp_path.glob("*/000000"))):
        edit_record(folder, lambda r, k=k: [i.update(category=f"kind {k} {i['id']}" * 9) for i in r["instances"]])
        (folder.parent / "scene.json").unlink()
    stats = collect_stats(tmp_path)
    assert stats.few == 12 and len(stats.categories) > 18
    assert write_stats(stats, tmp_path)[0].is_file()


def test_nothing_to_count_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DyceError, match="dyce render"):
        collect_stats(tmp_path)


@pytest.mark.parametrize("seed", range(100))
def test_damage_is_left_out_without_a_traceback(seed: int, data: Path) -> None:
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 3)):
        damage(rng, data)
    found = sum(1 for folder in data.glob("*/[0-9]*") if folder.is_dir())
    try:
        stats = collect_stats(data)
    except DyceError as error:
        assert "\n" not in str(error)
        return
    assert stats.summary.images + len(stats.left_out) == found
    "\n".join(stats.lines()).encode()
    assert not any("\n" in line for line in stats.lines())
    if seed % 5 == 0:
        write_stats(stats, data)
