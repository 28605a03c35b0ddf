"""What a user installs: every module, scene and rig is in the package, every dependency is pinned, lacks are told."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement

from dyce import requirements
from dyce.errors import DyceError

ROOT = Path(__file__).parent.parent
PYTHONS = [".".join(map(str, python)) for python in requirements.BLENDERS]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that setuptools fills from the checkout's sources: what a wheel holds, without its metadata."""
    place = tmp_path_factory.mktemp("packaging")
    checkout = place / "checkout"
    for folder in ("dyce", "scenes", "camera_rigs"):
        shutil.copytree(ROOT / folder, checkout / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("setup.py", "setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, checkout)
    build = ["setup.py", "-q", "build_py", "--build-lib", "../library"]
    subprocess.run([sys.executable, *build], cwd=checkout, check=True, capture_output=True)
    return place / "library"


def shipped(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
    }


def test_the_package_holds_every_module_scene_and_rig(installed: Path) -> None:
    expected = {f"dyce/{path}" for path in shipped(ROOT / "dyce")}
    for folder in ("scenes", "camera_rigs"):
        expected |= {f"dyce/{folder}/{path}" for path in shipped(ROOT / folder)}
    assert shipped(installed) == expected
    assert {path.name for path in installed.iterdir()} == {"dyce"}


def test_scenes_and_rigs_are_found_in_the_installed_package(installed: Path, tmp_path: Path) -> None:
    ask = "from dyce.builtin import builtin_folder as f; print(f('scenes')); print(f('camera_rigs'))"
    environment = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == [str(installed / "dyce" / kind) for kind in ("scenes", "camera_rigs")]


def pins(python: str) -> dict[str, str]:
    lines = (ROOT / f"constraints/python{python}.txt").read_text().split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines), "a pin is a name and one version"
    return {name.lower(): version for name, _, version in (line.partition("==") for line in lines)}


@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_is_pinned_within_its_bounds(python: str) -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    asked = setup["options"]["install_requires"] + "".join(setup["options.extras_require"].values())
    for requirement in map(Requirement, asked.strip().splitlines()):
        if requirement.marker is None or requirement.marker.evaluate({"python_version": python}):
            assert requirement.specifier.contains(pins(python)[requirement.name.lower()]), requirement


def test_every_python_that_renders_has_pins_and_its_blender() -> None:
    assert {path.stem for path in (ROOT / "constraints").glob("python*.txt")} == {f"python{name}" for name in PYTHONS}
    for python, blender in requirements.BLENDERS.items():
        assert pins(".".join(map(str, python)))["bpy"] == blender
    told = re.search(r"^PYTHONS := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert told and told[1].split() == PYTHONS[::-1], "newest first"


def test_missing_system_libraries_are_told_by_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "PACKAGES", {"libc.so.6": "libc6", "libno.so.1": "libno1", "libx.so.2": "libx2"})
    monkeypatch.setattr(requirements, "sys", SimpleNamespace(version_info=(3, 11, 2), platform="linux"))
    with pytest.raises(DyceError, match=r"`apt-get install libno1 libx2`$"):
        requirements.check_requirements()


def test_another_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "sys", SimpleNamespace(version_info=(3, 12, 1), platform="linux"))
    with pytest.raises(
        DyceError, match=r"needs Python 3\.11 \(bpy 5\.0\.1\) or 3\.13 \(bpy 5\.3\.0\), and this is 3\.12"
    ):
        requirements.check_requirements()


def test_another_blender_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "PACKAGES", {})
    monkeypatch.setattr(requirements, "sys", SimpleNamespace(version_info=(3, 13, 1), platform="linux"))
    monkeypatch.setattr(requirements, "find_spec", lambda name: name)
    monkeypatch.setattr(requirements, "version", lambda name: "5.1.2")
    with pytest.raises(DyceError, match=r"^bpy is 5\.1\.2, .* `pip install bpy==5\.3\.0`$"):
        requirements.check_requirements()


@pytest.mark.blender
@pytest.mark.skipif(not shutil.which("readelf"), reason="readelf is not here")
def test_every_system_library_of_blender_and_opencv_has_its_package() -> None:
    """What the two load, directly, is in the wheel, in the table or on every Linux with Python."""
    site = Path(requirements.find_spec("bpy").origin).parent.parent  # type: ignore[union-attr,arg-type]
    everywhere = re.compile(r"lib(c|m|dl|rt|util|pthread|stdc\+\+|gcc_s|z)\.so|ld-linux|linux-vdso")
    for binary in (*site.glob("bpy/__init__*.so"), *site.glob("cv2/cv2*.so")):
        dynamic = subprocess.run(["readelf", "-d", binary], capture_output=True, text=True).stdout
        needed = re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
        assert needed, binary
        own = {path.name for path in (*binary.parent.rglob("*.so*"), *site.glob("*.libs/*"))}
        lacking = {name for name in needed if not everywhere.match(name)} - own - set(requirements.PACKAGES)
        assert not lacking, binary


def make(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    environment |= {"PATH": str(path)} if path else {}
    return subprocess.run(["make", "-s", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.fixture
def pythons(tmp_path: Path) -> Path:
    """A folder to search alone for programs: what make needs, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("make", "sh"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def stand_in(path: Path, version: str) -> None:
    """A program that says it is that Python, and can make no environment."""
    path.write_text(f'#!/bin/sh\n[ "$1" = -c ] && echo {version}\n')
    path.chmod(0o755)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here")
def test_make_says_in_a_sentence_which_python_it_needs(pythons: Path) -> None:
    stand_in(pythons / "old", "3.12")
    venv = f"VENV={pythons / 'venv'}"
    for told, says in (
        (["PYTHON=no-such-python"], "no-such-python is not here"),
        (["PYTHON=old"], "old is Python 3.12, and Blender is built for 3.13 or 3.11"),
        ([], "no Python here that Blender is built for"),
    ):
        done = make("venv", venv, *told, path=pythons)
        said = done.stdout.strip().splitlines()
        assert done.returncode and len(said) == 1 and says in said[0] and "python3.13-venv" in said[0]
        assert "Traceback" not in done.stderr and not (pythons / "venv").exists()


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here")
def test_make_takes_the_newest_python_that_is_there(pythons: Path) -> None:
    for version in ("3.11", "3.13"):
        stand_in(pythons / f"python{version}", version)
        asked = make("-n", "venv", f"VENV={pythons / 'venv'}", path=pythons).stdout
        assert f"python='python{version}'" in asked


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here")
def test_make_keeps_the_python_of_its_environment_unless_told(pythons: Path) -> None:
    own = pythons / "venv" / "bin" / "python"
    own.parent.mkdir(parents=True)
    for version in ("3.11", "3.13"):
        stand_in(pythons / f"python{version}", version)
    stand_in(own, "3.11")
    (pythons / "venv" / ".ready").touch()
    venv = f"VENV={pythons / 'venv'}"
    assert not make("venv", venv, path=pythons).stdout
    assert not make("-n", "venv", venv, "PYTHON=python3.11", path=pythons).stdout
    assert "python='python3.13'" in make("-n", "venv", venv, "PYTHON=python3.13", path=pythons).stdout


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here")
def test_make_lists_its_targets() -> None:
    listed = re.findall(r"^  make (\w+)", make().stdout, re.MULTILINE)
    assert {
        "help",
        "venv",
        "assets",
        "render",
        "export",
        "sheet",
        "train",
        "check",
        "test",
        "lint",
        "docs",
        "clean",
    } <= set(listed)
