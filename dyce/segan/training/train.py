"""`dyce train`: the phases one after another, stopped and resumed at any step as if never stopped."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from dyce.errors import DyceError, UsageError
from dyce.segan.data.batch import prepare
from dyce.segan.data.cache import Cache, open_cache
from dyce.segan.data.loading import Turns, batches, loader
from dyce.segan.data.objects import Objects
from dyce.segan.data.samples import annotation_file, read_samples
from dyce.segan.model.network import Network
from dyce.segan.recipe import Phase, Recipe
from dyce.segan.recipes.registry import AUTO, find_recipe
from dyce.segan.training.board import Board, figure
from dyce.segan.training.checkpoint import Progress, read_checkpoint, restore, save
from dyce.segan.training.learner import Learner
from dyce.segan.training.meter import Meter
from dyce.segan.training.processes import Place, joined, pick_device
from dyce.segan.training.validate import evenly, held_out, validate
from dyce.text import one_line

__all__ = ["Options", "fitting_recipe", "run_command", "train"]

LOOK_EVERY = 10
"""Steps between looks at the loss on a GPU, where each look waits for it."""
LOWEST = -1e9
"""Below any score."""
VALIDATED = 500
"""Objects, at most: enough for two digits."""
SHOWN = 8
"""Of them in pictures."""


@dataclass(frozen=True)
class Options:
    """What a run is told beside its recipe."""

    data: Path
    out: Path
    annotations: Path | None = None
    """The folder of train.json and val.json; in the data folder if None."""
    phases: Sequence[str] | None = None
    """Of the recipe's; all of them if None."""
    device: str = "auto"
    precision: str = "auto"
    """auto, fp32 or bf16."""
    workers: int = 2
    weights: Path | None = None
    """To begin with, for networks that take some: SeGAN's trunk takes ImageNet's ResNet-18."""
    compile: bool = False
    report_every: float = 10.0
    """Seconds between lines."""
    save_every: float = 300.0
    """Seconds between checkpoints, beside those at each validation."""
    stop_after: int | None = None
    """Steps after which this command stops as if interrupted; None: none."""


Report = Callable[[str], None]


@dataclass(frozen=True)
class _Data:
    """The objects to train and to validate on: places in a cache each."""

    train: Cache
    places: list[int]
    val: Cache
    val_places: list[int]


@dataclass
class _Run:
    """What the loop works with."""

    options: Options
    recipe: Recipe
    place: Place
    learner: Learner
    progress: Progress
    data: _Data
    report: Report
    board: Board
    taken: int = 0
    """Steps of this command."""


def train(options: Options, recipe: Recipe, report: Report = print) -> Progress:
    """Train a model, or go on where the same command was stopped: `last.pt` and `best.pt` in `options.out`.

    Raises:
        UsageError: the options make no sense.
        DyceError: there is nothing to train on, the loss is not finite, the disk is full, a checkpoint does not fit.
        KeyboardInterrupt: stopped by a signal or by `stop_after`; the checkpoint is written.
    """
    known = [phase.name for phase in recipe.phases]
    wanted = known if options.phases is None else options.phases
    if not wanted or not set(wanted) <= set(known):
        raise UsageError(f"phases are {', '.join(known)}, not {', '.join(wanted) or 'none'}")
    with joined(options.device) as place:
        said = report if place.first else _silent
        run = _begin(options, recipe, place, said)
        with run.board, _signals() as stopped:
            for phase in recipe.phases:
                if phase.name in wanted and phase.name not in run.progress.done:
                    _phase(run, phase, stopped)
        said(f"trained; the best is {options.out / 'best.pt'}, the last {options.out / 'last.pt'}")
        return run.progress


def fitting_recipe(device: str) -> Recipe:
    """The preset for a device's name; see `dyce.segan.recipes.registry.AUTO`."""
    return find_recipe(AUTO[pick_device(device).type])


def run_command(options: Options, recipe: Recipe, threads: int | None) -> None:
    """What `dyce train` does: `train`, its lines printed, torch's own errors told in one."""
    if threads:
        torch.set_num_threads(threads)
    try:
        train(options, recipe, lambda line: print(one_line(line), flush=True))
    except torch.OutOfMemoryError as error:
        raise DyceError(f"out of memory on the GPU; a smaller batch helps: --set batch={recipe.batch // 2}") from error


def _silent(line: str) -> None:
    pass


def _begin(options: Options, recipe: Recipe, place: Place, report: Report) -> _Run:
    device = pick_device(options.device, place.local)
    bf16 = _bf16(options.precision, device)
    if recipe.batch % place.world:
        raise UsageError(f"a batch of {recipe.batch} can't be shared by {place.world} processes; make it a multiple")
    for line in recipe.lines():
        report(line)
    cuda = "" if device.type == "cuda" else " (no CUDA device here: expect hours for the full-size recipes)"
    report(f"on {device}{cuda}, {'bf16' if bf16 else 'fp32'}, {place.world} process{'es' * (place.world > 1)}")
    if not place.first:  # the first one makes the caches
        place.wait()
    data = _data(options, report)
    if place.first:
        place.wait()
    torch.manual_seed(recipe.seed)
    learner = Learner(recipe, device, bf16)
    progress = _resume(options, learner, report)
    if place.world > 1:
        learner.distribute()
        if place.rank:  # the first one's generator is in the checkpoint
            torch.manual_seed(hash((recipe.seed, place.rank, progress.step)))
    if options.compile:
        learner.compile()
    board = Board(options.out / "board" if place.first else None, report)
    return _Run(options, recipe, place, learner, progress, data, report, board)


def _bf16(precision: str, device: torch.device) -> bool:
    if precision != "auto":
        return precision == "bf16"
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return bool(getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)())


def _data(options: Options, report: Report) -> _Data:
    cache = open_cache(read_samples(options.data, "train", options.annotations), report)
    _tell_skipped(cache, "train", report)
    path = annotation_file(options.data, "val", options.annotations)
    try:
        val = open_cache(read_samples(options.data, "val", options.annotations), report)
        _tell_skipped(val, "val", report)
        places, val_places = list(range(len(cache.samples))), list(range(len(val.samples)))
    except DyceError as error:
        if path.is_file() and "has no objects" not in str(error):
            raise
        report("no validation split: every tenth training image validates instead, and shows the same things")
        val = cache
        places, val_places = held_out(cache)
        if not val_places or not places:
            raise DyceError(
                f"{options.data}: too few images to hold one in ten out for validation; render more"
            ) from error
    chosen = [val_places[n] for n in evenly(len(val_places), VALIDATED)]
    report(f"{len(places)} objects to train on, {len(chosen)} to validate on")
    return _Data(cache, places, val, chosen)


def _tell_skipped(cache: Cache, split: str, report: Report) -> None:
    for reason, count in cache.skipped.items():
        report(f"warning: {split}: {count} objects left out: {reason}")


def _resume(options: Options, learner: Learner, report: Report) -> Progress:
    """The state of `last.pt` if it is there, else initial weights."""
    last = options.out / "last.pt"
    if last.is_file():
        if read_checkpoint(last)["recipe"] != learner.recipe.to_json():
            raise UsageError(f"{last} is of another recipe; give the same one, or another --out")
        progress = restore(last, learner)
        report(
            f"going on from {last}: {', '.join(progress.done) or 'nothing'} done, {progress.phase} at step {progress.step}"
        )
        return progress
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "recipe.json").write_text(learner.recipe.to_json())
    except OSError as error:
        raise DyceError(f"{options.out} can't be written ({error.strerror}); choose another --out") from error
    report(learner.network.begin(options.weights))
    return Progress(threshold=learner.recipe.threshold or 0.5)


@contextmanager
def _signals() -> Iterator[list[int]]:
    """A list that gets the signals to stop: a step is never left half done."""
    caught: list[int] = []

    def catch(number: int, frame: Any) -> None:
        if caught:  # asked twice
            raise KeyboardInterrupt
        caught.append(number)

    try:
        before = {number: signal.signal(number, catch) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # not the main thread
        yield caught
        return
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _phase(run: _Run, phase: Phase, stopped: list[int]) -> None:
    """Train one phase from where it is to its end."""
    recipe, progress, place, device = run.recipe, run.progress, run.place, run.learner.device
    if progress.phase != phase.name:
        progress.phase, progress.step = phase.name, 0
        if phase.judged_anew:
            progress.best = LOWEST
    turns = Turns(len(run.data.places), recipe.batch, recipe.seed, progress.step, place.rank, place.world)
    steps = max(1, round(phase.epochs * turns.steps))
    objects = Objects(run.data.train, recipe, True, painting=phase.painting, places=run.data.places)
    source = iter(loader(objects, turns, run.options.workers, pin=device.type == "cuda"))
    run.report(
        f"{phase.name}: {steps - progress.step} of {steps} steps of {turns.batch} objects, {turns.steps} steps an epoch"
    )
    every = 1 if place.world == 1 and device.type == "cpu" else LOOK_EVERY
    meter = Meter(phase.name, progress.step, steps, turns.batch, run.report)
    saved = time.monotonic()
    while phase.name not in progress.done:
        raw = meter.wait(source)
        terms = run.learner.step(phase.name, prepare(raw, recipe, device), progress.step, steps)
        progress.step += 1
        run.taken += 1
        meter.add(terms)
        if progress.step % every and progress.step < steps:
            continue
        run.board.scalars(phase.name, progress.step, meter.look(run.options.report_every))
        if progress.step == steps or progress.step % turns.steps == 0:
            _validate(run, phase, finished=progress.step == steps)
            saved = time.monotonic()
        elif time.monotonic() - saved > run.options.save_every:
            _save(run, "last.pt")
            saved = time.monotonic()
        if progress.step < steps and place.any(bool(stopped) or run.taken == run.options.stop_after, device):
            _save(run, "last.pt")
            raise KeyboardInterrupt


def _validate(run: _Run, phase: Phase, finished: bool) -> None:
    """Score the averaged weights, keep them if they are the best so far, and write the checkpoints."""
    learner, progress, data = run.learner, run.progress, run.data
    if finished:
        learner.take_averages(phase.name)
    if run.place.first:
        judged = [each.name for each in run.recipe.phases if each.judged_anew]
        painting = phase.painting or not set(judged).isdisjoint(progress.done)
        network = learner.to_use()
        found = validate(network, painting, data.val, data.val_places, run.recipe, learner.device)
        run.report(f"{phase.name}: validation at step {progress.step}: {found}")
        run.board.validation(phase.name, progress.step, found)
        run.board.picture(phase.name, progress.step, _picture(run, network, painting))
        better = found.score > progress.best
        progress.best, progress.threshold = max(found.score, progress.best), found.threshold
        if better:
            _save(run, "best.pt")
    if finished:
        progress.done.append(phase.name)
        progress.phase, progress.step = "", 0
    _save(run, "last.pt")
    run.place.wait()


def _picture(run: _Run, network: Network, painting: bool) -> Tensor:
    places = [run.data.val_places[n] for n in evenly(len(run.data.val_places), SHOWN)]
    raw = next(iter(batches(Objects(run.data.val, run.recipe, training=False), places, len(places))))
    return figure(prepare(raw, run.recipe, run.learner.device), network, painting, run.recipe)


def _save(run: _Run, name: str) -> None:
    if run.place.first:
        save(run.options.out / name, run.learner, run.progress)
