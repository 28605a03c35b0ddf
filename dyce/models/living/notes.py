"""Paper held up by magnets or pins: shopping lists, postcards, drawings, a calendar; part of a fridge or a notice board."""

from collections.abc import Sequence

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Shape, disc, join, thick, to_object
from dyce.models.materials import labels

__all__ = ["KINDS", "pinned", "sheets"]

KINDS = ("list", "postcard", "drawing", "calendar", "letter")

INK = (0.16, 0.18, 0.30)

SIZES = {
    "list": (0.075, 0.125),
    "postcard": (0.145, 0.105),
    "drawing": (0.170, 0.125),
    "calendar": (0.150, 0.205),
    "letter": (0.125, 0.175),
}

LISTS = (
    ("eggs", "coffee", "onions", "rice", "bin bags"),
    ("call Anna", "rent", "milk", "bulbs"),
    ("flour", "yeast", "lemons", "tea", "soap", "oats"),
)

BUTTONS = ((0.30, 0.03, 0.03), (0.03, 0.10, 0.26), (0.55, 0.38, 0.03), (0.03, 0.03, 0.03))


def pinned(
    spots: Sequence[tuple[float, float]], slot: int, seed: int = 0, kinds: Sequence[str] = KINDS
) -> tuple[Shape, list[bpy.types.Material]]:
    """Sheets at `spots` (right, up) on the plane y = 0, facing -Y, each under a round magnet, its lower edge curling off.

    Returns the mesh and its materials; `slot` is where the first of these will stand among the whole thing's.
    """
    rng = np.random.default_rng(seed)
    parts: list[Shape] = []
    coats: list[bpy.types.Material] = []
    for number, (x, z) in enumerate(spots):
        kind = kinds[number % len(kinds)]
        wide, tall = np.array(SIZES[kind]) * rng.uniform(0.88, 1.12)
        lean, curl = rng.uniform(-6, 6), rng.uniform(0.002, 0.010)
        sheet = _sheet(wide, tall, curl).turned("y", lean).moved(x, 0, z)
        button = disc(0.012, 0.0, 0.006, 0.0015, 20).turned("x", 90)
        button = button.moved(x + rng.uniform(-0.15, 0.15) * wide, -0.0009, z + 0.40 * tall)
        parts += [sheet.with_slot(slot + len(coats)), button.with_slot(slot + len(coats) + 1)]
        coats += [
            materials.printed(_print(kind, seed + number), 0.6),
            materials.plastic(BUTTONS[(seed + number) % 4], 0.3),
        ]
    return join(parts), coats


@maker()
def sheets(spots: Sequence[tuple[float, float]], seed: int = 0, kinds: Sequence[str] = KINDS) -> bpy.types.Object:
    """What `pinned` makes as an object of its own, to be made a child of what it is stuck to."""
    shape, coats = pinned(spots, 0, seed, kinds)
    return to_object(shape, "papers", coats, f"papers-{seed}-{len(spots)}", 30)


def _sheet(width: float, height: float, curl: float) -> Shape:
    x, z = np.meshgrid(np.linspace(-width / 2, width / 2, 4), np.linspace(-height / 2, height / 2, 8))
    out = 0.0008 + curl * (0.5 - z / height).clip(0) ** 2.2
    return thick(np.stack([x, -out, z], axis=2), 0.0003)


def _print(kind: str, seed: int) -> str:
    """The sheet's packed image (name)."""
    if kind == "postcard":
        return labels.artwork("landscape", 300 + seed, (256, 192))
    name = f"note.{kind}.{seed}"
    if name in bpy.data.images:
        return name
    rng = np.random.default_rng(seed)
    wide, tall = SIZES[kind]
    paper = (0.95, 0.90, 0.55) if kind == "list" and seed % 2 else (0.93, 0.92, 0.88)
    image = labels.canvas(192, round(192 * tall / wide), paper)
    {"list": _list, "drawing": _drawing, "calendar": _calendar, "letter": _letter}[kind](image, rng, seed)
    return labels.save(image, name)


def _list(image: np.ndarray, rng: np.random.Generator, seed: int) -> None:
    words = LISTS[seed % len(LISTS)]
    for k, word in enumerate(words):
        y = 0.14 + 0.14 * k
        labels.text(image, word, 0.34 + 0.022 * len(word), y, 0.062, INK, "sans", 0.02, 0.8, 0.2 + rng.uniform(0, 0.1))
        if rng.random() < 0.3:
            labels.box(image, 0.12, y - 0.006, 0.80, y + 0.006, INK)


def _drawing(image: np.ndarray, rng: np.random.Generator, seed: int) -> None:
    """A house, a sun, a meadow, as a child sees them."""
    rows, columns = image.shape[:2]
    labels.disc(image, 0.82, 0.20, 0.10, (0.98, 0.78, 0.15))
    for angle in np.linspace(0, 2 * np.pi, 9)[:-1]:
        way = np.array([np.cos(angle), np.sin(angle)])
        start, end = (np.array([0.82 * columns, 0.20 * rows]) + way * r * rows for r in (0.14, 0.21))
        labels.stroke(image, tuple(start.astype(int)), tuple(end.astype(int)), (0.95, 0.65, 0.10), 3)
    for x in np.arange(0, columns, 5):
        top = rows * (0.82 + 0.04 * np.sin(x / 17 + seed)) - rng.integers(0, 8)
        labels.stroke(image, (int(x), rows - 1), (int(x + rng.integers(-4, 5)), int(top)), (0.30, 0.60, 0.25), 3)
    labels.box(image, 0.20, 0.50, 0.52, 0.84, (0.80, 0.30, 0.25), 4)
    labels.box(image, 0.31, 0.64, 0.40, 0.84, (0.25, 0.35, 0.65), 4)
    roof = [(int(x * columns), int(y * rows)) for x, y in ((0.16, 0.50), (0.36, 0.28), (0.56, 0.50), (0.16, 0.50))]
    for one, other in zip(roof, roof[1:]):
        labels.stroke(image, one, other, (0.35, 0.22, 0.15), 4)


def _calendar(image: np.ndarray, rng: np.random.Generator, seed: int) -> None:
    picture = labels.landscape(400 + seed, (image.shape[1], int(0.46 * image.shape[0])))
    image[: picture.shape[0]] = picture
    labels.text(image, ("MARCH", "MAY", "OCTOBER", "JUNE")[seed % 4], 0.5, 0.52, 0.035, (0.6, 0.15, 0.12), bold=0.06)
    for day in range(31):
        x, y = 0.11 + 0.13 * ((day + seed) % 7), 0.60 + 0.075 * ((day + seed % 7) // 7)
        labels.text(image, str(day + 1), x, y, 0.022, (0.25, 0.25, 0.26))
        if rng.random() < 0.12:
            labels.disc(image, x, y, 0.030, (0.7, 0.15, 0.12), 1)


def _letter(image: np.ndarray, rng: np.random.Generator, seed: int) -> None:
    labels.box(image, 0.10, 0.06, 0.34, 0.11, (0.12, 0.32, 0.45))
    labels.small_print(image, 0.10, 0.18, 0.62, 0.30, 3, (0.2, 0.2, 0.2), seed)
    labels.small_print(image, 0.10, 0.38, 0.92, 0.86, 11, (0.35, 0.35, 0.36), int(rng.integers(99)))
