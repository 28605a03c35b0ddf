"""Printed labels, covers and pictures, drawn into small images that are packed into the .blend. Brands are invented."""

import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import blf
import bpy
import cv2
import imbuf
import numpy as np

__all__ = ["artwork", "canvas", "label", "landscape", "newsprint", "save", "text"]

Colour = Sequence[float] | np.ndarray
FONTS = {"sans": "Inter.woff2", "mono": "DejaVuSansMono.woff2", "serif": "Noto Sans CJK Regular.woff2"}

BRANDS = (
    "Bellorvo",
    "Tassevine",
    "Quillmere",
    "Norrfold",
    "Granolieto",
    "Oatwhistle",
    "Brambleth",
    "Velluna",
    "Hestermoor",
    "Pietrosa",
)


def canvas(width: int, height: int, colour: Colour) -> np.ndarray:
    """A blank (height, width, 3) float image, sRGB 0..1."""
    return np.full((height, width, 3), colour, np.float32)


@lru_cache(maxsize=256)
def _glyphs(string: str, font: str, pixels: int) -> np.ndarray:
    """The string's coverage (h, w) 0..1, tightly cropped, drawn with one of Blender's own fonts."""
    face = blf.load(os.path.join(bpy.utils.system_resource("DATAFILES", path="fonts"), FONTS[font]))
    blf.size(face, pixels)
    width, height = blf.dimensions(face, string)
    buffer = imbuf.new((int(width) + 2 * pixels, int(height) + 2 * pixels))
    blf.position(face, pixels / 2, pixels * 0.8, 0)
    blf.color(face, 1, 1, 1, 1)
    with blf.bind_imbuf(face, buffer):
        blf.draw_buffer(face, string)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.png"
        imbuf.write(buffer, filepath=str(file))
        drawn = np.asarray(cv2.imread(str(file), cv2.IMREAD_UNCHANGED))
    buffer.free()
    cover = drawn[..., :3].max(axis=2).astype(np.float32) / 255
    rows, columns = np.flatnonzero(cover.any(axis=1)), np.flatnonzero(cover.any(axis=0))
    if not len(rows):
        return np.zeros((1, 1), np.float32)
    return cover[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def text(
    image: np.ndarray,
    string: str,
    x: float,
    y: float,
    height: float,
    colour: Colour,
    font: str = "sans",
    bold: float = 0.0,
    width: float | None = None,
    slant: float = 0.0,
) -> None:
    """Draws a line of text centred on (x, y), shares of the image; `height` of its ink a share of the image's height.

    `width` limits its width (share); `bold` thickens strokes by that share of the height; `slant` shears it.
    """
    rows, columns = image.shape[:2]
    cover = _glyphs(string, font, 64)
    scale = height * rows / cover.shape[0]
    if width is not None:
        scale = min(scale, width * columns / cover.shape[1])
    size = max(1, round(cover.shape[1] * scale)), max(1, round(cover.shape[0] * scale))
    if bold > 0:
        cover = cv2.dilate(
            np.pad(cover, 6), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(bold * 16) + 1,) * 2)
        )
    if slant:
        pad = int(slant * cover.shape[0]) + 1
        shear = np.array([[1, -slant, slant * cover.shape[0]], [0, 1, 0]], np.float32)
        cover = cv2.warpAffine(cover, shear, (cover.shape[1] + pad, cover.shape[0]))
    cover = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    left, top = round(x * columns - size[0] / 2), round(y * rows - size[1] / 2)
    l0, t0, l1, t1 = max(left, 0), max(top, 0), min(left + size[0], columns), min(top + size[1], rows)
    if l1 > l0 and t1 > t0:
        share = cover[t0 - top : t1 - top, l0 - left : l1 - left, None]
        image[t0:t1, l0:l1] = image[t0:t1, l0:l1] * (1 - share) + np.asarray(colour, np.float32) * share


def box(image: np.ndarray, x0: float, y0: float, x1: float, y1: float, colour: Colour, line: int = 0) -> None:
    """A filled rectangle, or its outline `line` pixels thick; corners as shares of the image."""
    rows, columns = image.shape[:2]
    a, b = (round(x0 * columns), round(y0 * rows)), (round(x1 * columns), round(y1 * rows))
    cv2.rectangle(image, a, b, tuple(float(c) for c in colour), line if line else cv2.FILLED)


def disc(
    image: np.ndarray, x: float, y: float, radius: float, colour: Colour, line: int = 0, aspect: float = 1.0
) -> None:
    """An ellipse; `radius` a share of the image's height."""
    rows, columns = image.shape[:2]
    axes = (round(radius * rows * aspect), round(radius * rows))
    centre = (round(x * columns), round(y * rows))
    cv2.ellipse(image, centre, axes, 0, 0, 360, tuple(float(c) for c in colour), line or cv2.FILLED, cv2.LINE_AA)


def stroke(image: np.ndarray, start: tuple[int, int], end: tuple[int, int], colour: Colour, width: int) -> None:
    """A straight line between pixels (x, y)."""
    cv2.line(image, start, end, tuple(float(c) for c in colour), width, cv2.LINE_AA)


def small_print(
    image: np.ndarray, x0: float, y0: float, x1: float, y1: float, lines: int, colour: Colour, seed: int
) -> None:
    """Paragraph-like rows of grey words, too small to read."""
    rng = np.random.default_rng(seed)
    step = (y1 - y0) / lines
    for k in range(lines):
        x, end = x0, x1 if k % 5 != 4 else x0 + (x1 - x0) * rng.uniform(0.3, 0.8)
        while x < end:
            word = min(rng.uniform(0.015, 0.06) * (x1 - x0) * 3, end - x)
            top = y0 + k * step
            box(image, x, top + 0.25 * step, x + word, top + 0.62 * step, colour)
            x += word + 0.018 * (x1 - x0)


def barcode(image: np.ndarray, x0: float, y0: float, x1: float, y1: float, seed: int) -> None:
    """A white block with bars."""
    rng = np.random.default_rng(seed)
    box(image, x0, y0, x1, y1, (0.97, 0.97, 0.97))
    x = x0 + 0.06 * (x1 - x0)
    while x < x1 - 0.08 * (x1 - x0):
        wide = rng.integers(1, 4) * 0.012 * (x1 - x0)
        box(image, x, y0 + 0.08 * (y1 - y0), x + wide, y1 - 0.2 * (y1 - y0), (0.05, 0.05, 0.05))
        x += wide + rng.integers(1, 4) * 0.012 * (x1 - x0)


def save(image: np.ndarray, name: str) -> str:
    """The image (H, W, 3), sRGB 0..1, as a packed Blender image; returns its name, which `materials.printed` takes."""
    rows, columns = image.shape[:2]
    made = bpy.data.images.new(name, columns, rows, alpha=False)
    pixels = np.ones((rows, columns, 4), np.float32)
    pixels[..., :3] = np.clip(image[::-1], 0, 1)
    made.pixels.foreach_set(pixels.ravel())
    made.update()
    made.pack()
    return made.name


def _once(name: str) -> str | None:
    return name if name in bpy.data.images else None


def brand(seed: int) -> str:
    """One of the invented brands."""
    return BRANDS[seed % len(BRANDS)]


def label(
    style: str,
    title: str,
    below: str = "",
    maker: str = "",
    ink: Colour = (0.12, 0.12, 0.14),
    ground: Colour = (0.94, 0.91, 0.84),
    accent: Colour = (0.62, 0.16, 0.12),
    size: tuple[int, int] = (384, 256),
) -> str:
    """A label's packed image (name): `style` "classic", "band", "split", "dots" or "plain"; colours sRGB."""
    name = f"label.{style}.{title}.{maker}.{sum(ground):.3f}.{sum(accent):.3f}"[:60]
    if _once(name):
        return name
    image = canvas(*size, ground)
    {"classic": _classic, "band": _band, "split": _split, "dots": _dots, "plain": _plain}[style](
        image, title, below, maker, ink, accent
    )
    return save(image, name)


def _classic(image: np.ndarray, title: str, below: str, maker: str, ink: Colour, accent: Colour) -> None:
    box(image, 0.03, 0.045, 0.97, 0.955, accent, 3)
    box(image, 0.045, 0.07, 0.955, 0.93, accent, 1)
    disc(image, 0.5, 0.24, 0.10, accent)
    disc(image, 0.5, 0.24, 0.075, image[0, 0].tolist(), 2)
    text(image, (maker or title)[0], 0.5, 0.24, 0.09, image[0, 0].tolist(), bold=0.06)
    text(image, title, 0.5, 0.52, 0.17, ink, "serif", 0.05, 0.82)
    box(image, 0.2, 0.66, 0.8, 0.668, accent)
    text(image, below, 0.5, 0.745, 0.065, ink, width=0.7)
    text(image, maker, 0.5, 0.855, 0.05, accent, width=0.6, slant=0.2)


def _band(image: np.ndarray, title: str, below: str, maker: str, ink: Colour, accent: Colour) -> None:
    ground = image[0, 0].tolist()
    box(image, 0, 0.34, 1, 0.70, accent)
    box(image, 0, 0.315, 1, 0.328, accent)
    box(image, 0, 0.712, 1, 0.725, accent)
    text(image, maker, 0.5, 0.18, 0.12, ink, bold=0.08, width=0.8, slant=0.15)
    text(image, title, 0.5, 0.52, 0.20, ground, bold=0.10, width=0.86)
    text(image, below, 0.5, 0.83, 0.065, ink, width=0.7)


def _split(image: np.ndarray, title: str, below: str, maker: str, ink: Colour, accent: Colour) -> None:
    box(image, 0, 0, 0.34, 1, accent)
    ground = image[0, -1].tolist()
    for k in range(5):
        disc(image, 0.17, 0.16 + 0.17 * k, 0.055, ground if k % 2 else ink)
    text(image, title, 0.67, 0.34, 0.16, ink, bold=0.08, width=0.56)
    text(image, maker, 0.67, 0.54, 0.08, accent, width=0.5)
    text(image, below, 0.67, 0.68, 0.055, ink, width=0.5)
    small_print(image, 0.42, 0.78, 0.92, 0.92, 3, ink, len(title))


def _dots(image: np.ndarray, title: str, below: str, maker: str, ink: Colour, accent: Colour) -> None:
    rng = np.random.default_rng(len(title) * 7 + len(maker))
    for _ in range(26):
        x, y = rng.uniform(0, 1), rng.uniform(0.55, 1.0)
        disc(image, x, y, rng.uniform(0.05, 0.11), np.clip(np.asarray(accent) * rng.uniform(0.7, 1.25), 0, 1).tolist())
    text(image, maker, 0.5, 0.12, 0.07, ink, width=0.6)
    text(image, title, 0.5, 0.32, 0.19, ink, bold=0.10, width=0.86)
    text(image, below, 0.5, 0.49, 0.06, ink, width=0.7, slant=0.2)


def _plain(image: np.ndarray, title: str, below: str, maker: str, ink: Colour, accent: Colour) -> None:
    box(image, 0.06, 0.1, 0.94, 0.9, ink, 2)
    text(image, title, 0.5, 0.45, 0.24, ink, bold=0.05, width=0.76)
    text(image, below or maker, 0.5, 0.72, 0.08, accent, width=0.6)


def landscape(seed: int, size: tuple[int, int] = (384, 384)) -> np.ndarray:
    """A misty landscape of layered hills under a sky, (H, W, 3) sRGB."""
    rng = np.random.default_rng(seed)
    columns, rows = size
    y, x = np.mgrid[0:rows, 0:columns] / np.array([rows, columns])[:, None, None]
    skies = [
        ((0.55, 0.68, 0.80), (0.96, 0.86, 0.72)),
        ((0.88, 0.70, 0.55), (0.98, 0.92, 0.78)),
        ((0.70, 0.77, 0.80), (0.93, 0.93, 0.9)),
    ]
    top, low = skies[rng.integers(len(skies))]
    image = (np.asarray(top) * (1 - y[..., None]) + np.asarray(low) * y[..., None]).astype(np.float32)
    disc(image, rng.uniform(0.25, 0.75), rng.uniform(0.18, 0.34), rng.uniform(0.04, 0.08), (0.99, 0.95, 0.85))
    dark = np.array([(0.10, 0.22, 0.22), (0.20, 0.16, 0.22), (0.12, 0.24, 0.16)][rng.integers(3)])
    layers = 6
    for k in range(layers):
        base = 0.40 + 0.50 * k / (layers - 1)
        ridge = base + sum(
            rng.uniform(0.3, 1) * 0.05 / f * np.sin(2 * np.pi * f * x[0] * rng.uniform(0.6, 1.2) + rng.uniform(0, 6.3))
            for f in (1, 2, 3, 6, 11)
        )
        share = np.clip((y - ridge[None]) * rows * 0.7, 0, 1)[..., None]
        haze = (k + 1) / layers
        image = image * (1 - share) + (np.asarray(low) * (1 - haze) * 0.9 + dark * haze) * share
    return np.asarray(image + rng.normal(0, 0.012, image.shape), np.float32)


def artwork(style: str = "landscape", seed: int = 0, size: tuple[int, int] = (384, 384)) -> str:
    """A picture's packed image (name): `style` "landscape", "shapes", "botanical" or "lines"."""
    name = f"art.{style}.{seed}.{size[0]}x{size[1]}"
    if _once(name):
        return name
    draw = {"landscape": landscape, "shapes": _shapes, "botanical": _botanical, "lines": _lines}[style]
    return save(draw(seed, size), name)


PALETTES = (
    ((0.93, 0.90, 0.84), (0.78, 0.42, 0.28), (0.20, 0.28, 0.32), (0.86, 0.70, 0.42), (0.45, 0.52, 0.44)),
    ((0.95, 0.93, 0.90), (0.16, 0.24, 0.38), (0.80, 0.62, 0.52), (0.62, 0.68, 0.70), (0.88, 0.80, 0.66)),
    ((0.90, 0.88, 0.85), (0.36, 0.42, 0.30), (0.74, 0.55, 0.36), (0.30, 0.24, 0.20), (0.84, 0.76, 0.66)),
)


def _shapes(seed: int, size: tuple[int, int]) -> np.ndarray:
    rng = np.random.default_rng(seed)
    palette = PALETTES[rng.integers(len(PALETTES))]
    image = canvas(*size, palette[0])
    for k in range(4):
        colour = palette[1 + k]
        x, y, r = rng.uniform(0.25, 0.75), 0.2 + 0.2 * k + rng.uniform(-0.05, 0.05), rng.uniform(0.12, 0.2)
        if k % 2:
            disc(image, x, y, r, colour, aspect=rng.uniform(0.8, 1.3))
        else:
            box(image, x - r, y, x + r * 0.9, y + r * 1.2, colour)
            disc(image, x, y, r, colour)
    return np.asarray(image + rng.normal(0, 0.012, image.shape), np.float32)


def _botanical(seed: int, size: tuple[int, int]) -> np.ndarray:
    rng = np.random.default_rng(seed)
    palette = PALETTES[rng.integers(len(PALETTES))]
    image = canvas(*size, palette[0])
    columns, rows = size
    green = (0.25, 0.36, 0.26)
    bend = rng.uniform(-0.12, 0.12)
    stem = [(0.5 + bend * t * t, 0.92 - 0.78 * t) for t in np.linspace(0, 1, 24)]
    pixels = np.array([(x * columns, y * rows) for x, y in stem], np.int32)
    cv2.polylines(image, [pixels], False, green, max(2, columns // 130), cv2.LINE_AA)
    for k in range(2, 23, 2):
        side = 1 if k % 4 else -1
        length = (0.24 - 0.14 * k / 23) * rows
        angle = -90 + side * (52 + rng.uniform(-8, 8))
        tip = pixels[k] + length / 2 * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        tone = np.clip(np.asarray(green) * rng.uniform(0.85, 1.4), 0, 1).tolist()
        cv2.ellipse(
            image, tip.astype(int).tolist(), (int(length / 2), int(length / 6)), angle, 0, 360, tone, -1, cv2.LINE_AA
        )
    return np.asarray(image + rng.normal(0, 0.01, image.shape), np.float32)


def _lines(seed: int, size: tuple[int, int]) -> np.ndarray:
    rng = np.random.default_rng(seed)
    palette = PALETTES[rng.integers(len(PALETTES))]
    image = canvas(*size, palette[0])
    for k in range(11):
        r = 0.40 - 0.034 * k
        disc(image, 0.5 + 0.012 * k, 0.52 - 0.01 * k, r, palette[1 + k % 4], 2 if k % 3 else 5)
    return np.asarray(image + rng.normal(0, 0.01, image.shape), np.float32)


def newsprint(seed: int = 0, size: tuple[int, int] = (512, 700), magazine: bool = False) -> str:
    """A page's packed image (name): columns of grey text, headlines and a picture."""
    name = f"page.{'magazine' if magazine else 'news'}.{seed}"
    if _once(name):
        return name
    rng = np.random.default_rng(seed)
    image = canvas(*size, (0.95, 0.95, 0.94) if magazine else (0.84, 0.82, 0.77))
    ink = (0.22, 0.22, 0.23)
    top = 0.06
    if not magazine:
        text(image, "The Hestermoor Courier", 0.5, 0.06, 0.05, (0.1, 0.1, 0.1), "serif", 0.04, 0.86)
        box(image, 0.05, 0.105, 0.95, 0.108, ink)
        top = 0.13
    picture = landscape(seed + 50, (int(size[0] * 0.56), int(size[1] * 0.3)))
    if not magazine:
        picture = picture.mean(axis=2, keepdims=True) * np.ones(3, np.float32) * 0.85
    y, x = round((top + 0.09) * size[1]), round(0.06 * size[0])
    text(
        image,
        ("Slow mornings" if magazine else "Ferry returns to the old harbour"),
        0.4,
        top + 0.04,
        0.038,
        (0.1, 0.1, 0.1),
        "sans",
        0.06,
        0.62,
    )
    image[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    small_print(image, 0.68, top + 0.02, 0.94, 0.95, 46, ink, seed)
    for k in range(2):
        small_print(
            image, 0.06 + 0.30 * k, top + 0.42, 0.32 + 0.30 * k, 0.95, 26, ink, seed + 1 + int(rng.integers(99))
        )
    return save(image, name)
