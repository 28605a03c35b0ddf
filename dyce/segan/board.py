"""TensorBoard: curves, and the pictures of the paper's Figures 4 and 5."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from dyce.segan.dataset import Batch
from dyce.segan.learner import upsample
from dyce.segan.losses import masked_image
from dyce.segan.recipe import Recipe
from dyce.segan.validate import Scores

__all__ = ["Board", "figure"]


class Board:
    """Writes to a folder; nowhere if there is none, or without TensorBoard."""

    def __init__(self, folder: Path | None, report: Callable[[str], None]) -> None:
        self._writer: Any = None
        if folder is None:
            return
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError:
            report("no curves: TensorBoard is not here; `pip install tensorboard`")
            return
        self._writer = SummaryWriter(str(folder), flush_secs=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer:
            self._writer.close()

    def scalars(self, phase: str, step: int, means: dict[str, float]) -> None:
        """Curves of a report's means."""
        for name, value in means.items() if self._writer else ():
            self._writer.add_scalar(f"{phase}/{name}", value, step)

    def scores(self, phase: str, step: int, scores: Scores) -> None:
        """Curves of a validation."""
        found = {name: value for name, value in vars(scores).items() if value is not None}
        self.scalars(f"{phase} validation", step, found)

    def picture(self, phase: str, step: int, shown: Tensor) -> None:
        """A picture, (3, H, W) in [0, 1]."""
        if self._writer:
            self._writer.add_image(f"{phase}/input, SV, predicted SF, true SF, painted, true", shown, step)


@torch.no_grad()
def figure(batch: Batch, segmentor: nn.Module, generator: nn.Module | None, recipe: Recipe, side: int = 128) -> Tensor:
    """A row an object, as in Figures 4 and 5: input, SV, predicted SF, true SF, painted, true; (3, rows * side, 6 * side)."""
    masks = segmentor(batch["image"], batch["visible"], batch["box"]).float().sigmoid()
    visible = batch["visible_box"]
    full = torch.maximum(upsample(masks, recipe.paint), visible)
    masked = masked_image(batch["image_box"], full, visible)
    painted = masked if generator is None else generator(masked).float()
    columns = [
        batch["image_box"],
        visible.expand(-1, 3, -1, -1),
        full.expand(-1, 3, -1, -1),
        upsample(batch["full_58"], recipe.paint).expand(-1, 3, -1, -1),
        painted,
        batch["target_box"],
    ]
    rows = functional.interpolate(torch.cat(columns), size=(side, side), mode="bilinear", align_corners=False)
    count = len(masks)
    return (
        rows.view(6, count, 3, side, side).permute(2, 1, 3, 0, 4).reshape(3, count * side, 6 * side).clamp(0, 1).cpu()
    )
