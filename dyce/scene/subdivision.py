"""Subdivision that a machine can bear: levels that would make more faces than any picture shows are cut, and said (bpy)."""

import bpy

__all__ = ["bound_subdivision"]

FACES, OF_ONE = 1_500_000, 250_000
"""The most faces that subdivision makes of all objects together, and of one: a view of 1024 x 1024 has a million pixels."""


def bound_subdivision(objects: list[bpy.types.Object]) -> list[str]:
    """Give subdivision the same levels in viewport and render, those of the render as far as they can be borne.

    Args:
        objects: those that render.

    Returns:
        A line, where levels were cut.
    """
    modifiers = {obj: [m for m in obj.modifiers if m.type == "SUBSURF" and m.show_render] for obj in objects}
    modifiers = {obj: found for obj, found in modifiers.items() if found and obj.type == "MESH"}
    wanted = {obj: _faces(obj, found) for obj, found in modifiers.items()}
    cut: dict[str, int] = {}
    faces = dict(wanted)
    while faces and (max(faces.values()) > OF_ONE or sum(faces.values()) > FACES):
        obj = max(faces, key=lambda obj: faces[obj])
        deepest = max(modifiers[obj], key=lambda modifier: modifier.render_levels)
        if deepest.render_levels == 0:  # it is as large without
            del faces[obj]
            continue
        deepest.render_levels -= 1
        cut[obj.name] = cut.get(obj.name, 0) + 1
        faces[obj] = _faces(obj, modifiers[obj])
    for found in modifiers.values():
        for modifier in found:
            modifier.levels = modifier.render_levels
    if not cut:
        return []
    most = max(cut, key=lambda name: cut[name])
    many = f" and of {len(cut) - 1} more" if len(cut) > 1 else ""
    return [
        f"the subdivision of {most}{many} is cut by up to {cut[most]} levels: they would have {sum(wanted.values()) / 1e6:.1f} "
        "million faces"
    ]


def _faces(obj: bpy.types.Object, modifiers: list[bpy.types.Modifier]) -> int:
    """How many faces an object's subdivision makes of it, about."""
    return max(1, len(obj.data.polygons)) * 4 ** sum(modifier.render_levels for modifier in modifiers)
