"""One of several processes that train together, started by test_segan_train.py: data folder, output folder."""

import sys
from pathlib import Path

import torch
from segan_data import tiny

torch.set_num_threads(1)


class _OneObject(torch.nn.GroupNorm):
    """Looks at one object: a batch's halves have other statistics than the batch, and only CUDA's processes share them."""

    def __init__(self, channels: int) -> None:
        super().__init__(1, channels)


torch.nn.BatchNorm2d = _OneObject  # type: ignore[misc,assignment]

from dyce.segan.training.train import Options, train  # noqa: E402

RECIPE = tiny(dropout=0.0, optimiser="sgd", rate=0.05, epochs_segmentor=1, epochs_both=0.5)

if __name__ == "__main__":
    data, out = map(Path, sys.argv[1:])
    train(Options(data, out, phases=("segmentor", "both"), device="cpu", precision="fp32", workers=0), RECIPE)
