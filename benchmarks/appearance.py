"""How near an appearance is to the truth: a picture of a scene from which what hides the object was really deleted.

For objects that are hidden in part, in display values (levels, of 255): the rim is the pixels of the full mask that have a
pixel outside of it beside them, the core is the rest. The truth is the stage opened anew, the
lifted things deleted, all else but the object hidden from the camera, many samples, not denoised, its colour divided by its
alpha and developed as the image is. Sharpness is the energy of the core's gradients over the truth's; the truth's is that of two
renders of half the samples each, one's gradients times the other's, so that its noise is no detail.

python benchmarks/appearance.py [--scenes kitchen3,livingroom1] [--objects 20] [--resolution 256] [--keep FOLDER]
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import bpy
import cv2
import numpy as np
import OpenEXR
from rich.console import Console
from rich.table import Table

from dyce.data.mask import BoxXYWH, rows_and_columns
from dyce.render.colour import display_transform, to_display
from dyce.render.cycles import Studio
from dyce.render.pixels import Truth
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import Stage, load_stage
from dyce.settings import PRESETS, Device, Settings
from dyce.views.camera import View
from dyce.views.draw import draw_views
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer

SMALLEST, LARGEST = 150, 6000
"""Pixels of full masks that are looked at: with a core, and not too dear to render."""
EACH = 4
"""Objects a view at the most."""


@dataclass(frozen=True)
class Case:
    """A hidden object, as dyce shows it and as it is."""

    name: str
    mask: np.ndarray
    """(h, w) bool: the full mask in its box."""
    mine: np.ndarray
    """(h, w, 3) uint8: its appearance."""
    true: np.ndarray
    """(h, w, 3) uint8."""
    halves: tuple[np.ndarray, np.ndarray]
    """The same from one half of the samples, and from the other."""


@dataclass(frozen=True)
class Score:
    """Of one object, in levels."""

    bias: float
    """Of the rim, mean and signed."""
    rim: float
    """Root mean square error."""
    core: float
    """Root mean square error."""
    mine: float
    """Energy of the core's gradients."""
    true: float
    """The same of the truth."""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scenes", default="kitchen3,livingroom1")
    options.add_argument("--objects", type=int, default=20)
    options.add_argument("--resolution", type=int, default=256)
    options.add_argument("--reference", type=int, default=512)
    options.add_argument(
        "--keep", type=Path, help="folder where the true pictures stay, so that a change is judged faster"
    )
    given = options.parse_args()
    names = given.scenes.split(",")
    preset = PRESETS["standard"]
    settings = Settings(width=given.resolution, height=given.resolution, samples=preset.samples, bounces=preset.bounces)
    table = Table(
        "object", "pixels", "rim", "rim bias", "rim RMSE", "core RMSE", "rim / core", "sharpness",
        title=f"{given.scenes}, {given.resolution} px, {settings.samples} samples, against {given.reference}",
    )  # fmt: skip
    scores = []
    for name in names:
        for case in islice(_cases(name, settings, given.reference, given.keep), -(-given.objects // len(names))):
            score = _score(case)
            scores.append(score)
            table.add_row(case.name, str(int(case.mask.sum())), str(int(_rim(case.mask).sum())), *_row([score]))
            print(case.name, score, file=sys.stderr, flush=True)
    table.add_row("all", "", "", *_row(scores))
    Console(width=140).print(table)


def _row(scores: list[Score]) -> list[str]:
    """Figures of one object, or of several: mean bias, roots of mean squares, total energy."""
    rim, core = (float(np.mean([getattr(s, name) ** 2 for s in scores])) ** 0.5 for name in ("rim", "core"))
    sharp = (sum(s.mine for s in scores) / sum(s.true for s in scores)) ** 0.5
    bias = float(np.mean([s.bias for s in scores]))
    return [f"{bias:+.1f}", f"{rim:.1f}", f"{core:.1f}", f"{rim / core:.2f}", f"{sharp:.2f}"]


def _cases(name: str, settings: Settings, reference: int, keep: Path | None) -> Iterator[Case]:
    """The first hidden objects of a scene of a size that can be judged, at most EACH a view."""
    source = find_scene(name)
    stage = load_stage(build_stage(source), source.name)
    tracer, transform = Tracer(*stage.geometry), display_transform(stage.colour)
    drawn = draw_views(find_rig(settings.rig), stage.site(), seed=0, width=settings.width, height=settings.height)
    names = {instance.id: instance.name for instance in stage.instances}
    for view in drawn:
        rendered = render_view(Studio(stage, settings, Device.CPU), tracer, view, settings, transform)
        hidden = [t for t in rendered.truths if t.is_hidden and SMALLEST <= t.full.sum() <= LARGEST]
        for truth in sorted(hidden, key=lambda t: (-int((t.full & ~t.visible).sum()), t.id))[:EACH]:
            assert truth.appearance is not None
            mask = truth.full[rows_and_columns(truth.box)]
            if _core(mask).sum() < 50:
                continue
            halves = _kept(keep, stage, view, truth, replace(settings, samples=reference // 2))
            shown = [to_display(light, transform) for light in (halves.mean(0), *halves)]
            yield Case(
                f"{name} {view.index} {names[truth.id]}", mask, truth.appearance[..., :3], shown[0], tuple(shown[1:])
            )


def _kept(keep: Path | None, stage: Stage, view: View, truth: Truth, settings: Settings) -> np.ndarray:
    """The light of the true picture's halves, (2, h, w, 3) float32, rendered now if it is not in the folder."""
    if keep is None:
        return _deleted(stage, view, truth, settings)
    what = f"{stage.fingerprint} {settings} {view.index} {truth.id} {sorted(truth.lifted)} {truth.box}"
    path = keep / f"{hashlib.sha256(what.encode()).hexdigest()[:16]}.npy"
    if not path.is_file():
        keep.mkdir(parents=True, exist_ok=True)
        np.save(path, _deleted(stage, view, truth, settings))
    return np.load(path)


def _deleted(stage: Stage, view: View, truth: Truth, settings: Settings) -> np.ndarray:
    """(2, h, w, 3) float32, light: an object in its box, rendered twice in the stage's file without what was lifted for it."""
    studio = Studio(stage, settings, Device.CPU)
    for obj in [obj for obj in bpy.data.objects if obj.pass_index in truth.lifted]:
        bpy.data.objects.remove(obj)
    for obj in bpy.data.objects:
        if obj.pass_index != truth.id:
            obj.visible_camera = False
    scene = bpy.context.scene
    scene.cycles.samples, scene.render.film_transparent = settings.samples, True
    scene.render.use_border = scene.render.use_crop_to_border = True
    _border(scene.render, truth.box, settings.width, settings.height)
    halves = []
    for seed in (1, 2):
        studio.aim(view, seed)
        bpy.ops.render.render(write_still=True)
        colour = _pixels(Path(scene.render.filepath))
        halves.append(colour[..., :3] / np.maximum(colour[..., 3:], 1e-4))
    return np.stack(halves)


def _border(render: bpy.types.RenderSettings, box: BoxXYWH, width: int, height: int) -> None:
    x, y, w, h = box
    render.border_min_x, render.border_max_x = (x + 0.5) / width, (x + w + 0.5) / width
    render.border_min_y, render.border_max_y = (height - y - h + 0.5) / height, (height - y + 0.5) / height


def _pixels(path: Path) -> np.ndarray:
    """(h, w, 4) float32 of a render's Combined pass."""
    with OpenEXR.File(str(path), separate_channels=True) as file:
        planes = {name: channel.pixels for part in file.parts for name, channel in part.channels.items()}
    return np.stack([planes[f"dyce.Combined.{c}"] for c in "RGBA"], -1)


def _rim(mask: np.ndarray) -> np.ndarray:
    """The pixels of a mask beside one that is not in it; beyond the box there are none of it."""
    return mask & ~_eroded(mask, 1)


def _core(mask: np.ndarray) -> np.ndarray:
    return _eroded(mask, 1)


def _eroded(mask: np.ndarray, pixels: int) -> np.ndarray:
    padded = np.pad(mask.astype(np.uint8), pixels)
    inner = cv2.erode(padded, np.ones((2 * pixels + 1,) * 2, np.uint8))
    return inner[pixels:-pixels, pixels:-pixels].astype(bool)


def _score(case: Case) -> Score:
    rim, core = _rim(case.mask), _core(case.mask)
    error = case.mine.astype(float) - case.true
    return Score(
        float(error[rim].mean()),
        float((error[rim] ** 2).mean()) ** 0.5,
        float((error[core] ** 2).mean()) ** 0.5,
        _energy(case.mine, case.mine, core),
        _energy(*case.halves, core),
    )


def _energy(one: np.ndarray, other: np.ndarray, core: np.ndarray) -> float:
    """Mean of the product of two pictures' gradients of luma in the core."""
    total = np.zeros(core.shape)
    for x, y in ((1, 0), (0, 1)):
        a, b = (cv2.Sobel(cv2.cvtColor(p, cv2.COLOR_RGB2GRAY), cv2.CV_64F, x, y, ksize=3) for p in (one, other))
        total += a * b
    return float(total[_eroded(core, 1)].mean())


if __name__ == "__main__":
    main()
