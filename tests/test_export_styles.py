"""Every style: masks come back as they went in, loaders find what they look for, and others' tools agree."""

import copy
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from damage import damage
from made_data import CREDIT, MadeView, make_data
from pycocotools import mask as rle_codec
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from rich_data import make_rich_data

from dyce.data.mask import decode_mask, encode_mask
from dyce.data.record import Instance, Record, read_record
from dyce.errors import DyceError, UsageError
from dyce.export.annotations import STYLES, Exported, export_annotations, read_annotations
from dyce.export.outline import fill, join, outline

SCENES = {"kitchen3": 3, "kitchen4": 1, "kitchen5": 2}
WAYS = [(style, coding) for style, chosen in STYLES.items() for coding in chosen.codings]
COCO_LIKE = ("cocoa-cls", "coco", "kins", "uoais", "aisformer")
VISIBLE = {
    "cocoa-cls": "visible_mask",
    "coco": "segmentation",
    "kins": "i_segm",
    "uoais": "visible_mask",
    "aisformer": "inmodal_seg",
}
FULL = {"cocoa-cls": "segmentation", "kins": "a_segm", "uoais": "segmentation", "aisformer": "segmentation"}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("rich") / "dyce"
    make_rich_data(data, SCENES)
    return data


@pytest.fixture
def data(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "dyce"))


def export(data: Path, style: str, coding: str | None = None, **options: Any) -> Exported:
    return export_annotations(data, style, masks=None if coding == "png" else coding, strict=True, **options)


def content(data: Path, style: str, coding: str | None = None, split: str = "train") -> dict[str, Any]:
    return json.loads(export(data, style, coding).files[split].read_text())


def records(data: Path) -> dict[tuple[str, int], Record]:
    found = (read_record(path.parent) for path in data.glob("*/*/record.json"))
    return {(record.scene, record.view): record for record in found}


def instances(data: Path) -> dict[int, Instance]:
    """By the id that annotations have."""
    number = {"kitchen3": 3, "kitchen4": 4, "kitchen5": 5}
    return {
        (number[scene] * 1_000_000 + view) * 100_000 + instance.id: instance
        for (scene, view), record in records(data).items()
        for instance in record.instances
    }


# --- outlines


@pytest.mark.parametrize("density", [0.05, 0.3, 0.5, 0.7, 0.95, 1.0])
def test_an_outline_fills_to_its_mask_bit_for_bit(density: float) -> None:
    rng = np.random.default_rng(int(density * 100))
    for _ in range(100):
        mask = rng.random(rng.integers(1, 24, 2)) < density
        rle = encode_mask(mask)
        polygons = outline(rle)
        assert fill(polygons, mask.shape) == rle
        if polygons:
            assert fill([join(polygons)], mask.shape) == rle
        parts, _ = cv2.connectedComponents(mask.astype(np.uint8), connectivity=4)
        assert len(polygons) == parts - 1
        assert all(len(polygon) >= 8 and len(polygon) % 2 == 0 for polygon in polygons)


def test_other_rasterizers_are_a_pixel_off_at_most_and_holes_stay_holes() -> None:
    rows, columns = np.mgrid[:120, :160]
    far = np.hypot(rows - 60, columns - 80)
    ring = (far < 50) & (far > 20)
    drawn = np.zeros(ring.shape, np.uint8)
    for polygon in outline(encode_mask(ring)):
        cv2.fillPoly(drawn, [np.array(polygon).reshape(-1, 1, 2)], 1)
    assert (drawn & ring).sum() / (drawn | ring).sum() > 0.94
    assert not drawn[60, 80] and (drawn[ring] == 1).all()
    near = cv2.dilate(ring.astype(np.uint8), np.ones((3, 3), np.uint8))
    assert (drawn <= near).all()


# --- round trips


@pytest.mark.parametrize(("style", "coding"), WAYS)
def test_every_mask_comes_back_bit_for_bit(data: Path, style: str, coding: str) -> None:
    truth = instances(data)
    found = {}
    exported = export(data, style, coding)
    for path in exported.files.values():
        for image in read_annotations(path, style):
            assert (image.width, image.height) == (83, 60)
            found |= {thing.id: thing for thing in image.objects}
    assert found.keys() == truth.keys()
    for id_, instance in truth.items():
        assert found[id_].visible == instance.visible
        assert found[id_].full == (None if style == "coco" else instance.full)
        assert found[id_].category == instance.category
    assert sum(exported.annotations.values()) == len(truth)


@pytest.mark.parametrize(("style", "coding"), WAYS)
def test_twice_gives_the_same_files(data: Path, style: str, coding: str) -> None:
    def contents() -> dict[str, bytes]:
        found = (path for root in export(data, style, coding).files.values() for path in [root, *root.rglob("*")])
        return {path.relative_to(data).as_posix(): path.read_bytes() for path in found if path.is_file()}

    assert contents() == contents()
    assert not list(data.rglob("*.partial"))


@pytest.mark.parametrize("style", ["kins", "cocoa"])
def test_what_a_format_can_t_carry_is_counted(data: Path, style: str) -> None:
    parts = sum(len(outline(instance.full)) > 1 for instance in instances(data).values())
    warnings = export(data, style, "polygon").warnings
    assert parts and any(line.startswith("masks of several parts") and line.endswith(f": {parts}") for line in warnings)
    assert not any("several parts" in line for line in export(data, style, "rle").warnings)


@pytest.mark.parametrize(("style", "coding"), WAYS)
def test_credits_and_categories_are_in_every_export(data: Path, style: str, coding: str) -> None:
    path = export(data, style, coding).files["test"]
    head = json.loads((path / "credits.json" if path.is_dir() else path).read_text())
    assert head["credits"] == [CREDIT | {"scenes": ["kitchen5"]}]
    assert min(category["id"] for category in head["region_categories" if style == "cocoa" else "categories"]) == 1
    assert head["info"]["style"] == style


# --- what loaders look for


def is_rle(value: Any) -> bool:
    """Exactly the two keys, `counts` a str: more keys trip AISFormer, bytes or lists trip C2F-Seg."""
    return isinstance(value, dict) and set(value) == {"size", "counts"} and isinstance(value["counts"], str)


def is_polygons(value: Any) -> bool:
    """A list of flat lists of an even count of numbers, 6 at least, as detectron2 asks."""
    return isinstance(value, list) and all(is_polygon(polygon) for polygon in value)


def is_polygon(value: Any) -> bool:
    return len(value) >= 6 and len(value) % 2 == 0 and all(isinstance(n, int | float) for n in value)


def is_box(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 4 and all(isinstance(n, int | float) for n in value)


def is_rate(value: Any) -> bool:
    return isinstance(value, float) and 0 <= value < 1


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


Check = Callable[[Any], bool]
LOADERS: dict[tuple[str, str, str], dict[str, Check]] = {
    ("VRSP and ORCNN, COCOA-cls and D2SA", "cocoa-cls", "rle"): {
        "segmentation": is_rle, "visible_mask": is_rle, "occlude_rate": is_rate, "bbox": is_box, "category_id": is_number,
    },
    ("VRSP and ORCNN with polygons", "cocoa-cls", "polygon"): {
        "segmentation": is_polygons, "visible_mask": is_rle, "occlude_rate": is_rate, "bbox": is_box,
    },
    ("VRSP, KINS", "kins", "polygon"): {"segmentation": is_polygons, "inmodal_seg": is_rle, "bbox": is_box},
    ("AISFormer's preparation, from COCOA-cls", "cocoa-cls", "rle"): {
        "segmentation": is_rle, "inmodal_seg": is_rle, "inmodal_bbox": is_box,
    },
    ("AISFormer's preparation, from KINS", "kins", "polygon"): {
        "segmentation": is_polygons, "inmodal_seg": is_rle, "inmodal_bbox": is_box,
    },
    ("AISFormer, prepared", "aisformer", "polygon"): {
        "segmentation": is_polygons, "i_segmentation": is_polygons, "bg_object_segmentation": is_polygons, "bbox": is_box,
        "inmodal_seg": is_polygons, "inmodal_bbox": is_box, "area": is_number,
    },
    ("BCNet", "aisformer", "polygon"): {"segmentation": is_polygons, "bg_object_segmentation": is_polygons},
    ("aistron", "aisformer", "polygon"): {
        "amodal_segm": is_polygons, "visible_segm": is_polygons, "amodal_bbox": is_box, "visible_bbox": is_box,
        "background_objs_segm": is_polygons, "occluder_segm": is_polygons, "amodal_area": is_number,
    },
    ("C2F-Seg, COCOA", "cocoa-cls", "rle"): {"segmentation": is_rle, "visible_mask": is_rle, "bbox": is_box},
    ("C2F-Seg, KINS", "kins", "polygon"): {"a_segm": is_polygons, "i_segm": is_polygons, "i_bbox": is_box},
    ("KINS of 2020", "kins", "polygon"): {
        "a_bbox": is_box, "a_area": is_number, "i_area": is_number, "oco_id": is_number, "ico_id": is_number,
    },
    ("deocclusion, KINS", "kins", "polygon"): {
        "inmodal_seg": is_rle, "inmodal_bbox": is_box, "segmentation": lambda value: is_polygons(value) and len(value) == 1,
    },
    ("SAIL-VOS", "cocoa-cls", "rle"): {"segmentation": is_rle, "visible_mask": is_rle, "occlude_rate": is_rate},
    ("UOAIS and SynTable", "uoais", "rle"): {
        "segmentation": is_rle, "visible_mask": is_rle, "visible_bbox": is_box, "occluded_mask": is_rle,
        "occluded_rate": is_rate,
    },
    ("UOAIS with polygons", "uoais", "polygon"): {
        "segmentation": is_polygons, "visible_mask": is_polygons, "occluded_mask": is_polygons,
    },
    ("supervision, detectron2", "coco", "polygon"): {"segmentation": is_polygons, "bbox": is_box, "area": is_number},
    ("COCO", "coco", "rle"): {"segmentation": is_rle, "bbox": is_box, "area": is_number},
}  # fmt: skip


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader[0])
def test_a_loader_finds_its_keys_in_its_types(data: Path, loader: tuple[str, str, str]) -> None:
    file = content(data, *loader[1:])
    ids = [annotation["id"] for annotation in file["annotations"]]
    categories = {category["id"] for category in file["categories"]}
    images = {image["id"] for image in file["images"]}
    assert ids and len(set(ids)) == len(ids) and categories == set(range(1, len(categories) + 1))
    for annotation in file["annotations"]:
        for key, check in LOADERS[loader].items():
            assert key in annotation and check(annotation[key]), key
        assert annotation["iscrowd"] == 0 and annotation.get("ignore", 0) == 0
        assert annotation["category_id"] in categories and annotation["image_id"] in images


def test_masks_decode_by_the_calls_that_loaders_make(data: Path) -> None:
    truth = instances(data)
    for annotation in content(data, "kins", "polygon")["annotations"]:
        full, visible = (decode_mask(rle) for rle in (truth[annotation["id"]].full, truth[annotation["id"]].visible))
        assert (rle_codec.decode(annotation["inmodal_seg"]) == visible).all()  # deocclusion
        whole = rle_codec.decode(rle_codec.frPyObjects(annotation["segmentation"], 60, 83)).squeeze()  # deocclusion
        assert whole.shape == full.shape and (whole == full).all()
        for key, mask in (("a_segm", full), ("i_segm", visible)):  # C2F-Seg
            assert (rle_codec.decode(rle_codec.merge(rle_codec.frPyObjects(annotation[key], 60, 83))) == mask).all()
    for annotation in content(data, "cocoa-cls", "rle")["annotations"]:
        full, visible = (decode_mask(rle) for rle in (truth[annotation["id"]].full, truth[annotation["id"]].visible))
        assert (rle_codec.decode(annotation["segmentation"]) == full).all()  # C2F-Seg, AISFormer's preparation
        assert (rle_codec.decode(annotation["visible_mask"]) == visible).all()
    for entry in content(data, "cocoa")["annotations"]:
        for region in entry["regions"]:  # deocclusion
            visible = decode_mask(truth[region["id"]].visible)
            assert (rle_codec.decode([region["visible_mask"]]).squeeze() == visible).all()
    for annotation in content(data, "aisformer")["annotations"]:  # detectron2's polygons_to_bitmask
        whole = rle_codec.decode(rle_codec.merge(rle_codec.frPyObjects(annotation["i_segmentation"], 60, 83)))
        assert (whole == decode_mask(truth[annotation["id"]].visible)).all()


@pytest.mark.parametrize("style", COCO_LIKE)
@pytest.mark.parametrize("coding", ["rle", "polygon"])
def test_boxes_and_areas_are_those_of_the_mask_beside_them(data: Path, style: str, coding: str) -> None:
    if coding not in STYLES[style].codings:
        pytest.skip("the style has no such coding")
    beside = {
        "segmentation": ("bbox", "area"), "visible_mask": ("visible_bbox", "visible_area"), "inmodal_seg": ("inmodal_bbox", ""),
        "a_segm": ("a_bbox", "a_area"), "i_segm": ("i_bbox", "i_area"), "amodal_segm": ("amodal_bbox", "amodal_area"),
        "visible_segm": ("visible_bbox", ""),
    }  # fmt: skip
    file = content(data, style, coding)
    for annotation in file["annotations"]:
        for key, (box, area) in beside.items():
            if key in annotation:
                mask = annotation[key] if is_rle(annotation[key]) else fill(annotation[key], (60, 83))
                assert box not in annotation or annotation[box] == rle_codec.toBbox(mask).tolist()
                assert area not in annotation or annotation[area] == rle_codec.area(mask)


def test_uoais_depth_is_there(data: Path) -> None:
    for image in content(data, "uoais")["images"]:
        depth = cv2.imread(str(data / image["depth_file_name"]), cv2.IMREAD_UNCHANGED)
        assert depth.dtype == np.uint16 and depth.shape == (image["height"], image["width"])


def test_occluders_of_aisformer_are_what_else_is_seen_in_the_box(data: Path) -> None:
    by_id = instances(data)
    for annotation in content(data, "aisformer")["annotations"]:
        inside = np.zeros((60, 83), bool)
        x, y, width, height = annotation["bbox"]
        others = [i for id_, i in by_id.items() if id_ // 100_000 == annotation["image_id"] and id_ != annotation["id"]]
        seen = np.any([decode_mask(other.visible) for other in others], axis=0)
        inside[y : y + height, x : x + width] = seen[y : y + height, x : x + width]
        assert fill(annotation["bg_object_segmentation"], (60, 83)) == encode_mask(inside)


@pytest.mark.parametrize("coding", ["polygon", "rle"])
def test_cocoa_regions_are_in_depth_order(data: Path, coding: str) -> None:
    file = content(data, "cocoa", coding)
    assert [image["id"] for image in file["images"]] == [entry["image_id"] for entry in file["annotations"]]
    names = {(record.scene, record.view): record for record in records(data).values()}
    for image, entry in zip(file["images"], file["annotations"]):
        record = names[image["scene"], image["view"]]
        assert {"author", "url", "image_id", "id", "regions", "depth_constraint", "size"} <= set(entry)
        assert [region["order"] for region in entry["regions"]] == list(range(1, len(record.instances) + 1))
        for region in entry["regions"]:
            assert (is_polygon if coding == "polygon" else is_rle)(region["segmentation"])
            assert (
                is_rle(region["visible_mask"]) and is_rle(region["invisible_mask"]) and is_rate(region["occlude_rate"])
            )
            assert region["isStuff"] == 0 and is_number(region["area"]) and isinstance(region["name"], str)
            if coding == "polygon":  # as deocclusion decodes it
                whole = rle_codec.merge(rle_codec.frPyObjects([region["segmentation"]], 60, 83))
                assert rle_codec.area(whole) == region["area"]
        number = {region["instance"]: region["order"] for region in entry["regions"]}
        hides = {(number[o.name], number[i.name]) for i in record.instances for o in i.behind}
        told = {tuple(int(n) for n in pair.split("-")) for pair in entry["depth_constraint"].split(",") if pair}
        assert told == hides and all(front < behind for front, behind in told)


def test_objects_that_hide_each_other_have_one_order_and_are_counted(data: Path) -> None:
    folder = next(folder for folder in data.glob("kitchen3/*") if (folder / "record.json").is_file())
    fields = json.loads((folder / "record.json").read_text())
    one, two = fields["instances"][:2]
    one["behind"] = [{"id": two["id"], "name": two["name"], "pixels": 3}]
    two["behind"] = [{"id": one["id"], "name": one["name"], "pixels": 5}]
    (folder / "record.json").write_text(json.dumps(fields))
    exported = export_annotations(data, "cocoa")
    assert "pairs of objects that hide each other, the one that hides more counted as in front: 1" in exported.warnings
    image = next(iter(read_annotations(exported.files["train"], "cocoa")))
    ids = {thing.id % 100_000: thing.id for thing in image.objects}
    assert (ids[one["id"]], ids[two["id"]]) in image.in_front and (ids[two["id"]], ids[one["id"]]) not in image.in_front


def test_kins_order_is_0_in_front_and_grows_behind(data: Path) -> None:
    by_id = {annotation["id"]: annotation for annotation in content(data, "kins")["annotations"]}
    for id_, instance in instances(data).items():
        if id_ not in by_id:
            continue
        fronts = [by_id[id_ // 100_000 * 100_000 + occluder.id] for occluder in instance.behind]
        assert by_id[id_]["ico_id"] == 1 + max((front["ico_id"] for front in fronts), default=-1)
        assert all(front["oco_id"] == by_id[id_]["oco_id"] for front in fronts)


def test_bop_is_laid_out_as_its_tools_expect(data: Path) -> None:
    split = export(data, "bop").files["train"]
    folder = split / "000003"
    tables = {name: json.loads((folder / f"scene_{name}.json").read_text()) for name in ("camera", "gt", "gt_info")}
    for (scene, view), record in records(data).items():
        if scene != "kitchen3":
            continue
        camera = tables["camera"][str(view)]
        assert (folder / "rgb" / f"{view:06d}.png").read_bytes() == (
            data / scene / f"{view:06d}" / "image.png"
        ).read_bytes()
        depth = cv2.imread(str(folder / "depth" / f"{view:06d}.png"), cv2.IMREAD_UNCHANGED)
        assert camera["depth_scale"] == 1.0 and depth.dtype == np.uint16
        K, R = (np.array(camera[key]).reshape(3, 3) for key in ("cam_K", "cam_R_w2c"))
        point = np.array([0.3, 1.0, 1.9])  # metres, world
        seen = K @ (R @ (point * 1000) + camera["cam_t_w2c"])
        ours = np.array(record.camera.K) @ (np.linalg.inv(record.camera.world_from_camera) @ [*point, 1])[:3]
        assert seen[:2] / seen[2] == pytest.approx(ours[:2] / ours[2] - 0.5)
        assert seen[2] == pytest.approx(ours[2] * 1000)
        for place, (instance, row) in enumerate(zip(record.instances, tables["gt_info"][str(view)], strict=True)):
            full, visible = (
                cv2.imread(str(folder / name / f"{view:06d}_{place:06d}.png"), cv2.IMREAD_UNCHANGED)
                for name in ("mask", "mask_visib")
            )
            assert encode_mask(full == 255) == instance.full and encode_mask(visible == 255) == instance.visible
            for key, mask in (("bbox_obj", full), ("bbox_visib", visible)):
                ys, xs = mask.nonzero()  # as bop_toolkit's calc_2d_bbox: from the first pixel to the last
                assert row[key] == [xs.min(), ys.min(), xs.max() - xs.min(), ys.max() - ys.min()]
            assert (row["px_count_all"], row["px_count_visib"]) == (instance.full_area, instance.visible_area)
            assert row["visib_fract"] == pytest.approx(1 - instance.occlusion_rate)
            assert row["px_count_valid"] == (depth[full > 0] > 0).sum()
        assert all(entry["obj_id"] >= 1 and "cam_R_m2c" not in entry for entry in tables["gt"][str(view)])


def test_a_depth_image_damaged_inside_costs_bop_one_view(data: Path) -> None:
    path = data / "kitchen3" / "000001" / "depth.png"
    inside = path.read_bytes()
    path.write_bytes(inside[:60] + bytes(len(inside) - 80) + inside[-20:])
    exported = export_annotations(data, "bop")
    assert exported.images == {"train": 2, "val": 1, "test": 2} and len(exported.left_out) == 1
    assert not list(exported.files["train"].rglob("000001*"))


def test_no_one_else_s_folder_is_replaced(data: Path) -> None:
    (data / "annotations" / "bop" / "train").mkdir(parents=True)
    (data / "annotations" / "bop" / "train" / "mine.txt").write_text("mine")
    with pytest.raises(DyceError, match="something else"):
        export_annotations(data, "bop")
    assert (data / "annotations" / "bop" / "train" / "mine.txt").read_text() == "mine"


# --- others' tools


def results(path: Path, score: float = 1.0) -> list[dict[str, Any]]:
    return [copy.deepcopy(entry) | {"score": score} for entry in json.loads(path.read_text())["annotations"]]


def with_masks(path: Path, key: str) -> Path:
    """The file with other masks in COCO's place, as evaluation wants it."""
    file = json.loads(path.read_text())
    for entry in file["annotations"]:
        rle = entry[key] if is_rle(entry[key]) else fill(entry[key], (60, 83))
        entry.update(segmentation=entry[key], bbox=rle_codec.toBbox(rle).tolist(), area=int(rle_codec.area(rle)))
    target = path.with_name(f"{key}.json")
    target.write_text(json.dumps(file))
    return target


@pytest.mark.parametrize(("style", "coding"), [way for way in WAYS if way[0] != "bop"])
def test_pycocotools_loads_every_file(data: Path, style: str, coding: str) -> None:
    for path in export(data, style, coding).files.values():
        loaded = COCO(path)
        assert len(loaded.getImgIds()) == len(loaded.imgs) and loaded.loadAnns(loaded.getAnnIds())


EVALUATED = [
    (style, coding, key)
    for style, coding in WAYS
    for key in {VISIBLE.get(style), FULL.get(style)}
    if style in COCO_LIKE and key
]


@pytest.mark.parametrize(("style", "coding", "key"), EVALUATED)
def test_pycocotools_gives_1_for_the_truth(data: Path, style: str, coding: str, key: str) -> None:
    path = with_masks(export(data, style, coding).files["train"], key)
    truth = COCO(path)
    found = truth.loadRes(results(path))
    for kind in ("segm", "bbox"):
        evaluation = COCOeval(truth, found, kind)
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
        assert evaluation.stats[0] == 1.0 and evaluation.stats[8] == 1.0


@pytest.mark.parametrize(("style", "coding", "key"), EVALUATED)
def test_faster_coco_eval_gives_1_for_the_truth(data: Path, style: str, coding: str, key: str) -> None:
    faster = pytest.importorskip("faster_coco_eval")
    path = with_masks(export(data, style, coding).files["train"], key)
    truth = faster.COCO(str(path))
    found = truth.loadRes(results(path))
    for kind in ("segm", "bbox"):
        evaluation = faster.COCOeval_faster(truth, found, kind)
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
        assert evaluation.stats[0] == 1.0


@pytest.mark.parametrize("split", ["train", "val", "test"])
@pytest.mark.parametrize("coding", ["rle", "polygon"])
@pytest.mark.parametrize("style", ["coco", "cocoa-cls"])
def test_supervision_loads_masks(data: Path, style: str, coding: str, split: str) -> None:
    supervision = pytest.importorskip("supervision")
    path = export(data, style, coding).files[split]
    loaded = supervision.DetectionDataset.from_coco(str(data), str(path), force_masks=True)
    file = json.loads(path.read_text())
    names = {image["id"]: image["file_name"] for image in file["images"]}
    truth = instances(data)
    assert len(loaded) == len(names)
    by_file = {Path(name).relative_to(data).as_posix(): detections for name, _, detections in loaded}
    for id_, name in names.items():
        entries = [entry for entry in file["annotations"] if entry["image_id"] == id_]
        for mask, entry in zip(by_file[name].mask, entries, strict=True):
            instance = truth[entry["id"]]
            wanted = decode_mask(instance.visible if style == "coco" else instance.full)
            if coding == "rle":
                assert (mask == wanted).all()
            else:  # it draws outlines with OpenCV, which makes small shapes wider
                assert (mask | ~wanted).all() and mask.sum() <= cv2.dilate(
                    wanted.astype(np.uint8), np.ones((3, 3))
                ).sum()


# --- damage


@pytest.mark.parametrize("seed", range(45))
@pytest.mark.parametrize("style", STYLES)
def test_damage_is_left_out_or_refused_in_every_style(seed: int, style: str, data: Path) -> None:
    rng = random.Random(f"{style} {seed}")
    truth = instances(data)
    for _ in range(rng.randint(1, 3)):
        damage(rng, data)
    coding = rng.choice(STYLES[style].codings)
    try:
        exported = export_annotations(data, style, masks=None if coding == "png" else coding)
    except DyceError as error:
        assert "\n" not in str(error)
        assert not (data / "annotations").exists() or not any((data / "annotations").rglob("*.*"))
        return
    for path in exported.files.values():
        for image in read_annotations(path, style):
            for thing in image.objects:
                assert thing.visible == truth[thing.id].visible
                assert thing.full in (None, truth[thing.id].full)
    found = sum(1 for folder in data.glob("*/[0-9]*") if folder.is_dir())
    assert sum(exported.images.values()) + len(exported.left_out) == found
    assert all("\n" not in line for line in exported.lines())


@pytest.mark.parametrize("style", STYLES)
def test_readers_refuse_a_damaged_file_in_one_line(data: Path, style: str) -> None:
    path = export(data, style).files["train"]
    rng = random.Random(style)
    files = [path] if path.is_file() else sorted(path.rglob("*.json"))
    for _ in range(40):
        target = rng.choice(files)
        before = target.read_bytes()
        spot = rng.randrange(len(before))
        cut = before[:spot] if rng.random() < 0.3 else before[:spot] + bytes([rng.randrange(256)]) + before[spot + 1 :]
        target.write_bytes(cut)
        try:
            for _ in read_annotations(path, style):
                pass
        except DyceError as error:
            assert "\n" not in str(error)
        target.write_bytes(before)


@pytest.mark.parametrize(
    ("style", "coding"), [("aisformer", "rle"), ("bop", "rle"), ("bop", "polygon"), ("kitti", None)]
)
def test_what_a_style_can_t_do_is_a_usage_error(data: Path, style: str, coding: str | None) -> None:
    with pytest.raises(UsageError, match=style):
        export_annotations(data, style, masks=coding)


def test_discs_behind_one_another_are_in_the_painter_s_order(tmp_path: Path) -> None:
    views: list[MadeView] = make_data(tmp_path, {"kitchen3": 2})
    images = list(read_annotations(export_annotations(tmp_path, "cocoa").files["train"], "cocoa"))
    for view, image in zip(views, images, strict=True):
        place = {name: n for n, name in enumerate(view.discs)}
        ids = {int(name[-3:]): name for name in view.discs}
        for front, behind in image.in_front:
            assert place[ids[front % 100_000]] < place[ids[behind % 100_000]]
