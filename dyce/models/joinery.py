"""Fitted kitchens from boards: units with framed fronts, an island, worktops, shelves, a butler's sink and its tap.

Units and furniture have their origin at the bottom centre and face -Y. A worktop's origin is the left end of its upper
back edge, so that what stands on it is placed by metres along the wall and before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi
from typing import TypeAlias

import bmesh
import bpy
from mathutils import Matrix, Vector

from dyce.models.catalogue import maker

__all__ = [
    "Bar",
    "Board",
    "built",
    "butler_sink",
    "deep_worktop",
    "framed_unit",
    "island",
    "open_shelves",
    "shelf",
    "swan_tap",
    "table",
]

Point = Sequence[float]
Material: TypeAlias = bpy.types.Material

UNIT_HEIGHT = 0.87
UNIT_DEPTH = 0.58
WORKTOP = 0.04
PLINTH = 0.10
GAP = 0.0015
"""Half the gap between neighbouring fronts (metres)."""


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


def built(name: str, parts: Iterable[Board | Bar], frame: Matrix | None = None) -> bpy.types.Object:
    """One mesh object of boards and bars, in `frame` (the world's by default), linked to the scene."""
    body, piece = bmesh.new(), bpy.data.meshes.new("piece")
    materials: list[Material] = []
    for part in parts:
        if part.material not in materials:
            materials.append(part.material)
        shape = _board(part) if isinstance(part, Board) else _bar(part)
        for face in shape.faces:
            face.material_index = materials.index(part.material)
        shape.to_mesh(piece)
        shape.free()
        body.from_mesh(piece)
    mesh = bpy.data.meshes.new(name)
    body.to_mesh(mesh)
    body.free()
    bpy.data.meshes.remove(piece)
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=pi / 5)
    for material in materials:
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


# --- units -------------------------------------------------------------------------------------------------------------


@maker("cabinet")
def framed_unit(
    width: float,
    fronts: Sequence[Sequence[float]],
    paint: Material,
    steel: Material,
    *,
    doors: str = "left",
    well: float = 0.0,
) -> bpy.types.Object:
    """A cupboard of that width. `fronts` are rows from the top: each a height in metres (0 for what is left) and the
    number of fronts side by side; a row under 0.35 m is drawers, a taller one doors hinged `doors` (left or right).
    `well` is how deep it is open at the top, between two cheeks, for a sink."""
    half, face, plinth, height = width / 2, -UNIT_DEPTH / 2, PLINTH, UNIT_HEIGHT - well
    back = UNIT_DEPTH / 2
    parts: list[Board | Bar] = [
        Board((-half, face + 0.021, plinth), (half, back, height), paint, 0.001),
        Board((-half, face + 0.07, 0), (half, face + 0.09, plinth), paint, 0.001),
    ]
    if well:
        parts += [
            Board((x, face + 0.003, height), (x + 0.018, back, UNIT_HEIGHT), paint, 0.001)
            for x in (-half, half - 0.018)
        ]
    top = height - 0.004
    rest = top - PLINTH - sum(row[0] for row in fronts)
    for rise, count in fronts:
        rise = rise or rest
        for k in range(int(count)):
            x0, x1 = -half + width * k / count, -half + width * (k + 1) / count
            low, high = (x0 + GAP, face, top - rise + GAP), (x1 - GAP, face + 0.02, top - GAP)
            parts += _front(low, high, paint)
            if rise < 0.35:
                parts += _pull(((x0 + x1) / 2, face, top - rise / 2), steel)
            else:
                hinge = doors if count == 1 else ("left", "right")[k % 2]
                x = x1 - 0.035 if hinge == "left" else x0 + 0.035
                parts += _pull((x, face, top - 0.10), steel, upright=True)
        top -= rise
    return built("unit", parts)


def _front(low: Point, high: Point, paint: Material, rail: float = 0.065) -> list[Board | Bar]:
    """A framed front: stiles and rails round a panel set back by 8 mm; slim drawers are plain."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    if z1 - z0 < 2.6 * rail or x1 - x0 < 2.6 * rail:
        return [Board(low, high, paint, 0.002)]
    return [
        Board((x0, y0, z0), (x0 + rail, y1, z1), paint),
        Board((x1 - rail, y0, z0), (x1, y1, z1), paint),
        Board((x0 + rail, y0, z0), (x1 - rail, y1, z0 + rail), paint),
        Board((x0 + rail, y0, z1 - rail), (x1 - rail, y1, z1), paint),
        Board((x0 + 0.01, y0 + 0.008, z0 + 0.01), (x1 - 0.01, y1, z1 - 0.01), paint),
    ]


def _pull(at: Point, steel: Material, upright: bool = False, length: float = 0.13) -> list[Board | Bar]:
    """A bar handle that stands 28 mm before the face."""
    x, y, z = at
    half, reach = length / 2, y - 0.028
    ends = [(x, z - half), (x, z + half)] if upright else [(x - half, z), (x + half, z)]
    inner = [(x + (a - x) * 0.72, z + (b - z) * 0.72) for a, b in ends]
    bars: list[Board | Bar] = [Bar([(a, reach, b) for a, b in ends], 0.0055, steel)]
    return bars + [Bar([(a, y + 0.002, b), (a, reach, b)], 0.004, steel, 8) for a, b in inner]


@maker("island")
def island(
    width: float,
    depth: float,
    paint: Material,
    top: Material,
    steel: Material,
    *,
    height: float = 0.91,
    overhang: float = 0.26,
) -> bpy.types.Object:
    """A kitchen island: drawers and doors towards -Y, a boarded back and seats' overhang towards +Y."""
    half, front, back = width / 2 - 0.03, -depth / 2 + 0.03, depth / 2 - overhang
    body = height - WORKTOP
    parts: list[Board | Bar] = [
        Board((-half, front + 0.021, PLINTH), (half, back, body), paint, 0.001),
        Board((-half + 0.03, front + 0.07, 0), (half - 0.03, back - 0.02, PLINTH), paint, 0.001),
        Board((-width / 2, -depth / 2, body), (width / 2, depth / 2, height), top, 0.004),
    ]
    count = max(2, round(2 * half / 0.5))
    for k in range(count):
        x0, x1 = -half + 2 * half * k / count, -half + 2 * half * (k + 1) / count
        parts += _front((x0 + GAP, front, body - 0.19), (x1 - GAP, front + 0.02, body - 0.006), paint)
        parts += _pull(((x0 + x1) / 2, front, body - 0.098), steel)
        parts += _front((x0 + GAP, front, PLINTH), (x1 - GAP, front + 0.02, body - 0.193), paint)
        parts += _pull((x1 - 0.035 if k % 2 == 0 else x0 + 0.035, front, body - 0.30), steel, upright=True)
    planks = round(2 * half / 0.11)
    for k in range(planks):
        x0, x1 = -half + 2 * half * k / planks, -half + 2 * half * (k + 1) / planks
        parts.append(Board((x0 + 0.0008, back, PLINTH), (x1 - 0.0008, back + 0.012, body), paint, 0.002))
    for side in (-1, 1):
        x = side * half
        inside, outside = sorted((x, x + side * 0.012))
        rim = 0.07
        for low, high in (
            ((front, 0.0), (front + rim, body)),
            ((back - rim + 0.012, 0.0), (back + 0.012, body)),
            ((front + rim, 0.0), (back - rim + 0.012, 0.14)),
            ((front + rim, body - rim), (back - rim + 0.012, body)),
        ):
            parts.append(Board((inside, low[0], low[1]), (outside, high[0], high[1]), paint))
    return built("island", parts)


@maker("dining_table")
def table(width: float, depth: float, top: Material, legs: Material, *, height: float = 0.75) -> bpy.types.Object:
    """A farmhouse table: a thick top, an apron, four legs that taper."""
    half, deep = width / 2, depth / 2
    parts: list[Board | Bar] = [Board((-half, -deep, height - 0.032), (half, deep, height), top, 0.005)]
    inset, leg, apron = 0.06, 0.07, 0.10
    low, high = height - 0.032 - apron, height - 0.032
    for x in (-half + inset, half - inset - leg):
        for y in (-deep + inset, deep - inset - leg):
            parts.append(Board((x, y, low - 0.02), (x + leg, y + leg, high), legs, 0.003))
            middle = (x + leg / 2, y + leg / 2)
            parts.append(Bar([(*middle, 0), (*middle, low - 0.02)], (0.019, 0.033), legs, 20))
        parts.append(Board((x + 0.015, -deep + inset + leg, low), (x + 0.035, deep - inset - leg, high), legs))
    for y in (-deep + inset + 0.015, deep - inset - 0.035):
        parts.append(Board((-half + inset + leg, y, low), (half - inset - leg, y + 0.02, high), legs))
    return built("table", parts)


@maker("worktop")
def deep_worktop(
    width: float,
    material: Material,
    *,
    depth: float = 0.63,
    thickness: float = WORKTOP,
    cutout: tuple[float, float, float] | None = None,
) -> bpy.types.Object:
    """A worktop; `cutout` (from x, to x, back y < 0) is left open to the front edge for a butler's sink."""
    if cutout is None:
        boards = [Board((0, -depth, -thickness), (width, 0, 0), material, 0.003)]
    else:
        x0, x1, back = cutout
        boards = [
            Board((0, -depth, -thickness), (x0, 0, 0), material, 0.003),
            Board((x1, -depth, -thickness), (width, 0, 0), material, 0.003),
            Board((x0 - 0.003, back, -thickness), (x1 + 0.003, 0, 0), material, 0.003),
        ]
    return built("worktop", boards)


@maker("shelf")
def shelf(
    width: float, material: Material, steel: Material, *, depth: float = 0.22, thickness: float = 0.03
) -> bpy.types.Object:
    """A wall shelf on two brackets; its origin is at the brackets' lower end, its back at the wall."""
    half, drop = width / 2, 0.16
    parts: list[Board | Bar] = [Board((-half, -depth / 2, drop), (half, depth / 2, drop + thickness), material, 0.003)]
    for x in (-half + 0.09, half - 0.09):
        parts += [
            Board((x - 0.012, depth / 2 - 0.005, 0), (x + 0.012, depth / 2, drop), steel, 0.001),
            Board((x - 0.012, -depth / 2 + 0.03, drop - 0.005), (x + 0.012, depth / 2, drop), steel, 0.001),
            Bar([(x, depth / 2 - 0.004, 0.012), (x, 0.0, 0.075), (x, -depth / 2 + 0.05, drop - 0.003)], 0.005, steel),
        ]
    return built("shelf", parts)


@maker("bookcase")
def open_shelves(
    width: float,
    levels: Sequence[float],
    material: Material,
    *,
    height: float,
    depth: float = 0.34,
    back: Material | None = None,
) -> bpy.types.Object:
    """A bookcase without doors; `levels` are the upper faces of its shelves above the floor (metres)."""
    half, thick = width / 2, 0.024
    parts: list[Board | Bar] = [
        Board((-half, -depth / 2, 0), (-half + thick, depth / 2, height), material),
        Board((half - thick, -depth / 2, 0), (half, depth / 2, height), material),
        Board((-half + thick, -depth / 2, height - thick), (half - thick, depth / 2, height), material),
        Board(
            (-half + thick, depth / 2 - 0.008, 0.02),
            (half - thick, depth / 2, height - thick),
            back or material,
            0.0005,
        ),
        Board((-half + thick, -depth / 2 + 0.02, 0), (half - thick, -depth / 2 + 0.04, levels[0] - thick), material),
    ]
    parts += [
        Board((-half + thick, -depth / 2 + 0.004, z - thick), (half - thick, depth / 2 - 0.008, z), material)
        for z in levels
    ]
    return built("shelves", parts)


# --- sink --------------------------------------------------------------------------------------------------------------


@maker("sink")
def butler_sink(
    glaze: Material,
    steel: Material,
    *,
    width: float = 0.60,
    depth: float = 0.46,
    height: float = 0.24,
    wall: float = 0.028,
    drain: float = 0.042,
) -> bpy.types.Object:
    """A fireclay sink with an apron front, open to the top; `drain` is the radius of its outlet."""
    body = bmesh.new()
    levels = [
        (0.0, 0.0, 0.012),
        (0.0, height - 0.008, 0.014),
        (0.003, height - 0.002, 0.014),
        (0.009, height, 0.016),
        (wall - 0.009, height, 0.03),
        (wall - 0.003, height - 0.003, 0.034),
        (wall, height - 0.01, 0.036),
        (wall + 0.006, 0.06, 0.04),
        (wall + 0.016, 0.04, 0.05),
        (wall + 0.04, 0.032, 0.06),
    ]
    rings = [
        [body.verts.new((x, y, z)) for x, y in _rounded(width / 2 - inset, depth / 2 - inset, round_by)]
        for inset, z, round_by in levels
    ]
    for lower, upper in zip(rings, rings[1:]):
        for k in range(len(lower)):
            body.faces.new((lower[k - 1], lower[k], upper[k], upper[k - 1]))
    body.faces.new(rings[-1])
    body.faces.new(reversed(rings[0]))
    mesh = bpy.data.meshes.new("sink")
    bmesh.ops.recalc_face_normals(body, faces=body.faces)
    body.to_mesh(mesh)
    body.free()
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=pi / 4)
    mesh.materials.append(glaze)
    thing = bpy.data.objects.new("sink", mesh)
    bpy.context.scene.collection.objects.link(thing)
    outlet = built(
        "drain",
        [
            Bar([(0, 0, 0.033), (0, 0, 0.036)], drain, steel, 28),
            Bar([(0, 0, 0.036), (0, 0, 0.0365)], drain - 0.012, steel, 28),
        ],
    )
    outlet.parent = thing
    return thing


def _rounded(x: float, y: float, radius: float, steps: int = 6) -> list[tuple[float, float]]:
    """A rounded rectangle, counterclockwise."""
    corners = [
        (x - radius, y - radius, 0.0),
        (-x + radius, y - radius, pi / 2),
        (-x + radius, -y + radius, pi),
        (x - radius, -y + radius, 1.5 * pi),
    ]
    ring = []
    for cx, cy, start in corners:
        for k in range(steps + 1):
            corner = Vector((radius, 0)) @ Matrix.Rotation(-(start + pi / 2 * k / steps), 2)
            ring.append((cx + corner.x, cy + corner.y))
    return ring


@maker("tap")
def swan_tap(steel: Material, *, height: float = 0.34, reach: float = 0.20) -> bpy.types.Object:
    """A mixer tap with a swan neck over the front and a lever on its right."""
    radius = reach / 2
    neck = [(0.0, 0.0, 0.04), (0.0, 0.0, height - radius)]
    for k in range(1, 15):
        turn = Matrix.Rotation(pi * k / 14, 3, "X") @ Vector((0, radius, 0))
        neck.append((0.0, turn.y - radius, height - radius + turn.z))
    neck.append((0.0, -reach, height - radius - 0.06))
    return built(
        "tap",
        [
            Bar([(0, 0, 0), (0, 0, 0.008)], 0.028, steel, 24),
            Bar([(0, 0, 0.008), (0, 0, 0.11)], 0.021, steel, 24),
            Bar(neck, 0.0125, steel, 16),
            Bar([(0.0, 0, 0.075), (0.045, 0, 0.08)], 0.013, steel, 16),
            Bar([(0.04, 0, 0.08), (0.06, -0.01, 0.15)], 0.005, steel, 10),
            Bar([(0, -reach, height - radius - 0.058), (0, -reach, height - radius - 0.078)], 0.015, steel, 16),
        ],
    )
