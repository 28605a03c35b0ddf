"""A few small views of a stage that was just built: how bright it is, and what is mended where it is black or burnt (bpy)."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from itertools import islice
from math import log2
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import PyOpenColorIO as ocio

from dyce.errors import DyceError
from dyce.render.brightness import how_bright, is_surface
from dyce.render.colour import display_transform, to_display
from dyce.render.cycles import Studio
from dyce.render.denoise import denoise
from dyce.scene.build import save_blend
from dyce.scene.light import dated, give_light, shines, surround
from dyce.scene.sources import Source
from dyce.scene.stage import Colour, Probe, Stage
from dyce.settings import Device, Settings
from dyce.views.camera import View, intrinsics, look_at
from dyce.views.draw import draw_views
from dyce.views.rig import Site
from dyce.views.rigs import find_rig

__all__ = ["light_stage"]

SIZE, SAMPLES, VIEWS, EYES = 96, 10, 3, 16
"""Pixels of a side, paths a pixel, views that are rendered, eyes that lamps are hung over."""
TRIES = 400
"""Candidates in a row that find no view, after which no further one is drawn."""
DARK, BRIGHT, BLACK, BURNT = 30.0, 225.0, 0.5, 0.3
"""Beyond these, light of the file's own is mended: mean display value, share of black and of burnt pixels."""
DULL, EVEN = 70.0, 8.0
"""Below both, too: a mean that is low, of brightness that is the same everywhere (a standard deviation)."""
DIM, GLARING, GLARE = 85.0, 150.0, 0.1
"""The same of light that was given, which is nobody's choice."""
AIM, CLIPPED, FLOOR = 115.0, 0.04, 60.0
"""What exposure is chosen for: this mean; no more burnt pixels than this share, unless that took the mean below the floor."""
STOPS = 10.0
"""The most that is given or taken where a unit is a metre; as much more as watts are spread wider where it is less."""
AUTO, KEEP, DEFAULT = "auto", "keep", "default"
"""What --light can say, and what the light is called that is given to a scene without."""
OTHERWISE = "; --light keep leaves it as it is, --light FILE.hdr lights it otherwise"


@dataclass(frozen=True)
class _Seen:
    """What the views show."""

    lights: tuple[np.ndarray, ...]
    """(N, 3) float32 a view, scene-linear, of the pixels that show a surface."""
    transform: ocio.CPUProcessor

    def measured(self, stops: float, light: str) -> Probe:
        """How bright that is with so many stops more, under what light."""
        shown = [to_display(each[None] * np.float32(2.0**stops), self.transform) for each in self.lights]
        # of views that are even, each in another grey, none shows a thing: contrast is that of a single one
        contrast = float(np.median([how_bright(each).contrast for each in shown]))
        bright = replace(how_bright(np.concatenate(shown, axis=1)), contrast=round(contrast, 1))
        return Probe(**asdict(bright), exposure=round(stops, 1), light=light)

    def exposed(self, light: str, stops: float) -> Probe:
        """The same with the exposure that it wants, so many stops up or down at the most: none where nothing is wrong."""
        own = self.measured(0.0, light)
        if not _wrong(own):
            return own
        aim = float(np.clip(own.mean, DIM, GLARING)) if light else AIM
        bright = self._highest(lambda probe: probe.mean <= aim, stops)
        whole = self._highest(lambda probe: probe.clipped <= CLIPPED, stops)
        dim = self._highest(lambda probe: probe.mean <= FLOOR, stops)
        return self.measured(min(bright, max(whole, dim)), light)

    def _highest(self, is_right: Callable[[Probe], bool], stops: float) -> float:
        """The most stops, to a tenth, with which something is right that is wrong from there on."""
        tenths = range(round(-10 * stops), round(10 * stops) + 1)
        return tenths[max(0, bisect_left(tenths, True, key=lambda n: not is_right(self.measured(n / 10, ""))) - 1)] / 10


def light_stage(source: Source, stage: Stage) -> dict[str, Any]:
    """See how bright a stage comes out that was just built and is Blender's current scene, and mend its light as is told.

    Rooms written in Python are as they are, unless something is told.

    Returns:
        The fields of the stage that are others now; what shines, if that was changed, is in its Blender file.

    Raises:
        DyceError: the light that is told can't be read, or what is seen stays dark in it as in the default light.
    """
    told = source.told.light
    if source.path.suffix == ".py" and told == AUTO:
        return {}
    site = stage.site()
    here = _Place(source, stage, site, _views(stage, site))
    lit = _as_it_is(here) if told == KEEP else _mended(here) if told == AUTO else _surrounded(here, Path(told))
    return {
        "colour": asdict(replace(lit.colour, exposure=lit.colour.exposure + lit.probe.exposure)),
        "notes": stage.notes + lit.notes,
        "warnings": stage.warnings + lit.warnings,
        "probe": asdict(lit.probe),
    }


@dataclass(frozen=True)
class _Place:
    """What is looked at, and from where."""

    source: Source
    stage: Stage
    site: Site
    views: list[View]

    def give_light(self) -> str:
        """Give the current scene the default light and save it; returns what was done."""
        eyes = np.array([view.world_from_camera[:3, 3] for view in self.views]).reshape(-1, 3)
        lamps = give_light(self.site.tracer, eyes, self.stage.metres_per_unit)
        save_blend(self.stage.blend)
        return "a neutral sky and a mild sun are given" + (f", and {_counted(lamps)} under its roof" if lamps else "")

    def look(self, colour: Colour) -> _Seen:
        """Render the first views of the stage: always as many, so that the same file is lit alike wherever it is rendered."""
        studio = Studio(self.stage, Settings(width=SIZE, height=SIZE, samples=SAMPLES), Device.CPU)
        cycles = bpy.context.scene.cycles
        cycles.sample_clamp_indirect = cycles.light_sampling_threshold = 0.0  # bounds for light that is exposed right
        lights = []
        for view in self.views[:VIEWS]:
            studio.aim(view, seed=0)
            pixels = studio.beauty()
            surface = is_surface(pixels.depth)
            lights.append(denoise(pixels.colour[..., :3], pixels.albedo, pixels.normal)[surface])
        return _Seen(tuple(lights), display_transform(colour))


@dataclass(frozen=True)
class _Lit:
    """How a stage is lit in the end."""

    colour: Colour
    """Before the exposure that the probe gave."""
    probe: Probe
    notes: list[str]
    warnings: list[str]


def _as_it_is(here: _Place) -> _Lit:
    """What --light keep does: to measure, and to say what is wrong."""
    own = here.look(here.stage.colour).measured(0.0, "")
    wrong = [f"it comes out {_wrong(own)} ({_said(own)}), and --light keep leaves it so"] if _wrong(own) else []
    return _Lit(here.stage.colour, replace(own, light=KEEP), [], wrong)


def _surrounded(here: _Place, path: Path) -> _Lit:
    """What --light FILE.hdr does. Raises DyceError if that can't be read or leaves everything dark."""
    lamps = surround(path)
    save_blend(here.stage.blend)
    probe = here.look(here.stage.colour).exposed(path.name, STOPS)
    if not _is_picture(probe):
        raise DyceError(
            f"{path} does not light what is seen of {here.source.name} ({_said(probe)}): is it indoors? --light auto hangs lamps"
        )
    gone = f" and {_counted(lamps)}" if lamps else ""
    return _Lit(here.stage.colour, probe, [f"lit by {path.name} instead of its world{gone}{_by(probe)}"], [])


def _mended(here: _Place) -> _Lit:
    """What --light auto does: light where there is none, exposure where that is enough, else both.

    Raises:
        DyceError: that does not help.
    """
    stage, light = here.stage, "" if shines() else DEFAULT
    notes = [f"nothing in it gives light: {here.give_light()}"] if light else []
    colour = stage.colour
    if then := dated():
        colour = replace(colour, view=bpy.context.scene.view_settings.view_transform)
        save_blend(stage.blend)
    seen = here.look(colour)
    own, probe = seen.measured(0.0, light), seen.exposed(light, STOPS + max(0.0, -2 * log2(stage.metres_per_unit)))
    if not light and not _is_picture(probe):
        light = DEFAULT
        bpy.ops.wm.open_mainfile(filepath=str(stage.blend), load_ui=False, use_scripts=False)
        notes = [f"its own light leaves it {_wrong(own)} ({_said(own)}): {here.give_light()}"]
        probe = here.look(colour).exposed(light, STOPS)
    if not _is_picture(probe):
        raise DyceError(
            f"{here.source.name} stays {_wrong(probe)} in any light ({_said(probe)}): are its materials black, or of a kind that "
            "Blender can't import? --light keep renders it as it is"
        )
    if notes:
        notes = [f"{notes[0]}{_by(probe)}{OTHERWISE}"]
    elif probe.exposure:
        notes = [f"exposure {probe.exposure:+.1f} stops: it came out {_wrong(own)} ({_said(own)}){OTHERWISE}"]
    return _Lit(colour, probe, then + notes, [])


def _by(probe: Probe) -> str:
    return f", exposure {probe.exposure:+.1f} stops" if probe.exposure else ""


def _counted(lamps: int) -> str:
    return "a lamp" if lamps == 1 else f"{lamps} lamps"


def _said(probe: Probe) -> str:
    """The figure that tells why."""
    if probe.clipped > BURNT:
        return f"{probe.clipped:.0%} of what is seen white"
    return f"a mean of {probe.mean:.0f} of 255" + (f", {probe.black:.0%} black" if probe.black > BLACK else "")


def _wrong(probe: Probe) -> str:
    """What is clearly wrong: `too dark`, `dull`, `burnt`, or nothing; more of it in light that was given, which nobody chose."""
    if probe.mean < (DIM if probe.light else DARK) or probe.black > BLACK:
        return "too dark"
    if probe.mean < DULL and probe.contrast < EVEN:
        return "dull"
    too_bright = probe.mean > (GLARING if probe.light else BRIGHT)
    return "burnt" if too_bright or probe.clipped > (GLARE if probe.light else BURNT) else ""


def _is_picture(probe: Probe) -> bool:
    """Whether nothing is clearly wrong with it any more, as if the light were its own."""
    return not _wrong(replace(probe, light=""))


def _views(stage: Stage, site: Site) -> list[View]:
    """The first views that the scene's own rig finds in a moment; views from outside where it finds none."""
    views: list[View] = []
    try:
        for view in islice(draw_views(find_rig(stage.rig), site, seed=0, width=SIZE, height=SIZE, tries=TRIES), EYES):
            views.append(view)
    except DyceError:
        pass  # it is told when views are drawn to be rendered
    return views or _around(site)


def _around(site: Site) -> list[View]:
    """Views of all instances from four sides, from a little above."""
    low = np.min([bounds[0] for k, bounds in site.tracer.bounds.items() if k], 0)
    high = np.max([bounds[1] for k, bounds in site.tracer.bounds.items() if k], 0)
    middle, size = (low + high) / 2, float(np.linalg.norm(high - low))
    K = intrinsics(50.0, SIZE, SIZE)
    found = []
    for k, turn in enumerate(np.radians([30.0, 120.0, 210.0, 300.0])):
        eye = middle + size * np.array([np.cos(turn), np.sin(turn), 0.5])
        found.append(View(k, K, SIZE, SIZE, look_at(eye, middle), float(eye[2] - low[2]), ""))
    return found
