"""A family living room at dusk: a bay window, a deep corner sofa, a piano, toys on the floor; the lamps are on."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, built
from dyce.scene.language import Door, Room, Window, house, light, put, refinished, room

NUMBER = 11
SPLIT = "test"

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
    fittings(parlour)
    corner_sofa(parlour)
    coffee_table(parlour)
    music(parlour)
    bookcase(parlour)
    bay(parlour)
    toys(parlour)
    walls(parlour)
    lighting(parlour)


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
        frieze = [((0, -0.002, RAIL + 0.02), (wall.length, 0.001, HEIGHT))]
        house.blocks(f"wall.frieze.{number}", frieze, cream, frame=wall.frame)


def fittings(parlour: Room) -> None:
    """Switch and sockets."""
    brass = materials.brass()
    house.fix(make.light_switch(2, brass), on=parlour.walls[6], at=(4.44, 1.10))
    lamp = [(0.03, 0.05, -0.29), (0.10, 0.16, -0.297)]
    house.fix(make.socket(2, cords={1: lamp}), on=parlour.walls[6], at=(3.22, 0.30))
    house.fix(make.socket(2), on=parlour.walls[0], at=(0.62, 0.30))
    house.fix(make.socket(1), on=parlour.walls[5], at=(1.62, 0.30))


def corner_sofa(parlour: Room) -> None:
    """The sofa in the north-west corner: cushions, a blanket left behind, another over its arm."""
    linen = materials.upholstery(OATMEAL)
    sofa = put.stand("sofa", make.corner_sofa(linen, walnut("Z"), seed=1000), on=parlour.floor, at=(1.36, 3.49))
    plum = make.cushion("terracotta", 0.46, 0.46, 0.15, piping=True, seed=1063)
    put.prop("cushion.plum", plum, on=sofa, at=(0.62, 0.38), level=0.70, turn=-8, tip=16)
    check = make.cushion("sage", 0.42, 0.42, 0.15, seed=1003)
    put.prop("cushion.check", check, on=sofa, at=(0.02, 0.38), level=0.70, turn=7, tip=20)
    mustard = make.cushion("mustard", 0.44, 0.44, 0.15, seed=1079)
    put.prop("cushion.mustard", mustard, on=sofa, at=(-0.78, 0.36), level=0.70, turn=38, tip=18)
    knit = make.cushion("knit", 0.45, 0.45, 0.15, seed=1073)
    put.prop("cushion.knit", knit, on=sofa, at=(-0.72, -0.40), level=0.70, turn=84, tip=16)
    draped = make.throw("draped", "knit", 0.48, drop=0.40, over=0.27, seed=1002)
    put.stand("blanket.arm", draped, on=sofa, at=(1.22, 0.40), turn=90)
    folded = make.throw("folded", "blush", 0.44, 0.34, seed=1003)
    put.stand("blanket.folded", folded, on=sofa, at=(-0.62, -0.84), level=0.8, turn=70)
    put.stand("lamp.floor", make.standing_lamp("stem", "walnut", 1.62, 0.40), on=parlour.floor, at=(2.98, 4.28))


def coffee_table(parlour: Room) -> None:
    """The rug and the low table: tea, a game that is still to be put away."""
    rug = put.stand("rug", make.rug("stripes", 2.50, 1.95, seed=1010), on=parlour.floor, at=(2.42, 2.38), turn=1)
    low = make.table(1.12, 0.64, walnut("X"), walnut("Z"), height=0.44)
    table = put.stand("coffee_table", low, on=rug, at=(-0.06, 0.16), turn=-3, category="coffee_table")
    tray = put.stand("tray", make.tray("wood", 0.42, 0.30), on=table, at=(-0.27, 0.11), turn=8)
    put.stand("teapot", make.teapot("charcoal", seed=1011), on=tray, at=(-0.05, 0.04), turn=160)
    put.stand("mug.1", make.mug("round", "blush", filling="tea", seed=1012), on=tray, at=(0.12, -0.05), turn=-40)
    put.stand("mug.2", make.mug("round", "sage", filling="tea", seed=1013), on=table, at=(0.26, 0.18), turn=70)
    put.stand("remote", make.remote_control(0.19), on=table, at=(-0.10, -0.20), turn=50)
    put.stand("game.table", make.board_game(1015, 0.27, 0.27, 0.055), on=table, at=(0.22, -0.10), turn=14)
    put.stand("spectacles", make.glasses(span=0.126), on=table, at=(0.46, 0.20), turn=100)
    bowl = put.stand("bowl", make.bowl("cereal", "ochre", diameter=0.18, seed=1016), on=table, at=(-0.42, -0.20))
    put.stand("clementine", make.orange(0.062, seed=1017), on=bowl, at=(0.0, 0.0))


def music(parlour: Room) -> None:
    """The piano at the east wall, a guitar in the corner by the bay."""
    floor = parlour.floor
    black = materials.plastic((0.012, 0.012, 0.013), 0.25)
    ivory = materials.plastic((0.72, 0.69, 0.60), 0.3)
    piano = make.upright_piano(walnut("X"), ivory, black, materials.brass())
    upright = put.against("piano", piano, wall=parlour.walls[5], at=2.75, gap=0.03)
    stool = make.piano_stool(walnut("X"), materials.leather("black leather", (0.02, 0.018, 0.017)))
    put.stand("stool", stool, on=floor, at=(4.62, 1.92), turn=84)
    put.stand("lamp.piano", make.table_lamp("cream", 0.44, seed=1020), on=upright, at=(0.50, 0.10))
    photo = make.picture_frame("landscape", "brass", 0.17, 0.22, 0.02, standing=True, seed=1021)
    put.stand("photo.1", photo, on=upright, at=(-0.52, 0.10), turn=12)
    put.lean("guitar", make.guitar((0.16, 0.055, 0.02), 1.0), wall=parlour.walls[4], at=0.56, angle=12, roll=2)
    plant = make.plant("rubber", "round", (0.55, 0.50, 0.42), 1.15, seed=1025)
    put.stand("plant.corner", plant, on=floor, at=(5.22, 0.62), turn=30)


def bookcase(parlour: Room) -> None:
    """Shelves of books and games in the north-east corner."""
    shelves = make.open_shelves(1.12, [0.10, 0.48, 0.84, 1.20, 1.56], walnut("Z"), height=1.94, depth=0.33)
    case = put.against("bookcase", shelves, wall=parlour.walls[5], at=0.72)
    put.fill(
        case,
        ("book.novels", make.book_groups(0.48, 3, "novels", 1030, depth=0.25), 1.20, (-0.28, 0.01)),
        ("book.paperbacks", make.book_groups(0.30, 2, "novels", 1031, depth=0.25), 1.20, (0.37, 0.01)),
        ("book.old", make.book_groups(0.46, 3, "old", 1032, depth=0.25), 0.84, (0.28, 0.01)),
        ("book.albums", make.book_groups(0.26, 1, "albums", 1033, depth=0.25), 0.48, (0.13, 0.01)),
    )
    games = [make.board_game(1032, 0.30, 0.28, 0.06), make.board_game(1033, 0.285, 0.28, 0.06)]
    put.stack("game", games, on=case, at=(-0.26, -0.01), level=0.50, turn=2)
    russet = materials.cotton((0.30, 0.13, 0.10))
    put.fill(
        case,
        ("basket.low", make.basket("oblong", 0.42, 0.28, 0.22, seed=1040), 0.11, -0.27, 2),
        ("basket.side", make.basket("oblong", 0.42, 0.28, 0.22, seed=1041), 0.11, 0.26, -3),
        ("speaker", make.speaker("oak", 0.26, grille=True), 0.49, 0.40, -8),
        ("globe.vase", make.vase("round", "blue", height=0.20, seed=1043), 1.21, 0.10),
        ("box.case", make.storage_box(0.40, 0.27, 0.22, russet, materials.brass()), 1.57, -0.26, 2),
        ("radio", make.table_radio("oak", 0.31), 1.57, 0.26),
    )
    plant = make.plant("rubber", "straight", (0.30, 0.13, 0.07), 1.02, seed=1045)
    put.stand("plant.piano", plant, on=parlour.floor, at=(5.22, 2.98), turn=15)


def bay(parlour: Room) -> None:
    """The bay: curtains, an armchair to read in, a small table, plants on the sill."""
    floor = parlour.floor
    cream = make.column_radiator(22, 0.50, materials.painted_metal((0.62, 0.60, 0.55), 0.35))
    put.against("radiator", cream, wall=parlour.walls[BAY], at=0.95, gap=0.04)
    plum = {"TEXTILE_generic": materials.fabric("plum wool", PLUM), "WOOD_walnut": walnut("Z")}
    wide = refinished("KatorLegaz/mid-century-chair", plum)
    chair = put.stand("armchair", wide, on=floor, at=(3.62, 0.02), turn=157)
    cushion = make.cushion("oat", 0.42, 0.32, 0.12, seed=1050)
    put.prop("cushion.chair", cushion, on=chair, at=(0.02, -0.08), level=0.62, turn=-4, tip=20)
    moss = {"TEXTILE_generic": materials.fabric("moss wool", (0.10, 0.115, 0.06)), "WOOD_walnut": walnut("Z")}
    reading = refinished("KatorLegaz/mid-century-chair", moss)
    other = put.stand("armchair.reading", reading, on=floor, at=(4.28, 3.30), turn=-62)
    cushion = make.cushion("stripes", 0.44, 0.44, 0.14, seed=1051)
    put.prop("cushion.reading", cushion, on=other, at=(0.02, -0.08), level=0.62, turn=6, tip=20)
    small = make.table(0.42, 0.42, walnut("X"), walnut("Z"), height=0.55)
    table = put.stand("side_table", small, on=floor, at=(2.84, -0.36), turn=8, category="side_table")
    put.stack("book.bay", make.book_stack(2, seed=1052), on=table, at=(-0.05, 0.05), turn=24)
    put.stand("lamp.bay", make.standing_lamp("tripod", "walnut", 1.45, 0.38), on=floor, at=(2.44, -0.02), turn=35)
    curtains = [
        ("left", BAY, 0.13, 0.22, 1054),
        ("right", BAY, 1.77, 0.22, 1070),
        ("west", 1, 0.86, 0.19, 1061),
        ("east", 3, 0.10, 0.19, 1054),
    ]
    for side, number, at, width, seed in curtains:
        drape = make.curtain("straw", width, 2.48, 0.022, seed=seed)
        put.hang(f"curtain.{side}", drape, on=parlour.walls[number], at=(at, 0.03), gap=0.055)
    for number, low, high in ((1, 0.03, 0.95), (BAY, 0.0, 1.9), (3, 0.01, 0.93)):
        rod = Bar([(low, -0.085, 2.523), (high, -0.085, 2.523)], 0.011, materials.brass(), 14)
        built(f"rod.{number}", [rod], parlour.walls[number].frame)
    fern = make.plant("fern", "round", (0.30, 0.36, 0.36), 0.26, seed=1056)
    put.stand("fern.sill", fern, on=parlour.sills[1], at=(1.35, 0.03))


def toys(parlour: Room) -> None:
    """The children's end by the west wall, and what has wandered across the floor."""
    floor, white = parlour.floor, materials.plain("white paint", (0.66, 0.64, 0.60), 0.4)
    shelves = make.open_shelves(1.30, [0.06, 0.37], white, height=0.70, depth=0.36)
    low = put.against("toy_shelf", shelves, wall=parlour.walls[7], at=1.20, category="shelf")
    basket = make.basket("round", 0.34, 0.32, 0.20, seed=1060)
    put.stand("basket.toys", basket, on=low, at=(-0.36, 0.0), level=0.08, turn=30)
    put.stand("game.shelf", make.board_game(1061, 0.30, 0.29, 0.07), on=low, at=(0.26, 0.0), level=0.08, turn=-5)
    tales = make.books_together(0.40, "children", 1062, depth=0.26, tilt=14)
    put.stand("book.tales", tales, on=low, at=(-0.30, 0.02), level=0.38)
    put.stand("rings", make.stacking_rings(seed=1), on=low, at=(0.40, -0.02), level=0.39)
    put.stand("doll_house", "Scopia/doll-house", on=low, at=(-0.22, 0.0), turn=-3)
    mat = put.stand("rug.play", make.rug("kilim", 1.46, 1.06, seed=1064), on=floor, at=(1.28, 0.66), turn=5)
    beech = materials.timber("beech", (0.40, 0.255, 0.14), (0.56, 0.39, 0.235))
    low_table = make.table(0.62, 0.46, beech, materials.plain("white legs", (0.64, 0.62, 0.58), 0.4), height=0.43)
    play = put.stand("table.play", low_table, on=mat, at=(0.14, 0.02), turn=-13, category="side_table")
    put.stand("train", make.train(2, seed=1), on=play, at=(0.14, 0.10), turn=8)
    put.stand("block.1", make.block(1, "cube", 0.055), on=play, at=(-0.20, -0.12), turn=20)
    put.stand("block.2", make.block(2, "brick", 0.055), on=play, at=(-0.11, -0.08), turn=-40)
    put.stand("block.3", make.block(3, "pillar", 0.055), on=play, at=(-0.16, 0.02))
    put.stand("ball", make.ball(0.22, (0, 1, 2)), on=floor, at=(2.40, 0.78), turn=40)
    felt = materials.fabric("sage felt", (0.14, 0.17, 0.12))
    put.stand("pouffe", make.pouffe(felt, seed=1063), on=floor, at=(4.22, 1.06), turn=20)


def walls(parlour: Room) -> None:
    """Pictures over the sofa and the toys, the lamp in the middle."""
    east, north, west = parlour.walls[5:]
    for name, wall, art, frame, width, tall, seed, at in [
        ("large", north, "landscape", "oak", 0.92, 0.66, 1206, (1.62, 1.36)),
        ("small.1", north, "botanical", "white", 0.32, 0.42, 1228, (0.80, 1.58)),
        ("small.3", north, "shapes", "oak", 0.405, 0.505, 1216, (2.42, 1.46)),
        ("west", west, "shapes", "oak", 0.50, 0.50, 1212, (3.20, 1.42)),
        ("child.1", west, "shapes", "white", 0.52, 0.40, 1200, (1.86, 1.30)),
        ("piano", east, "botanical", "oak", 0.425, 0.545, 1220, (3.18, 1.50)),
    ]:
        put.hang(f"picture.{name}", make.picture_frame(art, frame, width, tall, 0.05, seed=seed), on=wall, at=at)
    put.hang("clock", make.wall_clock("bare", 0.34, 6, 52), on=east, at=(2.62, 1.74))
    white = materials.plaster("rose", (0.73, 0.72, 0.69), relief=0.03, wear=0.3)
    rose = house.fix_overhead(make.ceiling_rose(0.30, white), under=parlour.ceiling, at=LAMP)
    put.suspend("pendant", make.drum_pendant(0.50, 0.22, 0.42), under=rose, at=LAMP)


def lighting(parlour: Room) -> None:
    """Blue dusk outside, lamplight inside."""
    light.sky("forest.exr", strength=2.0, view=0.60, turn=169, tint=(0.42, 0.58, 1.0), saturation=0.5, room=parlour)
    light.glow((2.98, 4.28, 1.46), watts=26, radius=0.09)
    light.glow((2.44, -0.02, 1.29), watts=20, radius=0.09)
    light.glow((5.3, 1.36, 1.53), watts=9, radius=0.06)
    light.strip((*LAMP, 2.074), size=(0.34, 0.34), watts=26)
    light.strip((*LAMP, 2.34), size=(0.40, 0.40), watts=2.5, toward=(0, 0, 1))
    light.strip((2.6, 2.2, 2.3), size=(2.0, 1.6), watts=7, toward=(0, 0, 1))
    light.exposure(1.15)
