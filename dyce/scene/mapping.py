"""What is what, told by a file: patterns of names, and what the objects of those names are; and a draft of such a file."""

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dyce.errors import UsageError

__all__ = ["COLLECTION", "Line", "draft", "find_line", "literal", "read_mapping"]

COLLECTION = "collection:"
"""A pattern that begins so is one of collections' names."""
JOIN = "join:"
"""What begins so makes one instance of all that matches."""


@dataclass(frozen=True)
class Line:
    """What one line of a mapping says."""

    pattern: str
    """Of names of objects, or of collections."""
    of_collections: bool
    what: str
    """`instance`, `join`, `structure` or `ignore`."""
    category: str
    """Of instances; empty for the rest."""

    @property
    def text(self) -> str:
        """The pattern as the file has it."""
        return f"{COLLECTION}{self.pattern}" if self.of_collections else self.pattern

    def matches(self, name: str, collections: Iterable[str]) -> bool:
        """Whether an object of this name, in these collections, is meant."""
        names = collections if self.of_collections else [name]
        return any(fnmatchcase(each, self.pattern) for each in names)


def find_line(mapping: Sequence[Line], name: str, collections: Iterable[str]) -> Line | None:
    """The first line that an object's name or collections match; None where none does."""
    collections = list(collections)
    return next((line for line in mapping if line.matches(name, collections)), None)


def read_mapping(path: Path) -> list[Line]:
    """The lines of a mapping, in their order.

    TOML: `"pattern" = "what"`. CSV: `pattern,what`. What is a category, `structure`, `ignore` or `join: category`.

    Raises:
        UsageError: the file can't be read or says something that can't be meant.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise UsageError(f"--mapping: {path} can't be read ({reason})") from error
    if path.suffix.lower() not in (".toml", ".csv"):
        raise UsageError(f"--mapping: {path} must end in .toml or .csv")
    rows = _toml(path, text) if path.suffix.lower() == ".toml" else _csv(path, text)
    if not rows:
        raise UsageError(f'--mapping: {path} says nothing; give lines like "Chair*" = "chair" or "Wall*" = "structure"')
    return [_line(path, *row) for row in rows]


def _toml(path: Path, text: str) -> list[tuple[str, str, Any]]:
    try:
        table: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"--mapping: {path} is not TOML ({error})") from error
    return [(f"key {key!r}", key, value) for key, value in table.items()]


def _csv(path: Path, text: str) -> list[tuple[str, str, Any]]:
    rows = []
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#") or (number == 1 and cells[:2] == ["pattern", "what"]):
            continue
        if len(cells) != 2:
            raise UsageError(f"--mapping: {path}, line {number} has {len(cells)} cells; give pattern,what")
        rows.append((f"line {number}", cells[0], cells[1]))
    return rows


def _line(path: Path, where: str, pattern: str, what: Any) -> Line:
    if not isinstance(what, str):
        raise UsageError(
            f"--mapping: {path}, {where} is {what!r}, no text; patterns with dots want quotes, and say a category, structure, "
            "ignore or join: category"
        )
    of_collections = pattern.startswith(COLLECTION)
    pattern, said = pattern.removeprefix(COLLECTION).strip(), what.strip()
    word = said.casefold()
    joins = word == "join" or word.startswith(JOIN)
    category = said[len(JOIN) :].strip() if joins else said
    if not pattern or not said or (joins and not category):
        raise UsageError(
            f"--mapping: {path}, {where} lacks {'a pattern' if not pattern else 'what it is (join: category)'}"
        )
    if word in ("structure", "ignore"):
        return Line(pattern, of_collections, word, "")
    if word == "ignored":
        raise UsageError(f"--mapping: {path}, {where} says {said!r}; what is not to be rendered is 'ignore'")
    return Line(pattern, of_collections, "join" if joins else "instance", category)


def literal(name: str) -> str:
    """The pattern that matches a name and no other."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def draft(scene: str, rows: Iterable[tuple[str, str, str]]) -> str:
    """A mapping in TOML that says what was decided.

    Args:
        scene: what it is of.
        rows: pattern, what it is, and why, of each line.
    """
    lines = [
        f"# What is what in {scene}: as dyce decided it. Change what is wrong and give it back with --mapping.",
        '# "pattern of names" = "category" | "structure" | "ignore" | "join: category" (one instance of all that matches).',
        f'# * and ? stand for any letters; "{COLLECTION}NAME" means all in a collection; the first line that matches counts.',
        "",
    ]
    return (
        "\n".join([*lines, *(f"{_quoted(pattern)} = {_quoted(what)}  # {_plain(why)}" for pattern, what, why in rows)])
        + "\n"
    )


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
