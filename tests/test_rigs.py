"""Views are where a person's head can be, look at instances, and are the same for the same seed."""

import dataclasses
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from dyce.errors import DyceError, UsageError
from dyce.scene.stage import StageInstance
from dyce.views.camera import View, intrinsics
from dyce.views.draw import draw_views
from dyce.views.floor import walkable_floor
from dyce.views.rig import Site
from dyce.views.rigs import find_rig
from dyce.views.standing import StandingRig
from dyce.views.trace import Tracer, pixel_rays

SIZE = {"width": 64, "height": 48}


def _box(low: tuple[float, float, float], high: tuple[float, float, float]) -> np.ndarray:
    """(12, 3, 3) triangles of a box, facing outward."""
    ends = np.array([low, high])
    corners = np.array([(ends[i, 0], ends[j, 1], ends[k, 2]) for i in (0, 1) for j in (0, 1) for k in (0, 1)])
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return np.array([corners[[a, b, c]] for q in quads for a, b, c in (q[:3], (q[0], q[2], q[3]))], np.float32)


@pytest.fixture(scope="module")
def room() -> tuple[Tracer, list[StageInstance]]:
    """6 x 5 m, 2.6 m high; a table (1), a tall cupboard (2), a rug (3), and 9 boxes on the table (4..12)."""
    structure = [
        _box((0, 0, -0.1), (6, 5, 0)),
        _box((0, 0, 2.6), (6, 5, 2.7)),
        *(_box(*ends) for ends in (((-0.1, 0, 0), (0, 5, 2.6)), ((6, 0, 0), (6.1, 5, 2.6)))),
        *(_box(*ends) for ends in (((0, -0.1, 0), (6, 0, 2.6)), ((0, 5, 0), (6, 5.1, 2.6)))),
    ]
    things = [_box((2, 2, 0), (4, 3, 0.75)), _box((5, 4, 0), (5.9, 5, 2.2)), _box((0.5, 0.5, 0), (1.5, 1.5, 0.02))]
    things += [_box((2.1 + 0.2 * i, 2.3, 0.75), (2.2 + 0.2 * i, 2.5, 0.95)) for i in range(9)]
    triangles = np.concatenate([*structure, *things])
    owner = np.repeat([0] * len(structure) + list(range(1, len(things) + 1)), 12)
    return Tracer(triangles, owner), [
        StageInstance(k, f"thing{k:02d}", "thing", "", "") for k in range(1, len(things) + 1)
    ]


@pytest.fixture(scope="module")
def rig() -> StandingRig:
    return find_rig("head_height")


def _draw(rig: StandingRig, room: tuple[Tracer, list[StageInstance]], count: int, seed: int = 0) -> list[View]:
    return list(islice(draw_views(rig, Site("room", *room), seed=seed, **SIZE), count))


def test_walkable_floor_is_the_floor_less_furniture_and_clearance(room, rig) -> None:
    spots = walkable_floor(room[0], rig.floor)
    assert np.allclose(spots[:, 2], 0)
    x, y = spots[:, 0], spots[:, 1]
    c = rig.floor.clearance - 0.01
    assert ((x > c) & (x < 6 - c) & (y > c) & (y < 5 - c)).all()
    for (x0, y0), (x1, y1) in (((2, 2), (4, 3)), ((5, 4), (5.9, 5))):
        away = np.hypot(np.maximum(0, np.maximum(x0 - x, x - x1)), np.maximum(0, np.maximum(y0 - y, y - y1)))
        assert away.min() > c
    assert ((x > 0.6) & (x < 1.4) & (y > 0.6) & (y < 1.4)).any(), "a rug is walked on"
    c = rig.floor.clearance
    free = (
        (6 - 2 * c) * (5 - 2 * c) - (2 + 2 * c) * (1 + 2 * c) - (0.9 + 0.1) * 1.0
    )  # the cupboard: less what the walls take
    assert len(spots) * 0.05**2 == pytest.approx(free, rel=0.06)


def test_eyes_are_at_head_height_and_aim_at_instances(room, rig) -> None:
    spots = walkable_floor(room[0], rig.floor)[:, :2]
    for view in _draw(rig, room, 30):
        eye = view.world_from_camera[:3, 3]
        assert any(low <= view.eye_height <= high for low, high in (e.height for e in rig.eyes))
        assert eye[2] == pytest.approx(view.eye_height)
        assert np.abs(spots - eye[:2]).max(1).min() <= 0.025 + 1e-9
        pose = view.world_from_camera
        assert np.allclose(pose[:3, :3] @ pose[:3, :3].T, np.eye(3)) and np.linalg.det(pose[:3, :3]) > 0
        target = int(view.target[5:])
        low, high = room[0].bounds[target]
        camera = (np.linalg.inv(pose) @ np.append((low + high) / 2, 1))[:3]
        assert camera[2] > 0 and np.hypot(camera[0], camera[1]) <= 0.5 * np.linalg.norm(high - low) + 1e-9


def test_same_seed_same_views_and_the_first_of_many_are_the_first(room, rig) -> None:
    few, many, other = _draw(rig, room, 5), _draw(rig, room, 20), _draw(rig, room, 5, seed=1)
    for a, b in zip(few, many, strict=False):
        assert (a.world_from_camera == b.world_from_camera).all() and a.fov == b.fov and a.target == b.target
    assert not np.allclose(few[0].world_from_camera, other[0].world_from_camera)


def test_no_view_is_poor_near_or_a_repeat(room, rig) -> None:
    views = _draw(rig, room, 60)
    for i, view in enumerate(views):
        seen, depth = room[0].seen(view.K, view.world_from_camera, 48, 64)
        assert len(np.unique(seen[seen > 0])) >= rig.keep.visible - 1  # the probe has other pixels
        assert (depth < rig.keep.near).mean() < rig.keep.near_share + 0.02
        for other in views[:i]:
            apart = np.linalg.norm(view.world_from_camera[:3, 3] - other.world_from_camera[:3, 3])
            cosine = view.world_from_camera[:3, 2] @ other.world_from_camera[:3, 2]
            assert apart > 0.02 or cosine < np.cos(np.radians(1))


def test_a_room_without_room_says_so(rig) -> None:
    tracer = Tracer(_box((0, 0, 0), (1, 1, 1)), np.ones(12, int))
    crowded = dataclasses.replace(rig, floor=dataclasses.replace(rig.floor, clearance=9.0))
    with pytest.raises(DyceError, match="no floor"):
        next(draw_views(crowded, Site("s", tracer, [StageInstance(1, "box", "box", "", "")]), seed=0, **SIZE))


def test_a_rig_that_fits_nothing_says_so(room, rig) -> None:
    with pytest.raises(DyceError, match="no view"):
        _draw(dataclasses.replace(rig, keep=dataclasses.replace(rig.keep, near=50.0)), room, 1)


def test_full_masks_agree_with_what_is_seen_first(room, rig) -> None:
    for view in _draw(rig, room, 5):
        K = view.K
        seen, depth = room[0].seen(K, view.world_from_camera, 48, 64)
        hits = room[0].first_hits(K, view.world_from_camera, 48, 64)
        for k, hit in hits.items():
            assert not ((seen == k) & ~hit.mask(48, 64)).any()
        assert set(np.unique(seen[seen > 0])) <= set(hits)
        assert np.isfinite(depth).all()


def test_rays_go_through_pixel_centres() -> None:
    K = intrinsics(90, 4, 2)
    rays = pixel_rays(K, np.eye(4), np.arange(4), np.arange(2))
    assert rays.shape == (2, 4, 3)
    assert np.allclose(rays[0, 0], (-0.75, -0.25, 1))
    assert np.allclose(rays[1, 3], (0.75, 0.25, 1))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "camera"),
        ("not toml =", "TOML"),
        ("[camera]\nfov = [200, 300]", "fov"),
        ("[camera]\nfov = 'wide'", "fov"),
        ("[camera]\nfov = [60, 70]\nlens = 3", "exactly fov"),
        ("eye = 3\n[camera]\nfov = [60, 70]", "eye"),
    ],
)
def test_a_bad_rig_is_a_usage_error(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=complaint):
        find_rig(str(path))


def test_an_unknown_rig_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="head_height"):
        find_rig("head_hight")


def test_a_rig_of_another_kind_is_a_file_of_its_own(room, tmp_path: Path) -> None:
    path = tmp_path / "above.py"
    path.write_text(
        "import numpy as np\n"
        "from dyce.views.camera import look_at\n"
        "from dyce.views.rig import Keep, Pose\n"
        "KEEP = Keep(visible=1, near=0.1, near_share=0.5, same_place=0.05, same_direction=5.0)\n"
        "def candidates(site, random):\n"
        "    while True:\n"
        "        target = site.targets[random.integers(len(site.targets))]\n"
        "        middle = np.mean(site.tracer.bounds[target.id], 0)\n"
        "        yield Pose(60.0, look_at(middle + [0, 0, random.uniform(0.3, 0.5)], middle), 0.0, target.name)\n"
    )
    views = list(islice(draw_views(find_rig(str(path)), Site("room", *room), seed=0, **SIZE), 5))
    for view in views:
        low, high = room[0].bounds[int(view.target[5:])]
        assert np.allclose(view.world_from_camera[:3, 2], (0, 0, -1))
        assert np.allclose(view.world_from_camera[:2, 3], ((low + high) / 2)[:2])
    assert len({view.target for view in views}) > 1
    for text, complaint in (("KEEP = 3", "must have KEEP"), ("1 / 0", "ZeroDivisionError")):
        path.write_text(text)
        with pytest.raises(UsageError, match=complaint):
            find_rig(str(path))


@pytest.mark.parametrize(
    ("proposes", "complaint"),
    [
        ("    return iter(())\n", "no more poses after 0"),
        ("    yield Pose(60.0, np.eye(4), 0.0, 'nobody')\n", "aims at 'nobody'"),
        ("    yield 1 / 0\n", "ZeroDivisionError"),
    ],
)
def test_a_rig_that_misbehaves_is_told_of_in_a_line(room, tmp_path: Path, proposes: str, complaint: str) -> None:
    path = tmp_path / "odd.py"
    path.write_text(
        "import numpy as np\n"
        "from dyce.views.rig import Keep, Pose\n"
        "KEEP = Keep(visible=0, near=0.0, near_share=1.0, same_place=0.0, same_direction=0.0)\n"
        f"def candidates(site, random):\n{proposes}"
    )
    with pytest.raises(DyceError, match=complaint):
        next(draw_views(find_rig(str(path)), Site("room", *room), seed=0, **SIZE))


def test_a_wider_view_has_the_image_in_its_middle() -> None:
    view = View(0, intrinsics(60, 64, 48), 64, 48, np.eye(4), 1.6, "")
    wide = view.widened((8, 5))
    assert (wide.width, wide.height) == (80, 58) and view.fov == pytest.approx(60)
    inner = pixel_rays(wide.K, np.eye(4), np.arange(8, 72), np.arange(5, 53))
    assert np.allclose(inner, pixel_rays(view.K, np.eye(4), np.arange(64), np.arange(48)))
