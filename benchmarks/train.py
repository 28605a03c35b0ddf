"""What training costs: how fast objects load from the cache, and what share of a step the device waits for them.

python benchmarks/train.py DATA [--recipe small] [--workers 2] [--steps 30] [--phase painter] [--device auto] [--set batch=64]
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table

from dyce.segan.data.batch import Batch, prepare
from dyce.segan.data.cache import Cache, open_cache
from dyce.segan.data.loading import Turns, loader
from dyce.segan.data.objects import Objects
from dyce.segan.data.samples import read_samples
from dyce.segan.recipe import Phase, Recipe, changed
from dyce.segan.recipes.registry import find_recipe
from dyce.segan.training.learner import Learner
from dyce.segan.training.processes import pick_device

WARM_UP = 5
"""Steps before the clock starts: workers start, kernels are chosen."""


def main() -> None:
    """Time the loader alone, then steps; print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--split", default="train")
    options.add_argument("--recipe", default="small")
    options.add_argument("--set", action="append", default=[], dest="changes")
    options.add_argument("--phase", help="one of the recipe's; its last if not given")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--steps", type=int, default=30)
    options.add_argument("--device", default="auto")
    options.add_argument("--fp32", action="store_true")
    options.add_argument("--compile", action="store_true")
    options.add_argument("--loader-only", action="store_true")
    given = options.parse_args()
    recipe, device = changed(find_recipe(given.recipe), given.changes), pick_device(given.device)
    phase = recipe.phase(given.phase) if given.phase else recipe.phases[-1]
    begun = time.perf_counter()
    cache = open_cache(read_samples(given.data, given.split), lambda line: print(line, file=sys.stderr))
    opened = time.perf_counter() - begun
    table = Table("what", "objects / s", "ms / step", "waiting for data")
    table.add_row(f"opening the cache ({opened:.1f} s)", f"{len(cache.samples) / opened:.0f}", "", "")
    pace = load(cache, recipe, phase, given.workers, given.steps)
    table.add_row(f"loader alone, {given.workers} workers", f"{pace:.0f}", f"{1000 * recipe.batch / pace:.0f}", "")
    if not given.loader_only:
        learner = Learner(recipe, device, bf16=not given.fp32)
        if given.compile:
            learner.compile()
        seconds, waited = train(learner, cache, phase, given.workers, given.steps)
        per_step = f"{1000 * seconds / given.steps:.0f}"
        row = f"{phase.name}, {device}, {'fp32' if given.fp32 else 'bf16'}, batch {recipe.batch}"
        table.add_row(row, f"{recipe.batch * given.steps / seconds:.0f}", per_step, f"{waited / seconds:.1%}")
    Console(file=sys.stderr, width=120).print(table)


def source(cache: Cache, recipe: Recipe, phase: Phase, workers: int, pin: bool = False) -> Iterator[Batch]:
    """Batches as in training, without end."""
    objects = Objects(cache, recipe, training=True, painting=phase.painting)
    if len(objects) < recipe.batch:
        sys.exit(f"there are {len(objects)} objects, fewer than a batch of {recipe.batch}")
    return iter(loader(objects, Turns(len(objects), recipe.batch, 0), workers, pin))


def load(cache: Cache, recipe: Recipe, phase: Phase, workers: int, steps: int) -> float:
    """Objects a second from the loader with nothing to do beside it.

    Whole queues are drained, so that what was loaded before the clock started counts for nothing.
    """
    batches = source(cache, recipe, phase, workers)
    ahead = 4 * workers
    for _ in range(WARM_UP + ahead):
        next(batches)
    begun = time.perf_counter()
    for _ in range(steps + ahead):
        next(batches)
    return (steps + ahead) * recipe.batch / (time.perf_counter() - begun)


def train(learner: Learner, cache: Cache, phase: Phase, workers: int, steps: int) -> tuple[float, float]:
    """Seconds of so many steps, and of these the seconds in which the device had nothing to do for want of data."""
    batches = source(cache, learner.recipe, phase, workers, pin=learner.device.type == "cuda")
    waited = begun = 0.0
    for step in range(WARM_UP + steps):
        if step == WARM_UP:
            synchronise(learner.device)
            waited, begun = 0.0, time.perf_counter()
        asked = time.perf_counter()
        raw = next(batches)
        waited += time.perf_counter() - asked
        learner.step(phase.name, prepare(raw, learner.recipe, learner.device), step, WARM_UP + steps)
    synchronise(learner.device)
    return time.perf_counter() - begun, waited


def synchronise(device: torch.device) -> None:
    """Wait for what a GPU has been given to do."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


if __name__ == "__main__":
    main()
