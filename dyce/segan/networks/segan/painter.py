"""SeGAN's painter, as in pix2pix: generator (U-Net) and discriminator (PatchGAN)."""

import torch
from torch import Tensor, nn

__all__ = ["Discriminator", "Generator"]


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
        found: Tensor = (x + 1) / 2
        return found


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
