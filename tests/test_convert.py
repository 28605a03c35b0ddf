"""What the conversion of pack models promises: real sizes, one pose, one mesh a model, materials that a renderer believes."""

import bpy
import pytest

from dyce.cache import cache_folder
from dyce.errors import DyceError
from dyce.models import pack
from dyce.models.pack import convert, mtl

pytestmark = pytest.mark.pack
KEYS = ["Scopia/toaster", "BlendSwap-CC-0/kitchenaid", "BlendSwap-CC-BY/coffeePress"]


@pytest.fixture(autouse=True)
def empty_scene() -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)


@pytest.mark.parametrize("key", KEYS)
def test_stands_on_the_origin_in_its_catalogue_size(key):
    thing = convert.load(key)
    corners = [vertex.co for vertex in thing.data.vertices]
    low, high = ([pick(corner[i] for corner in corners) for i in range(3)] for pick in (min, max))
    assert [top - bottom for bottom, top in zip(low, high)] == pytest.approx(pack.models()[key].size, abs=2e-3)
    assert (low[0] + high[0], low[1] + high[1], low[2]) == pytest.approx((0, 0, 0), abs=2e-3)
    assert thing["dyce_model"] == key


def test_two_of_a_kind_share_one_mesh():
    first, second = convert.load(KEYS[0]), convert.load(KEYS[0])
    assert first is not second and first.data is second.data


def test_is_converted_once_and_leaves_nothing_else_behind():
    convert.load(KEYS[0])
    files = sorted((cache_folder() / "converted").rglob("toaster*"))
    stamp = files[0].stat().st_mtime_ns
    bpy.ops.wm.read_factory_settings(use_empty=True)
    convert.load(KEYS[0])
    assert [file.suffix for file in files] == [".blend"] * len(files) and files[0].stat().st_mtime_ns == stamp
    assert len(bpy.data.meshes) == len(bpy.data.objects) == 1


@pytest.mark.parametrize("key", KEYS)
def test_is_light_opaque_enough_and_self_contained(key):
    thing = convert.load(key)
    thing.data.calc_loop_triangles()
    assert len(thing.data.loop_triangles) <= convert.TRIANGLES_AT_MOST
    assert all(mtl.principled_of(material) for material in thing.data.materials)
    assert all(image.packed_file for image in bpy.data.images if image.source == "FILE")


def test_glass_is_told_from_its_opacity_and_fabric_from_its_name():
    def kind(name: str, **entry: list[float]) -> str:
        return mtl.from_mtl(bpy.data.materials.new(name), entry)

    assert kind("x", d=[0.3]) == "glass"
    assert kind("sofa_seat", Kd=[0.5, 0.4, 0.3]) == "fabric"
    assert kind("chrome") == "metal"
    assert kind("white_metal", Kd=[0.9, 0.9, 0.9]) == "plain"


def test_an_unknown_model_is_named():
    with pytest.raises(DyceError, match="no model 'Scopia/no-such-thing'"):
        convert.load("Scopia/no-such-thing")
