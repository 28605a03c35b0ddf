"""Camera poses from a file: a list of ours in JSON, NeRF's `transforms.json`, or a folder with COLMAP's text files."""

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dyce.data.strict_json import read_strict_json
from dyce.errors import DyceError, UsageError
from dyce.views.given import GivenRig
from dyce.views.rig import Pose, Site, ground

__all__ = ["read_poses_rig"]

FROM_OPENGL = np.diag([1.0, -1.0, -1.0, 1.0])
"""Camera axes of OpenGL, as NeRF's files and Blender have them, from those of OpenCV."""
PINHOLES = {
    "SIMPLE_PINHOLE": "f cx cy",
    "PINHOLE": "fx fy cx cy",
    "SIMPLE_RADIAL": "f cx cy k",
    "RADIAL": "f cx cy k1 k2",
    "OPENCV": "fx fy cx cy k1 k2 p1 p2",
    "FULL_OPENCV": "fx fy cx cy k1 k2 p1 p2 k3 k4 k5 k6",
}
"""COLMAP's models of cameras that are pinholes but for a distortion, and their parameters."""
DISTORTION = ("k", "k1", "k2", "k3", "k4", "k5", "k6", "p1", "p2")
NOT_HONOURED = "lens distortion is not honoured: the images are a pinhole camera's"


class _Wrong(Exception):
    """What is wrong with a file of poses, and where in it."""


@dataclass(frozen=True)
class _Given:
    """A pose as a file tells it."""

    pose: np.ndarray
    """(4, 4) world from camera, metres, OpenCV axes."""
    fov: float | None = None
    """Degrees across the longer side; None where K is told."""
    K: np.ndarray | None = None
    """(3, 3), pixels of an image of `size`; of any size, its middle at the image's, where that is None: then in image widths."""
    size: tuple[float, float] | None = None
    target: str = ""
    distorted: bool = False


def read_poses_rig(told: str) -> GivenRig:
    """The rig of a file of poses.

    Args:
        told: the path of a .json, or of a folder with COLMAP's cameras.txt and images.txt.

    Raises:
        UsageError: it can't be read or holds no poses; says what is wrong, and where.
    """
    path = Path(told).resolve()
    files = [path / "cameras.txt", path / "images.txt"] if path.is_dir() else [path]
    try:
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
        given = list(_colmap(*(file.read_text() for file in files)) if path.is_dir() else _json(read_strict_json(path)))
        if not given:
            raise _Wrong("it holds no poses")
    except OSError as error:
        raise UsageError(f"{error.filename or path} can't be read ({error.strerror})") from error
    except (_Wrong, ValueError, RecursionError) as error:
        raise UsageError(
            f"{told} is no list of poses ({error}); --poses takes a JSON list, NeRF's "
            "transforms.json or a folder of COLMAP's text files"
        ) from error

    def poses(site: Site) -> list[Pose]:
        floor = ground(site)
        return [_posed(one, site, floor, told) for one in given]

    notes = (f"{told}: {NOT_HONOURED}",) if any(one.distorted for one in given) else ()
    return GivenRig(f"poses:{path}", digest, poses, notes)


def _posed(given: _Given, site: Site, floor: float, told: str) -> Pose:
    width, height = site.frame
    K = given.K
    if K is not None and given.size is None:
        K = np.array([[K[0, 0] * width, 0, width / 2], [0, K[1, 1] * width, height / 2], [0, 0, 1.0]])
    elif K is not None and given.size is not None:
        w, h = given.size
        if abs(width * h - height * w) > max(w, h) / 2 + max(width, height) / 2:
            raise DyceError(
                f"the poses in {told} are of images of {w:g}x{h:g} pixels: give --resolution {w:g}x{h:g}, or of that shape"
            )
        K = np.diag([width / w, height / h, 1.0]) @ K
    fov = given.fov
    if fov is None:
        assert K is not None  # one of the two is told
        fov = float(np.degrees(2 * np.arctan(max(width, height) / 2 / K[0, 0])))
    return Pose(fov, given.pose, float(given.pose[2, 3] - floor), given.target, K=K)


def _json(content: Any) -> Iterator[_Given]:
    if isinstance(content, list):
        for k, entry in enumerate(content):
            yield _ours(_table(entry, f"entry {k}"), f"entry {k}")
    elif isinstance(content, dict) and isinstance(content.get("frames"), list):
        for k, frame in enumerate(content["frames"]):
            yield _nerf({**content, **_table(frame, f"frame {k}")}, f"frame {k}")
    else:
        raise _Wrong("it is neither a list nor a table with a list 'frames'")


def _ours(entry: Mapping[str, Any], where: str) -> _Given:
    pose = _pose(entry.get("world_from_camera"), f"{where}: world_from_camera")
    target = entry.get("target", "")
    if not isinstance(target, str):
        raise _Wrong(f"{where}: target is no name")
    if ("fov" in entry) == ("K" in entry):
        raise _Wrong(f"{where} must have either fov or K")
    if "fov" in entry:
        return _Given(pose, fov=_number(entry, "fov", where, 0.01, 179.0), target=target)
    K = _matrix(entry["K"], (3, 3), f"{where}: K")
    if not (K[0, 0] > 0 and K[1, 1] > 0 and K[0, 1] == 0 and K[1, 0] == 0 and (K[2] == (0, 0, 1)).all()):
        raise _Wrong(f"{where}: K is not [[fx, 0, cx], [0, fy, cy], [0, 0, 1]]")
    size = _number(entry, "width", where, 1, 1e5), _number(entry, "height", where, 1, 1e5)
    return _Given(pose, K=K, size=size, target=target)


def _nerf(frame: Mapping[str, Any], where: str) -> _Given:
    pose = _pose(frame.get("transform_matrix"), f"{where}: transform_matrix") @ FROM_OPENGL
    model = frame.get("camera_model", "OPENCV")
    if model not in PINHOLES or frame.get("is_fisheye"):
        raise _Wrong(f"{where}: the camera is no pinhole ({'fisheye' if frame.get('is_fisheye') else model})")
    distorted = any(frame.get(key) for key in DISTORTION)
    size = None
    if "w" in frame or "h" in frame:
        size = _number(frame, "w", where, 1, 1e5), _number(frame, "h", where, 1, 1e5)
    if "fl_x" in frame:
        if size is None:
            raise _Wrong(f"{where}: fl_x needs w and h")
        fx = _number(frame, "fl_x", where, 1e-3, 1e7)
    else:
        fx = (size[0] if size else 1.0) / 2 / math.tan(_number(frame, "camera_angle_x", where, 1e-3, 3.1) / 2)
    fy = _number(frame, "fl_y", where, 1e-3, 1e7) if size and "fl_y" in frame else fx
    if size is None:
        return _Given(pose, K=np.diag([fx, fy, 1.0]), distorted=distorted)
    cx = _number(frame, "cx", where, -1e6, 1e6) if "cx" in frame else size[0] / 2
    cy = _number(frame, "cy", where, -1e6, 1e6) if "cy" in frame else size[1] / 2
    return _Given(pose, K=np.array([[fx, 0, cx], [0, fy, cy], [0, 0, 1.0]]), size=size, distorted=distorted)


def _colmap(cameras: str, images: str) -> Iterator[_Given]:
    lenses: dict[str, tuple[np.ndarray, tuple[float, float], bool]] = {}
    for words in (line.split() for line in cameras.splitlines() if line.strip() and not line.startswith("#")):
        where = f"camera {words[0]}"
        names = PINHOLES.get(words[1] if len(words) > 1 else "", "").split()
        if not names:
            raise _Wrong(
                f"{where} is no pinhole ({words[1] if len(words) > 1 else 'no model'}); undistort the images first"
            )
        numbers = _floats(words[2:], 2 + len(names), where)
        told = dict(zip(names, numbers[2:], strict=True))
        fx, fy = told.get("fx", told.get("f", 0.0)), told.get("fy", told.get("f", 0.0))
        if min(fx, fy, *numbers[:2]) <= 0:
            raise _Wrong(f"{where} has no size or focal length")
        K = np.array([[fx, 0, told["cx"]], [0, fy, told["cy"]], [0, 0, 1.0]])
        lenses[words[0]] = K, (numbers[0], numbers[1]), any(told.get(key) for key in DISTORTION)
    lines = [line for line in images.splitlines() if not line.startswith("#")]
    while lines and not lines[0].strip():
        lines.pop(0)
    found = []
    for line in lines[::2]:  # every second one lists the points of the image above it
        words = line.split(maxsplit=9)
        if not words:
            continue
        where = f"image {words[0]}"
        if len(words) < 10 or words[8] not in lenses:
            raise _Wrong(f"{where} has not ten words, or a camera that cameras.txt lacks")
        numbers = _floats(words[1:8], 7, where)
        K, size, distorted = lenses[words[8]]
        found.append((words[9], _Given(_inverse(numbers, where), K=K, size=size, distorted=distorted)))
    yield from (given for _, given in sorted(found, key=lambda pair: pair[0]))


def _inverse(numbers: list[float], where: str) -> np.ndarray:
    """World from camera of COLMAP's camera from world: a quaternion, w first, and a translation."""
    w, x, y, z = quaternion = np.array(numbers[:4])
    length = float(quaternion @ quaternion)
    if not 0.81 < length < 1.21:
        raise _Wrong(f"{where} has a quaternion that is not of length 1")
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    rotation = np.eye(3) + 2 / length * (w * cross + cross @ cross)
    pose = np.eye(4)
    pose[:3, :3] = rotation.T
    pose[:3, 3] = -rotation.T @ numbers[4:]
    return pose


def _table(entry: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(entry, dict):
        raise _Wrong(f"{where} is no table")
    return entry


def _number(entry: Mapping[str, Any], key: str, where: str, low: float, high: float) -> float:
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _Wrong(f"{where}: {key} must be a number from {low:g} to {high:g}")
    return float(value)


def _floats(words: list[str], count: int, where: str) -> list[float]:
    try:
        found = [float(word) for word in words]
    except ValueError as error:
        raise _Wrong(f"{where} has a word for a number") from error
    if len(found) != count or not np.isfinite(found).all():
        raise _Wrong(f"{where} has not {count} numbers")
    return found


def _matrix(value: Any, shape: tuple[int, int], where: str) -> np.ndarray:
    rows = value if isinstance(value, list) else []
    if len(rows) != shape[0] or any(not isinstance(row, list) or len(row) != shape[1] for row in rows):
        raise _Wrong(f"{where} is no {shape[0]} x {shape[1]} matrix")
    if any(isinstance(v, bool) or not isinstance(v, int | float) or not abs(v) < 1e9 for row in rows for v in row):
        raise _Wrong(f"{where} holds what is no number")
    return np.array(rows, float)


def _pose(value: Any, where: str) -> np.ndarray:
    """A rigid pose, its axes made exactly so; the last row may be missing."""
    rows = [*value, [0, 0, 0, 1]] if isinstance(value, list) and len(value) == 3 else value
    pose = _matrix(rows, (4, 4), where)
    rotation = pose[:3, :3]
    if not np.allclose(rotation @ rotation.T, np.eye(3), atol=1e-3) or np.linalg.det(rotation) < 0:
        raise _Wrong(f"{where} is no pose: its axes are not at right angles, of length 1 and right-handed")
    if not (pose[3] == (0, 0, 0, 1)).all():
        raise _Wrong(f"{where} has a last row that is not 0 0 0 1")
    left, _, right = np.linalg.svd(rotation)
    pose[:3, :3] = left @ right
    return pose
