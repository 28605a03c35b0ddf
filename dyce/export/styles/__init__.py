"""The formats of annotations, a module each, found by its name: `cocoa_cls` is `--style cocoa-cls`.

A module has a `STYLE`. So a new format is a new module here, and a row of docs/export.md.
"""

import pkgutil

__all__ = ["DEFAULT", "style_names"]

DEFAULT = "cocoa-cls"


def style_names() -> list[str]:
    """The styles' names, the default first, the others by name."""
    names = {module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if module.name[0] != "_"}
    return [DEFAULT, *sorted(names - {DEFAULT})]
