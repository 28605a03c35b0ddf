"""Jars of what keeps."""

import bpy
import numpy as np

from dyce.models import materials
from dyce.models.catalogue import maker
from dyce.models.food.bottles import filled, wrapped
from dyce.models.geometry.curves import fillet, resample
from dyce.models.geometry.revolve import disc, revolve, vessel
from dyce.models.geometry.shape import Shape, grid, join, to_object
from dyce.models.geometry.sweep import ellipse, sweep, tube
from dyce.models.materials import labels

__all__ = ["jam_jar", "spice_jar", "storage_jar"]

FILLINGS = ("spaghetti", "penne", "flour", "sugar", "coffee", "rice", "lentils", "oats", "empty")


@maker("jar")
def storage_jar(
    filling: str = "penne",
    lid: str = "wood",
    diameter: float = 0.10,
    height: float = 0.17,
    fill: float = 0.8,
    seed: int = 0,
) -> bpy.types.Object:
    """A glass jar: `filling` one of FILLINGS, `lid` "wood", "cork", "metal" or "none"."""
    r, h, wall = diameter / 2, height - 0.022, 0.0028
    outer = fillet([(0.90 * r, 0), (r, 0.005), (r, 0.96 * h), (0.985 * r, h)], [0, 0.005, 0.006, 0], 5)
    outer = np.vstack([outer[:-1], resample(outer[-2:], 3)[1:]])
    parts = [revolve(vessel(outer, wall, 0.006, 0.0012, 0.005), 48)]
    inside, level = r - wall, 0.006 + fill * (h - 0.02)
    content, material = _filling(filling, inside, level, h, seed)
    parts += [part.with_slot(1) for part in content]
    if lid != "none":
        parts.append(disc(inside - 0.0004, h - 0.010, h + 0.0015, 0.001).with_slot(3 if lid == "wood" else 2))
        parts.append(disc(r + 0.001, h + 0.001, h + 0.018, 0.003).with_slot(2))
    lids = {"wood": materials.wood("beech", "X"), "cork": materials.cork(), "metal": materials.brushed_steel("R")}
    coats = [materials.clear_glass(), material, lids.get(lid, lids["wood"]), materials.rubber((0.75, 0.74, 0.7))]
    return to_object(join(parts).grounded(), "storage_jar", coats, f"storage-jar-{filling}-{lid}", 45)


def _filling(
    filling: str, radius: float, level: float, height: float, seed: int
) -> tuple[list[Shape], bpy.types.Material]:
    rng = np.random.default_rng(seed)
    if filling == "empty":
        return [], materials.paper()
    if filling == "spaghetti":
        return _spaghetti(radius - 0.0005, min(0.95 * height, level * 1.15), rng), materials.tinted(0.5, 500, 0.0002)
    if filling == "penne":
        return _penne(radius - 0.0004, level, rng), materials.tinted(0.55, 400, 0.0003)
    gap = 0.0006
    rows = [(0, 0.0065), (radius - 0.006, 0.0065), (radius - gap, 0.012), (radius - gap, level)]
    rows += [(0.7 * radius, level + 0.003), (0.3 * radius, level + 0.002), (0, level + 0.0035)]
    heap = revolve(np.vstack([rows[:3], resample(rows[2:4], 8)[1:], rows[4:]]), 40)
    bumps = heap.vertices.copy()
    bumps[:, 2] += (bumps[:, 2] > level - 1e-6) * rng.normal(0, 0.0006, len(bumps))
    heap = heap.with_vertices(bumps)
    coats = {
        "flour": lambda: materials.paper((0.80, 0.77, 0.70)),
        "sugar": lambda: materials.grains((0.80, 0.79, 0.76), 0.0012, 0.08),
        "coffee": lambda: materials.grains((0.055, 0.022, 0.009), 0.0095, 0.4),
        "rice": lambda: materials.grains((0.70, 0.64, 0.50), 0.0042, 0.15),
        "lentils": lambda: materials.grains((0.52, 0.14, 0.035), 0.0048, 0.25),
        "oats": lambda: materials.grains((0.62, 0.50, 0.33), 0.0075, 0.2),
    }
    return [heap], coats[filling]()


def _spaghetti(radius: float, height: float, rng: np.random.Generator) -> list[Shape]:
    """A sheaf of upright strands: a ring of real ones round a solid core."""
    colour = np.array([0.86, 0.62, 0.25])
    strands = [
        revolve([(0, 0.007), (radius - 0.004, 0.007), (radius - 0.004, height - 0.004), (0, height - 0.004)], 24)
    ]
    strands = [strands[0].with_tint(colour * 0.6)]
    for ring, count in ((radius - 0.0012, 110), (radius - 0.0030, 70), (0.6 * radius, 40), (0.3 * radius, 16)):
        for turn in np.linspace(0, 2 * np.pi, count, endpoint=False) + rng.uniform(0, 6):
            lean = rng.normal(0, 0.02)
            low = np.array([ring * np.cos(turn), ring * np.sin(turn), 0.0072])
            high = np.array([ring * np.cos(turn + lean), ring * np.sin(turn + lean), height - rng.uniform(0, 0.007)])
            if ring < 0.7 * radius:
                low[2] = height - 0.012
            strands.append(_rod(low, high, 0.0010).with_tint(colour * rng.uniform(0.9, 1.1)))
    return strands


def _rod(low: np.ndarray, high: np.ndarray, radius: float, sides: int = 5) -> Shape:
    return sweep(np.stack([low, high]), ellipse(2, 2, sides), radius, (1, 0, 0))


def _penne(radius: float, level: float, rng: np.random.Generator) -> list[Shape]:
    """Quills that lie against the glass and on top, round a solid core."""
    colour = np.array([0.88, 0.64, 0.28])
    pieces = [
        revolve(
            [(0, 0.007), (radius - 0.009, 0.007), (radius - 0.009, level - 0.009), (0, level - 0.009)], 24
        ).with_tint(colour * 0.35)
    ]
    length, thick = 0.036, 0.0042
    for z in np.arange(0.007 + thick, level - thick, 0.0078):
        turn, end = rng.uniform(0, 6.28), 0.0
        while end < 2 * np.pi - 0.35:
            slant = rng.normal(0, 0.45)
            span = length * max(0.35, np.cos(slant)) / radius
            pieces.append(
                _quill(turn + end + span / 2, z, radius - thick - 0.0006, length, thick, slant, rng, level).with_tint(
                    colour * rng.uniform(0.86, 1.1)
                )
            )
            end += span + 0.06
    for _ in range(24):
        spot, turn = rng.normal(0, 0.4 * radius, 2).clip(-0.6 * radius, 0.6 * radius), rng.uniform(0, 6.28)
        along = np.array([np.cos(turn), np.sin(turn), rng.normal(0, 0.15)]) * length / 2
        middle = np.array([*(spot * 0.8), level - 0.006 + rng.uniform(0, 0.004)])
        ends = np.stack([middle - along, middle + along])
        reach = np.linalg.norm(ends[:, :2], axis=1, keepdims=True)
        ends[:, :2] *= np.minimum(1, (radius - thick) / reach)
        pieces.append(sweep(ends, ellipse(2, 2, 9), thick, (0, 0, 1)).with_tint(colour * rng.uniform(0.88, 1.1)))
    return pieces


def _quill(
    turn: float,
    z: float,
    radius: float,
    length: float,
    thick: float,
    slant: float,
    rng: np.random.Generator,
    level: float,
) -> Shape:
    t = np.linspace(-0.5, 0.5, 4) * length
    angle = turn + t * np.cos(slant) / radius
    height = np.clip(z + t * np.sin(slant), 0.007 + thick, level)
    inward = radius - rng.uniform(0, 0.002)
    path = np.column_stack([inward * np.cos(angle), inward * np.sin(angle), height])
    return sweep(path, ellipse(2, 2, 9), thick, (0, 0, 1))


@maker("jar")
def jam_jar(fruit: str = "strawberry", cloth: bool = True, seed: int = 0) -> bpy.types.Object:
    """A labelled jar: `fruit` "strawberry", "apricot", "honey" or "blueberry"; `cloth` ties a cap over its lid."""
    colour, art_colour, title = {
        "strawberry": ((0.30, 0.012, 0.010), (0.72, 0.12, 0.12), "Strawberry"),
        "apricot": ((0.72, 0.24, 0.02), (0.90, 0.52, 0.14), "Apricot"),
        "honey": ((0.78, 0.38, 0.03), (0.86, 0.62, 0.16), "Honey"),
        "blueberry": ((0.035, 0.010, 0.045), (0.26, 0.22, 0.50), "Blueberry"),
    }[fruit]
    r, h = 0.034, 0.092
    outer = fillet(
        [(0.90 * r, 0), (r, 0.004), (r, 0.80 * h), (0.86 * r, 0.90 * h), (0.86 * r, h)], [0, 0.004, 0.010, 0.003, 0], 5
    )
    parts = [
        revolve(vessel(outer, 0.0022, 0.005, 0.001, 0.005), 48),
        filled(outer, 0.0022, 0.005, 0.80 * h).with_slot(1),
    ]
    parts.append(
        revolve(
            fillet(
                [(0, h - 0.004), (0.90 * r, h - 0.012), (0.92 * r, h + 0.003), (0, h + 0.003)], [0, 0.0005, 0.002, 0], 3
            ),
            40,
        ).with_slot(2)
    )
    parts.append(wrapped(outer, 0.018, 0.062, 130).with_slot(3))
    if cloth:
        parts.append(_cloth_cap(0.95 * r, h + 0.0042, seed).with_slot(4))
        turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        ring = np.column_stack([1.01 * r * np.cos(turn), 1.01 * r * np.sin(turn), np.full(40, h - 0.009)])
        parts.append(tube(ring, 0.0012, 6, closed=True).with_slot(5))
    art = labels.label(
        "dots", title, "home made preserve", "Brambleth", (0.2, 0.13, 0.1), (0.96, 0.94, 0.88), art_colour, (420, 300)
    )
    coats = [
        materials.clear_glass(),
        materials.liquid(colour) if fruit == "honey" else materials.plastic(colour, 0.12, 0.3),
    ]
    coats += [materials.painted_metal((0.62, 0.55, 0.38), 0.3), materials.printed(art, 0.75)]
    coats += [materials.linen((0.66, 0.10, 0.09), (0.80, 0.78, 0.72), "check"), materials.linen((0.55, 0.42, 0.26))]
    return to_object(join(parts).grounded(), "jam_jar", coats, f"jam-jar-{fruit}", 50)


def _cloth_cap(radius: float, top: float, seed: int) -> Shape:
    """A round of cloth tied over a lid, its hem in folds; UVs in metres."""
    rng = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    phase = rng.uniform(0, 6.28, 3)
    folds = 0.5 * np.sin(13 * turn + phase[0]) + 0.35 * np.sin(19 * turn + phase[1]) + 0.2 * np.sin(7 * turn + phase[2])
    rows = [
        (0.002, top, 0),
        (0.5 * radius, top, 0),
        (0.92 * radius, top, 0),
        (radius + 0.001, top - 0.003, 0.0002),
        (radius + 0.0012, top - 0.009, 0.0004),
        (radius + 0.0010, top - 0.0125, 0.0002),
        (radius + 0.004, top - 0.019, 0.0018),
        (radius + 0.008, top - 0.027, 0.0038),
        (radius + 0.010, top - 0.033, 0.0050),
    ]
    rings = []
    for r, z, wave in rows[::-1]:
        wide = r + wave * folds
        rings.append(
            np.column_stack([wide * np.cos(turn), wide * np.sin(turn), z + 0.3 * wave * np.sin(5 * turn + phase[1])])
        )
    sheet = grid(np.stack(rings), close_rows=True, cap=False)
    lid = grid(np.stack([rings[-1], np.zeros_like(rings[-1]) + (0, 0, top)]), close_rows=True)
    cap = join([sheet, lid])
    spread = cap.vertices[:, :2] * (
        1
        + np.clip(top - cap.vertices[:, 2:], 0, 1)
        / np.maximum(np.linalg.norm(cap.vertices[:, :2], axis=1, keepdims=True), 0.01)
    )
    return Shape(cap.vertices, cap.faces, spread[cap.faces], cap.slot, cap.tint)


@maker("jar")
def spice_jar(spice: str = "paprika", height: float = 0.10) -> bpy.types.Object:
    """A small jar with a black lid: "paprika", "turmeric", "oregano", "pepper", "cinnamon" or "salt"."""
    colour, grain = {
        "paprika": ((0.42, 0.050, 0.012), 0.0008),
        "turmeric": ((0.66, 0.30, 0.02), 0.0008),
        "oregano": ((0.14, 0.15, 0.05), 0.0022),
        "pepper": ((0.035, 0.025, 0.018), 0.0042),
        "cinnamon": ((0.30, 0.12, 0.045), 0.0008),
        "salt": ((0.80, 0.80, 0.79), 0.0015),
    }[spice]
    r, h = 0.0215, height - 0.020
    outer = fillet(
        [(0.9 * r, 0), (r, 0.003), (r, 0.86 * h), (0.80 * r, 0.93 * h), (0.80 * r, h)], [0, 0.003, 0.008, 0.003, 0], 5
    )
    inside = [
        (0, 0.0045),
        (r - 0.004, 0.0045),
        (r - 0.0023, 0.008),
        (r - 0.0023, 0.76 * h),
        (0.5 * r, 0.78 * h),
        (0, 0.77 * h),
    ]
    parts = [revolve(vessel(outer, 0.0018, 0.004, 0.0008, 0.004), 40), revolve(inside, 32).with_slot(1)]
    parts.append(disc(0.90 * r, h - 0.006, h + 0.020, 0.0015).with_slot(2))
    parts.append(wrapped(outer, 0.16 * h, 0.60 * h, 150).with_slot(3))
    art = labels.label(
        "plain", spice.title(), "", "", (0.12, 0.12, 0.12), (0.95, 0.94, 0.91), (0.3, 0.3, 0.3), (320, 200)
    )
    coats = [
        materials.clear_glass(),
        materials.grains(colour, grain, 0.3),
        materials.plastic((0.02, 0.02, 0.02), 0.4),
        materials.printed(art, 0.6),
    ]
    return to_object(join(parts).grounded(), "spice_jar", coats, f"spice-jar-{spice}", 45)
