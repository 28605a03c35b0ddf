"""What is measured, on masks small enough to count by hand and against loops."""

import numpy as np
import pytest

from dyce.segan.data import grid
from dyce.segan.data.geometry import Geometry
from dyce.segan.evaluation import baselines, layering, metrics
from dyce.segan.use.completion import compose, paint


def _masks(*rows: str) -> np.ndarray:
    """A mask of one row from each text, (N, 1, W) bool."""
    return np.array([[[c == "#" for c in row]] for row in rows])


def test_strict_metrics_by_hand() -> None:
    visible, full = _masks("##......"), _masks("####....")
    found = metrics.strict(_masks(".####..."), visible, visible, full)
    assert found["full"].iou == 3 / 5
    assert found["visible"].iou == 1 / 2  # of two given pixels, one is kept
    assert found["invisible"].iou == 2 / 3
    assert (found["invisible"].shared, found["invisible"].either) == (2, 3)


def test_strict_judges_by_truth_what_was_predicted_from_another_mask() -> None:
    given, visible, full = _masks(".##....."), _masks("##......"), _masks("####....")
    found = metrics.strict(_masks(".####..."), given, visible, full)
    assert found["visible"].iou == 1 / 3
    assert found["invisible"].iou == 1 / 3


def test_an_object_without_hidden_part_has_an_invisible_iou_only_where_one_is_invented() -> None:
    visible = _masks("##..", "##..")
    found = metrics.strict(_masks("##..", "###."), visible, visible, visible)
    assert np.isnan(found["invisible"].iou[0]) and found["invisible"].iou[1] == 0


def test_segan_metrics_are_those_of_the_released_code() -> None:
    visible, full = _masks("##......", "##......"), _masks("####....", "##......")
    found = metrics.segan(_masks(".#######", "###....."), visible, full)
    assert found["full"].tolist() == [3 / 8, 2 / 3]
    assert found["visible"].tolist() == [1 / 8, 2 / 3]  # the whole prediction against SV
    assert found["invisible"].tolist() == [1, 0]  # a recall, however much is wrong; nothing hidden counts as nought


def test_metrics_agree_with_sets_of_pixels() -> None:
    rng = np.random.default_rng(0)
    visible, extra, predicted = rng.random((3, 20, 9, 7)) < 0.4
    found = metrics.strict(predicted, visible, visible, visible | extra)
    for k in range(20):
        p, v, f = (set(zip(*np.nonzero(m))) for m in (predicted[k], visible[k], visible[k] | extra[k]))
        assert found["full"].iou[k] == len(p & f) / len(p | f)
        assert found["visible"].iou[k] == len(p & v) / len(v)
        assert found["invisible"].iou[k] == len((p - v) & (f - v)) / len((p - v) | (f - v))


def test_colours_are_compared_where_the_mask_is_on_a_scale_of_one() -> None:
    painted, truth = np.zeros((2, 2, 3), np.uint8), np.zeros((2, 2, 3), np.uint8)
    painted[0, 0], truth[0, 1] = 255, 51
    where = np.array([[True, True], [False, False]])
    l1, l2 = metrics.colour_error(painted, truth, where)
    assert l1 == pytest.approx((1 + 0.2) / 2) and l2 == pytest.approx((1 + 0.04) / 2)
    assert np.isnan(metrics.colour_error(painted, truth, ~where & False)).all()


def test_hull_is_convex_and_holds_the_mask() -> None:
    rows, columns = np.mgrid[:20, :20]
    ring = np.hypot(rows - 9, columns - 9) < 8
    visible = np.stack([ring & (columns > 4) & ~(np.hypot(rows - 9, columns - 9) < 5), rows == columns])
    masks = baselines.convex_hull(np.zeros((20, 20, 3), np.uint8), visible).masks
    assert (masks[0] >= (ring & (columns > 4))).all()
    assert (masks[0] ^ (ring & (columns > 4))).sum() <= 4  # hulls of discs on a grid are a little more than discs
    assert (masks[1] == visible[1]).all()  # a line is its own hull


def test_only_others_can_hide_what_the_hull_adds() -> None:
    visible = np.zeros((2, 9, 9), bool)
    visible[0, 2, 2:7] = visible[0, 2:7, 2] = True  # an L, whose hull is a triangle
    visible[1, 3:5, 3:9] = True
    masks = baselines.hull_within(np.zeros((9, 9, 3), np.uint8), visible).masks
    hulls = baselines.convex_hull(np.zeros((9, 9, 3), np.uint8), visible).masks
    assert (masks[0] == visible[0] | (hulls[0] & visible[1])).all() and visible[0].sum() < masks[0].sum()
    assert (masks[1] == visible[1]).all()


def test_what_is_guessed_is_painted_in_the_mean_colour_of_what_is_seen() -> None:
    image = np.arange(4 * 4 * 3, dtype=np.uint8).reshape(4, 4, 3)
    seen, full = np.zeros((1, 4, 4), bool), np.zeros((1, 4, 4), bool)
    seen[0, 1, 1:3], full[0, 1:3, 1:3] = True, True
    frame = compose(baselines.paint_over(image, seen, full)[0], (4, 4))
    assert (frame[1, 1:3, :3] == image[1, 1:3]).all()
    assert (frame[2, 1, :3] == np.rint(image[1, 1:3].mean(0))).all()
    assert ((frame[..., 3] == 255) == full[0]).all()


def test_nothing_can_be_painted_of_an_empty_mask() -> None:
    painted = paint(np.ones((3, 3, 3), np.uint8), np.zeros((3, 3), bool))
    assert not compose(painted, (3, 3)).any()


def test_boxes_expand_by_a_share_of_each_side_or_of_the_longer_one() -> None:
    mask = np.zeros((1, 20, 20), bool)
    mask[0, 5:10, 2:12] = True
    assert grid.expanded(mask, 0.2).tolist() == [[0, 4, 14, 11]]
    assert grid.expanded(mask, 0.2, "longer").tolist() == [[0, 3, 14, 12]]


def test_squeezing_averages_areas() -> None:
    pictures = np.arange(16.0).reshape(1, 4, 4)
    assert grid.squeeze(pictures, np.array([[0, 0, 4, 4]]), 2)[0].tolist() == [[2.5, 4.5], [10.5, 12.5]]
    assert grid.squeeze(pictures, np.array([[-2, -2, 2, 2]]), 2)[0].tolist() == [[0, 0], [0, 2.5]]
    fine = grid.squeeze(pictures, np.array([[0.5, 0.5, 1.5, 1.5]]), 2)[0]
    assert fine.tolist() == [[0, 1], [4, 5]]  # finer than the pixels


def test_squeezing_keeps_area_and_spreading_gives_it_back() -> None:
    rows, columns = np.mgrid[:64, :64]
    mask = (np.hypot(rows - 30, columns - 35) < 20)[None]
    box = np.array([[10.3, 5.7, 60.1, 55.9]])
    cells = grid.squeeze(mask, box, 32)
    assert cells.mean() * 49.8 * 50.2 == pytest.approx(mask.sum(), rel=1e-3)
    again = grid.spread(cells, box, (64, 64))
    assert metrics.overlap(again >= 0.5, mask).iou[0] > 0.97
    assert not again[0, :, :10].any() and not again[0, :5].any()


def test_spreading_is_what_the_networks_paste_is() -> None:
    torch = pytest.importorskip("torch")
    from dyce.segan.data.boxes import paste

    rng = np.random.default_rng(1)
    cells = rng.random((3, 9, 9), np.float32)
    boxes = np.array([[2.2, 3.1, 30.7, 20.4], [-5, -3, 9.2, 11.4], [25.1, 18, 60, 70]])
    pasted = paste(torch.from_numpy(cells)[:, None], torch.from_numpy(boxes).float(), (24, 32))[:, 0].numpy()
    assert np.abs(grid.spread(cells, boxes, (24, 32)) - pasted).max() < 1e-4


def test_the_ceiling_of_a_fine_grid_is_the_truth_and_of_a_narrow_box_less() -> None:
    rows, columns = np.mgrid[:60, :60]
    full = (np.hypot(rows - 30, columns - 30) < 20)[None]
    visible = full & (columns < 25)
    image = np.zeros((60, 60, 3), np.uint8)
    wide, narrow, coarse = (
        baselines.ceiling(image, visible, full, np.zeros((1, 60, 60, 3), np.uint8), geometry).masks
        for geometry in (Geometry(200, 16, 2.0), Geometry(200, 16, 0.1), Geometry(3, 16, 2.0))
    )
    assert (wide == full).all()
    assert metrics.overlap(narrow, full).iou[0] < 0.6
    assert (narrow & visible == visible).all()
    assert metrics.overlap(coarse, full).iou[0] < 0.95


def test_cells_that_hold_hidden_shares_tell_nothing_of_what_is_seen() -> None:
    visible, full = np.zeros((1, 8, 8), bool), np.zeros((1, 8, 8), bool)
    visible[0, 2:6, 2:5] = full[0, 2:6, 2:6] = True
    geometry = Geometry(2, 16, 0.0, "side", True)
    cells = geometry.cells(visible, full)[0]
    assert cells.tolist() == [[1, 1], [1, 1]]  # the box ends with what is seen
    geometry = Geometry(2, 16, 0.5, "side", True)  # the box is now columns 0.5 to 6.5, rows 0 to 8
    cells = geometry.cells(visible, full)[0]
    assert cells[0, 0] == 0  # all of the unseen is background
    assert cells[0, 1] == pytest.approx(2 / (12 - 2 * 1.5))  # 2 hidden pixels of the 9 that are not seen


# -- depth layering


def _view() -> tuple[np.ndarray, np.ndarray]:
    """Four objects in a row of pixels: 0 hides most of 1; 1 hides a sliver of 2, 3 stands alone. Visible and full masks."""
    full = _masks("####............", "..######........", ".......#########", "...............#")
    full[2, 0, 15] = False
    visible = full.copy()
    visible[1] &= ~full[0]
    visible[2] &= ~full[1]
    return visible, full


def test_order_is_who_is_seen_where_another_is_hidden() -> None:
    order = layering.true_order(*_view())
    assert sorted(zip(*np.nonzero(order.front))) == [(0, 1), (1, 2)]


def test_the_rule_needs_more_than_a_twentieth_of_iou() -> None:
    visible, full = _view()
    order = layering.true_order(visible, full)
    assert layering.by_masks(order, visible, full).correct == 2
    assert layering.by_masks(order, visible, full, threshold=0.3).correct == 1  # 2 of 4 pixels; 1 of 4
    assert layering.by_masks(order, visible, visible).correct == 0  # nothing hidden, nothing said


def test_masks_that_say_the_opposite_are_wrong_and_masks_that_meet_strangers_invent() -> None:
    visible, full = _view()
    order = layering.true_order(visible, full)
    predicted = visible.copy()
    predicted[0] |= visible[1]  # 0 is said to go on behind 1
    predicted[3] |= visible[2]  # and 3 behind 2
    found = layering.by_masks(order, visible, predicted)
    assert (found.pairs, found.correct, found.wrong, found.invented) == (2, 0, 1, 1)


def test_of_two_that_hide_each_other_the_one_that_hides_more_is_in_front() -> None:
    full = _masks("######....", "..####....")
    visible = _masks("###..#....", "...##.....")  # 1 hides two pixels of 0, 0 hides two of 1
    assert not layering.true_order(visible, full).front.any()
    visible = _masks("###.......", "...###....")
    assert sorted(zip(*np.nonzero(layering.true_order(visible, full).front))) == [(1, 0)]


def test_small_overlaps_are_pairs_that_the_rule_does_not_find_even_from_true_masks() -> None:
    full = np.zeros((2, 1, 100), bool)
    full[0, 0, :80], full[1, 0, 79:] = True, True
    visible = full.copy()
    visible[1, 0, 79] = False
    order = layering.true_order(visible, full)
    found = layering.by_masks(order, visible, full)
    assert (found.pairs, found.correct, found.ruled_pairs) == (1, 0, 0)
    assert layering.by_masks(order, visible, full, threshold=0).correct == 1


def test_depth_orders_true_pairs_by_the_mean_where_it_is_known() -> None:
    visible, full = _view()
    order = layering.true_order(visible, full)
    depth = np.arange(1, 17)[None]
    assert layering.by_depth(order, visible, depth).correct == 2
    assert layering.by_depth(order, visible, depth[:, ::-1]).wrong == 2
    unknown = np.where(visible[0], 0, depth)
    found = layering.by_depth(order, visible, unknown)
    assert (found.correct, found.wrong, found.invented) == (1, 0, 0)


def test_ordering_agrees_with_a_loop() -> None:
    rng = np.random.default_rng(2)
    owner = rng.integers(-1, 6, (12, 14))
    visible = np.stack([owner == k for k in range(6)])
    full = visible | (rng.random(visible.shape) < 0.3)
    predicted = visible | (rng.random(visible.shape) < 0.3)
    order = layering.true_order(visible, full)
    hides = [[(visible[q] & full[p]).sum() if p != q else 0 for p in range(6)] for q in range(6)]
    iou = np.zeros((6, 6))
    for q in range(6):
        for p in range(6):
            hidden = predicted[p] & ~visible[p]
            iou[q, p] = 0 if p == q else (visible[q] & hidden).sum() / (visible[q] | hidden).sum()
    pairs = [(q, p) for q in range(6) for p in range(6) if hides[q][p] > hides[p][q]]
    assert sorted(zip(*np.nonzero(order.front))) == pairs
    right = sum(iou[q, p] > 0.05 and iou[q, p] > iou[p, q] for q, p in pairs)
    wrong = sum(iou[p, q] > 0.05 and iou[p, q] > iou[q, p] for q, p in pairs)
    found = layering.by_masks(order, visible, predicted)
    assert (found.pairs, found.correct, found.wrong) == (len(pairs), right, wrong)
