"""Meshes before they are Blender objects: shapes, sweeps, surfaces of revolution, boards and bars."""
