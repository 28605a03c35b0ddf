"""`dyce assets`: the model pack."""

from pathlib import Path

import click

from dyce.cli.group import main, out


@main.group()
def assets() -> None:
    """The model pack that the built-in scenes are furnished from."""


@assets.command("install")
@click.option("--from", "source", type=click.Path(path_type=Path), help="A .deb, .zip, .sh3f or folder that you have.")
def assets_install(source: Path | None) -> None:
    """Install the model pack into the cache: through apt, or from a file."""
    from dyce.models import pack

    pack.install(source, report=out.print)
    _print_pack()


@assets.command("status")
def assets_status() -> None:
    """Which model libraries are installed, and where."""
    _print_pack()


def _print_pack() -> None:
    from dyce.models import pack

    for library in pack.status():
        state = f"{library.models} models" if library.installed else "not installed"
        out.print(f"{library.name:16} {library.licence:14} {state:14} {library.path}")
