"""What an evaluation comes to: means and how sure they are, by kind of object, as JSON and as Markdown beside the paper's."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from dyce.errors import DyceError
from dyce.segan.evaluation.evaluate import REGIONS, Evaluation
from dyce.segan.evaluation.layering import Layering
from dyce.segan.evaluation.rows import COPY, HULL, is_variant
from dyce.text import one_line

__all__ = ["markdown", "summarise", "write"]

PAPER_MASKS = (
    ("Multipath, natural and synthetic, predicted SV", 36.0, 34.8, 12.3),
    ("Multipath, natural, predicted SV", 50.3, 49.3, 9.4),
    ("Pix2Pix, predicted SV", 52.3, 49.6, 11.9),
    ("SeGAN, predicted SV", 66.2, 60.0, 18.8),
    ("SeGAN-E2E, predicted SV", 66.4, 60.1, 19.1),
    ("SeGAN, true SV", 76.4, 63.9, 27.6),
)
"""Table 1: full, visible, invisible, in per cent."""

PAPER_PAINTING = (
    ("nearest neighbour, predicted SV", 0.20, 0.12),
    ("Context-Encoder, no SV", 0.18, 0.09),
    ("Pix2Pix, predicted SV", 0.15, 0.09),
    ("SeGAN, predicted SV", 0.12, 0.07),
    ("SeGAN-E2E, predicted SV", 0.11, 0.06),
    ("SeGAN, true SV", 0.06, 0.04),
    ("SeGAN-E2E, true SV", 0.05, 0.02),
)
"""Table 2: L1, L2."""

PAPER_LAYERING = (("single image depth", 60.18), ("SeGAN", 84.04))
"""Table 4: success in per cent, mean over images."""

RATES = (0.0, 0.05, 0.2, 0.5, 1.0)
"""Edges of the bins of occlusion rates; what is not hidden at all is one of its own."""
SIZES = (0, 100, 400, 1600, 6400, np.inf)
"""Edges of the bins of sizes, pixels of SF."""
HIDDEN = (0, 10, 100, 1000, np.inf)
"""Edges of the bins of hidden parts, pixels of SI."""
DRAWS = 1000
"""Of the images, for the uncertainty."""

Row = dict[str, Any]


def write(evaluation: Evaluation, folder: Path) -> tuple[Path, Path]:
    """Write `evaluation.json` and `evaluation.md`, and say where.

    Raises:
        DyceError: the folder can't be written.
    """
    summary = summarise(evaluation)
    figures, tables = folder / "evaluation.json", folder / "evaluation.md"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        figures.write_text(json.dumps(summary, indent=1, allow_nan=False) + "\n")
        tables.write_text(markdown(summary), encoding="utf-8")
    except OSError as error:
        raise DyceError(f"{folder} can't be written ({error.strerror}); make room or choose another --out") from error
    return figures, tables


def summarise(evaluation: Evaluation) -> dict[str, Any]:
    """All figures, ready for JSON: IoUs and shares in [0, 1], None where there is nothing to measure."""
    facts = evaluation.facts
    hidden = facts.hidden > 0
    beyond = facts.beyond[hidden] / facts.hidden[hidden]
    found = {
        "annotations": evaluation.annotations,
        "images": len(evaluation.images),
        "objects": len(facts.full),
        "objects_with_hidden_part": int(hidden.sum()),
        "left_out": dict(evaluation.left_out),
        "geometry": asdict(evaluation.geometry),
        "model": evaluation.model and {"name": evaluation.model.name, **evaluation.model.about},
        "hidden_beyond_box": {
            "pixels": _ratio(facts.beyond.sum(), facts.hidden.sum()),
            "objects_more_than_a_tenth": _mean(beyond > 0.1),
        },
        "rows": {name: _row(evaluation, name) for name in evaluation.judgements},
        "layering": {way: _layering(parts) for way, parts in evaluation.layering.items()},
        "by": {
            "occlusion rate": _groups(evaluation, _bins(facts.rate, RATES, "{:.0%}")),
            "pixels of SF": _groups(evaluation, _bins(facts.full, SIZES, "{:.0f}")),
            "pixels of SI": _groups(evaluation, _bins(facts.hidden, HIDDEN, "{:.0f}")),
            "scene": _groups(evaluation, {name: facts.scene == name for name in np.unique(facts.scene)}),
            "category": _groups(evaluation, {name: facts.category == name for name in _most(facts.category)}),
        },
    }
    if evaluation.model is not None:
        rows = evaluation.model.rows
        for name, key in ((rows.used, "invisible_over_hull"), (rows.alone, "invisible_over_hull_alone")):
            if name in evaluation.judgements:
                found[key] = _over_hull(evaluation, name)
    return found


def _row(evaluation: Evaluation, name: str) -> Row:
    judgement, facts = evaluation.judgements[name], evaluation.facts
    hidden = facts.hidden > 0
    found: Row = {"strict": {}, "segan": {}, "colour": {}}
    for region in REGIONS:
        overlap = judgement.strict[region]
        among = hidden if region == "invisible" else np.ones(len(hidden), bool)
        found["strict"][region] = {
            "mean": _mean(overlap.iou[among]),
            "margin": _margin(overlap.iou, among, facts.image),
            "pooled": _ratio(overlap.shared.sum(), overlap.either.sum()),
        }
        found["segan"][region] = _mean(judgement.segan[region])
    found["strict"]["full"]["mean_where_hidden"] = _mean(judgement.strict["full"].iou[hidden])
    found["strict"]["invented"] = _mean(judgement.strict["invisible"].either[~hidden] / facts.visible[~hidden])
    found["segan"]["invisible_where_hidden"] = _mean(judgement.segan["invisible"][hidden])
    for where, values in judgement.colour.items():
        known = values[~np.isnan(values[:, 0])]
        found["colour"][where] = {"objects": len(known), "l1": _mean(known[:, 0]), "l2": _mean(known[:, 1])}
    return found


def _layering(parts: list[Layering]) -> Row:
    counted = {each.name: np.array([getattr(part, each.name) for part in parts]) for each in fields(Layering)}
    pairs, correct = counted["pairs"], counted["correct"]
    ruled, ruled_correct = counted["ruled_pairs"], counted["ruled_correct"]
    said = correct + counted["wrong"] + counted["invented"]
    return {
        "images": int((pairs > 0).sum()),
        "pairs": int(pairs.sum()),
        "success": _mean(correct[pairs > 0] / pairs[pairs > 0]),
        "success_pooled": _ratio(correct.sum(), pairs.sum()),
        "wrong_way_pooled": _ratio(counted["wrong"].sum(), pairs.sum()),
        "precision_pooled": _ratio(correct.sum(), said.sum()),
        "ruled_pairs": int(ruled.sum()),
        "ruled_success": _mean(ruled_correct[ruled > 0] / ruled[ruled > 0]),
    }


def _groups(evaluation: Evaluation, groups: dict[str, np.ndarray]) -> dict[str, Row]:
    """Mean IoUs of every row within groups of objects, (N,) bool each."""
    hidden = evaluation.facts.hidden > 0
    return {
        str(group): {
            "objects": int(among.sum()),
            "objects_with_hidden_part": int((among & hidden).sum()),
            "rows": {
                name: {
                    "full": _mean(judgement.strict["full"].iou[among]),
                    "invisible": _mean(judgement.strict["invisible"].iou[among & hidden]),
                }
                for name, judgement in evaluation.judgements.items()
            },
        }
        for group, among in groups.items()
        if among.any()
    }


def _bins(values: np.ndarray, edges: Sequence[float], style: str) -> dict[str, np.ndarray]:
    """Values from each edge (not included) to the next (included); 0 by itself where it occurs."""
    found = {"0": values == 0} if (values == 0).any() else {}
    for low, high in zip(edges, edges[1:]):
        name = f"{style.format(low)} to {style.format(high)}" if np.isfinite(high) else f"above {style.format(low)}"
        found[name] = (values > low) & (values <= high)
    return found


def _most(names: np.ndarray) -> list[str]:
    """The names, those that occur most first."""
    unique, counts = np.unique(names, return_counts=True)
    return [str(unique[k]) for k in np.lexsort((unique, -counts))]


def _over_hull(evaluation: Evaluation, row: str) -> Row:
    """How many times the hull's invisible IoU a row's is, and the middle 95 % of it where the images are drawn anew."""
    hidden, image = evaluation.facts.hidden > 0, evaluation.facts.image
    model, hull = (_drawn(evaluation.judgements[name].strict["invisible"].iou, hidden, image) for name in (row, HULL))
    ratio = np.divide(model, hull, out=np.full(len(hull), np.nan), where=hull > 0)
    low, high = np.nanpercentile(ratio, [2.5, 97.5]) if np.isfinite(ratio).any() else (np.nan, np.nan)
    means = [np.mean(evaluation.judgements[name].strict["invisible"].iou[hidden]) for name in (row, HULL)]
    return {"times": _ratio(*means), "low": _number(low), "high": _number(high)}


def _drawn(values: np.ndarray, among: np.ndarray, image: np.ndarray) -> np.ndarray:
    """Means of values over objects, images drawn anew with replacement, (DRAWS,) float64; the draws are the same each time."""
    count = int(image.max()) + 1
    sums = np.bincount(image[among], np.nan_to_num(values[among]), count)
    objects = np.bincount(image[among], minlength=count)
    draws = np.random.default_rng(0).multinomial(count, np.full(count, 1 / count), DRAWS)
    total = draws @ objects
    return np.divide(draws @ sums, total, out=np.full(DRAWS, np.nan), where=total > 0)


def _margin(values: np.ndarray, among: np.ndarray, image: np.ndarray) -> float | None:
    """Half the width of the interval that holds the mean in 95 % of draws."""
    drawn = _drawn(values, among, image)
    return _number(1.96 * np.nanstd(drawn)) if among.any() else None


def _mean(values: np.ndarray) -> float | None:
    return _number(np.mean(values)) if len(values) else None


def _ratio(part: float, whole: float) -> float | None:
    return _number(part / whole) if whole > 0 else None


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def markdown(summary: dict[str, Any]) -> str:
    """The figures as Markdown, ours beside the paper's."""
    parts = [
        _heading(summary),
        _masks_strict(summary),
        _masks_segan(summary),
        _painting(summary),
        _layering_table(summary),
        *(_by(summary, what) for what in summary["by"]),
    ]
    return "\n\n".join(parts) + "\n"


def _heading(summary: dict[str, Any]) -> str:
    geometry, beyond, model = summary["geometry"], summary["hidden_beyond_box"], summary["model"]
    cells, pixels, expand = geometry["mask"], geometry["paint"], geometry["expand"]
    lines = [
        "# Evaluation",
        "",
        f"{summary['annotations']}: {summary['objects']} objects in {summary['images']} images; "
        f"{summary['objects_with_hidden_part']} objects have a hidden part.",
        f"Model: {model['name'] if model else 'none, so baselines and ceiling alone'}. "
        f"A mask of {cells} x {cells} cells and a picture of {pixels} x {pixels} pixels "
        f"in the visible box, expanded by {expand:.0%} of its {geometry['expand_by']} on each side.",
        f"Outside of that box are {_percent(beyond['pixels'])} % of all hidden pixels, "
        f"and more than a tenth of the hidden part of {_percent(beyond['objects_more_than_a_tenth'])} % "
        "of the objects that have one.",
    ]
    for key, whose in (
        ("invisible_over_hull", "The model's"),
        ("invisible_over_hull_alone", "Where it is given SV alone, its"),
    ):
        if over := summary.get(key):
            lines.append(
                f"{whose} invisible IoU is {_plain(over['times'], 2)} times the convex hull's ({_plain(over['low'], 2)} to "
                f"{_plain(over['high'], 2)} in 95 % of {DRAWS} draws of the images)."
            )
    lines += [f"Left out: {count} {reason}." for reason, count in summary["left_out"].items()]
    return "\n".join(line and one_line(line) for line in lines)


def _masks_strict(summary: dict[str, Any]) -> str:
    rows = []
    for name, row in summary["rows"].items():
        full, visible, invisible = (row["strict"][region] for region in REGIONS)
        shares = (full["mean_where_hidden"], visible["mean"])
        pooled = (full["pooled"], invisible["pooled"], row["strict"]["invented"])
        rows.append([name, _with_margin(full), *map(_percent, shares), _with_margin(invisible), *map(_percent, pooled)])
    return _section(
        "Masks, strict",
        "True IoU in the full frame, %: means over objects (invisible: over those that have a hidden part), "
        "± 95 % where the images are drawn anew. Pooled: the pixels of all objects together. "
        "Visible: how much of the given mask is kept. "
        "Invented: hidden pixels said of objects that have none, in % of SV.",
        "|full|full, where hidden|visible|invisible|full, pooled|invisible, pooled|invented",
        rows,
    )


def _masks_segan(summary: dict[str, Any]) -> str:
    rows = []
    for name, row in summary["rows"].items():
        figures = [row["segan"][region] for region in (*REGIONS, "invisible_where_hidden")]
        rows.append([name, *map(_percent, figures)])
    rows += [[f"*paper: {name}*", *(f"{value:.1f}" for value in values), ""] for name, *values in PAPER_MASKS]
    return _section(
        "Masks, as the paper's code measures (Table 1)",
        f"In the expanded box at {summary['geometry']['mask']} x {summary['geometry']['mask']} cells, %. "
        "Visible compares the whole prediction with SV. "
        "Invisible is the share of SI that is predicted, a recall, in which an object without a hidden part counts as 0, "
        "as in the released code (last column: without those). "
        "The paper's rows are of other scenes and of a network that began with ImageNet's weights; "
        "those with predicted SV began with an instance segmenter's masks, as no row of ours does.",
        "|visible ∪ invisible|visible|invisible|invisible, where hidden",
        rows,
    )


def _painting(summary: dict[str, Any]) -> str:
    rows = []
    for name, row in summary["rows"].items():
        errors = [row["colour"][where][norm] for where in ("full", "invisible", "segan") for norm in ("l1", "l2")]
        rows.append([name, *(_plain(value, 3) for value in errors)])
    rows += [[f"*paper: {name}*", "", "", "", "", f"{l1:.2f}", f"{l2:.2f}"] for name, l1, l2 in PAPER_PAINTING]
    return _section(
        "Painting (Table 2)",
        "Mean absolute (L1) and mean squared (L2) error of colours in [0, 1]: in the frame over the true SF and over the "
        "true SI, where a pixel that is not painted counts as black; and over the whole box with its black "
        "background, as the paper's code has it. "
        "That code hands the painter the true full mask when it tests; here it paints into the predicted one.",
        "|L1, SF|L2, SF|L1, SI|L2, SI|L1, box|L2, box",
        rows,
    )


def _layering_table(summary: dict[str, Any]) -> str:
    figures = ("success", "success_pooled", "wrong_way_pooled", "precision_pooled", "ruled_success")
    rows = [[way, *(_percent(row[figure]) for figure in figures)] for way, row in summary["layering"].items()]
    rows += [[f"*paper: {name}*", f"{value:.1f}", "", "", "", ""] for name, value in PAPER_LAYERING]
    some = next(iter(summary["layering"].values()))
    return _section(
        "Depth layering (Table 4)",
        f"{some['pairs']} pairs of objects of which one hides the other, in {some['images']} images; "
        f"the 5 % rule finds {some['ruled_pairs']} of them from true masks. "
        "q occludes p where IoU(SV of q, SI of p) > 5 % or, in the second row of each, where they overlap at all. "
        "In %: success, the pairs put in order, mean over images and over all pairs; wrong way, of all pairs; "
        "precision, of all that is said, which includes pairs that hide nothing of each other; "
        "success among the 5 % pairs, mean over images. "
        "True depth: mean within SV, asked of true pairs only, which is the paper's baseline if its depth were perfect. "
        "The paper does not say which pairs it counts: 4M in 2,000 images are more than its objects can form.",
        "|success|success, pooled|wrong way|precision|success, 5 % pairs",
        rows,
    )


def _by(summary: dict[str, Any], what: str) -> str:
    names = [name for name in summary["rows"] if not is_variant(name)]
    shown = [("full", name) for name in names] + [("invisible", name) for name in names if name != COPY]
    rows = []
    for group, found in summary["by"][what].items():
        figures = [_percent(found["rows"][name][region]) for region, name in shown]
        rows.append([group, str(found["objects"]), str(found["objects_with_hidden_part"]), *figures])
    columns = [what, "objects", "with a hidden part", *(f"{region}: {name}" for region, name in shown)]
    return _section(f"By {what}", "Strict IoU, mean over objects, %.", "|".join(columns), rows)


def _section(title: str, note: str, columns: str, rows: list[list[str]]) -> str:
    """A heading, a paragraph and a table; `columns` are its titles with | between them."""
    count = columns.count("|") + 1
    lines = ["| " + " | ".join(one_line(cell).replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join([f"## {title}", "", note, "", f"| {columns.replace('|', ' | ')} |", "|---" * count + "|", *lines])


def _with_margin(found: Row) -> str:
    return _percent(found["mean"]) + (f" ± {_percent(found['margin'])}" if found["margin"] is not None else "")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def _plain(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
