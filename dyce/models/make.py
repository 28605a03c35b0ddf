"""Every maker of the catalogue by its name: `make.electric_kettle("painted")`, `make.hedge(2.0, 0.6, 1.2)`.

What a maker is called it is called here, in whatever module it stands; a name that none has is an AttributeError.
"""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from dyce.models import catalogue


def __getattr__(name: str) -> Callable[..., Any]:
    if name.startswith("__"):
        raise AttributeError(name)
    known = catalogue.makers()
    if name not in known:
        near = get_close_matches(name, known, 1)
        mend = f"did you mean {near[0]}?" if near else "`dyce models` lists the makers"
        raise AttributeError(f"nothing makes {name!r}; {mend}")
    return known[name].make


def __dir__() -> list[str]:
    return list(catalogue.makers())
