"""A contact sheet of a data set, in the manner of the paper's Figure 3.

A row a view: the image, the visible masks, the invisible masks (an instance has one colour in both), and the appearances of
the instances that are hidden most.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from dyce.data.folder import read_view, scene_names, views
from dyce.data.manifest import Damaged, Scene
from dyce.data.mask import decode_mask
from dyce.data.record import Instance, Record
from dyce.errors import DyceError, UsageError
from dyce.show.colours import instance_colour
from dyce.text import one_line

__all__ = ["make_sheet"]

PAPER, INK, SOFT, FAINT = (255, 255, 255), (32, 34, 38), (118, 122, 130), (226, 228, 232)
CARD = (250, 250, 251)
"""The ground of the mask pictures."""
CHECKER = (247, 247, 248), (234, 235, 238)
MARGIN, GAP, HEADER = 56, 20, 148
TITLE, HEAD, TEXT = 32, 19, 15
"""Type sizes in pixels."""
CAPTION = 24
"""Height of the line below an appearance."""
LEGIBLE = 0.004
"""Share of the frame from which an appearance is worth a place before smaller ones."""
MOST_ROWS = 100
LONGEST = 300
"""Letters of a text that are looked at; no room holds more."""
PRINT = 300
"""Pixels an inch on paper."""


@dataclass(frozen=True)
class _Layout:
    """Sizes in pixels."""

    cell: tuple[int, int]
    """Width and height of the three pictures."""
    thumb: tuple[int, int]
    """Width and height of an appearance, without its caption."""
    columns: int
    """Appearances side by side, in two lines."""

    @property
    def row_height(self) -> int:
        return 30 + self.cell[1] + 26

    @property
    def width(self) -> int:
        return 2 * MARGIN + 3 * (self.cell[0] + GAP) + self.columns * (self.thumb[0] + 12) - 12


def make_sheet(data: Path, out: Path | None = None, rows: int = 8) -> Path:
    """Write a contact sheet of views spread evenly over a data set.

    Args:
        data: a data set's folder.
        out: the PNG or PDF to write; `<data>/sheet.png` by default.
        rows: how many views, at most.

    Returns:
        The file.

    Raises:
        UsageError: `rows` is not 1..100, or `out` is neither PNG nor PDF.
        DyceError: there are no views, none of them is whole, or the file can't be written.
    """
    if not 1 <= rows <= MOST_ROWS:
        raise UsageError(f"--rows {rows} is not between 1 and {MOST_ROWS}")
    out = out or data / "sheet.png"
    if out.suffix.lower() not in (".png", ".pdf"):
        raise UsageError(f"--out {out} must end in .png or .pdf")
    names = scene_names(data)
    folders = [folder for name in names for folder in views(data, name)]
    chosen = list(_spread(folders, rows))
    if not chosen:
        raise DyceError(f"{data} has no view that is whole; run the same `dyce render` again to mend them")
    layout = _layout(chosen[0][1], len(chosen))
    sheet = Image.new("RGB", (layout.width, HEADER + len(chosen) * layout.row_height + MARGIN // 2), PAPER)
    _draw_header(sheet, layout, f"{', '.join(names)}   ·   {_count(len(chosen), 'view')} of {len(folders)}")
    for place, (folder, record) in enumerate(chosen):
        _draw_row(sheet, layout, HEADER + place * layout.row_height, folder, record)
    return _save(sheet, out)


def _save(sheet: Image.Image, path: Path) -> Path:
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        if path.suffix.lower() == ".pdf":  # Pillow puts a JPEG into it; without subsampling no colour bleeds
            sheet.save(partial, format="PDF", resolution=PRINT, quality=95, subsampling=0)
        else:
            sheet.save(partial, format="PNG")
        partial.replace(path)
    except OSError as error:
        raise DyceError(f"{path} can't be written ({error.strerror}); make room or choose another --out") from error
    finally:
        partial.unlink(missing_ok=True)
    return path


def _spread(folders: list[Path], rows: int) -> Iterator[tuple[Path, Record]]:
    """Whole views, one from each of `rows` equal stretches of the data set."""
    for stretch in np.array_split(np.arange(len(folders)), min(rows, len(folders))):
        for place in stretch:
            try:
                yield folders[place], read_view(folders[place], Scene(folders[place].parent.name))
            except Damaged:
                continue
            break


def _layout(record: Record, rows: int) -> _Layout:
    """Larger pictures on a shorter sheet; never much larger than rendered."""
    height = 400 if rows <= 4 else 340 if rows <= 8 else 280
    width = round(height * record.width / record.height)
    thumb = (height - 2 * CAPTION - 12) // 2
    return _Layout((width, height), (thumb, thumb), columns=4)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)  # Pillow carries it; no font of the machine is needed


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _draw_header(sheet: Image.Image, layout: _Layout, subtitle: str) -> None:
    draw = ImageDraw.Draw(sheet)
    draw.text((MARGIN, 68), "dyce", INK, _font(TITLE), anchor="ls")
    x = MARGIN + draw.textlength("dyce", _font(TITLE)) + 18
    draw.text((x, 68), _shortened(draw, subtitle, layout.width - MARGIN - x, HEAD), SOFT, _font(HEAD), anchor="ls")
    draw.line((MARGIN, 86, layout.width - MARGIN, 86), FAINT, 1)
    heads = (
        ("Image", ""),
        ("Visible masks", ""),
        ("Invisible masks", "in the hidden object's colour"),
        ("Appearances", "with nothing in front, the most hidden ones, and how much is hidden"),
    )
    for column, (head, remark) in enumerate(heads):
        x = MARGIN + column * (layout.cell[0] + GAP)
        end = layout.width - MARGIN if column == 3 else x + layout.cell[0]
        draw.text((x, 122), head, INK, _font(HEAD), anchor="ls")
        x += draw.textlength(head, _font(HEAD)) + 12
        draw.text((x, 122), _shortened(draw, remark, end - x, TEXT), SOFT, _font(TEXT), anchor="ls")


def _draw_row(sheet: Image.Image, layout: _Layout, y: int, folder: Path, record: Record) -> None:
    draw = ImageDraw.Draw(sheet)
    occluded = [instance for instance in record.instances if instance.occlusion_rate > 0]
    counts = f"{_count(len(record.instances), 'object')}, {len(occluded)} occluded"
    caption = f"{one_line(record.scene)}   {record.view:06d}   ·   {counts}"
    draw.text((MARGIN, y + 20), caption, SOFT, _font(TEXT), anchor="ls")
    top = y + 30
    visible = {instance.id: instance.visible for instance in record.instances}
    # small ones last, so that no large hidden part covers a small one
    invisible = {i.id: i.invisible for i in sorted(occluded, key=lambda i: -i.full_area)}
    pictures = (
        _read_picture(folder / record.image, "RGB").resize(layout.cell, Image.Resampling.LANCZOS),
        _mask_picture(visible, layout.cell),
        _mask_picture(invisible, layout.cell),
    )
    for column, picture in enumerate(pictures):
        x = MARGIN + column * (layout.cell[0] + GAP)
        sheet.paste(picture, (x, top))
        draw.rectangle((x, top, x + layout.cell[0] - 1, top + layout.cell[1] - 1), outline=FAINT)
    left = MARGIN + 3 * (layout.cell[0] + GAP)
    frame = record.width * record.height
    for place, instance in enumerate(_most_hidden(record.instances, frame)[: 2 * layout.columns]):
        column, line = place % layout.columns, place // layout.columns
        x = left + column * (layout.thumb[0] + 12)
        _draw_appearance(sheet, layout, (x, top + line * (layout.thumb[1] + CAPTION + 12)), folder, instance)


def _most_hidden(instances: list[Instance], frame: int) -> list[Instance]:
    """Legible ones first, among them the most occluded."""
    return sorted(instances, key=lambda i: (i.full_area < LEGIBLE * frame, -i.occlusion_rate, i.id))


def _draw_appearance(
    sheet: Image.Image, layout: _Layout, at: tuple[int, int], folder: Path, instance: Instance
) -> None:
    draw = ImageDraw.Draw(sheet)
    width, height = layout.thumb
    tile = _checker(width, height)
    picture = _read_picture(folder / instance.appearance, "RGBA")
    scale = min((width - 16) / picture.width, (height - 16) / picture.height, 3)
    size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
    picture = picture.resize(size, Image.Resampling.LANCZOS if scale < 1 else Image.Resampling.BICUBIC)
    tile.paste(picture, ((width - size[0]) // 2, (height - size[1]) // 2), picture)
    sheet.paste(tile, at)
    x, y = at[0], at[1] + height + CAPTION - 5
    draw.rectangle((x, y - 10, x + 9, y - 1), fill=instance_colour(instance.id))
    rate = f"{int(100 * instance.occlusion_rate)}%"  # rounded down: nothing annotated is hidden whole
    draw.text((x + width, y), rate, SOFT, _font(TEXT), anchor="rs")
    room = width - 16 - 8 - draw.textlength(rate, _font(TEXT))
    draw.text((x + 16, y), _shortened(draw, instance.name, room, TEXT), INK, _font(TEXT), anchor="ls")


def _shortened(draw: ImageDraw.ImageDraw, text: str, room: float, size: int) -> str:
    """The text in a line, or as much of its beginning as there is room for."""
    text = one_line(text[:LONGEST])
    if draw.textlength(text, _font(size)) <= room:
        return text
    while text and draw.textlength(text + "...", _font(size)) > room:
        text = text[:-1]
    return text + "..."


def _read_picture(path: Path, mode: str) -> Image.Image:
    try:
        with Image.open(path) as picture:
            return picture.convert(mode)
    except (OSError, SyntaxError, ValueError) as error:
        raise DyceError(
            f"{path} can't be read ({error}); remove its view and run the same `dyce render` again"
        ) from error


def _checker(width: int, height: int) -> Image.Image:
    rows, columns = np.mgrid[:height, :width] // 9
    return Image.fromarray(np.array(CHECKER, np.uint8)[(rows + columns) % 2])


def _mask_picture(masks: dict[int, dict], cell: tuple[int, int]) -> Image.Image:
    """Masks (RLE by instance id, later ones on top) as flat colours with a thin darker outline, smooth at the edges."""
    size = 2 * cell[0], 2 * cell[1]  # drawn twice as large and then reduced
    canvas = np.full((size[1], size[0], 3), CARD, np.uint8)
    for instance_id, rle in masks.items():
        coverage = cv2.resize(decode_mask(rle).astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
        mask = (coverage >= 0.5).astype(np.uint8)
        inner = cv2.erode(mask, np.ones((5, 5), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=(1.0,))
        colour = np.array(instance_colour(instance_id))
        canvas[mask > 0] = (colour * 0.62).astype(np.uint8)
        canvas[inner > 0] = colour
    return Image.fromarray(canvas).resize(cell, Image.Resampling.BOX)
