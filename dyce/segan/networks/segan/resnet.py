"""The segmentor's trunk: ResNet-18, whose weights may be ImageNet's."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dyce.errors import DyceError

__all__ = ["ResNet18", "load_imagenet"]


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
