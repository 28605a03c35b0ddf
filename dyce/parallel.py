"""One function over many things on all cores, in order."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from dyce.errors import DyceError

__all__ = ["in_order"]

FEW = 150
"""So many and fewer are done before a second process has started."""
CHUNK = 16
"""Handed to a process at a time."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def in_order(function: Callable[[Thing], Result], things: Sequence[Thing]) -> Iterator[Result]:
    """What a function makes of each of the things, in their order.

    Args:
        function: known by name to a fresh process, as are its argument and result to pickle; it should not raise.
        things: few are worked through in this process, many on as many processes as there are cores.

    Raises:
        DyceError: a process died, as for want of memory.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(things) <= FEW or cores == 1:
        yield from map(function, things)
        return
    pool = ProcessPoolExecutor(min(cores, 32), multiprocessing.get_context("spawn"))
    try:
        yield from pool.map(function, things, chunksize=CHUNK)
    except BrokenProcessPool as error:
        raise DyceError(
            "a process died at its work, perhaps for want of memory; the same command may do better"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
