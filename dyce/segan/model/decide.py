"""From probabilities to a mask: which pixels to call hidden, when what is measured is IoU."""

import numpy as np

__all__ = ["own_threshold"]

LEAST = 0.02
"""Pixels below this are never hidden: many of them together would be."""


def own_threshold(probabilities: np.ndarray) -> float:
    """The threshold at which an object's hidden part has the highest expected IoU.

    Calling the n likeliest pixels hidden, of which `right` are expected to be, is expected to have an IoU of about
    right / (n + all that are expected to be hidden - right). Where little is sure, a lower threshold than the best for
    all objects is best: nothing called hidden is an IoU of nought.

    Args:
        probabilities: (K,), that each of the object's pixels that are not visible is hidden.
    """
    likely = np.sort(probabilities[probabilities > LEAST])[::-1]
    if not len(likely):
        return 1.0
    right = np.cumsum(likely, dtype=np.float64)
    expected = right / (np.arange(1, len(likely) + 1) + right[-1] - right)
    return float(likely[int(expected.argmax())])
