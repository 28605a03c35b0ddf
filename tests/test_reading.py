"""`dyce.load`: true to the discs, lazy, light, and its documentation runs."""

import doctest
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from damage import edit_record
from made_data import CREDIT, MadeView, make_data

import dyce
import dyce.data.load
import dyce.data.splits
from dyce.data.order import clusters, cycles, front_first, in_front
from dyce.data.record import Instance, Occluder
from dyce.errors import DyceError, UsageError

SCENES = {"kitchen3": 2, "kitchen5": 1}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[MadeView]]:
    data = tmp_path_factory.mktemp("load") / "data" / "dyce"
    return data, make_data(data, SCENES)


@pytest.mark.parametrize("module", [dyce.data.load, dyce.data.splits], ids=lambda module: module.__name__)
def test_documentation_runs(
    module: object, pristine: tuple[Path, list[MadeView]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pristine[0].parents[1])
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def test_what_is_loaded_is_what_the_discs_are(pristine: tuple[Path, list[MadeView]]) -> None:
    data = dyce.load(pristine[0])
    assert (len(data), data.scenes, data.credits) == (
        3,
        ["kitchen3", "kitchen5"],
        [CREDIT | {"scenes": ["kitchen3", "kitchen5"]}],
    )
    for view, made in zip(data, pristine[1], strict=True):
        assert (view.scene, view.number) == (made.folder.parent.name, int(made.folder.name))
        assert [instance.name for instance in view.instances] == list(made.discs)
        nearest = np.zeros(view.depth.shape, np.float32)
        for instance in view.instances:
            name = instance.name
            assert (instance.full == made.discs[name]).all() and (instance.visible == made.visible(name)).all()
            assert (instance.invisible == made.discs[name] & made.before(name)).all()
            x, y, width, height = instance.box
            inside = instance.appearance[..., 3] > 0
            assert (inside == instance.full[y : y + height, x : x + width]).all()
            if not made.before(name)[made.discs[name]].any():  # nothing in front: it is the image's own pixels
                cut = view.image[y : y + height, x : x + width]
                assert (instance.appearance[inside, :3] == cut[inside]).all()
            nearest[instance.visible] = instance.id
        assert np.allclose(view.depth, nearest)  # disc k is k metres away
        assert view.camera.K.shape == (3, 3) and view.camera.world_from_camera.shape == (4, 4)
        assert view.camera.eye_height == 1.6
        for hidden in view.instances:
            assert sum(pixels for _, pixels in hidden.hidden_by) == hidden.invisible.sum()
        names = list(made.discs)
        assert view.cycles == []
        for b, hidden in enumerate(view.instances):
            shared = [int((made.discs[name] & made.discs[names[b]]).sum()) for name in names[:b]]
            assert view.in_front[:, b].tolist() == shared + [0] * (len(names) - b)
            assert sorted(hidden.behind) == sorted((names[a], count) for a, count in enumerate(shared) if count)
        place = {instance.name: n for n, instance in enumerate(view.front_first)}
        assert all(place[name] < place[i.name] for i in view.instances for name, _ in i.hidden_by)


def test_scenes_and_splits(pristine: tuple[Path, list[MadeView]]) -> None:
    path = pristine[0]
    assert dyce.load(path, split="test").scenes == ["kitchen5"] and len(dyce.load(str(path), "kitchen3")) == 2
    assert len(dyce.load(path)[1:]) == 2 and dyce.load(path)[-1].scene == "kitchen5"
    assert len(dyce.load(path, split="val")) == 0
    for wrong in ({"split": "dev"}, {"scenes": ["kitchen9"]}, {"scenes": "kitchen3", "split": "test"}):
        with pytest.raises(UsageError):
            dyce.load(path, **wrong)
    with pytest.raises(DyceError, match="dyce render"):
        dyce.load(path / "nowhere")
    with pytest.raises(KeyError):
        dyce.load(path)[0].instance("nobody")
    with pytest.raises(IndexError):
        dyce.load(path)[3]


def test_nothing_is_read_before_it_is_asked_for(pristine: tuple[Path, list[MadeView]], tmp_path: Path) -> None:
    path = Path(shutil.copytree(pristine[0], tmp_path / "dyce"))
    for name in ("image.png", "depth.png", "appearance/001.png"):
        (path / "kitchen3" / "000000" / name).write_bytes(b"")
    (path / "kitchen3" / "000001" / "record.json").write_text("{")
    view, broken, _ = dyce.load(path)
    assert repr(view) == "<view kitchen3/000000>"
    with pytest.raises(DyceError, match="kitchen3/000000"):
        view.image  # noqa: B018
    with pytest.raises(DyceError, match=r"record\.json"):
        broken.instances  # noqa: B018


@pytest.mark.parametrize("name", ["image.png", "depth.png"])
def test_a_picture_damaged_inside_is_told(pristine: tuple[Path, list[MadeView]], tmp_path: Path, name: str) -> None:
    path = Path(shutil.copytree(pristine[0], tmp_path / "dyce"))
    picture = path / "kitchen3" / "000000" / name
    content = picture.read_bytes()
    picture.write_bytes(content[:100] + bytes(len(content) - 120) + content[-20:])
    with pytest.raises(DyceError, match=name):
        getattr(dyce.load(path)[0], name.removesuffix(".png"))


def test_import_is_light(pristine: tuple[Path, list[MadeView]]) -> None:
    code = (
        "import sys, dyce; assert not {'numpy', 'cv2', 'bpy', 'pycocotools'} & set(sys.modules);"
        f"dyce.load({str(pristine[0])!r})[0].image; assert 'bpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_record_without_the_order_is_ordered_by_what_is_seen(
    pristine: tuple[Path, list[MadeView]], tmp_path: Path
) -> None:
    path = Path(shutil.copytree(pristine[0], tmp_path / "dyce"))
    edit_record(path / "kitchen3" / "000000", lambda r: [instance.pop("behind") for instance in r["instances"]])
    view = dyce.load(path)[0]
    assert [i.name for i in view.front_first] == [i.name for i in dyce.load(pristine[0])[0].front_first]
    hidden = next(i for i in view.instances if i.hidden_by)
    assert view.in_front[:, view.instances.index(hidden)].sum() == hidden.invisible.sum()
    with pytest.raises(DyceError, match="older dyce"):
        hidden.behind  # noqa: B018


def _instance(id_: int, *hidden_by: tuple[int, int]) -> Instance:
    empty = {"size": [1, 1], "counts": "1"}
    occluders = [Occluder(other, str(other), pixels) for other, pixels in hidden_by]
    return Instance(id_, str(id_), "x", "", empty, empty, empty, [], [], 1, 1, 0.0, occluders, False, "", "image")


def test_cycles_are_told_and_the_rest_keeps_its_order() -> None:
    apart = [_instance(5), _instance(4, (5, 1)), _instance(9, (4, 2))]
    assert cycles(apart) == [] and front_first(apart) == [5, 4, 9]
    # a ring of three behind 7, in front of 1, though at one pixel only; and two that are in front of each other
    ring = [
        _instance(2, (3, 9), (7, 1)),
        _instance(3, (4, 9)),
        _instance(4, (2, 9)),
        _instance(7),
        _instance(1, (4, 1)),
    ]
    both = [_instance(5, (6, 2)), _instance(6, (5, 3))]
    assert cycles(ring + both) == [[2, 3, 4], [5, 6]]
    order = front_first(ring + both)
    assert sorted(order) == [1, 2, 3, 4, 5, 6, 7] and order.index(5) < order.index(6)
    assert order.index(7) < min(map(order.index, (2, 3, 4))) and order.index(1) > max(map(order.index, (2, 3, 4)))


def test_rings_of_occlusion_are_cut_and_structure_is_nobody() -> None:
    ring = [_instance(1, (2, 9), (0, 50)), _instance(2, (3, 5)), _instance(3, (1, 2))]
    assert in_front(ring) == {(2, 1): 9, (3, 2): 5, (1, 3): 2}
    assert front_first(ring) == [3, 2, 1]
    assert front_first([]) == [] and clusters([]) == {}
    apart = [_instance(1, (2, 3)), _instance(2), _instance(3), _instance(4, (1, 1))]
    assert clusters(apart) == {2: (0, 0), 1: (0, 1), 3: (1, 0), 4: (0, 2)}
    tie = [_instance(1, (2, 4)), _instance(2, (1, 4))]
    assert in_front(tie) == {} and front_first(tie) == [1, 2]
