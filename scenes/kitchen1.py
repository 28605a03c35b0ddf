"""A narrow galley kitchen: white and walnut without handles, a breakfast bar under the end window, a grey day outside."""

from dyce.models import make, materials
from dyce.scene.recipe import (
    Door,
    Room,
    Window,
    blocks,
    exposure,
    fit,
    fix,
    fix_overhead,
    hang,
    room,
    row,
    run,
    sky,
    stack,
    stand,
    strip,
    suspend,
)

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
    light(galley)


def west_row(galley: Room) -> None:
    """White cupboards along the west wall, walnut ones over them, tiles between."""
    west, floor = galley.walls[3], galley.floor
    white, ash, walnut = (
        materials.plain("white case", (0.66, 0.66, 0.64), 0.38),
        materials.limed_ash(),
        materials.wood("walnut", "X"),
    )
    grip = materials.painted_metal((0.06, 0.06, 0.058), 0.4)
    glow = materials.glowing((1.0, 0.82, 0.62), 9.0)
    run(
        west,
        WEST,
        [
            (
                "cabinet.drawers",
                "cabinet",
                make.base_unit(0.6, [(0.16, 1), (0.30, 1), (0, 1)], ash, white, grip=grip),
            ),
            ("cabinet.sink", "cabinet", make.base_unit(0.8, [(0, 2)], ash, white, well=0.21, grip=grip)),
            ("cabinet.pots", "cabinet", make.base_unit(0.6, [(0, 1)], ash, white, grip=grip)),
            (
                "cabinet.hob",
                "cabinet",
                make.base_unit(0.8, [(0.16, 1), (0.30, 1), (0, 1)], ash, white, grip=grip),
            ),
            ("cabinet.end", "cabinet", make.base_unit(0.8, [(0, 2)], ash, white, grip=grip)),
        ],
        on=floor,
    )
    for name, at, width, doors in [("left", 0.3, 0.6, 1), ("sink", 1.0, 0.8, 2), ("right", 1.7, 0.6, 1)]:
        unit = make.wall_unit(width, 0.74, walnut, white, doors=doors, lamp=glow)
        hang(f"cabinet.wall.{name}", "cabinet", unit, wall=west, at=WEST + at, height=UNDER)
    blocks(
        "splashback",
        [
            ((WEST, -TILE, 0.91), (WEST + 3.6, 0, UNDER)),
            ((WEST + 2.0, -TILE, UNDER), (WEST + 3.6, 0, UNDER + 0.74)),
        ],
        materials.tiles("green tiles", (0.25, 0.31, 0.27), width=0.20, height=0.065, grout=(0.36, 0.37, 0.35)),
        frame=west.frame,
    )


def washing_and_cooking(galley: Room) -> None:
    """The west worktop: sink, what dries beside it, hob and hood, what one cooks with."""
    west = galley.walls[3]
    stone = materials.quartz()
    slab = make.worktop(2.0, stone, hole=(0.755, 1.245, -0.515, -0.125))
    top = fit("worktop.sink", "worktop", slab, wall=west, at=WEST, height=0.91)
    side = fit("worktop.hob", "worktop", make.worktop(1.6, stone), wall=west, at=WEST + 2.0, height=0.91)
    stand("sink", "sink", make.inset_sink(), on=top, at=(1.0, -0.32))
    stand("tap", "tap", make.swan_tap(materials.brushed_steel("Z"), height=0.36), on=top, at=(1.0, -0.075))
    stand("soap", "soap_dispenser", make.dish_soap((0.62, 0.50, 0.30), "Mandarin"), on=top, at=(1.22, -0.065), turn=-12)
    stand("sponge", "sponge", make.sponge((0.20, 0.42, 0.55)), on=top, at=(0.70, -0.09), turn=75)
    stand("towel", "towel", make.tea_towel("edge", "charcoal", 0.34, 0.38, seed=8), on=top, at=(1.36, -0.6205))
    rack = stand("dish_rack", "dish_rack", make.dish_rack("black"), on=top, at=(0.42, -0.33), turn=90)
    stand("bowl.drying", "bowl", make.bowl("cereal", "sage", seed=2), on=rack, at=(0.05, 0.02))
    stand("paper_towel", "paper_towel", make.paper_roll(wood="walnut"), on=top, at=(0.12, -0.14))
    stand("utensils", "utensil_holder", make.utensil_crock("charcoal", seed=3), on=top, at=(1.62, -0.13))
    board = stand(
        "board", "chopping_board", make.chopping_board("rectangular", "walnut"), on=top, at=(1.62, -0.40), turn=-7
    )
    stand("tomato", "tomato", make.tomato(seed=1), on=board, at=(-0.10, 0.04))
    stand("knife", "knife", make.knife(0.30), on=board, at=(0.03, -0.05), turn=12)

    hob = stand("hob", "stove", make.hob(), on=side, at=(0.40, -0.315))
    hang(
        "hood",
        "range_hood",
        make.hood(0.60, HEIGHT - 1.60 - 0.002),
        wall=west,
        at=WEST + 2.4,
        height=1.60,
        gap=TILE,
    )
    stand("saucepan", "pot", make.saucepan(0.20, 0.12), on=hob, at=(0.14, 0.10), turn=-140)
    stand("pan", "pan", make.frying_pan("steel", 0.24), on=hob, at=(-0.14, -0.09), turn=-62)
    stand("oil", "bottle", make.oil_bottle("clear"), on=side, at=(0.86, -0.11), turn=14)
    stand("pepper", "pepper_mill", make.pepper_mill(), on=side, at=(0.80, -0.24))
    stand("knives", "knife_block", make.knife_block("walnut"), on=side, at=(1.20, -0.20), turn=-20)
    stand("kettle", "kettle", "BlendSwap-CC-BY/boiler", on=side, at=(1.42, -0.34), turn=-120)


def west_shelves(galley: Room) -> None:
    """Two walnut shelves beside the hood, in reach of the bar."""
    west = galley.walls[3]
    walnut, black = materials.wood("walnut", "X"), materials.painted_metal((0.02, 0.02, 0.02), 0.4)
    low, high = (
        hang(
            f"shelf.{name}",
            "shelf",
            make.shelf(0.76, walnut, black),
            wall=west,
            at=WEST + 3.19,
            height=height,
            gap=TILE,
        )
        for name, height in [("low", 1.20), ("high", 1.56)]
    )
    stack("plate.shelf", "plate", make.plates(2, "plain", "stoneware", diameter=0.20), on=low, at=(-0.24, 0.0))
    for number, (x, style, glaze) in enumerate(
        [(-0.06, "straight", "charcoal"), (0.06, "straight", "cream"), (0.19, "tapered", "sage")]
    ):
        mug = make.mug(style, glaze, seed=number)
        stand(f"mug.{glaze}", "mug", mug, on=low, at=(x, 0.01 * (-1) ** number), turn=200 + 35 * number)
    for x, filling, tall in [(-0.27, "coffee", 0.14), (-0.10, "spaghetti", 0.28)]:
        stand(f"jar.{filling}", "jar", make.storage_jar(filling, "metal", 0.09, tall), on=high, at=(x, 0.0), turn=40)
    stand("herb.shelf", "potted_plant", make.herb("thyme", "straight"), on=high, at=(0.28, 0.0))


def east_row(galley: Room) -> None:
    """Walnut cupboards, then the built-in refrigerator and the tower of the ovens, in white."""
    east, floor = galley.walls[1], galley.floor
    ash, walnut = materials.limed_ash(), materials.wood("walnut", "X")
    dark = materials.plain("dark case", (0.05, 0.045, 0.04), 0.5)
    *_, tower = run(
        east,
        EAST,
        [
            (
                "cabinet.bar",
                "cabinet",
                make.base_unit(0.8, [(0.16, 1), (0.30, 1), (0, 1)], walnut, dark, grip=dark),
            ),
            ("cabinet.middle", "cabinet", make.base_unit(0.6, [(0, 1)], walnut, dark, grip=dark)),
            ("cabinet.wide", "cabinet", make.base_unit(0.8, [(0.16, 1), (0, 2)], walnut, dark, grip=dark)),
            ("refrigerator", "refrigerator", make.refrigerator((0.40, 0.40, 0.40), 1.84, notes=4, seed=5, flank=6)),
            (
                "cabinet.tower",
                "cabinet",
                make.tower(0.6, 2.10, [0.60, 0.57, 0.40, 0], ash, ash, niches=[1, 2]),
            ),
        ],
        on=floor,
    )
    stand("oven", "oven", make.oven(), on=tower, at=(0, -0.04), level=0.718)
    microwave = make.oven(height=0.375, depth=0.42, kind="microwave")
    stand("microwave", "microwave", microwave, on=tower, at=(0, -0.08), level=1.288)


def east_worktop(galley: Room) -> None:
    """Coffee, bread and fruit; a long shelf with books and green over them."""
    east = galley.walls[1]
    stone = materials.quartz()
    walnut, black = materials.wood("walnut", "X"), materials.painted_metal((0.02, 0.02, 0.02), 0.4)
    top = fit("worktop.east", "worktop", make.worktop(2.2, stone), wall=east, at=EAST, height=0.91)
    stand("coffee", "coffee_maker", "BlendSwap-CC-0/coffeeBrewer", on=top, at=(0.30, -0.27), turn=22)
    stand("cup.espresso", "cup", make.cup_and_saucer("white"), on=top, at=(0.50, -0.40), turn=60)
    bowl = stand("bowl.fruit", "bowl", make.bowl("serving", "stoneware", diameter=0.29), on=top, at=(0.86, -0.30))
    for name, category, fruit, at in [
        ("orange", "orange", make.orange(seed=4), (0.05, 0.02)),
        ("pear", "pear", make.pear(seed=2), (-0.03, -0.048)),
    ]:
        stand(name, category, fruit, on=bowl, at=at, turn=50)
    stand("bananas", "banana", make.bananas(5, seed=2), on=top, at=(1.14, -0.22), turn=35)
    slab = stand(
        "board.bread",
        "chopping_board",
        make.chopping_board("paddle", "oak", 0.40, 0.20),
        on=top,
        at=(1.42, -0.40),
        turn=10,
    )
    stand("loaf", "bread", make.bread(0.25, seed=3), on=slab, at=(-0.05, 0.0), turn=12)
    stand("toaster", "toaster", "Scopia/toaster", on=top, at=(1.84, -0.24), turn=-6)
    stand("pasta", "box", make.pasta_packet("fusilli", 0.22, seed=6), on=top, at=(0.62, -0.11), turn=14)
    stand("phone", "phone", make.phone(False), on=top, at=(1.74, -0.50), turn=24)

    long = hang(
        "shelf.long", "shelf", make.shelf(1.9, walnut, black, depth=0.20), wall=east, at=EAST + 1.08, height=1.30
    )
    row("cookbook", "book", make.book_row(4, seed=41), on=long, at=(-0.72, 0.0))
    stand("pothos", "potted_plant", make.plant("pothos", "straight", height=0.22, seed=3), on=long, at=(0.10, -0.05))
    hang(
        "picture.1",
        "picture",
        make.picture_frame("botanical", "oak", 0.30, 0.40, 0.04, seed=8),
        wall=east,
        at=EAST + 0.42,
        height=1.80,
    )


def bar(galley: Room) -> None:
    """A walnut board from wall to wall under the window, two stools, a late breakfast."""
    north, floor, sill = galley.walls[2], galley.floor, galley.sills[0]
    board = make.worktop(WIDTH - 0.004, materials.wood("walnut", "X"), depth=0.42, thickness=0.036)
    top = fit("bar", "worktop", board, wall=north, at=0.002, height=0.98)
    for number, (x, y, turn) in enumerate([(0.82, 4.72, 25), (1.72, 4.64, -30)], 1):
        stand(f"stool.{number}", "stool", "BlendSwap-CC-0/silla2", on=floor, at=(x, y), turn=180 + turn)
    stand("plate.toast", "plate", make.plate("rim", "white", diameter=0.21, seed=3), on=top, at=(0.88, -0.22))
    stand("mug.breakfast", "mug", make.mug("barrel", "ochre", filling="coffee"), on=top, at=(1.08, -0.16), turn=-50)
    stand("newspaper", "newspaper", make.newspaper(4), on=top, at=(1.62, -0.22), turn=-9)
    stand("milk", "carton", make.milk_carton("milk"), on=top, at=(0.62, -0.13), turn=24)
    stand("basil", "potted_plant", make.herb("basil", "terracotta"), on=sill, at=(0.62, 0.035))


def door_end(galley: Room) -> None:
    """Either side of the door."""
    south, west, floor = galley.walls[0], galley.walls[3], galley.floor
    stand("bin", "bin", "BlendSwap-CC-0/dustbin", on=floor, at=(0.26, 0.42))
    stand("rug", "rug", make.rug("stripes", 1.5, 0.56, seed=9), on=floor, at=(1.24, 1.80), turn=88)
    hang("clock", "clock", make.wall_clock("dark", 0.28, 11, 41), wall=south, at=2.20, height=1.62)
    hang(
        "picture.2",
        "picture",
        make.picture_frame("shapes", "black", 0.40, 0.50, 0.05, seed=14),
        wall=west,
        at=0.38,
        height=1.36,
    )
    stand(
        "snake_plant", "potted_plant", make.plant("snake", "straight", height=0.70, seed=6), on=floor, at=(2.32, 0.32)
    )
    suspend(
        "pendant",
        "pendant_lamp",
        make.pendant("cone", (0.03, 0.03, 0.03), 0.26, 0.35),
        under=galley.ceiling,
        at=(1.32, 4.6),
    )


def electrics(galley: Room) -> None:
    """What is part of the house: sockets and their cords, lamps in the ceiling, a blind, the balcony's rail outside."""
    south, east, north, west = galley.walls
    for at in (1.46, 3.00):
        fix(make.socket(2), wall=west, at=WEST + at, height=1.13, gap=TILE)
    coffee = {0: [(-0.05, 0.02, -0.17), (-0.14, 0.05, -0.206)]}
    fix(make.socket(2, cords=coffee), wall=east, at=EAST + 0.60, height=1.12)
    fix(
        make.socket(3, cords={1: [(0.06, 0.02, -0.17), (0.15, 0.05, -0.206)]}),
        wall=east,
        at=EAST + 1.56,
        height=1.12,
    )
    fix(make.light_switch(2), wall=south, at=1.95, height=1.05)
    fix(make.vent(0.22, 0.22), wall=south, at=0.45, height=2.24)
    fix_overhead(make.smoke_detector(), under=galley.ceiling, at=(0.95, 2.1))
    for y in (0.75, 1.65, 2.55, 3.45):
        fix_overhead(make.downlight(colour=(0.98, 0.97, 1.0)), under=galley.ceiling, at=(1.42, y))
    blind = make.roller_blind(2.08, 0.34, materials.linen((0.50, 0.50, 0.47)))
    fix(blind, wall=north, at=1.32, height=2.42)
    fix(make.railing(2.6), wall=north, at=1.32, height=0.52, gap=-0.75)


def light(galley: Room) -> None:
    """A grey noon; warm strips under the wall cupboards, two bulbs in the hood."""
    sky("city.exr", strength=6.0, view=1.3, turn=120, room=galley)
    strip((0.18, WEST + 1.0, UNDER + 0.010), size=(0.03, 1.9), watts=13, colour=(1.0, 0.80, 0.58))
    strip((0.24, WEST + 2.4, 1.59), size=(0.25, 0.3), watts=5, colour=(1.0, 0.85, 0.68))
    strip((1.32, 1.9, HEIGHT - 0.04), size=(0.9, 2.8), watts=26, colour=(0.98, 0.98, 1.0))
    strip((1.32, 4.6, 1.86), size=(0.16, 0.16), watts=6)
    exposure(0.4)
