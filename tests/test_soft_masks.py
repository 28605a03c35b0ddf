"""Soft masks: shares of pixels that agree with geometry, with the masks, and with one another."""

import dataclasses
import json
import tarfile
from pathlib import Path

import bpy
import cv2
import numpy as np
import pytest
import test_exactness
from damage import edit_record
from test_exactness import FOV, SIZE, UP, Shot, add, add_chairs, add_hair, leaf_material, material, plain_index

import dyce
from dyce.data.manifest import open_data
from dyce.data.record import read_record, write_record
from dyce.errors import DyceError
from dyce.export.annotations import export_annotations
from dyce.export.webdataset import export_webdataset
from dyce.render.mattes import matte_id, read_mattes
from dyce.render.recording import record_view
from dyce.settings import Settings
from dyce.verify.dataset import verify_data
from dyce.views.camera import intrinsics

shoot = test_exactness.shoot


def coverages(shot: Shot, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Visible and full coverage of an instance, (H, W) float, 0 to 1."""
    truth = next(truth for truth in shot.rendered.truths if truth.id == shot.ids[name])
    soft = truth.soft
    x, y, w, h = soft.box
    found = np.zeros((2, SIZE, SIZE))
    found[:, y : y + h, x : x + w] = soft.visible, soft.full
    return found[0] / 255, found[1] / 255


def check(shot: Shot) -> None:
    """What is true of all soft masks of a view."""
    total = np.sum([coverages(shot, name)[0] for name in shot.seen], 0)
    assert total.max() <= 1 + 1e-9
    for name in shot.seen:
        visible, full = coverages(shot, name)
        seen, whole = shot.masks(name)
        assert (visible <= full).all()
        assert (visible[seen] > 0).all() and (full[whole] > 0).all()
        if (seen == whole).all():
            assert (visible == full).all()
        if shot.seen == set(shot.ids):  # else what is too little seen to be annotated may be in front
            lone = total == visible
            assert (visible[lone] == full[lone]).all()


def polygon_share(corners: np.ndarray) -> np.ndarray:
    """(H, W): the exact share of each pixel inside a convex polygon, (N, 2) pixels, by clipping it to each pixel's square."""
    shares = np.zeros((SIZE, SIZE))
    for row in range(SIZE):
        for column in range(SIZE):
            shape = corners
            for axis, low, sign in ((0, column, 1), (0, column + 1, -1), (1, row, 1), (1, row + 1, -1)):
                shape = clip(shape, axis, low, sign)
            x, y = shape[:, 0], shape[:, 1]
            shares[row, column] = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    return shares


def clip(shape: np.ndarray, axis: int, limit: float, sign: int) -> np.ndarray:
    """The part of a polygon on one side of a line along an axis."""
    kept = []
    for a, b in zip(shape, np.roll(shape, -1, 0)):
        before, after = sign * (a[axis] - limit), sign * (b[axis] - limit)
        if before >= 0:
            kept.append(a)
        if before * after < 0:
            kept.append(a + (b - a) * before / (before - after))
    return np.array(kept).reshape(-1, 2)


def silhouette(shot: Shot, name: str) -> np.ndarray:
    """The outline of a convex mesh in the image, (N, 2) pixels in order around it."""
    obj = bpy.data.objects[name]
    points = np.array([obj.matrix_world @ vertex.co for vertex in obj.data.vertices])
    pose = shot.view.world_from_camera
    pixels = (points - pose[:3, 3]) @ pose[:3, :3] @ intrinsics(FOV, SIZE, SIZE).T
    pixels = pixels[:, :2] / pixels[:, 2:]
    return cv2.convexHull(pixels.astype(np.float32))[:, 0].astype(float)


def test_the_edges_of_a_cube_cover_what_geometry_says(shoot) -> None:
    def fill() -> None:
        add("cube", "cube", (0.1, 0, 0.05), (0.7, 0.7, 0.7), turn=(0.3, 0.5, 0.2))

    shot = shoot(fill, samples=64, soft_masks=True)
    exact = polygon_share(silhouette(shot, "cube"))
    error = np.abs(coverages(shot, "cube")[0] - exact)
    edge = (exact > 0) & (exact < 1)
    assert edge.sum() > 80 and error[~edge].max() <= 0.01
    assert error[edge].mean() <= 0.02 and error.max() <= 0.08
    check(shot)


FINER = 8
"""Rays across a pixel, of the answer."""


def test_leaves_hair_and_collections_cover_what_a_finer_render_says(shoot) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (0.6, 1.2, 0.9), (0.6, 0.6, 0.6))
        add("plane", "leaf", (-0.4, -0.5, 0.2), (0.6, 0.6, 1), leaf_material(), turn=(np.pi / 2, 0.3, 0))
        add_hair()
        add_chairs()

    shot = shoot(fill, samples=64, soft_masks=True)
    assert shot.seen >= {"ball", "leaf", "hair", "chair.0", "chair.1"}
    check(shot)
    for names in ((), ("ball",), ("leaf",), ("hair",), ("chair.1",)):
        finer = plain_index(shot, *names, size=FINER * SIZE)
        for name in names or shot.seen:
            subpixels = (finer == shot.ids[name]).reshape(SIZE, FINER, SIZE, FINER)
            exact = subpixels.mean((1, 3))
            error = np.abs(coverages(shot, name)[bool(names)] - exact)
            edge = (exact > 0) & (exact < 1)
            assert edge.sum() > 10 and error[edge].mean() <= 0.04 and error.max() <= 0.18, name


def test_more_than_three_hundred_instances_are_told_apart(shoot) -> None:
    def fill() -> None:
        cube = add("cube", "cube.000", (-1.6, 0, -1.6), (0.11, 0.11, 0.11))
        for k in range(1, 18 * 18):
            twin = cube.copy()
            twin.name, twin.location = f"cube.{k:03d}", (k % 18 * 0.19 - 1.6, k % 2 * 0.3, k // 18 * 0.19 - 1.6)
            bpy.context.collection.objects.link(twin)

    shot = shoot(fill, samples=32, soft_masks=True, min_visible=1)
    assert len(shot.seen) > 300
    check(shot)
    finer = plain_index(shot, size=FINER * SIZE).reshape(SIZE, FINER, SIZE, FINER)
    errors = [np.abs(coverages(shot, name)[0] - (finer == shot.ids[name]).mean((1, 3))).max() for name in shot.seen]
    assert np.mean(errors) < 0.2 and max(errors) < 0.4  # another's share would be an error of one


def test_what_lets_half_of_the_light_through_covers_half(shoot) -> None:
    def fill() -> None:
        add("plane", "veil", (0.2, -1, 0), (0.5, 0.5, 1), material("veil", Alpha=0.5), turn=UP)
        add("plane", "card", (0, 0, 0), (0.8, 0.8, 1), turn=UP)

    shot = shoot(fill, samples=64, soft_masks=True)
    check(shot)
    both = coverages(shot, "card")[1] * coverages(shot, "veil")[1] > 0.4
    for name in ("card", "veil"):
        assert both.sum() > 100 and abs(np.median(coverages(shot, name)[0][both]) - 0.5) < 0.05


def test_names_are_hashed_as_blender_does() -> None:
    """The numbers are those of Blender's own manifest."""
    assert [hex(matte_id(name)) for name in ("ball", "cübe.a", 'c"ü\\be.a, :{}')] == [
        "0x645d3bc4",
        "0x52e942a5",
        "0x532a5775",
    ]


def test_mattes_of_one_instance_add_up_and_a_pixel_is_full_once() -> None:
    numbers = np.array([[7, 8], [9, 0]], np.uint32).view(np.float32)
    planes = {
        "CryptoObject00.r": numbers,
        "CryptoObject00.g": np.array([[0.5, 1.0], [0.25, 0]], np.float32),
        "CryptoObject00.b": numbers[::-1],
        "CryptoObject00.a": np.array([[0.5, 0], [0.75, 1.0]], np.float32),
    }
    mattes = read_mattes(planes, {7: 1, 9: 1, 8: 2})
    assert mattes.of(1).tolist() == [[1, 0], [1, 0]]
    assert mattes.of(2).tolist() == [[0, 1], [0, 1]]
    assert mattes.of(0).sum() == mattes.of(3).sum() == 0
    planes["CryptoObject00.a"] = np.array([[1.5, 0], [0, 0]], np.float32)
    assert read_mattes(planes, {7: 1, 9: 3, 8: 2}).of(3).tolist() == [[0.75, 0], [0.25, 0]]


def test_without_soft_masks_nothing_is_said_of_them() -> None:
    assert "soft_masks" not in Settings().as_dict()
    assert Settings(soft_masks=True).as_dict()["soft_masks"] is True


def test_soft_masks_are_written_checked_loaded_and_exported(shoot, tmp_path: Path) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (0, 1, 0), (0.8, 0.8, 0.8))
        add("cube", "post", (0.5, -1, 0), (0.1, 0.1, 0.5), turn=(0, 0.4, 0))

    shot = shoot(fill, samples=16, soft_masks=True)
    settings = Settings(**{**vars(test_exactness.SETTINGS), "samples": 16, "soft_masks": True})
    data, folder = tmp_path / "data", tmp_path / "data" / "scene" / "000000"
    open_data(data, settings.as_dict(), {shot.stage.name: shot.stage.describe()})
    view = dataclasses.replace(shot.view, target="ball")
    write_record(folder, *record_view(shot.rendered, shot.stage, view, settings))
    assert verify_data(data, deep=True).errors == []
    for instance in dyce.load(data)[0].instances:
        visible, full = coverages(shot, instance.name)
        assert np.allclose(instance.soft_visible, visible) and np.allclose(instance.soft_full, full)
    export_annotations(data)
    annotations = json.loads((data / "annotations" / "train.json").read_text())["annotations"]
    assert annotations[0]["coverage"]["full"] == "scene/000000/coverage/0001.full.png"
    export_webdataset(data)
    with tarfile.open(data / "webdataset" / "train" / "000000.tar") as shard:
        assert "scene/000000.coverage.visible.1.png" in shard.getnames()
    files = {name: (folder / name).read_bytes() for name in read_record(folder).files}
    files["coverage/0001.visible.png"] = files["coverage/0001.full.png"]
    write_record(folder, read_record(folder), files)
    assert any("more than once" in finding.what for finding in verify_data(data, deep=True).errors)
    edit_record(folder, lambda r: r["instances"][0].pop("coverage"))
    assert any("soft masks where" in finding.what for finding in verify_data(data).errors)
    with pytest.raises(DyceError, match="--soft-masks"):
        _ = next(i for i in dyce.load(data)[0].instances if i.id == 1).soft_full
    edit_record(folder, lambda r: r["instances"][1]["coverage"]["box"].__setitem__(0, 0))
    assert any("elsewhere" in finding.what for finding in verify_data(data).errors)
