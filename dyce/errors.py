"""The errors that a user sees: one line that says what is wrong, where, and what to do."""

__all__ = ["DyceError", "UsageError"]


class DyceError(Exception):
    """Something failed. The command line prints the message alone and exits with 1."""


class UsageError(DyceError):
    """What was asked for makes no sense. The command line exits with 2."""
