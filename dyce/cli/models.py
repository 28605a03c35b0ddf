"""`dyce models`: what rooms can be furnished with."""

from pathlib import Path

import click

from dyce.cli.group import main
from dyce.cli.group import out as console
from dyce.errors import UsageError
from dyce.requirements import check_requirements


@main.command()
@click.option("--sizes", is_flag=True, help="Make one of each: width, depth and height of a plain one.")
@click.option(
    "--sheet", type=click.Path(path_type=Path), help="Write a picture of all of them, as JPEG or PNG: minutes."
)
def models(sizes: bool, sheet: Path | None) -> None:
    """List the makers of household things: name, category, the words they take; or show what they make."""
    import dyce.models
    from dyce.cache import cache_folder
    from dyce.farm.workers import in_blender
    from dyce.models.command import draw_sheet, list_makers

    if sheet is not None and sizes:
        raise UsageError("--sizes are listed and --sheet is a picture; ask for one of them")
    if sheet is not None and sheet.suffix.lower() not in (".jpg", ".jpeg", ".png"):
        raise UsageError(f"--sheet {sheet} must end in .jpg or .png")
    if sheet is not None and not sheet.resolve().parent.is_dir():
        raise UsageError(f"--sheet {sheet}: there is no folder {sheet.parent}")
    check_requirements()
    log, about = cache_folder() / "models.log", Path(dyce.models.__path__[0])
    if sheet is not None:
        with console.status("rendering one of each"):
            count = in_blender(draw_sheet, log, about, sheet.resolve())
        console.print(f"{count} things are shown in {sheet}")
        return
    for line in in_blender(list_makers, log, about, sizes):
        console.print(line)
