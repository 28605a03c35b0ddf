"""What a stage was decided to be, in words: what is annotated, what is structure, what is left out, and why."""

from collections.abc import Iterable, Sequence

import numpy as np

from dyce.scene.mapping import draft, literal
from dyce.scene.stage import RoleSaid, Stage
from dyce.views.floor import area_of

__all__ = ["draft_mapping", "report"]

LINES = 40
"""More roles than these are grouped by what they are and why."""
NAMED = 4
"""Names that a group's line says."""


def report(stage: Stage, stand: np.ndarray) -> list[str]:
    """A summary, the scene's measures, what is what and why, then what was decided and what should be mended; a line each.

    Args:
        stage: the scene.
        stand: (N, 3) metres: where people can stand.
    """
    lines = [_summary(stage), *_measures(stage, stand), ""]
    lines += _grouped(stage.roles) if len(stage.roles) > LINES else [_line(role) for role in stage.roles]
    return [*lines, "", *stage.notes, *(f"to mend: {warning}" for warning in stage.warnings)]


def draft_mapping(stage: Stage) -> str:
    """A mapping (TOML) that says what was decided, to be changed and given back with --mapping."""
    rows = []
    for role in stage.roles:
        if role.kind == "ignored" and role.reason.startswith("told"):  # what else is left out would be again
            rows.append((literal(role.name), "ignore", role.reason))
        if not role.objects:
            continue
        what = f"join: {role.category}" if role.pattern else role.category or role.kind
        rows.append((role.pattern or literal(role.name), what, f"{role.reason}; {_size(role)}"))
    rows.sort(key=lambda row: row[0] == "*")
    return draft(stage.name, rows)


def _summary(stage: Stage) -> str:
    kinds = [role.kind for role in stage.roles]
    categories = len({instance.category for instance in stage.instances})
    found = (
        f"{stage.name}: {_count(len(stage.instances), 'instance')} of {_count(categories, 'category', 'categories')}, "
    )
    found += f"{kinds.count('structure')} structure, {kinds.count('ignored')} left out"
    return f"{found}; {len(stage.warnings)} to mend" if stage.warnings else found


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _measures(stage: Stage, stand: np.ndarray) -> list[str]:
    """Extents, units, floor, rig and light."""
    triangles, owner = stage.geometry
    lines = [f"extent          {_extent(triangles)}; of its instances {_extent(triangles[owner > 0])}"]
    lines.append(f"units           {stage.metres_per_unit:g} m a unit")
    if len(stand):
        heights = np.percentile(stand[:, 2], [5, 95])
        level = (
            f"at {np.median(stand[:, 2]):.2f} m"
            if np.ptp(heights) < 0.1
            else f"at {heights[0]:.2f} to {heights[1]:.2f} m"
        )
        how = "marked by dyce_walkable" if len(stage.walkable) else "found by itself"
        lines.append(f"walkable floor  {area_of(stand):.1f} m2 {level}, {how}")
    else:
        lines.append("walkable floor  none")
    lines.append(f"camera rig      {stage.rig}")
    if probe := stage.probe:
        light = f", light: {probe.light}" if probe.light else ""
        exposure = f", exposure {probe.exposure:+.1f} stops" if probe.exposure else ""
        lines.append(
            f"brightness      mean {probe.mean:.0f} of 255, {probe.clipped:.1%} clipped, {probe.black:.1%} black{exposure}{light}"
        )
    return lines


def _extent(triangles: np.ndarray) -> str:
    if not len(triangles):
        return "nothing that can be traced"
    return _sides((np.ptp(triangles.reshape(-1, 3), 0)).tolist())


def _sides(sides: Iterable[float]) -> str:
    x, y, z = sides
    return f"{x:.3g} x {y:.3g} x {z:.3g} m"


def _size(role: RoleSaid) -> str:
    return _sides(role.size)


def _line(role: RoleSaid) -> str:
    what = f"{role.kind} {role.category}".strip()
    parts = f" ({role.objects} objects)" if role.objects > 1 else ""
    return f"{role.name:32} {what:28} {role.reason}{parts}" + (f", {_size(role)}" if any(role.size) else "")


def _grouped(roles: Sequence[RoleSaid]) -> list[str]:
    """A line for all of one kind and category for one kind of reason."""
    groups: dict[tuple[str, str, str], list[RoleSaid]] = {}
    for role in roles:
        reason = role.reason.replace(repr(role.name), "of each")
        groups.setdefault((role.kind, role.category, reason), []).append(role)
    lines = []
    for (kind, category, reason), members in groups.items():
        if len(members) == 1:
            lines.append(_line(members[0]))
            continue
        names = ", ".join(role.name for role in members[:NAMED]) + (" ..." if len(members) > NAMED else "")
        lines.append(f"{f'{len(members)} x':32} {f'{kind} {category}'.strip():28} {reason}: {names}")
    return lines
