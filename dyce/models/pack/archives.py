"""Finding the libraries in what a user has (a .deb, a zip, a folder), and unpacking one, damage and traps told."""

import gzip
import hashlib
import io
import lzma
import re
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from dyce.errors import DyceError
from dyce.models.pack import library

__all__ = ["candidates", "damage_told", "recognise", "unpack"]

LIBRARY_BYTES_AT_MOST = 256 << 20
UNPACKED_BYTES_AT_MOST = 1 << 30
CHUNK = 1 << 20

DAMAGE = (
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    gzip.BadGzipFile,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the standard library raises for damaged archives."""


@contextmanager
def damage_told(label: str) -> Iterator[None]:
    """What a damaged archive makes the standard library raise, as DyceError."""
    try:
        yield
    except DAMAGE as error:
        raise DyceError(f"{label} is damaged or cut off ({error}); get it again: {library.EXPECTED}") from error


def candidates(source: Path, staging: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """What may be a library in `source`, open, each with the name to call it by."""
    for path in sorted(source.iterdir()) if source.is_dir() else [source]:
        if path.is_dir() or (source.is_dir() and path.suffix.lower() not in (".sh3f", ".zip", ".deb")):
            continue
        with path.open("rb") as file, damage_told(str(path)):
            if file.read(8) == b"!<arch>\n":
                yield from _inside_deb(path, file, staging)
            elif recognise(file) is None and zipfile.is_zipfile(file):
                yield from _inside_zip(path, file, staging)
            else:
                yield str(path), file


def _inside_zip(path: Path, file: IO[bytes], staging: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(file) as archive:
        members = [member for member in archive.infolist() if member.filename.lower().endswith(".sh3f")]
        if not members:
            yield str(path), file
        for member in members:
            with archive.open(member) as packed, _copied(packed, f"{path}/{member.filename}", staging) as copy:
                yield f"{path}/{member.filename}", copy


def _inside_deb(path: Path, file: IO[bytes], staging: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """A .deb is an `ar` archive; its member data.tar.* holds the files (deb(5))."""
    with tarfile.open(fileobj=_open_data(path, file), mode="r|") as archive:
        for member in archive:
            packed = archive.extractfile(member) if member.isreg() and member.name.lower().endswith(".sh3f") else None
            if packed is not None:
                with _copied(packed, f"{path}/{member.name}", staging) as copy:
                    yield f"{path}/{member.name}", copy


def _open_data(path: Path, file: IO[bytes]) -> lzma.LZMAFile | gzip.GzipFile:
    file.seek(8)
    while header := file.read(60):
        if len(header) < 60 or header[58:] != b"`\n":
            raise EOFError("broken member header")
        name, size = header[:16].decode("ascii").strip().rstrip("/"), int(header[48:58])
        if size < 0:
            raise ValueError("negative member size")
        if name.startswith("data.tar"):
            part = io.BufferedReader(_Part(file, size))  # type: ignore[type-var]
            match name.removeprefix("data.tar"):
                case ".xz":
                    return lzma.open(part)
                case ".gz":
                    return gzip.open(part)
                case other:
                    raise DyceError(
                        f"{path} is packed as {other.strip('.') or 'plain tar'}, which dyce cannot unpack;"
                        " `dpkg-deb -x FILE FOLDER` can: then `--from` the folder of .sh3f files"
                    )
        file.seek(size + size % 2, io.SEEK_CUR)
    raise EOFError("no member data.tar")


class _Part(io.RawIOBase):
    """The next `size` bytes of a file, as a file."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._left = file, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        chunk = self._file.read(min(len(buffer), self._left))
        self._left -= len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def _copied(packed: IO[bytes], label: str, staging: Path) -> Iterator[IO[bytes]]:
    """A copy on the disk of what is inside an archive, as reading a zip needs to seek."""
    with tempfile.TemporaryFile(dir=staging) as copy:
        _copy(packed, copy, LIBRARY_BYTES_AT_MOST, label)
        yield copy


def _copy(source: IO[bytes], target: IO[bytes], at_most: int, label: str) -> int:
    done = 0
    while chunk := source.read(CHUNK):
        done += len(chunk)
        if done > at_most:
            raise DyceError(f"{label} is far larger than any library of the pack; dyce takes {library.EXPECTED}")
        target.write(chunk)
    return done


def recognise(file: IO[bytes]) -> str | None:
    """The name of the library that `file` is, byte for byte; None for anything else."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return next((name for name, known in library.KNOWN.items() if known == digest), None)


def unpack(file: IO[bytes], folder: Path, label: str) -> dict[str, int]:
    """Unpack a library into `folder`; returns the bytes of each file by its path inside."""
    left = UNPACKED_BYTES_AT_MOST
    sizes: dict[str, int] = {}
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            parts = PurePosixPath(member.filename).parts
            if (
                not parts
                or ".." in parts
                or member.filename.startswith("/")
                or re.search(r"[\\:\0]", member.filename)
                or stat.S_ISLNK(member.external_attr >> 16)
            ):
                raise DyceError(f"{label} holds the unsafe path {member.filename!r}; nothing of it was installed")
            target = folder.joinpath(*parts)
            if member.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as packed, target.open("xb") as out:
                size = _copy(packed, out, left, label)
            left -= size
            sizes["/".join(parts)] = size
    if not (folder / library.LISTING).is_file():
        raise DyceError(f"{label} holds no {library.LISTING}; dyce takes {library.EXPECTED}")
    return sizes
