"""Books, magazines, newspapers, notebooks."""

from collections.abc import Sequence
from typing import Any

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet, resample
from dyce.models.geometry.noise import smooth_noise
from dyce.models.geometry.shape import Shape, grid, join, to_object, weld
from dyce.models.geometry.sweep import extrude, rounded_box, thick
from dyce.models.materials import labels

__all__ = ["book", "book_row", "book_stack", "bound", "magazine", "newspaper", "notebook"]

TITLES = (
    ("The Salt Road", "M. Harrow"),
    ("Quiet Kitchens", "Ada Lindqvist"),
    ("Bread & Weather", "T. Okafor"),
    ("Small Gardens", "Ines Varga"),
    ("North of Noon", "P. Aldane"),
    ("A Field of Glass", "R. Morimoto"),
    ("Seven Suppers", "Lucia Ferran"),
    ("The Harbour Clerk", "J. Whitlow"),
    ("On Light", "E. Stavros"),
    ("Orchard", "Nell Corrigan"),
    ("Timber and Stone", "K. Brandt"),
    ("Letters from Oslo", "S. Dahl"),
)

COVERS = (
    ((0.20, 0.30, 0.38), (0.93, 0.90, 0.82)),
    ((0.72, 0.30, 0.20), (0.96, 0.92, 0.84)),
    ((0.90, 0.87, 0.80), (0.20, 0.22, 0.24)),
    ((0.24, 0.36, 0.28), (0.92, 0.88, 0.74)),
    ((0.86, 0.68, 0.34), (0.20, 0.18, 0.16)),
    ((0.14, 0.14, 0.16), (0.90, 0.84, 0.72)),
    ((0.58, 0.66, 0.70), (0.14, 0.18, 0.24)),
    ((0.50, 0.20, 0.26), (0.95, 0.88, 0.80)),
    ((0.93, 0.93, 0.91), (0.62, 0.22, 0.16)),
)


def _jacket(seed: int) -> str:
    """A book's print (image name): back cover in u 0..0.45, spine 0.45..0.55, front 0.55..1."""
    name = f"book.{seed}"
    if name in bpy.data.images:
        return name
    rng = np.random.default_rng(seed)
    (title, author), (ground, ink) = TITLES[seed % len(TITLES)], COVERS[int(rng.integers(len(COVERS)))]
    image = labels.canvas(880, 560, ground)
    front = np.ascontiguousarray(image[:, 484:])
    style = rng.integers(3)
    if style == 0:
        art = labels.landscape(seed + 9, (396, 330))
        front[160:490] = art
        labels.text(front, title, 0.5, 0.11, 0.07, ink, "serif", 0.06, 0.84)
        labels.text(front, author, 0.5, 0.205, 0.032, ink, width=0.6)
    elif style == 1:
        labels.disc(front, 0.5, 0.62, 0.19, ink)
        labels.disc(front, 0.56, 0.58, 0.15, ground)
        labels.text(front, title, 0.5, 0.18, 0.085, ink, "sans", 0.10, 0.84)
        labels.text(front, author, 0.5, 0.91, 0.034, ink, width=0.6)
    else:
        for k in range(7):
            labels.box(front, 0.1, 0.45 + 0.06 * k, 0.9 - 0.09 * k, 0.475 + 0.06 * k, ink)
        labels.text(front, title, 0.5, 0.16, 0.075, ink, "serif", 0.08, 0.80)
        labels.text(front, author, 0.5, 0.28, 0.034, ink, width=0.6, slant=0.2)
    image[:, 484:] = front
    spine = labels.canvas(560, 88, np.asarray(ground) * 0.96)
    labels.text(spine, title, 0.42, 0.5, 0.34, ink, "sans", 0.08, 0.56)
    labels.text(spine, author, 0.84, 0.5, 0.22, ink, width=0.22)
    image[:, 396:484] = np.rot90(spine, -1)
    back = np.ascontiguousarray(image[:, :396])
    labels.small_print(back, 0.14, 0.15, 0.86, 0.5, 12, ink, seed)
    labels.barcode(back, 0.6, 0.82, 0.88, 0.93, seed)
    image[:, :396] = back
    return labels.save(image, name)


def bound(width: float, height: float, thickness: float, hard: bool) -> Shape:
    """A closed book lying on its back, spine towards -X, head towards +Y; slots 0 cover, 1 pages."""
    board = 0.0024 if hard else 0.0004
    over = 0.003 if hard else 0.0
    bulge = 0.16 * thickness if hard else 0.02 * thickness
    half = thickness / 2
    spine = [(-width / 2 - bulge * np.cos(a), half + half * np.sin(a)) for a in np.linspace(-np.pi / 2, np.pi / 2, 9)]
    groove = 0.0012 if hard else 0.0
    outside = [(width / 2, 0.0), (-width / 2 + 0.012, 0.0), (-width / 2 + 0.007, groove), *spine]
    outside += [(-width / 2 + 0.007, thickness - groove), (-width / 2 + 0.012, thickness), (width / 2, thickness)]
    line = np.array(outside)
    wraps = np.stack(
        [np.column_stack([line[:, 0], np.full(len(line), y), line[:, 1]]) for y in (-height / 2, height / 2)]
    )
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    cover = thick(wraps, board)
    u = _jacket_u(cover, line, along, width)
    v = cover.vertices[cover.faces][..., 1] / height + 0.5
    cover = Shape(cover.vertices, cover.faces, np.stack([u, v], axis=2), cover.slot, cover.tint)
    pages = _pages(width - over, height - 2 * over, thickness - 2 * board - 0.0004, bulge).moved(
        -over / 2, 0, board + 0.0002
    )
    return join([cover, pages.with_slot(1)])


def _jacket_u(cover: Shape, line: np.ndarray, along: np.ndarray, width: float) -> np.ndarray:
    """Where round the wrap each corner lies, as u on the jacket."""
    points = cover.vertices[cover.faces][..., [0, 2]]
    nearest = ((points[:, :, None] - line[None, None]) ** 2).sum(axis=3).argmin(axis=2)
    back, front = 3, len(line) - 4
    u = np.interp(along[nearest], [0, along[back], along[front], along[-1]], [0.0, 0.45, 0.55, 1.0])
    top = points[..., 1] > line[:, 1].max() / 2
    flat = np.where(top, 0.55 + 0.45 * (points[..., 0] / width + 0.5), 0.45 - 0.45 * (points[..., 0] / width + 0.5))
    return np.where(points[..., 0] > -width / 2 + 0.006, flat, u)


def _pages(width: float, height: float, thickness: float, bulge: float) -> Shape:
    """The page block: round at the spine, hollow at the fore edge."""
    t = np.linspace(-np.pi / 2, np.pi / 2, 9)
    fore = [(width / 2 - 0.5 * bulge * np.cos(a) - 0.0005, thickness / 2 + thickness / 2 * np.sin(a)) for a in t]
    back = [(-width / 2 - bulge * 0.8 * np.cos(a) + 0.002, thickness / 2 + thickness / 2 * np.sin(a)) for a in t[::-1]]
    block = extrude(np.array(fore + back), height)
    return block.turned("x", 90).moved(0, height / 2, 0)


@maker("book", pose=("lying", "standing"))
def book(
    seed: int = 0,
    width: float | None = None,
    height: float | None = None,
    thickness: float | None = None,
    hard: bool = True,
    pose: str = "lying",
) -> bpy.types.Object:
    """A book with a printed cover: `pose` "lying" (front up, readable from -Y) or "standing" (spine towards -Y)."""
    rng = np.random.default_rng(seed + 100)
    w, h, t = (
        width or rng.uniform(0.13, 0.19),
        height or rng.uniform(0.19, 0.25),
        thickness or rng.uniform(0.016, 0.038),
    )
    shape = bound(w, h, t, hard)
    if pose == "standing":
        shape = shape.turned("x", 90).turned("z", 90)
    coats = [materials.printed(_jacket(seed), 0.5 if hard else 0.35, 0.1 if hard else 0.25), materials.page_block()]
    if pose == "standing":
        coats[1] = materials.page_block((0.74, 0.68, 0.56))
    return to_object(shape.centred(), "book", coats, f"book-{seed}", 30)


@maker("book")
def book_stack(count: int = 3, seed: int = 0) -> list[bpy.types.Object]:
    """Books lying on each other, large ones below, each turned a little."""
    rng = np.random.default_rng(seed)
    sizes = sorted(rng.uniform(0.0, 1.0, count), reverse=True)
    made, level = [], 0.0
    for k, size in enumerate(sizes):
        t = rng.uniform(0.016, 0.036)
        one = book(seed * 7 + k, 0.13 + 0.07 * size, 0.19 + 0.08 * size, t)
        one.location = (*rng.normal(0, 0.004, 2), level)
        one.rotation_euler = (0, 0, rng.normal(0, 0.12))
        level += t + 0.0002
        made.append(one)
    return made


@maker("book")
def book_row(count: int = 8, seed: int = 0, depth: float | None = None) -> list[bpy.types.Object]:
    """Books standing side by side along X, spines in line at y = -`depth` / 2."""
    rng = np.random.default_rng(seed)
    made, x = [], 0.0
    deepest = depth or 0.19
    for k in range(count):
        w, t = rng.uniform(0.12, min(0.17, deepest)), rng.uniform(0.014, 0.042)
        one = book(seed * 11 + k, w, rng.uniform(0.18, 0.25), t, bool(rng.integers(2)), "standing")
        size = one.dimensions
        one.location = (x + size[0] / 2, -deepest / 2 + size[1] / 2, 0.0)
        x += size[0] + 0.0006
        made.append(one)
    for one in made:
        one.location.x -= x / 2
    return made


@maker("magazine")
def magazine(seed: int = 0, width: float = 0.21, height: float = 0.275, opened: bool = True) -> bpy.types.Object:
    """A magazine lying open (or closed), readable from -Y."""
    if not opened:
        art = labels.artwork("landscape", seed + 3, (360, 480))
        shape = rounded_box(width, height, 0.004, 0.0008, 2)
        points = shape.vertices[shape.faces]
        uv = np.stack([points[..., 0] / width + 0.5, points[..., 1] / height + 0.5], axis=2)
        shape = Shape(shape.vertices, shape.faces, uv, shape.slot, shape.tint)
        return to_object(shape.grounded(), "magazine", [materials.printed(art, 0.22, 0.3)], f"magazine-{seed}", 40)
    parts = []
    columns, rows = 26, 10
    t = np.linspace(0, 1, columns)
    for side in (-1, 1):
        x = side * (t * width - 0.004 * np.exp(-t * 10))
        z = (
            0.003
            + 0.013 * np.exp(-(((t - 0.12) / 0.13) ** 2)) * (1 - np.exp(-t / 0.03))
            + 0.004 * (1 - t)
            + 0.003 * t**4
        )
        y = np.linspace(-height / 2, height / 2, rows)
        wave = 0.0012 * smooth_noise(np.column_stack([np.repeat(y, columns), np.tile(x, rows)]), 0.12, seed).reshape(
            rows, columns
        )
        points = np.stack([np.tile(x, (rows, 1)), np.repeat(y[:, None], columns, 1), z[None] + wave * t[None]], axis=2)
        block = _block(points if side > 0 else points[:, ::-1])
        parts.append(block.with_slot(0 if side < 0 else 1))
    coats = [materials.printed(labels.newsprint(seed * 2 + k, magazine=True), 0.28, 0.25) for k in range(2)]
    return to_object(join(parts).grounded(), "magazine", coats, f"magazine-open-{seed}", 40)


def _block(points: np.ndarray) -> Shape:
    """Pages from the table (z = 0) up to a surface (R, C, 3), its print on UVs 0..1."""
    under = points * (1, 1, 0)
    rim: list[Any] = [np.s_[0, :-1], np.s_[:-1, -1], np.s_[-1, :0:-1], np.s_[:0:-1, 0]]
    above, below = np.vstack([points[side] for side in rim]), np.vstack([under[side] for side in rim])
    edge = grid(np.stack([below, above]), close_rows=True)
    edge = Shape(edge.vertices, edge.faces, edge.uv * 0.001 + 0.01, edge.slot, edge.tint)
    bottom = grid(under).flipped()
    return weld(join([grid(points), bottom, edge]))


@maker("newspaper")
def newspaper(seed: int = 0, width: float = 0.29, height: float = 0.20) -> bpy.types.Object:
    """A folded newspaper lying, readable from -Y."""
    line = fillet(
        [(height / 2, 0.0), (-height / 2, 0.0), (-height / 2, 0.010), (height / 2, 0.0085)], [0, 0.004, 0.005, 0], 5
    )
    line = np.vstack([resample(line[:2], 12), line[2:-1], resample(line[-2:], 14)[1:]])
    columns = 22
    x = np.linspace(-width / 2, width / 2, columns)
    rows = len(line)
    points = np.stack(
        [np.tile(x, (rows, 1)), np.repeat(line[:, :1], columns, 1), np.repeat(line[:, 1:], columns, 1)], axis=2
    )
    lift = 0.0016 * smooth_noise(points[..., :2].reshape(-1, 2), 0.10, seed).reshape(rows, columns)
    points[..., 2] += (lift + 0.001) * (line[:, 1:] > 0.004 + 1e-9)  # the fold ends at 0.004, but for a last bit
    sheet = thick(points, 0.0032)
    spots = sheet.vertices[sheet.faces]
    uv = np.stack([spots[..., 0] / width + 0.5, 0.40 + 0.60 * (spots[..., 1] / height + 0.5)], axis=2)
    sheet = Shape(sheet.vertices, sheet.faces, uv, sheet.slot, sheet.tint)
    return to_object(
        sheet.grounded(), "newspaper", [materials.printed(labels.newsprint(seed), 0.9)], f"newspaper-{seed}", 50
    )


@maker("notebook")
def notebook(
    colour: Sequence[float] = (0.030, 0.032, 0.036), width: float = 0.13, height: float = 0.21
) -> bpy.types.Object:
    """A closed notebook with rounded corners and an elastic band, lying."""
    pages = rounded_box(width - 0.003, height - 0.003, 0.0125, 0.003, 2).moved(0, 0, 0.0012).with_slot(1)
    outline = fillet(
        [(-width / 2, -height / 2), (width / 2, -height / 2), (width / 2, height / 2), (-width / 2, height / 2)],
        [0.001, 0.008, 0.008, 0.001],
        5,
        closed=True,
    )
    covers = [extrude(outline, 0.0015, 0.0005, 2).moved(0, 0, z) for z in (0.0, 0.0134)]
    spine = rounded_box(0.0016, height, 0.0149, 0.0007, 2).moved(-width / 2 + 0.0004, 0, 0)
    band = rounded_box(0.006, height + 0.0016, 0.0162, 0.0007, 2).moved(width / 2 - 0.016, 0, -0.0006).with_slot(2)
    coats = [materials.rubber(tuple(colour)), materials.page_block(), materials.cotton((0.05, 0.05, 0.05))]
    return to_object(join([pages, *covers, spine, band]).grounded(), "notebook", coats, "notebook", 40)
