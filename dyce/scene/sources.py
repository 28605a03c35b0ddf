"""Which scene a name means: a built-in room, the user's own, or a file with a scene in it."""

import ast
import difflib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dyce.builtin import builtin_folder
from dyce.errors import UsageError
from dyce.scene.formats import SUFFIXES, UNREADABLE, models_in, unreadable
from dyce.scene.told import Told

__all__ = ["Source", "builtin_scenes", "describe", "find_scene", "find_scenes"]

NOTHING = Told()
"""Nothing told."""


@dataclass(frozen=True)
class Source:
    """A scene that can be built."""

    name: str
    """What its records are filed under."""
    path: Path
    """A room (.py), a Blender file (.blend), one that Blender imports (.glb, .usd, .obj, ...), or a folder of these."""
    told: Told = NOTHING
    """What the user tells of it."""

    def describe(self) -> dict[str, Any]:
        """Where it comes from, for whoever renders it again: its file, and the options that tell of it; empty if built in."""
        builtin = builtin_scenes().get(self.name)
        options = self.told.options()
        if builtin and builtin.path == self.path:
            return {"options": options} if options else {}
        return {"file": str(self.path), "options": options}


def _rooms(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")}


def builtin_scenes() -> dict[str, Source]:
    """The scenes that ship with dyce, by name, in their natural order."""
    paths = _rooms(builtin_folder("scenes"))
    return {name: Source(name, path) for name, path in sorted(paths.items())}


def describe(source: Source) -> str:
    """The first line of a room's docstring; nothing for a Blender file."""
    if source.path.suffix != ".py":
        return ""
    text = ast.get_docstring(ast.parse(source.path.read_text())) or ""
    return text.partition("\n")[0]


def find_scene(name: str, told: Told = NOTHING) -> Source:
    """The scene that a name or a path means, with what is told of it.

    `kitchen3` is `./scenes/kitchen3.py` or `.blend` where there is one, else the built-in one; `my.blend` is a path, and so is
    `models/`, a folder.

    Raises:
        UsageError: there is no such scene, or its format can't be read; says which name is nearest, or what to give.
    """
    path = Path(name)
    if path.suffix.lower() in SUFFIXES and path.is_file():
        return _source(path, told)
    if path.is_dir() and (len(path.parts) > 1 or name.endswith(("/", "."))):
        return _folder(path, told)
    if path.is_file() or path.suffix.lower() in {*SUFFIXES, *UNREADABLE}:
        raise UsageError(unreadable(path))
    own = [Path("scenes") / f"{name}{suffix}" for suffix in SUFFIXES]
    builtin = builtin_scenes()
    for path in own:
        if re.fullmatch(r"[\w.-]+", name) and path.is_file():
            return Source(name, path.resolve(), told)
    if name in builtin:
        return replace(builtin[name], told=told)
    if path.is_dir():
        return _folder(path, told)
    known = sorted({*builtin, *(path.stem for suffix in SUFFIXES for path in Path("scenes").glob(f"*{suffix}"))})
    near = difflib.get_close_matches(name, known, 1, 0.4)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise UsageError(f"there is no scene {name!r}; {hint}")


def _source(path: Path, told: Told) -> Source:
    name = re.sub(r"[^\w.-]+", "_", path.resolve().stem).strip(".")
    return Source(name or "scene", path.resolve(), told)


def _folder(folder: Path, told: Told) -> Source:
    """The one scene in a folder, or the models in it as a scene.

    Raises:
        UsageError: there are several .blend files, or nothing.
    """
    blends = sorted(folder.glob("*.blend"))
    if len(blends) > 1:
        names = ", ".join(path.name for path in blends[:3])
        raise UsageError(f"{folder} holds {len(blends)} .blend files ({names}, ...); give one of them")
    models = models_in(folder)
    if blends or len(models) == 1:
        return _source((blends or [*models.values()])[0], told)
    if not models:
        raise UsageError(
            f"{folder} holds no model; give a scene's file, or a folder of .glb, .usd, .fbx, .obj or other models"
        )
    return _source(folder, told)


def find_scenes(names: str, told: Told = NOTHING) -> list[Source]:
    """The scenes of a comma-separated list; `all` is every built-in one.

    Raises:
        UsageError: one of them does not exist, or two have one name.
    """
    if names == "all":
        return [replace(source, told=told) for source in builtin_scenes().values()]
    whole = Path(names).exists()  # a comma may be part of a path
    found = [find_scene(name.strip(), told) for name in ([names] if whole else names.split(","))]
    if len({source.name for source in found}) < len(found):
        raise UsageError(f"two scenes of {names!r} have the same name; render them into different folders (--out)")
    return found
