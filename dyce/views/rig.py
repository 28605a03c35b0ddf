"""What a camera rig is, whatever its kind: where a camera may be, and what a view must be like to be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from dyce.views.trace import Tracer

__all__ = ["FileCamera", "Keep", "Pose", "Rig", "Site", "Target", "ground"]


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
class FileCamera:
    """A camera that a scene's file brings, at one frame."""

    name: str
    frame: int
    focal: float
    """Focal length over the sensor's size along `fit`."""
    fit: str
    """Which side of the image the sensor's size is of: `HORIZONTAL`, `VERTICAL`, or `AUTO` for the longer one."""
    shift: tuple[float, float]
    """Of the image to the right and up, in lengths of that side."""
    world_from_camera: list[list[float]]
    """(4, 4), metres, world with Z up; OpenCV axes."""
    near: float
    """Metres: what is nearer is cut away."""
    blurred: bool
    """Whether it has a depth of field, which is not rendered."""
    refused: str
    """What it is, where it is no pinhole camera; else empty."""


@dataclass(frozen=True)
class Site:
    """The scene that views are drawn of."""

    scene: str
    tracer: Tracer
    targets: Sequence[Target]
    walkable: np.ndarray | None = None
    """(T, 3, 3) triangles, metres, world: where a person can stand; None or none where the scene does not say."""
    cameras: Sequence[FileCamera] = ()
    """Those of the scene's own file, by name and frame."""
    frame: tuple[int, int] = (1, 1)
    """Width and height of the images, pixels: while views are drawn."""


@dataclass(frozen=True)
class Pose:
    """A camera that a rig proposes."""

    fov: float
    """Degrees across the longer side of the image."""
    world_from_camera: np.ndarray
    """(4, 4), metres, world with Z up; OpenCV axes."""
    eye_height: float
    """Metres above the floor, or above `ground` where a rig knows of no floor."""
    target: str
    """The name of what it is aimed at, one of the site's targets; empty for whatever is nearest to the middle of the image."""
    K: np.ndarray | None = None
    """(3, 3) intrinsics for images of the site's `frame`, pixels; None for those of the `fov`."""
    near: float | None = None
    """Metres: what is nearer is cut away; None for less than the distance of anything that is seen."""
    unit: float = 1.0
    """Metres that count as one in the rig's `keep`: other than 1 for a rig that is relative to the size of things."""


@dataclass(frozen=True)
class Keep:
    """What a view must be like to be rendered."""

    visible: int
    """Instances seen at the least, the target among them (fewer where the scene has few); 0 to keep views of none, too."""
    near: float
    """Metres (the pose's units); what is nearer is a nose against furniture ..."""
    near_share: float
    """... where it fills more than this share of the image."""
    same_place: float
    """Metres (the pose's units); a view from nearer than this to an accepted one ..."""
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


def ground(site: Site) -> float:
    """The height of the lowest point of all instances, metres: what eye heights are over where no floor is known."""
    lows = [site.tracer.bounds[target.id][0][2] for target in site.targets if target.id in site.tracer.bounds]
    return float(min(lows, default=0.0))
