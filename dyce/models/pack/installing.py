"""Installing the pack into the cache: from what the user has, from the Debian package, or through apt."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO

from dyce.cache import cache_folder
from dyce.errors import DyceError, UsageError
from dyce.models.pack import archives, library

__all__ = ["install"]

SYSTEM_FOLDER = Path("/usr/share/sweethome3d/furniture")
"""Where the Debian package is on a machine that has it installed."""

STALE_SECONDS = 3600
"""A staging folder older than this was left by an install that was killed."""


def install(source: Path | None = None, report: Callable[[str], None] = lambda line: None) -> None:
    """Install the libraries that are missing or broken into the cache, from `source` or through apt.

    `source` is a .deb, a .sh3f, a zip or a folder of those; what it holds of the pack is installed. It is checked even
    if nothing is missing. Without it, a complete pack is left alone; else the Debian package is used where it is
    installed, and downloaded where not. A library appears in the cache whole or not at all, whoever else installs at
    the same time. `report` is called with a line of text before each step that takes long.

    Raises UsageError for a source that is not there; DyceError when nothing can be downloaded, for a source that is
    damaged or holds none of the pack's libraries, and when the cache cannot be written.
    """
    if source is not None and not (source.is_file() or source.is_dir()):
        raise UsageError(f"{source} is no file or folder; `--from` takes {library.EXPECTED}")
    _sweep()
    if source is None and all(library.is_whole(name) for name in library.KNOWN):
        return
    with _staging() as staging:
        found, damaged = 0, []
        where = source or (SYSTEM_FOLDER if _holds_the_pack(SYSTEM_FOLDER) else _download(staging, report))
        report(f"checking {where.name if where.is_file() else where}")
        for label, file in archives.candidates(where, staging):
            name = archives.recognise(file)
            if name is not None:
                _install_library(name, file, label, staging, report)
                found += 1
            elif PurePosixPath(label).stem in library.KNOWN:
                damaged.append(label)
    if damaged:
        raise DyceError(f"{', '.join(damaged)}: damaged or of another version; `--from FILE` takes {library.EXPECTED}")
    if not found:
        origin = source or f"the package {library.PACKAGE} that apt offers"
        raise DyceError(
            f"{origin} holds none of {', '.join(library.KNOWN)} {library.VERSION}; `--from FILE` takes {library.EXPECTED}"
        )


def _holds_the_pack(folder: Path) -> bool:
    try:
        return all((folder / f"{name}.sh3f").is_file() for name in library.KNOWN)
    except OSError:
        return False


@contextmanager
def _staging() -> Iterator[Path]:
    """A private folder beside the libraries, gone afterwards; errors of the disk become DyceError."""
    home = cache_folder() / "models"
    try:
        home.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=home))
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise DyceError(f"cannot install the model pack into {home}: {error}") from error


def _sweep() -> None:
    """Remove what killed installs left, hundreds of megabytes each."""
    with suppress(OSError):
        for left in (cache_folder() / "models").glob(".staging-*"):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def _install_library(name: str, file: IO[bytes], label: str, staging: Path, report: Callable[[str], None]) -> None:
    if library.is_whole(name):
        return
    report(f"unpacking {name}")
    unpacked = staging / name
    unpacked.mkdir()
    with archives.damage_told(label):
        sizes = archives.unpack(file, unpacked, label)
    files = "".join(f"{size} {path}\n" for path, size in sizes.items())
    (unpacked / library.MARKER).write_text(f"{library.KNOWN[name]}\n{files}", encoding="utf-8")
    _put_in_place(name, unpacked, staging)
    library.read_libraries.cache_clear()


def _put_in_place(name: str, unpacked: Path, staging: Path) -> None:
    """Move a library into the cache; whoever comes first wins, a damaged or outdated folder makes way."""
    for attempt in range(10):
        with suppress(OSError):
            unpacked.rename(library.library_folder(name))
            return
        if library.is_whole(name):
            return
        with suppress(FileNotFoundError):
            library.library_folder(name).rename(staging / f"{name}.{attempt}.old")
    unpacked.rename(library.library_folder(name))


def _download(staging: Path, report: Callable[[str], None]) -> Path:
    """The package's .deb, through apt with lists and archives of our own, which needs neither root nor `apt update`."""
    mend = f"get {library.EXPECTED}, then run `dyce assets install --from FILE`"
    if shutil.which("apt-get") is None:
        raise DyceError(f"the model pack comes through apt-get, which is not here; {mend}")
    report(f"downloading the Debian package {library.PACKAGE} (120 MB)")
    home = staging / "apt"
    for folder in ("lists/partial", "cache/archives/partial"):
        (home / folder).mkdir(parents=True)
    options = [
        f"Dir::State::Lists={home / 'lists'}",
        f"Dir::Cache={home / 'cache'}",
        "Debug::NoLocking=1",
        "Acquire::Languages=none",
        "Acquire::Retries=2",
        "Acquire::http::Timeout=30",
        "APT::Sandbox::User=root",
    ]
    command = ["apt-get", "-q", *(word for option in options for word in ("-o", option))]
    # An update that fails for one source of several may still have found the package, so only the download counts.
    said = [_run([*command, *words], home, mend) for words in (["update"], ["download", library.PACKAGE])]
    deb = next(home.glob("*.deb"), None)
    if deb is None:
        errors = re.findall(r"^E: (.+)$", "\n".join(said), re.MULTILINE) or ["no package came"]
        raise DyceError(f"apt-get cannot download {library.PACKAGE} ({errors[-1]}); {mend}")
    return deb


def _run(command: list[str], folder: Path, mend: str) -> str:
    try:
        done = subprocess.run(
            command,
            check=False,
            cwd=folder,
            env=os.environ | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=1200,
        )
    except subprocess.TimeoutExpired as error:
        raise DyceError(f"apt-get was not done after {error.timeout:.0f} s; {mend}") from error
    return done.stdout + done.stderr
