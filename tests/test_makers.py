"""The parametric models are sound meshes of a plausible size, and the same seed makes the same thing."""

import inspect
import time
from collections.abc import Iterator

import bpy
import numpy as np
import pytest
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from dyce.models import catalogue, make

# Of each thing made with its defaults: the range of its largest side in metres, and its triangle budget.
BOUNDS: dict[str, tuple[float, float, int]] = {
    "apple": (0.06, 0.10, 3000),
    "aubergine": (0.18, 0.28, 4000),
    "avocado": (0.08, 0.13, 4000),
    "baguette": (0.4, 0.65, 8000),
    "ball": (0.18, 0.22, 5000),
    "bananas": (0.15, 0.25, 6000),
    "basket": (0.25, 0.4, 30000),
    "bell_pepper": (0.08, 0.13, 5000),
    "block": (0.04, 0.06, 700),
    "board_game": (0.27, 0.31, 1500),
    "book": (0.17, 0.27, 1000),
    "book_groups": (0.16, 0.30, 4000),
    "book_row": (0.17, 0.27, 1000),
    "book_stack": (0.17, 0.29, 1000),
    "books_together": (0.36, 0.46, 9000),
    "bowl": (0.13, 0.18, 9000),
    "bread": (0.2, 0.32, 8000),
    "candle": (0.1, 0.15, 5000),
    "carrot": (0.15, 0.25, 5000),
    "casserole": (0.25, 0.35, 12000),
    "cereal_box": (0.25, 0.35, 1000),
    "cheese": (0.08, 0.15, 6000),
    "chopping_board": (0.3, 0.45, 3000),
    "coaster": (0.08, 0.12, 2000),
    "coffee_table": (1.05, 1.25, 8000),
    "colander": (0.22, 0.36, 16000),
    "corner_sofa": (2.4, 2.8, 45000),
    "cup_and_saucer": (0.13, 0.18, 12000),
    "curtain": (2.0, 2.6, 26000),
    "cushion": (0.4, 0.52, 10000),
    "desk_lamp": (0.35, 0.6, 12000),
    "dining_chair": (0.7, 0.9, 10000),
    "dining_table": (1.6, 1.9, 8000),
    "dish_rack": (0.35, 0.5, 9000),
    "dish_soap": (0.18, 0.26, 6000),
    "drum_pendant": (0.6, 0.75, 6000),
    "easy_chair": (0.7, 1.0, 18000),
    "egg": (0.05, 0.065, 3000),
    "egg_carton": (0.2, 0.32, 22000),
    "electric_kettle": (0.2, 0.28, 10000),
    "flowers": (0.35, 0.5, 16000),
    "footstool": (0.45, 0.6, 6000),
    "fork": (0.18, 0.21, 3500),
    "frying_pan": (0.4, 0.5, 8000),
    "garlic": (0.045, 0.075, 4000),
    "glasses": (0.12, 0.16, 4000),
    "guitar": (0.98, 1.06, 14000),
    "herb": (0.18, 0.34, 16000),
    "hob": (0.55, 0.60, 4000),
    "inset_sink": (0.50, 0.55, 3000),
    "jam_jar": (0.08, 0.11, 10000),
    "jug": (0.18, 0.25, 10000),
    "kettle": (0.2, 0.3, 11000),
    "keys_tray": (0.13, 0.18, 8000),
    "kitchen_scale": (0.18, 0.26, 12000),
    "knife": (0.28, 0.36, 3000),
    "knife_block": (0.22, 0.32, 7000),
    "laptop": (0.28, 0.36, 14000),
    "lemon": (0.06, 0.1, 3000),
    "lounge_chair": (0.85, 1.05, 14000),
    "lounge_sofa": (2.1, 2.4, 30000),
    "magazine": (0.38, 0.46, 4000),
    "midcentury_sofa": (1.9, 2.1, 30000),
    "milk_carton": (0.18, 0.26, 1000),
    "mug": (0.1, 0.13, 6000),
    "napkin": (0.12, 0.2, 10000),
    "newspaper": (0.25, 0.4, 4000),
    "notebook": (0.18, 0.24, 2000),
    "oil_bottle": (0.25, 0.32, 14000),
    "onion": (0.06, 0.1, 4000),
    "orange": (0.065, 0.09, 3000),
    "paper_roll": (0.28, 0.36, 7000),
    "pasta_packet": (0.2, 0.28, 5000),
    "pear": (0.09, 0.15, 4000),
    "pendant": (0.8, 1.4, 10000),
    "pepper_mill": (0.16, 0.24, 7000),
    "phone": (0.14, 0.17, 2000),
    "picture_frame": (0.4, 0.6, 1000),
    "plant": (0.5, 0.75, 10000),
    "plant_pot": (0.1, 0.2, 6000),
    "plate": (0.25, 0.29, 8000),
    "plates": (0.25, 0.29, 8000),
    "potato": (0.07, 0.11, 3000),
    "pouf": (0.45, 0.55, 7000),
    "pouffe": (0.48, 0.56, 5000),
    "record_player": (0.42, 0.46, 9000),
    "refrigerator": (1.6, 1.9, 12000),
    "remote_control": (0.15, 0.2, 7000),
    "retro_fridge": (1.4, 1.6, 9500),
    "rolling_pin": (0.35, 0.5, 7000),
    "round_table": (0.75, 0.85, 5000),
    "rug": (1.8, 2.3, 16000),
    "saucepan": (0.28, 0.4, 11000),
    "side_table": (0.45, 0.6, 7000),
    "sideboard": (1.7, 1.9, 14000),
    "speaker": (0.3, 0.38, 9000),
    "spice_jar": (0.08, 0.12, 7000),
    "sponge": (0.08, 0.13, 1500),
    "spoon": (0.17, 0.21, 3500),
    "stacking_rings": (0.14, 0.22, 14000),
    "standing_lamp": (1.4, 1.7, 8000),
    "storage_jar": (0.14, 0.2, 16000),
    "table_knife": (0.2, 0.23, 2500),
    "table_lamp": (0.4, 0.6, 8000),
    "table_radio": (0.28, 0.32, 6000),
    "tablet": (0.22, 0.28, 2000),
    "tea_tin": (0.11, 0.16, 2000),
    "tea_towel": (0.3, 0.5, 14000),
    "teapot": (0.2, 0.3, 13000),
    "television": (1.0, 1.25, 6000),
    "throw": (0.35, 0.5, 24000),
    "tin_can": (0.09, 0.13, 6000),
    "tomato": (0.055, 0.08, 4000),
    "train": (0.4, 0.5, 16000),
    "tray": (0.36, 0.5, 5000),
    "tripod_lamp": (1.45, 1.6, 6000),
    "tumbler": (0.09, 0.13, 8000),
    "utensil": (0.25, 0.36, 4000),
    "utensil_crock": (0.25, 0.4, 20000),
    "vase": (0.2, 0.3, 11000),
    "wall_clock": (0.25, 0.35, 6000),
    "wall_lamp": (0.2, 0.3, 8000),
    "washing_machine": (0.8, 0.9, 12000),
    "water_bottle": (0.22, 0.3, 8000),
    "wine_bottle": (0.27, 0.33, 18000),
    "wine_glass": (0.18, 0.25, 10000),
}

# Built of boards, which overlap: their shapes are the boards' own.
OF_BOARDS = {"hood", "oven"}

# Leaves, labels, panes and the cloth tied over a jar are sheets; all else is closed, each edge between two faces.
WITH_SHEETS = {
    *("dish_soap", "flowers", "glasses", "herb", "hob", "jam_jar", "oil_bottle", "phone", "plant"),
    *("speaker", "spice_jar", "tablet", "tin_can", "wall_clock", "washing_machine", "wine_bottle"),
}

VARIANTS: list[tuple[str, dict[str, object]]] = [
    ("mug", {"style": "barrel", "glaze": "stoneware", "filling": "coffee"}),
    ("mug", {"style": "tapered", "glaze": "enamel"}),
    ("plate", {"style": "deep"}),
    ("bowl", {"style": "mixing"}),
    ("tumbler", {"style": "facet"}),
    ("wine_glass", {"style": "flute", "filling": 0.5}),
    ("vase", {"style": "round"}),
    ("storage_jar", {"filling": "spaghetti"}),
    ("storage_jar", {"filling": "flour"}),
    ("lemon", {"colour": "green"}),
    ("cheese", {"style": "blue"}),
    ("chopping_board", {"style": "paddle"}),
    ("utensil", {"style": "spatula"}),
    ("tea_towel", {"pose": "edge"}),
    ("tea_towel", {"pose": "folded"}),
    ("throw", {"pose": "draped"}),
    ("book", {"pose": "standing", "hard": False}),
    ("books_together", {"style": "old", "lying": 3}),
    ("books_together", {"style": "children", "tilt": 0}),
    ("magazine", {"opened": False}),
    ("pendant", {"style": "globe"}),
    ("candle", {"style": "taper"}),
    ("basket", {"style": "oblong"}),
    ("rug", {"style": "round"}),
]


@pytest.fixture(autouse=True)
def empty_scene() -> Iterator[None]:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    yield


def made(name: str, **options: object) -> list[bpy.types.Object]:
    """The objects that one public function makes."""
    result = getattr(make, name)(**options)
    return result if isinstance(result, list) else [result]


def arrays(thing: bpy.types.Object) -> tuple[np.ndarray, np.ndarray]:
    """Vertices (V, 3) and triangles (T, 3) of an object's mesh."""
    mesh = thing.data
    mesh.calc_loop_triangles()
    vertices, triangles = np.empty(len(mesh.vertices) * 3), np.empty(len(mesh.loop_triangles) * 3, int)
    mesh.vertices.foreach_get("co", vertices)
    mesh.loop_triangles.foreach_get("vertices", triangles)
    return vertices.reshape(-1, 3), triangles.reshape(-1, 3)


def open_or_shared_edges(thing: bpy.types.Object) -> int:
    """Edges that do not lie between exactly two faces with opposite directions."""
    count: dict[tuple[int, int], int] = {}
    for face in thing.data.polygons:
        corners = list(face.vertices)
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
            count[(a, b)] = count.get((a, b), 0) + 1
    return sum(1 for (a, b), n in count.items() if n != 1 or count.get((b, a), 0) != 1)


def piece_volumes(thing: bpy.types.Object) -> np.ndarray:
    """The signed volume of each connected piece of an object's mesh."""
    vertices, triangles = arrays(thing)
    piece = np.arange(len(vertices))
    while True:
        lowest = piece[triangles].min(axis=1)
        after = piece.copy()
        np.minimum.at(after, triangles.ravel(), np.repeat(lowest, 3))
        after = after[after]
        if (after == piece).all():
            break
        piece = after
    centre = vertices.mean(axis=0)
    a, b, c = (vertices[triangles[:, k]] - centre for k in range(3))
    volumes = np.bincount(piece[triangles[:, 0]], (np.cross(a, b) * c).sum(axis=1) / 6, minlength=len(vertices))
    return np.asarray(volumes[np.unique(piece[triangles])])


def test_every_public_thing_has_bounds() -> None:
    assert {name for name, one in catalogue.makers().items() if one.category and not needed(one)} == set(
        BOUNDS
    ) | OF_BOARDS


def needed(one: catalogue.Maker) -> list[str]:
    """What a maker must be told."""
    return [p.name for p in inspect.signature(one.make).parameters.values() if p.default is p.empty]


@pytest.mark.parametrize(("name", "options"), [*((name, {}) for name in sorted(BOUNDS)), *VARIANTS])
def test_thing_is_a_sound_mesh(name: str, options: dict[str, object]) -> None:
    begun = time.perf_counter()
    things = made(name, **options)
    took = time.perf_counter() - begun
    for thing in things:
        vertices, triangles = arrays(thing)
        a, b, c = (vertices[triangles[:, k]] for k in range(3))
        areas = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
        assert areas.min() > 1e-13, f"{(areas <= 1e-13).sum()} faces without area"
        assert abs(vertices[:, 2].min()) < 1e-4
        assert len(triangles) <= BOUNDS[name][2]
        assert np.isfinite(vertices).all()
        assert thing["dyce_model"].startswith("dyce/")
        assert not thing.modifiers
        assert thing.name in bpy.context.scene.collection.objects
        if name not in WITH_SHEETS:
            assert open_or_shared_edges(thing) == 0
            assert piece_volumes(thing).min() > 0
    print(f"{name} {options}: {took * 1000:.0f} ms, {sum(len(t.data.polygons) for t in things)} faces")


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_default_size_is_plausible(name: str) -> None:
    low, high, _ = BOUNDS[name]
    for thing in made(name):
        assert low <= max(thing.dimensions) <= high


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_same_seed_gives_the_same_mesh(name: str) -> None:
    if "seed" not in inspect.signature(getattr(make, name)).parameters:
        pytest.skip("nothing random")
    first = [arrays(thing)[0] for thing in made(name, seed=3)]
    second = [arrays(thing)[0] for thing in made(name, seed=3)]
    assert all(np.array_equal(p, q) for p, q in zip(first, second, strict=True))


def test_finishes_are_shared() -> None:
    one, other = make.mug(), make.mug(seed=5)
    assert one.data.materials[0] == other.data.materials[0]


def test_labels_are_packed() -> None:
    make.oil_bottle()
    assert [image.name for image in bpy.data.images if image.packed_file is None] == []


def world_tree(thing: bpy.types.Object) -> BVHTree:
    """An object's faces in the world."""
    vertices, triangles = arrays(thing)
    bpy.context.view_layer.update()
    return BVHTree.FromPolygons([thing.matrix_world @ Vector(v) for v in vertices], triangles.tolist())


@pytest.mark.parametrize("style", ["plain", "deep"])
@pytest.mark.parametrize("seed", range(6))
def test_stacked_plates_nest_without_cutting(style: str, seed: int) -> None:
    below, above = (world_tree(one) for one in make.plates(2, style, seed=seed))
    assert not below.overlap(above)
    lowered = make.plates(2, style, seed=seed)
    lowered[1].location.z -= 0.0025
    assert world_tree(lowered[0]).overlap(world_tree(lowered[1])), "they float"
