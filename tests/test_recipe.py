"""What the recipe language promises: things rest where they are put, and mistakes are named."""

import bpy
import pytest

from dyce.errors import DyceError
from dyce.models import make, materials
from dyce.models.geometry import boards
from dyce.scene import categories, recipe


@pytest.fixture
def floor() -> bpy.types.Object:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    return recipe.blocks("floor", [((-3, -3, -0.1), (3, 3, 0))], materials.plain("grey", (0.5, 0.5, 0.5)))


def block(width: float, depth: float, height: float) -> bpy.types.Object:
    """A box in the pose that all models have: origin at its bottom centre."""
    grey = materials.plain("grey", (0.5, 0.5, 0.5))
    half, deep = width / 2, depth / 2
    return boards.built("block", [boards.Board((-half, -deep, 0), (half, deep, height), grey, 0.0)])


def case(levels: list[float]) -> bpy.types.Object:
    return make.open_shelves(1.0, levels, materials.plain("grey", (0.5, 0.5, 0.5)), height=2.0)


def test_a_thing_stands_exactly_on_what_carries_it(floor):
    table = recipe.stand("table", "dining_table", block(1.0, 0.6, 0.75), on=floor, at=(1.0, 0.5), turn=90)
    box = recipe.stand("box", "box", block(0.1, 0.1, 0.1), on=table, at=(0.3, 0.2), turn=30)
    assert box.matrix_world.translation[:] == pytest.approx((1.0 - 0.2, 0.5 + 0.3, 0.75), abs=1e-5)


def test_a_thing_larger_than_its_carrier_rests_on_it_too(floor):
    foot = recipe.stand("foot", "box", block(0.1, 0.1, 0.4), on=floor)
    top = recipe.stand("top", "tray", block(0.8, 0.8, 0.02), on=foot)
    assert top.matrix_world.translation.z == pytest.approx(0.4, abs=1e-5)


def test_level_picks_the_shelf(floor):
    shelves = recipe.stand("shelves", "bookcase", case([0.2, 0.7, 1.2]), on=floor)
    low, high = (
        recipe.stand(f"box.{level}", "box", block(0.2, 0.2, 0.2), on=shelves, level=level) for level in (0.71, 1.21)
    )
    assert (low.matrix_world.translation.z, high.matrix_world.translation.z) == pytest.approx((0.7, 1.2), abs=1e-5)


def test_beside_keeps_its_distance(floor):
    one = recipe.stand("one", "box", block(0.4, 0.4, 0.4), on=floor, at=(0.5, 0.5), turn=90)
    two = recipe.beside("two", "box", block(0.2, 0.2, 0.2), of=one, side="front", gap=0.05)
    assert two.matrix_world.translation[:] == pytest.approx((0.5 + 0.2 + 0.05 + 0.1, 0.5, 0.0), abs=1e-5)


def test_walls_are_seen_from_inside(floor):
    grey = materials.plain("grey", (0.5, 0.5, 0.5))
    built = recipe.room(
        [(0, 0), (4, 0), (4, 3), (0, 3)], height=2.5, walls=grey, floor=grey, ceiling=grey, trim=grey, skirting=0
    )
    south, east, north, west = built.walls
    for wall, corner in ((south, (4, 0)), (east, (4, 3)), (north, (0, 3)), (west, (0, 0))):
        assert wall.frame.translation[:2] == pytest.approx(corner)
    box = recipe.against("box", "box", block(0.4, 0.2, 0.4), wall=east, at=1.0, on=built.floor, gap=0.0)
    assert box.matrix_world.translation[:] == pytest.approx((3.9, 2.0, 0.0), abs=1e-5)
    front = box.matrix_world.to_3x3() @ recipe.Vector((0, -1, 0))
    assert front[:] == pytest.approx((-1, 0, 0), abs=1e-5)


def test_a_cushion_propped_up_touches_the_back_and_rests_on_the_seat(floor):
    grey = materials.plain("grey", (0.5, 0.5, 0.5))
    seat, back = (
        boards.Board((-1, -0.4, 0), (1, 0.4, 0.4), grey, 0.0),
        boards.Board((-1, 0.2, 0.4), (1, 0.4, 1.2), grey, 0.0),
    )
    bench = recipe.stand("bench", "sofa", boards.built("bench", [seat, back]), on=floor)
    cushion = recipe.prop("cushion", "cushion", block(0.4, 0.1, 0.4), on=bench, at=(0, -0.1), level=0.5, tip=20)
    corners = [cushion.matrix_world @ vertex.co for vertex in cushion.data.vertices]
    assert max(corner.y for corner in corners) == pytest.approx(0.2, abs=1e-4)
    assert min(corner.z for corner in corners) == pytest.approx(0.4, abs=1e-4)
    with pytest.raises(DyceError, match="nothing behind it on bench"):
        recipe.prop("fallen", "cushion", block(0.4, 0.1, 0.4), on=bench, at=(0, -0.1), level=0.5, turn=180)


def test_one_thing_is_clad_and_not_its_twin(floor):
    red = materials.plain("red", (0.5, 0.0, 0.0))
    one = block(0.2, 0.2, 0.2)
    one.data.materials[0].name = "model.Seat"
    twin = bpy.data.objects.new("twin", one.data)
    recipe.clad(one, red, "Seat")
    assert one.material_slots[0].material == red != twin.data.materials[0]
    with pytest.raises(DyceError, match="no part 'Legs'; there are"):
        recipe.clad(one, red, "Legs")


def test_a_pile_rests_one_on_the_other(floor):
    pile = recipe.stack("plate", "plate", [block(0.2, 0.2, 0.01) for _ in range(3)], on=floor)
    assert [plate.name for plate in pile] == ["plate.1", "plate.2", "plate.3"]
    assert [plate.matrix_world.translation.z for plate in pile] == pytest.approx([0.0, 0.01, 0.02], abs=1e-5)


def test_mistakes_are_named(floor, tmp_path):
    recipe.stand("box", "box", block(0.1, 0.1, 0.1), on=floor)
    with pytest.raises(DyceError, match="no category 'bocks'"):
        recipe.stand("other", "bocks", block(0.1, 0.1, 0.1), on=floor)
    with pytest.raises(DyceError, match="two things are called 'box'"):
        recipe.stand("box", "box", block(0.1, 0.1, 0.1), on=floor)
    with pytest.raises(DyceError, match="beside floor, not on it"):
        recipe.stand("far", "box", block(0.1, 0.1, 0.1), on=floor, at=(9, 0))
    (tmp_path / "empty.py").write_text('"""A room without anything."""\n')
    with pytest.raises(DyceError, match="no function build"):
        recipe.build_recipe(tmp_path / "empty.py")


def test_categories_are_numbered_for_good():
    known = categories.load()
    assert [category.id for category in known.values()] == list(range(1, len(known) + 1))
    assert len(known) >= 45
    assert (known["cabinet"].id, known["mug"].id, known["apple"].id, known["book"].id) == (1, 16, 43, 73)
    assert all(name == name.lower() and " " not in name for name in known)
