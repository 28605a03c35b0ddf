"""One view's record: what it holds, written whole or not at all, and read.

A record is a folder `<data>/<scene>/<view>/` with `record.json`, the image, the depth and one appearance an instance.
The JSON's fields are those of the dataclasses here, in the same names; `docs/record.md` shows one. Those that hold a picture or
a mask declare it (`dyce.data.modality`): to record something more of a view or of an object is to declare a field here.
"""

import glob
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from dyce.data.mask import BoxXYWH, Rle
from dyce.data.modality import Part, declarations, mask, modalities, picture
from dyce.data.strict_json import read_strict_json
from dyce.errors import DyceError
from dyce.settings import flag_of

__all__ = [
    "FORMAT",
    "OF_AN_OBJECT",
    "OF_A_VIEW",
    "Camera",
    "Coverage",
    "Instance",
    "Named",
    "Occluder",
    "Overscan",
    "Record",
    "describe",
    "fields_of",
    "is_whole",
    "read_record",
    "record_folder",
    "records",
    "sweep_partial",
    "write_record",
]

FORMAT = 1
"""Version of the record's layout; a reader refuses any other."""


@dataclass(frozen=True)
class Camera:
    """A pinhole camera. Axes as in OpenCV: x right, y down, z forward."""

    K: list[list[float]]
    """(3, 3) intrinsics in pixels; the centre of the top left pixel is at (0.5, 0.5)."""
    world_from_camera: list[list[float]]
    """(4, 4) pose, metres, world with Z up."""
    eye_height: float
    """Metres above the floor; above the lowest instance where the rig knows of no floor (an orbit, given poses)."""
    target: str
    """The name of the instance that the camera was aimed at; of a given pose, what is nearest its middle, if anything is."""


@dataclass(frozen=True)
class Occluder:
    """What stands before an instance somewhere: another instance, or structure."""

    id: int
    """The other instance's id; 0 for structure."""
    name: str
    """The other instance's name; `structure` for id 0."""
    pixels: int
    """In `hidden_by`, of the invisible mask, where it is what is seen; in `behind`, of the full mask, where it is nearer."""


@dataclass(frozen=True)
class Named:
    """An instance that a record names and does not annotate: too few of its pixels are seen, or none."""

    id: int
    name: str
    category: str


@dataclass(frozen=True)
class Coverage:
    """Soft masks: the share of each pixel that an instance covers."""

    box: BoxXYWH
    """Where its full coverage is not 0."""
    visible: Annotated[
        str,
        picture(
            "coverage/{id:04d}.visible.png",
            "uint8",
            "the share of each pixel that is seen of it",
            unit="of 255",
            within="box",
        ),
    ]
    full: Annotated[
        str,
        picture(
            "coverage/{id:04d}.full.png",
            "uint8",
            "the share that it covers, with all others hidden",
            unit="of 255",
            within="box",
        ),
    ]


@dataclass(frozen=True)
class Overscan:
    """An instance's full mask with what is beyond the image's edges, as far as the record's `overscan` reaches."""

    full: Annotated[Rle, mask("the full mask in the wider frame; its middle is the full mask", wide=True)]
    box: BoxXYWH
    """In the image's coordinates: x and y may be negative."""
    area: int
    """Pixels."""
    truncated: bool
    """Whether it touches the wider frame's edge."""


@dataclass(frozen=True)
class Instance:
    """One annotated object in one view."""

    id: int
    """1..N, the same in all views of a scene."""
    name: str
    """Its name in Blender."""
    category: str
    model: str
    """The model it was made from, as credits name it; empty where the scene does not say."""
    visible: Annotated[Rle, mask("SV: the pixels at which it is seen")]
    full: Annotated[Rle, mask("SF: the pixels at which it would be seen with all others hidden")]
    invisible: Annotated[Rle, mask("SI: SF minus SV")]
    visible_box: BoxXYWH
    full_box: BoxXYWH
    visible_area: int
    """Pixels."""
    full_area: int
    """Pixels."""
    occlusion_rate: float
    """Invisible over full area, in [0, 1)."""
    hidden_by: list[Occluder]
    """Most pixels first."""
    truncated: bool
    """Whether the full mask touches the frame's edge."""
    appearance: Annotated[
        str,
        picture(
            "appearance/{id:04d}.png",
            "uint8",
            "RGBA, what it looks like with nothing in front of it; alpha is the full mask",
            channels=4,
            unit="display values",
            within="full_box",
        ),
    ]
    appearance_from: str
    """`image` where nothing is in front (the image's own pixels), else `isolation`."""
    behind: list[Occluder] | None = None
    """Who is in front of it, seen or not: the pixels of its full mask at which the other one, alone, would be nearer; most first.

    Annotated instances only, no structure; None in records older than the field."""
    lifted: list[int] | None = None
    """The ids of those that were out of the way, and did not light it either, when its appearance was rendered, in order.

    None where its appearance is the image's, and in records older than the field."""
    light_shift: float | None = None
    """By how many levels its appearance is brighter than the image where it is seen, mean; negative where darker.

    None where its appearance is the image's, and in records older than the field."""
    coverage: Annotated[Coverage | None, Part(Coverage, "soft masks", asked_by="soft_masks")] = None
    overscan: Annotated[
        Overscan | None, Part(Overscan, "what it has beyond the image's edges", asked_by="overscan")
    ] = None


@dataclass(frozen=True)
class Record:
    """All that is known of one view."""

    scene: str
    view: int
    width: int
    height: int
    camera: Camera
    image: Annotated[str, picture("image.png", "uint8", "RGB, what the camera sees", channels=3, unit="display values")]
    depth: Annotated[
        str,
        picture(
            "depth.png",
            "uint16",
            "the distance along the optical axis; 0 where there is no surface, 65535 from 65535 units on",
            unit="metres",
            scale="depth_scale",
        ),
    ]
    depth_scale: float
    """Metres a unit."""
    instances: list[Instance]
    settings: dict[str, Any]
    """The resolved settings of the render, the seed among them."""
    versions: dict[str, str]
    device: str
    """What rendered it, as Blender names it."""
    seconds: dict[str, float]
    """Wall time by stage."""
    files: dict[str, str]
    """SHA-256 of every other file of the record."""
    overscan: list[int] | None = None
    """With `--overscan`: [x, y], the pixels by which the wider frame exceeds the image left and right, above and below."""
    others: list[Named] | None = None
    """Those that `hidden_by` and `lifted` name without their being among the instances, by id; None in older records."""
    format: int = FORMAT

    @property
    def names(self) -> dict[int, str]:
        """By id, of all instances that the record annotates or names."""
        return {each.id: each.name for each in (*self.instances, *(self.others or ()))}


OF_A_VIEW, OF_AN_OBJECT = modalities(Record), modalities(Instance)
"""The table of what is recorded: of a view, and of each object in it."""


def describe() -> list[str]:
    """The table of modalities in Markdown: docs/record.md on the site has it."""
    rows = ["| of | name | file | pixels | unit | in | asked for by | what |", "|---|---|---|---|---|---|---|---|"]
    for of, table in (("a view", OF_A_VIEW), ("an object", OF_AN_OBJECT)):
        for each in table:
            file = f"`{each.path}`" if each.path else "record.json, RLE"
            group, _, _ = each.name.rpartition(".")
            frame = (
                f"`{group + '.' if group else ''}{each.within}`"
                if each.within
                else "the wider frame"
                if each.wide
                else "the image"
            )
            unit = " x ".join(filter(None, (each.unit, f"`{each.scale}`" if each.scale else "")))
            asked_by = f"`{flag_of(each.asked_by)}`" if each.asked_by else ""
            rows.append(
                f"| {of} | `{each.name}` | {file} | {each.dtype} {each.shape} | {unit} | {frame} | {asked_by} | {each.says} |"
            )
    return rows


def record_folder(data: Path, scene: str, view: int) -> Path:
    """Where the record of a view lies in a data set."""
    return data / scene / f"{view:06d}"


def fields_of(record: Record) -> dict[str, Any]:
    """A record as plain JSON values, without what it does not have."""
    return asdict(record, dict_factory=lambda items: {key: value for key, value in items if value is not None})


def write_record(folder: Path, record: Record, files: Mapping[str, bytes]) -> None:
    """Write a record and its files so that `folder` appears whole or not at all.

    Args:
        folder: what `record_folder` says; its parent need not exist.
        record: its `files` is filled in here.
        files: content by path relative to `folder`.

    Raises:
        DyceError: the disk is full or the folder can't be written.
    """
    partial = folder.with_name(f".{folder.name}.partial")
    content = fields_of(record) | {"files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for name, data in [*files.items(), ("record.json", json.dumps(content).encode())]:
            path = partial / name
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        if folder.exists():  # what stands there was not whole, or it would not be written again
            shutil.rmtree(folder)
        partial.rename(folder)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise DyceError(f"{folder} can't be written ({error.strerror}); make room or choose another --out") from error


def sweep_partial(scene: Path) -> None:
    """Remove what an interrupted run left half written in a scene's folder. No other run may be writing there."""
    for partial in scene.glob(".*.partial"):
        shutil.rmtree(partial, ignore_errors=True)


def _fields(folder: Path) -> dict[str, Any]:
    path = folder / "record.json"
    try:
        fields = read_strict_json(path)
    except (OSError, ValueError, RecursionError) as error:
        raise DyceError(f"{path} can't be read ({error}); run the same `dyce render` again to mend it") from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise DyceError(f"{path} is not a record of format {FORMAT}; render into another folder with this dyce")
    return fields


def read_record(folder: Path) -> Record:
    """The record in a folder.

    Raises:
        DyceError: it is missing, damaged, or of another format.
    """
    fields = _fields(folder)
    try:
        fields["camera"] = Camera(**fields["camera"])
        fields["instances"] = [_instance(entry) for entry in fields["instances"]]
        if "others" in fields:
            fields["others"] = [Named(**entry) for entry in fields["others"]]
        return Record(**fields)
    except (TypeError, KeyError) as error:
        raise DyceError(
            f"{folder / 'record.json'} lacks or adds fields ({error}); run the same `dyce render` again to mend it"
        ) from error


def _instance(entry: dict[str, Any]) -> Instance:
    parts: dict[str, Any] = {"hidden_by": [Occluder(**occluder) for occluder in entry["hidden_by"]]}
    if "behind" in entry:
        parts["behind"] = [Occluder(**other) for other in entry["behind"]]
    for name, declared in declarations(Instance).items():
        if isinstance(declared, Part) and name in entry:
            parts[name] = declared.kind(**entry[name])
    return Instance(**{**entry, **parts})


def is_whole(folder: Path) -> bool:
    """Whether a record is there with every file that it names, unchanged."""
    try:
        files = _fields(folder)["files"]
        return all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in files.items())
    except (DyceError, OSError, KeyError, AttributeError):
        return False


def records(data: Path, scene: str | None = None) -> Iterator[Path]:
    """The folders of all records of a data set (or of one of its scenes), by scene and view."""
    for folder in sorted(data.glob(f"{glob.escape(scene) if scene else '*'}/[0-9]*")):
        if (folder / "record.json").is_file():
            yield folder
