"""What a scene's file may be, and what to do with those that can't be read."""

from pathlib import Path

__all__ = ["MODELS", "SUFFIXES", "UNREADABLE", "models_in", "unreadable"]

MODELS = (".glb", ".gltf", ".usd", ".usda", ".usdc", ".usdz", ".fbx", ".obj", ".abc", ".ply", ".stl")
"""What Blender imports, in the order in which one of several files of one name is taken."""
SUFFIXES = (".py", ".blend", *MODELS)
"""What a scene's file may end in, in any case."""
READ = "a .blend, .glb, .gltf, .usd, .usdz, .fbx, .obj, .abc, .ply or .stl file, or a room (.py)"
EXPORT = "export it as .glb or .fbx from the program that made it"
CAD = "open it in a CAD program such as FreeCAD and export it as .glb or .stl"
ARCHIVE = "unpack it and give the scene's file, or the folder"
UNREADABLE = {
    ".max": ("a scene of 3ds Max", EXPORT),
    ".3ds": ("a scene of 3D Studio", "convert it to .glb or .obj"),
    ".ma": ("a scene of Maya", EXPORT),
    ".mb": ("a scene of Maya", EXPORT),
    ".c4d": ("a scene of Cinema 4D", EXPORT),
    ".skp": ("a model of SketchUp", "export it as .glb or .dae from SketchUp"),
    ".lwo": ("an object of LightWave", "convert it to .glb or .obj"),
    ".3dm": ("a model of Rhino", "export it as .glb or .obj from Rhino"),
    ".dae": ("a Collada file, which Blender reads no more since version 5", "convert it to .glb, in Blender 4 say"),
    ".step": ("a CAD model (STEP)", CAD),
    ".stp": ("a CAD model (STEP)", CAD),
    ".iges": ("a CAD model (IGES)", CAD),
    ".igs": ("a CAD model (IGES)", CAD),
    ".fcstd": ("a CAD model (FreeCAD)", CAD),
    ".dwg": ("a CAD drawing", CAD),
    ".dxf": ("a CAD drawing", CAD),
    ".ifc": ("a building model (IFC)", "export it as .glb, with Bonsai in Blender say"),
    ".rvt": ("a building model of Revit", "export it as .fbx or .glb"),
    ".x3d": ("an X3D scene", "convert it to .glb"),
    ".wrl": ("a VRML scene", "convert it to .glb"),
    ".off": ("a mesh in OFF", "convert it to .ply or .obj"),
    ".3mf": ("a model for 3D printers", "export it as .stl or .obj"),
    ".vox": ("a voxel model", "export it as .obj or .ply"),
    ".urdf": ("a robot's description, not a model", "give the folder of its meshes"),
    ".sdf": ("a simulator's description, not a model", "give the folder of its meshes"),
    ".pcd": ("a cloud of points", "make a mesh of it and export it as .ply"),
    ".las": ("a cloud of points", "make a mesh of it and export it as .ply"),
    ".mtl": ("the materials of an .obj", "give the .obj"),
    ".bin": ("the data of a .gltf", "give the .gltf"),
    ".blend1": ("a backup of a .blend", "rename it so that it ends in .blend"),
    ".unitypackage": ("a package of Unity", ARCHIVE),
    ".zip": ("an archive", ARCHIVE),
    ".rar": ("an archive", ARCHIVE),
    ".7z": ("an archive", ARCHIVE),
    ".gz": ("an archive", ARCHIVE),
    ".tar": ("an archive", ARCHIVE),
}
"""By what a file ends in: what it is, and what to do."""
GENERIC = {"model", "scene", "mesh", "object", "textured", "texture_mesh", "untitled", "base", "visual", "source"}
"""Names of files that say nothing: their folder says what they are."""


def unreadable(path: Path) -> str:
    """Why a file is no scene, and what to give."""
    what, mend = UNREADABLE.get(path.suffix.lower(), ("in no format that is read", f"give {READ}"))
    said = f"{path} is {what}"
    return f"{said}; {mend}" if path.is_file() else f"there is no file {path}; give the path of {READ}"


def models_in(folder: Path) -> dict[str, Path]:
    """The models in a folder and those below it, by what they are; of files of one name, the first in the order of `MODELS`.

    Hidden files are left out: archives made on a Mac have one beside each.
    """
    best: dict[Path, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in MODELS and path.is_file() and not path.name.startswith("."):
            rival = best.get(path.with_suffix(""))
            if rival is None or _rank(path) < _rank(rival):
                best[path.with_suffix("")] = path
    found: dict[str, Path] = {}
    for path in best.values():
        generic = path.stem.lower() in GENERIC and path.parent != folder
        name = word = path.parent.name if generic else path.stem
        number = 1
        while name in found:
            number += 1
            name = f"{word}.{number}"
        found[name] = path
    return found


def _rank(path: Path) -> int:
    return MODELS.index(path.suffix.lower())
