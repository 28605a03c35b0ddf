"""Pads, cushions and stuffed blocks: what seats are upholstered with."""

import numpy as np

from dyce.models.geometry import Shape, ellipse, fillet, grid, join, shape_of, smooth_noise, tube, warp, weld
from dyce.models.materials import Colour

__all__ = ["OCHRE", "TEAL", "hexadecimal", "pad", "piped", "soft_box", "stuffed"]

TEAL = (0.014, 0.078, 0.084)

OCHRE = (0.40, 0.185, 0.022)


def pad(
    width: float,
    depth: float,
    height: float,
    radius: float = 0.03,
    puff: float = 0.0,
    piping: float = 0.0,
    seed: int = 0,
) -> Shape:
    """An upholstered block centred over the origin, its bottom at z = 0: all faces swell by `puff` metres in the middle.

    `piping` is the radius of a cord sewn round its upper and lower edges (slot 1).
    """
    half = np.array([width, depth, height]) / 2
    radius = min(radius, *(half * 0.95))
    sides = []
    for axis in range(3):
        u, v = (_spread(half[(axis + k) % 3], radius) for k in (1, 2))
        for sign in (-1, 1):
            points = np.empty((len(v), len(u), 3))
            points[..., axis] = sign * half[axis]
            points[..., (axis + 1) % 3], points[..., (axis + 2) % 3] = u[None], v[:, None]
            sides.append(grid(points if sign > 0 else points[:, ::-1]))
    block = weld(join(sides))
    inner = np.clip(block.vertices, -(half - radius), half - radius)
    way = block.vertices - inner
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    swell = np.prod(1 - 0.98 * (inner / np.maximum(half, 1e-9)) ** 2 * (np.abs(way) < 0.9), axis=1)
    lumps = 1 + 0.25 * smooth_noise(inner, 0.22, seed)
    vertices = inner + radius * way + (puff * swell * lumps)[:, None] * way
    body = shape_of(warp(vertices, 0.0015 + 0.06 * puff, 0.16, seed), block.faces)
    parts = [body.moved(0, 0, half[2])]
    if piping > 0:
        parts += [_cord(half, radius, level, piping, seed) for level in (-1, 1)]
    return join(parts)


def _spread(half: float, radius: float) -> np.ndarray:
    """Places along one edge: close in the rounding, a hand's breadth apart between."""
    edge = half - radius * (1 - np.sin(np.radians(np.linspace(0, 90, 5))))
    between = np.linspace(-(half - radius), half - radius, max(3, int(2 * half / 0.09)))
    return np.concatenate([-edge[:0:-1], between, edge[1:]])


def _cord(half: np.ndarray, radius: float, level: int, thickness: float, seed: int) -> Shape:
    off = 0.72 * radius
    x, y, z = half[0] - radius + off, half[1] - radius + off, half[2] - radius + off
    ring = fillet([(-x, -y), (x, -y), (x, y), (-x, y)], min(1.2 * radius, 0.05), 5, closed=True)
    path = np.column_stack([ring, np.full(len(ring), level * z)])
    return tube(warp(path, 0.0015, 0.16, seed), thickness, 6, closed=True).moved(0, 0, half[2]).with_slot(1)


def hexadecimal(colour: Colour) -> str:
    """A colour as rrggbb, for the names of models."""
    return "".join(f"{round(255 * part):02x}" for part in colour)


def soft_box(width: float, depth: float, height: float, softness: float = 0.32, seed: int = 0) -> Shape:
    """A stuffed block, bulging on all sides (a superellipsoid), its bottom at z = 0."""

    def power(value: np.ndarray) -> np.ndarray:
        return np.sign(value) * np.abs(value) ** softness

    rise = np.linspace(-np.pi / 2, np.pi / 2, 25)[:, None]
    turn = np.linspace(0, 2 * np.pi, 56, endpoint=False)[None]
    across, up = power(np.round(np.cos(rise), 9)), power(np.sin(rise))
    points = np.stack(
        [across * power(np.cos(turn)), across * power(np.sin(turn)), np.broadcast_to(up, (25, 56))], axis=2
    )
    shape = grid(points * (np.array([width, depth, height]) / 2), close_rows=True).grounded()
    return shape.with_vertices(warp(shape.vertices, 0.006, 0.25, seed))


def _filled(
    width: float, depth: float, height: float, radius: float = 0.05, crown: float = 0.02, cells: int = 7, seed: int = 0
) -> Shape:
    """A filled cushion as an upholsterer sews it: a box with soft edges whose faces swell by up to `crown` metres."""
    half = np.array([width, depth, height]) / 2
    radius = min(radius, *(half * 0.95))
    bend, flat = np.tan(np.radians(np.linspace(0, 45, 4))), np.linspace(-1, 1, cells + 2)[1:-1]
    ray_line = np.concatenate([-bend[::-1], np.zeros(cells), bend])
    place_line = np.concatenate([-np.ones(4), flat, np.ones(4)])
    count = len(ray_line)
    a, b = (m.ravel() for m in np.meshgrid(np.arange(count), np.arange(count), indexing="ij"))
    sides = []
    for axis in range(3):
        for face in (0, count - 1):
            index = np.empty((count * count, 3), int)
            index[:, axis], index[:, (axis + 1) % 3], index[:, (axis + 2) % 3] = face, a, b
            ray = ray_line[index]
            ray /= np.linalg.norm(ray, axis=1, keepdims=True)
            points = (place_line[index] * (half - radius) + radius * ray).reshape(count, count, 3)
            sides.append(grid(points if face == 0 else points.transpose(1, 0, 2)))
    box = weld(join(sides))
    points, share = box.vertices, box.vertices / half
    swell = np.zeros_like(points)
    for axis, (one, other) in enumerate([(1, 2), (0, 2), (0, 1)]):
        bulge = np.clip(1 - share[:, one] ** 2, 0, 1) * np.clip(1 - share[:, other] ** 2, 0, 1)
        swell[:, axis] = crown * share[:, axis] * np.abs(share[:, axis]) * np.sqrt(bulge)
    lumps = 1 + 0.35 * smooth_noise(points, 0.25, seed)[:, None]
    return shape_of(warp(points + swell * lumps, 0.0022, 0.16, seed), box.faces)


def piped(width: float, depth: float, height: float, radius: float, crown: float, seed: int) -> Shape:
    """A pad with a corded seam round its upper and lower edge."""
    pad = _filled(width, depth, height, radius, crown, seed=seed)
    inset = radius * (1 - np.sqrt(0.5))
    seams = []
    for z in (height / 2 - inset, inset - height / 2):
        outline = ellipse(width - 2 * inset, depth - 2 * inset, 72, 14)
        ring = np.column_stack([outline, np.full(len(outline), z)])
        seams.append(tube(warp(ring, 0.0022, 0.16, seed), 0.0042, 6, closed=True))
    return join([pad, *seams])


def stuffed(x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, radius: float, seed: int) -> Shape:
    """Firm upholstery between two corners."""
    pad = _filled(x1 - x0, y1 - y0, z1 - z0, radius, 0.006, 5, seed)
    return pad.moved((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2)
