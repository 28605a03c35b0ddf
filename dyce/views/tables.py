"""The tables of a rig's TOML file, read strictly: what is wrong is said with file and key."""

import hashlib
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from dyce.errors import UsageError

__all__ = ["numbers", "read_table", "section", "span"]


def read_table(path: Path) -> tuple[dict[str, Any], str]:
    """What a TOML file says, and a hash of it. Raises UsageError where it is none."""
    try:
        text = path.read_bytes()
        return tomllib.loads(text.decode()), hashlib.sha256(text).hexdigest()[:12]
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is not a TOML file: {error}") from error


def section(path: Path, table: dict[str, Any], name: str, keys: list[str]) -> dict[str, Any]:
    """The table of a name within a file's, which must have exactly these keys. Raises UsageError where it has others."""
    section = table.get(name)
    if not isinstance(section, dict) or set(section) != set(keys):
        raise UsageError(f"{path}: the table [{name}] must have exactly {', '.join(keys)}")
    return section


def span(path: Path, key: str, value: Any, low: float, high: float) -> tuple[float, float]:
    """A value as lowest and highest number within bounds. Raises UsageError where it is none."""
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(v, int | float) for v in value)):
        raise UsageError(f"{path}: {key} must be two numbers, [lowest, highest]")
    if not low <= value[0] <= value[1] <= high:
        raise UsageError(f"{path}: {key} must rise within {low:g} and {high:g}")
    return float(value[0]), float(value[1])


def numbers(path: Path, table: dict[str, Any], name: str, kind: type) -> dict[str, Any]:
    """The values of a table whose keys are the fields of a dataclass: numbers from 0 up, or ranges of them.

    Raises:
        UsageError: it has other keys, or a value is neither.
    """
    wanted = {field.name: field.type for field in fields(kind)}
    values = dict(section(path, table, name, list(wanted)))
    for key, value in values.items():
        if wanted[key] not in (float, int):
            values[key] = span(path, f"{name}.{key}", value, 0.0, 1e3)
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
            raise UsageError(f"{path}: {name}.{key} must be a number from 0 up")
    return values
