"""What verifying, counting and looking through a data set costs: views a second, and how soon the gallery shows.

python benchmarks/looking.py DATA [--views 1000] [--objects 17] [--scale 2]

DATA's views are repeated under new numbers, their masks and pictures enlarged `scale` times and their instances cut to
`objects` (17.5 are in an image of the paper's). The gallery is opened in chromium where there is one.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from dyce.data.folder import scene_names
from dyce.data.manifest import read_scene
from dyce.data.mask import decode_mask, encode_mask
from dyce.data.record import Camera, Instance, Record, read_record, record_folder, records, write_record
from dyce.show.gallery import make_gallery
from dyce.show.stats import collect_stats
from dyce.verify.dataset import verify_data

SCENES = 11


def main() -> None:
    """Make the data, do the work, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--views", type=int, default=1000)
    options.add_argument("--objects", type=int, default=17)
    options.add_argument("--scale", type=int, default=2)
    options.add_argument("--keep", type=Path, help="leave the repeated data here")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.keep or Path(folder) / "data"
        size = repeat_data(given.data, data, given.views, given.objects, given.scale)
        table = Table(
            "what",
            "seconds",
            "views/s",
            "views/s of CPU time",
            title=f"{given.views} views, {size}, {os.cpu_count()} cores",
        )
        for name, work in (
            ("verify", lambda: verify_data(data)),
            ("verify --deep", lambda: verify_data(data, deep=True)),
            ("stats", lambda: collect_stats(data)),
            ("gallery", lambda: make_gallery(data)),
            ("gallery again", lambda: make_gallery(data)),
        ):
            seconds, busy = _clock(work)
            table.add_row(name, f"{seconds:.1f}", f"{given.views / seconds:.0f}", f"{given.views / busy:.0f}")
        for name, seconds in paints(data / "gallery"):
            table.add_row(f"first paint of {name}", f"{seconds:.2f}", "", "")
        Console(file=sys.stdout, width=100).print(table)


def _clock(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of CPU time in this process and those that it started: what others do here does not count."""
    begun, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - begun, sum(after[:4]) - sum(before[:4])


def repeat_data(source: Path, data: Path, count: int, objects: int, scale: int) -> str:
    """Write `count` views over the paper's number of scenes; what they are like, in words."""
    name = scene_names(source)[0]
    models = [
        (_enlarged(read_record(folder), objects, scale), _enlarged_files(folder, objects, scale))
        for folder in records(source, name)
    ]
    settings = models[0][0].settings
    scene = json.loads((source / name / "scene.json").read_text())
    read_scene(source, name)
    data.mkdir(parents=True, exist_ok=True)
    (data / "dyce.json").write_text(json.dumps({"settings": settings}))
    rng = np.random.default_rng(0)
    for number in range(count):
        record, files = models[number % len(models)]
        place = f"room{number % SCENES + 1:02d}"
        folder = record_folder(data, place, number // SCENES)
        moved = replace(record, scene=place, view=number // SCENES, camera=_elsewhere(record.camera, rng))
        write_record(folder, moved, files)
        (data / place / "scene.json").write_text(json.dumps(scene | {"scene": place}))
    instances = np.mean([len(record.instances) for record, _ in models])
    return f"{models[0][0].width} x {models[0][0].height}, {instances:.1f} instances a view"


def _enlarged(record: Record, objects: int, scale: int) -> Record:
    settings = record.settings | {"width": record.width * scale, "height": record.height * scale}
    K = (np.array(record.camera.K) * [[scale], [scale], [1]]).tolist()
    kept = [_enlarged_instance(instance, scale) for instance in record.instances[:objects]]
    camera = replace(record.camera, K=K)
    return replace(
        record,
        width=record.width * scale,
        height=record.height * scale,
        camera=camera,
        instances=kept,
        settings=settings,
    )


def _enlarged_instance(instance: Instance, scale: int) -> Instance:
    masks: dict[str, Any] = {
        key: encode_mask(np.kron(decode_mask(getattr(instance, key)), np.ones((scale, scale), bool)))
        for key in ("visible", "full", "invisible")
    }
    areas = {key: getattr(instance, key) * scale**2 for key in ("visible_area", "full_area")}
    boxes = {key: [n * scale for n in getattr(instance, key)] for key in ("visible_box", "full_box")}
    hidden_by = [replace(occluder, pixels=occluder.pixels * scale**2) for occluder in instance.hidden_by]
    return replace(instance, hidden_by=hidden_by, **masks, **areas, **boxes)


def _enlarged_files(folder: Path, objects: int, scale: int) -> dict[str, bytes]:
    record = read_record(folder)
    names = [record.image, record.depth, *(instance.appearance for instance in record.instances[:objects])]
    return {name: _enlarged_picture(folder / name, scale) for name in names}


def _enlarged_picture(path: Path, scale: int) -> bytes:
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    grown = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_NEAREST)
    return cv2.imencode(".png", grown)[1].tobytes()


def _elsewhere(camera: Camera, rng: np.random.Generator) -> Camera:
    pose = np.array(camera.world_from_camera)
    turn = rng.uniform(-np.pi, np.pi)
    about_z = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    pose[:3, :3] = about_z @ pose[:3, :3]
    pose[:3, 3] = rng.uniform(-3, 3, 3)
    return replace(camera, world_from_camera=pose.tolist(), eye_height=float(rng.normal(1.6, 0.08)))


def paints(gallery: Path) -> Iterator[tuple[str, float]]:
    """Seconds to the first paint of the first page and of a scene's; nothing where there is no browser."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from browser import missing, open_browser

    if missing():
        return
    pages = {
        "the first page": gallery,
        "a scene's page": _crowd(gallery, 500),
        "5,500 views in one scene": _crowd(gallery, 5500),
    }
    with open_browser() as browser:
        browser.resize(1440, 900)
        for name, folder in pages.items():
            browser.open(folder / "index.html")
            browser.wait("performance.getEntriesByName('first-contentful-paint').length")
            script = "return performance.getEntriesByName('first-contentful-paint')[0].startTime"
            yield name, browser.run(script) / 1000


def _crowd(gallery: Path, count: int) -> Path:
    """A scene's page with its views repeated up to a number."""
    scene, crowd = gallery / "scenes" / "room01", gallery / "scenes" / f"crowd{count}"
    crowd.mkdir(exist_ok=True)
    facts = json.loads((scene / "scene.js").read_text().removeprefix("dyce.scene(").removesuffix(");\n"))
    facts["views"] = [facts["views"][k % len(facts["views"])] for k in range(count)]
    (crowd / "scene.js").write_text(f"dyce.scene({json.dumps(facts)});")
    (crowd / "index.html").write_text((scene / "index.html").read_text())
    if not (crowd / "thumbs").exists():
        (crowd / "thumbs").symlink_to(scene.resolve() / "thumbs")
    return crowd


if __name__ == "__main__":
    main()
