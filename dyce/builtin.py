"""Where the scenes and camera rigs that ship with dyce lie: in the installed package, or in the checkout beside it."""

from pathlib import Path

__all__ = ["builtin_folder"]


def builtin_folder(kind: str) -> Path:
    """The folder of the built-in `scenes` or `camera_rigs`."""
    package = Path(__file__).resolve().parent
    installed = package / kind
    return installed if installed.is_dir() else package.parent / kind
