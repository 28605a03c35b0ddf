"""WebDataset shards: by the webdataset package's own reader, byte for byte what the records have."""

import json
import random
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest
from damage import damage
from made_data import CREDIT, make_data

from dyce.errors import DyceError, UsageError
from dyce.export.annotations import export_annotations
from dyce.export.webdataset import export_webdataset

SCENES = {"kitchen3": 5, "kitchen4": 1, "my.flat": 2}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("tars") / "dyce"
    make_data(data, SCENES)
    return data


@pytest.fixture
def data(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "dyce"))


def small_shards(data: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Path]]:
    monkeypatch.setattr("dyce.export.webdataset.MEGABYTE", 60_000)
    return {
        split: sorted(path.glob("*.tar")) for split, path in export_webdataset(data, shard_megabytes=1).files.items()
    }


def test_its_own_reader_finds_every_view_whole(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    webdataset = pytest.importorskip("webdataset")
    export_annotations(data)
    shards = small_shards(data, monkeypatch)
    assert len(shards["train"]) > 2 and shards["test"] == []
    seen: dict[str, dict[str, Any]] = {}
    for split in ("train", "val"):
        ids = {entry["id"] for entry in json.loads((data / "annotations" / f"{split}.json").read_text())["annotations"]}
        found = set()
        for sample in webdataset.WebDataset([str(path) for path in shards[split]], shardshuffle=False):
            seen[sample["__key__"]] = sample
            fields = json.loads(sample["json"])
            folder = data / sample["__key__"]
            assert fields["split"] == split
            assert sample["image.png"] == (folder / "image.png").read_bytes()
            assert sample["depth.png"] == (folder / "depth.png").read_bytes()
            assert fields["instances"] == json.loads((folder / "record.json").read_text())["instances"]
            for instance in fields["instances"]:
                assert sample[f"appearance.{instance['id']}.png"] == (folder / instance["appearance"]).read_bytes()
            found |= set(fields["annotation_ids"].values())
        assert found == ids
    assert sorted(seen) == sorted(f"{scene}/{view:06d}" for scene, count in SCENES.items() for view in range(count))


def test_credits_lead_every_shard(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in small_shards(data, monkeypatch)["train"]:
        with tarfile.open(path) as shard:
            assert shard.getnames()[0] == "__credits__"
            assert json.loads(shard.extractfile("__credits__").read())["credits"] == [
                CREDIT | {"scenes": ["kitchen3", "my.flat"]}
            ]


def test_twice_gives_the_same_bytes_and_no_old_shard_stays(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = {path: path.read_bytes() for paths in small_shards(data, monkeypatch).values() for path in paths}
    assert {path: path.read_bytes() for paths in small_shards(data, monkeypatch).values() for path in paths} == first
    for view in range(1, 5):
        shutil.rmtree(data / "kitchen3" / f"{view:06d}")
    assert set(small_shards(data, monkeypatch)["train"]) < set(first)
    assert not list(data.rglob("*.partial"))


def test_a_changed_picture_is_left_out(data: Path) -> None:
    path = data / "kitchen3" / "000000" / "image.png"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    exported = export_webdataset(data)
    assert len(exported.left_out) == 1 and "kitchen3/000000" in exported.left_out[0] and exported.images["train"] == 6
    with pytest.raises(DyceError, match="changed"):
        export_webdataset(data, strict=True)


@pytest.mark.parametrize("size", [0, -1, 10**9])
def test_nonsense_sizes(data: Path, size: int) -> None:
    with pytest.raises(UsageError, match="--shard-size"):
        export_webdataset(data, shard_megabytes=size)


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_left_out_or_refused(seed: int, data: Path) -> None:
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 3)):
        damage(rng, data)
    try:
        exported = export_webdataset(data)
    except DyceError as error:
        assert "\n" not in str(error)
        return
    found = sum(1 for folder in data.glob("*/[0-9]*") if folder.is_dir())
    assert sum(exported.images.values()) + len(exported.left_out) == found
