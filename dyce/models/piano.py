"""An upright piano and its stool, from boards and bars; origin at the bottom centre, front towards -Y, metres."""

import bpy

from dyce.models.catalogue import maker
from dyce.models.joinery import Bar, Board, Material, built

__all__ = ["piano_stool", "upright_piano"]

WHITES = 52
WIDE = 0.0235
"""One white key (metres)."""


@maker("piano")
def upright_piano(
    case: Material, ivory: Material, ebony: Material, brass: Material, *, height: float = 1.18
) -> bpy.types.Object:
    """A full keyboard of 88 keys, its fall open; music desk, pedals, panelled front."""
    keys = WHITES * WIDE
    half, back, bed = keys / 2 + 0.11, 0.29, 0.62
    lip = back - 0.59
    body = back - 0.34
    parts: list[Board | Bar] = [
        *(Board((x, body, 0.0), (x + 0.045, back, height - 0.025), case, 0.004) for x in (-half, half - 0.045)),
        *(Board((x, lip, bed - 0.03), (x + 0.10, body + 0.02, bed + 0.115), case, 0.012) for x in (-half, half - 0.10)),
        *(
            Board((x, lip + 0.03, 0.0), (x + 0.06, lip + 0.10, bed - 0.03), case, 0.006)
            for x in (-half + 0.02, half - 0.08)
        ),
        Board((-half - 0.012, body - 0.02, height - 0.025), (half + 0.012, back, height), case, 0.006),
        Board((-half + 0.045, lip, bed - 0.03), (half - 0.045, back, bed), case, 0.006),
        Board((-half + 0.045, body + 0.012, 0.10), (half - 0.045, body + 0.03, bed - 0.03), case, 0.003),
        Board((-half + 0.045, body - 0.01, 0.0), (half - 0.045, body + 0.03, 0.10), case, 0.004),
        Board((-half + 0.045, body + 0.02, bed + 0.14), (half - 0.045, body + 0.04, height - 0.025), case, 0.003),
        Board((-half + 0.045, back - 0.02, 0.05), (half - 0.045, back - 0.004, height - 0.025), case, 0.001),
        Board((-keys / 2, body + 0.004, bed + 0.025), (keys / 2, body + 0.02, bed + 0.16), case, 0.004),
        Board((-0.45, body - 0.028, height - 0.33), (0.45, body - 0.006, height - 0.31), case, 0.004),
        Board((-0.42, body + 0.004, height - 0.31), (0.42, body + 0.02, height - 0.07), case, 0.004),
    ]
    for x0, x1 in ((-half + 0.10, -0.47), (0.47, half - 0.10)):
        parts.append(Board((x0, body + 0.008, height - 0.31), (x1, body + 0.022, height - 0.08), case, 0.006))
    for k in range(WHITES):
        x = -keys / 2 + k * WIDE
        parts.append(
            Board((x + 0.0005, lip + 0.018, bed + 0.012), (x + WIDE - 0.0005, body + 0.01, bed + 0.032), ivory, 0.0012)
        )
        if k < WHITES - 1 and k % 7 not in (1, 4):
            parts.append(
                Board(
                    (x + WIDE - 0.005, lip + 0.066, bed + 0.03),
                    (x + WIDE + 0.005, body + 0.01, bed + 0.044),
                    ebony,
                    0.002,
                )
            )
    for x in (-0.07, 0.0, 0.07):
        parts.append(Bar([(x, body + 0.0, 0.055), (x, body - 0.09, 0.045)], (0.008, 0.014), brass, 14))
    return built("piano", parts)


@maker("stool")
def piano_stool(wood: Material, leather: Material) -> bpy.types.Object:
    """A bench with a padded seat."""
    parts: list[Board | Bar] = [
        Board((-0.28, -0.165, 0.41), (0.28, 0.165, 0.445), wood, 0.004),
        Board((-0.265, -0.15, 0.445), (0.265, 0.15, 0.495), leather, 0.02),
    ]
    for x in (-0.27, 0.23):
        for y in (-0.155, 0.115):
            parts.append(Board((x, y, 0.0), (x + 0.04, y + 0.04, 0.41), wood, 0.004))
    for y in (-0.145, 0.125):
        parts.append(Board((-0.23, y, 0.33), (0.23, y + 0.02, 0.41), wood, 0.003))
    return built("piano stool", parts)
