"""`dyce scenes`: what scenes there are, and what is in them."""

from pathlib import Path

import click

from dyce.cli.group import DEVICE, main
from dyce.cli.group import out as console
from dyce.errors import UsageError
from dyce.requirements import check_requirements


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
@DEVICE
def scenes_show(scene: str, out: Path | None, device: str) -> None:
    """Render SCENE at a glance: its plan without the ceiling, and two views from head height."""
    from dyce.cache import cache_folder
    from dyce.farm.stages import open_stage, show_scene
    from dyce.scene.sources import find_scene
    from dyce.scene.summary import OVERVIEW
    from dyce.settings import Device

    source = find_scene(scene)
    check_requirements()
    with console.status(f"{source.name}: building and rendering"):
        stage = open_stage(source, cache_folder() / "build.log")
        path = out or stage.folder / OVERVIEW
        show_scene(stage, path.resolve(), Device(device))
    console.print(f"{source.name} is shown in {path}")


@scenes.command("check")
@click.argument("scene")
def scenes_check(scene: str) -> None:
    """Say what of SCENE (a name or a file) would be annotated, what is structure, what is left out, and why."""
    from dyce.farm.stages import check_scene
    from dyce.scene.sources import find_scene

    source = find_scene(scene)
    check_requirements()
    for line in check_scene(source):
        console.print(line)


@scenes.command("export")
@click.argument("scene")
@click.argument("path", type=click.Path(path_type=Path))
def scenes_export(scene: str, path: Path) -> None:
    """Write SCENE to PATH as one .blend file with its textures packed, to be opened in Blender."""
    from dyce.farm.stages import export_scene
    from dyce.scene.sources import find_scene

    source = find_scene(scene)
    if path.suffix != ".blend":
        raise UsageError(f"{path} must end in .blend")
    check_requirements()
    export_scene(source, path)
    console.print(f"{source.name} is in {path}")
