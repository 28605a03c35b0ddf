"""The rig of people in a room, standing and now and then seated, who look at its objects; told by a TOML file."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from dyce.errors import DyceError, UsageError
from dyce.views.camera import look_at
from dyce.views.floor import CELL, Floor, walkable_floor
from dyce.views.rig import Keep, Pose, Site

__all__ = ["Aim", "Eye", "StandingRig", "read_standing_rig"]


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
                f"scene {site.scene} has no floor on which a person of rig {self.name} can stand; see its [floor]"
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


def read_standing_rig(path: Path) -> StandingRig:
    """The rig of a TOML file.

    Raises:
        UsageError: the file is not a rig; says what is wrong with it.
    """
    try:
        text = path.read_bytes()
        table = tomllib.loads(text.decode())
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is not a TOML file: {error}") from error
    return StandingRig(
        name=path.stem,
        description=str(table.pop("description", "")),
        fov=_range(path, "camera.fov", _section(path, table, "camera", ["fov"])["fov"], 1.0, 150.0),
        eyes=_eyes(path, table),
        floor=Floor(**_numbers(path, table, "floor", Floor)),
        aim=Aim(**_numbers(path, table, "aim", Aim)),
        keep=Keep(**_numbers(path, table, "keep", Keep)),
        digest=hashlib.sha256(text).hexdigest()[:12],
    )


def _section(path: Path, table: dict[str, Any], name: str, keys: list[str]) -> dict[str, Any]:
    section = table.get(name)
    if not isinstance(section, dict) or set(section) != set(keys):
        raise UsageError(f"{path}: the table [{name}] must have exactly {', '.join(keys)}")
    return section


def _range(path: Path, key: str, value: Any, low: float, high: float) -> tuple[float, float]:
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(v, int | float) for v in value)):
        raise UsageError(f"{path}: {key} must be two numbers, [lowest, highest]")
    if not low <= value[0] <= value[1] <= high:
        raise UsageError(f"{path}: {key} must rise within {low:g} and {high:g}")
    return float(value[0]), float(value[1])


def _numbers(path: Path, table: dict[str, Any], name: str, kind: type) -> dict[str, Any]:
    """The values of a table whose keys are the fields of a dataclass: numbers from 0 up, or ranges of them."""
    wanted = {field.name: field.type for field in fields(kind)}
    values = dict(_section(path, table, name, list(wanted)))
    for key, value in values.items():
        if wanted[key] not in (float, int):
            values[key] = _range(path, f"{name}.{key}", value, 0.0, 1e3)
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
            raise UsageError(f"{path}: {name}.{key} must be a number from 0 up")
    return values


def _eyes(path: Path, table: dict[str, Any]) -> tuple[Eye, ...]:
    eyes = table.get("eye")
    if not isinstance(eyes, list) or not eyes:
        raise UsageError(f"{path}: there must be at least one [[eye]] with name, height and weight")
    found = []
    for eye in eyes:
        section = _section(path, {"[eye]": eye}, "[eye]", ["name", "height", "weight"])
        weight = section["weight"]
        if not isinstance(weight, int | float) or not weight > 0:
            raise UsageError(f"{path}: eye.weight must be a number over 0")
        found.append(
            Eye(str(section["name"]), _range(path, "eye.height", section["height"], 0.0, 100.0), float(weight))
        )
    return tuple(found)
