"""Radiators."""

import bpy

from dyce.models.catalogue import maker
from dyce.models.geometry.boards import Bar, Board, Parts, built
from dyce.models.materials import Material

__all__ = ["column_radiator", "radiator"]


@maker("radiator")
def radiator(width: float, paint: Material, *, height: float = 0.55) -> bpy.types.Object:
    """A panel radiator on the floor's pipes: a fluted front, a grille on top."""
    half, low = width / 2, 0.12
    parts: Parts = [
        Board((-half, 0.02, low), (half, 0.05, low + height), paint, 0.003),
        Board((-half, -0.028, low), (half, -0.02, low + height), paint, 0.003),
        Board((-half, -0.03, low + height - 0.006), (half, 0.05, low + height + 0.002), paint, 0.002),
    ]
    for side in (-1, 1):
        inner, outer = sorted((side * half, side * (half + 0.006)))
        parts.append(Board((inner, -0.03, low), (outer, 0.05, low + height), paint, 0.002))
        x = side * (half - 0.06)
        parts.append(Bar([(x, 0.01, 0.0), (x, 0.01, low + 0.02)], 0.0085, paint, 14))
    count = round(width / 0.034)
    for k in range(count):
        x = -half + (k + 0.5) * width / count
        parts.append(Board((x - 0.0105, -0.036, low + 0.025), (x + 0.0105, -0.026, low + height - 0.03), paint, 0.0035))
    return built("radiator", parts)


@maker("radiator")
def column_radiator(sections: int, height: float, paint: Material, *, depth: float = 0.14) -> bpy.types.Object:
    """A radiator of cast sections, each two columns joined above and below; the outer ones stand on feet."""
    pitch, radius, foot = 0.05, 0.0185, 0.06
    deep = depth / 2 - 0.021
    parts: Parts = []
    for k in range(sections):
        x = (k - (sections - 1) / 2) * pitch
        low, high, bend = foot + 0.022, height - 0.022, 0.028
        ring = [(x, -deep, low + bend), (x, -deep, high - bend), (x, -deep + bend, high), (x, deep - bend, high)]
        ring += [(x, deep, high - bend), (x, deep, low + bend), (x, deep - bend, low), (x, -deep + bend, low)]
        parts.append(Bar([*ring, ring[0], ring[1]], radius, paint, 10))
        if k in (0, sections - 1):
            parts += [Bar([(x, y, 0.0), (x, y, low + bend)], (0.020, 0.014), paint, 12) for y in (-deep, deep)]
    half = (sections - 1) * pitch / 2
    parts += [Bar([(-half - 0.02, 0, z), (half + 0.02, 0, z)], 0.021, paint, 14) for z in (foot + 0.03, height - 0.03)]
    valve = -half - 0.06
    parts += [
        Bar([(-half - 0.02, 0, foot + 0.03), (valve, 0, foot + 0.03)], 0.011, paint, 12),
        Bar([(valve, 0, 0.0), (valve, 0, foot + 0.06)], 0.0085, paint, 12),
        Bar([(valve, 0, foot + 0.055), (valve, 0, foot + 0.115)], (0.021, 0.017), paint, 18),
    ]
    return built("radiator", parts)
