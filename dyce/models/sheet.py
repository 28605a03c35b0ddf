"""The catalogue to look at: one plain thing of each maker, measured and rendered, and a contact sheet of them (bpy)."""

import inspect
import tempfile
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image, ImageDraw, ImageFont

from dyce.errors import DyceError
from dyce.models import materials
from dyce.models.catalogue import Maker, makers

__all__ = ["arguments", "example", "size_of", "write_sheet"]

CELL, CAPTION, COLUMNS = 150, 22, 14
"""Pixels of a picture and of the line below it; pictures side by side."""
SAMPLES = 24
ORDER = ("furniture", "kitchen", "table", "food", "living", "house", "outdoors")
GROUND = (0.62, 0.62, 0.61)
ALOFT = Vector((-0.62, -1.0, 0.58)).normalized()
"""From the thing to the camera."""


def arguments(one: Maker) -> dict[str, Any] | None:
    """What a maker must be told, materials and all; None for mouldings, which run round a room and are nothing alone."""
    told = dict(one.example)
    for name, parameter in inspect.signature(one.make).parameters.items():
        if parameter.default is parameter.empty and name not in told:
            told[name] = _stuff(name)
    return None if any(value is None for value in told.values()) else told


def example(one: Maker) -> list[bpy.types.Object] | None:
    """What a maker makes when it is told no more than it must be, in an emptied scene; None for mouldings."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    told = arguments(one)
    if told is None:
        return None
    made = one.make(**told)
    bpy.context.view_layer.update()
    return made if isinstance(made, list) else [made]


def _stuff(name: str) -> Any:
    """The material that a parameter of that name would be given; None for what is no material."""
    match name:
        case "wood" | "boards" | "board" | "seat" | "top" | "shelf" | "material":
            return materials.wood("oak")
        case "legs":
            return materials.wood("walnut", "Z")
        case "paint" | "front":
            return materials.plain(name, (0.22, 0.30, 0.27), 0.45)
        case "case" | "trim" | "enamel":
            return materials.painted_metal((0.70, 0.68, 0.62), 0.3)
        case "steel":
            return materials.brushed_steel("Z")
        case "iron" | "dark":
            return materials.cast_iron()
        case "brass" | "knob":
            return materials.brass()
        case "glaze" | "ivory":
            return materials.coat("white")
        case "glass" | "ebony":
            return materials.mirror_black()
        case "plaster" | "render":
            return materials.plaster()
        case "cloth" | "rush":
            return materials.linen()
        case "leather":
            return materials.leather("leather", (0.16, 0.07, 0.035))
        case "sleeves":
            return [materials.paper(colour) for colour in ((0.5, 0.1, 0.07), (0.7, 0.6, 0.4), (0.1, 0.2, 0.3))]
    return None


def _corners(things: list[bpy.types.Object]) -> np.ndarray:
    """The vertices of things and of what hangs on them, (V, 3) metres, world."""
    every = [child for thing in things for child in (thing, *thing.children_recursive) if child.type == "MESH"]
    return np.array([child.matrix_world @ vertex.co for child in every for vertex in child.data.vertices])


def size_of(one: Maker) -> str:
    """Width, depth and height in centimetres of a maker's example; empty where it has none."""
    made = example(one)
    if made is None:
        return ""
    corners = _corners(made)
    return " x ".join(f"{100 * extent:.0f}" for extent in corners.max(0) - corners.min(0)) + " cm"


def write_sheet(path: Path) -> int:
    """Write a picture of what every maker makes, named below, as JPEG or PNG; returns how many there are.

    Raises DyceError if the file can't be written.
    """
    shown = []
    with tempfile.TemporaryDirectory() as folder:
        for one in sorted(makers().values(), key=_place):
            made = example(one)
            if made is not None:
                picture = Path(folder) / f"{one.name}.png"
                _render(made, picture)
                shown.append((one.name, Image.open(picture).convert("RGB")))
    rows = -(-len(shown) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL, rows * (CELL + CAPTION)), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for number, (name, image) in enumerate(shown):
        x, y = number % COLUMNS * CELL, number // COLUMNS * (CELL + CAPTION)
        sheet.paste(image, (x, y))
        draw.text((x + CELL / 2, y + CELL + CAPTION / 2), name.replace("_", " "), "black", font, anchor="mm")
    try:
        sheet.save(path, quality=88)
    except (OSError, ValueError) as error:
        raise DyceError(f"{path} can't be written ({error}); end it in .jpg or .png, where there is room") from error
    return len(shown)


def _place(one: Maker) -> tuple[int, str, str]:
    """Things of one kind side by side."""
    folder, _, module = one.make.__module__.removeprefix("dyce.models.").partition(".")
    return ORDER.index(folder) if folder in ORDER else len(ORDER), module, one.name


def _render(things: list[bpy.types.Object], path: Path) -> None:
    """A picture of things on a pale ground, lit from the left, filling the frame."""
    scene, corners = bpy.context.scene, _corners(things)
    low, high = corners.min(0), corners.max(0)
    middle, reach = Vector((low + high) / 2), float(np.linalg.norm(high - low)) / 2
    ground = bpy.data.meshes.new("ground")
    far = 60 * reach
    ground.from_pydata(
        [(x * far, y * far, low[2] - 1e-4) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))], [], [(0, 1, 2, 3)]
    )
    ground.materials.append(materials.plain("ground", GROUND, 0.8, grain=0.0))
    scene.collection.objects.link(bpy.data.objects.new("ground", ground))
    key = bpy.data.lights.new("key", "AREA")
    key.size, key.energy = 2.2 * reach, 260 * reach**2
    _aim(bpy.data.objects.new("key", key), middle + 5 * reach * Vector((-0.8, -0.5, 1.0)), middle)
    scene.world = bpy.data.worlds.new("sky")
    scene.world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.55
    scene.world.node_tree.nodes["Background"].inputs["Color"].default_value = (1, 1, 1, 1)
    camera = bpy.data.cameras.new("camera")
    camera.angle, camera.clip_start, camera.clip_end = np.radians(22), 0.01 * reach, 400 * reach
    holder = bpy.data.objects.new("camera", camera)
    _aim(holder, middle + ALOFT * reach, middle)
    scene.camera = holder
    render = scene.render
    render.engine, render.resolution_x, render.resolution_y, render.resolution_percentage = "CYCLES", CELL, CELL, 100
    bpy.context.view_layer.update()
    near, _ = holder.camera_fit_coords(bpy.context.evaluated_depsgraph_get(), corners.ravel().tolist())
    holder.location = near + (near - middle) * 0.1
    scene.cycles.samples, scene.cycles.use_denoising = SAMPLES, True
    scene.view_settings.view_transform, scene.view_settings.look = "AgX", "AgX - Medium High Contrast"
    scene.view_settings.exposure = 0.5
    render.image_settings.file_format, render.filepath = "PNG", str(path)
    bpy.ops.render.render(write_still=True)


def _aim(thing: bpy.types.Object, place: Vector, target: Vector) -> None:
    """Put a lamp or camera somewhere, looking at `target`."""
    bpy.context.scene.collection.objects.link(thing)
    thing.location = place
    thing.rotation_euler = (target - place).to_track_quat("-Z", "Y").to_euler()
