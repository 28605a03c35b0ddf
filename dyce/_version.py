"""The version: see CONTRIBUTING.md for what raises which of its numbers."""

__all__ = ["__version__"]

__version__ = "0.3.0"
