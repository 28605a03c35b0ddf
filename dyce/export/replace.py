"""Several files or folders that appear together when all are whole, or not at all."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dyce.errors import DyceError

__all__ = ["MARK", "replacing"]

MARK = "credits.json"
"""What every folder that is handed out must be given, and what a folder must have to be replaced: no one else's is removed."""


@contextmanager
def replacing(targets: Mapping[str, Path], stale: Sequence[Path] = ()) -> Iterator[dict[str, Path]]:
    """Hand out paths to write to; what was written there takes the targets' places if the block ends well.

    Args:
        targets: files or folders to write.
        stale: files or folders of an earlier time that must not stay beside the targets; removed with the exchange.

    Raises:
        DyceError: a target can't be written, or is a folder that does not come from here.
    """
    for path in targets.values():
        if path.is_dir() and not (path / MARK).is_file():
            raise DyceError(f"{path} is a folder that holds something else; choose another --out")
    partial = {key: path.with_name(f".{path.name}.{os.getpid()}.partial") for key, path in targets.items()}
    try:
        try:
            for path in targets.values():
                path.parent.mkdir(parents=True, exist_ok=True)
            yield partial
            for key, path in targets.items():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                partial[key].replace(path)
            for path in stale:
                if (path / MARK).is_file():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
        finally:
            for path in partial.values():
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
    except OSError as error:
        place = os.path.commonpath([path.parent for path in targets.values()])
        raise DyceError(f"{place} can't be written ({error.strerror}); make room, or make it writable") from error
