"""What a plasterer or a joiner runs round a room: cornice, picture rail, boarding. Structure: seen, never annotated."""

from collections.abc import Sequence
from math import cos, pi, sin

import bmesh
import bpy
from mathutils import Matrix, Vector

from dyce.models.catalogue import maker
from dyce.models.geometry.boards import Board, built
from dyce.models.materials import Material

__all__ = ["boarding", "cornice", "moulding", "picture_rail"]

Section = Sequence[tuple[float, float]]
"""(metres off the wall, metres up), from the upper edge at the wall round to the lower one."""


@maker()
def moulding(
    name: str,
    plan: Sequence[tuple[float, float]],
    section: Section,
    level: float,
    material: Material,
    *,
    closed: bool = True,
) -> bpy.types.Object:
    """A section carried along a room's plan (counterclockwise, metres), mitred at its corners, its zero at `level`.

    If it is not `closed` it runs from the first corner to the last and ends square.
    """
    body = bmesh.new()
    points = [Vector(point) for point in plan]
    ways = [(after - here).normalized() for here, after in zip(points, [*points[1:], points[0]])]
    rings = []
    for corner, here in enumerate(points):
        before, after = ways[corner - 1], ways[corner]
        if not closed and corner == 0:
            before = after
        if not closed and corner == len(points) - 1:
            after = before
        first, second = (Vector((-way.y, way.x)) for way in (before, after))
        inward = (first + second) / (1 + first.dot(second))
        rings.append([body.verts.new((*(here + inward * off), level + up)) for off, up in section])
    for ring, following in zip(rings, [*rings[1:], rings[0]] if closed else rings[1:]):
        for k in range(len(section) - 1):
            body.faces.new((ring[k], ring[k + 1], following[k + 1], following[k]))
    if not closed:
        body.faces.new(rings[0])
        body.faces.new(rings[-1])
    return _object(name, body, material)


@maker()
def cornice(plan: Sequence[tuple[float, float]], ceiling: float, material: Material, size: float = 0.11) -> None:
    """A cove between two fillets where walls and ceiling meet; it reaches `size` down and as far in."""
    cove = [
        (0.22 * size + 0.70 * size * (1 - sin(angle)), -0.12 * size - 0.70 * size * (1 - cos(angle)))
        for angle in (pi / 2 * k / 10 for k in range(11))
    ]
    line = [(size, 0.001), (size, -0.10 * size), (0.92 * size, -0.12 * size), *cove]
    line += [(0.22 * size, -0.86 * size), (0.12 * size, -0.88 * size), (0.12 * size, -size), (-0.001, -size)]
    moulding("cornice", plan, line, ceiling, material)


@maker()
def picture_rail(plan: Sequence[tuple[float, float]], level: float, material: Material) -> None:
    """A rail 45 mm high with a groove along its top for hooks, from the first corner to the last; its lower edge at `level`."""
    line = [(-0.001, 0.045), (0.010, 0.045), (0.012, 0.038), (0.018, 0.038), (0.021, 0.034), (0.021, 0.030)]
    line += [(0.014, 0.024), (0.011, 0.016), (0.014, 0.008), (0.014, 0.004), (0.010, 0.0), (-0.001, 0.0)]
    moulding("picture_rail", plan, line, level, material, closed=False)


@maker()
def boarding(
    frame: Matrix, spans: Sequence[tuple[float, float]], height: float, material: Material, *, board: float = 0.092
) -> bpy.types.Object:
    """Upright matched boards on a wall, a groove between each two, a cap along their top at `height`, a skirting below.

    `frame` is the wall's; `spans` are (from, to) along it, metres. It stands out 12 mm, its cap 15 mm.
    """
    parts = []
    for left, right in spans:
        count = max(1, round((right - left) / board))
        step = (right - left) / count
        for k in range(count):
            low = (left + k * step + 0.0006, -0.012, 0.05)
            parts.append(Board(low, (left + (k + 1) * step - 0.0006, 0.002, height - 0.03), material, 0.004))
        parts.append(Board((left, -0.0145, 0), (right, 0.002, 0.115), material, 0.005))
        parts.append(Board((left, -0.0135, height - 0.075), (right, 0.002, height - 0.024), material, 0.003))
        parts.append(Board((left, -0.0155, height - 0.026), (right, 0.002, height), material, 0.005))
    return built("boarding", parts, frame)


def _object(name: str, body: bmesh.types.BMesh, material: Material) -> bpy.types.Object:
    bmesh.ops.recalc_face_normals(body, faces=body.faces)
    mesh = bpy.data.meshes.new(name)
    body.to_mesh(mesh)
    body.free()
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=pi / 6)
    mesh.materials.append(material)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing
