"""The COCO file: exact, readable by COCO's own tools, and never wrong in silence."""

import copy
import json
import random
import shutil
from pathlib import Path

import pytest
from made_data import CATEGORIES, CREDIT, MadeView, box_of, make_data
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from dyce.categories import Category
from dyce.data.mask import decode_mask
from dyce.data.record import read_record
from dyce.data.splits import SPLITS, builtin_splits, scene_numbers, splits
from dyce.errors import DyceError
from dyce.export import origin as exporter
from dyce.export.annotations import export_annotations as export_coco

SCENES = {"kitchen3": 3, "kitchen4": 2, "kitchen5": 2, "my flat": 1}
MASKS = ("segmentation", "visible_mask", "invisible_mask", "inmodal_seg")


@pytest.fixture(autouse=True)
def known_categories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three categories that dyce knows, whatever the real list says."""
    known = {name: Category(id_, name, "thing") for id_, name in enumerate(CATEGORIES[:3], start=1)}
    monkeypatch.setattr(exporter.categories, "load", lambda: known)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[MadeView]]:
    data = tmp_path_factory.mktemp("made") / "dyce"
    return data, make_data(data, SCENES)


@pytest.fixture
def data(pristine: tuple[Path, list[MadeView]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine[0], tmp_path / "dyce"))


def load(data: Path, split: str) -> dict:
    return json.loads((data / "annotations" / f"{split}.json").read_text())


def everything(data: Path) -> tuple[dict[int, dict], dict[int, dict]]:
    """Images and annotations of all splits, by id."""
    files = [load(data, split) for split in SPLITS]
    images = [image for file in files for image in file["images"]]
    annotations = [annotation for file in files for annotation in file["annotations"]]
    by_id = {image["id"]: image for image in images}, {annotation["id"]: annotation for annotation in annotations}
    assert len(by_id[0]) == len(images) and len(by_id[1]) == len(annotations), "ids are not unique"
    return by_id


def edit_record(folder: Path, edit) -> None:
    fields = json.loads((folder / "record.json").read_text())
    edit(fields)
    (folder / "record.json").write_text(json.dumps(fields))


def test_masks_are_those_of_the_discs(data: Path, pristine: tuple[Path, list[MadeView]]) -> None:
    export_coco(data, strict=True)
    images, annotations = everything(data)
    by_place = {(images[a["image_id"]]["file_name"], a["instance"]): a for a in annotations.values()}
    assert len(by_place) == sum(len(view.discs) for view in pristine[1])
    for view in pristine[1]:
        file_name = f"{view.folder.parent.name}/{view.folder.name}/image.png"
        for name, full in view.discs.items():
            annotation, visible = by_place[file_name, name], view.visible(name)
            assert (decode_mask(annotation["segmentation"]) == full).all()
            assert (decode_mask(annotation["visible_mask"]) == visible).all()
            assert (decode_mask(annotation["invisible_mask"]) == (full & ~visible)).all()
            assert annotation["bbox"] == box_of(full) and annotation["visible_bbox"] == box_of(visible)
            assert annotation["area"] == full.sum() and annotation["visible_area"] == visible.sum()
            assert annotation["occlude_rate"] == pytest.approx(1 - visible.sum() / full.sum())
            assert (data / annotation["appearance"]).is_file()


def test_masks_equal_the_record_bit_for_bit(data: Path) -> None:
    export_coco(data)
    images, annotations = everything(data)
    for annotation in annotations.values():
        record = read_record((data / images[annotation["image_id"]]["file_name"]).parent)
        instance = next(i for i in record.instances if i.name == annotation["instance"])
        assert [annotation[key] for key in MASKS] == [
            instance.full,
            instance.visible,
            instance.invisible,
            instance.visible,
        ]


def test_no_loader_trap_is_left(data: Path) -> None:
    export_coco(data)
    for split in SPLITS:
        file = load(data, split)
        assert [category["id"] for category in file["categories"]] == [1, 2, 3, 4]
        image_ids = {image["id"] for image in file["images"]}
        for annotation in file["annotations"]:
            assert annotation["iscrowd"] == 0
            assert annotation["image_id"] in image_ids
            assert 0 < annotation["id"] < 2**53
            assert 1 <= annotation["category_id"] <= 4
            for mask in MASKS:
                assert set(annotation[mask]) == {"size", "counts"} and isinstance(annotation[mask]["counts"], str)
            assert annotation["inmodal_bbox"] == annotation["visible_bbox"]


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("masks", ["full", "visible"])
def test_evaluating_the_file_against_itself_gives_1(data: Path, split: str, masks: str, capsys: object) -> None:
    export_coco(data)
    path = data / "annotations" / f"{split}.json"
    if masks == "visible":
        file = json.loads(path.read_text())
        for a in file["annotations"]:
            a.update(segmentation=a["visible_mask"], bbox=a["visible_bbox"], area=a["visible_area"])
        path.write_text(json.dumps(file))
    truth = COCO(path)
    found = truth.loadRes([a | {"score": 1.0} for a in copy.deepcopy(truth.dataset["annotations"])])
    for kind in ("segm", "bbox"):
        evaluation = COCOeval(truth, found, kind)
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
        assert evaluation.stats[0] == 1.0


def test_images_carry_camera_and_depth(data: Path) -> None:
    export_coco(data)
    images, _ = everything(data)
    for image in images.values():
        record = read_record((data / image["file_name"]).parent)
        assert (image["scene"], image["view"]) == (record.scene, record.view)
        assert (image["width"], image["height"]) == (record.width, record.height)
        assert image["camera"]["K"] == record.camera.K
        assert image["camera"]["world_from_camera"] == record.camera.world_from_camera
        assert (data / image["depth_file_name"]).is_file() and image["depth_scale"] == record.depth_scale


def test_scenes_go_to_the_split_they_belong_to(data: Path) -> None:
    exported = export_coco(data)
    assert exported.scenes == {"train": ["kitchen3", "my flat"], "val": ["kitchen4"], "test": ["kitchen5"]}
    assert exported.images == {"train": 4, "val": 2, "test": 2}
    for split, scenes in exported.scenes.items():
        assert {image["scene"] for image in load(data, split)["images"]} == set(scenes)


def test_the_paper_s_split_of_the_scenes() -> None:
    built_in = [scene for scenes in builtin_splits().values() for scene in scenes]
    assert len(set(built_in)) == len(built_in) >= 11
    assert sorted(scene[:-1] for scene in builtin_splits()["test"]) == ["kitchen"] * 2 + ["livingroom"] * 2
    assert splits(built_in) == {split: sorted(scenes) for split, scenes in builtin_splits().items()}


def test_built_in_scenes_are_numbered_for_good() -> None:
    rooms = [f"kitchen{n}" for n in range(1, 7)] + [f"livingroom{n}" for n in range(1, 6)]
    numbers = scene_numbers(["my flat", "a flat", "kitchen3"])
    assert [numbers[room] for room in rooms] == list(range(1, 12))
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    assert list(numbers)[-2:] == ["a flat", "my flat"]


@pytest.mark.parametrize("scene", ["kitchen3", "kitchen5", "mine"])
def test_a_scene_alone_trains(tmp_path: Path, scene: str) -> None:
    make_data(tmp_path, {scene: 1})
    assert export_coco(tmp_path).images == {"train": 1, "val": 0, "test": 0}
    assert COCO(tmp_path / "annotations" / "val.json").dataset["images"] == []


def test_ids_of_built_in_scenes_do_not_depend_on_other_scenes(data: Path) -> None:
    export_coco(data)
    before = everything(data)[1]
    shutil.rmtree(data / "kitchen4")
    shutil.rmtree(data / "kitchen3" / "000000")
    export_coco(data)
    after = everything(data)[1]
    assert after and all(before[id_] == annotation for id_, annotation in after.items())


def test_exporting_twice_gives_the_same_bytes(data: Path) -> None:
    files = export_coco(data).files.values()
    before = [file.read_bytes() for file in files]
    export_coco(data)
    assert [file.read_bytes() for file in files] == before
    assert sorted(path.name for path in (data / "annotations").iterdir()) == ["test.json", "train.json", "val.json"]


def test_categories_of_a_user_s_scene_follow_the_known_ones(data: Path) -> None:
    export_coco(data)
    entries = [{entry["name"]: entry["id"] for entry in load(data, split)["categories"]} for split in SPLITS]
    assert entries == [{"mug": 1, "bowl": 2, "chair": 3, "gizmo": 4}] * 3
    for annotation in everything(data)[1].values():
        assert annotation["instance"].startswith(CATEGORIES[annotation["category_id"] - 1])


def test_credits_and_licences_are_those_of_the_split_s_scenes(data: Path) -> None:
    export_coco(data)
    train = load(data, "train")
    assert train["credits"] == [CREDIT | {"scenes": ["kitchen3", "my flat"]}]
    assert [licence["name"] for licence in train["licenses"]] == ["CC-BY 3.0"]
    assert train["info"]["settings"]["isolation"] == "lift"


def test_without_scene_files_the_export_warns_and_is_else_the_same(data: Path) -> None:
    export_coco(data)
    before = everything(data)
    for path in data.glob("*/scene.json"):
        path.unlink()
    exported = export_coco(data)
    assert everything(data) == before
    assert len(exported.warnings) == len(SCENES) and not exported.left_out
    with pytest.raises(DyceError, match=r"scene\.json"):
        export_coco(data, strict=True)


def test_what_was_written_is_told_in_lines(data: Path) -> None:
    for view in range(2):
        (data / "kitchen3" / f"{view:06d}" / "record.json").unlink()
    (data / "dyce.json").write_text("{}")
    lines = export_coco(data).lines()
    count = len(load(data, "train")["annotations"])
    assert lines[0] == f"{data}/annotations/train.json: {count} annotations in 2 images (kitchen3, my flat)"
    assert [line.partition(":")[0] for line in lines[3:]] == ["warning", "left out", "left out"]


@pytest.mark.parametrize("made", [False, True])
def test_no_views_is_one_line_that_says_what_to_do(tmp_path: Path, made: bool) -> None:
    data = tmp_path / "nothing"
    if made:
        data.mkdir()
    with pytest.raises(DyceError, match="dyce render"):
        export_coco(data)


def test_a_failed_export_leaves_the_last_one(data: Path) -> None:
    files = export_coco(data).files.values()
    before = [file.read_bytes() for file in files]
    for path in data.glob("*/*/image.png"):
        path.unlink()
    with pytest.raises(DyceError, match="no view that is whole"):
        export_coco(data)
    assert [file.read_bytes() for file in files] == before
    assert len(list((data / "annotations").iterdir())) == 3


def test_a_copied_view_is_left_out(data: Path) -> None:
    shutil.copytree(data / "kitchen3" / "000000", data / "kitchen3" / "000007")
    shutil.copytree(data / "kitchen3" / "000001", data / "kitchen3" / "000001.bak")
    exported = export_coco(data)
    assert len(exported.left_out) == 2 and exported.images["train"] == 4


WRONG_FIELDS = {
    "visible area": lambda r: r["instances"][0].update(visible_area=r["instances"][0]["visible_area"] + 1),
    "full box": lambda r: r["instances"][0]["full_box"].__setitem__(0, 1),
    "rate": lambda r: r["instances"][0].update(occlusion_rate=0.5),
    "visible is full": lambda r: r["instances"][-1].update(visible=r["instances"][-1]["full"]),
    "masks exchanged": lambda r: [
        r["instances"][0].update({key: r["instances"][1][key]})
        for key in ("visible", "full", "invisible", "visible_box", "full_box", "visible_area", "full_area")
    ],
    "size": lambda r: r.update(width=r["height"], height=r["width"]),
    "an instance twice": lambda r: r["instances"].append(r["instances"][0]),
    "a name": lambda r: r["instances"][0].update(name="another"),
    "a category": lambda r: r["instances"][0].update(category="another"),
    "an id": lambda r: r["instances"][0].update(id=0),
    "RLE goes on past its end": lambda r: r["instances"][0]["visible"].update(counts="o"),
    "RLE of bytes": lambda r: r["instances"][0]["visible"].update(counts="é"),
    "RLE too long": lambda r: r["instances"][0]["visible"].update(counts="PPPPPPPP1" * 3),
    "RLE with a third key": lambda r: r["instances"][0]["visible"].update(extra=1),
    "no RLE": lambda r: r["instances"][0].update(visible=[[0, 0, 1, 1, 1, 0]]),
    "no camera": lambda r: r.update(camera=None),
    "NaN in the pose": lambda r: r["camera"]["world_from_camera"][0].__setitem__(3, float("nan")),
    "a file elsewhere": lambda r: r.update(image="../000001/image.png"),
    "another file": lambda r: r.update(image="depth.png.bak"),
    "a null byte": lambda r: r.update(image="\0", files=r["files"] | {"\0": ""}),
    "files lost": lambda r: r.update(files=None),
    "no scale": lambda r: r.update(depth_scale="0.001"),
    "another format": lambda r: r.update(format=2),
    "another view": lambda r: r.update(view=1),
}


@pytest.mark.parametrize("wrong", WRONG_FIELDS)
def test_a_record_that_contradicts_itself_is_left_out(data: Path, wrong: str) -> None:
    edit_record(data / "kitchen3" / "000000", WRONG_FIELDS[wrong])
    exported = export_coco(data)
    assert len(exported.left_out) == 1 and "\n" not in exported.left_out[0]
    assert "kitchen3/000000" in exported.left_out[0]
    assert exported.images["train"] == 3
    with pytest.raises(DyceError):
        export_coco(data, strict=True)


def test_strict_sees_a_changed_byte_in_a_picture(data: Path) -> None:
    path = data / "kitchen3" / "000000" / "image.png"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DyceError, match="has changed"):
        export_coco(data, strict=True)


def _paths_into(value: object, path: tuple = ()) -> list[tuple]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, item in items for deeper in _paths_into(item, (*path, key)))]


def _replace_a_field(rng: random.Random, path: Path) -> None:
    """Put junk somewhere into a JSON file."""
    try:
        fields = json.loads(path.read_text())
    except ValueError:  # another damage was here before
        return
    *way, last = rng.choice(_paths_into(fields)[1:])
    parent = fields
    for key in way:
        parent = parent[key]
    junk = [None, -1, 0, 1e308, 10**30, float("nan"), "", "x", "\ud800", "../..", [], [[]], {}, {"size": [1, 1]}, True]
    parent[last] = rng.choice(junk)
    path.write_text(json.dumps(fields))


def _damage(rng: random.Random, data: Path) -> None:
    """Do one thing to a data set that disks, users and killed processes do."""
    path = rng.choice(sorted(p for p in data.rglob("*") if p.is_file()))
    if rng.random() < 0.5:
        path = rng.choice(sorted(p for p in data.rglob("*.json") if p.is_file()))
    content = path.read_bytes()
    spot = rng.randrange(max(len(content), 1))
    kind = rng.choice(["cut", "flip", "swap", "empty", "remove", "folder", "field", "field", "field", "lose", "zeros"])
    if kind == "cut":
        path.write_bytes(content[:spot])
    elif kind == "flip":
        path.write_bytes(content[:spot] + bytes([rng.randrange(256)]) + content[spot + 1 :])
    elif kind == "swap":
        path.write_bytes(rng.choice([p for p in data.rglob("*") if p.is_file()]).read_bytes())
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "zeros":
        path.write_bytes(bytes(len(content)))
    elif kind == "remove":
        path.unlink()
    elif kind == "folder":
        path.unlink()
        path.mkdir()
    elif kind == "lose":
        shutil.rmtree(path.parent if path.parent != data else data / "kitchen3")
    elif path.suffix == ".json" and content.startswith(b"{") and content.endswith(b"}"):
        _replace_a_field(rng, path)


TRUTH = (*MASKS, "bbox", "area", "visible_bbox", "visible_area", "inmodal_bbox", "iscrowd", "image_id", "appearance")


@pytest.mark.parametrize("seed", range(200))
def test_damage_is_left_out_or_refused_but_never_exported(
    seed: int, data: Path, tmp_path: Path, pristine: tuple[Path, list[MadeView]]
) -> None:
    rng = random.Random(seed)
    export_coco(data)
    truth = everything(data)[1]
    names = {id_: annotation["instance"] for id_, annotation in truth.items()}
    shutil.rmtree(data / "annotations")
    for _ in range(rng.randint(1, 3)):
        _damage(rng, data)
    scene_files_hold = all((data / s / "scene.json").exists() for s in SCENES)
    try:
        exported = export_coco(data)
    except DyceError as error:
        assert "\n" not in str(error)
        return
    for split in SPLITS:
        COCO(exported.files[split])
    annotations = everything(data)[1]
    for id_, annotation in annotations.items():
        assert [annotation[key] for key in TRUTH] == [truth[id_][key] for key in TRUTH]
        assert annotation["occlude_rate"] == pytest.approx(truth[id_]["occlude_rate"], abs=1e-3)
        if scene_files_hold and not exported.warnings:
            assert annotation["instance"] == names[id_]
    views_left = sum(exported.images.values())
    found = sum(1 for folder in data.glob("*/[0-9]*") if folder.is_dir())
    assert views_left + len(exported.left_out) == found
