"""The three networks: segmentor (ResNet-18, RoI pooling, one layer), generator (U-Net), discriminator (PatchGAN)."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dyce.errors import DyceError
from dyce.segan.boxes import crop, roi_align, roi_max
from dyce.segan.recipe import Recipe

__all__ = ["Discriminator", "Generator", "ResNet18", "Segmentor", "load_imagenet", "predict_cells"]


class _Block(nn.Module):
    """ResNet's basic block: two 3 x 3 convolutions beside a shortcut."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = (
            nn.Identity()
            if stride == 1 and inputs == outputs
            else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        )

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        return functional.relu(y + self.downsample(x), inplace=True)


class ResNet18(nn.Module):
    """ResNet-18 (He et al. 2016) up to its last convolution, its parameters named as torchvision names them.

    With fewer stages or another width it is no ResNet-18 any more, but built alike.
    """

    def __init__(self, channels: int = 4, width: int = 64, stages: int = 4) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.stages = stages
        self.outputs = width * 2 ** (stages - 1)
        """Channels of what comes out."""
        inputs = width
        for stage in range(stages):
            outputs, stride = width * 2**stage, 1 if stage == 0 else 2
            setattr(
                self, f"layer{stage + 1}", nn.Sequential(_Block(inputs, outputs, stride), _Block(outputs, outputs, 1))
            )
            inputs = outputs
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> list[Tensor]:
        """Each stage's features: (B, channels, S, S) to (B, width 2^k, S / 2^(k + 2), the same), k = 0, 1, ..., rounded up."""
        x = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        x = functional.max_pool2d(x, 3, 2, 1)
        found = []
        for stage in range(self.stages):
            x = getattr(self, f"layer{stage + 1}")(x)
            found.append(x)
        return found


class _Detail(nn.Module):
    """Logits from all stages' features pooled finely in the box, and the visible mask: each cell from what is around it.

    Not in the paper. The paper's one layer has weights of its own for every pair of places, which takes more objects to learn.
    """

    def __init__(self, trunk: ResNet18, channels: int, mask: int, masks: int) -> None:
        super().__init__()
        width = trunk.outputs // 2 ** (trunk.stages - 1)
        self.cells = mask // 2
        self.reduce = nn.ModuleList(nn.Conv2d(width * 2**stage, channels, 1) for stage in range(trunk.stages))
        self.visible = nn.Conv2d(4 * masks, channels, 3, padding=1)
        self.mix = nn.Sequential(
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, 4, 1),
            nn.PixelShuffle(2),
        )

    def forward(self, features: list[Tensor], visible: Tensor, box: Tensor) -> Tensor:
        """(B, 1, mask, mask) from the trunk's features, the window's masks (B, masks, S, S) and the box in its pixels."""
        size = visible.shape[-1]
        small = functional.pixel_unshuffle(crop(visible, box, 2 * self.cells, taps=2), 2)
        mixed = self.visible(small)
        for reduce, found in zip(self.reduce, features):
            mixed = mixed + roi_align(reduce(found), box * (found.shape[-1] / size), self.cells)
        return self.mix(mixed)


class Segmentor(nn.Module):
    """Image and visible mask to the full mask inside a box (section 3.1)."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        masks = 1 + recipe.hull + (recipe.others > 0)
        self.trunk = ResNet18(3 + masks, recipe.width, recipe.stages)
        self.tail_pool = recipe.tail_pool
        self.roi, self.roi_pool, self.mask = recipe.roi, recipe.roi_pool, recipe.mask
        self.dropout = nn.Dropout(recipe.dropout)
        self.head = nn.Linear(self.trunk.outputs * recipe.roi**2, recipe.mask**2)
        self.detail = _Detail(self.trunk, recipe.detail, recipe.mask, masks) if recipe.detail else None
        self.prior = nn.Parameter(torch.tensor([3.0, -2.5])) if recipe.hull else None
        """Logits that the hull adds to its inside and to all: what is learned is where it is wrong."""

    def forward(self, image: Tensor, visible: Tensor, box: Tensor) -> Tensor:
        """The mask's logits, (B, 1, mask, mask).

        Args:
            image: (B, 3, S, S), zero-mean.
            visible: (B, M, S, S), soft in [0, 1]: SV, its hull and the other objects', as far as the recipe has them.
            box: (B, 4), expanded, x0, y0, x1, y1 in pixels of the image.
        """
        stages = self.trunk(torch.cat([image, visible], 1))
        features = stages[-1]
        if self.tail_pool > 1:  # the original kept ResNet's last pool, at stride 1: 16 x 16 to 10 x 10
            features = functional.avg_pool2d(features, min(self.tail_pool, *features.shape[-2:]), stride=1)
        on_map = box * (features.shape[-1] / image.shape[-1])
        pooled = (roi_align if self.roi_pool == "align" else roi_max)(features, on_map, self.roi)
        logits = self.head(self.dropout(pooled.flatten(1))).view(-1, 1, self.mask, self.mask)
        if self.detail is not None:
            logits = logits + self.detail(stages, visible, box)
        if self.prior is not None:
            logits = logits + self.prior[0] * crop(visible[:, 1:2], box, self.mask) + self.prior[1]
        return logits


def predict_cells(segmentor: nn.Module, image: Tensor, visible: Tensor, box: Tensor, mirrored: bool) -> Tensor:
    """The segmentor's mask in [0, 1], (B, 1, mask, mask): the mean of what it says of the picture and of its mirror image.

    Args:
        segmentor: a `Segmentor`; its arguments follow.
        image: (B, 3, S, S).
        visible: (B, M, S, S).
        box: (B, 4).
        mirrored: whether to look at the mirror image, too; for networks that were trained with those.
    """
    cells = segmentor(image, visible, box).float().sigmoid()
    if not mirrored:
        return cells
    x0, y0, x1, y1 = box.unbind(1)
    size = image.shape[-1]
    other = segmentor(image.flip(-1), visible.flip(-1), torch.stack([size - x1, y0, size - x0, y1], 1))
    return (cells + other.float().sigmoid().flip(-1)) / 2


class Generator(nn.Module):
    """pix2pix's U-Net (Isola et al. 2017): Eq. 1's picture to the object's. The noise z is dropout, in training.

    It goes down to 1 x 1 and up again, each step joined by the skip from the other side.
    """

    def __init__(self, size: int = 256, width: int = 64) -> None:
        super().__init__()
        depth = size.bit_length() - 1
        channels = [min(width * 2**level, width * 8) for level in range(depth)]
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        for level, outputs in enumerate(channels):
            norm = 0 < level < depth - 1  # none at 1 x 1, where a batch of one has no variance
            self.down.append(
                nn.Sequential(
                    nn.LeakyReLU(0.2) if level else nn.Identity(),
                    nn.Conv2d(channels[level - 1] if level else 3, outputs, 4, 2, 1, bias=not norm),
                    nn.BatchNorm2d(outputs) if norm else nn.Identity(),
                )
            )
        for level in reversed(range(depth)):
            outputs = channels[level - 1] if level else 3
            noisy = depth > 5 and depth - 4 <= level <= depth - 2
            self.up.append(
                nn.Sequential(
                    nn.ReLU(),
                    nn.ConvTranspose2d(
                        channels[level] * (1 if level == depth - 1 else 2), outputs, 4, 2, 1, bias=level == 0
                    ),
                    nn.BatchNorm2d(outputs) if level else nn.Tanh(),
                    nn.Dropout(0.5) if noisy else nn.Identity(),
                )
            )
        self.apply(_initialise)

    def forward(self, masked: Tensor) -> Tensor:
        """Eq. 1's picture to the object's, both (B, 3, size, size) in [0, 1]."""
        x, skips = masked * 2 - 1, []
        for down in self.down:
            x = down(x)
            skips.append(x)
        x = self.up[0](x)
        for up, skip in zip(self.up[1:], reversed(skips[:-1])):
            x = up(torch.cat([x, skip], 1))
        return (x + 1) / 2


class Discriminator(nn.Sequential):
    """pix2pix's PatchGAN, 70 x 70: four convolutions and a layer of one channel, whose sigmoid is in the loss."""

    def __init__(self, width: int = 64) -> None:
        layers: list[nn.Module] = [nn.Conv2d(6, width, 4, 2, 1), nn.LeakyReLU(0.2)]
        for inputs, outputs, stride in ((1, 2, 2), (2, 4, 2), (4, 8, 1)):
            layers += [
                nn.Conv2d(width * inputs, width * outputs, 4, stride, 1, bias=False),
                nn.BatchNorm2d(width * outputs),
                nn.LeakyReLU(0.2),
            ]
        super().__init__(*layers, nn.Conv2d(width * 8, 1, 4, 1, 1))
        self.apply(_initialise)


def _initialise(module: nn.Module) -> None:
    """pix2pix's initial weights."""
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
        nn.init.normal_(module.weight, 0.0, 0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


def load_imagenet(trunk: ResNet18, weights: Path) -> None:
    """Give a trunk ImageNet weights from a file that torchvision's `resnet18` would load, such as resnet18-f37072fd.pth.

    The channels of masks start as copies of the red one, as in the original code.

    Raises:
        DyceError: the file can't be read, holds more than tensors, or they are not a ResNet-18's.
    """
    try:
        found = torch.load(weights, map_location="cpu", weights_only=True)
        state = {name: value for name, value in found.items() if not name.startswith("fc.")}
        first = state["conv1.weight"]
        state["conv1.weight"] = torch.cat([first] + [first[:, :1]] * (trunk.conv1.in_channels - 3), 1)
        trunk.load_state_dict(state)
    except Exception as error:  # torch.load raises whatever a damaged or hostile file makes it raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DyceError(
            f"{weights} is no ResNet-18 in torchvision's naming that fits this recipe ({reason})"
        ) from error
