"""`dyce export-coco` and `dyce export-webdataset`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dyce.cli.group import DATA, main
from dyce.cli.group import out as console
from dyce.errors import UsageError
from dyce.export.styles import DEFAULT, style_names

if TYPE_CHECKING:
    from dyce.data.splits import Division

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
@click.option("--style", default=DEFAULT, show_default=True, help=f"{', '.join(style_names())}.")
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
        console.print(line)


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
        console.print(line)


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
