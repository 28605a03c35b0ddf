"""From an export to batches: what is cut where, what is random and what is not, what damage does."""

import json
import os
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

torch = pytest.importorskip("torch", exc_type=ImportError)

from segan_data import made, tiny  # noqa: E402

from dyce.data.mask import decode_mask  # noqa: E402
from dyce.errors import DyceError  # noqa: E402
from dyce.segan.data import boxes, cache, grid, windows  # noqa: E402
from dyce.segan.data.augment import Frame  # noqa: E402
from dyce.segan.data.batch import prepare  # noqa: E402
from dyce.segan.data.cache import Cache, open_cache  # noqa: E402
from dyce.segan.data.loading import Turns, loader  # noqa: E402
from dyce.segan.data.objects import Objects  # noqa: E402
from dyce.segan.data.samples import read_samples  # noqa: E402
from dyce.segan.model.decide import own_threshold  # noqa: E402
from dyce.segan.networks.registry import create  # noqa: E402
from dyce.segan.training.checkpoint import Trained  # noqa: E402
from dyce.segan.use.completer import Completer  # noqa: E402


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    return made(tmp_path_factory.mktemp("segan") / "data")


@pytest.fixture(scope="module")
def train(data: Path) -> Cache:
    return open_cache(read_samples(data, "train"))


def test_boxes_grow_by_shares_of_their_sides() -> None:
    box = np.array([10.0, 20, 30, 60])
    assert grid.expand(box, 0.1).tolist() == [8, 16, 32, 64]
    assert grid.expand(box, np.array([0, 0.1, 0.2, 0.3])).tolist() == [10, 16, 34, 72]
    assert grid.expand(box, 0.1, "longer").tolist() == [6, 16, 34, 64]


def test_a_mask_survives_crop_and_paste() -> None:
    """A disc, cropped to a box around it and pasted back, is the disc but for its rim."""
    rows, columns = np.mgrid[:100, :120]
    disc = (np.hypot(rows - 47.3, columns - 61.8) < 30).astype(np.float32)
    box = torch.from_numpy(grid.expand(windows.box_of(disc > 0), 0.2))[None]
    small = boxes.crop(torch.from_numpy(disc)[None, None], box, 58)
    back = boxes.paste(small, box, (100, 120))[0, 0].numpy() > 0.5
    assert (back & (disc > 0)).sum() / (back | (disc > 0)).sum() > 0.97
    moved = boxes.paste(small, box + 7, (100, 120))[0, 0].numpy() > 0.5
    assert np.array_equal(moved[7:, 7:], back[:-7, :-7])


def test_a_box_beyond_the_frame_is_pasted_in_part() -> None:
    pasted = boxes.paste(torch.ones(1, 1, 4, 4), torch.tensor([[-10.0, 5, 10, 50]]), (20, 30))[0, 0]
    assert (pasted[5:, :10] > 0.999).all() and pasted.sum() == pytest.approx(15 * 10)


def test_crop_means_over_what_it_scales_down() -> None:
    """One output pixel of a checkerboard is its mean."""
    board = torch.from_numpy((np.indices((64, 64)).sum(0) % 2).astype(np.float32))[None, None]
    small = boxes.crop(board, torch.tensor([[0.0, 0, 64, 64]]), 16)
    assert (small - 0.5).abs().max() < 0.01


def test_roi_align_of_a_ramp_is_its_value_at_each_cells_centre() -> None:
    ramp = torch.arange(12.0).expand(1, 1, 12, 12) + 0.5
    found = boxes.roi_align(ramp, torch.tensor([[2.0, 2, 10, 10]]), 4)
    assert torch.allclose(found[0, 0, 0], torch.tensor([3.0, 5, 7, 9]))


def test_roi_max_pools_whole_cells_and_never_none() -> None:
    features = torch.arange(25.0).view(1, 1, 5, 5)
    assert boxes.roi_max(features, torch.tensor([[1.2, 0.9, 3.1, 3.4]]), 2).flatten().tolist() == [6, 7, 11, 12]
    assert boxes.roi_max(features, torch.tensor([[7.0, 7, 9, 9]]), 1).item() == 24


def test_windows_know_where_they_were_cut() -> None:
    box = np.array([5.0, 40, 15, 44])
    window = windows.window_of(box, 3.0, (48, 64))
    assert window == (-5, 27, 25, 57)
    inside = windows.window_box(box, window, 60)
    assert inside.tolist() == [20, 26, 40, 34]
    assert np.allclose(windows.frame_box(inside, window, 60), box)
    picture = np.zeros((48, 64, 3), np.uint8)
    picture[40:44, 5:15] = 200
    cut = windows.cut(picture, window, 60, (9, 8, 7))
    assert cut.shape == (60, 60, 3) and (cut[28:32, 24:36] == 200).all() and cut[0, 0].tolist() == [9, 8, 7]
    assert windows.window_of(box, None, (48, 64)) == (0, 0, 64, 48)
    assert (windows.cut(picture, (100, 100, 120, 120), 8, (9, 8, 7)) == (9, 8, 7)).all()


def test_cache_has_the_very_pixels(data: Path, train: Cache) -> None:
    assert len(train.samples) == len(read_samples(data, "train").samples) and not train.skipped
    for sample in train.samples[::5]:
        image = cv2.cvtColor(cv2.imread(str(data / sample.image)), cv2.COLOR_BGR2RGB)
        assert np.array_equal(train.image(sample), image)
        appearance = train.appearance(sample)
        x, y, width, height = sample.full_box_xywh
        assert np.array_equal(appearance[..., 3] > 0, decode_mask(sample.full)[y : y + height, x : x + width])


def test_cache_is_made_once_and_again_when_the_export_changes(tmp_path: Path) -> None:
    data = made(tmp_path / "data")
    said: list[str] = []
    open_cache(read_samples(data, "train"), said.append)
    open_cache(read_samples(data, "train"), said.append)
    assert len(said) == 1
    image = data / read_samples(data, "train").samples[0].image
    os.utime(image, (0, 0))
    open_cache(read_samples(data, "train"), said.append)
    assert len(said) == 2
    path = data / "annotations" / "train.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"annotations": content["annotations"][1:]}))
    open_cache(read_samples(data, "train"), said.append)
    assert len(said) == 3
    (data / "annotations" / ".segan" / "train" / "pixels.bin").write_bytes(b"cut off")
    assert open_cache(read_samples(data, "train"), said.append).samples and len(said) == 4


def test_unreadable_pictures_are_left_out_with_a_count(tmp_path: Path) -> None:
    data = made(tmp_path / "data")
    split = read_samples(data, "train")
    first, *others = sorted({sample.image for sample in split.samples})
    lost = sum(sample.image == first for sample in split.samples)
    (data / first).write_bytes(b"no picture")
    other = next(sample for sample in split.samples if sample.image == others[0])
    (data / other.appearance).unlink()
    found = open_cache(split)
    assert found.skipped == {"image can't be read": lost, "appearance can't be read": 1}
    assert len(found.samples) == len(split.samples) - lost - 1
    for name in others:
        (data / name).unlink()
    with pytest.raises(DyceError, match="no picture of it can be read"):
        open_cache(read_samples(data, "train"))


def test_pictures_that_are_mended_come_back(tmp_path: Path) -> None:
    data = made(tmp_path / "data")
    split = read_samples(data, "train")
    appearance = data / split.samples[0].appearance
    shutil.move(appearance, tmp_path / "kept.png")
    assert open_cache(split).skipped
    shutil.move(tmp_path / "kept.png", appearance)
    assert not open_cache(split).skipped


def test_a_full_disk_is_told_and_leaves_nothing_half(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = made(tmp_path / "data")

    def full(*anything: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "_write_pixels", full)
    with pytest.raises(DyceError, match=r"can't be written \(No space left on device\); make room"):
        open_cache(read_samples(copy, "train"))
    assert not list((copy / "annotations" / ".segan").iterdir())


def test_damaged_annotations_are_told_in_a_line(tmp_path: Path) -> None:
    data = made(tmp_path / "data")
    path = data / "annotations" / "train.json"
    good = json.loads(path.read_text())
    one = good["annotations"][0]

    def with_one(**changes: object) -> dict:
        return good | {"annotations": [one | changes]}

    damaged = [
        {}, good | {"images": []}, good | {"annotations": 3}, with_one(bbox=[0, 0, 9999, 2]), with_one(bbox=["a"] * 4),
        with_one(visible_mask={"size": [48, 64], "counts": "zz"}), with_one(appearance="../../secret.png"),
        with_one(appearance="/etc/passwd"), with_one(category_id=10**9), with_one(segmentation=None), with_one(bbox=None),
    ]  # fmt: skip
    for content in damaged:
        path.write_text(json.dumps(content))
        with pytest.raises(DyceError, match=r"train\.json"):
            read_samples(data, "train")
    path.write_text("{")
    with pytest.raises(DyceError, match="can't be read"):
        read_samples(data, "train")
    with pytest.raises(DyceError, match="has no objects"):
        path.write_text(json.dumps(good | {"annotations": [], "images": []}))
        read_samples(data, "train")
    with pytest.raises(DyceError, match="dyce export-coco"):
        read_samples(tmp_path / "nothing", "train")


def test_items_depend_on_epoch_and_object_alone(train: Cache) -> None:
    objects = Objects(train, tiny(cover=1.0), training=True)
    once, again, later = objects[0, 3], objects[0, 3], objects[1, 3]
    assert all(torch.equal(once[name], again[name]) for name in once)
    assert not torch.equal(once["image"], later["image"])
    still = Objects(train, tiny(), training=False)
    assert all(torch.equal(still[0, 3][name], still[7, 3][name]) for name in once)


def test_workers_change_nothing(train: Cache) -> None:
    """Nor do they wait for ever where OpenCV has started threads in the process that they are forked from."""
    cv2.setNumThreads(4)
    cv2.GaussianBlur(np.zeros((2000, 2000), np.uint8), (31, 31), 5)
    objects = Objects(train, tiny(), training=True)
    for workers in (0, 2):
        source = iter(loader(objects, Turns(len(objects), 4, 0), workers))
        first = [next(source) for _ in range(3)]
        if not workers:
            alone = first
    assert all(torch.equal(a[name], b[name]) for a, b in zip(alone, first) for name in a)


def test_turns_go_on_where_they_stopped_and_share_each_batch() -> None:
    def take(count: int, **how: int) -> list:
        turns = iter(Turns(22, 4, seed=1, **how))
        return [next(turns) for _ in range(count)]

    all_ = take(12)
    assert take(5, start=7) == all_[7:]
    both = [a + b for a, b in zip(take(12, rank=0, world=2), take(12, rank=1, world=2))]
    assert [sorted(batch) for batch in both] == [sorted(batch) for batch in all_]
    epoch = [key for batch in all_[:5] for key in batch]
    assert len(set(epoch)) == 20 and {key[0] for key in epoch} == {0}


@pytest.mark.parametrize("window", [None, 2.5])
def test_batches_agree_with_the_masks(train: Cache, window: float | None) -> None:
    """Windows are soft, SV lies in SF and in the expanded box, and the target is black where the object is not."""
    recipe = tiny(window=window, mask=16, paint=32, size=64)
    for training in (False, True):
        objects = Objects(train, recipe, training)
        raw = next(iter(loader(objects, Turns(len(objects), 12, 0), 0)))
        batch = prepare(raw, recipe)
        assert batch["image"].shape == (12, 3, 64, 64) and -0.4 < batch["image"].min() < batch["image"].max() < 0.75
        assert batch["full_58"].shape == (12, 1, 16, 16) and batch["target_box"].shape == (12, 3, 32, 32)
        assert (batch["visible_58"] <= batch["full_58"] + 0.02).all()
        assert ((batch["visible_58"] > 0) & (batch["visible_58"] < 1)).any()
        inside = boxes.crop(batch["visible"][:, :1], batch["box_xyxy"], 64, 1).sum((1, 2, 3))
        assert (inside > 0).all()
        full = boxes.crop(raw["full"][:, None] / 255, batch["box_xyxy"], 32, 2)
        assert batch["target_box"][(full < 0.001).expand(-1, 3, -1, -1)].abs().max() < 0.01


def test_the_window_shows_the_object_where_the_box_says(train: Cache) -> None:
    """In test, the box without its margin is SV's bounding box in the window."""
    recipe = tiny(size=128, expand_test=0.0)
    for place in range(0, len(train.samples), 7):
        item = Objects(train, recipe, training=False)[0, place]
        x0, y0, x1, y1 = item["box_xyxy"].tolist()
        found = windows.box_of((item["visible"][0] > 127).numpy())
        scale = 128 / (item["window"][2] - item["window"][0]).item()
        assert np.abs(found - [max(x0, 0), max(y0, 0), min(x1, 128), min(y1, 128)]).max() <= scale + 1


def test_pasted_objects_hide_but_never_change_the_truth(train: Cache) -> None:
    objects = Objects(train, tiny(cover=1.0), training=True)
    rng = np.random.default_rng(0)
    hidden = 0
    for sample in train.samples:
        image, visible, full = train.image(sample), decode_mask(sample.visible), decode_mask(sample.full)
        others = np.random.default_rng(1).random(visible.shape) < 0.1
        found = objects._covered(Frame(image, visible, others), full, rng)
        covered, left, seen = found.image, found.visible, found.others
        changed = (covered != image).any(2)
        assert (seen >= others).all() and (seen[changed]).all() and (seen[visible & ~left]).all()
        assert not (left & ~visible).any() and left.sum() >= 10 * (left.sum() != visible.sum())
        assert changed[visible & ~left].mean() > 0.9 if (visible & ~left).any() else True
        assert not changed[left].any(), "what is still visible looks as before"
        hidden += int((visible & ~left).any())
    assert hidden > len(train.samples) / 5


def test_the_others_are_what_is_seen_of_all_other_objects_of_the_image(train: Cache) -> None:
    recipe = tiny(window=None, size=64, others=1.0)
    objects = Objects(train, recipe, training=False)
    for place, sample in enumerate(train.samples):
        others = [decode_mask(s.visible) for s in train.samples if s.image == sample.image and s is not sample]
        expected = windows.cut(np.any(others, 0).view(np.uint8) * 255, objects[0, place]["window"].tolist(), 64)
        assert (objects[0, place]["visible"][-1].numpy() == expected).all()


@pytest.mark.parametrize("window", [None, 2.5])
def test_use_is_given_what_training_is_validated_on(train: Cache, window: float | None) -> None:
    """The same window, masks and box of an object, bit for bit."""
    recipe = tiny(window=window, size=64, others=1.0)
    completer = Completer(Trained(recipe, create(recipe), 0.5, []), torch.device("cpu"))
    objects = Objects(train, recipe, training=False)
    for place, sample in enumerate(train.samples):
        visible = decode_mask(sample.visible)[None]
        seen = np.any([decode_mask(s.visible) for s in train.samples if s.image == sample.image], 0)
        given = completer._windows(train.image(sample), visible, seen, completer.geometry.boxes(visible), 1.0)
        for name, value in given.items():
            assert torch.equal(value[0], objects[0, place][name]), name


def test_so_many_objects_are_shown_without_the_others(train: Cache) -> None:
    objects = Objects(train, tiny(others=0.7, cover=0.0), training=True)
    shown = [bool(objects[epoch, 3]["visible"][-1].any()) for epoch in range(200)]
    assert 0.6 < np.mean(shown) < 0.8
    assert len(Objects(train, tiny(others=0.0), training=True)[0, 3]["visible"]) == 2


def test_a_hull_is_convex_and_holds_the_mask() -> None:
    """Every pixel centre between two of the mask is in it; none is in it outside of the mask's box."""
    rng = np.random.default_rng(0)
    for _ in range(20):
        mask = np.zeros((40, 50), bool)
        mask[rng.integers(5, 35, 6), rng.integers(5, 45, 6)] = True
        hull = grid.hull_of(mask)
        points = np.argwhere(mask)
        for a in points:
            for b in points:
                between = np.rint(a + (b - a) * np.linspace(0, 1, 9)[:, None]).astype(int)
                assert hull[tuple(between.T)].mean() > 0.6  # rounding may leave the hull's edge
        assert (hull & mask == mask).all() and (windows.box_of(hull) == windows.box_of(mask)).all()
    assert not grid.hull_of(np.zeros((4, 4), bool)).any()


def test_an_objects_own_threshold_is_where_iou_is_expected_to_be_highest() -> None:
    """Against all thresholds, by drawing truths from the probabilities."""
    rng = np.random.default_rng(0)
    for _ in range(5):
        probabilities = rng.beta(0.5, 1.5, 40)
        truths = rng.random((4000, 40)) < probabilities

        def iou(threshold: float, p: np.ndarray = probabilities, true: np.ndarray = truths) -> float:
            called = p >= threshold
            return float(((called & true).sum(1) / np.maximum((called | true).sum(1), 1)).mean())

        best = max(iou(threshold) for threshold in probabilities)
        assert iou(own_threshold(probabilities)) > best - 0.01
    assert own_threshold(np.zeros(9)) == own_threshold(np.zeros(0)) == 1
