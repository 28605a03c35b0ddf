"""What a view with all its amodal truth costs, in units of its beauty render: ours, and the naive N+1 renders, in one run.

python benchmarks/render.py [--scene kitchen3] [--resolution 256] [--samples 16] [--views 3] [--naive 4] [--isolation lift]
"""

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from dyce.data.record import record_folder, write_record
from dyce.render.colour import display_transform
from dyce.render.cycles import Studio
from dyce.render.plan import Batch
from dyce.render.recording import record_view
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import load_stage
from dyce.settings import Device, Isolation, Settings
from dyce.views.camera import View
from dyce.views.draw import draw_views
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scene", default="kitchen3")
    options.add_argument("--resolution", type=int, default=256)
    options.add_argument("--samples", type=int, default=16)
    options.add_argument("--views", type=int, default=3)
    options.add_argument("--naive", type=int, default=4, help="objects a view that are rendered the naive way")
    options.add_argument("--isolation", type=Isolation, default=Isolation.LIFT)
    given = options.parse_args()
    out = Console(file=sys.stderr, width=140)
    with tempfile.TemporaryDirectory() as folder:
        source = find_scene(given.scene)
        stage = load_stage(build_stage(source), source.name)
        settings = Settings(
            width=given.resolution, height=given.resolution, samples=given.samples, isolation=given.isolation
        )
        tracer, transform = Tracer(*stage.geometry), display_transform(stage.colour)
        drawn = draw_views(find_rig(settings.rig), stage.site(), seed=0, width=settings.width, height=settings.height)
        studio = Studio(stage, settings, Device.AUTO)
        views = list(islice(drawn, given.views + 1))
        studio.settings = replace(settings, samples=1)
        render_view(studio, tracer, views[0], studio.settings, transform)  # the first one loads kernels and geometry
        studio.settings = settings
        table = Table(
            "view", "visible", "hidden", "beauty s", "isolation s", "the rest s", "everything / beauty",
            f"naive N+1 s (from {given.naive})", "naive / everything",
            title=f"{stage.name}, {settings.width} x {settings.height}, {settings.samples} samples, {studio.device}",
        )  # fmt: skip
        sums = np.zeros(3)
        for view in views[1:]:
            begun = time.perf_counter()
            rendered = render_view(studio, tracer, view, settings, transform)
            record, files = record_view(rendered, stage, view, settings)
            write_record(record_folder(Path(folder), stage.name, view.index), record, files)
            everything = time.perf_counter() - begun
            lap = rendered.seconds
            beauty, isolation = lap["beauty"] + lap["develop"], lap["isolation"] + lap["appearance"]
            naive = beauty + len(stage.instances) * _naive(studio, view, [i.id for i in stage.instances], given.naive)
            sums += beauty, everything, naive
            hidden = sum(instance.appearance_from == "isolation" for instance in record.instances)
            table.add_row(
                str(view.index), str(len(record.instances)), str(hidden), f"{beauty:.2f}", f"{isolation:.2f}",
                f"{everything - beauty - isolation:.2f}", f"{everything / beauty:.2f}", f"{naive:.0f}",
                f"{naive / everything:.0f}",
            )  # fmt: skip
        table.add_row("all", "", "", "", "", "", f"{sums[1] / sums[0]:.2f}", "", f"{sums[2] / sums[1]:.0f}")
        out.print(table)


def _naive(studio: Studio, view: View, ids: list[int], count: int) -> float:
    """Seconds of a full-frame render of one object with the others gone and the structure kept, the mean over a few objects.

    As a loop over a general generator does it, one object after the other; extrapolated by the caller to all of them.
    """
    whole = np.ones((studio.settings.height, studio.settings.width), bool)
    times = []
    studio.aim(view, seed=0)
    settings = studio.settings
    studio.settings = replace(settings, isolation=Isolation.KEEP)  # as many samples as the image
    for k in [ids[i] for i in np.linspace(0, len(ids) - 1, count).astype(int)]:
        begun = time.perf_counter()
        studio.isolate(Batch((0, k), frozenset(ids) - {k}, whole))
        times.append(time.perf_counter() - begun)
    studio.settings = settings
    return float(np.mean(times))


if __name__ == "__main__":
    main()
