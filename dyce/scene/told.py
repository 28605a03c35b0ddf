"""What a user can tell of a scene beyond what its file says itself: each field is an option of the commands that open scenes."""

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dyce.errors import UsageError
from dyce.settings import option

__all__ = ["Told"]


@dataclass(frozen=True)
class Told:
    """What is told of a scene's file; a stage depends on it, and its data set keeps it.

    A field that is False, 0 or empty is not told. One that names a file counts by what is in that file.
    """

    scale: float = option(
        0.0, "Metres a unit of the file, where it does not say or says it wrong: 0.001 for millimetres.", flag="--scale"
    )
    mapping: str = option(
        "",
        "A TOML or CSV file that says what is what: pattern of names, category.",
        flag="--mapping",
        names_a_file=True,
    )
    light: str = option(
        "auto",
        "`keep` the file's own, `auto` to mend what is black or burnt, or an .hdr or .exr to light it with.",
        flag="--light",
        names_a_file=True,
    )
    allow_missing: bool = option(False, "Render though textures or libraries are missing.", flag="--allow-missing")
    up: str = option(
        "", "Which axis of an .obj, .ply or .stl is up, where its importer takes another: y or z.", flag="--up"
    )
    allow_newer: bool = option(
        False, "Open a .blend that a newer Blender has saved, though it may look wrong.", flag="--allow-newer"
    )

    def __post_init__(self) -> None:
        """Check what can be checked without the scene.

        Raises:
            UsageError: the scale is no length, the light neither a word that is known nor a picture that is there, or no axis is
                told by that name.
        """
        if self.scale and not 1e-6 <= self.scale <= 1e6:
            raise UsageError(f"--scale must be from 0.000001 to 1000000 metres a unit, not {self.scale:g}")
        if self.up not in ("", "y", "z"):
            raise UsageError(f"--up must be y or z, not {self.up!r}")
        if self.light not in ("auto", "keep") and not (
            self.light.lower().endswith((".hdr", ".exr")) and Path(self.light).is_file()
        ):
            raise UsageError(
                f"--light must be auto, keep or the path of an .hdr or .exr that is there, not {self.light!r}"
            )

    def as_dict(self) -> dict[str, Any]:
        """What is told, as plain JSON values; without what is as it is where nothing is told."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) != each.default}

    def options(self) -> list[str]:
        """The options of the command line that tell it, in whatever folder they are given."""
        found = []
        for each in fields(self):
            value = getattr(self, each.name)
            if value != each.default:
                there = each.metadata["names_a_file"] and Path(str(value)).is_file()
                text = str(Path(str(value)).resolve()) if there else str(value)
                found += [each.metadata["flag"], *([] if value is True else [text])]
        return found

    def digest(self) -> bytes:
        """Changes when anything changes that is told; a file that is named counts by its content, wherever it lies."""
        found = hashlib.sha256()
        for name, value in sorted(self.as_dict().items()):
            path = Path(str(value))
            named = next(each for each in fields(self) if each.name == name).metadata["names_a_file"]
            content = path.read_bytes() if named and path.is_file() else repr(value).encode()
            found.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest())
        return found.digest()
