"""Build a stage: build a room or open a file, number the instances, extract the geometry (bpy)."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import bpy
import numpy as np

from dyce.errors import DyceError
from dyce.models import pack
from dyce.scene.annotate import GEOMETRY, WALKABLE, Role, assign_roles, prepare
from dyce.scene.room import build_room
from dyce.scene.sources import Source
from dyce.scene.stage import Colour, StageInstance, fingerprint, stage_folder

__all__ = ["build_stage", "explain", "export_blend", "open_source"]

UNTRACED = {"VOLUME", "POINTCLOUD", "CURVES"}
"""Types of objects without triangles."""


def build_stage(source: Source) -> Path:
    """Build the stage of a scene into the cache, unless it is there, and return its folder.

    Raises:
        DyceError: the scene can't be built or has nothing to annotate.
    """
    folder = stage_folder(source)
    if (folder / "stage.json").is_file():
        return folder
    open_source(source)
    walkable = _walkable()
    prepare()
    instances, warnings = _number(source, assign_roles())
    triangles, owner = _geometry()
    scene = bpy.context.scene
    view = scene.view_settings
    colour = Colour(scene.display_settings.display_device, view.view_transform, view.look, view.exposure, view.gamma)
    fields = {
        "fingerprint": fingerprint(source),
        "instances": [asdict(instance) for instance in instances],
        "credits": _credits(instances),
        "colour": asdict(colour),
        "metres_per_unit": scene.unit_settings.scale_length,
        "warnings": warnings,
    }
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        _save(partial / "stage.blend")
        np.savez(partial / "stage.npz", triangles=triangles, owner=owner, walkable=walkable)
        (partial / "stage.json").write_text(json.dumps(fields, indent=1))
        if not folder.exists():
            partial.rename(folder)
    except OSError as error:
        raise DyceError(f"the stage can't be kept in {folder} ({error.strerror}); set DYCE_CACHE elsewhere") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def export_blend(source: Source, path: Path) -> None:
    """Write a scene as one .blend file with everything packed, to be opened in Blender.

    Raises:
        DyceError: the scene can't be built or the file can't be written.
    """
    open_source(source)
    prepare()
    _number(source, assign_roles())
    bpy.ops.file.pack_all()
    _save(path)


def explain(source: Source) -> list[str]:
    """What would be annotated, what is structure, what is left out, and why; then what should be mended.

    Raises:
        DyceError: the scene can't be opened.
    """
    open_source(source)
    walkable = _walkable()
    prepare()
    roles = assign_roles()
    lines = []
    for role in roles:
        what = f"{role.kind} {role.category}".strip()
        parts = f" ({len(role.objects)} objects)" if len(role.objects) > 1 else ""
        lines.append(f"{role.root.name:32} {what:28} {role.reason}{parts}")
    floor = f"marked by {WALKABLE}" if len(walkable) else "found by itself: the lowest level with much upward area"
    lines.append(f"walkable floor: {floor}")
    return lines + [f"to mend: {warning}" for warning in _warnings(roles)]


def open_source(source: Source) -> None:
    """Make a scene Blender's current one; scripts and drivers inside a file do not run.

    Raises:
        DyceError: the file can't be read, or the room fails.
    """
    bpy.context.preferences.filepaths.use_scripts_auto_execute = False
    path = str(source.path)
    if source.path.suffix != ".blend":
        bpy.ops.wm.read_factory_settings(use_empty=True)
    try:
        match source.path.suffix:
            case ".blend":
                bpy.ops.wm.open_mainfile(filepath=path, load_ui=False, use_scripts=False)
            case ".glb" | ".gltf":
                bpy.ops.import_scene.gltf(filepath=path)
            case ".usd" | ".usda" | ".usdc" | ".usdz":
                bpy.ops.wm.usd_import(filepath=path, merge_parent_xform=False)
            case _:
                build_room(source.path)
    except RuntimeError as error:
        raise DyceError(f"{source.path} can't be opened ({_one_line(error)}); export it again") from error
    if not bpy.context.scene.objects:
        raise DyceError(f"{source.path} holds no objects; export it again")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _save(path: Path) -> None:
    try:
        bpy.ops.wm.save_as_mainfile(filepath=str(path.resolve()), compress=True, copy=True, relative_remap=False)
    except RuntimeError as error:
        raise DyceError(f"{path} can't be written ({_one_line(error)})") from error


def _number(source: Source, roles: list[Role]) -> tuple[list[StageInstance], list[str]]:
    """Give every object its instance's number as pass index, and 0 to the rest; tell what the user should know."""
    for obj in bpy.data.objects:
        obj.pass_index = 0
    instances = []
    for k, role in enumerate((role for role in roles if role.kind == "instance"), 1):
        for obj in role.objects:
            obj.pass_index = k
        role.root["dyce_category"] = role.category
        model = str(role.root.get("dyce_model", ""))
        instances.append(StageInstance(k, role.root.name, role.category, model, _shape(role.objects)))
    if not instances:
        raise DyceError(f"{source.name} has nothing to annotate; `dyce scenes check {source.path}` tells why")
    return instances, _warnings(roles)


def _shape(objects: tuple[bpy.types.Object, ...]) -> str:
    """A hash of objects' own vertices, to a hundredth of a millimetre in any order of objects."""
    digests = []
    for obj in objects:
        if obj.type == "MESH":
            points = np.empty(len(obj.data.vertices) * 3, np.float32)
            obj.data.vertices.foreach_get("co", points)
            digests.append(hashlib.sha256(np.rint(points * 1e5).astype(np.int32).tobytes()).hexdigest())
        else:
            digests.append(f"{obj.type} {obj.data.name}")
    return hashlib.sha256(" ".join(sorted(digests)).encode()).hexdigest()[:16]


def _warnings(roles: list[Role]) -> list[str]:
    """What is likely to be wrong with the scene, a line each."""
    found = []
    guessed = [role for role in roles if role.kind == "instance" and not role.reason.startswith("property")]
    if guessed:
        found.append(
            f"no object has the property dyce_category: {len(guessed)} instances are guessed "
            "(`dyce scenes check` lists them)"
        )
    scene = bpy.context.scene
    shining = any(obj.type == "LIGHT" and not obj.hide_render for obj in scene.objects)
    if not shining and not scene.world and not any(_emits(material) for material in bpy.data.materials):
        found.append("there is no light, no world and nothing that shines: the images will be black")
    for library in bpy.data.libraries:
        if library.is_missing:
            found.append(f"the linked library {library.filepath} is missing")
    for image in bpy.data.images:
        if image.source == "FILE" and not image.packed_file and not Path(bpy.path.abspath(image.filepath)).is_file():
            found.append(f"the texture {image.filepath or image.name} is missing")
    return found


def _emits(material: bpy.types.Material) -> bool:
    return bool(material.node_tree) and any(node.type == "EMISSION" for node in material.node_tree.nodes)


def _evaluated() -> Iterator[tuple[bpy.types.Object, np.ndarray]]:
    """Each rendered mesh with its generator: the object, and its triangles, (T, 3, 3) float32, metres, world."""
    scale = bpy.context.scene.unit_settings.scale_length
    for item in bpy.context.evaluated_depsgraph_get().object_instances:
        obj = item.object
        if obj.type not in GEOMETRY - UNTRACED or not item.show_self:
            continue
        mesh = obj.to_mesh()
        if mesh is not None and mesh.vertices:
            mesh.calc_loop_triangles()
            corners = np.empty(len(mesh.vertices) * 3, np.float32)
            mesh.vertices.foreach_get("co", corners)
            index = np.empty(len(mesh.loop_triangles) * 3, np.int32)
            mesh.loop_triangles.foreach_get("vertices", index)
            matrix = np.array(item.matrix_world)
            world = (corners.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]) * scale
            yield (item.parent if item.is_instance else obj).original, world[index].reshape(-1, 3, 3).astype(np.float32)
        obj.to_mesh_clear()


def _geometry() -> tuple[np.ndarray, np.ndarray]:
    """All rendered triangles, (T, 3, 3) float32, metres, world, and their owners, (T,) int32."""
    triangles, owner = [np.empty((0, 3, 3), np.float32)], [np.empty(0, np.int32)]
    for obj, found in _evaluated():
        triangles.append(found)
        owner.append(np.full(len(found), obj.pass_index, np.int32))
    return np.concatenate(triangles), np.concatenate(owner)


def _walkable() -> np.ndarray:
    """The triangles of the object that marks the walkable floor, (T, 3, 3) float32, metres; none where there is none."""
    mark = bpy.context.scene.objects.get(WALKABLE)
    if mark is None:
        return np.empty((0, 3, 3), np.float32)
    mark.hide_render = mark.hide_viewport = False
    mark.hide_set(False)
    bpy.context.view_layer.update()
    return np.concatenate([np.empty((0, 3, 3), np.float32)] + [found for obj, found in _evaluated() if obj == mark])


def _credits(instances: list[StageInstance]) -> list[dict[str, str]]:
    """What must be credited: the models of instances, and those of structure."""
    models = {instance.model for instance in instances}
    models |= {str(obj["dyce_model"]) for obj in bpy.context.scene.objects if "dyce_model" in obj}
    return pack.credits(sorted(model for model in models if model))
