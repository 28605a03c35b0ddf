"""What is what where nothing says it: structure by shape and place, things by what hangs together, names, mappings."""

from pathlib import Path

import bpy
import numpy as np
import pytest

from dyce.errors import UsageError
from dyce.scene.annotate import Role, assign_roles, joined_by_material, unmatched
from dyce.scene.geometry import rendered_parts
from dyce.scene.mapping import draft, literal, read_mapping
from dyce.scene.naming import category_of, collides, is_a_place, sounds_structural
from dyce.scene.prepare import prepare
from dyce.scene.structure import find_structure, is_hollow, solid_of

Vector = tuple[float, float, float]


@pytest.fixture(autouse=True)
def _empty() -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)


def box(name: str, at: Vector, size: Vector, parent=None, collection: str = "") -> bpy.types.Object:
    """A box that stands at a point."""
    corners = [(x * size[0] / 2, y * size[1] / 2, z * size[2]) for x in (-1, 1) for y in (-1, 1) for z in (0, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return mesh(name, at, corners, faces, parent, collection)


def mesh(name: str, at: Vector, corners, faces, parent=None, collection: str = "") -> bpy.types.Object:
    data = bpy.data.meshes.new("Mesh")
    data.from_pydata(corners, [], faces)
    obj = bpy.data.objects.new(name, data)
    obj.location = at
    into = bpy.context.scene.collection
    if collection:
        if collection not in bpy.data.collections:
            into.children.link(bpy.data.collections.new(collection))
        into = bpy.data.collections[collection]
    into.objects.link(obj)
    if parent:
        obj.parent = parent
        obj.matrix_parent_inverse = parent.matrix_world.inverted()
    return obj


def shell(name: str, size: Vector) -> bpy.types.Object:
    """A room of one mesh without a ceiling, its faces to the inside."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    corners = [(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0), (-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)]
    return mesh(name, (0, 0, 0), corners, [(0, 1, 2, 3), (0, 4, 5, 1), (1, 5, 6, 2), (2, 6, 7, 3), (3, 7, 4, 0)])


def furniture() -> None:
    """Six things whose names say nothing."""
    for k, (x, y, size) in enumerate(
        [(0, 0, (1.4, 0.8, 0.75)), (1.2, 0, (0.5, 0.5, 0.9)), (-1.2, 0.2, (0.5, 0.5, 0.9)), (0, 1.5, (1.8, 0.8, 0.8))]
    ):
        box(f"Cube.{k:03}", (x, y, 0.01), size)
    box("Cube.010", (0.1, 0, 0.77), (0.1, 0.1, 0.1))
    box("Cube.011", (-0.3, 0.1, 0.77), (0.2, 0.2, 0.05))


THINGS = {"Cube.000", "Cube.001", "Cube.002", "Cube.003", "Cube.010", "Cube.011"}


def decided(*told: str, folder: Path | None = None) -> list[Role]:
    mapping = []
    if told and folder:
        (folder / "mapping.toml").write_text("\n".join(told))
        mapping = read_mapping(folder / "mapping.toml")
    bpy.context.view_layer.update()
    prepare()
    return assign_roles(rendered_parts(), 1.0, mapping)


def of(roles: list[Role], kind: str) -> set[str]:
    return {role.root.name for role in roles if role.kind == kind}


def why(roles: list[Role], name: str) -> str:
    return next(role.reason for role in roles if role.root.name == name)


@pytest.mark.parametrize("scale", [1.0, 0.05, 1000.0])
def test_a_shell_that_holds_the_things_is_structure_in_any_unit(scale: float) -> None:
    furniture()
    shell("Plane", (5, 4, 2.6))
    bpy.context.view_layer.update()
    solids = {part.object.name: solid_of(part.triangles * scale) for part in rendered_parts()}
    found = find_structure(solids)
    assert set(found) == {"Plane"}
    assert found["Plane"] == "it holds 6 of the 6 others inside it"


def test_floor_walls_rug_and_backdrop_of_things_without_names() -> None:
    furniture()
    box("Plane.001", (0, 0, -0.1), (5, 4, 0.11))
    box("Plane.002", (0, 0, 0.011), (2.6, 2.2, 0.01))  # a rug
    box("Plane.003", (0, 2.05, 0), (5, 0.1, 2.6))
    box("Plane.004", (2.55, 0, 0), (0.1, 4, 2.6))
    mesh("Plane.005", (0, 0, -0.3), [(-100, -100, 0), (100, -100, 0), (100, 100, 0), (-100, 100, 0)], [(0, 1, 2, 3)])
    roles = decided()
    assert of(roles, "structure") == {"Plane.001", "Plane.003", "Plane.004", "Plane.005"}
    assert of(roles, "instance") == THINGS | {"Plane.002"}
    assert (
        "carries" in why(roles, "Plane.001")
        and "wall" in why(roles, "Plane.003")
        and "backdrop" in why(roles, "Plane.005")
    )


def test_planks_are_a_floor() -> None:
    furniture()
    for k in range(20):
        box(f"Cube.{100 + k}", (-2.4 + k * 0.25, 0, -0.02), (0.24, 4, 0.03))
    roles = decided()
    assert of(roles, "instance") == THINGS
    assert why(roles, "Cube.105") == "one of 20 flat pieces that make up the floor"


def test_a_table_that_carries_all_there_is_is_structure_and_in_a_room_it_is_not() -> None:
    box("Cube", (0, 0, 0), (1.4, 0.8, 0.75))
    for k in range(6):
        box(f"Cube.{k:03}", (-0.5 + k * 0.2, 0, 0.75), (0.1, 0.1, 0.1))
    assert of(decided(), "structure") == {"Cube"}
    box("Plane", (0, 0, -0.1), (5, 4, 0.1))
    assert of(decided(), "structure") == {"Plane"}


def test_a_bookcase_that_holds_most_things_stays_a_thing() -> None:
    box("Plane", (0, 0, -0.1), (4, 4, 0.1))
    box("Cube", (0, 1.8, 0), (1.0, 0.3, 2.0))
    for k in range(12):
        box(f"Cube.{k + 1:03}", (-0.4 + k % 4 * 0.2, 1.8, 0.2 + k // 4 * 0.5), (0.1, 0.2, 0.2))
    box("Cube.100", (1, -1, 0), (0.5, 0.5, 0.9))
    assert of(decided(), "structure") == {"Plane"}


def test_names_of_things_beat_those_of_walls_and_shapes() -> None:
    furniture()
    box("Plane", (0, 0, -0.1), (5, 4, 0.1))
    box("Floor lamp", (2, 1.5, 0), (0.3, 0.3, 1.6))
    box("Wall clock", (0, 1.95, 1.8), (0.3, 0.05, 0.3))
    box("Curtain.L", (0, 1.98, 0.02), (4.5, 0.02, 2.4))
    roles = decided()
    assert of(roles, "instance") == THINGS | {"Floor lamp", "Wall clock", "Curtain.L"}
    assert {role.root.name: role.category for role in roles}["Curtain.L"] == "curtain"


def test_a_single_thing_is_the_instance_whatever_it_is_made_of() -> None:
    seat = box("Cube", (0, 0, 0.4), (0.5, 0.5, 0.06), collection="Chair")
    for k, (x, y) in enumerate([(-0.2, -0.2), (0.2, -0.2), (-0.2, 0.2), (0.2, 0.2)]):
        box(f"Cylinder.{k:03}", (x, y, 0), (0.04, 0.04, 0.4), collection="Chair")
    roles = decided()
    assert [(role.root, role.category, len(role.objects), role.pattern) for role in roles] == [
        (seat, "chair", 5, "collection:Chair")
    ]
    # in a room, it is still one
    furniture()
    box("Plane", (0, 0, -0.1), (5, 4, 0.1))
    roles = decided()
    assert {role.root.name: len(role.objects) for role in roles if role.category == "chair"} == {"Cube": 5}


def test_an_empty_holds_one_thing_where_its_parts_touch_and_several_where_they_do_not() -> None:
    robot, world = bpy.data.objects.new("Robot", None), bpy.data.objects.new("World", None)
    bpy.context.scene.collection.objects.link(robot)
    bpy.context.scene.collection.objects.link(world)
    for k in range(4):
        box(f"link{k}", (0, 0, k * 0.3), (0.2, 0.2, 0.32), robot)
    assert of(decided(), "instance") == {"Robot"}
    for k in range(3):
        box(f"Cube.{k:03}", (2 + k, 0, 0), (0.4, 0.4, 0.4), world)
    assert of(decided(), "instance") == {"Robot", "Cube.000", "Cube.001", "Cube.002"}


def test_what_an_armature_moves_is_one() -> None:
    bones = bpy.data.objects.new("Rig", bpy.data.armatures.new("Rig"))
    bpy.context.scene.collection.objects.link(bones)
    for name in ("Body", "Hair", "Shoes"):
        box(name, (0, 0, 0), (0.5, 0.3, 1.7)).modifiers.new("Armature", "ARMATURE").object = bones
    box("Cube", (3, 0, 0), (0.4, 0.4, 0.4))
    roles = decided()
    assert {role.root.name: len(role.objects) for role in roles} == {"Rig": 3, "Cube": 1}


def test_collision_shapes_and_lesser_details_are_left_out_and_not_rendered() -> None:
    furniture()
    for k in range(3):
        box(f"SM_Chair_LOD{k}", (2, 1, 0), (0.4, 0.4, 0.9))
    box("UCX_SM_Chair", (2, 1, 0), (0.5, 0.5, 1))
    roles = decided()
    assert of(roles, "ignored") == {"SM_Chair_LOD1", "SM_Chair_LOD2", "UCX_SM_Chair"}
    assert {role.root.name: role.category for role in roles}["SM_Chair_LOD0"] == "chair"
    assert all(bpy.data.objects[name].hide_render for name in of(roles, "ignored"))


def test_one_mesh_with_walls_is_hollow_and_a_thing_is_not() -> None:
    room, thing = shell("Room", (5, 4, 2.6)), box("Cube", (0, 0, 0), (5, 4, 2.6))
    bpy.context.view_layer.update()
    hollow = {part.object.name: is_hollow(part.triangles) for part in rendered_parts()}
    assert hollow == {room.name: True, thing.name: False}
    bpy.data.objects.remove(thing)
    room.name = "Mesh_0"
    assert why(decided(), "Mesh_0") == "one mesh that one can stand in: a whole place"


def test_objects_that_are_materials_are_named_as_such() -> None:
    for k in range(4):
        box(f"layer_{k}", (0, 0, 0), (4 - k * 0.1, 3, 2))
    assert "joined by material" in joined_by_material(decided(), rendered_parts())[0]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("IKEA_low_table_LACK_1.001", "ikea low table lack"),
        ("SM_Chair_01_LOD0", "chair"),
        ("Mesh.003", "object"),
        ("Cube.012", "object"),
        ("Würfel.001", "object"),
        ("node_12_mesh_3", "object"),
        ("a1b2c3d4e5f6", "object"),
        ("OldWoodenChair_left", "chair"),
        ("table lamp", "lamp"),
        ("chair leg", "chair leg"),
        ("Cabinet_v02", "cabinet"),
        ("Küchentisch.002", "kuechentisch"),
        ("RangeHood.3", "range_hood"),
        ("椅子.001", "椅子"),
    ],
)
def test_categories_are_tidied_names(name: str, category: str) -> None:
    assert category_of(name) == category


def test_a_place_is_what_a_name_ends_in() -> None:
    assert all(map(is_a_place, ("kitchen", "Living_Room_01", "OldHouse.001", "room with a view", "kitchen_small")))
    assert not any(map(is_a_place, ("kitchenSinkWithMarble", "office_chair", "table for the kitchen", "")))


def test_a_name_that_says_nothing_leaves_it_to_the_next() -> None:
    assert category_of("Cube.012", "Mesh", "Sofa") == "sofa"
    assert (
        sounds_structural("WallsandFloor")
        and sounds_structural("Floorboards")
        and not sounds_structural("Flooring iron")
    )
    assert collides("UCX_Chair") and not collides("Chair")


def test_a_mapping_says_what_is_what(tmp_path: Path) -> None:
    furniture()
    box("Plane", (0, 0, -0.1), (5, 4, 0.1))
    shade = box("shade", (0, 0, 2), (0.3, 0.3, 0.2), collection="Lamps")
    box("cable", (0, 0, 2.2), (0.01, 0.01, 0.4), collection="Lamps")
    roles = decided(
        '"Cube.01?" = "mug"',
        '"Cube.003" = "Structure"',
        '"Cube.002" = "ignore"',
        '"collection:Lamps" = "join: pendant_lamp"',
        folder=tmp_path,
    )
    said = {role.root.name: (role.kind, role.category, len(role.objects)) for role in roles}
    assert said["Cube.010"] == said["Cube.011"] == ("instance", "mug", 1)
    assert said["Cube.003"] == ("structure", "", 1)
    assert said["Cube.002"] == ("ignored", "", 0) and bpy.data.objects["Cube.002"].hide_render
    assert said["cable"] == ("instance", "pendant_lamp", 2) and shade.name not in said
    assert said["Cube.000"] == ("instance", "object", 1) and said["Plane"] == ("structure", "", 1)
    assert why(roles, "Cube.010") == "told by 'Cube.01?'"


def test_a_draft_given_back_decides_the_same(tmp_path: Path) -> None:
    furniture()
    box('Plane [1] "a"', (0, 0, -0.1), (5, 4, 0.1))
    box("Cube", (0, -1, 0.4), (0.5, 0.5, 0.06), collection="Chair")
    for k in range(4):
        box(f"Cylinder.{k:03}", (-0.2 + k * 0.1, -1, 0), (0.04, 0.04, 0.4), collection="Chair")
    first = decided()
    rows = []
    for role in first:
        what = f"join: {role.category}" if role.pattern else role.category or role.kind
        rows.append((role.pattern or literal(role.root.name), what, role.reason))
    second = decided(draft("room", rows), folder=tmp_path)
    facts = [[(role.kind, role.category, set(role.objects)) for role in roles] for roles in (first, second)]
    assert sorted(facts[0], key=str) == sorted(facts[1], key=str)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toml", "Cube = ", "not TOML"),
        ("a.toml", "", "says nothing"),
        ("a.toml", "Cube = 3", "key 'Cube' is 3"),
        ("a.toml", "Cube.001 = 'chair'", "patterns with dots want quotes"),
        ("a.toml", "Cube = 'join'", "key 'Cube' lacks what it is"),
        ("a.toml", "Cube = 'ignored'", "is 'ignore'"),
        ("a.csv", "pattern,what\nCube\n", "line 2 has 1 cells"),
        ("a.csv", ",chair\n", "line 1 lacks a pattern"),
        ("a.txt", "", "must end in .toml or .csv"),
    ],
)
def test_errors_of_a_mapping_are_one_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(UsageError, match=said) as error:
        read_mapping(path)
    assert "\n" not in str(error.value) and str(path) in str(error.value)


def test_csv_says_the_same_and_idle_lines_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("pattern,what\n# a comment\nCube*,chair\ncollection:Nowhere,ignore\n")
    mapping = read_mapping(tmp_path / "a.csv")
    box("Cube.001", (0, 0, 0), (1, 1, 1))
    assert [(line.pattern, line.what, line.category) for line in mapping] == [
        ("Cube*", "instance", "chair"),
        ("Nowhere", "ignore", ""),
    ]
    assert unmatched(mapping) == ["--mapping: nothing matches 'collection:Nowhere'"]
    assert np.all([line.matches("Cube.001", []) for line in mapping[:1]])


def test_what_hangs_from_its_room_is_no_part_of_it() -> None:
    """Furniture that is parented to the mesh of the room; a lamp that is not."""
    room = shell("Plane.009", (5, 4, 2.6))
    for name, at in (("Cube.001", (1, 1, 0.2)), ("Cube.002", (-1, 1, 0.2)), ("Cube.003", (-1, -1, 0.2))):
        box(name, at, (0.4, 0.4, 0.4), parent=room)
    for name, at in (("Cube.004", (1, -1, 0.2)), ("Cube.005", (0, 0, 0.2))):
        box(name, at, (0.3, 0.3, 0.4))
    roles = decided()
    assert of(roles, "structure") == {"Plane.009"}
    assert of(roles, "instance") == {f"Cube.00{k}" for k in range(1, 6)}
