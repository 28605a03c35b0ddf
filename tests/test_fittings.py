"""What is fixed to walls and ceilings: sound meshes that stand out from the wall or hang from the ceiling."""

from collections.abc import Callable

import bpy
import numpy as np
import pytest

from dyce.models import materials
from dyce.models.house import fittings

ON_WALLS: dict[str, Callable[[], bpy.types.Object]] = {
    "light_switch": lambda: fittings.light_switch(3),
    "socket": lambda: fittings.socket(2, cords={1: [(0.05, 0.02, -0.17), (0.15, 0.05, -0.2)]}),
    "vent": fittings.vent,
    "thermostat": fittings.thermostat,
    "notice_board": lambda: fittings.notice_board(seed=3),
    "railing": lambda: fittings.railing(1.2),
    "shutter": lambda: fittings.shutter(0.6, 1.2, materials.plain("paint", (0.1, 0.2, 0.2))),
    "roller_blind": lambda: fittings.roller_blind(1.0, 0.4, materials.linen()),
}
UNDER_CEILINGS: dict[str, Callable[[], bpy.types.Object]] = {
    "smoke_detector": fittings.smoke_detector,
    "downlight": fittings.downlight,
    "ceiling_rose": fittings.ceiling_rose,
}


def test_all_are_tested() -> None:
    assert set(fittings.__all__) == {*ON_WALLS, *UNDER_CEILINGS}


@pytest.mark.parametrize("name", [*ON_WALLS, *UNDER_CEILINGS])
def test_is_a_sound_mesh_on_its_surface(name: str) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    thing = (ON_WALLS | UNDER_CEILINGS)[name]()
    mesh = thing.data
    mesh.calc_loop_triangles()
    vertices = np.array([vertex.co for vertex in mesh.vertices])
    a, b, c = (vertices[[triangle.vertices[k] for triangle in mesh.loop_triangles]] for k in range(3))
    assert (np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-13).all()
    assert (np.cross(a, b) * c).sum() / 6 > 0, "inside out"
    assert vertices[:, 1 if name in ON_WALLS else 2].max() < 1e-4, "sunk into what it is fixed to"
    assert len(mesh.loop_triangles) < 15000
    assert "dyce_category" not in thing
