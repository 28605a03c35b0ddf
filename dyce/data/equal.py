"""An appearance as bright as the image: what lifting added to its light is taken out again."""

import numpy as np

__all__ = ["equalise"]

GAMMA = 2.2
"""Of displays: values to its power are about light."""
MOST = 4.0
"""How much brighter or darker an appearance is made at the most."""


def equalise(appearance: np.ndarray, image: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """(h, w, 4) uint8: the appearance, its light scaled by one number so that its sum where the object is seen is the image's.

    Shading and colours stay, in the hidden part and in the seen one; only how bright the whole is changes.

    Args:
        appearance: (h, w, 4) uint8, RGBA display values.
        image: (h, w, 3) uint8, what the image shows in the same box.
        seen: (h, w) bool, where it shows the object; not empty.
    """
    mine, there = ((values / 255.0) ** GAMMA for values in (appearance[..., :3], image))
    gain = np.clip(there[seen].sum() / max(float(mine[seen].sum()), 1e-6), 1 / MOST, MOST)
    light = np.clip((mine * gain) ** (1 / GAMMA), 0, 1)
    return np.dstack([np.rint(light * 255).astype(np.uint8), appearance[..., 3]])
