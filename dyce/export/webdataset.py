"""WebDataset shards: tar files to train from, over a network too, that are read from front to back.

A sample is a view. Its files have the same path up to the first dot of the name:

    kitchen3/000012.json                    the record, with the split and the ids that annotation files give
    kitchen3/000012.image.png               and .depth.png, both as in the record
    kitchen3/000012.appearance.7.png        of instance 7, and so on; likewise .coverage.visible.7.png and .coverage.full.7.png

`__credits__` comes first in every shard; readers skip it. The same data give the same bytes.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from dyce.data import splits
from dyce.data.division import keep_division, written_earlier
from dyce.data.manifest import Damaged
from dyce.data.record import OF_A_VIEW, OF_AN_OBJECT, fields_of
from dyce.errors import UsageError
from dyce.export.annotations import Exported
from dyce.export.origin import Shot, head, nothing_whole, read_origin, shots
from dyce.export.replace import MARK, replacing

__all__ = ["export_webdataset"]

MEGABYTE = 1_000_000


def export_webdataset(
    data: Path,
    *,
    out: Path | None = None,
    split: splits.Division = splits.splits,
    shard_megabytes: int = 256,
    strict: bool = False,
) -> Exported:
    """Write `<split>/000000.tar`, ... and `<split>/credits.json`; a split without views is a folder without shards.

    Args:
        data: a data set's folder.
        out: the folder to write to; `<data>/webdataset`. The splits' folders in it are replaced whole.
        split: how to divide the scenes; see `dyce.data.splits`.
        shard_megabytes: a shard is closed at the first view that makes it so big.
        strict: as in `export_annotations`.

    Raises:
        UsageError: the shards' size makes no sense.
        DyceError: there are no views, none of them is whole, or the shards can't be written; with `strict`, any damage.
    """
    if not 1 <= shard_megabytes <= 1_000_000:
        raise UsageError(f"--shard-size must be from 1 to 1000000 megabytes, not {shard_megabytes}")
    origin = read_origin(data, strict)
    parts = split(origin.scenes)
    files = {name: (out or data / "webdataset") / name for name in parts}
    images, instances = {}, {}
    with replacing(files, written_earlier(data, files.values())) as unfinished:
        for name, folder in unfinished.items():
            folder.mkdir()
            credits = json.dumps(head(origin, name, parts[name], "webdataset"), allow_nan=False).encode()
            (folder / MARK).write_bytes(credits)
            samples = _samples(shots(origin, parts[name]), name)
            images[name], instances[name] = _write_shards(folder, samples, credits, shard_megabytes * MEGABYTE)
        if not any(images.values()):
            raise nothing_whole(origin)
    warnings = keep_division(data, parts, origin.scenes, files.values()) + origin.warnings
    return Exported(files, parts, images, instances, origin.left_out, warnings)


def _write_shards(
    folder: Path, samples: Iterable[tuple[Shot, dict[str, bytes]]], credits: bytes, size: int
) -> tuple[int, int]:
    """Write samples to shards of about `size` bytes; the number of views and of instances."""
    views = instances = shards = 0
    shard: tarfile.TarFile | None = None
    with ExitStack() as last:
        for shot, sample in samples:
            if shard is None or shard.offset >= size:
                last.close()
                path = folder / f"{shards:06d}.tar"
                shard = last.enter_context(tarfile.open(path, "w", format=tarfile.GNU_FORMAT))
                _add(shard, "__credits__", credits)
                shards += 1
            for name, content in sample.items():
                _add(shard, name, content)
            views += 1
            instances += len(shot.record.instances)
    return views, instances


def _samples(found: Iterable[Shot], split: str) -> Iterator[tuple[Shot, dict[str, bytes]]]:
    """Each view with its files by path; a view of which a file has changed is left out."""
    for shot in found:
        try:
            yield shot, _sample(shot, split)
        except Damaged as error:
            shot.origin.leave_out(error)


def _sample(shot: Shot, split: str) -> dict[str, bytes]:
    record = shot.record
    stem = f"{record.scene}/{shot.folder.name}"
    ids = {instance.id: shot.annotation_id(instance) for instance in record.instances}
    fields = fields_of(record) | {"split": split, "image_id": shot.id, "annotation_ids": ids}
    names = {f"{modality.name}.png": modality.stored(record) for modality in OF_A_VIEW if modality.path}
    for instance in record.instances:
        names |= {f"{each.name}.{instance.id}.png": each.stored(instance) for each in OF_AN_OBJECT if each.path}
    sample = {f"{stem}.json": json.dumps(fields, allow_nan=False).encode()}
    for suffix, name in names.items():
        if name is None:  # was not asked for
            continue
        try:
            content = (shot.folder / name).read_bytes()
        except OSError as error:
            raise Damaged(f"{shot.folder / name} can't be read ({error.strerror}); render the view again") from error
        if hashlib.sha256(content).hexdigest() != record.files[name]:
            raise Damaged(
                f"{shot.folder / name} has changed since it was rendered; remove the view and render it again"
            )
        sample[f"{stem}.{suffix}"] = content
    return sample


def _add(shard: tarfile.TarFile, path: str, content: bytes) -> None:
    entry = tarfile.TarInfo(path)
    entry.size = len(content)
    entry.mode = 0o644
    shard.addfile(entry, io.BytesIO(content))
