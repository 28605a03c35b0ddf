"""Where a person can stand, in scenes whose floor is not simply the lowest: storeys, grounds, cellars, hills, flipped faces."""

import time

import numpy as np
import pytest

from dyce.views.floor import CELL, Floor, walkable_floor
from dyce.views.trace import Tracer

PERSON = Floor(headroom=1.9, clearance=0.28)


def sheet(x0: float, y0: float, x1: float, y1: float, z: float) -> np.ndarray:
    """Two triangles that face up, (2, 3, 3)."""
    a, b, c, d = (x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)
    return np.array([[a, b, c], [a, c, d]], np.float32)


def box(x0: float, y0: float, x1: float, y1: float, z0: float, z1: float) -> np.ndarray:
    """Twelve triangles that face out."""
    corners = np.array([(x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)], np.float32)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return np.concatenate([corners[[[a, b, c], [a, c, d]]] for a, b, c, d in quads])


def room(z: float, roof: bool = True) -> list[np.ndarray]:
    """Floor, four walls and a ceiling, 5 x 4 x 2.5 m about the origin, from a height on."""
    walls = [box(-2.6, -2, -2.5, 2, z, z + 2.5), box(2.5, -2, 2.6, 2, z, z + 2.5)]
    walls += [box(-2.6, -2.1, 2.6, -2, z, z + 2.5), box(-2.6, 2, 2.6, 2.1, z, z + 2.5)]
    floor = box(-2.5, -2, 2.5, 2, z - 0.1, z)
    return [floor, *walls, *([box(-2.6, -2.1, 2.6, 2.1, z + 2.5, z + 2.6)] if roof else [])]


def things(z: float) -> list[np.ndarray]:
    return [box(-1.5, -1, -1, -0.5, z, z + 0.8), box(0.5, 0.5, 1.3, 1, z, z + 0.75), box(1.5, -1, 1.8, -0.7, z, z + 1)]


def tracer(structure: list[np.ndarray], instances: list[np.ndarray]) -> Tracer:
    owner = [np.zeros(len(each), int) for each in structure]
    owner += [np.full(len(each), k, int) for k, each in enumerate(instances, 1)]
    return Tracer(np.concatenate([*structure, *instances]), np.concatenate(owner))


@pytest.mark.parametrize("half", [15.0, 500.0])
def test_a_ground_around_a_house_is_not_its_floor(half: float) -> None:
    begun = time.perf_counter()
    cells = walkable_floor(tracer([sheet(-half, -half, half, half, -0.4), *room(0)], things(0)), PERSON)
    assert time.perf_counter() - begun < 6
    assert len(cells) * CELL**2 > 8 or half > 100
    assert len(cells) > 50 and np.allclose(cells[:, 2], 0, atol=0.01)
    assert (np.abs(cells[:, :2]) < [2.5, 2]).all()


def test_of_storeys_it_is_the_one_with_the_things() -> None:
    cells = walkable_floor(tracer([*room(-2.6), *room(0), *room(2.6)], things(0)), PERSON)
    assert len(cells) * CELL**2 > 8 and np.allclose(cells[:, 2], 0, atol=0.01)


def test_a_floor_that_looks_down_is_a_floor() -> None:
    parts = room(0)
    parts[0] = sheet(-2.5, -2, 2.5, 2, 0)[:, ::-1]
    right = walkable_floor(tracer([sheet(-2.5, -2, 2.5, 2, 0), *parts[1:]], things(0)), PERSON)
    flipped = walkable_floor(tracer(parts, things(0)), PERSON)
    assert len(right) > 1000 and np.allclose(right, flipped)


def test_a_room_without_a_ceiling_has_a_floor() -> None:
    cells = walkable_floor(tracer(room(0, roof=False), things(0)), PERSON)
    assert len(cells) * CELL**2 > 8 and (np.abs(cells[:, :2]) < [2.5, 2]).all()


def test_people_stand_on_hills_where_they_are_not_steep() -> None:
    axis = np.linspace(-10, 10, 41)
    x, y = np.meshgrid(axis, axis)
    z = 0.25 * x + 0.5 * np.sin(y) * 0.5 + np.where(x > 5, 3 * (x - 5), 0)  # a slope, waves, a cliff
    points = np.stack([x, y, z], -1)
    a, b, c, d = points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]
    hill = np.concatenate([np.stack([a, b, c], 2).reshape(-1, 3, 3), np.stack([a, c, d], 2).reshape(-1, 3, 3)]).astype(
        np.float32
    )
    cells = walkable_floor(tracer([hill], [box(-2, -2, -1, -1, -0.6, 1), box(1, 1, 2, 2, 0.2, 2)]), PERSON)
    assert len(cells) > 1000
    expected = 0.25 * cells[:, 0] + 0.25 * np.sin(cells[:, 1])
    assert np.abs(cells[:, 2] - expected).max() < 0.1 and cells[:, 0].max() < 5.1


def test_a_thing_alone_has_no_floor() -> None:
    assert len(walkable_floor(tracer([], [box(0, 0, 0.3, 0.3, 0, 0.4)]), PERSON)) == 0


def test_nobody_stands_on_the_things() -> None:
    """Counters with a floor between them that is too narrow."""
    counters = [box(-2.5, -2, -0.2, 2, 0, 0.9), box(0.2, -2, 2.5, 2, 0, 0.9)]
    cups = [box(x, y, x + 0.2, y + 0.2, 0.9, 1.1) for x in (-2.0, 1.8) for y in (-1.5, 0, 1.4)]
    cells = walkable_floor(tracer(room(0, roof=False), [*counters, *cups]), PERSON)
    assert (cells[:, 2] < 0.1).all()


def test_a_scene_without_depth_is_no_floor_and_says_nothing(recwarn: pytest.WarningsRecorder) -> None:
    upright = np.array([[[0, 0, 0], [5, 0, 0], [5, 0, 3]]], np.float32)
    assert not len(walkable_floor(tracer([], [upright]), PERSON))
    assert not [each for each in recwarn if each.category is RuntimeWarning]
