"""What stands outside the windows, boarding, and what is stuck to fronts: within their sizes, and light enough to render."""

import bpy
import numpy as np
import pytest
from mathutils import Matrix

from dyce.models import make, materials
from dyce.models.living.notes import sheets


@pytest.fixture(autouse=True)
def empty() -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)


def points(thing: bpy.types.Object) -> np.ndarray:
    return np.array([vertex.co for vertex in thing.data.vertices])


def triangles(thing: bpy.types.Object) -> int:
    thing.data.calc_loop_triangles()
    return len(thing.data.loop_triangles)


def test_a_hedge_stands_on_its_ground_and_keeps_its_size():
    hedge = make.hedge(3.0, 0.7, 1.4, seed=3)
    low, high = points(hedge).min(0), points(hedge).max(0)
    assert -0.1 < low[2] < 0.02 and 1.3 < high[2] < 1.9
    assert (np.abs([*low[:2], *high[:2]]) < (1.95, 0.85, 1.95, 0.85)).all()
    assert triangles(hedge) < 60000


def test_the_same_seed_grows_the_same_hedge():
    one, same, other = (points(make.hedge(1.0, 0.5, 1.0, seed=seed)) for seed in (5, 5, 6))
    assert np.array_equal(one, same)
    assert one.shape != other.shape or not np.array_equal(one, other)


def test_a_climber_hangs_before_its_wall():
    climber = make.climber(2.0, 1.2, flowers=(0.2, 0.01, 0.06), seed=4)
    assert len(climber.data.materials) == 2
    assert -1.5 < points(climber)[:, 2].min() < -0.4
    assert triangles(climber) < 40000


def test_a_garden_wall_has_its_face_at_zero_and_a_coping():
    wall = make.garden_wall(4.0, 1.8, materials.weathered("render"), seed=2)
    low, high = points(wall).min(0), points(wall).max(0)
    assert abs(low[2]) < 1e-4 and 1.85 < high[2] < 2.05
    assert -0.2 < low[1] < 0 and high[1] > 0.26
    assert triangles(wall) < 12000


def test_boarding_leaves_room_for_what_stands_against_the_wall():
    paint = materials.plain("paint", (0.3, 0.3, 0.3))
    boards = make.boarding(Matrix.Identity(4), [(0.0, 1.0), (1.6, 2.0)], 0.82, paint)
    low, high = points(boards).min(0), points(boards).max(0)
    assert low[1] > -0.016 and high[2] == pytest.approx(0.82)
    between = (points(boards)[:, 0] > 1.001) & (points(boards)[:, 0] < 1.599)
    assert not between.any()


def test_papers_go_with_the_cupboard_that_they_are_stuck_to():
    paint = materials.plain("paint", (0.6, 0.6, 0.6))
    unit = make.wall_unit(0.8, 0.66, paint, paint, doors=2, rail=0.06, papers=[(-0.2, 0.4), (0.2, 0.3)], seed=2)
    (stuck,) = unit.children
    assert stuck.parent == unit
    out = points(stuck)[:, 1] + stuck.location.y
    assert out.max() < -0.33 / 2 + 0.008 + 1e-4, "behind the panel"


def test_sheets_lie_on_their_plane():
    papers = sheets([(0.0, 0.0), (0.2, 0.1)], 7)
    assert points(papers)[:, 1].min() > -0.02 and points(papers)[:, 1].max() < 1e-3


def test_fronts_with_a_grip_stay_in_their_unit():
    dark = materials.painted_metal((0.06, 0.06, 0.06), 0.4)
    paint = materials.plain("paint", (0.6, 0.6, 0.6))
    unit = make.base_unit(0.6, [(0.16, 1), (0, 2)], paint, paint, grip=dark)
    assert np.abs(points(unit)[:, 0]).max() < 0.301
    assert points(unit)[:, 1].min() > -0.292
    assert len(unit.data.materials) == 2
