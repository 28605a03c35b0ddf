"""A scene made Blender's current one: a room built, a .blend opened, other formats imported (bpy)."""

from dataclasses import dataclass
from pathlib import Path

import bpy

from dyce.errors import DyceError
from dyce.scene.external import hold_external
from dyce.scene.room import build_room
from dyce.scene.sources import Source

__all__ = ["Opened", "one_line", "open_source"]


@dataclass(frozen=True)
class Opened:
    """What there is to say of a scene that was opened."""

    notes: list[str]
    """What was decided and the user should know, a line each."""
    warnings: list[str]
    """What is likely to be wrong, a line each."""
    needs: set[Path]
    """The files beside its own that it depends on."""


def open_source(source: Source) -> Opened:
    """Make a scene Blender's current one; scripts and drivers inside a file do not run.

    Raises:
        DyceError: the file can't be read, the room fails, or something that renders is missing.
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
        raise DyceError(f"{source.path} can't be opened ({one_line(error)}); export it again") from error
    if not bpy.context.scene.objects:
        raise DyceError(f"{source.path} holds no objects; export it again")
    if source.path.suffix == ".py":
        return Opened([], [], set())
    external = hold_external(source)
    return Opened(external.notes, external.missing, external.needs)


def one_line(error: Exception) -> str:
    """What Blender says of an error, without its line breaks."""
    return " ".join(str(error).split()) or type(error).__name__
