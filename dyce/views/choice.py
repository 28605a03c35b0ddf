"""Which rig suits a scene where none is told: people where they can stand and see much from there, else an orbit."""

from dataclasses import dataclass
from itertools import islice

import numpy as np

from dyce.errors import DyceError
from dyce.views.draw import draw_views
from dyce.views.floor import area_of, walkable_floor
from dyce.views.rig import Site
from dyce.views.standing import StandingRig, head_height

__all__ = ["Choice", "choose_rig"]

LEAST_FLOOR = 0.3
"""Square metres: less is no room."""
LEAST_SEEN = 0.1
"""Share of the image: where standing people see less of all the instances, they are no people's size."""
MANY, APART = 5, 4.0
"""Unless they see so many at a time, of what lies over more metres than this both ways: a wide room of small things is a room."""
GLANCES = 5
"""Views whose middle one decides."""
TRIES = 400
"""Candidates in a row that find no view."""
SIZE = 64
"""Pixels of a glance."""


@dataclass(frozen=True)
class Choice:
    """A rig, and why it was chosen."""

    rig: str
    why: str
    """Why it is not people in a room; empty where it is."""


def choose_rig(site: Site) -> Choice:
    """`head_height` where its people find a floor and see something from there; else `orbit`, with the reason."""
    rig = head_height()
    traced = [target for target in site.targets if target.id in site.tracer.bounds]
    if not traced:
        return Choice(rig.name, "")
    marked = site.walkable is not None and len(site.walkable) > 0
    if len(traced) == 1 and not marked:
        return Choice("orbit", "it is a single thing")
    why = _unfit(rig, site)
    return Choice("orbit", why) if why else Choice(rig.name, "")


def _unfit(rig: StandingRig, site: Site) -> str:
    """Why people can't stand in a scene or see too little from there; empty where they can."""
    low, high = (np.array(ends) for ends in zip(*site.tracer.bounds.values(), strict=True))
    if np.prod((high.max(0) - low.min(0))[:2]) < LEAST_FLOOR:
        return "there is no floor to stand on"
    cells = walkable_floor(site.tracer, rig.floor, site.walkable)
    if area_of(cells) < LEAST_FLOOR:
        return "there is no floor to stand on"
    shares, counts = [], []
    try:
        for view in islice(draw_views(rig, site, seed=0, width=SIZE, height=SIZE, tries=TRIES), GLANCES):
            seen, _ = site.tracer.seen(view.K, view.world_from_camera, SIZE, SIZE)
            shares.append(float((seen > 0).mean()))
            counts.append(len(np.unique(seen[seen > 0])))
    except DyceError:
        if not shares:
            return "from its floor, people see too few of its things, or from too near or too far"
    low, high = (np.array(ends) for ends in zip(*(b for k, b in site.tracer.bounds.items() if k), strict=True))
    many = np.median(counts) >= MANY and (high.max(0) - low.min(0))[:2].min() > APART
    if np.median(shares) < LEAST_SEEN and not many:
        return f"people on its floor see things on {100 * np.median(shares):.1f} % of their view"
    return ""
