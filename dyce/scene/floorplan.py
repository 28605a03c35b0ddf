"""A scene's plan from above, by rays: what is walked on, what is structure, and every instance in its colour."""

from pathlib import Path

import cv2
import numpy as np

from dyce.errors import UsageError
from dyce.scene.stage import Stage
from dyce.show.colours import instance_colour
from dyce.views.rig import Site

__all__ = ["CHECK", "beside", "draw_plan", "write_picture"]

CHECK = "check.png"
"""The name of a stage's plan and first view, in its folder."""

SIZE, LEGEND, LINE = 860, 320, 21
"""Pixels: the plan's longer side, the width of its legend, the height of a line in that."""
ABOVE = 2.0
"""Metres over the floor at which a room is cut open."""
WALL = 0.3
"""Metres over the floor from which on structure is drawn dark."""
NOTHING, STRUCTURE, DARK, WALKED, INK = (255,) * 3, (205,) * 3, (120,) * 3, (190, 232, 182), (40,) * 3
FONT = cv2.FONT_HERSHEY_SIMPLEX


def draw_plan(stage: Stage, site: Site, stand: np.ndarray) -> np.ndarray:
    """The picture, (H, W, 3) uint8 sRGB, north (Y) up.

    Args:
        stage: the scene.
        site: the same, as rays have it.
        stand: (N, 3) metres: where people can stand.
    """
    low, high = _bounds(site)
    pixel = float((high - low)[:2].max()) / SIZE
    width, height = (max(1, round(float(side) / pixel)) for side in (high - low)[:2])
    xs = low[0] + (np.arange(width) + 0.5) * pixel
    ys = high[1] - (np.arange(height) + 0.5) * pixel
    plan = np.stack(np.meshgrid(xs, ys), -1)
    cut = float(np.median(stand[:, 2])) + ABOVE if len(stand) else float(high[2]) + 0.5 * pixel
    top = np.concatenate([plan, np.full((*plan.shape[:2], 1), cut)], -1).reshape(-1, 3)
    owner, depth = site.tracer.first(top, np.broadcast_to([0.0, 0.0, -1.0], top.shape))
    picture = _coloured(owner.reshape(height, width), depth.reshape(height, width))
    if len(stand):  # walls stand out from the floor
        walls = (owner == 0) & (depth < ABOVE - WALL)
        picture[walls.reshape(height, width)] = DARK
    _walk(picture, owner.reshape(height, width), stand, low, high, pixel)
    _scale_bar(picture, pixel)
    return np.hstack([_padded(picture), _legend(stage, SIZE)])


def beside(picture: np.ndarray, view: Path) -> np.ndarray:
    """A picture, (H, W, 3) sRGB, with that of a file at its right, as high."""
    other = cv2.imread(str(view))
    assert other is not None  # it was written a moment ago
    other = other[..., ::-1]
    width = round(other.shape[1] * picture.shape[0] / other.shape[0])
    return np.hstack([picture, cv2.resize(other, (width, picture.shape[0]), interpolation=cv2.INTER_CUBIC)])


def write_picture(picture: np.ndarray, path: Path) -> None:
    """Write (H, W, 3) uint8 sRGB as the path's ending says.

    Raises:
        UsageError: it can't be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written = cv2.imwrite(str(path), picture[..., ::-1])
    except (OSError, cv2.error):
        written = False
    if not written:
        raise UsageError(f"--out: the picture can't be written to {path}; give a path that ends in .png or .jpg")


def _bounds(site: Site) -> tuple[np.ndarray, np.ndarray]:
    """What the plan shows: all instances, and of where people stand and of structure what is about them."""
    boxes = np.array([bounds for k, bounds in site.tracer.bounds.items() if k] or list(site.tracer.bounds.values()))
    low, high = boxes.reshape(-1, 3).min(0), boxes.reshape(-1, 3).max(0)
    around = 0.12 * float((high - low)[:2].max()) + 1e-6
    return low - around, high + around


def _coloured(owner: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """Each pixel, (H, W), in the colour of whose it is, with dark outlines."""
    ids = np.unique(owner[owner > 0])
    table = np.zeros((int(owner.max(initial=0)) + 1, 3), np.uint8)
    table[0] = STRUCTURE
    for k in ids:
        table[k] = instance_colour(int(k))
    picture: np.ndarray = np.where(
        (owner >= 0)[..., None], table[np.maximum(owner, 0)], np.array(NOTHING, np.uint8)
    ).astype(np.uint8)
    met = np.isfinite(depth)
    if met.any():  # what is deeper is a little darker
        near, far = np.percentile(depth[met], [1, 99])
        shade = 1.0 - 0.25 * np.clip((np.where(met, depth, far) - near) / max(far - near, 1e-9), 0, 1)
        picture[met] = picture[met] * shade[met][:, None]
    edge = np.zeros(owner.shape, bool)
    edge[:, 1:] |= owner[:, 1:] != owner[:, :-1]
    edge[1:] |= owner[1:] != owner[:-1]
    picture[edge] = INK
    return picture


def _walk(
    picture: np.ndarray, owner: np.ndarray, stand: np.ndarray, low: np.ndarray, high: np.ndarray, pixel: float
) -> None:
    """Tint where people can stand."""
    if not len(stand):
        return
    steps = np.diff(np.unique(stand[:, 0].round(4)))
    half = max(1, int(np.ceil((float(steps.min()) if steps.size else pixel) / pixel / 2)))
    stand = stand[((stand >= low) | [False, False, True]).all(1) & ((stand <= high) | [False, False, True]).all(1)]
    columns, rows = ((stand[:, 0] - low[0]) / pixel).astype(int), ((high[1] - stand[:, 1]) / pixel).astype(int)
    walked = np.zeros(owner.shape, np.uint8)
    walked[np.clip(rows, 0, owner.shape[0] - 1), np.clip(columns, 0, owner.shape[1] - 1)] = 1
    around = cv2.dilate(walked, np.ones((2 * half + 1, 2 * half + 1), np.uint8))
    floor = (around > 0) & (owner == 0)
    picture[floor] = WALKED


def _scale_bar(picture: np.ndarray, pixel: float) -> None:
    """A bar of a round number of metres, at the lower left."""
    wanted = 0.25 * picture.shape[1] * pixel
    power = 10.0 ** np.floor(np.log10(max(wanted, 1e-9)))
    metres = max(step * power for step in (1, 2, 5) if step * power <= wanted)
    end, y = 10 + round(metres / pixel), picture.shape[0] - 10
    cv2.line(picture, (10, y), (end, y), INK, 3)
    said = f"{metres:g} m" if metres >= 0.1 else f"{100 * metres:g} cm"
    cv2.putText(picture, said, (10, y - 8), FONT, 0.5, INK, 1, cv2.LINE_AA)


def _padded(picture: np.ndarray) -> np.ndarray:
    """In the middle of a square."""
    square = np.full((SIZE, SIZE, 3), NOTHING, np.uint8)
    height, width = picture.shape[:2]
    y, x = (SIZE - height) // 2, (SIZE - width) // 2
    square[y : y + height, x : x + width] = picture
    return square


def _legend(stage: Stage, height: int) -> np.ndarray:
    """What the colours mean; of many instances the first."""
    picture = np.full((height, LEGEND, 3), NOTHING, np.uint8)
    lines = [(WALKED, "walkable floor"), (STRUCTURE, "structure (dark: walls)")]
    lines += [(instance_colour(each.id), each.name) for each in stage.instances]
    room = height // LINE - 2
    for k, (colour, text) in enumerate(lines[:room]):
        y = 12 + k * LINE
        cv2.rectangle(picture, (8, y), (22, y + 13), colour, -1)
        plain = text.encode("ascii", "replace").decode()
        cv2.putText(picture, plain[:40], (30, y + 12), FONT, 0.42, INK, 1, cv2.LINE_AA)
    if len(lines) > room:
        cv2.putText(picture, f"and {len(lines) - room} more", (30, 24 + room * LINE), FONT, 0.42, INK, 1, cv2.LINE_AA)
    return picture
