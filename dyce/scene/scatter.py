"""What is scattered (by geometry nodes, particles, vertices, faces): each copy somebody's, in index, owner and trace alike (bpy).

Blender gives every copy of an object the pass index of that object. Copies belong to whoever scatters them, so that is the index
that the scattered object gets. Where it is an instance by its own label, or stands in the scene itself, copies become objects.
"""

from collections import defaultdict

import bpy
import numpy as np
from mathutils import Matrix

from dyce.errors import DyceError

__all__ = ["LABELS", "RAYS", "own_scatters", "settle_scatters"]

LABELS = ("dyce_category", "category_id")
"""Properties by which an object says that it is an instance."""
RAYS = (
    "visible_camera",
    "visible_diffuse",
    "visible_glossy",
    "visible_transmission",
    "visible_volume_scatter",
    "visible_shadow",
)
"""The kinds of rays that an object can be visible to."""
CHILDREN = {"VERTS", "FACES"}
"""Ways of an object to scatter its children."""
MOST = 5000
"""Copies of one object that are made objects."""
UNSCATTERED = {"LIGHT", "LIGHT_PROBE", "CAMERA", "EMPTY", "ARMATURE", "LATTICE", "SPEAKER"}
"""Types of objects whose copies no index tells apart."""

CLOSE = 1e-3
"""A part of a copy is at most so far, in sizes of the largest number of its place, from where its head says."""

Made = dict[bpy.types.Object, list[tuple[bpy.types.Object, Matrix]]]
"""By who scatters it, the copies of an object, and where they are."""
Places = dict[bpy.types.Object, dict[bpy.types.Object, list[Matrix]]]


def settle_scatters() -> None:
    """Make objects of the copies of what has a label, stands in the scene itself or is scattered by several things.

    A copy is parented to what scatters it, and so belongs to it, unless it has a label of its own.

    Raises:
        DyceError: there are too many.
    """
    scattered = _scattered()
    labels = {source: next((each for each in _above(source) if _labelled(each)), None) for source in scattered}
    heads: dict[bpy.types.Object, bpy.types.Object] = {}
    """Of each label, what its copies' other parts hang on."""
    for source, label in labels.items():
        if label and (source == label or label not in labels):
            heads.setdefault(label, source)
    made: dict[bpy.types.Object, Made] = {}
    said = {label: {key: label[key] for key in LABELS if key in label} for label in heads}
    for source in sorted(scattered, key=lambda each: each not in heads.values()):
        places, label = scattered[source], labels[source]
        tops = {_top(emitter) for emitter in places}
        if _shown(source):
            tops.add(_top(source))
        if label is None and len(tops) == 1:
            continue
        many = sum(len(matrices) for matrices in places.values())
        if many > MOST:
            why = "it has a category of its own" if label else "it also stands elsewhere"
            mend = (
                "take dyce_category from it"
                if label
                else "hide it from renders, or scatter a copy of it that is hidden"
            )
            scatterer = next(iter(places)).name
            raise DyceError(
                f"{scatterer!r} scatters {many} copies of {source.name!r}, and {why}: at most {MOST} can be told apart; {mend}"
            )
        head = heads.get(label) if label else None
        there = _where(made[head], _from(label, head), _from(label, source)) if head in made else {}
        made[source] = _make_real(source, places, said.get(label, {}), there)
    bpy.context.view_layer.update()


def own_scatters() -> None:
    """Give what is scattered the pass index of what scatters it."""
    for source, places in _scattered().items():
        source.pass_index = next(iter(places)).pass_index


def _scattered() -> Places:
    """Where each object is scattered, by the object and by who scatters it; Blender units, world."""
    found: Places = defaultdict(lambda: defaultdict(list))
    for item in bpy.context.evaluated_depsgraph_get().object_instances:
        if item.is_instance and item.show_self and item.object.type not in UNSCATTERED:
            source, emitter = item.object.original, item.parent.original
            if source != emitter and any(getattr(source, ray) for ray in RAYS):
                found[source][emitter].append(item.matrix_world.copy())
    return found


def _make_real(
    source: bpy.types.Object,
    places: dict[bpy.types.Object, list[Matrix]],
    labels: dict[str, str | int],
    heads: dict[bpy.types.Object, tuple[np.ndarray, list[bpy.types.Object], list[Matrix]]],
) -> Made:
    """Put an object at each of its copies' places and at its own; the scattered ones are seen by no ray from now on.

    A copy hangs on the head's that it belongs to, by where that says it must be; else it has the label.
    """
    if _shown(source):
        _take_place(source)
    made: Made = defaultdict(list)
    for emitter, matrices in places.items():
        collection = next(iter(emitter.users_collection), bpy.context.scene.collection)
        # what scatters its children would scatter these again
        carrier = emitter.parent if emitter.instance_type in CHILDREN else emitter
        for matrix in matrices:
            copy = _copy(source)
            parent, stands = carrier, carrier.matrix_world if carrier else Matrix()
            told = labels
            if emitter in heads:
                wanted, copies, at = heads[emitter]
                off = np.abs(wanted - np.array(matrix).ravel()).max(1)
                if off.min() < CLOSE * np.abs(wanted).max():
                    parent, stands, told = copies[off.argmin()], at[off.argmin()], {}
            copy.parent, copy.parent_type = parent, "OBJECT"
            if parent:  # all of it in the parent's inverse, which can hold a shear
                copy.matrix_parent_inverse, copy.matrix_basis = stands.inverted_safe() @ matrix, Matrix()
            else:
                copy.matrix_basis = matrix
            for key in LABELS:
                if key in copy:
                    del copy[key]
            for key, value in told.items():
                copy[key] = value
            collection.objects.link(copy)
            made[emitter].append((copy, matrix))
    for ray in RAYS:
        setattr(source, ray, False)
    for key in LABELS:
        if key in source:
            del source[key]
    return made


def _where(
    made: Made, head: Matrix, part: Matrix
) -> dict[bpy.types.Object, tuple[np.ndarray, list[bpy.types.Object], list[Matrix]]]:
    """By who scatters, where a head's copies have another part of it, (N, 16), the copies, and where they are themselves.

    Args:
        made: the head's copies.
        head: where the head is in what has the label.
        part: where the other part is.
    """
    step = head.inverted_safe() @ part
    return {
        emitter: (
            np.array([np.array(matrix @ step).ravel() for _, matrix in copies]),
            [copy for copy, _ in copies],
            [matrix for _, matrix in copies],
        )
        for emitter, copies in made.items()
    }


def _from(above: bpy.types.Object, obj: bpy.types.Object) -> Matrix:
    """Where an object is in one that it hangs on, directly or not."""
    found = Matrix()
    while obj != above:
        found = obj.matrix_parent_inverse @ obj.matrix_basis @ found
        obj = obj.parent
    return found


def _copy(source: bpy.types.Object) -> bpy.types.Object:
    """The object again, as it is rendered, without what places it."""
    copy = source.copy()
    copy.animation_data_clear()
    copy.constraints.clear()
    copy.instance_type = "NONE"
    copy.delta_location, copy.delta_scale = (0, 0, 0), (1, 1, 1)
    copy.delta_rotation_euler, copy.delta_rotation_quaternion = (0, 0, 0), (1, 0, 0, 0)
    copy.hide_render = copy.hide_viewport = False
    return copy


def _take_place(source: bpy.types.Object) -> None:
    """Let a twin stand where an object stands, by its name, with all that hangs on it."""
    twin, name = source.copy(), source.name
    source.name = f"{name}.scattered"
    twin.name = name
    for collection in _unscattered(source.users_collection):
        collection.objects.link(twin)
    for child in source.children:
        inverse = child.matrix_parent_inverse.copy()
        child.parent, child.matrix_parent_inverse = twin, inverse
    source.hide_render = source.hide_viewport = True


def _unscattered(collections: tuple[bpy.types.Collection, ...]) -> list[bpy.types.Collection]:
    """Those of some collections that nothing scatters; the scene's where there is none."""
    users = bpy.data.user_map(subset=collections)
    free = [
        each for each in collections if all(user.id_type in {"SCENE", "COLLECTION"} for user in users.get(each, ()))
    ]
    return free or [bpy.context.scene.collection]


def _shown(obj: bpy.types.Object) -> bool:
    """Whether an object is rendered where it stands: one that is there for its parent to scatter is not."""
    parent = obj.parent
    if parent and parent.instance_type in CHILDREN:
        return False
    return not obj.hide_render and obj.name in bpy.context.view_layer.objects and obj.visible_get()


def _above(obj: bpy.types.Object) -> list[bpy.types.Object]:
    """The object, its parent, and so on, up to what scatters it by its own vertices or faces."""
    found = [obj]
    while (parent := found[-1].parent) and parent.instance_type not in CHILDREN:
        found.append(parent)
    return found


def _labelled(obj: bpy.types.Object) -> bool:
    return any(obj.get(key) for key in LABELS)


def _top(obj: bpy.types.Object) -> bpy.types.Object:
    return obj if obj.parent is None else _top(obj.parent)
