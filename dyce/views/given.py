"""Rigs of poses that are given, not drawn, all of them and in order: a file's own cameras, or a list of poses."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dyce.errors import DyceError
from dyce.views.rig import FileCamera, Keep, Pose, Rig, Site, ground

__all__ = ["GivenRig", "cameras_rig", "check_count", "notes_of"]

CAMERAS = "cameras"
"""The rig of a file's own cameras; `cameras:A,B` of those of these names."""
ALL = Keep(visible=0, near=0.0, near_share=1.0, same_place=0.0, same_direction=0.0)
"""Whoever gives poses wants just these."""


@dataclass(frozen=True)
class GivenRig:
    """Poses that are there."""

    name: str
    digest: str
    poses: Callable[[Site], Sequence[Pose]]
    """All of them, for a site; raises DyceError where it has none for this rig."""
    notes: tuple[str, ...] = ()
    """What of them is not honoured, a line each."""
    keep: Keep = ALL

    def candidates(self, site: Site, random: np.random.Generator) -> Iterator[Pose | None]:
        """The poses in order; nothing is random."""
        yield from self.poses(site)


def check_count(rig: Rig, site: Site, views: int) -> None:
    """Raise DyceError where a rig of given poses has fewer than the views that are asked for."""
    if isinstance(rig, GivenRig) and (count := len(rig.poses(site))) < views:
        raise DyceError(
            f"rig {rig.name} has {count} camera pose{'s' * (count != 1)} for scene {site.scene}: ask for --views {count}"
        )


def notes_of(rig: Rig | None) -> tuple[str, ...]:
    """What of a rig's given poses is not honoured, a line each."""
    return rig.notes if isinstance(rig, GivenRig) else ()


def cameras_rig(names: str) -> GivenRig:
    """The rig of a file's own cameras.

    Args:
        names: the cameras', with commas; empty for all.
    """

    def poses(site: Site) -> list[Pose]:
        floor = ground(site)
        chosen = _chosen(site, names)
        for camera in chosen:
            if camera.refused:
                good = sorted({other.name for other in site.cameras if not other.refused})
                instead = f"give --rig {CAMERAS}:{','.join(good)}" if good else "give --rig orbit or --poses"
                raise DyceError(f"camera {camera.name} of scene {site.scene} is {camera.refused}; {instead}")
        return [_pose(camera, site, floor) for camera in chosen]

    name = f"{CAMERAS}:{names}" if names else CAMERAS
    return GivenRig(name, hashlib.sha256(name.encode()).hexdigest()[:12], poses)


def _chosen(site: Site, names: str) -> list[FileCamera]:
    """The poses of the cameras of some names, by name as they are told, then by frame."""
    there = list(dict.fromkeys(camera.name for camera in site.cameras))
    if not there:
        raise DyceError(f"scene {site.scene} has no camera of its own; give --rig orbit, --rig head_height or --poses")
    wanted = [names] if names in there else [name.strip() for name in names.split(",")] if names else there
    for name in wanted:
        if name not in there:
            raise DyceError(f"scene {site.scene} has no camera {name!r}; there are {', '.join(there)}")
    return [camera for name in dict.fromkeys(wanted) for camera in site.cameras if camera.name == name]


def _pose(camera: FileCamera, site: Site, floor: float) -> Pose:
    """What Blender would see through it at the site's frame."""
    width, height = site.frame
    across = {"HORIZONTAL": width, "VERTICAL": height}.get(camera.fit, max(width, height))
    focal, (x, y) = camera.focal * across, camera.shift
    K = np.array([[focal, 0, width / 2 - x * across], [0, focal, height / 2 + y * across], [0, 0, 1.0]])
    pose = np.array(camera.world_from_camera, float)
    fov = float(np.degrees(2 * np.arctan(max(width, height) / 2 / focal)))
    return Pose(fov, pose, float(pose[2, 3] - floor), "", K=K, near=camera.near)
