"""Poses that a file gives are taken as it says them, in order, or refused in a line."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from test_rigs import _box

from dyce.errors import DyceError, UsageError
from dyce.scene.stage import StageInstance
from dyce.settings import Settings, flags
from dyce.views.camera import View, look_at
from dyce.views.draw import draw_views
from dyce.views.given import check_count, notes_of
from dyce.views.rig import FileCamera, Site
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer

SITE = Site(
    "s", Tracer(_box((-0.5, -0.5, 0), (0.5, 0.5, 1)), np.ones(12, int)), [StageInstance(1, "box", "box", "", "")]
)
POSES = [look_at(np.array([3.0, k, 1.5]), np.array([0, 0, 0.5]), 0.3 * k) for k in range(3)]


def _views(path: Path, width: int = 64, height: int = 48) -> list[View]:
    rig = find_rig(f"poses:{path}")
    return [view for _, view in zip(POSES, draw_views(rig, SITE, seed=0, width=width, height=height), strict=False)]


def _write(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "my poses.json"
    path.write_text(json.dumps(content))
    return path


def test_our_own_list(tmp_path: Path) -> None:
    K = [[500.0, 0, 310.0], [0, 510.0, 250.0], [0, 0, 1]]
    first = {"world_from_camera": POSES[0].tolist(), "K": K, "width": 640, "height": 480}
    away = POSES[2] @ np.diag([-1, 1, -1, 1])  # turned about: it shows nothing, and is kept all the same
    path = _write(
        tmp_path,
        [first, {"world_from_camera": POSES[1].tolist(), "fov": 60}, {"world_from_camera": away.tolist(), "fov": 50}],
    )
    views = _views(path)
    assert np.allclose(views[0].K, np.array(K) * [[0.1], [0.1], [1]]) and views[1].fov == pytest.approx(60)
    assert all(np.allclose(view.world_from_camera, pose) for view, pose in zip(views, [*POSES[:2], away], strict=True))
    assert [view.target for view in views] == ["box", "box", ""]
    with pytest.raises(DyceError, match="--resolution 640x480"):
        _views(path, 64, 64)
    with pytest.raises(DyceError, match="ask for --views 3"):
        check_count(find_rig(f"poses:{path}"), SITE, 4)
    told = Settings(rig=f"{find_rig(f'poses:{path}').name} 0123456789ab").as_dict()
    assert f"poses:{path}" in flags(told)


def test_nerf_is_opengl(tmp_path: Path) -> None:
    frames = [{"transform_matrix": (pose @ np.diag([1, -1, -1, 1])).tolist()} for pose in POSES]
    plain = _views(_write(tmp_path, {"camera_angle_x": 0.8, "frames": frames}))
    assert all(np.allclose(view.world_from_camera, pose) for view, pose in zip(plain, POSES, strict=True))
    assert plain[0].K[0, 0] == pytest.approx(32 / np.tan(0.4)) and plain[0].K[:2, 2].tolist() == [32, 24]
    lens = {"fl_x": 900, "fl_y": 910, "cx": 630, "cy": 490, "w": 1280, "h": 960, "k1": 0.1}
    path = _write(tmp_path, {**lens, "frames": frames})
    assert np.allclose(_views(path)[1].K, [[45, 0, 31.5], [0, 45.5, 24.5], [0, 0, 1]])
    assert "distortion" in notes_of(find_rig(f"poses:{path}"))[0]


def _colmap(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "cameras.txt").write_text(
        "# cameras\n7 PINHOLE 640 480 500 510 310 250\n8 SIMPLE_PINHOLE 640 480 505 320 240\n"
    )
    lines = ["# images"]
    for k, pose in reversed(list(enumerate(POSES))):
        inverse = np.linalg.inv(pose)
        w = np.sqrt(max(0.0, 1 + np.trace(inverse[:3, :3]))) / 2
        R = inverse[:3, :3]
        x, y, z = (R[2, 1] - R[1, 2]) / 4 / w, (R[0, 2] - R[2, 0]) / 4 / w, (R[1, 0] - R[0, 1]) / 4 / w
        numbers = " ".join(repr(float(v)) for v in (w, x, y, z, *inverse[:3, 3]))
        lines += [f"{9 - k} {numbers} {8 if k == 2 else 7} a picture {k}.jpg", "" if k else "1.0 2.0 -1"]
    (folder / "images.txt").write_text("\n".join(lines) + "\n")


def test_colmap_is_camera_from_world(tmp_path: Path) -> None:
    _colmap(tmp_path)
    views = _views(tmp_path)
    assert all(np.allclose(view.world_from_camera, pose, atol=1e-6) for view, pose in zip(views, POSES, strict=True))
    assert np.allclose(views[0].K, [[50, 0, 31], [0, 51, 25], [0, 0, 1]]) and views[2].K[0, 0] == pytest.approx(50.5)
    (tmp_path / "cameras.txt").write_text("7 OPENCV_FISHEYE 640 480 500 510 310 250 0 0 0 0\n")
    with pytest.raises(UsageError, match=r"camera 7 is no pinhole \(OPENCV_FISHEYE"):
        _views(tmp_path)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_a_usage_error_in_a_line(tmp_path: Path, seed: int) -> None:
    drawn = random.Random(seed)
    good = [{"world_from_camera": POSES[0].tolist(), "fov": 60}]
    nerf = {"fl_x": 900, "w": 1280, "h": 960, "frames": [{"transform_matrix": POSES[0].tolist()}]}
    _colmap(tmp_path / "colmap")
    path = (
        tmp_path / "colmap" / drawn.choice(["cameras.txt", "images.txt"])
        if seed % 3 == 2
        else _write(tmp_path, (good, nerf)[seed % 3])
    )
    text = bytearray(path.read_bytes())
    for _ in range(drawn.randint(1, 6)):
        at = drawn.randrange(len(text))
        text[at : at + drawn.randint(0, 9)] = drawn.choice(
            [b"", b"-", b"1e999", b"null", b"]", b'"x"', b"\xff", b"\n", b"NaN"]
        )
    path.write_bytes(bytes(text))
    try:
        for view in _views(path.parent if seed % 3 == 2 else path):
            assert np.isfinite(view.world_from_camera).all() and np.isfinite(view.K).all()
    except DyceError as error:
        assert "\n" not in str(error)


def test_what_is_no_list_of_poses_says_so(tmp_path: Path) -> None:
    for content, complaint in (
        ({}, "frames"), ([], "holds no poses"), ([{"fov": 60}], "entry 0: world_from_camera"), ([3], "entry 0 is no table"),
        ([{"world_from_camera": (2 * np.eye(4)).tolist(), "fov": 60}], "right angles"),
        ([{"world_from_camera": np.eye(4).tolist()}], "either fov or K"),
        ({"frames": [{"transform_matrix": np.eye(4).tolist()}]}, "camera_angle_x"),
        ({"camera_angle_x": 1, "camera_model": "EQUIRECTANGULAR", "frames": [{"transform_matrix": np.eye(4).tolist()}]}, "EQUI"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=complaint):
            find_rig(f"poses:{_write(tmp_path, content)}")
    with pytest.raises(UsageError, match="can't be read"):
        find_rig("poses:nowhere.json")


def test_a_files_cameras_are_named_and_refused_by_name() -> None:
    def camera(name: str, refused: str = "") -> FileCamera:
        return FileCamera(name, 1, 1.0, "AUTO", (0.0, 0.0), POSES[0].tolist(), 0.1, False, refused)

    site = Site("s", SITE.tracer, SITE.targets, cameras=[camera("A"), camera("B, C"), camera("Top", "orthographic")])
    size = {"seed": 0, "width": 64, "height": 48}
    assert next(draw_views(find_rig("cameras:B, C"), site, **size)).target == "box"
    with pytest.raises(DyceError, match="camera Top of scene s is orthographic; give --rig cameras:A"):
        next(draw_views(find_rig("cameras"), site, **size))
    with pytest.raises(DyceError, match="no camera 'D'; there are A, B, C, Top"):
        next(draw_views(find_rig("cameras:A,D"), site, **size))
    with pytest.raises(DyceError, match="no camera of its own; give --rig orbit"):
        next(draw_views(find_rig("cameras"), SITE, **size))
