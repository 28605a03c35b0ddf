"""What a user sees while dyce works: a live line or bar in a terminal, plain lines in a file or a cluster's log."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dyce.cli.group import out as console

if TYPE_CHECKING:
    from dyce.farm.render import Done

__all__ = ["duration", "expected", "rendering", "working"]

OFTEN = 4.0
"""Seconds between two lines of a log, in a piece of work that has an end."""
SELDOM, SETTLED = 30.0, 120.0
"""The same while views are rendered, which may take days; after so many seconds."""

CORE_SECONDS = 17.0
"""Of one core, for a million paths of a view with everything that belongs to it, in a built-in room; docs/performance.md."""
CORE_SECONDS_A_VIEW = 4.0
"""Likewise, whatever the count of paths."""


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say what is being done for as long as it is: a spinner in a terminal, a line now and then elsewhere."""
    if console.is_terminal:
        with console.status(what):
            yield
        return
    console.print(f"{what} ...")
    with _ticking(what, OFTEN):
        yield


@contextmanager
def _ticking(what: str, later: float) -> Iterator[None]:
    """Print now and then, while the block runs, what is still being done and for how long it has been."""
    done = threading.Event()
    begun = time.monotonic()

    def tick() -> None:
        while not done.wait(OFTEN if time.monotonic() - begun < SETTLED else later):
            console.print(f"{what} ... {time.monotonic() - begun:.0f} s")

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def rendering(name: str, views: int, run: Iterator["Done"], workers: int) -> None:
    """Run a scene's render: views done, seconds a view, time left; after the first view, how long all of it will take."""
    poor: list[int] = []
    seen = _noting(run, poor)
    if console.is_terminal:
        _bar(name, views, seen, workers)
    else:
        _lines(name, views, seen, workers)
    if poor:
        some = ", ".join(map(str, poor[:8])) + (", ..." if len(poor) > 8 else "")
        console.print(f"{name}: {len(poor)} of {views} views show nothing, black, burnt out or flat: {some}")


def _noting(run: Iterator["Done"], poor: list[int]) -> Iterator["Done"]:
    """The views as they are done; those that show nothing are put on a list, and said."""
    for done in run:
        if done.wrong:
            poor.append(done.view)
            console.print(f"view {done.view} is {done.wrong}")
        yield done


def _lines(name: str, views: int, run: Iterator["Done"], workers: int) -> None:
    there, pace = 0, _Pace(workers)
    with _ticking(f"{name}: rendering", SELDOM):
        for number, done in enumerate(run, 1):
            if not done.device:
                there += 1
                continue
            if not pace.count and there:
                console.print(f"{name}: {there} of {views} views are there already")
            for line in pace.tell(name, done, views - number):
                console.print(line)
            console.print(f"{name}: view {done.view}, {number} of {views}, {done.seconds:.1f} s")


def _bar(name: str, views: int, run: Iterator["Done"], workers: int) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    pace = _Pace(workers)
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(name, total=views, pace="")
        for number, done in enumerate(run, 1):
            if done.device:
                for line in pace.tell(name, done, views - number):
                    progress.console.print(line)
            shown = f"{pace.seconds / pace.count:.1f} s a view" if pace.count else "there already"
            progress.update(task, advance=1, pace=shown)


class _Pace:
    """How fast views come, and what is to be said when that is first known."""

    def __init__(self, workers: int) -> None:
        self.count = 0
        self.seconds = 0.0
        """Of all views together."""
        self._workers = workers
        self._device = ""

    def tell(self, name: str, done: "Done", left: int) -> list[str]:
        """Count a view; the lines that it gives rise to: on what is rendered, and how long the rest will take."""
        self.count += 1
        self.seconds += done.seconds
        lines = []
        if done.device != self._device:
            self._device = done.device
            lines.append(f"{name}: rendering on {done.device}")
        if done.shows == 0:
            lines.append(f"{name}: view {done.view} shows nothing that is annotated")
        if self.count == 1 and left:
            lasts = left * done.seconds / self._workers
            ends = datetime.now() + timedelta(seconds=lasts)
            lines.append(f"{name}: {left} more to go, about {duration(lasts)}, until {ends:%A %H:%M}")
        return lines


def expected(views: int, pixels: int, samples: int) -> str:
    """How long that many views may take, before any is rendered: by what the built-in rooms take."""
    cores = os.cpu_count() or 1
    seconds = views * (pixels * samples / 1e6 * CORE_SECONDS + CORE_SECONDS_A_VIEW) / cores
    return f"about {duration(seconds)} on {cores} cores, if it is like the built-in rooms; a GPU is faster"


def duration(seconds: float) -> str:
    """A time to be read: `40 s`, `12 min`, `3 h 20 min`."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02d} min"
