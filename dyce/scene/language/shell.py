"""What a room is before anything stands in it: walls with openings, floor, ceiling, skirting, windows, doors.

Everything here is structure: seen, never annotated. Boards meet but never share a face: where two coincide, light finds
no way out between them and the corner renders black. Each wall has a frame of its own, as someone in the room sees it who
faces it: x runs from left to right along it, y into it (0 is its inner face), z up from the floor.
"""

from collections.abc import Sequence

import bpy
from mathutils import Matrix, Vector
from mathutils.geometry import tessellate_polygon

from dyce.models import materials
from dyce.scene.language.house import blocks
from dyce.scene.language.plan import Door, Room, Wall, Window

__all__ = ["room"]


def room(
    plan: Sequence[tuple[float, float]],
    *,
    height: float,
    openings: Sequence[Window | Door] = (),
    walls: bpy.types.Material | Sequence[bpy.types.Material],
    floor: bpy.types.Material,
    ceiling: bpy.types.Material,
    trim: bpy.types.Material,
    thickness: float = 0.28,
    skirting: float = 0.09,
) -> Room:
    """Build a room on `plan`, its corners in metres, counterclockwise seen from above.

    Wall number i joins corners i and i + 1. With a rectangle from its south-west corner on: south, east, north, west.
    `walls` is one material for all or one for each.
    """
    built, sills = [], {}
    faces = [walls] * len(plan) if isinstance(walls, bpy.types.Material) else walls
    for number, (right, left) in enumerate(zip(plan, [*plan[1:], plan[0]])):
        along = Vector((right[0] - left[0], right[1] - left[1], 0.0))
        x = along.normalized()
        y = Vector((-x.y, x.x, 0.0))
        frame = Matrix((x, y, (0, 0, 1))).transposed().to_4x4()
        frame.translation = (*left, 0)
        holes = [opening for opening in openings if opening.wall == number]
        ends = tuple(thickness * _convex(plan, corner) for corner in ((number + 1) % len(plan), number))
        _build_wall(number, frame, along.length, holes, height, thickness, ends, skirting, faces[number], trim)
        for opening in holes:
            if isinstance(opening, Window):
                sills[opening] = _build_window(opening, frame, thickness, trim)
            else:
                _build_door(opening, frame, thickness, trim)
        built.append((frame, along.length))
    outline = _grown(plan, thickness)
    ground = _slab("floor", outline, -0.1, 0.0, floor)
    lid = _slab("ceiling", outline, height, height + 0.1, ceiling)
    windows = tuple(opening for opening in openings if isinstance(opening, Window))
    sides = tuple(Wall(frame, length, ground) for frame, length in built)
    return Room(sides, ground, lid, windows, tuple(sills[window] for window in windows))


def _convex(plan: Sequence[tuple[float, float]], corner: int) -> bool:
    """Whether the room's outline turns left there: where it turns right (a bay), walls must not run on into the room."""
    before, here, after = (Vector(plan[(corner + step) % len(plan)]) for step in (-1, 0, 1))
    return bool((here - before).cross(after - here) > 0)


def _grown(plan: Sequence[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    """The outline with every side moved out by that much."""
    grown = []
    for corner in range(len(plan)):
        before, here, after = (Vector(plan[(corner + step) % len(plan)]) for step in (-1, 0, 1))
        first, second = (Vector((way.y, -way.x)) for way in ((here - before).normalized(), (after - here).normalized()))
        grown.append(tuple(here + (first + second) * (by / (1 + first.dot(second)))))
    return grown


def _slab(
    name: str, outline: Sequence[tuple[float, float]], low: float, high: float, material: bpy.types.Material
) -> bpy.types.Object:
    """A prism over an outline: floor or ceiling."""
    count = len(outline)
    top = [tuple(face) for face in tessellate_polygon([[Vector((*point, 0)) for point in outline]])]
    top = [face if _upward(outline, face) else face[::-1] for face in top]
    faces: list[tuple[int, ...]] = [tuple(k + count for k in face) for face in top] + [face[::-1] for face in top]
    faces += [(k, (k + 1) % count, (k + 1) % count + count, k + count) for k in range(count)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([(*point, z) for z in (low, high) for point in outline], [], faces)
    mesh.materials.append(material)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def _upward(outline: Sequence[tuple[float, float]], face: Sequence[int]) -> bool:
    a, b, c = (Vector(outline[k]) for k in face)
    return bool((b - a).cross(c - a) > 0)


def _build_wall(
    number: int,
    frame: Matrix,
    length: float,
    holes: Sequence[Window | Door],
    height: float,
    thickness: float,
    ends: Sequence[float],
    skirting: float,
    stuff: bpy.types.Material,
    trim: bpy.types.Material,
) -> None:
    spans = [(hole.at, hole.at + hole.width, hole.sill, hole.sill + hole.height) for hole in holes]
    xs = sorted({-ends[0], length + ends[1], *(x for span in spans for x in span[:2])})
    zs = sorted({0.0, height, *(z for span in spans for z in span[2:])})
    cells = [
        ((x0, 0, z0), (x1, thickness, z1))
        for x0, x1 in zip(xs, xs[1:])
        for z0, z1 in zip(zs, zs[1:])
        if not any(a <= x0 < b and c <= z0 < d for a, b, c, d in spans)
    ]
    blocks(f"wall.{number}", cells, stuff, frame=frame)
    edges = [0.0, length]
    for left, right, low, _ in spans:
        if low == 0:
            edges += [left - 0.07, right + 0.07]
    edges.sort()
    boards = [((x0, -0.014, 0), (x1, 0, skirting)) for x0, x1 in zip(edges[::2], edges[1::2])]
    if skirting:
        blocks(f"skirting.{number}", boards, trim, bevel=0.004, frame=frame)


def _build_window(window: Window, frame: Matrix, thickness: float, trim: bpy.types.Material) -> bpy.types.Object:
    left, low = window.at, window.sill
    right, high = left + window.width, low + window.height
    front, back = thickness * 0.45, thickness * 0.45 + 0.07
    rim, leaf = 0.035, 0.05
    bars = [
        ((left, front, low), (left + rim, back, high)),
        ((right - rim, front, low), (right, back, high)),
        ((left + rim, front, low), (right - rim, back, low + rim)),
        ((left + rim, front, high - rim), (right - rim, back, high)),
    ]
    panes = []
    width = (window.width - 2 * rim) / window.sashes
    for sash in range(window.sashes):
        x0, z0, z1 = left + rim + sash * width, low + rim, high - rim
        x1 = x0 + width
        near, far = front - 0.012, back - 0.015
        bars += [
            ((x0, near, z0), (x0 + leaf, far, z1)),
            ((x1 - leaf, near, z0), (x1, far, z1)),
            ((x0 + leaf, near, z0), (x1 - leaf, far, z0 + leaf)),
            ((x0 + leaf, near, z1 - leaf), (x1 - leaf, far, z1)),
        ]
        for bar in range(1, window.bars + 1):
            z = z0 + (z1 - z0) * bar / (window.bars + 1)
            bars.append(((x0, near + 0.01, z - 0.012), (x1, far, z + 0.012)))
        panes.append(((x0 + leaf / 2, front + 0.02, z0 + leaf / 2), (x1 - leaf / 2, front + 0.024, z1 - leaf / 2)))
    blocks("window.frame", bars, trim, bevel=0.004, frame=frame)
    blocks("window.pane", panes, materials.window_pane("window glass"), frame=frame)
    steel = materials.metal("window handle", roughness=0.3)
    grip = left + rim + width if window.sashes > 1 else right - rim
    middle = (low + high) / 2
    blocks(
        "window.handle",
        [
            ((grip - 0.014, front - 0.022, middle - 0.035), (grip + 0.014, front - 0.012, middle + 0.035)),
            ((grip - 0.008, front - 0.05, middle - 0.008), (grip + 0.008, front - 0.022, middle + 0.008)),
            ((grip - 0.009, front - 0.058, middle - 0.11), (grip + 0.009, front - 0.045, middle + 0.01)),
        ],
        steel,
        bevel=0.004,
        frame=frame,
    )
    return blocks(
        "window.board",
        [
            ((left - 0.04, -0.03, low - 0.022), (right + 0.04, 0.002, low + 0.004)),
            ((left, -0.02, low - 0.0215), (right, front + 0.01, low + 0.0035)),
        ],
        trim,
        bevel=0.005,
        frame=frame,
    )


def _build_door(door: Door, frame: Matrix, thickness: float, trim: bpy.types.Material) -> None:
    left, right, top = door.at, door.at + door.width, door.height
    case = 0.065
    casing = [
        ((left - case, -0.016, 0), (left, 0, top + case)),
        ((right, -0.016, 0), (right + case, 0, top + case)),
        ((left, -0.016, top), (right, 0, top + case)),
        ((left, 0, 0), (left + 0.02, thickness, top)),
        ((right - 0.02, 0, 0), (right, thickness, top)),
        ((left + 0.02, 0, top - 0.02), (right - 0.02, thickness, top)),
    ]
    blocks("door.case", casing, trim, bevel=0.003, frame=frame)
    x0, x1, face = left + 0.022, right - 0.022, 0.025
    stile, rails = 0.11, [0.008, 0.21, 0.86, 0.99, 1.50, 1.60, top - 0.13, top - 0.023]
    middle = (x0 + x1) / 2
    leaf = [((x, face, rails[0]), (x + stile, face + 0.04, rails[-1])) for x in (x0, x1 - stile, middle - stile / 2)]
    leaf += [((x0, face + 0.0005, low), (x1, face + 0.0395, high)) for low, high in zip(rails[::2], rails[1::2])]
    leaf += [((x0, face + 0.014, rails[0]), (x1, face + 0.03, rails[-1]))]
    blocks("door.leaf", leaf, trim, bevel=0.003, frame=frame)
    steel = materials.metal("door handle", (0.55, 0.54, 0.52), roughness=0.3)
    x, z = x1 - 0.055, 1.03
    blocks(
        "door.handle",
        [
            ((x - 0.02, face - 0.008, z - 0.11), (x + 0.02, face, z + 0.07)),
            ((x - 0.009, face - 0.055, z - 0.009), (x + 0.009, face - 0.008, z + 0.009)),
            ((x - 0.12, face - 0.06, z - 0.009), (x + 0.01, face - 0.045, z + 0.009)),
        ],
        steel,
        bevel=0.004,
        frame=frame,
    )
