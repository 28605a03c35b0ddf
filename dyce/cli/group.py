"""The group that all commands are in, its errors, and what several commands share."""

from collections.abc import Callable, Sequence
from dataclasses import Field
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from dyce._version import __version__
from dyce.errors import DyceError, UsageError
from dyce.settings import Device

__all__ = ["DATA", "DEVICE", "main", "options_of", "out"]

DEVICE = click.option(
    "--device",
    type=click.Choice([str(device) for device in Device]),
    default="auto",
    show_default=True,
)
DATA = click.argument("data", type=click.Path(path_type=Path), default=Path("data/dyce"))
out = Console(highlight=False, soft_wrap=True, markup=False)  # users' names may hold brackets


def options_of(settings: Sequence[Field[Any]]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options of fields made with `dyce.settings.option`, as they say."""

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        for each in reversed(settings):
            kind: dict[str, Any] = {"type": type(each.default)}
            if isinstance(each.default, bool):
                kind = {"is_flag": True}
            elif isinstance(each.default, StrEnum):
                kind = {"type": click.Choice([str(choice) for choice in type(each.default)])}
            shown = bool(each.default) and not each.metadata["optional"]
            default = str(each.default) if isinstance(each.default, StrEnum) else each.default
            command = click.option(
                each.metadata["flag"],
                each.name,
                default=default,
                show_default=shown,
                help=each.metadata["says"],
                **kind,
            )(command)
        return command

    return decorated


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
@click.version_option(__version__)
def main() -> None:
    """Synthetic occlusion data from Blender scenes: amodal masks, hidden appearance, who hides whom."""
