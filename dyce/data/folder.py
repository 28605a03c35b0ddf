"""The views that lie in a data folder, and those of them that can be trusted."""

from pathlib import Path

from dyce.data.check import check_record
from dyce.data.manifest import Damaged, Scene
from dyce.data.record import Record, is_whole, read_record
from dyce.data.splits import part_of
from dyce.errors import DyceError

__all__ = ["in_part", "read_view", "scene_names", "views"]


def scene_names(data: Path) -> list[str]:
    """The scenes that have views in a data set, sorted.

    Raises:
        DyceError: there are none.
    """
    names = sorted({folder.parent.name for folder in data.glob("[!.]*/[0-9]*") if folder.is_dir()})
    if not names:
        raise DyceError(f"{data} holds no views; render some first: dyce render --scene kitchen3 --out {data}")
    return names


def views(data: Path, scene: str) -> list[Path]:
    """The folders of a scene's views, sorted; unlike `dyce.data.record.records`, also those that have lost their record."""
    return sorted(folder for folder in (data / scene).glob("[0-9]*") if folder.is_dir())


def in_part(folder: Path, part: str) -> bool:
    """Whether a view's folder is in a part of the data set: a scene, or a range of its views."""
    scene, wanted = part_of(part)
    number = folder.name
    return folder.parent.name == scene and (wanted is None or (number.isdecimal() and int(number) in wanted))


def read_view(folder: Path, scene: Scene, digests: bool = False) -> Record:
    """A record that agrees with itself, with its files (with `digests`, byte for byte) and with what is known of its scene.

    Raises:
        Damaged: it does not.
    """
    try:
        record = read_record(folder)
        check_record(folder, record)
    except DyceError as error:
        raise Damaged(str(error)) from error
    if digests and not is_whole(folder):
        raise Damaged(f"{folder}: a file has changed since it was rendered; remove the folder and render it again")
    for instance in record.instances if scene.instances else []:
        if scene.instances.get(instance.id) != (instance.name, instance.category):
            raise Damaged(f"{folder}: {instance.name} is not instance {instance.id} of the scene; render it again")
    return record
