"""Open Image Denoise, the very library that Blender carries, on arrays.

Cycles would denoise each isolation render by itself, frame after frame, black background and all. Here what belongs together is
denoised together, once: the image, and all isolated objects of a view side by side.
"""

import ctypes
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from dyce.errors import DyceError
from dyce.render.wheel import in_wheel

__all__ = ["denoise", "pack_crops"]

CPU, FLOAT3 = 1, 3


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(str(in_wheel("**/*OpenImageDenoise.*", "Blender's denoiser")))
    library.oidnNewDevice.restype = library.oidnNewFilter.restype = ctypes.c_void_p
    return library


@cache
def _device(threads: int) -> ctypes.c_void_p:
    library = _library()
    device = ctypes.c_void_p(library.oidnNewDevice(CPU))
    if threads:
        library.oidnSetDeviceInt(device, b"numThreads", threads)
    library.oidnSetDeviceBool(device, b"setAffinity", ctypes.c_int(0))
    library.oidnCommitDevice(device)
    _check(device)
    return device


def _check(device: ctypes.c_void_p) -> None:
    message = ctypes.c_char_p()
    if _library().oidnGetDeviceError(device, ctypes.byref(message)):
        raise DyceError(f"the denoiser failed: {(message.value or b'').decode()}")


def _filter(device: ctypes.c_void_p, inputs: dict[bytes, np.ndarray], target: np.ndarray, **flags: bool) -> None:
    library = _library()
    denoiser = ctypes.c_void_p(library.oidnNewFilter(device, b"RT"))
    height, width = target.shape[:2]
    for name, image in {**inputs, b"output": target}.items():
        library.oidnSetSharedFilterImage(
            denoiser,
            name,
            image.ctypes.data_as(ctypes.c_void_p),
            FLOAT3,
            *(ctypes.c_size_t(n) for n in (width, height, 0, 0, 0)),
        )
    for flag, value in flags.items():
        library.oidnSetFilterBool(denoiser, flag.encode(), ctypes.c_bool(value))
    library.oidnCommitFilter(denoiser)
    library.oidnExecuteFilter(denoiser)
    library.oidnReleaseFilter(denoiser)
    _check(device)


def denoise(colour: np.ndarray, albedo: np.ndarray, normal: np.ndarray, threads: int = 0) -> np.ndarray:
    """The light of a noisy render, (H, W, 3) float32, without its noise.

    Args:
        colour: (H, W, 3) float32, scene-linear.
        albedo: (H, W, 3) float32, of the first surfaces, as noisy as the colour.
        normal: (H, W, 3) float32, likewise.
        threads: CPU threads; 0 for one a core.

    Raises:
        DyceError: the library is not there or refuses.
    """
    device = _device(threads)
    colour, albedo, normal = (np.ascontiguousarray(image, np.float32) for image in (colour, albedo, normal))
    clean_albedo, clean_normal, result = (np.empty_like(colour) for _ in range(3))
    _filter(device, {b"albedo": albedo}, clean_albedo)
    _filter(device, {b"normal": normal}, clean_normal)
    inputs = {b"color": colour, b"albedo": clean_albedo, b"normal": clean_normal}
    _filter(device, inputs, result, hdr=True, cleanAux=True)
    return result


def pack_crops(sizes: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Where to put crops of (height, width) pixels on one sheet, side by side, so that little of it stays empty.

    Returns:
        The (y, x) of each; the (height, width) of the sheet.
    """
    least = max([width for _, width in sizes] + [int(sum(h * w for h, w in sizes) ** 0.5)])
    tried = [_drop_crops(sizes, least * part // 16) for part in range(16, 25)]
    return min(tried, key=lambda found: found[1][0] * found[1][1])


def _drop_crops(sizes: list[tuple[int, int]], wide: int) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Places and size on a sheet of a width: one after the other, tallest first, each where it comes to lie highest up."""
    places = [(0, 0)] * len(sizes)
    filled = np.zeros(wide, int)
    for i in sorted(range(len(sizes)), key=lambda i: (-sizes[i][0], -sizes[i][1], i)):
        height, width = sizes[i]
        below = sliding_window_view(filled, width).max(1)
        x = int(below.argmin())
        places[i] = int(below[x]), x
        filled[x : x + width] = below[x] + height
    return places, (int(filled.max()), wide)
