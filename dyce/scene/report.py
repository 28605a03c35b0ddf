"""What a stage was decided to be, in words: what is annotated, what is structure, what is left out, and why."""

from dyce.scene.stage import Stage

__all__ = ["report"]


def report(stage: Stage) -> list[str]:
    """What would be annotated of a scene, what is structure, what is left out, and why; then what should be mended."""
    lines = []
    for role in stage.roles:
        what = f"{role.kind} {role.category}".strip()
        parts = f" ({role.objects} objects)" if role.objects > 1 else ""
        lines.append(f"{role.name:32} {what:28} {role.reason}{parts}")
    floor = (
        "marked by dyce_walkable" if len(stage.walkable) else "found by itself: the lowest level with much upward area"
    )
    lines.append(f"walkable floor: {floor}")
    return lines + stage.notes + [f"to mend: {warning}" for warning in stage.warnings]
