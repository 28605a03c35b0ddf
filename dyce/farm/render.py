"""Many views of a scene: what is there is kept, the rest is rendered by an executor; what fails is tried again.

An executor is whoever renders: here a pool of local processes; a cluster's queue would be another.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dyce.data.record import is_whole, record_folder, sweep_partial, write_record
from dyce.errors import DyceError
from dyce.farm.workers import unforeseen, workers
from dyce.scene.stage import Stage
from dyce.settings import Device, Settings
from dyce.views.camera import View
from dyce.views.draw import draw_views
from dyce.views.given import check_count
from dyce.views.rig import Rig
from dyce.views.trace import Tracer

if TYPE_CHECKING:
    import PyOpenColorIO as ocio

    from dyce.render.cycles import Studio

__all__ = ["Done", "Executor", "LocalPool", "Work", "render_scene"]

ATTEMPTS = 3
"""How often a view is tried whose worker died under it."""


@dataclass(frozen=True)
class Work:
    """What all views of a run have in common: enough, with a view, to render it anywhere."""

    stage: Stage
    settings: Settings
    data: Path
    """The data set's folder."""


@dataclass(frozen=True)
class Done:
    """A view that is finished."""

    view: int
    seconds: float
    """Wall time of its render; 0 where it was there already."""
    device: str
    """What rendered it; empty where it was there already."""
    wrong: str = ""
    """Why its image shows nothing, if it doesn't: `black (a mean of 1.2 of 255)`."""
    shows: int | None = None
    """How many annotated instances; None where it was there already."""


class Executor(Protocol):
    """Who renders views."""

    def run(self, work: Work, views: Iterator[View], count: int) -> Iterator[Done]:
        """Render views into the data set and yield each when its record is written, in any order.

        Args:
            work: what they have in common.
            views: to be taken as there is room for them, since drawing them takes time.
            count: how many they are.

        Raises:
            DyceError: a view can't be rendered or written. What is finished stays.
        """
        ...


def render_scene(work: Work, rig: Rig, executor: Executor, *, views: int) -> Iterator[Done]:
    """Render the first views of a scene into a data set, yielding each as it is done; those that are there come first.

    Raises:
        DyceError: a view can't be rendered or written. What is finished stays.
    """
    folder = work.data / work.stage.name
    with _alone(folder):
        sweep_partial(folder)
        missing = set()
        for index in range(views):
            if is_whole(record_folder(work.data, work.stage.name, index)):
                yield Done(index, 0.0, "")
            else:
                missing.add(index)
        if missing:
            settings = work.settings
            site = work.stage.site()
            check_count(rig, site, views)
            drawn = draw_views(rig, site, seed=settings.seed, width=settings.width, height=settings.height)
            queue = (view for view in islice(drawn, views) if view.index in missing)
            yield from executor.run(work, queue, len(missing))


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a scene's folder, so that two runs do not write the same views."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DyceError(
                f"another dyce render is at work in {folder}; wait for it or choose another --out"
            ) from error
        yield


@dataclass(frozen=True)
class LocalPool:
    """Worker processes on this machine: a crash of Blender costs one view's time, three times at the most."""

    workers: int
    device: Device
    log: Path
    """Where Blender's output goes."""

    def run(self, work: Work, views: Iterator[View], count: int) -> Iterator[Done]:
        """See `Executor`."""
        threads = max(1, (os.cpu_count() or 1) // self.workers) if self.workers > 1 else 0
        prepare = partial(_hold, _Bench(work, self.device, threads))
        retry: list[tuple[View, int]] = []
        while True:
            running: dict[Future[Done], tuple[View, int]] = {}
            with workers(min(self.workers, count), self.log, prepare) as pool:
                try:
                    while True:
                        while len(running) < self.workers + 1 and (job := _next_job(retry, views)):
                            running[pool.submit(_render, job[0])] = job
                        if not running:
                            return
                        for future in wait(running, return_when=FIRST_COMPLETED).done:
                            yield self._result(future, work, running[future][0])
                            del running[future]
                except BrokenProcessPool as error:
                    retry += [(view, attempt + 1) for view, attempt in running.values()]
                    if any(attempt >= ATTEMPTS for _, attempt in retry):
                        raise DyceError(
                            f"Blender died {ATTEMPTS} times at view {retry[0][0].index} of {work.stage.name}; its last "
                            f"words are in {self.log}, the finished views are good"
                        ) from error

    def _result(self, future: Future[Done], work: Work, view: View) -> Done:
        try:
            return future.result()
        except (DyceError, BrokenProcessPool):
            raise
        except Exception as error:
            raise unforeseen(error, f"view {view.index} of {work.stage.name}", self.log) from error


def _next_job(retry: list[tuple[View, int]], views: Iterator[View]) -> tuple[View, int] | None:
    """A view, and how often it has been tried."""
    if retry:
        return retry.pop(0)
    view = next(views, None)
    return None if view is None else (view, 0)


@dataclass(frozen=True)
class _Bench:
    """What a worker is told when it begins."""

    work: Work
    device: Device
    threads: int
    """CPU threads; 0 for one a core."""


@dataclass(frozen=True)
class _Open:
    """A worker's Blender with the stage in it, and what else a view needs."""

    studio: "Studio"
    tracer: Tracer
    transform: "ocio.CPUProcessor"


_bench: _Bench | None = None
"""This worker's, from its beginning on; a process that is no worker has none."""


def _hold(bench: _Bench) -> None:
    global _bench
    _bench = bench


@cache
def _open() -> _Open:
    """Made at the first view, so that what goes wrong is told of that view."""
    from dyce.render.colour import display_transform
    from dyce.render.cycles import Studio  # bpy: only in a worker

    assert _bench  # a worker that renders was begun with one
    stage, settings = _bench.work.stage, _bench.work.settings
    studio = Studio(stage, settings, _bench.device, _bench.threads)
    return _Open(studio, Tracer(*stage.geometry), display_transform(stage.colour))


def _render(view: View) -> Done:
    from dyce.render.brightness import what_is_wrong
    from dyce.render.recording import record_view
    from dyce.render.view import render_view

    here = _open()
    assert _bench
    work = _bench.work
    begun = time.perf_counter()
    rendered = render_view(here.studio, here.tracer, view, work.settings, here.transform)
    wrong = what_is_wrong(rendered.image, rendered.depth)
    if wrong and view.index == 0 and not (work.stage.probe and work.stage.probe.light == "keep"):
        raise DyceError(
            f"the first view of {work.stage.name} is {wrong}: look with `dyce scenes show`, light it with --light FILE.hdr, or "
            "have it as it is with --light keep"
        )
    record, files = record_view(rendered, work.stage, view, work.settings)
    write_record(record_folder(work.data, work.stage.name, view.index), record, files)
    return Done(view.index, time.perf_counter() - begun, here.studio.device, wrong, len(record.instances))
