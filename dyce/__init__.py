"""dyce renders indoor scenes and tells, exactly, what hides what."""

__version__ = "0.1.0"
