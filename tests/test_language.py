"""What the language of rooms promises: things rest where they are put, and mistakes are named."""

import bpy
import pytest
from mathutils import Vector

from dyce import categories
from dyce.errors import DyceError
from dyce.models import make, materials
from dyce.models.geometry.boards import Board, built
from dyce.scene.language import clad, house, put, room
from dyce.scene.room import build_room


@pytest.fixture
def floor() -> bpy.types.Object:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    return house.blocks("floor", [((-3, -3, -0.1), (3, 3, 0))], materials.plain("grey", (0.5, 0.5, 0.5)))


def block(width: float, depth: float, height: float) -> bpy.types.Object:
    """A box in the pose that all models have: origin at its bottom centre."""
    grey = materials.plain("grey", (0.5, 0.5, 0.5))
    half, deep = width / 2, depth / 2
    return built("block", [Board((-half, -deep, 0), (half, deep, height), grey, 0.0)])


def case(levels: list[float]) -> bpy.types.Object:
    return make.open_shelves(1.0, levels, materials.plain("grey", (0.5, 0.5, 0.5)), height=2.0)


def test_a_thing_stands_exactly_on_what_carries_it(floor):
    table = put.stand("table", block(1.0, 0.6, 0.75), on=floor, at=(1.0, 0.5), turn=90, category="dining_table")
    box = put.stand("box", block(0.1, 0.1, 0.1), on=table, at=(0.3, 0.2), turn=30, category="box")
    assert box.matrix_world.translation[:] == pytest.approx((1.0 - 0.2, 0.5 + 0.3, 0.75), abs=1e-5)


def test_a_thing_larger_than_its_carrier_rests_on_it_too(floor):
    foot = put.stand("foot", block(0.1, 0.1, 0.4), on=floor, category="box")
    top = put.stand("top", block(0.8, 0.8, 0.02), on=foot, category="tray")
    assert top.matrix_world.translation.z == pytest.approx(0.4, abs=1e-5)


def test_level_picks_the_shelf(floor):
    shelves = put.stand("shelves", case([0.2, 0.7, 1.2]), on=floor)
    low, high = (
        put.stand(f"box.{level}", block(0.2, 0.2, 0.2), on=shelves, level=level, category="box")
        for level in (0.71, 1.21)
    )
    assert (low.matrix_world.translation.z, high.matrix_world.translation.z) == pytest.approx((0.7, 1.2), abs=1e-5)


def test_shelves_are_filled_each_with_what_is_on_it(floor):
    shelves = put.stand("shelves", case([0.2, 0.7, 1.2]), on=floor, at=(0, 1))
    put.fill(
        shelves,
        ("bowl", make.bowl(), 0.2, -0.2),
        ("vase", make.vase(), 1.2, (0.1, -0.05), 90),
        ("book", make.book_row(2), 0.7, 0.0),
    )
    bowl, vase, *books = (bpy.data.objects[name] for name in ("bowl", "vase", "book.1", "book.2"))
    assert bowl.matrix_world.translation[:] == pytest.approx((-0.2, 1.0, 0.2), abs=1e-5)
    assert vase.matrix_world.translation[:] == pytest.approx((0.1, 0.95, 1.2), abs=1e-5)
    assert [book.matrix_world.translation.z for book in books] == pytest.approx([0.7, 0.7], abs=1e-5)


def test_several_of_a_kind_are_counted(floor):
    boxes = put.several("box", lambda n: block(0.1, 0.1, 0.1 * n), [(0, 0), (1, 0.5, 90)], on=floor, category="box")
    assert [box.name for box in boxes] == ["box.1", "box.2"]
    assert boxes[1].matrix_world.translation[:] == pytest.approx((1.0, 0.5, 0.0), abs=1e-5)
    assert boxes[1].dimensions.z == pytest.approx(0.2)
    assert boxes[1].matrix_world.to_euler().z == pytest.approx(1.5708, abs=1e-4)


def test_walls_are_seen_from_inside(floor):
    grey = materials.plain("grey", (0.5, 0.5, 0.5))
    here = room(
        [(0, 0), (4, 0), (4, 3), (0, 3)], height=2.5, walls=grey, floor=grey, ceiling=grey, trim=grey, skirting=0
    )
    south, east, north, west = here.walls
    for wall, corner in ((south, (4, 0)), (east, (4, 3)), (north, (0, 3)), (west, (0, 0))):
        assert wall.frame.translation[:2] == pytest.approx(corner)
    box = put.against("box", block(0.4, 0.2, 0.4), wall=east, at=1.0, gap=0.0, category="box")
    assert box.matrix_world.translation[:] == pytest.approx((3.9, 2.0, 0.0), abs=1e-5)
    front = box.matrix_world.to_3x3() @ Vector((0, -1, 0))
    assert front[:] == pytest.approx((-1, 0, 0), abs=1e-5)


def test_units_stand_side_by_side_and_are_known_by_name(floor):
    grey = materials.plain("grey", (0.5, 0.5, 0.5))
    here = room(
        [(0, 0), (4, 0), (4, 3), (0, 3)], height=2.5, walls=grey, floor=grey, ceiling=grey, trim=grey, skirting=0
    )
    units = {"wide": make.base_unit(0.8, [(0, 2)], grey, grey), "narrow": make.base_unit(0.4, [(0, 1)], grey, grey)}
    placed = put.run(units, wall=here.walls[2], start=0.5)
    assert list(placed) == ["wide", "narrow"]
    assert placed["wide"].matrix_world.translation.x == pytest.approx(0.9, abs=1e-3)
    assert placed["narrow"].matrix_world.translation.x == pytest.approx(1.5, abs=1e-3)
    assert {unit["dyce_category"] for unit in placed.values()} == {"cabinet"}


def test_a_cushion_propped_up_touches_the_back_and_rests_on_the_seat(floor):
    grey = materials.plain("grey", (0.5, 0.5, 0.5))
    seat, back = (
        Board((-1, -0.4, 0), (1, 0.4, 0.4), grey, 0.0),
        Board((-1, 0.2, 0.4), (1, 0.4, 1.2), grey, 0.0),
    )
    bench = put.stand("bench", built("bench", [seat, back]), on=floor, category="sofa")
    leant = {"on": bench, "at": (0, -0.1), "level": 0.5, "category": "cushion"}
    cushion = put.prop("cushion", block(0.4, 0.1, 0.4), tip=20, **leant)
    corners = [cushion.matrix_world @ vertex.co for vertex in cushion.data.vertices]
    assert max(corner.y for corner in corners) == pytest.approx(0.2, abs=1e-4)
    assert min(corner.z for corner in corners) == pytest.approx(0.4, abs=1e-4)
    with pytest.raises(DyceError, match="nothing behind it on bench"):
        put.prop("fallen", block(0.4, 0.1, 0.4), turn=180, **leant)


def test_one_thing_is_clad_and_not_its_twin(floor):
    red = materials.plain("red", (0.5, 0.0, 0.0))
    one = block(0.2, 0.2, 0.2)
    one.data.materials[0].name = "model.Seat"
    twin = bpy.data.objects.new("twin", one.data)
    clad(one, red, "Seat")
    assert one.material_slots[0].material == red != twin.data.materials[0]
    with pytest.raises(DyceError, match="no part 'Legs'; there are"):
        clad(one, red, "Legs")


def test_a_pile_rests_one_on_the_other(floor):
    pile = put.stack("plate", [block(0.2, 0.2, 0.01) for _ in range(3)], on=floor, category="plate")
    assert [plate.name for plate in pile] == ["plate.1", "plate.2", "plate.3"]
    assert [plate.matrix_world.translation.z for plate in pile] == pytest.approx([0.0, 0.01, 0.02], abs=1e-5)


def test_a_thing_is_what_its_maker_says_unless_the_room_says_otherwise(floor):
    mug = put.stand("mug", make.mug(), on=floor)
    pot = put.stand("pot", make.mug(), on=floor, at=(1, 0), category="utensil_holder")
    assert (mug["dyce_category"], pot["dyce_category"]) == ("mug", "utensil_holder")
    assert "dyce_kind" not in [*mug.keys(), *pot.keys()]


def test_mistakes_are_named(floor, tmp_path):
    put.stand("box", block(0.1, 0.1, 0.1), on=floor, category="box")
    with pytest.raises(DyceError, match="no category 'bocks'"):
        put.stand("other", block(0.1, 0.1, 0.1), on=floor, category="bocks")
    with pytest.raises(DyceError, match="other: nothing says what it is; say it with category="):
        put.stand("other", block(0.1, 0.1, 0.1), on=floor)
    with pytest.raises(DyceError, match="two things are called 'box'"):
        put.stand("box", block(0.1, 0.1, 0.1), on=floor, category="box")
    with pytest.raises(DyceError, match="beside floor, not on it"):
        put.stand("far", block(0.1, 0.1, 0.1), on=floor, at=(9, 0), category="box")
    (tmp_path / "empty.py").write_text('"""A room without anything."""\n')
    with pytest.raises(DyceError, match="no function build"):
        build_room(tmp_path / "empty.py")


def test_categories_are_numbered_for_good():
    known = categories.load()
    assert [category.id for category in known.values()] == list(range(1, len(known) + 1))
    assert len(known) >= 45
    assert (known["cabinet"].id, known["mug"].id, known["apple"].id, known["book"].id) == (1, 16, 43, 73)
    assert all(name == name.lower() and " " not in name for name in known)
