"""Made data sets: overlapping discs in a painter's order, so that every mask is known by construction.

Disc k stands before all discs of a higher id. What is seen at a pixel is the first disc there; a disc's full mask is the disc.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from dyce.data.mask import encode_mask
from dyce.data.record import Camera, Instance, Occluder, Record, record_folder, write_record

CATEGORIES = ("mug", "bowl", "chair", "gizmo")
"""Those of the discs in turn; `gizmo` is none that dyce knows."""

SETTINGS = {"seed": 0, "isolation": "lift"}

CREDIT = {"title": "Disc", "author": "Euclid", "licence": "CC-BY 3.0", "changes": "rescaled, materials changed"}


@dataclass(frozen=True)
class MadeView:
    """What a made view shows."""

    folder: Path
    discs: dict[str, np.ndarray]
    """Full masks by instance name, nearest first, each (H, W) bool."""

    def visible(self, name: str) -> np.ndarray:
        """Where a disc is seen, (H, W) bool."""
        return self.discs[name] & ~self.before(name)

    def before(self, name: str) -> np.ndarray:
        """Where another disc is nearer than a disc, (H, W) bool."""
        names = list(self.discs)
        shape = self.discs[name].shape
        return np.any([self.discs[n] for n in names[: names.index(name)]] or [np.zeros(shape, bool)], axis=0)


def make_data(data: Path, scenes: dict[str, int], size: tuple[int, int] = (96, 128), discs: int = 12) -> list[MadeView]:
    """Write a data set with so many views of each scene; `size` is (height, width). All is seeded by the names."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "dyce.json").write_text(json.dumps({"settings": SETTINGS}))
    made = []
    for scene, count in scenes.items():
        made += [_make_view(data, scene, view, size, discs) for view in range(count)]
        instances = [
            {"id": k, "name": _name(k), "category": _category(k), "model": "made/disc"} for k in range(1, discs + 1)
        ]
        fields = {"scene": scene, "fingerprint": "0" * 64, "instances": instances, "credits": [CREDIT]}
        (data / scene / "scene.json").write_text(json.dumps(fields))
    return made


def _category(k: int) -> str:
    return CATEGORIES[k % len(CATEGORIES)]


def _name(k: int) -> str:
    return f"{_category(k)}.{k:03d}"


def box_of(mask: np.ndarray) -> list[int]:
    """`[x, y, width, height]` of a mask, without any library's help."""
    ys, xs = np.nonzero(mask)
    return [int(xs.min()), int(ys.min()), int(xs.max() - xs.min() + 1), int(ys.max() - ys.min() + 1)]


def _png(picture: np.ndarray) -> bytes:
    return cv2.imencode(".png", picture)[1].tobytes()


def _shaded(mask: np.ndarray, k: int) -> np.ndarray:
    """A picture of one disc as a lit ball over the whole frame, (H, W, 3) uint8, BGR."""
    x, y, width, height = box_of(mask)
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]]
    u, v = (columns - x - width / 2) / max(width / 2, 1), (rows - y - height / 2) / max(height / 2, 1)
    light = np.clip(1 - 0.6 * np.hypot(u + 0.4, v + 0.4), 0.15, 1)
    colour = np.random.default_rng(k).uniform(90, 255, 3)
    return (light[..., None] * colour).astype(np.uint8)


def _draw_discs(rng: np.random.Generator, size: tuple[int, int], count: int) -> dict[str, np.ndarray]:
    """Discs with at least 10 pixels in sight, nearest and smallest first."""
    rows, columns = np.mgrid[: size[0], : size[1]]
    discs: dict[str, np.ndarray] = {}
    covered = np.zeros(size, bool)
    for k in range(1, count + 1):
        radius = min(size) * rng.uniform(0.06, 0.12) * (1 + 2.5 * k / count)
        mask = np.hypot(rows - rng.uniform(0, size[0]), columns - rng.uniform(0, size[1])) < radius
        if (mask & ~covered).sum() >= 10:
            discs[_name(k)] = mask
            covered |= mask
    return discs


def _make_view(data: Path, scene: str, view: int, size: tuple[int, int], count: int) -> MadeView:
    rng = np.random.default_rng([*scene.encode(), view])
    made = MadeView(record_folder(data, scene, view), _draw_discs(rng, size, count))
    image = np.repeat(np.linspace(235, 190, size[0])[:, None, None], size[1], 1).repeat(3, 2).astype(np.uint8)
    depth = np.zeros(size, np.uint16)
    files, instances = {}, []
    for name in reversed(made.discs):
        k = int(name[-3:])
        image[made.discs[name]] = _shaded(made.discs[name], k)[made.discs[name]]
        depth[made.discs[name]] = 1000 * k
    for name, full in made.discs.items():
        k = int(name[-3:])
        hidden = [(n, int((made.visible(n) & full).sum())) for n in made.discs if int(n[-3:]) < k]
        nearer = [(n, int((made.discs[n] & full).sum())) for n in made.discs if int(n[-3:]) < k]
        x, y, width, height = box_of(full)
        hides = bool(made.before(name)[full].any())
        colour = _shaded(full, k) if hides else image
        rgba = np.dstack([colour, full.astype(np.uint8) * 255])[y : y + height, x : x + width]
        appearance = f"appearance/{k:03d}.png"
        files[appearance] = _png(rgba)
        visible = made.visible(name)
        instances.append(
            Instance(
                id=k,
                name=name,
                category=_category(k),
                model="made/disc",
                visible=encode_mask(visible),
                full=encode_mask(full),
                invisible=encode_mask(full & ~visible),
                visible_box=box_of(visible),
                full_box=box_of(full),
                visible_area=int(visible.sum()),
                full_area=int(full.sum()),
                occlusion_rate=float((full & ~visible).sum() / full.sum()),
                hidden_by=[
                    Occluder(int(n[-3:]), n, pixels) for n, pixels in sorted(hidden, key=lambda h: -h[1]) if pixels
                ],
                behind=[
                    Occluder(int(n[-3:]), n, pixels)
                    for n, pixels in sorted(nearer, key=lambda pair: (-pair[1], pair[0]))
                    if pixels
                ],
                truncated=bool(full[[0, -1]].any() or full[:, [0, -1]].any()),
                appearance=appearance,
                appearance_from="isolation" if hides else "image",
                lifted=sorted(int(n[-3:]) for n, pixels in nearer if pixels) if hides else None,
                light_shift=0.0 if hides else None,
            )
        )
    files |= {"image.png": _png(image), "depth.png": _png(depth)}
    focal = float(size[1])
    camera = Camera(
        K=[[focal, 0.0, size[1] / 2], [0.0, focal, size[0] / 2], [0.0, 0.0, 1.0]],
        world_from_camera=[
            [1.0, 0.0, 0.0, float(view)],
            [0.0, 0.0, 1.0, -3.0],
            [0.0, -1.0, 0.0, 1.6],
            [0.0, 0.0, 0.0, 1.0],
        ],
        eye_height=1.6,
        target=next(iter(made.discs)),
    )
    record = Record(
        scene=scene,
        view=view,
        width=size[1],
        height=size[0],
        camera=camera,
        image="image.png",
        depth="depth.png",
        depth_scale=0.001,
        instances=instances,
        settings=SETTINGS,
        versions={"dyce": "0"},
        device="none",
        seconds={},
        files={},
        others=[],
    )
    write_record(made.folder, record, files)
    return made
