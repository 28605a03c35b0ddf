"""What an object looks like at its edge: the nothing around it must not show."""

import numpy as np
import pytest

from dyce.render.appearance import appearances
from dyce.render.colour import display_transform
from dyce.render.denoise import pack_crops
from dyce.render.pixels import Pixels, Truth
from dyce.render.surround import surround
from dyce.scene.stage import Colour

SIZE, SAMPLES = 96, 12


def ball(radius: float = 20.3) -> np.ndarray:
    """(SIZE, SIZE) float: the share of each pixel that a disc covers, counted at SAMPLES places, first in its middle."""
    random = np.random.default_rng(0)
    rows, columns = np.mgrid[:SIZE, :SIZE]
    share = np.zeros((SIZE, SIZE))
    for n in range(SAMPLES):
        y, x = (0.5, 0.5) if n == 0 else random.random((2, SIZE, SIZE))
        share += np.hypot(rows + y - 47.6, columns + x - 48.2) < radius
    return share / SAMPLES


def test_an_object_of_one_colour_goes_on_in_it() -> None:
    share = ball().astype(np.float32)
    colour = np.array([0.2, 0.5, 0.7], np.float32)
    layers = np.stack([colour * share[..., None], np.ones((SIZE, SIZE, 3), np.float32) * share[..., None]])
    found = surround(layers, share, share > 0.5, 5)
    assert found.shape == (2, SIZE + 10, SIZE + 10, 3)
    assert np.allclose(found[0], colour, atol=1e-5) and np.allclose(found[1], 1, atol=1e-5)


def test_what_is_in_the_mask_keeps_its_own_colour() -> None:
    random = np.random.default_rng(1)
    share = ball().astype(np.float32)
    mask = np.hypot(*(np.mgrid[:SIZE, :SIZE] + 0.5 - np.array([47.6, 48.2])[:, None, None])) < 20.3
    own = random.random((SIZE, SIZE, 3)).astype(np.float32)
    found = surround((own * share[..., None])[None], share, mask, 3)[0, 3:-3, 3:-3]
    assert np.allclose(found[mask], own[mask], atol=1e-5)


@pytest.mark.parametrize("far", [False, True], ids=["by itself", "beside another's pixels"])
def test_a_noisy_object_is_not_darker_at_its_edge(far: bool) -> None:
    """A ball of one colour, its light noisy: the rim of its appearance is as bright as its core."""
    share = ball()
    rows, columns = np.mgrid[:SIZE, :SIZE] + 0.5
    full = np.hypot(rows - 47.6, columns - 48.2) < 20.3
    noise = np.random.default_rng(2).gamma(30, 1 / 30, (SIZE, SIZE, 1))
    colour = np.zeros((SIZE, SIZE, 4), np.float32)
    colour[..., :3] = 0.4 * noise * share[..., None]
    colour[..., 3] = share
    albedo = np.repeat(0.5 * share[..., None], 3, -1).astype(np.float32)
    if far:  # the render shows another object, too, in the same box
        for layer in (colour[..., :3], albedo):
            layer[28:34, 28:34] = 5.0
        colour[28:34, 28:34, 3] = 1
    normal = np.zeros_like(albedo)
    normal[..., 1] = share
    pixels = Pixels(0, 0, colour, full.astype(np.int32), np.ones((SIZE, SIZE), np.float32), albedo, normal)
    visible = full & (columns < 40)
    truth = Truth(1, visible, full, pixels)
    transform = display_transform(Colour("sRGB", "Standard", "None", 0.0, 1.0))
    image = np.zeros((SIZE, SIZE, 3), np.uint8)
    shown = appearances([truth], image, transform, clean=True)[0].appearance
    assert shown is not None
    x, y, w, h = truth.box
    edge = np.hypot(rows - 47.6, columns - 48.2)[y : y + h, x : x + w]
    mask = full[y : y + h, x : x + w]
    rim, core = shown[mask & (edge > 19.3), :3].astype(float), shown[edge < 15, :3].astype(float)
    assert abs(rim.mean() - core.mean()) < 2
    assert rim.std() < 6


def test_crops_on_a_sheet_do_not_overlap_and_leave_little_empty() -> None:
    random = np.random.default_rng(3)
    sizes = [(int(h), int(w)) for h, w in random.integers(8, 90, (30, 2))]
    places, (height, width) = pack_crops(sizes)
    used = np.zeros((height, width), int)
    for (y, x), (h, w) in zip(places, sizes, strict=True):
        assert used[y : y + h, x : x + w].shape == (h, w)
        used[y : y + h, x : x + w] += 1
    assert used.max() == 1 and used.mean() > 0.8
