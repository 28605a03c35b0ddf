"""A recipe: a Python file that builds a room, written in `dyce.scene.language` (bpy)."""

import runpy
from pathlib import Path

from dyce.errors import DyceError

__all__ = ["build_recipe"]


def build_recipe(path: Path) -> None:
    """Execute a recipe file: its `build()` fills the emptied current Blender scene. Raises DyceError if it cannot."""
    names = runpy.run_path(str(path))
    build = names.get("build")
    if not callable(build):
        raise DyceError(f"{path} has no function build(): a recipe needs one")
    build()
