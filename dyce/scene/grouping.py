"""Which of a scene's objects are one thing, where nothing says it: hierarchies, rigged characters, collections of parts (bpy)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from dyce.scene.mapping import COLLECTION, literal
from dyce.scene.naming import category_of, known, sounds_structural, tidied
from dyce.scene.structure import Solid, carrier, find_structure, touching, union

__all__ = ["Group", "group_things", "opened", "outlines"]

WHOLE = 0.6
"""An empty that holds more than this share of all meshes is a folder, unless its parts are those of one thing."""
PLACE = (2.8, 60.0)
"""Metres: what is so wide and deep, and has parts that hold or carry others, is a place; what is wider has wrong units."""
LEAST = 3
"""Loose parts of one thing at the least."""


@dataclass(frozen=True)
class Group:
    """Objects that are one thing."""

    root: bpy.types.Object
    """Whose name it has."""
    objects: tuple[bpy.types.Object, ...]
    reason: str
    category: str = ""
    """Where something but the root's name says it."""
    pattern: str = ""
    """The line of a mapping that means just these, where that is more than the root's name."""


def group_things(shown: set[bpy.types.Object], solids: Mapping[bpy.types.Object, Solid]) -> list[Group]:
    """The things that shown objects make up, by name of their roots."""
    own: dict[bpy.types.Object, list[bpy.types.Object]] = {}
    for obj in _by_name(shown):
        own.setdefault(_top(obj), []).append(obj)
    for top in list(own):
        _unfold(top, own, solids, len(shown))
    groups = [Group(top, _by_name(objects), _reason(top)) for top, objects in own.items() if objects]
    groups = _collected(groups, solids)
    return sorted(_whole(groups, solids), key=lambda group: group.root.name)


def opened(group: Group) -> list[Group]:
    """The mesh that a hierarchy hangs from, and each thing that hangs from it: furniture that is parented to its room."""
    shell, rest = group.root, [obj for obj in group.objects if obj != group.root]
    return [
        Group(shell, (shell,), "an object"),
        *(Group(child, _by_name(objects), _reason(child)) for child, objects in _below(shell, rest).items()),
    ]


def _by_name(objects: Collection[bpy.types.Object]) -> tuple[bpy.types.Object, ...]:
    return tuple(sorted(objects, key=lambda obj: obj.name))


def _reason(top: bpy.types.Object) -> str:
    if top.instance_type == "COLLECTION":
        return "a collection instance"
    if top.type == "ARMATURE":
        return "what an armature moves"
    return "a hierarchy" if top.children else "an object"


def _top(obj: bpy.types.Object) -> bpy.types.Object:
    """The highest object above one, or above the armature that moves it; itself if there is none."""
    seen = {obj}
    while True:
        moved = [each.object for each in obj.modifiers if each.type == "ARMATURE" and each.object]
        above = obj.parent or (moved[0] if moved else None)
        if above is None or above in seen:
            return obj
        seen.add(above)
        obj = above


def _unfold(
    top: bpy.types.Object,
    own: dict[bpy.types.Object, list[bpy.types.Object]],
    solids: Mapping[bpy.types.Object, Solid],
    shown: int,
) -> None:
    """Put the children of a folder in its place, and of those that are folders again."""
    objects, folder = own[top], top
    while True:  # one in another in another: what counts is the first that holds several
        if folder.type != "EMPTY" or folder.instance_type == "COLLECTION":
            return
        below = _below(folder, objects)
        if not below:
            return
        if len(below) > 1:
            break
        folder = next(iter(below))
    scattered = sum(map(len, below.values())) < len(objects)  # meshes that an armature below it moves
    if scattered or not _is_folder(top, below, solids, len(objects) > WHOLE * shown):
        return
    del own[top]
    for child, held in below.items():
        own[child] = held
        _unfold(child, own, solids, shown)


def _below(folder: bpy.types.Object, objects: list[bpy.types.Object]) -> dict[bpy.types.Object, list[bpy.types.Object]]:
    """Which of some objects are each child of a folder or below it; children with none are left out."""
    below: dict[bpy.types.Object, list[bpy.types.Object]] = {}
    for obj in objects:
        child: bpy.types.Object | None = obj
        while child is not None and child.parent != folder:
            child = child.parent
        if child is not None:
            below.setdefault(child, []).append(obj)
    return below


def _is_folder(
    top: bpy.types.Object,
    below: Mapping[bpy.types.Object, list[bpy.types.Object]],
    solids: Mapping[bpy.types.Object, Solid],
    is_most: bool,
) -> bool:
    """Whether an empty is there to hold several things together rather than to be one thing.

    It is where its children lie apart but for what carries them, where they are things or walls by their names, or where one
    of them is a floor or a room.
    """
    boxes = {
        child.name: box for child, held in below.items() if (box := union([solids[o] for o in held if o in solids]))
    }
    if len(boxes) > 1 and not touching(boxes):
        return True
    if known(tidied(top.name)):
        return False
    carries = carrier(boxes)
    loose = {name: box for name, box in boxes.items() if name != carries}
    if len(loose) > 1 and not touching(loose):
        return True
    things = {name for name in (category_of(child.name) for child in below) if known(name)}
    if len(things) > 1 or (is_most and (things or any(sounds_structural(child.name) for child in below))):
        return True
    whole = union(list(boxes.values()))
    wide = whole is not None and PLACE[0] <= whole.sides[0] <= PLACE[1] and whole.size[2] >= PLACE[0] / 2
    return is_most and wide and bool(find_structure(boxes))


def outlines(groups: Sequence[Group], solids: Mapping[bpy.types.Object, Solid]) -> dict[str, Solid]:
    """The outlines of each group that has surfaces, by its root's name."""
    return {g.root.name: box for g in groups if (box := union([solids[o] for o in g.objects if o in solids]))}


def _are_parts(groups: list[Group], solids: Mapping[bpy.types.Object, Solid], category: str) -> bool:
    """Whether several are parts of one thing: they touch, and their names don't say that they are things of their own."""
    said = [known(tidied(group.root.name)) for group in groups]
    whole = set(said) <= {"", category} and 2 * said.count("") >= len(said)
    if len(groups) < LEAST or not whole or any(sounds_structural(group.root.name) for group in groups):
        return False
    boxes = outlines(groups, solids)
    return len(boxes) == len(groups) and touching(boxes)


def _collected(groups: list[Group], solids: Mapping[bpy.types.Object, Solid]) -> list[Group]:
    """Make one thing of the parts in a collection that is called like one."""
    for collection in bpy.data.collections:
        category = known(tidied(collection.name))
        members = [g for g in groups if collection in g.root.users_collection]
        if category and not tidied(collection.name).endswith("s") and _are_parts(members, solids, category):
            root = max(members, key=lambda g: float(np.prod(outlines([g], solids)[g.root.name].size + 1e-6))).root
            objects = _by_name([obj for g in members for obj in g.objects])
            reason = f"{len(members)} parts that touch, in the collection {collection.name!r}"
            joined = Group(root, objects, reason, category, f"{COLLECTION}{literal(collection.name)}")
            groups = [g for g in groups if g not in members] + [joined]
    return groups


def _whole(groups: list[Group], solids: Mapping[bpy.types.Object, Solid]) -> list[Group]:
    """Make one thing of all there is, where it is parts that touch and nothing bounds or carries them."""
    said = [known(tidied(each.name)) for group in groups for each in group.root.users_collection]
    category = next((each for each in said if each), "")
    boxes = outlines(groups, solids)
    if not _are_parts(groups, solids, category) or find_structure(boxes):
        return groups
    root = max(groups, key=lambda group: float(np.prod(boxes[group.root.name].size + 1e-6))).root
    objects = _by_name([obj for group in groups for obj in group.objects])
    return [Group(root, objects, f"all {len(groups)} parts touch", category, "*")]
