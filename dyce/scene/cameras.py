"""The cameras that a scene's file brings, at every frame at which they move (bpy)."""

from collections.abc import Iterator
from typing import Any

import bpy
import numpy as np

from dyce.scene.prepare import GEOMETRY
from dyce.views.rig import FileCamera

__all__ = ["file_cameras"]

FRAMES = 2000
"""Frames of an animation that are looked at, at the most: beyond, every second, third ..."""


def file_cameras(metres_per_unit: float) -> list[FileCamera]:
    """All cameras of the current scene, by name: at the current frame, or at all frames of its range at which they move.

    It plays the animation, and takes what does not carry a camera out of it, so the scene is not to be used afterwards.
    """
    scene = bpy.context.scene
    cameras = sorted((obj for obj in scene.objects if obj.type == "CAMERA"), key=lambda obj: obj.name)
    if not cameras:
        return []
    now = scene.frame_current
    frames = [now]
    if any(_moves(camera) for camera in cameras):
        step = max(1, -(-(scene.frame_end + 1 - scene.frame_start) // FRAMES))
        frames = list(range(scene.frame_start, scene.frame_end + 1, step)) or [now]
        carriers = {above for camera in cameras for above in _leading(camera)}
        for obj in scene.objects:
            obj.hide_viewport = obj.type in GEOMETRY and obj not in carriers
    for camera in cameras:
        camera.hide_viewport = False
        camera.hide_set(False)
    found: dict[str, list[FileCamera]] = {camera.name: [] for camera in cameras}
    for frame in frames:
        if frames != [now]:
            scene.frame_set(frame)
        for camera in cameras:
            said = _said(camera, frame, metres_per_unit)
            before = found[camera.name]
            if not before or _differ(said, before[-1]):
                before.append(said)
    return [said for each in found.values() for said in each]


def _said(camera: bpy.types.Object, frame: int, metres_per_unit: float) -> FileCamera:
    seen = camera.evaluated_get(bpy.context.evaluated_depsgraph_get())
    lens, pose = seen.data, np.array(seen.matrix_world, float)
    sizes = np.linalg.norm(pose[:3, :3], axis=0)
    refused = "" if lens.type == "PERSP" else {"ORTHO": "orthographic", "PANO": "panoramic"}.get(lens.type, lens.type)
    if not sizes.all():
        refused = refused or "scaled to nothing"
    else:
        pose[:3, :3] /= sizes
        right = np.allclose(pose[:3, :3].T @ pose[:3, :3], np.eye(3), atol=1e-4)
        refused = refused or ("" if right and np.linalg.det(pose[:3, :3]) > 0 else "mirrored or sheared")
    pose[:3, 3] *= metres_per_unit
    sensor = lens.sensor_height if lens.sensor_fit == "VERTICAL" else lens.sensor_width
    return FileCamera(
        name=camera.name,
        frame=frame,
        focal=lens.lens / sensor,
        fit=lens.sensor_fit,
        shift=(lens.shift_x, lens.shift_y),
        world_from_camera=(pose @ np.diag([1.0, -1.0, -1.0, 1.0])).tolist(),
        near=lens.clip_start * metres_per_unit,
        blurred=bool(lens.dof.use_dof),
        refused=refused,
    )


def _differ(one: FileCamera, other: FileCamera) -> bool:
    lens = (one.focal, *one.shift), (other.focal, *other.shift)
    poses = one.world_from_camera, other.world_from_camera
    return not (np.allclose(*lens, rtol=1e-6, atol=1e-6) and np.allclose(*poses, rtol=0, atol=1e-6))


def _leading(obj: bpy.types.Object) -> Iterator[bpy.types.Object]:
    """What an object's place can depend on: itself, what is above it, what it is constrained to, and so on."""
    found: list[bpy.types.Object] = []
    left = [obj]
    while left:
        if (one := left.pop()) not in found:
            found.append(one)
            left += [one.parent] if one.parent else []
            left += [other for constraint in one.constraints if (other := getattr(constraint, "target", None))]
    return iter(found)


def _moves(camera: bpy.types.Object) -> bool:
    """Whether anything of what a camera depends on is animated."""
    return any(_is_animated(one) or _is_animated(one.data) for one in _leading(camera))


def _is_animated(thing: Any) -> bool:
    data = getattr(thing, "animation_data", None)
    return bool(data and (data.action or data.drivers or data.nla_tracks))
