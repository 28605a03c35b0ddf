"""A modality that is declared with a field is written, read and checked by that alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
import pytest
from made_data import make_data

from dyce.data.load import open_data_set
from dyce.data.mask import BoxXYWH, Contradiction, decode_mask
from dyce.data.modality import Part, mask, modalities, picture, recorded
from dyce.data.record import OF_A_VIEW, OF_AN_OBJECT, describe

RNG = np.random.default_rng(3)


@dataclass(frozen=True)
class Light:
    box: BoxXYWH
    shade: Annotated[str, picture("shade/{id:03d}.png", "uint16", "how dark", within="box", scale="shade_scale")]


@dataclass(frozen=True)
class Thing:
    outline: Annotated[dict[str, Any], mask("where it is")]
    colours: Annotated[str, picture("colours/{id}.png", "uint8", "what it looks like", channels=4, within="box")]
    box: BoxXYWH
    glow: Annotated[str | None, picture("glow.png", "uint8", "what shines", asked_by="soft_masks")] = None
    younger: Annotated[dict[str, Any] | None, mask("what older records lack")] = None
    light: Annotated[Light | None, Part(Light, "its light", asked_by="light")] = None


@dataclass(frozen=True)
class View:
    width: int
    height: int
    shade_scale: float
    files: dict[str, str]
    overscan: tuple[int, int] | None = None


TABLE = {modality.name: modality for modality in modalities(Thing)}


@pytest.fixture
def values() -> dict[str, Any]:
    return {
        "outline": RNG.random((30, 40)) < 0.5,
        "colours": RNG.integers(0, 256, (7, 5, 4), np.uint8),
        "box": [2, 3, 5, 7],
        "light": {"box": [0, 1, 4, 6], "shade": RNG.integers(0, 2**16, (6, 4), np.uint16)},
    }


def written(folder: Path, values: dict[str, Any]) -> tuple[View, Thing]:
    files: dict[str, bytes] = {}
    thing = recorded(Thing, values, files, id=7)
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return View(40, 30, 0.5, dict.fromkeys(files, "")), thing


def test_what_is_declared_comes_back(tmp_path: Path, values: dict[str, Any]) -> None:
    view, thing = written(tmp_path, values)
    assert list(TABLE) == ["outline", "colours", "glow", "younger", "light.shade"]
    assert thing.colours == "colours/7.png" and thing.light and thing.light.shade == "shade/007.png"
    assert (decode_mask(thing.outline) == values["outline"]).all() and thing.glow is None
    read = {name: modality.read(tmp_path, view, thing) for name, modality in TABLE.items()}
    assert read["glow"] is None and read["younger"] is None and (read["outline"] == values["outline"]).all()
    assert (read["colours"] == values["colours"]).all()
    assert read["light.shade"].dtype == np.float32
    assert all(pixels.flags.c_contiguous for pixels in (read["colours"], read["light.shade"]))  # to draw on, to hand on
    assert (read["light.shade"] == values["light"]["shade"] * np.float32(0.5)).all()
    assert TABLE["light.shade"].box_in(view, thing) == [0, 1, 4, 6] and TABLE["outline"].box_in(view, thing)[2:] == [
        40,
        30,
    ]
    stored = cv2.imread(str(tmp_path / "colours" / "7.png"), cv2.IMREAD_UNCHANGED)  # others' readers see RGBA too
    assert (cv2.cvtColor(stored, cv2.COLOR_BGRA2RGBA) == values["colours"]).all()
    for modality in TABLE.values():
        modality.check(tmp_path, view, thing)


@pytest.mark.parametrize("harm", ["cut", "other size", "gone", "not named", "leads out"])
def test_what_is_damaged_is_told(tmp_path: Path, values: dict[str, Any], harm: str) -> None:
    view, thing = written(tmp_path, values)
    path = tmp_path / "colours" / "7.png"
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:-20])
    elif harm == "other size":
        path.write_bytes(cv2.imencode(".png", np.zeros((9, 9, 4), np.uint8))[1].tobytes())
    elif harm == "gone":
        path.unlink()
    elif harm == "not named":
        view.files.clear()
    else:
        view.files["../7.png"] = ""
        thing = Thing(thing.outline, "../7.png", thing.box)
    with pytest.raises(Contradiction):
        TABLE["colours"].check(tmp_path, view, thing)


def test_every_modality_of_a_data_set_can_be_read_by_name(tmp_path: Path) -> None:
    make_data(tmp_path, {"kitchen1": 1})
    view = open_data_set(tmp_path)[0]
    assert (view.read("image") == view.image).all() and (view.read("depth") == view.depth).all()
    one = view.instances[0]
    for name in ("visible", "full", "invisible", "appearance"):
        assert (one.read(name) == getattr(one, name)).all()
        _, _, width, height = one.box_of(name)
        assert one.read(name).shape[:2] == (height, width)
    with pytest.raises(KeyError):
        one.read("smell")
    names = {modality.name for modality in (*OF_A_VIEW, *OF_AN_OBJECT)}
    assert all(any(f"`{name}`" in row for row in describe()) for name in names)
