"""Boards and round bars, and one mesh of many of them: what carpenters and plumbers build from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi
from typing import TypeAlias

import bmesh
import bpy
from mathutils import Matrix, Vector

from dyce.models.materials import Material

__all__ = ["Bar", "Board", "Parts", "Point", "built"]

Point = Sequence[float]


@dataclass(frozen=True)
class Board:
    """A box between two corners, its edges rounded by `bevel` metres."""

    low: Point
    high: Point
    material: Material
    bevel: float = 0.0015


@dataclass(frozen=True)
class Bar:
    """A round bar along a path, its ends closed; two radii make it taper."""

    path: Sequence[Point]
    radius: float | tuple[float, float]
    material: Material
    segments: int = 12


Parts: TypeAlias = list[Board | Bar]
"""What `built` takes."""


def built(name: str, parts: Iterable[Board | Bar], frame: Matrix | None = None) -> bpy.types.Object:
    """One mesh object of boards and bars, in `frame` (the world's by default), linked to the scene."""
    body, piece = bmesh.new(), bpy.data.meshes.new("piece")
    coats: list[Material] = []
    for part in parts:
        if part.material not in coats:
            coats.append(part.material)
        shape = _board(part) if isinstance(part, Board) else _bar(part)
        for face in shape.faces:
            face.material_index = coats.index(part.material)
        shape.to_mesh(piece)
        shape.free()
        body.from_mesh(piece)
    mesh = bpy.data.meshes.new(name)
    body.to_mesh(mesh)
    body.free()
    bpy.data.meshes.remove(piece)
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=pi / 5)
    for material in coats:
        mesh.materials.append(material)
    thing = bpy.data.objects.new(name, mesh)
    thing.matrix_world = frame or Matrix.Identity(4)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def _board(board: Board) -> bmesh.types.BMesh:
    body = bmesh.new()
    low, high = Vector(board.low), Vector(board.high)
    place = Matrix.Translation((low + high) / 2) @ Matrix.Diagonal((*(high - low), 1))
    corners = bmesh.ops.create_cube(body, matrix=place)["verts"]
    bevel = min(board.bevel, 0.45 * min(high - low))
    if bevel > 0:
        edges = {edge for corner in corners for edge in corner.link_edges}
        bmesh.ops.bevel(body, geom=list(edges), offset=bevel, segments=2, affect="EDGES", profile=0.5)
    return body


def _bar(bar: Bar) -> bmesh.types.BMesh:
    body = bmesh.new()
    points = [Vector(point) for point in bar.path]
    first, last = bar.radius if isinstance(bar.radius, tuple) else (bar.radius, bar.radius)
    rings = []
    for i, point in enumerate(points):
        radius = first + (last - first) * i / (len(points) - 1)
        way = (points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]).normalized()
        turn = way.to_track_quat("Z", "Y").to_matrix().to_4x4()
        ring = (
            Matrix.Translation(point)
            @ turn
            @ Matrix.Rotation(2 * pi * k / bar.segments, 4, "Z")
            @ Vector((radius, 0, 0))
            for k in range(bar.segments)
        )
        rings.append([body.verts.new(corner) for corner in ring])
    for lower, upper in zip(rings, rings[1:]):
        best = min(range(bar.segments), key=lambda k: (upper[k].co - lower[0].co).length)
        upper[:] = upper[best:] + upper[:best]
        for k in range(bar.segments):
            body.faces.new((lower[k - 1], lower[k], upper[k], upper[k - 1]))
    body.faces.new(rings[0])
    body.faces.new(rings[-1])
    bmesh.ops.recalc_face_normals(body, faces=body.faces)
    return body
