"""Several files or folders that appear together when all are whole, or not at all."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dyce.errors import DyceError

__all__ = ["replacing"]


@contextmanager
def replacing(targets: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """Hand out paths to write to; what was written there takes the targets' places if the block ends well.

    Raises:
        DyceError: a target can't be written.
    """
    partial = {key: path.with_name(f".{path.name}.{os.getpid()}.partial") for key, path in targets.items()}
    try:
        try:
            for path in targets.values():
                path.parent.mkdir(parents=True, exist_ok=True)
            yield partial
            for key, path in targets.items():
                _remove(path, only_folders=True)
                partial[key].replace(path)
        finally:
            for path in partial.values():
                _remove(path)
    except OSError as error:
        place = os.path.commonpath([path.parent for path in targets.values()])
        raise DyceError(f"{place} can't be written ({error.strerror}); make room, or make it writable") from error


def _remove(path: Path, only_folders: bool = False) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif not only_folders:
        path.unlink(missing_ok=True)
