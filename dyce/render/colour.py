"""Scene-linear light to display values, as Blender's colour management would: through OpenColorIO and Blender's own config."""

import numpy as np
import PyOpenColorIO as ocio

from dyce.errors import DyceError
from dyce.render.wheel import in_wheel
from dyce.scene.stage import Colour

__all__ = ["display_transform", "to_display"]

LINEAR = "Linear Rec.709"


def _config() -> ocio.Config:
    pattern = "*/datafiles/colormanagement/config.ocio"
    return ocio.Config.CreateFromFile(str(in_wheel(pattern, "Blender's colour management", newest=True)))


def display_transform(colour: Colour) -> ocio.CPUProcessor:
    """The transform of a scene's colour management.

    Raises:
        DyceError: its display, view or look are not in Blender's config.
    """
    look = "" if colour.look == "None" else colour.look
    pipeline = ocio.LegacyViewingPipeline()
    pipeline.setDisplayViewTransform(ocio.DisplayViewTransform(src=LINEAR, display=colour.display, view=colour.view))
    pipeline.setLooksOverrideEnabled(True)
    pipeline.setLooksOverride(look)
    gain = 2.0**colour.exposure
    pipeline.setLinearCC(ocio.MatrixTransform(matrix=np.diag([gain, gain, gain, 1.0]).ravel().tolist()))
    if colour.gamma != 1.0:
        power = 1.0 / max(colour.gamma, 1e-3)
        pipeline.setDisplayCC(ocio.ExponentTransform(value=[power, power, power, 1.0]))
    try:
        return pipeline.getProcessor(_config()).getDefaultCPUProcessor()
    except ocio.Exception as error:
        raise DyceError(f"the scene's view transform {colour.view!r} with look {colour.look!r} is unknown") from error


def to_display(linear: np.ndarray, transform: ocio.CPUProcessor) -> np.ndarray:
    """(H, W, 3) uint8 display values of (H, W, 3) float32 scene-linear Rec.709 light."""
    values = np.ascontiguousarray(linear, np.float32).copy()
    transform.applyRGB(values)
    found: np.ndarray = np.round(np.clip(np.nan_to_num(values), 0, 1) * 255).astype(np.uint8)
    return found
