"""The rig of tabletops and single things: a camera on a dome around some of what is there; told by a TOML file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dyce.errors import DyceError
from dyce.views.camera import look_at
from dyce.views.rig import Keep, Pose, Site, ground
from dyce.views.tables import numbers, section, span

__all__ = ["Dome", "OrbitRig", "read_orbit_rig"]

MOST = 1.0
"""Where walls leave no room for a view as wide as drawn, the sphere may fill as much of the frame, and no more."""
DIRECTIONS = 42
"""Over which an extent is measured and an eye looks around for what is too near."""


@dataclass(frozen=True)
class Dome:
    """Where the eye is, in relation to the sphere around what it looks at."""

    elevation: tuple[float, float]
    """Degrees above the horizon, drawn evenly."""
    fill: tuple[float, float]
    """Share of the frame's shorter side that the sphere fills, drawn evenly."""
    jitter: float
    """Standard deviation of the point aimed at, in radii of the sphere."""
    roll: float
    """Standard deviation of the rotation about the optical axis, degrees."""
    clearance: float
    """Nothing is nearer to the eye than this share of its distance to the sphere's middle."""


@dataclass(frozen=True)
class _Things:
    """What can be looked at: extents of the instances that can be traced."""

    names: list[str]
    ids: list[int]
    low: np.ndarray
    """(N, 3) metres, world."""
    high: np.ndarray
    ends: np.ndarray
    """(N, D, 3) metres, world: each instance's farthest point in each of some directions."""


@dataclass(frozen=True)
class OrbitRig:
    """Eyes on a dome around an instance and its nearest neighbours: from that one alone to all there are.

    Everything is relative to the size of what is looked at, `keep` too: its lengths are in distances from the eye to it.
    """

    name: str
    description: str
    fov: tuple[float, float]
    """Degrees across the longer side of the image, drawn evenly."""
    dome: Dome
    keep: Keep
    digest: str

    def candidates(self, site: Site, random: np.random.Generator) -> Iterator[Pose | None]:
        """Poses without end; None where there is no room for one. Raises DyceError where nothing can be traced."""
        things = _things(site)
        if not things.names:
            raise DyceError(
                f"scene {site.scene} has no instance with a surface for rig {self.name} to look at; give --rig cameras or --poses"
            )
        floor = ground(site)
        while True:
            yield self._candidate(site, things, floor, random)

    def _candidate(self, site: Site, things: _Things, floor: float, random: np.random.Generator) -> Pose | None:
        count = len(things.names)
        chosen = int(random.integers(count))
        share, azimuth = random.uniform(), random.uniform(0, 2 * np.pi)
        elevation = np.radians(random.uniform(*self.dome.elevation))
        fill, fov = random.uniform(*self.dome.fill), random.uniform(*self.fov)
        jitter = np.clip(random.normal(0, self.dome.jitter, 3), -0.5, 0.5)
        roll = np.radians(random.normal(0, self.dome.roll))
        group = _nearest(things, chosen, round(count**share))
        middle = (things.low[group].min(0) + things.high[group].max(0)) / 2
        radius = float(np.linalg.norm(things.ends[group] - middle, axis=-1).max())
        if not radius > 0:
            return None
        out = np.array([np.cos(azimuth) * np.cos(elevation), np.sin(azimuth) * np.cos(elevation), np.sin(elevation)])
        half = np.tan(np.radians(fov) / 2) * min(site.frame) / max(site.frame)
        room = (1 - 1.5 * self.dome.clearance) * _room(site, things, group, middle, out)
        distance = min(_distance(radius, fill * half), room)
        eye = middle + distance * out
        if distance < _distance(radius, MOST * half) or _nearest_surface(site, eye) < self.dome.clearance * distance:
            return None
        pose = look_at(eye, middle + jitter * radius, float(roll))
        return Pose(float(fov), pose, float(eye[2] - floor), things.names[chosen], unit=distance)


def _things(site: Site) -> _Things:
    traced = [target for target in site.targets if target.id in site.tracer.bounds]
    directions = _directions()
    ends = []
    for target in traced:
        points = site.tracer.triangles_of(target.id).reshape(-1, 3)
        ends.append([points[np.argmax(points @ direction)] for direction in directions])
    bounds = [site.tracer.bounds[target.id] for target in traced]
    return _Things(
        [target.name for target in traced],
        [target.id for target in traced],
        np.array([low for low, _ in bounds], float).reshape(-1, 3),
        np.array([high for _, high in bounds], float).reshape(-1, 3),
        np.array(ends, float).reshape(len(traced), -1, 3),
    )


def _directions() -> np.ndarray:
    """(D, 3) unit vectors spread over the sphere, up and down among them."""
    z = np.linspace(-1, 1, DIRECTIONS)
    turn = np.pi * (3 - np.sqrt(5)) * np.arange(DIRECTIONS)
    flat = np.sqrt(1 - z**2)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), z], -1)


def _nearest(things: _Things, chosen: int, count: int) -> np.ndarray:
    """An instance and those nearest to it, (count,) places in the lists: by the gap between their boxes, then their middles."""
    gap = np.maximum(0, np.maximum(things.low - things.high[chosen], things.low[chosen] - things.high))
    apart = np.abs(things.low + things.high - things.low[chosen] - things.high[chosen])
    order = np.lexsort((np.linalg.norm(apart, axis=1), np.linalg.norm(gap, axis=1), np.arange(len(gap)) != chosen))
    found: np.ndarray = order[:count]
    return found


def _distance(radius: float, half: float) -> float:
    """From where a sphere's outline has the half-size `half` in an image at unit distance."""
    return float(radius / np.sin(np.arctan(half)))


def _room(site: Site, things: _Things, group: np.ndarray, middle: np.ndarray, out: np.ndarray) -> float:
    """How far the eye may go: to the next structure, or to the inside of what encloses the group (a vitrine, a sky)."""
    low, high = things.low[group].min(0), things.high[group].max(0)
    encloses = (things.low <= low).all(1) & (things.high >= high).all(1)
    encloses[group] = False
    shells = [0, *(things.ids[k] for k in np.flatnonzero(encloses))]
    return min(float(site.tracer.reach(middle[None], out[None], alone=shell)[0]) for shell in shells)


def _nearest_surface(site: Site, eye: np.ndarray) -> float:
    """Metres to what is nearest to the eye in any of some directions."""
    directions = _directions()
    return float(site.tracer.reach(np.broadcast_to(eye, directions.shape), directions).min())


def read_orbit_rig(path: Path, table: dict[str, Any], digest: str) -> OrbitRig:
    """The rig that a TOML file's table tells.

    Args:
        path: the file's.
        table: what it says.
        digest: a hash of it.

    Raises:
        UsageError: it is not a rig; says what is wrong with it.
    """
    dome = Dome(**numbers(path, table, "dome", Dome))
    span(path, "dome.elevation", list(dome.elevation), 0.0, 90.0)
    span(path, "dome.fill", list(dome.fill), 0.01, MOST)
    return OrbitRig(
        name=path.stem,
        description=str(table.get("description", "")),
        fov=span(path, "camera.fov", section(path, table, "camera", ["fov"])["fov"], 1.0, 150.0),
        dome=dome,
        keep=Keep(**numbers(path, table, "keep", Keep)),
        digest=digest,
    )
