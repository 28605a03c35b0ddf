"""The model pack: whatever is installed is whole and known, whatever is damaged leaves the cache as it was."""

import errno
import gzip
import hashlib
import io
import lzma
import multiprocessing
import os
import random
import shutil
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dyce.cache import cache_folder
from dyce.errors import DyceError, UsageError
from dyce.models import pack
from dyce.models.pack import archives, installing
from dyce.models.pack import library as pack_library

NAMES = list(pack_library.KNOWN)
REAL_CACHE = cache_folder()
REAL_KNOWN = dict(pack_library.KNOWN)


def listing(name: str) -> str:
    low = name.lower()
    return f"""# {name}
id=Tiny#{name}
id#1=Tiny#mug
name#1=Mug 2\\u20ac
category#1=Kitchen
model#1=/{low}/mug/mug.obj
width#1=8.5
depth#1=12
height#1=10.25
modelRotation#1=1 0 0 0 0 1 0 -1 0
creator#1=Ann & Bob
name#2=Mug again
category#2=Office
model#2=/{low}/other/mug.obj
width#2=1
depth#2=1
height#2=1
creator#2=Nobody
name#3=Gone
category#3=Office
model#3=/{low}/gone/gone.obj
width#3=1
depth#3=1
height#3=1
creator#3=Nobody
name#4=Beige sofa
category#4=Living room
model#4=/{low}/beige_sofa/beige_sofa.obj
width#4=1
depth#4=1
height#4=1
creator#4=Nobody
"""


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def contents(name: str) -> dict[str, bytes]:
    low = name.lower()
    shape = f"o {name}\n".encode() + random.Random(name).randbytes(3000)
    return {
        "LICENSE.TXT": b"yes",
        pack_library.LISTING: listing(name).encode("latin-1"),
        f"{low}/mug/mug.obj": shape,
        f"{low}/other/mug.obj": b"o\n",
        f"{low}/beige_sofa/beige_sofa.obj": b"o\n",
        f"{low}/mug/mug.mtl": b"",
    }


def debian(files: dict[str, bytes], packing: str = ".xz") -> bytes:
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        for path, content in files.items():
            member = tarfile.TarInfo(f"./usr/share/sweethome3d/furniture/{path}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    pack_up: dict[str, Callable[[bytes], bytes]] = {".xz": lzma.compress, ".gz": gzip.compress}
    data = pack_up.get(packing, bytes)(plain.getvalue())
    members = {"debian-binary": b"2.0\n", "control.tar.xz": b"odd", f"data.tar{packing}": data}
    return b"!<arch>\n" + b"".join(
        f"{name:16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(body):<10}`\n".encode() + body + b"\n" * (len(body) % 2)
        for name, body in members.items()
    )


@pytest.fixture
def libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Five tiny libraries under the names of the real ones, known by their hashes; an empty cache."""
    made = {f"{name}.sh3f": zipped(contents(name)) for name in NAMES}
    monkeypatch.setenv("DYCE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(installing, "SYSTEM_FOLDER", tmp_path / "no-package-here")
    monkeypatch.setattr(pack_library, "KNOWN", {name: sha256(made[f"{name}.sh3f"]) for name in NAMES})
    return made


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def installed_whole() -> set[str]:
    """The libraries in the cache, each checked to be all there; nothing else may lie beside them."""
    home = cache_folder() / "models"
    there = {path.name for path in home.iterdir()} if home.exists() else set()
    assert there <= set(NAMES)
    for name in there:
        files = [path for path in (home / name).rglob("*") if path.is_file()]
        found = {path.relative_to(home / name).as_posix(): path.read_bytes() for path in files}
        assert found.pop(pack_library.MARKER).decode().split("\n")[0] == pack_library.KNOWN[name]
        assert found == contents(name)
    return there


def test_a_single_library_is_told_by_its_content(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "download (1).bin", libraries["Scopia.sh3f"]))
    assert installed_whole() == {"Scopia"}


@pytest.mark.parametrize("packing", [".xz", ".gz"])
def test_a_deb_installs_all(libraries: dict[str, bytes], tmp_path: Path, packing: str) -> None:
    pack.install(written(tmp_path / "package.deb", debian(libraries | {"readme": b"no library"}, packing)))
    assert installed_whole() == set(NAMES)


def test_a_zip_installs_all(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "all.zip", zipped({f"inside/{n}": c for n, c in libraries.items()})))
    assert installed_whole() == set(NAMES)


def test_a_folder_installs_what_it_holds(libraries: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    written(folder / "a.sh3f", libraries["Scopia.sh3f"])
    written(folder / "trees.sh3f", b"somebody's own library")
    written(folder / "b.zip", zipped({"Reallusion.sh3f": libraries["Reallusion.sh3f"]}))
    pack.install(folder)
    assert installed_whole() == {"Scopia", "Reallusion"}


def test_an_installed_pack_needs_no_download(
    libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack.install(written(tmp_path / "package.deb", debian(libraries)))
    monkeypatch.setattr(installing, "_download", lambda *_: pytest.fail("downloaded"))
    pack.install()
    assert installed_whole() == set(NAMES)


def test_an_installed_package_is_used_where_it_is(
    libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "_download", lambda *_: pytest.fail("downloaded"))
    monkeypatch.setattr(installing, "SYSTEM_FOLDER", tmp_path)
    for name, content in libraries.items():
        written(tmp_path / name, content)
    pack.install()
    assert installed_whole() == set(NAMES)


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"o")], ids=["gone", "cut"])
def test_a_broken_library_is_told_and_mended(
    libraries: dict[str, bytes], tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    source = written(tmp_path / "package.deb", debian(libraries))
    pack.install(source)
    harm(cache_folder() / "models" / "Scopia" / "scopia" / "mug" / "mug.obj")
    assert [library.name for library in pack.status() if not library.installed] == ["Scopia"]
    pack.install(source)
    assert installed_whole() == set(NAMES)
    assert "Scopia/mug" in pack.models()


def test_a_wrong_file_is_told_even_if_nothing_is_missing(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "package.deb", debian(libraries)))
    with pytest.raises(DyceError, match="sweethome3d-furniture"):
        pack.install(written(tmp_path / "package.deb", debian(libraries)[:-400]))
    assert installed_whole() == set(NAMES)


def test_each_long_step_is_reported(libraries: dict[str, bytes], tmp_path: Path) -> None:
    lines: list[str] = []
    pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]), lines.append)
    assert lines == ["checking x.sh3f", "unpacking Scopia"]


def test_an_outdated_or_broken_folder_makes_way(libraries: dict[str, bytes], tmp_path: Path) -> None:
    folder = cache_folder() / "models" / "Scopia"
    folder.mkdir(parents=True)
    written(folder / "old", b"old")
    pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]))
    assert installed_whole() == {"Scopia"}


@pytest.mark.parametrize(
    "make",
    [
        lambda libraries: b"",
        lambda libraries: b"no archive at all",
        lambda libraries: libraries["Scopia.sh3f"][:-100],
        lambda libraries: zipped({"notes.txt": b"a zip of something else"}),
        lambda libraries: zipped({"Trees.sh3f": b"another library"}),
        lambda libraries: debian({"other": b"another package"}),
        lambda libraries: debian(libraries)[:500],
        lambda libraries: b"!<arch>\n",
    ],
    ids=["empty", "text", "cut", "other zip", "other library", "other deb", "cut deb", "empty deb"],
)
@pytest.mark.parametrize("name", ["x.sh3f", "x.deb", "x.zip", "Scopia.sh3f"])
def test_a_wrong_file_is_told(
    libraries: dict[str, bytes], tmp_path: Path, make: Callable[[dict[str, bytes]], bytes], name: str
) -> None:
    with pytest.raises(DyceError, match="sweethome3d-furniture") as caught:
        pack.install(written(tmp_path / name, make(libraries)))
    assert "\n" not in str(caught.value)
    assert installed_whole() == set()


def test_a_source_that_is_not_there_is_a_usage_error(libraries: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        pack.install(tmp_path / "nowhere")


def test_a_damaged_library_among_good_ones_is_named(libraries: dict[str, bytes], tmp_path: Path) -> None:
    libraries["KatorLegaz.sh3f"] = libraries["KatorLegaz.sh3f"][:-1]
    with pytest.raises(DyceError, match=r"KatorLegaz\.sh3f: damaged"):
        pack.install(written(tmp_path / "package.deb", debian(libraries)))
    assert installed_whole() == set(NAMES) - {"KatorLegaz"}


def test_a_zstandard_deb_says_what_to_do(libraries: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(DyceError, match=r"zst.*dpkg-deb -x"):
        pack.install(written(tmp_path / "package.deb", debian(libraries, ".zst")))


@pytest.mark.parametrize("evil", ["../evil", "scopia/../../evil", "/tmp/dyce-evil", "..\\evil", "C:/evil", "scopia/.."])
def test_nothing_is_written_outside(
    libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evil: str
) -> None:
    content = zipped(contents("Scopia") | {evil: b"evil"})
    monkeypatch.setitem(pack_library.KNOWN, "Scopia", sha256(content))
    source = written(tmp_path / "x.sh3f", content)
    with pytest.raises(DyceError, match="unsafe path"):
        pack.install(source)
    assert installed_whole() == set()
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {source}


def test_a_link_is_not_unpacked(libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO(zipped(contents("Scopia")))
    with zipfile.ZipFile(packed, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc")
    monkeypatch.setitem(pack_library.KNOWN, "Scopia", sha256(packed.getvalue()))
    with pytest.raises(DyceError, match="unsafe path"):
        pack.install(written(tmp_path / "x.sh3f", packed.getvalue()))
    assert installed_whole() == set()


def test_a_zip_bomb_is_stopped(libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LIBRARY_BYTES_AT_MOST", 1 << 20)
    with pytest.raises(DyceError, match="far larger"):
        pack.install(written(tmp_path / "x.zip", zipped({"x.sh3f": bytes(2 << 20)})))


def test_a_full_disk_is_told_and_leaves_nothing(
    libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archives, "_copy", full)
    with pytest.raises(DyceError, match="No space left"):
        pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]))
    assert installed_whole() == set()


def test_a_cache_that_cannot_be_made_is_told(libraries: dict[str, bytes], tmp_path: Path) -> None:
    written(cache_folder(), b"a file in the way")
    with pytest.raises(DyceError, match="cannot install"):
        pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]))


def test_an_interrupted_install_leaves_whole_libraries_only(
    libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, copy, calls = written(tmp_path / "package.deb", debian(libraries)), archives._copy, []

    def interrupted(*words: object) -> int:
        calls.append(words)
        if len(calls) > 10:
            raise KeyboardInterrupt
        return copy(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(archives, "_copy", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pack.install(source)
    assert installed_whole() == set(NAMES[:1])
    monkeypatch.setattr(archives, "_copy", copy)
    pack.install(source)
    assert installed_whole() == set(NAMES)


def test_what_a_killed_install_left_is_swept(libraries: dict[str, bytes], tmp_path: Path) -> None:
    old, young = (cache_folder() / "models" / f".staging-{name}" for name in ("old", "young"))
    for folder in (old, young):
        (folder / "Scopia").mkdir(parents=True)
    pack.install(written(tmp_path / "x.zip", zipped(libraries)))
    assert old.exists()
    os.utime(old, (time.time() - 2 * installing.STALE_SECONDS,) * 2)
    pack.install()
    assert not old.exists() and young.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_installs_at_once_do_not_disturb_each_other(libraries: dict[str, bytes], tmp_path: Path) -> None:
    source = written(tmp_path / "package.deb", debian(libraries))
    (cache_folder() / "models" / "Scopia" / "old").mkdir(parents=True)
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(4)

    def one() -> None:
        start.wait()
        pack.install(source)

    processes = [fork.Process(target=one) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    assert installed_whole() == set(NAMES)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """`content` cut off, with flipped bits, a hole, or a run of noise."""
    at, size = chance.randrange(len(content)), chance.choice([1, 4, 30, 300])
    match chance.randrange(5):
        case 0:
            return content[:at]
        case 1:
            broken = bytearray(content)
            for _ in range(chance.choice([1, 1, 5, 50])):
                broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
            return bytes(broken)
        case 2:
            return content[:at] + content[at + size :]
        case 3:
            return content[:at] + chance.randbytes(size) + content[at + size :]
        case _:
            return content[:at] + chance.randbytes(size) + content[at:]


@pytest.mark.parametrize("kind", ["sh3f", "zip", "deb", "deb.gz", "tar"])
def test_damage_never_harms_the_cache(libraries: dict[str, bytes], tmp_path: Path, kind: str) -> None:
    whole = {
        "sh3f": libraries["Scopia.sh3f"],
        "zip": zipped(libraries),
        "deb": debian(libraries),
        "deb.gz": debian(libraries, ".gz"),
        "tar": b"",
    }[kind]
    chance, refused = random.Random(kind), 0
    for _ in range(60):
        content = (
            debian({"Scopia.sh3f": damaged(libraries["Scopia.sh3f"], chance)})
            if kind == "tar"
            else (damaged(whole, chance))
        )
        try:
            pack.install(written(tmp_path / f"x.{kind}", content))
        except DyceError as error:
            assert "\n" not in str(error)
            refused += 1
        installed_whole()
        shutil.rmtree(cache_folder() / "models")
    assert refused > 30


def test_unpacking_survives_damage_that_the_hash_would_catch(
    libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "recognise", lambda file: file.seek(0) or "Scopia")
    chance, refused = random.Random(0), 0
    for _ in range(150):
        source = written(tmp_path / "x.sh3f", damaged(libraries["Scopia.sh3f"], chance))
        try:
            pack.install(source)
        except DyceError:
            refused += 1
        assert {path.name for path in tmp_path.iterdir()} == {"cache", "x.sh3f"}
        assert {path.name for path in (cache_folder() / "models").iterdir()} <= {"Scopia"}
        shutil.rmtree(cache_folder() / "models")
    assert refused > 75


def fake_apt(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    written(folder / "apt-get", f"#!/bin/sh\n{script}\n".encode()).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_apt_downloads_and_nothing_stays(
    libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deb = written(tmp_path / "package.deb", debian(libraries))
    fake_apt(tmp_path / "bin", f'case "$*" in *download*) cp {deb} sweethome3d.deb;; *) exit 100;; esac', monkeypatch)
    pack.install()
    assert installed_whole() == set(NAMES)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_apt_that_fails_is_told(libraries: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_apt(tmp_path / "bin", "echo 'E: Unable to locate package' >&2; exit 100", monkeypatch)
    with pytest.raises(DyceError, match=r"Unable to locate package.*--from FILE"):
        pack.install()
    assert installed_whole() == set()


def test_without_apt_the_file_to_get_is_named(libraries: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DyceError, match=r"sweethome3d-furniture.*--from FILE"):
        pack.install()


def test_the_catalogue_is_metres_and_leaves_out(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]))
    folder = cache_folder() / "models" / "Scopia"
    assert pack.models() == {
        "Scopia/mug": pack.Model(
            key="Scopia/mug",
            title="Mug 2€",
            category="Kitchen",
            size=(0.085, 0.12, 0.1025),
            rotation=((1, 0, 0), (0, 0, 1), (0, -1, 0)),
            creator="Ann & Bob",
            licence="CC-BY 3.0",
            obj=folder / "scopia/mug/mug.obj",
        )
    }
    assert pack.models() is pack.models()
    for library in pack.status():
        assert library.installed == (library.name == "Scopia") == library.models


def test_the_catalogue_grows_with_an_install(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]))
    assert len(pack.models()) == 1
    pack.install(written(tmp_path / "x.zip", zipped(libraries)))
    assert set(pack.models()) >= {"Scopia/mug", "Reallusion/mug"}


def test_without_a_pack_the_command_is_named(libraries: dict[str, bytes]) -> None:
    assert not any(library.installed or library.models for library in pack.status())
    assert pack.credits(["dyce/mug-3", "mine/thing"]) == []
    for asked in (pack.models, lambda: pack.credits(["Scopia/mug"])):
        with pytest.raises(DyceError, match="dyce assets install"):
            asked()


def test_a_broken_listing_is_told(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]))
    written(cache_folder() / "models" / "Scopia" / pack_library.LISTING, b"name#1=Mug")
    with pytest.raises(DyceError, match="delete it"):
        pack.models()


def test_credits_name_author_and_licence_once(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "x.zip", zipped(libraries)))
    credit, scopia = pack.credits(
        [
            "dyce/mug-1",
            "BlendSwap-CC-BY/mug",
            "BlendSwap-CC-BY/nothing",
            "Scopia/mug",
            "BlendSwap-CC-BY/mug",
            "other/mug",
        ]
    )
    assert credit == {
        "title": "Mug 2€",
        "author": "Ann & Bob",
        "licence": "CC-BY 3.0",
        "model": "BlendSwap-CC-BY/mug",
        "licence_url": "https://creativecommons.org/licenses/by/3.0/",
        "changes": "rescaled, materials changed",
    }
    assert "Scopia" in scopia["author"] and "eTeks" in scopia["author"]


def test_credits_of_a_library_that_is_missing_are_not_forgotten(libraries: dict[str, bytes], tmp_path: Path) -> None:
    pack.install(written(tmp_path / "x.sh3f", libraries["Scopia.sh3f"]))
    with pytest.raises(DyceError, match="KatorLegaz"):
        pack.credits(["Scopia/mug", "KatorLegaz/mug"])


@pytest.mark.pack
@pytest.mark.skipif(
    not all((REAL_CACHE / "models" / name / pack_library.MARKER).exists() for name in REAL_KNOWN),
    reason="pack not installed",
)
def test_the_real_pack() -> None:
    assert [library.models for library in pack.status()] == [170, 131, 86, 25, 378]
    models = pack.models()
    for model in models.values():
        assert model.key == f"{model.key.partition('/')[0]}/{model.obj.stem}" and model.obj.is_file()
        assert min(model.size) > 0.0005 and max(model.size) < 50 and model.title and model.creator
    assert not [key for key in models if "euros" in key or "apple-i" in key or "technicalTable" in key]
    assert models["BlendSwap-CC-0/kitchenaid"].licence == "CC0"
    assert models["BlendSwap-CC-0/winchesterSofa"].licence == "CC-BY 3.0"
    assert len(pack.credits(models)) == len(models)
