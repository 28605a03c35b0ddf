"""Worker processes, each of which can be one Blender: begun with a log, replaced when worn, gone when their parent is."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import ParamSpec, TypeVar

from dyce.errors import DyceError

__all__ = ["in_blender", "unforeseen", "workers"]

LIFETIME = 100
"""Tasks after which a worker is replaced, because Blender's memory grows with its renders."""

P = ParamSpec("P")
Result = TypeVar("Result")


@contextlib.contextmanager
def workers(count: int, log: Path, prepare: Callable[[], None] | None = None) -> Iterator[ProcessPoolExecutor]:
    """A pool of fresh processes that is gone at the end, whatever it is doing by then.

    Args:
        count: of processes.
        log: where their output goes.
        prepare: called in each before its first task; it and what is bound to it must pickle.

    Raises:
        DyceError: the log can't be written.
    """
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
        initargs=(log, prepare),
        max_tasks_per_child=LIFETIME,
    )
    try:
        yield pool
    finally:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        # the pool's thread is waited for: one that ends while the interpreter does is woken through a pipe that it has closed
        pool.shutdown(wait=True, cancel_futures=True)


def in_blender(
    function: Callable[P, Result], log: Path, about: Path, *arguments: P.args, **options: P.kwargs
) -> Result:
    """Call a function in a fresh process of its own, for Blender is one a process; its chatter goes to `log`.

    Args:
        function: known by name to a fresh process; imports bpy itself.
        log: see above.
        about: the file that Blender dies of, if it does.
        arguments: of the function; they and its result must pickle.
        options: likewise.

    Raises:
        DyceError: what the function raised, or that its process died.
    """
    with workers(1, log) as pool:
        try:
            return pool.submit(function, *arguments, **options).result()
        except BrokenProcessPool as error:
            raise DyceError(f"Blender died of {about}: is the file damaged? Its last words are in {log}") from error
        except DyceError:
            raise
        except Exception as error:
            raise unforeseen(error, about, log) from error


def unforeseen(error: Exception, about: Path | str, log: Path) -> DyceError:
    """An error that is a fault of dyce's own, in a line; all of it goes to the log.

    Args:
        error: what was raised in a worker.
        about: the file or view that it was raised at.
        log: the worker's.
    """
    with log.open("a") as file:
        traceback.print_exception(error, file=file)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return DyceError(f"dyce failed at {about} ({what}): a fault of its own, please report it with the end of {log}")


def _begin(log: Path, prepare: Callable[[], None] | None) -> None:
    """Make this process a worker: its output goes to the log; the parent's end, not Ctrl-C, ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # a parent that has imported bpy hands on a path on which Blender's scripts hide bpy itself
    sys.path[:] = [folder for folder in sys.path if not (Path(folder) / "bpy" / "__init__.py").is_file()]
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    if prepare is not None:
        prepare()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
