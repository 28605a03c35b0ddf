"""TensorBoard: curves, and the pictures of the paper's Figures 4 and 5."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import torch
from torch import Tensor
from torch.nn import functional

from dyce.segan.data.batch import Batch
from dyce.segan.model.cells import masked_image, upsample
from dyce.segan.model.network import Network
from dyce.segan.recipe import Recipe
from dyce.segan.training.validate import Validation

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

    def validation(self, phase: str, step: int, found: Validation) -> None:
        """Curves of a validation."""
        values = {name: value for name, value in vars(found).items() if value is not None}
        self.scalars(f"{phase} validation", step, values)

    def picture(self, phase: str, step: int, shown: Tensor) -> None:
        """A picture, (3, H, W) in [0, 1]."""
        if self._writer:
            self._writer.add_image(f"{phase}/input, SV, predicted SF, true SF, painted, true", shown, step)


@torch.no_grad()
def figure(batch: Batch, network: Network, painting: bool, recipe: Recipe, side: int = 128) -> Tensor:
    """A row an object, as in Figures 4 and 5: input, SV, predicted SF, true SF, painted, true; (3, rows * side, 6 * side).

    Where nothing is painted, what there is to paint from (Eq. 1) stands in its place.
    """
    masks = network.cells(batch["image"], batch["visible"], batch["box_xyxy"])
    image, visible = batch["image_box"], batch["visible_box"]
    full = torch.maximum(upsample(masks, recipe.paint), visible)
    columns = [
        image,
        visible.expand(-1, 3, -1, -1),
        full.expand(-1, 3, -1, -1),
        upsample(batch["full_58"], recipe.paint).expand(-1, 3, -1, -1),
        (network.paint if painting else masked_image)(image, full, visible),
        batch["target_box"],
    ]
    rows = functional.interpolate(torch.cat(columns), size=(side, side), mode="bilinear", align_corners=False)
    count = len(masks)
    return (
        rows.view(6, count, 3, side, side).permute(2, 1, 3, 0, 4).reshape(3, count * side, 6 * side).clamp(0, 1).cpu()
    )
