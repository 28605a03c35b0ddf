"""What Blender does with a whole scene: build its stage, say what is in it, show it, write it as a file."""

from pathlib import Path

from dyce.cache import cache_folder
from dyce.farm.workers import in_blender
from dyce.scene.sources import Source
from dyce.scene.stage import Stage, is_built, load_stage, stage_folder
from dyce.settings import Device

__all__ = ["export_scene", "glance", "open_stage", "show_scene"]


def open_stage(source: Source, log: Path) -> Stage:
    """The stage of a scene, built now if it was not yet.

    Raises:
        DyceError: it can't be built.
    """
    folder = stage_folder(source)
    if not is_built(folder):
        in_blender(_build, log, source.path, source)
    return load_stage(folder, source.name)


def _build(source: Source) -> None:
    from dyce.render.probe import light_stage  # bpy: only in this process, as in all functions below
    from dyce.scene.build import build_stage

    build_stage(source, light_stage)


def show_scene(stage: Stage, path: Path, device: Device) -> None:
    """Write a picture of a scene: its plan and two views.

    Raises:
        DyceError: it can't be rendered or written.
    """
    in_blender(_show, cache_folder() / "show.log", stage.blend, stage, path, device)


def _show(stage: Stage, path: Path, device: Device) -> None:
    from dyce.render.overview import render_overview

    render_overview(stage, path, device)


def glance(stage: Stage, path: Path, device: Device) -> None:
    """Write a scene's first view, small.

    Raises:
        DyceError: there is none, or it can't be rendered.
    """
    in_blender(_glance, cache_folder() / "show.log", stage.blend, stage, path, device)


def _glance(stage: Stage, path: Path, device: Device) -> None:
    from dyce.render.overview import render_glance

    render_glance(stage, path, device)


def export_scene(source: Source, path: Path) -> None:
    """Write a scene as one packed .blend file.

    Raises:
        DyceError: it can't be built or written.
    """
    log = cache_folder() / "export.log"
    in_blender(_export, log, source.path, open_stage(source, log), path)


def _export(stage: Stage, path: Path) -> None:
    from dyce.scene.build import export_blend

    export_blend(stage, path)
