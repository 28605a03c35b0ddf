"""`dyce complete` on what people hand it: every kind of picture, and what is none."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from segan_checkpoint import make_checkpoint

from dyce.cli import main
from dyce.errors import DyceError, UsageError
from dyce.segan.use.photograph import read_image, read_mask, read_seen

SIZE = (24, 36)


def _photograph() -> np.ndarray:
    """(24, 36, 3) uint8, RGB, smooth so that JPEG keeps it."""
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]]
    return np.stack([rows * 10, columns * 7, (rows + columns) * 4], 2).astype(np.uint8)


def _seen() -> np.ndarray:
    """(24, 36) bool."""
    mask = np.zeros(SIZE, bool)
    mask[8:16, 10:20] = True
    return mask


def _save(path: Path, pixels: np.ndarray, **options: object) -> Path:
    Image.fromarray(pixels).save(path, **options)
    return path


# -- images


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.tif", "a.webp", "a.ppm"])
def test_images_of_any_lossless_format_are_read_as_they_are(tmp_path: Path, name: str) -> None:
    path = _save(tmp_path / name, _photograph(), **({"lossless": True} if name == "a.webp" else {}))
    assert (read_image(path) == _photograph()).all()


def test_the_ending_does_not_matter(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.png", _photograph())
    assert (read_image(path.rename(tmp_path / "a b é.jpg")) == _photograph()).all()


def test_jpeg_is_read_as_rgb(tmp_path: Path) -> None:
    found = read_image(_save(tmp_path / "a.jpg", _photograph(), quality=95))
    assert np.abs(found.astype(int) - _photograph()).mean() < 3


def test_a_photograph_is_turned_as_its_camera_was_held(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    path = _save(tmp_path / "a.png", _photograph(), exif=exif)
    assert (read_image(path) == np.rot90(_photograph(), -1)).all()


@pytest.mark.parametrize("alpha", [0, 128, 255])
def test_transparency_of_images_is_ignored(tmp_path: Path, alpha: int) -> None:
    rgba = np.dstack([_photograph(), np.full(SIZE, alpha, np.uint8)])
    assert (read_image(_save(tmp_path / "a.png", rgba)) == _photograph()).all()


def test_grey_becomes_rgb(tmp_path: Path) -> None:
    grey = _photograph()[..., 0]
    for name, pixels in (("l.png", grey), ("la.png", np.dstack([grey, 255 - grey]))):
        found = read_image(_save(tmp_path / name, pixels))
        assert found.shape == (*SIZE, 3) and (found == grey[..., None]).all()


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    grey = _photograph()[..., 0]
    cv2.imwrite(str(tmp_path / "grey.png"), grey.astype(np.uint16) * 257)
    assert (read_image(tmp_path / "grey.png") == grey[..., None]).all()
    cv2.imwrite(str(tmp_path / "rgb.png"), _photograph()[..., ::-1].astype(np.uint16) * 257)
    assert (read_image(tmp_path / "rgb.png") == _photograph()).all()
    cv2.imwrite(str(tmp_path / "float.tif"), grey.astype(np.float32) / 255)
    assert (read_image(tmp_path / "float.tif") == grey[..., None]).all()


def test_palettes_and_bits_and_printers_colours_are_read(tmp_path: Path) -> None:
    picture = Image.fromarray(_photograph())
    picture.quantize(256).save(tmp_path / "p.png")
    assert np.abs(read_image(tmp_path / "p.png").astype(int) - _photograph()).mean() < 8
    picture.convert("1").save(tmp_path / "1.png")
    assert set(np.unique(read_image(tmp_path / "1.png"))) == {0, 255}
    picture.convert("CMYK").save(tmp_path / "cmyk.jpg", quality=95)
    assert np.abs(read_image(tmp_path / "cmyk.jpg").astype(int) - _photograph()).mean() < 5


def test_what_is_no_image_is_told_in_one_line(tmp_path: Path) -> None:
    whole = _save(tmp_path / "a.png", _photograph()).read_bytes()
    for name, content in {
        "empty.png": b"",
        "text.jpg": b"not a picture\nat all",
        "cut.png": whole[: len(whole) // 2],
        "page.html": b"<html></html>",
        "bomb.png": whole[:16] + (10**6).to_bytes(4, "big") * 2 + whole[24:],
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DyceError) as error:
            read_image(tmp_path / name)
        assert "\n" not in str(error.value) and name in str(error.value)
    for path in (tmp_path, tmp_path / "missing.png"):
        with pytest.raises(UsageError, match="is no file"):
            read_image(path)


# -- masks


@pytest.mark.parametrize("value", [1, 7, 128, 255])
def test_a_mask_may_be_marked_with_any_value(tmp_path: Path, value: int) -> None:
    path = _save(tmp_path / "m.png", _seen().astype(np.uint8) * value)
    assert (read_mask(path, SIZE) == _seen()).all()


@pytest.mark.parametrize("value", [1, 255, 256, 65535])
def test_a_mask_may_have_sixteen_bits(tmp_path: Path, value: int) -> None:
    cv2.imwrite(str(tmp_path / "m.png"), _seen().astype(np.uint16) * value)
    assert (read_mask(tmp_path / "m.png", SIZE) == _seen()).all()


def test_a_mask_may_be_colour_bits_or_transparency(tmp_path: Path) -> None:
    marked = _seen()[..., None]
    colours = np.where(marked, np.array([0, 128, 0]), 0).astype(np.uint8)
    Image.fromarray(_seen()).save(tmp_path / "bits.png")
    Image.fromarray(colours).quantize(2).save(tmp_path / "palette.png")
    _save(tmp_path / "green.png", colours)
    _save(tmp_path / "cutout.png", np.dstack([np.where(marked, 0, 255).repeat(3, 2), marked * 255]).astype(np.uint8))
    _save(tmp_path / "opaque.png", np.dstack([colours, np.full(SIZE, 255, np.uint8)]))
    for path in tmp_path.iterdir():
        assert (read_mask(path, SIZE) == _seen()).all(), path.name


def test_a_mask_that_jpeg_has_blurred_keeps_its_shape(tmp_path: Path) -> None:
    path = _save(tmp_path / "m.jpg", _seen().astype(np.uint8) * 255, quality=60)
    assert (read_mask(path, SIZE) ^ _seen()).sum() <= 2


def test_masks_of_another_size_and_empty_ones_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is 24 x 36 pixels, but the image is 36 x 24"):
        read_mask(_save(tmp_path / "turned.png", _seen().T.astype(np.uint8) * 255), SIZE)
    for name, pixels in {
        "black.png": np.zeros(SIZE, np.uint8),
        "clear.png": np.zeros((*SIZE, 4), np.uint8) + np.array([9, 9, 9, 0], np.uint8),
    }.items():
        with pytest.raises(UsageError, match="marks nothing"):
            read_mask(_save(tmp_path / name, pixels), SIZE)


# -- the command


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("torch")
    return make_checkpoint(tmp_path_factory.mktemp("trained") / "best.pt")


def _complete(*arguments: object) -> tuple[int, str]:
    said = CliRunner().invoke(main, ["complete", *map(str, arguments), "--device", "cpu"])
    assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
    return said.exit_code, said.output


def test_full_mask_and_object_are_written_in_the_images_size(tmp_path: Path, checkpoint: Path) -> None:
    image, mask = _save(tmp_path / "room.png", _photograph()), _save(tmp_path / "m.png", _seen().astype(np.uint8))
    code, said = _complete(image, mask, "--checkpoint", checkpoint, "--out", tmp_path / "new" / "out")
    assert code == 0, said
    full, picture = (np.asarray(Image.open(tmp_path / "new" / "out" / f"room-{n}.png")) for n in ("full", "object"))
    assert full.shape == SIZE and set(np.unique(full)) <= {0, 255} and (full[_seen()] == 255).all()
    assert picture.shape == (*SIZE, 4) and (picture[..., 3] == full).all()
    assert (picture[_seen(), :3] == _photograph()[_seen()]).all()
    assert "80 visible" in said


@pytest.mark.parametrize("where", [np.s_[:1, :1], np.s_[:, :], np.s_[-3:, -2:], np.s_[5, :], np.s_[::23, ::35]])
def test_masks_of_a_pixel_the_whole_frame_a_corner_a_line_and_scattered_are_completed(
    tmp_path: Path, checkpoint: Path, where: tuple
) -> None:
    mask = np.zeros(SIZE, np.uint8)
    mask[where] = 255
    image, path = _save(tmp_path / "room.png", _photograph()), _save(tmp_path / "m.png", mask)
    code, said = _complete(image, path, "--checkpoint", checkpoint, "--out", tmp_path)
    assert code == 0, said
    assert (np.asarray(Image.open(tmp_path / "room-full.png"))[mask > 0] == 255).all()


def test_a_model_that_can_not_paint_writes_the_mask_alone(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    checkpoint = make_checkpoint(tmp_path / "segmentor.pt", "segmentor")
    image, mask = _save(tmp_path / "room.png", _photograph()), _save(tmp_path / "m.png", _seen().astype(np.uint8))
    code, said = _complete(image, mask, "--checkpoint", checkpoint, "--out", tmp_path)
    assert code == 0 and "has not been trained" in said
    assert (tmp_path / "room-full.png").exists() and not (tmp_path / "room-object.png").exists()


def test_what_was_handed_in_is_not_written_over(tmp_path: Path, checkpoint: Path) -> None:
    image = _save(tmp_path / "room.jpg", _photograph())
    mask = _save(tmp_path / "room-full.png", _seen().astype(np.uint8) * 255)
    before = mask.read_bytes()
    code, said = _complete(image, mask, "--checkpoint", checkpoint, "--out", tmp_path)
    assert code == 2 and "written over" in said and mask.read_bytes() == before


def test_masks_of_other_objects_are_made_use_of(tmp_path: Path, checkpoint: Path) -> None:
    image, mask = _save(tmp_path / "room.png", _photograph()), _save(tmp_path / "m.png", _seen().astype(np.uint8))
    others = [np.roll(_seen(), 9, 1), np.roll(_seen(), 7, 0)]
    paths = [_save(tmp_path / f"other-{n}.png", other.astype(np.uint8)) for n, other in enumerate(others)]
    given = [word for path in paths for word in ("--other", path)]
    code, said = _complete(image, mask, *given, "--checkpoint", checkpoint, "--out", tmp_path)
    assert code == 0 and "80 visible" in said
    assert (read_seen(_seen(), paths) == _seen() | others[0] | others[1]).all()
    _save(paths[0], np.ones((3, 3), np.uint8))
    code, said = _complete(image, mask, *given, "--checkpoint", checkpoint, "--out", tmp_path)
    assert code == 2 and said.count("\n") == 1 and "other-0.png" in said


def test_mistakes_are_one_line(tmp_path: Path, checkpoint: Path) -> None:
    image, mask = _save(tmp_path / "room.png", _photograph()), _save(tmp_path / "m.png", _seen().astype(np.uint8))
    (tmp_path / "file").write_text("")
    for code, arguments in (
        (2, (tmp_path / "none.png", mask, "--checkpoint", checkpoint)),
        (1, (tmp_path / "file", mask, "--checkpoint", checkpoint)),
        (2, (image, mask, "--checkpoint", tmp_path / "none.pt")),
        (1, (image, mask, "--checkpoint", image)),
        (1, (image, mask, "--checkpoint", checkpoint, "--out", tmp_path / "file")),
    ):
        found, said = _complete(*arguments)
        assert found == code and said.count("\n") == 1 and said.startswith("dyce: "), (arguments, said)
