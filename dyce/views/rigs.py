"""Which rig a name means: a TOML file (people in a room, an orbit), or a Python file that proposes poses in its own way."""

import difflib
import hashlib
import runpy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dyce.builtin import builtin_folder
from dyce.errors import DyceError, UsageError
from dyce.views.given import cameras_rig
from dyce.views.orbit import read_orbit_rig
from dyce.views.poses import read_poses_rig
from dyce.views.rig import Keep, Pose, Rig, Site
from dyce.views.standing import read_standing_rig
from dyce.views.tables import read_table

__all__ = ["find_rig"]

SUFFIXES = (".toml", ".py")


@dataclass(frozen=True)
class _PythonRig:
    """A rig of a kind of its own: a file with `KEEP` and `candidates`, as the fields here."""

    name: str
    digest: str
    keep: Keep
    propose: Callable[[Site, np.random.Generator], Iterator[Pose | None]]

    def candidates(self, site: Site, random: np.random.Generator) -> Iterator[Pose | None]:
        try:
            yield from self.propose(site, random)
        except DyceError:
            raise
        except Exception as error:  # whatever a user's file makes Python raise
            raise DyceError(f"rig {self.name} failed in its candidates() ({type(error).__name__}: {error})") from error


def find_rig(name: str) -> Rig:
    """The rig of a name (in `./camera_rigs`, else a built-in one) or of a file's path.

    `cameras` and `cameras:A,B` are the cameras of the scene's own file; `poses:FILE` is a list of poses.

    Raises:
        UsageError: there is none, or the file is not a rig; says what is wrong with it.
    """
    kind, _, told = name.partition(":")
    if kind == "cameras":
        return cameras_rig(told)
    if kind == "poses":
        return read_poses_rig(told)
    folders = [Path("camera_rigs"), builtin_folder("camera_rigs")]
    named = [folder / f"{name}{suffix}" for folder in folders for suffix in SUFFIXES]
    paths = [Path(name)] if name.endswith(SUFFIXES) else named
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        known = sorted(
            {"cameras"} | {path.stem for folder in folders for path in folder.glob("[!_]*") if path.suffix in SUFFIXES}
        )
        near = difflib.get_close_matches(name, known, 1, 0.4)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"there is no camera rig {name!r}; {hint}")
    return _read_toml_rig(path) if path.suffix == ".toml" else _read_python_rig(path)


def _read_toml_rig(path: Path) -> Rig:
    table, digest = read_table(path)
    kind = table.pop("kind", "standing")
    if kind == "orbit":
        return read_orbit_rig(path, table, digest)
    if kind != "standing":
        raise UsageError(f"{path}: kind must be 'standing' (the one where none is said) or 'orbit', not {kind!r}")
    return read_standing_rig(path, table, digest)


def _read_python_rig(path: Path) -> Rig:
    try:
        found = runpy.run_path(str(path))
    except (Exception, SystemExit) as error:  # whatever a user's file makes Python raise
        raise UsageError(f"{path} can't be run as a rig ({type(error).__name__}: {error})") from error
    keep, propose = found.get("KEEP"), found.get("candidates")
    if not isinstance(keep, Keep) or not callable(propose):
        raise UsageError(f"{path} must have KEEP, a dyce.views.rig.Keep, and a function candidates(site, random)")
    return _PythonRig(path.stem, hashlib.sha256(path.read_bytes()).hexdigest()[:12], keep, propose)
