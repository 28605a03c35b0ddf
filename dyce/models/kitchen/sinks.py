"""Sinks and their tap."""

from math import pi

import bmesh
import bpy
import numpy as np
from mathutils import Matrix, Vector

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Bar, built, disc, ellipse, grid, join, to_object
from dyce.models.materials import Material

__all__ = ["butler_sink", "inset_sink", "swan_tap"]


@maker("sink")
def inset_sink(
    width: float = 0.52, depth: float = 0.42, height: float = 0.18, steel: Material | None = None
) -> bpy.types.Object:
    """A sink that hangs by its rim in a worktop, in a hole 3 cm narrower and less deep than itself."""
    levels = [
        (0.030, 0.0, 0.05),
        (0.022, 0.008, 0.05),
        (0.019, height - 0.0025, 0.045),
        (0.0, height - 0.0025, 0.03),
        (0.0, height - 0.0005, 0.03),
        (0.001, height, 0.03),
        (0.021, height, 0.042),
        (0.0225, height - 0.003, 0.043),
        (0.026, 0.03, 0.047),
        (0.032, 0.014, 0.055),
        (0.050, 0.006, 0.07),
        (0.150, 0.003, 0.05),
    ]
    rings = []
    for inset, z, _ in levels:
        outline = ellipse(width - 2 * inset, depth - 2 * inset, 72, 9)
        rings.append([(x, y, z) for x, y in outline])
    shell = grid(np.array(rings), close_rows=True, cap=True)
    drain = disc(0.040, 0.003, 0.0055, 0.001, 32).with_slot(1)
    eye = disc(0.018, 0.0055, 0.0065, 0.0004, 24).with_slot(2)
    dark = materials.rubber((0.02, 0.02, 0.02))
    coats = [steel or materials.brushed_steel("X"), materials.polished_steel(), dark]
    return to_object(join([shell, drain, eye]), "sink", coats, f"inset-sink-{round(100 * width)}", 40)


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
