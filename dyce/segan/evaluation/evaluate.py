"""`dyce evaluate`: every object of a split completed in several ways, and each way judged.

The rows are the baselines, the network if there is one, and the ceiling of its resolution. What comes out is one table an object
and one an image; `dyce.segan.evaluation.tables` sums them up.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

import numpy as np

from dyce.errors import DyceError, UsageError
from dyce.segan.data.geometry import PAPER_GEOMETRY, Geometry
from dyce.segan.data.grid import squeeze
from dyce.segan.data.samples import annotation_file
from dyce.segan.evaluation import layering
from dyce.segan.evaluation.baselines import ceiling, convex_hull, copy_visible, hull_within
from dyce.segan.evaluation.layering import Layering
from dyce.segan.evaluation.metrics import Overlap, colour_error, segan, strict
from dyce.segan.evaluation.rows import CEILING, COPY, HULL, TRUTH, WITHIN, ModelRows
from dyce.segan.evaluation.shown import Shown, read_shown
from dyce.segan.use.completion import Completion, compose

__all__ = ["REGIONS", "Evaluation", "Facts", "Judgement", "Model", "evaluate"]

REGIONS = ("full", "visible", "invisible")
HALF = 0.5
"""Share of a cell that a mask covers from which the cell counts as the mask's, in the `segan` figures."""


@dataclass(frozen=True)
class Model:
    """A trained network, as evaluation needs it."""

    name: str
    rows: ModelRows
    geometry: Geometry
    complete: Callable[[np.ndarray, np.ndarray], dict[str, Completion]]
    """From an image and visible masks to rows: what is to be used, what the network itself says, and, if it can make use of
    others' masks, what it makes of each object without them."""
    about: dict[str, object] = field(default_factory=dict)
    """What the checkpoint says of itself."""


@dataclass(frozen=True)
class Facts:
    """What is true of the N objects, whoever completes them."""

    image: np.ndarray
    """(N,) int64: which image."""
    scene: np.ndarray
    """(N,) str."""
    category: np.ndarray
    """(N,) str."""
    visible: np.ndarray
    """(N,) int64: pixels of SV."""
    full: np.ndarray
    """(N,) int64: pixels of SF."""
    beyond: np.ndarray
    """(N,) int64: pixels of SI outside of the box that the network predicts in."""

    @property
    def hidden(self) -> np.ndarray:
        """(N,) int64: pixels of SI."""
        found: np.ndarray = self.full - self.visible
        return found

    @property
    def rate(self) -> np.ndarray:
        """(N,) float64: SI over SF."""
        found: np.ndarray = self.hidden / self.full
        return found


@dataclass(frozen=True)
class Judgement:
    """What one row got, for each of the N objects."""

    strict: dict[str, Overlap]
    """By region."""
    segan: dict[str, np.ndarray]
    """By region, (N,) float64."""
    colour: dict[str, np.ndarray]
    """`full` and `invisible` (strict, over SF and over SI), `segan` (over the box): (N, 2) float64, L1 and L2; nan where none."""


@dataclass(frozen=True)
class Evaluation:
    """All that was measured."""

    annotations: str
    images: list[str]
    """Names of the images that were judged."""
    geometry: Geometry
    """Of the model, or the paper's."""
    model: Model | None
    facts: Facts
    judgements: dict[str, Judgement]
    """By row."""
    layering: dict[str, list[Layering]]
    """By way to order objects, an entry an image."""
    left_out: Counter[str]


def evaluate(
    data: Path,
    split: str = "test",
    annotations: Path | None = None,
    model: Model | None = None,
    report: Callable[[int], object] = lambda images: None,
) -> Evaluation:
    """Complete every object of a split in every way, and judge it.

    Args:
        data: the data set's folder.
        split: which of its annotation files.
        annotations: the folder that they are in, `<data>/annotations` if None.
        model: baselines and ceiling alone if None.
        report: is told the number of images done.

    Raises:
        UsageError: there is no such file.
        DyceError: it is damaged, or nothing in it can be judged.
    """
    path = annotation_file(data, split, annotations)
    if not path.is_file():
        raise UsageError(f"no annotations at {path}; `dyce export-coco {data}` writes them")
    geometry = model.geometry if model else PAPER_GEOMETRY
    layered = (HULL, *([model.rows.used] if model else []), CEILING, TRUTH)
    left_out: Counter[str] = Counter()
    images: list[str] = []
    facts: list[Facts] = []
    judgements: dict[str, list[Judgement]] = {}
    orders: dict[str, list[Layering]] = {}
    for shown in read_shown(path, data, left_out):
        facts.append(_facts(shown, len(images), geometry))
        images.append(shown.file_name)
        target = _Target(shown, geometry)
        order = layering.true_order(shown.visible, shown.full)
        masks = {TRUTH: shown.full}
        for name, completion in _completions(shown, geometry, model).items():
            judgements.setdefault(name, []).append(target.score(completion))
            masks[name] = completion.masks
        for name in layered:
            for way, threshold in ((name, layering.THRESHOLD), (f"{name}, any overlap", 0.0)):
                if name in masks:
                    judged = layering.by_masks(order, shown.visible, masks[name], threshold)
                    orders.setdefault(way, []).append(judged)
        if shown.depth is not None:
            orders.setdefault("true depth", []).append(layering.by_depth(order, shown.visible, shown.depth))
        report(len(images))
    if not images:
        why = "; ".join(f"{count} {reason}" for reason, count in left_out.items())
        raise DyceError(f"{path} has nothing that can be judged ({why or 'no images'})")
    return Evaluation(
        annotations=str(path),
        images=images,
        geometry=geometry,
        model=model,
        facts=_join_facts(facts),
        judgements={name: _join_judgements(parts) for name, parts in judgements.items()},
        layering=orders,
        left_out=left_out,
    )


def _completions(shown: Shown, geometry: Geometry, model: Model | None) -> dict[str, Completion]:
    """What each row makes of an image's objects."""
    found = {
        COPY: copy_visible(shown.image, shown.visible),
        HULL: convex_hull(shown.image, shown.visible),
        WITHIN: hull_within(shown.image, shown.visible),
        CEILING: ceiling(shown.image, shown.visible, shown.full, shown.looks, geometry),
    }
    learned = () if model is None else model.rows.in_order
    if model is not None:
        found |= model.complete(shown.image, shown.visible)
    return {name: found[name] for name in (COPY, HULL, WITHIN, *learned, CEILING) if name in found}


def _facts(shown: Shown, image: int, geometry: Geometry) -> Facts:
    count = len(shown.visible)
    full = shown.full.sum((1, 2))
    x0, y0, x1, y1 = geometry.boxes(shown.visible).T[..., None]
    rows, columns = (np.arange(length) + 0.5 for length in shown.full.shape[1:])
    inside = ((rows >= y0) & (rows <= y1))[:, :, None] & ((columns >= x0) & (columns <= x1))[:, None, :]
    return Facts(
        image=np.full(count, image),
        scene=np.array([shown.scene] * count),
        category=np.array(shown.categories),
        visible=shown.visible.sum((1, 2)),
        full=full,
        beyond=(shown.hidden & ~inside).sum((1, 2)),
    )


class _Target:
    """The truth of an image, against which completions are scored."""

    def __init__(self, shown: Shown, geometry: Geometry) -> None:
        self._shown = shown
        self._geometry = geometry
        self._boxes = geometry.boxes(shown.visible)
        self._full = squeeze(shown.full, self._boxes, geometry.mask) >= HALF
        self._visible = squeeze(shown.visible, self._boxes, geometry.mask) >= HALF
        self._pictures = squeeze(shown.looks, self._boxes, geometry.paint)

    def score(self, completion: Completion) -> Judgement:
        shown, masks, in_box = self._shown, completion.masks, completion.in_box
        if in_box is None:
            cells = squeeze(masks, self._boxes, self._geometry.mask) >= HALF
        else:
            cells = in_box.full >= completion.threshold
        return Judgement(
            strict=strict(masks, shown.visible, shown.visible, shown.full),
            segan=segan(cells, self._visible, self._full),
            colour=self._colour(completion),
        )

    def _colour(self, completion: Completion) -> dict[str, np.ndarray]:
        shown = self._shown
        found = {where: np.full((len(shown.visible), 2), np.nan) for where in ("full", "invisible", "segan")}
        if not completion.painted:
            return found
        shape = (shown.image.shape[0], shown.image.shape[1])
        frames = np.stack([compose(painted, shape)[..., :3] for painted in completion.painted])
        if completion.in_box is not None and completion.in_box.pictures is not None:
            pictures = completion.in_box.pictures
        else:
            pictures = squeeze(frames, self._boxes, self._geometry.paint)
        everywhere = np.ones(pictures.shape[1:3], bool)
        for k in np.flatnonzero(shown.has_look):
            found["full"][k] = colour_error(frames[k], shown.looks[k], shown.full[k])
            found["invisible"][k] = colour_error(frames[k], shown.looks[k], shown.full[k] & ~shown.visible[k])
            found["segan"][k] = colour_error(pictures[k], self._pictures[k], everywhere)
        return found


def _join_facts(parts: list[Facts]) -> Facts:
    return Facts(**{each.name: np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Facts)})


def _join_judgements(parts: list[Judgement]) -> Judgement:
    return Judgement(
        strict={
            region: Overlap(
                np.concatenate([part.strict[region].shared for part in parts]),
                np.concatenate([part.strict[region].either for part in parts]),
            )
            for region in REGIONS
        },
        segan={region: np.concatenate([part.segan[region] for part in parts]) for region in REGIONS},
        colour={where: np.concatenate([part.colour[where] for part in parts]) for where in parts[0].colour},
    )
