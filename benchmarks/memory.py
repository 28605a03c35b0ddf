"""Whether a process that renders on and on grows or slows: resident memory and processor seconds a view over many views.

python benchmarks/memory.py [--scene kitchen3] [--views 500]
"""

import argparse
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from dyce.render.colour import display_transform
from dyce.render.cycles import Studio
from dyce.render.recording import record_view
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import load_stage
from dyce.settings import Device, Settings
from dyce.views.draw import draw_views
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer

EVERY = 50


def resident() -> float:
    """MiB of memory that this process holds now (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scene", default="kitchen3")
    options.add_argument("--views", type=int, default=500)
    given = options.parse_args()
    source = find_scene(given.scene)
    stage = load_stage(build_stage(source), source.name)
    settings = Settings(width=64, height=64, samples=1, denoise=False)
    tracer, transform = Tracer(*stage.geometry), display_transform(stage.colour)
    rig, size = find_rig(settings.rig), {"width": 64, "height": 64}
    drawn = draw_views(rig, stage.site(), seed=0, **size)
    studio = Studio(stage, settings, Device.AUTO)
    table = Table("view", "resident MiB", "processor seconds a view", title=f"{stage.name}, 64 x 64, 1 sample")
    times: list[float] = []
    for view in islice(drawn, given.views):
        begun = time.process_time()
        record_view(render_view(studio, tracer, view, settings, transform), stage, view, settings)
        times.append(time.process_time() - begun)
        if (view.index + 1) % EVERY == 0:
            table.add_row(str(view.index + 1), f"{resident():.0f}", f"{np.median(times[-EVERY:]):.3f}")
            print(
                view.index + 1,
                f"{resident():.0f} MiB",
                f"{np.median(times[-EVERY:]):.3f} s",
                file=sys.stderr,
                flush=True,
            )
    Console(file=sys.stderr).print(table)


if __name__ == "__main__":
    main()
