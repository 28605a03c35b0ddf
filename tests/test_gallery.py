"""The gallery in a real browser: opens from disk without a complaint, shows the masks as they are, tells who is who."""

import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from browser import Browser, missing, open_browser
from damage import damage, edit_record
from made_data import MadeView, make_data

from dyce.data.mask import encode_mask
from dyce.data.record import read_record
from dyce.errors import DyceError
from dyce.show.colours import instance_colour
from dyce.show.gallery import make_gallery

browser_test = pytest.mark.skipif(bool(missing()), reason=missing())
SCENES = {"kitchen3": 5, "my flat #1 100%": 2}
ESCAPE, RIGHT = "\ue00c", "\ue014"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[MadeView]]:
    data = tmp_path_factory.mktemp("with space") / "dyce"
    views = make_data(data, SCENES)
    make_gallery(data)
    return data / "gallery", views


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_browser() as browser:
        browser.resize(1440, 900)
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    chromium.complaints()
    yield chromium
    assert chromium.complaints() == []


def open_view(browser: Browser, gallery: Path, view: int = 0, scene: str = "kitchen3") -> None:
    browser.open(gallery / "scenes" / scene / "index.html", f"#{view:06d}")
    browser.wait(f"document.body.dataset.ready === '{view:06d}'")


def inner(mask: np.ndarray) -> tuple[int, int]:
    """Row and column of a pixel far inside a mask."""
    distance = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    row, column = np.unravel_index(distance.argmax(), mask.shape)
    return int(row), int(column)


def point_at(browser: Browser, mask: np.ndarray) -> None:
    row, column = inner(mask)
    browser.hover("#masks", (column + 0.5) / mask.shape[1], (row + 0.5) / mask.shape[0])


def colour_at(browser: Browser, place: tuple[int, int], size: tuple[int, int]) -> tuple[int, ...]:
    """What the stage shows at a pixel of the view, RGB."""
    box = browser.run(
        "const b = document.querySelector('#masks').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]"
    )
    x = box[0] + (place[1] + 0.5) / size[1] * box[2]
    y = box[1] + (place[0] + 0.5) / size[0] * box[3]
    return tuple(int(n) for n in browser.picture()[int(y), int(x), ::-1])


def largest(view: MadeView) -> str:
    return max(view.discs, key=lambda name: int(view.visible(name).sum()))


@browser_test
def test_all_pages_open_without_a_complaint(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    gallery, views = made
    browser.open(gallery / "index.html")
    browser.wait("document.querySelectorAll('.scene').length === 2")
    assert browser.text("h1") == "dyce"
    browser.click(".scene:last-of-type .all")
    browser.wait("document.querySelectorAll('.card').length === 2")
    assert browser.text("h1") == "my flat #1 100%"
    browser.click(".card .thumb")
    browser.wait("document.body.dataset.ready === '000000'")
    browser.wait("document.querySelector('.stage img').naturalWidth === 128")
    assert browser.text(".listhead span") == f"{len(views[5].discs)} objects"
    assert browser.run("return document.querySelectorAll('.rows li').length") == len(views[5].discs)


@browser_test
def test_small_pictures_are_there(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    browser.open(made[0] / "scenes" / "kitchen3" / "index.html")
    browser.wait("[...document.querySelectorAll('.card img')].filter((image) => image.naturalWidth).length === 5")


@browser_test
def test_masks_decode_as_pycocotools_encodes_them(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    browser.open(made[0] / "index.html")
    rng = np.random.default_rng(0)
    for share in (0, 0.01, 0.3, 0.5, 0.97, 1):
        for size in ((1, 1), (7, 5), (64, 48), (500, 3)):
            mask = rng.random(size) < share
            script = "const m = decode(arguments[0], arguments[1]); return [m.area, Array.from(m.pixels), m.box]"
            area, pixels, box = browser.run(script, encode_mask(mask)["counts"], [size[1], size[0]])
            assert area == mask.sum() and pixels == mask.ravel().astype(int).tolist()
            if area:
                rows, columns = np.nonzero(mask)
                assert [box["left"], box["right"], box["top"], box["bottom"]] == [
                    columns.min(), columns.max() + 1, rows.min(), rows.max() + 1
                ]  # fmt: skip


@browser_test
def test_outlines_enclose_their_masks(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    browser.open(made[0] / "index.html")
    rng = np.random.default_rng(1)
    script = """const mask = decode(arguments[0], arguments[1]);
    const path = outline(mask), pen = document.createElement("canvas").getContext("2d"), wrong = [];
    for (let y = 0; y < mask.height; y++) for (let x = 0; x < mask.width; x++)
      if (pen.isPointInPath(path, x + 0.5, y + 0.5, "evenodd") !== Boolean(mask.pixels[y * mask.width + x])) wrong.push([y, x]);
    return wrong"""
    for _ in range(6):
        mask = np.kron(rng.random((6, 8)) < 0.5, np.ones((6, 6))).astype(bool)
        wrong = browser.run(script, encode_mask(mask)["counts"], [mask.shape[1], mask.shape[0]])
        assert len(wrong) <= 0.02 * mask.size  # corners are rounded, nothing else


@browser_test
def test_a_toggle_changes_the_pixels_of_its_mask(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    gallery, views = made
    open_view(browser, gallery)
    view = views[0]
    name = largest(view)
    size = view.discs[name].shape
    seen = inner(view.visible(name))
    browser.hover("h2", 0, 0)
    browser.click("#show-picture")  # leaves the masks on white
    browser.wait("getComputedStyle(document.querySelector('.stage img')).opacity === '0'")
    assert colour_at(browser, seen, size) == instance_colour(int(name[-3:]))
    browser.press("v")
    assert colour_at(browser, seen, size) == (255, 255, 255)
    before = browser.picture()
    browser.click("#show-full")
    assert colour_at(browser, seen, size) != (255, 255, 255)
    browser.click("#show-full")
    hidden = max(view.discs, key=lambda name: int((view.discs[name] & ~view.visible(name)).sum()))
    place = inner(view.discs[hidden] & ~view.visible(hidden))
    assert colour_at(browser, place, size) == (255, 255, 255)
    browser.click("#show-invisible")
    assert colour_at(browser, place, size) != (255, 255, 255)
    assert (browser.picture() != before).any()
    assert browser.run("return document.querySelector('#show-invisible').getAttribute('aria-pressed')") == "true"


@browser_test
def test_pointing_at_an_object_tells_its_name_and_who_hides_it(
    browser: Browser, made: tuple[Path, list[MadeView]]
) -> None:
    gallery, views = made
    open_view(browser, gallery, 1)
    view = views[1]
    instances = {instance.name: instance for instance in read_record(view.folder).instances}
    for name in sorted(view.discs, key=lambda name: -int(view.visible(name).sum()))[:5]:
        point_at(browser, view.visible(name))
        browser.wait(f"document.querySelector('#object-name')?.textContent === '{name}'")
        assert browser.text("#tag").startswith(name)
        rate = instances[name].occlusion_rate
        assert browser.text(".sharetext b") == (f"{int(100 * rate)} % hidden" if rate else "Nothing in front of it")
        hiders = browser.run(
            "return [...document.querySelectorAll('.links > div:first-child .name')].map((e) => e.textContent)"
        )
        assert hiders == [occluder.name for occluder in instances[name].hidden_by][: len(hiders)]
        assert bool(hiders) == bool(rate)
        browser.wait("document.querySelector('.alone img').naturalWidth > 0")
    browser.hover("h3", 0, 0)
    browser.wait("!document.querySelector('#object-name')")


@browser_test
def test_a_lifted_object_looks_as_its_appearance(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    gallery, views = made
    open_view(browser, gallery, 1)
    view = views[1]
    name = max(
        view.discs,
        key=lambda name: int(view.visible(name).sum()) if not view.before(name)[view.discs[name]].any() else 0,
    )
    place = inner(view.discs[name])
    point_at(browser, view.discs[name])
    browser.wait("document.querySelector('.alone img')?.naturalWidth > 0")
    truth = cv2.imread(str(view.folder / "image.png"))[place][::-1].astype(int)
    browser.wait("document.querySelector('#object-name')")
    for _ in range(30):  # it fades in
        if np.abs(np.array(colour_at(browser, place, view.discs[name].shape)) - truth).max() <= 4:
            break
    else:
        raise AssertionError("the appearance is not shown")


@browser_test
def test_click_holds_and_keys_lead_on(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    gallery, views = made
    open_view(browser, gallery, 1)
    name = largest(views[1])
    row, column = inner(views[1].visible(name))
    point_at(browser, views[1].visible(name))
    script = """document.querySelector('.stage').dispatchEvent(
        new MouseEvent('click', {clientX: arguments[0], clientY: arguments[1]}))"""
    box = browser.run(
        "const b = document.querySelector('#masks').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]"
    )
    browser.run(script, box[0] + (column + 0.5) / 128 * box[2], box[1] + (row + 0.5) / 96 * box[3])
    browser.hover("h2", 0, 0)
    assert browser.text("#object-name") == name
    assert browser.run("return location.hash") == f"#000001/{int(name[-3:])}"
    browser.press(ESCAPE)
    assert browser.text("#object-name") == ""
    browser.press(RIGHT)
    browser.wait("document.body.dataset.ready === '000002'")
    browser.press(ESCAPE)
    browser.wait("document.querySelectorAll('.card').length === 5")


@browser_test
def test_filters_keep_what_matches(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    gallery, views = made
    browser.open(gallery / "scenes" / "kitchen3" / "index.html")
    records = [read_record(view.folder) for view in views[:5]]
    set_value = "const e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event(arguments[2]))"
    browser.run(set_value, "#category", "bowl", "change")
    browser.run(set_value, "#low", 25, "input")
    kept = {r.view: [i for i in r.instances if i.category == "bowl" and i.occlusion_rate >= 0.25] for r in records}
    expected = [f"{view:06d}" for view, instances in kept.items() if instances]
    assert expected
    assert browser.run("return [...document.querySelectorAll('.card b')].map((e) => e.textContent)") == expected
    browser.click(".card .thumb")
    browser.wait("document.body.dataset.ready")
    names = browser.run("return [...document.querySelectorAll('.rows .name')].map((e) => e.textContent)")
    assert sorted(names) == sorted(instance.name for instance in kept[int(expected[0])])
    browser.click(".clear")
    assert browser.run("return document.querySelectorAll('.rows li').length") == len(views[int(expected[0])].discs)


@browser_test
def test_thousands_of_views_are_added_as_one_scrolls(
    browser: Browser, made: tuple[Path, list[MadeView]], tmp_path: Path
) -> None:
    gallery = Path(shutil.copytree(made[0], tmp_path / "gallery"))
    script = gallery / "scenes" / "kitchen3" / "scene.js"
    scene = json.loads(script.read_text().removeprefix("dyce.scene(").removesuffix(");\n"))
    scene["views"] = [[view, scene["views"][view % 5][1]] for view in range(5500)]
    script.write_text(f"dyce.scene({json.dumps(scene)});")
    small = script.with_name("thumbs")
    for view in range(5500):
        if not (small / f"{view:06d}.jpg").exists():
            os.link(small / f"{view % 5:06d}.jpg", small / f"{view:06d}.jpg")
    browser.open(script.with_name("index.html"))
    assert 100 <= browser.run("return document.querySelectorAll('.card').length") <= 400
    browser.run("window.scrollTo(0, document.body.scrollHeight)")
    browser.wait(
        "document.querySelectorAll('.card').length > 400 || (window.scrollTo(0, document.body.scrollHeight), false)"
    )


@browser_test
def test_names_are_text_and_nothing_else(browser: Browser, tmp_path: Path) -> None:
    make_data(tmp_path, {"kitchen3": 1})
    evil = "<img src=x onerror=alert(1)></script>\u2028'\"&amp;"
    folder = tmp_path / "kitchen3" / "000000"
    edit_record(folder, lambda r: r["instances"][0].update(name=evil, category="<b>&"))
    (tmp_path / "kitchen3" / "scene.json").unlink()
    open_view(browser, make_gallery(tmp_path).page.parent)
    names = browser.run("return [...document.querySelectorAll('.rows .name')].map((e) => e.textContent)")
    assert evil in names
    assert browser.run("return document.querySelectorAll('img[src=x]').length") == 0


@browser_test
def test_a_narrow_window_shows_it_all_in_one_column(browser: Browser, made: tuple[Path, list[MadeView]]) -> None:
    browser.resize(420, 800)
    try:
        open_view(browser, made[0])
        assert browser.run("return document.documentElement.scrollWidth") <= 420
    finally:
        browser.resize(1440, 900)


def test_a_second_run_changes_only_what_changed(tmp_path: Path) -> None:
    make_data(tmp_path, {"kitchen3": 3})
    gallery = make_gallery(tmp_path).page.parent
    stamps = {path: path.stat().st_mtime_ns for path in gallery.rglob("*") if path.is_file()}
    shutil.rmtree(tmp_path / "kitchen3" / "000002")
    make_gallery(tmp_path)
    changed = {path.name for path in stamps if not path.exists() or path.stat().st_mtime_ns != stamps[path]}
    assert changed == {"set.js", "scene.js", "000002.js", "000002.jpg"}


def test_out_may_lie_elsewhere(tmp_path: Path) -> None:
    make_data(tmp_path / "data", {"kitchen3": 1})
    made = make_gallery(tmp_path / "data", tmp_path / "pages" / "deep")
    scene = (made.page.parent / "scenes" / "kitchen3" / "scene.js").read_text()
    assert '"records":"../../../../data/kitchen3"' in scene
    assert not (tmp_path / "data" / "gallery").exists()


def test_nothing_to_show_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DyceError, match="dyce render"):
        make_gallery(tmp_path)
    views = make_data(tmp_path, {"kitchen3": 1})
    (tmp_path / "file").write_text("")
    with pytest.raises(DyceError, match="can't be written"):
        make_gallery(tmp_path, tmp_path / "file")
    (views[0].folder / "image.png").unlink()
    with pytest.raises(DyceError, match="no view that is whole"):
        make_gallery(tmp_path)


@pytest.mark.parametrize("seed", range(100))
def test_damage_is_left_out_without_a_traceback(seed: int, tmp_path: Path, made: tuple[Path, list[MadeView]]) -> None:
    data = Path(shutil.copytree(made[0].parent, tmp_path / "dyce", ignore=shutil.ignore_patterns("gallery")))
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 3)):
        damage(rng, data)
    found = sum(1 for folder in data.glob("*/[0-9]*") if folder.is_dir())
    try:
        gallery = make_gallery(data)
    except DyceError as error:
        assert "\n" not in str(error)
        return
    assert gallery.views + len(gallery.left_out) == found
    assert not any("\n" in line for line in gallery.lines())
