"""The endless sequence of views that a seed draws from a rig."""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from dyce.errors import DyceError
from dyce.views.camera import NEAR, View, intrinsics
from dyce.views.rig import Keep, Pose, Rig, Site

__all__ = ["draw_views"]

PROBE = 96
"""Pixels across the longer side of the traced picture that decides whether a view is kept."""
TRIES = 2000
"""Rejected candidates in a row after which a rig is said not to fit a scene."""
FEW = 0.6
"""In a scene of few instances, this share of them is enough for a rig that wants to see many."""


def draw_views(rig: Rig, site: Site, *, seed: int, width: int, height: int, tries: int = TRIES) -> Iterator[View]:
    """The views of a scene, one after the other, without end: the first N of any number are the same N.

    Args:
        rig: proposes poses, and says which are kept.
        site: the scene.
        seed: with the scene's name, of all that is random.
        width: of the image, pixels.
        height: of the image, pixels.
        tries: rejected candidates in a row after which the rig is said not to fit the scene.

    Raises:
        DyceError: the scene has no place for the rig, or the rig finds no view in it.
    """
    random = np.random.default_rng([seed, int.from_bytes(hashlib.sha256(site.scene.encode()).digest()[:8], "big")])
    site = replace(site, frame=(width, height))
    accepted: list[Pose] = []
    rejected = 0
    for pose in rig.candidates(site, random):
        if pose is not None and not _repeats(rig.keep, pose, accepted, rejected):
            glance = _look(site, pose)
            if _is_kept(rig.keep, site, pose, glance):
                accepted.append(pose)
                rejected = 0
                yield _view(len(accepted) - 1, site, pose, glance)
                continue
        rejected += 1
        if rejected >= tries:
            if not accepted:
                raise DyceError(
                    f"rig {rig.name} finds no view in scene {site.scene}: its {len(site.targets)} instances can't be "
                    "seen from there; look at `dyce scenes check`, say what is what with --mapping, or give "
                    "another --rig (orbit, cameras) or --poses"
                )
            raise DyceError(
                f"rig {rig.name} finds no view in scene {site.scene} after {len(accepted)}: ask for fewer --views, give "
                "another --rig (orbit, cameras) or relax its [keep]"
            )
    raise DyceError(f"rig {rig.name} proposes no more poses after {len(accepted)}: ask for fewer --views")


@dataclass(frozen=True)
class _Glance:
    """What rays see of a pose, on few pixels."""

    seen: np.ndarray
    """(h, w) int32, instances' ids; 0 for structure, -1 for nothing."""
    depth: np.ndarray
    """(h, w) float32, metres; infinite where there is nothing."""


def _look(site: Site, pose: Pose) -> _Glance:
    width, height = site.frame
    share = PROBE / max(width, height)
    rows, columns = max(1, round(height * share)), max(1, round(width * share))
    K = intrinsics(pose.fov, columns, rows)
    if pose.K is not None:
        K = np.diag([columns / width, rows / height, 1.0]) @ pose.K
    return _Glance(*site.tracer.seen(K, pose.world_from_camera, rows, columns, near=pose.near or 0.0))


def _is_kept(keep: Keep, site: Site, pose: Pose, glance: _Glance) -> bool:
    visible = set(np.unique(glance.seen[glance.seen > 0]).tolist())
    target = next((target.id for target in site.targets if target.name == pose.target), None)
    if target is None and pose.target:
        raise DyceError(f"a rig aims at {pose.target!r}, which scene {site.scene} does not have: see its Pose(target=)")
    few = math.ceil(FEW * len(site.targets))
    return (
        (not keep.visible or not pose.target or target in visible)
        and len(visible) >= min(keep.visible, few)
        and float((glance.depth < keep.near * pose.unit).mean()) <= keep.near_share
    )


def _view(index: int, site: Site, pose: Pose, glance: _Glance) -> View:
    width, height = site.frame
    K = intrinsics(pose.fov, width, height) if pose.K is None else pose.K
    near = min(NEAR, float(glance.depth.min()) / 3) if pose.near is None else pose.near
    target = pose.target or _nearest_to_the_middle(site, glance)
    return View(index, K, width, height, pose.world_from_camera, pose.eye_height, target, near)


def _nearest_to_the_middle(site: Site, glance: _Glance) -> str:
    """The name of the instance that is seen nearest to the middle of the image; empty where none is seen."""
    rows, columns = np.nonzero(glance.seen > 0)
    if not rows.size:
        return ""
    middle = (np.array(glance.seen.shape) - 1) / 2
    nearest = np.argmin((rows - middle[0]) ** 2 + (columns - middle[1]) ** 2)
    found = glance.seen[rows[nearest], columns[nearest]]
    return next((target.name for target in site.targets if target.id == found), "")


def _repeats(keep: Keep, pose: Pose, accepted: list[Pose], rejected: int) -> bool:
    """Whether a view is almost the same as an accepted one.

    In a small room the places run out: what counts as the same place shrinks with the candidates that were rejected.
    """
    if not accepted:
        return False
    patience = 0.5 ** (rejected / 200)
    poses = np.stack([other.world_from_camera for other in accepted])
    near = (
        np.linalg.norm(poses[:, :3, 3] - pose.world_from_camera[:3, 3], axis=1) < keep.same_place * pose.unit * patience
    )
    cosine = poses[:, :3, 2] @ pose.world_from_camera[:3, 2]
    return bool((near & (cosine > np.cos(np.radians(keep.same_direction * patience)))).any())
