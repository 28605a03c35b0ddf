"""A pinhole camera and its pose."""

from dataclasses import dataclass, replace

import numpy as np

__all__ = ["NEAR", "View", "intrinsics", "look_at"]

NEAR = 0.01
"""Metres: nothing nearer to an eye is rendered, unless what is seen is nearer itself."""


@dataclass(frozen=True)
class View:
    """One camera, posed."""

    index: int
    """0, 1, ... in the order drawn."""
    K: np.ndarray
    """(3, 3) intrinsics, pixels; pixel centres at (x + 0.5, y + 0.5)."""
    width: int
    """Pixels of the image."""
    height: int
    world_from_camera: np.ndarray
    """(4, 4), metres, world with Z up; OpenCV axes: x right, y down, z forward."""
    eye_height: float
    """Metres above the floor; above the lowest instance where the rig knows of no floor."""
    target: str
    """The instance aimed at; empty where a given pose shows none."""
    near: float = NEAR
    """Metres: nothing nearer to the eye is rendered."""

    @property
    def fov(self) -> float:
        """Degrees across the longer side of the image."""
        return float(np.degrees(2 * np.arctan(max(self.width, self.height) / 2 / self.K[0, 0])))

    def widened(self, margin: tuple[int, int]) -> "View":
        """The same with so many more pixels to the left and right, above and below; the image's are on the same grid."""
        x, y = margin
        K = self.K.copy()
        K[:2, 2] += x, y
        return replace(self, K=K, width=self.width + 2 * x, height=self.height + 2 * y)


def intrinsics(fov: float, width: int, height: int) -> np.ndarray:
    """(3, 3) K in pixels of a pinhole camera, `fov` degrees across the longer side; pixel centres at (x + 0.5, y + 0.5)."""
    focal = max(width, height) / 2 / np.tan(np.radians(fov) / 2)
    return np.array([[focal, 0.0, width / 2], [0.0, focal, height / 2], [0.0, 0.0, 1.0]])


def look_at(position: np.ndarray, aim: np.ndarray, roll: float = 0.0) -> np.ndarray:
    """(4, 4) world from camera (OpenCV axes) of a camera that looks from one point to another, world up in its image.

    Args:
        position: (3,) metres, of the eye.
        aim: (3,) metres, what is in the middle of the image.
        roll: radians about the optical axis.
    """
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
