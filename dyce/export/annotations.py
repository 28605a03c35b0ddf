"""A data set to the annotation files of one of the styles that amodal training code reads. `docs/export.md` shows them.

Each style is a module with a writer and a reader. What they share (ids, categories, credits, what is left out, writing whole
or not at all) is here and in the modules that this one calls. RLE passes through as the records have it, bit for bit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from dyce.data import splits
from dyce.data.division import keep_division, written_earlier
from dyce.errors import UsageError
from dyce.export.annotated import AnnotatedImage
from dyce.export.coding import Coder
from dyce.export.origin import head, nothing_whole, read_origin, shots
from dyce.export.replace import replacing
from dyce.export.style import Style
from dyce.export.styles import DEFAULT, style_names

__all__ = ["STYLES", "Exported", "export_annotations", "read_annotations"]

SHOWN = 10
"""Views whose damage is told one by one."""

STYLES: dict[str, Style] = {
    name: import_module(f"dyce.export.styles.{name.replace('-', '_')}").STYLE for name in style_names()
}
"""By the name that `dyce export-coco --style` takes; the first is the default."""


@dataclass(frozen=True)
class Exported:
    """What was written, and what was not."""

    files: dict[str, Path]
    """The file (or folder) of each split; that of a split without scenes has categories and nothing else."""
    scenes: dict[str, list[str]]
    """By split."""
    images: dict[str, int]
    """By split."""
    annotations: dict[str, int]
    """Objects, by split."""
    left_out: list[str]
    """Why, a line for each record that is damaged."""
    warnings: list[str]
    """What else is wrong with the data set, and what the format could not carry as it is, a line each."""

    def lines(self) -> list[str]:
        """What a user wants to read of it: a line a split, then what is missing."""
        found = []
        for split, path in self.files.items():
            counts = f"{self.annotations[split]} annotations in {self.images[split]} images"
            found.append(f"{path}: {counts} ({', '.join(self.scenes[split]) or 'no scenes'})")
        found += [f"warning: {warning}" for warning in self.warnings]
        found += [f"left out: {reason}" for reason in self.left_out[:SHOWN]]
        if len(self.left_out) > SHOWN:
            found.append(f"left out: {len(self.left_out)} views in all")
        return found


def export_annotations(
    data: Path,
    style: str = DEFAULT,
    *,
    masks: str | None = None,
    split: splits.Division = splits.splits,
    out: Path | None = None,
    strict: bool = False,
) -> Exported:
    """Write a data set's annotations, a file (or, for BOP, a folder) a split, all of them or none.

    A record that contradicts itself or has lost a file is left out. Ids depend on scene, view and instance alone; those of
    scenes that are not built in and of categories that dyce does not know also on which others the data set has.

    Args:
        data: a data set's folder.
        style: a key of `STYLES`.
        masks: `rle` or `polygon`; the style's usual coding if None.
        split: how to divide the scenes; see `dyce.data.splits`.
        out: the folder to write to; `<data>/annotations`, or `<data>/annotations/<style>` for other than the default style.
        strict: raise at the first damage instead of leaving it out, and look for it in every file's digest, which takes
            reading the whole data set.

    Raises:
        UsageError: there is no such style, or it can't code masks so.
        DyceError: there are no views, none of them is whole, or the files can't be written; with `strict`, any damage.
    """
    chosen, coding = _choose(style, masks)
    origin = read_origin(data, strict)
    parts = split(origin.scenes)
    folder = out or data / "annotations" / ("" if style == DEFAULT else style)
    files = {name: folder / f"{name}{chosen.suffix}" for name in parts}
    coder = Coder(coding)
    images, instances = {}, {}
    with replacing(files, written_earlier(data, files.values())) as unfinished:
        for name, path in unfinished.items():
            found = shots(origin, parts[name])
            images[name], instances[name] = chosen.write(path, head(origin, name, parts[name], style), found, coder)
        if not any(images.values()):
            raise nothing_whole(origin)
    warnings = keep_division(data, parts, origin.scenes, files.values()) + origin.warnings
    warnings += [f"{note}: {count}" for note, count in coder.notes.items() if count]
    if unused := origin.scenes.keys() - {splits.part_of(part)[0] for each in parts.values() for part in each}:
        warnings.append(f"{', '.join(sorted(unused))}: in no split")
    return Exported(files, parts, images, instances, origin.left_out, warnings)


def _choose(style: str, masks: str | None) -> tuple[Style, str]:
    if style not in STYLES:
        raise UsageError(f"no style {style!r}; the styles are {', '.join(STYLES)}")
    codings = STYLES[style].codings
    if masks is not None and masks not in codings:
        raise UsageError(f"style {style} has its masks as {' or '.join(codings)}, not as {masks}")
    return STYLES[style], masks or codings[0]


def read_annotations(path: Path, style: str = DEFAULT) -> Iterator[AnnotatedImage]:
    """What a file (or, for BOP, a split's folder) of a style tells, image by image.

    Raises:
        UsageError: there is no such style.
        DyceError: it can't be read or is damaged.
    """
    chosen, _ = _choose(style, None)
    return chosen.read(path)
