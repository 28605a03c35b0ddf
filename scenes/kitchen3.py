"""A family kitchen: sage cupboards and oak along the north wall, an island, a farmhouse table under the west window."""

from dyce.models import make, materials
from dyce.scene.language import Door, Room, Window, house, light, put, refinished, room

NUMBER = 3
SPLIT = "train"

SAGE = (0.23, 0.27, 0.20)
CHALK = (0.74, 0.73, 0.69)
TILE = 0.012
OAK = {"dark": (0.34, 0.20, 0.10), "light": (0.52, 0.35, 0.19)}


def build() -> None:
    """5.4 by 4.6 metres; daylight from the north and west windows, lamps on."""
    kitchen = room(
        [(0, 0), (5.4, 0), (5.4, 4.6), (0, 4.6)],
        height=2.7,
        openings=[
            Window(wall=2, at=0.40, width=1.2, sill=1.10, height=1.20),
            Window(wall=3, at=0.80, width=1.6, sill=0.85, height=1.45),
            Door(wall=0, at=0.30),
        ],
        walls=materials.plaster("wall", (0.67, 0.65, 0.595)),
        floor=materials.planks(dark=(0.20, 0.115, 0.06), light=(0.40, 0.25, 0.14)),
        ceiling=materials.plaster("ceiling", (0.79, 0.79, 0.77), relief=0.05),
        trim=materials.plain("trim", (0.77, 0.76, 0.73), 0.35),
    )
    units(kitchen)
    shelves(kitchen)
    middle(kitchen)
    breakfast(kitchen)
    dresser(kitchen)
    bookcase(kitchen)
    fittings(kitchen)
    lighting(kitchen)


def units(kitchen: Room) -> None:
    """The north wall: cupboards, the sink under the window, range and fridge; what stands on the worktop."""
    north = kitchen.walls[2]
    paint, oak = materials.plain("sage paint", SAGE, 0.42), materials.timber("oak worktop", **OAK, stave=0.045)
    brass = materials.brass()

    row = put.run(
        {
            "cabinet.drawers": make.framed_unit(0.6, [(0.15, 1), (0.3, 1), (0, 1)], paint, brass),
            "cabinet.sink": make.framed_unit(0.8, [(0, 2)], paint, brass, well=0.21),
            "cabinet.left": make.framed_unit(0.6, [(0.15, 1), (0, 1)], paint, brass),
            "cabinet.narrow": make.framed_unit(0.4, [(0.15, 1), (0, 1)], paint, brass, doors="right"),
            "stove": "BlendSwap-CC-BY/largeStove",
            "cabinet.right": make.framed_unit(0.6, [(0.15, 1), (0, 1)], paint, brass),
            "fridge": "BlendSwap-CC-0/refrigerator",
        },
        wall=north,
        start=0.02,
    )
    top = put.fit("worktop.left", make.deep_worktop(2.4, oak, cutout=(0.62, 1.38, -0.13)), on=north, at=(0.02, 0.91))
    side = put.fit("worktop.right", make.deep_worktop(0.6, oak), on=north, at=(3.46, 0.91))
    parts = [(0.0, 0.40, 0.91, 1.45), (0.40, 1.60, 0.91, 1.078), (1.60, 4.06, 0.91, 2.14)]
    house.cover("splashback", materials.tiles(), on=north, parts=parts, thickness=TILE)

    sink = make.butler_sink(materials.glaze((0.78, 0.77, 0.73), 0.1), materials.polished_steel(), width=0.754)
    put.stand("sink", sink, on=row["cabinet.sink"], at=(0, -0.085))
    put.stand("tap", make.swan_tap(brass), on=top, at=(1.0, -0.07))
    put.hang("hood", "BlendSwap-CC-BY/hood", on=north, at=(2.94, 1.66), gap=TILE)

    put.stand("kettle", make.electric_kettle("painted"), on=top, at=(0.42, -0.26), turn=-35)
    put.stand("mixer", "BlendSwap-CC-0/kitchenaid", on=top, at=(1.66, -0.28), turn=24)
    put.stand("press", "BlendSwap-CC-BY/coffeePress", on=top, at=(1.86, -0.42), turn=30)
    put.stand("toaster", "Scopia/toaster", on=top, at=(2.03, -0.19), turn=8)
    put.stand("utensils", make.utensil_crock(), on=top, at=(2.30, -0.15))
    put.stand("pot", "BlendSwap-CC-BY/largePan", on=row["stove"], at=(-0.25, 0.1), turn=20)
    put.stand("pan", make.frying_pan(), on=row["stove"], at=(-0.24, -0.17), turn=-65)
    put.stand("knives", make.knife_block(), on=side, at=(0.13, -0.20), turn=25)


def shelves(kitchen: Room) -> None:
    """An open shelf on either side of the hood, and the window sill."""
    north = kitchen.walls[2]
    oak, brass = materials.timber("oak shelf", **OAK), materials.brass()
    left = put.hang("shelf.left", make.shelf(0.76, oak, brass), on=north, at=(2.02, 1.46), gap=TILE)
    right = put.hang("shelf.right", make.shelf(0.56, oak, brass), on=north, at=(3.77, 1.46), gap=TILE)
    put.stand("jar.penne", make.storage_jar("penne", "wood", 0.10, 0.20), on=left, at=(-0.26, 0.02))
    put.stand("bowl.grey", make.bowl("cereal", "stoneware"), on=left, at=(-0.03, 0.0))
    put.stand("teapot", make.teapot("charcoal"), on=left, at=(0.23, 0.01), turn=170)
    put.stand("mug.blue", make.mug("straight", "blue", seed=2), on=right, at=(-0.14, 0.0), turn=80)
    put.stand("bowl.mixing", make.bowl("mixing", "white", diameter=0.20), on=right, at=(0.14, 0.0))
    put.stand("basil", make.herb("basil"), on=kitchen.sills[0], at=(0.60, 0.03))


def middle(kitchen: Room) -> None:
    """The island, its stools, what is being made on it."""
    floor = kitchen.floor
    oak, brass = materials.timber("oak slab", **OAK, stave=0.06), materials.brass()
    island = make.island(1.5, 0.85, materials.plain("chalk paint", CHALK, 0.42), oak, brass)
    slab = put.stand("island", island, on=floor, at=(3.15, 2.55), turn=180)
    # the fruit was settled in its bowl once, by rigid bodies
    bowl = put.stand("bowl.fruit", make.bowl("serving", "cream", diameter=0.30), on=slab, at=(-0.12, 0.12))

    put.nest("apple.1", make.apple("red", seed=1), inside=bowl, at=(0.0893, -0.0028, 0.0400), turn=(-60.1, 69.8, 108.8))
    put.nest("orange.1", make.orange(seed=1), inside=bowl, at=(0.0119, 0.0895, 0.0248), turn=(45.8, -7.6, 6.5))
    green = make.apple("green", seed=3)
    put.nest("apple.2", green, inside=bowl, at=(-0.0698, -0.0515, 0.0299), turn=(-5.9, -35.6, 147.5))
    block = make.chopping_board("end_grain", length=0.42, width=0.30, thickness=0.035)
    board = put.stand("board", block, on=slab, at=(0.28, -0.16), turn=8)
    put.stand("loaf", make.bread(0.24), on=board, at=(-0.03, 0.03), turn=20)
    put.stand("knife.bread", make.knife(), on=slab, at=(0.02, -0.2), turn=110)
    put.stand("wine", make.wine_bottle("red", opened=True), on=slab, at=(-0.50, 0.08), turn=200)
    put.stand("wine_glass", make.wine_glass("red", filling=0.4), on=slab, at=(-0.44, 0.24))
    put.stand("cookbook", make.magazine(seed=3), on=slab, at=(-0.40, -0.20), turn=168, category="book")
    put.nest("towel", make.tea_towel("edge", "stripes"), inside=slab, at=(0.24, -0.4255, 0.5505))
    put.several("stool", "BlendSwap-CC-0/stool2", [(2.74, 1.95, 20), (3.62, 1.88, -25)], on=floor)
    for number, x in enumerate([2.80, 3.50], 1):
        put.suspend(f"pendant.{number}", make.pendant("dome", cord=0.5), under=kitchen.ceiling, at=(x, 2.55))
    put.stand("bin", "KatorLegaz/bullet-trash-can", on=floor, at=(4.98, 3.3))


def breakfast(kitchen: Room) -> None:
    """The table by the west window, half cleared."""
    floor, west = kitchen.floor, kitchen.walls[3]
    oak, chalk = materials.timber("oak table", **OAK, along="Y", stave=0.15), materials.plain("chalk legs", CHALK, 0.45)
    rug = put.stand("rug", make.rug("berber", 1.9, 2.2), on=floor, at=(1.35, 1.65))
    board = put.stand("table", make.table(0.9, 1.6, oak, chalk), on=rug, at=(0, -0.05))
    chairs = [(0.60, -0.40, -96), (0.66, 0.33, -80), (0.04, 0.87, 5)]
    put.several("chair", "BlendSwap-CC-BY/kitchenChair", chairs, on=rug)
    put.stand("plate.1", make.plate("plain", "speckled", diameter=0.24, seed=1), on=board, at=(0.26, -0.36))
    plate = put.stand("plate.2", make.plate("plain", "speckled", diameter=0.24, seed=2), on=board, at=(0.26, 0.36))
    put.stand("bowl.cereal", make.bowl("cereal", "cream"), on=plate)
    put.stand("mug.blush", make.mug("round", "blush", filling="tea"), on=board, at=(0.12, -0.55), turn=100)
    put.stand("juice", make.tumbler("straight", filling="juice"), on=board, at=(0.08, 0.20))
    put.stand("cereal", make.cereal_box("oats"), on=board, at=(-0.26, 0.28), turn=100)
    put.stand("tulips", make.flowers("pink"), on=board, at=(-0.16, 0.05))
    put.against("plant.tall", make.plant("rubber", height=1.15), wall=west, at=3.1, gap=0.1)
    put.against("radiator", "BlendSwap-CC-0/radiator", wall=west, at=1.6, gap=0.03)


def dresser(kitchen: Room) -> None:
    """The east wall."""
    east = kitchen.walls[1]
    blue = materials.plain("dresser paint", (0.17, 0.225, 0.245), 0.45)
    painted = {"white_wood": blue, "drawer_handle": materials.brass()}
    chest = put.against("dresser", refinished("BlendSwap-CC-BY/dresserWithDrawers", painted), wall=east, at=2.4)
    put.stand("radio", "BlendSwap-CC-BY/radio", on=chest, at=(-0.50, 0.02), turn=-10)
    put.stand("lamp", make.table_lamp(), on=chest, at=(0.58, 0.04))
    sketch = make.picture_frame("lines", "oak", 0.30, 0.40, 0.05, seed=17)
    put.lean("picture.leaning", sketch, wall=east, at=2.52, on=chest, angle=9)
    put.stand("bowl.dresser", make.bowl("serving", "stoneware", diameter=0.27, seed=12), on=chest, at=(-0.06, -0.06))
    put.stand("jug.dresser", make.jug("speckled", height=0.20, seed=4), on=chest, at=(0.32, -0.02), turn=215)
    put.hang("picture.dresser", make.picture_frame("botanical", "oak", 0.42, 0.56, 0.07), on=east, at=(2.30, 1.32))
    put.hang("clock", make.wall_clock("bare"), on=east, at=(1.15, 1.75))


def bookcase(kitchen: Room) -> None:
    """The south wall: the door, open shelves, a tall plant in the corner."""
    south = kitchen.walls[0]
    oak = materials.timber("oak case", **OAK, along="Z")
    case = make.open_shelves(0.9, [0.1, 0.5, 0.88, 1.24, 1.6], oak, height=1.95)
    put.fill(
        put.against("bookcase", case, wall=south, at=2.75),
        ("basket", make.basket("oblong"), 0.1, -0.14, 4),
        ("casserole", make.casserole(), 0.5, -0.22, 10),
        ("colander", make.colander(), 0.5, 0.20, 25),
        ("scale", make.kitchen_scale(), 0.88, 0.25, -8),
        ("pasta", make.cereal_box("pasta"), 1.24, -0.02, 5),
        ("jug.blue", make.jug("blue"), 1.24, 0.30, 200),
        ("vase.case", make.vase("round", "charcoal"), 1.6, 0.26),
        ("book.low", make.book_row(2, seed=2), 0.88, -0.19),
        ("book.high", make.book_row(2, seed=5), 1.6, -0.25),
    )
    put.hang("picture.table", make.picture_frame("landscape", "oak", 0.60, 0.72, 0.08), on=south, at=(4.25, 1.25))


def fittings(kitchen: Room) -> None:
    """What is part of the house: switches, sockets and cords, a notice board; what grows outside the windows."""
    south, east, north, west = kitchen.walls
    kettle = {1: [(0.02, 0.02, -0.17), (0.09, 0.06, -0.206)]}
    house.fix(make.socket(2, cords=kettle), on=north, at=(0.20, 1.12), gap=TILE)
    toaster = {0: [(0.05, 0.02, -0.17), (0.13, 0.05, -0.206)]}
    house.fix(make.socket(2, cords=toaster), on=north, at=(1.86, 1.12), gap=TILE)
    house.fix(make.socket(2), on=north, at=(3.72, 1.12), gap=TILE)
    house.fix(make.light_switch(3), on=south, at=(1.36, 1.05))
    house.fix(make.thermostat(), on=south, at=(1.36, 1.42))
    house.fix(make.socket(2), on=south, at=(3.60, 0.30))
    house.fix(make.socket(2), on=east, at=(3.38, 0.30))
    house.fix(make.notice_board(0.62, 0.46, seed=12), on=east, at=(3.42, 1.55))
    places = [(-0.24, 0.16), (0.01, 0.20), (0.23, 0.06), (-0.13, -0.07), (0.14, -0.19)]
    drawings = make.sheets(places, 52, ("drawing", "postcard", "calendar", "drawing", "list"))
    house.fix(drawings, on=south, at=(1.82, 1.50))
    house.fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(2.1, 1.3))
    house.fix(make.hedge(5.0, 0.7, 1.42, seed=21), on=west, at=(1.7, -0.1), gap=-1.63)
    house.fix(make.hedge(4.0, 0.7, 1.62, seed=23), on=north, at=(0.7, -0.1), gap=-1.88)


def lighting(kitchen: Room) -> None:
    """A bright morning; the lamps over the island and the range are on."""
    light.sky("forest.exr", strength=12.0, view=4.0, turn=60, room=kitchen)
    light.sun(azimuth=150, elevation=32, strength=12)
    light.strip((2.94, 4.3, 1.65), size=(0.4, 0.15), watts=9)
    light.strip((3.3, 1.2, 2.1), size=(1.8, 1.2), watts=16, toward=(0, 0, 1), colour=(1.0, 0.97, 0.93))
    for x in (2.80, 3.50):
        light.glow((x, 2.55, 1.93), watts=16)
    light.exposure(0.55)
