"""`dyce train`, `dyce evaluate` and `dyce complete`."""

from pathlib import Path

import click

from dyce.cli.group import DATA, main
from dyce.cli.group import out as console
from dyce.errors import UsageError


@main.command()
@DATA
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/segan"), show_default=True)
@click.option(
    "--recipe", default="auto", show_default=True, help="paper, modern, small; auto is modern on CUDA, small without."
)
@click.option(
    "--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change a number of the recipe; repeatable."
)
@click.option("--phases", help="Which, with commas.  [default: the recipe's, for SeGAN segmentor,painter,both]")
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
    phases: str | None,
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
    from dyce.segan.recipes.registry import AUTO, find_recipe

    wanted = find_recipe(AUTO["cpu"] if recipe == "auto" else recipe)
    changed(wanted, changes)  # before torch is loaded
    if not 0 <= workers <= 256:
        raise UsageError(f"--workers must be from 0 to 256, not {workers}")
    if threads is not None and not 1 <= threads <= 1024:
        raise UsageError(f"--threads must be from 1 to 1024, not {threads}")
    require_torch()
    from dyce.segan.training.train import Options, fitting_recipe, run_command

    run_command(
        Options(
            data,
            out,
            annotations,
            None if phases is None else phases.split(","),
            device,
            precision,
            workers,
            weights,
            compiled,
        ),
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
    with console.status("evaluating") as status:
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
