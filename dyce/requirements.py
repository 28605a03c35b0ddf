"""Whether Blender can run here: said in one sentence before it is tried."""

import ctypes
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from dyce.errors import DyceError

__all__ = ["BLENDERS", "blender_version", "check_requirements"]

BLENDERS = {(3, 11): "5.0.1", (3, 13): "5.3.0"}
"""The Pythons that rendering runs on, oldest first, and the bpy of each: one is built for no other Python."""

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
        DyceError: Python is none that a known bpy is built for, bpy is not installed or not the known one, or system
            libraries are missing.
    """
    here = sys.version_info[:2]
    if here not in BLENDERS:
        known = " or ".join(f"{_dotted(python)} (bpy {bpy})" for python, bpy in BLENDERS.items())
        raise DyceError(f"rendering needs Python {known}, and this is {_dotted(here)}: install dyce in one of these")
    if sys.platform == "linux" and (missing := [name for name in PACKAGES if not _loads(name)]):
        packages = " ".join(PACKAGES[name] for name in missing)
        raise DyceError(f"Blender needs system libraries that are not here: run `apt-get install {packages}`")
    if find_spec("bpy") is None:
        raise DyceError(f"Blender is not here: run `pip install bpy=={BLENDERS[here]}`")
    if (found := blender_version()).split(".")[:2] != BLENDERS[here].split(".")[:2]:
        raise DyceError(
            f"bpy is {found}, and dyce is made for {BLENDERS[here]}: run `pip install bpy=={BLENDERS[here]}`"
        )


def blender_version() -> str:
    """The version of Blender that renders here, without importing bpy; empty where there is none."""
    try:
        return version("bpy")
    except PackageNotFoundError:
        return ""


def _dotted(python: tuple[int, ...]) -> str:
    return ".".join(map(str, python))


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
