"""The command line: what each command is called and told; the work is done elsewhere."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

import dyce
from dyce.errors import DyceError, UsageError

if TYPE_CHECKING:
    from dyce.data.splits import Division
    from dyce.farm import Done

__all__ = ["main"]

DEVICE = click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda", "optix", "hip", "metal", "oneapi"]),
    default="auto",
    show_default=True,
)
DATA = click.argument("data", type=click.Path(path_type=Path), default=Path("data/dyce"))
_out = Console(highlight=False, soft_wrap=True)


class _Commands(click.Group):
    """Prints dyce's errors as one line and exits with the code that they call for."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except DyceError as error:
            click.echo(f"dyce: {error}", err=True)
            context.exit(2 if isinstance(error, UsageError) else 1)
        except KeyboardInterrupt:
            click.echo("dyce: interrupted; what is finished is kept, the same command goes on from here", err=True)
            context.exit(130)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(dyce.__version__)
def main() -> None:
    """Synthetic occlusion data from Blender scenes: amodal masks, hidden appearance, who hides whom."""


@main.group()
def assets() -> None:
    """The model pack that the built-in scenes are furnished from."""


@assets.command("install")
@click.option("--from", "source", type=click.Path(path_type=Path), help="A .deb, .zip, .sh3f or folder that you have.")
def assets_install(source: Path | None) -> None:
    """Install the model pack into the cache: through apt, or from a file."""
    from dyce.models import pack

    pack.install(source, report=_out.print)
    _print_pack()


@assets.command("status")
def assets_status() -> None:
    """Which model libraries are installed, and where."""
    _print_pack()


def _print_pack() -> None:
    from dyce.models import pack

    for library in pack.status():
        state = f"{library.models} models" if library.installed else "not installed"
        _out.print(f"{library.name:16} {library.licence:14} {state:14} {library.path}")


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
        _out.print(f"{source.name:13}{describe(source)}")
        _out.print(f"{'':13}{summarise(source, stage_folder(source))}")


@scenes.command("show")
@click.argument("scene")
@click.option("--out", type=click.Path(path_type=Path), help="The picture's path.  [default: in the cache]")
@DEVICE
def scenes_show(scene: str, out: Path | None, device: str) -> None:
    """Render SCENE at a glance: its plan without the ceiling, and two views from head height."""
    from dyce.cache import cache_folder
    from dyce.farm import open_stage, show_scene
    from dyce.scene.sources import find_scene
    from dyce.scene.summary import OVERVIEW
    from dyce.settings import Device

    source = find_scene(scene)
    _check_requirements()
    with _out.status(f"{source.name}: building and rendering"):
        stage = open_stage(source, cache_folder() / "build.log")
        path = out or stage.folder / OVERVIEW
        show_scene(stage, path.resolve(), Device(device))
    _out.print(f"{source.name} is shown in {path}")


@scenes.command("check")
@click.argument("scene")
def scenes_check(scene: str) -> None:
    """Say what of SCENE (a name or a file) would be annotated, what is structure, what is left out, and why."""
    from dyce.farm import check_scene
    from dyce.scene.sources import find_scene

    source = find_scene(scene)
    _check_requirements()
    for line in check_scene(source):
        _out.print(line)


@scenes.command("export")
@click.argument("scene")
@click.argument("path", type=click.Path(path_type=Path))
def scenes_export(scene: str, path: Path) -> None:
    """Write SCENE to PATH as one .blend file with its textures packed, to be opened in Blender."""
    from dyce.farm import export_scene
    from dyce.scene.sources import find_scene

    source = find_scene(scene)
    if path.suffix != ".blend":
        raise UsageError(f"{path} must end in .blend")
    _check_requirements()
    export_scene(source, path)
    _out.print(f"{source.name} is in {path}")


@main.command()
@click.option("--scene", required=True, help="A scene's name, a .blend or recipe file, several with commas, or `all`.")
@click.option("--views", type=int, default=8, show_default=True, help="Views a scene.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/dyce"), show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the views and of the noise.")
@click.option("--resolution", default="512", show_default=True, help="Pixels: 512 for a square, or 640x480.")
@click.option("--preset", type=click.Choice(["draft", "standard", "final"]), default="standard", show_default=True)
@click.option("--samples", type=int, help="Paths a pixel, instead of the preset's.")
@click.option("--rig", default="head_height", show_default=True, help="A camera rig's name or TOML file.")
@click.option(
    "--isolation",
    type=click.Choice(["lift", "alone", "keep"]),
    default="lift",
    show_default=True,
    help="How the others are hidden: what is in front lifted away; all of them gone; from the camera only.",
)
@DEVICE
@click.option("--min-visible", type=int, default=10, show_default=True, help="Fewer visible pixels: not annotated.")
@click.option("--soft-masks", is_flag=True, help="Keep the share of each pixel that an object covers, too.")
@click.option("--overscan", type=float, default=0.0, help="Full masks beyond the edges, too, by this share of its size.")
@click.option("--workers", type=int, default=1, show_default=True, help="Processes that render at once.")
def render(
    scene: str,
    views: int,
    out: Path,
    seed: int,
    resolution: str,
    preset: str,
    samples: int | None,
    rig: str,
    isolation: str,
    device: str,
    min_visible: int,
    soft_masks: bool,
    overscan: float,
    workers: int,
) -> None:
    """Render views of a scene, each with the masks and the unhidden appearance of every object.

    The same command again goes on where it was stopped.
    """
    from dyce import farm, rigs, settings
    from dyce.scene.sources import find_scenes

    if not 1 <= views <= 1_000_000:
        raise UsageError(f"--views must be from 1 to 1000000, not {views}")
    if not 1 <= workers <= 256:
        raise UsageError(f"--workers must be from 1 to 256, not {workers}")
    sources = find_scenes(scene)
    chosen = rigs.find_rig(rig)
    width, height = settings.parse_resolution(resolution)
    point = settings.PRESETS[preset]
    wanted = settings.Settings(
        width=width,
        height=height,
        samples=point.samples if samples is None else samples,
        bounces=point.bounces,
        isolation=settings.Isolation(isolation),
        seed=seed,
        rig=f"{chosen.name} {chosen.digest}",
        min_visible=min_visible,
        soft_masks=soft_masks,
        overscan=overscan,
    )
    _check_requirements()
    log = out / "render.log"
    stages = []
    farm.open_data(out, wanted, [])
    for source in sources:
        with _out.status(f"{source.name}: building the stage"):
            stages.append(farm.open_stage(source, log))
        for warning in stages[-1].warnings:
            _out.print(f"{source.name}: {warning}")
    farm.open_data(out, wanted, stages)
    for stage in stages:
        _show_progress(
            stage.name,
            views,
            farm.render_scene(
                stage, chosen, wanted, out, views=views, device=settings.Device(device), workers=workers, log=log
            ),
        )
    _out.print(f"The data is in {out}; `dyce export-coco {out}` writes annotations, `dyce sheet {out}` a picture.")


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
    with Progress(*columns, console=_out) as progress:
        task = progress.add_task(name, total=views, pace="")
        for done in run:
            if done.device and done.device != device:
                device = done.device
                progress.console.print(f"{name}: rendering on {device}")
            seconds += [done.seconds] if done.device else []
            pace = f"{sum(seconds) / len(seconds):.1f} s a view" if seconds else "there already"
            progress.update(task, advance=1, pace=pace)


STRICT = click.option("--strict", is_flag=True, help="Fail on a damaged record instead of leaving it out.")
SPLIT_FILE = click.option(
    "--split-file", type=click.Path(path_type=Path), help="JSON: the scenes of each split.  [default: as in the paper]"
)
FOLDS = click.option("--folds", type=int, help="So many folds by scene, instead of train, val and test.")
WITHIN_SCENES = click.option(
    "--within-scenes", is_flag=True, help="Let the split file have views of one scene on several sides."
)


@main.command("export-coco")
@DATA
@click.option(
    "--style", default="cocoa-cls", show_default=True, help="cocoa-cls, coco, cocoa, kins, uoais, bop, aisformer."
)
@click.option("--masks", type=click.Choice(["rle", "polygon"]), help="How masks are coded.  [default: the style's way]")
@SPLIT_FILE
@FOLDS
@WITHIN_SCENES
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder.  [default: DATA/annotations, then STYLE if given]"
)
@STRICT
def export_coco(
    data: Path,
    style: str,
    masks: str | None,
    split_file: Path | None,
    folds: int | None,
    within_scenes: bool,
    out: Path | None,
    strict: bool,
) -> None:
    """Write DATA's annotations in the style of COCOA-cls or another that amodal training code reads."""
    from dyce.export.annotations import export_annotations

    split = _split(split_file, folds, within_scenes)
    for line in export_annotations(data, style, masks=masks, split=split, out=out, strict=strict).lines():
        _out.print(line, markup=False)


@main.command("export-webdataset")
@DATA
@SPLIT_FILE
@FOLDS
@WITHIN_SCENES
@click.option("--out", type=click.Path(path_type=Path), help="Folder.  [default: DATA/webdataset]")
@click.option("--shard-size", type=int, default=256, show_default=True, help="Megabytes after which a shard is closed.")
@STRICT
def export_webdataset(
    data: Path,
    split_file: Path | None,
    folds: int | None,
    within_scenes: bool,
    out: Path | None,
    shard_size: int,
    strict: bool,
) -> None:
    """Write DATA as WebDataset shards: tar files to train from over a network."""
    from dyce.export.webdataset import export_webdataset

    split = _split(split_file, folds, within_scenes)
    for line in export_webdataset(data, out=out, split=split, shard_megabytes=shard_size, strict=strict).lines():
        _out.print(line, markup=False)


def _split(file: Path | None, count: int | None, within_scenes: bool) -> "Division":
    """The way to divide scenes that the options ask for."""
    from functools import partial

    from dyce.data import splits

    if file is not None and count is not None:
        raise UsageError("--split-file and --folds can't both divide the scenes; give one")
    if within_scenes and file is None:
        raise UsageError("--within-scenes is about a --split-file; give one")
    if file is not None:
        return partial(splits.read_splits, path=file, within_scenes=within_scenes)
    return splits.splits if count is None else partial(splits.folds, count=count)


@main.command()
@DATA
@click.option("--rows", type=int, default=8, show_default=True, help="Views shown.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The picture's path: PNG or PDF.  [default: DATA/sheet.png]"
)
def sheet(data: Path, rows: int, out: Path | None) -> None:
    """Make a contact sheet of DATA: images, visible and invisible masks, appearances."""
    from dyce.show.sheet import make_sheet

    _out.print(f"The contact sheet is {make_sheet(data, out, rows)}")


@main.command()
@DATA
@click.option("--out", type=click.Path(path_type=Path), help="The pages' folder.  [default: DATA/gallery]")
def gallery(data: Path, out: Path | None) -> None:
    """Make pages to look through DATA in a browser: every view, its masks, every object unhidden.

    They open from disk and refer to the images in DATA. The same command again brings them up to date.
    """
    from dyce.show.gallery import make_gallery

    with _out.status("the gallery"):
        made = make_gallery(data, out)
    click.echo("\n".join(made.lines()))


@main.command()
@DATA
@click.option("--out", type=click.Path(path_type=Path), help="The plots' path.  [default: DATA/stats.png]")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def stats(data: Path, out: Path | None, as_json: bool) -> None:
    """Count DATA beside the paper's: objects, categories, how much is hidden, eye heights and aims.

    Writes plots, and the figures as JSON beside them; tells views that repeat others or show next to nothing.
    """
    from dyce.show.charts import write_stats
    from dyce.show.stats import collect_stats

    found = collect_stats(data)
    picture, figures = write_stats(found, data, out)
    if as_json:
        click.echo(json.dumps(found.as_dict(), indent=1))
    else:
        click.echo("\n".join([*found.lines(), f"The plots are {picture}, the figures {figures}"]))


@main.command()
@DATA
@click.option("--deep", is_flag=True, help="Read every pixel too: appearances against masks and image.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def verify(context: click.Context, data: Path, deep: bool, as_json: bool) -> None:
    """Check that DATA is whole and agrees with itself; exits with 1 where it does not.

    Tells the views that are damaged and what to run to mend them.
    """
    from dyce.verify.dataset import verify_data

    found = verify_data(data, deep)
    click.echo(json.dumps(found.as_dict(), indent=1) if as_json else "\n".join(found.lines()))
    context.exit(1 if found.errors else 0)


def _check_requirements() -> None:
    from dyce.requirements import check_requirements

    check_requirements()


@main.command()
@DATA
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/segan"), show_default=True)
@click.option(
    "--recipe", default="auto", show_default=True, help="paper, modern, small; auto is modern on CUDA, small without."
)
@click.option(
    "--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change a number of the recipe; repeatable."
)
@click.option("--phases", default="segmentor,painter,both", show_default=True, help="Which, with commas.")
@click.option(
    "--annotations",
    type=click.Path(path_type=Path),
    help="Folder of train.json and val.json.  [default: DATA/annotations]",
)
@click.option("--weights", type=click.Path(path_type=Path), help="ImageNet ResNet-18, in torchvision's naming.")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True)
@click.option("--precision", type=click.Choice(["auto", "fp32", "bf16"]), default="auto", show_default=True)
@click.option("--workers", type=int, default=2, show_default=True, help="Processes that load, for each that trains.")
@click.option(
    "--compile", "compiled", is_flag=True, help="Compile the networks: slower to start, then faster on a GPU."
)
@click.option("--threads", type=int, help="CPU threads that compute.  [default: torch's]")
def train(
    data: Path,
    out: Path,
    recipe: str,
    changes: tuple[str, ...],
    phases: str,
    annotations: Path | None,
    weights: Path | None,
    device: str,
    precision: str,
    workers: int,
    compiled: bool,
    threads: int | None,
) -> None:
    """Train SeGAN on DATA's annotations (of `dyce export-coco`).

    The same command again goes on where it was stopped. On several GPUs: torchrun --nproc-per-node 8 -m dyce.cli train ...
    """
    from dyce.segan import require_torch
    from dyce.segan.recipe import changed
    from dyce.segan.recipes.registry import find_recipe

    wanted = find_recipe("small" if recipe == "auto" else recipe)
    changed(wanted, changes)  # before torch is loaded
    if not 0 <= workers <= 256:
        raise UsageError(f"--workers must be from 0 to 256, not {workers}")
    if threads is not None and not 1 <= threads <= 1024:
        raise UsageError(f"--threads must be from 1 to 1024, not {threads}")
    require_torch()
    from dyce.segan.training.train import Options, fitting_recipe, run_command

    run_command(
        Options(data, out, annotations, phases.split(","), device, precision, workers, weights, compiled),
        changed(fitting_recipe(device) if recipe == "auto" else wanted, changes),
        threads,
    )


@main.command()
@DATA
@click.option("--split", default="test", show_default=True, help="Which annotation file.")
@click.option("--annotations", type=click.Path(path_type=Path), help="Their folder.  [default: DATA/annotations]")
@click.option(
    "--checkpoint", type=click.Path(path_type=Path), help="A trained model; without, baselines and ceiling alone."
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the tables.  [default: DATA/evaluation]")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True)
def evaluate(
    data: Path, split: str, annotations: Path | None, checkpoint: Path | None, out: Path | None, device: str
) -> None:
    """Measure a trained SeGAN on DATA's objects, beside baselines, ceiling and the paper's tables.

    Prints the tables and writes them as Markdown and JSON.
    """
    from dyce.segan.evaluation import evaluate as evaluation
    from dyce.segan.evaluation import tables

    model = None
    if checkpoint is not None:
        from dyce.segan import require_torch

        require_torch()
        from dyce.segan.evaluation.trained import load_model

        model = load_model(checkpoint, device)
    with _out.status("evaluating") as status:
        found = evaluation.evaluate(
            data, split, annotations, model, lambda images: status.update(f"evaluating: {images} images")
        )
    figures, text = tables.write(found, out or data / "evaluation")
    click.echo(text.read_text(encoding="utf-8"))
    click.echo(f"The tables are {text}, the figures {figures}")


@main.command()
@click.argument("image", type=click.Path(path_type=Path))
@click.argument("mask", type=click.Path(path_type=Path))
@click.option("--checkpoint", type=click.Path(path_type=Path), default=Path("data/segan/best.pt"), show_default=True)
@click.option(
    "--other", "others", type=click.Path(path_type=Path), multiple=True, help="Mask of another object; repeatable."
)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="Folder.  [default: here]")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True)
def complete(image: Path, mask: Path, checkpoint: Path, others: tuple[Path, ...], out: Path, device: str) -> None:
    """Complete an object of any photograph: IMAGE, and MASK, which is bright where the object is seen.

    Writes its full mask, IMAGE-full.png, and the object unhidden, IMAGE-object.png (RGBA), of IMAGE's size. Masks of the
    objects around it (--other), where you have some, tell what may hide it.
    """
    from dyce.segan import require_torch
    from dyce.segan.use.photograph import outputs, read_image, read_mask, read_seen, write_completed

    pixels = read_image(image)
    visible = read_mask(mask, (pixels.shape[0], pixels.shape[1]))
    seen = read_seen(visible, others)
    paths = outputs(image, (mask, *others), out)
    require_torch()
    from dyce.segan.use.completer import load_completer

    completion = load_completer(checkpoint, device).complete(pixels, visible[None], seen)
    for line in write_completed(paths, visible, completion).lines():
        click.echo(line)


if __name__ == "__main__":
    main()
