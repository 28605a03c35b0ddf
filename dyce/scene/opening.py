"""A scene made Blender's current one: a room built, a .blend opened, other formats imported (bpy)."""

from dataclasses import dataclass
from pathlib import Path

import bpy

from dyce.errors import DyceError
from dyce.scene.external import hold_external
from dyce.scene.importers import Imported, import_file, import_folder, one_line
from dyce.scene.room import build_room
from dyce.scene.sources import Source

__all__ = ["Opened", "open_source"]

NODES = (2, 80)
"""The first Blender without Blender Internal, whose materials had textures without nodes."""
LAYERS = 256
"""Surfaces that let a ray through at the least; behind Blender's 8 sheets or leaves all would be black, and the ninth there."""


@dataclass(frozen=True)
class Opened:
    """What there is to say of a scene that was opened."""

    notes: list[str]
    """What was decided and the user should know, a line each."""
    warnings: list[str]
    """What is likely to be wrong, a line each."""
    needs: set[Path]
    """The files beside its own that it depends on, there or missing."""


def open_source(source: Source) -> Opened:
    """Make a scene Blender's current one; scripts and drivers inside a file do not run.

    Raises:
        DyceError: the file can't be read, the room fails, or something that renders is missing.
    """
    bpy.context.preferences.filepaths.use_scripts_auto_execute = False
    path = source.path
    imported = Imported()
    notes: list[str] = []
    if path.suffix.lower() != ".blend":
        bpy.ops.wm.read_factory_settings(use_empty=True)
    if source.told.up and path.suffix.lower() in {".py", ".blend"}:
        raise DyceError(f"--up is for .obj, .ply and .stl; in {path} Z is up")
    if path.is_dir():
        imported = import_folder(path, source.told.up)
    elif path.suffix == ".py":
        try:
            build_room(path)
        except RuntimeError as error:
            raise DyceError(f"{path} can't be opened ({one_line(error)})") from error
    elif path.suffix.lower() == ".blend":
        notes += _open_blend(source)
    else:
        imported = import_file(path, source.told.up)
    if not bpy.context.scene.objects:
        raise DyceError(f"{path} holds no objects; export it again")
    if path.suffix == ".py":
        return Opened([], [], set())
    cycles = bpy.context.scene.cycles
    cycles.transparent_max_bounces = max(cycles.transparent_max_bounces, LAYERS)
    external = hold_external(source, imported.lost)
    return Opened(notes + imported.notes + external.notes, external.missing, imported.needs | external.needs)


def _open_blend(source: Source) -> list[str]:
    """Open a .blend, and say what of it this Blender does not show as it was.

    Raises:
        DyceError: it can't be read, or is of a newer Blender, and `--allow-newer` is not told.
    """
    path = source.path
    try:
        bpy.ops.wm.open_mainfile(filepath=str(path), load_ui=False, use_scripts=False)
    except RuntimeError as error:
        raise DyceError(f"{path} can't be opened ({one_line(error)}); save it again") from error
    made, here = bpy.data.version[:2], bpy.app.version[:2]
    said, ours = (".".join(map(str, version)) for version in (made, here))
    notes = []
    if made > here:
        newer = f"{path} was saved by Blender {said}, newer than {ours}, which may show it wrong"
        if not source.told.allow_newer:
            raise DyceError(
                f"{newer}; save it from Blender {ours} or export it as .glb, use bpy {said}, or say --allow-newer"
            )
        notes.append(newer)
    if made < NODES and any(texture.type == "IMAGE" for texture in bpy.data.textures):
        plain = [material for material in bpy.data.materials if not _has_image(material)]
        if plain:
            notes.append(
                f"the file is of Blender {said}, whose own renderer is gone: {len(plain)} materials are shown "
                "without the textures that they may have had there"
            )
    others = [scene.name for scene in bpy.data.scenes if scene != bpy.context.scene]
    if others:
        notes.append(
            f"the file has {len(others) + 1} scenes; the one that was shown last is taken, {bpy.context.scene.name!r}"
        )
    return notes


def _has_image(material: bpy.types.Material) -> bool:
    return any(node.type == "TEX_IMAGE" for node in material.node_tree.nodes) if material.node_tree else False
