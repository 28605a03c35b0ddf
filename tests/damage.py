"""What disks, users and killed processes do to a data folder."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

JUNK = (
    None,
    -1,
    0,
    1e308,
    10**30,
    float("nan"),
    "",
    "x",
    "\ud800",
    "a\nb",
    "../..",
    [],
    [[]],
    {},
    {"size": [1, 1]},
    True,
)


def edit_record(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change a record's fields, and nothing else."""
    fields = json.loads((folder / "record.json").read_text())
    edit(fields)
    (folder / "record.json").write_text(json.dumps(fields))


def _paths_into(value: object, path: tuple = ()) -> list[tuple]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, item in items for deeper in _paths_into(item, (*path, key)))]


def _replace_a_field(rng: random.Random, path: Path) -> None:
    try:
        fields = json.loads(path.read_text())
    except ValueError:  # another damage was here before
        return
    paths = _paths_into(fields)[1:]
    if not paths:
        return
    *way, last = rng.choice(paths)
    parent = fields
    for key in way:
        parent = parent[key]
    parent[last] = rng.choice(JUNK)
    path.write_text(json.dumps(fields))


def damage(rng: random.Random, data: Path) -> None:
    """Cut, change, rename, remove or add one thing in a data set."""
    files = sorted(p for p in data.rglob("*") if p.is_file())
    jsons = [p for p in files if p.suffix == ".json"]
    path = rng.choice(jsons if jsons and rng.random() < 0.5 else files)
    content = path.read_bytes()
    spot = rng.randrange(max(len(content), 1))
    kind = rng.choice(
        ["cut", "flip", "swap", "empty", "remove", "folder", "field", "field", "field", "lose", "rename", "foreign"]
    )
    if kind == "cut":
        path.write_bytes(content[:spot])
    elif kind == "flip":
        path.write_bytes(content[:spot] + bytes([rng.randrange(256)]) + content[spot + 1 :])
    elif kind == "swap":
        path.write_bytes(rng.choice(files).read_bytes())
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "remove":
        path.unlink()
    elif kind == "folder":
        path.unlink()
        path.mkdir()
    elif kind == "lose":
        folders = sorted(p for p in data.glob("*/[0-9]*") if p.is_dir())
        shutil.rmtree(rng.choice(folders[1:] or folders))
    elif kind == "rename":
        victim = rng.choice(sorted(data.glob("*/*")))
        victim.rename(victim.with_name(rng.choice(["000009", "0", "7 copy", "x", "é"]) + str(rng.randrange(10**6))))
    elif kind == "foreign":
        place = rng.choice([p.parent for p in files if p.parent != data])
        (place / rng.choice(["000123", "a b.txt", "99", "record.json~"])).write_bytes(rng.randbytes(40))
    elif path.suffix == ".json":
        _replace_a_field(rng, path)
