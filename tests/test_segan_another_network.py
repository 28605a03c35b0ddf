"""Another network than SeGAN, as small as one can be: made known by name, it is trained, judged and used like any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

torch = pytest.importorskip("torch", exc_type=ImportError)

from made_data import make_data  # noqa: E402

from dyce.cli import main  # noqa: E402
from dyce.errors import DyceError, UsageError  # noqa: E402
from dyce.export.annotations import export_annotations  # noqa: E402
from dyce.segan.data.batch import Batch  # noqa: E402
from dyce.segan.data.boxes import roi_align  # noqa: E402
from dyce.segan.model.harness import Harness, recipe_optimiser  # noqa: E402
from dyce.segan.model.network import Network  # noqa: E402
from dyce.segan.networks import registry as networks  # noqa: E402
from dyce.segan.recipe import Phase, Recipe, setting  # noqa: E402
from dyce.segan.recipes import registry as recipes  # noqa: E402
from dyce.segan.training.checkpoint import load_trained, read_checkpoint  # noqa: E402
from dyce.segan.training.train import Options, train  # noqa: E402


@dataclass(frozen=True)
class PatchRecipe(Recipe):
    """Of a network that looks at nothing but a pixel and those around it."""

    network: ClassVar[str] = "patch"
    title: ClassVar[str] = "Patches"

    channels: int = setting(8, "in between", before="mask")
    epochs: float = setting(2.0, "passes over the objects", before="optimiser")

    @property
    def phases(self) -> tuple[Phase, ...]:
        return (Phase("masks", self.epochs, ("layers",)),)


PATCH = PatchRecipe(
    name="patch", size=32, mask=8, paint=32, window=2.5, expand=(0.3, 0.6), expand_by="longer", expand_test=0.45,
    hull=True, batch=4, optimiser="adamw", rate=1e-2, average=0.9,
)  # fmt: skip


class Patches(Network):
    used: ClassVar[tuple[str, ...]] = ("layers",)
    scheduled: ClassVar[tuple[str, ...]] = ("layers",)

    def __init__(self, recipe: PatchRecipe) -> None:
        self.recipe = recipe
        first = torch.nn.Conv2d(3 + recipe.masks, recipe.channels, 5, padding=2)
        layers = torch.nn.Sequential(first, torch.nn.ReLU(), torch.nn.Conv2d(recipe.channels, 1, 1))
        self.parts: dict[str, torch.nn.Module] = {"layers": layers}

    def optimisers(self) -> dict[str, torch.optim.Optimizer]:
        return {"layers": recipe_optimiser(self.parts["layers"], self.recipe)}

    def step(self, phase: str, batch: Batch, harness: Harness) -> dict[str, torch.Tensor]:
        logits = self._logits(harness.run["layers"], batch["image"], batch["visible"], batch["box_xyxy"])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, batch["full_58"])
        harness.update(("layers",), loss)
        return {"masks": loss.detach()}

    def cells(self, image: torch.Tensor, visible: torch.Tensor, box_xyxy: torch.Tensor) -> torch.Tensor:
        return self._logits(self.parts["layers"], image, visible, box_xyxy).sigmoid()

    def _logits(self, layers: torch.nn.Module, *given: torch.Tensor) -> torch.Tensor:
        return roi_align(layers(torch.cat(given[:2], 1)).float(), given[2], self.recipe.mask)


@pytest.fixture(scope="module")
def known() -> Iterator[None]:
    """Registered, for these tests alone."""
    torch.set_num_threads(1)
    recipes.register(PATCH)
    networks.register("patch")(Patches)
    yield
    del recipes._presets["patch"], networks._networks["patch"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("another") / "data"
    make_data(folder, {"kitchen3": 3, "kitchen4": 1, "kitchen5": 1}, size=(48, 64))
    export_annotations(folder)
    return folder


@pytest.fixture(scope="module")
def checkpoint(known: None, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("another") / "out"
    said: list[str] = []
    train(Options(data, out, device="cpu", precision="fp32", workers=0), PATCH, said.append)
    assert said[-1].startswith("trained; the best is") and any(line.startswith("masks: validation") for line in said)
    return out / "best.pt"


def test_it_learns_and_goes_on_as_if_never_stopped(checkpoint: Path, data: Path, tmp_path: Path) -> None:
    while True:
        try:
            train(
                Options(data, tmp_path, device="cpu", precision="fp32", workers=0, stop_after=4),
                PATCH,
                lambda line: None,
            )
            break
        except KeyboardInterrupt:
            pass
    once, again = (read_checkpoint(folder / "last.pt") for folder in (checkpoint.parent, tmp_path))
    for key, value in once["networks"]["layers"].items():
        assert torch.equal(value, again["networks"]["layers"][key])
    torch.manual_seed(PATCH.seed)
    begun = Patches(PATCH).parts["layers"].state_dict()
    assert any(not torch.equal(value, begun[key]) for key, value in once["networks"]["layers"].items())


def test_its_checkpoint_says_what_it_is(checkpoint: Path) -> None:
    trained = load_trained(checkpoint)
    assert isinstance(trained.network, Patches) and trained.recipe == PATCH and not trained.paints
    assert PATCH.lines()[0].split() == ["network", "patch", "what", "is", "trained"]
    assert recipes.recipe_names() == ["paper", "modern", "small", "patch"]


def test_it_is_judged_under_its_own_name(checkpoint: Path, data: Path) -> None:
    said = CliRunner().invoke(main, ["evaluate", str(data), "--checkpoint", str(checkpoint), "--device", "cpu"])
    assert said.exit_code == 0, said.output
    assert "| Patches | " in said.output and "| Patches, raw | " in said.output and "| SeGAN | " not in said.output


def test_it_completes_a_photograph(checkpoint: Path, tmp_path: Path) -> None:
    mask = np.zeros((24, 36), np.uint8)
    mask[8:16, 10:20] = 255
    Image.fromarray(np.full((24, 36, 3), 90, np.uint8)).save(tmp_path / "room.png")
    Image.fromarray(mask).save(tmp_path / "mask.png")
    paths = [str(tmp_path / name) for name in ("room.png", "mask.png")]
    said = CliRunner().invoke(main, ["complete", *paths, "--checkpoint", str(checkpoint), "--out", str(tmp_path)])
    assert said.exit_code == 0 and "has not been trained" in said.output
    assert (np.asarray(Image.open(tmp_path / "room-full.png"))[mask > 0] == 255).all()


def test_weights_that_it_does_not_take_are_refused(known: None, data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="takes no initial weights"):
        train(Options(data, tmp_path, device="cpu", workers=0, weights=tmp_path / "w.pth"), PATCH, lambda line: None)
    with pytest.raises(UsageError, match="phases are masks, not painter"):
        train(Options(data, tmp_path, device="cpu", phases=("painter",)), PATCH, lambda line: None)


def test_networks_that_are_not_here_and_names_that_are_taken_are_told(known: None) -> None:
    with pytest.raises(DyceError, match="the network 'elsewhere'"):
        recipes.recipe_from_json('{"network": "elsewhere"}')
    with pytest.raises(ValueError, match="two presets are called patch"):
        recipes.register(PATCH)
    with pytest.raises(ValueError, match="two networks are called patch"):
        networks.register("patch")(Patches)
