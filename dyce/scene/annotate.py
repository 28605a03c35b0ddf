"""What in a Blender scene is an instance, what is structure, what is left out, and why (bpy).

Where objects carry the custom property `dyce_category` (or BlenderProc's `category_id`), those are the instances and all else is
structure. Where none does, it is guessed: every collection instance and every hierarchy of meshes is an instance, unless it
says or sounds like structure.
"""

import re
from dataclasses import dataclass

import bpy

from dyce import categories
from dyce.scene.prepare import GEOMETRY, WALKABLE

__all__ = ["Kind", "Role", "assign_roles"]

STRUCTURE = re.compile(
    r"(?:^|[^a-z])(?:wall|floor|ceiling|roof|ground|skirting|baseboard|room|house|building|structure|architecture|window"
    r"|doorframe|backdrop|environment|sky)s?(?:[^a-z]|$)",
    re.IGNORECASE,
)
"""Names of objects and collections that are taken for structure."""
WHOLE = 0.6
"""An empty that holds more than this share of all meshes is a folder, not a thing."""

Kind = str
"""`instance`, `structure` or `ignored`."""


@dataclass(frozen=True)
class Role:
    """What one hierarchy of objects is taken for."""

    root: bpy.types.Object
    kind: Kind
    category: str
    """Of an instance; empty for the rest."""
    reason: str
    objects: tuple[bpy.types.Object, ...]
    """The objects that render as part of it."""


def assign_roles() -> list[Role]:
    """What everything in the prepared scene is, instances first, by name."""
    shown = {obj for obj in bpy.context.view_layer.objects if obj.type in GEOMETRY and obj.visible_get()}
    labels = {obj: label for obj in bpy.context.scene.objects if (label := _label(obj))}
    roots = labels if labels else _guess(shown)
    roles, taken = [], set()
    # the deepest root owns an object: a labelled cup on a labelled tray is a cup
    for root in sorted(roots, key=lambda obj: (-_depth(obj), obj.name)):
        own = tuple(obj for obj in (root, *root.children_recursive) if obj in shown and obj not in taken)
        taken |= set(own)
        category, reason = roots[root]
        if not own:
            roles.append(Role(root, "ignored", "", "nothing of it is rendered", ()))
        elif category:
            roles.append(Role(root, "instance", category, reason, own))
        else:
            roles.append(Role(root, "structure", "", reason, own))
    for obj in shown - taken:
        roles.append(Role(obj, "structure", "", "others have the property dyce_category, this has not", (obj,)))
    for obj in bpy.context.scene.objects:
        if obj.type in GEOMETRY and obj not in shown and obj not in roots:
            marks = obj.name == WALKABLE
            roles.append(Role(obj, "ignored", "", "marks the walkable floor" if marks else "hidden from renders", ()))
    order = ("instance", "structure", "ignored")
    return sorted(roles, key=lambda role: (order.index(role.kind), role.root.name))


def _depth(obj: bpy.types.Object) -> int:
    return 0 if obj.parent is None else 1 + _depth(obj.parent)


def _label(obj: bpy.types.Object) -> tuple[str, str] | None:
    """The category that an object says it has, and where it says so."""
    if obj.get("dyce_category"):
        return str(obj["dyce_category"]), "property dyce_category"
    number = obj.get("category_id")
    if isinstance(number, int | float) and number > 0:
        return f"category_{int(number)}", "property category_id"
    return None


def _guess(shown: set[bpy.types.Object]) -> dict[bpy.types.Object, tuple[str, str]]:
    """Category ('' for structure) and reason of each root, where nothing says what is what."""
    tops = {_top(obj) for obj in shown}
    while folder := next((top for top in tops if _is_folder(top, shown)), None):
        tops.remove(folder)
        tops |= {child for child in folder.children if child in shown or set(child.children_recursive) & shown}
    found = {}
    for top in tops:
        sounds = [name for name in (top.name, *(c.name for c in top.users_collection)) if STRUCTURE.search(name)]
        if top.get("dyce_structure"):
            found[top] = "", "property dyce_structure"
        elif sounds:
            found[top] = "", f"the name {sounds[0]!r}"
        elif top.instance_type == "COLLECTION":
            found[top] = _category_of(top.name), "a collection instance"
        else:
            found[top] = _category_of(top.name), "a hierarchy" if top.children else "an object"
    return found


def _top(obj: bpy.types.Object) -> bpy.types.Object:
    """The highest object above one, itself if there is none."""
    return obj if obj.parent is None else _top(obj.parent)


def _is_folder(top: bpy.types.Object, shown: set[bpy.types.Object]) -> bool:
    """Whether an empty is there to hold the scene together rather than to be one thing."""
    if top.type != "EMPTY" or top.instance_type == "COLLECTION" or len(top.children) < 1 or len(shown) < 3:
        return False
    return len(set(top.children_recursive) & shown) > WHOLE * len(shown)


def _category_of(name: str) -> str:
    """A category that a name contains, else the name itself without its number."""
    word = re.sub(r"\W+", "_", re.sub(r"(?<!\d)[._-]?\d+$", "", name)).strip("_").lower()
    known = sorted(categories.load(), key=len, reverse=True)
    return next((category for category in known if re.search(rf"(?:^|_){category}s?(?:_|$)", word)), word or "object")
