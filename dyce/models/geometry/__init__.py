"""The vocabulary that things are made of: shapes, curves, sweeps, surfaces of revolution, boards and bars; metres."""

from dyce.models.geometry.boards import *  # noqa: F403
from dyce.models.geometry.curves import *  # noqa: F403
from dyce.models.geometry.noise import *  # noqa: F403
from dyce.models.geometry.revolve import *  # noqa: F403
from dyce.models.geometry.shape import *  # noqa: F403
from dyce.models.geometry.sweep import *  # noqa: F403
