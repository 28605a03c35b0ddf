"""Text for a terminal."""

__all__ = ["one_line"]


def one_line(text: str) -> str:
    """A text with nothing in it that a terminal can't show in a line; names may hold anything."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
