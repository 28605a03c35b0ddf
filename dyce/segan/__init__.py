"""SeGAN in PyTorch: from an image and the visible mask of an object to its full mask and its hidden appearance.

Source: Ehsani, Mottaghi, Farhadi, SeGAN: Segmenting and Generating the Invisible, CVPR 2018. torch is imported in this package
and nowhere else in dyce; it comes with the extra `train`.
"""

from dyce.errors import DyceError

__all__ = ["require_torch"]


def require_torch() -> None:
    """Check that torch is here.

    Raises:
        DyceError: it is not; says how to install it.
    """
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise DyceError(
            f"this command needs PyTorch ({error}): run `pip install 'dyce-occlusion[train]'`, "
            "in a checkout `pip install -e '.[train]'`"
        ) from error
