"""A length of shelf full of books as one object: what nobody takes apart, but everybody sees."""

from dataclasses import dataclass

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.shape import Shape, join, to_object
from dyce.models.living.books import bound
from dyce.models.materials import labels

__all__ = ["Print", "book_groups", "books_together"]

SPINE_TITLES = (
    ("The Salt Road", "HARROW"),
    ("Quiet Rooms", "LINDQVIST"),
    ("A Field of Glass", "MORIMOTO"),
    ("North of Noon", "ALDANE"),
    ("The Harbour Clerk", "WHITLOW"),
    ("On Light", "STAVROS"),
    ("Timber and Stone", "BRANDT"),
    ("Letters from Oslo", "DAHL"),
    ("Winter Ferry", "OKAFOR"),
    ("Maps of the Interior", "VARGA"),
    ("The Lemon Trees", "FERRAN"),
    ("Orchard", "CORRIGAN"),
    ("A Short History of Rain", "PELL"),
    ("Chairs", "NYGAARD"),
    ("The Ninth Bridge", "SOLANO"),
    ("Under the Plane Tree", "MARCHAND"),
    ("Birds of the Estuary", "TENNANT"),
    ("Slow Water", "IBE"),
    ("The Glover's Daughter", "ASHDOWN"),
    ("Collected Poems", "RAHMAN"),
    ("Small Hours", "KESTREL"),
    ("The Cartographer", "ZELLER"),
    ("Painting Since 1860", "HOLM"),
    ("Gardens in Shade", "PRYCE"),
)

GILT = (0.80, 0.64, 0.34)

SPINE = 560, 72
"""Pixels along and across a spine."""

GROUND = 40
"""Pixels of bare cover under each spine: what its boards show."""


@dataclass(frozen=True)
class Print:
    """What a kind of books looks like: sizes in metres, colours in sRGB."""

    height: tuple[float, float]
    breadth: tuple[float, float]
    thickness: tuple[float, float]
    colours: tuple[tuple[float, float, float], ...]
    bands: float
    """The share of spines with gilt bands."""
    hard: float
    """The share of hard covers."""


PRINTS = {
    "novels": Print(
        (0.178, 0.236), (0.11, 0.155), (0.013, 0.040),
        ((0.88, 0.86, 0.80), (0.15, 0.22, 0.30), (0.66, 0.25, 0.17), (0.13, 0.13, 0.14), (0.80, 0.62, 0.28),
         (0.25, 0.36, 0.30), (0.92, 0.91, 0.88), (0.52, 0.60, 0.64), (0.44, 0.17, 0.20), (0.84, 0.50, 0.26),
         (0.70, 0.66, 0.58), (0.30, 0.28, 0.38), (0.78, 0.74, 0.66)),
        0.08, 0.45,
    ),
    "old": Print(
        (0.165, 0.225), (0.11, 0.15), (0.020, 0.046),
        ((0.26, 0.10, 0.07), (0.12, 0.19, 0.14), (0.34, 0.22, 0.12), (0.11, 0.14, 0.22), (0.42, 0.30, 0.18),
         (0.20, 0.12, 0.08), (0.30, 0.07, 0.08), (0.48, 0.42, 0.32), (0.16, 0.15, 0.13)),
        0.65, 1.0,
    ),
    "albums": Print(
        (0.245, 0.305), (0.17, 0.21), (0.014, 0.042),
        ((0.91, 0.90, 0.87), (0.12, 0.12, 0.13), (0.80, 0.78, 0.73), (0.58, 0.22, 0.14), (0.20, 0.28, 0.38),
         (0.84, 0.72, 0.46), (0.42, 0.48, 0.42), (0.70, 0.68, 0.66)),
        0.0, 0.8,
    ),
    "children": Print(
        (0.20, 0.285), (0.17, 0.21), (0.007, 0.016),
        ((0.82, 0.26, 0.18), (0.22, 0.44, 0.64), (0.93, 0.78, 0.30), (0.34, 0.56, 0.34), (0.93, 0.91, 0.84),
         (0.60, 0.36, 0.56), (0.92, 0.56, 0.26), (0.46, 0.70, 0.72)),
        0.0, 0.8,
    ),
}  # fmt: skip


@maker("book", style=PRINTS)
def books_together(
    length: float = 0.45, style: str = "novels", seed: int = 0, depth: float = 0.20, lying: int = 0, tilt: float = 11.0
) -> bpy.types.Object:
    """Books on `length` metres of shelf, spines at y = -`depth` / 2: `style` "novels", "old", "albums" or "children".

    The last one or two lean on the others by up to `tilt` degrees (0: none does); before them, if `lying`, that many
    lie as a pile. It is one object: a full shelf is looked at, not counted.
    """
    rng = np.random.default_rng(seed)
    kind, books, x = PRINTS[style], [], -length / 2
    leaning = int(rng.integers(1, 3)) if tilt else 0
    if lying:
        pile, wide = _pile(kind, lying, depth, rng)
        books += [book.moved(-length / 2 + wide / 2, 0, 0) for book in pile]
        x += wide + 0.004
    room = length / 2 - leaning * kind.thickness[1] - (0.045 if leaning else 0.0)
    high = 0.0
    while True:
        w, h, t = _size(kind, rng)
        if x + t > room:
            break
        books.append(_standing(kind, w, h, t, depth, rng).moved(x + t / 2, 0, 0))
        x, high = x + t + 0.0007, h
    for _ in range(leaning):
        w, h, t = _size(kind, rng)
        angle = np.radians(tilt * rng.uniform(0.7, 1.0))
        foot = x + (high * np.tan(angle) if h * np.cos(angle) > high else h * np.sin(angle)) + 0.001
        if foot + t * np.cos(angle) > length / 2:
            break
        leant = _standing(kind, w, h, t, depth, rng).moved(t / 2, 0, 0).turned("y", -np.degrees(angle))
        books.append(leant.moved(foot, 0, -leant.vertices[:, 2].min()))
        x, high, tilt = foot + t / np.cos(angle), h * np.cos(angle), 0.55 * tilt
    coats = [
        materials.printed(_spines(kind, style, len(books), seed), 0.5, 0.08),
        materials.page_block((0.70, 0.64, 0.53)),
    ]
    shape = join([_on_sheet(book, k, len(books)) for k, book in enumerate(books)])
    return to_object(shape.grounded(), "books", coats, f"books-{style}-{round(100 * length)}-{seed}", 30)


@maker("book", style=PRINTS)
def book_groups(
    length: float = 0.45, count: int = 3, style: str = "novels", seed: int = 0, depth: float = 0.20
) -> list[bpy.types.Object]:
    """A row of books along X in `count` groups side by side, as `row` wants it; the last one leans if it has room to."""
    each, made = length / count, []
    for k in range(count):
        tilt = 11.0 if k == count - 1 and each > 0.2 else 0.0
        one = books_together(each - 0.002, style, 13 * seed + k, depth, tilt=tilt)
        one.location.x = (k + 0.5) * each - length / 2
        made.append(one)
    return made


def _size(kind: Print, rng: np.random.Generator) -> tuple[float, float, float]:
    """Breadth, height, thickness; few books are thick."""
    low, high = kind.thickness
    return rng.uniform(*kind.breadth), rng.uniform(*kind.height), low + (high - low) * rng.beta(1.4, 2.4)


def _standing(kind: Print, w: float, h: float, t: float, depth: float, rng: np.random.Generator) -> Shape:
    """A book on its lower edge, its spine to -Y, a few millimetres off the line."""
    book = bound(w, h, t, bool(rng.uniform() < kind.hard)).turned("x", 90).turned("z", 90).centred()
    front = -depth / 2 + abs(rng.normal(0, 0.005))
    return book.moved(0, front - book.vertices[:, 1].min(), 0)


def _pile(kind: Print, count: int, depth: float, rng: np.random.Generator) -> tuple[list[Shape], float]:
    """Books on their backs with their spines to -Y, the largest lowest; how wide they are."""
    sizes = sorted((_size(kind, rng) for _ in range(count)), key=lambda size: -size[1])
    pile, level = [], 0.0
    for w, h, t in sizes:
        book = bound(w, h, t, True).turned("z", 90).centred().turned("z", float(rng.normal(0, 2.5)))
        pile.append(book.moved(rng.normal(0, 0.004), -depth / 2 + 0.004 - book.vertices[:, 1].min(), level))
        level += t + 0.0003
    wide = max(float(np.ptp(book.vertices[:, 0])) for book in pile)
    return pile, wide + 0.01


def _on_sheet(book: Shape, number: int, count: int) -> Shape:
    """The book's cover UVs (spine in u 0.45..0.55) moved to its own strip of the sheet of spines."""
    u, v = book.uv[..., 0], book.uv[..., 1]
    spine = ((u > 0.445) & (u < 0.555)).all(axis=1)[:, None]
    share = GROUND / (SPINE[0] + GROUND)
    across = np.where(spine, np.clip((u - 0.45) / 0.10, 0.02, 0.98), 0.5)
    along = np.where(spine, share + (1 - share) * np.clip(v, 0.002, 0.998), share / 2)
    moved = np.stack([(number + across) / count, along], axis=2)
    uv = np.where((book.slot == 0)[:, None, None], moved, book.uv)
    return Shape(book.vertices, book.faces, uv, book.slot, book.tint)


def _spines(kind: Print, style: str, count: int, seed: int) -> str:
    """The spines of a row beside each other, under each a patch of its cover's colour; the packed image's name."""
    name = f"spines.{style}.{count}.{seed}"
    if name in bpy.data.images:
        return name
    rng = np.random.default_rng(seed + 7)
    strips, last = [], -1
    titles = rng.permutation(len(SPINE_TITLES))
    for k in range(count):
        colour = int(rng.integers(len(kind.colours)))
        colour = (colour + 1) % len(kind.colours) if colour == last else colour
        last = colour
        strips.append(_spine(kind, kind.colours[colour], SPINE_TITLES[titles[k % len(SPINE_TITLES)]], rng))
    return labels.save(np.hstack(strips), name)


def _spine(
    kind: Print, colour: tuple[float, float, float], title: tuple[str, str], rng: np.random.Generator
) -> np.ndarray:
    """(rows, columns, 3): one spine with its title running down, and the patch below it; faded a little."""
    ground = np.clip(np.array(colour) * rng.uniform(0.86, 1.08) + rng.normal(0, 0.012, 3), 0.03, 0.95)
    dark = ground.mean() < 0.5
    ink = GILT if rng.uniform() < kind.bands else (0.93, 0.91, 0.85) if dark else (0.14, 0.14, 0.16)
    image = labels.canvas(*SPINE, ground)
    if rng.uniform() < kind.bands:
        for place in (0.04, 0.055, 0.22, 0.70, 0.93, 0.945):
            labels.box(image, place, 0.0, place + 0.006, 1.0, GILT)
    elif rng.uniform() < 0.4:
        other = kind.colours[int(rng.integers(len(kind.colours)))]
        start = float(rng.choice([0.0, 0.74]))
        labels.box(image, start, 0.0, start + rng.uniform(0.12, 0.26), 1.0, other)
    font = "serif" if rng.uniform() < 0.4 else "sans"
    labels.text(image, title[0], 0.44, 0.5, rng.uniform(0.30, 0.46), ink, font, 0.06, 0.42)
    labels.text(image, title[1], 0.82, 0.5, 0.24, ink, "sans", width=0.17)
    image *= 1 - 0.06 * np.abs(np.linspace(-1, 1, SPINE[1]))[:, None, None] ** 3
    return np.vstack([np.rot90(image, -1), np.broadcast_to(ground, (GROUND, SPINE[1], 3))]).astype(np.float32)
