"""Believable materials for pack models, made from the entries of their MTL files by rule."""

import re
from pathlib import Path
from typing import Any

import bpy

from dyce.models.materials.shader import Shader, dimmed

__all__ = ["from_mtl", "principled_of", "read_mtl"]

METAL = re.compile(r"chrome|metal|steel|inox|alum|iron|acier|brass|gold|silver|handle|faucet|tap|knob|screw")
PAINTED = re.compile(r"matte|paint|white|blanc")
FABRIC = re.compile(
    r"fabric|tissu|cloth|textile|cushion|coussin|sofa|couch|pillow|seat|linen|carpet|rug|towel|felt"
    r"|upholster|burlap|beige|curtain"
)
NOT_FABRIC = re.compile(r"wood|leg|pied|leather|cuir|metal")
LEATHER = re.compile(r"leather|cuir")


def read_mtl(path: Path) -> dict[str, dict[str, Any]]:
    """The entries of an MTL file: name -> {keyword: [numbers] or text}. Missing files have none."""
    entries: dict[str, dict[str, Any]] = {}
    current: dict[str, Any] = {}
    for line in path.read_text(errors="ignore").splitlines() if path.exists() else []:
        keyword, *words = line.split() or [""]
        if keyword == "newmtl":
            current = entries.setdefault(" ".join(words), {})
        elif keyword:
            try:
                current[keyword] = [float(word) for word in words]
            except ValueError:
                current[keyword] = " ".join(words)
    return entries


def from_mtl(material: bpy.types.Material, entry: dict[str, Any], hint: str = "") -> str:
    """Turn an imported material into a believable one, judged by its name, `hint` (the model's title) and MTL `entry`.

    Returns the kind it was taken for: glass, metal, fabric, leather, textured or plain.
    """
    if principled_of(material) is None:
        return "none"
    s = Shader(material)
    diffuse, specular = _triple(entry, "Kd", 0.8), _triple(entry, "Ks", 0.0)
    shine = _triple(entry, "Ns", 10.0)[0]
    textured = any(node.type == "TEX_IMAGE" for node in s.tree.nodes)
    kind = _kind(material.name, hint, entry, textured, diffuse, specular, shine)

    for link in [] if textured and kind != "glass" else list(s.principled.inputs["Alpha"].links):
        s.tree.links.remove(link)
    s.set(Metallic=0.0, Specular_IOR_Level=0.5)
    if not textured:
        s.set(Base_Color=dimmed(diffuse))
    match kind:
        case "glass":
            _thin_glass(s, diffuse)
        case "metal":
            s.set(Metallic=1.0, Roughness=0.22)
            if not textured and sum(diffuse) < 1.05:
                s.set(Base_Color=tuple(0.55 + 0.2 * x for x in diffuse))
            s.weather(40, 0.0, 0.0, spread=0.07)
        case "fabric":
            s.set(Roughness=0.95, Sheen_Weight=0.35, Specular_IOR_Level=0.2)
            s.weather(350, 0.5, 0.003, spread=0.03)
        case "leather":
            s.set(Roughness=0.42)
            s.weather(180, 0.25, 0.002, spread=0.1)
        case "textured":
            s.set(Roughness=0.45)
            s.weather(60, 0.05, 0.001, spread=0.12)
        case _:
            s.set(Roughness=0.5 if sum(specular) < 0.45 else 0.18 if shine > 80 else 0.32)
            s.weather(80, 0.03, 0.0008, spread=0.06)
    return kind


def principled_of(material: bpy.types.Material) -> bpy.types.Node | None:
    """The Principled shader of a material, if it has one."""
    nodes = material.node_tree.nodes if material.node_tree else ()
    return next((node for node in nodes if node.type == "BSDF_PRINCIPLED"), None)


def _kind(
    name: str,
    hint: str,
    entry: dict[str, Any],
    textured: bool,
    diffuse: list[float],
    specular: list[float],
    shine: float,
) -> str:
    words = f"{name} {hint}".lower()
    opacity = _triple(entry, "d", 1.0)[0] if "d" in entry else 1.0 - _triple(entry, "Tr", 0.0)[0]
    if opacity < 0.97 and not textured:
        return "glass"
    polished = sum(specular) > 2.25 and sum(diffuse) < 2.25 and not textured and shine > 60
    if (METAL.search(words) and not PAINTED.search(words)) or polished:
        return "metal"
    if FABRIC.search(words) and not NOT_FABRIC.search(words):
        return "fabric"
    if LEATHER.search(words):
        return "leather"
    return "textured" if textured else "plain"


def _triple(entry: dict[str, Any], keyword: str, default: float) -> list[float]:
    numbers = entry.get(keyword)
    if not isinstance(numbers, list) or not numbers:
        return [default] * 3
    return (numbers * 3)[:3]


def _thin_glass(s: Shader, diffuse: list[float]) -> None:
    """Glass of models whose walls may be single sheets or turned inside out: it reflects like glass and hardly bends."""
    tint = tuple(min(1.0, 0.75 + 0.25 * x) for x in diffuse)
    s.set(Base_Color=tint, Alpha=1.0, Transmission_Weight=1.0, Roughness=0.0, IOR=1.06)
    s.set(Coat_Weight=0.8, Coat_Roughness=0.0)
    s.let_light_through(tuple(0.92 * x for x in tint), diffuse=False)
