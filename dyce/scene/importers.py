"""Files of other formats brought into the empty scene by Blender's own importers; folders of them set out side by side (bpy)."""

import ctypes
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bpy
import mathutils

from dyce.errors import DyceError
from dyce.scene.formats import models_in

__all__ = ["Imported", "import_file", "import_folder", "one_line"]

AXES = {"y": {"forward_axis": "NEGATIVE_Z", "up_axis": "Y"}, "z": {"forward_axis": "Y", "up_axis": "Z"}}
"""Of files without axes of their own, by which is up."""
AXELESS = (".obj", ".ply", ".stl")
"""Formats that don't say which axis is up."""
MOST = 200
"""Models of one folder, at the most."""
LAYER = 50_000_000
"""Bytes of a text in which names of other layers are looked for, at the most."""
SHEET = 0.02
"""What is thinner than that share of its second longest side is a sheet."""
GAP = 0.3
"""Between models that are set out, as a share of the larger one."""


@dataclass
class Imported:
    """What came of an import."""

    needs: set[Path] = field(default_factory=set)
    """The files that were read besides the imported one, and those that are missing."""
    lost: list[str] = field(default_factory=list)
    """Those that are missing, in words."""
    notes: list[str] = field(default_factory=list)
    """What is worth saying, one line each."""


def import_file(path: Path, up: str = "") -> Imported:
    """Add what a file holds to the current scene.

    Args:
        path: the file.
        up: which of its axes is up, `y` or `z`; empty for what its importer takes.

    Raises:
        DyceError: it can't be read, or holds nothing that renders.
    """
    if up and path.suffix.lower() not in AXELESS:
        raise DyceError(f"--up is for {', '.join(AXELESS)}; {path} says itself which axis is up")
    before = set(bpy.context.scene.objects)
    try:
        with _heard() as said:
            _import(path, up)
    except Exception as error:  # importers are scripts, some of them raise whatever their readers do
        if extension := re.search(r"Extension (\w+) is not available", str(error)):
            raise DyceError(
                f"{path} needs the glTF extension {extension[1]}, which Blender does not read; export it without that"
            ) from error
        raise DyceError(f"{path} can't be opened ({one_line(error)}); export it again") from error
    new = set(bpy.context.scene.objects) - before
    meshes = [obj.data for obj in new if obj.type == "MESH"]
    if meshes and not any(mesh.polygons for mesh in meshes) and all(obj.type in {"MESH", "EMPTY"} for obj in new):
        points = sum(len(mesh.vertices) for mesh in meshes)
        if not points:
            raise DyceError(f"{path} holds no surface; export it again")
        raise DyceError(
            f"{path} holds {points} points without faces, which do not render; make a mesh of them and export that"
        )
    if path.suffix.lower() == ".ply":
        for mesh in meshes:
            _show_colours(mesh)
    layers = dict.fromkeys(re.findall(r"Could not (?:open asset|load sublayer) @([^@]+)@", said[0]))
    textures = dict.fromkeys(re.findall(r"Couldn't open image file '([^']+)'", said[0]))
    lost = [*(f"the layer {each}" for each in layers), *(f"the texture {each}" for each in textures)]
    scenes = len(_gltf(path).get("scenes", []))
    notes = [f"{path} holds {scenes} scenes, and all that is in them is shown together"] if scenes > 1 else []
    notes += [] if up else _on_edge(path, new)
    notes += _grey_empty()
    return Imported(_parts_of(path) | {path.parent / each for each in (*layers, *textures)}, lost, notes)


def _grey_empty() -> list[str]:
    """Give their plain colour to materials of which the importer read no shader, which would be black; say which."""
    empty = [material for material in bpy.data.materials if material.node_tree and not material.node_tree.nodes]
    for material in empty:
        tree = material.node_tree
        shader, output = (tree.nodes.new(f"ShaderNode{kind}") for kind in ("BsdfPrincipled", "OutputMaterial"))
        shader.inputs["Base Color"].default_value = material.diffuse_color
        tree.links.new(shader.outputs[0], output.inputs["Surface"])
    some = ", ".join(repr(material.name) for material in empty[:4]) + (" ..." if len(empty) > 4 else "")
    return [f"{len(empty)} materials have no shader that Blender reads: plain ({some})"] if empty else []


def _gltf(path: Path) -> dict[str, Any]:
    """What a .gltf or .glb says; nothing for other files."""
    try:
        if path.suffix.lower() == ".gltf":
            found = json.loads(path.read_bytes())
        elif path.suffix.lower() == ".glb":
            with path.open("rb") as file:
                length = int.from_bytes(file.read(16)[12:], "little")  # of the first chunk, after a header of 12 bytes
                file.seek(20)
                found = json.loads(file.read(length))
        else:
            return {}
    except (ValueError, OSError):
        return {}  # the importer has judged it
    return found if isinstance(found, dict) else {}


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What is written to the console in the meantime, where alone USD says what it misses; it is passed on."""
    said = [""]
    consoles = {number: os.dup(number) for number in (1, 2)}
    _flush()
    with tempfile.TemporaryFile() as heard:
        for number in consoles:
            os.dup2(heard.fileno(), number)
        try:
            yield said
        finally:
            _flush()
            for number, console in consoles.items():
                os.dup2(console, number)
                os.close(console)
            heard.seek(0)
            text = heard.read()
            os.write(1, text)
            said[0] = text.decode(errors="replace")


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    ctypes.CDLL(None).fflush(None)  # Blender's own


def _import(path: Path, up: str) -> None:
    file = str(path)
    axes = AXES.get(up, {})
    match path.suffix.lower():
        case ".glb" | ".gltf":
            bpy.ops.import_scene.gltf(filepath=file)
        case ".usd" | ".usda" | ".usdc" | ".usdz":
            bpy.ops.wm.usd_import(filepath=file, merge_parent_xform=False)
        case ".fbx":
            bpy.ops.wm.fbx_import(filepath=file)
        case ".obj":
            bpy.ops.wm.obj_import(filepath=file, **axes)
        case ".abc":
            bpy.ops.wm.alembic_import(filepath=file, as_background_job=False)
        case ".ply":
            bpy.ops.wm.ply_import(filepath=file, **axes)
        case ".stl":
            bpy.ops.wm.stl_import(filepath=file, **axes)


def one_line(error: Exception) -> str:
    """What Blender says of an error, without its line breaks; of a script's traceback, its last line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    traced = any(line.startswith("Traceback") for line in lines)
    said = lines[-1] if traced else " ".join(lines)
    if traced:
        said = next((line for line in reversed(lines) if re.match(r"[\w.]+(Error|Exception)\b", line)), said)
    return " ".join(said.split()) or type(error).__name__


def _show_colours(mesh: bpy.types.Mesh) -> None:
    """Give a mesh that has colours at its vertices, and no material, one that shows them."""
    if not mesh.color_attributes or mesh.materials:
        return
    material = bpy.data.materials.new(mesh.name)
    tree = material.node_tree
    colours = tree.nodes.new("ShaderNodeVertexColor")
    colours.layer_name = mesh.color_attributes[0].name
    shader = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    tree.links.new(colours.outputs["Color"], shader.inputs["Base Color"])
    mesh.materials.append(material)


def _parts_of(path: Path, known: frozenset[Path] | set[Path] = frozenset()) -> set[Path]:
    """The files that the text of a .gltf, an .obj or an .usda names, and that are there; layers of layers, too."""
    names: list[str] = []
    try:
        if path.suffix.lower() == ".gltf":
            said = _gltf(path)
            uris = [part.get("uri", "") for kind in ("buffers", "images") for part in said.get(kind, [])]
            names = [uri for uri in uris if not uri.startswith("data:")]
        elif path.suffix.lower() == ".obj":
            with path.open(errors="replace") as lines:
                names = [line.split(None, 1)[1].strip() for line in lines if re.match(r"mtllib\s+\S", line)]
        elif _is_usd(path) and path.stat().st_size < LAYER:
            names = re.findall(r"@([^@\n]+\.usd[ac]?)@", path.read_bytes().decode(errors="replace"))
    except (ValueError, AttributeError):
        pass  # the importer has judged it
    found = {path.parent / name for name in names if name and (path.parent / name).is_file()}
    return found | {other for part in found - known if _is_usd(part) for other in _parts_of(part, known | found)}


def _is_usd(path: Path) -> bool:
    return path.suffix.lower() in {".usd", ".usda"}


def import_folder(folder: Path, up: str = "") -> Imported:
    """Set out the models of a folder on the ground, each an instance that is named by its file.

    Raises:
        DyceError: one of them can't be read, or there are too many.
    """
    models = models_in(folder)
    if len(models) > MOST:
        raise DyceError(f"{folder} holds {len(models)} models, more than {MOST}; give a folder of fewer")
    whole = Imported()
    things = []
    for name, path in models.items():
        before = set(bpy.context.scene.objects)
        imported = import_file(path, up)
        whole.needs |= {path} | imported.needs
        whole.lost += imported.lost
        whole.notes += imported.notes
        new = set(bpy.context.scene.objects) - before
        if part := bpy.data.objects.get(name):
            part.name = f"{name} part"  # the whole is to have the name of its file
        root = bpy.data.objects.new(name, None)
        bpy.context.scene.collection.objects.link(root)
        root["dyce_category"] = re.sub(r"\W+", "_", re.sub(r"[\W_]*\d+$", "", name)).strip("_").lower() or "object"
        for obj in new:
            if obj.parent is None:
                obj.parent = root
        bpy.context.view_layer.update()
        low, high = _bounds(new)
        things.append((root, low, high))
    _set_out(things)
    whole.notes.append(
        f"{folder} is taken for a folder of models: the {len(models)} in it stand side by side on the ground"
    )
    return whole


def _on_edge(path: Path, objects: set[bpy.types.Object]) -> list[str]:
    """A line, where a file that does not say which axis is up stands in the scene like a sheet on its edge."""
    bpy.context.view_layer.update()
    low, high = _bounds(objects)
    size = high - low
    if path.suffix.lower() not in AXELESS or min(size.x, size.y) > SHEET * sorted(size)[1]:
        return []
    other = "z" if path.suffix.lower() == ".obj" else "y"
    return [f"all of {path} stands on edge; where it should lie, say --up {other}"]


def _bounds(objects: set[bpy.types.Object]) -> tuple[mathutils.Vector, mathutils.Vector]:
    """Lowest and highest corner of what renders of some objects, Blender units, world."""
    corners = [
        obj.matrix_world @ mathutils.Vector(corner)
        for obj in objects
        if obj.type not in {"EMPTY", "LIGHT", "CAMERA", "ARMATURE"}
        for corner in obj.bound_box
    ] or [mathutils.Vector()]
    return tuple(mathutils.Vector(f(axis) for axis in zip(*corners, strict=True)) for f in (min, max))


def _set_out(things: list[tuple[bpy.types.Object, mathutils.Vector, mathutils.Vector]]) -> None:
    """Move things into rows on z = 0, the ground under them a plane that is structure."""
    sizes = [high - low for _, low, high in things]
    widest = max(max(size.x, size.y) for size in sizes) or 1.0
    width = max(widest, sum((1 + GAP) ** 2 * size.x * size.y for size in sizes) ** 0.5 * 1.2)
    x = y = depth = reach = 0.0
    for (root, low, _), size in zip(things, sizes, strict=True):
        gap = GAP * max(size.x, size.y)
        if x > 0 and x + size.x > width:
            x, y, depth = 0.0, y + depth, 0.0
        root.location = mathutils.Vector((x + gap / 2, y + gap / 2, 0)) - low
        x, depth = x + size.x + gap, max(depth, size.y + gap)
        reach = max(reach, x)
    edge = widest
    ground = bpy.data.meshes.new("ground")
    corners = [
        (-edge, -edge, 0),
        (reach + edge, -edge, 0),
        (reach + edge, y + depth + edge, 0),
        (-edge, y + depth + edge, 0),
    ]
    ground.from_pydata(corners, [], [(0, 1, 2, 3)])
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("ground", ground))
