"""Depth layering: who of two objects is in front, told from full masks (section 5, Table 4).

The rule: q occludes p where the IoU of q's visible mask and p's invisible mask is above 5 %. The truth: q is in front of p where
it is what is seen at pixels of p's true invisible mask; of two that hide each other, the one that hides more. Pairs that don't
hide one another have no order here. The paper does not say which pairs it asks about, all of these or those that its rule
finds from true masks, so both are counted.
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["THRESHOLD", "Layering", "Order", "by_depth", "by_masks", "true_order"]

THRESHOLD = 0.05
"""IoU above which one object occludes another."""


@dataclass(frozen=True)
class Order:
    """Who is in front of whom in an image."""

    front: np.ndarray
    """(N, N) bool: [q, p] where q hides more of p than p of q."""
    ruled: np.ndarray
    """(N, N) bool: those of `front` that the rule finds from true masks."""


@dataclass(frozen=True)
class Layering:
    """What one way to order the objects of an image got right, in pairs of objects of which one is in front of the other."""

    pairs: int
    correct: int
    """Those of them that are ordered as they are."""
    wrong: int
    """Those that are ordered the other way round; of the rest nothing is said."""
    invented: int
    """Pairs that are ordered though neither hides the other."""
    ruled_pairs: int
    """Pairs that the rule finds from true masks."""
    ruled_correct: int
    """Those of them that are ordered as they are."""


def true_order(visible: np.ndarray, full: np.ndarray) -> Order:
    """The order of objects, from their true visible and full masks, (N, H, W) bool."""
    hidden, _ = _met(visible, full & ~visible)
    front = hidden > hidden.T
    return Order(front, front & _ruled(visible, full, THRESHOLD))


def by_masks(order: Order, visible: np.ndarray, full: np.ndarray, threshold: float = THRESHOLD) -> Layering:
    """The paper's rule on full masks, predicted or true.

    Where it holds both ways, the higher IoU counts. With a threshold of 0 it says something of every pair that the masks connect.

    Args:
        order: the truth.
        visible: the visible masks (SV) that the full ones were made from, (N, H, W) bool.
        full: full masks (SF), (N, H, W) bool.
        threshold: see `THRESHOLD`.
    """
    return _judge(order, _ruled(visible, full, threshold))


def by_depth(order: Order, visible: np.ndarray, depth: np.ndarray) -> Layering:
    """The paper's baseline: who has the smaller mean depth inside the visible mask is in front; asked of true pairs only.

    Args:
        order: the truth.
        visible: (N, H, W) bool.
        depth: (H, W), of any unit; 0 where it is unknown.
    """
    known = (visible & (depth > 0)).reshape(len(visible), -1).astype(np.float32)
    mean = known @ depth.ravel().astype(np.float32) / np.maximum(known.sum(1), 1)
    told = (mean > 0)[:, None] & (mean > 0)[None] & (order.front | order.front.T)
    return _judge(order, told & (mean[:, None] < mean[None]))


def _ruled(visible: np.ndarray, full: np.ndarray, threshold: float) -> np.ndarray:
    shared, either = _met(visible, full & ~visible)
    iou = shared / np.maximum(either, 1)
    found: np.ndarray = (iou > threshold) & (iou > iou.T)
    return found


def _met(visible: np.ndarray, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pixels in both and in either of each visible (row) and each hidden (column) mask, (N, N) float64; exact below 2^24."""
    seen = visible.reshape(len(visible), -1).astype(np.float32)
    behind = hidden.reshape(len(hidden), -1).astype(np.float32)
    shared = (seen @ behind.T).astype(np.float64)
    np.fill_diagonal(shared, 0)
    return shared, seen.sum(1, dtype=np.float64)[:, None] + behind.sum(1, dtype=np.float64) - shared


def _judge(order: Order, said: np.ndarray) -> Layering:
    front = order.front
    return Layering(
        pairs=int(front.sum()),
        correct=int((said & front).sum()),
        wrong=int((said & front.T).sum()),
        invented=int((said & ~front & ~front.T).sum()),
        ruled_pairs=int(order.ruled.sum()),
        ruled_correct=int((said & order.ruled).sum()),
    )
