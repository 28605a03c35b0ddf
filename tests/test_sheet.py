"""The contact sheet: there, whole, and with an instance in the same colour in both mask columns."""

import io
import random
from pathlib import Path

import numpy as np
import pytest
from damage import damage, edit_record
from made_data import make_data
from PIL import Image

from dyce.errors import DyceError, UsageError
from dyce.show.colours import instance_colour
from dyce.show.sheet import make_sheet


def test_colours_are_stable_and_far_apart() -> None:
    colours = np.array([instance_colour(id_) for id_ in range(1, 101)], float)
    assert ((colours >= 0) & (colours <= 255)).all()
    assert len({tuple(colour) for colour in colours}) == 100
    neighbours = np.linalg.norm(colours[1:] - colours[:-1], axis=1)
    assert neighbours.min() > 60


@pytest.mark.parametrize("size", [(96, 128), (128, 96), (64, 64)])
def test_sheet_has_a_row_a_view(tmp_path: Path, size: tuple[int, int]) -> None:
    make_data(tmp_path, {"kitchen3": 3, "mine": 2}, size)
    path = make_sheet(tmp_path)
    assert path == tmp_path / "sheet.png"
    with Image.open(path) as five, Image.open(make_sheet(tmp_path, tmp_path / "two.png", rows=2)) as two:
        assert five.height > two.height
    assert sorted(p.suffix for p in tmp_path.glob("*.p*")) == [".png", ".png"]


def test_a_sheet_may_be_a_pdf(tmp_path: Path) -> None:
    make_data(tmp_path, {"kitchen3": 2})
    png = Image.open(make_sheet(tmp_path))
    content = make_sheet(tmp_path, tmp_path / "sheet.pdf").read_bytes()
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    jpeg = content[content.index(b"\xff\xd8") : content.rindex(b"\xff\xd9") + 2]
    inside = Image.open(io.BytesIO(jpeg))
    assert inside.size == png.size
    assert np.abs(np.asarray(inside, int) - np.asarray(png, int)).mean() < 2
    with pytest.raises(UsageError, match=r"\.png or \.pdf"):
        make_sheet(tmp_path, tmp_path / "sheet.tiff")


def test_the_masks_are_on_the_sheet_in_the_instances_colours(tmp_path: Path) -> None:
    view = make_data(tmp_path, {"kitchen3": 1})[0]
    sheet = np.asarray(Image.open(make_sheet(tmp_path)))
    big = [name for name in view.discs if view.visible(name).sum() > 300]
    assert big
    for name in big:
        assert (sheet == instance_colour(int(name[-3:]))).all(axis=2).sum() > 300


def test_a_damaged_view_gives_its_row_to_the_next(tmp_path: Path) -> None:
    views = make_data(tmp_path, {"kitchen3": 3})
    (views[0].folder / "image.png").unlink()
    (views[1].folder / "record.json").write_text("{")
    assert make_sheet(tmp_path, rows=1).is_file()
    (views[2].folder / "depth.png").write_bytes(b"")
    with pytest.raises(DyceError, match="no view that is whole"):
        make_sheet(tmp_path)


def test_a_picture_damaged_inside_is_named(tmp_path: Path) -> None:
    path = make_data(tmp_path, {"kitchen3": 1})[0].folder / "image.png"
    content = path.read_bytes()
    path.write_bytes(content[:200] + bytes(len(content) - 220) + content[-20:])
    with pytest.raises(DyceError, match=r"image\.png"):
        make_sheet(tmp_path)


def test_nothing_to_show_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DyceError, match="dyce render"):
        make_sheet(tmp_path / "missing")
    with pytest.raises(UsageError, match="--rows"):
        make_sheet(tmp_path, rows=0)


def test_a_sheet_that_can_t_be_written_is_one_line(tmp_path: Path) -> None:
    make_data(tmp_path / "data", {"kitchen3": 1})
    with pytest.raises(DyceError, match="can't be written"):
        make_sheet(tmp_path / "data", tmp_path / "nowhere" / "sheet.png")


@pytest.mark.parametrize("seed", range(100))
def test_damage_gives_a_sheet_or_one_line(seed: int, tmp_path: Path) -> None:
    make_data(tmp_path, {"kitchen3": 2, "mine": 1}, size=(48, 64), discs=6)
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 3)):
        damage(rng, tmp_path)
    try:
        assert make_sheet(tmp_path, rows=3).is_file()
    except DyceError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("name", ["a\nb", "\ud800", "", "mug\0", "Кружка 杯 🍵", "x" * 3000])
def test_any_name_can_be_drawn(tmp_path: Path, name: str) -> None:
    make_data(tmp_path, {"kitchen3": 1})
    edit_record(tmp_path / "kitchen3" / "000000", lambda r: [i.update(name=f"{name}{i['id']}") for i in r["instances"]])
    (tmp_path / "kitchen3" / "scene.json").unlink()
    assert make_sheet(tmp_path).is_file()
