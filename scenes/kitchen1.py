"""A narrow galley kitchen: white and walnut without handles, a breakfast bar under the end window, a grey day outside."""

from dyce.models import make, materials
from dyce.scene.language import Door, Room, Window, house, light, put, room

NUMBER = 1
SPLIT = "train"

WIDTH, LENGTH, HEIGHT = 2.65, 5.4, 2.5
WEST, EAST = 0.78, 1.02  # where the two rows of units begin, along their walls
UNDER = 1.42  # the lower edge of the wall cupboards
TILE = 0.010


def build() -> None:
    """2.65 by 5.4 metres; an overcast sky at the north end, lamps under the wall cupboards."""
    galley = room(
        [(0, 0), (WIDTH, 0), (WIDTH, LENGTH), (0, LENGTH)],
        height=HEIGHT,
        openings=[Window(wall=2, at=0.32, width=2.0, sill=1.10, height=1.22), Door(wall=0, at=0.95)],
        walls=materials.plaster("wall", (0.70, 0.70, 0.68)),
        floor=materials.tiles(
            "porcelain",
            (0.33, 0.325, 0.315),
            width=0.6,
            height=0.6,
            joint=0.002,
            grout=(0.20, 0.20, 0.19),
            floor=True,
            stagger=0.0,
            roughness=0.34,
        ),
        ceiling=materials.plaster("ceiling", (0.78, 0.78, 0.77), relief=0.05),
        trim=materials.plain("trim", (0.74, 0.74, 0.73), 0.35),
    )
    west_row(galley)
    washing_and_cooking(galley)
    west_shelves(galley)
    east_row(galley)
    east_worktop(galley)
    bar(galley)
    door_end(galley)
    electrics(galley)
    lighting(galley)


def west_row(galley: Room) -> None:
    """White cupboards along the west wall, walnut ones over them, tiles between."""
    west = galley.walls[3]
    white = materials.plain("white case", (0.66, 0.66, 0.64), 0.38)
    ash, walnut = materials.limed_ash(), materials.wood("walnut", "X")
    grip = materials.painted_metal((0.06, 0.06, 0.058), 0.4)
    glow = materials.glowing((1.0, 0.82, 0.62), 9.0)
    put.run(
        {
            "cabinet.drawers": make.base_unit(0.6, [(0.16, 1), (0.30, 1), (0, 1)], ash, white, grip=grip),
            "cabinet.sink": make.base_unit(0.8, [(0, 2)], ash, white, well=0.21, grip=grip),
            "cabinet.pots": make.base_unit(0.6, [(0, 1)], ash, white, grip=grip),
            "cabinet.hob": make.base_unit(0.8, [(0.16, 1), (0.30, 1), (0, 1)], ash, white, grip=grip),
            "cabinet.end": make.base_unit(0.8, [(0, 2)], ash, white, grip=grip),
        },
        wall=west,
        start=WEST,
    )
    for name, at, width, doors in [("left", 0.3, 0.6, 1), ("sink", 1.0, 0.8, 2), ("right", 1.7, 0.6, 1)]:
        unit = make.wall_unit(width, 0.74, walnut, white, doors=doors, lamp=glow)
        put.hang(f"cabinet.wall.{name}", unit, on=west, at=(WEST + at, UNDER))
    green = materials.tiles("green tiles", (0.25, 0.31, 0.27), width=0.20, height=0.065, grout=(0.36, 0.37, 0.35))
    parts = [(WEST, WEST + 3.6, 0.91, UNDER), (WEST + 2.0, WEST + 3.6, UNDER, UNDER + 0.74)]
    house.cover("splashback", green, on=west, parts=parts, thickness=TILE)


def washing_and_cooking(galley: Room) -> None:
    """The west worktop: sink, what dries beside it, hob and hood, what one cooks with."""
    west = galley.walls[3]
    stone = materials.quartz()
    slab = make.worktop(2.0, stone, hole=(0.755, 1.245, -0.515, -0.125))
    top = put.fit("worktop.sink", slab, on=west, at=(WEST, 0.91))
    side = put.fit("worktop.hob", make.worktop(1.6, stone), on=west, at=(WEST + 2.0, 0.91))
    put.stand("sink", make.inset_sink(), on=top, at=(1.0, -0.32))
    put.stand("tap", make.swan_tap(materials.brushed_steel("Z"), height=0.36), on=top, at=(1.0, -0.075))
    put.stand("soap", make.dish_soap((0.62, 0.50, 0.30), "Mandarin"), on=top, at=(1.22, -0.065), turn=-12)
    put.stand("sponge", make.sponge((0.20, 0.42, 0.55)), on=top, at=(0.70, -0.09), turn=75)
    put.stand("towel", make.tea_towel("edge", "charcoal", 0.34, 0.38, seed=8), on=top, at=(1.36, -0.6205))
    rack = put.stand("dish_rack", make.dish_rack("black"), on=top, at=(0.42, -0.33), turn=90)
    put.stand("bowl.drying", make.bowl("cereal", "sage", seed=2), on=rack, at=(0.05, 0.02))
    put.stand("paper_towel", make.paper_roll(wood="walnut"), on=top, at=(0.12, -0.14))
    put.stand("utensils", make.utensil_crock("charcoal", seed=3), on=top, at=(1.62, -0.13))
    board = put.stand("board", make.chopping_board("rectangular", "walnut"), on=top, at=(1.62, -0.40), turn=-7)
    put.stand("tomato", make.tomato(seed=1), on=board, at=(-0.10, 0.04))
    put.stand("knife", make.knife(0.30), on=board, at=(0.03, -0.05), turn=12)

    hob = put.stand("hob", make.hob(), on=side, at=(0.40, -0.315))
    put.hang("hood", make.hood(0.60, HEIGHT - 1.60 - 0.002), on=west, at=(WEST + 2.4, 1.60), gap=TILE)
    put.stand("saucepan", make.saucepan(0.20, 0.12), on=hob, at=(0.14, 0.10), turn=-140)
    put.stand("pan", make.frying_pan("steel", 0.24), on=hob, at=(-0.14, -0.09), turn=-62)
    put.stand("oil", make.oil_bottle("clear"), on=side, at=(0.86, -0.11), turn=14)
    put.stand("pepper", make.pepper_mill(), on=side, at=(0.80, -0.24))
    put.stand("knives", make.knife_block("walnut"), on=side, at=(1.20, -0.20), turn=-20)
    put.stand("kettle", "BlendSwap-CC-BY/boiler", on=side, at=(1.42, -0.34), turn=-120)


def west_shelves(galley: Room) -> None:
    """Two walnut shelves beside the hood, in reach of the bar."""
    west = galley.walls[3]
    walnut, black = materials.wood("walnut", "X"), materials.painted_metal((0.02, 0.02, 0.02), 0.4)
    low = put.hang("shelf.low", make.shelf(0.76, walnut, black), on=west, at=(WEST + 3.19, 1.20), gap=TILE)
    high = put.hang("shelf.high", make.shelf(0.76, walnut, black), on=west, at=(WEST + 3.19, 1.56), gap=TILE)
    put.stack("plate.shelf", make.plates(2, "plain", "stoneware", diameter=0.20), on=low, at=(-0.24, 0.0))
    put.stand("mug.charcoal", make.mug("straight", "charcoal", seed=0), on=low, at=(-0.06, 0.01), turn=200)
    put.stand("mug.cream", make.mug("straight", "cream", seed=1), on=low, at=(0.06, -0.01), turn=235)
    put.stand("mug.sage", make.mug("tapered", "sage", seed=2), on=low, at=(0.19, 0.01), turn=270)
    put.stand("jar.coffee", make.storage_jar("coffee", "metal", 0.09, 0.14), on=high, at=(-0.27, 0.0), turn=40)
    put.stand("jar.spaghetti", make.storage_jar("spaghetti", "metal", 0.09, 0.28), on=high, at=(-0.10, 0.0), turn=40)
    put.stand("herb.shelf", make.herb("thyme", "straight"), on=high, at=(0.28, 0.0))


def east_row(galley: Room) -> None:
    """Walnut cupboards, then the built-in refrigerator and the tower of the ovens, in white."""
    east = galley.walls[1]
    ash, walnut = materials.limed_ash(), materials.wood("walnut", "X")
    dark = materials.plain("dark case", (0.05, 0.045, 0.04), 0.5)
    units = put.run(
        {
            "cabinet.bar": make.base_unit(0.8, [(0.16, 1), (0.30, 1), (0, 1)], walnut, dark, grip=dark),
            "cabinet.middle": make.base_unit(0.6, [(0, 1)], walnut, dark, grip=dark),
            "cabinet.wide": make.base_unit(0.8, [(0.16, 1), (0, 2)], walnut, dark, grip=dark),
            "refrigerator": make.refrigerator((0.40, 0.40, 0.40), 1.84, notes=4, seed=5, flank=6),
            "cabinet.tower": make.tower(0.6, 2.10, [0.60, 0.57, 0.40, 0], ash, ash, niches=[1, 2]),
        },
        wall=east,
        start=EAST,
    )
    put.stand("oven", make.oven(), on=units["cabinet.tower"], at=(0, -0.04), level=0.718)
    microwave = make.oven(height=0.375, depth=0.42, kind="microwave")
    put.stand("microwave", microwave, on=units["cabinet.tower"], at=(0, -0.08), level=1.288, category="microwave")


def east_worktop(galley: Room) -> None:
    """Coffee, bread and fruit; a long shelf with books and green over them."""
    east = galley.walls[1]
    stone = materials.quartz()
    walnut, black = materials.wood("walnut", "X"), materials.painted_metal((0.02, 0.02, 0.02), 0.4)
    top = put.fit("worktop.east", make.worktop(2.2, stone), on=east, at=(EAST, 0.91))
    put.stand("coffee", "BlendSwap-CC-0/coffeeBrewer", on=top, at=(0.30, -0.27), turn=22)
    put.stand("cup.espresso", make.cup_and_saucer("white"), on=top, at=(0.50, -0.40), turn=60)
    bowl = put.stand("bowl.fruit", make.bowl("serving", "stoneware", diameter=0.29), on=top, at=(0.86, -0.30))
    put.stand("orange", make.orange(seed=4), on=bowl, at=(0.05, 0.02), turn=50)
    put.stand("pear", make.pear(seed=2), on=bowl, at=(-0.03, -0.048), turn=50)
    put.stand("bananas", make.bananas(5, seed=2), on=top, at=(1.14, -0.22), turn=35)
    slab = put.stand("board.bread", make.chopping_board("paddle", "oak", 0.40, 0.20), on=top, at=(1.42, -0.40), turn=10)
    put.stand("loaf", make.bread(0.25, seed=3), on=slab, at=(-0.05, 0.0), turn=12)
    put.stand("toaster", "Scopia/toaster", on=top, at=(1.84, -0.24), turn=-6)
    put.stand("pasta", make.pasta_packet("fusilli", 0.22, seed=6), on=top, at=(0.62, -0.11), turn=14)
    put.stand("phone", make.phone(False), on=top, at=(1.74, -0.50), turn=24)

    long = put.hang("shelf.long", make.shelf(1.9, walnut, black, depth=0.20), on=east, at=(EAST + 1.08, 1.30))
    put.row("cookbook", make.book_row(4, seed=41), on=long, at=(-0.72, 0.0))
    put.stand("pothos", make.plant("pothos", "straight", height=0.22, seed=3), on=long, at=(0.10, -0.05))
    picture = make.picture_frame("botanical", "oak", 0.30, 0.40, 0.04, seed=8)
    put.hang("picture.1", picture, on=east, at=(EAST + 0.42, 1.80))


def bar(galley: Room) -> None:
    """A walnut board from wall to wall under the window, two stools, a late breakfast."""
    north, floor, sill = galley.walls[2], galley.floor, galley.sills[0]
    board = make.worktop(WIDTH - 0.004, materials.wood("walnut", "X"), depth=0.42, thickness=0.036)
    top = put.fit("bar", board, on=north, at=(0.002, 0.98))
    put.several("stool", "BlendSwap-CC-0/silla2", [(0.82, 4.72, 205), (1.72, 4.64, 150)], on=floor)
    put.stand("plate.toast", make.plate("rim", "white", diameter=0.21, seed=3), on=top, at=(0.88, -0.22))
    put.stand("mug.breakfast", make.mug("barrel", "ochre", filling="coffee"), on=top, at=(1.08, -0.16), turn=-50)
    put.stand("newspaper", make.newspaper(4), on=top, at=(1.62, -0.22), turn=-9)
    put.stand("milk", make.milk_carton("milk"), on=top, at=(0.62, -0.13), turn=24)
    put.stand("basil", make.herb("basil", "terracotta"), on=sill, at=(0.62, 0.035))


def door_end(galley: Room) -> None:
    """Either side of the door."""
    south, west, floor = galley.walls[0], galley.walls[3], galley.floor
    put.stand("bin", "BlendSwap-CC-0/dustbin", on=floor, at=(0.26, 0.42))
    put.stand("rug", make.rug("stripes", 1.5, 0.56, seed=9), on=floor, at=(1.24, 1.80), turn=88)
    put.hang("clock", make.wall_clock("dark", 0.28, 11, 41), on=south, at=(2.20, 1.62))
    put.hang("picture.2", make.picture_frame("shapes", "black", 0.40, 0.50, 0.05, seed=14), on=west, at=(0.38, 1.36))
    put.stand("snake_plant", make.plant("snake", "straight", height=0.70, seed=6), on=floor, at=(2.32, 0.32))
    put.suspend("pendant", make.pendant("cone", (0.03, 0.03, 0.03), 0.26, 0.35), under=galley.ceiling, at=(1.32, 4.6))


def electrics(galley: Room) -> None:
    """What is part of the house: sockets and their cords, lamps in the ceiling, a blind, the balcony's rail outside."""
    south, east, north, west = galley.walls
    for at in (1.46, 3.00):
        house.fix(make.socket(2), on=west, at=(WEST + at, 1.13), gap=TILE)
    coffee = {0: [(-0.05, 0.02, -0.17), (-0.14, 0.05, -0.206)]}
    house.fix(make.socket(2, cords=coffee), on=east, at=(EAST + 0.60, 1.12))
    house.fix(make.socket(3, cords={1: [(0.06, 0.02, -0.17), (0.15, 0.05, -0.206)]}), on=east, at=(EAST + 1.56, 1.12))
    house.fix(make.light_switch(2), on=south, at=(1.95, 1.05))
    house.fix(make.vent(0.22, 0.22), on=south, at=(0.45, 2.24))
    house.fix_overhead(make.smoke_detector(), under=galley.ceiling, at=(0.95, 2.1))
    for y in (0.75, 1.65, 2.55, 3.45):
        house.fix_overhead(make.downlight(colour=(0.98, 0.97, 1.0)), under=galley.ceiling, at=(1.42, y))
    blind = make.roller_blind(2.08, 0.34, materials.linen((0.50, 0.50, 0.47)))
    house.fix(blind, on=north, at=(1.32, 2.42))
    house.fix(make.railing(2.6), on=north, at=(1.32, 0.52), gap=-0.75)


def lighting(galley: Room) -> None:
    """A grey noon; warm strips under the wall cupboards, two bulbs in the hood."""
    light.sky("city.exr", strength=6.0, view=1.3, turn=120, room=galley)
    light.strip((0.18, WEST + 1.0, UNDER + 0.010), size=(0.03, 1.9), watts=13, colour=(1.0, 0.80, 0.58))
    light.strip((0.24, WEST + 2.4, 1.59), size=(0.25, 0.3), watts=5, colour=(1.0, 0.85, 0.68))
    light.strip((1.32, 1.9, HEIGHT - 0.04), size=(0.9, 2.8), watts=26, colour=(0.98, 0.98, 1.0))
    light.strip((1.32, 4.6, 1.86), size=(0.16, 0.16), watts=6)
    light.exposure(0.4)
