"""How a phase goes: loss terms, objects a second, the share of time spent waiting for data, time left."""

import math
import time
from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from dyce.errors import DyceError
from dyce.segan.data.batch import Batch

__all__ = ["Meter"]


class Meter:
    """Sums what steps tell until the next report; sees to it that no loss is anything but a number."""

    def __init__(self, phase: str, step: int, steps: int, batch: int, report: Callable[[str], None]) -> None:
        self.phase, self.step, self.steps, self.batch, self.report = phase, step, steps, batch, report
        self._clear()

    def _clear(self) -> None:
        self.sums: dict[str, Tensor] = {}
        self.taken, self.waited, self.since = 0, 0.0, time.perf_counter()

    def wait(self, source: Iterator[Batch]) -> Batch:
        """The next batch.

        Raises:
            DyceError: a loading process died, or could not load.
        """
        begun = time.perf_counter()
        try:
            return next(source)
        except (RuntimeError, OSError) as error:
            raise DyceError(f"loading a batch failed ({str(error).splitlines()[0]}); try --workers 0") from error
        finally:
            self.waited += time.perf_counter() - begun

    def add(self, terms: dict[str, Tensor]) -> None:
        """Take in a step's loss terms, without waiting for the device."""
        for name, value in terms.items():
            self.sums[name] = self.sums[name] + value if name in self.sums else value.clone()
        self.taken += 1
        self.step += 1

    def look(self, every: float) -> dict[str, float]:
        """Check the terms, and report and return their means if `every` seconds have passed since the last report.

        Raises:
            DyceError: one is not finite.
        """
        sums = dict(zip(self.sums, torch.stack(list(self.sums.values())).tolist()))
        for name, value in sums.items():
            if not math.isfinite(value):
                raise DyceError(
                    f"{self.phase}: the {name} loss is {value} by step {self.step}; stopped, and the checkpoint before it is "
                    "kept. A lower rate may do, or --precision fp32"
                )
        seconds = time.perf_counter() - self.since
        if seconds < every and self.step < self.steps:
            return {}
        means = {name: value / self.taken for name, value in sums.items()}
        pace = self.taken / seconds
        means |= {"objects a second": pace * self.batch, "share of time waiting": self.waited / seconds}
        left = round((self.steps - self.step) / pace)
        terms = ", ".join(f"{name} {means[name]:.4f}" for name in sums)
        self.report(
            f"{self.phase} {self.step}/{self.steps}: {terms}; {pace * self.batch:.1f} objects/s, "
            f"{self.waited / seconds:.0%} waiting, {left // 3600}:{left // 60 % 60:02}:{left % 60:02} left"
        )
        self._clear()
        return means
