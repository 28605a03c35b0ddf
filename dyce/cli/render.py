"""`dyce render`."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dyce.cli.group import DEVICE, main, options_of
from dyce.cli.group import out as console
from dyce.cli.progress import expected, rendering, working
from dyce.errors import UsageError
from dyce.requirements import check_requirements
from dyce.scene.told import Told
from dyce.settings import PRESETS, Device, Settings, coerced, help_of, parse_resolution, told_settings

if TYPE_CHECKING:
    from dyce.scene.stage import Stage


@main.command()
@click.option(
    "--scene", required=True, help="A scene's name, a .blend or a room of yours (.py), several with commas, or `all`."
)
@click.option("--views", type=int, default=8, show_default=True, help="Views a scene.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/dyce"), show_default=True)
@click.option("--resolution", default="512", show_default=True, help=help_of("width"))
@click.option("--preset", type=click.Choice(list(PRESETS)), default="standard", show_default=True)
@click.option("--samples", type=int, help=help_of("samples"))
@click.option("--rig", default="auto", show_default=True, help=help_of("rig"))
@click.option("--poses", default="", help="Cameras of a file: a JSON list, NeRF's transforms.json, or COLMAP's folder.")
@options_of(told_settings())
@options_of(fields(Told))
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
    poses: str,
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
    from dyce.views.given import notes_of
    from dyce.views.rigs import find_rig

    if not 1 <= views <= 1_000_000:
        raise UsageError(f"--views must be from 1 to 1000000, not {views}")
    if not 1 <= workers <= 256:
        raise UsageError(f"--workers must be from 1 to 256, not {workers}")
    sources = find_scenes(scene, Told(**{each.name: told[each.name] for each in fields(Told)}))
    if poses and rig != "auto":
        raise UsageError("--poses and --rig exclude each other")
    rig = f"poses:{poses}" if poses else rig
    chosen = None if rig == "auto" else find_rig(rig)
    for line in notes_of(chosen):
        console.print(line)
    width, height = parse_resolution(resolution)
    point = PRESETS[preset]
    settings = Settings(
        width=width,
        height=height,
        samples=point.samples if samples is None else samples,
        bounces=point.bounces,
        **{each.name: coerced(each, told[each.name]) for each in told_settings()},
    )
    check_requirements()
    pool = LocalPool(workers, Device(device), out / "render.log")
    stages = []
    for source in sources:
        with working(f"{source.name}: building the stage"):
            stages.append(open_stage(source, pool.log))
        for line in (*stages[-1].notes, *stages[-1].warnings):
            console.print(f"{source.name}: {line}")
    chosen = chosen or find_rig(_rig_for(stages))
    settings = replace(settings, rig=f"{chosen.name} {chosen.digest}")
    open_data(out, settings.as_dict(), {stage.name: stage.describe() for stage in stages})
    count = views * len(stages)
    console.print(f"{count} views: {expected(count, width * height, settings.samples)}")
    for stage in stages:
        rendering(stage.name, views, render_scene(Work(stage, settings, out), chosen, pool, views=views), workers)
    console.print(f"The data is in {out}; `dyce export-coco {out}` writes annotations, `dyce sheet {out}` a picture.")


def _rig_for(stages: Sequence["Stage"]) -> str:
    """The rig that suits all of some scenes; raises UsageError where they want different ones."""
    wanted = {stage.rig: stage.name for stage in stages}
    if len(wanted) > 1:
        apart = ", ".join(f"{name} wants {rig}" for rig, name in wanted.items())
        raise UsageError(
            f"the scenes want different rigs ({apart}): render them into different folders (--out), or say --rig"
        )
    return next(iter(wanted))
