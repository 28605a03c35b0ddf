"""Cloth: towels, cushions, throws, curtains, rugs; closed sheets with a real thickness and folds made by formula."""

from collections.abc import Sequence

import bpy
import cv2
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, resample
from dyce.models.geometry.noise import smooth_noise, warp
from dyce.models.geometry.shape import Shape, grid, join, to_object, weld
from dyce.models.geometry.sweep import ellipse, extrude, sweep, thick, tube
from dyce.models.materials import labels

__all__ = ["curtain", "cushion", "napkin", "rug", "tea_towel", "throw"]

RUGS = {
    "berber": ((0.88, 0.85, 0.78), (0.20, 0.18, 0.17), (0.62, 0.38, 0.28)),
    "stripes": ((0.80, 0.76, 0.68), (0.30, 0.36, 0.40), (0.58, 0.42, 0.30)),
    "kilim": ((0.55, 0.20, 0.15), (0.16, 0.20, 0.28), (0.84, 0.72, 0.50)),
    "jute": ((0.62, 0.50, 0.34), (0.54, 0.42, 0.27), (0.58, 0.46, 0.30)),
}


def _in_metres(shape: Shape, width: float, length: float) -> Shape:
    """UVs of a sheet scaled from the unit square to metres."""
    return Shape(shape.vertices, shape.faces, shape.uv * (width, length), shape.slot, shape.tint)


def _hung(path: np.ndarray, width: float, folds: np.ndarray, gather: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """Points (rows, columns, 3) of cloth over `path` (N, 2) in the YZ plane; `folds` (rows, columns) shift it outward.

    `gather` (rows,) narrows the width.
    """
    line = resample(path, rows)
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    x = np.linspace(-width / 2, width / 2, columns)[None] * gather[:, None]
    y = line[:, :1] + normal[:, :1] * folds
    z = line[:, 1:] + normal[:, 1:] * folds
    return np.stack([x, y, z], axis=2)


def _reaching(shape: Shape, drop: float) -> Shape:
    """What hangs below z = `drop` stretched a little so that its lowest vertex is at z = 0."""
    z = shape.vertices[:, 2]
    stretched = np.where(z < drop, drop - (drop - z) * drop / (drop - z.min()), z)
    vertices = np.column_stack([shape.vertices[:, :2], stretched])
    return shape.with_vertices(vertices)


def _pleats(x: np.ndarray, rng: np.random.Generator, count: float, width: float) -> np.ndarray:
    """A few soft folds of uneven breadth across x (N,), -1 to 1."""
    warped = x / width + 0.06 * np.sin(2 * np.pi * x / width + rng.uniform(0, 6.28))
    wave = np.sin(2 * np.pi * count * warped + rng.uniform(0, 6.28))
    return np.asarray(0.75 * wave + 0.35 * np.sin(2 * np.pi * count * 1.83 * warped + rng.uniform(0, 6.28)))


@maker("towel")
def tea_towel(
    pose: str = "rail",
    style: str = "stripes",
    width: float = 0.30,
    drop: float = 0.36,
    radius: float = 0.008,
    seed: int = 0,
) -> bpy.types.Object:
    """A tea towel: `pose` "rail", "edge" or "folded"; `style` one of CLOTHS.

    "rail": hung over a bar of `radius` along X whose axis is at y = 0, z = `drop`, longer end in front. "edge": hung
    over a counter's front edge at y = 0, z = `drop`, its rest lying flat behind. "folded": lying, 20 x 26 cm.
    """
    rng = np.random.default_rng(seed)
    if pose == "folded":
        shape = _folded(0.20, 0.26, 4, 0.0028, seed)
        return to_object(shape.centred(), "tea_towel", [materials.cloth(style)], f"tea-towel-folded-{style}", 80)
    gap = 0.0012
    if pose == "rail":
        r = radius + gap
        over = np.column_stack([-r * np.cos(np.linspace(0, np.pi, 13)), drop + r * np.sin(np.linspace(0, np.pi, 13))])
        path = np.vstack([[(-r - 0.004, 0.0)], over, [(r + 0.004, 0.10 * drop)]])
    else:
        r = 0.006
        over = np.column_stack(
            [
                r - gap - 2 * r + r * (1 - np.cos(np.linspace(0, np.pi / 2, 7))),
                drop + gap - r + r * np.sin(np.linspace(0, np.pi / 2, 7)),
            ]
        )
        path = np.vstack([[(over[0, 0] - 0.002, 0.0)], over, [(0.22, drop + gap)]])
    rows, columns = 64, 48
    line = resample(path, rows)
    loose = np.clip((drop - line[:, 1]) / drop, 0, 1)
    if pose == "edge":
        loose = loose * (line[:, 0] < r)
    x = np.linspace(-width / 2, width / 2, columns)
    pleats = (_pleats(x, rng, 2.3, width)[None] * 0.5 + 0.5) * (0.004 + 0.020 * loose**0.8)[:, None]
    pleats = pleats * np.clip(loose * 9, 0, 1)[:, None]
    if pose == "rail":
        pleats[line[:, 0] > 0] *= 0.8
    points = _hung(path, width, pleats, 1 - 0.06 * loose, rows, columns)
    points[..., 2] += (0.006 * smooth_noise(x[:, None], 0.12, seed))[None] * loose[:, None] ** 2
    points = warp(points.reshape(-1, 3), 0.0007, 0.05, seed).reshape(points.shape)
    sheet = _in_metres(thick(points, 0.0012), width, 2 * drop)
    return to_object(_reaching(sheet, drop), "tea_towel", [materials.cloth(style)], f"tea-towel-{pose}-{style}", 80)


def _folded(width: float, depth: float, layers: int, thickness: float, seed: int, puff: float = 1.0) -> Shape:
    """Cloth folded to and fro along Y in `layers`, its round folds at the front and back."""
    pitch = thickness * 1.15
    path: list[tuple[float, float]] = []
    for k in range(layers):
        inset = 0.004 * (k / layers)
        ends = [(-depth / 2 + inset, k * pitch), (depth / 2 - inset, k * pitch)]
        path += ends if k % 2 == 0 else ends[::-1]
    line = fillet(path, pitch * 0.5, 5)
    dense = [line[:1]]
    for a, b in zip(line[:-1], line[1:], strict=True):
        steps = max(1, int(np.linalg.norm(b - a) / 0.012))
        dense.append(a + (b - a) * (np.arange(1, steps + 1) / steps)[:, None])
    line = np.vstack(dense)
    columns = 26
    edge = 1 - 0.012 * np.abs(np.sin(np.arange(len(line)) * 0.7 + seed))
    points = _hung_flat(line, width, edge, columns)
    sheet = thick(points, 0.86 * thickness, 0.43 * thickness)
    sheet = _in_metres(sheet, width, float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum()))
    height = np.clip(sheet.vertices[:, 2] / (layers * pitch), 0, 1)
    sag = 0.5 * thickness * puff * smooth_noise(sheet.vertices[:, :2], 0.09, seed) * height
    corner = (np.abs(sheet.vertices[:, 0]) / (width / 2)) ** 6
    sag -= thickness * 0.8 * corner * height * layers / 4
    vertices = sheet.vertices + np.column_stack([0 * sag, 0.25 * sag, sag])
    if _volume(sheet) < 0:
        sheet = sheet.flipped()
    return sheet.with_vertices(vertices)


def _volume(shape: Shape) -> float:
    points = shape.vertices[np.where(shape.faces < 0, shape.faces[:, :1], shape.faces)]
    a, b, c, d = (points[:, k] for k in range(4))
    return float((np.cross(a, b) * c).sum() + (np.cross(a, c) * d).sum()) / 6


def _hung_flat(line: np.ndarray, width: float, edge: np.ndarray, columns: int) -> np.ndarray:
    x = np.linspace(-width / 2, width / 2, columns)[None] * edge[:, None]
    return np.stack([x, np.repeat(line[:, :1], columns, axis=1), np.repeat(line[:, 1:], columns, axis=1)], axis=2)


@maker("napkin")
def napkin(style: str = "linen", size: float = 0.16, seed: int = 0) -> bpy.types.Object:
    """A cloth napkin folded to a square, lying."""
    return to_object(
        _folded(size, size, 4, 0.0016, seed).centred(), "napkin", [materials.cloth(style)], f"napkin-{style}", 80
    )


@maker("cushion")
def cushion(
    style: str = "linen",
    width: float = 0.45,
    height: float = 0.45,
    depth: float = 0.15,
    piping: bool = False,
    seed: int = 0,
) -> bpy.types.Object:
    """A filled cushion standing upright, its faces to -Y and +Y: `style` one of CLOTHS, or "knit" in oat wool.

    Corners are pulled to points, the seam draws wrinkles into the faces.
    """
    rng = np.random.default_rng(seed)
    count = 45
    s = np.sin(np.linspace(-np.pi / 2, np.pi / 2, count) * 0.94) / np.sin(np.pi / 2 * 0.94)
    u, v = np.meshgrid(s, s)
    pull = 0.055
    x = u * (1 - pull * (1 - v**2) * np.abs(u) ** 2 * 1.0)
    y = v * (1 - pull * (1 - u**2) * np.abs(v) ** 2 * 1.0)
    dome = ((1 - np.abs(u) ** 2.4) * (1 - np.abs(v) ** 2.4)).clip(0) ** 0.50
    crease = _wrinkles(u, v, rng)
    seam = np.where((np.abs(u) > 0.999) | (np.abs(v) > 0.999), 0.0, 1.0)
    edge = np.stack([x * width / 2, np.zeros_like(x), y * height / 2], axis=2)
    halves = []
    for side in (-1, 1):
        lump = 1 + 0.06 * smooth_noise(np.stack([u, v], axis=2).reshape(-1, 2), 0.9, seed * 2 + (side > 0)).reshape(
            u.shape
        )
        y_out = side * (depth / 2 * dome * lump + seam * crease[int(side > 0)])
        face = edge.copy()
        face[..., 1] = y_out
        halves.append(_in_metres(grid(face if side < 0 else face[:, ::-1]), width, height))
    body = join(halves)
    body = body.with_vertices(warp(body.vertices, 0.004, 0.25, seed))
    parts = [weld(body)]
    rim = np.vstack([edge[0, :-1], edge[:-1, -1], edge[-1, :0:-1], edge[:0:-1, 0]])
    rim = warp(rim, 0.004, 0.25, seed)
    parts.append(tube(rim, 0.0034 if piping else 0.0012, 6, closed=True).with_slot(1 if piping else 0))
    material = materials.wool((0.62, 0.56, 0.46), 0.010) if style == "knit" else materials.cloth(style)
    trim = materials.cloth("oat" if style in ("charcoal", "navy", "sage") else "charcoal")
    return to_object(join(parts).grounded(), "cushion", [material, trim], f"cushion-{style}-{seed}", 80)


def _wrinkles(u: np.ndarray, v: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """Depth (metres) of the creases that run in from the seam, for the two faces."""
    out = []
    for _ in range(2):
        near_u, near_v = np.abs(u) ** 3 * (1 - v**4), np.abs(v) ** 3 * (1 - u**4)
        along_v = np.sin(13 * v + rng.uniform(0, 6)) + 0.7 * np.sin(23 * v + 1.5 * u + rng.uniform(0, 6))
        along_u = np.sin(13 * u + rng.uniform(0, 6)) + 0.7 * np.sin(23 * u + 1.5 * v + rng.uniform(0, 6))
        creases = 0.0030 * (near_u * along_v + near_v * along_u)
        for su in (-1, 1):
            for sv in (-1, 1):
                du, dv = 1 - su * u, 1 - sv * v
                ray = np.arctan2(dv, du) - np.pi / 4
                reach = np.hypot(du, dv)
                fan = np.cos(ray * rng.uniform(9, 13) + rng.uniform(-0.6, 0.6))
                creases += 0.0045 * fan * np.exp(-(((reach - 0.42) / 0.24) ** 2)) * np.exp(-((ray / 0.5) ** 2))
        out.append(creases)
    return out


@maker("blanket")
def throw(
    pose: str = "folded",
    style: str = "knit",
    width: float = 0.42,
    depth: float = 0.30,
    drop: float = 0.45,
    over: float = 0.18,
    fringe: bool = True,
    seed: int = 0,
) -> bpy.types.Object:
    """A blanket: `pose` "folded" (a stack `width` x `depth`) or "draped"; `style` "knit" or one of CLOTHS.

    "draped" hangs over an arm or a back that runs along X: flat on top from y = -`over`/2 to `over`/2 at z = `drop`,
    down in front to z = 0 and behind to z = 0.3 `drop`.
    """
    material = materials.wool((0.58, 0.52, 0.43), 0.011) if style == "knit" else materials.cloth(style)
    if pose == "folded":
        shape = _folded(width, depth, 6, 0.015, seed, 0.7)
        return to_object(shape.centred(), "throw", [material], f"throw-folded-{style}", 80)
    rng = np.random.default_rng(seed)
    r, gap = 0.035, 0.003
    a, top = over / 2 + gap, drop + gap
    corners = [(-a - 0.012, 0.0), (-a, top), (a, top), (a + 0.012, 0.3 * drop)]
    path = fillet(corners, [0, r, r, 0], 8)
    rows, columns = 80, 54
    line = resample(path, rows)
    loose = np.clip((drop - 0.02 - line[:, 1]) / drop, 0, 1)
    x = np.linspace(-width / 2, width / 2, columns)
    folds = (_pleats(x, rng, 2.6, width)[None] * 0.5 + 0.5) * (0.045 * loose**0.8)[:, None]
    flat = 0.004 * (
        1 + smooth_noise(np.column_stack([np.repeat(np.arange(rows), columns) * 0.01, np.tile(x, rows)]), 0.12, seed)
    ).reshape(rows, columns)
    points = _hung(path, width, folds + flat, 1 - 0.10 * loose, rows, columns)
    points[..., 2] += (0.02 * smooth_noise(x[:, None], 0.3, seed))[None] * loose[:, None] ** 2
    parts = [_in_metres(thick(points, 0.006), width, 2 * drop)]
    if fringe:
        parts += _fringe(points[0], rng)
    return to_object(_reaching(join(parts), drop), "throw", [material], f"throw-draped-{style}-{seed}", 80)


def _fringe(hem: np.ndarray, rng: np.random.Generator, length: float = 0.05) -> list[Shape]:
    strands = []
    for point in resample(hem, 46):
        t = np.linspace(0, 1, 5)[:, None]
        drift = rng.normal(0, 0.004, 2)
        path = (
            point + np.hstack([drift[:1] * t, drift[1:] * t, -length * t * rng.uniform(0.85, 1.0)]) + (0, 0.003, 0.004)
        )
        strands.append(tube(path, np.array([0.0026, 0.0030, 0.0024, 0.0024, 0.0018]), 5))
    return strands


@maker("curtain")
def curtain(
    style: str = "oat", width: float = 0.80, height: float = 2.3, fullness: float = 0.045, seed: int = 0
) -> bpy.types.Object:
    """A curtain panel drawn to `width`, in soft pleats that widen downward; its header is at z = `height`."""
    rng = np.random.default_rng(seed)
    rows, columns = 40, 150
    t = np.linspace(0, 1, rows)[:, None]
    x = np.linspace(-width / 2, width / 2, columns)[None]
    count = width / 0.115
    bend = 0.02 * np.sin(2.2 * np.pi * t + rng.uniform(0, 6)) * (1 - t)
    phase = 2 * np.pi * count * (x / width + 0.02 * np.sin(2 * np.pi * 1.3 * x / width + 4 * bend + rng.uniform(0, 6)))
    wave = np.sin(phase) + 0.22 * np.sin(2 * phase + 1.1 + 2 * (1 - t)) + 0.35 * (1 - t) * np.sin(0.53 * phase + 2)
    y = fullness * wave * (0.55 + 0.45 * (1 - t) ** 0.7)
    spread = x * (1 + 0.02 * np.sin(3 * (1 - t) + seed)) + 0.010 * np.cos(phase) * (1 - 0.4 * t)
    z = np.broadcast_to(t * height, y.shape) + 0.004 * np.cos(0.7 * phase) * (1 - t) ** 6
    points = np.stack([spread, y, z], axis=2)
    sheet = _in_metres(thick(points, 0.0016), width * 1.9, height)
    return to_object(sheet.grounded(), "curtain", [materials.cloth(style, 0.012)], f"curtain-{style}-{seed}", 80)


@maker("rug")
def rug(style: str = "berber", length: float = 2.0, width: float = 1.4, seed: int = 0) -> bpy.types.Object:
    """A fringed rug, long side along X: `style` one of RUGS, or "round" (jute, `width` across)."""
    rng = np.random.default_rng(seed)
    if style == "round":
        ring = ellipse(width, width, 96)
        shape = extrude(ring, 0.010, 0.004, 3)
        return to_object(shape.grounded(), "rug", [materials.linen((0.42, 0.30, 0.16))], "rug-round", 60)
    name = f"rug.{style}"
    if name not in bpy.data.images:
        labels.save(_rug_art(style), name)
    columns, rows = 60, 44
    x, y = np.meshgrid(np.linspace(-length / 2, length / 2, columns), np.linspace(-width / 2, width / 2, rows))
    z = 0.009 + 0.0012 * smooth_noise(np.column_stack([x.ravel(), y.ravel()]), 0.35, seed).reshape(x.shape)
    mat = thick(np.stack([x, y, z], axis=2), 0.007)
    flat = mat.vertices.copy()
    flat[:, 2] = np.where(flat[:, 2] < 0.0055, 0.0, flat[:, 2])
    points = flat[mat.faces]
    mat = Shape(
        flat,
        mat.faces,
        np.stack([points[..., 0] / length + 0.5, points[..., 1] / width + 0.5], axis=2),
        mat.slot,
        mat.tint,
    )
    parts = [mat]
    for side in (-1, 1):
        for at in np.linspace(-0.495, 0.495, 110) * width:
            drift = rng.normal(0, 0.005)
            path = [
                (side * (length / 2 - 0.002), at, 0.005),
                (side * (length / 2 + 0.03), at + drift * 0.5, 0.003),
                (side * (length / 2 + 0.06), at + drift, 0.002),
            ]
            parts.append(sweep(path, ellipse(2, 2, 4), np.array([0.0022, 0.0018, 0.0014]), (0, 0, 1)).with_slot(1))
    coats = [materials.printed_cloth(name), materials.linen((0.66, 0.60, 0.50))]
    return to_object(join(parts).grounded(), "rug", coats, f"rug-{style}", 60)


def _rug_art(style: str, size: tuple[int, int] = (1152, 810)) -> np.ndarray:
    ground, dark, accent = RUGS[style]
    rng = np.random.default_rng(5)
    image = labels.canvas(*size, ground)
    if style == "stripes":
        x = 0.0
        while x < 1:
            step = rng.uniform(0.012, 0.07)
            labels.box(image, x, 0, x + step, 1, [ground, dark, accent, ground][rng.integers(4)])
            x += step
    elif style == "jute":
        for k in range(90):
            labels.box(image, 0, k / 90, 1, (k + 0.5) / 90, dark if k % 2 else accent)
    else:
        _lozenges(image, dark, accent, 4 if style == "berber" else 6)
        labels.box(image, 0.02, 0.03, 0.98, 0.97, dark, 8)
        labels.box(image, 0.035, 0.05, 0.965, 0.95, accent, 5)
    return _woven(image, rng)


def _woven(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The design (H, W, 3) as a hand ties it: lines that waver, yarn dyed in lots, a pile that feet have dulled."""
    rows, columns = image.shape[:2]

    def uneven(across: int, down: int, by: float) -> np.ndarray:
        coarse = rng.normal(0, by, (down, across)).astype(np.float32)
        return np.asarray(cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_CUBIC))

    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x, y = (axis + uneven(9, 7, 3.2) + uneven(110, 80, 1.3) for axis in (x, y))
    knotted = cv2.GaussianBlur(cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), (0, 0), 1.0)
    tone = uneven(2, 17, 0.035) + uneven(2, rows, 0.018) + uneven(6, 5, 0.035) + uneven(columns // 3, rows // 3, 0.05)
    dusty = np.clip(0.16 + uneven(5, 4, 0.09), 0, 0.4)[..., None]
    faded = knotted * (1 - dusty) + dusty * (0.55 * knotted.mean((0, 1)) + 0.45 * knotted)
    return np.asarray(faded * (1 + tone[..., None]), np.float32)


def _lozenges(image: np.ndarray, dark: Sequence[float], accent: Sequence[float], count: int) -> None:
    rows, columns = image.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns]
    u, v = x / columns * count * 1.4, y / rows * count
    distance = np.abs(u % 1 - 0.5) + np.abs(v % 1 - 0.5)
    image[(distance > 0.46) & (distance < 0.54)] = dark
    image[distance < 0.10] = accent
    image[(distance > 0.22) & (distance < 0.27)] = accent
