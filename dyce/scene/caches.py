"""Simulations and baked geometry that a file keeps beside itself, held on to from wherever its stage lies (bpy)."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import bpy

__all__ = ["hold_caches"]


def hold_caches(objects: Iterable[bpy.types.Object]) -> tuple[list[str], set[Path]]:
    """Take the caches on disk of some objects into the file, or make their paths absolute, before it is saved elsewhere.

    Returns:
        What is missing, in words; and the files that are needed.
    """
    lost: list[str] = []
    needs: set[Path] = set()
    beside = Path(bpy.data.filepath)
    for obj in sorted(objects, key=lambda each: str(each.name_full)):
        for cache in _point_caches(obj):
            if cache.use_disk_cache:
                folder = Path(bpy.path.abspath(cache.filepath)) if cache.use_external else None
                if not (folder or beside.with_name(f"blendcache_{beside.stem}")).is_dir():
                    lost.append(f"the cache on disk of {obj.name}")
                cache.use_disk_cache = False  # which reads it into memory
        for modifier in obj.modifiers:
            if modifier.type == "MESH_CACHE" and modifier.filepath:
                path = Path(bpy.path.abspath(modifier.filepath))
                if path.is_file():
                    needs.add(path)
                else:
                    lost.append(f"the mesh cache {modifier.filepath}")
            elif modifier.type == "FLUID" and modifier.fluid_type == "DOMAIN":
                folder = Path(bpy.path.abspath(modifier.domain_settings.cache_directory))
                if not folder.is_dir():
                    lost.append(f"the fluid cache {folder}")
            elif modifier.type == "NODES" and modifier.bake_directory:
                modifier.bake_directory = bpy.path.abspath(modifier.bake_directory)
    return lost, needs


def _point_caches(obj: bpy.types.Object) -> Iterator[bpy.types.PointCache]:
    for modifier in obj.modifiers:
        if modifier.type in {"CLOTH", "SOFT_BODY"}:
            yield modifier.point_cache
    for system in obj.particle_systems:
        yield system.point_cache
