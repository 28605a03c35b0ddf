"""What a camera sees, by ray casting (Embree): it plans what to render; the renders decide.

Rays go through pixel centres. Surfaces are taken as opaque: alpha textures, hair and volumes are not known here.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from embreex import rtcore_scene
from embreex.mesh_construction import TriangleMesh

from dyce.data.mask import BoxXYXY
from dyce.views.rest import Carriers, find_carriers

__all__ = ["FirstHits", "Tracer", "pixel_rays"]


@dataclass(frozen=True)
class FirstHits:
    """Where one instance alone would be seen, cropped to where it can be."""

    x: int
    """Column of the crop's left edge in the frame."""
    y: int
    """Row of the crop's top edge in the frame."""
    depth: np.ndarray
    """(h, w) float32, metres along the optical axis; infinite where the instance is not hit."""

    def mask(self, height: int, width: int) -> np.ndarray:
        """The full mask in the frame, (height, width) bool."""
        mask = np.zeros((height, width), bool)
        h, w = self.depth.shape
        mask[self.y : self.y + h, self.x : self.x + w] = np.isfinite(self.depth)
        return mask


def pixel_rays(K: np.ndarray, world_from_camera: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Directions through pixel centres, (len(rows), len(columns), 3) float64, world; 1 m deep along the optical axis.

    Args:
        K: (3, 3) intrinsics, pixels.
        world_from_camera: (4, 4), OpenCV axes.
        columns: (w,) pixel columns.
        rows: (h,) pixel rows.
    """
    u = (columns + 0.5 - K[0, 2]) / K[0, 0]
    v = (rows + 0.5 - K[1, 2]) / K[1, 1]
    directions = np.stack(np.broadcast_arrays(u[None, :], v[:, None], 1.0), axis=-1)
    found: np.ndarray = directions @ world_from_camera[:3, :3].T
    return found


def _embree(triangles: np.ndarray) -> rtcore_scene.EmbreeScene:
    scene = rtcore_scene.EmbreeScene(robust=True)
    TriangleMesh(scene, np.ascontiguousarray(triangles, np.float32))
    return scene


def _cast(scene: rtcore_scene.EmbreeScene, origin: np.ndarray, directions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Triangle (-1: none) and distance in units of the direction's length, of each ray from one origin (or (N, 3))."""
    directions = np.ascontiguousarray(directions.reshape(-1, 3), np.float32)
    origins = np.ascontiguousarray(np.broadcast_to(origin, directions.shape), np.float32)
    hits = scene.run(origins, directions, query="INTERSECT", output=True)
    hit = hits["primID"]
    return hit, np.where(hit >= 0, hits["tfar"], np.inf).astype(np.float32)


class Tracer:
    """A stage's geometry, ready for rays."""

    def __init__(self, triangles: np.ndarray, owner: np.ndarray) -> None:
        """Build the acceleration structures.

        Args:
            triangles: (T, 3, 3) float32, metres, world.
            owner: (T,) int, the instance id of each triangle, 0 for structure.
        """
        self.triangles = triangles
        self.owner = owner
        self._all = _embree(triangles)
        order = np.argsort(owner, kind="stable")
        ids, starts = np.unique(owner[order], return_index=True)
        self._triangles = dict(zip(ids.tolist(), np.split(triangles[order], starts[1:]), strict=True))
        self._alone: dict[int, rtcore_scene.EmbreeScene] = {}
        self.bounds = {k: (t.min((0, 1)), t.max((0, 1))) for k, t in self._triangles.items()}
        """Lowest and highest corner of each instance (0: structure), each (3,), metres, world."""

    def seen(
        self, K: np.ndarray, world_from_camera: np.ndarray, height: int, width: int, near: float = 0.0
    ) -> tuple[np.ndarray, np.ndarray]:
        """Which instance each pixel sees and how deep it is; what is nearer than `near`, metres, is cut away.

        Returns:
            (height, width) int32, -1 where there is nothing; (height, width) float32, metres, infinite there.
        """
        rays = pixel_rays(K, world_from_camera, np.arange(width), np.arange(height))
        origins = world_from_camera[:3, 3] + near * rays.reshape(-1, 3) if near else world_from_camera[:3, 3]
        hit, depth = _cast(self._all, origins, rays)
        depth = depth + np.float32(near)
        owner = np.where(hit >= 0, self.owner[hit], -1).astype(np.int32)
        return owner.reshape(height, width), depth.reshape(height, width)

    def drop(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What is below each point, (N, 3).

        Returns:
            How far the next surface is, (N,) float32 metres, infinite where there is none; whether its front faces up,
            (N,) bool: it does not where the point is inside something solid.
        """
        hit, distance = _cast(self._all, points, np.broadcast_to(np.array([0.0, 0.0, -1.0]), points.shape))
        a, b, c = (self.triangles[hit, k, :2] for k in range(3))
        upward = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) > (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
        return distance, upward & (hit >= 0)

    def triangles_of(self, k: int) -> np.ndarray:
        """The triangles of instance k (0: structure), (T, 3, 3) float32, metres, world."""
        found: np.ndarray = self._triangles.get(k, self.triangles[:0])
        return found

    def reach(self, points: np.ndarray, directions: np.ndarray, alone: int | None = None) -> np.ndarray:
        """How far from each point, (N, 3), the next surface is in a direction, (N, 3) of length 1.

        Args:
            points: metres, world.
            directions: world.
            alone: the instance (0: structure) that is met, as if it were alone; None for all there is.

        Returns:
            (N,) float32 metres, infinite where there is none.
        """
        if alone is not None and alone not in self._triangles:
            return np.full(len(points), np.inf, np.float32)
        return _cast(self._all if alone is None else self._only(alone), points, directions)[1]

    def rise(self, points: np.ndarray) -> np.ndarray:
        """How far above each point, (N, 3), the next surface is: (N,) float32 metres, infinite where there is none."""
        return _cast(self._all, points, np.broadcast_to(np.array([0.0, 0.0, 1.0]), points.shape))[1]

    def faces(self, points: np.ndarray, direction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How far the next surface in a direction, (3,), is from each point, (N, 3), and whether its front faces the point.

        Returns:
            (N,) float32 metres, infinite where there is none; (N,) bool.
        """
        hit, distance = _cast(self._all, points, np.broadcast_to(direction.astype(float), points.shape))
        a, b, c = (self.triangles[hit, k] for k in range(3))
        return distance, (np.cross(b - a, c - a) @ direction < 0) & (hit >= 0)

    def first(self, points: np.ndarray, directions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Whose surface each ray, (N, 3) from (N, 3), meets first, (N,) int, -1 for none; (N,) float32 in its own lengths."""
        hit, distance = _cast(self._all, points, directions)
        return np.where(hit >= 0, self.owner[hit], -1), distance

    def first_hits(self, K: np.ndarray, world_from_camera: np.ndarray, height: int, width: int) -> dict[int, FirstHits]:
        """Each instance's own nearest surface, as if it were alone; instances that the frame misses are left out."""
        hits = {}
        for k in self._triangles:
            if k == 0:
                continue
            if (box := self._box_xyxy(k, K, world_from_camera, height, width)) is None:
                continue
            x0, y0, x1, y1 = box
            rays = pixel_rays(K, world_from_camera, np.arange(x0, x1), np.arange(y0, y1))
            hit, depth = _cast(self._only(k), world_from_camera[:3, 3], rays)
            if (hit >= 0).any():
                hits[k] = FirstHits(x0, y0, depth.reshape(y1 - y0, x1 - x0))
        return hits

    @cached_property
    def carriers(self) -> Carriers:
        """What each instance rests on; found when it is first asked for."""
        down = np.array([0.0, 0.0, -1.0])
        return find_carriers(
            self._triangles,
            self.bounds,
            lambda k, points: _cast(self._only(k), points, np.broadcast_to(down, points.shape))[1],
        )

    def _only(self, k: int) -> rtcore_scene.EmbreeScene:
        """One instance's triangles, as if there were no others."""
        if k not in self._alone:
            self._alone[k] = _embree(self._triangles[k])
        return self._alone[k]

    def _box_xyxy(
        self, k: int, K: np.ndarray, world_from_camera: np.ndarray, height: int, width: int
    ) -> BoxXYXY | None:
        """The pixels outside of which instance k can't be seen; None if nowhere."""
        low, high = self.bounds[k]
        corners = np.array(np.meshgrid(*zip(low, high, strict=True))).reshape(3, -1).T
        camera = (corners - world_from_camera[:3, 3]) @ world_from_camera[:3, :3]
        if (camera[:, 2] <= 0).all():
            return None
        if (camera[:, 2] < 1e-3).any():  # it reaches behind the camera: its projection has no bounds
            return 0, 0, width, height
        pixels = camera @ K.T
        pixels = pixels[:, :2] / pixels[:, 2:]
        x0, y0 = np.clip(np.floor(pixels.min(0)).astype(int), 0, (width, height))
        x1, y1 = np.clip(np.ceil(pixels.max(0)).astype(int), 0, (width, height))
        return (int(x0), int(y0), int(x1), int(y1)) if x1 > x0 and y1 > y0 else None
