"""An opened scene made what it is when rendered: visibility and modifiers those of a render, instances objects (bpy)."""

import bpy

from dyce.scene.neutral import layers_of, neutralise
from dyce.scene.scatter import settle_scatters
from dyce.scene.subdivision import bound_subdivision

__all__ = ["GEOMETRY", "WALKABLE", "prepare"]

GEOMETRY = {"MESH", "CURVE", "SURFACE", "META", "FONT", "CURVES", "POINTCLOUD", "VOLUME"}
"""Types of objects that render."""
WALKABLE = "dyce_walkable"
"""An object of this name marks where a person can stand; it is not rendered."""


def prepare() -> list[str]:
    """Make the scene what it is when rendered: its visibility and modifiers those of a render, its instances objects.

    All instances of one collection share one pass index, so they are made real.

    Returns:
        What of the file's own settings is not honoured, a line each.

    Raises:
        DyceError: more copies of a thing are scattered than can be told apart.
    """
    scene = bpy.context.scene
    notes = neutralise()
    for obj in scene.objects:
        obj.hide_viewport = obj.hide_render or obj.name == WALKABLE
        obj.hide_render = obj.hide_viewport
        obj.hide_set(False)
        obj.show_instancer_for_viewport = obj.show_instancer_for_render
        for modifier in obj.modifiers:
            modifier.show_viewport = modifier.show_render
            if modifier.type == "MULTIRES":
                modifier.levels = modifier.render_levels
    notes += bound_subdivision([obj for obj in scene.objects if not obj.hide_render])
    for group in bpy.data.node_groups:
        _say_rendered(group)
    for layer in layers_of(bpy.context.view_layer.layer_collection):
        layer.hide_viewport = False
        layer.collection.hide_viewport = layer.collection.hide_render
    bpy.context.view_layer.update()
    for empty in [obj for obj in scene.objects if obj.instance_type == "COLLECTION" and obj.visible_get()]:
        kept = {
            key: empty[key] for key in ("dyce_category", "category_id", "dyce_model", "dyce_structure") if key in empty
        }
        with bpy.context.temp_override(selected_editable_objects=[empty], object=empty, active_object=empty):
            bpy.ops.object.duplicates_make_real(use_base_parent=True, use_hierarchy=True)
        for key, value in kept.items():
            empty[key] = value
    for settings in bpy.data.particles:
        settings.display_percentage, settings.child_percent = 100, settings.rendered_child_count
    bpy.context.view_layer.update()
    settle_scatters()
    return notes


def _say_rendered(group: bpy.types.NodeTree) -> None:
    """Let nodes that ask whether it is the viewport that looks, and make other things then, hear that it is not."""
    for node in [node for node in group.nodes if node.bl_idname == "GeometryNodeIsViewport"]:
        no = group.nodes.new("FunctionNodeInputBool")
        no.boolean = False
        for link in list(node.outputs[0].links):
            group.links.new(no.outputs[0], link.to_socket)
