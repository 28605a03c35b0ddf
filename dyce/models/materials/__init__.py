"""Materials by name: `materials.brass()`, `materials.wood("walnut", "Z")`, `materials.plaster("wall", (0.7, 0.7, 0.7))`."""

from dyce.models.materials.ceramics import *  # noqa: F403
from dyce.models.materials.cloth import *  # noqa: F403
from dyce.models.materials.glass import *  # noqa: F403
from dyce.models.materials.glowing import *  # noqa: F403
from dyce.models.materials.growing import *  # noqa: F403
from dyce.models.materials.metals import *  # noqa: F403
from dyce.models.materials.paper import *  # noqa: F403
from dyce.models.materials.plastics import *  # noqa: F403
from dyce.models.materials.shader import Colour, Material, shade  # noqa: F401
from dyce.models.materials.stone import *  # noqa: F403
from dyce.models.materials.walls import *  # noqa: F403
from dyce.models.materials.woods import *  # noqa: F403
