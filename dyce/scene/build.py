"""Build a stage: open a scene, decide what is what in it, number the instances, extract the geometry (bpy)."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from dyce.errors import DyceError
from dyce.models import pack
from dyce.scene.annotate import Role, assign_roles, joined_by_material, unmatched
from dyce.scene.cameras import file_cameras
from dyce.scene.geometry import Part, rendered_parts, walkable_mark
from dyce.scene.importers import one_line
from dyce.scene.mapping import read_mapping
from dyce.scene.opening import open_source
from dyce.scene.prepare import prepare
from dyce.scene.scale import recognised
from dyce.scene.scatter import own_scatters
from dyce.scene.sources import Source
from dyce.scene.stage import (
    Colour,
    RoleSaid,
    Stage,
    StageInstance,
    fingerprint,
    is_built,
    load_stage,
    noted,
    stage_folder,
)
from dyce.views.choice import choose_rig
from dyce.views.rig import Site
from dyce.views.standing import head_height
from dyce.views.trace import Tracer

__all__ = ["Light", "build_stage", "export_blend", "save_blend"]


STEPS = 200
"""Steps of a float that half of the things must be larger than, where they stand."""
Light = Callable[[Source, Stage], dict[str, Any]]
"""Mends how a stage is lit before it is kept: the fields that it changes."""


def build_stage(source: Source, light: Light | None = None) -> Path:
    """Build the stage of a scene into the cache, unless it is there, and return its folder.

    All that decides whether a scene can be rendered is decided here, for `dyce scenes check` as for `dyce render`.

    Args:
        source: the scene.
        light: mends its light; it is the render's to know how bright a scene is. None leaves it as it is.

    Raises:
        DyceError: the scene can't be built, has nothing to annotate or can't be lit.
    """
    folder = stage_folder(source)
    if is_built(folder):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    mapping = read_mapping(Path(source.told.mapping)) if source.told.mapping else []
    opened = open_source(source)
    walkable = walkable_mark()
    notes = opened.notes + prepare()
    parts = rendered_parts()
    _refuse_far(parts)
    unit, scaled, doubt = recognised(parts, source)
    bpy.context.scene.unit_settings.scale_length = unit
    roles = assign_roles(parts, unit, mapping)
    doubts = unmatched(mapping) + joined_by_material(roles, parts)
    parts = [part for part in parts if not part.object.hide_render]
    instances = _number(source, roles)
    scene = bpy.context.scene
    view = scene.view_settings
    triangles, owner = _traced(parts, unit)
    if not owner.any():
        raise DyceError(
            f"{source.name} has nothing that a camera can be aimed at: its things are hair, points or volumes; convert them to "
            "meshes, or give one that is a mesh the property dyce_category"
        )
    walkable = (walkable * unit).astype(np.float32)
    choice = choose_rig(Site(source.name, Tracer(triangles, owner), instances, walkable))
    if doubt and choice.rig == head_height().name:  # an orbit is the same in any unit
        raise DyceError(f"people can't be put into {source.name}: {doubt}")
    scaled += [doubt] if doubt else []
    colour = Colour(scene.display_settings.display_device, view.view_transform, view.look, view.exposure, view.gamma)
    needs = noted(opened.needs)
    fields = {
        "fingerprint": fingerprint(source, needs),
        "source": source.describe(),
        "instances": [asdict(instance) for instance in instances],
        "roles": [asdict(role) for role in _said(roles, parts, unit)],
        "credits": _credits(instances),
        "colour": asdict(colour),
        "metres_per_unit": unit,
        "rig": choice.rig,
        "cameras": [],
        "notes": notes + scaled + ([f"camera rig {choice.rig}, because {choice.why}"] if choice.why else []),
        "warnings": opened.warnings + _warnings(roles) + doubts,
        "needs": needs,
    }
    _keep(source, folder, fields, {"triangles": triangles, "owner": owner, "walkable": walkable}, light)
    return folder


def _keep(source: Source, folder: Path, fields: dict[str, Any], arrays: Mapping[str, Any], light: Light | None) -> None:
    """Write the current scene, facts and arrays as a stage, lit, whole or not at all."""
    made = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    try:
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        save_blend(made / "stage.blend")
        filmed = any(obj.type == "CAMERA" for obj in bpy.context.scene.objects)
        np.savez(made / "stage.npz", **arrays)
        (made / "stage.json").write_text(json.dumps(fields, indent=1))
        if light:
            fields = {**fields, **light(source, load_stage(made, source.name))}
        if filmed:  # last, because it plays the animation
            bpy.ops.wm.open_mainfile(filepath=str(made / "stage.blend"), load_ui=False, use_scripts=False)
            cameras = [asdict(camera) for camera in file_cameras(fields["metres_per_unit"])]
            fields = {**fields, "cameras": cameras, "notes": fields["notes"] + _of_cameras(cameras)}
        (made / "stage.json").write_text(json.dumps(fields, indent=1))
        if not folder.exists():
            made.rename(folder)
    except OSError as error:
        raise DyceError(f"the stage can't be kept in {folder} ({error.strerror}); set DYCE_CACHE elsewhere") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _of_cameras(cameras: list[dict[str, Any]]) -> list[str]:
    """That a file has cameras, which are not used by themselves, and what of them is not honoured."""
    names = list(dict.fromkeys(camera["name"] for camera in cameras))
    some = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    found = [f"the file has {len(cameras)} camera poses of its own ({some}); --rig cameras takes them"]
    if len(cameras) > len(names):
        found.append("what moves besides the cameras stands still, as at the file's current frame")
    if any(camera["blurred"] for camera in cameras):
        found.append("the depth of field of its cameras is not rendered")
    return found


def export_blend(stage: Stage, path: Path) -> None:
    """Write a scene as one .blend file with everything packed, to be opened in Blender: what renders, lit and exposed as it does.

    Raises:
        DyceError: the stage can't be opened or the file can't be written.
    """
    try:
        bpy.ops.wm.open_mainfile(filepath=str(stage.blend), load_ui=False, use_scripts=False)
    except RuntimeError as error:
        raise DyceError(f"{stage.blend} can't be opened; delete its folder and export again") from error
    bpy.context.scene.view_settings.exposure = stage.colour.exposure
    with suppress(RuntimeError):  # of files that are missing; what is there is packed, and no other renders
        bpy.ops.file.pack_all()
    save_blend(path)


def _number(source: Source, roles: list[Role]) -> list[StageInstance]:
    """Give every object its instance's number as pass index, and 0 to the rest."""
    for obj in bpy.data.objects:
        obj.pass_index = 0
    instances = []
    for k, role in enumerate((role for role in roles if role.kind == "instance"), 1):
        for obj in role.objects:
            obj.pass_index = k
        role.root["dyce_category"] = role.category
        model = str(role.root.get("dyce_model", ""))
        instances.append(StageInstance(k, role.root.name, role.category, model, _shape(role.objects)))
    own_scatters()
    lone = [role for role in roles if role.kind == "structure"]
    if not instances and len(lone) == 1:
        raise DyceError(
            f"{source.name} has nothing to annotate: {lone[0].root.name} is {lone[0].reason}; separate its things in Blender, or "
            "say what it is with --mapping"
        )
    if not instances:
        raise DyceError(
            f"{source.name} has nothing to annotate: all of it is structure, or hidden from renders; give the things that are "
            "to be annotated the property dyce_category, or say what is what with --mapping"
        )
    return instances


def _shape(objects: tuple[bpy.types.Object, ...]) -> str:
    """A hash of objects' own vertices, to a hundredth of a millimetre in any order of objects."""
    digests = []
    for obj in objects:
        if obj.type == "MESH":
            points = np.empty(len(obj.data.vertices) * 3, np.float32)
            obj.data.vertices.foreach_get("co", points)
            steps = np.nan_to_num(np.rint(points * 1e5).astype(float)).clip(-(2**31), 2**31 - 1).astype(np.int32)
            digests.append(hashlib.sha256(steps.tobytes()).hexdigest())
        else:
            digests.append(f"{obj.type} {obj.data.name}")
    return hashlib.sha256(" ".join(sorted(digests)).encode()).hexdigest()[:16]


def _warnings(roles: list[Role]) -> list[str]:
    """What is likely to be wrong with the scene, a line each."""
    found = []
    guessed = [role for role in roles if role.kind == "instance" and not role.reason.startswith(("property", "told"))]
    if guessed:
        found.append(
            f"no object has the property dyce_category: {len(guessed)} instances are guessed "
            "(`dyce scenes check` lists them)"
        )
    return found


def _refuse_far(parts: list[Part]) -> None:
    """Refuse a scene that stands where floats are too coarse for the things in it.

    Raises:
        DyceError: it does, as one in a country's coordinates.
    """
    boxes = [(part.triangles.min((0, 1)), part.triangles.max((0, 1))) for part in parts if len(part.triangles)]
    if not boxes:
        return
    away = float(np.median([np.abs(low + high).max() / 2 for low, high in boxes]))
    size = float(np.median([np.linalg.norm(high - low) for low, high in boxes]))
    step = float(np.spacing(np.float32(away)))
    if step > size / STEPS:
        raise DyceError(
            f"the scene stands {away:.0f} units from the origin, where two of Blender's numbers are {step:.2g} apart: "
            f"too coarse for things of {size:.2g}; move all of it to the origin"
        )


def _traced(parts: list[Part], unit: float) -> tuple[np.ndarray, np.ndarray]:
    """All rendered triangles, (T, 3, 3) float32, metres, world, and their owners, (T,) int32."""
    triangles = [np.empty((0, 3, 3), np.float32), *((part.triangles * unit).astype(np.float32) for part in parts)]
    owner = [np.full(len(part.triangles), part.object.pass_index, np.int32) for part in parts]
    return np.concatenate(triangles), np.concatenate([np.empty(0, np.int32), *owner])


def _said(roles: list[Role], parts: list[Part], unit: float) -> list[RoleSaid]:
    """The roles in plain words and numbers."""
    corners: dict[bpy.types.Object, list[np.ndarray]] = {}
    for part in parts:
        if len(part.triangles):
            corners.setdefault(part.object, []).append(
                np.array([f((0, 1)) for f in (part.triangles.min, part.triangles.max)])
            )
    found = []
    for role in roles:
        own = [ends for obj in role.objects for ends in corners.get(obj, ())]
        extent = np.ptp(np.concatenate(own), 0) * unit if own else np.zeros(3)
        size = tuple(round(float(side), 4) for side in extent)
        found.append(
            RoleSaid(role.root.name, role.kind, role.category, role.reason, len(role.objects), size, role.pattern)
        )
    return found


def _credits(instances: list[StageInstance]) -> list[dict[str, str]]:
    """What must be credited: the models of instances, and those of structure."""
    models = {instance.model for instance in instances}
    models |= {str(obj["dyce_model"]) for obj in bpy.context.scene.objects if "dyce_model" in obj}
    return pack.credits(sorted(model for model in models if model))


def save_blend(path: Path) -> None:
    """Write the current scene as a .blend file.

    Raises:
        DyceError: it can't be written.
    """
    try:
        bpy.ops.wm.save_as_mainfile(filepath=str(path.resolve()), compress=True, copy=True, relative_remap=False)
    except RuntimeError as error:
        raise DyceError(f"{path} can't be written ({one_line(error)})") from error
