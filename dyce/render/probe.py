"""A few small views of a stage that was just built: how bright it is, and what is mended where it is black or burnt (bpy)."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from math import log2
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import PyOpenColorIO as ocio

from dyce.errors import DyceError
from dyce.render.colour import display_transform, to_display
from dyce.render.cycles import Studio
from dyce.render.denoise import denoise
from dyce.scene.build import save_blend
from dyce.scene.light import give_light, give_sky, lacks_sky, shines, surround
from dyce.scene.sources import Source
from dyce.scene.stage import Probe, Stage
from dyce.settings import Device, Settings
from dyce.views.camera import View, intrinsics, look_at
from dyce.views.draw import draw_views
from dyce.views.rig import Keep, Pose, Rig, Site
from dyce.views.rigs import find_rig

__all__ = ["light_stage"]

SIZE, SAMPLES, VIEWS, EYES = 96, 12, 4, 24
"""Pixels of a side, paths a pixel, views that are rendered, eyes that lamps are hung over."""
DRAWING, RENDERING = 2.5, 4.0
"""Seconds after which no further view is drawn, none further rendered."""
DARK, BRIGHT, BLACK, BURNT = 25.0, 225.0, 0.6, 0.3
"""Beyond these, light of the file's own is mended: mean display value, share of black and of burnt pixels."""
DIM, GLARING, GLARE = 85.0, 150.0, 0.1
"""The same of light that was given, which is nobody's choice."""
AIM, CLIPPED, FLOOR = 115.0, 0.04, 60.0
"""What exposure is chosen for: this mean; no more burnt pixels than this share, unless that took the mean below the floor."""
STOPS = 10.0
"""The most that is given or taken where a unit is a metre; as much more as watts are spread wider where it is less."""
FAR = 1e6
"""Metres: no surface is as far."""


STILL_BLACK = 0.4
"""With more black than this, exposure alone makes no picture."""
MISSING = 0.01
"""Share of pixels in the magenta of textures that are not there, above which a scene is refused."""
AUTO, KEEP, DEFAULT = "auto", "keep", "default"
"""What --light can say; what the light is called that is given to a scene without."""


@dataclass(frozen=True)
class _Seen:
    """What the views show."""

    light: np.ndarray
    """(N, 3) float32, scene-linear, of the pixels that show a surface."""
    transform: ocio.CPUProcessor

    def measured(self, stops: float, light: str) -> Probe:
        """How bright that is with so many stops more, under what light."""
        shown = to_display(self.light[None] * np.float32(2.0**stops), self.transform)[0]
        return Probe(
            mean=round(float(shown.mean()), 1),
            contrast=round(float(shown.mean(1).std()), 1),
            black=round(float((shown.max(1) <= 2).mean()), 3),
            clipped=round(float((np.median(shown, 1) >= 253).mean()), 3),
            exposure=round(stops, 1),
            light=light,
        )

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

    Rooms written in Python are as they are, unless a picture is told to light them.

    Returns:
        The fields of the stage that are others now; what shines, if that was changed, is in its Blender file.

    Raises:
        DyceError: the light that is told can't be read or does not reach what is to be seen; or what is seen lacks its textures.
    """
    told = source.told.light
    if source.path.suffix == ".py" and told in (AUTO, KEEP):
        return {}
    site = stage.site()
    views = _views(stage, site)
    given, notes = "", []
    if lacks_sky() and source.told.allow_missing:
        give_sky()
        save_blend(stage.blend)
        notes.append("the picture of its world is missing: a neutral sky is in its place")
    if told not in (AUTO, KEEP):
        given, gave = Path(told).name, _surrounded(stage, Path(told))
    elif told == AUTO and not shines():
        given, gave = DEFAULT, f"nothing in it gives light: {_lit(stage, site, views)}"
    seen = _look(source, stage, views)
    own = seen.measured(0.0, given)
    if told == KEEP:
        warnings = [f"it comes out {_wrong(own)} ({_said(own)}), and --light keep leaves it so"] if _wrong(own) else []
        return {"notes": stage.notes + notes, "warnings": stage.warnings + warnings, "probe": asdict(own)}
    stops = STOPS + max(0.0, -2 * log2(stage.metres_per_unit))
    chosen = seen.exposed(given, stops)
    if told == AUTO and not given and not _is_good(chosen):
        bpy.ops.wm.open_mainfile(filepath=str(stage.blend), load_ui=False, use_scripts=False)
        given, gave = DEFAULT, f"what light it has leaves it {_wrong(own)} ({_said(own)}): {_lit(stage, site, views)}"
        chosen = _look(source, stage, views).exposed(given, STOPS)
    if given:
        notes.append(gave + (f", exposure {chosen.exposure:+.1f} stops" if chosen.exposure else "") + _otherwise(told))
    elif chosen.exposure:
        notes.append(
            f"exposure {chosen.exposure:+.1f} stops, because it came out {_wrong(own)} ({_said(own)}){_otherwise(told)}"
        )
    if not _is_good(chosen) and given != DEFAULT:
        raise DyceError(
            f"{told} does not light what is seen of {source.name} ({_said(chosen)}): is that indoors? --light auto hangs lamps"
        )
    colour = replace(stage.colour, exposure=stage.colour.exposure + chosen.exposure)
    return {"colour": asdict(colour), "notes": stage.notes + notes, "probe": asdict(chosen)}


def _otherwise(told: str) -> str:
    return "; --light keep leaves it as it is, --light FILE.hdr lights it otherwise" if told == AUTO else ""


def _surrounded(stage: Stage, path: Path) -> str:
    """Light the current scene by a picture and save it; returns what was done."""
    lamps = surround(path)
    save_blend(stage.blend)
    return f"lit by {path.name} instead of its world" + (f" and {lamps} lamps" if lamps else "")


def _lit(stage: Stage, site: Site, views: list[View]) -> str:
    """Give the current scene the default light and save it; returns what was done."""
    eyes = np.array([view.world_from_camera[:3, 3] for view in views]).reshape(-1, 3)
    lamps = give_light(site.tracer, eyes, stage.metres_per_unit)
    save_blend(stage.blend)
    return "a neutral sky and a mild sun are given" + (f", and {lamps} lamps under its roof" if lamps else "")


def _said(probe: Probe) -> str:
    """The figure that tells why."""
    if probe.clipped > BURNT:
        return f"{probe.clipped:.0%} of what is seen burnt out"
    return f"a mean of {probe.mean:.0f} of 255" + (f", {probe.black:.0%} black" if probe.black > BLACK else "")


def _wrong(probe: Probe) -> str:
    """What is clearly wrong: `too dark`, `burnt`, or nothing. Light that was given is nobody's choice, so more of it is."""
    if probe.mean < (DIM if probe.light else DARK) or probe.black > BLACK:
        return "too dark"
    too_bright = probe.mean > (GLARING if probe.light else BRIGHT)
    return "burnt" if too_bright or probe.clipped > (GLARE if probe.light else BURNT) else ""


def _is_good(probe: Probe) -> bool:
    """Whether that is a picture, exposed as well as can be."""
    return probe.mean >= DARK and probe.black <= STILL_BLACK and probe.clipped <= BURNT


def _look(source: Source, stage: Stage, views: list[View]) -> _Seen:
    """Render the first views of a stage, as many as time allows.

    Raises:
        DyceError: what is seen lacks its textures.
    """
    begun = time.perf_counter()
    settings = Settings(width=SIZE, height=SIZE, samples=SAMPLES)
    studio = Studio(stage, settings, Device.CPU)
    cycles = bpy.context.scene.cycles
    cycles.time_limit = RENDERING
    cycles.sample_clamp_indirect = cycles.light_sampling_threshold = 0.0  # bounds that fit light which is exposed right
    lights, colours = [np.empty((0, 3), np.float32)], [np.empty((0, 3), np.float32)]
    for view in views[:VIEWS]:
        studio.aim(view, seed=0)
        pixels = studio.beauty()
        surface = pixels.depth < FAR
        lights.append(denoise(pixels.colour[..., :3], pixels.albedo, pixels.normal)[surface])
        colours.append(pixels.albedo[surface])
        if time.perf_counter() - begun > RENDERING:
            break
    light, colour = np.concatenate(lights), np.concatenate(colours)
    if not len(light):
        light = np.zeros((1, 3), np.float32)
    missing = (colour[:, 1] < 0.01) & (colour[:, [0, 2]].min(1, initial=1.0) > 0.95)
    if missing.mean() > MISSING and not source.told.allow_missing:
        raise DyceError(
            f"{source.name}: {missing.mean():.0%} of what is seen has the magenta of missing textures; put them where the "
            "file looks for them, or say --allow-missing"
        )
    return _Seen(light, display_transform(stage.colour))


def _views(stage: Stage, site: Site) -> list[View]:
    """The first views that the scene's own rig finds in a moment; views from outside where it finds none."""
    rig = _Hurried(find_rig(stage.rig), time.perf_counter() + DRAWING)
    views: list[View] = []
    try:
        for view in islice(draw_views(rig, site, seed=0, width=SIZE, height=SIZE), EYES):
            views.append(view)
    except DyceError:
        pass  # it is told when views are drawn to be rendered
    return views or _around(site)


@dataclass(frozen=True)
class _Hurried:
    """A rig that proposes no more when time is up."""

    rig: Rig
    until: float

    @property
    def name(self) -> str:
        return self.rig.name

    @property
    def digest(self) -> str:
        return self.rig.digest

    @property
    def keep(self) -> Keep:
        return self.rig.keep

    def candidates(self, site: Site, random: np.random.Generator) -> Iterator[Pose | None]:
        for pose in self.rig.candidates(site, random):
            if time.perf_counter() > self.until:
                return
            yield pose


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
