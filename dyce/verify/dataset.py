"""A whole data set: each view by itself, then the views beside each other, with what to run where something is wrong."""

import shlex
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dyce.data.alike import alike, alike_gazes
from dyce.data.folder import scene_names, views
from dyce.data.manifest import Damaged, Scene, read_scene, read_settings
from dyce.errors import DyceError
from dyce.parallel import in_order
from dyce.settings import flags
from dyce.text import one_line
from dyce.verify.view import Job, Seen, inspect_view

__all__ = ["Finding", "Verified", "verify_data"]

SAME_PICTURE = 0.5
"""Root mean square difference of two small pictures, of 255, up to which they are the same."""
SHOWN = 20
"""Findings of a kind that are told one by one."""
LISTED = 8
"""Paths that are told one by one."""


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, or odd."""

    where: str
    """`kitchen3/000004`, or a file of the data set."""
    what: str
    remove: str = ""
    """What must be removed before it can be mended, if anything."""
    run: str = ""
    """What mends it; empty where nothing must be done."""


@dataclass(frozen=True)
class Verified:
    """What a verification found."""

    data: Path
    scenes: list[str]
    views: int
    instances: int
    """In the views that can be read."""
    deep: bool
    """Whether pixels were read."""
    seconds: float
    errors: list[Finding]
    warnings: list[Finding]

    def lines(self) -> list[str]:
        """What a user wants to read of it: what is wrong, what to run, and a sum."""
        found = []
        for kind, findings in (("wrong", self.errors), ("odd", self.warnings)):
            found += [one_line(f"{kind}: {f.where}: {f.what}") for f in findings[:SHOWN]]
            if len(findings) > SHOWN:
                found.append(f"{kind}: {len(findings)} findings in all; --json has every one")
        found += [one_line(f"to mend: {mend}") for mend in self.mends()]
        depth = "every pixel read" if self.deep else "pixels not read; --deep reads them"
        bad = len({finding.where for finding in self.errors})
        verdict = "whole" if not self.errors else f"{bad} damaged"
        scenes = f"{len(self.scenes)} scene" + "s" * (len(self.scenes) != 1)
        total = f"{self.views} view" + "s" * (self.views != 1)
        found.append(f"{total}, {self.instances} instances, {scenes}: {verdict} ({depth}; {self.seconds:.1f} s)")
        return found

    def mends(self) -> list[str]:
        """What to do, in order: each thing to run once, with what must be removed before."""
        found: dict[str, dict[str, None]] = {}
        for finding in (*self.errors, *self.warnings):
            if finding.run:
                found.setdefault(finding.run, {}).update({finding.remove: None} if finding.remove else {})
        return [f"remove {_listed(list(paths))}, then {run}" if paths else run for run, paths in found.items()]

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return asdict(self) | {"data": str(self.data), "ok": not self.errors, "mend": self.mends()}


def verify_data(data: Path, deep: bool = False) -> Verified:
    """Verify every view of a data set.

    Args:
        data: a data set's folder.
        deep: read all pixels too: appearances against masks and image.

    Raises:
        DyceError: there are no views.
    """
    begun = time.perf_counter()
    names = scene_names(data)
    errors: list[Finding] = []
    warnings: list[Finding] = []
    try:
        settings: dict[str, Any] | None = read_settings(data)
    except Damaged as error:
        settings = None
        what = str(error).removeprefix(f"{data}/")
        path = data / "dyce.json"
        again = _command(data, Scene(names[0]), None, len(views(data, names[0])))
        errors.append(Finding("dyce.json", what, str(path) if path.exists() else "", again))
    scenes = {name: _open_scene(data, name, settings, errors) for name in names}
    run = {name: _command(data, scene, settings, len(views(data, name))) for name, scene in scenes.items()}
    jobs = [Job(folder, scene, settings, deep) for scene in scenes.values() for folder in views(data, scene.name)]
    seen = list(in_order(inspect_view, jobs))
    for one in seen:
        # what the renderer takes for finished, or would not look at, must be gone before it renders it again
        remove = str(one.folder) if one.unchanged or not _is_view_name(one.folder.name) else ""
        errors += [Finding(_where(one), what, remove, run[one.folder.parent.name]) for what in one.errors]
        warnings += [Finding(_where(one), what) for what in one.warnings]
    errors += _find_alike(seen, run)
    warnings += [finding for name in names for finding in _find_oddities(data, name, run[name])]
    warnings += _find_versions(seen)
    total = sum(one.instances for one in seen)
    return Verified(data, names, len(seen), total, deep, time.perf_counter() - begun, errors, warnings)


def _where(seen: Seen) -> str:
    return f"{seen.folder.parent.name}/{seen.folder.name}"


def _is_view_name(name: str) -> bool:
    return len(name) == 6 and name.isascii() and name.isdigit()


def _listed(paths: list[str]) -> str:
    quoted = [shlex.quote(path) for path in paths]
    return " ".join(quoted) if len(quoted) <= LISTED else f"{' '.join(quoted[:LISTED])} and {len(quoted) - LISTED} more"


def _open_scene(data: Path, name: str, settings: dict[str, Any] | None, errors: list[Finding]) -> Scene:
    try:
        return read_scene(data, name)
    except Damaged as error:
        what = str(error).removeprefix(f"{data}/")
        path = data / name / "scene.json"
        run = _command(data, Scene(name), settings, len(views(data, name)))
        errors.append(Finding(f"{name}/scene.json", what, str(path) if path.exists() else "", run))
        return Scene(name)


def _command(data: Path, scene: Scene, settings: dict[str, Any] | None, count: int) -> str:
    """The `dyce render` that made a scene's views, as far as the settings and the scene tell."""
    folders = [int(folder.name) for folder in views(data, scene.name) if _is_view_name(folder.name)]
    parts = ["dyce", "render", "--scene", scene.file or scene.name, *scene.options]
    parts += ["--views", str(max([*folders, count - 1]) + 1), "--out", str(data)]
    try:
        parts += flags(settings or {})
    except (TypeError, ValueError, AttributeError, DyceError):  # damaged, or of another version of dyce
        settings = None
    if settings is None:
        return f"run the same `{shlex.join(parts)}` again, with the options it was run with"
    return f"run `{shlex.join(parts)}` again"


def _find_alike(seen: list[Seen], run: dict[str, str]) -> list[Finding]:
    """Views that show what another one shows."""
    found: dict[str, Finding] = {}

    def tell(earlier: Seen, later: Seen, what: str) -> None:
        again = run[later.folder.parent.name]
        found.setdefault(_where(later), Finding(_where(later), f"{what} {_where(earlier)}", str(later.folder), again))

    first: dict[str, Seen] = {}
    for one in seen:
        if one.image and first.setdefault(one.image, one) is not one:
            tell(first[one.image], one, "has the same image as")
    scenes: dict[str, list[Seen]] = {}
    for one in seen:
        if one.gaze:
            scenes.setdefault(one.folder.parent.name, []).append(one)
    for there in scenes.values():
        for earlier, later in alike_gazes([one.gaze for one in there if one.gaze]):
            tell(there[earlier], there[later], "is seen from the same place in the same direction as")
        looked = [one for one in there if one.glance]
        if looked:
            pictures = np.array([np.frombuffer(one.glance, np.uint8) for one in looked], float)
            for earlier, later in alike(pictures - pictures.mean(0), SAME_PICTURE * pictures.shape[1] ** 0.5):
                tell(looked[earlier], looked[later], "looks the same as")
    return list(found.values())


def _find_oddities(data: Path, name: str, run: str) -> Iterator[Finding]:
    """What is missing from a scene's folder, and what does not belong there."""
    numbers = {int(folder.name) for folder in views(data, name) if _is_view_name(folder.name)}
    gaps = sorted(set(range(max(numbers, default=-1) + 1)) - numbers)
    if gaps:
        some = ", ".join(f"{gap:06d}" for gap in gaps[:5]) + (", ..." if len(gaps) > 5 else "")
        yield Finding(name, f"{len(gaps)} of its views are missing ({some})", run=run)
    for path in sorted((data / name).iterdir()):
        if path.name.startswith(".") and path.name.endswith(".partial"):
            yield Finding(name, f"{path.name} was left half written by a run that was interrupted", run=run)
        elif path.name not in ("scene.json", ".lock") and not (path.name[0].isdigit() and path.is_dir()):
            yield Finding(name, f"{path.name!r} does not belong there")


def _find_versions(seen: list[Seen]) -> Iterator[Finding]:
    counts = Counter(one.made_by for one in seen if one.made_by)
    if len(counts) > 1:
        told = "; ".join(
            f"{number} by {', '.join(f'{what} {version}' for what, version in versions)}"
            for versions, number in counts.most_common()
        )
        yield Finding("versions", f"the views were rendered by different versions: {told}")
