"""`dyce render`."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dyce.cli.group import DEVICE, main
from dyce.cli.group import out as console
from dyce.errors import UsageError
from dyce.requirements import check_requirements
from dyce.settings import PRESETS, Device, Settings, coerced, help_of, parse_resolution, told_settings

if TYPE_CHECKING:
    from dyce.farm.render import Done


def _settings_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of all settings that are told one to one, as their fields say."""
    for each in reversed(told_settings()):
        kind: dict[str, Any] = {"type": type(each.default)}
        if isinstance(each.default, bool):
            kind = {"is_flag": True}
        elif isinstance(each.default, StrEnum):
            kind = {"type": click.Choice([str(choice) for choice in type(each.default)])}
        shown = not each.metadata["optional"]
        default = str(each.default) if isinstance(each.default, StrEnum) else each.default
        option = click.option(
            each.metadata["flag"], each.name, default=default, show_default=shown, help=each.metadata["says"], **kind
        )
        command = option(command)
    return command


@main.command()
@click.option(
    "--scene", required=True, help="A scene's name, a .blend or a room of yours (.py), several with commas, or `all`."
)
@click.option("--views", type=int, default=8, show_default=True, help="Views a scene.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/dyce"), show_default=True)
@click.option("--resolution", default="512", show_default=True, help=help_of("width"))
@click.option("--preset", type=click.Choice(list(PRESETS)), default="standard", show_default=True)
@click.option("--samples", type=int, help=help_of("samples"))
@click.option("--rig", default="head_height", show_default=True, help=help_of("rig"))
@_settings_options
@DEVICE
@click.option("--workers", type=int, default=1, show_default=True, help="Processes that render at once.")
def render(
    scene: str,
    views: int,
    out: Path,
    resolution: str,
    preset: str,
    samples: int | None,
    rig: str,
    device: str,
    workers: int,
    **told: Any,
) -> None:
    """Render views of a scene, each with the masks and the unhidden appearance of every object.

    The same command again goes on where it was stopped.
    """
    from dyce.data.manifest import open_data
    from dyce.farm.render import LocalPool, Work, render_scene
    from dyce.farm.stages import open_stage
    from dyce.scene.sources import find_scenes
    from dyce.views.rigs import find_rig

    if not 1 <= views <= 1_000_000:
        raise UsageError(f"--views must be from 1 to 1000000, not {views}")
    if not 1 <= workers <= 256:
        raise UsageError(f"--workers must be from 1 to 256, not {workers}")
    sources = find_scenes(scene)
    chosen = find_rig(rig)
    width, height = parse_resolution(resolution)
    point = PRESETS[preset]
    settings = Settings(
        width=width,
        height=height,
        samples=point.samples if samples is None else samples,
        bounces=point.bounces,
        rig=f"{chosen.name} {chosen.digest}",
        **{each.name: coerced(each, told[each.name]) for each in told_settings()},
    )
    check_requirements()
    pool = LocalPool(workers, Device(device), out / "render.log")
    stages = []
    open_data(out, settings.as_dict(), {})
    for source in sources:
        with console.status(f"{source.name}: building the stage"):
            stages.append(open_stage(source, pool.log))
        for warning in stages[-1].warnings:
            console.print(f"{source.name}: {warning}")
    open_data(out, settings.as_dict(), {stage.name: stage.describe() for stage in stages})
    for stage in stages:
        _show_progress(stage.name, views, render_scene(Work(stage, settings, out), chosen, pool, views=views))
    console.print(f"The data is in {out}; `dyce export-coco {out}` writes annotations, `dyce sheet {out}` a picture.")


def _show_progress(name: str, views: int, run: Iterator["Done"]) -> None:
    """Run a scene's render under a live bar: views done, seconds a view, time left."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    device = ""
    seconds: list[float] = []
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(name, total=views, pace="")
        for done in run:
            if done.device and done.device != device:
                device = done.device
                progress.console.print(f"{name}: rendering on {device}")
            seconds += [done.seconds] if done.device else []
            pace = f"{sum(seconds) / len(seconds):.1f} s a view" if seconds else "there already"
            progress.update(task, advance=1, pace=pace)
