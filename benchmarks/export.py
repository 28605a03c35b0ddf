"""What an export costs: records of a data set are repeated up to a size, and each style is written from them.

python benchmarks/export.py DATA [--views 5500] [--objects 96000] [--styles cocoa-cls] [--masks rle]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dyce.data.record import record_folder, records


def main() -> None:
    """Repeat, export, print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--views", type=int, default=5500)
    options.add_argument("--objects", type=int, default=96_000)
    options.add_argument("--styles", default="cocoa-cls", help="several with commas")
    options.add_argument("--masks")
    given = options.parse_args()
    table = Table("style", "views", "objects", "s", "CPU s", "views / s", "peak MB so far", "MB written")
    with tempfile.TemporaryDirectory(dir=given.data.parent) as folder:
        data = Path(folder) / "dyce"
        objects = repeat(given.data, data, given.views, given.objects)
        for style in given.styles.split(","):
            begun, cpu = time.perf_counter(), cpu_seconds()
            command = [sys.executable, "-m", "dyce.cli", "export-coco", str(data), "--style", style]
            subprocess.run(command + (["--masks", given.masks] if given.masks else []), check=True, stdout=sys.stderr)
            seconds = time.perf_counter() - begun
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            written = sum(
                p.stat().st_size for p in (data / "annotations").rglob("*") if p.is_file() and p.stat().st_nlink == 1
            )
            used, pace = f"{cpu_seconds() - cpu:.1f}", f"{given.views / seconds:.0f}"
            table.add_row(
                style, str(given.views), str(objects), f"{seconds:.1f}", used, pace, f"{peak:.0f}", f"{written / 1e6:.0f}"
            )  # fmt: skip
    Console(file=sys.stderr, width=120).print(table)


def cpu_seconds() -> float:
    """Of all commands run so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def repeat(source: Path, target: Path, views: int, objects: int) -> int:
    """Write so many views, with so many objects in all if the records have as many; pictures are links. The objects written."""
    target.mkdir(parents=True)
    os.link(source / "dyce.json", target / "dyce.json")
    given = [(folder, json.loads((folder / "record.json").read_bytes())) for folder in records(source)]
    most = max(len(record["instances"]) for _, record in given)
    given = [(folder, record) for folder, record in given if len(record["instances"]) >= min(most, objects / views)]
    written = 0
    for n in range(views):
        folder, record = given[n % len(given)]
        instances = record["instances"][: (n + 1) * objects // views - n * objects // views]
        copy = record_folder(target, record["scene"], n)
        scene = copy.parent / "scene.json"
        if not scene.exists():
            copy.parent.mkdir(exist_ok=True)
            os.link(folder.parent / "scene.json", scene)
        for name in [record["image"], record["depth"], *(instance["appearance"] for instance in instances)]:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(folder / name, copy / name)
        (copy / "record.json").write_text(json.dumps(record | {"view": n, "instances": instances}))
        written += len(instances)
    return written


if __name__ == "__main__":
    main()
