"""An orbit is about things of any size, outside of them, within walls; and is chosen where people can't stand."""

from itertools import islice

import numpy as np
import pytest
from test_rigs import _box

from dyce.builtin import builtin_folder
from dyce.errors import UsageError
from dyce.scene.stage import StageInstance
from dyce.views.camera import View
from dyce.views.choice import choose_rig
from dyce.views.draw import draw_views
from dyce.views.rig import Site
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer


def _site(structure: list[np.ndarray], things: list[np.ndarray], size: float = 1.0) -> Site:
    triangles = np.concatenate([*structure, *things]) * np.float32(size)
    owner = np.repeat([0] * len(structure) + list(range(1, len(things) + 1)), 12)
    return Site(
        "s", Tracer(triangles, owner), [StageInstance(k + 1, f"t{k + 1}", "t", "", "") for k in range(len(things))]
    )


def _draw(site: Site, count: int, width: int = 64, height: int = 48) -> list[View]:
    return list(islice(draw_views(find_rig("orbit"), site, seed=0, width=width, height=height), count))


TABLETOP = [
    _box((0.2 * i, 0.15 * j, 0), (0.2 * i + 0.1, 0.15 * j + 0.1, 0.12 + 0.04 * i)) for i in range(3) for j in range(3)
]


@pytest.mark.parametrize("size", [0.005, 0.03, 1.0, 60.0])
@pytest.mark.parametrize("shape", [(64, 48), (48, 64)])
def test_a_thing_of_any_size_fills_the_frame_and_is_seen_from_all_sides_above(
    size: float, shape: tuple[int, int]
) -> None:
    views = _draw(_site([], [_box((-0.5, -0.3, 0), (0.5, 0.3, 0.4))], size), 30, *shape)
    middle, radius = np.array([0, 0, 0.2]) * size, np.linalg.norm([0.5, 0.3, 0.2]) * size
    fills, sides = [], []
    for view in views:
        out = view.world_from_camera[:3, 3] - middle
        distance = np.linalg.norm(out)
        elevation = np.degrees(np.arcsin(out[2] / distance))
        assert 9.9 <= elevation <= 75.1
        half = min(shape) / 2 / view.K[0, 0]
        fills.append(np.tan(np.arcsin(radius / distance)) / half)
        sides.append(np.arctan2(out[1], out[0]))
        assert view.near <= distance - radius, "nothing of it is cut away"
        assert view.eye_height == pytest.approx(view.world_from_camera[2, 3])
    assert 0.44 <= min(fills) < 0.6 and 0.75 < max(fills) <= 0.91
    assert np.histogram(sides, 4, (-np.pi, np.pi))[0].min() > 0


def test_a_tabletop_is_seen_from_single_things_to_all_of_it() -> None:
    counts = []
    for view in _draw(_site([_box((-1, -1, -0.1), (1.5, 1.5, 0))], TABLETOP), 30):
        eye = view.world_from_camera[:3, 3]
        assert eye[2] > 0
        assert not any(
            (low < eye).all() and (eye < high).all() for low, high in ((b.min((0, 1)), b.max((0, 1))) for b in TABLETOP)
        )
        counts.append(view.target)
    assert len(set(counts)) >= 6


def test_the_eye_stays_within_walls() -> None:
    shell = [
        _box((-1, -1, -0.1), (1.5, 1.5, 0)), _box((-1, -1, 1), (1.5, 1.5, 1.1)), _box((-1.1, -1, 0), (-1, 1.5, 1)),
        _box((1.5, -1, 0), (1.6, 1.5, 1)), _box((-1, -1.1, 0), (1.5, -1, 1)), _box((-1, 1.5, 0), (1.5, 1.6, 1)),
    ]  # fmt: skip
    for view in _draw(_site(shell, TABLETOP), 20):
        eye = view.world_from_camera[:3, 3]
        assert (eye > (-1, -1, 0)).all() and (eye < (1.5, 1.5, 1)).all()


def test_the_same_seed_gives_the_same_orbit_and_no_view_twice() -> None:
    site = _site([], TABLETOP)
    few, many = _draw(site, 5), _draw(site, 40)
    assert all((a.world_from_camera == b.world_from_camera).all() for a, b in zip(few, many, strict=False))
    for k, view in enumerate(many):
        for other in many[:k]:
            apart = np.linalg.norm(view.world_from_camera[:3, 3] - other.world_from_camera[:3, 3])
            assert apart > 0.01 or view.world_from_camera[:3, 2] @ other.world_from_camera[:3, 2] < np.cos(
                np.radians(1)
            )


def test_people_are_chosen_for_rooms_and_an_orbit_where_they_cant_stand_or_see() -> None:
    shell = [
        _box((0, 0, -0.1), (6, 5, 0)), _box((0, 0, 2.6), (6, 5, 2.7)), _box((-0.1, 0, 0), (0, 5, 2.6)),
        _box((6, 0, 0), (6.1, 5, 2.6)), _box((0, -0.1, 0), (6, 0, 2.6)), _box((0, 5, 0), (6, 5.1, 2.6)),
    ]  # fmt: skip
    furniture = [_box((2, 2, 0), (4, 3, 0.75)), _box((5, 4, 0), (5.9, 5, 2.2)), _box((0, 3, 0), (0.6, 5, 1.9))]
    assert choose_rig(_site(shell, furniture)).rig == "head_height"
    hall = [_box((-10, -10, -0.1), (10, 10, 0))]
    cans = [
        _box((2.2 * i - 8, 2.2 * j - 8, 0), (2.2 * i - 7.9, 2.2 * j - 7.9, 0.25)) for i in range(8) for j in range(8)
    ]
    assert choose_rig(_site(hall, cans)).rig == "head_height"
    for site, why in (
        (_site([], [_box((0, 0, 0), (1, 1, 1))]), "single thing"),
        (_site([], TABLETOP), "no floor"),
        (_site([_box((-100, -100, -1), (100, 100, 0))], TABLETOP), "%|too few"),
        (_site([], [*TABLETOP, _box((0, 0, -60), (40, 60, -1))], 1.0), ""),
    ):
        choice = choose_rig(site)
        assert choice.rig == "orbit" or not why, choice
        assert not why or any(word in choice.why for word in why.split("|")), choice


def test_a_bad_orbit_is_a_usage_error(tmp_path) -> None:
    good = (builtin_folder("camera_rigs") / "orbit.toml").read_text()
    for old, new, complaint in (
        ('kind = "orbit"', 'kind = "orbid"', "orbid"),
        ("elevation = [10.0, 75.0]", "elevation = [10.0, 175.0]", "elevation"),
        ("fill = [0.45, 0.9]", "fill = [0.0, 0.9]", "fill"),
        ("roll = 2.0", "", "must have exactly"),
    ):
        path = tmp_path / "bad.toml"
        path.write_text(good.replace(old, new))
        with pytest.raises(UsageError, match=complaint):
            find_rig(str(path))
