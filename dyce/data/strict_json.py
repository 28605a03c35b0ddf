"""JSON as data sets have it: without the constants that Python reads and JSON does not have."""

import json
from pathlib import Path
from typing import Any

__all__ = ["read_strict_json"]


def read_strict_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        OSError: it can't be read.
        ValueError, RecursionError: it is no JSON.
    """
    return json.loads(path.read_bytes(), parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
