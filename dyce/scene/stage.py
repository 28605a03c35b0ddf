"""A stage: a built scene on disk, and what may be known of it without Blender.

A stage is a folder in the cache: `stage.blend` (what renders), `stage.json` (instances, credits, colour management) and
`stage.npz` (triangles, for the tracer). `dyce.scene.build` makes it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from dyce._version import __version__
from dyce.builtin import builtin_folder
from dyce.cache import cache_folder
from dyce.requirements import blender_version
from dyce.scene.formats import models_in
from dyce.scene.sources import Source
from dyce.views.rig import FileCamera, Site
from dyce.views.trace import Tracer

__all__ = [
    "Colour",
    "Probe",
    "RoleSaid",
    "Stage",
    "StageInstance",
    "fingerprint",
    "is_built",
    "load_stage",
    "noted",
    "stage_folder",
]


Needs = dict[str, tuple[int, int, str]]
"""Of each file by its path: bytes, when it was changed last (ns), SHA-256 of its content; -1, 0 and empty if missing."""


@dataclass(frozen=True)
class StageInstance:
    """One object of a scene that is annotated."""

    id: int
    """1..N in order of name; Blender's pass index in the stage."""
    name: str
    """The root object's name in Blender."""
    category: str
    model: str
    """The model's key, for credits; empty where unknown."""
    shape: str
    """A hash of its meshes in its own frame: equal for equal shapes wherever they stand."""


@dataclass(frozen=True)
class RoleSaid:
    """What one hierarchy of objects was taken for, and why."""

    name: str
    """Of its root in Blender."""
    kind: str
    """`instance`, `structure` or `ignored`."""
    category: str
    """Of an instance; empty for the rest."""
    reason: str
    objects: int
    """How many render as part of it."""
    size: tuple[float, ...] = (0.0, 0.0, 0.0)
    """(3,) metres: extents of what can be traced of it."""
    pattern: str = ""
    """The line of a mapping that means just these, where that is more than the root's name."""


@dataclass(frozen=True)
class Colour:
    """How scene-linear light becomes display values: Blender's colour management of a scene."""

    display: str
    view: str
    look: str
    exposure: float
    """Stops."""
    gamma: float


@dataclass(frozen=True)
class Probe:
    """How bright a few small views of a scene come out, over the pixels that show a surface."""

    mean: float
    """Of display values, 0 to 255."""
    contrast: float
    """Their standard deviation."""
    black: float
    """Share of pixels that are black."""
    clipped: float
    """Share of pixels that are burnt out."""
    exposure: float
    """Stops that were given on top of the scene's own."""
    light: str
    """What light was given: `default`, or the name of a picture; empty where it is the scene's own, `keep` where that is told."""


@dataclass(frozen=True)
class Stage:
    """A built scene."""

    name: str
    fingerprint: str
    """Changes when anything changes that the scene is built from."""
    folder: Path
    instances: list[StageInstance]
    credits: list[dict[str, str]]
    """One entry a model that must be credited."""
    colour: Colour
    metres_per_unit: float
    """Scale of the Blender file; everything outside Blender is in metres."""
    rig: str
    """The camera rig for it where none is told."""
    cameras: list[FileCamera]
    """Those of its own file, by name and frame."""
    roles: list[RoleSaid]
    """Everything in the scene, instances first, by name."""
    source: dict[str, Any]
    """Where it comes from, as `Source.describe` says it."""
    notes: list[str]
    """What was decided that the user should know, one line each."""
    warnings: list[str]
    """What is likely to be wrong with it, one line each."""
    probe: Probe | None = None
    """How bright it is; None for rooms, which are as they were written."""

    @property
    def blend(self) -> Path:
        """The Blender file that renders."""
        return self.folder / "stage.blend"

    @cached_property
    def geometry(self) -> tuple[np.ndarray, np.ndarray]:
        """Triangles, (T, 3, 3) float32, metres, world; the instance id of each, (T,) int32, 0 for structure."""
        with np.load(self.folder / "stage.npz") as arrays:
            return arrays["triangles"], arrays["owner"]

    @cached_property
    def walkable(self) -> np.ndarray:
        """(T, 3, 3) float32, metres, world: the triangles that mark where a person can stand; none where it is not said."""
        with np.load(self.folder / "stage.npz") as arrays:
            found: np.ndarray = arrays["walkable"]
            return found

    def site(self) -> Site:
        """The scene as rigs and rays have it; builds the tracer's structures, which takes a moment."""
        return Site(self.name, Tracer(*self.geometry), self.instances, self.walkable, self.cameras)

    def describe(self) -> dict[str, Any]:
        """What `scene.json` of a data set says of the scene."""
        return {
            "scene": self.name,
            "fingerprint": self.fingerprint,
            "blender": blender_version(),
            **({"source": self.source} if self.source else {}),
            "instances": [vars(instance) for instance in self.instances],
            "credits": self.credits,
        }


def fingerprint(source: Source, needs: Needs | None = None) -> str:
    """A hash of all that a stage depends on: file, what is told of it, Blender, and the code that decides about it.

    Args:
        source: the scene.
        needs: the other files that its file turned out to need, as `noted`; a stage lies where it lies without them.
    """
    digest = hashlib.sha256(f"{__version__} {blender_version()}".encode())
    digest.update(source.told.digest())
    package = Path(__file__).resolve().parents[1]
    # how a room is built; or how bright a file is probed to be
    folders = ("scene/language", "models") if source.path.suffix == ".py" else ("render",)
    code = [path for folder in ("scene", "views") for path in sorted((package / folder).glob("*.py"))]
    code += [path for folder in folders for path in sorted((package / folder).rglob("*.py"))]
    code += sorted(builtin_folder("camera_rigs").glob("*.toml"))
    own = models_in(source.path) if source.path.is_dir() else {"": source.path}
    for name, path in [*own.items(), *(("", path) for path in (package / "categories.py", *code))]:
        digest.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    for _, _, content in (needs or {}).values():
        digest.update(content.encode())
    return digest.hexdigest()[:16]


def noted(paths: Iterable[Path]) -> Needs:
    """What is to be remembered of files, to know whether they have changed since."""
    return {str(path): (*_touched(path), _content(path)) for path in sorted(paths)}


def _touched(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return -1, 0
    return found.st_size, found.st_mtime_ns


def _content(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_built(folder: Path) -> bool:
    """Whether a folder holds a whole stage, and the files that it needs are what they were, or missing as they were."""
    try:
        needs = json.loads((folder / "stage.json").read_bytes()).get("needs", {})
        return all(
            _touched(Path(path)) == (*touched,) or _content(Path(path)) == content
            for path, (*touched, content) in needs.items()
        )
    except (OSError, ValueError):
        return False


def stage_folder(source: Source) -> Path:
    """Where the stage of a scene, as it is now, lies in the cache."""
    # two files of the same content may lie beside other textures
    place = "" if source.path.suffix == ".py" else str(source.path.resolve())
    key = hashlib.sha256(f"{fingerprint(source)} {place}".encode()).hexdigest()[:16]
    return cache_folder() / "stages" / f"{source.name}-{key}"


def load_stage(folder: Path, name: str) -> Stage:
    """The stage in a folder that `build_stage` has made."""
    fields = json.loads((folder / "stage.json").read_bytes())
    return Stage(
        name=name,
        fingerprint=fields["fingerprint"],
        folder=folder,
        instances=[StageInstance(**instance) for instance in fields["instances"]],
        credits=fields["credits"],
        colour=Colour(**fields["colour"]),
        metres_per_unit=fields["metres_per_unit"],
        rig=fields["rig"],
        cameras=[FileCamera(**camera) for camera in fields["cameras"]],
        roles=[RoleSaid(**role) for role in fields["roles"]],
        source=fields["source"],
        notes=fields["notes"],
        warnings=fields["warnings"],
        probe=Probe(**fields["probe"]) if fields.get("probe") else None,
    )
