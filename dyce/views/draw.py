"""The endless sequence of views that a seed draws from a rig."""

import hashlib
from collections.abc import Iterator

import numpy as np

from dyce.errors import DyceError
from dyce.views.camera import View, intrinsics
from dyce.views.rig import Keep, Pose, Rig, Site

__all__ = ["draw_views"]

PROBE = 96
"""Pixels across the longer side of the traced picture that decides whether a view is kept."""
TRIES = 2000
"""Rejected candidates in a row after which a rig is said not to fit a scene."""


def draw_views(rig: Rig, site: Site, *, seed: int, width: int, height: int) -> Iterator[View]:
    """The views of a scene, one after the other, without end: the first N of any number are the same N.

    Args:
        rig: proposes poses, and says which are kept.
        site: the scene.
        seed: with the scene's name, of all that is random.
        width: of the image, pixels.
        height: of the image, pixels.

    Raises:
        DyceError: the scene has no place for the rig, or the rig finds no view in it.
    """
    random = np.random.default_rng([seed, int.from_bytes(hashlib.sha256(site.scene.encode()).digest()[:8], "big")])
    probe = PROBE / max(width, height)
    size = max(1, round(height * probe)), max(1, round(width * probe))
    accepted: list[Pose] = []
    rejected = 0
    for pose in rig.candidates(site, random):
        if pose is not None and _is_kept(rig.keep, site, pose, accepted, size, rejected):
            accepted.append(pose)
            rejected = 0
            K = intrinsics(pose.fov, width, height)
            yield View(len(accepted) - 1, K, width, height, pose.world_from_camera, pose.eye_height, pose.target)
            continue
        rejected += 1
        if rejected >= TRIES:
            raise DyceError(
                f"rig {rig.name} finds no view in scene {site.scene} after {len(accepted)}: ask for fewer --views or relax "
                "its [keep]"
            )
    raise DyceError(f"rig {rig.name} proposes no more poses after {len(accepted)}: ask for fewer --views")


def _is_kept(keep: Keep, site: Site, pose: Pose, accepted: list[Pose], size: tuple[int, int], rejected: int) -> bool:
    if _repeats(keep, pose, accepted, rejected):
        return False
    height, width = size
    seen, depth = site.tracer.seen(intrinsics(pose.fov, width, height), pose.world_from_camera, height, width)
    visible = set(np.unique(seen[seen > 0]).tolist())
    target = next((target.id for target in site.targets if target.name == pose.target), None)
    if target is None:
        raise DyceError(f"a rig aims at {pose.target!r}, which scene {site.scene} does not have: see its Pose(target=)")
    return (
        target in visible
        and len(visible) >= min(keep.visible, len(site.targets))
        and float((depth < keep.near).mean()) <= keep.near_share
    )


def _repeats(keep: Keep, pose: Pose, accepted: list[Pose], rejected: int) -> bool:
    """Whether a view is almost the same as an accepted one.

    In a small room the places run out: what counts as the same place shrinks with the candidates that were rejected.
    """
    if not accepted:
        return False
    patience = 0.5 ** (rejected / 200)
    poses = np.stack([other.world_from_camera for other in accepted])
    near = np.linalg.norm(poses[:, :3, 3] - pose.world_from_camera[:3, 3], axis=1) < keep.same_place * patience
    cosine = poses[:, :3, 2] @ pose.world_from_camera[:3, 2]
    return bool((near & (cosine > np.cos(np.radians(keep.same_direction * patience)))).any())
