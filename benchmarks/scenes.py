"""What the views of each scene show, by tracing alone: the table that a scene is judged by.

The trace agrees with the renders' masks but for single pixels on edges, and takes half a second a view.

python benchmarks/scenes.py [--views 40] [SCENE ...]
"""

import argparse
import sys
import time
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rich.console import Console
from rich.table import Table

from dyce.cache import cache_folder
from dyce.farm.stages import open_stage
from dyce.scene.sources import Source, builtin_scenes, find_scene
from dyce.views.draw import draw_views
from dyce.views.floor import walkable_floor
from dyce.views.rigs import find_rig
from dyce.views.standing import StandingRig

SIZE = 512
VISIBLE = 10
"""Pixels from which on an object counts as visible: the paper's definition."""


@dataclass(frozen=True)
class Row:
    """The figures of one scene."""

    name: str
    instances: int
    categories: int
    triangles: int
    floor: float
    seconds: float
    visible: list[int]
    rates: list[float]

    def cells(self) -> list[str]:
        """The table's cells."""
        visible, rates = np.array(self.visible), np.array(self.rates)
        return [
            self.name, str(self.instances), str(self.categories), f"{self.triangles / 1e3:.0f} k", f"{self.floor:.1f}",
            f"{self.seconds:.1f}", f"{visible.mean():.1f}", f"{visible.min()}", f"{(visible < 5).mean():.1%}",
            f"{(rates >= 0.05).mean():.0%}", f"{rates.mean():.2f}",
        ]  # fmt: skip


def measure(source: Source, views: int) -> Row:
    """Draw the first views of a scene and count what they show at 512 x 512."""
    begun = time.perf_counter()
    stage = open_stage(source, cache_folder() / "build.log")
    seconds = time.perf_counter() - begun
    site, rig = stage.site(), find_rig("head_height")
    assert isinstance(rig, StandingRig)
    tracer = site.tracer
    drawn = draw_views(rig, site, seed=0, width=SIZE, height=SIZE)
    visible, rates = [], []
    for view in islice(drawn, views):
        seen, _ = tracer.seen(view.K, view.world_from_camera, SIZE, SIZE)
        counts = np.bincount(np.maximum(seen, 0).ravel(), minlength=len(stage.instances) + 1)
        hits = tracer.first_hits(view.K, view.world_from_camera, SIZE, SIZE)
        shown = [k for k in hits if counts[k] >= VISIBLE]
        visible.append(len(shown))
        rates += [1 - counts[k] / max(counts[k], int(np.isfinite(hits[k].depth).sum())) for k in shown]
    return Row(
        name=stage.name,
        instances=len(stage.instances),
        categories=len({instance.category for instance in stage.instances}),
        triangles=len(stage.geometry[0]),
        floor=len(walkable_floor(tracer, rig.floor, stage.walkable)) * 0.05**2,
        seconds=seconds,
        visible=visible,
        rates=rates,
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("scenes", nargs="*")
    options.add_argument("--views", type=int, default=40)
    given = options.parse_args()
    sources = [find_scene(name) for name in given.scenes] or list(builtin_scenes().values())
    rows = [measure(source, given.views) for source in sources]
    table = Table(
        "scene", "instances", "categories", "triangles", "walkable m2", "stage s", "visible a view", "fewest",
        "views under 5", "occluded >= 5 %", "mean occlusion", title=f"{given.views} views a scene, {SIZE} x {SIZE}",
    )  # fmt: skip
    for row in rows:
        table.add_row(*row.cells())
    every = Row(
        "all",
        round(float(np.mean([row.instances for row in rows]))),
        0,
        round(float(np.mean([row.triangles for row in rows]))),
        float(np.mean([row.floor for row in rows])),
        float(np.mean([row.seconds for row in rows])),
        [n for row in rows for n in row.visible],
        [rate for row in rows for rate in row.rates],
    )
    table.add_section()
    table.add_row(*every.cells())
    table.add_row("the paper", "60", "", "", "", "", "17.5", "", "", "", "")
    Console(file=sys.stdout, width=150).print(table)


if __name__ == "__main__":
    main()
