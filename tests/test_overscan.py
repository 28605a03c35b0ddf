"""Full masks beyond the image: against a sphere's outline by formula, and against renders that are really wider."""

import dataclasses
import json
from pathlib import Path

import bpy
import numpy as np
import pytest
import test_exactness
from damage import edit_record
from test_exactness import FOV, SIZE, Shot, add, add_hair, leaf_material, plain_index

import dyce
from dyce.data.manifest import open_data
from dyce.data.record import write_record
from dyce.errors import UsageError
from dyce.export.annotations import export_annotations
from dyce.render.cycles import Studio
from dyce.render.recording import record_view
from dyce.settings import Device, Settings
from dyce.verify.dataset import verify_data
from dyce.views.camera import intrinsics
from dyce.views.trace import pixel_rays

shoot = test_exactness.shoot
MARGIN = SIZE // 2
WIDE = SIZE + 2 * MARGIN
MIDDLE = np.s_[MARGIN : MARGIN + SIZE, MARGIN : MARGIN + SIZE]


def beyond(shot: Shot, name: str) -> np.ndarray:
    """(WIDE, WIDE) bool: an instance's full mask in the wider frame."""
    truth = next(truth for truth in shot.rendered.truths if truth.id == shot.ids[name])
    mask = truth.beyond
    assert (mask[MIDDLE] == shot.masks(name)[1]).all()
    return mask


def half_out() -> None:
    add("ico_sphere", "ball", (1.9, 0, 0.1), (0.6, 0.6, 0.6), subdivisions=6)
    add("cube", "box", (1.2, -0.8, 0), (0.2, 0.2, 0.2))


def test_a_sphere_half_out_of_the_frame_is_a_whole_one(shoot) -> None:
    shot = shoot(half_out, overscan=0.5)
    K = intrinsics(FOV, SIZE, SIZE)
    K[:2, 2] += MARGIN
    pose = shot.view.world_from_camera
    rays = pixel_rays(K, pose, np.arange(WIDE), np.arange(WIDE))
    to = np.array([1.9, 0, 0.1]) - pose[:3, 3]
    exact = np.linalg.norm(np.cross(rays, to), axis=-1) / np.linalg.norm(rays, axis=-1) < 0.6
    mask = beyond(shot, "ball")
    assert (mask != exact).sum() <= 1 and exact.sum() > 1.5 * exact[MIDDLE].sum() > 100
    studio = Studio(shot.stage, Settings(width=SIZE, height=SIZE, samples=1), Device.CPU)
    studio.aim(shot.view, seed=0)
    before = studio.beauty()
    with studio.widened(shot.view, (MARGIN, 3)):
        pass
    assert (studio.beauty().index == before.index).all() and studio.beauty().index.shape == (SIZE, SIZE)


def test_it_is_what_a_wider_render_shows(shoot) -> None:
    def fill() -> None:
        add("plane", "leaf", (-1.9, 0.2, 0), made=leaf_material(), turn=(np.pi / 2, 0.3, 0))
        add_hair()
        bpy.data.objects["hair"].location = (1.7, 0.5, 0)
        add("cube", "high", (0.2, 0, 2.2), (0.8, 0.3, 0.6), turn=(0.2, 0.3, 0.4))
        add("cube", "before", (0.6, -1, 1.3), (0.3, 0.1, 0.3))
        whole = add("cube", "pair", (0, 0, 0), (0.3, 0.3, 0.3))
        part = add(
            "cube", "part", (-2.6, 0, 0), (0.2, 0.2, 0.2)
        )  # beyond the edge, apart from the rest of its instance
        del part["dyce_category"]
        part.parent, part.matrix_parent_inverse = whole, whole.matrix_world.inverted()
        add("torus", "ring", (0, -4, -0.3), (1, 1, 1), major_radius=1.5, minor_radius=0.25, major_segments=24)

    shot = shoot(fill, overscan=0.5, soft_masks=True, samples=2)
    assert shot.seen == {"leaf", "hair", "high", "before", "pair", "ring"}
    fov = 2 * np.degrees(np.arctan(WIDE / SIZE * np.tan(np.radians(FOV / 2))))
    for name in shot.seen:
        wider = plain_index(shot, name, size=WIDE, fov=fov) == shot.ids[name]
        mask = beyond(shot, name)
        assert (mask != wider).sum() <= 1, f"{name}: {(mask != wider).sum()} of {wider.sum()} pixels differ"
        assert mask.sum() > mask[MIDDLE].sum() + 20


def test_it_is_written_checked_loaded_and_exported(shoot, tmp_path: Path) -> None:
    shot = shoot(half_out, overscan=0.5)
    settings = Settings(**{**vars(test_exactness.SETTINGS), "overscan": 0.5})
    data, folder = tmp_path / "data", tmp_path / "data" / "scene" / "000000"
    open_data(data, settings.as_dict(), {shot.stage.name: shot.stage.describe()})
    view = dataclasses.replace(shot.view, target="ball")
    write_record(folder, *record_view(shot.rendered, shot.stage, view, settings))
    assert [f for f in verify_data(data, deep=True).errors if "flat" not in f.what] == []
    loaded = dyce.load(data)[0]
    ball, box = loaded.instance("ball"), loaded.instance("box")
    assert loaded.overscan == (MARGIN, MARGIN)
    assert (ball.overscan_full == beyond(shot, "ball")).all() and box.overscan_box == box.box
    rows, columns = np.nonzero(beyond(shot, "ball"))
    assert ball.overscan_box[:2] == [columns.min() - MARGIN, rows.min() - MARGIN]
    assert ball.overscan_box[0] + ball.overscan_box[2] > SIZE == ball.box[0] + ball.box[2]
    export_annotations(data)
    told = json.loads((data / "annotations" / "train.json").read_text())
    assert told["images"][0]["overscan"] == [MARGIN, MARGIN]
    assert told["annotations"][0]["overscan"]["bbox"] == ball.overscan_box
    export_annotations(data, "bop")
    facts = json.loads(next((data / "annotations" / "bop" / "train").glob("*/scene_gt_info.json")).read_text())["0"][0]
    x, y, width, height = ball.overscan_box
    assert facts["bbox_obj"] == [x, y, width - 1, height - 1] and facts["px_count_all"] == ball.overscan_full.sum()
    lies = {
        "middle is not": lambda r: r["instances"][0]["overscan"].update(r["instances"][1]["overscan"]),
        "box that is not": lambda r: r["instances"][0]["overscan"]["box"].__setitem__(0, 0),
        "area that is not": lambda r: r["instances"][0]["overscan"].update(area=1),
        "is said to be": lambda r: r["instances"][0]["overscan"].update(truncated=True),
        "lost overscan": lambda r: r["instances"][0].pop("overscan"),
        "as its settings say": lambda r: [i.pop("overscan") for i in [r, *r["instances"]]],
        "damaged overscan": lambda r: r.update(overscan=[32, 10**9]),
    }
    whole = (folder / "record.json").read_bytes()
    for what, lie in lies.items():
        edit_record(folder, lie)
        assert any(what in finding.what for finding in verify_data(data).errors), what
        (folder / "record.json").write_bytes(whole)


def test_without_overscan_nothing_is_said_of_it() -> None:
    assert "overscan" not in Settings().as_dict() and Settings(overscan=0.25).as_dict()["overscan"] == 0.25
    assert Settings(width=640, height=480, overscan=0.25).margin == (160, 120)
    for share in (-0.1, 2.1, float("nan")):
        with pytest.raises(UsageError, match="--overscan"):
            Settings(overscan=share)
