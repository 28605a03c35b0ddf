"""What in a Blender scene is an instance, what is structure, what is left out, and why (bpy).

What a mapping says counts first. Where objects carry the custom property `dyce_category` (or BlenderProc's `category_id`), those
are the instances and all else is structure. Where none does, it is guessed: every collection instance and every hierarchy of
meshes is an instance, unless it says or sounds like structure, or is structure by its shape and place.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import bpy
import numpy as np

from dyce.scene.geometry import UNTRACED, Part
from dyce.scene.grouping import Group, group_things, opened, outlines
from dyce.scene.mapping import Line, find_line
from dyce.scene.naming import category_of, collides, detail, is_a_place, known, sounds_structural, tidied
from dyce.scene.prepare import GEOMETRY, WALKABLE
from dyce.scene.structure import Solid, find_structure, is_hollow, solid_of, spans_alike

__all__ = ["Kind", "Role", "assign_roles", "joined_by_material", "unmatched"]

PROPERTY = "property dyce_structure"
SHELL = 0.9
"""A mesh that spans so much of all that hangs from it, each way, is what that is in."""
Kind = str
"""`instance`, `structure` or `ignored`."""
ORDER = ("instance", "structure", "ignored")


@dataclass(frozen=True)
class Role:
    """What one hierarchy of objects, or several that are one thing, is taken for."""

    root: bpy.types.Object
    kind: Kind
    category: str
    """Of an instance; empty for the rest."""
    reason: str
    objects: tuple[bpy.types.Object, ...]
    """The objects that render as part of it."""
    pattern: str = ""
    """The line of a mapping that means just these, where that is more than the root's name."""


def assign_roles(parts: Sequence[Part], unit: float, mapping: Sequence[Line] = ()) -> list[Role]:
    """What everything in the prepared scene is, instances first, by name.

    Objects that a mapping or their names say are not to be seen are hidden from renders.

    Args:
        parts: what the scene renders.
        unit: metres a unit of the scene.
        mapping: what is told.
    """
    shown = {obj for obj in bpy.context.view_layer.objects if obj.type in GEOMETRY and obj.visible_get()}
    roles = _told_roles(shown, mapping)
    roles += _unseen({obj for obj in shown - _taken(roles) if not _label(obj)})
    for role in roles:
        if role.kind == "ignored":
            for obj in role.objects:
                obj.hide_render = obj.hide_viewport = True
    roles = [replace(role, objects=()) if role.kind == "ignored" else role for role in roles]
    left = {obj for obj in shown - _taken(roles) if not obj.hide_render}
    labels = {obj: label for obj in bpy.context.scene.objects if (label := _label(obj))}
    said = {role.root for role in roles}
    roles += (
        _labelled({obj: label for obj, label in labels.items() if obj not in said}, left)
        if labels
        else _guessed(left, parts, unit)
    )
    known_roots = {role.root for role in roles}
    for obj in bpy.context.scene.objects:
        if obj.type in GEOMETRY and obj not in shown and obj not in known_roots:
            marks = obj.name == WALKABLE
            roles.append(Role(obj, "ignored", "", "marks the walkable floor" if marks else "hidden from renders", ()))
    return sorted(roles, key=lambda role: (ORDER.index(role.kind), role.root.name))


def unmatched(mapping: Sequence[Line]) -> list[str]:
    """The lines of a mapping that no object of the scene has anything to do with, a warning each."""
    objects = [(obj.name, _collections(obj)) for obj in bpy.context.scene.objects] if mapping else []
    idle = [line.text for line in mapping if not any(line.matches(*obj) for obj in objects)]
    return [f"--mapping: nothing matches {text!r}" for text in idle]


def joined_by_material(roles: Sequence[Role], parts: Sequence[Part]) -> list[str]:
    """A warning where a scene's objects are its materials, not its things: most of them reach through most of it."""
    guessed = [
        role for role in roles if role.kind != "ignored" and not role.reason.startswith(("property", "told", "others"))
    ]
    objects = {obj for role in guessed for obj in role.objects}
    often = Counter(part.object for part in parts)  # what scatters copies joins nothing
    boxes = {
        part.object.name: solid_of(part.triangles)
        for part in parts
        if part.object in objects and len(part.triangles) and often[part.object] == 1
    }
    if boxes and spans_alike(boxes):
        return [
            "its objects look joined by material, not by thing: separate them in Blender, or say what is what with --mapping"
        ]
    return []


def _taken(roles: Sequence[Role]) -> set[bpy.types.Object]:
    return {obj for role in roles for obj in role.objects}


def _depth(obj: bpy.types.Object) -> int:
    return 0 if obj.parent is None else 1 + _depth(obj.parent)


Children = Mapping[bpy.types.Object, Sequence[bpy.types.Object]]
"""By object; Blender looks through all objects for those of one."""


def _children() -> Children:
    found: dict[bpy.types.Object, list[bpy.types.Object]] = {}
    for obj in bpy.context.scene.objects:
        if obj.parent:
            found.setdefault(obj.parent, []).append(obj)
    return found


def _hierarchy(root: bpy.types.Object, children: Children) -> list[bpy.types.Object]:
    """An object and all below it."""
    found = [root]
    for obj in found:  # grows as it goes
        found += children.get(obj, ())
    return found


def _collections(obj: bpy.types.Object) -> list[str]:
    """The names of all collections that an object is in, at any depth."""
    own = set(obj.users_collection)
    return [each.name for each in bpy.data.collections if each in own or own & set(each.children_recursive)]


def _told_roles(shown: set[bpy.types.Object], mapping: Sequence[Line]) -> list[Role]:
    """What a mapping says: the deepest object that it names owns what is below."""
    lines = {}
    for obj in bpy.context.scene.objects if mapping else ():
        told = find_line(mapping, obj.name, _collections(obj))
        above = obj.parent
        while told and told.of_collections and above is not None:  # a collection's members are its highest objects
            told = None if told.matches(above.name, _collections(above)) else told
            above = above.parent
        if told:
            lines[obj] = told
    children = _children()
    roles: list[Role] = []
    joined: dict[Line, list[tuple[bpy.types.Object, tuple[bpy.types.Object, ...]]]] = {}
    taken: set[bpy.types.Object] = set()
    for root in sorted(lines, key=lambda obj: (-_depth(obj), obj.name)):
        told = lines[root]
        own = tuple(obj for obj in _hierarchy(root, children) if obj in shown and obj not in taken)
        taken |= set(own)
        reason = f"told by {told.text!r}"
        if told.what == "join":
            joined.setdefault(told, []).append((root, own))
        elif told.what == "ignore":
            roles.append(Role(root, "ignored", "", reason, own))
        elif own:
            roles.append(Role(root, told.what, told.category, reason, own))
    for told, members in joined.items():
        own = tuple(obj for _, objects in members for obj in objects)
        if own:
            root = min((root for root, _ in members), key=lambda obj: (_depth(obj), obj.name))
            roles.append(Role(root, "instance", told.category, f"told by {told.text!r}", own, told.text))
    return roles


def _unseen(shown: set[bpy.types.Object]) -> list[Role]:
    """What is in a scene for games only: shapes for their physics, and what stands in for a mesh from afar."""
    roles: list[Role] = []
    details: dict[tuple[str, bpy.types.Object | None], list[tuple[int, str, bpy.types.Object]]] = {}
    for obj in shown:
        if found := detail(obj.name):
            details.setdefault((found[0], obj.parent), []).append((found[1], obj.name, obj))
    for obj in shown:
        if collides(obj.name):
            roles.append(Role(obj, "ignored", "", f"a shape for physics, by the name {obj.name!r}", (obj,)))
    for levels in details.values():
        best = min(levels, key=lambda level: level[:2])
        for level, _, obj in levels:
            if level > best[0]:
                roles.append(Role(obj, "ignored", "", f"a lesser level of detail than {best[1]}", (obj,)))
    return list({role.root: role for role in roles}.values())


def _label(obj: bpy.types.Object) -> tuple[str, str] | None:
    """The category that an object says it has, and where it says so."""
    if obj.get("dyce_category"):
        return str(obj["dyce_category"]), "property dyce_category"
    number = obj.get("category_id")
    if isinstance(number, int | float) and number > 0:
        return f"category_{int(number)}", "property category_id"
    return None


def _labelled(labels: dict[bpy.types.Object, tuple[str, str]], shown: set[bpy.types.Object]) -> list[Role]:
    """Labelled objects, each with what is below it, and all else."""
    roles, taken, children = [], set(), _children()
    # the deepest root owns an object: a labelled cup on a labelled tray is a cup
    for root in sorted(labels, key=lambda obj: (-_depth(obj), obj.name)):
        own = tuple(obj for obj in _hierarchy(root, children) if obj in shown and obj not in taken)
        taken |= set(own)
        category, reason = labels[root]
        roles.append(
            Role(root, "instance", category, reason, own)
            if own
            else Role(root, "ignored", "", "nothing of it is rendered", ())
        )
    for obj in shown - taken:
        roles.append(Role(obj, "structure", "", "others have the property dyce_category, this has not", (obj,)))
    return roles


def _guessed(shown: set[bpy.types.Object], parts: Sequence[Part], unit: float) -> list[Role]:
    """What things are where nothing says it: by their names, else by their shape and place."""
    solids = _solids(shown, parts, unit)
    bare = {obj for obj in shown - set(solids) if obj.type not in UNTRACED and not obj.particle_systems}
    groups = group_things(shown - bare, solids)
    shapes = _shapes(groups, solids)
    if shells := [group for group in groups if group.root.name in shapes and _is_shell(group, solids)]:
        groups = [group for group in groups if group not in shells] + [
            each for shell in shells for each in opened(shell)
        ]
        shapes = _shapes(groups, solids)
    if len(groups) == 1 and len(groups[0].objects) == 1 and (place := _place(groups[0], parts)):
        shapes = {groups[0].root.name: place}
    roles = [Role(obj, "ignored", "", "it has no surface", ()) for obj in bare]
    for group in groups:
        structure = _structural(group, len(groups)) or shapes.get(group.root.name, "")
        if structure:
            roles.append(Role(group.root, "structure", "", structure, group.objects, group.pattern))
        else:
            category = group.category or category_of(*_names(group.root))
            reason = f"{group.reason}: the only thing there is" if len(groups) == 1 else group.reason
            roles.append(Role(group.root, "instance", category, reason, group.objects, group.pattern))
    return roles


def _shapes(groups: Sequence[Group], solids: Mapping[bpy.types.Object, Solid]) -> dict[str, str]:
    """Which groups are structure by their shape and place, by their roots' names, and why."""
    return find_structure(
        outlines(groups, solids), frozenset(group.root.name for group in groups if _names_a_thing(group))
    )


def _is_shell(group: Group, solids: Mapping[bpy.types.Object, Solid]) -> bool:
    """Whether the mesh that a hierarchy hangs from is about as large as all of it: a room, and what is in it hangs from it."""
    if group.pattern or len(group.objects) < 2 or group.root not in solids:
        return False
    whole = outlines([group], solids)[group.root.name]
    return bool((solids[group.root].size >= SHELL * whole.size).all())


def _place(group: Group, parts: Sequence[Part]) -> str:
    """Why the only mesh there is is a whole place, with all that is in it; empty where it is a thing."""
    own = [part.triangles for part in parts if part.object in group.objects]
    if _names_a_thing(group):
        return ""
    if is_a_place(group.root.name):
        return f"one mesh that is a whole place, by the name {group.root.name!r}"
    return "one mesh that one can stand in: a whole place" if own and is_hollow(np.concatenate(own)) else ""


def _solids(shown: set[bpy.types.Object], parts: Sequence[Part], unit: float) -> dict[bpy.types.Object, Solid]:
    """The outlines of each object that has surfaces, metres."""
    triangles: dict[bpy.types.Object, list[np.ndarray]] = {}
    for part in parts:
        if part.object in shown and len(part.triangles):
            triangles.setdefault(part.object, []).append(part.triangles)
    return {obj: solid_of(np.concatenate(own) * unit) for obj, own in triangles.items()}


def _names(root: bpy.types.Object) -> list[str]:
    """What may say what an object is, the best first: its name, its mesh's, a collection's if that is a category of ours."""
    meshes = [root.data.name] if root.data else [child.name for child in root.children[:1]]
    return [root.name, *meshes, *(each.name for each in root.users_collection if known(tidied(each.name)))]


def _names_a_thing(group: Group) -> bool:
    """Whether a name says that it is something to annotate: furniture is no wall, however thin and tall."""
    return known(tidied(group.root.name)) not in ("", "box", "glass", "mirror", "picture", "tray", "blind")


def _structural(group: Group, groups: int) -> str:
    """Why a group is structure by what it says; empty where it does not."""
    root = group.root
    if root.get("dyce_structure"):
        return PROPERTY
    if known(tidied(root.name)):  # a floor lamp is a lamp
        return ""
    if sounds_structural(root.name) and groups > 1:
        return f"the name {root.name!r}"
    sounds = [each for each in root.users_collection if sounds_structural(each.name)]
    whole = len(bpy.context.scene.objects)
    small = [each.name for each in sounds if 2 * len(each.all_objects) < whole]
    return f"the name {small[0]!r}" if small else ""
