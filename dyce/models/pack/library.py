"""The libraries that the built-in scenes are furnished from: what they hold, whose it is, on what terms."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from dyce.cache import cache_folder
from dyce.errors import DyceError

__all__ = [
    "Library",
    "Model",
    "credits",
    "is_installed",
    "is_whole",
    "library_folder",
    "models",
    "read_libraries",
    "status",
]

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


def status() -> list[Library]:
    """Every library of the pack, installed or not."""
    whole = tuple((name, library_folder(name)) for name in KNOWN if is_whole(name))
    offered = [key.partition("/")[0] for key in read_libraries(whole)]
    return [
        Library(name, LICENCES[name], (name, library_folder(name)) in whole, offered.count(name), library_folder(name))
        for name in KNOWN
    ]


def models() -> dict[str, Model]:
    """The models of the installed libraries, keyed "library/name"; one dictionary for all callers, not to be changed.

    Raises DyceError when no library is installed.
    """
    installed = _installed()
    if not installed:
        raise DyceError(f"no model pack in {cache_folder() / 'models'}; run `dyce assets install`")
    return read_libraries(installed)


def credits(keys: Iterable[str]) -> list[dict[str, str]]:
    """What the licences ask to be told of the pack models among `keys`, each model once.

    Each credit has title, author, licence, licence_url, model (the key), changes. Keys that are not the pack's are
    skipped. Raises DyceError when a key's library is not installed, as its authors would go without credit.
    """
    pack_keys = [key for key in dict.fromkeys(keys) if key.partition("/")[0] in KNOWN]
    found = models() if pack_keys else {}
    for name in dict.fromkeys(key.partition("/")[0] for key in pack_keys):
        if not is_installed(name):
            raise DyceError(f"the library {name}, whose models need credit, is missing; run `dyce assets install`")
    return [_credit(found[key]) for key in pack_keys if key in found]


def _credit(model: Model) -> dict[str, str]:
    return {
        "title": model.title,
        "author": AUTHORS.get(model.key.partition("/")[0], model.creator),
        "licence": model.licence,
        "licence_url": LICENCE_URLS[model.licence],
        "model": model.key,
        "changes": "rescaled, materials changed",
    }


def library_folder(name: str) -> Path:
    """Where a library lies in the cache once it is installed."""
    return cache_folder() / "models" / name


def is_installed(name: str) -> bool:
    """Whether a library was installed, of the version that is known."""
    try:
        with (library_folder(name) / MARKER).open(encoding="utf-8") as marker:
            return marker.readline().strip() == KNOWN[name]
    except (OSError, ValueError):
        return False


def is_whole(name: str) -> bool:
    """Whether all files of an installed library are there with their sizes; slower than `is_installed`."""
    try:
        known, *files = (library_folder(name) / MARKER).read_text(encoding="utf-8").rstrip("\n").split("\n")
        sizes = ((int(size), library_folder(name) / path) for size, _, path in (line.partition(" ") for line in files))
        return known == KNOWN[name] and all(path.stat().st_size == size for size, path in sizes)
    except (OSError, ValueError):
        return False


def _installed() -> tuple[tuple[str, Path], ...]:
    return tuple((name, library_folder(name)) for name in KNOWN if is_installed(name))


@cache
def read_libraries(libraries: tuple[tuple[str, Path], ...]) -> dict[str, Model]:
    """The models of installed libraries (name, folder), by key. Raises DyceError where one is damaged."""
    found: dict[str, Model] = {}
    for name, folder in libraries:
        try:
            for model in _read_library(name, folder):
                found.setdefault(model.key, model)
        except (OSError, KeyError, ValueError) as error:
            raise DyceError(f"{folder} is damaged ({error!r}); delete it and run `dyce assets install`") from error
    return found


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
