"""Who imports whom, read from the sources without running them: for the test of the house and for the tests' marks."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["BLENDER", "ROOT", "Import", "circles", "imports", "imports_of", "modules", "reached", "way"]

ROOT = Path(__file__).parent.parent
BLENDER = frozenset({"bpy", "bmesh", "mathutils"})


@dataclass(frozen=True)
class Import:
    """One imported module: one of ours by its full name, another by its first word."""

    module: str
    lazy: bool
    """Whether a function does it, when it's called."""


@cache
def modules() -> dict[str, Path]:
    """Our modules by the names under which they're imported: dyce, the scenes, and what the tests share."""
    found = {path.stem: path for path in (ROOT / "tests").glob("*.py")}
    for folder, name in ((ROOT / "dyce", "dyce"), (ROOT / "scenes", "dyce.scenes")):
        for path in folder.rglob("*.py"):
            words = [name, *path.relative_to(folder).with_suffix("").parts]
            found[".".join(words[:-1] if words[-1] == "__init__" else words)] = path
    return found


@cache
def imports(path: Path) -> frozenset[Import]:
    """What a file imports, but for `if TYPE_CHECKING`."""
    return frozenset(imports_of(ast.parse(path.read_bytes()), path))


def imports_of(node: ast.AST, path: Path, lazy: bool = False) -> Iterator[Import]:
    """What a piece of a file's code imports; `lazy` if it stands in a function."""
    if isinstance(node, ast.Import):
        yield from (Import(_known(alias.name), lazy) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        start = ".".join([*_package(path, node.level), *filter(None, [node.module])])
        yield from (Import(_known(f"{start}.{alias.name}"), lazy) for alias in node.names)
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.importorskip":
        yield Import(ast.literal_eval(node.args[0]).partition(".")[0], lazy)
    lazy |= isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    skipped = node.body if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING") else []
    for child in ast.iter_child_nodes(node):
        if child not in skipped:
            yield from imports_of(child, path, lazy)


def _package(path: Path, level: int) -> tuple[str, ...]:
    return path.parent.relative_to(ROOT).parts[: 1 - level or None] if level else ()


def _known(name: str) -> str:
    while name not in modules() and "." in name:
        name = name.rpartition(".")[0]
    return name


@cache
def reached(path: Path) -> frozenset[str]:
    """All that is imported once a file is, however indirectly, with the packages on the way."""
    return frozenset(way(path, lambda _: False)[1])


def way(path: Path, wanted: Callable[[str], bool], lazy: bool = False) -> tuple[list[str], set[str]]:
    """The shortest chain of imports from a file to a wanted module, empty if there is none, and all that was met.

    What functions import when they're called counts if `lazy`.
    """
    seen: set[str] = set()
    ahead: list[tuple[Path, list[str]]] = [(path, [])]
    while ahead:
        file, chain = ahead.pop(0)
        for name in sorted(
            {name for found in imports(file) if lazy or not found.lazy for name in _parents(found.module)}
        ):
            if wanted(name):
                return [*chain, name], seen
            if name not in seen:
                seen.add(name)
                if name in modules():
                    ahead.append((modules()[name], [*chain, name]))
    return [], seen


def _parents(name: str) -> list[str]:
    words = name.split(".")
    return [".".join(words[:k]) for k in range(1, len(words) + 1)] if name in modules() else [name]


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """The groups of names that can be reached from each other, each sorted."""
    beyond = {name: _beyond(name, arrows) for name in arrows}
    groups = {frozenset({name} | {n for n in beyond[name] if name in beyond.get(n, ())}) for name in arrows}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def _beyond(name: str, arrows: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead: list[str] | Iterable[str] = list(arrows[name])
    while ahead := [n for n in ahead if n not in found]:
        found |= set(ahead)
        ahead = [m for n in ahead for m in arrows.get(n, ())]
    return found
