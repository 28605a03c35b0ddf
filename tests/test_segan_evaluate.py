"""`dyce evaluate` on made discs: the figures against independent ones, damaged exports, and what a reader sees."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from damage import JUNK
from made_data import make_data
from segan_checkpoint import make_checkpoint

from dyce.cli import main
from dyce.data.mask import encode_mask
from dyce.errors import DyceError, UsageError
from dyce.export.annotations import export_annotations
from dyce.segan.evaluation.evaluate import evaluate
from dyce.segan.evaluation.rows import CEILING, COPY, HULL, WITHIN, ModelRows
from dyce.segan.evaluation.tables import markdown, summarise

SEGAN = ModelRows("SeGAN")
RAW, ALONE, MODEL = SEGAN.in_order


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("evaluated") / "data"
    make_data(data, {"kitchen1": 1, "kitchen5": 2, "livingroom4": 2}, size=(60, 80))
    export_annotations(data)
    return data


@pytest.fixture(scope="module")
def figures(made: Path) -> dict:
    return summarise(evaluate(made))


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "own")


def _truth(data: Path) -> list[dict]:
    return json.loads((data / "annotations" / "test.json").read_text())["annotations"]


def test_baseline_of_the_visible_mask_is_one_minus_the_occlusion_rate(made: Path, figures: dict) -> None:
    rates = np.array([entry["occlude_rate"] for entry in _truth(made)])
    copied = figures["rows"][COPY]["strict"]
    assert copied["full"]["mean"] == pytest.approx(np.mean(1 - rates))
    assert copied["full"]["mean_where_hidden"] == pytest.approx(np.mean(1 - rates[rates > 0]))
    assert (copied["visible"]["mean"], copied["invisible"]["mean"], copied["invented"]) == (1, 0, 0)
    assert figures["objects"] == len(rates) and figures["objects_with_hidden_part"] == (rates > 0).sum()
    assert figures["images"] == 4 and figures["left_out"] == {}


def test_pooled_figures_are_of_all_pixels(made: Path, figures: dict) -> None:
    copied = figures["rows"][COPY]["strict"]["full"]
    visible, full = (sum(entry[key] for entry in _truth(made)) for key in ("visible_area", "area"))
    assert copied["pooled"] == pytest.approx(visible / full)


def test_hidden_parts_of_discs_are_what_hulls_find_some_of_and_the_ceiling_all(figures: dict) -> None:
    rows = figures["rows"]
    hull, best = (rows[name]["strict"]["invisible"]["mean"] for name in (HULL, CEILING))
    assert 0.1 < hull < best and best > 0.8
    assert rows[CEILING]["segan"]["full"] == 1 and rows[CEILING]["colour"]["segan"]["l1"] == 0


def test_groups_hold_every_object_once(figures: dict) -> None:
    for what, groups in figures["by"].items():
        assert sum(group["objects"] for group in groups.values()) == figures["objects"], what
    assert list(figures["by"]["scene"]) == ["kitchen5", "livingroom4"]
    unhidden = figures["by"]["occlusion rate"]["0"]
    assert unhidden["rows"][COPY] == {"full": 1, "invisible": None}


def test_true_masks_order_discs_as_they_were_painted(figures: dict) -> None:
    ways = figures["layering"]
    assert ways["true SF, any overlap"]["success_pooled"] == 1
    assert ways["true SF, any overlap"]["precision_pooled"] == 1
    assert ways["true SF"]["ruled_success"] == 1
    assert ways["true SF"]["success_pooled"] <= 1
    assert ways["true depth"]["success_pooled"] == 1  # a disc has one depth


def test_appearance_of_what_is_seen_is_the_image_so_copying_errs_where_it_is_hidden(made: Path, figures: dict) -> None:
    colour = figures["rows"][COPY]["colour"]
    data = {entry["id"]: entry for entry in _truth(made)}
    hidden = [entry for entry in data.values() if entry["occlude_rate"] > 0]
    assert colour["invisible"]["objects"] == len(hidden)
    assert colour["full"]["l1"] < colour["invisible"]["l1"]
    assert colour["full"]["l2"] < colour["full"]["l1"]


def test_the_same_twice_is_the_same(made: Path, figures: dict) -> None:
    assert summarise(evaluate(made)) == figures


def test_tables_stand_beside_the_papers(figures: dict) -> None:
    text = markdown(figures)
    for row in ("| *paper: SeGAN, true SV* | 76.4 | 63.9 | 27.6 |", "| 0.05 | 0.02 |", "84.0", "60.2"):
        assert row in text
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1, block


# -- a model


@pytest.mark.parametrize(
    "changes", [{}, {"window": None, "hidden_only": False, "roi_pool": "max", "threshold": 0.4, "others": 0.0}]
)
def test_a_checkpoint_is_judged_beside_the_baselines(made: Path, tmp_path: Path, changes: dict) -> None:
    pytest.importorskip("torch")
    from dyce.segan.evaluation.trained import load_model

    model = load_model(make_checkpoint(tmp_path / "best.pt", **changes), "cpu")
    found = evaluate(made, model=model)
    figures = summarise(found)
    alone = [] if changes else [ALONE]
    assert list(figures["rows"]) == [COPY, HULL, WITHIN, RAW, *alone, MODEL, CEILING]
    assert figures["rows"][MODEL]["strict"]["visible"]["mean"] == 1  # what was given is kept
    assert figures["rows"][MODEL]["colour"]["segan"]["l1"] is not None
    assert figures["geometry"]["mask"] == 8 and figures["model"]["recipe"]["mask"] == 8
    assert figures["invisible_over_hull"]["times"] >= 0
    assert markdown(figures).count("times the convex hull's") == 1 + len(alone)
    json.dumps(figures, allow_nan=False)


def test_a_model_that_was_not_taught_to_paint_is_not_judged_by_it(made: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from dyce.segan.evaluation.trained import load_model

    model = load_model(make_checkpoint(tmp_path / "best.pt", "segmentor"), "cpu")
    assert summarise(evaluate(made, model=model))["rows"][MODEL]["colour"]["full"]["objects"] == 0


def test_predictions_depend_on_who_else_is_seen_and_not_on_who_else_is_completed(made: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    import dyce
    from dyce.segan.use.completer import load_completer

    completer = load_completer(make_checkpoint(tmp_path / "best.pt"), "cpu")
    view = dyce.load(made)[1]
    visible = np.stack([instance.visible for instance in view.instances])
    together = completer.complete(view.image, visible)
    alone = completer.complete(view.image, visible[2:3], visible.any(0))
    assert np.abs(together.full[2] - alone.full[0]).max() < 1e-5
    assert np.abs(together.full[2] - completer.complete(view.image, visible[2:3]).full[0]).max() > 1e-5
    assert together.masks[visible].all()
    seen = visible[2]
    painted = together.painted[2]
    frame = np.zeros((*seen.shape, 4), np.uint8)
    frame[painted.y :, painted.x :][: painted.rgba.shape[0], : painted.rgba.shape[1]] = painted.rgba
    assert (frame[seen, :3] == view.image[seen]).all() and (frame[..., 3] > 0)[seen].all()


@pytest.mark.parametrize(
    "changes", [{}, {"window": None, "hidden_only": False, "expand_by": "side", "hull": False, "detail": 0}]
)
def test_evaluation_agrees_with_the_validation_of_training(made: Path, tmp_path: Path, changes: dict) -> None:
    torch = pytest.importorskip("torch")
    from dyce.segan.data.cache import open_cache
    from dyce.segan.data.samples import read_samples
    from dyce.segan.evaluation.trained import model_of
    from dyce.segan.training.checkpoint import load_trained
    from dyce.segan.training.validate import validate
    from dyce.segan.use.completer import Completer

    trained = load_trained(make_checkpoint(tmp_path / "best.pt", threshold=0.5, crop=0.0, **changes))
    completer = Completer(trained, torch.device("cpu"))
    rows = summarise(evaluate(made, model=model_of(completer)))["rows"]
    cache = open_cache(read_samples(made, "test"))
    places = list(range(len(cache.samples)))
    there = validate(trained.network, True, cache, places, trained.recipe, torch.device("cpu"))
    assert rows[MODEL]["strict"]["invisible"]["mean"] == pytest.approx(there.invisible, abs=0.003)
    assert rows[MODEL]["strict"]["full"]["mean"] == pytest.approx(there.full, abs=0.003)
    assert rows[COPY]["strict"]["full"]["mean"] == pytest.approx(there.copied)
    assert rows[RAW]["colour"]["segan"]["l1"] == pytest.approx(there.l1, abs=0.01)


def test_an_odd_checkpoint_is_told_in_one_line(made: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    (tmp_path / "odd.pt").write_bytes(b"\x80\x04nothing")
    for path, code in ((tmp_path / "odd.pt", 1), (tmp_path / "missing.pt", 2)):
        said = CliRunner().invoke(main, ["evaluate", str(made), "--checkpoint", str(path)])
        assert said.exit_code == code and said.output.count("\n") == 1 and path.name in said.output


# -- damage


def test_without_annotations_it_says_what_to_run(made: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="export-coco"):
        evaluate(tmp_path)
    with pytest.raises(UsageError, match=r"holdout\.json"):
        evaluate(made, "holdout")


def test_a_split_without_scenes_has_nothing_to_judge(made: Path) -> None:
    with pytest.raises(DyceError, match="nothing that can be judged"):
        evaluate(made, "val")


def test_unreadable_pictures_are_left_out_and_counted(own: Path) -> None:
    (own / "kitchen5" / "000000" / "image.png").write_bytes(b"no image")
    shutil.copy(own / "kitchen5" / "000001" / "depth.png", own / "livingroom4" / "000000" / "image.png")
    looks = sorted((own / "livingroom4" / "000001" / "appearance").iterdir())
    looks[0].unlink()
    shutil.copy(looks[2], looks[1])
    (own / "livingroom4" / "000001" / "depth.png").unlink()
    figures = summarise(evaluate(own))
    assert figures["images"] <= 3
    reasons = dict(figures["left_out"])
    assert any("images that can't be read" in reason for reason in reasons)
    assert reasons["objects without an appearance, judged by their masks only"] == 2
    judged = figures["rows"][COPY]["colour"]["full"]["objects"]
    assert judged == figures["objects"] - 2
    assert "Left out: 2 objects without an appearance" in markdown(figures)


def test_when_no_picture_is_left_it_says_so(own: Path) -> None:
    for path in own.rglob("image.png"):
        path.write_bytes(b"")
    with pytest.raises(DyceError, match="4 images that can't be read"):
        evaluate(own)


def test_damaged_masks_are_left_out_and_counted(own: Path) -> None:
    path = own / "annotations" / "test.json"
    content = json.loads(path.read_text())
    entries = content["annotations"]
    entries[0]["segmentation"] = {"size": [60, 80], "counts": "@@@"}
    entries[1]["visible_mask"]["size"] = [6000000, 80]
    entries[2]["segmentation"] = None
    entries[3]["visible_mask"] = encode_mask(np.zeros((60, 80), bool))
    entries[4]["iscrowd"] = 1
    path.write_text(json.dumps(content))
    left_out = evaluate(own).left_out
    assert left_out["objects with a damaged mask"] == 3
    assert left_out["objects of which nothing is seen"] == 1
    assert left_out["crowds"] == 1


def test_other_data_in_this_style_is_judged_by_its_masks(own: Path) -> None:
    """COCOA-cls as others write it: no appearance, no depth, no scene, polygons, no visible mask where nothing is hidden."""
    export_annotations(own, masks="polygon", out=own / "other")
    content = json.loads((own / "other" / "test.json").read_text())
    for image in content["images"]:
        for key in set(image) - {"id", "file_name", "width", "height"}:
            del image[key]
    for entry in content["annotations"]:
        if not entry["occlude_rate"]:
            del entry["visible_mask"]
        for key in ("appearance", "instance", "invisible_mask", "occlude_rate"):
            del entry[key]
    (own / "other" / "test.json").write_text(json.dumps(content))
    ours, others = (summarise(evaluate(own, annotations=own / folder)) for folder in ("annotations", "other"))
    for row in (COPY, HULL, CEILING):
        assert ours["rows"][row]["strict"] == others["rows"][row]["strict"]
    assert "true depth" not in others["layering"]
    assert others["rows"][COPY]["colour"]["full"] == {"objects": 0, "l1": None, "l2": None}
    markdown(others)


def test_whatever_is_wrong_with_a_file_is_one_line(tmp_path: Path) -> None:
    own = tmp_path / "tiny"
    make_data(own, {"kitchen1": 1, "kitchen5": 1}, size=(30, 40), discs=4)
    export_annotations(own)
    path = own / "annotations" / "test.json"
    good = json.loads(path.read_text())
    rng = random.Random(3)
    for _ in range(40):
        content = json.loads(json.dumps(good))
        kind = rng.choice(["images", "annotations", "categories", "top"])
        if kind == "top":
            content[rng.choice(list(content))] = rng.choice(JUNK)
        else:
            entry = rng.choice(content[kind])
            entry[rng.choice(list(entry))] = rng.choice(JUNK)
        path.write_text(json.dumps(content))
        try:
            markdown(summarise(evaluate(own)))
        except DyceError as error:
            assert "\n" not in str(error)
    for text in ("", "[]", "{}", "nonsense", "[" * 100_000):
        path.write_text(text)
        with pytest.raises(DyceError):
            evaluate(own)


def test_names_from_elsewhere_do_not_break_the_tables(own: Path) -> None:
    path = own / "annotations" / "test.json"
    content = json.loads(path.read_text())
    for category in content["categories"]:
        category["name"] = "a\n|\x1b[2J\ud800" + str(category["id"])
    content["images"][0]["scene"] = "|\n#"
    path.write_text(json.dumps(content))
    said = CliRunner().invoke(main, ["evaluate", str(own)])
    assert said.exit_code == 0, said.output
    table = said.output.split("## By category")[1].splitlines()
    assert len({line.count("|") for line in table if line.startswith("|")}) == 1
    assert "\x1b" not in said.output


# -- the command


def test_the_command_prints_and_writes_the_tables(own: Path) -> None:
    said = CliRunner().invoke(main, ["evaluate", str(own), "--out", str(own / "found")])
    assert said.exit_code == 0, said.output
    written = (own / "found" / "evaluation.md").read_text()
    assert written.strip() in said.output
    assert json.loads((own / "found" / "evaluation.json").read_text())["objects"] > 10


def test_a_folder_that_cannot_be_written_is_an_error(own: Path) -> None:
    (own / "file").write_text("")
    said = CliRunner().invoke(main, ["evaluate", str(own), "--out", str(own / "file")])
    assert said.exit_code == 1 and "can't be written" in said.output


def test_baselines_need_no_torch_and_models_say_how_to_get_it(own: Path) -> None:
    (own / "without").mkdir()
    (own / "without" / "torch.py").write_text("raise ImportError('none here')")
    environment = {**os.environ, "PYTHONPATH": f"{own / 'without'}{os.pathsep}{os.environ.get('PYTHONPATH', '.')}"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dyce.cli", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)

    assert run("evaluate", str(own)).returncode == 0
    image = str(own / "kitchen5" / "000000" / "image.png")
    for arguments in (["evaluate", str(own), "--checkpoint", "best.pt"], ["complete", image, image]):
        said = run(*arguments)
        assert said.returncode == 1 and "pip install" in said.stderr and said.stderr.count("\n") == 1
