"""A room that is written in Python, in `dyce.scene.language`, and how it is built."""

import runpy
from pathlib import Path

from dyce.errors import DyceError

__all__ = ["build_room"]


def build_room(path: Path) -> None:
    """Execute a room's file: its `build()` fills the emptied current Blender scene. Raises DyceError if it cannot."""
    names = runpy.run_path(str(path))
    build = names.get("build")
    if not callable(build):
        raise DyceError(f"{path} has no function build(): a room needs one")
    build()
