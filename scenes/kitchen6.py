"""A dining kitchen: dark-blue cupboards in an L, pale stone, a long table laid for breakfast; early sun from the east."""

import bpy
from mathutils import Matrix

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, built
from dyce.scene.recipe import (
    Door,
    Room,
    Window,
    against,
    blocks,
    exposure,
    fit,
    fix,
    fix_overhead,
    glow,
    hang,
    nest,
    refinished,
    room,
    row,
    run,
    sky,
    stand,
    strip,
    sun,
    suspend,
)

NAVY = (0.020, 0.036, 0.075)
CREAM = (0.72, 0.68, 0.58)
TILE = 0.011
OAK = {"dark": (0.37, 0.235, 0.125), "light": (0.56, 0.40, 0.24)}

FRUIT = [  # settled by rigid bodies once, in the fruit bowl's frame
    (
        "apple.1",
        "apple",
        lambda: make.apple("golden", 0.075, seed=1001),
        (0.0893, -0.0028, 0.0400),
        (-60.1, 69.8, 108.8),
    ),
    ("orange.1", "orange", lambda: make.orange(0.074, seed=1002), (0.0119, 0.0895, 0.0248), (45.8, -7.6, 6.5)),
]


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
    house(kitchen)
    light(kitchen)


def paint() -> bpy.types.Material:
    """The dark blue of the cupboards."""
    return materials.painted_metal(NAVY, 0.36)


def north_units(kitchen: Room, stone: bpy.types.Material) -> None:
    """The north wall: the sink under the window, the fridge; what stands on the worktop."""
    north, floor = kitchen.walls[2], kitchen.floor
    navy, copper = paint(), materials.copper()
    make.corner_post(navy).location = (0.316, 4.3 - 0.316, 0)
    _, sink_unit, _ = run(
        north,
        0.618,
        [
            ("cabinet.drawers", "cabinet", make.framed_unit(0.55, [(0.16, 1), (0.28, 1), (0, 1)], navy, copper)),
            ("cabinet.sink", "cabinet", make.framed_unit(0.70, [(0, 2)], navy, copper, well=0.21)),
            ("cabinet.north", "cabinet", make.framed_unit(0.58, [(0.16, 1), (0, 1)], navy, copper, doors="right")),
        ],
        on=floor,
    )
    top = fit(
        "worktop.north",
        "worktop",
        make.deep_worktop(2.46, stone, cutout=(1.190, 1.846, -0.13)),
        wall=north,
        at=0,
        height=0.91,
    )
    fireclay = materials.glaze((0.77, 0.76, 0.72), 0.1)
    sink = make.butler_sink(fireclay, materials.polished_steel(), width=0.648, depth=0.47, height=0.235, drain=0.045)
    stand("sink", "sink", sink, on=sink_unit, at=(0, -0.085))
    stand("tap", "tap", make.swan_tap(materials.copper(), height=0.36, reach=0.19), on=top, at=(1.52, -0.07))
    stand("coffee_maker", "coffee_maker", "KatorLegaz/coffee-maker", on=top, at=(0.72, -0.28), turn=18)
    stand("paper_towel", "paper_towel", make.paper_roll(1011), on=top, at=(2.35, -0.14))
    rack = stand("dish_rack", "dish_rack", make.dish_rack("black", 0.38, 0.26), on=top, at=(2.06, -0.375), turn=90)
    stand("bowl.drying", "bowl", make.bowl("cereal", "blue", diameter=0.15, seed=1017), on=rack, at=(-0.06, 0.01))
    against(
        "fridge",
        "refrigerator",
        make.retro_fridge((0.135, 0.185, 0.155), 1.64, 0.62, notes=4, seed=1103),
        wall=north,
        at=2.86,
        on=floor,
        gap=0.03,
    )
    stand(
        "herb.basil",
        "potted_plant",
        make.herb("basil", "straight", diameter=0.105, seed=1014),
        on=kitchen.sills[0],
        at=(1.04, 0.035),
    )
    stand("rug.runner", "rug", make.rug("stripes", 1.7, 0.62, seed=1016), on=floor, at=(1.62, 3.28), turn=2)


def west_units(kitchen: Room, stone: bpy.types.Material) -> None:
    """The west wall: the cooker under its canopy between two cupboards."""
    west, floor = kitchen.walls[3], kitchen.floor
    navy, copper = paint(), materials.copper()
    enamel = materials.painted_metal((0.70, 0.68, 0.61), 0.2)
    _, stove, _ = run(
        west,
        1.842,
        [
            ("cabinet.left", "cabinet", make.framed_unit(0.62, [(0.16, 1), (0, 2)], navy, copper)),
            ("cooker", "stove", make.cooker(enamel, materials.brushed_steel("X"))),
            ("cabinet.right", "cabinet", make.framed_unit(0.62, [(0.16, 1), (0.28, 1), (0, 1)], navy, copper)),
        ],
        on=floor,
    )
    left = fit("worktop.left", "worktop", make.deep_worktop(0.632, stone), wall=west, at=1.828, height=0.91)
    right = fit("worktop.right", "worktop", make.deep_worktop(0.606, stone), wall=west, at=3.063, height=0.91)
    hang(
        "hood",
        "range_hood",
        make.boxed_hood(
            0.74,
            0.47,
            2.615 - 1.62,
            materials.plain("canopy paint", (0.70, 0.67, 0.60), 0.5),
            materials.timber("oak ledge", **OAK),
        ),
        wall=west,
        at=2.762,
        height=1.62,
    )
    stand("kettle", "kettle", make.kettle("enamel", (0.42, 0.09, 0.045), 0.20), on=stove, at=(-0.14, 0.10), turn=150)
    stand("pan", "pan", make.frying_pan("iron", 0.25), on=stove, at=(0.13, -0.13), turn=-60)
    stand("utensils", "utensil_holder", make.utensil_crock("speckled", seed=1020), on=left, at=(0.50, -0.14))
    stand("oil", "bottle", make.oil_bottle("clear", 0.30, 0.6), on=left, at=(0.36, -0.10), turn=10)
    stand("tower", "spice_rack", "Scopia/spiceTower", on=right, at=(0.14, -0.16), turn=25)
    stand("knives", "knife_block", "Scopia/kitchenKnifeStandSet", on=right, at=(0.42, -0.22), turn=18)


def splashback(kitchen: Room) -> None:
    """Hand-cut square tiles in warm white behind the worktops, round the window."""
    north = [
        ((0.006, -TILE, 0.91), (0.918, 0, 1.50)),
        ((0.918, -TILE, 0.91), (2.118, 0, 1.078)),
        ((2.118, -TILE, 0.91), (2.46, 0, 1.50)),
    ]
    glazed = materials.tiles(
        "zellige", (0.70, 0.68, 0.62), width=0.10, height=0.10, joint=0.0016, grout=(0.52, 0.50, 0.45), stagger=0.0
    )
    blocks("splashback.north", north, glazed, frame=kitchen.walls[2].frame)
    blocks("splashback.west", [((1.828, -TILE, 0.91), (4.3, 0, 1.50))], glazed, frame=kitchen.walls[3].frame)


def shelves(kitchen: Room) -> None:
    """Two open shelves between the canopy and the corner."""
    west = kitchen.walls[3]
    oak, copper = materials.timber("oak shelf", **OAK), materials.copper()
    low, high = (
        hang(
            f"shelf.{name}",
            "shelf",
            make.shelf(width, oak, copper, depth=0.21),
            wall=west,
            at=at,
            height=height,
            gap=TILE if height < 1.5 else 0.001,
        )
        for name, width, at, height in [("low", 0.88, 3.72, 1.32), ("high", 0.88, 3.72, 1.66)]
    )
    stand("bowl.shelf", "bowl", make.bowl("mixing", "cream", diameter=0.20, seed=1031), on=low, at=(-0.22, 0.0))
    stand("jug.shelf", "jug", make.jug("blue", height=0.18, diameter=0.11, seed=1032), on=low, at=(0.24, 0.0), turn=200)
    stand("plant.shelf", "potted_plant", make.herb("mint", "round", diameter=0.13, seed=1035), on=high, at=(0.20, 0.0))


def dining_table(kitchen: Room) -> bpy.types.Object:
    """The long table, chairs of four kinds, the bench along the window."""
    floor = kitchen.floor
    oak = materials.timber("oak table", **OAK, along="Y", stave=0.16)
    board = stand(
        "table",
        "dining_table",
        make.table(0.92, 2.10, oak, materials.plain("table legs", (0.67, 0.64, 0.56), 0.45), height=0.755),
        on=floor,
        at=(4.50, 2.10),
    )
    mustard = {
        "lacquered_steel": materials.painted_metal((0.38, 0.22, 0.05), 0.35),
        "white": materials.wood("beech", "X"),
    }
    light_oak, painted = materials.wood("oak", "Z"), materials.plain("chair paint", (0.16, 0.24, 0.22), 0.38)
    for name, thing, x, y, turn in [
        ("oak", make.spindle_chair(light_oak), 3.80, 1.58, 96),
        ("green", make.spindle_chair(painted, height=0.86, spindles=5), 4.54, 3.40, -7),
        ("black", "Scopia/chair", 3.66, 2.62, 71),
        ("mustard", refinished("Scopia/white_kitchen_chair", mustard), 4.46, 0.74, 183),
    ]:
        stand(f"chair.{name}", "chair", thing, on=floor, at=(x, y), turn=turn)
    stand("bench", "bench", make.bench(1.75, materials.timber("oak bench", **OAK)), on=floor, at=(5.10, 2.12), turn=90)
    for number, y in enumerate([1.58, 2.62], 1):
        suspend(
            f"pendant.{number}",
            "pendant_lamp",
            make.pendant("cone", (0.030, 0.045, 0.085), 0.34, 0.62),
            under=kitchen.ceiling,
            at=(4.50, y),
        )
    return board


def breakfast(board: bpy.types.Object) -> None:
    """The table, laid for three and begun."""
    _, bowl_plate, _ = (
        stand(
            f"plate.{number}",
            "plate",
            make.plate("rim", "blue", diameter=0.235, seed=1050),
            on=board,
            at=at,
            turn=40 * number,
        )
        for number, at in enumerate([(-0.29, -0.55), (-0.27, 0.44), (0.28, -0.38)], 1)
    )
    stand("knife.table", "knife", make.table_knife(), on=board, at=(-0.28, -0.71), turn=-86)
    stand("bowl.cereal", "bowl", make.bowl("cereal", "cream", diameter=0.145, seed=1051), on=bowl_plate)
    stand("spoon", "spoon", make.spoon(), on=board, at=(-0.28, 0.285), turn=-84)
    loaf_board = stand(
        "board.bread",
        "chopping_board",
        make.chopping_board("round", "oak", 0.28, 0.28, 0.02),
        on=board,
        at=(0.02, 0.76),
        turn=12,
    )
    stand("bread", "bread", make.bread(0.23, seed=1052), on=loaf_board, at=(0.0, 0.01), turn=38)
    fruit_bowl = stand(
        "bowl.fruit", "bowl", make.bowl("serving", "sage", diameter=0.30, seed=1053), on=board, at=(-0.03, 0.19)
    )
    for name, category, fruit, at, turn in FRUIT:
        nest(name, category, fruit(), inside=fruit_bowl, at=at, turn=turn)
    stand("flowers", "flowers", make.flowers("yellow", 8, 0.38, seed=1054), on=board, at=(0.04, -0.12))
    stand("teapot", "teapot", "Scopia/teapot", on=board, at=(-0.02, -0.40), turn=150)
    stand(
        "mug.1",
        "mug",
        make.mug("barrel", "white", diameter=0.085, filling="tea", seed=1055),
        on=board,
        at=(-0.14, -0.74),
        turn=190,
    )
    stand("juice.1", "glass", make.tumbler("tapered", 0.078, 0.11, "juice"), on=board, at=(-0.10, -0.58))
    stand("jam.1", "jar", make.jam_jar("apricot", seed=1056), on=board, at=(0.13, -0.27), turn=100)
    stand("cereal", "box", make.cereal_box("crackers", 0.27), on=board, at=(-0.20, 0.80), turn=64)
    stand("creamer", "jug", "Scopia/creamer", on=board, at=(0.10, -0.62), turn=30)


def east_window(kitchen: Room) -> None:
    """Curtains on a pole, a radiator under the sill, a tall plant in the corner."""
    east, floor = kitchen.walls[1], kitchen.floor
    heater = make.radiator(1.3, materials.plain("radiator paint", (0.76, 0.75, 0.71), 0.3))
    heater.matrix_world = east.frame @ Matrix.Translation((2.2, -0.075, 0))
    pole = [(0.62, -0.085, 2.395), (3.78, -0.085, 2.395)]
    brackets = [Bar([(x, 0, 2.395), (x, -0.085, 2.395)], 0.008, materials.copper()) for x in (0.68, 3.72)]
    built("curtain.pole", [Bar(pole, 0.013, materials.copper(), 20), *brackets], east.frame)
    for name, at, seed in [("left", 0.93, 1060), ("right", 3.47, 1061)]:
        drape = make.curtain("oat", 0.50, 2.36, seed=seed)
        below = 2.381 - drape.dimensions.z
        hang(f"curtain.{name}", "curtain", drape, wall=east, at=at, height=below, gap=0.022)
    stand(
        "plant.tall",
        "potted_plant",
        make.plant("rubber", "round", height=1.45, seed=1064),
        on=floor,
        at=(5.36, 0.42),
        turn=70,
    )


def sideboard(kitchen: Room) -> None:
    """The south wall: the sideboard, pictures, a chair to spare by the door."""
    south, floor = kitchen.walls[0], kitchen.floor
    oak = materials.timber("oak sideboard", **OAK)
    chest = against(
        "sideboard",
        "sideboard",
        make.country_sideboard(1.50, oak, paint(), materials.copper(), depth=0.48),
        wall=south,
        at=3.45,
        on=floor,
    )
    stand("oven", "oven", "Scopia/small-oven", on=chest, at=(0.45, 0.0), turn=-4)
    stand("jug.clay", "jug", "Scopia/old_jar", on=chest, at=(-0.02, 0.05), turn=205)
    stand("lamp", "lamp", make.table_lamp("ochre", 0.46, seed=1070), on=chest, at=(-0.56, 0.04))
    hang(
        "picture.left",
        "picture",
        make.picture_frame("landscape", "oak", 0.92, 0.66, 0.07, seed=1073),
        wall=south,
        at=3.30,
        height=1.38,
    )
    hang("clock", "clock", make.wall_clock("dark", 0.34, 7, 42), wall=south, at=2.38, height=1.72)
    for name, art, wide, tall, at, height in (
        ("east", "botanical", 0.44, 0.58, 1.86, 1.28),
        ("corner", "shapes", 0.62, 0.84, 1.18, 1.22),
    ):
        frame = make.picture_frame(art, "oak", wide, tall, 0.07, seed=1210)
        hang(f"picture.{name}", "picture", frame, wall=south, at=at, height=height)
    stand("basket.floor", "basket", make.basket("round", 0.40, 0.40, 0.34, seed=1206), on=floor, at=(3.42, 0.34))
    stand("rug.door", "rug", make.rug("berber", 2.3, 0.82, seed=1205), on=floor, at=(1.66, 1.12), turn=1.5)
    hang(
        "picture.south",
        "picture",
        make.picture_frame("lines", "black", 0.58, 0.80, 0.08, seed=1076),
        wall=south,
        at=4.95,
        height=1.30,
    )
    stand("chair.spare", "chair", make.spindle_chair(materials.wood("oak", "Z")), on=floor, at=(0.72, 0.36), turn=171)


def pantry(kitchen: Room) -> None:
    """The north wall beyond the fridge: low shelves, a picture over them, a fern in the corner."""
    north, floor = kitchen.walls[2], kitchen.floor
    oak = materials.timber("oak case", **OAK, along="Z")
    case = against(
        "bookcase",
        "bookcase",
        make.open_shelves(0.86, [0.09, 0.44, 0.80], oak, height=1.12, depth=0.32),
        wall=north,
        at=4.20,
        on=floor,
    )
    basket = make.basket("oblong", 0.40, 0.25, 0.20, seed=1082)
    stand("basket", "basket", basket, on=case, at=(-0.16, 0.0), level=0.10, turn=4)
    stand(
        "casserole", "pot", make.casserole((0.52, 0.33, 0.07), 0.22, 0.11), on=case, at=(-0.20, 0.0), level=0.45, turn=8
    )
    stand(
        "colander", "colander", make.colander((0.30, 0.36, 0.40), 0.235), on=case, at=(0.18, 0.0), level=0.45, turn=24
    )
    row("book", "book", make.book_row(2, seed=1087), on=case, at=(-0.22, 0.0), level=0.81)
    stand("vase", "vase", make.vase("round", "charcoal", height=0.25, seed=1083), on=case, at=(0.24, 0.02))
    hang(
        "picture.right",
        "picture",
        make.picture_frame("shapes", "oak", 0.56, 0.72, 0.06, seed=1074),
        wall=north,
        at=4.12,
        height=1.38,
    )
    stand(
        "plant.fern", "potted_plant", make.plant("fern", "terracotta", height=0.5, seed=1086), on=floor, at=(5.36, 3.92)
    )


def house(kitchen: Room) -> None:
    """What is part of the house: switches, sockets and cords."""
    south, east, north, west = kitchen.walls
    coffee = {1: [(0.05, 0.02, -0.18), (0.12, 0.05, -0.215)]}
    fix(make.socket(2, cords=coffee), wall=north, at=0.46, height=1.13, gap=TILE)
    fix(make.socket(2), wall=north, at=2.28, height=1.13, gap=TILE)
    fix(make.socket(2), wall=west, at=2.10, height=1.13, gap=TILE)
    fix(make.socket(2), wall=south, at=2.45, height=0.30, gap=0.012)
    fix(make.socket(1), wall=south, at=5.60, height=0.30, gap=0.012)
    fix(make.light_switch(3), wall=west, at=1.56, height=1.05)
    fix(make.thermostat(), wall=south, at=1.55, height=1.42)
    fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(2.7, 1.3))
    boards = materials.plain("boarding paint", (0.30, 0.335, 0.315), 0.45)
    for wall, spans in (
        (south, [(0.0, 5.8)]),
        (east, [(0.0, 4.3)]),
        (north, [(3.19, 5.8)]),
        (west, [(0.0, 0.43), (1.41, 1.84)]),
    ):
        make.boarding(wall.frame, spans, 0.82, boards)


def light(kitchen: Room) -> None:
    """An hour after sunrise; the pendants are on, and the lamp on the sideboard."""
    sky("sunrise.exr", strength=8.0, view=2.2, turn=0, room=kitchen)
    sun(azimuth=18, elevation=17, strength=4.6, colour=(1.0, 0.87, 0.71), angle=1.5)
    strip((2.76, 2.2, 2.3), size=(1.6, 1.2), watts=18, toward=(0, 0, 1), colour=(0.96, 0.97, 1.0))
    strip((0.30, 2.762, 1.605), size=(0.15, 0.4), watts=6)
    for y in (1.58, 2.62):
        glow((4.50, y, 1.86), watts=12)
    glow((2.91, 0.22, 1.20), watts=5)
    exposure(0.45)
