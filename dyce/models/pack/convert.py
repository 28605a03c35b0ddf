"""Pack models as Blender meshes: imported and mended once by each Blender, cached as one .blend a model, appended afterwards."""

import math
import os
import re
from pathlib import Path

import bmesh
import bpy
from mathutils import Matrix, Vector

from dyce.cache import cache_folder
from dyce.errors import DyceError
from dyce.models import pack
from dyce.models.pack import mtl

__all__ = ["load"]

VERSION = 2
"""Part of the cache path: raise it whenever a conversion would come out differently."""

TRIANGLES_AT_MOST = 20_000
TRIANGLES_AFTER_DECIMATION = 12_000
INWARD = 0.02
"""Of its box's volume: what encloses less than minus this, by its faces' orientation, looks inwards."""
WELD = 2e-5
"""Vertices closer than this are one (metres, after scaling)."""

Y_UP = Matrix(((1, 0, 0), (0, 0, -1), (0, 1, 0)))
"""From the catalogue's axes (Y up) to Blender's (Z up)."""


def load(key: str) -> bpy.types.Object:
    """A new object of the pack model `key` ("library/name"), linked to the current scene's collection.

    Metres, origin at the bottom centre, front towards -Y. Objects of one key share one mesh, which carries the custom
    property `dyce_model`. Raises DyceError for an unknown key.
    """
    mesh = next((mesh for mesh in bpy.data.meshes if mesh.get("dyce_model") == key), None)
    if mesh is None:
        path = cache_folder() / "converted" / f"{VERSION}-{bpy.app.version_string}" / f"{key}.blend"
        if not path.exists():
            _convert(key, path)
        mesh = _append(path)
    thing = bpy.data.objects.new(mesh.name, mesh)
    thing["dyce_model"] = key
    bpy.context.scene.collection.objects.link(thing)
    return thing


def _append(path: Path) -> bpy.types.Mesh:
    with bpy.data.libraries.load(str(path), link=False) as (inside, wanted):
        wanted.meshes = list(inside.meshes)
    return wanted.meshes[0]


def _convert(key: str, path: Path) -> None:
    """Write the model's mesh, materials and packed textures to `path`, whole or not at all; leave nothing behind."""
    model = pack.models().get(key)
    if model is None:
        raise DyceError(f"no model {key!r} in the pack; `dyce assets status` lists what is installed")
    kinds = (bpy.data.objects, bpy.data.meshes, bpy.data.materials, bpy.data.images)
    before = [set(kind) for kind in kinds]
    bpy.ops.wm.obj_import(
        filepath=str(model.obj), forward_axis="NEGATIVE_Z", up_axis="Y", use_split_objects=False, use_split_groups=False
    )
    things, _, stuffs, images = (set(kind) - known for kind, known in zip(kinds, before))
    if len(things) != 1:
        raise DyceError(f"{model.obj} holds no single model; install the assets again")
    thing = things.pop()
    mesh = thing.data
    mesh.name = mesh["dyce_model"] = key

    _mend_textures(images, stuffs, model.obj.parent)
    entries = mtl.read_mtl(model.obj.with_suffix(".mtl"))
    for stuff in stuffs:
        name = re.sub(r"\.\d{3}$", "", stuff.name)
        mtl.from_mtl(stuff, entries.get(name, {}), model.title)
        stuff.name = f"{key.rsplit('/', 1)[-1]}.{name}"
    mesh.transform(thing.matrix_world)
    thing.matrix_world = Matrix.Identity(4)
    _fit(mesh, model)
    _tidy(thing)

    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        bpy.data.libraries.write(str(part), {mesh}, compress=True)
        part.replace(path)
    except (OSError, RuntimeError) as error:
        part.unlink(missing_ok=True)
        raise DyceError(f"cannot keep the converted model {key} in {path.parent}: {error}") from error
    bpy.data.batch_remove([datum for kind, known in zip(kinds, before) for datum in set(kind) - known])


def _mend_textures(images: set[bpy.types.Image], stuffs: set[bpy.types.Material], folder: Path) -> None:
    """Pack each image; one that is not where the MTL says is taken from the folder if it holds just one, else dropped."""
    there = [path for path in folder.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg", ".png")]
    for image in images:
        if not Path(bpy.path.abspath(image.filepath)).is_file():
            if len(there) != 1:
                for tree in (stuff.node_tree for stuff in stuffs):
                    for node in [node for node in tree.nodes if getattr(node, "image", None) == image]:
                        tree.nodes.remove(node)
                continue
            image.filepath = str(there[0])
            image.reload()
        image.pack()
        image.filepath = image.filepath_raw = f"//{Path(image.filepath).name}"


def _fit(mesh: bpy.types.Mesh, model: pack.Model) -> None:
    """Turn and scale the mesh as the catalogue says and set it on the origin."""
    if model.rotation is not None:
        mesh.transform((Y_UP @ Matrix(model.rotation) @ Y_UP.inverted()).to_4x4())
    low, high = _box(mesh)
    scale = [size / max(extent, 1e-6) for size, extent in zip(model.size, high - low)]
    mesh.transform(Matrix.Diagonal((*scale, 1)))
    low, high = _box(mesh)
    mesh.transform(Matrix.Translation((-(low.x + high.x) / 2, -(low.y + high.y) / 2, -low.z)))


def _tidy(thing: bpy.types.Object) -> None:
    """Drop what cannot be drawn; thin out what is far too dense; round what the file left faceted."""
    mesh = thing.data
    mesh.validate()
    mesh.calc_loop_triangles()
    dense = len(mesh.loop_triangles) > TRIANGLES_AT_MOST
    inward = _looks_inward(mesh)
    if mesh.has_custom_normals and not dense and not inward:
        return
    body = bmesh.new()
    body.from_mesh(mesh)
    bmesh.ops.remove_doubles(body, verts=body.verts, dist=WELD)
    if inward:
        bmesh.ops.reverse_faces(body, faces=body.faces)
    body.to_mesh(mesh)
    body.free()
    if dense:
        _decimate(thing, TRIANGLES_AFTER_DECIMATION / len(mesh.loop_triangles))
    mesh = thing.data
    if normals := mesh.attributes.get("custom_normal"):
        mesh.attributes.remove(normals)
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=math.radians(38))


def _looks_inward(mesh: bpy.types.Mesh) -> bool:
    """Whether its faces have their backs outside: of one that a file has twice, either way round, each Blender keeps another."""
    middle = sum((vertex.co for vertex in mesh.vertices), Vector()) / max(1, len(mesh.vertices))
    volume = 0.0
    for triangle in mesh.loop_triangles:
        a, b, c = (mesh.vertices[index].co - middle for index in triangle.vertices)
        volume += a.dot(b.cross(c)) / 6
    low, high = _box(mesh)
    return volume < -INWARD * math.prod(high - low)


def _decimate(thing: bpy.types.Object, ratio: float) -> None:
    modifier = thing.modifiers.new("decimate", "DECIMATE")
    modifier.ratio = ratio
    with bpy.context.temp_override(object=thing, active_object=thing):
        bpy.ops.object.modifier_apply(modifier=modifier.name)


def _box(mesh: bpy.types.Mesh) -> tuple[Vector, Vector]:
    corners = [vertex.co for vertex in mesh.vertices]
    return (Vector(min(c[i] for c in corners) for i in range(3)), Vector(max(c[i] for c in corners) for i in range(3)))
