"""A checkpoint of an untrained, tiny SeGAN: what it predicts is noise, the files and the shapes are real."""

from pathlib import Path

from segan_data import tiny


def make_checkpoint(path: Path, phase: str = "both", **changes: object) -> Path:
    """Write one; `phase` is what it says has been trained."""
    import torch

    from dyce.segan.training.checkpoint import Progress, save
    from dyce.segan.training.learner import Learner

    torch.manual_seed(0)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, Learner(tiny(**changes), torch.device("cpu")), Progress(phase, 1))
    return path
