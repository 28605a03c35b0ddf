"""Build a stage: run a recipe or open a .blend, decide what is an instance, extract the geometry (bpy)."""

import json
import os
import re
import shutil
from dataclasses import asdict
from pathlib import Path

import bpy
import numpy as np

from dyce.errors import DyceError
from dyce.models import pack
from dyce.scene.recipe import build_recipe
from dyce.scene.sources import Source
from dyce.scene.stage import Colour, StageInstance, fingerprint, stage_folder

__all__ = ["build_stage", "export_blend", "open_source"]

GEOMETRY = {"MESH", "CURVE", "SURFACE", "META", "FONT", "CURVES", "POINTCLOUD", "VOLUME"}
STRUCTURE = re.compile(
    r"wall|floor|ceil|roof|skirting|window|door(?!_?stop)|room|structure|backdrop|ground", re.IGNORECASE
)


def build_stage(source: Source) -> Path:
    """Build the stage of a scene into the cache, unless it is there, and return its folder.

    Raises:
        DyceError: the scene can't be built or has nothing to annotate.
    """
    folder = stage_folder(source)
    if (folder / "stage.json").is_file():
        return folder
    open_source(source)
    instances, warnings = _annotate()
    triangles, owner = _geometry()
    scene = bpy.context.scene
    fields = {
        "fingerprint": fingerprint(source),
        "instances": [asdict(instance) for instance in instances],
        "credits": _credits(instances),
        "colour": asdict(
            Colour(
                display=scene.display_settings.display_device,
                view=scene.view_settings.view_transform,
                look=scene.view_settings.look,
                exposure=scene.view_settings.exposure,
                gamma=scene.view_settings.gamma,
            )
        ),
        "metres_per_unit": scene.unit_settings.scale_length,
        "warnings": warnings,
    }
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        _save(partial / "stage.blend")
        np.savez(partial / "stage.npz", triangles=triangles, owner=owner)
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
    _annotate()
    bpy.ops.file.pack_all()
    _save(path)


def open_source(source: Source) -> None:
    """Make a scene Blender's current one; scripts and drivers inside a .blend do not run.

    Raises:
        DyceError: the file can't be read, or the recipe fails.
    """
    bpy.context.preferences.filepaths.use_scripts_auto_execute = False
    if source.path.suffix == ".blend":
        try:
            bpy.ops.wm.open_mainfile(filepath=str(source.path), load_ui=False, use_scripts=False)
        except RuntimeError as error:
            raise DyceError(f"{source.path} can't be opened ({_one_line(error)}); save it again in Blender") from error
        return
    bpy.ops.wm.read_factory_settings(use_empty=True)
    build_recipe(source.path)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _save(path: Path) -> None:
    try:
        bpy.ops.wm.save_as_mainfile(filepath=str(path.resolve()), compress=True, copy=True, relative_remap=False)
    except RuntimeError as error:
        raise DyceError(f"{path} can't be written ({_one_line(error)})") from error


def _category(obj: bpy.types.Object) -> str | None:
    """The category that an object says it has: dyce's own property, else BlenderProc's number."""
    if "dyce_category" in obj:
        return str(obj["dyce_category"])
    if obj.get("category_id"):
        return f"category_{int(obj['category_id'])}"
    return None


def _annotate() -> tuple[list[StageInstance], list[str]]:
    """Decide which objects are instances, number them, and give each object its instance's number as pass index."""
    warnings: list[str] = []
    _match_render()
    _make_instances_real()
    shown = {obj for obj in bpy.context.view_layer.objects if obj.visible_get()}
    roots = {obj: category for obj in bpy.context.scene.objects if (category := _category(obj)) is not None}
    if not roots:
        roots = _guess_roots(shown)
        warnings.append(
            f"no object has the property dyce_category: {len(roots)} object hierarchies are taken as instances"
        )
    if not any(obj.type == "LIGHT" for obj in shown) and not bpy.context.scene.world:
        warnings.append("the scene has no light and no world: it will be black")
    owned = {root: [o for o in (root, *root.children_recursive) if o.type in GEOMETRY and o in shown] for root in roots}
    named = sorted((root for root in roots if owned[root]), key=lambda root: root.name)
    if not named:
        raise DyceError("the scene has nothing to annotate: give objects the custom property dyce_category")
    for obj in bpy.data.objects:
        obj.pass_index = 0
    instances = []
    for k, root in enumerate(named, 1):
        for obj in owned[root]:
            obj.pass_index = k
        root["dyce_category"] = roots[root]
        instances.append(StageInstance(k, root.name, roots[root], str(root.get("dyce_model", ""))))
    return instances, warnings


def _guess_roots(shown: set[bpy.types.Object]) -> dict[bpy.types.Object, str]:
    """Where nothing says what is what: each hierarchy of meshes is an instance, unless it is named like structure."""
    roots: dict[bpy.types.Object, str] = {}
    for obj in shown:
        if obj.type not in GEOMETRY:
            continue
        root = obj
        while root.parent:
            root = root.parent
        names = [root.name, *(collection.name for collection in root.users_collection)]
        if not any(STRUCTURE.search(name) for name in names):
            roots[root] = re.sub(r"\W+", "_", re.sub(r"[.\d]+$", "", root.name)).strip("_").lower() or "object"
    return roots


def _match_render() -> None:
    """Make the viewport's visibility and modifiers those of the render, so that what is evaluated is what is rendered."""
    for obj in bpy.context.scene.objects:
        obj.hide_viewport = obj.hide_render
        obj.hide_set(False)
        for modifier in obj.modifiers:
            modifier.show_viewport = modifier.show_render
            if modifier.type in {"SUBSURF", "MULTIRES"}:
                modifier.levels = modifier.render_levels
    bpy.context.view_layer.update()


def _make_instances_real() -> None:
    """Turn collection instances into objects: all instances of one collection share one pass index otherwise."""
    for empty in [obj for obj in bpy.context.scene.objects if obj.instance_type == "COLLECTION"]:
        category, model = _category(empty), empty.get("dyce_model", "")
        with bpy.context.temp_override(selected_objects=[empty], object=empty, active_object=empty):
            bpy.ops.object.duplicates_make_real(use_base_parent=True, use_hierarchy=True)
        if category:
            empty["dyce_category"], empty["dyce_model"] = category, model


def _geometry() -> tuple[np.ndarray, np.ndarray]:
    """All rendered triangles, (T, 3, 3) float32, metres, world, and their owners, (T,) int32."""
    scale = bpy.context.scene.unit_settings.scale_length
    graph = bpy.context.evaluated_depsgraph_get()
    triangles, owner = [np.empty((0, 3, 3), np.float32)], [np.empty(0, np.int32)]
    for item in graph.object_instances:
        obj = item.object
        if obj.type not in GEOMETRY - {"VOLUME", "POINTCLOUD", "CURVES"} or not item.show_self:
            continue
        mesh = obj.to_mesh()
        if mesh is None or not mesh.vertices:
            continue
        mesh.calc_loop_triangles()
        corners = np.empty(len(mesh.vertices) * 3, np.float32)
        mesh.vertices.foreach_get("co", corners)
        index = np.empty(len(mesh.loop_triangles) * 3, np.int32)
        mesh.loop_triangles.foreach_get("vertices", index)
        matrix = np.array(item.matrix_world)
        world = (corners.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]) * scale
        triangles.append(world[index].reshape(-1, 3, 3).astype(np.float32))
        generator = item.parent if item.is_instance else obj
        owner.append(np.full(len(index) // 3, generator.original.pass_index, np.int32))
        obj.to_mesh_clear()
    return np.concatenate(triangles), np.concatenate(owner)


def _credits(instances: list[StageInstance]) -> list[dict[str, str]]:
    """What must be credited: the models of instances, and those of structure."""
    models = {instance.model for instance in instances}
    models |= {str(obj["dyce_model"]) for obj in bpy.context.scene.objects if "dyce_model" in obj}
    return pack.credits(sorted(model for model in models if model))
