"""A gallery: static pages that open from disk, with a picture and its masks on every view.

Pages get their data through `<script>`, since a browser lets a page from disk fetch nothing. Images and appearances stay
where the records have them; the gallery adds a small picture and a small script a view, so that 5,500 views open at once.
"""

import html
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

import cv2

from dyce._version import __version__
from dyce.data.folder import read_view, scene_names, views
from dyce.data.manifest import Damaged, Scene, read_scene, read_settings
from dyce.data.record import Instance, Record
from dyce.errors import DyceError
from dyce.parallel import in_order
from dyce.show.colours import instance_colour
from dyce.text import one_line

__all__ = ["Gallery", "make_gallery"]

THUMB = 384
"""Pixels along the longer side of a small picture: sharp at 240 on a fine screen."""
QUALITY = 84
"""Of the small pictures' JPEG."""
STRIP = 6
"""Views a scene shows on the first page."""
SHOWN = 10
"""Damaged views that are told one by one."""


@dataclass(frozen=True)
class Gallery:
    """What was made."""

    page: Path
    """The page to open."""
    scenes: int
    views: int
    left_out: list[str]
    """Why, a line for each view that is damaged."""

    def lines(self) -> list[str]:
        """What a user wants to read of it."""
        found = [one_line(f"left out: {reason}") for reason in self.left_out[:SHOWN]]
        if len(self.left_out) > SHOWN:
            found.append(f"left out: {len(self.left_out)} views in all")
        return [*found, f"The gallery of {self.views} views is {self.page}; open it in a browser"]


@dataclass(frozen=True)
class _Job:
    """A view, and where its pages' data go."""

    folder: Path
    scene: Scene
    place: Path
    """The scene's folder in the gallery."""


@dataclass(frozen=True)
class _Shown:
    """What a scene's page knows of a view before it is opened."""

    view: int
    size: tuple[int, int]
    """Width and height, pixels."""
    rates: dict[int, int]
    """Occlusion rate, thousandths, by instance id."""
    objects: dict[int, tuple[str, str, str]]
    """Name, category and model by instance id."""


def make_gallery(data: Path, out: Path | None = None) -> Gallery:
    """Write a gallery of a data set, or bring the one that is there up to date.

    Args:
        data: a data set's folder; the gallery refers to the images in it.
        out: the folder for the pages; `<data>/gallery` by default.

    Raises:
        DyceError: there are no views, none of them is whole, or the folder can't be written.
    """
    names = scene_names(data)
    out = out or data / "gallery"
    left_out: list[str] = []
    scenes = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in names:
            if page := _make_scene(data, name, out, left_out):
                scenes.append(page)
        if not scenes:
            raise DyceError(f"{data} has no view that is whole; the first: {left_out[0]}")
        for asset in ("gallery.css", "gallery.js"):
            _write(out / asset, resources.files("dyce.show").joinpath(asset).read_text("utf-8"))
        facts = {
            "name": data.resolve().name,
            "scenes": scenes,
            "version": __version__,
            "settings": _settings(data),
        }
        _write(out / "set.js", _call("set", facts))
        _write(out / "index.html", _page(data.resolve().name, "", "set.js"))
    except OSError as error:
        raise DyceError(f"{out} can't be written ({error.strerror}); make room or choose another --out") from error
    return Gallery(out / "index.html", len(scenes), sum(scene["views"] for scene in scenes), left_out)


def _make_scene(data: Path, name: str, out: Path, left_out: list[str]) -> dict[str, Any] | None:
    """Write one scene's pages; what the first page says of it, or None where no view is whole."""
    try:
        scene = read_scene(data, name)
    except Damaged:
        scene = Scene(name)  # names and categories come from the records
    place = out / "scenes" / name
    for part in ("views", "thumbs"):
        (place / part).mkdir(parents=True, exist_ok=True)
    shown, objects = [], {}
    for made in in_order(_make_view, [_Job(folder, scene, place) for folder in views(data, name)]):
        if isinstance(made, str):
            left_out.append(made)
            continue
        objects.update(made.objects)
        shown.append(made)
    if not shown:
        return None
    _sweep(place, {made.view for made in shown})
    facts = {
        "name": name,
        "records": _url(os.path.relpath(data.resolve() / name, place.resolve())),
        "objects": [[id_, *texts, _hex(id_)] for id_, texts in sorted(objects.items())],
        "views": [[made.view, [n for pair in sorted(made.rates.items()) for n in pair]] for made in shown],
        "size": shown[0].size,
        "credits": [{key: str(value) for key, value in credit.items()} for credit in scene.credits],
        "settings": _settings(data),
    }
    _write(place / "scene.js", _call("scene", facts))
    _write(place / "index.html", _page(name, "../../", "scene.js"))
    return {
        "name": name,
        "page": _url(f"scenes/{name}/index.html"),
        "thumbs": [f"{_url(f'scenes/{name}')}/thumbs/{made.view:06d}.jpg" for made in _spread(shown)],
        "strip": [made.view for made in _spread(shown)],
        "views": len(shown),
        "objects": len(objects),
        "instances": sum(len(made.rates) for made in shown),
        "occluded": sum(rate >= 50 for made in shown for rate in made.rates.values()),
    }


def _spread(shown: list[_Shown]) -> list[_Shown]:
    """From each of a few equal stretches the view that shows most."""
    count = min(STRIP, len(shown))
    bounds = [len(shown) * k // count for k in range(count + 1)]
    return [max(shown[a:b], key=lambda made: (len(made.rates), -made.view)) for a, b in zip(bounds, bounds[1:])]


def _make_view(job: _Job) -> _Shown | str:
    """Write one view's script and small picture; what its scene's page knows of it, or why it is left out."""
    try:
        record = read_view(job.folder, job.scene)
        rates = {instance.id: round(1000 * instance.occlusion_rate) for instance in record.instances}
        objects = {i.id: (i.name, i.category, str(i.model)) for i in record.instances}
        script = _call("view", _describe(record))
    except Damaged as error:
        return str(error)
    except (TypeError, ValueError, AttributeError) as error:
        return f"{job.folder}: damaged ({error}); run the same `dyce render` again to mend it"
    stamp = (job.folder / "record.json").stat().st_mtime_ns
    thumb = job.place / "thumbs" / f"{record.view:06d}.jpg"
    if not thumb.exists() or thumb.stat().st_mtime_ns != stamp:
        picture = cv2.imread(str(job.folder / record.image))
        if picture is None:
            return f"{job.folder}: {record.image} can't be decoded; remove the folder and render it again"
        scale = min(THUMB / max(picture.shape[:2]), 1)
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
        thumb.write_bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes())
        os.utime(thumb, ns=(stamp, stamp))
    _write(job.place / "views" / f"{record.view:06d}.js", script)
    return _Shown(record.view, (record.width, record.height), rates, objects)


def _describe(record: Record) -> dict[str, Any]:
    """What the page of a view needs; the full mask is left out, since it is the union of the other two."""
    return {
        "view": record.view,
        "size": [record.width, record.height],
        "image": _url(record.image),
        "eye": float(record.camera.eye_height),
        "target": record.camera.target,
        "device": str(record.device),
        "seconds": sum(float(value) for value in record.seconds.values()),
        "instances": [_describe_instance(instance) for instance in record.instances],
    }


def _describe_instance(instance: Instance) -> dict[str, Any]:
    return {
        "id": instance.id,
        "visible": instance.visible["counts"],
        "invisible": instance.invisible["counts"],
        "visibleBox": instance.visible_box,
        "fullBox": instance.full_box,
        "visibleArea": instance.visible_area,
        "fullArea": instance.full_area,
        "rate": instance.occlusion_rate,
        "hiddenBy": [[int(o.id), str(o.name), int(o.pixels)] for o in instance.hidden_by],
        "truncated": bool(instance.truncated),
        "appearance": _url(instance.appearance),
        "own": instance.appearance_from == "image",
    }


def _settings(data: Path) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in read_settings(data).items()}
    except Damaged:
        return {}


def _sweep(place: Path, kept: set[int]) -> None:
    """Remove what an earlier gallery had of views that are gone."""
    for path in _numbered(place):
        if int(path.stem) not in kept:
            path.unlink(missing_ok=True)


def _numbered(place: Path) -> Iterator[Path]:
    for pattern in ("views/[0-9]*.js", "thumbs/[0-9]*.jpg"):
        yield from (path for path in place.glob(pattern) if path.stem.isascii() and path.stem.isdigit())


def _page(title: str, root: str, script: str) -> str:
    template = resources.files("dyce.show").joinpath("gallery.html").read_text("utf-8")
    title = html.escape(title.encode("utf-8", "replace").decode("utf-8"))
    return template.replace("{{title}}", title).replace("{{root}}", root).replace("{{script}}", script)


def _call(function: str, argument: dict[str, Any]) -> str:
    """A script that hands data to the page."""
    return f"dyce.{function}({json.dumps(argument, separators=(',', ':'))});\n"


def _url(path: str) -> str:
    return quote(path.replace(os.sep, "/").encode("utf-8", "surrogateescape"))


def _hex(instance_id: int) -> str:
    return "#{:02x}{:02x}{:02x}".format(*instance_colour(instance_id))


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all; one that says the same already is left alone."""
    content = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == content:
        return
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
