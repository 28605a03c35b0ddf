"""Many views on worker processes: each holds Blender with the stage; what fails is tried again; what is there is kept.

The calling process never imports bpy. A worker is replaced after a while, because Blender's memory grows with its renders.
"""

import contextlib
import fcntl
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import islice
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from dyce.cache import cache_folder
from dyce.data.record import is_whole, record_folder, sweep_partial, write_record
from dyce.errors import DyceError
from dyce.rigs import Rig, View, draw_views
from dyce.scene.sources import Source
from dyce.scene.stage import Stage, load_stage, stage_folder
from dyce.settings import Device, Settings
from dyce.trace import Tracer

__all__ = ["Done", "check_scene", "export_scene", "in_blender", "open_data", "open_stage", "render_scene", "show_scene"]

LIFETIME = 100
"""Views after which a worker is replaced."""
ATTEMPTS = 3
"""How often a view is tried whose worker died under it."""


@dataclass(frozen=True)
class Done:
    """A view that is finished."""

    view: int
    seconds: float
    """Wall time of its render; 0 where it was there already."""
    device: str
    """What rendered it; empty where it was there already."""


def in_blender(function: Callable[..., Any], *arguments: Any, log: Path) -> Any:
    """Call a function in a fresh process of its own, for Blender is one a process; its chatter goes to `log`.

    Raises:
        DyceError: what the function raised, or that its process died.
    """
    with _workers(1, log, None) as pool:
        try:
            return pool.submit(function, *arguments).result()
        except BrokenProcessPool as error:
            what = " ".join(str(argument.path) for argument in arguments if isinstance(argument, Source))
            raise DyceError(f"Blender died of {what}: is the file damaged? Its last words are in {log}") from error


def open_stage(source: Source, log: Path) -> Stage:
    """The stage of a scene, built now if it was not yet.

    Raises:
        DyceError: it can't be built.
    """
    folder = stage_folder(source)
    if not (folder / "stage.json").is_file():
        in_blender(_build, source, log=log)
    return load_stage(folder, source.name)


def _build(source: Source) -> None:
    from dyce.scene.build import build_stage  # bpy: only in this process

    build_stage(source)


def check_scene(source: Source) -> list[str]:
    """What would be annotated of a scene and why, a line each.

    Raises:
        DyceError: it can't be opened.
    """
    return in_blender(_explain, source, log=cache_folder() / "check.log")


def _explain(source: Source) -> list[str]:
    from dyce.scene.build import explain

    return explain(source)


def show_scene(stage: Stage, path: Path, device: Device) -> None:
    """Write a picture of a scene: its plan and two views.

    Raises:
        DyceError: it can't be rendered or written.
    """
    in_blender(_show, stage, path, device, log=cache_folder() / "show.log")


def _show(stage: Stage, path: Path, device: Device) -> None:
    from dyce.render.overview import render_overview

    render_overview(stage, path, device)


def export_scene(source: Source, path: Path) -> None:
    """Write a scene as one packed .blend file.

    Raises:
        DyceError: it can't be built or written.
    """
    in_blender(_export, source, path, log=cache_folder() / "export.log")


def _export(source: Source, path: Path) -> None:
    from dyce.scene.build import export_blend

    export_blend(source, path)


def open_data(data: Path, settings: Settings, stages: list[Stage]) -> None:
    """Make a folder ready for renders of these settings, or refuse it because it holds others.

    Raises:
        DyceError: it was rendered with other settings (they are named), or can't be written to.
    """
    wanted = settings.as_dict()
    try:
        data.mkdir(parents=True, exist_ok=True)
        _agree(data / "dyce.json", {"settings": wanted}, data, "settings")
        for stage in stages:
            (data / stage.name).mkdir(exist_ok=True)
            _agree(data / stage.name / "scene.json", stage.describe(), data, "fingerprint")
    except OSError as error:
        raise DyceError(f"{data} can't be written ({error.strerror}); choose another --out") from error


def _agree(path: Path, wanted: dict[str, Any], data: Path, key: str) -> None:
    """Write a file of facts, or check that the one that stands there agrees in one of them."""
    if path.exists():
        try:
            there = json.loads(path.read_bytes())[key]
        except (ValueError, KeyError, TypeError) as error:
            raise DyceError(f"{path} is damaged; delete {data} or render into another folder (--out)") from error
        if there == wanted[key]:
            return
        if not isinstance(there, dict):
            raise DyceError(
                f"scene {path.parent.name} has changed since {data} was begun; choose another --out or delete {path.parent}"
            )
        differing = sorted(name for name in {*there, *wanted[key]} if there.get(name) != wanted[key].get(name))
        changes = ", ".join(f"{name} {there.get(name)} (now {wanted[key].get(name)})" for name in differing)
        raise DyceError(
            f"{data} was rendered with other settings: {changes}; choose another --out or the same settings"
        )
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(wanted, indent=1))
    partial.rename(path)


def render_scene(
    stage: Stage, rig: Rig, settings: Settings, data: Path, *, views: int, device: Device, workers: int, log: Path
) -> Iterator[Done]:
    """Render the first views of a scene into a data set, yielding each as it is done; those that are there come first.

    Raises:
        DyceError: a view can't be rendered or written. What is finished stays.
    """
    with _alone(data / stage.name):
        sweep_partial(data / stage.name)
        yield from _render_missing(stage, rig, settings, data, views, device, workers, log)


def _render_missing(
    stage: Stage, rig: Rig, settings: Settings, data: Path, views: int, device: Device, workers: int, log: Path
) -> Iterator[Done]:
    tracer = Tracer(*stage.geometry)
    drawn = draw_views(
        rig,
        tracer,
        stage.instances,
        seed=settings.seed,
        scene=stage.name,
        width=settings.width,
        height=settings.height,
        walkable=stage.walkable,
    )
    missing = []
    for index in range(views):
        if is_whole(record_folder(data, stage.name, index)):
            yield Done(index, 0.0, "")
        else:
            missing.append(index)
    if not missing:
        return
    wanted = set(missing)
    queue = (view for view in islice(drawn, views) if view.index in wanted)
    threads = max(1, (os.cpu_count() or 1) // workers) if workers > 1 else 0
    start = (stage, settings, device, threads)
    retry: list[tuple[View, int]] = []
    while True:
        running: dict[Future[Done], tuple[View, int]] = {}
        with _workers(min(workers, len(missing)), log, start) as pool:
            try:
                while True:
                    while len(running) < workers + 1 and (job := _next_job(retry, queue)):
                        running[pool.submit(_render, job[0], data)] = job
                    if not running:
                        return
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        job = running[future]
                        yield future.result()
                        del running[future]
            except BrokenProcessPool as error:
                retry += [(view, attempt + 1) for view, attempt in running.values()]
                if any(attempt >= ATTEMPTS for _, attempt in retry):
                    raise DyceError(
                        f"Blender died {ATTEMPTS} times at view {retry[0][0].index} of {stage.name}; its last words are in "
                        f"{log}, the finished views are good"
                    ) from error


def _next_job(retry: list[tuple[View, int]], queue: Iterator[View]) -> tuple[View, int] | None:
    if retry:
        return retry.pop(0)
    view = next(queue, None)
    return None if view is None else (view, 0)


@contextlib.contextmanager
def _workers(count: int, log: Path, start: tuple[Any, ...] | None) -> Iterator[ProcessPoolExecutor]:
    """A pool of fresh processes that is gone at the end, whatever it is doing by then."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.touch()
    except OSError as error:
        raise DyceError(f"{log} can't be written ({error.strerror}); choose another --out") from error
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        count,
        multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(log, start),
        max_tasks_per_child=LIFETIME,
    )
    try:
        yield pool
    finally:
        ours = set(multiprocessing.active_children()) - others
        pool.shutdown(wait=False, cancel_futures=True)
        for process in ours:
            process.kill()


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


_start: tuple[Any, ...] | None = None
"""What a worker is to hold, until `_studio` does."""


def _begin(log: Path, start: tuple[Any, ...] | None) -> None:
    """Make this process a worker: its output goes to the log; the parent's end, not Ctrl-C, ends it."""
    global _start
    _start = start
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # a parent that has imported bpy hands on a path on which Blender's scripts hide bpy itself
    sys.path[:] = [folder for folder in sys.path if not (Path(folder) / "bpy" / "__init__.py").is_file()]
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


@cache
def _studio() -> tuple[Any, ...]:
    """This worker's Blender with the stage in it, and what else a view needs; made at the first view."""
    from dyce.render.colour import display_transform
    from dyce.render.cycles import Studio  # bpy: only in a worker

    assert _start  # a worker that renders was begun with a stage
    stage, settings, device, threads = _start
    studio = Studio(stage, settings, device, threads)
    return studio, Tracer(*stage.geometry), display_transform(stage.colour), stage, settings


def _render(view: View, data: Path) -> Done:
    from dyce.render.recording import record_view
    from dyce.render.view import render_view

    studio, tracer, transform, stage, settings = _studio()
    begun = time.perf_counter()
    rendered = render_view(studio, tracer, view, settings, transform)
    record, files = record_view(rendered, stage, view, settings)
    write_record(record_folder(data, stage.name, view.index), record, files)
    return Done(view.index, time.perf_counter() - begun, studio.device)
