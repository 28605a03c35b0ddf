"""The version, apart from the face of the package, for modules that the face imports."""

__all__ = ["__version__"]

__version__ = "0.1.0"
