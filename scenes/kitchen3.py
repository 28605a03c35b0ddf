"""A family kitchen: sage cupboards and oak along the north wall, an island, a farmhouse table under the west window."""

from mathutils import Matrix

from dyce.models import make, materials
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
    lean,
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

SAGE = (0.23, 0.27, 0.20)
CHALK = (0.74, 0.73, 0.69)
TILE = 0.012
OAK = {"dark": (0.34, 0.20, 0.10), "light": (0.52, 0.35, 0.19)}

FRUIT = [  # settled by rigid bodies once, in the fruit bowl's frame
    ("apple.1", "apple", lambda: make.apple("red", seed=1), (0.0893, -0.0028, 0.0400), (-60.1, 69.8, 108.8)),
    ("orange.1", "orange", lambda: make.orange(seed=1), (0.0119, 0.0895, 0.0248), (45.8, -7.6, 6.5)),
    ("apple.2", "apple", lambda: make.apple("green", seed=3), (-0.0698, -0.0515, 0.0299), (-5.9, -35.6, 147.5)),
]


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
    house(kitchen)
    light(kitchen)


def units(kitchen: Room) -> None:
    """The north wall: cupboards, the sink under the window, range and fridge; what stands on the worktop."""
    north, floor = kitchen.walls[2], kitchen.floor
    paint, oak = materials.plain("sage paint", SAGE, 0.42), materials.timber("oak worktop", **OAK, stave=0.045)
    brass = materials.brass()

    _, sink_unit, _, _, stove, _, _ = run(
        north,
        0.02,
        [
            ("cabinet.drawers", "cabinet", make.framed_unit(0.6, [(0.15, 1), (0.3, 1), (0, 1)], paint, brass)),
            ("cabinet.sink", "cabinet", make.framed_unit(0.8, [(0, 2)], paint, brass, well=0.21)),
            ("cabinet.left", "cabinet", make.framed_unit(0.6, [(0.15, 1), (0, 1)], paint, brass)),
            ("cabinet.narrow", "cabinet", make.framed_unit(0.4, [(0.15, 1), (0, 1)], paint, brass, doors="right")),
            ("stove", "stove", "BlendSwap-CC-BY/largeStove"),
            ("cabinet.right", "cabinet", make.framed_unit(0.6, [(0.15, 1), (0, 1)], paint, brass)),
            ("fridge", "refrigerator", "BlendSwap-CC-0/refrigerator"),
        ],
        on=floor,
    )
    top = fit(
        "worktop.left",
        "worktop",
        make.deep_worktop(2.4, oak, cutout=(0.62, 1.38, -0.13)),
        wall=north,
        at=0.02,
        height=0.91,
    )
    side = fit("worktop.right", "worktop", make.deep_worktop(0.6, oak), wall=north, at=3.46, height=0.91)
    blocks(
        "splashback",
        [
            ((0.0, -TILE, 0.91), (0.40, 0, 1.45)),
            ((0.40, -TILE, 0.91), (1.60, 0, 1.078)),
            ((1.60, -TILE, 0.91), (4.06, 0, 2.14)),
        ],
        materials.tiles(),
        frame=north.frame,
    )

    fireclay = materials.glaze((0.78, 0.77, 0.73), 0.1)
    stand(
        "sink",
        "sink",
        make.butler_sink(fireclay, materials.polished_steel(), width=0.754),
        on=sink_unit,
        at=(0, -0.085),
    )
    stand("tap", "tap", make.swan_tap(brass), on=top, at=(1.0, -0.07))
    hang("hood", "range_hood", "BlendSwap-CC-BY/hood", wall=north, at=2.94, height=1.66, gap=TILE)

    stand("kettle", "kettle", make.electric_kettle("painted"), on=top, at=(0.42, -0.26), turn=-35)
    stand("mixer", "mixer", "BlendSwap-CC-0/kitchenaid", on=top, at=(1.66, -0.28), turn=24)
    stand("press", "coffee_maker", "BlendSwap-CC-BY/coffeePress", on=top, at=(1.86, -0.42), turn=30)
    stand("toaster", "toaster", "Scopia/toaster", on=top, at=(2.03, -0.19), turn=8)
    stand("utensils", "utensil_holder", make.utensil_crock(), on=top, at=(2.30, -0.15))
    stand("pot", "pot", "BlendSwap-CC-BY/largePan", on=stove, at=(-0.25, 0.1), turn=20)
    stand("pan", "pan", make.frying_pan(), on=stove, at=(-0.24, -0.17), turn=-65)
    stand("knives", "knife_block", make.knife_block(), on=side, at=(0.13, -0.20), turn=25)


def shelves(kitchen: Room) -> None:
    """An open shelf on either side of the hood, and the window sill."""
    north = kitchen.walls[2]
    oak, brass = materials.timber("oak shelf", **OAK), materials.brass()
    left, right = (
        hang(f"shelf.{name}", "shelf", make.shelf(width, oak, brass), wall=north, at=at, height=1.46, gap=TILE)
        for name, width, at in [("left", 0.76, 2.02), ("right", 0.56, 3.77)]
    )
    stand("jar.penne", "jar", make.storage_jar("penne", "wood", 0.10, 0.20), on=left, at=(-0.26, 0.02))
    stand("bowl.grey", "bowl", make.bowl("cereal", "stoneware"), on=left, at=(-0.03, 0.0))
    stand("teapot", "teapot", make.teapot("charcoal"), on=left, at=(0.23, 0.01), turn=170)
    stand("mug.blue", "mug", make.mug("straight", "blue", seed=2), on=right, at=(-0.14, 0.0), turn=80)
    stand("bowl.mixing", "bowl", make.bowl("mixing", "white", diameter=0.20), on=right, at=(0.14, 0.0))
    stand("basil", "potted_plant", make.herb("basil"), on=kitchen.sills[0], at=(0.60, 0.03))


def middle(kitchen: Room) -> None:
    """The island, its stools, what is being made on it."""
    floor = kitchen.floor
    oak, brass = materials.timber("oak slab", **OAK, stave=0.06), materials.brass()
    slab = stand(
        "island",
        "island",
        make.island(1.5, 0.85, materials.plain("chalk paint", CHALK, 0.42), oak, brass),
        on=floor,
        at=(3.15, 2.55),
        turn=180,
    )
    fruit_bowl = stand("bowl.fruit", "bowl", make.bowl("serving", "cream", diameter=0.30), on=slab, at=(-0.12, 0.12))
    for name, category, fruit, at, turn in FRUIT:
        nest(name, category, fruit(), inside=fruit_bowl, at=at, turn=turn)
    board = stand(
        "board",
        "chopping_board",
        make.chopping_board("end_grain", length=0.42, width=0.30, thickness=0.035),
        on=slab,
        at=(0.28, -0.16),
        turn=8,
    )
    stand("loaf", "bread", make.bread(0.24), on=board, at=(-0.03, 0.03), turn=20)
    stand("knife.bread", "knife", make.knife(), on=slab, at=(0.02, -0.2), turn=110)
    stand("wine", "bottle", make.wine_bottle("red", opened=True), on=slab, at=(-0.50, 0.08), turn=200)
    stand("wine_glass", "wine_glass", make.wine_glass("red", filling=0.4), on=slab, at=(-0.44, 0.24))
    stand("cookbook", "book", make.magazine(seed=3), on=slab, at=(-0.40, -0.20), turn=168)
    nest("towel", "towel", make.tea_towel("edge", "stripes"), inside=slab, at=(0.24, -0.4255, 0.5505))
    for number, (x, y, turn) in enumerate([(2.74, 1.95, 20), (3.62, 1.88, -25)], 1):
        stand(f"stool.{number}", "stool", "BlendSwap-CC-0/stool2", on=floor, at=(x, y), turn=turn)
    for number, x in enumerate([2.80, 3.50], 1):
        suspend(
            f"pendant.{number}", "pendant_lamp", make.pendant("dome", cord=0.5), under=kitchen.ceiling, at=(x, 2.55)
        )
    stand("bin", "bin", "KatorLegaz/bullet-trash-can", on=floor, at=(4.98, 3.3))


def breakfast(kitchen: Room) -> None:
    """The table by the west window, half cleared."""
    floor, west = kitchen.floor, kitchen.walls[3]
    oak, chalk = materials.timber("oak table", **OAK, along="Y", stave=0.15), materials.plain("chalk legs", CHALK, 0.45)
    rug = stand("rug", "rug", make.rug("berber", 1.9, 2.2), on=floor, at=(1.35, 1.65))
    board = stand("table", "dining_table", make.table(0.9, 1.6, oak, chalk), on=rug, at=(0, -0.05))
    for number, (x, y, turn) in enumerate([(0.60, -0.40, -96), (0.66, 0.33, -80), (0.04, 0.87, 5)], 1):
        stand(f"chair.{number}", "chair", "BlendSwap-CC-BY/kitchenChair", on=rug, at=(x, y), turn=turn)
    plates = [
        stand(f"plate.{number}", "plate", make.plate("plain", "speckled", diameter=0.24, seed=number), on=board, at=at)
        for number, at in enumerate([(0.26, -0.36), (0.26, 0.36)], 1)
    ]
    stand("bowl.cereal", "bowl", make.bowl("cereal", "cream"), on=plates[1])
    stand("mug.blush", "mug", make.mug("round", "blush", filling="tea"), on=board, at=(0.12, -0.55), turn=100)
    stand("juice", "glass", make.tumbler("straight", filling="juice"), on=board, at=(0.08, 0.20))
    stand("cereal", "box", make.cereal_box("oats"), on=board, at=(-0.26, 0.28), turn=100)
    stand("tulips", "flowers", make.flowers("pink"), on=board, at=(-0.16, 0.05))
    against("plant.tall", "potted_plant", make.plant("rubber", height=1.15), wall=west, at=3.1, on=floor, gap=0.1)
    against("radiator", "radiator", "BlendSwap-CC-0/radiator", wall=west, at=1.6, on=floor, gap=0.03)


def dresser(kitchen: Room) -> None:
    """The east wall."""
    east, floor = kitchen.walls[1], kitchen.floor
    blue = {
        "white_wood": materials.plain("dresser paint", (0.17, 0.225, 0.245), 0.45),
        "drawer_handle": materials.brass(),
    }
    drawers = refinished("BlendSwap-CC-BY/dresserWithDrawers", blue)
    chest = against("dresser", "sideboard", drawers, wall=east, at=2.4, on=floor)
    stand("radio", "radio", "BlendSwap-CC-BY/radio", on=chest, at=(-0.50, 0.02), turn=-10)
    stand("lamp", "lamp", make.table_lamp(), on=chest, at=(0.58, 0.04))
    sketch = make.picture_frame("lines", "oak", 0.30, 0.40, 0.05, seed=17)
    lean("picture.leaning", "picture", sketch, wall=east, at=2.52, on=chest, angle=9)
    stand(
        "bowl.dresser", "bowl", make.bowl("serving", "stoneware", diameter=0.27, seed=12), on=chest, at=(-0.06, -0.06)
    )
    stand("jug.dresser", "jug", make.jug("speckled", height=0.20, seed=4), on=chest, at=(0.32, -0.02), turn=215)
    hang(
        "picture.dresser",
        "picture",
        make.picture_frame("botanical", "oak", 0.42, 0.56, 0.07),
        wall=east,
        at=2.30,
        height=1.32,
    )
    hang("clock", "clock", make.wall_clock("bare"), wall=east, at=1.15, height=1.75)


def bookcase(kitchen: Room) -> None:
    """The south wall: the door, open shelves, a tall plant in the corner."""
    south, floor = kitchen.walls[0], kitchen.floor
    oak = materials.timber("oak case", **OAK, along="Z")
    case = against(
        "bookcase",
        "bookcase",
        make.open_shelves(0.9, [0.1, 0.5, 0.88, 1.24, 1.6], oak, height=1.95),
        wall=south,
        at=2.75,
        on=floor,
    )
    for name, category, thing, level, x, turn in [
        ("basket", "basket", make.basket("oblong"), 0.1, -0.14, 4),
        ("casserole", "pot", make.casserole(), 0.5, -0.22, 10),
        ("colander", "colander", make.colander(), 0.5, 0.20, 25),
        ("scale", "scale", make.kitchen_scale(), 0.88, 0.25, -8),
        ("pasta", "box", make.cereal_box("pasta"), 1.24, -0.02, 5),
        ("jug.blue", "jug", make.jug("blue"), 1.24, 0.30, 200),
        ("vase.case", "vase", make.vase("round", "charcoal"), 1.6, 0.26, 0),
    ]:
        stand(name, category, thing, on=case, at=(x, 0.0), level=level + 0.01, turn=turn)

    row("book.low", "book", make.book_row(2, seed=2), on=case, at=(-0.19, 0.0), level=0.89)
    row("book.high", "book", make.book_row(2, seed=5), on=case, at=(-0.25, 0.0), level=1.61)
    hang(
        "picture.table",
        "picture",
        make.picture_frame("landscape", "oak", 0.60, 0.72, 0.08),
        wall=south,
        at=4.25,
        height=1.25,
    )


def house(kitchen: Room) -> None:
    """What is part of the house: switches, sockets and cords, a notice board; what grows outside the windows."""
    south, east, north, west = kitchen.walls
    kettle = {1: [(0.02, 0.02, -0.17), (0.09, 0.06, -0.206)]}
    fix(make.socket(2, cords=kettle), wall=north, at=0.20, height=1.12, gap=TILE)
    toaster = {0: [(0.05, 0.02, -0.17), (0.13, 0.05, -0.206)]}
    fix(make.socket(2, cords=toaster), wall=north, at=1.86, height=1.12, gap=TILE)
    fix(make.socket(2), wall=north, at=3.72, height=1.12, gap=TILE)
    fix(make.light_switch(3), wall=south, at=1.36, height=1.05)
    fix(make.thermostat(), wall=south, at=1.36, height=1.42)
    fix(make.socket(2), wall=south, at=3.60, height=0.30)
    fix(make.socket(2), wall=east, at=3.38, height=0.30)
    fix(make.notice_board(0.62, 0.46, seed=12), wall=east, at=3.42, height=1.55)
    drawings = make.sheets(
        [(-0.24, 0.16), (0.01, 0.20), (0.23, 0.06), (-0.13, -0.07), (0.14, -0.19)],
        52,
        ("drawing", "postcard", "calendar", "drawing", "list"),
    )
    fix(drawings, wall=south, at=1.82, height=1.50)
    fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(2.1, 1.3))
    for wall, at, out, width, height, seed in ((west, 1.7, 1.35, 5.0, 1.42, 21), (north, 0.7, 1.6, 4.0, 1.62, 23)):
        grown = make.hedge(width, 0.7, height, seed=seed)
        grown.matrix_world = wall.frame @ Matrix.Translation((at, 0.28 + out, -0.1))


def light(kitchen: Room) -> None:
    """A bright morning; the lamps over the island and the range are on."""
    sky("forest.exr", strength=12.0, view=4.0, turn=60, room=kitchen)
    sun(azimuth=150, elevation=32, strength=12)
    strip((2.94, 4.3, 1.65), size=(0.4, 0.15), watts=9)
    strip((3.3, 1.2, 2.1), size=(1.8, 1.2), watts=16, toward=(0, 0, 1), colour=(1.0, 0.97, 0.93))
    for x in (2.80, 3.50):
        glow((x, 2.55, 1.93), watts=16)
    exposure(0.55)
