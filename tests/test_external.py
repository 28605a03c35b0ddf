"""Files beside a scene's: textures, libraries and fonts, by relative paths, of another machine, changed since, or missing."""

from pathlib import Path

import bpy
import numpy as np
import pytest

from dyce.errors import DyceError
from dyce.farm.stages import open_stage
from dyce.scene.build import build_stage, export_blend
from dyce.scene.sources import find_scene
from dyce.scene.stage import Stage, is_built, load_stage
from dyce.scene.told import Told

RED, BLUE = (0.8, 0.1, 0.1, 1), (0.1, 0.1, 0.8, 1)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))


def _picture(path: Path, colour: tuple[float, ...], like: str = "PNG") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = bpy.data.images.new("made", 4, 4)
    image.pixels = colour * 16
    image.filepath_raw, image.file_format = str(path), like
    image.save()
    bpy.data.images.remove(image)
    return path


def _glowing(name: str, texture: bpy.types.Image | None) -> bpy.types.Material:
    """A material that shines in the colour of a texture."""
    material = bpy.data.materials.new(name)
    tree = material.node_tree
    tree.nodes.clear()
    node, shine, out = (tree.nodes.new(f"ShaderNode{kind}") for kind in ("TexImage", "Emission", "OutputMaterial"))
    node.image = texture
    tree.links.new(node.outputs[0], shine.inputs[0])
    tree.links.new(shine.outputs[0], out.inputs[0])
    return material


def _begin(path: Path) -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    bpy.ops.wm.save_as_mainfile(filepath=str(path))


def _plate(name: str, material: bpy.types.Material, **properties: object) -> bpy.types.Object:
    """A plate that fills the picture of `_seen`."""
    bpy.ops.mesh.primitive_plane_add(size=2)
    obj = bpy.context.object
    obj.name = name
    obj.data.materials.append(material)
    for key, value in properties.items():
        obj[key] = value
    return obj


def _load(path: Path) -> bpy.types.Image:
    image = bpy.data.images.load(str(path))
    image.filepath = bpy.path.relpath(image.filepath)
    return image


def _save() -> Path:
    bpy.ops.wm.save_mainfile()
    return Path(bpy.data.filepath)


def _textured(path: Path, texture: Path) -> Path:
    """A scene of one plate that shines in the colour of a texture by a relative path."""
    _begin(path)
    _plate("plate", _glowing("coat", _load(texture)), dyce_category="plate")
    return _save()


def _stage(path: Path, **told: object) -> Stage:
    return load_stage(build_stage(find_scene(str(path), Told(**told))), "scene")


def _seen(stage: Stage) -> tuple[np.ndarray, int]:
    """The colour that a camera over the plate sees in the stage's file, (3,) linear, and the object index."""
    bpy.ops.wm.open_mainfile(filepath=str(stage.blend))
    scene = bpy.context.scene
    camera = bpy.data.objects.new("eye", bpy.data.cameras.new("eye"))
    camera.location = (0, 0, 2)
    scene.collection.objects.link(camera)
    scene.camera, scene.render.engine, scene.cycles.samples = camera, "CYCLES", 16
    scene.render.resolution_x = scene.render.resolution_y = 8
    scene.view_settings.view_transform = "Raw"
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.filepath = str(stage.folder / "seen.exr")
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(scene.render.filepath)
    pixels = np.array(image.pixels).reshape(8, 8, 4)[3:5, 3:5, :3]
    assert np.ptp(pixels, axis=(0, 1)).max() < 0.1
    depsgraph = bpy.context.evaluated_depsgraph_get()
    hit, *_, obj, _ = scene.ray_cast(depsgraph, (0, 0, 2), (0, 0, -1))
    assert hit
    return pixels.mean((0, 1)), obj.pass_index


def _linear(colour: tuple[float, ...]) -> np.ndarray:
    byte = np.array(colour[:3])
    return np.where(byte > 0.04045, ((byte + 0.055) / 1.055) ** 2.4, byte / 12.92)


def test_textures_by_relative_paths_are_seen(tmp_path: Path) -> None:
    path = _textured(tmp_path / "project/my.blend", _picture(tmp_path / "project/textures/wood.png", RED))
    colour, index = _seen(_stage(path))
    assert np.allclose(colour, _linear(RED), atol=0.02) and index == 1


def test_linked_and_nested_and_overridden_things_are_instances_of_the_stage(tmp_path: Path) -> None:
    """A plate in a library of a library, textured there, and an override of another."""
    texture = _picture(tmp_path / "kit/parts/tex/wood.png", RED)
    inner = _textured(tmp_path / "kit/parts/inner.blend", texture)
    _begin(tmp_path / "kit/mid.blend")
    group = bpy.data.collections.new("group")
    bpy.context.scene.collection.children.link(group)
    with bpy.data.libraries.load(str(inner), link=True, relative=True) as (_, linked):
        linked.objects = ["plate"]
    group.objects.link(linked.objects[0])
    mid = _save()
    _begin(tmp_path / "top.blend")
    with bpy.data.libraries.load(str(mid), link=True, relative=True) as (_, linked):
        linked.collections = ["group"]
    bpy.context.scene.collection.children.link(linked.collections[0])
    with bpy.data.libraries.load(str(inner), link=True, relative=True) as (_, linked):
        linked.objects = ["plate"]
    bpy.context.scene.collection.objects.link(linked.objects[0])
    moved = linked.objects[0].override_create(remap_local_usages=True)
    moved.location, moved.name = (9, 0, 0), "moved"
    stage = _stage(_save())
    assert sorted(instance.name for instance in stage.instances) == ["moved", "plate"]
    colour, index = _seen(stage)
    assert np.allclose(colour, _linear(RED), atol=0.02)
    assert index == next(instance.id for instance in stage.instances if instance.name == "plate")


@pytest.mark.parametrize(
    "path", ["C:\\Users\\Ada\\Desktop\\WOOD.png", "/home/ada/maps/wood.PNG", "//..\\stuff\\wood.png"]
)
def test_a_texture_of_another_machine_is_found_by_its_name(tmp_path: Path, path: str) -> None:
    texture = _picture(tmp_path / "project/Textures/old/Wood.png", RED)
    _textured(tmp_path / "project/my.blend", texture)
    bpy.data.images["Wood.png"].filepath_raw = path
    stage = _stage(_save())
    assert np.allclose(_seen(stage)[0], _linear(RED), atol=0.02)
    assert any("wood.png" in note.lower() and str(texture) in note for note in stage.notes)


def test_a_library_of_another_machine_is_found_by_its_name(tmp_path: Path) -> None:
    inner = _textured(tmp_path / "a/inner.blend", _picture(tmp_path / "a/wood.png", RED))
    _begin(tmp_path / "b/top.blend")
    with bpy.data.libraries.load(str(inner), link=True) as (_, linked):
        linked.objects = ["plate"]
    bpy.context.scene.collection.objects.link(linked.objects[0])
    path = _save()
    (tmp_path / "a").rename(tmp_path / "b/libs")
    stage = _stage(path)
    assert np.allclose(_seen(stage)[0], _linear(RED), atol=0.02)
    assert any("inner.blend is taken" in note for note in stage.notes)


@pytest.mark.parametrize("broken", [False, True])
def test_a_missing_or_unreadable_texture_is_refused_or_neutral(tmp_path: Path, broken: bool) -> None:
    texture = _picture(tmp_path / "wood.png", RED)
    path = _textured(tmp_path / "my.blend", texture)
    bpy.data.materials["coat"].diffuse_color = (0.2, 0.3, 0.4, 1)
    _save()
    texture.write_bytes(b"no picture") if broken else texture.unlink()
    with pytest.raises(DyceError, match=r"my\.blend needs a file .*wood\.png.*--allow-missing") as refused:
        open_stage(find_scene(str(path)), tmp_path / "log")
    assert "\n" not in str(refused.value)
    stage = _stage(path, allow_missing=True)
    assert any("wood.png" in warning for warning in stage.warnings)
    assert np.allclose(_seen(stage)[0], (0.2, 0.3, 0.4), atol=0.02)


@pytest.mark.parametrize("place", ["wood.png", "textures/wood.png"])
def test_a_texture_that_comes_later_is_seen(tmp_path: Path, place: str) -> None:
    path = _textured(tmp_path / "my.blend", _picture(tmp_path / "wood.png", RED))
    (tmp_path / "wood.png").unlink()
    first = _stage(path, allow_missing=True)
    assert is_built(first.folder)
    _picture(tmp_path / place, RED)
    second = _stage(path, allow_missing=True)
    assert second.fingerprint != first.fingerprint
    assert np.allclose(_seen(second)[0], _linear(RED), atol=0.02)


def test_what_does_not_render_may_be_missing(tmp_path: Path) -> None:
    """A texture on a hidden thing, one whose node leads nowhere, one that nothing uses, one of a hidden collection."""
    _textured(tmp_path / "my.blend", _picture(tmp_path / "wood.png", RED))
    lost = [bpy.data.images.load(str(_picture(tmp_path / f"lost{k}.png", BLUE))) for k in range(4)]
    _plate("hidden", _glowing("a", lost[0])).hide_render = True
    bpy.data.materials["coat"].node_tree.nodes.new("ShaderNodeTexImage").image = lost[1]
    lost[2].use_fake_user = True
    shut = bpy.data.collections.new("shut")
    shut.hide_render = True
    bpy.context.scene.collection.children.link(shut)
    shut.objects.link(_plate("in it", _glowing("b", lost[3])))
    bpy.context.scene.collection.objects.unlink(bpy.data.objects["in it"])
    path = _save()
    for k in range(4):
        (tmp_path / f"lost{k}.png").unlink()
    stage = _stage(path)
    assert not any("lost" in line for line in stage.warnings + stage.notes)
    assert np.allclose(_seen(stage)[0], _linear(RED), atol=0.02)


def test_a_missing_library_is_refused_or_left_out(tmp_path: Path) -> None:
    inner = _textured(tmp_path / "inner.blend", _picture(tmp_path / "wood.png", RED))
    _begin(tmp_path / "top.blend")
    _plate("own", bpy.data.materials.new("grey"), dyce_category="plate")
    with bpy.data.libraries.load(str(inner), link=True, relative=True) as (_, linked):
        linked.objects = ["plate"]
    bpy.context.scene.collection.objects.link(linked.objects[0])
    path = _save()
    inner.unlink()
    with pytest.raises(DyceError, match=r"linked library //inner\.blend"):
        build_stage(find_scene(str(path)))
    stage = _stage(path, allow_missing=True)
    assert [instance.name for instance in stage.instances] == ["own"]
    assert any("inner.blend" in warning for warning in stage.warnings)


def test_a_stage_whose_texture_or_library_has_changed_is_built_again(tmp_path: Path) -> None:
    texture = _picture(tmp_path / "wood.png", RED)
    inner = _textured(tmp_path / "inner.blend", texture)
    _begin(tmp_path / "top.blend")
    with bpy.data.libraries.load(str(inner), link=True, relative=True) as (_, linked):
        linked.objects = ["plate"]
    bpy.context.scene.collection.objects.link(linked.objects[0])
    path = _save()
    first = _stage(path)
    assert is_built(first.folder) and _stage(path).fingerprint == first.fingerprint
    texture.touch()
    assert is_built(first.folder), "the content is what it was"
    _picture(texture, BLUE)
    assert not is_built(first.folder)
    second = _stage(path)
    assert second.fingerprint != first.fingerprint
    assert np.allclose(_seen(second)[0], _linear(BLUE), atol=0.02)
    bpy.ops.wm.open_mainfile(filepath=str(inner))
    bpy.data.objects["plate"]["dyce_category"] = "dish"
    bpy.ops.wm.save_mainfile()
    assert [instance.category for instance in _stage(path).instances] == ["dish"]


def test_tiles_sequences_and_fonts_are_held_and_missed(tmp_path: Path) -> None:
    for tile in (1001, 1002):
        _picture(tmp_path / f"skin.{tile}.png", RED)
    for frame in (1, 2):
        _picture(tmp_path / f"film{frame:04}.png", RED)
    _begin(tmp_path / "my.blend")
    tiled = _load(tmp_path / "skin.1001.png")
    tiled.source, tiled.filepath_raw = "TILED", "//skin.<UDIM>.png"
    tiled.tiles.new(1002)
    film = _load(tmp_path / "film0001.png")
    film.source = "SEQUENCE"
    _plate("plate", _glowing("a", tiled), dyce_category="plate")
    _plate("screen", _glowing("b", film), dyce_category="screen").location = (5, 0, 0)
    user = bpy.data.materials["b"].node_tree.nodes["Image Texture"].image_user
    user.frame_duration, bpy.context.scene.frame_current = 2, 2
    path = _save()
    assert np.allclose(_seen(_stage(path))[0], _linear(RED), atol=0.02)
    (tmp_path / "film0002.png").unlink()
    with pytest.raises(DyceError, match=r"needs a file .*film0001"):
        _stage(path)
    (tmp_path / "skin.1002.png").unlink()
    with pytest.raises(DyceError, match=r"needs 2 files .*skin"):
        _stage(path)
    (line,) = [line for line in _stage(path, allow_missing=True).warnings if "missing" in line]
    assert "skin" in line and "film" in line


def test_an_image_node_without_an_image_is_neutral_not_magenta(tmp_path: Path) -> None:
    _begin(tmp_path / "my.blend")
    _plate("plate", _glowing("coat", None), dyce_category="plate")
    stage = _stage(_save())
    assert any("image nodes without an image" in warning and "coat" in warning for warning in stage.warnings)
    assert np.allclose(_seen(stage)[0], bpy.data.materials["coat"].diffuse_color[:3], atol=0.02)


def test_a_simulation_cached_on_disk_is_the_same_in_the_stage(tmp_path: Path) -> None:
    """A cloth that has fallen for nine frames, at its place in the file and in the stage; without its cache it is missed."""
    _begin(tmp_path / "my.blend")
    cloth = _plate("cloth", bpy.data.materials.new("grey"), dyce_category="cloth")
    cache = cloth.modifiers.new("cloth", "CLOTH").point_cache
    cache.frame_end = 10
    cache.use_disk_cache = True
    with bpy.context.temp_override(scene=bpy.context.scene, active_object=cloth, object=cloth, point_cache=cache):
        bpy.ops.ptcache.bake(bake=True)
    bpy.context.scene.frame_set(10)
    fallen = cloth.evaluated_get(bpy.context.evaluated_depsgraph_get()).data.vertices[0].co.z
    assert fallen < -0.2
    path = _save()
    stage = _stage(path)
    assert stage.geometry[0][..., 2].max() == pytest.approx(fallen, abs=0.02)
    bpy.ops.wm.open_mainfile(filepath=str(stage.blend))
    there = bpy.data.objects["cloth"].evaluated_get(bpy.context.evaluated_depsgraph_get()).data.vertices[0].co.z
    assert there == pytest.approx(fallen, abs=1e-4)
    (tmp_path / "blendcache_my").rename(tmp_path / "elsewhere")
    with pytest.raises(DyceError, match="cache on disk of cloth"):
        _stage(path, allow_missing=False, scale=1.0)


def test_an_export_packs_what_is_there_whatever_else_is_not(tmp_path: Path) -> None:
    """An image that nothing uses, missing from disk, in front of the texture by its name."""
    path = _textured(tmp_path / "my.blend", _picture(tmp_path / "wood.png", RED))
    gone = bpy.data.images.new("a gone one", 4, 4)
    gone.source, gone.filepath, gone.use_fake_user = "FILE", "//gone.png", True
    _save()
    export_blend(_stage(path), tmp_path / "exported.blend")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "exported.blend"))
    assert bpy.data.images["wood.png"].packed_file


def test_a_volume_that_is_made_needs_no_file(tmp_path: Path) -> None:
    _begin(tmp_path / "my.blend")
    plate = _plate("plate", _glowing("coat", None), dyce_category="plate")
    smoke = bpy.data.objects.new("smoke", bpy.data.volumes.new("smoke"))
    smoke.modifiers.new("from a mesh", "MESH_TO_VOLUME").object = plate
    bpy.context.scene.collection.objects.link(smoke)
    assert not any("volume" in warning for warning in _stage(_save()).warnings)
