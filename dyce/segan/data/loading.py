"""Which objects each step takes, and the processes that load them."""

import signal
from collections.abc import Iterator

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Sampler

from dyce.segan.data.batch import Batch
from dyce.segan.data.objects import Key, Objects

__all__ = ["Turns", "batches", "loader"]


class Turns(Sampler[list[Key]]):
    """Which objects each step takes, without end: each epoch every object once in a new order, but for what fills no batch.

    Args:
        objects: how many there are.
        batch: objects a step, of all processes together.
        seed: of the order.
        start: the first step to yield.
        rank: which of the processes this is; it takes every world-th object of a batch.
        world: how many processes there are.
    """

    def __init__(self, objects: int, batch: int, seed: int, start: int = 0, rank: int = 0, world: int = 1) -> None:
        self.objects, self.seed, self.start, self.rank, self.world = objects, seed, start, rank, world
        self.batch = min(batch, objects)

    @property
    def steps(self) -> int:
        """An epoch's."""
        return self.objects // self.batch

    def __iter__(self) -> Iterator[list[Key]]:
        epoch, first = divmod(self.start, self.steps)
        while True:
            order = np.random.default_rng((self.seed, epoch)).permutation(self.objects)
            for step in range(first, self.steps):
                places = order[step * self.batch : (step + 1) * self.batch]
                yield [(epoch, int(place)) for place in places[self.rank :: self.world]]
            epoch, first = epoch + 1, 0


def loader(objects: Objects, turns: Turns, workers: int, pin: bool = False) -> DataLoader[Batch]:
    """Batches of `Objects`, without end, in the order of the turns. With workers, OpenCV has one thread from here on."""
    _one_thread(workers)
    return DataLoader(
        objects,
        batch_sampler=turns,
        num_workers=workers,
        pin_memory=pin,
        persistent_workers=workers > 0,
        prefetch_factor=4 if workers else None,
        worker_init_fn=_set_up_worker,
        generator=torch.Generator(),  # else each start would draw from the one that dropout uses
    )


def batches(objects: Objects, places: list[int], size: int, workers: int = 0) -> DataLoader[Batch]:
    """Batches of given objects, once, in their order: for evaluation. With workers as `loader`."""
    _one_thread(workers)
    keys = [[(0, place) for place in places[i : i + size]] for i in range(0, len(places), size)]
    return DataLoader(
        objects,
        batch_sampler=keys,
        num_workers=workers,
        worker_init_fn=_set_up_worker,
        generator=torch.Generator(),
    )


def _one_thread(workers: int) -> None:
    """Before workers are forked: OpenCV's threads end, and none start again.

    A forked process has none of them, and would wait for them for ever. And each worker is to be one thread.
    """
    if workers:
        cv2.setNumThreads(1)


def _set_up_worker(worker: int) -> None:
    """A worker leaves signals to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
