"""Commands to look at a data set, to count it, and to check it."""

import json
from pathlib import Path

import click

from dyce.cli.group import DATA, main
from dyce.cli.group import out as console


@main.command()
@DATA
@click.option("--rows", type=int, default=8, show_default=True, help="Views shown.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The picture's path: PNG or PDF.  [default: DATA/sheet.png]"
)
def sheet(data: Path, rows: int, out: Path | None) -> None:
    """Make a contact sheet of DATA: images, visible and invisible masks, appearances."""
    from dyce.show.sheet import make_sheet

    console.print(f"The contact sheet is {make_sheet(data, out, rows)}")


@main.command()
@DATA
@click.option("--out", type=click.Path(path_type=Path), help="The pages' folder.  [default: DATA/gallery]")
def gallery(data: Path, out: Path | None) -> None:
    """Make pages to look through DATA in a browser: every view, its masks, every object unhidden.

    They open from disk and refer to the images in DATA. The same command again brings them up to date.
    """
    from dyce.show.gallery import make_gallery

    with console.status("the gallery"):
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
