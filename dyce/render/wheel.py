"""What the bpy wheel carries besides Blender: found without importing it."""

from importlib.util import find_spec
from pathlib import Path

from dyce.errors import DyceError

__all__ = ["in_wheel"]


def in_wheel(pattern: str, what: str, newest: bool = False) -> Path:
    """A file of the bpy wheel: the first that a glob pattern finds, or the last where `newest`.

    Raises:
        DyceError: there is none; `what` is what the user is told to be missing.
    """
    spec = find_spec("bpy")
    root = Path(spec.origin).parent if spec and spec.origin else Path()
    found = sorted(root.glob(pattern))
    if not found:
        raise DyceError(f"{what} is not where bpy is installed; install bpy again")
    return found[-1 if newest else 0]
