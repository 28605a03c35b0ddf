"""A student flat's kitchen in the evening: teal cupboards in an L, a red fridge, five unlike chairs, the blue hour outside."""

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
    room,
    row,
    run,
    sky,
    stand,
    strip,
    suspend,
)

TEAL = (0.055, 0.20, 0.21)
SUN = (0.62, 0.36, 0.05)
CORAL = (0.52, 0.13, 0.07)
WIDTH, DEPTH, HEIGHT = 4.4, 4.0, 2.65
NORTH, WEST = 0.01, 1.38  # where the two arms of the L begin, along their walls
TILE = 0.010


def build() -> None:
    """4.4 by 4.0 metres; a window to the north, lamps on."""
    kitchen = room(
        [(0, 0), (WIDTH, 0), (WIDTH, DEPTH), (0, DEPTH)],
        height=HEIGHT,
        openings=[Window(wall=2, at=0.72, width=1.15, sill=1.12, height=1.15), Door(wall=0, at=0.30)],
        walls=materials.plaster("wall", (0.72, 0.66, 0.50)),
        floor=materials.tiles(
            "quarry tiles",
            (0.30, 0.125, 0.065),
            width=0.20,
            height=0.20,
            joint=0.003,
            grout=(0.30, 0.27, 0.23),
            floor=True,
            stagger=0.0,
            roughness=0.38,
        ),
        ceiling=materials.plaster("ceiling", (0.77, 0.76, 0.73), relief=0.05),
        trim=materials.plain("trim", (0.74, 0.73, 0.69), 0.38),
    )
    units(kitchen)
    north_worktop(kitchen)
    west_worktop(kitchen)
    supper(kitchen)
    shelves(kitchen)
    south(kitchen)
    house(kitchen)
    light(kitchen)


def units(kitchen: Room) -> None:
    """The L of teal cupboards, the washing machine in its gap, the red fridge at the end of the row."""
    north, west, floor = kitchen.walls[2], kitchen.walls[3], kitchen.floor
    teal, white = materials.plain("teal paint", TEAL, 0.4), materials.plain("cream paint", (0.63, 0.59, 0.48), 0.42)
    knob = materials.plastic((0.72, 0.70, 0.66), 0.25)
    run(
        north,
        NORTH,
        [
            ("cabinet.corner", "cabinet", make.base_unit(0.63, [], teal, teal)),
            ("cabinet.sink", "cabinet", make.base_unit(0.8, [(0, 2)], teal, teal, knob=knob, well=0.21)),
            ("washing_machine", "washing_machine", make.washing_machine()),
            (
                "cabinet.drawers",
                "cabinet",
                make.base_unit(0.5, [(0.18, 1), (0.28, 1), (0, 1)], teal, teal, knob=knob),
            ),
        ],
        on=floor,
    )
    run(
        west,
        WEST,
        [
            ("cabinet.pans", "cabinet", make.base_unit(0.8, [(0.18, 2), (0, 2)], teal, teal, knob=knob)),
            ("cabinet.hob", "cabinet", make.base_unit(0.6, [(0, 2)], teal, teal, knob=knob)),
            ("cabinet.bread", "cabinet", make.base_unit(0.6, [(0.18, 1), (0, 1)], teal, teal, knob=knob)),
        ],
        on=floor,
    )
    fridge = against(
        "fridge",
        "refrigerator",
        make.refrigerator(notes=6, seed=3, flank=3),
        wall=north,
        at=2.95,
        on=floor,
        turn=0,
        gap=0.03,
    )
    stand("basket.fridge", "basket", make.basket("round", 0.32, 0.32, 0.16, seed=5), on=fridge, at=(0.02, 0.06))
    unit = make.wall_unit(
        0.8,
        0.66,
        white,
        white,
        doors=2,
        knob=knob,
        rail=0.062,
        papers=[(-0.24, 0.40), (-0.14, 0.24), (0.16, 0.43), (0.25, 0.22)],
        seed=21,
    )
    hang("cabinet.wall.west", "cabinet", unit, wall=west, at=WEST + 0.4, height=1.44)
    unit = make.wall_unit(0.5, 0.66, white, white, knob=knob, rail=0.062, papers=[(0.03, 0.42), (-0.06, 0.20)], seed=26)
    hang("cabinet.wall.north", "cabinet", unit, wall=north, at=2.29, height=1.44)
    blocks(
        "splashback",
        [
            ((0, -TILE, 0.91), (0.72, 0, 1.44)),
            ((0.72, -TILE, 0.91), (1.87, 0, 1.095)),
            ((1.87, -TILE, 0.91), (2.54, 0, 1.44)),
        ],
        materials.tiles("white tiles", (0.70, 0.69, 0.66), width=0.10, height=0.10, stagger=0.0),
        frame=north.frame,
    )
    blocks(
        "splashback",
        [((WEST, -TILE, 0.91), (DEPTH, 0, 1.44))],
        materials.tiles("white tiles", (0.70, 0.69, 0.66), width=0.10, height=0.10, stagger=0.0),
        frame=west.frame,
    )


def north_worktop(kitchen: Room) -> None:
    """Under the window: washing-up that dries, bottles, what nobody has put away."""
    north, sill = kitchen.walls[2], kitchen.sills[0]
    beech = materials.timber("beech laminate", (0.42, 0.25, 0.12), (0.58, 0.39, 0.22), stave=0.05)
    slab = make.worktop(2.55, beech, hole=(0.785, 1.275, -0.515, -0.125))
    top = fit("worktop.north", "worktop", slab, wall=north, at=0.002, height=0.91)
    stand("sink", "sink", make.inset_sink(), on=top, at=(1.03, -0.32))
    stand("tap", "tap", make.swan_tap(materials.polished_steel(), height=0.30, reach=0.17), on=top, at=(1.03, -0.075))
    stand("soap", "soap_dispenser", make.dish_soap(), on=top, at=(1.24, -0.06), turn=15)
    stand("sponge", "sponge", make.sponge((0.70, 0.20, 0.30)), on=top, at=(0.80, -0.075), turn=12)
    rack = stand("dish_rack", "dish_rack", make.dish_rack("steel"), on=top, at=(1.55, -0.33), turn=4)
    stand("bowl.drying", "bowl", make.bowl("mixing", "ochre", diameter=0.21, seed=4), on=rack, at=(-0.06, 0.01))
    stand("pot.pasta", "pot", make.saucepan(0.20, 0.13, lid=False), on=top, at=(0.46, -0.30), turn=-130)
    stand("kettle", "kettle", make.electric_kettle("painted", CORAL), on=top, at=(2.10, -0.22), turn=-60)
    stand("mug.blue", "mug", make.mug("straight", "blue", filling="tea"), on=top, at=(1.98, -0.44), turn=35)
    stand("wine.empty", "bottle", make.wine_bottle("red", opened=True), on=top, at=(0.13, -0.13))
    stand("bananas", "banana", make.bananas(3, seed=5), on=top, at=(1.80, -0.15), turn=70)
    stand("towel", "towel", make.tea_towel("edge", "check", 0.30, 0.34, seed=3), on=top, at=(2.34, -0.628))
    stand("rug", "rug", make.rug("stripes", 1.35, 0.60, seed=8), on=kitchen.floor, at=(1.42, 3.04), turn=-3)
    stand("basil", "potted_plant", make.herb("basil", "straight", SUN), on=sill, at=(0.98, 0.035))


def west_worktop(kitchen: Room) -> None:
    """Something is on the hob; spices on the shelf beside the cupboard."""
    west = kitchen.walls[3]
    beech = materials.timber("beech laminate", (0.42, 0.25, 0.12), (0.58, 0.39, 0.22), stave=0.05)
    top = fit("worktop.west", "worktop", make.worktop(1.99, beech), wall=west, at=WEST - 0.005, height=0.91)
    hob = stand("hob", "stove", "BlendSwap-CC-0/mano_cooktop", on=top, at=(1.10, -0.31))
    stand("casserole", "pot", make.casserole((0.50, 0.30, 0.03)), on=hob, at=(0.14, 0.08), turn=30)
    stand("pan", "pan", make.frying_pan("black", 0.24), on=hob, at=(-0.14, -0.07), turn=-75)
    board = stand(
        "board",
        "chopping_board",
        make.chopping_board("rectangular", "bamboo", 0.36, 0.24),
        on=top,
        at=(0.50, -0.36),
        turn=9,
    )
    stand("tomato", "tomato", make.tomato(seed=4), on=board, at=(-0.11, 0.03))
    stand("knife", "knife", make.knife(0.28, "beech"), on=board, at=(0.04, -0.04), turn=-160)
    stand("pasta", "box", make.pasta_packet("fusilli", seed=2), on=top, at=(1.56, -0.14), turn=-24)
    stand("oil", "bottle", make.oil_bottle("green"), on=top, at=(1.45, -0.09), turn=10)
    stand("utensils", "utensil_holder", make.utensil_crock("blue", seed=6), on=top, at=(1.80, -0.15))
    pine = materials.timber("pine shelf", (0.50, 0.31, 0.14), (0.66, 0.46, 0.25))
    board = make.shelf(0.95, pine, materials.painted_metal((0.70, 0.69, 0.66), 0.4), depth=0.18)
    ledge = hang("shelf.spices", "shelf", board, wall=west, at=WEST + 1.38, height=1.36, gap=TILE)
    stand("jar.paprika", "jar", make.spice_jar("paprika"), on=ledge, at=(-0.34, 0.0), turn=25)
    stand("jar.lentils", "jar", make.storage_jar("lentils", "metal", 0.10, 0.16), on=ledge, at=(-0.16, 0.0))
    stand("jar.rice", "jar", make.storage_jar("rice", "cork", 0.09, 0.20), on=ledge, at=(0.01, 0.0))
    stand("bowl.shelf", "bowl", make.bowl("cereal", "sage", seed=7), on=ledge, at=(0.18, 0.0))
    stand("ivy", "potted_plant", make.plant("pothos", "round", CORAL, height=0.22, seed=9), on=ledge, at=(0.36, -0.03))


def supper(kitchen: Room) -> None:
    """The table after supper, its chairs from five households."""
    floor = kitchen.floor
    pine = materials.timber("pine table", (0.44, 0.26, 0.11), (0.60, 0.40, 0.20), stave=0.12)
    desk = stand(
        "table",
        "dining_table",
        make.table(1.30, 0.80, pine, materials.plain("yellow legs", SUN, 0.45)),
        on=floor,
        at=(2.80, 1.90),
        turn=-6,
    )
    for name, key, x, y, turn in [
        ("bentwood", "BlendSwap-CC-0/thonet", 2.46, 2.62, 4),
        ("plaid", "BlendSwap-CC-BY/plaidChair", 3.16, 2.50, -12),
        ("slatted", "BlendSwap-CC-BY/ella_chair_f", 2.40, 1.26, 170),
        ("folding", "BlendSwap-CC-BY/foldingChair", 3.22, 1.08, 196),
        ("cushioned", "BlendSwap-CC-BY/chairWithCushion", 3.74, 1.86, -84),
    ]:
        stand(f"chair.{name}", "chair", key, on=floor, at=(x, y), turn=turn)
    for name, category, thing, x, y, turn in [
        ("plate.1", "plate", make.plate("rim", "white", diameter=0.25, seed=5), -0.36, 0.20, 0),
        ("plate.2", "plate", make.plate("deep", "blue", diameter=0.22, seed=6), 0.32, 0.22, 0),
        ("plate.3", "plate", make.plate("plain", "ochre", diameter=0.24, seed=7), -0.32, -0.22, 0),
        ("bowl.salad", "bowl", make.bowl("serving", "sage", diameter=0.26, seed=2), -0.02, 0.12, 0),
        ("laptop", "laptop", "BlendSwap-CC-BY/laptop", 0.34, -0.17, 172),
        ("mug.blush", "mug", make.mug("round", "blush", filling="coffee"), 0.12, -0.24, 130),
        ("glass.water", "glass", make.tumbler("facet", filling="water"), -0.16, 0.30, 0),
        ("milk", "carton", make.milk_carton("juice"), 0.14, 0.28, 30),
        ("textbook", "book", make.book(17), 0.55, 0.08, 75),
        ("phone", "phone", make.phone(), -0.52, -0.06, 15),
        ("wine.table", "bottle", make.wine_bottle("red", opened=True), -0.13, -0.11, 70),
    ]:
        stand(name, category, thing, on=desk, at=(x, y), turn=turn)
    suspend("pendant", "pendant_lamp", make.pendant("dome", CORAL, 0.42, 0.92), under=kitchen.ceiling, at=(2.80, 1.90))


def shelves(kitchen: Room) -> None:
    """The east wall: shelves for everybody's food, posters."""
    east, floor = kitchen.walls[1], kitchen.floor
    yellow = materials.plain("yellow paint", SUN, 0.45)
    case = make.open_shelves(0.90, [0.08, 0.44, 0.80, 1.14, 1.46], yellow, height=1.80, depth=0.30)
    rack = against("bookcase", "bookcase", case, wall=east, at=0.66, on=floor)
    for name, category, thing, level, x, turn in [
        ("crackers", "box", make.cereal_box("crackers"), 1.14, -0.28, 9),
        ("oats", "box", make.cereal_box("oats", 0.27), 1.14, -0.06, -7),
        ("beans", "can", make.tin_can("beans"), 1.14, 0.12, 20),
        ("colander", "colander", make.colander((0.10, 0.28, 0.36)), 0.80, -0.20, 30),
        ("scale", "scale", make.kitchen_scale(CORAL), 0.44, 0.22, -9),
        ("basket.onions", "basket", make.basket("oblong", 0.36, 0.24, 0.16, seed=7), 0.08, -0.18, 0),
        ("radio", "radio", "BlendSwap-CC-BY/radio", 1.46, -0.14, 8),
    ]:
        stand(name, category, thing, on=rack, at=(x, 0.0), level=level + 0.01, turn=turn)
    row("cookbook", "book", make.book_row(2, seed=51), on=rack, at=(-0.30, -0.01), level=0.45)
    for number, (at, height, art, wide, tall) in enumerate(
        [(1.62, 1.30, "shapes", 0.50, 0.70), (2.24, 1.42, "landscape", 0.42, 0.56)],
        1,
    ):
        frame = make.picture_frame(art, "white", wide, tall, 0.0, seed=60 + number)
        hang(f"poster.{number}", "picture", frame, wall=east, at=at, height=height)
    hang("clock", "clock", make.wall_clock("light", 0.30, 9, 50), wall=kitchen.walls[2], at=3.80, height=1.85)
    stand("bin", "bin", "BlendSwap-CC-0/dustbin", on=floor, at=(3.62, 3.72))


def south(kitchen: Room) -> None:
    """The south wall: an old orange chest with the microwave, a lamp, a bag that was dropped."""
    wall, floor = kitchen.walls[0], kitchen.floor
    orange, white = (
        materials.plain("orange paint", CORAL, 0.42),
        materials.plain("white paint", (0.70, 0.69, 0.66), 0.4),
    )
    chest = against(
        "chest",
        "sideboard",
        make.low_board(1.25, ["door", "drawers", "door"], orange, white, orange, height=0.86, depth=0.42, lift=0.14),
        wall=wall,
        at=2.62,
        on=floor,
    )
    stand("microwave", "microwave", "BlendSwap-CC-BY/microwave", on=chest, at=(-0.34, 0.0), turn=3)
    stand("lamp", "lamp", make.table_lamp("ochre", 0.44), on=chest, at=(0.42, 0.04))
    hang(
        "mirror",
        "picture",
        make.picture_frame("botanical", "oak", 0.50, 0.70, 0.06, seed=70),
        wall=wall,
        at=2.62,
        height=1.34,
    )
    stand("backpack", "bag", "BlendSwap-CC-BY/backpack", on=floor, at=(0.86, 0.28), turn=150)
    stand(
        "yucca",
        "potted_plant",
        make.plant("rubber", "round", (0.08, 0.16, 0.30), height=0.95, seed=11),
        on=floor,
        at=(0.38, 0.50),
    )


def house(kitchen: Room) -> None:
    """What is part of the house: switch, sockets and cords, the blind, a radiator, the flat's notice board."""
    wall, east, north, west = kitchen.walls
    cord = materials.plastic((0.62, 0.61, 0.58), 0.4)
    kettle = make.socket(2, cords={1: [(-0.04, 0.02, -0.17), (-0.11, 0.05, -0.205)]}, cord=cord)
    fix(kettle, wall=north, at=2.28, height=1.12, gap=TILE)
    fix(make.socket(1), wall=north, at=0.36, height=1.12, gap=TILE)
    fix(make.socket(2), wall=west, at=3.05, height=1.12, gap=TILE)
    fix(make.socket(3), wall=wall, at=1.72, height=0.30)
    fix(make.light_switch(2), wall=wall, at=1.32, height=1.05)
    fix(make.vent(0.18, 0.18), wall=west, at=0.55, height=2.40)
    fix(make.notice_board(0.60, 0.45, seed=4), wall=east, at=3.08, height=1.62)
    fix(make.roller_blind(1.22, 0.42, materials.linen((0.56, 0.50, 0.38))), wall=north, at=1.295, height=2.37)
    fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(1.5, 2.7))
    heater = make.radiator(0.90, materials.plain("radiator paint", (0.72, 0.70, 0.64), 0.35))
    heater.matrix_world = east.frame @ Matrix.Translation((3.05, -0.075, 0))


def light(kitchen: Room) -> None:
    """Blue hour: the pendant over the table, the lamp on the chest, a strip under the wall cupboard."""
    sky("sunset.exr", strength=0.7, view=0.30, turn=200, tint=(0.45, 0.62, 1.0), room=kitchen)
    glow((2.80, 1.90, 1.80), watts=42, colour=(1.0, 0.78, 0.55), radius=0.05)
    glow((WIDTH - 3.04, 0.26, 1.18), watts=10, colour=(1.0, 0.74, 0.50), radius=0.04)
    strip((0.17, WEST + 0.4, 1.43), size=(0.03, 0.7), watts=7, colour=(1.0, 0.84, 0.66))
    strip((2.20, 2.0, HEIGHT - 0.05), size=(2.6, 2.2), watts=34, colour=(1.0, 0.86, 0.70))
    exposure(0.5)
