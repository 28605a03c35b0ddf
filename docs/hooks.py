"""What mkdocs has no word for: the pages that stand at the root of the repository, and the reference, a page a module."""

import ast
import posixpath
import re
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dyce.data.record import describe

ROOT = Path(__file__).parent.parent
PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
"""Files of the root, and the pages of the site that they are."""

LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)\s#]+)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the reference to the table of contents."""
    config.nav = [*(config.nav or []), {"Reference": [_page("dyce"), *_contents("dyce")]}]
    config.watch = [*config.watch, *(str(ROOT / name) for name in ("dyce", *PAGES))]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the root's pages, the reference's, and whatever other file of the repository a page links to."""
    linked = {link for path in (ROOT / "docs").glob("*.md") for link in _targets(path.read_text(), "docs")}
    for name, page in PAGES.items():
        markdown = (ROOT / name).read_text()
        linked |= set(_targets(markdown, ""))
        front = "---\nhide: [navigation]\n---\n\n" if page == "index.md" else ""
        files.append(File.generated(config, page, content=front + _moved(markdown, "")))
    for path in sorted(linked - set(PAGES)):
        if not path.startswith("docs/") and (ROOT / path).is_file():
            files.append(File.generated(config, f"source/{path}", abs_src_path=str(ROOT / path)))
    for module, path in _modules().items():
        inside = _listed(module) if path.name == "__init__.py" else ""
        files.append(File.generated(config, _page(module), content=f"::: {module}\n\n{inside}"))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Say links out of docs/ as the site has them, and the table of what a view records as the code has it."""
    if page.file.generated_by:
        return markdown
    return _moved(markdown, "docs").replace("<!-- modalities -->", "\n".join(describe()))


def _targets(markdown: str, folder: str) -> list[str]:
    return [posixpath.normpath(posixpath.join(folder, link)) for link in LINK.findall(markdown)]


def _moved(markdown: str, folder: str) -> str:
    """A page's text, its links said from the site's top instead of from a folder of the repository."""

    def moved(link: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, link[1]))
        return PAGES.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else f"source/{path}")

    return LINK.sub(moved, markdown)


@cache
def _modules() -> dict[str, Path]:
    """The public modules by name, and their files."""
    found = {}
    for path in sorted((ROOT / "dyce").rglob("*.py")):
        words = path.relative_to(ROOT).with_suffix("").parts
        words = words[:-1] if words[-1] == "__init__" else words
        if not any(word.startswith("_") for word in words):
            found[".".join(words)] = path
    return found


def _page(module: str) -> str:
    return f"reference/{module.replace('.', '/')}{'/index' if _modules()[module].name == '__init__.py' else ''}.md"


def _within(package: str) -> list[str]:
    return [module for module in _modules() if module.rpartition(".")[0] == package]


def _contents(package: str) -> list[Any]:
    """The pages of a package, as mkdocs' `nav` says them."""
    return [
        {module.rpartition(".")[2]: [_page(module), *inside] if (inside := _contents(module)) else _page(module)}
        for module in _within(package)
    ]


def _listed(package: str) -> str:
    """A table of a package's modules, and what each does by its own words."""
    here = posixpath.dirname(_page(package))
    rows = [
        f"| [{module}]({posixpath.relpath(_page(module), here)}) | {_first_line(module)} |"
        for module in _within(package)
    ]
    return "\n".join(["## Modules", "", "| module | what it does |", "|---|---|", *rows]) if rows else ""


def _first_line(module: str) -> str:
    text = ast.get_docstring(ast.parse(_modules()[module].read_bytes())) or ""
    return text.partition("\n")[0].replace("|", "\\|")
