"""The figures of a data set as one picture, in the manner of the contact sheet."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from dyce.errors import DyceError, UsageError
from dyce.show.sheet import FAINT, INK, LONGEST, SOFT
from dyce.show.sheet import PAPER as GROUND
from dyce.show.stats import FEW, OCCLUDED, PAPER, Stats
from dyce.text import one_line

__all__ = ["draw_stats", "write_stats"]

SCALE = 2
"""Pixels a unit of length here: as a fine screen has them."""
WIDTH, MARGIN, HEADER = 1320, 56, 118
PANEL = 360, 300
"""Width and height of a chart, titles not counted."""
GAP = 64, 116
"""Between charts, across and down."""
BAR, STRONG = (164, 186, 193), (31, 85, 102)
"""The blue that the gallery has too, light and dark."""
TITLE, HEAD, TEXT, SMALL = 30, 18, 14, 13
MOST_CATEGORIES = 18
STEP_HEIGHT = 0.05
"""Metres a bin of eye heights."""

Panel = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class _Page:
    """A picture that is drawn on in units of SCALE pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), GROUND)
        self._draw = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, text: str, size: int, colour: tuple[int, int, int] = INK, anchor: str = "ls"
    ) -> None:
        self._draw.text((x * SCALE, y * SCALE), text, colour, ImageFont.load_default(size * SCALE), anchor=anchor)

    def length(self, text: str, size: int) -> float:
        return self._draw.textlength(text, ImageFont.load_default(size * SCALE)) / SCALE

    def fitted(self, text: str, size: int, room: float) -> str:
        """The text in a line, or as much of its beginning as there is room for."""
        text = one_line(text[:LONGEST])
        if self.length(text, size) <= room:
            return text
        while text and self.length(text + "...", size) > room:
            text = text[:-1]
        return text + "..."

    def line(
        self, x0: float, y0: float, x1: float, y1: float, colour: tuple[int, int, int] = FAINT, width: float = 1
    ) -> None:
        ends = (x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE)
        self._draw.line(ends, colour, max(round(width * SCALE), 1))

    def bar(self, x0: float, y0: float, x1: float, y1: float, colour: tuple[int, int, int] = BAR) -> None:
        left, top, right, bottom = (round(n * SCALE) for n in (x0, y0, x1, y1))
        if right > left and bottom > top:
            self._draw.rectangle((left, top, right - 1, bottom - 1), colour)

    def dots(self, points: np.ndarray, radius: float) -> None:
        """Points, (N, 2), that grow darker where they lie on one another."""
        counts = np.zeros((self.image.height, self.image.width), np.float32)
        reach = round(radius * SCALE)
        rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        disc = np.clip(radius * SCALE + 0.5 - np.hypot(rows, columns), 0, 1)
        for x, y in np.rint(points * SCALE).astype(int):
            counts[y - reach : y + reach + 1, x - reach : x + reach + 1] += disc
        each = 0.75 if len(points) < 200 else 0.3
        cover = (1 - (1 - each) ** counts)[..., None]
        pixels = np.asarray(self.image) * (1 - cover) + np.array(STRONG) * cover
        self.image.paste(Image.fromarray(np.rint(pixels).astype(np.uint8)))


def draw_stats(stats: Stats, name: str) -> Image.Image:
    """The plots of a data set that goes by this name."""
    page = _Page(WIDTH, HEADER + 2 * (PANEL[1] + GAP[1]) - 24)
    page.text(MARGIN, 64, "dyce", TITLE)
    left = MARGIN + page.length("dyce", TITLE) + 18
    scenes = f"{name}   ·   {', '.join(stats.views)}"
    page.text(left, 64, page.fitted(scenes, HEAD, WIDTH - MARGIN - left), HEAD, SOFT)
    page.line(MARGIN, 82, WIDTH - MARGIN, 82)
    drawers = (_draw_table, _draw_rates, _draw_counts, _draw_categories, _draw_heights, _draw_aims)
    for place, draw in enumerate(drawers):
        x = MARGIN + place % 3 * (PANEL[0] + GAP[0])
        y = HEADER + place // 3 * (PANEL[1] + GAP[1]) + 52
        draw(page, (x, y, x + PANEL[0], y + PANEL[1]), stats)
    return page.image


def write_stats(stats: Stats, data: Path, out: Path | None = None) -> tuple[Path, Path]:
    """Write the figures as plots and as JSON.

    Args:
        stats: of the data set.
        data: its folder.
        out: the PNG; `<data>/stats.png` by default. The JSON goes beside it.

    Returns:
        The PNG and the JSON.

    Raises:
        UsageError: `out` is no PNG.
        DyceError: they can't be written.
    """
    picture = out or data / "stats.png"
    if picture.suffix.lower() != ".png":
        raise UsageError(f"--out {picture} must end in .png; the figures go beside it, as .json")
    figures = picture.with_suffix(".json")
    partial = [path.with_name(f".{path.name}.{os.getpid()}.partial") for path in (picture, figures)]
    try:
        draw_stats(stats, data.resolve().name).save(partial[0], format="PNG", optimize=True)
        partial[1].write_text(json.dumps(stats.as_dict(), indent=1))
        partial[0].replace(picture)
        partial[1].replace(figures)
    except OSError as error:
        raise DyceError(f"{picture} can't be written ({error.strerror}); make room or choose another --out") from error
    finally:
        for path in partial:
            path.unlink(missing_ok=True)
    return picture, figures


def _head(page: _Page, box: Panel, title: str, remark: str) -> None:
    page.text(box[0], box[1] - 42, title, HEAD)
    page.text(box[0], box[1] - 21, page.fitted(remark, TEXT, box[2] - box[0]), TEXT, SOFT)


def _draw_table(page: _Page, box: Panel, stats: Stats) -> None:
    _head(page, box, "The paper's data set and this one", "SeGAN, sections 4.3 and 5")
    rows = [("", "paper", "here"), *stats.table()]
    step = (box[3] - box[1]) / len(rows)
    for place, (name, paper, here) in enumerate(rows):
        y = box[1] + place * step + step * 0.66
        page.text(box[0], y, name, TEXT, SOFT)
        page.text(box[2] - 84, y, paper, TEXT, SOFT, "rs")
        page.text(box[2], y, here, TEXT, SOFT if place == 0 else INK, "rs")
        page.line(box[0], box[1] + (place + 1) * step, box[2], box[1] + (place + 1) * step)


def _draw_rates(page: _Page, box: Panel, stats: Stats) -> None:
    share = f"of visible objects, {100 * stats.occluded_share:.0f} % by {100 * OCCLUDED:.0f} % or more"
    _head(page, box, "How much of an object is hidden", share)
    bins = len(stats.occlusion_rates)
    ticks = [(k * bins / 4, f"{25 * k} %") for k in range(5)]
    _draw_columns(page, box, stats.occlusion_rates, ticks, strong=range(1, bins))


def _draw_counts(page: _Page, box: Panel, stats: Stats) -> None:
    few = f"{stats.few} with fewer than {FEW}" if stats.few else f"none with fewer than {FEW}"
    _head(page, box, "Visible objects in an image", f"images by their number; {few}")
    top = max(*stats.visible_counts, 20)
    width = max(1, -(-top // 30))
    bins = top // width + 1
    counts = np.bincount(np.array(stats.visible_counts) // width, minlength=bins)
    step = max(int(_round_step(top / 6)), width)
    ticks = [(number / width + 0.5 * (width == 1), str(number)) for number in range(0, top + 1, step)]
    below = (box[0], box[1] + 36, box[2], box[3])
    inner = _draw_columns(page, below, counts.tolist(), ticks, strong=range(bins))
    means = ((PAPER.visible_an_image, "paper", SOFT), (stats.summary.visible_an_image, "here", INK))
    for place, (value, label, colour) in enumerate(sorted(means, reverse=True)):  # so that no line crosses a label
        x = inner[0] + (value / width + 0.5 * (width == 1)) / bins * (inner[2] - inner[0])
        y = box[1] + 8 + 17 * place
        text = f"{label} {value:.1f}"
        page.line(x, y - 6, x, inner[1] - 3, colour)
        room = page.length(text, SMALL) + 6
        right = x + room < box[2] if place == 0 else x - room < inner[0]
        page.text(x + (6 if right else -6), y, text, SMALL, colour, "lm" if right else "rm")


def _draw_columns(
    page: _Page, box: Panel, counts: Sequence[int], ticks: list[tuple[float, str]], strong: range
) -> Panel:
    """A histogram, with ticks at places in bins; returns where its bars are."""
    top = max(*counts, 1)
    step = _round_step(top / 4)
    labels = [step * k for k in range(int(top / step) + 1)]
    left = box[0] + max(page.length(f"{label:,.0f}", SMALL) for label in labels) + 10
    inner = (left, box[1] + 8, box[2], box[3] - 26)
    height, width = inner[3] - inner[1], (inner[2] - inner[0]) / len(counts)
    for label in labels:
        y = inner[3] - label / top * height
        page.line(left, y, box[2], y)
        page.text(left - 10, y, f"{label:,.0f}", SMALL, SOFT, "rm")
    for place, number in enumerate(counts):
        x = left + place * width
        high = max(number / top * height, 1 if number else 0)
        gap = min(1.5, width / 6)
        page.bar(x + gap, inner[3] - high, x + width - gap, inner[3], STRONG if place in strong else BAR)
    for at, text in ticks:
        page.text(min(left + at * width, box[2] - page.length(text, SMALL) / 2), inner[3] + 20, text, SMALL, SOFT, "ms")
    return inner


def _round_step(least: float) -> float:
    """1, 2 or 5 times a power of ten, whole, and no less."""
    power = 10 ** np.floor(np.log10(max(least, 1)))
    return float(next(n * power for n in (1, 2, 5, 10) if n * power >= max(least, 1)))


def _draw_categories(page: _Page, box: Panel, stats: Stats) -> None:
    shown = list(stats.categories.items())[:MOST_CATEGORIES]
    rest = len(stats.categories) - len(shown)
    remark = f"visible objects over all images; {rest} kinds more" if rest else "visible objects over all images"
    _head(page, box, "What is seen", remark)
    if not shown:
        return
    step = (box[3] - box[1]) / max(len(shown), 10)
    names = [page.fitted(name.replace("_", " "), SMALL, 130) for name, _ in shown]
    left = box[0] + max(page.length(name, SMALL) for name in names) + 12
    room = box[2] - left - page.length(f"{shown[0][1]:,}", SMALL) - 8
    for place, (name, (_, number)) in enumerate(zip(names, shown)):
        y = box[1] + (place + 0.5) * step
        page.text(left - 12, y, name, SMALL, INK, "rm")
        width = max(room * number / shown[0][1], 1)
        page.bar(left, y - step * 0.3, left + width, y + step * 0.3, STRONG)
        page.text(left + width + 7, y, f"{number:,}", SMALL, SOFT, "lm")


def _draw_heights(page: _Page, box: Panel, stats: Stats) -> None:
    low = min(1.0, np.floor(min(stats.eye_heights) * 10) / 10)
    high = max(1.8, np.ceil(max(stats.eye_heights) * 10) / 10)
    _head(page, box, "Where the eyes are", f"images by eye height above the floor, {100 * STEP_HEIGHT:.0f} cm a bar")
    if high - low > 10:  # no room is so high
        page.text(box[0], box[1] + 20, f"from {low:.3g} to {high:.3g} m", TEXT)
        return
    bins = round((high - low) / STEP_HEIGHT)
    counts = np.histogram(stats.eye_heights, bins, (low, high))[0]
    step = 0.2 if high - low < 1.5 else 0.5 if high - low < 4 else 2.0
    first = np.ceil(low / step - 1e-6) * step
    ticks = [((at - low) / STEP_HEIGHT, f"{at:.1f} m") for at in np.arange(first, high + 1e-6, step)]
    _draw_columns(page, box, counts.tolist(), ticks, strong=range(bins))


def _draw_aims(page: _Page, box: Panel, stats: Stats) -> None:
    _head(page, box, "Where they look", "heading and pitch, a dot an image")
    low = 15 * np.floor((min(*stats.pitches, -30) - 3) / 15)
    high = 15 * np.ceil((max(*stats.pitches, 0) + 3) / 15)
    left = box[0] + page.length("-90°", SMALL) + 10
    inner = (left, box[1] + 8, box[2], box[3] - 26)

    def place(heading: np.ndarray, pitch: np.ndarray) -> np.ndarray:
        across = inner[0] + (heading + 180) / 360 * (inner[2] - inner[0])
        down = inner[3] - (pitch - low) / (high - low) * (inner[3] - inner[1])
        return np.stack([across, down], -1)

    for pitch in np.arange(low, high + 1, 15 if high - low <= 90 else 30):
        y = float(place(np.array(0.0), np.array(pitch))[1])
        page.line(left, y, box[2], y, SOFT if pitch == 0 else FAINT)
        page.text(left - 10, y, f"{pitch:.0f}°", SMALL, SOFT, "rm")
    for heading in range(-180, 181, 90):
        x = float(place(np.array(float(heading)), np.array(low))[0])
        text = f"{heading}°"
        page.text(min(max(x, left + 6), box[2] - page.length(text, SMALL) / 2), inner[3] + 20, text, SMALL, SOFT, "ms")
    page.dots(place(np.array(stats.headings), np.array(stats.pitches)), 2.6 if len(stats.headings) < 200 else 1.6)
