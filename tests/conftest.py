"""What a test needs beyond Python is found out here, so that nobody has to mark it; and `--light`, the run without."""

import ast
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from imports import BLENDER, imports_of, modules, reached

MODULES = {"blender": BLENDER, "torch": {"torch"}}
"""Marks, and the modules that earn them: imported by the test's file, however indirectly, or within the test, its fixtures
or the functions of the tests that these call. `pytest.importorskip` is an import."""

FIXTURES = {"browser": "browser"}
"""Marks, and the fixtures that earn them. The mark `pack` is the only one that a test has to say itself."""

HEAVY = (*MODULES, *FIXTURES, "pack")
SEEDS = 5
FORESEE = (
    "a light run imports {}, and tests/conftest.py did not foresee it: mark the test, pytest.mark.blender or .torch"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    told = f"only what needs none of {', '.join(HEAVY)}, of a test with many seeds {SEEDS}; whatever needs more fails"
    parser.addoption("--light", action="store_true", help=told)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("light"):
        sys.meta_path.insert(0, _Refusal())
        cache = tempfile.TemporaryDirectory()  # lest a test lean on the pack that happens to be in the user's
        config.add_cleanup(cache.cleanup)
        os.environ["DYCE_CACHE"] = cache.name


class _Refusal(MetaPathFinder):
    """Refuses what a light run must not need, where it's installed as where it isn't."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name in set().union(*MODULES.values()):
            raise ModuleNotFoundError(FORESEE.format(name))
        return None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    light = config.getoption("light") and collection_path.suffix == ".py"
    return True if light and _marks(reached(collection_path)) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for mark in sorted(_needs(item)):
            item.add_marker(mark)
    if config.getoption("light"):
        heavy = [item for item in items if any(map(item.get_closest_marker, HEAVY)) or _seed(item) >= SEEDS]
        config.hook.pytest_deselected(items=heavy)
        items[:] = [item for item in items if item not in set(heavy)]


def _seed(item: pytest.Item) -> int:
    return item.callspec.params.get("seed", 0) if hasattr(item, "callspec") else 0


def _needs(item: pytest.Item) -> set[str]:
    found = _marks(reached(item.path))
    if isinstance(item, pytest.Function):
        fixtures = [
            made.func for name in item.fixturenames for made in item._fixtureinfo.name2fixturedefs.get(name, ())
        ]
        for function in (item.function, *fixtures):
            found |= _marks(_imported_within(function))
        found |= {mark for mark, fixture in FIXTURES.items() if fixture in item.fixturenames}
    return found


def _marks(imported: Iterable[str]) -> set[str]:
    return {mark for mark, earn in MODULES.items() if not earn.isdisjoint(imported)}


@cache
def _imported_within(function: FunctionType) -> frozenset[str]:
    """The modules that a function of the tests, and those that it calls, import when they run, and what those import."""
    found: set[str] = set()
    seen: set[FunctionType] = set()
    ahead = [function]
    while ahead:
        function = ahead.pop()
        if function not in seen and function.__module__ in modules() and (code := _definition(function)):
            seen.add(function)
            for name in {within.module for within in imports_of(code, modules()[function.__module__], lazy=True)}:
                found |= {name} | (reached(modules()[name]) if name in modules() else set())
            called = (function.__globals__.get(node.id) for node in ast.walk(code) if isinstance(node, ast.Name))
            ahead += [other for other in called if isinstance(other, FunctionType)]
    return frozenset(found)


def _definition(function: FunctionType) -> ast.FunctionDef | None:
    return _definitions(modules()[function.__module__]).get(function.__name__)


@cache
def _definitions(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.parse(path.read_bytes()).body if isinstance(node, ast.FunctionDef)}
