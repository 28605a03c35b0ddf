"""What `dyce models` does: functions to be called in a process of Blender's own, which import it there."""

from pathlib import Path

__all__ = ["draw_sheet", "list_makers"]


def list_makers(sizes: bool) -> list[str]:
    """A line for each maker: name, category, what it can be told; with `sizes` width, depth and height of a plain one."""
    from dyce.models.catalogue import makers
    from dyce.models.sheet import size_of

    lines = []
    for one in makers().values():
        told = "; ".join(f"{name}: {' '.join(words)}" for name, words in one.choices.items())
        size = f"{size_of(one):18}" if sizes else ""
        lines.append(f"{one.name:18} {one.category or 'part of a house':16} {size}{told}".rstrip())
    return lines


def draw_sheet(path: Path) -> int:
    """Write a picture of what every maker makes, as JPEG or PNG by the path's ending; returns how many there are.

    Raises:
        DyceError: the file can't be written.
    """
    from dyce.models.sheet import write_sheet

    return write_sheet(path)
