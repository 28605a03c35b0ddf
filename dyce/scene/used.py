"""What of a file's data its render uses, down to the nodes of its materials (bpy)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import bpy

__all__ = ["UsedNode", "rendered_objects", "used_data", "used_nodes"]


@dataclass(frozen=True)
class UsedNode:
    """A node that has a part in the look of something that renders."""

    node: bpy.types.Node
    tree: bpy.types.NodeTree
    owner: bpy.types.ID
    """The material, world, light or group that it stands in."""


def rendered_objects() -> set[bpy.types.Object]:
    """The objects of the scene that are not hidden from renders, empties too."""
    return set(_shown(bpy.context.view_layer.layer_collection))


def _shown(layer: bpy.types.LayerCollection) -> Iterator[bpy.types.Object]:
    if not layer.exclude and not layer.collection.hide_render:
        yield from (obj for obj in layer.collection.objects if not obj.hide_render)
        for child in layer.children:
            yield from _shown(child)


def used_data() -> set[bpy.types.ID]:
    """All data that what renders depends on; of materials, worlds and lights only what their output depends on."""
    uses: dict[bpy.types.ID, set[bpy.types.ID]] = {}
    for data, users in bpy.data.user_map().items():
        for user in users:
            uses.setdefault(user, set()).add(data)
    world = bpy.context.scene.world
    ahead = [*rendered_objects(), *([world] if world else [])]
    found = set(ahead)
    while ahead:
        data = ahead.pop()
        if _shades(data):
            below = {other for node in _live(data) for other in _data_of(node)}
        else:
            # what a thing is parented to moves it, and is seen only where it renders itself
            below = uses.get(data, set()) - {getattr(data, "parent", None), data}
        ahead += below - found
        found |= below
    return found


def used_nodes(data: set[bpy.types.ID]) -> list[UsedNode]:
    """The nodes that count in used materials, worlds, lights and groups of them, in order of their names."""
    owners = sorted((each for each in data if _shades(each)), key=lambda each: (each.id_type, each.name_full))
    return [UsedNode(node, _tree(owner), owner) for owner in owners for node in _live(owner)]


def _shades(data: bpy.types.ID) -> bool:
    tree = _tree(data)
    return tree is not None and tree.bl_idname == "ShaderNodeTree"


def _tree(data: bpy.types.ID) -> Any:
    """The tree of nodes that data has or is; None for others."""
    if isinstance(data, bpy.types.NodeTree):
        return data
    return data.node_tree if isinstance(data, bpy.types.Material | bpy.types.World | bpy.types.Light) else None


def _live(owner: bpy.types.ID) -> list[bpy.types.Node]:
    """The nodes of an owner's tree that its output depends on."""
    tree = _tree(owner)
    before: dict[bpy.types.Node, list[bpy.types.Node]] = {}
    for link in tree.links:
        if not link.is_muted:
            before.setdefault(link.to_node, []).append(link.from_node)
    if tree is owner:
        ahead = [node for node in tree.nodes if node.type == "GROUP_OUTPUT"]
    else:
        output = tree.get_output_node("CYCLES")
        ahead = [output] if output else []
    found = dict.fromkeys(ahead)
    while ahead:
        below = [node for node in before.get(ahead.pop(), []) if node not in found]
        ahead += below
        found |= dict.fromkeys(below)
    return [node for node in found if not node.mute]


def _data_of(node: bpy.types.Node) -> list[bpy.types.ID]:
    """The data that a node refers to."""
    found = (getattr(node, name, None) for name in ("image", "node_tree", "object", "ies"))
    return [data for data in found if isinstance(data, bpy.types.ID)]
