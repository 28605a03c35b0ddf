"""What an object's name says it is: tidied to a category, or that it says nothing."""

import re
import unicodedata

from dyce import categories

__all__ = ["NAMELESS", "category_of", "collides", "detail", "is_a_place", "sounds_structural", "tidied"]

NAMELESS = "object"
"""The category of what has a name that says nothing."""
WORDS_OF_SOFTWARE = (
    "mesh cube plane object node cylinder sphere icosphere uvsphere torus circle cone grid curve beziercurve beziercircle "
    "bezier nurbspath nurbscurve nurbscircle nurbs path text empty group grp geometry geom geo polygon polysurface poly surface "
    "pcube pplane psphere pcylinder default root scene model material mat unnamed untitled joined merged part obj primitive "
    "shape instance collection sketchfab gltf glb fbx usd xform lambert extract bool boolean null world main "
    "円 円柱 円錐 平面 立方体 球 球体 柱体 圆柱 圆环 网格 锥体 куб плоскость сфера цилиндр круг cercle cercles circulo cilindre "
    "wuerfel ebene kugel zylinder kreis leer objekt cubo plano cilindro esfera sfera cylindre plan sm sk smesh "
    "low high lowpoly highpoly lp hp lod remesh retopo final copy duplicate mball meta metaball gp"
)
"""Words that software writes, in the languages that Blender speaks, and words of the trade: they don't say what a thing is."""
WORDS_OF_WHICH = (
    "left right front back rear top bottom upper lower middle center centre inner outer big small large little tall short long "
    "old new red green blue yellow orange white black grey gray brown pink purple wood wooden metal steel glass plastic marble "
    "open closed on off simple basic broken dirty clean"
)
"""Words behind a noun that say which one it is, not what."""
EMPTY, TRAILING = frozenset(WORDS_OF_SOFTWARE.split()), frozenset(WORDS_OF_WHICH.split())
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
STRUCTURE = re.compile(
    r"(?:^|[^a-z])(?:wall|floor|floorboard|ceiling|roof|ground|skirting|baseboard|room|house|building|structure|architecture"
    r"|window|door[ _.-]?frame|door[ _.-]?way|pillar|column|stair|staircase|cornice"
    r"|backdrop|blocker|background|environment|sky|skybox|skydome|terrain|landscape|cyclorama)s?(?:[^a-z]|$)",
    re.IGNORECASE,
)
"""Names of objects and collections that are taken for structure."""
PLACE = re.compile(
    r"(?:^|[^a-z])(?:room|house|building|kitchen|bathroom|bedroom|living ?room|office|apartment|flat|interior|hall|level|map"
    r"|dungeon|stadium|terrain|landscape|city|street)(?:[^a-z]|$)",
    re.IGNORECASE,
)
"""Names of whole places."""
COLLISION = re.compile(
    r"^(?:UCX|UBX|USP|UCP|MCDCX)_|(?:^|[^a-z])(?:collision|collider|hitbox|navmesh)s?(?:[^a-z]|$)", re.IGNORECASE
)
"""Names of meshes that games make for their physics."""
DETAIL = re.compile(r"[ ._-]?LOD[ ._-]?(\d+)", re.IGNORECASE)
"""What says which level of detail a mesh is."""


def tidied(name: str) -> str:
    """A name in plain lower-case words, without numbers and without what software writes; empty where nothing is left.

    `IKEA_low_table_LACK_1.001` is `ikea low table lack`, `Cube.012` is nothing.
    """
    text = unicodedata.normalize("NFKC", name).translate(UMLAUTS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"v\d+(?=[\W_]|$)", " ", DETAIL.sub(" ", text), flags=re.IGNORECASE)  # versions
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)  # camel case
    text = re.sub(r"\b[0-9a-fA-F]{8,}\b", lambda found: " " if re.search(r"\d", found[0]) else found[0], text)
    words = [word for word in re.split(r"[\W_\d]+", text.lower()) if len(word) > 1 or not word.isascii()]
    while words and words[0] in EMPTY:
        words.pop(0)
    while words and words[-1] in EMPTY:
        words.pop()
    return " ".join(word for word in words if word)


def category_of(*names: str) -> str:
    """The category that the first name that says something tells: one of ours where it ends in one, else the tidied name.

    `SM_Chair_01_LOD0` and `old chair left` are `chair`; `table lamp` is no table.
    """
    for name in names:
        if words := tidied(name):
            return known(words) or words
    return NAMELESS


def known(words: str) -> str:
    """The category of ours that tidied words end in, but for which one it is; empty where they end in none."""
    parts = words.split()
    while len(parts) > 1 and parts[-1] in TRAILING:
        parts.pop()
    for ending in (" ".join(parts), words):
        for category in sorted(categories.load(), key=len, reverse=True):
            if re.search(rf"(?:^| ){category.replace('_', ' ?')}(?:s|es)?$", ending):
                return category
    return ""


def sounds_structural(name: str) -> bool:
    """Whether a name is that of a part of a building, or of what is around everything."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return bool(STRUCTURE.search(spaced))


def is_a_place(name: str) -> bool:
    """Whether a name is that of a whole place, as files that are one mesh often have: a kitchen's sink is none."""
    words = re.split(r" (?:with|of|in|from|for) ", tidied(name))[0].split()
    while len(words) > 1 and words[-1] in TRAILING:
        words.pop()
    return bool(PLACE.search(words[-1])) if words else False


def collides(name: str) -> bool:
    """Whether a name is that of a mesh for a game's physics, which nobody is to see."""
    return bool(COLLISION.search(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)))


def detail(name: str) -> tuple[str, int] | None:
    """What a name says without its level of detail, and that level; None where it says none."""
    found = DETAIL.search(name)
    return (re.sub(r"[._-]?\d{3}$", "", DETAIL.sub("", name)), int(found[1])) if found else None
