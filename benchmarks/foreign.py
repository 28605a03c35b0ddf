"""What comes out of scene files that others wrote: each is checked and rendered through the command line, measured and shown.

python benchmarks/foreign.py FOLDER [--files LIST] [--only NAME,...] [--out OUT] [--limit 300] [--jobs 1] [--budget SECONDS]

LIST is a table with tabs and a header, of which the columns `name` and `path` (relative to FOLDER) are read, and `options` (for
`check` and `render`, say `--scale 0.001`) where there is one; without it, every scene file below FOLDER is taken. Each file
runs in processes of its own with an empty cache. OUT gets `results.tsv`, `sheet-1.png` and so on, and a folder a file with its
output. The same command again goes on where it was stopped. docs/foreign.md says what came out.
"""

import argparse
import csv
import json
import os
import selectors
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from dyce.data.load import LoadedView, open_data_set
from dyce.show.colours import instance_colour

SUFFIXES = (
    ".blend",
    ".glb",
    ".gltf",
    ".usd",
    ".usda",
    ".usdc",
    ".usdz",
    ".obj",
    ".fbx",
    ".ply",
    ".stl",
    ".abc",
    ".dae",
)
VIEWS, SIZE = 2, 128
FEW, SHARE = 4, 0.5
"""Among so many instances and more, one encloses the others if the middles of more than this share of them are in its box."""
ROWS, CELL, TEXT, LETTERS = 8, 168, 46, 100
"""Files a column of a sheet; pixels of a picture, and of the text over it; letters of its second line."""


@dataclass(frozen=True)
class Scene:
    """A file to be tried."""

    name: str
    path: Path
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ran:
    """How one command went."""

    code: int
    """The exit code; -1 if it was stopped at the limit."""
    seconds: float
    silence: float
    """The longest time without output, seconds."""
    says: str
    """The last line of its errors, or of its output where there is none."""
    traceback: bool


@dataclass(frozen=True)
class Row:
    """What came out of a file. Shares are of the pixels of all views."""

    name: str
    sign: str
    """What can be told without looking; `look` where a person must judge."""
    check: int
    """The exit code of `dyce scenes check`."""
    render: int
    """That of `dyce render`."""
    seconds: float
    silence: float
    views: int
    brightness: float
    """Mean of the image, 0 to 255."""
    darkest: float
    """The same of the darkest view."""
    contrast: float
    """Standard deviation of the image's grey values; the least of the views."""
    clipped: float
    """Share of pixels of which every channel is above 250."""
    black: float
    """Share of pixels of which every channel is below 5."""
    magenta: float
    """Share of pixels that look like Blender's colour for a missing texture."""
    instances: int
    """In the scene."""
    seen: float
    """Instances a view."""
    largest: float
    """Share of the frame that the largest full mask has."""
    encloses: str
    """The instance in whose box most others are, if there is one: structure, taken for an object."""
    says: str
    """The last line of the errors."""


def main() -> None:
    """Try the files that were not tried yet; write the table and the sheets."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--files", type=Path)
    options.add_argument("--only", default="", help="names, with commas")
    options.add_argument("--out", type=Path, default=Path("build/foreign"))
    options.add_argument("--limit", type=float, default=300, help="seconds that a command may take")
    options.add_argument("--jobs", type=int, default=1, help="files at a time")
    options.add_argument("--budget", type=float, default=1e9, help="seconds after which no further file is begun")
    given = options.parse_args()
    every = listed(given.folder, given.files) if given.files else found(given.folder)
    wanted = [scene for scene in every if not given.only or scene.name in given.only.split(",")]
    begun = time.monotonic()
    given.out.mkdir(parents=True, exist_ok=True)

    def attempt(scene: Scene) -> None:
        home = given.out / scene.name
        if (home / "row.json").exists() or time.monotonic() - begun > given.budget:
            return
        row = tried(scene, home, given.limit)
        row = replace(row, says=row.says.replace(f"{given.folder.resolve()}/", ""))
        (home / "row.json").write_text(json.dumps(asdict(row)))
        print(f"{row.name:24}{row.sign:12}{row.seconds:6.0f} s  {row.says[:110]}", flush=True)

    with ThreadPoolExecutor(given.jobs) as pool:
        list(pool.map(attempt, wanted))
    rows = [
        Row(**json.loads(path.read_text())) for scene in every if (path := given.out / scene.name / "row.json").exists()
    ]
    with (given.out / "results.tsv").open("w", newline="") as file:
        table = csv.DictWriter(file, [field.name for field in fields(Row)], dialect="excel-tab", lineterminator="\n")
        table.writeheader()
        table.writerows(asdict(row) for row in rows)
    for sheet in sheets(rows, given.out):
        print(sheet)


def listed(folder: Path, path: Path) -> list[Scene]:
    """The scenes of a table."""
    with path.open(newline="") as file:
        return [
            Scene(row["name"], folder / row["path"], tuple(shlex.split(row.get("options") or "")))
            for row in csv.DictReader(file, dialect="excel-tab", quoting=csv.QUOTE_NONE)
        ]


def found(folder: Path) -> list[Scene]:
    """Every scene file below a folder, named after its path."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return [Scene("_".join(path.relative_to(folder).with_suffix("").parts), path) for path in paths]


def tried(scene: Scene, home: Path, limit: float) -> Row:
    """Check and render a scene as a user would, with an empty cache, and measure what came out."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    cache, data = home / "cache", home / "data"
    path = str(scene.path.resolve())
    check = run(["scenes", "check", path, *scene.options], home / "check.txt", cache, limit)
    told = ["--views", str(VIEWS), "--resolution", str(SIZE), "--preset", "draft", "--out", str(data)]
    render = run(["render", "--scene", path, *told, *scene.options], home / "render.txt", cache, limit)
    views = list(open_data_set(data)) if any(data.glob("*/*/record.json")) else []
    row = measured(scene.name, views, check, render, *staged(cache))
    picture(views).save(home / "views.png")
    shutil.rmtree(cache, ignore_errors=True)
    return row


def run(arguments: list[str], log: Path, cache: Path, limit: float) -> Ran:
    """Run a command of dyce with its output in `log`, and time when it speaks."""
    environment = os.environ | {"DYCE_CACHE": str(cache.resolve()), "COLUMNS": "400", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "dyce.cli", *arguments]
    begun = spoke = time.monotonic()
    silence, stopped = 0.0, False
    heard: dict[str, bytes] = {"out": b"", "err": b""}
    with (
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        ) as process,
        selectors.DefaultSelector() as pipes,
    ):
        assert process.stdout and process.stderr
        pipes.register(process.stdout, selectors.EVENT_READ, "out")
        pipes.register(process.stderr, selectors.EVENT_READ, "err")
        while pipes.get_map():
            for key, _ in pipes.select(1.0):
                piece = os.read(key.fd, 65536)
                if not piece:
                    pipes.unregister(key.fileobj)
                heard[key.data] += piece
                silence, spoke = max(silence, time.monotonic() - spoke), time.monotonic()
            if time.monotonic() - begun > limit and not stopped:
                stopped = True
                os.killpg(process.pid, signal.SIGKILL)
    silence = max(silence, time.monotonic() - spoke)
    out, err = (heard[name].decode(errors="replace") for name in ("out", "err"))
    log.write_text(f"$ dyce {shlex.join(arguments)}\n{out}\n--- errors\n{err}")
    lines = [line.strip() for line in (err.strip() or out).splitlines() if line.strip()]
    said = lines[-1] if lines else ""
    code = -1 if stopped else process.returncode
    return Ran(code, time.monotonic() - begun, silence, said, "Traceback (most recent call last)" in out + err)


def measured(name: str, views: list[LoadedView], check: Ran, render: Ran, instances: int, encloses: str) -> Row:
    """The numbers of what came out."""
    images = np.stack([view.image for view in views]).astype(float) if views else np.zeros((0, 1, 1, 3))
    grey = images.mean(axis=3)
    red, green, blue = np.moveaxis(images, 3, 0)
    magenta = (red > 150) & (blue > 150) & (green < 0.4 * np.minimum(red, blue)) & (abs(red - blue) < 60)
    areas = [instance.full.mean() for view in views for instance in view.instances]
    row = Row(
        name=name,
        sign="",
        check=check.code,
        render=render.code,
        seconds=round(check.seconds + render.seconds, 1),
        silence=round(max(check.silence, render.silence), 1),
        views=len(views),
        brightness=_mean(grey, 1),
        darkest=round(min((float(each.mean()) for each in grey), default=0.0), 1),
        contrast=round(min((float(each.std()) for each in grey), default=0.0), 1),
        clipped=_mean((images > 250).all(axis=3), 3),
        black=_mean((images < 5).all(axis=3), 3),
        magenta=_mean(magenta, 3),
        instances=instances,
        seen=round(sum(len(view.instances) for view in views) / max(len(views), 1), 1),
        largest=round(float(max(areas, default=0.0)), 2),
        encloses=encloses,
        says=render.says if render.code else check.says if check.code else "",
    )
    return replace(row, sign=sign(row, check.traceback or render.traceback))


def _mean(array: np.ndarray, digits: int) -> float:
    return round(float(array.mean()), digits) if array.size else 0.0


def sign(row: Row, traceback: bool) -> str:
    """What can be told of a file without looking at its pictures."""
    tests = {
        "traceback": traceback,
        "time": -1 in (row.check, row.render),
        "crash": row.render not in (0, 1, 2, -1),
        "refused": row.render in (1, 2) and row.check != 0,
        "promised": row.render in (1, 2) and row.check == 0,
        "magenta": row.magenta > 0.02,
        "black": row.darkest < 8,
        "burnt": row.clipped > 0.4,
        "flat": row.contrast < 4,
        "encloses": bool(row.encloses),
        "nothing": row.instances == 0,
    }
    return next((name for name, holds in tests.items() if holds), "look")


def staged(cache: Path) -> tuple[int, str]:
    """How many instances the built scene has, and which of them encloses most others (empty where none does)."""
    for path in (cache / "stages").glob("*/stage.json"):
        names = {each["id"]: each["name"] for each in json.loads(path.read_text())["instances"]}
        with np.load(path.with_name("stage.npz")) as arrays:
            corners, owners = arrays["triangles"], arrays["owner"]
        groups = {name: corners[owners == id].reshape(-1, 3) for id, name in names.items()}
        boxes = {name: (points.min(axis=0), points.max(axis=0)) for name, points in groups.items() if points.size}
        middles = np.array([(low + high) / 2 for low, high in boxes.values()]).reshape(-1, 3)
        held = {
            name: int(((middles > low) & (middles < high)).all(axis=1).sum()) - 1 for name, (low, high) in boxes.items()
        }
        most = max(held, key=lambda name: held[name], default="")
        if len(boxes) >= FEW and held[most] > SHARE * (len(boxes) - 1):
            return len(names), f"{most} ({held[most]} of {len(boxes) - 1})"
        return len(names), ""
    return 0, ""


def picture(views: list[LoadedView]) -> Image.Image:
    """The views beside each other, each followed by its visible masks in colour, the aimed one bright."""
    strip = Image.new("RGB", (2 * VIEWS * CELL, CELL), (236, 236, 238))
    for place, view in enumerate(views[:VIEWS]):
        masks = np.repeat(view.image.mean(axis=2, keepdims=True) * 0.35, 3, axis=2)
        for instance in view.instances:
            strength = 0.85 if instance.name == view.camera.target else 0.6
            colour = np.array(instance_colour(instance.id))
            masks[instance.visible] = (1 - strength) * masks[instance.visible] + strength * colour
        for offset, pixels in enumerate((view.image, masks.astype(np.uint8))):
            strip.paste(Image.fromarray(pixels).resize((CELL - 2, CELL - 2)), ((2 * place + offset) * CELL, 0))
    return strip


def sheets(rows: list[Row], out: Path) -> Iterator[Path]:
    """Write the contact sheets, in the order of the table."""
    width, height = 2 * VIEWS * CELL + 16, CELL + TEXT
    font = ImageFont.load_default(13)
    for number, start in enumerate(range(0, len(rows), 2 * ROWS), 1):
        page = Image.new("RGB", (2 * width, ROWS * height), (255, 255, 255))
        draw = ImageDraw.Draw(page)
        for place, row in enumerate(rows[start : start + 2 * ROWS]):
            x, y = place // ROWS * width + 4, place % ROWS * height
            numbers = f"{row.instances} instances, {row.seen:g} seen, {row.seconds:.0f} s"
            draw.text((x, y + 3), f"{row.name}   [{row.sign}]   {numbers}", fill=(0, 0, 0), font=font)
            told = (row.encloses and f"encloses: {row.encloses}  ") + row.says
            draw.text((x, y + 21), told[:LETTERS], fill=(150, 40, 30), font=font)
            page.paste(Image.open(out / row.name / "views.png"), (x, y + TEXT - 4))
        page.save(path := out / f"sheet-{number}.png")
        yield path


if __name__ == "__main__":
    main()
