"""The command line: what each command is called and told; the work is done elsewhere."""

from dyce.cli import assets, export, look, render, scenes, segan
from dyce.cli.group import main

__all__ = ["assets", "export", "look", "main", "render", "scenes", "segan"]
