"""Settings of a file that would change what a view is: set aside, and said (bpy)."""

import bpy

__all__ = ["layers_of", "neutralise"]

LINEAR = "Linear Rec.709"
"""The working space in which light is handed on."""


def neutralise() -> list[str]:
    """Set aside what the opened scene asks of its own renders and a view can't have.

    Returns:
        What is not honoured, or honoured in another way, a line each.
    """
    scene, layer = bpy.context.scene, bpy.context.view_layer
    notes = [*_renders(scene, layer), *_colours(scene), *_objects(scene, layer)]
    if len(scene.view_layers) > 1:
        notes.append(f"of {len(scene.view_layers)} view layers, {layer.name!r} is rendered")
    for other in [other for other in scene.view_layers if other != layer]:
        scene.view_layers.remove(other)
    if layer.world_override:
        scene.world, layer.world_override = layer.world_override, None
    return notes


def _renders(scene: bpy.types.Scene, layer: bpy.types.ViewLayer) -> list[str]:
    """How a render is made."""
    render, cycles = scene.render, scene.cycles
    asked = {
        "the compositor": render.use_compositing and _is_composited(scene),
        "motion blur": render.use_motion_blur,
        "simplify": render.use_simplify,
        "Freestyle": render.use_freestyle,
        "stereo": render.use_multiview,
        "the material override": layer.material_override,
        "fast global illumination": cycles.use_fast_gi,
        "culling by the camera": render.use_simplify and (cycles.use_camera_cull or cycles.use_distance_cull),
        "a view layer without surfaces": not layer.use_solid,
    }
    render.use_simplify = render.use_motion_blur = cycles.use_fast_gi = False
    layer.material_override, layer.use_solid = None, True
    return [f"the file's settings ask for {what}: not honoured" for what, asks in asked.items() if asks]


def _is_composited(scene: bpy.types.Scene) -> bool:
    """Whether a compositor has something to do; Blender 5.3 has several a scene, and warns of whoever asks for the one."""
    if hasattr(scene, "compositor_effects"):
        return len(scene.compositor_effects) > 0
    return scene.compositing_node_group is not None


def _colours(scene: bpy.types.Scene) -> list[str]:
    """How light becomes colours."""
    notes, view = [], scene.view_settings
    display = scene.display_settings.display_device
    if display.startswith("Rec.2100"):
        scene.display_settings.display_device = "sRGB"
        notes.append(f"the file's display {display} has a high dynamic range, which images have not: shown for sRGB")
    if view.use_curve_mapping:
        notes.append("the file's colour management has curves: not honoured")
    if view.use_white_balance:
        notes.append("the file's colour management has a white balance: not honoured")
    space = bpy.data.colorspace.working_space
    if space != LINEAR:
        bpy.ops.wm.set_working_color_space(convert_colors=True, working_space=LINEAR)
        notes.append(
            f"the file's working colour space {space} is converted to {LINEAR}; colours over 1 are cut in that"
        )
    return notes


def _objects(scene: bpy.types.Scene, layer: bpy.types.ViewLayer) -> list[str]:
    """How single objects and collections are seen."""
    held, unseen = [], []
    for below in layers_of(layer.layer_collection):
        if below.holdout:
            held.append(below.name)
        if below.indirect_only:
            unseen.append(below.name)
            for obj in below.collection.all_objects:
                obj.visible_camera = False
        below.holdout = below.indirect_only = False
    for obj in scene.objects:
        if obj.is_holdout:
            held.append(obj.name)
            obj.is_holdout = False
    holes = [
        material.name
        for material in bpy.data.materials
        if material.users and material.node_tree and any(node.type == "HOLDOUT" for node in material.node_tree.nodes)
    ]
    return [
        *(
            f"the material {name!r} is a holdout: what has it is a black hole that hides others and is not annotated"
            for name in holes
        ),
        *(f"{name!r} is a holdout: not honoured, it is seen as it is" for name in held),
        *(f"{name!r} is for indirect light only: no camera sees it" for name in unseen),
    ]


def layers_of(layer: bpy.types.LayerCollection) -> list[bpy.types.LayerCollection]:
    """A collection as a view layer has it, and all below it."""
    return [layer, *(below for child in layer.children for below in layers_of(child))]
