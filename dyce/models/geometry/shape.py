"""A mesh as arrays, before it becomes a Blender object."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import bpy
import numpy as np

__all__ = ["Shape", "face_vectors", "grid", "join", "shape_of", "to_object", "weld"]

TINT = "tint"


@dataclass(frozen=True)
class Shape:
    """A mesh of triangles and quads, metres, counter-clockwise seen from outside.

    vertices (V, 3) float; faces (F, 4) int, -1 last in a triangle; uv (F, 4, 2) float a corner; slot (F,) int index
    of the face's material; tint (V, 4) float linear RGBA, colour attribute "tint" (its alpha is wear: 0 is worn).
    """

    vertices: np.ndarray
    faces: np.ndarray
    uv: np.ndarray
    slot: np.ndarray
    tint: np.ndarray

    def with_slot(self, slot: int | np.ndarray) -> "Shape":
        """The same mesh with other material indices, one for all faces or one a face."""
        return replace(self, slot=np.broadcast_to(np.asarray(slot, int), (len(self.faces),)).copy())

    def with_tint(self, tint: np.ndarray | Sequence[float]) -> "Shape":
        """The same mesh with other vertex colours: (V, 3), (V, 4), or one colour for all."""
        given = np.atleast_2d(np.asarray(tint, float))
        given = np.broadcast_to(given, (len(self.vertices), given.shape[1]))
        if given.shape[1] == 3:
            given = np.hstack([given, self.tint[:, 3:]])
        return replace(self, tint=given.copy())

    def with_wear(self, wear: np.ndarray) -> "Shape":
        """The same mesh with `wear` (V,) in the alpha of the vertex colours."""
        return replace(self, tint=np.column_stack([self.tint[:, :3], wear]))

    def with_vertices(self, vertices: np.ndarray) -> "Shape":
        """The same mesh with its vertices elsewhere, (V, 3)."""
        return replace(self, vertices=vertices)

    def moved(self, *offset: float) -> "Shape":
        """Shifted by (x, y, z)."""
        return replace(self, vertices=self.vertices + np.asarray(offset, float))

    def scaled(self, *factor: float) -> "Shape":
        """Scaled by one positive factor or by (x, y, z)."""
        return replace(self, vertices=self.vertices * np.asarray(factor, float))

    def turned(self, axis: str, degrees: float) -> "Shape":
        """Turned about the x, y or z axis through the origin, by the right-hand rule."""
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
        out = self.vertices.copy()
        out[:, first] = c * self.vertices[:, first] - s * self.vertices[:, second]
        out[:, second] = s * self.vertices[:, first] + c * self.vertices[:, second]
        return replace(self, vertices=out)

    def flipped(self) -> "Shape":
        """Inside out."""
        order = np.where((self.faces[:, 3:] < 0), [[2, 1, 0, 3]], [[3, 2, 1, 0]])
        uv = np.take_along_axis(self.uv, order[:, :, None], axis=1)
        return replace(self, faces=np.take_along_axis(self.faces, order, axis=1), uv=uv)

    def grounded(self) -> "Shape":
        """Shifted in z so that the lowest vertex is at 0."""
        return self.moved(0, 0, -self.vertices[:, 2].min())

    def centred(self) -> "Shape":
        """Grounded, and shifted so that the bounding box is centred over the origin."""
        middle = (self.vertices.min(axis=0) + self.vertices.max(axis=0)) / 2
        return self.moved(-middle[0], -middle[1], 0).grounded()


def grid(points: np.ndarray, close_rows: bool = False, close_columns: bool = False, cap: bool = False) -> Shape:
    """A sheet through `points` (R, C, 3); the normal is (along a row) x (up the columns).

    `close_rows` joins each row's end to its start, `close_columns` the last row to the first; `cap` fills the
    first and the last row of closed rows with fans. Coincident points are welded.
    """
    rows, columns = points.shape[:2]
    down, across = np.arange(rows if close_columns else rows - 1), np.arange(columns if close_rows else columns - 1)
    i, j = (index.ravel() for index in np.meshgrid(down, across, indexing="ij"))
    corners = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
    faces = np.stack([(a % rows) * columns + b % columns for a, b in corners], axis=1)
    u_size, v_size = columns if close_rows else columns - 1, rows if close_columns else rows - 1
    uv = np.stack([np.stack([b / u_size, a / v_size], axis=1) for a, b in corners], axis=1)
    sheet = shape_of(points.reshape(-1, 3), faces, uv)
    if cap:
        ends = [_fan(points[0][::-1]), _fan(points[-1])]
        sheet = join([sheet, *ends])
    return weld(sheet)


def shape_of(vertices: np.ndarray, faces: np.ndarray, uv: np.ndarray | None = None) -> Shape:
    """A Shape from vertices (V, 3) and faces (F, 3 or 4); without `uv` a plain box projection in metres."""
    faces = np.asarray(faces, int)
    if faces.shape[1] == 3:
        faces = np.column_stack([faces, np.full(len(faces), -1)])
    vertices = np.asarray(vertices, float)
    shape = Shape(vertices, faces, np.zeros((len(faces), 4, 2)), np.zeros(len(faces), int), np.ones((len(vertices), 4)))
    return replace(shape, uv=box_projection(shape)) if uv is None else replace(shape, uv=np.asarray(uv, float))


def box_projection(shape: Shape) -> np.ndarray:
    """UVs (F, 4, 2) in metres, each face seen along the axis that it faces most."""
    axis = np.abs(face_vectors(shape.vertices, shape.faces)).argmax(axis=1)
    across, up = np.array([1, 0, 0])[axis], np.array([2, 2, 1])[axis]
    points = shape.vertices[shape.faces]
    return np.stack([np.take_along_axis(points, k[:, None, None], axis=2)[:, :, 0] for k in (across, up)], axis=2)


def _fan(ring: np.ndarray) -> Shape:
    count = len(ring)
    following = (np.arange(count) + 1) % count
    faces = np.column_stack([np.arange(count), following, np.full(count, count)])
    return shape_of(np.vstack([ring, ring.mean(axis=0)]), faces)


def join(shapes: Iterable[Shape]) -> Shape:
    """All of them as one mesh, without welding."""
    parts = list(shapes)
    starts = np.cumsum([0] + [len(part.vertices) for part in parts])
    faces = [np.where(part.faces < 0, -1, part.faces + start) for part, start in zip(parts, starts, strict=False)]
    return Shape(
        np.vstack([part.vertices for part in parts]),
        np.vstack(faces),
        np.vstack([part.uv for part in parts]),
        np.concatenate([part.slot for part in parts]),
        np.vstack([part.tint for part in parts]),
    )


def weld(shape: Shape, decimals: int = 7) -> Shape:
    """Coincident vertices become one; quads that lose a corner become triangles, smaller faces go."""
    keys = np.round(shape.vertices, decimals) + 0.0
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    rank = np.argsort(first)
    place = np.empty_like(rank)
    place[rank] = np.arange(len(rank))
    faces = np.where(shape.faces < 0, -1, place[inverse.ravel()][shape.faces])
    uv = shape.uv.copy()
    keep = np.ones(len(faces), bool)
    closing = np.where(faces[:, 3] < 0, faces[:, 0], faces[:, 3])
    following = np.column_stack([faces[:, 1], faces[:, 2], closing, faces[:, 0]])
    for f in np.flatnonzero(
        (faces == following).any(axis=1) | (faces[:, 0] == faces[:, 2]) | (faces[:, 1] == faces[:, 3])
    ):
        seen: dict[int, int] = {}
        for corner, vertex in enumerate(faces[f]):
            if vertex >= 0:
                seen.setdefault(int(vertex), corner)
        keep[f] = len(seen) >= 3
        if len(seen) == 3:
            corners = sorted(seen.values())
            faces[f] = [*faces[f][corners], -1]
            uv[f, :3] = uv[f][corners]
    first = first[rank]
    return Shape(shape.vertices[first], faces[keep], uv[keep], shape.slot[keep], shape.tint[first])


def face_vectors(vertices: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """(F, 3): each face's normal times its area."""
    points = vertices[np.where(faces < 0, faces[:, :1], faces)]
    return 0.5 * np.cross(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])


def corner_normals(shape: Shape, angle: float) -> np.ndarray:
    """(L, 3) unit normals a face corner, area-weighted over the faces at its vertex within `angle` degrees of its own.

    The area weight keeps large flat faces flat beside their bevels.
    """
    vectors = face_vectors(shape.vertices, shape.faces)
    units = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-20)
    mask = shape.faces >= 0
    face = np.nonzero(mask)[0]
    vertex = shape.faces[mask]
    order = np.argsort(vertex, kind="stable")
    count = np.bincount(vertex, minlength=len(shape.vertices))
    start = np.cumsum(count) - count
    times = count[vertex[order]]
    mine = np.repeat(np.arange(len(order)), times)
    within = np.arange(len(mine)) - np.repeat(np.cumsum(times) - times, times)
    other = face[order[start[vertex[order]][mine] + within]]
    own = face[order][mine]
    near = (units[own] * units[other]).sum(axis=1) > np.cos(np.radians(angle))
    weighted = vectors[other] * near[:, None]
    total = np.column_stack([np.bincount(mine, weighted[:, k], minlength=len(order)) for k in range(3)])
    normals = np.empty_like(total)
    normals[order] = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-20)
    return normals


def to_object(
    shape: Shape, name: str, materials: Sequence[bpy.types.Material], model: str, angle: float = 40.0
) -> bpy.types.Object:
    """A mesh object in the current scene's root collection, smooth where faces turn less than `angle` degrees."""
    mesh = bpy.data.meshes.new(name)
    mask = shape.faces >= 0
    corners = shape.faces[mask]
    sizes = mask.sum(axis=1)
    mesh.vertices.add(len(shape.vertices))
    mesh.vertices.foreach_set("co", shape.vertices.astype(np.float32).ravel())
    mesh.loops.add(len(corners))
    mesh.loops.foreach_set("vertex_index", corners.astype(np.int32))
    mesh.polygons.add(len(sizes))
    mesh.polygons.foreach_set("loop_start", (np.cumsum(sizes) - sizes).astype(np.int32))
    mesh.polygons.foreach_set("material_index", shape.slot.astype(np.int32))
    mesh.polygons.foreach_set("use_smooth", np.ones(len(sizes), bool))
    mesh.update(calc_edges=True)
    mesh.uv_layers.new(name="UVMap").uv.foreach_set("vector", shape.uv[mask].astype(np.float32).ravel())
    tint = mesh.color_attributes.new(TINT, "FLOAT_COLOR", "POINT")
    tint.data.foreach_set("color", shape.tint.astype(np.float32).ravel())
    mesh.normals_split_custom_set(corner_normals(shape, angle).astype(np.float32))
    for material in materials:
        mesh.materials.append(material)
    made = bpy.data.objects.new(name, mesh)
    made["dyce_model"] = f"dyce/{model}"
    bpy.context.scene.collection.objects.link(made)
    return made
