"""The model pack: the libraries that the built-in scenes are furnished from, installed, checked, listed, credited."""

import gzip
import hashlib
import io
import lzma
import os
import re
import shutil
import stat
import subprocess
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import IO

from dyce.cache import cache_folder
from dyce.errors import DyceError, UsageError

__all__ = ["Library", "Model", "catalogue", "credits", "install", "status"]

PACKAGE = "sweethome3d-furniture"
VERSION = "1.8"
EXPECTED = f"Debian's {PACKAGE} {VERSION}-1 (.deb) or Sweet Home 3D's {VERSION} libraries (.sh3f, zip, folder)"

KNOWN = {
    "BlendSwap-CC-0": "7ef093fe70cedbb160bdb532d86a84580459635e34130c16777f549eba1993dc",
    "BlendSwap-CC-BY": "29ae78937b4d5dbe93db74067817a984fa411f017b007fd666bc40368bdb0c83",
    "KatorLegaz": "f512443b5d3a6903497573095f971f44334b3165ab32182133051fa9487764a6",
    "Reallusion": "dd553207876ccec6372dde7aaea6b2dcf2d631997fcdb8a9856a639e0db9aa9b",
    "Scopia": "b4505451b1e8ab339c101c0afddfef4e1a07b95aa8c821c61ec41487afd43850",
}
"""Each library's sha256: what a file holds is told by this, never by its name."""

LICENCES = {
    "BlendSwap-CC-0": "CC0",
    "BlendSwap-CC-BY": "CC-BY 3.0",
    "KatorLegaz": "CC-BY 3.0 US",
    "Reallusion": "CC-BY 3.0 US",
    "Scopia": "CC-BY 3.0",
}
LICENCES_OF_THEIR_OWN = {
    "BlendSwap-CC-0/winchesterArmchair": "CC-BY 3.0",
    "BlendSwap-CC-0/winchesterSofa": "CC-BY 3.0",
}
"""Models whose own licence file asks for more than their library's does."""

AUTHORS = {
    "KatorLegaz": "Andrew Kator & Jennifer Legaz",
    "Scopia": "Scopia & Emmanuel Puybaret / eTeks",
}
"""Whom a library's licence file wants named, where its listing names fewer."""

LICENCE_URLS = {
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY 3.0": "https://creativecommons.org/licenses/by/3.0/",
    "CC-BY 3.0 US": "https://creativecommons.org/licenses/by/3.0/us/",
}

LEFT_OUT = {
    "BlendSwap-CC-0": "iphone peterbilt technicalTable1 technicalTable2 tetrapak",
    "BlendSwap-CC-BY": "dafTruck fordFocus mobile rubix2",
    "KatorLegaz": "VW-new-beetle apple-ibook-2001 apple-imac-1998 newspaper",
    "Reallusion": "",
    "Scopia": "apple_pc beige_sofa beige_sofa_2seats billet-10-euros billet-20-euros billet-50-euros chevrolet jacuzzi"
    " mp3_base_for_ipad peugeot-308 playstation4 ps4-joystick renault-scenic seat_leon smart-car sneakers yamaha-yzr-r6",
}
"""Trademarked products and logos, banknotes, photographs of other people's print (a newspaper, a telephone with a
watermark), models that do not come out right (textures missing, for one)."""

LISTING = "PluginFurnitureCatalog.properties"
MARKER = "installed.sha256"
"""Written into a library's folder when all else is there; holds the sha256 of the file that it was unpacked from, then
a line for each file: its bytes and its path."""

SYSTEM_FOLDER = Path("/usr/share/sweethome3d/furniture")
"""Where the Debian package is on a machine that has it installed."""

LIBRARY_BYTES_AT_MOST = 256 << 20
UNPACKED_BYTES_AT_MOST = 1 << 30
STALE_SECONDS = 3600
"""A staging folder older than this was left by an install that was killed."""

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


@dataclass(frozen=True)
class Library:
    """One of the pack's libraries: `models` counts those that dyce offers, 0 when it is not installed."""

    name: str
    licence: str
    installed: bool
    models: int
    path: Path


@dataclass(frozen=True)
class Model:
    """A pack model as its library lists it.

    `size` is width, depth, height in metres; `rotation` is applied to the OBJ's coordinates (Y up) before its box is
    scaled to that size, None for none; `obj` lies in the cache, textures and MTL beside it.
    """

    key: str
    title: str
    category: str
    size: tuple[float, float, float]
    rotation: tuple[tuple[float, float, float], ...] | None
    creator: str
    licence: str
    obj: Path


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
        raise UsageError(f"{source} is no file or folder; `--from` takes {EXPECTED}")
    _sweep()
    if source is None and all(_is_whole(name) for name in KNOWN):
        return
    with _staging() as staging:
        found, damaged = 0, []
        where = source or (SYSTEM_FOLDER if _holds_the_pack(SYSTEM_FOLDER) else _download(staging, report))
        report(f"checking {where.name if where.is_file() else where}")
        for label, file in _candidates(where, staging):
            name = _recognise(file)
            if name is not None:
                _install_library(name, file, label, staging, report)
                found += 1
            elif PurePosixPath(label).stem in KNOWN:
                damaged.append(label)
    if damaged:
        raise DyceError(f"{', '.join(damaged)}: damaged or of another version; `--from FILE` takes {EXPECTED}")
    if not found:
        origin = source or f"the package {PACKAGE} that apt offers"
        raise DyceError(f"{origin} holds none of {', '.join(KNOWN)} {VERSION}; `--from FILE` takes {EXPECTED}")


def status() -> list[Library]:
    """Every library of the pack, installed or not."""
    whole = tuple((name, _folder(name)) for name in KNOWN if _is_whole(name))
    offered = [key.partition("/")[0] for key in _read(whole)]
    return [
        Library(name, LICENCES[name], (name, _folder(name)) in whole, offered.count(name), _folder(name))
        for name in KNOWN
    ]


def catalogue() -> dict[str, Model]:
    """The models of the installed libraries, keyed "library/name"; one dictionary for all callers, not to be changed.

    Raises DyceError when no library is installed.
    """
    installed = _installed()
    if not installed:
        raise DyceError(f"no model pack in {cache_folder() / 'models'}; run `dyce assets install`")
    return _read(installed)


def credits(keys: Iterable[str]) -> list[dict[str, str]]:
    """What the licences ask to be told of the pack models among `keys`, each model once.

    Each credit has title, author, licence, licence_url, model (the key), changes. Keys that are not the pack's are
    skipped. Raises DyceError when a key's library is not installed, as its authors would go without credit.
    """
    pack_keys = [key for key in dict.fromkeys(keys) if key.partition("/")[0] in KNOWN]
    models = catalogue() if pack_keys else {}
    for name in dict.fromkeys(key.partition("/")[0] for key in pack_keys):
        if not _is_installed(name):
            raise DyceError(f"the library {name}, whose models need credit, is missing; run `dyce assets install`")
    return [_credit(models[key]) for key in pack_keys if key in models]


def _credit(model: Model) -> dict[str, str]:
    return {
        "title": model.title,
        "author": AUTHORS.get(model.key.partition("/")[0], model.creator),
        "licence": model.licence,
        "licence_url": LICENCE_URLS[model.licence],
        "model": model.key,
        "changes": "rescaled, materials changed",
    }


def _folder(name: str) -> Path:
    return cache_folder() / "models" / name


def _is_installed(name: str) -> bool:
    try:
        with (_folder(name) / MARKER).open(encoding="utf-8") as marker:
            return marker.readline().strip() == KNOWN[name]
    except (OSError, ValueError):
        return False


def _is_whole(name: str) -> bool:
    """Whether all files of an installed library are there with their sizes; slower than `_is_installed`."""
    try:
        known, *files = (_folder(name) / MARKER).read_text(encoding="utf-8").rstrip("\n").split("\n")
        sizes = ((int(size), _folder(name) / path) for size, _, path in (line.partition(" ") for line in files))
        return known == KNOWN[name] and all(path.stat().st_size == size for size, path in sizes)
    except (OSError, ValueError):
        return False


def _holds_the_pack(folder: Path) -> bool:
    try:
        return all((folder / f"{name}.sh3f").is_file() for name in KNOWN)
    except OSError:
        return False


def _installed() -> tuple[tuple[str, Path], ...]:
    return tuple((name, _folder(name)) for name in KNOWN if _is_installed(name))


@cache
def _read(libraries: tuple[tuple[str, Path], ...]) -> dict[str, Model]:
    models: dict[str, Model] = {}
    for name, folder in libraries:
        try:
            for model in _read_library(name, folder):
                models.setdefault(model.key, model)
        except (OSError, KeyError, ValueError) as error:
            raise DyceError(f"{folder} is damaged ({error!r}); delete it and run `dyce assets install`") from error
    return models


def _read_library(name: str, folder: Path) -> Iterator[Model]:
    """The library's models, less those left out and those without an OBJ file; centimetres become metres."""
    entries: dict[str, dict[str, str]] = {}
    for line in (folder / LISTING).read_text(encoding="latin-1").split("\n"):
        if match := re.match(r"(\w+)#(\d+)=(.*)", line):
            entries.setdefault(match[2], {})[match[1]] = _unescape(match[3].strip())
    for entry in entries.values():
        path = PurePosixPath(entry["model"].lstrip("/"))
        obj = folder / path
        left_out = path.suffix.lower() != ".obj" or ".." in path.parts or path.stem in LEFT_OUT[name].split()
        if left_out or not obj.is_file():
            continue
        key = f"{name}/{path.stem}"
        yield Model(
            key=key,
            title=entry["name"],
            category=entry["category"],
            size=(float(entry["width"]) / 100, float(entry["depth"]) / 100, float(entry["height"]) / 100),
            rotation=_rotation(entry["modelRotation"]) if entry.get("modelRotation") else None,
            creator=entry["creator"],
            licence=LICENCES_OF_THEIR_OWN.get(key, LICENCES[name]),
            obj=obj,
        )


def _rotation(text: str) -> tuple[tuple[float, float, float], ...]:
    a, b, c, d, e, f, g, h, i = (float(word) for word in text.split())
    return ((a, b, c), (d, e, f), (g, h, i))


def _unescape(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


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


@contextmanager
def _damage_told(label: str) -> Iterator[None]:
    """What a damaged archive makes the standard library raise, as DyceError."""
    try:
        yield
    except DAMAGE as error:
        raise DyceError(f"{label} is damaged or cut off ({error}); get it again: {EXPECTED}") from error


def _candidates(source: Path, staging: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """What may be a library in `source`, open, each with the name to call it by."""
    for path in sorted(source.iterdir()) if source.is_dir() else [source]:
        if path.is_dir() or (source.is_dir() and path.suffix.lower() not in (".sh3f", ".zip", ".deb")):
            continue
        with path.open("rb") as file, _damage_told(str(path)):
            if file.read(8) == b"!<arch>\n":
                yield from _inside_deb(path, file, staging)
            elif _recognise(file) is None and zipfile.is_zipfile(file):
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
            raise DyceError(f"{label} is far larger than any library of the pack; dyce takes {EXPECTED}")
        target.write(chunk)
    return done


def _recognise(file: IO[bytes]) -> str | None:
    """The name of the library that `file` is, byte for byte; None for anything else."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return next((name for name, known in KNOWN.items() if known == digest), None)


def _install_library(name: str, file: IO[bytes], label: str, staging: Path, report: Callable[[str], None]) -> None:
    if _is_whole(name):
        return
    report(f"unpacking {name}")
    unpacked = staging / name
    unpacked.mkdir()
    with _damage_told(label):
        sizes = _unpack(file, unpacked, label)
    files = "".join(f"{size} {path}\n" for path, size in sizes.items())
    (unpacked / MARKER).write_text(f"{KNOWN[name]}\n{files}", encoding="utf-8")
    _put_in_place(name, unpacked, staging)
    _read.cache_clear()


def _unpack(file: IO[bytes], folder: Path, label: str) -> dict[str, int]:
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
    if not (folder / LISTING).is_file():
        raise DyceError(f"{label} holds no {LISTING}; dyce takes {EXPECTED}")
    return sizes


def _put_in_place(name: str, unpacked: Path, staging: Path) -> None:
    """Move a library into the cache; whoever comes first wins, a damaged or outdated folder makes way."""
    for attempt in range(10):
        with suppress(OSError):
            unpacked.rename(_folder(name))
            return
        if _is_whole(name):
            return
        with suppress(FileNotFoundError):
            _folder(name).rename(staging / f"{name}.{attempt}.old")
    unpacked.rename(_folder(name))


def _download(staging: Path, report: Callable[[str], None]) -> Path:
    """The package's .deb, through apt with lists and archives of our own, which needs neither root nor `apt update`."""
    mend = f"get {EXPECTED}, then run `dyce assets install --from FILE`"
    if shutil.which("apt-get") is None:
        raise DyceError(f"the model pack comes through apt-get, which is not here; {mend}")
    report(f"downloading the Debian package {PACKAGE} (120 MB)")
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
    said = [_run([*command, *words], home, mend) for words in (["update"], ["download", PACKAGE])]
    deb = next(home.glob("*.deb"), None)
    if deb is None:
        errors = re.findall(r"^E: (.+)$", "\n".join(said), re.MULTILINE) or ["no package came"]
        raise DyceError(f"apt-get cannot download {PACKAGE} ({errors[-1]}); {mend}")
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
