"""Which surface a camera ray shows, decided without chance: what lets through more than half is not there, nor are volumes (bpy).

Cycles decides at random what a half-transparent surface does to a ray, and where in a volume it scatters; the index and depth
passes follow. Materials that may do so are made hard for a while: their transparency is computed from their nodes, and rounded.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import bpy

from dyce.render.transparency import Transparency

__all__ = ["Surfaces"]

MARK = 1
"""Material index of what may let a ray through or not."""
HALF = 0.5
"""Of transparency: what has more is let through."""


class Surfaces:
    """The materials of the opened file that chance decides about, and the switch that makes them hard."""

    def __init__(self) -> None:
        """Look through the materials and the world; what is found is prepared, and renders as before."""
        self._hard: dict[bpy.types.NodeSocket, bpy.types.NodeSocket] = {}
        self._soft: dict[bpy.types.NodeSocket, bpy.types.NodeSocket] = {}
        self._volumes: dict[bpy.types.NodeSocket, bpy.types.NodeSocket] = {}
        self.marked = False
        """Whether there are materials that let through some light and not all; their pixels have MARK as material index."""
        transparency = Transparency()
        for material in bpy.data.materials:
            material.pass_index = 0
            output = material.node_tree and material.node_tree.get_output_node("CYCLES")
            if output and material.users:
                self._take_material(material, output, transparency)
        world = bpy.context.scene.world
        output = world and world.node_tree and world.node_tree.get_output_node("CYCLES")
        if output and (inside := _source(output.inputs["Volume"])):
            self._volumes[output.inputs["Volume"]] = inside
        self.volumes = bool(self._volumes)
        """Whether a material with a surface, or the world, has an inside that scatters."""

    def _take_material(self, material: bpy.types.Material, output: bpy.types.Node, transparency: Transparency) -> None:
        surface, inside = (_source(output.inputs[name]) for name in ("Surface", "Volume"))
        tree = material.node_tree
        if inside:
            self._volumes[output.inputs["Volume"]] = inside
        if surface is None:
            if inside:
                self._hard[output.inputs["Surface"]] = tree.nodes.new("ShaderNodeBsdfTransparent").outputs[0]
            return
        passing = transparency.of(tree, surface)
        if isinstance(passing, float):
            if passing <= HALF or passing >= 1:
                return
            share: bpy.types.NodeSocket | float = 1.0
        else:
            share = _above_half(tree, passing)
        mixed = tree.nodes.new("ShaderNodeMixShader")
        if isinstance(share, float):
            mixed.inputs[0].default_value = share
        else:
            tree.links.new(share, mixed.inputs[0])
        tree.links.new(surface, mixed.inputs[1])
        tree.links.new(tree.nodes.new("ShaderNodeBsdfTransparent").outputs[0], mixed.inputs[2])
        self._soft[output.inputs["Surface"]] = surface
        self._hard[output.inputs["Surface"]] = mixed.outputs[0]
        material.pass_index, self.marked = MARK, True

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """For a while, no volume scatters."""
        for inside in self._volumes:
            inside.id_data.links.remove(inside.links[0])
        try:
            yield
        finally:
            for inside, volume in self._volumes.items():
                inside.id_data.links.new(volume, inside)

    @contextmanager
    def hard(self) -> Iterator[None]:
        """For a while, no volume scatters and every surface lets all through or nothing."""
        with self.emptied():
            for surface, shader in self._hard.items():
                surface.id_data.links.new(shader, surface)
            try:
                yield
            finally:
                for surface in self._hard:
                    if surface in self._soft:
                        surface.id_data.links.new(self._soft[surface], surface)
                    else:
                        surface.id_data.links.remove(surface.links[0])


def _source(socket: bpy.types.NodeSocket) -> bpy.types.NodeSocket | None:
    """What is linked to an input."""
    return socket.links[0].from_socket if socket.is_linked else None


def _above_half(tree: bpy.types.NodeTree, value: bpy.types.NodeSocket) -> bpy.types.NodeSocket:
    """1 where a value is above a half, else 0."""
    above = tree.nodes.new("ShaderNodeMath")
    above.operation = "GREATER_THAN"
    above.inputs[1].default_value = HALF
    tree.links.new(value, above.inputs[0])
    return above.outputs[0]
