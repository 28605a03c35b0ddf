"""One process or several: what `torchrun` says, and what they do together."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import distributed

from dyce.errors import UsageError

__all__ = ["Place", "joined", "pick_device"]


@dataclass(frozen=True)
class Place:
    """This process among all."""

    rank: int = 0
    world: int = 1
    local: int = 0
    """Its number on this machine."""

    @property
    def first(self) -> bool:
        """Whether this one writes, validates and talks."""
        return self.rank == 0

    def wait(self) -> None:
        """Until all are here."""
        if self.world > 1:
            distributed.barrier()

    def any(self, here: bool, device: torch.device) -> bool:
        """Whether something holds in any process."""
        if self.world == 1:
            return here
        flag = torch.tensor(float(here), device=device)
        distributed.all_reduce(flag, distributed.ReduceOp.MAX)
        return bool(flag.item())


@contextmanager
def joined(device: str) -> Iterator[Place]:
    """Join the other processes if `torchrun` started this one."""
    if "RANK" not in os.environ or "WORLD_SIZE" not in os.environ:
        yield Place()
        return
    place = Place(int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"]), int(os.environ.get("LOCAL_RANK", 0)))
    distributed.init_process_group("nccl" if _cuda(device) else "gloo")
    try:
        yield place
    finally:
        distributed.destroy_process_group()


def _cuda(device: str) -> bool:
    return device == "cuda" or (device == "auto" and torch.cuda.is_available())


def pick_device(device: str, local: int = 0) -> torch.device:
    """The device of a name: `auto` takes CUDA where it is.

    Raises:
        UsageError: CUDA is asked for and not there.
    """
    if device == "cuda" and not torch.cuda.is_available():
        raise UsageError("there is no CUDA device that this torch can use; say --device cpu")
    return torch.device("cuda", local) if _cuda(device) else torch.device("cpu")
