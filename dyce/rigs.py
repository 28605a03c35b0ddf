"""Camera rigs: where a camera may be, and the endless sequence of views that a seed draws from one."""

import difflib
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from dyce.builtin import builtin_folder
from dyce.errors import DyceError, UsageError
from dyce.scene.stage import StageInstance
from dyce.trace import Tracer

__all__ = ["Aim", "Eye", "Floor", "Keep", "Rig", "View", "draw_views", "find_rig", "intrinsics", "walkable_floor"]

CELL = 0.05
"""Metres: the grid on which the walkable floor is found."""
STEP = 0.06
"""Metres: what is lower than this (a rug, a door sill) is walked on."""
PROBE = 96
"""Pixels across the longer side of the traced picture that decides whether a view is kept."""
TRIES = 2000
"""Rejected candidates in a row after which a rig is said not to fit a scene."""


@dataclass(frozen=True)
class Eye:
    """One way to be in a room."""

    name: str
    height: tuple[float, float]
    """Metres above the floor, drawn evenly."""
    weight: float
    """How often, relative to the other ways."""


@dataclass(frozen=True)
class Floor:
    """What counts as walkable."""

    headroom: float
    """Metres of free air above the floor."""
    clearance: float
    """Metres to anything that stands in that air."""


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


@dataclass(frozen=True)
class Rig:
    """A rule by which camera poses are drawn."""

    name: str
    description: str
    fov: tuple[float, float]
    """Degrees across the longer side of the image, drawn evenly."""
    eyes: tuple[Eye, ...]
    floor: Floor
    aim: Aim
    keep: Keep
    digest: str
    """A hash of the file: two rigs of one name may differ."""


@dataclass(frozen=True)
class View:
    """One camera pose."""

    index: int
    """0, 1, ... in the order drawn."""
    fov: float
    """Degrees across the longer side of the image."""
    world_from_camera: np.ndarray
    """(4, 4), metres, world with Z up; OpenCV axes: x right, y down, z forward."""
    eye_height: float
    """Metres above the floor."""
    target: str
    """The instance aimed at."""


def find_rig(name: str) -> Rig:
    """The rig of a name (`./camera_rigs/NAME.toml`, else a built-in one) or of a TOML file's path.

    Raises:
        UsageError: there is none, or the file is not a rig; says what is wrong with it.
    """
    folders = [Path("camera_rigs"), builtin_folder("camera_rigs")]
    paths = [Path(name)] if name.endswith(".toml") else [folder / f"{name}.toml" for folder in folders]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        known = sorted({path.stem for folder in folders for path in folder.glob("*.toml")})
        near = difflib.get_close_matches(name, known, 1, 0.4)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"there is no camera rig {name!r}; {hint}")
    try:
        text = path.read_bytes()
        table = tomllib.loads(text.decode())
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is not a TOML file: {error}") from error
    return Rig(
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


def intrinsics(fov: float, width: int, height: int) -> np.ndarray:
    """(3, 3) pinhole intrinsics in pixels with the principal point in the middle of the image.

    Args:
        fov: degrees across the longer side.
        width: pixels.
        height: pixels.
    """
    focal = max(width, height) / 2 / np.tan(np.radians(fov) / 2)
    return np.array([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]])


def walkable_floor(tracer: Tracer, floor: Floor, marked: np.ndarray | None = None) -> np.ndarray:
    """Where a person can stand: the centres of free floor cells, (N, 3), metres, world.

    The floor is the lowest level at which much of the plan lies; a cell is free where the air above it is, up to the
    headroom, and where nothing stands within the clearance.

    Args:
        tracer: the scene.
        floor: what counts as free.
        marked: (T, 3, 3) triangles, metres: if there are any, only what is over them is floor, at their level.
    """
    low = np.min([bounds[0] for bounds in tracer.bounds.values()], 0)
    high = np.max([bounds[1] for bounds in tracer.bounds.values()], 0)
    cell = max(CELL, float(np.sqrt(np.prod(high[:2] - low[:2]) / 1e6)))
    xs, ys = (np.arange(low[axis] + cell / 2, high[axis], cell) for axis in (0, 1))
    plan = np.stack(np.meshgrid(xs, ys), -1)
    if marked is not None and not len(marked):
        marked = None
    level = _floor_level(tracer.triangles) if marked is None else float(np.median(marked[..., 2]))
    top = np.concatenate([plan, np.full((*plan.shape[:2], 1), level + floor.headroom)], -1)
    below, upward = (found.reshape(plan.shape[:2]) for found in tracer.drop(top.reshape(-1, 3)))
    free = (np.abs(floor.headroom - below) < STEP) & upward
    inside = _enclosed(tracer, top) if marked is None else _covered(marked, plan)
    far = cv2.distanceTransform(np.pad(free & inside, 1).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    stand = (far[1:-1, 1:-1] - 0.5) * cell >= floor.clearance
    count, parts = cv2.connectedComponents(stand.astype(np.uint8), connectivity=4)
    if count > 1:  # specks that a clearance leaves behind furniture are no places to stand
        sizes = np.bincount(parts.ravel(), minlength=count) * cell**2
        stand &= (sizes >= max(0.05, 0.02 * sizes[1:].max()))[parts]
    return np.stack([*plan[stand].T, np.full(stand.sum(), level)], -1)


def _floor_level(triangles: np.ndarray) -> float:
    """The height of the floor, metres: the lowest level with a good part of all the area that faces up."""
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    area = np.linalg.norm(normal, axis=1) / 2
    up = normal[:, 2] > 2 * 0.98 * np.maximum(area, 1e-12)
    if not up.any():
        up = np.ones(len(triangles), bool)
    height = triangles[up, :, 2].mean(1)
    bins = np.round(height / 0.02).astype(int)
    areas = np.bincount(bins - bins.min(), area[up])
    lowest = int(np.flatnonzero(areas >= 0.25 * areas.max())[0]) + bins.min()
    return float(np.average(height[bins == lowest], weights=area[up][bins == lowest]))


def _enclosed(tracer: Tracer, top: np.ndarray) -> np.ndarray:
    """Which points of the plan are indoors, (rows, columns) bool: something is above; all of them where there is no roof."""
    above = tracer.rise(top.reshape(-1, 3)).reshape(top.shape[:2])
    roofed = np.isfinite(above)
    return roofed if roofed.mean() > 0.2 else np.ones_like(roofed)


def _covered(marked: np.ndarray, plan: np.ndarray) -> np.ndarray:
    """Which points of the plan, (rows, columns, 2), lie over or under a triangle, (rows, columns) bool."""
    above = np.concatenate([plan, np.full((*plan.shape[:2], 1), marked[..., 2].max() + 1.0)], -1)
    return np.isfinite(Tracer(marked, np.zeros(len(marked), int)).drop(above.reshape(-1, 3))[0]).reshape(plan.shape[:2])


def draw_views(
    rig: Rig,
    tracer: Tracer,
    instances: list[StageInstance],
    *,
    seed: int,
    scene: str,
    width: int,
    height: int,
    walkable: np.ndarray | None = None,
) -> Iterator[View]:
    """The views of a scene, one after the other, without end: the first N of any number are the same N.

    Raises:
        DyceError: the scene has no walkable floor, or the rig finds no view in it.
    """
    stand = walkable_floor(tracer, rig.floor, walkable)
    if not len(stand):
        raise DyceError(f"scene {scene} has no floor on which a person of rig {rig.name} can stand; see its [floor]")
    random = np.random.default_rng([seed, int.from_bytes(hashlib.sha256(scene.encode()).digest()[:8], "big")])
    probe = PROBE / max(width, height)
    size = max(1, round(height * probe)), max(1, round(width * probe))
    accepted: list[View] = []
    rejected = 0
    while True:
        view = _candidate(rig, tracer, instances, stand, random, len(accepted))
        if view is not None and _is_kept(rig.keep, tracer, view, instances, accepted, size, rejected):
            accepted.append(view)
            rejected = 0
            yield view
            continue
        rejected += 1
        if rejected >= TRIES:
            raise DyceError(
                f"rig {rig.name} finds no view in scene {scene} after {len(accepted)}: ask for fewer --views or relax "
                "its [keep]"
            )


def _candidate(
    rig: Rig,
    tracer: Tracer,
    instances: list[StageInstance],
    stand: np.ndarray,
    random: np.random.Generator,
    index: int,
) -> View | None:
    """A pose drawn at random; None where the target is too near or too far. Draws the same count of numbers always."""
    weights = np.array([eye.weight for eye in rig.eyes])
    eye = rig.eyes[random.choice(len(rig.eyes), p=weights / weights.sum())]
    position = stand[random.integers(len(stand))] + [*random.uniform(-CELL / 2, CELL / 2, 2), 0.0]
    eye_height = random.uniform(*eye.height)
    position = position + [0, 0, eye_height]
    target = instances[random.integers(len(instances))]
    jitter = random.normal(0, rig.aim.jitter, 3)
    roll = np.radians(random.normal(0, rig.aim.roll))
    fov = random.uniform(*rig.fov)
    if target.id not in tracer.bounds:
        return None
    low, high = tracer.bounds[target.id]
    aim = (low + high) / 2 + np.clip(jitter, -1, 1) * (high - low) / 2
    near, far = rig.aim.distance
    if not near <= np.linalg.norm((low + high) / 2 - position) <= far:
        return None
    return View(index, float(fov), _look_at(position, aim, float(roll)), float(eye_height), target.name)


def _look_at(position: np.ndarray, aim: np.ndarray, roll: float) -> np.ndarray:
    """(4, 4) world from camera (OpenCV axes) of a camera that looks from one point to another, world up in its image."""
    forward = (aim - position) / np.linalg.norm(aim - position)
    right = np.cross(forward, [0.0, 0.0, 1.0])
    if np.linalg.norm(right) < 1e-6:  # straight up or down: any right hand will do
        right = np.array([1.0, 0.0, 0.0])
    right /= np.linalg.norm(right)
    down = np.cross(forward, right)
    pose = np.eye(4)
    pose[:3, 0] = np.cos(roll) * right + np.sin(roll) * down
    pose[:3, 1] = np.cos(roll) * down - np.sin(roll) * right
    pose[:3, 2] = forward
    pose[:3, 3] = position
    return pose


def _is_kept(
    keep: Keep,
    tracer: Tracer,
    view: View,
    instances: list[StageInstance],
    accepted: list[View],
    size: tuple[int, int],
    rejected: int,
) -> bool:
    if _repeats(keep, view, accepted, rejected):
        return False
    height, width = size
    seen, depth = tracer.seen(intrinsics(view.fov, width, height), view.world_from_camera, height, width)
    visible = set(np.unique(seen[seen > 0]).tolist())
    target = next(instance.id for instance in instances if instance.name == view.target)
    return (
        target in visible
        and len(visible) >= min(keep.visible, len(instances))
        and float((depth < keep.near).mean()) <= keep.near_share
    )


def _repeats(keep: Keep, view: View, accepted: list[View], rejected: int) -> bool:
    """Whether a view is almost the same as an accepted one.

    In a small room the places run out: what counts as the same place shrinks with the candidates that were rejected.
    """
    if not accepted:
        return False
    patience = 0.5 ** (rejected / 200)
    poses = np.stack([other.world_from_camera for other in accepted])
    near = np.linalg.norm(poses[:, :3, 3] - view.world_from_camera[:3, 3], axis=1) < keep.same_place * patience
    cosine = poses[:, :3, 2] @ view.world_from_camera[:3, 2]
    return bool((near & (cosine > np.cos(np.radians(keep.same_direction * patience)))).any())
