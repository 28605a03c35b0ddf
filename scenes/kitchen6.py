"""A dining kitchen: dark-blue cupboards in an L, pale stone, a long table laid for breakfast; early sun from the east."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, built
from dyce.scene.language import Door, Room, Window, house, light, put, refinished, room

NUMBER = 6
SPLIT = "test"

NAVY = (0.020, 0.036, 0.075)
CREAM = (0.72, 0.68, 0.58)
TILE = 0.011
OAK = {"dark": (0.37, 0.235, 0.125), "light": (0.56, 0.40, 0.24)}


def build() -> None:
    """5.8 by 4.3 metres; windows over the sink (north) and along the table (east)."""
    kitchen = room(
        [(0, 0), (5.8, 0), (5.8, 4.3), (0, 4.3)],
        height=2.62,
        openings=[
            Window(wall=2, at=0.918, width=1.2, sill=1.10, height=1.15),
            Window(wall=1, at=1.2, width=2.0, sill=0.86, height=1.40, sashes=3),
            Door(wall=3, at=0.50),
        ],
        walls=materials.plaster("wall", (0.73, 0.71, 0.655)),
        floor=materials.herringbone(dark=(0.34, 0.225, 0.13), light=(0.53, 0.385, 0.25)),
        ceiling=materials.plaster("ceiling", (0.79, 0.78, 0.76), relief=0.05),
        trim=materials.plain("trim", (0.78, 0.76, 0.71), 0.35),
    )
    stone = materials.pale_stone()
    north_units(kitchen, stone)
    west_units(kitchen, stone)
    splashback(kitchen)
    shelves(kitchen)
    breakfast(dining_table(kitchen))
    east_window(kitchen)
    sideboard(kitchen)
    pantry(kitchen)
    fittings(kitchen)
    lighting(kitchen)


def paint() -> bpy.types.Material:
    """The dark blue of the cupboards."""
    return materials.painted_metal(NAVY, 0.36)


def north_units(kitchen: Room, stone: bpy.types.Material) -> None:
    """The north wall: the sink under the window, the fridge; what stands on the worktop."""
    north, floor = kitchen.walls[2], kitchen.floor
    navy, copper = paint(), materials.copper()
    make.corner_post(navy).location = (0.316, 4.3 - 0.316, 0)
    row = put.run(
        {
            "cabinet.drawers": make.framed_unit(0.55, [(0.16, 1), (0.28, 1), (0, 1)], navy, copper),
            "cabinet.sink": make.framed_unit(0.70, [(0, 2)], navy, copper, well=0.21),
            "cabinet.north": make.framed_unit(0.58, [(0.16, 1), (0, 1)], navy, copper, doors="right"),
        },
        wall=north,
        start=0.618,
    )
    top = put.fit("worktop.north", make.deep_worktop(2.46, stone, cutout=(1.190, 1.846, -0.13)), on=north, at=(0, 0.91))
    fireclay = materials.glaze((0.77, 0.76, 0.72), 0.1)
    sink = make.butler_sink(fireclay, materials.polished_steel(), width=0.648, depth=0.47, height=0.235, drain=0.045)
    put.stand("sink", sink, on=row["cabinet.sink"], at=(0, -0.085))
    put.stand("tap", make.swan_tap(materials.copper(), height=0.36, reach=0.19), on=top, at=(1.52, -0.07))
    put.stand("coffee_maker", "KatorLegaz/coffee-maker", on=top, at=(0.72, -0.28), turn=18)
    put.stand("paper_towel", make.paper_roll(1011), on=top, at=(2.35, -0.14))
    rack = put.stand("dish_rack", make.dish_rack("black", 0.38, 0.26), on=top, at=(2.06, -0.375), turn=90)
    put.stand("bowl.drying", make.bowl("cereal", "blue", diameter=0.15, seed=1017), on=rack, at=(-0.06, 0.01))
    fridge = make.retro_fridge((0.135, 0.185, 0.155), 1.64, 0.62, notes=4, seed=1103)
    put.against("fridge", fridge, wall=north, at=2.86, gap=0.03)
    basil = make.herb("basil", "straight", diameter=0.105, seed=1014)
    put.stand("herb.basil", basil, on=kitchen.sills[0], at=(1.04, 0.035))
    put.stand("rug.runner", make.rug("stripes", 1.7, 0.62, seed=1016), on=floor, at=(1.62, 3.28), turn=2)


def west_units(kitchen: Room, stone: bpy.types.Material) -> None:
    """The west wall: the cooker under its canopy between two cupboards."""
    west = kitchen.walls[3]
    navy, copper = paint(), materials.copper()
    enamel = materials.painted_metal((0.70, 0.68, 0.61), 0.2)
    row = put.run(
        {
            "cabinet.left": make.framed_unit(0.62, [(0.16, 1), (0, 2)], navy, copper),
            "cooker": make.cooker(enamel, materials.brushed_steel("X")),
            "cabinet.right": make.framed_unit(0.62, [(0.16, 1), (0.28, 1), (0, 1)], navy, copper),
        },
        wall=west,
        start=1.842,
    )
    left = put.fit("worktop.left", make.deep_worktop(0.632, stone), on=west, at=(1.828, 0.91))
    right = put.fit("worktop.right", make.deep_worktop(0.606, stone), on=west, at=(3.063, 0.91))
    canopy, ledge = materials.plain("canopy paint", (0.70, 0.67, 0.60), 0.5), materials.timber("oak ledge", **OAK)
    put.hang("hood", make.boxed_hood(0.74, 0.47, 2.615 - 1.62, canopy, ledge), on=west, at=(2.762, 1.62))
    put.stand("kettle", make.kettle("enamel", (0.42, 0.09, 0.045), 0.20), on=row["cooker"], at=(-0.14, 0.10), turn=150)
    put.stand("pan", make.frying_pan("iron", 0.25), on=row["cooker"], at=(0.13, -0.13), turn=-60)
    put.stand("utensils", make.utensil_crock("speckled", seed=1020), on=left, at=(0.50, -0.14))
    put.stand("oil", make.oil_bottle("clear", 0.30, 0.6), on=left, at=(0.36, -0.10), turn=10)
    put.stand("tower", "Scopia/spiceTower", on=right, at=(0.14, -0.16), turn=25)
    put.stand("knives", "Scopia/kitchenKnifeStandSet", on=right, at=(0.42, -0.22), turn=18)


def splashback(kitchen: Room) -> None:
    """Hand-cut square tiles in warm white behind the worktops, round the window."""
    _, _, north, west = kitchen.walls
    white, grout = (0.70, 0.68, 0.62), (0.52, 0.50, 0.45)
    zellige = materials.tiles("zellige", white, width=0.10, height=0.10, joint=0.0016, grout=grout, stagger=0.0)
    parts = [(0.006, 0.918, 0.91, 1.50), (0.918, 2.118, 0.91, 1.078), (2.118, 2.46, 0.91, 1.50)]
    house.cover("splashback.north", zellige, on=north, parts=parts, thickness=TILE)
    house.cover("splashback.west", zellige, on=west, parts=[(1.828, 4.3, 0.91, 1.50)], thickness=TILE)


def shelves(kitchen: Room) -> None:
    """Two open shelves between the canopy and the corner."""
    west = kitchen.walls[3]
    oak, copper = materials.timber("oak shelf", **OAK), materials.copper()
    low = put.hang("shelf.low", make.shelf(0.88, oak, copper, depth=0.21), on=west, at=(3.72, 1.32), gap=TILE)
    high = put.hang("shelf.high", make.shelf(0.88, oak, copper, depth=0.21), on=west, at=(3.72, 1.66))
    put.stand("bowl.shelf", make.bowl("mixing", "cream", diameter=0.20, seed=1031), on=low, at=(-0.22, 0.0))
    put.stand("jug.shelf", make.jug("blue", height=0.18, diameter=0.11, seed=1032), on=low, at=(0.24, 0.0), turn=200)
    put.stand("plant.shelf", make.herb("mint", "round", diameter=0.13, seed=1035), on=high, at=(0.20, 0.0))


def dining_table(kitchen: Room) -> bpy.types.Object:
    """The long table, chairs of four kinds, the bench along the window."""
    floor = kitchen.floor
    oak = materials.timber("oak table", **OAK, along="Y", stave=0.16)
    legs = materials.plain("table legs", (0.67, 0.64, 0.56), 0.45)
    board = put.stand("table", make.table(0.92, 2.10, oak, legs, height=0.755), on=floor, at=(4.50, 2.10))
    mustard = {
        "lacquered_steel": materials.painted_metal((0.38, 0.22, 0.05), 0.35),
        "white": materials.wood("beech", "X"),
    }
    light_oak, painted = materials.wood("oak", "Z"), materials.plain("chair paint", (0.16, 0.24, 0.22), 0.38)
    put.stand("chair.oak", make.spindle_chair(light_oak), on=floor, at=(3.80, 1.58), turn=96)
    green = make.spindle_chair(painted, height=0.86, spindles=5)
    put.stand("chair.green", green, on=floor, at=(4.54, 3.40), turn=-7)
    steel = refinished("Scopia/white_kitchen_chair", mustard)
    put.stand("chair.mustard", steel, on=floor, at=(4.46, 0.74), turn=183)
    put.stand("chair.black", "Scopia/chair", on=floor, at=(3.66, 2.62), turn=71)
    put.stand("bench", make.bench(1.75, materials.timber("oak bench", **OAK)), on=floor, at=(5.10, 2.12), turn=90)
    for number, y in enumerate([1.58, 2.62], 1):
        lamp = make.pendant("cone", (0.030, 0.045, 0.085), 0.34, 0.62)
        put.suspend(f"pendant.{number}", lamp, under=kitchen.ceiling, at=(4.50, y))
    return board


def breakfast(board: bpy.types.Object) -> None:
    """The table, laid for three and begun."""
    places = [(-0.29, -0.55, 40), (-0.27, 0.44, 80), (0.28, -0.38, 120)]
    plates = put.several("plate", lambda _: make.plate("rim", "blue", diameter=0.235, seed=1050), places, on=board)
    put.stand("knife.table", make.table_knife(), on=board, at=(-0.28, -0.71), turn=-86)
    put.stand("bowl.cereal", make.bowl("cereal", "cream", diameter=0.145, seed=1051), on=plates[1])
    put.stand("spoon", make.spoon(), on=board, at=(-0.28, 0.285), turn=-84)
    round_board = make.chopping_board("round", "oak", 0.28, 0.28, 0.02)
    loaf = put.stand("board.bread", round_board, on=board, at=(0.02, 0.76), turn=12)
    put.stand("bread", make.bread(0.23, seed=1052), on=loaf, at=(0.0, 0.01), turn=38)
    # the fruit was settled in its bowl once, by rigid bodies
    sage = make.bowl("serving", "sage", diameter=0.30, seed=1053)
    bowl = put.stand("bowl.fruit", sage, on=board, at=(-0.03, 0.19))
    golden = make.apple("golden", 0.075, seed=1001)
    put.nest("apple.1", golden, inside=bowl, at=(0.0893, -0.0028, 0.0400), turn=(-60.1, 69.8, 108.8))
    orange = make.orange(0.074, seed=1002)
    put.nest("orange.1", orange, inside=bowl, at=(0.0119, 0.0895, 0.0248), turn=(45.8, -7.6, 6.5))
    put.stand("flowers", make.flowers("yellow", 8, 0.38, seed=1054), on=board, at=(0.04, -0.12))
    put.stand("teapot", "Scopia/teapot", on=board, at=(-0.02, -0.40), turn=150)
    tea = make.mug("barrel", "white", diameter=0.085, filling="tea", seed=1055)
    put.stand("mug.1", tea, on=board, at=(-0.14, -0.74), turn=190)
    put.stand("juice.1", make.tumbler("tapered", 0.078, 0.11, "juice"), on=board, at=(-0.10, -0.58))
    put.stand("jam.1", make.jam_jar("apricot", seed=1056), on=board, at=(0.13, -0.27), turn=100)
    put.stand("cereal", make.cereal_box("crackers", 0.27), on=board, at=(-0.20, 0.80), turn=64)
    put.stand("creamer", "Scopia/creamer", on=board, at=(0.10, -0.62), turn=30)


def east_window(kitchen: Room) -> None:
    """Curtains on a pole, a radiator under the sill, a tall plant in the corner."""
    east, floor = kitchen.walls[1], kitchen.floor
    radiator = make.radiator(1.3, materials.plain("radiator paint", (0.76, 0.75, 0.71), 0.3))
    house.fix(radiator, on=east, at=(2.2, 0), gap=0.075)
    pole = [(0.62, -0.085, 2.395), (3.78, -0.085, 2.395)]
    brackets = [Bar([(x, 0, 2.395), (x, -0.085, 2.395)], 0.008, materials.copper()) for x in (0.68, 3.72)]
    built("curtain.pole", [Bar(pole, 0.013, materials.copper(), 20), *brackets], east.frame)
    for name, at, seed in [("left", 0.93, 1060), ("right", 3.47, 1061)]:
        drape = make.curtain("oat", 0.50, 2.36, seed=seed)
        below = 2.381 - drape.dimensions.z
        put.hang(f"curtain.{name}", drape, on=east, at=(at, below), gap=0.022)
    put.stand("plant.tall", make.plant("rubber", "round", height=1.45, seed=1064), on=floor, at=(5.36, 0.42), turn=70)


def sideboard(kitchen: Room) -> None:
    """The south wall: the sideboard, pictures, a chair to spare by the door."""
    south, floor = kitchen.walls[0], kitchen.floor
    oak = materials.timber("oak sideboard", **OAK)
    board = make.country_sideboard(1.50, oak, paint(), materials.copper(), depth=0.48)
    chest = put.against("sideboard", board, wall=south, at=3.45)
    put.stand("oven", "Scopia/small-oven", on=chest, at=(0.45, 0.0), turn=-4)
    put.stand("jug.clay", "Scopia/old_jar", on=chest, at=(-0.02, 0.05), turn=205)
    put.stand("lamp", make.table_lamp("ochre", 0.46, seed=1070), on=chest, at=(-0.56, 0.04))
    landscape = make.picture_frame("landscape", "oak", 0.92, 0.66, 0.07, seed=1073)
    put.hang("picture.left", landscape, on=south, at=(3.30, 1.38))
    put.hang("clock", make.wall_clock("dark", 0.34, 7, 42), on=south, at=(2.38, 1.72))
    botanical = make.picture_frame("botanical", "oak", 0.44, 0.58, 0.07, seed=1210)
    put.hang("picture.east", botanical, on=south, at=(1.86, 1.28))
    shapes = make.picture_frame("shapes", "oak", 0.62, 0.84, 0.07, seed=1210)
    put.hang("picture.corner", shapes, on=south, at=(1.18, 1.22))
    put.stand("basket.floor", make.basket("round", 0.40, 0.40, 0.34, seed=1206), on=floor, at=(3.42, 0.34))
    put.stand("rug.door", make.rug("berber", 2.3, 0.82, seed=1205), on=floor, at=(1.66, 1.12), turn=1.5)
    lines = make.picture_frame("lines", "black", 0.58, 0.80, 0.08, seed=1076)
    put.hang("picture.south", lines, on=south, at=(4.95, 1.30))
    put.stand("chair.spare", make.spindle_chair(materials.wood("oak", "Z")), on=floor, at=(0.72, 0.36), turn=171)


def pantry(kitchen: Room) -> None:
    """The north wall beyond the fridge: low shelves, a picture over them, a fern in the corner."""
    north, floor = kitchen.walls[2], kitchen.floor
    oak = materials.timber("oak case", **OAK, along="Z")
    low = make.open_shelves(0.86, [0.09, 0.44, 0.80], oak, height=1.12, depth=0.32)
    case = put.against("bookcase", low, wall=north, at=4.20)
    put.fill(
        case,
        ("basket", make.basket("oblong", 0.40, 0.25, 0.20, seed=1082), 0.09, -0.16, 4),
        ("casserole", make.casserole((0.52, 0.33, 0.07), 0.22, 0.11), 0.44, -0.20, 8),
        ("colander", make.colander((0.30, 0.36, 0.40), 0.235), 0.44, 0.18, 24),
        ("book", make.book_row(2, seed=1087), 0.80, -0.22),
    )
    put.stand("vase", make.vase("round", "charcoal", height=0.25, seed=1083), on=case, at=(0.24, 0.02))
    shapes = make.picture_frame("shapes", "oak", 0.56, 0.72, 0.06, seed=1074)
    put.hang("picture.right", shapes, on=north, at=(4.12, 1.38))
    put.stand("plant.fern", make.plant("fern", "terracotta", height=0.5, seed=1086), on=floor, at=(5.36, 3.92))


def fittings(kitchen: Room) -> None:
    """What is part of the house: switches, sockets and cords."""
    south, east, north, west = kitchen.walls
    coffee = {1: [(0.05, 0.02, -0.18), (0.12, 0.05, -0.215)]}
    house.fix(make.socket(2, cords=coffee), on=north, at=(0.46, 1.13), gap=TILE)
    house.fix(make.socket(2), on=north, at=(2.28, 1.13), gap=TILE)
    house.fix(make.socket(2), on=west, at=(2.10, 1.13), gap=TILE)
    house.fix(make.socket(2), on=south, at=(2.45, 0.30), gap=0.012)
    house.fix(make.socket(1), on=south, at=(5.60, 0.30), gap=0.012)
    house.fix(make.light_switch(3), on=west, at=(1.56, 1.05))
    house.fix(make.thermostat(), on=south, at=(1.55, 1.42))
    house.fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(2.7, 1.3))
    boards = materials.plain("boarding paint", (0.30, 0.335, 0.315), 0.45)
    make.boarding(south.frame, [(0.0, 5.8)], 0.82, boards)
    make.boarding(east.frame, [(0.0, 4.3)], 0.82, boards)
    make.boarding(north.frame, [(3.19, 5.8)], 0.82, boards)
    make.boarding(west.frame, [(0.0, 0.43), (1.41, 1.84)], 0.82, boards)


def lighting(kitchen: Room) -> None:
    """An hour after sunrise; the pendants are on, and the lamp on the sideboard."""
    light.sky("sunrise.exr", strength=8.0, view=2.2, turn=0, room=kitchen)
    light.sun(azimuth=18, elevation=17, strength=4.6, colour=(1.0, 0.87, 0.71), angle=1.5)
    light.strip((2.76, 2.2, 2.3), size=(1.6, 1.2), watts=18, toward=(0, 0, 1), colour=(0.96, 0.97, 1.0))
    light.strip((0.30, 2.762, 1.605), size=(0.15, 0.4), watts=6)
    for y in (1.58, 2.62):
        light.glow((4.50, y, 1.86), watts=12)
    light.glow((2.91, 0.22, 1.20), watts=5)
    light.exposure(0.45)
