"""Who goes when something is lifted, and what a record says of it."""

import json
from collections.abc import Callable
from pathlib import Path

import bpy
import cv2
import numpy as np
import pytest

from dyce.data.check import check_record
from dyce.data.load import open_data_set
from dyce.data.record import Instance, Record, read_record, write_record
from dyce.errors import DyceError
from dyce.render.colour import display_transform
from dyce.render.cycles import Studio
from dyce.render.recording import record_view
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import Source
from dyce.scene.stage import load_stage
from dyce.settings import Device, Settings
from dyce.views.camera import View, intrinsics, look_at
from dyce.views.rest import with_what_rests_on
from dyce.views.trace import Tracer

SETTINGS = Settings(width=64, height=48, samples=8, denoise=False)


def add(
    name: str, at: tuple[float, float, float], size: tuple[float, float, float], category: str | None = "thing"
) -> bpy.types.Object:
    """A box that stands on `at`."""
    bpy.ops.mesh.primitive_cube_add(size=1, location=(at[0], at[1], at[2] + size[2] / 2))
    obj = bpy.context.object
    obj.name, obj.scale = name, size
    if category:
        obj["dyce_category"] = category
    return obj


def add_table(name: str, at: tuple[float, float]) -> None:
    """A top of 1.2 x 0.8 m at 0.75 m on four legs, one instance."""
    top = add(name, (*at, 0.72), (1.2, 0.8, 0.03), "table")
    bpy.context.view_layer.update()
    for x in (-0.55, 0.55):
        for y in (-0.35, 0.35):
            leg = add(f"{name}.leg", (at[0] + x, at[1] + y, 0), (0.04, 0.04, 0.72), None)
            leg.parent, leg.matrix_parent_inverse = top, top.matrix_world.inverted()


def furnish() -> None:
    """A chest behind a laid table on a rug, and a shelf with a vase that leans on nobody."""
    add("floor", (0, 0, -0.1), (6, 6, 0.1), None)
    add("rug", (0, 0, 0), (2.5, 2.0, 0.01))
    add_table("table", (0, 0))
    bpy.data.objects["table"].location.z += 0.01
    add("tray", (0, 0, 0.76), (0.5, 0.35, 0.02))
    add("cup", (0.1, 0, 0.78), (0.08, 0.08, 0.1))
    add("plate", (-0.45, 0, 0.755), (0.2, 0.2, 0.02))  # sunk in by 5 mm
    add("chest", (0, 1.5, 0), (1.4, 0.5, 1.1))
    add("vase", (0.3, 1.5, 1.1), (0.1, 0.1, 0.3))


def shoot(folder: Path, fill: Callable[[], None], settings: Settings = SETTINGS) -> tuple[Record, Path, Tracer]:
    """Look from 1.2 m above and 4 m before the origin to what is behind it; the record of that."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    world = bpy.context.scene.world = bpy.data.worlds.new("world")
    world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.5
    fill()
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "scene.blend"))
    stage = load_stage(build_stage(Source("scene", folder / "scene.blend")), "scene")
    pose = look_at(np.array([0, -4.0, 1.2]), np.array([0, 1.5, 0.6]))
    size = settings.width, settings.height
    view = View(0, intrinsics(40, *size), *size, pose, 1.2, stage.instances[0].name)
    tracer = Tracer(*stage.geometry)
    rendered = render_view(Studio(stage, settings, Device.CPU), tracer, view, settings, display_transform(stage.colour))
    path = folder / "data" / "scene" / "000000"
    write_record(path, *record_view(rendered, stage, view, settings))
    return read_record(path), path, tracer


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, Path, Tracer]:
    folder = tmp_path_factory.mktemp("laid")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DYCE_CACHE", str(folder / "cache"))
        return shoot(folder, furnish)


def instance(record: Record, name: str) -> Instance:
    return next(each for each in record.instances if each.name == name)


def lifted(record: Record, name: str) -> set[str]:
    return {record.names[k] for k in instance(record, name).lifted or ()}


def test_what_rests_on_a_lifted_thing_goes_with_it_and_on_that(laid: tuple[Record, Path, Tracer]) -> None:
    """The table is in front of the chest; so is nothing of the plate's or cup's that is over the chest's top."""
    record, _, _ = laid
    assert {"table", "tray", "cup", "plate"} <= lifted(record, "chest")
    assert not {"rug", "vase", "chest"} & lifted(record, "chest")


def test_a_rug_does_not_take_what_stands_on_it_and_the_floor(laid: tuple[Record, Path, Tracer]) -> None:
    record, _, tracer = laid
    ids = {name: k for k, name in record.names.items()}
    assert with_what_rests_on({ids["rug"]}, tracer.carriers, set()) == {ids["rug"]}


def test_what_is_shown_stays_and_so_does_what_rests_on_it(laid: tuple[Record, Path, Tracer]) -> None:
    record, _, tracer = laid
    ids = {name: k for k, name in record.names.items()}
    gone = with_what_rests_on({ids["table"]}, tracer.carriers, {ids["tray"]})
    assert gone == {ids["table"], ids["plate"]}


def test_the_shift_is_that_of_the_pictures_and_only_of_what_is_hidden(laid: tuple[Record, Path, Tracer]) -> None:
    record, path, _ = laid
    folder = path.parents[1]
    named = (*record.instances, *(record.others or ()))
    ids = [{"id": each.id, "name": each.name, "category": each.category, "model": ""} for each in named]
    (path.parent / "scene.json").write_text(
        json.dumps({"scene": "scene", "fingerprint": "0", "instances": ids, "credits": []})
    )
    view = open_data_set(folder)[0]
    for found in view.instances:
        x, y, w, h = found.box
        seen = found.visible[y : y + h, x : x + w]
        image = view.image[y : y + h, x : x + w][seen].astype(float)
        assert found.light_shift == pytest.approx((found.appearance[seen, :3] - image).mean(), abs=0.01)
        assert (found.appearance[..., 3] == found.equalised[..., 3]).all()
        if found.entry.appearance_from == "image":
            assert (found.lifted, found.light_shift, found.entry.lifted) == ([], 0.0, None)
        else:
            after = (found.equalised[seen, :3] - image).mean()
            assert abs(after) < max(2.0, 0.5 * abs(found.light_shift))


@pytest.mark.parametrize("kind", ["light", "bulb"])
def test_a_lamp_stays_so_that_its_light_does(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lamp alone lights a chest behind it: lifted with its light, the chest would be black."""
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))

    def fill() -> None:
        bpy.context.scene.world = None
        add("floor", (0, 0, -0.1), (6, 6, 0.1), None)
        add("chest", (0, 1.5, 0), (1.4, 0.5, 1.1))
        post = add("lamp", (0, 0, 0), (0.1, 0.1, 0.8), "lamp")
        bpy.context.view_layer.update()
        if kind == "light":
            bulb = bpy.data.objects.new("bulb", bpy.data.lights.new("bulb", "POINT"))
            bulb.data.energy, bulb.location = 60, (0, 0, 1.2)
            bpy.context.collection.objects.link(bulb)
        else:
            bulb = add("bulb", (0, 0, 1.1), (0.15, 0.15, 0.15), None)
            shine = bpy.data.materials.new("shine")
            shine.node_tree.nodes["Principled BSDF"].inputs["Emission Strength"].default_value = 60
            shine.node_tree.nodes["Principled BSDF"].inputs["Emission Color"].default_value = (1, 1, 1, 1)
            bulb.data.materials.append(shine)
        bulb.parent, bulb.matrix_parent_inverse = post, post.matrix_world.inverted()

    record, _, _ = shoot(tmp_path, fill, Settings(width=64, height=48, samples=64, denoise=False))
    chest = instance(record, "chest")
    assert chest.hidden_by[0].name == "lamp" and chest.lifted == []
    assert abs(chest.light_shift or 99) < 5


def test_hair_in_front_is_lifted_and_hair_behind_is_a_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))

    def fill() -> None:
        add("floor", (0, 0, -0.1), (6, 6, 0.1), None)
        add("chest", (0, 1.5, 0), (1.4, 0.5, 1.1))
        add("box", (-0.5, -0.3, 0), (0.3, 0.3, 0.5))
        roots = np.random.default_rng(0).uniform((-0.6, -0.1, 0), (0.4, 0.1, 0), (60, 3))
        data = bpy.data.hair_curves.new("hair")
        data.add_curves([2] * len(roots))
        points = np.stack([roots, roots + [0, 0, 0.9]], 1).reshape(-1, 3).astype(np.float32)
        data.points.foreach_set("position", points.ravel())
        data.points.foreach_set("radius", np.full(len(points), 0.012, np.float32))
        hair = bpy.data.objects.new("hair", data)
        hair["dyce_category"] = "hair"
        bpy.context.collection.objects.link(hair)

    record, _, _ = shoot(tmp_path, fill)
    assert "hair" in lifted(record, "chest")
    assert lifted(record, "hair") == {"box"}


def test_whoever_a_record_names_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ball of too few pixels hides a part of the chest."""
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))

    def fill() -> None:
        add("chest", (0, 1.5, 0), (1.4, 0.5, 1.1))
        add("pea", (0, 0, 0.7), (0.12, 0.12, 0.12), "pea")

    record, path, _ = shoot(tmp_path, fill, Settings(width=64, height=48, samples=4, denoise=False, min_visible=40))
    assert [each.name for each in record.instances] == ["chest"]
    assert [(other.name, other.category) for other in record.others or ()] == [("pea", "pea")]
    assert record.instances[0].hidden_by[0].id == record.others[0].id  # type: ignore[index]
    check_record(path, record)
    object.__setattr__(record, "others", [])
    with pytest.raises(DyceError, match="who the others are"):
        check_record(path, record)


def test_depth_tells_nothing_from_far_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))

    def fill() -> None:
        add("chest", (0, 1.5, 0), (1.4, 0.5, 1.1))
        add("hill", (-40, 90, -20), (80, 2, 60))

    record, path, _ = shoot(tmp_path, fill)
    depth = cv2.imread(str(path / record.depth), cv2.IMREAD_UNCHANGED)
    assert depth[0, 0] == 65535 and depth[0, -1] == 0
    assert 5000 < depth[24, 32] < 6000
