"""A family living room at dusk: a bay window, a deep corner sofa, a piano, toys on the floor; the lamps are on."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, built
from dyce.scene.recipe import (
    Door,
    Room,
    Window,
    against,
    blocks,
    exposure,
    fix,
    fix_overhead,
    glow,
    hang,
    lean,
    prop,
    refinished,
    room,
    row,
    sky,
    stack,
    stand,
    strip,
    suspend,
)

OATMEAL = (0.36, 0.31, 0.24)
PLUM = (0.115, 0.040, 0.052)
DUSTY_BLUE = (0.185, 0.245, 0.275)
WALNUT = {"dark": (0.085, 0.042, 0.022), "light": (0.22, 0.122, 0.066)}
HONEY = {"dark": (0.225, 0.135, 0.070), "light": (0.405, 0.270, 0.155)}
PLAN = [(0, 0), (1.5, 0), (2.1, -0.75), (4.0, -0.75), (4.6, 0), (5.6, 0), (5.6, 4.6), (0, 4.6)]
HEIGHT = 2.75
RAIL = 2.16
"""The picture rail's lower edge; above it the walls are cream (metres)."""
LAMP = (2.6, 2.1)
"""Where the lamp hangs."""
BAY = 2
"""The wall in the middle of the bay; its slanting neighbours are 1 and 3."""


def build() -> None:
    """5.6 by 4.6 metres and a bay to the south."""
    parlour = room(
        PLAN,
        height=HEIGHT,
        openings=[
            Window(wall=1, at=0.12, width=0.60, sill=0.60, height=1.75, sashes=1, bars=1),
            Window(wall=BAY, at=0.25, width=1.40, sill=0.60, height=1.75, bars=1),
            Window(wall=3, at=0.24, width=0.60, sill=0.60, height=1.75, sashes=1, bars=1),
            Door(wall=6, at=3.40),
        ],
        walls=materials.plaster("dusty blue", DUSTY_BLUE),
        floor=materials.planks("honey oak", **HONEY, width=0.11, length=0.9, along="Y"),
        ceiling=materials.plaster("ceiling", (0.74, 0.73, 0.70), relief=0.05),
        trim=materials.plain("trim", (0.70, 0.68, 0.63), 0.4),
        skirting=0.14,
    )
    plasterwork(parlour)
    fittings_of(parlour)
    corner_sofa(parlour)
    coffee_table(parlour)
    music(parlour)
    bookcase(parlour)
    bay(parlour)
    toys(parlour)
    walls(parlour)
    light(parlour)


def walnut(along: str) -> bpy.types.Material:
    """The walnut of this room, its grain along X, Y or Z."""
    return materials.timber(f"walnut {along}", **WALNUT, along=along)


def plasterwork(parlour: Room) -> None:
    """A cornice all round, a rose, a picture rail that ends at the bay and a cream frieze over it."""
    white = materials.plaster("plasterwork", (0.73, 0.72, 0.69), relief=0.03, wear=0.3)
    cream = materials.plaster("frieze", (0.64, 0.61, 0.54), relief=0.08)
    make.cornice(PLAN, HEIGHT, white, 0.12)
    make.picture_rail([*PLAN[4:], *PLAN[:2]], RAIL, materials.plain("rail paint", (0.70, 0.68, 0.63), 0.4))
    for number in (0, 4, 5, 6, 7):
        wall = parlour.walls[number]
        blocks(
            f"wall.frieze.{number}", [((0, -0.002, RAIL + 0.02), (wall.length, 0.001, HEIGHT))], cream, frame=wall.frame
        )


def fittings_of(parlour: Room) -> None:
    """Switch and sockets."""
    brass = materials.brass()
    fix(make.light_switch(2, brass), wall=parlour.walls[6], at=4.44, height=1.10)
    lamp = [(0.03, 0.05, -0.29), (0.10, 0.16, -0.297)]
    fix(make.socket(2, cords={1: lamp}), wall=parlour.walls[6], at=3.22, height=0.30)
    fix(make.socket(2), wall=parlour.walls[0], at=0.62, height=0.30)
    fix(make.socket(1), wall=parlour.walls[5], at=1.62, height=0.30)


def corner_sofa(parlour: Room) -> None:
    """The sofa in the north-west corner: cushions, a blanket left behind, another over its arm."""
    linen = materials.upholstery(OATMEAL)
    sofa = stand("sofa", "sofa", make.corner_sofa(linen, walnut("Z"), seed=1000), on=parlour.floor, at=(1.36, 3.49))
    for name, style, width, x, y, turn, tip in [
        ("plum", "terracotta", 0.46, 0.62, 0.38, -8, 16),
        ("check", "sage", 0.42, 0.02, 0.38, 7, 20),
        ("mustard", "mustard", 0.44, -0.78, 0.36, 38, 18),
        ("knit", "knit", 0.45, -0.72, -0.40, 84, 16),
    ]:
        cushion = make.cushion(style, width, width, 0.15, piping=name == "plum", seed=1001 + int(100 * abs(x)))
        prop(f"cushion.{name}", "cushion", cushion, on=sofa, at=(x, y), turn=turn, tip=tip, level=0.70)
    stand(
        "blanket.arm",
        "blanket",
        make.throw("draped", "knit", 0.48, drop=0.40, over=0.27, seed=1002),
        on=sofa,
        at=(1.22, 0.40),
        turn=90,
    )
    stand(
        "blanket.folded",
        "blanket",
        make.throw("folded", "blush", 0.44, 0.34, seed=1003),
        on=sofa,
        at=(-0.62, -0.84),
        turn=70,
        level=0.8,
    )
    stand("lamp.floor", "lamp", make.standing_lamp("stem", "walnut", 1.62, 0.40), on=parlour.floor, at=(2.98, 4.28))


def coffee_table(parlour: Room) -> None:
    """The rug and the low table: tea, a game that is still to be put away."""
    rug = stand("rug", "rug", make.rug("stripes", 2.50, 1.95, seed=1010), on=parlour.floor, at=(2.42, 2.38), turn=1)
    table = stand(
        "coffee_table",
        "coffee_table",
        make.table(1.12, 0.64, walnut("X"), walnut("Z"), height=0.44),
        on=rug,
        at=(-0.06, 0.16),
        turn=-3,
    )
    tray = stand("tray", "tray", make.tray("wood", 0.42, 0.30), on=table, at=(-0.27, 0.11), turn=8)
    stand("teapot", "teapot", make.teapot("charcoal", seed=1011), on=tray, at=(-0.05, 0.04), turn=160)
    stand("mug.1", "mug", make.mug("round", "blush", filling="tea", seed=1012), on=tray, at=(0.12, -0.05), turn=-40)
    stand("mug.2", "mug", make.mug("round", "sage", filling="tea", seed=1013), on=table, at=(0.26, 0.18), turn=70)
    stand("remote", "remote", make.remote_control(0.19), on=table, at=(-0.10, -0.20), turn=50)
    stand("game.table", "board_game", make.board_game(1015, 0.27, 0.27, 0.055), on=table, at=(0.22, -0.10), turn=14)
    stand("spectacles", "spectacles", make.glasses(span=0.126), on=table, at=(0.46, 0.20), turn=100)
    bowl = stand("bowl", "bowl", make.bowl("cereal", "ochre", diameter=0.18, seed=1016), on=table, at=(-0.42, -0.20))
    stand("clementine", "orange", make.orange(0.062, seed=1017), on=bowl, at=(0.0, 0.0))


def music(parlour: Room) -> None:
    """The piano at the east wall, a guitar in the corner by the bay."""
    east, floor = parlour.walls[5], parlour.floor
    black = materials.plastic((0.012, 0.012, 0.013), 0.25)
    upright = against(
        "piano",
        "piano",
        make.upright_piano(walnut("X"), materials.plastic((0.72, 0.69, 0.60), 0.3), black, materials.brass()),
        wall=east,
        at=2.75,
        on=floor,
        gap=0.03,
    )
    stand(
        "stool",
        "stool",
        make.piano_stool(walnut("X"), materials.leather("black leather", (0.02, 0.018, 0.017))),
        on=floor,
        at=(4.62, 1.92),
        turn=84,
    )
    stand("lamp.piano", "lamp", make.table_lamp("cream", 0.44, seed=1020), on=upright, at=(0.50, 0.10))
    stand(
        "photo.1",
        "picture",
        make.picture_frame("landscape", "brass", 0.17, 0.22, 0.02, standing=True, seed=1021),
        on=upright,
        at=(-0.52, 0.10),
        turn=12,
    )
    lean(
        "guitar",
        "guitar",
        make.guitar((0.16, 0.055, 0.02), 1.0),
        wall=parlour.walls[4],
        at=0.56,
        on=floor,
        angle=12,
        roll=2,
    )
    stand(
        "plant.corner",
        "potted_plant",
        make.plant("rubber", "round", (0.55, 0.50, 0.42), 1.15, seed=1025),
        on=floor,
        at=(5.22, 0.62),
        turn=30,
    )


def bookcase(parlour: Room) -> None:
    """Shelves of books and games in the north-east corner."""
    case = against(
        "bookcase",
        "bookcase",
        make.open_shelves(1.12, [0.10, 0.48, 0.84, 1.20, 1.56], walnut("Z"), height=1.94, depth=0.33),
        wall=parlour.walls[5],
        at=0.72,
        on=parlour.floor,
    )
    for name, style, length, seed, level, x in [
        ("novels", "novels", 0.48, 1030, 1.20, -0.28),
        ("paperbacks", "novels", 0.30, 1031, 1.20, 0.37),
        ("old", "old", 0.46, 1032, 0.84, 0.28),
        ("albums", "albums", 0.26, 1033, 0.48, 0.13),
    ]:
        count = {"novels": 3, "old": 3, "paperbacks": 2}.get(name, 1)
        books = make.book_groups(length, count, style, seed, depth=0.25)
        row(f"book.{name}", "book", books, on=case, at=(x, 0.01), level=level + 0.01)
    stack(
        "game",
        "board_game",
        [_piled(make.board_game(1032 + k, 0.30 - 0.015 * k, 0.28, 0.06), 0.0602 * k) for k in range(2)],
        on=case,
        at=(-0.26, -0.01),
        level=0.50,
        turn=2,
    )
    for name, category, thing, level, x, turn in [
        ("basket.low", "basket", make.basket("oblong", 0.42, 0.28, 0.22, seed=1040), 0.10, -0.27, 2),
        ("basket.side", "basket", make.basket("oblong", 0.42, 0.28, 0.22, seed=1041), 0.10, 0.26, -3),
        ("speaker", "speaker", make.speaker("oak", 0.26, grille=True), 0.48, 0.40, -8),
        ("globe.vase", "vase", make.vase("round", "blue", height=0.20, seed=1043), 1.20, 0.10, 0),
        (
            "box.case",
            "box",
            make.storage_box(0.40, 0.27, 0.22, materials.cotton((0.30, 0.13, 0.10)), materials.brass()),
            1.56,
            -0.26,
            2,
        ),
        ("radio", "radio", make.table_radio("oak", 0.31), 1.56, 0.26, 0),
    ]:
        stand(name, category, thing, on=case, at=(x, 0.0), level=level + 0.02, turn=turn)
    plant = make.plant("rubber", "straight", (0.30, 0.13, 0.07), 1.02, seed=1045)
    stand("plant.piano", "potted_plant", plant, on=parlour.floor, at=(5.22, 2.98), turn=15)


def _piled(thing: bpy.types.Object, height: float) -> bpy.types.Object:
    """The thing at a height, as `stack` wants a pile."""
    thing.location.z = height
    return thing


def bay(parlour: Room) -> None:
    """The bay: curtains, an armchair to read in, a small table, plants on the sill."""
    floor = parlour.floor
    cream = make.column_radiator(22, 0.50, materials.painted_metal((0.62, 0.60, 0.55), 0.35))
    against("radiator", "radiator", cream, wall=parlour.walls[BAY], at=0.95, on=floor, gap=0.04)
    chair = stand(
        "armchair",
        "armchair",
        refinished(
            "KatorLegaz/mid-century-chair",
            {"TEXTILE_generic": materials.fabric("plum wool", PLUM), "WOOD_walnut": walnut("Z")},
        ),
        on=floor,
        at=(3.62, 0.02),
        turn=157,
    )
    prop(
        "cushion.chair",
        "cushion",
        make.cushion("oat", 0.42, 0.32, 0.12, seed=1050),
        on=chair,
        at=(0.02, -0.08),
        turn=-4,
        tip=20,
        level=0.62,
    )
    moss = {"TEXTILE_generic": materials.fabric("moss wool", (0.10, 0.115, 0.06)), "WOOD_walnut": walnut("Z")}
    reading = refinished("KatorLegaz/mid-century-chair", moss)
    other = stand("armchair.reading", "armchair", reading, on=floor, at=(4.28, 3.30), turn=-62)
    cushion = make.cushion("stripes", 0.44, 0.44, 0.14, seed=1051)
    prop("cushion.reading", "cushion", cushion, on=other, at=(0.02, -0.08), turn=6, tip=20, level=0.62)
    table = stand(
        "side_table",
        "side_table",
        make.table(0.42, 0.42, walnut("X"), walnut("Z"), height=0.55),
        on=floor,
        at=(2.84, -0.36),
        turn=8,
    )
    stack("book.bay", "book", make.book_stack(2, seed=1052), on=table, at=(-0.05, 0.05), turn=24)
    stand("lamp.bay", "lamp", make.standing_lamp("tripod", "walnut", 1.45, 0.38), on=floor, at=(2.44, -0.02), turn=35)
    middle = parlour.walls[BAY]
    for side, wall, at, width in (
        ("left", middle, 0.13, 0.22),
        ("right", middle, 1.77, 0.22),
        ("west", parlour.walls[1], 0.86, 0.19),
        ("east", parlour.walls[3], 0.10, 0.19),
    ):
        hang(
            f"curtain.{side}",
            "curtain",
            make.curtain("straw", width, 2.48, 0.022, seed=1053 + int(10 * at)),
            wall=wall,
            at=at,
            height=0.03,
            gap=0.055,
        )
    for number, x0, x1 in ((1, 0.03, 0.95), (BAY, 0.0, 1.9), (3, 0.01, 0.93)):
        rod = Bar([(x0, -0.085, 2.523), (x1, -0.085, 2.523)], 0.011, materials.brass(), 14)
        built(f"rod.{number}", [rod], parlour.walls[number].frame)
    stand(
        "fern.sill",
        "potted_plant",
        make.plant("fern", "round", (0.30, 0.36, 0.36), 0.26, seed=1056),
        on=parlour.sills[1],
        at=(1.35, 0.03),
    )


def toys(parlour: Room) -> None:
    """The children's end by the west wall, and what has wandered across the floor."""
    floor, west = parlour.floor, parlour.walls[7]
    low = against(
        "toy_shelf",
        "shelf",
        make.open_shelves(
            1.30, [0.06, 0.37], materials.plain("white paint", (0.66, 0.64, 0.60), 0.4), height=0.70, depth=0.36
        ),
        wall=west,
        at=1.20,
        on=floor,
    )
    stand(
        "basket.toys",
        "basket",
        make.basket("round", 0.34, 0.32, 0.20, seed=1060),
        on=low,
        at=(-0.36, 0.0),
        level=0.08,
        turn=30,
    )
    stand(
        "game.shelf", "board_game", make.board_game(1061, 0.30, 0.29, 0.07), on=low, at=(0.26, 0.0), level=0.08, turn=-5
    )
    tales = make.books_together(0.40, "children", 1062, depth=0.26, tilt=14)
    stand("book.tales", "book", tales, on=low, at=(-0.30, 0.02), level=0.38)
    stand("rings", "toy", make.stacking_rings(seed=1), on=low, at=(0.40, -0.02), level=0.39)
    stand("doll_house", "toy", "Scopia/doll-house", on=low, at=(-0.22, 0.0), turn=-3)
    mat = stand("rug.play", "rug", make.rug("kilim", 1.46, 1.06, seed=1064), on=floor, at=(1.28, 0.66), turn=5)
    beech = materials.timber("beech", (0.40, 0.255, 0.14), (0.56, 0.39, 0.235))
    low_table = make.table(0.62, 0.46, beech, materials.plain("white legs", (0.64, 0.62, 0.58), 0.4), height=0.43)
    play = stand("table.play", "side_table", low_table, on=mat, at=(0.14, 0.02), turn=-13)
    stand("train", "toy", make.train(2, seed=1), on=play, at=(0.14, 0.10), turn=8)
    for number, (x, y, style, turn) in enumerate(
        [(-0.20, -0.12, "cube", 20), (-0.11, -0.08, "brick", -40), (-0.16, 0.02, "pillar", 0)]
    ):
        stand(f"block.{number + 1}", "toy", make.block(number + 1, style, 0.055), on=play, at=(x, y), turn=turn)
    stand("ball", "toy", make.ball(0.22, (0, 1, 2)), on=floor, at=(2.40, 0.78), turn=40)
    stand(
        "pouffe",
        "ottoman",
        make.pouffe(materials.fabric("sage felt", (0.14, 0.17, 0.12)), seed=1063),
        on=floor,
        at=(4.22, 1.06),
        turn=20,
    )


def walls(parlour: Room) -> None:
    """Pictures over the sofa and the toys, the lamp in the middle."""
    east, north, west = parlour.walls[5:]
    for name, wall, art, frame, width, tall, at, height in [
        ("large", north, "landscape", "oak", 0.92, 0.66, 1.62, 1.36),
        ("small.1", north, "botanical", "white", 0.32, 0.42, 0.80, 1.58),
        ("small.3", north, "shapes", "oak", 0.405, 0.505, 2.42, 1.46),
        ("west", west, "shapes", "oak", 0.50, 0.50, 3.20, 1.42),
        ("child.1", west, "shapes", "white", 0.52, 0.40, 1.86, 1.30),
        ("piano", east, "botanical", "oak", 0.425, 0.545, 3.18, 1.50),
    ]:
        hang(
            f"picture.{name}",
            "picture",
            make.picture_frame(art, frame, width, tall, 0.05, seed=1070 + int(100 * height)),
            wall=wall,
            at=at,
            height=height,
        )
    hang("clock", "clock", make.wall_clock("bare", 0.34, 6, 52), wall=east, at=2.62, height=1.74)
    white = materials.plaster("rose", (0.73, 0.72, 0.69), relief=0.03, wear=0.3)
    rose = fix_overhead(make.ceiling_rose(0.30, white), under=parlour.ceiling, at=LAMP)
    suspend("pendant", "pendant_lamp", make.drum_pendant(0.50, 0.22, 0.42), under=rose, at=LAMP)


def light(parlour: Room) -> None:
    """Blue dusk outside, lamplight inside."""
    sky("forest.exr", strength=2.0, view=0.60, turn=169, tint=(0.42, 0.58, 1.0), saturation=0.5, room=parlour)
    glow((2.98, 4.28, 1.46), watts=26, radius=0.09)
    glow((2.44, -0.02, 1.29), watts=20, radius=0.09)
    glow((5.3, 1.36, 1.53), watts=9, radius=0.06)
    strip((*LAMP, 2.074), size=(0.34, 0.34), watts=26)
    strip((*LAMP, 2.34), size=(0.40, 0.40), watts=2.5, toward=(0, 0, 1))
    strip((2.6, 2.2, 2.3), size=(2.0, 1.6), watts=7, toward=(0, 0, 1))
    exposure(1.15)
