"""What real scenes contain, each thing in a small scene of its own, against an answer that knows nothing of dyce's renders.

The answer: every other object is deleted from the file and the rest is rendered plainly; the index pass is then the full mask.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
import OpenEXR
import pytest
from mathutils import Matrix

from dyce.render.colour import display_transform
from dyce.render.cycles import Studio
from dyce.render.recording import Rendered, record_view
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import Source
from dyce.scene.stage import Stage, load_stage
from dyce.settings import Device, Isolation, Settings
from dyce.views.camera import View, intrinsics, look_at
from dyce.views.trace import Tracer

SIZE = 64
SETTINGS = Settings(width=SIZE, height=SIZE, samples=1, denoise=False)
FOV = 50.0


@dataclass
class Shot:
    stage: Stage
    view: View
    rendered: Rendered
    ids: dict[str, int]

    def masks(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        truth = next(truth for truth in self.rendered.truths if truth.id == self.ids[name])
        return truth.visible, truth.full

    @property
    def seen(self) -> set[str]:
        names = {k: name for name, k in self.ids.items()}
        return {names[truth.id] for truth in self.rendered.truths}


@pytest.fixture
def shoot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Shot]:
    """Fill an empty scene, build its stage, look from (0, -4, 0) to the origin with Z up."""
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))

    def run(
        fill: Callable[[], None],
        mode: Isolation = Isolation.LIFT,
        eye: tuple[float, float, float] = (0, -4, 0),
        **options: object,
    ) -> Shot:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        world = bpy.context.scene.world = bpy.data.worlds.new("world")
        world.node_tree.nodes["Background"].inputs["Strength"].default_value = 1.0
        fill()
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
        source = Source("scene", tmp_path / "scene.blend")
        stage = load_stage(build_stage(source), "scene")
        settings = Settings(**{**vars(SETTINGS), "isolation": mode, **options})
        size = settings.width, settings.height
        view = View(0, intrinsics(FOV, *size), *size, look_at(np.array(eye, float), np.array(eye) + [0, 4, 0]), 0.0, "")
        studio = Studio(stage, settings, Device.CPU)
        rendered = render_view(studio, Tracer(*stage.geometry), view, settings, display_transform(stage.colour))
        return Shot(stage, view, rendered, {i.name: i.id for i in stage.instances})

    return run


def plain_index(shot: Shot, *names: str, size: int = SIZE, fov: float = FOV) -> np.ndarray:
    """(size, size): the index pass of a plain render of a file that holds nothing but some instances; all if none is named."""
    bpy.ops.wm.open_mainfile(filepath=str(shot.stage.blend))
    for obj in list(bpy.data.objects):
        if names and obj.pass_index not in {shot.ids[name] for name in names} and obj.type not in {"LIGHT", "EMPTY"}:
            bpy.data.objects.remove(obj)
    scene = bpy.context.scene
    camera = bpy.data.objects.new("plain", bpy.data.cameras.new("plain"))
    scene.collection.objects.link(camera)
    scene.camera = camera
    camera.data.angle, camera.data.clip_start = np.radians(fov), 0.01
    camera.matrix_world = Matrix((shot.view.world_from_camera @ np.diag([1.0, -1, -1, 1])).tolist())
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x = scene.render.resolution_y = size
    scene.render.resolution_percentage = 100
    bpy.context.view_layer.use_pass_object_index = True
    picture = scene.render.image_settings
    picture.media_type, picture.file_format, picture.color_depth = "MULTI_LAYER_IMAGE", "OPEN_EXR_MULTILAYER", "32"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = f"{folder}/plain.exr"
        bpy.ops.render.render(write_still=True)
        with OpenEXR.File(scene.render.filepath, separate_channels=True) as file:
            planes = {name: channel.pixels for part in file.parts for name, channel in part.channels.items()}
    return next(pixels for name, pixels in planes.items() if name.endswith("Object Index.X"))


def plain_full_mask(shot: Shot, name: str) -> np.ndarray:
    """(H, W) bool: the index pass of a plain render of a file that holds nothing but one instance."""
    return plain_index(shot, name) == shot.ids[name]


def check(shot: Shot, *names: str, differing: int = 1) -> None:
    """Full masks are those of the plain renders, but for pixels whose centre lies on an edge; visible ones are parts of them."""
    for name in names:
        visible, full = shot.masks(name)
        assert not (visible & ~full).any()
        plain = plain_full_mask(shot, name)
        assert (full != plain).sum() <= differing, f"{name}: {(full != plain).sum()} of {plain.sum()} pixels differ"


def material(name: str, **inputs: object) -> bpy.types.Material:
    made = bpy.data.materials.new(name)
    shader = made.node_tree.nodes["Principled BSDF"]
    for key, value in inputs.items():
        shader.inputs[key.replace("_", " ")].default_value = value
    return made


def add(
    kind: str,
    name: str,
    at=(0, 0, 0),
    scale=(1, 1, 1),
    made: bpy.types.Material | None = None,
    turn=(0, 0, 0),
    **options,
):
    getattr(bpy.ops.mesh, f"primitive_{kind}_add")(location=at, rotation=turn, **options)
    obj = bpy.context.object
    obj.name, obj.scale = name, scale
    obj["dyce_category"] = name.partition(".")[0]
    if made:
        obj.data.materials.append(made)
    return obj


def leaf_material() -> bpy.types.Material:
    """Opaque on the right half of its texture, nothing on the left."""
    image = bpy.data.images.new("leaf", 8, 8, alpha=True)
    pixels = np.ones((8, 8, 4), np.float32)
    pixels[:, :4, 3] = 0
    image.pixels.foreach_set(pixels.ravel())
    image.pack()
    made = material("leaf")
    texture = made.node_tree.nodes.new("ShaderNodeTexImage")
    texture.image, texture.interpolation = image, "Closest"
    shader = made.node_tree.nodes["Principled BSDF"]
    made.node_tree.links.new(texture.outputs["Alpha"], shader.inputs["Alpha"])
    return made


def add_hair() -> None:
    """Forty upright strands."""
    data = bpy.data.hair_curves.new("hair")
    data.add_curves([4] * 40)
    random = np.random.default_rng(0)
    points = np.repeat(random.uniform(-0.8, 0.8, (40, 1, 3)), 4, 1)
    points[:, :, 2] = np.linspace(-0.8, 0.8, 4)
    data.attributes["position"].data.foreach_set("vector", points.astype(np.float32).ravel())
    radius = data.attributes.get("radius") or data.attributes.new("radius", "FLOAT", "POINT")
    radius.data.foreach_set("value", np.full(160, 0.03, np.float32))
    hair = bpy.data.objects.new("hair", data)
    hair["dyce_category"] = "hair"
    bpy.context.collection.objects.link(hair)


def add_chairs() -> None:
    """Three instances of a collection of two objects."""
    source = bpy.data.collections.new("chair")
    for name, at in (("seat", (0, 0, 0)), ("back", (0, 0.25, 0.3))):
        add("cube", name, at, (0.25, 0.25 if name == "seat" else 0.05, 0.08 if name == "seat" else 0.3))
        part = bpy.context.object
        del part["dyce_category"]
        bpy.context.collection.objects.unlink(part)
        source.objects.link(part)
    for i in range(3):
        empty = bpy.data.objects.new(f"chair.{i}", None)
        empty.instance_type, empty.instance_collection = "COLLECTION", source
        empty.location = (0.35 * i - 0.5, 0.6 * i - 1, 0)
        empty["dyce_category"] = "chair"
        bpy.context.collection.objects.link(empty)


UP = (np.pi / 2, 0, 0)
"""Turns a plane to face the camera."""


def test_an_alpha_textured_leaf_hides_only_where_it_is_opaque(shoot) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (0, 1, 0), (0.8, 0.8, 0.8))
        add("plane", "leaf", made=leaf_material(), turn=UP)
        add("cube", "post", (0.5, -1, 0), (0.1, 0.1, 0.5))

    shot = shoot(fill)
    check(shot, "ball", "leaf", "post")
    visible, full = shot.masks("ball")
    assert visible[:, : SIZE // 2].sum() == full[:, : SIZE // 2].sum() > 50
    assert not visible[:, SIZE // 2 + 1 :].any()
    assert not shot.masks("leaf")[1][:, : SIZE // 2 - 1].any()


@pytest.mark.parametrize("depth", [-1.0, 1.0])
def test_glass_is_a_surface_before_and_behind_an_object(shoot, depth: float) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (0, 0, 0), (0.5, 0.5, 0.5))
        add(
            "cube",
            "glass",
            (0.3, depth, 0),
            (0.4, 0.05, 0.6),
            material("glass", Transmission_Weight=1.0, Roughness=0.0),
        )

    shot = shoot(fill)
    check(shot, "ball", "glass")
    both = shot.masks("ball")[1] & shot.masks("glass")[1]
    assert both.sum() > 50
    front, back = ("glass", "ball") if depth < 0 else ("ball", "glass")
    assert shot.masks(front)[0][both].all() and not shot.masks(back)[0][both].any()


def test_a_mirror_image_is_the_mirrors(shoot) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (-0.8, -1, 0), (0.3, 0.3, 0.3))
        add("plane", "mirror", (0.3, 1, 0), (1, 1, 1), material("mirror", Metallic=1.0, Roughness=0.0), turn=UP)

    shot = shoot(fill)
    check(shot, "ball", "mirror")
    columns = np.flatnonzero(shot.masks("ball")[1].any(0))
    assert columns.max() < SIZE // 2, "the ball is left of the middle; its reflection is not it"


def test_hair_curves_are_exact_though_they_cannot_be_traced(shoot) -> None:
    def fill() -> None:
        add_hair()
        add("cube", "box", (0.4, -1.2, 0.2), (0.3, 0.1, 0.3))

    shot = shoot(fill)
    assert shot.seen == {"hair", "box"}
    check(shot, "hair", "box")
    visible, full = shot.masks("hair")
    assert (full & ~visible).sum() > 10


def test_collection_instances_and_linked_duplicates_are_told_apart(shoot) -> None:
    def fill() -> None:
        add_chairs()
        ball = add("uv_sphere", "ball", (-0.6, 0, -0.7), (0.2, 0.2, 0.2))
        twin = ball.copy()
        twin.name, twin.location = "ball.twin", (-0.4, 0.5, -0.7)
        bpy.context.collection.objects.link(twin)

    shot = shoot(fill)
    assert shot.seen == {"chair.0", "chair.1", "chair.2", "ball", "ball.twin"}
    check(shot, *shot.seen)


def test_geometry_nodes_instances_belong_to_their_object(shoot) -> None:
    def fill() -> None:
        grid = add("grid", "field", (0, 0.5, 0), (1, 1, 1), turn=UP, x_subdivisions=3, y_subdivisions=3)
        tree = bpy.data.node_groups.new("balls", "GeometryNodeTree")
        tree.interface.new_socket("Geometry", in_out="INPUT", socket_type="NodeSocketGeometry")
        tree.interface.new_socket("Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
        nodes = {
            k: tree.nodes.new(k)
            for k in ("NodeGroupInput", "NodeGroupOutput", "GeometryNodeInstanceOnPoints", "GeometryNodeMeshIcoSphere")
        }
        nodes["GeometryNodeMeshIcoSphere"].inputs["Radius"].default_value = 0.2
        on = nodes["GeometryNodeInstanceOnPoints"]
        tree.links.new(nodes["NodeGroupInput"].outputs[0], on.inputs["Points"])
        tree.links.new(nodes["GeometryNodeMeshIcoSphere"].outputs[0], on.inputs["Instance"])
        tree.links.new(on.outputs[0], nodes["NodeGroupOutput"].inputs[0])
        grid.modifiers.new("balls", "NODES").node_group = tree
        add("cube", "box", (0.2, -1, 0.2), (0.25, 0.1, 0.25))

    shot = shoot(fill)
    assert shot.seen == {"field", "box"}
    check(shot, "field", "box")
    assert shot.masks("field")[1].sum() > 150


def test_text_and_curves_are_instances(shoot) -> None:
    def fill() -> None:
        bpy.ops.object.text_add(location=(-0.9, 0, -0.2), rotation=UP)
        bpy.context.object.data.body, bpy.context.object.data.extrude = "dyce", 0.05
        bpy.context.object.name = "text"
        bpy.ops.curve.primitive_bezier_circle_add(radius=0.7, rotation=UP, location=(0.2, 0.5, 0))
        bpy.context.object.data.bevel_depth = 0.06
        bpy.context.object.name = "ring"
        for name in ("text", "ring"):
            bpy.data.objects[name]["dyce_category"] = name

    shot = shoot(fill)
    assert shot.seen == {"text", "ring"}
    check(shot, "text", "ring")


def test_what_the_frame_cuts_is_said_to_be_cut(shoot) -> None:
    def fill() -> None:
        add("cube", "cut", (1.9, 0, 0), (0.5, 0.5, 0.5))
        add("cube", "whole", (0, 0, 0), (0.5, 0.5, 0.5))
        add("cube", "front", (0.5, -1, 0), (0.2, 0.2, 0.2))

    shot = shoot(fill)
    check(shot, "cut", "whole", "front")
    record, _ = record_view(shot.rendered, shot.stage, shot.view, SETTINGS)
    cut = {instance.name: instance.truncated for instance in record.instances}
    assert cut == {"cut": True, "whole": False, "front": False}


def test_objects_around_and_behind_the_camera(shoot) -> None:
    def fill() -> None:
        add("torus", "ring", (0, -4, -0.3), (1, 1, 1), major_radius=1.5, minor_radius=0.25, major_segments=24)
        add("cube", "behind", (0, -6, 0), (0.3, 0.3, 0.3))
        add("cube", "box", (0, 0, 0.2), (0.8, 0.3, 0.5))

    shot = shoot(fill)
    assert shot.seen == {"ring", "box"}
    check(shot, "ring", "box")


def test_a_volume_has_no_surface_and_so_no_mask(shoot) -> None:
    def fill() -> None:
        smoke = bpy.data.materials.new("smoke")
        smoke.node_tree.nodes.clear()
        output = smoke.node_tree.nodes.new("ShaderNodeOutputMaterial")
        volume = smoke.node_tree.nodes.new("ShaderNodeVolumePrincipled")
        smoke.node_tree.links.new(volume.outputs[0], output.inputs["Volume"])
        add("cube", "smoke", (0, -1, 0), (0.5, 0.2, 0.5), smoke)
        add("uv_sphere", "ball", (0, 0, 0), (0.5, 0.5, 0.5))

    shot = shoot(fill)
    assert shot.seen == {"ball"}
    check(shot, "ball")
    visible, full = shot.masks("ball")
    assert (visible == full).all()


@pytest.mark.parametrize("mode", list(Isolation))
def test_shining_objects_have_masks_like_others(shoot, mode: Isolation) -> None:
    def fill() -> None:
        add(
            "cube",
            "lamp",
            (0.2, -1, 0),
            (0.3, 0.1, 0.3),
            material("lamp", Emission_Color=(1, 1, 1, 1), Emission_Strength=20.0),
        )
        add("uv_sphere", "ball", (0, 0, 0), (0.6, 0.6, 0.6))

    shot = shoot(fill, mode)
    check(shot, "lamp", "ball")
    assert (shot.masks("ball")[1] & ~shot.masks("ball")[0]).sum() > 50


def test_a_shadow_catcher_leaves_the_others_alone(shoot) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (0, 0, 0), (0.5, 0.5, 0.5))
        add("cube", "box", (0.3, -0.8, 0), (0.2, 0.2, 0.2))
        ground = add("plane", "ground", (0, 0, -0.5), (5, 5, 1))
        del ground["dyce_category"]
        ground.is_shadow_catcher = True

    shot = shoot(fill)
    assert shot.seen == {"ball", "box"}
    check(shot, "ball", "box")


def test_coplanar_faces_are_shared_out_and_each_is_whole_alone(shoot) -> None:
    def fill() -> None:
        add("plane", "left", (-0.2, 0, 0), (0.6, 0.6, 1), turn=UP)
        add("plane", "right", (0.2, 0, 0), (0.6, 0.6, 1), turn=UP)

    shot = shoot(fill)
    check(shot, "left", "right")
    a, b = shot.masks("left"), shot.masks("right")
    assert not (a[0] & b[0]).any()
    assert ((a[0] | b[0]) == (a[1] | b[1])).all()


def test_an_object_inside_another_is_not_seen_until_it_sticks_out(shoot) -> None:
    def fill() -> None:
        add("cube", "box", (0, 0, 0), (0.6, 0.6, 0.6))
        add("uv_sphere", "inside", (0, 0, 0), (0.3, 0.3, 0.3))
        add("cylinder", "through", (0, 0, 0), (0.1, 0.1, 1.1))

    shot = shoot(fill)
    assert shot.seen == {"box", "through"}
    check(shot, "box", "through")


def test_three_hundred_instances(shoot) -> None:
    def fill() -> None:
        mesh = None
        for k in range(300):
            if mesh is None:
                add("cube", "cube.000", (-1.4, 0, -1.4), (0.1, 0.1, 0.1))
                mesh = bpy.context.object.data
                continue
            obj = bpy.data.objects.new(f"cube.{k:03d}", mesh)
            obj.location, obj.scale = (
                ((k % 15) * 0.2 - 1.4, 0.2 * (k // 15 % 2), (k // 15) * 0.15 - 1.4),
                (0.1, 0.1, 0.1),
            )
            obj["dyce_category"] = "cube"
            bpy.context.collection.objects.link(obj)

    shot = shoot(fill)
    assert len(shot.ids) == 300 and max(shot.ids.values()) == 300
    triangles = Tracer(*shot.stage.geometry)
    K = intrinsics(FOV, SIZE, SIZE)
    seen, _ = triangles.seen(K, shot.view.world_from_camera, SIZE, SIZE)
    assert (np.maximum(seen, 0) != shot.rendered.index).sum() <= 4
    assert len(shot.seen) > 100


def test_a_scaled_scene_is_in_metres(shoot) -> None:
    def fill() -> None:
        bpy.context.scene.unit_settings.scale_length = 0.01
        add("cube", "box", (0, 0, 0), (50, 50, 50))
        add("cube", "front", (30, -100, 0), (10, 10, 10))

    shot = shoot(fill)
    visible, full = shot.masks("box")
    assert 0 < (full & ~visible).sum() < visible.sum()
    middle = shot.rendered.depth[SIZE // 2, SIZE // 2 - 4]
    assert middle == pytest.approx(3.5, abs=0.002)
