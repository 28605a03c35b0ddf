"""Masks in files that others made: what lets light through, volumes, scatters, links, displacement, settings of their own."""

from pathlib import Path

import bpy
import numpy as np
import pytest
from test_exactness import SIZE, UP, add, check, leaf_material, material, shoot

from dyce.errors import DyceError

__all__ = ["shoot"]


def mixed(share: float | str) -> bpy.types.Material:
    """Glossy by a share, or by the output of a node; else it lets through."""
    made = bpy.data.materials.new("mixed")
    tree = made.node_tree
    tree.nodes.clear()
    names = ("ShaderNodeOutputMaterial", "ShaderNodeMixShader", "ShaderNodeBsdfTransparent", "ShaderNodeBsdfGlossy")
    output, mix, through, glossy = (tree.nodes.new(name) for name in names)
    if isinstance(share, float):
        mix.inputs[0].default_value = share
    else:
        tree.links.new(tree.nodes.new(share).outputs[0], mix.inputs[0])
    tree.links.new(through.outputs[0], mix.inputs[1])
    tree.links.new(glossy.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], output.inputs[0])
    return made


def grouped() -> bpy.types.Material:
    """A group that lets through where a gradient, within it, is above one half: the left half is there."""
    group = bpy.data.node_groups.new("inner", "ShaderNodeTree")
    group.interface.new_socket("Shader", in_out="INPUT", socket_type="NodeSocketShader")
    group.interface.new_socket("Shader", in_out="OUTPUT", socket_type="NodeSocketShader")
    names = ("NodeGroupInput", "NodeGroupOutput", "ShaderNodeMixShader", "ShaderNodeBsdfTransparent")
    given, end, mix, through = (group.nodes.new(name) for name in names)
    where, gradient = group.nodes.new("ShaderNodeTexCoord"), group.nodes.new("ShaderNodeTexGradient")
    group.links.new(where.outputs["Generated"], gradient.inputs[0])
    group.links.new(gradient.outputs[1], mix.inputs[0])
    group.links.new(given.outputs[0], mix.inputs[1])
    group.links.new(through.outputs[0], mix.inputs[2])
    group.links.new(mix.outputs[0], end.inputs[0])
    made = bpy.data.materials.new("grouped")
    tree = made.node_tree
    node = tree.nodes.new("ShaderNodeGroup")
    node.node_tree = group
    tree.links.new(tree.nodes["Principled BSDF"].outputs[0], node.inputs[0])
    tree.links.new(node.outputs[0], tree.get_output_node("CYCLES").inputs[0])
    return made


def fog(density: float) -> bpy.types.Material:
    """A volume, beside a surface that lets all through."""
    made = bpy.data.materials.new("fog")
    tree = made.node_tree
    tree.nodes.clear()
    names = ("ShaderNodeOutputMaterial", "ShaderNodeVolumeScatter", "ShaderNodeBsdfTransparent")
    output, volume, through = (tree.nodes.new(name) for name in names)
    volume.inputs["Density"].default_value = density
    tree.links.new(volume.outputs[0], output.inputs["Volume"])
    tree.links.new(through.outputs[0], output.inputs["Surface"])
    return made


def behind(curtain) -> None:
    """A ball behind a curtain of a material, and a post before it."""
    add("plane", "curtain", (0, -1, 0), (0.8, 0.8, 1), curtain, turn=UP)
    add("uv_sphere", "ball", (0.3, 0, 0), (0.5, 0.5, 0.5))
    add("cube", "post", (-0.5, -1.5, 0), (0.1, 0.1, 0.5))


def same_with_other_noise(shoot, fill, **options: object):
    """A shot, of which the masks and the depth are equal to those of another with other noise."""
    one, other = shoot(fill, **options), shoot(fill, seed=7, **options)
    assert one.seen == other.seen
    for name in one.seen:
        for a, b in zip(one.masks(name), other.masks(name), strict=True):
            assert (a == b).all(), name
    assert np.allclose(np.minimum(one.rendered.depth, 100), np.minimum(other.rendered.depth, 100), atol=1e-4)
    return one


@pytest.mark.parametrize("alpha", [0.1, 0.49, 0.5, 0.8])
def test_what_is_less_than_half_opaque_is_let_through(shoot, alpha: float) -> None:
    shot = same_with_other_noise(shoot, lambda: behind(material("sheer", Alpha=alpha)))
    if alpha < 0.5:
        assert shot.seen == {"ball", "post"}
        check(shot, "ball", "post")
        assert (shot.masks("ball")[0] == shot.masks("ball")[1]).sum() > 200
    else:
        assert shot.seen == {"curtain", "post"}
        check(shot, "curtain", "post")


@pytest.mark.parametrize("share", [0.15, "ShaderNodeFresnel"])
def test_a_vitrines_cup_is_seen_through_its_panes(shoot, share: float | str) -> None:
    def fill() -> None:
        add("cube", "vitrine", (0, 0, 0), (0.8, 0.8, 0.8), mixed(share))
        add("uv_sphere", "cup", (0, 0, 0), (0.3, 0.3, 0.3))

    shot = same_with_other_noise(shoot, fill)
    check(shot, "cup")
    visible, full = shot.masks("cup")
    assert (visible == full).all()


def test_a_group_in_a_shader_is_rounded_within(shoot) -> None:
    shot = same_with_other_noise(shoot, lambda: behind(grouped()))
    full = shot.masks("curtain")[1]
    columns = np.flatnonzero(full.any(0))
    assert columns.max() == SIZE // 2 - 1 and full[:, columns].any(1).sum() * len(columns) == full.sum()


def test_the_soft_edge_of_a_leaf_does_not_depend_on_noise(shoot) -> None:
    def fill() -> None:
        leaf = leaf_material()
        next(node for node in leaf.node_tree.nodes if node.type == "TEX_IMAGE").interpolation = "Linear"
        behind(leaf)

    shot = same_with_other_noise(shoot, fill)
    assert np.flatnonzero(shot.masks("curtain")[1].any(0)).min() in (SIZE // 2 - 1, SIZE // 2)


def test_a_ball_is_seen_through_fourteen_sheets(shoot) -> None:
    def fill() -> None:
        sheer = material("sheer", Alpha=0.2)
        for k in range(14):
            add("plane", f"sheet.{k}", (0, -1 + 0.1 * k, 0), (0.7, 0.7, 1), sheer, turn=UP)
        add("uv_sphere", "ball", (0, 0.8, 0), (0.4, 0.4, 0.4))

    shot = same_with_other_noise(shoot, fill)
    assert shot.seen == {"ball"}
    check(shot, "ball")


@pytest.mark.parametrize("where", ["world", "box"])
def test_nothing_scatters_in_the_masks(shoot, where: str) -> None:
    def fill() -> None:
        add("uv_sphere", "ball", (0, 0, 0), (0.5, 0.5, 0.5))
        add("cube", "post", (0.3, -1.5, 0), (0.1, 0.1, 0.5))
        if where == "box":
            add("cube", "fog", (0, -0.9, 0), (0.9, 0.3, 0.9), fog(3.0))
        else:
            tree = bpy.context.scene.world.node_tree
            volume = tree.nodes.new("ShaderNodeVolumeScatter")
            volume.inputs["Density"].default_value = 0.3
            tree.links.new(volume.outputs[0], tree.get_output_node("CYCLES").inputs["Volume"])

    shot = same_with_other_noise(shoot, fill, overscan=0.3)
    assert shot.seen == {"ball", "post"}
    full = shot.masks("ball")[1]
    disc = np.pi * (SIZE / 2 / np.tan(np.radians(25)) * 0.5 / 4) ** 2
    assert full.sum() == pytest.approx(disc, rel=0.05)
    assert (full & ~shot.masks("ball")[0]).sum() > 30


def scatter(emitter: bpy.types.Object, source: bpy.types.Object) -> None:
    """Put copies of an object on all points of another, by geometry nodes."""
    tree = bpy.data.node_groups.new("scatter", "GeometryNodeTree")
    for in_out in ("INPUT", "OUTPUT"):
        tree.interface.new_socket("Geometry", in_out=in_out, socket_type="NodeSocketGeometry")
    names = ("NodeGroupInput", "NodeGroupOutput", "GeometryNodeInstanceOnPoints", "GeometryNodeObjectInfo")
    given, end, on, info = (tree.nodes.new(name) for name in names)
    join = tree.nodes.new("GeometryNodeJoinGeometry")
    info.inputs[0].default_value, info.inputs["As Instance"].default_value = source, True
    tree.links.new(given.outputs[0], on.inputs["Points"])
    tree.links.new(info.outputs["Geometry"], on.inputs["Instance"])
    for made in (given.outputs[0], on.outputs[0]):
        tree.links.new(made, join.inputs[0])
    tree.links.new(join.outputs[0], end.inputs[0])
    emitter.modifiers.new("scatter", "NODES").node_group = tree


def particles(emitter: bpy.types.Object, source: bpy.types.Object) -> None:
    """Put copies of an object on all points of another, by particles."""
    emitter.modifiers.new("particles", "PARTICLE_SYSTEM")
    settings = emitter.particle_systems[0].settings
    settings.type, settings.count, settings.emit_from = "HAIR", 4, "VERT"
    settings.use_advanced_hair, settings.use_emit_random, settings.use_scale_instance = True, False, True
    settings.render_type, settings.instance_object, settings.particle_size = "OBJECT", source, 1.0


def children(emitter: bpy.types.Object, source: bpy.types.Object) -> None:
    """Put copies of an object on all points of another, as its child."""
    source.parent, source.location, emitter.instance_type = emitter, (0, 0, 0), "VERTS"


@pytest.mark.parametrize("by", [scatter, particles, children])
@pytest.mark.parametrize("labelled", [False, True])
def test_copies_belong_to_what_scatters_them_or_are_instances_by_their_label(shoot, by, labelled: bool) -> None:
    def fill() -> None:
        source = add("uv_sphere", "mug", (5, 0, 0), radius=0.3)
        if not labelled:
            del source["dyce_category"]
        by(add("plane", "field", (0, 0.5, 0), (0.7, 0.7, 1), turn=UP), source)
        add("cube", "post", (0, -1, 0), (0.1, 0.1, 0.2))

    shot = shoot(fill)
    mugs = {name for name in shot.seen if name.startswith("mug")}
    check(shot, "post")
    if labelled:
        assert shot.seen - {"field"} == {"post"} | mugs and len(mugs) == 4
        _, owner = shot.stage.geometry
        for name in mugs:
            assert (owner == shot.ids[name]).sum() == (owner == shot.ids[min(mugs)]).sum() > 100
        assert (
            max(shot.masks(name)[1].sum() for name in mugs) < 2 * min(shot.masks(name)[1].sum() for name in mugs) + 200
        )
    else:
        assert shot.seen == {"field", "post"} and not mugs
        check(shot, "field")


def test_too_many_copies_to_be_told_apart_are_refused_in_a_line(shoot) -> None:
    def fill() -> None:
        source = add("plane", "mug", (5, 0, 0), size=0.1)
        scatter(add("grid", "field", (0, 0.5, 0), x_subdivisions=80, y_subdivisions=80), source)

    with pytest.raises(DyceError, match=r"'field' scatters 6561 copies of 'mug'.*take dyce_category from it"):
        shoot(fill)


def test_linked_and_overridden_objects_of_one_name_are_told_apart(shoot, tmp_path: Path) -> None:
    def library(path: Path) -> None:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        add("uv_sphere", "ball", (0, 0, 0), radius=0.4)
        bpy.ops.wm.save_as_mainfile(filepath=str(path))

    def linked(path: Path) -> bpy.types.Object:
        with bpy.data.libraries.load(str(path), link=True) as (_, wanted):
            wanted.objects = ["ball"]
        return wanted.objects[0]

    for name in ("a", "b"):
        library(tmp_path / f"{name}.blend")

    def fill() -> None:
        scene = bpy.context.scene
        scene.collection.objects.link(linked(tmp_path / "a.blend"))
        theirs = linked(tmp_path / "b.blend")
        scene.collection.objects.link(theirs)  # Blender 5.3 overrides what is used, and nothing else
        own = theirs.override_create(remap_local_usages=True)
        own.location = (0.9, 0, 0)
        add("cube", "post", (0.4, -1, 0), (0.2, 0.1, 0.2))

    shot = shoot(fill)
    assert len(shot.seen) == 3
    check(shot, *shot.seen)


def test_what_is_linked_keeps_its_parts(shoot, tmp_path: Path) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    body, lid = add("uv_sphere", "pot", radius=0.4), add("cube", "lid", (0, 0, 0.5), (0.3, 0.3, 0.05))
    del lid["dyce_category"]
    lid.parent = body
    pots = bpy.data.collections.new("pots")
    for part in (lid, body):
        pots.objects.link(part)
    bpy.context.scene.collection.children.link(pots)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "pots.blend"))

    def fill() -> None:
        with bpy.data.libraries.load(str(tmp_path / "pots.blend"), link=True) as (_, wanted):
            wanted.collections = ["pots"]
        for x in (-0.5, 0.5):
            empty = bpy.data.objects.new("place", None)
            empty.instance_type, empty.instance_collection, empty.location = (
                "COLLECTION",
                wanted.collections[0],
                (x, 0, 0),
            )
            bpy.context.scene.collection.objects.link(empty)

    shot = shoot(fill)
    assert len(shot.seen) == 2
    for name in shot.seen:
        rows = np.flatnonzero(shot.masks(name)[1].any(1))
        assert np.ptp(rows) > 1.1 * np.ptp(np.flatnonzero(shot.masks(name)[1].any(0)))  # as high as with its lid


def test_the_parts_of_a_labelled_thing_that_is_scattered_stay_together(shoot) -> None:
    def fill() -> None:
        mug, handle = add("uv_sphere", "mug", radius=0.2), add("cube", "handle", (0.25, 0, 0), (0.1, 0.03, 0.03))
        del handle["dyce_category"]
        handle.parent = mug
        mugs = bpy.data.collections.new("mugs")
        for part in (handle, mug):
            bpy.context.scene.collection.objects.unlink(part)
            mugs.objects.link(part)
        field = add("plane", "field", (0, 0.5, 0), (0.7, 0.7, 1), turn=UP)
        scatter(field, mug)
        tree = field.modifiers[0].node_group
        info = tree.nodes.new("GeometryNodeCollectionInfo")
        info.inputs[0].default_value = mugs
        on = next(node for node in tree.nodes if node.bl_idname == "GeometryNodeInstanceOnPoints")
        tree.links.new(info.outputs[0], on.inputs["Instance"])

    shot = shoot(fill)
    _, owner = shot.stage.geometry
    mugs = shot.seen - {"field"}
    assert len(mugs) == 4
    assert len({(owner == shot.ids[name]).sum() for name in mugs}) == 1
    assert (owner == shot.ids["field"]).sum() == 2
    check(shot, "field")


def test_nodes_that_make_less_in_the_viewport_make_what_renders(shoot) -> None:
    def fill() -> None:
        field = add("plane", "field", (0, 0.5, 0), (0.4, 0.4, 1), turn=UP)
        source = add("uv_sphere", "mug", (5, 0, 0), radius=0.3)
        del source["dyce_category"]
        scatter(field, source)
        tree = field.modifiers[0].node_group
        join = next(node for node in tree.nodes if node.bl_idname == "GeometryNodeJoinGeometry")
        end = next(node for node in tree.nodes if node.bl_idname == "NodeGroupOutput")
        asks, switch = tree.nodes.new("GeometryNodeIsViewport"), tree.nodes.new("GeometryNodeSwitch")
        switch.input_type = "GEOMETRY"
        tree.links.new(asks.outputs[0], switch.inputs[0])
        tree.links.new(join.outputs[0], switch.inputs["False"])
        tree.links.new(switch.outputs[0], end.inputs[0])

    shot = shoot(fill)
    assert shot.seen == {"field"}
    assert (shot.stage.geometry[1] == shot.ids["field"]).sum() > 100
    check(shot, "field")


def test_a_display_of_high_dynamic_range_is_shown_for_an_ordinary_one_and_said(shoot) -> None:
    def fill() -> None:
        add("uv_sphere", "ball")
        bpy.context.scene.display_settings.display_device = "Rec.2100-PQ"

    shot = shoot(fill)
    assert shot.stage.colour.display == "sRGB"
    assert any("Rec.2100-PQ" in note for note in shot.stage.notes)


def test_a_scene_in_a_countrys_coordinates_is_refused(shoot) -> None:
    def fill() -> None:
        for k in range(3):
            add("cube", f"house.{k}", (448000 + k, 5411000, 120), (0.3, 0.3, 0.3))

    with pytest.raises(DyceError, match=r"5411000 units from the origin.* are 0\.5 apart.*move all of it"):
        shoot(fill)


@pytest.mark.parametrize("by", [0.1, -0.2, "adaptive", "hair"])
def test_what_is_not_where_its_mesh_is_has_its_whole_mask(shoot, by: float | str) -> None:
    def fill() -> None:
        moved = material("moved")
        tree = moved.node_tree
        shift = tree.nodes.new("ShaderNodeDisplacement")
        shift.inputs["Midlevel"].default_value, shift.inputs["Height"].default_value = 0, 1
        shift.inputs["Scale"].default_value = by if isinstance(by, float) else 0.1
        ball = add("uv_sphere", "ball", (0, 0, 0), (0.5, 0.5, 0.5), moved if by != "hair" else None)
        if by == "hair":
            ball.modifiers.new("hair", "PARTICLE_SYSTEM")
            settings = ball.particle_systems[0].settings
            settings.type, settings.count, settings.hair_length, settings.root_radius = "HAIR", 60, 0.8, 5
        else:
            tree.links.new(shift.outputs[0], tree.get_output_node("CYCLES").inputs["Displacement"])
            moved.displacement_method = "DISPLACEMENT"
        if by == "adaptive":
            ball.modifiers.new("diced", "SUBSURF").use_adaptive_subdivision = True
        add("cube", "post", (0.2, -1, 0.2), (0.25, 0.1, 0.25))

    check(shoot(fill), "ball", "post")


def test_settings_of_the_file_change_no_mask_and_are_said(shoot) -> None:
    def things() -> None:
        add("uv_sphere", "ball", (0, 0, 0), (0.5, 0.5, 0.5))
        add("cube", "post", (0.2, -1, 0.2), (0.25, 0.1, 0.25))

    def fill() -> None:
        things()
        scene, layer = bpy.context.scene, bpy.context.view_layer
        render, cycles = scene.render, scene.cycles
        bpy.data.objects["ball"].is_holdout = True
        render.use_stamp = render.use_motion_blur = render.use_freestyle = render.use_multiview = (
            render.use_simplify
        ) = True
        render.use_border, render.border_max_x, render.resolution_percentage, render.film_transparent = (
            True,
            0.3,
            30,
            True,
        )
        cycles.time_limit, cycles.use_camera_cull, cycles.use_fast_gi, cycles.filter_width = 0.01, True, True, 5
        cycles.use_layer_samples, layer.samples, layer.pass_alpha_threshold = "USE", 3, 0.9
        layer.material_override = bpy.data.materials.new("override")
        scene.view_settings.use_curve_mapping = scene.view_settings.use_white_balance = True
        scene.view_layers.new("dyce")

    plain, told = shoot(things), shoot(fill)
    for name in ("ball", "post"):
        assert all((a == b).all() for a, b in zip(plain.masks(name), told.masks(name), strict=True))
    said = " ".join(told.stage.notes)
    for what in (
        "holdout",
        "motion blur",
        "simplify",
        "Freestyle",
        "stereo",
        "curves",
        "white balance",
        "material override",
    ):
        assert what in said
    assert not [note for note in plain.stage.notes if "rig" not in note]
