"""Which device renders: the fastest that is there, or the one asked for (bpy)."""

import bpy

from dyce.errors import DyceError
from dyce.settings import Device

__all__ = ["choose_device"]

FASTEST_FIRST = (Device.OPTIX, Device.CUDA, Device.HIP, Device.METAL, Device.ONEAPI)


def choose_device(wanted: Device) -> str:
    """Make Cycles render on a device and return its name, `OPTIX: NVIDIA H100` or `CPU`.

    Raises:
        DyceError: the device asked for is not there.
    """
    scene = bpy.context.scene
    for kind in FASTEST_FIRST if wanted is Device.AUTO else (wanted,):
        if kind is Device.CPU:
            break
        if names := _enable(kind):
            scene.cycles.device = "GPU"
            return f"{kind.upper()}: {', '.join(names)}"
    if wanted not in (Device.AUTO, Device.CPU):
        raise DyceError(f"no {wanted} device is here; --device auto takes what there is")
    scene.cycles.device = "CPU"
    return "CPU"


def _enable(kind: Device) -> list[str]:
    """Switch on all GPUs of a kind; their names, none where there are none or this Blender can't use them."""
    preferences = bpy.context.preferences.addons["cycles"].preferences
    try:
        preferences.compute_device_type = kind.upper()
    except TypeError:  # not a choice on this platform
        return []
    preferences.refresh_devices()
    devices = [device for device in preferences.devices if device.type == kind.upper()]
    for device in preferences.devices:
        device.use = device in devices
    return [device.name for device in devices]
