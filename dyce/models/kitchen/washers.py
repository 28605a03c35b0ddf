"""Machines that wash."""

import bpy

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry import Bar, Board, box_between, built, disc, join, revolve, to_object
from dyce.models.kitchen.measures import PLINTH, UNIT_DEPTH, UNIT_HEIGHT
from dyce.models.materials import Material

__all__ = ["dishwasher", "washing_machine"]


@maker("washing_machine")
def washing_machine(width: float = 0.596, depth: float = 0.55, height: float = 0.845) -> bpy.types.Object:
    """A front loader, its round glass door closed."""
    half, face = width / 2, -depth / 2
    middle, band = 0.41, height - 0.125
    ring = revolve(
        [(0.118, 0.0), (0.172, 0.0), (0.172, 0.012), (0.160, 0.028), (0.138, 0.032), (0.120, 0.022)], 72, closed=True
    )
    pane = revolve([(0.0, -0.004), (0.122, -0.004), (0.122, 0.018), (0.115, 0.020), (0.075, 0.006), (0.0, 0.0)], 60)
    knob = revolve([(0.0, 0.0), (0.026, 0.0), (0.026, 0.004), (0.022, 0.024), (0.019, 0.026), (0.0, 0.026)], 40)
    parts = [
        box_between((-half, half), (face + 0.02, depth / 2), (0.012, height), 0.006),
        box_between((-half + 0.002, half - 0.002), (face, face + 0.03), (0.10, band - 0.002), 0.008),
        box_between((-half + 0.002, half - 0.002), (face, face + 0.03), (band, height - 0.022), 0.006),
        box_between((-half + 0.02, half - 0.02), (face + 0.004, face + 0.03), (0.018, 0.096), 0.003),
        ring.turned("x", 90).moved(0, face, middle).with_slot(1),
        pane.turned("x", 90).moved(0, face - 0.002, middle).with_slot(2),
        knob.turned("x", 90).moved(0.02, face, band + 0.05).with_slot(1),
        box_between((0.09, 0.22), (face - 0.001, face + 0.01), (band + 0.026, band + 0.074), 0.001).with_slot(2),
        box_between((-half + 0.03, -0.09), (face - 0.004, face + 0.02), (band + 0.014, band + 0.084), 0.003),
        box_between((0.146, 0.172), (face - 0.034, face - 0.010), (middle - 0.05, middle + 0.05), 0.006).with_slot(1),
    ]
    parts += [disc(0.02, 0.0, 0.016, 0.002, 16).moved(x, y, 0).with_slot(3) for x in (-0.22, 0.22) for y in (-0.2, 0.2)]
    coats = [
        materials.painted_metal((0.70, 0.70, 0.69), 0.25),
        materials.plastic((0.50, 0.51, 0.52), 0.25),
        materials.mirror_black(),
        materials.rubber((0.04, 0.04, 0.04)),
    ]
    return to_object(join(parts).grounded(), "washing_machine", coats, f"washing-machine-{round(100 * height)}", 40)


@maker("dishwasher")
def dishwasher(steel: Material, dark: Material, *, width: float = 0.6) -> bpy.types.Object:
    """A dishwasher with a steel front, a dark panel over it and a bar to pull."""
    half, face, back = width / 2 - 0.001, -UNIT_DEPTH / 2, UNIT_DEPTH / 2
    return built(
        "dishwasher",
        [
            Board((-half, face + 0.025, 0.02), (half, back, UNIT_HEIGHT - 0.004), dark, 0.002),
            Board((-half, face, PLINTH), (half, face + 0.025, 0.745), steel, 0.004),
            Board((-half, face, 0.749), (half, face + 0.025, UNIT_HEIGHT - 0.006), dark, 0.004),
            Bar([(-0.23, face - 0.035, 0.705), (0.23, face - 0.035, 0.705)], 0.009, steel, 16),
            Bar([(-0.19, face + 0.004, 0.705), (-0.19, face - 0.035, 0.705)], 0.006, steel),
            Bar([(0.19, face + 0.004, 0.705), (0.19, face - 0.035, 0.705)], 0.006, steel),
            Board((-0.05, face - 0.001, 0.80), (0.05, face + 0.004, 0.825), steel, 0.0005),
            Board((-half + 0.02, face + 0.06, 0), (half - 0.02, face + 0.09, 0.03), dark, 0.001),
        ],
    )
