"""The rig of people in a room, standing and now and then seated, who look at its objects; told by a TOML file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dyce.builtin import builtin_folder
from dyce.errors import DyceError, UsageError
from dyce.views.camera import look_at
from dyce.views.floor import CELL, Floor, walkable_floor
from dyce.views.rig import Keep, Pose, Site
from dyce.views.tables import numbers, read_table, section, span

__all__ = ["Aim", "Eye", "StandingRig", "head_height", "read_standing_rig"]


@dataclass(frozen=True)
class Eye:
    """One way to be in a room."""

    name: str
    height: tuple[float, float]
    """Metres above the floor, drawn evenly."""
    weight: float
    """How often, relative to the other ways."""


@dataclass(frozen=True)
class Aim:
    """How a camera is aimed at an instance."""

    distance: tuple[float, float]
    """Metres from the eye to the target's middle."""
    jitter: float
    """Standard deviation of the point aimed at, in half-sizes of the target's bounding box."""
    roll: float
    """Standard deviation of the rotation about the optical axis, degrees."""


@dataclass(frozen=True)
class StandingRig:
    """Eyes at head height over the walkable floor."""

    name: str
    description: str
    fov: tuple[float, float]
    """Degrees across the longer side of the image, drawn evenly."""
    eyes: tuple[Eye, ...]
    floor: Floor
    aim: Aim
    keep: Keep
    digest: str

    def candidates(self, site: Site, random: np.random.Generator) -> Iterator[Pose | None]:
        """Poses without end; None where the target is too near or too far. Raises DyceError where there is no floor."""
        stand = walkable_floor(site.tracer, self.floor, site.walkable)
        if not len(stand):
            raise DyceError(
                f"scene {site.scene} has no floor on which a person of rig {self.name} can stand; give --rig orbit or --rig "
                "cameras, or see its [floor]"
            )
        while True:
            yield self._candidate(site, stand, random)

    def _candidate(self, site: Site, stand: np.ndarray, random: np.random.Generator) -> Pose | None:
        weights = np.array([eye.weight for eye in self.eyes])
        eye = self.eyes[random.choice(len(self.eyes), p=weights / weights.sum())]
        position = stand[random.integers(len(stand))] + [*random.uniform(-CELL / 2, CELL / 2, 2), 0.0]
        eye_height = random.uniform(*eye.height)
        position = position + [0, 0, eye_height]
        target = site.targets[int(random.integers(len(site.targets)))]
        jitter = random.normal(0, self.aim.jitter, 3)
        roll = np.radians(random.normal(0, self.aim.roll))
        fov = random.uniform(*self.fov)
        if target.id not in site.tracer.bounds:
            return None
        low, high = site.tracer.bounds[target.id]
        aim = (low + high) / 2 + np.clip(jitter, -1, 1) * (high - low) / 2
        near, far = self.aim.distance
        if not near <= np.linalg.norm((low + high) / 2 - position) <= far:
            return None
        return Pose(float(fov), look_at(position, aim, float(roll)), float(eye_height), target.name)


def head_height() -> StandingRig:
    """The built-in rig of that name."""
    path = builtin_folder("camera_rigs") / "head_height.toml"
    return read_standing_rig(path, *read_table(path))


def read_standing_rig(path: Path, table: dict[str, Any], digest: str) -> StandingRig:
    """The rig that a TOML file's table tells.

    Args:
        path: the file's.
        table: what it says.
        digest: a hash of it.

    Raises:
        UsageError: it is not a rig; says what is wrong with it.
    """
    return StandingRig(
        name=path.stem,
        description=str(table.get("description", "")),
        fov=span(path, "camera.fov", section(path, table, "camera", ["fov"])["fov"], 1.0, 150.0),
        eyes=_eyes(path, table),
        floor=Floor(**numbers(path, table, "floor", Floor)),
        aim=Aim(**numbers(path, table, "aim", Aim)),
        keep=Keep(**numbers(path, table, "keep", Keep)),
        digest=digest,
    )


def _eyes(path: Path, table: dict[str, Any]) -> tuple[Eye, ...]:
    eyes = table.get("eye")
    if not isinstance(eyes, list) or not eyes:
        raise UsageError(f"{path}: there must be at least one [[eye]] with name, height and weight")
    found = []
    for eye in eyes:
        told = section(path, {"[eye]": eye}, "[eye]", ["name", "height", "weight"])
        weight = told["weight"]
        if not isinstance(weight, int | float) or not weight > 0:
            raise UsageError(f"{path}: eye.weight must be a number over 0")
        found.append(Eye(str(told["name"]), span(path, "eye.height", told["height"], 0.0, 100.0), float(weight)))
    return tuple(found)
