"""`dyce scenes`: what scenes there are, and what is in them."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from dyce.cli.group import DEVICE, main, options_of
from dyce.cli.group import out as console
from dyce.cli.progress import working
from dyce.errors import UsageError
from dyce.requirements import check_requirements
from dyce.scene.told import Told


@main.group(invoke_without_command=True)
@click.pass_context
def scenes(context: click.Context) -> None:
    """The built-in scenes: what they are, and what is in them."""
    if context.invoked_subcommand:
        return
    from dyce.scene.sources import builtin_scenes, describe
    from dyce.scene.stage import stage_folder
    from dyce.scene.summary import summarise

    for source in builtin_scenes().values():
        console.print(f"{source.name:13}{describe(source)}")
        console.print(f"{'':13}{summarise(source, stage_folder(source))}")


@scenes.command("show")
@click.argument("scene")
@click.option("--out", type=click.Path(path_type=Path), help="The picture's path.  [default: in the cache]")
@options_of(fields(Told))
@DEVICE
def scenes_show(scene: str, out: Path | None, device: str, **told: Any) -> None:
    """Render SCENE at a glance: its plan without the ceiling, and two views from head height."""
    from dyce.cache import cache_folder
    from dyce.farm.stages import open_stage, show_scene
    from dyce.scene.sources import find_scene
    from dyce.scene.summary import OVERVIEW
    from dyce.settings import Device

    source = find_scene(scene, Told(**told))
    check_requirements()
    with working(f"{source.name}: building and rendering"):
        stage = open_stage(source, cache_folder() / "build.log")
        path = out or stage.folder / OVERVIEW
        show_scene(stage, path.resolve(), Device(device))
    console.print(f"{source.name} is shown in {path}")


@scenes.command("check")
@click.argument("scene")
@click.option("--out", type=click.Path(path_type=Path), help="The picture's path.  [default: in the cache]")
@click.option(
    "--draft-mapping",
    "draft",
    type=click.Path(path_type=Path),
    help="Write what was decided to this .toml, for --mapping.",
)
@options_of(fields(Told))
@DEVICE
def scenes_check(scene: str, out: Path | None, draft: Path | None, device: str, **told: Any) -> None:
    """Say and draw what of SCENE (a name or a file) would be annotated, what is structure, what is left out, and why."""
    from dyce.cache import cache_folder
    from dyce.farm.stages import glance, open_stage
    from dyce.scene.floorplan import CHECK, beside, draw_plan, write_picture
    from dyce.scene.report import draft_mapping, report
    from dyce.scene.sources import find_scene
    from dyce.settings import Device
    from dyce.views.floor import walkable_floor
    from dyce.views.standing import head_height

    source = find_scene(scene, Told(**told))
    if draft and draft.suffix != ".toml":
        raise UsageError(f"--draft-mapping: {draft} must end in .toml")
    check_requirements()
    with working(f"{source.name}: building the stage"):
        stage = open_stage(source, cache_folder() / "build.log")
        site = stage.site()
        stand = walkable_floor(site.tracer, head_height().floor, stage.walkable)
    for line in report(stage, stand):
        console.print(line)
    if draft:
        _write(draft, draft_mapping(stage))
        console.print(f"what was decided is in {draft}: change it and give it back with --mapping {draft}")
    path = (out or stage.folder / CHECK).resolve()
    with working(f"{source.name}: drawing"):
        picture = draw_plan(stage, site, stand)
        write_picture(picture, path)  # now, for there may be no view
        view = stage.folder / "view.png"
        glance(stage, view, Device(device))
        write_picture(beside(picture, view), path)
    console.print(f"plan and first view are in {path}")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} can't be written ({error.strerror})") from error


@scenes.command("export")
@click.argument("scene")
@click.argument("path", type=click.Path(path_type=Path))
@options_of(fields(Told))
def scenes_export(scene: str, path: Path, **told: Any) -> None:
    """Write SCENE to PATH as one .blend file with its textures packed, to be opened in Blender."""
    from dyce.farm.stages import export_scene
    from dyce.scene.sources import find_scene

    source = find_scene(scene, Told(**told))
    if path.suffix != ".blend":
        raise UsageError(f"{path} must end in .blend")
    check_requirements()
    with working(f"{source.name}: building and packing"):
        export_scene(source, path)
    console.print(f"{source.name} is in {path}")
