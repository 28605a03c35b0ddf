"""Whether Blender can run here: said in one sentence before it is tried."""

import ctypes
import sys
from importlib.util import find_spec

from dyce.errors import DyceError

__all__ = ["check_requirements"]

PACKAGES = {
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXi.so.6": "libxi6",
    "libXrender.so.1": "libxrender1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libGL.so.1": "libgl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
"""The system libraries that bpy and OpenCV load, and the Debian and Ubuntu packages that hold them."""


def check_requirements() -> None:
    """Say what is missing, without importing bpy.

    Raises:
        DyceError: Python is not the one that bpy is built for, bpy is not installed, or system libraries are missing.
    """
    if sys.version_info[:2] != (3, 11):
        version = ".".join(map(str, sys.version_info[:2]))
        raise DyceError(
            f"rendering needs Python 3.11, for which bpy 5.0 is built, and this is {version}: use python3.11"
        )
    if sys.platform == "linux" and (missing := [name for name in PACKAGES if not _loads(name)]):
        packages = " ".join(PACKAGES[name] for name in missing)
        raise DyceError(f"Blender needs system libraries that are not here: run `apt-get install {packages}`")
    if find_spec("bpy") is None:
        raise DyceError("Blender is not here: run `pip install bpy==5.0.1`")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    try:
        check_requirements()
    except DyceError as error:
        sys.exit(f"dyce: {error}")
