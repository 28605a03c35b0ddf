"""What things are called: the categories of annotated instances, and their names in COCO and LVIS."""

import tomllib
from dataclasses import dataclass
from functools import cache

from dyce.builtin import builtin_folder
from dyce.errors import DyceError

__all__ = ["Category", "load"]


@dataclass(frozen=True)
class Category:
    """One category. `id` counts from 1 and never changes; `coco` and `lvis` are None where those sets have no such thing."""

    id: int
    name: str
    supercategory: str
    coco: str | None = None
    lvis: str | None = None


@cache
def load() -> dict[str, Category]:
    """All categories by name, in the order of their ids. Raises DyceError if the table is missing or contradicts itself."""
    path = builtin_folder("scenes") / "categories.toml"
    if not path.is_file():
        raise DyceError(f"{path} is missing; install dyce again")
    categories: dict[str, Category] = {}
    for row in tomllib.loads(path.read_text())["category"]:
        category = Category(**row)
        if category.name in categories or category.id != len(categories) + 1:
            raise DyceError(
                f"{path}: category {category.name!r} repeats a name or breaks the count of ids at {category.id}"
            )
        categories[category.name] = category
    return categories
