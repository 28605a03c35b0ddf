"""The rows of an evaluation: what needs no learning, and what a network is judged by, under its own name."""

from dataclasses import dataclass

__all__ = ["CEILING", "COPY", "HULL", "TRUTH", "WITHIN", "ModelRows", "is_variant"]

COPY, HULL, WITHIN = "copy SV", "convex hull of SV", "convex hull of SV, where others are seen"
"""The baselines."""
CEILING = "ceiling"
TRUTH = "true SF"
"""A row of depth layering alone."""

_RAW, _ALONE = ", raw", ", of SV alone"


@dataclass(frozen=True)
class ModelRows:
    """The rows of a network."""

    title: str
    """The network's name."""

    @property
    def raw(self) -> str:
        """What the network itself says, put back into the frame as it is."""
        return self.title + _RAW

    @property
    def alone(self) -> str:
        """What is to be used, made without the other objects' masks."""
        return self.title + _ALONE

    @property
    def used(self) -> str:
        """What is to be used: what `dyce complete` writes."""
        return self.title

    @property
    def in_order(self) -> tuple[str, ...]:
        """As they are shown."""
        return self.raw, self.alone, self.used


def is_variant(row: str) -> bool:
    """Whether a row is another reading of one that is there already, left out of tables that have many columns."""
    return row == WITHIN or row.endswith((_RAW, _ALONE))
