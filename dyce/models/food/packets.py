"""Cartons, boxes, cans, packets and tins with printed faces."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.geometry.curves import fillet
from dyce.models.geometry.revolve import patch, revolve
from dyce.models.geometry.shape import Shape, face_vectors, grid, join, shape_of, to_object
from dyce.models.geometry.sweep import rounded_box
from dyce.models.materials import labels

__all__ = ["cereal_box", "milk_carton", "pasta_packet", "tea_tin", "tin_can"]

FRONT, SIDE = 0.62, 1.0


def _atlas_uv(shape: Shape, size: tuple[float, float, float], vectors: np.ndarray) -> np.ndarray:
    """UVs (F, 4, 2) on an atlas: front and back in u 0..0.62, sides in 0.62..1, top and bottom in its plain corner."""
    axis = np.abs(vectors).argmax(axis=1)
    sign = np.sign(np.take_along_axis(vectors, axis[:, None], axis=1))[:, 0]
    points = shape.vertices[shape.faces]
    x, y, z = (points[..., k] for k in range(3))
    u_front = np.where(sign[:, None] < 0, x, -x) / size[0] + 0.5
    u_side = np.where(sign[:, None] > 0, y, -y) / size[1] + 0.5
    v = np.clip(z / size[2], 0.002, 0.998)
    u = np.where(
        (axis == 1)[:, None], 0.003 + u_front * (FRONT - 0.006), FRONT + 0.003 + u_side * (SIDE - FRONT - 0.006)
    )
    flat = (axis == 2)[:, None]
    return np.stack([np.where(flat, FRONT + 0.03 + 0.3 * (u_front % 1), u), np.where(flat, 0.985, v)], axis=2)


def _printed_box(width: float, depth: float, height: float, radius: float) -> Shape:
    shape = rounded_box(width, depth, height, radius, 2)
    uv = _atlas_uv(shape, (width, depth, height), face_vectors(shape.vertices, shape.faces))
    return Shape(shape.vertices, shape.faces, uv, shape.slot, shape.tint)


def _atlas(
    title: str,
    below: str,
    maker: str,
    ground: tuple[float, ...],
    accent: tuple[float, ...],
    ink: tuple[float, ...],
    scene: str,
    seed: int,
) -> str:
    """The print of a box: front in the left 62 %, side panel in the rest; the packed image's name."""
    name = f"box.{title}.{maker}.{seed}"
    if name in bpy.data.images:
        return name
    image = labels.canvas(640, 640, ground)
    front = np.ascontiguousarray(image[:, : int(640 * FRONT)])
    labels.box(front, 0, 0, 1, 0.30, accent)
    labels.text(front, maker, 0.5, 0.07, 0.035, ground, width=0.6)
    labels.text(front, title, 0.5, 0.18, 0.085, ground, bold=0.10, width=0.86)
    labels.text(front, below, 0.5, 0.355, 0.026, ink, width=0.8, slant=0.15)
    _picture(front, scene, accent, seed)
    labels.text(front, "500 g", 0.86, 0.955, 0.022, ink, bold=0.05)
    image[:, : front.shape[1]] = front
    side = np.ascontiguousarray(image[:, front.shape[1] :])
    labels.box(side, 0, 0, 1, 0.12, accent)
    labels.text(side, maker, 0.5, 0.06, 0.03, ground, width=0.8)
    labels.box(side, 0.1, 0.18, 0.9, 0.62, (0.97, 0.97, 0.95))
    labels.small_print(side, 0.14, 0.20, 0.86, 0.60, 16, (0.15, 0.15, 0.15), seed)
    labels.barcode(side, 0.18, 0.80, 0.82, 0.93, seed)
    image[:, front.shape[1] :] = side
    return labels.save(image, name)


def _picture(front: np.ndarray, scene: str, accent: tuple[float, ...], seed: int) -> None:
    """What is in the box: a bowl of rings, quills, or tea leaves, in flat colours."""
    rng = np.random.default_rng(seed)
    if scene == "bowl":
        _bowl(front, rng, accent)
        return
    colours = {"pasta": (0.90, 0.72, 0.36), "crackers": (0.85, 0.66, 0.40), "tea": (0.30, 0.42, 0.22)}
    for _ in range(60):
        x, y = rng.uniform(0.1, 0.9), rng.uniform(0.45, 0.9)
        tone = np.clip(np.array(colours[scene]) * rng.uniform(0.75, 1.15), 0, 1).tolist()
        labels.disc(front, x, y, rng.uniform(0.012, 0.022), tone, aspect=rng.uniform(1.4, 2.6))


def _bowl(front: np.ndarray, rng: np.random.Generator, accent: tuple[float, ...]) -> None:
    """A blue bowl heaped with rings before a pale sun."""
    labels.disc(front, 0.5, 0.66, 0.22, (0.95, 0.80, 0.48))
    under = front[int(0.66 * len(front)) :].copy()
    labels.disc(front, 0.5, 0.66, 0.19, np.asarray(accent) * 0.9)
    below = front[int(0.66 * len(front)) :].copy()
    labels.disc(front, 0.5, 0.66, 0.22, (0.95, 0.80, 0.48))
    front[int(0.66 * len(front)) :] = below
    front[int(0.66 * len(front)) :][(below == under).all(axis=2)] = front[-1, 0]
    for _ in range(110):
        x, y = rng.normal(0.5, 0.13), 0.645 - abs(rng.normal(0, 0.03))
        if abs(x - 0.5) < 0.27:
            tone = np.clip(np.array([0.80, 0.56, 0.26]) * rng.uniform(0.75, 1.15), 0, 1)
            labels.disc(front, x, y, 0.022, tone)
            labels.disc(front, x, y, 0.008, tone * 0.6)


def _carton_art(title: str, maker: str, ground: tuple[float, ...], accent: tuple[float, ...], seed: int) -> str:
    """The print of a gable-top carton: the upper fifth is its roof; returns the packed image's name."""
    name = f"carton.{title}.{maker}"
    if name in bpy.data.images:
        return name
    rng = np.random.default_rng(seed)
    image = labels.canvas(640, 640, ground)
    labels.box(image, 0, 0, 1, 0.21, accent)
    edge = int(640 * FRONT)
    for left, right in ((0, edge), (edge, 640)):
        panel = np.ascontiguousarray(image[:, left:right])
        x = np.linspace(0, 1, right - left)
        y = np.arange(640)[:, None] / 640
        for level, tone in ((0.66, 0.6), (0.74, 1.0)):
            crest = level + 0.035 * np.sin(2 * np.pi * x * (1.0 if left == 0 else 0.6) + rng.uniform(0, 6))
            panel[y > crest] = np.asarray(accent) * tone + np.asarray(ground) * (1 - tone)
        labels.text(panel, maker, 0.5, 0.30, 0.028, accent, width=0.6)
        labels.text(panel, title, 0.5, 0.43, 0.10, accent, bold=0.10, width=0.78)
        labels.text(panel, "1 litre", 0.5, 0.93, 0.026, ground, width=0.4)
        if left:
            labels.small_print(panel, 0.15, 0.53, 0.85, 0.64, 6, (0.3, 0.3, 0.32), seed)
            labels.barcode(panel, 0.2, 0.80, 0.8, 0.89, seed)
        image[:, left:right] = panel
    return labels.save(image, name)


@maker("box")
def cereal_box(style: str = "oats", height: float = 0.29) -> bpy.types.Object:
    """A carton of cereal: `style` "oats", "crackers" or "pasta" (smaller, lasagne-like)."""
    title, below, maker, ground, accent, scene, size = {
        "oats": (
            "Oat Rings",
            "whole grain, lightly toasted",
            "Oatwhistle",
            (0.96, 0.93, 0.84),
            (0.14, 0.34, 0.52),
            "bowl",
            (0.19, 0.062),
        ),
        "crackers": (
            "Rye Thins",
            "baked with sea salt",
            "Norrfold",
            (0.93, 0.90, 0.82),
            (0.58, 0.20, 0.14),
            "crackers",
            (0.15, 0.055),
        ),
        "pasta": ("Penne", "di semola", "Granolieto", (0.95, 0.94, 0.90), (0.10, 0.28, 0.22), "pasta", (0.13, 0.05)),
    }[style]
    art = _atlas(title, below, maker, ground, accent, (0.15, 0.13, 0.12), scene, len(title))
    shape = _printed_box(size[0], size[1], height, 0.0012)
    return to_object(shape, "carton", [materials.printed(art, 0.38, 0.15)], f"carton-{style}", 50)


@maker("box")
def tea_tin(style: str = "green") -> bpy.types.Object:
    """A square tin of tea with a press lid, 8 x 8 x 13 cm: `style` "green" or "black"."""
    accent = (0.16, 0.30, 0.20) if style == "green" else (0.12, 0.12, 0.14)
    art = _atlas(
        "Sencha" if style == "green" else "Assam",
        "loose leaf tea",
        "Quillmere",
        (0.86, 0.82, 0.68),
        accent,
        (0.15, 0.13, 0.1),
        "tea",
        3,
    )
    body = _printed_box(0.08, 0.08, 0.115, 0.004)
    lid = rounded_box(0.0815, 0.0815, 0.02, 0.004).moved(0, 0, 0.112)
    knob = rounded_box(0.058, 0.058, 0.004, 0.0019).moved(0, 0, 0.131)
    shape = join([body, lid.with_slot(1), knob.with_slot(1)])
    coats = [materials.printed(art, 0.28, 0.2), materials.painted_metal(tuple(c**2.2 for c in accent), 0.28)]
    return to_object(shape, "tea_tin", coats, f"tea-tin-{style}", 50)


@maker("carton")
def milk_carton(style: str = "milk") -> bpy.types.Object:
    """A litre carton with a gable top and a screw cap on its front slope: `style` "milk", "oat" or "juice"."""
    title, maker, ground, accent = {
        "milk": ("Milk", "Hestermoor", (0.95, 0.96, 0.97), (0.16, 0.40, 0.66)),
        "oat": ("Oat Drink", "Oatwhistle", (0.90, 0.86, 0.77), (0.30, 0.26, 0.22)),
        "juice": ("Orange", "Velluna", (0.97, 0.95, 0.88), (0.91, 0.50, 0.10)),
    }[style]
    art = _carton_art(title, maker, ground, accent, 5)
    w, h, ridge, fin = 0.072, 0.172, 0.030, 0.016
    shape = _gable(w, h, ridge, fin)
    slope = np.degrees(np.arctan2(ridge, w / 2))
    cap = revolve(fillet([(0, 0), (0.0155, 0), (0.0150, 0.013), (0, 0.013)], [0, 0.0005, 0.0015, 0], 3), 32)
    cap = cap.turned("x", slope).moved(0, -w / 4, h + ridge / 2 - 0.0008).with_slot(1)
    coats = [materials.printed(art, 0.42, 0.1), materials.plastic(tuple(c**2.2 for c in accent), 0.35)]
    return to_object(join([shape, cap]), "carton", coats, f"milk-carton-{style}", 40)


def _gable(w: float, h: float, ridge: float, fin: float) -> Shape:
    """A carton's body, roof slopes towards -Y and +Y, fin on top; sides folded in under the roof; closed."""
    a, t, top = w / 2, 0.0012, h + ridge
    corners = [(-a, -a), (a, -a), (a, a), (-a, a)]
    vertices = [(x, y, z) for z in (0.0, h) for x, y in corners]
    vertices += [(-a, -t, top), (a, -t, top), (a, t, top), (-a, t, top)]
    vertices += [(-a, -t, top + fin), (a, -t, top + fin), (a, t, top + fin), (-a, t, top + fin)]
    vertices += [(a - 0.014, 0.0, h + 0.55 * ridge), (-a + 0.014, 0.0, h + 0.55 * ridge)]
    quads = [(3, 2, 1, 0), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7), (4, 5, 9, 8), (6, 7, 11, 10)]
    quads += [(8, 9, 13, 12), (9, 10, 14, 13), (10, 11, 15, 14), (11, 8, 12, 15), (12, 13, 14, 15)]
    triangles = [(5, 6, 16), (6, 10, 16), (10, 9, 16), (9, 5, 16), (7, 4, 17), (4, 8, 17), (8, 11, 17), (11, 7, 17)]
    faces = np.array(quads + [(*t_, -1) for t_ in triangles])
    shape = shape_of(np.array(vertices), faces)
    uv = _atlas_uv(shape, (w, w, h + ridge + fin), face_vectors(shape.vertices, shape.faces))
    return Shape(shape.vertices, shape.faces, uv, shape.slot, shape.tint)


@maker("can")
def tin_can(style: str = "tomato", height: float = 0.11, diameter: float = 0.074) -> bpy.types.Object:
    """A ribbed tin with a paper label: `style` "tomato", "beans", "corn" or "peas"."""
    title, maker, ground, accent = {
        "tomato": ("Tomatoes", "Pietrosa", (0.95, 0.91, 0.80), (0.72, 0.13, 0.10)),
        "beans": ("Beans", "Norrfold", (0.90, 0.92, 0.92), (0.13, 0.34, 0.42)),
        "corn": ("Sweetcorn", "Quillmere", (0.98, 0.93, 0.62), (0.16, 0.42, 0.22)),
        "peas": ("Peas", "Hestermoor", (0.92, 0.95, 0.86), (0.24, 0.46, 0.18)),
    }[style]
    r, h = diameter / 2, height
    side = [(r - 0.002, 0.0), (r + 0.0012, 0.0004), (r + 0.0012, 0.003), (r - 0.0004, 0.0045)]
    profile = [(0, 0.003), (r - 0.004, 0.003), *side, *[(a, h - z) for a, z in side[::-1]], (r - 0.003, h - 0.003)]
    for ring in (0.85, 0.55):
        profile += [(ring * r, h - 0.0032), ((ring - 0.03) * r, h - 0.0024), ((ring - 0.06) * r, h - 0.0032)]
    body = revolve(fillet([*profile, (0, h - 0.0032)], 0.0006, 2), 48)
    tag = patch([(r + 0.0002, 0.0065), (r + 0.0002, h - 0.0065)], -180, 180, 56).with_slot(1)
    art = labels.label("band", title, "net weight 400 g", maker, (0.14, 0.12, 0.12), ground, accent, (300, 360))
    doubled = _repeated(art, 2)
    coats = [materials.polished_steel(0.16), materials.printed(doubled, 0.4, 0.2)]
    return to_object(join([body, tag]).grounded(), "tin", coats, f"tin-{style}", 40)


def _repeated(image: str, times: int) -> str:
    """The image beside itself, shifted so that one copy's middle is in the middle."""
    name = f"{image}.x{times}"[:60]
    if name in bpy.data.images:
        return name
    source = bpy.data.images[image]
    pixels = np.empty(source.size[0] * source.size[1] * 4, np.float32)
    source.pixels.foreach_get(pixels)
    one = pixels.reshape(source.size[1], source.size[0], 4)[::-1, :, :3]
    row = np.roll(np.tile(one, (1, times, 1)), source.size[0] // 2, axis=1)
    return labels.save(row, name)


@maker("box")
def pasta_packet(style: str = "fusilli", height: float = 0.24, seed: int = 0) -> bpy.types.Object:
    """A pillow bag with a crimped top, standing: `style` "fusilli", "rice" or "coffee"."""
    title, below, maker, ground, accent = {
        "fusilli": ("Fusilli", "bronze drawn, 500 g", "Granolieto", (0.10, 0.26, 0.42), (0.93, 0.72, 0.30)),
        "rice": ("Carnaroli", "risotto rice, 1 kg", "Bellorvo", (0.93, 0.91, 0.84), (0.55, 0.20, 0.16)),
        "coffee": ("Tassevine", "whole bean, dark roast", "250 g", (0.16, 0.12, 0.10), (0.80, 0.58, 0.34)),
    }[style]
    rng = np.random.default_rng(seed)
    w, d, columns = 0.125, 0.062, 48
    levels = [
        (0, 0.96, 0.80),
        (0.003, 1, 0.93),
        (0.05, 1, 1.0),
        (0.3, 1, 1.04),
        (0.55, 0.985, 0.95),
        (0.72, 0.98, 0.62),
        (0.84, 1, 0.22),
        (0.88, 1, 0.05),
    ]
    levels += [(0.90, 1, 0.035), (0.96, 1, 0.035), (1.0, 1, 0.03)]
    fine = np.array(
        [
            np.interp(np.linspace(0, len(levels) - 1, 34), range(len(levels)), [row[k] for row in levels])
            for k in range(3)
        ]
    ).T
    turn = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    rings = []
    for z, wide, deep in fine:
        power = 2.0 + 3.0 * (1 - min(1.0, z / 0.7))
        c, s = np.cos(turn - np.pi / 2), np.sin(turn - np.pi / 2)
        x, y = (
            np.sign(c) * np.abs(c) ** (2 / power) * w / 2 * wide,
            np.sign(s) * np.abs(s) ** (2 / power) * d / 2 * deep,
        )
        crease = 0.0016 * deep * np.sin(9 * z + 3 * x / w + rng.uniform(0, 0.2)) * np.sin(40 * x + 14 * z)
        rings.append(np.column_stack([x, y + crease * np.sign(s), np.full(columns, z * height)]))
    body = grid(np.stack(rings), close_rows=True, cap=True)
    wave = 0.0022 * np.clip((body.vertices[:, 2] / height - 0.8) / 0.2, 0, 1) * np.sin(body.vertices[:, 0] * 60 + seed)
    vertices = body.vertices + np.column_stack([np.zeros(len(wave)), wave, np.zeros(len(wave))])
    points = vertices[body.faces]
    uv = np.stack([points[..., 0] / w + 0.5, points[..., 2] / height], axis=2)
    dark = sum(ground) < 1.2
    art = labels.label(
        "band", title, below, maker, (0.95, 0.93, 0.88) if dark else (0.16, 0.14, 0.12), ground, accent, (360, 640)
    )
    shape = Shape(vertices, body.faces, uv, body.slot, body.tint)
    return to_object(shape.grounded(), "packet", [materials.printed(art, 0.3, 0.2)], f"packet-{style}", 60)
