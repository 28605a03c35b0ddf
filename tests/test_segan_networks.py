"""SeGAN's networks and equations: the paper's sizes, and each loss against one that is written out as a loop."""

import itertools
import math
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", exc_type=ImportError)

from segan_data import tiny  # noqa: E402

from dyce.errors import DyceError, UsageError  # noqa: E402
from dyce.segan.model.cells import masked_image  # noqa: E402
from dyce.segan.networks.segan import losses  # noqa: E402
from dyce.segan.networks.segan.painter import Discriminator, Generator  # noqa: E402
from dyce.segan.networks.segan.resnet import ResNet18, load_imagenet  # noqa: E402
from dyce.segan.networks.segan.segmentor import Segmentor  # noqa: E402
from dyce.segan.recipe import changed  # noqa: E402
from dyce.segan.recipes.registry import find_recipe, recipe_from_json, recipe_names  # noqa: E402
from dyce.segan.recipes.segan import MODERN, PAPER, SeganRecipe  # noqa: E402


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)


@pytest.fixture
def uninitialised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks whose numbers do not matter are built without drawing them."""
    for name in ("kaiming_normal_", "kaiming_uniform_", "normal_", "uniform_"):
        monkeypatch.setattr(torch.nn.init, name, lambda tensor, *rest, **more: tensor)


def count(module: "torch.nn.Module") -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def test_parameters_are_as_many_as_the_paper_has(uninitialised: None) -> None:
    with torch.no_grad():
        segmentor = Segmentor(PAPER)
        assert count(ResNet18(3)) == 11_689_512 - 513_000  # torchvision's resnet18, less its last layer
        assert count(segmentor.trunk) == 11_176_512 + 64 * 7 * 7
        assert count(segmentor.head) == (512 * 6 * 6 + 1) * 3364
        assert count(segmentor) == count(segmentor.trunk) + count(segmentor.head)
        assert count(Generator(256, 64)) == 54_414_531  # pix2pix's unet_256
        assert count(Discriminator(64)) == 2_768_705  # its basic discriminator, on six channels


def test_shapes_are_the_papers() -> None:
    with torch.no_grad():
        trunk = ResNet18(4, width=8).eval()
        assert trunk(torch.rand(1, 4, 500, 500))[-1].shape[-2:] == (16, 16)
        small = Segmentor(PAPER.but(width=4)).eval()
        image, box = torch.rand(1, 3, 500, 500), torch.tensor([[100.0, 50, 300, 450]])
        assert small(image, image[:, :1], box).shape == (1, 1, 58, 58)
        assert Generator(256, 4).eval()(torch.rand(1, 3, 256, 256)).shape == (1, 3, 256, 256)
        assert Discriminator(4).eval()(torch.rand(1, 6, 256, 256)).shape == (1, 1, 30, 30)  # patches of 70 x 70
    assert (PAPER.size, PAPER.mask**2, PAPER.paint, PAPER.expand) == (500, 3364, 256, (0.1, 0.3))
    weights = (PAPER.weight_background, PAPER.weight_visible, PAPER.weight_invisible)
    assert (*weights, PAPER.weight_l1, PAPER.weight_paint) == (1, 5, 3, 100, 0.1)


@pytest.mark.parametrize("name", recipe_names())
def test_every_recipe_builds_and_survives_json(name: str, uninitialised: None) -> None:
    recipe = find_recipe(name)
    assert recipe_from_json(recipe.to_json()) == recipe
    with torch.no_grad():
        Segmentor(recipe), Generator(recipe.paint, recipe.paint_width), Discriminator(recipe.paint_width)


def test_recipes_are_changed_by_name_and_checked() -> None:
    assert changed(PAPER, ["batch=10", "window=2.5", "optimiser=adamw"]).batch == 10
    for change in ("batch", "bach=3", "name=mine", "batch=-1", "batch=many", "paint=100", "expand=[0.3, 0.1]", "mask=1.5",
                   "rate=NaN", "expand=3", "flip=7", "optimiser=3"):  # fmt: skip
        with pytest.raises(UsageError):
            changed(PAPER, [change])
    with pytest.raises(UsageError, match="no recipe 'big'; the recipes are paper, modern, small"):
        find_recipe("big")
    for text in ("", "[]", "{", '{"sise": 3}', '{"size": "big"}'):
        with pytest.raises(DyceError):
            recipe_from_json(text)


def test_generator_input_is_a_picture_and_has_no_gradient_on_the_visible() -> None:
    """Eq. 1."""
    image, full, visible = (
        torch.rand(2, 3, 9, 9),
        torch.rand(2, 1, 9, 9, requires_grad=True),
        torch.rand(2, 1, 9, 9).round(),
    )
    masked = masked_image(image, full, visible)
    assert masked.min() >= 0 and masked.max() <= 1
    (masked * torch.rand(masked.shape)).sum().backward()
    assert (full.grad[visible == 1] == 0).all() and (full.grad[visible == 0] != 0).all()
    seen = visible.expand(-1, 3, -1, -1) == 1
    assert (masked[seen] == image[seen]).all()
    hidden = masked_image(image, torch.ones_like(visible), torch.zeros_like(visible))
    assert (hidden[:, 0] == 1).all() and (hidden[:, 1:] == 0).all(), "hidden is red"
    outside = masked_image(image, torch.zeros_like(visible), torch.zeros_like(visible))
    assert (outside[:, 2] == 1).all() and (outside[:, :2] == 0).all(), "outside is blue"


def masks() -> tuple["torch.Tensor", "torch.Tensor", "torch.Tensor"]:
    """Logits, soft SF and soft SV in it, (3, 1, 5, 5); the second object has nothing hidden."""
    full = (torch.rand(3, 1, 5, 5) * 2 - 0.5).clamp(0, 1)
    visible = full * (torch.rand(3, 1, 5, 5) * 2 - 0.5).clamp(0, 1)
    visible[1] = full[1]
    return torch.randn(3, 1, 5, 5), full, visible


def bce(logit: float, truth: float) -> float:
    o = 1 / (1 + math.exp(-logit))
    return -(truth * math.log(o) + (1 - truth) * math.log(1 - o))


def test_segmentation_loss_is_equation_3() -> None:
    logits, full, visible = masks()
    expected = 0.0
    for n in range(3):
        sums, counts = [0.0] * 3, [0.0] * 3
        for i, j in itertools.product(range(5), repeat=2):
            f, v = full[n, 0, i, j].item(), visible[n, 0, i, j].item()
            for region, share in enumerate((1 - f, v, f - v)):
                sums[region] += share * bce(logits[n, 0, i, j].item(), f)
                counts[region] += share
        expected += sum(w * s / max(c, 1) for w, s, c in zip((1, 5, 3), sums, counts)) / 3
    assert losses.segmentation_loss(logits, full, visible, PAPER).item() == pytest.approx(expected, rel=1e-5)


def test_loss_for_given_masks_is_what_its_docstring_says() -> None:
    logits, full, visible = masks()
    visible[0, 0, 2, 2] = full[0, 0, 2, 2] = 1
    recipe = PAPER.but(hidden_only=True, weight_visible=0.2, weight_invisible=2.0, weight_overlap=0.7)
    expected = 0.0
    for n in range(3):
        unseen = background = hidden = whole = wholes = both = either = 0.0
        for i, j in itertools.product(range(5), repeat=2):
            f, v, logit = full[n, 0, i, j].item(), visible[n, 0, i, j].item(), logits[n, 0, i, j].item()
            o = 1 / (1 + math.exp(-logit))
            unseen += 1 - v
            background += (1 - f) * bce(logit, 0)
            hidden += (f - v) * bce(logit, 1)
            whole += bce(logit, 1) * (v > 0.99)
            wholes += v > 0.99
            both += (f - v) * o
            either += (f - v) + (1 - f) * o
        expected += (background + 2 * hidden) / max(unseen, 1) + 0.2 * whole / max(wholes, 1)
        expected += 0.7 * (1 - (both + 1) / (either + 1))
    assert losses.segmentation_loss(logits, full, visible, recipe).item() == pytest.approx(expected / 3, rel=1e-4)


def test_given_masks_have_no_halo_in_what_is_learnt() -> None:
    """At the edge of an unoccluded object the loss for given masks is least at nought, the paper's at the edge's share."""
    visible = torch.full((1, 1, 4, 4), 0.5)
    logits = torch.zeros(1, 1, 4, 4, requires_grad=True)
    losses.segmentation_loss(logits, visible, visible, PAPER).backward()
    assert logits.grad.abs().max() == 0
    losses.segmentation_loss(logits, visible, visible, MODERN).backward()
    assert (logits.grad > 0).all()


def test_adversarial_and_painting_losses_are_equations_4_to_6() -> None:
    real, fake = torch.randn(2, 1, 3, 3), torch.randn(2, 1, 3, 3)
    painted, target = torch.rand(2, 3, 4, 4), torch.rand(2, 3, 4, 4)
    judge = sum(bce(x, 1) for x in real.flatten().tolist()) / 18 + sum(bce(x, 0) for x in fake.flatten().tolist()) / 18
    assert losses.discriminator_loss(real, fake).item() == pytest.approx(judge / 2, rel=1e-5)
    fool = sum(bce(x, 1) for x in fake.flatten().tolist()) / 18
    assert losses.adversarial_loss(fake).item() == pytest.approx(fool, rel=1e-5)
    l1 = (
        sum(abs(2 * a - 2 * b) for a, b in zip(painted.flatten().tolist(), target.flatten().tolist())) / painted.numel()
    )
    painting = losses.painting_loss(fake, painted, target, PAPER)
    assert painting.item() == pytest.approx(fool + 100 * l1, rel=1e-5)
    assert losses.full_loss(real.mean(), painting, PAPER).item() == pytest.approx(
        real.mean().item() + 0.1 * painting.item()
    )


def test_a_segmentor_learns_one_batch_by_heart() -> None:
    """The paper's loss and head at a tiny width: IoU above 0.95 on the batch itself."""
    weights = {"weight_visible": 5.0, "weight_invisible": 3.0}
    plain = {"detail": 0, "hull": False, "others": 0.0, "hidden_only": False, "dropout": 0.0}
    recipe = tiny(mask=12, size=32, width=8, roi=4, **plain, **weights)
    segmentor = Segmentor(recipe)
    image = torch.rand(6, 3, 32, 32)
    visible, full = torch.zeros(6, 1, 12, 12), torch.zeros(6, 1, 12, 12)
    for n in range(6):
        full[n, :, 2 : 6 + n, 1 : 11 - n] = 1
        visible[n, :, 2 : 4 + n, 1 : 11 - n] = 1
    window = torch.nn.functional.interpolate(visible, size=32)
    box = torch.tensor([[0.0, 0, 32, 32]] * 6)
    optimiser = torch.optim.Adam(segmentor.parameters(), 3e-3)
    for _ in range(80):
        logits = segmentor(image, window, box)
        optimiser.zero_grad()
        losses.segmentation_loss(logits, full, visible, recipe).backward()
        optimiser.step()
    found, true = logits > 0, full > 0
    assert ((found & true).sum((1, 2, 3)) / (found | true).sum((1, 2, 3))).min() > 0.95


def imagenet(width: int = 64) -> dict[str, "torch.Tensor"]:
    """A state of a torchvision resnet18, random."""
    return ResNet18(3, width).state_dict() | {"fc.weight": torch.rand(1000, 512), "fc.bias": torch.rand(1000)}


def test_imagenet_weights_are_taken_and_the_mask_begins_as_red(tmp_path: Path) -> None:
    state = imagenet()
    torch.save(state, tmp_path / "resnet18.pth")
    trunk = ResNet18(4)
    load_imagenet(trunk, tmp_path / "resnet18.pth")
    assert torch.equal(trunk.conv1.weight[:, :3], state["conv1.weight"])
    assert torch.equal(trunk.conv1.weight[:, 3], state["conv1.weight"][:, 0])
    assert torch.equal(trunk.layer4[1].conv2.weight, state["layer4.1.conv2.weight"])


def test_other_weights_are_refused_in_a_line(tmp_path: Path) -> None:
    torch.save(imagenet(32), tmp_path / "thin.pth")
    torch.save([1, 2], tmp_path / "list.pth")
    (tmp_path / "text.pth").write_text("no weights")
    for name in ("thin.pth", "list.pth", "text.pth", "missing.pth"):
        with pytest.raises(DyceError, match=f"{name} is no ResNet-18") as caught:
            load_imagenet(ResNet18(4), tmp_path / name)
        assert "\n" not in str(caught.value)


def test_recipe_says_what_each_number_is() -> None:
    lines = SeganRecipe().lines()
    assert any(line.startswith("expand ") and "(0.1, 0.3)" in line for line in lines)
    assert all(len(line) < 150 for line in lines)
