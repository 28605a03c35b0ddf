"""Whether a change of the code changes what comes out: everything that dyce makes, written down as digests, and compared.

    python benchmarks/unchanged.py write before.json --work before          in the one checkout: 6 minutes on two cores
    python benchmarks/unchanged.py write after.json --data before/views     in the other
    python benchmarks/unchanged.py compare before.json after.json

All is made through the command line, in processes of their own, so that the same script serves code of any plan. `--only` makes
some parts alone: `scenes` (instances, triangles, owners, materials, lights), `poses` (20 of each scene), `views` (image, masks,
appearances of one view of four scenes, with soft masks and overscan), `exports` (all styles), `training` (a few steps of each
recipe). What may differ is left out: times, versions, fingerprints of stages. Colours are compared to half a level in sixteen
fields of the picture: two builds of one scene give images that differ by one level in a few pixels of 50,000.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import click
import cv2
import numpy as np

PARTS = ("scenes", "poses", "views", "exports", "training")
SHOWN = ("kitchen3", "livingroom1", "kitchen4", "kitchen5")
"""Scenes of which a view is rendered: two to train on, one to validate with, one to test on."""
STYLES = ("cocoa-cls", "coco", "cocoa", "kins", "uoais", "bop", "aisformer")
STEPS = {"paper": 0.05, "modern": 0.5, "small": 0.5}
"""Passes over the few objects, for each recipe's phases."""
MAY_DIFFER = {"seconds", "versions", "version", "fingerprint", "device", "files"}
"""Keys of JSON objects that say when, where and by what something was made, or digest what does."""

COLOURS = "colours "
"""What the digest of a picture begins with."""

Facts = dict[str, str]
"""Digests by what they are of."""


def digest(content: bytes) -> str:
    """Enough of a SHA-256 to tell two contents apart."""
    return hashlib.sha256(content).hexdigest()[:16]


def digest_of(value: Any) -> str:
    """Of plain JSON values, whatever the order of keys."""
    return digest(json.dumps(value, sort_keys=True).encode())


def lasting(value: Any) -> Any:
    """JSON values without what may differ."""
    if isinstance(value, dict):
        return {key: lasting(each) for key, each in value.items() if key not in MAY_DIFFER}
    return [lasting(each) for each in value] if isinstance(value, list) else value


def digest_file(name: str, content: bytes) -> str:
    """Of a file: of what it says and will go on saying, where it is JSON; the mean colours of its fields, where it has some."""
    if name.endswith((".json", "__credits__")):
        return digest_of(lasting(json.loads(content)))
    if re.search(r"image|appearance|rgb", name) and name.endswith(".png"):
        pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
        means = cv2.resize(pixels.astype(np.float32), (4, 4), interpolation=cv2.INTER_AREA)
        return f"{COLOURS}{pixels.shape} " + " ".join(f"{mean:.2f}" for mean in means.ravel())
    return digest(content)


def equal(a: str | None, b: str | None) -> bool:
    """Whether two digests say the same."""
    if a is None or b is None or not a.startswith(COLOURS) or not b.startswith(COLOURS):
        return a == b
    (shape, means), (other, others) = (text.rsplit(") ", 1) for text in (a, b))
    return shape == other and bool(
        np.allclose(np.array(means.split(), float), np.array(others.split(), float), atol=0.5)
    )


def dyce(work: Path, *arguments: str) -> None:
    """Run a command of the code that is imported here, in a cache of its own where only the converted model pack is shared."""
    done = subprocess.run(
        [sys.executable, "-m", "dyce.cli", *arguments],
        cwd=work,
        env=os.environ | {"DYCE_CACHE": str(work / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise click.ClickException(f"dyce {' '.join(arguments)}: {done.stdout}{done.stderr}")


def facts_of_folder(folder: Path, label: str) -> Facts:
    """Of every file below a folder, but logs and what belongs to git."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {
        f"{label}/{path.relative_to(folder).as_posix()}": digest_file(path.as_posix(), path.read_bytes())
        for path in paths
        if path.suffix != ".log"
    }


def scenes(work: Path) -> Facts:
    """Instances, geometry and everything in the Blender file that decides how a scene looks."""
    facts: Facts = {}
    for folder in sorted((work / "cache" / "stages").iterdir()):
        name = folder.name.rpartition("-")[0]
        facts |= {
            f"scene {name} {key}": digest_of(value)
            for key, value in lasting(json.loads((folder / "stage.json").read_bytes())).items()
        }
        with np.load(folder / "stage.npz") as arrays:
            facts |= {f"scene {name} {key}": digest(arrays[key].tobytes()) for key in arrays}
        listed = subprocess.run(
            [sys.executable, __file__, "appearance", str(folder / "stage.blend")],
            capture_output=True,
            text=True,
            check=True,
        )
        said = next(line for line in listed.stdout.splitlines() if line.startswith("{"))
        facts |= {f"scene {name} {key}": value for key, value in json.loads(said).items()}
    return facts


def poses(work: Path) -> Facts:
    """The first cameras of every scene."""
    return {
        f"pose {path.parent.parent.name} {path.parent.name}": digest_of(json.loads(path.read_bytes())["camera"])
        for path in sorted((work / "poses").glob("*/*/record.json"))
    }


def views(work: Path) -> Facts:
    """Records and pictures of the views that are looked at closely."""
    return {
        key: value
        for name in SHOWN
        for key, value in facts_of_folder(work / "views" / name / "000000", f"view {name}").items()
    }


def exports(work: Path) -> Facts:
    """Annotation files of all styles and codings, and shards."""
    facts: Facts = {}
    for style in STYLES:
        dyce(work, "export-coco", "data", "--style", style, "--out", f"exports/{style}")
        facts |= facts_of_folder(work / "exports" / style, f"export {style}")
    dyce(work, "export-coco", "data", "--masks", "polygon", "--out", "exports/polygon")
    facts |= facts_of_folder(work / "exports" / "polygon", "export polygon")
    dyce(work, "export-webdataset", "data", "--out", "exports/webdataset")
    for shard in sorted((work / "exports" / "webdataset").rglob("*.tar")):
        with tarfile.open(shard) as tar:
            for member in tar.getmembers():
                file = tar.extractfile(member)
                assert file
                facts[f"export webdataset/{shard.name}/{member.name}"] = digest_file(member.name, file.read())
    return facts


def training(work: Path) -> Facts:
    """The weights after a few steps of each recipe, and what the trained network makes of the test image."""
    import torch

    dyce(work, "export-coco", "data", "--out", "annotations")
    facts: Facts = {}
    for recipe, passes in STEPS.items():
        short = [f"--set=epochs_{phase}={passes}" for phase in ("segmentor", "painter", "both")]
        out = f"trained/{recipe}"
        arguments = ("--recipe", recipe, "--out", out, "--threads", "1", "--workers", "0", "--device", "cpu")
        dyce(work, "train", "data", "--annotations", "annotations", *arguments, "--set=batch=4", *short)
        state = torch.load(work / out / "last.pt", map_location="cpu", weights_only=True)
        for group in ("networks", "averages"):
            for name, tensors in state[group].items():
                content = b"".join(key.encode() + value.numpy().tobytes() for key, value in sorted(tensors.items()))
                facts[f"training {recipe} {group} {name}"] = digest(content)
    dyce(
        work,
        "evaluate",
        "data",
        "--annotations",
        "annotations",
        "--checkpoint",
        "trained/small/last.pt",
        "--device",
        "cpu",
        "--out",
        "evaluated",
    )
    return facts | facts_of_folder(work / "evaluated", "evaluation")


@click.group()
def main() -> None:
    """Write down what dyce makes, and compare."""


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--only", default=",".join(PARTS), help="Some parts, with commas.")
@click.option("--work", type=click.Path(path_type=Path), help="Folder to work in, kept.  [default: a temporary one]")
@click.option("--data", type=click.Path(path_type=Path), help="What to export and train on.  [default: its own views]")
@click.option("--scene", default="all", help="Scenes, for the parts `scenes` and `poses`.")
def write(target: Path, only: str, work: Path | None, data: Path | None, scene: str) -> None:
    """Make everything, and write its digests to TARGET."""
    from dyce.cache import cache_folder

    wanted = [part for part in PARTS if part in only.split(",")]
    place = (work or Path(tempfile.mkdtemp(prefix="dyce-unchanged-"))).resolve()
    (place / "cache").mkdir(parents=True, exist_ok=True)
    for shared in ("models", "converted"):  # conversion names a model's materials as it likes, each time anew
        if not (place / "cache" / shared).exists():
            (cache_folder() / shared).mkdir(exist_ok=True)
            (place / "cache" / shared).symlink_to(cache_folder() / shared)
    if {"scenes", "poses"} & set(wanted):
        small = ("--resolution", "16", "--preset", "draft", "--samples", "1")
        count = "20" if "poses" in wanted else "1"
        dyce(place, "render", "--scene", scene, "--views", count, "--out", "poses", *small)
    if {"views", "exports", "training"} & set(wanted):
        small = ("--resolution", "128", "--samples", "4", "--soft-masks", "--overscan", "0.2", "--device", "cpu")
        dyce(place, "render", "--scene", ",".join(SHOWN), "--views", "1", "--out", "views", *small)
    (place / "data").unlink(missing_ok=True)
    (place / "data").symlink_to((data or place / "views").resolve())
    facts: Facts = {}
    for part in wanted:
        facts |= globals()[part](place)
    target.write_text(json.dumps(facts, indent=0, sort_keys=True))
    click.echo(f"{len(facts)} digests are in {target}, what they are of in {place}")


@main.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
def compare(before: Path, after: Path) -> None:
    """Name what differs between two files of digests; exits with 1 where something does."""
    old, new = json.loads(before.read_bytes()), json.loads(after.read_bytes())
    differing = sorted(key for key in old.keys() | new.keys() if not equal(old.get(key), new.get(key)))
    for key in differing:
        state = "differs" if key in old and key in new else "is gone" if key in old else "is new"
        click.echo(f"{key} {state}")
    click.echo(
        f"{len(old.keys() & new.keys()) - sum(k in old and k in new for k in differing)} equal, {len(differing)} not"
    )
    sys.exit(1 if differing else 0)


@main.command(hidden=True)
@click.argument("blend", type=click.Path(path_type=Path))
def appearance(blend: Path) -> None:
    """Print the digests of a Blender file's materials, lights, world and objects (bpy: in a process of its own)."""
    import bpy

    bpy.ops.wm.open_mainfile(filepath=str(blend), load_ui=False, use_scripts=False)
    facts = {f"material {each.name}": digest_of(_tree(each.node_tree)) for each in bpy.data.materials}
    facts["lights"] = digest_of(sorted(map(_light, bpy.data.lights), key=str))
    facts["world"] = digest_of([_tree(each.node_tree) for each in bpy.data.worlds])
    facts["objects"] = digest_of(sorted(map(_object, bpy.context.scene.objects), key=str))
    click.echo(json.dumps(facts))


def _value(value: Any) -> Any:
    """A property of Blender as plain JSON."""
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, float):
        return round(value, 7)
    if hasattr(value, "__len__"):
        return [_value(each) for each in value]
    return str(getattr(value, "name", type(value).__name__))


def _tree(tree: Any) -> Any:
    if tree is None:
        return None
    return {
        "nodes": {node.name: _node(node) for node in tree.nodes},
        "links": sorted(
            [link.from_node.name, link.from_socket.identifier, link.to_node.name, link.to_socket.identifier]
            for link in tree.links
        ),
    }


def _node(node: Any) -> Any:
    own = {
        name: _value(getattr(node, name))
        for name, kind in node.bl_rna.properties.items()
        if kind.type in {"BOOLEAN", "INT", "FLOAT", "ENUM", "STRING"}
        and not re.match(r"location|width|height|select|show_|dimensions|color$|bl_|warning", name)
    }
    inputs = {each.identifier: _value(each.default_value) for each in node.inputs if hasattr(each, "default_value")}
    image = getattr(node, "image", None)
    if image is not None:
        pixels = np.empty(len(image.pixels), np.float32)
        image.pixels.foreach_get(pixels)
        own["image"] = [image.name, list(image.size), digest(pixels.tobytes())]
    ramp = getattr(node, "color_ramp", None)
    if ramp is not None:
        own["ramp"] = [[round(each.position, 7), _value(each.color)] for each in ramp.elements]
    group = getattr(node, "node_tree", None)
    return {"kind": node.bl_idname, "own": own, "inputs": inputs, "group": _tree(group)}


def _light(light: Any) -> Any:
    size = [getattr(light, name, None) for name in ("size", "size_y", "angle", "shadow_soft_size", "shape")]
    return [light.name, light.type, _value(light.energy), _value(light.color), _value(size)]


def _object(obj: Any) -> Any:
    return [
        obj.name,
        obj.type,
        obj.pass_index,
        _value([each for row in obj.matrix_world for each in row]),
        [slot.material.name if slot.material else None for slot in obj.material_slots],
        {key: _value(obj[key]) for key in sorted(obj.keys()) if key.startswith("dyce_")},
        [bool(getattr(obj, flag)) for flag in ("hide_render", "visible_camera", "visible_shadow")],
    ]


if __name__ == "__main__":
    main()
