"""The measures that fitted kitchens are built to, in metres."""

__all__ = ["GAP", "PLINTH", "UNIT_DEPTH", "UNIT_HEIGHT", "WORKTOP"]

UNIT_HEIGHT = 0.87

UNIT_DEPTH = 0.58

WORKTOP = 0.04

PLINTH = 0.10

GAP = 0.0015
"""Half the gap between neighbouring fronts (metres)."""
