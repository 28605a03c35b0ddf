"""dyce renders indoor scenes and tells, exactly, what hides what."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dyce._version import __version__

if TYPE_CHECKING:
    from dyce.data.load import DataSet

__all__ = ["__version__", "load"]


def load(path: str | os.PathLike[str], scenes: Iterable[str] | None = None, split: str | None = None) -> "DataSet":
    """A data set's views, in order, each read when it is asked for something. `dyce.data.load` shows what views have.

    Args:
        path: the data folder.
        scenes: only these; all if None.
        split: only what is in `train`, `val` or `test`, or in another split, as the data were last exported.

    Raises:
        DyceError: there are no views, or a scene's description is damaged.
        UsageError: there is no such scene or split.
    """
    from dyce.data.load import open_data_set  # not before: `import dyce` stays light

    return open_data_set(Path(path), scenes, split)
