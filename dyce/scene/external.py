"""The files that an opened scene refers to: found, held on to from wherever its stage lies, or named as missing (bpy)."""

import os
import re
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

import bpy
import mathutils

from dyce.errors import DyceError
from dyce.scene.caches import hold_caches
from dyce.scene.sources import Source
from dyce.scene.used import UsedNode, used_data, used_nodes

__all__ = ["External", "hold_external"]

ENTRIES = 20_000
"""Files and folders that are looked through for a missing file, at the most."""
NAMED = 3
"""Missing files that an error names."""
BESIDE = re.compile(
    r"tex(ture)?s?|maps?|images?|img|materials?|libs?|librar(y|ies)|assets?|fonts?|hdris?", re.IGNORECASE
)
"""Folders beside that of the scene in which its files may lie, too."""
IMAGE_NODES = {"ShaderNodeTexImage", "ShaderNodeTexEnvironment"}
GREY = (0.5, 0.5, 0.5)
FLAT = (0.5, 0.5, 1.0)
"""A normal map that changes nothing."""


@dataclass
class External:
    """What came of the files that a scene refers to."""

    notes: list[str] = field(default_factory=list)
    """What was found elsewhere, one line each."""
    missing: list[str] = field(default_factory=list)
    """What renders and is missing, and was replaced, one line each."""
    needs: set[Path] = field(default_factory=set)
    """The files that the stage depends on, absolute; those that are missing, too."""


def hold_external(source: Source, lost: list[str]) -> External:
    """Make a scene independent of where it is saved: linked data its own, paths absolute, missing files found by name.

    What is missing nevertheless is replaced by something neutral, where that is allowed.

    Args:
        source: the scene.
        lost: what was found missing when it was read, in words.

    Raises:
        DyceError: something that renders is missing, and `--allow-missing` is not told.
    """
    external = External()
    search = _Search(source.path if source.path.is_dir() else source.path.parent)
    lost = lost + _make_local(external, search)
    bpy.ops.file.make_paths_absolute()
    _load_again(external, search)
    used = used_data()
    blanks, bare = _blanks(used, external, search)
    named = [node for node in blanks if node.node.image and _bare(node.node.image.filepath_raw)]
    lost += _lost_images([*(node.node.image for node in named), *bare])
    empty = sorted({node.owner.name for node in blanks if node not in named})
    if source.path.suffix.lower() in {".fbx", ".glb", ".gltf", ".obj"} and not all(node.node.image for node in blanks):
        # their importers make a node without an image where they do not find the texture or can't read it
        lost += [f"a texture of the material {name}" for name in empty]
        empty = []
    lost += [line for data in sorted(used, key=_name) if (line := _lost_file(data, external, search))]
    lost += _lost_profiles(used, external, search)
    lost_caches, caches = hold_caches(data for data in used if isinstance(data, bpy.types.Object))
    lost, external.needs = lost + lost_caches, external.needs | caches | search.missed
    if lost and not source.told.allow_missing:
        raise DyceError(
            f"{source.path} needs {'a file that is' if len(lost) == 1 else f'{len(lost)} files that are'} missing or unreadable: "
            f"{_some(lost)}; put them beside the file, or say --allow-missing to render with something neutral in their place"
        )
    for node in blanks:
        node.node.image = _neutral(node)
    for image in bare:
        image.source, image.generated_color = "GENERATED", (*GREY, 1.0)
    if lost:
        external.missing.append(f"missing, with something neutral in their place: {_some(lost)}")
    if empty:
        external.missing.append(f"image nodes without an image, neutral now, of the materials {_some(empty)}")
    return external


def _some(lines: list[str]) -> str:
    """The first few of some things, and how many more there are."""
    return "; ".join(lines[:NAMED]) + (f"; and {len(lines) - NAMED} more" if len(lines) > NAMED else "")


def _blanks(
    used: set[bpy.types.ID], external: External, search: "_Search"
) -> tuple[list[UsedNode], list[bpy.types.Image]]:
    """The used nodes whose image is not there, and the images that are not there and used elsewhere."""
    nodes = [node for node in used_nodes(used) if node.node.bl_idname in IMAGE_NODES]
    present: dict[tuple[bpy.types.Image, int], bool] = {}
    for image, user in ((node.node.image, node.node.image_user) for node in nodes):
        if image and (image, _frame(user)) not in present:
            present[image, _frame(user)] = _present(image, user, external, search)
    blanks = [node for node in nodes if not present.get((node.node.image, _frame(node.node.image_user)))]
    shaded = {node.node.image for node in nodes}
    others = [data for data in used if isinstance(data, bpy.types.Image) and data not in shaded]
    return blanks, [image for image in sorted(others, key=_name) if not _present(image, None, external, search)]


class _Search:
    """Finds files by their bare names in a folder, those below it, and those beside it that hold textures by their name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Path] | None = None
        self.missed: set[Path] = set()
        """Where a file would have been found that was not: should it come, the scene is another."""

    def find(self, path: str) -> Path | None:
        """The nearest file of the same name, in any case; a path may be of another machine."""
        name = _bare(path)
        if self.files is None:
            self.files = self._walk()
        found = self.files.get(name.casefold()) if name else None
        if name and not found:
            self.missed |= {_absolute(path), self.folder / name, self.folder / "textures" / name}
        return found

    def _walk(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        ahead = deque([self.folder])
        try:
            siblings = sorted(entry for entry in self.folder.parent.iterdir() if BESIDE.fullmatch(entry.name))
            ahead += [entry for entry in siblings if entry.is_dir() and entry != self.folder]
        except OSError:
            pass  # a folder that may be read need not lie in one that may
        seen = 0
        while ahead and seen < ENTRIES:
            try:
                entries = sorted(os.scandir(ahead.popleft()), key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in entries:
                seen += 1
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(Path(entry.path))
                elif entry.is_file():
                    found.setdefault(entry.name.casefold(), Path(entry.path))
        return found


def _name(data: bpy.types.ID) -> str:
    return str(data.name_full)


def _bare(path: str) -> str:
    """The last part of a path, of whatever machine it is."""
    return re.split(r"[\\/]", path)[-1]


def _absolute(path: str) -> Path:
    return Path(bpy.path.abspath(path)).absolute()


def _make_local(external: External, search: _Search) -> list[str]:
    """Make all linked data the scene's own; say what of it is used and missing."""
    tried: set[str] = set()
    while lost := [library for library in bpy.data.libraries if library.is_missing and library.name not in tried]:
        for library in lost:
            tried.add(library.name)
            found = search.find(library.filepath)
            if found:
                external.notes.append(_taken("library", library.filepath, found))
                library.filepath = str(found)
                library.reload()
    external.needs |= {_absolute(each.filepath) for each in bpy.data.libraries if not each.is_missing}
    used = used_data() if any(data.is_missing for data in bpy.data.user_map()) else set()
    missing = sorted((data for data in used if data.is_missing and data.library), key=_name)
    lost_libraries = {data.library.filepath for data in missing if data.library.is_missing}
    lines = [f"the linked library {path}" for path in sorted(lost_libraries)]
    lines += [
        f"{data.id_type.lower()} {data.name!r} of the linked library {data.library.filepath}"
        for data in missing
        if not data.library.is_missing
    ]
    for data in [data for data in bpy.data.user_map() if data.override_library and not data.library]:
        if _alive(data) and _linked(data):
            data.make_local(clear_liboverride=True)
    # all at once: one by one, what refers to another gets a copy of it, and parts lose their parents
    if bpy.ops.object.make_local.poll():
        bpy.ops.object.make_local(type="ALL")
    # what is linked in turn by what is linked can be made local only after it
    while linked := [data for data in bpy.data.user_map() if _linked(data)]:
        for data in linked:
            if _alive(data):
                data.make_local(clear_liboverride=True)
        if len([data for data in bpy.data.user_map() if _linked(data)]) >= len(linked):
            break
    while bpy.data.libraries:  # those that one links in turn go with it
        bpy.data.libraries.remove(bpy.data.libraries[0])
    return lines


def _linked(data: bpy.types.ID) -> bool:
    return bool(data.library or data.override_library) and not data.is_embedded_data and data.id_type != "LIBRARY"


def _alive(data: bpy.types.ID) -> bool:
    try:
        return bool(data.name)
    except ReferenceError:  # went with what was made local before it
        return False


def _load_again(external: External, search: _Search) -> None:
    """Take the files of a name that are near for the blanks that an importer makes, which never load."""
    for blank in [image for image in bpy.data.images if image.source == "FILE" and image.type == "UV_TEST"]:
        found = search.find(blank.filepath_raw)
        if found:
            external.notes.append(_taken("texture", blank.filepath_raw, found))
            image = bpy.data.images.load(str(found))
            image.colorspace_settings.name = blank.colorspace_settings.name
            blank.user_remap(image)


def _taken(what: str, path: str, found: Path) -> str:
    return f"the {what} {path} is not there; {found} is taken for it"


def _present(image: bpy.types.Image, user: bpy.types.ImageUser | None, external: External, search: _Search) -> bool:
    """Whether an image is there and can be read, from where it says or from where a file of its name lies."""
    if image.source not in {"FILE", "TILED", "SEQUENCE", "MOVIE"} or image.type in {"RENDER_RESULT", "COMPOSITING"}:
        return True
    if not image.packed_files:
        lost = next((path for path in _paths(image, user) if not path.is_file()), None)
        if lost:
            found = search.find(str(lost))
            if not found:
                return False
            external.notes.append(_taken("texture", image.filepath_raw, found))
            image.filepath_raw = str(found.with_name(_bare(image.filepath_raw)) if image.source == "TILED" else found)
            image.reload()
        paths = _paths(image, user)
        if not all(path.is_file() for path in paths):
            return False
        external.needs |= set(paths)
    if image.source in {"MOVIE", "SEQUENCE"}:
        return True
    readable = all(image.size)
    image.buffers_free()
    return readable


def _paths(image: bpy.types.Image, user: bpy.types.ImageUser | None) -> list[Path]:
    """The files of an image: one, one a tile, or that of the current frame."""
    path = image.filepath_raw
    if not path:
        return [Path(image.name)]
    if image.source == "TILED":
        return [_absolute(_tile_of(path, tile.number)) for tile in image.tiles]
    if image.source == "SEQUENCE" and user is not None:
        return [_frame_of(_absolute(path), user)]
    return [_absolute(path)]


def _tile_of(path: str, number: int) -> str:
    """The path of a tile, by either of the two words that stand for its number."""
    row, column = divmod(number - 1001, 10)
    return path.replace("<UDIM>", str(number)).replace("<UVTILE>", f"u{column + 1}_v{row + 1}")


def _frame(user: bpy.types.ImageUser) -> int:
    """The number of the picture of a sequence that is shown at the scene's frame."""
    frame = bpy.context.scene.frame_current - user.frame_start
    last = max(user.frame_duration, 1)
    frame = frame % last if user.use_cyclic else min(max(frame, 0), last - 1)
    return int(frame + 1 + user.frame_offset)


def _frame_of(path: Path, user: bpy.types.ImageUser) -> Path:
    """The file of a sequence that is shown at the scene's frame."""
    number = re.search(r"\d+(?=\D*$)", path.name)
    if not number:
        return path
    shown = f"{_frame(user):0{len(number.group())}}"
    return path.with_name(path.name[: number.start()] + shown + path.name[number.end() :])


def _lost_images(images: list[bpy.types.Image]) -> list[str]:
    return list(dict.fromkeys(f"the texture {image.filepath_raw or image.name}" for image in images))


def _lost_file(data: bpy.types.ID, external: External, search: _Search) -> str:
    """What of a font, a volume or a geometry cache is missing; nothing where it is there."""
    if not isinstance(data, bpy.types.VectorFont | bpy.types.Volume | bpy.types.CacheFile):
        return ""
    if data.filepath == "<builtin>" or not _bare(data.filepath) or getattr(data, "packed_file", None):
        return ""
    path = _absolute(data.filepath)
    if not path.is_file():
        found = search.find(data.filepath)
        if not found:
            return f"the {WORDS[data.id_type]} {data.filepath}"
        external.notes.append(_taken(WORDS[data.id_type], data.filepath, found))
        data.filepath, path = str(found), found
    external.needs.add(path)
    return ""


WORDS = {"FONT": "font", "VOLUME": "volume", "CACHEFILE": "geometry cache"}


def _lost_profiles(used: set[bpy.types.ID], external: External, search: _Search) -> list[str]:
    """The photometric profiles of lamps (IES) that are missing."""
    lost = []
    for node in (each.node for each in used_nodes(used)):
        if node.bl_idname == "ShaderNodeTexIES" and node.mode == "EXTERNAL" and node.filepath:
            path = _absolute(node.filepath)
            if not path.is_file():
                found = search.find(node.filepath)
                if not found:
                    lost.append(f"the lamp profile {node.filepath}")
                    continue
                external.notes.append(_taken("lamp profile", node.filepath, found))
                node.filepath, path = str(found), found
            external.needs.add(path)
    return lost


def _neutral(lost: UsedNode) -> bpy.types.Image:
    """What stands in for a missing texture: its material's colour in the viewport, a flat normal map, or mid grey."""
    outgoing = [link.to_node.type for link in lost.tree.links if link.from_node == lost.node]
    old = lost.node.image
    data = bool(old) and old.colorspace_settings.is_data
    image = bpy.data.images.new(f"neutral for {old.name if old else lost.owner.name}", 4, 4)
    image.colorspace_settings.is_data = data or "NORMAL_MAP" in outgoing
    if "NORMAL_MAP" in outgoing:
        colour = FLAT
    elif data or not isinstance(lost.owner, bpy.types.Material):
        colour = GREY
    else:
        colour = tuple(lost.owner.diffuse_color[:3])
    if not image.colorspace_settings.is_data:
        colour = tuple(mathutils.Color(colour).from_scene_linear_to_srgb())
    image.generated_color = (*colour, 1.0)
    return image
