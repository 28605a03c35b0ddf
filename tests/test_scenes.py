"""What must be true of every built-in scene: all is named and known, nothing floats, nothing is inside anything else."""

from collections.abc import Iterator
from itertools import combinations, product

import bpy
import numpy as np
import pytest
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from dyce import categories
from dyce.data.splits import builtin_splits
from dyce.scene.build import build_stage
from dyce.scene.room import build_room
from dyce.scene.sources import builtin_scenes
from dyce.scene.stage import load_stage

pytestmark = pytest.mark.pack
SCENES = builtin_scenes()
TEST_SCENES = set(builtin_splits()["test"])
FLOATING = 0.003
INSIDE = 0.005
WALL_RECESS = 0.15

SIZES = {  # the longest side of a box round the thing, metres
    "apple": (0.05, 0.11),
    "bin": (0.25, 0.9),
    "book": (0.12, 0.5),  # a cookbook lies open, at an angle
    "bottle": (0.15, 0.40),
    "bowl": (0.10, 0.40),
    "bread": (0.12, 0.6),
    "cabinet": (0.4, 2.3),
    "chair": (0.7, 1.15),
    "chopping_board": (0.2, 0.6),
    "cup": (0.06, 0.2),
    "dining_table": (0.8, 2.6),
    "glass": (0.06, 0.20),
    "island": (0.9, 3.0),
    "jar": (0.06, 0.35),
    "knife": (0.15, 0.4),
    "lemon": (0.04, 0.10),
    "mug": (0.07, 0.16),
    "orange": (0.05, 0.11),
    "pendant_lamp": (0.2, 1.6),
    "plate": (0.14, 0.34),
    "refrigerator": (1.2, 2.1),
    "sink": (0.4, 1.2),
    "spoon": (0.1, 0.4),
    "stool": (0.4, 1.1),
    "stove": (0.5, 1.2),
    "wine_glass": (0.14, 0.28),
}


class Solid:
    """One instance, or one piece of structure, as triangles in the world."""

    def __init__(self, root: bpy.types.Object) -> None:
        self.name, self.carrier = root.name, root.get("dyce_on")
        vertices, triangles, count = [], [], 0
        for thing in [root, *root.children_recursive]:
            if thing.type != "MESH":
                continue
            mesh = thing.data
            mesh.calc_loop_triangles()
            points = np.empty(len(mesh.vertices) * 3, np.float32)
            corners = np.empty(len(mesh.loop_triangles) * 3, np.int32)
            mesh.vertices.foreach_get("co", points)
            mesh.loop_triangles.foreach_get("vertices", corners)
            world = np.array(thing.matrix_world)
            vertices.append(points.reshape(-1, 3) @ world[:3, :3].T + world[:3, 3])
            triangles.append(corners.reshape(-1, 3) + count)
            count += len(mesh.vertices)
        self.vertices, self.triangles = np.concatenate(vertices), np.concatenate(triangles).tolist()
        self.low, self.high = self.vertices.min(0), self.vertices.max(0)
        self.tree = self.moved((0, 0, 0))

    def moved(self, by: tuple[float, float, float]) -> BVHTree:
        return BVHTree.FromPolygons((self.vertices + by).tolist(), self.triangles)

    def near(self, other: "Solid", margin: float) -> bool:
        return bool((self.low <= other.high + margin).all() and (other.low <= self.high + margin).all())

    def distance(self, other: "Solid") -> float:
        """From the vertices of either to the surface of the other, at most 1 cm; metres."""
        nearest = [0.01]
        for mine, theirs in ((self, other), (other, self)):
            inside = ((mine.vertices >= theirs.low - 0.01) & (mine.vertices <= theirs.high + 0.01)).all(1)
            hits = (theirs.tree.find_nearest(Vector(point), 0.01)[3] for point in mine.vertices[inside][:4000])
            nearest += [hit for hit in hits if hit is not None]
        return 0.0 if self.tree.overlap(other.tree) else min(nearest)


@pytest.fixture(scope="module", params=list(SCENES))
def room(request: pytest.FixtureRequest) -> Iterator[tuple[list[bpy.types.Object], list[Solid], list[Solid]]]:
    """(instance roots, instances, structure)."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    build_room(SCENES[request.param].path)
    bpy.context.view_layer.update()
    roots = [thing for thing in bpy.data.objects if "dyce_category" in thing]
    owned = {part for root in roots for part in [root, *root.children_recursive]}
    rest = [thing for thing in bpy.data.objects if thing.type == "MESH" and thing not in owned]
    yield roots, [Solid(root) for root in roots], [Solid(thing) for thing in rest]


def test_has_enough_instances_of_known_categories(room):
    roots, _, _ = room
    known = categories.load()
    assert len(roots) >= 45
    assert len({root["dyce_category"] for root in roots}) >= 25
    assert not [root.name for root in roots if root["dyce_category"] not in known]
    assert not [root.name for root in roots if root.parent]


def test_names_are_readable(room):
    """Blender's own numbering (mug.001) would mean that two things wanted one name."""
    roots, _, _ = room
    assert not [root.name for root in roots if root.name[-4:-3] == "." and root.name[-3:].isdigit()]


def test_sizes_are_real(room):
    roots, instances, _ = room
    wrong = {}
    for root, solid in zip(roots, instances):
        low, high = SIZES.get(root["dyce_category"], (0.02, 2.7))
        if not low <= (longest := float(max(solid.high - solid.low))) <= high:
            wrong[root.name] = round(longest, 3)
    assert not wrong


def test_nothing_leaves_the_room(room):
    _, instances, structure = room
    floor, ceiling = (next(solid for solid in structure if solid.name == name) for name in ("floor", "ceiling"))
    inner_low, inner_high = floor.low + 0.28 - WALL_RECESS, floor.high - 0.28 + WALL_RECESS
    out = [
        solid.name
        for solid in instances
        if (solid.low < [*inner_low[:2], -0.002]).any()
        or (solid.high > [*inner_high[:2], ceiling.low[2] + 0.002]).any()
    ]
    assert not out


def test_nothing_floats(room):
    """Each thing touches what it was put on; what hangs touches a wall or the ceiling."""
    _, instances, structure = room
    solids = {solid.name: solid for solid in [*instances, *structure]}
    floating = {}
    for solid in instances:
        carriers = (
            [solids[solid.carrier]] if solid.carrier else [other for other in structure if other.near(solid, FLOATING)]
        )
        gap = min((solid.distance(carrier) for carrier in carriers), default=1.0)
        if gap > FLOATING:
            floating[solid.name] = round(gap, 4)
    assert not floating


def test_nothing_is_inside_anything_else(room):
    """Two things that touch come free when one is moved by the tolerance in some direction."""
    _, instances, structure = room
    pairs = [*combinations(instances, 2), *product(instances, structure)]
    stuck = [
        (one.name, other.name)
        for one, other in pairs
        if one.near(other, 0) and one.tree.overlap(other.tree) and not comes_free(one, other)
    ]
    assert not stuck


def comes_free(one: Solid, other: Solid) -> bool:
    if len(one.triangles) > len(other.triangles):
        one, other = other, one
    ways = sorted(
        product((0, 1, -1), repeat=3), key=lambda way: (way != (0, 0, 1), way != (0, 0, -1), np.abs(way).sum())
    )
    steps = (tuple(INSIDE * np.array(way) / np.linalg.norm(way)) for way in ways if any(way))
    return any(not one.moved(step).overlap(other.tree) for step in steps)


def test_no_mesh_is_empty_flat_or_inside_out(room):
    """No triangle without area (but for slivers), and what is closed has its volume inside."""
    _, instances, _ = room
    wrong = {}
    for solid in instances:
        corners = solid.vertices[np.array(solid.triangles)].astype(float)
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        flat = float((np.linalg.norm(normals, axis=1) < 1e-14).mean())
        middle = solid.vertices.mean(0)
        volume = float(np.einsum("ij,ij->i", corners[:, 0] - middle, normals).sum()) / 6
        box = float(np.prod(solid.high - solid.low))
        if flat > 0.01 or volume < -0.02 * box:
            wrong[solid.name] = round(flat, 3), round(volume / box, 3)
    assert not wrong


def test_no_shape_is_in_both_train_and_test_scenes():
    shapes: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for name, source in SCENES.items():
        for instance in load_stage(build_stage(source), name).instances:
            shapes[name in TEST_SCENES][instance.shape] = f"{name}: {instance.name}"
    both = set(shapes[True]) & set(shapes[False])
    assert not {(shapes[False][shape], shapes[True][shape]) for shape in both}
