"""Scenes in other formats, folders of models, files of newer Blenders, and what is said of what can't be read."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import bpy
import numpy as np
import pytest

from dyce.errors import DyceError, UsageError
from dyce.scene.build import build_stage
from dyce.scene.importers import import_file
from dyce.scene.opening import open_source
from dyce.scene.sources import find_scene, find_scenes
from dyce.scene.stage import Stage, load_stage
from dyce.scene.told import Told


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))


def _chest(size: tuple[float, float, float] = (0.6, 0.4, 0.9), name: str = "Chest") -> bpy.types.Object:
    """A box that stands on the ground at (0, 0) in an empty scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, size[2] / 2), scale=size)
    bpy.ops.object.transform_apply()
    bpy.context.object.name = name
    return bpy.context.object


def _export(path: Path) -> Path:
    file = str(path)
    match path.suffix.lower():
        case ".obj":
            bpy.ops.wm.obj_export(filepath=file)
        case ".fbx":
            bpy.ops.export_scene.fbx(filepath=file)
        case ".ply":
            bpy.ops.wm.ply_export(filepath=file)
        case ".stl":
            bpy.ops.wm.stl_export(filepath=file)
        case ".abc":
            bpy.ops.wm.alembic_export(filepath=file, as_background_job=False)
        case ".usdz" | ".usdc":
            bpy.ops.wm.usd_export(filepath=file)
        case ".glb":
            bpy.ops.export_scene.gltf(filepath=file)
        case ".gltf":
            bpy.ops.export_scene.gltf(filepath=file, export_format="GLTF_SEPARATE")
    return path


def _stage(path: Path, **told: object) -> Stage:
    return load_stage(build_stage(find_scene(str(path), Told(**told))), "scene")


def _extents(stage: Stage, name: str) -> np.ndarray:
    """Lowest and highest corner of an instance, (2, 3), metres."""
    triangles, owner = stage.geometry
    number = next(instance.id for instance in stage.instances if instance.name == name)
    return np.array([f(triangles[owner == number], axis=(0, 1)) for f in (np.min, np.max)])


@pytest.mark.parametrize("suffix", [".obj", ".fbx", ".ply", ".stl", ".abc", ".usdz", ".OBJ"])
def test_every_importer_gives_the_thing_upright_in_its_size(tmp_path: Path, suffix: str) -> None:
    _chest()
    stage = _stage(_export(tmp_path / f"Chest{suffix}"))
    assert len(stage.instances) == 1 and "chest" in stage.instances[0].name.lower()
    extents = _extents(stage, stage.instances[0].name)
    assert np.allclose(extents, [(-0.3, -0.2, 0), (0.3, 0.2, 0.9)], atol=1e-3)


@pytest.mark.parametrize(
    ("suffix", "up", "height"), [(".obj", "z", 0.4), (".stl", "y", 0.4), (".obj", "y", 0.9), (".ply", "z", 0.9)]
)
def test_which_axis_is_up_can_be_told(tmp_path: Path, suffix: str, up: str, height: float) -> None:
    """The chest is 0.6 x 0.4 x 0.9; an .obj is written with Y up, the others with Z."""
    _chest()
    stage = _stage(_export(tmp_path / f"chest{suffix}"), up=up)
    assert np.ptp(stage.geometry[0][..., 2]) == pytest.approx(height, abs=1e-3)


@pytest.mark.parametrize("suffix", [".gltf", ".glb"])
def test_a_gltf_of_several_scenes_says_so(tmp_path: Path, suffix: str) -> None:
    _chest()
    bpy.context.window.scene = bpy.data.scenes.new("Another")
    bpy.ops.mesh.primitive_cube_add()
    path = _export(tmp_path / f"two{suffix}")
    assert any("2 scenes" in note for note in open_source(find_scene(str(path))).notes)


def test_what_stands_on_edge_is_named(tmp_path: Path) -> None:
    """A field written by a program whose Z is up."""
    _chest((8, 5, 0.01))
    path = tmp_path / "field.obj"
    bpy.ops.wm.obj_export(filepath=str(path), up_axis="Z", forward_axis="Y")
    assert any("on edge" in note and "--up z" in note for note in open_source(find_scene(str(path))).notes)
    assert open_source(find_scene(str(path), Told(up="z"))).notes == []


def test_which_axis_is_up_is_refused_where_the_file_says_it(tmp_path: Path) -> None:
    _chest()
    with pytest.raises(DyceError, match=r"--up is for \.obj, \.ply, \.stl"):
        _stage(_export(tmp_path / "chest.glb"), up="z")
    with pytest.raises(UsageError, match="--up must be y or z"):
        Told(up="x")


def test_a_folder_of_models_stands_side_by_side_on_the_ground(tmp_path: Path) -> None:
    sizes = {"mug": (0.1, 0.1, 0.12), "sofa": (2.0, 0.9, 0.8), "lamp_2": (0.3, 0.3, 1.5), "tray": (0.4, 0.3, 0.02)}
    suffixes = (".glb", ".obj", ".stl", ".fbx")
    folder = tmp_path / "my models, all"
    folder.mkdir()
    for (name, size), suffix in zip(sizes.items(), suffixes, strict=True):
        _chest(size)
        _export(folder / f"{name}{suffix}")
    _chest((9, 9, 9))
    _export(folder / "mug.stl")
    (folder / "chair").mkdir()
    _chest((0.4, 0.4, 1))
    _export(folder / "chair" / "model.obj")
    (folder / "._mug.obj").write_bytes(b"\0\5\x16\7")  # as a Mac's archives have
    stage = _stage(folder)
    sizes["chair"] = (0.4, 0.4, 1)
    assert {instance.name for instance in stage.instances} == set(sizes)
    assert {instance.category for instance in stage.instances} == {"mug", "sofa", "lamp", "tray", "chair"}
    boxes = {name: _extents(stage, name) for name in sizes}
    for name, (low, high) in boxes.items():
        assert np.allclose(high - low, sizes[name], atol=1e-3) and abs(low[2]) < 1e-4
        for other, (bottom, top) in boxes.items():
            apart = np.maximum(low - top, bottom - high)[:2].max()
            assert other == name or apart > 0.02
    ground = stage.geometry[0][stage.geometry[1] == 0]
    assert (ground[..., :2].min((0, 1)) < np.min([low[:2] for low, _ in boxes.values()], 0)).all()
    assert any("folder of models" in note for note in stage.notes)
    (folder / "tray.fbx").unlink()
    assert {instance.name for instance in _stage(folder).instances} == set(sizes) - {"tray"}


def test_a_folder_with_one_scene_is_that_scene(tmp_path: Path) -> None:
    _chest()
    (tmp_path / "download").mkdir()
    _export(tmp_path / "download" / "scene.gltf")
    assert find_scene(str(tmp_path / "download")).path == tmp_path / "download" / "scene.gltf"
    for name in ("a", "b"):
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "download" / f"{name}.blend"))
    with pytest.raises(UsageError, match=r"2 \.blend files \(a\.blend, b\.blend"):
        find_scene(str(tmp_path / "download"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("room.max", "3ds Max.*export it as .glb"),
        ("room.DAE", "Collada.*no more since version 5.*glb"),
        ("part.step", "CAD.*FreeCAD"),
        ("room.zip", "archive.*unpack"),
        ("arm.urdf", "folder of its meshes"),
        ("room.blend1", "rename"),
        ("notes.txt", "in no format that is read; give a .blend"),
        ("none.blend", "there is no file"),
        ("none.obj", "there is no file"),
    ],
)
def test_what_is_not_read_says_so_by_its_format(tmp_path: Path, name: str, said: str) -> None:
    if not name.startswith("none"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UsageError, match=said) as refused:
        find_scene(str(tmp_path / name))
    assert "\n" not in str(refused.value)


def test_paths_may_hold_spaces_commas_and_other_letters(tmp_path: Path) -> None:
    _chest()
    path = _export(tmp_path / "Küche, 2. Stock (neu) #1.glb")
    assert [source.path for source in find_scenes(str(path))] == [path]
    assert _stage(path).instances
    other = _export(tmp_path / "room.glb")
    assert find_scenes(f"{other},kitchen3")[0].path == other
    (tmp_path / "b").mkdir()
    with pytest.raises(UsageError, match="same name"):
        find_scenes(f"{other},{shutil.copy(other, tmp_path / 'b' / 'room.glb')}")


def test_points_without_faces_are_refused(tmp_path: Path) -> None:
    lines = ["ply", "format ascii 1.0", "element vertex 3", *(f"property float {axis}" for axis in "xyz"), "end_header"]
    (tmp_path / "scan.ply").write_text("\n".join([*lines, "0 0 0", "1 0 0", "0 1 0", ""]))
    with pytest.raises(DyceError, match="3 points without faces"):
        build_stage(find_scene(str(tmp_path / "scan.ply")))


def test_colours_at_the_vertices_of_a_ply_are_seen(tmp_path: Path) -> None:
    mesh = _chest().data
    mesh.color_attributes.new("Col", "BYTE_COLOR", "POINT")
    open_source(find_scene(str(_export(tmp_path / "chest.ply"))))
    (material,) = bpy.context.scene.objects[0].data.materials
    (link,) = [link for link in material.node_tree.links if link.to_socket.name == "Base Color"]
    assert link.from_node.type == "VERTEX_COLOR"


def test_a_gltf_without_its_data_or_texture_is_refused_in_a_line(tmp_path: Path) -> None:
    mesh = _chest().data
    coat = bpy.data.materials.new("coat")
    mesh.materials.append(coat)
    image = bpy.data.images.new("wood", 4, 4)
    image.filepath_raw, image.file_format = str(tmp_path / "wood.png"), "PNG"
    image.save()
    node = coat.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    coat.node_tree.links.new(node.outputs[0], coat.node_tree.nodes["Principled BSDF"].inputs["Base Color"])
    path = _export(tmp_path / "chest.gltf")
    for suffix in (".obj", ".usdc"):
        _export(tmp_path / f"chest{suffix}")
    assert "images" in json.loads(path.read_text())
    for lost in (*tmp_path.glob("*.png"), *tmp_path.glob("textures/*.png")):
        lost.unlink()
    for suffix in (".gltf", ".obj", ".usdc"):
        with pytest.raises(DyceError, match=r"missing or unreadable: .*(wood|coat)"):
            build_stage(find_scene(str(path.with_suffix(suffix))))
        assert any("neutral" in line for line in _stage(path.with_suffix(suffix), allow_missing=True).warnings)
    (tmp_path / "chest.bin").unlink()
    with pytest.raises(DyceError, match=r"chest\.gltf") as refused:
        build_stage(find_scene(str(path)))
    assert "\n" not in str(refused.value) and "Traceback" not in str(refused.value)


def test_a_layer_of_a_usd_is_missed_and_a_change_of_one_seen(tmp_path: Path) -> None:
    _chest((0.6, 0.4, 0.9))
    part = _export(tmp_path / "part.usdc")
    path = tmp_path / "room.usda"
    path.write_text(
        '#usda 1.0\n(\n    defaultPrim = "World"\n    metersPerUnit = 1\n    upAxis = "Z"\n)\ndef Xform "World"\n{\n'
        '    def Xform "Thing" (prepend references = @./part.usdc@)\n    {\n    }\n}\n'
    )
    assert _stage(path).geometry[0].max() == pytest.approx(0.9, abs=1e-3)
    _chest((0.6, 0.4, 1.9))
    _export(part)
    assert _stage(path).geometry[0].max() == pytest.approx(1.9, abs=1e-3)
    path.write_text(path.read_text().replace("part.usdc", "gone.usdc"))
    with pytest.raises(DyceError, match=r"missing or unreadable: the layer .*gone\.usdc"):
        build_stage(find_scene(str(path)))


@pytest.mark.parametrize("suffix", [".obj", ".fbx", ".ply", ".stl", ".abc", ".usdz", ".glb", ".gltf"])
@pytest.mark.parametrize("content", [b"", b"{}", b"nothing at all\n" * 50, bytes(range(256)) * 9])
def test_nonsense_ends_in_one_line(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"odd{suffix}"
    path.write_bytes(content)
    with pytest.raises(DyceError, match="odd") as refused:
        build_stage(find_scene(str(path)))
    assert "\n" not in str(refused.value)


def test_a_file_of_a_newer_blender_is_refused_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its header says so: a file of this version whose header's number is raised."""
    _chest()["dyce_category"] = "chest"
    path = tmp_path / "new.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=False)
    data = path.read_bytes()
    major, minor = bpy.app.version[:2]
    ours, newer = f"v{major:02}{minor:02}".encode(), f"v{major:02}{minor + 1:02}".encode()
    assert ours in data[:20]
    path.write_bytes(data[:20].replace(ours, newer) + data[20:])
    with pytest.raises(DyceError, match=rf"Blender {major}\.{minor + 1}, newer .*--allow-newer"):
        build_stage(find_scene(str(path)))
    stage = _stage(path, allow_newer=True)
    assert any(f"{major}.{minor + 1}" in note for note in stage.notes)


def test_the_scene_shown_last_is_taken_and_said(tmp_path: Path) -> None:
    _chest()["dyce_category"] = "chest"
    bpy.data.scenes.new("Another")
    path = tmp_path / "two.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    assert any("2 scenes" in note and "'Scene'" in note for note in _stage(path).notes)


def test_check_refuses_as_render_does(tmp_path: Path) -> None:
    (tmp_path / "odd.fbx").write_bytes(b"nonsense")
    for words in (["scenes", "check", "odd.fbx"], ["render", "--scene", "odd.fbx", "--views", "1"]):
        done = subprocess.run([sys.executable, "-m", "dyce.cli", *words], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1 and "odd.fbx can't be opened" in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr


def test_materials_without_a_shader_that_is_read_are_plain_and_said(tmp_path: Path) -> None:
    path = tmp_path / "sheet.usda"
    path.write_text(
        '#usda 1.0\n(\n    metersPerUnit = 1\n    upAxis = "Z"\n)\ndef Xform "Root"\n{\n'
        '    def Mesh "Sheet" (\n        prepend apiSchemas = ["MaterialBindingAPI"]\n    )\n    {\n'
        "        rel material:binding = </Root/M>\n"
        "        point3f[] points = [(-4,-4,0),(4,-4,0),(4,4,0),(-4,4,0)]\n"
        "        int[] faceVertexCounts = [4]\n        int[] faceVertexIndices = [0,1,2,3]\n    }\n"
        '    def Material "M"\n    {\n        token outputs:surface.connect = </Root/M/S.outputs:out>\n'
        '        def Shader "S"\n        {\n            uniform token info:id = "Other"\n'
        "            token outputs:out\n        }\n    }\n}\n"
    )
    bpy.ops.wm.read_factory_settings(use_empty=True)
    assert any("'M'" in note for note in import_file(path).notes)
    assert bpy.data.materials["M"].node_tree.get_output_node("CYCLES").inputs["Surface"].is_linked
