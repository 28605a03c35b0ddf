"""How much light a material's shader lets straight through, as nodes that compute it for camera rays (bpy)."""

from collections.abc import Callable
from typing import TypeAlias

import bpy

__all__ = ["Transparency"]

Share: TypeAlias = bpy.types.NodeSocket | float
"""A socket that computes a share of light, or a share that is the same everywhere."""
CAMERA_RAY = {"Is Camera Ray": 1.0}
"""What the Light Path node says of a ray from the camera; its other questions are answered with no."""
VARIES = {"Ray Length", "Transparent Depth"}
"""Outputs of the Light Path node that differ from one camera ray to the next."""
FOLDED: dict[str, Callable[[float, float], float]] = {
    "ADD": lambda a, b: a + b,
    "SUBTRACT": lambda a, b: a - b,
    "MULTIPLY": lambda a, b: a * b,
    "MAXIMUM": max,
    "MINIMUM": min,
    "LESS_THAN": lambda a, b: float(a < b),
    "GREATER_THAN": lambda a, b: float(a > b),
}
"""Arithmetic of two constants."""


class Transparency:
    """Builds the nodes beside those of a shader; a group's are built inside of it once."""

    def __init__(self) -> None:
        """Nothing is built yet."""
        self._outputs: dict[tuple[bpy.types.NodeTree, str], float | str] = {}
        self._inputs: dict[tuple[bpy.types.NodeTree, str], str] = {}

    def of(self, tree: bpy.types.NodeTree, shader: bpy.types.NodeSocket | None) -> Share:
        """The share of light that goes straight through a shader, of a material's tree or a group's.

        Args:
            tree: where the shader is.
            shader: the output of a node; None where nothing is linked, which lets nothing through.
        """
        if shader is None:
            return 0.0
        node = shader.node
        if node.mute:
            through = next((link.from_socket for link in node.internal_links if link.to_socket == shader), None)
            return self.of(tree, _source(through) if through else None)
        match node.bl_idname:
            case "NodeReroute":
                return self.of(tree, _source(node.inputs[0]))
            case "ShaderNodeBsdfTransparent":
                return _mean(tree, node.inputs["Color"])
            case "ShaderNodeBsdfPrincipled":
                return _math(tree, "SUBTRACT", 1.0, _clamped(tree, _value(tree, node.inputs["Alpha"])))
            case "ShaderNodeMixShader":
                share = _clamped(tree, _value(tree, node.inputs[0]))
                one, two = (self.of(tree, _source(node.inputs[k])) for k in (1, 2))
                rest = _math(tree, "SUBTRACT", 1.0, share)
                return _math(tree, "ADD", _math(tree, "MULTIPLY", one, rest), _math(tree, "MULTIPLY", two, share))
            case "ShaderNodeAddShader":
                one, two = (self.of(tree, _source(socket)) for socket in node.inputs)
                return _math(tree, "ADD", one, two)
            case "ShaderNodeGroup" if node.node_tree:
                return self._of_group(tree, node, shader)
            case "NodeGroupInput":
                return self._of_input(tree, node, shader)
        return 0.0

    def _of_group(self, tree: bpy.types.NodeTree, node: bpy.types.Node, shader: bpy.types.NodeSocket) -> Share:
        inner, key = node.node_tree, (node.node_tree, shader.identifier)
        if key not in self._outputs:
            ends = [end for end in inner.nodes if end.bl_idname == "NodeGroupOutput" and end.is_active_output]
            sockets = [s for end in ends for s in end.inputs if s.identifier == shader.identifier]
            passing = self.of(inner, _source(sockets[0])) if sockets else 0.0
            if not isinstance(passing, float):
                made = inner.interface.new_socket("dyce passing", in_out="OUTPUT", socket_type="NodeSocketFloat")
                _put(inner, passing, next(s for end in ends for s in end.inputs if s.identifier == made.identifier))
            self._outputs[key] = passing if isinstance(passing, float) else made.identifier
        for socket in node.inputs:
            wanted = self._inputs.get((inner, socket.identifier))
            if wanted is not None:
                passing = self.of(tree, _source(socket))
                target = next(s for s in node.inputs if s.identifier == wanted)
                _put(tree, passing, target)
        found = self._outputs[key]
        return found if isinstance(found, float) else next(s for s in node.outputs if s.identifier == found)

    def _of_input(self, tree: bpy.types.NodeTree, node: bpy.types.Node, shader: bpy.types.NodeSocket) -> Share:
        """What a shader handed into a group lets through: handed in beside it."""
        key = (tree, shader.identifier)
        if key not in self._inputs:
            made = tree.interface.new_socket("dyce passing", in_out="INPUT", socket_type="NodeSocketFloat")
            self._inputs[key] = made.identifier
        return next(s for s in node.outputs if s.identifier == self._inputs[key])


def _value(tree: bpy.types.NodeTree, socket: bpy.types.NodeSocket) -> Share:
    """A number that an input is given, folded where it is the same for all camera rays."""
    source = _source(socket)
    while source is not None and source.node.bl_idname == "NodeReroute":
        source = _source(source.node.inputs[0])
    if source is None:
        return float(socket.default_value)
    node = source.node
    if node.mute:
        return source
    if node.bl_idname == "ShaderNodeValue":
        return float(source.default_value)
    if node.bl_idname == "ShaderNodeLightPath" and source.name not in VARIES:
        return CAMERA_RAY.get(source.name, 0.0)
    if node.bl_idname == "ShaderNodeMath" and node.operation in FOLDED:
        a, b = (_value(tree, node.inputs[k]) for k in (0, 1))
        if node.operation == "MULTIPLY" and 0.0 in (a, b):
            return 0.0
        if isinstance(a, float) and isinstance(b, float):
            found = FOLDED[node.operation](a, b)
            return min(max(found, 0.0), 1.0) if node.use_clamp else found
    return source


def _mean(tree: bpy.types.NodeTree, colour: bpy.types.NodeSocket) -> Share:
    """The mean of a colour's three channels."""
    source = _source(colour)
    if source is None:
        return float(sum(colour.default_value[:3]) / 3)
    dot = tree.nodes.new("ShaderNodeVectorMath")
    dot.operation = "DOT_PRODUCT"
    dot.inputs[1].default_value = (1 / 3, 1 / 3, 1 / 3)
    tree.links.new(source, dot.inputs[0])
    return dot.outputs["Value"]


def _clamped(tree: bpy.types.NodeTree, value: Share) -> Share:
    if isinstance(value, float):
        return min(max(value, 0.0), 1.0)
    clamped = _node(tree, "ADD", value, 0.0)
    clamped.use_clamp = True
    return clamped.outputs[0]


def _math(tree: bpy.types.NodeTree, operation: str, a: Share, b: Share) -> Share:
    """Two shares added, subtracted or multiplied; without a node where that is plain."""
    if isinstance(a, float) and isinstance(b, float):
        return FOLDED[operation](a, b)
    if operation == "MULTIPLY" and 0.0 in (a, b):
        return 0.0
    return _node(tree, operation, a, b).outputs[0]


def _node(tree: bpy.types.NodeTree, operation: str, a: Share, b: Share) -> bpy.types.Node:
    node = tree.nodes.new("ShaderNodeMath")
    node.operation = operation
    for socket, share in zip(node.inputs, (a, b), strict=False):
        _put(tree, share, socket)
    return node


def _put(tree: bpy.types.NodeTree, share: Share, socket: bpy.types.NodeSocket) -> None:
    """Give an input a share."""
    if isinstance(share, float):
        socket.default_value = share
    else:
        tree.links.new(share, socket)


def _source(socket: bpy.types.NodeSocket) -> bpy.types.NodeSocket | None:
    """What is linked to an input."""
    return socket.links[0].from_socket if socket.is_linked and not socket.links[0].is_muted else None
