"""What a camera rig is, whatever its kind: where a camera may be, and what a view must be like to be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from dyce.views.trace import Tracer

__all__ = ["Keep", "Pose", "Rig", "Site", "Target"]


class Target(Protocol):
    """Something in a scene that a camera can be aimed at."""

    @property
    def id(self) -> int:
        """As the tracer's triangles have it."""
        ...

    @property
    def name(self) -> str:
        """As records have it."""
        ...


@dataclass(frozen=True)
class Site:
    """The scene that views are drawn of."""

    scene: str
    tracer: Tracer
    targets: Sequence[Target]
    walkable: np.ndarray | None = None
    """(T, 3, 3) triangles, metres, world: where a person can stand; None or none where the scene does not say."""


@dataclass(frozen=True)
class Pose:
    """A camera that a rig proposes."""

    fov: float
    """Degrees across the longer side of the image."""
    world_from_camera: np.ndarray
    """(4, 4), metres, world with Z up; OpenCV axes."""
    eye_height: float
    """Metres above the floor."""
    target: str
    """The name of what it is aimed at, one of the site's targets."""


@dataclass(frozen=True)
class Keep:
    """What a view must be like to be rendered."""

    visible: int
    """Instances seen at the least."""
    near: float
    """Metres; what is nearer is a nose against furniture ..."""
    near_share: float
    """... where it fills more than this share of the image."""
    same_place: float
    """Metres; a view from nearer than this to an accepted one ..."""
    same_direction: float
    """... must look at least this many degrees elsewhere."""


class Rig(Protocol):
    """A rule by which camera poses are drawn."""

    @property
    def name(self) -> str:
        """What the command line calls it."""
        ...

    @property
    def digest(self) -> str:
        """A hash of its file: two rigs of one name may differ."""
        ...

    @property
    def keep(self) -> Keep:
        """Which of the poses are kept."""
        ...

    def candidates(self, site: Site, random: np.random.Generator) -> Iterator[Pose | None]:
        """Poses, each drawn at random, without end or as many as there are; None for one that can't be.

        All that is random comes from `random`, and as much of it for a pose that is kept as for one that is not: so the first
        views of many are the same as of few.

        Raises:
            DyceError: there is no place for this rig in the scene.
        """
        ...
