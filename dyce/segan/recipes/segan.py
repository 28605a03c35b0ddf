"""SeGAN's recipe: the paper's numbers, and two presets that train better.

Source: Ehsani, Mottaghi, Farhadi, SeGAN: Segmenting and Generating the Invisible, CVPR 2018.
"""

from dataclasses import dataclass
from typing import ClassVar

from dyce.segan.recipe import Phase, Recipe, setting
from dyce.segan.recipes.registry import register

__all__ = ["SeganRecipe"]


@dataclass(frozen=True)
class SeganRecipe(Recipe):
    """One way to build and train SeGAN. The defaults are the paper's, where it is silent the original code's."""

    network: ClassVar[str] = "segan"
    title: ClassVar[str] = "SeGAN"

    name: str = setting("paper", "which preset this began as")

    width: int = setting(64, "channels of the trunk's first stage; 64 is ResNet-18", before="mask")
    stages: int = setting(4, "stages of the trunk; 4 is ResNet-18", before="mask")
    tail_pool: int = setting(7, "stride-1 average pool at the trunk's end; 1: none", before="mask")
    roi: int = setting(6, "cells a side that the box is pooled to", before="mask")
    roi_pool: str = setting("max", "how: max (integer cells, as the original) or align (bilinear)", before="mask")
    dropout: float = setting(0.0, "of the pooled features, in training", before="mask")
    mask: int = setting(58, "side of the predicted mask; its square is the last layer's width")
    detail: int = setting(
        0,
        "channels of a convolutional head added to the last layer, for little data; 0 as in the paper: none",
        before="hull",
    )
    hull: bool = setting(
        False, "whether the segmentor is shown the convex hull of SV, too, and begins from it; not in the paper"
    )
    paint_width: int = setting(
        64, "channels of generator and discriminator at their widest resolution", before="hidden_only"
    )

    hidden_only: bool = setting(
        False, "Eq. 3 for a visible mask that is taken over: cells learn what share of their unseen part is hidden"
    )
    weight_background: float = setting(1.0, "Eq. 3: weight of what is outside the full mask", before="batch")
    weight_visible: float = setting(5.0, "Eq. 3: of the visible part", before="batch")
    weight_invisible: float = setting(3.0, "Eq. 3: of the hidden part", before="batch")
    weight_overlap: float = setting(
        0.0, "with hidden_only: of 1 - soft IoU of the hidden part; not in the paper", before="batch"
    )
    weight_l1: float = setting(100.0, "Eq. 5: of L1 beside the adversarial loss", before="batch")
    weight_paint: float = setting(0.1, "Eq. 6: of painting beside segmentation", before="batch")

    epochs_segmentor: float = setting(20.0, "passes over the objects: segmentor alone", before="optimiser")
    epochs_painter: float = setting(20.0, "painter alone", before="optimiser")
    epochs_both: float = setting(20.0, "end to end", before="optimiser")
    optimiser: str = setting("sgd", "of the segmentor: sgd or adamw")
    rate_both: float = setting(1.0, "factor on its rate end to end", before="clip")
    rate_paint: float = setting(2e-4, "Adam's learning rate, generator and discriminator", before="clip")
    clip: float = setting(0.0, "largest norm of the segmentor's gradient; 0: any")

    @property
    def phases(self) -> tuple[Phase, ...]:
        """In the paper's order (section 5.1): each part by itself, then end to end."""
        return (
            Phase("segmentor", self.epochs_segmentor, ("segmentor",)),
            Phase("painter", self.epochs_painter, ("generator",), painting=True, judged_anew=True),
            Phase("both", self.epochs_both, ("segmentor", "generator"), self.rate_both, painting=True),
        )

    def bounds(self) -> dict[str, bool]:
        """What must hold, by how it is told."""
        return super().bounds() | {
            "width must be from 4 to 256": 4 <= self.width <= 256,
            "stages must be from 1 to 4": 1 <= self.stages <= 4,
            "tail_pool must be 1 or more": self.tail_pool >= 1,
            "roi must be from 1 to 32": 1 <= self.roi <= 32,
            "roi_pool must be max or align": self.roi_pool in ("max", "align"),
            "mask must be even with a detail head": not self.detail or self.mask % 2 == 0,
            "paint_width must be from 4 to 256": 4 <= self.paint_width <= 256,
            "dropout must be below 1": self.dropout < 1,
        }


PAPER = SeganRecipe()
"""As printed."""

MODERN = SeganRecipe(
    name="modern",
    size=256,
    window=2.5,
    expand=(0.3, 0.6),
    expand_by="longer",
    expand_test=0.45,
    hidden_only=True,
    tail_pool=1,
    roi_pool="align",
    weight_visible=0.2,
    weight_invisible=1.0,
    weight_overlap=1.0,
    batch=64,
    epochs_segmentor=30.0,
    epochs_painter=30.0,
    epochs_both=10.0,
    optimiser="adamw",
    rate=5e-4,
    weight_decay=0.05,
    schedule="cosine",
    rate_both=0.1,
    clip=5.0,
    average=0.999,
    crop=0.15,
    flip=True,
    colour=0.2,
    cover=0.5,
    others=0.8,
    threshold=None,
)
"""What trains best."""

SMALL = MODERN.but(
    name="small",
    size=128,
    width=32,
    stages=3,
    roi=4,
    dropout=0.3,
    mask=32,
    detail=48,
    hull=True,
    paint=64,
    paint_width=32,
    batch=32,
    epochs_segmentor=14.0,
    epochs_painter=10.0,
    epochs_both=3.0,
    rate=1e-3,
    weight_decay=0.1,
    crop=0.25,
    cover=0.6,
)
"""Built alike, with additions, for two CPU cores."""

register(PAPER, MODERN, SMALL)
