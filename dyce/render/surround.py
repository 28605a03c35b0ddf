"""An object on nothing, laid over its own colours: what a denoiser is shown beyond an object's edge is more of the object.

On black, the edge of every object would come out dark, for a denoiser takes the nothing for a dark surface whose edge is noisy.
"""

import cv2
import numpy as np

__all__ = ["surround"]

MIRRORED = 0.65
"""The share of the mirror image in what is put around an object, the rest is its smooth continuation: edges are darker than what
is within in most things, so that the one is too bright and the other too dark by about that."""


def surround(layers: np.ndarray, alpha: np.ndarray, mask: np.ndarray, pad: int) -> np.ndarray:
    """The layers of an object with its own colours all around, (n, h + 2 pad, w + 2 pad, c) float32.

    In the mask, a pixel has the colour of the part of it that the object covers. Elsewhere what there is of the object is laid
    over a mixture of its mirror image at its edge and of its colours spread outward.

    Args:
        layers: (n, h, w, c) float32, premultiplied.
        alpha: (h, w) float32.
        mask: (h, w) bool: where the object is; not empty.
        pad: pixels that are added on all sides.
    """
    count = len(layers)
    around = ((pad, pad), (pad, pad))
    mask = np.pad(mask, around)
    # a pixel beside the mask may still hold a part of the object; farther away it is another's
    near = cv2.dilate(mask.view(np.uint8), np.ones((3, 3), np.uint8)).view(bool)
    share = np.where(near, np.clip(np.pad(alpha, around), 0, 1), 0)[..., None].astype(np.float32)
    flat = np.pad(np.concatenate(list(layers), -1), (*around, (0, 0))) * near[..., None]
    whole = np.where(mask[..., None] & (share > 0), 1 / np.maximum(share, 1e-4), 1)
    flat, share = (
        (flat * whole).astype(np.float32),
        np.where(mask[..., None] & (share > 0), 1, share).astype(np.float32),
    )
    smooth = _spread(flat, share)
    rows, columns = _mirrored(mask)
    filled = flat + (1 - share) * (MIRRORED * smooth[rows, columns] + (1 - MIRRORED) * smooth)
    return np.stack(np.split(filled, count, -1))


def _mirrored(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each pixel's mirror image is, at the nearest pixel of a mask: its (h, w) rows and columns; that pixel where it is
    outside of the mask itself, and within the mask its own place."""
    _, labels = cv2.distanceTransformWithLabels(
        (~mask).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(mask)
    places = np.zeros((2, int(labels.max()) + 1), int)
    places[:, labels[rows, columns]] = rows, columns
    nearest: np.ndarray = places[:, labels]
    turned = 2 * nearest - np.indices(mask.shape)
    inside = np.all((turned >= 0) & (turned < np.array(mask.shape)[:, None, None]), 0)
    inside[inside] = mask[turned[0][inside], turned[1][inside]]
    found = np.where(inside, turned, nearest)
    return found[0], found[1]


def _spread(colour: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """(h, w, c) colours, premultiplied by a weight (h, w, 1) of one at the most, and between them what is around, ever coarser.

    Source: the pull-push algorithm of Gortler et al., The Lumigraph, SIGGRAPH 1996, section 3.4.
    """
    h, w, channels = colour.shape
    if (weight >= 1).all() or h * w == 1:
        alone: np.ndarray = colour / np.maximum(weight, 1e-6)
        return alone
    even = ((0, h % 2), (0, w % 2), (0, 0))
    colours, weights = (
        np.pad(image, even).reshape((h + 1) // 2, 2, (w + 1) // 2, 2, -1).sum((1, 3)) for image in (colour, weight)
    )
    coarse = _spread(colours / np.maximum(weights, 1), np.minimum(weights, 1))
    fine = cv2.resize(coarse, (w + w % 2, h + h % 2), interpolation=cv2.INTER_LINEAR)[:h, :w].reshape(h, w, channels)
    filled: np.ndarray = colour + (1 - weight) * fine
    return filled
