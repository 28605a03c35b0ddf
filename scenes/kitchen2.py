"""A student flat's kitchen in the evening: teal cupboards in an L, a red fridge, five unlike chairs, the blue hour outside."""

from dyce.models import make, materials
from dyce.scene.language import Door, Room, Window, house, light, put, room

NUMBER = 2
SPLIT = "train"

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
    fittings(kitchen)
    lighting(kitchen)


def units(kitchen: Room) -> None:
    """The L of teal cupboards, the washing machine in its gap, the red fridge at the end of the row."""
    north, west = kitchen.walls[2], kitchen.walls[3]
    teal, white = materials.plain("teal paint", TEAL, 0.4), materials.plain("cream paint", (0.63, 0.59, 0.48), 0.42)
    knob = materials.plastic((0.72, 0.70, 0.66), 0.25)
    put.run(
        {
            "cabinet.corner": make.base_unit(0.63, [], teal, teal),
            "cabinet.sink": make.base_unit(0.8, [(0, 2)], teal, teal, knob=knob, well=0.21),
            "washing_machine": make.washing_machine(),
            "cabinet.drawers": make.base_unit(0.5, [(0.18, 1), (0.28, 1), (0, 1)], teal, teal, knob=knob),
        },
        wall=north,
        start=NORTH,
    )
    put.run(
        {
            "cabinet.pans": make.base_unit(0.8, [(0.18, 2), (0, 2)], teal, teal, knob=knob),
            "cabinet.hob": make.base_unit(0.6, [(0, 2)], teal, teal, knob=knob),
            "cabinet.bread": make.base_unit(0.6, [(0.18, 1), (0, 1)], teal, teal, knob=knob),
        },
        wall=west,
        start=WEST,
    )
    fridge = put.against("fridge", make.refrigerator(notes=6, seed=3, flank=3), wall=north, at=2.95, gap=0.03)
    put.stand("basket.fridge", make.basket("round", 0.32, 0.32, 0.16, seed=5), on=fridge, at=(0.02, 0.06))
    papers = [(-0.24, 0.40), (-0.14, 0.24), (0.16, 0.43), (0.25, 0.22)]
    unit = make.wall_unit(0.8, 0.66, white, white, doors=2, knob=knob, rail=0.062, papers=papers, seed=21)
    put.hang("cabinet.wall.west", unit, on=west, at=(WEST + 0.4, 1.44))
    unit = make.wall_unit(0.5, 0.66, white, white, knob=knob, rail=0.062, papers=[(0.03, 0.42), (-0.06, 0.20)], seed=26)
    put.hang("cabinet.wall.north", unit, on=north, at=(2.29, 1.44))
    behind = [(0, 0.72, 0.91, 1.44), (0.72, 1.87, 0.91, 1.095), (1.87, 2.54, 0.91, 1.44)]
    for wall, parts in ((north, behind), (west, [(WEST, DEPTH, 0.91, 1.44)])):
        tiles = materials.tiles("white tiles", (0.70, 0.69, 0.66), width=0.10, height=0.10, stagger=0.0)
        house.cover("splashback", tiles, on=wall, parts=parts, thickness=TILE)


def north_worktop(kitchen: Room) -> None:
    """Under the window: washing-up that dries, bottles, what nobody has put away."""
    north, sill = kitchen.walls[2], kitchen.sills[0]
    beech = materials.timber("beech laminate", (0.42, 0.25, 0.12), (0.58, 0.39, 0.22), stave=0.05)
    slab = make.worktop(2.55, beech, hole=(0.785, 1.275, -0.515, -0.125))
    top = put.fit("worktop.north", slab, on=north, at=(0.002, 0.91))
    put.stand("sink", make.inset_sink(), on=top, at=(1.03, -0.32))
    put.stand("tap", make.swan_tap(materials.polished_steel(), height=0.30, reach=0.17), on=top, at=(1.03, -0.075))
    put.stand("soap", make.dish_soap(), on=top, at=(1.24, -0.06), turn=15)
    put.stand("sponge", make.sponge((0.70, 0.20, 0.30)), on=top, at=(0.80, -0.075), turn=12)
    rack = put.stand("dish_rack", make.dish_rack("steel"), on=top, at=(1.55, -0.33), turn=4)
    put.stand("bowl.drying", make.bowl("mixing", "ochre", diameter=0.21, seed=4), on=rack, at=(-0.06, 0.01))
    put.stand("pot.pasta", make.saucepan(0.20, 0.13, lid=False), on=top, at=(0.46, -0.30), turn=-130)
    put.stand("kettle", make.electric_kettle("painted", CORAL), on=top, at=(2.10, -0.22), turn=-60)
    put.stand("mug.blue", make.mug("straight", "blue", filling="tea"), on=top, at=(1.98, -0.44), turn=35)
    put.stand("wine.empty", make.wine_bottle("red", opened=True), on=top, at=(0.13, -0.13))
    put.stand("bananas", make.bananas(3, seed=5), on=top, at=(1.80, -0.15), turn=70)
    put.stand("towel", make.tea_towel("edge", "check", 0.30, 0.34, seed=3), on=top, at=(2.34, -0.628))
    put.stand("rug", make.rug("stripes", 1.35, 0.60, seed=8), on=kitchen.floor, at=(1.42, 3.04), turn=-3)
    put.stand("basil", make.herb("basil", "straight", SUN), on=sill, at=(0.98, 0.035))


def west_worktop(kitchen: Room) -> None:
    """Something is on the hob; spices on the shelf beside the cupboard."""
    west = kitchen.walls[3]
    beech = materials.timber("beech laminate", (0.42, 0.25, 0.12), (0.58, 0.39, 0.22), stave=0.05)
    top = put.fit("worktop.west", make.worktop(1.99, beech), on=west, at=(WEST - 0.005, 0.91))
    hob = put.stand("hob", "BlendSwap-CC-0/mano_cooktop", on=top, at=(1.10, -0.31))
    put.stand("casserole", make.casserole((0.50, 0.30, 0.03)), on=hob, at=(0.14, 0.08), turn=30)
    put.stand("pan", make.frying_pan("black", 0.24), on=hob, at=(-0.14, -0.07), turn=-75)
    bamboo = make.chopping_board("rectangular", "bamboo", 0.36, 0.24)
    board = put.stand("board", bamboo, on=top, at=(0.50, -0.36), turn=9)
    put.stand("tomato", make.tomato(seed=4), on=board, at=(-0.11, 0.03))
    put.stand("knife", make.knife(0.28, "beech"), on=board, at=(0.04, -0.04), turn=-160)
    put.stand("pasta", make.pasta_packet("fusilli", seed=2), on=top, at=(1.56, -0.14), turn=-24)
    put.stand("oil", make.oil_bottle("green"), on=top, at=(1.45, -0.09), turn=10)
    put.stand("utensils", make.utensil_crock("blue", seed=6), on=top, at=(1.80, -0.15))
    pine = materials.timber("pine shelf", (0.50, 0.31, 0.14), (0.66, 0.46, 0.25))
    board = make.shelf(0.95, pine, materials.painted_metal((0.70, 0.69, 0.66), 0.4), depth=0.18)
    ledge = put.hang("shelf.spices", board, on=west, at=(WEST + 1.38, 1.36), gap=TILE)
    put.stand("jar.paprika", make.spice_jar("paprika"), on=ledge, at=(-0.34, 0.0), turn=25)
    put.stand("jar.lentils", make.storage_jar("lentils", "metal", 0.10, 0.16), on=ledge, at=(-0.16, 0.0))
    put.stand("jar.rice", make.storage_jar("rice", "cork", 0.09, 0.20), on=ledge, at=(0.01, 0.0))
    put.stand("bowl.shelf", make.bowl("cereal", "sage", seed=7), on=ledge, at=(0.18, 0.0))
    put.stand("ivy", make.plant("pothos", "round", CORAL, height=0.22, seed=9), on=ledge, at=(0.36, -0.03))


def supper(kitchen: Room) -> None:
    """The table after supper, its chairs from five households."""
    floor = kitchen.floor
    pine = materials.timber("pine table", (0.44, 0.26, 0.11), (0.60, 0.40, 0.20), stave=0.12)
    legs = materials.plain("yellow legs", SUN, 0.45)
    desk = put.stand("table", make.table(1.30, 0.80, pine, legs), on=floor, at=(2.80, 1.90), turn=-6)
    put.stand("chair.bentwood", "BlendSwap-CC-0/thonet", on=floor, at=(2.46, 2.62), turn=4)
    put.stand("chair.plaid", "BlendSwap-CC-BY/plaidChair", on=floor, at=(3.16, 2.50), turn=-12)
    put.stand("chair.slatted", "BlendSwap-CC-BY/ella_chair_f", on=floor, at=(2.40, 1.26), turn=170)
    put.stand("chair.folding", "BlendSwap-CC-BY/foldingChair", on=floor, at=(3.22, 1.08), turn=196)
    put.stand("chair.cushioned", "BlendSwap-CC-BY/chairWithCushion", on=floor, at=(3.74, 1.86), turn=-84)
    put.stand("plate.1", make.plate("rim", "white", diameter=0.25, seed=5), on=desk, at=(-0.36, 0.20))
    put.stand("plate.2", make.plate("deep", "blue", diameter=0.22, seed=6), on=desk, at=(0.32, 0.22))
    put.stand("plate.3", make.plate("plain", "ochre", diameter=0.24, seed=7), on=desk, at=(-0.32, -0.22))
    put.stand("bowl.salad", make.bowl("serving", "sage", diameter=0.26, seed=2), on=desk, at=(-0.02, 0.12))

    put.stand("mug.blush", make.mug("round", "blush", filling="coffee"), on=desk, at=(0.12, -0.24), turn=130)
    put.stand("glass.water", make.tumbler("facet", filling="water"), on=desk, at=(-0.16, 0.30))
    put.stand("milk", make.milk_carton("juice"), on=desk, at=(0.14, 0.28), turn=30)
    put.stand("textbook", make.book(17), on=desk, at=(0.55, 0.08), turn=75)
    put.stand("phone", make.phone(), on=desk, at=(-0.52, -0.06), turn=15)
    put.stand("wine.table", make.wine_bottle("red", opened=True), on=desk, at=(-0.13, -0.11), turn=70)
    put.stand("laptop", "BlendSwap-CC-BY/laptop", on=desk, at=(0.34, -0.17), turn=172)
    put.suspend("pendant", make.pendant("dome", CORAL, 0.42, 0.92), under=kitchen.ceiling, at=(2.80, 1.90))


def shelves(kitchen: Room) -> None:
    """The east wall: shelves for everybody's food, posters."""
    east = kitchen.walls[1]
    yellow = materials.plain("yellow paint", SUN, 0.45)
    case = make.open_shelves(0.90, [0.08, 0.44, 0.80, 1.14, 1.46], yellow, height=1.80, depth=0.30)
    rack = put.against("bookcase", case, wall=east, at=0.66)
    put.fill(
        rack,
        ("crackers", make.cereal_box("crackers"), 1.14, -0.28, 9),
        ("oats", make.cereal_box("oats", 0.27), 1.14, -0.06, -7),
        ("beans", make.tin_can("beans"), 1.14, 0.12, 20),
        ("colander", make.colander((0.10, 0.28, 0.36)), 0.80, -0.20, 30),
        ("scale", make.kitchen_scale(CORAL), 0.44, 0.22, -9),
        ("basket.onions", make.basket("oblong", 0.36, 0.24, 0.16, seed=7), 0.08, -0.18),
        ("radio", "BlendSwap-CC-BY/radio", 1.46, -0.14, 8),
    )
    put.row("cookbook", make.book_row(2, seed=51), on=rack, at=(-0.30, -0.01), level=0.45)
    put.hang("poster.1", make.picture_frame("shapes", "white", 0.50, 0.70, 0.0, seed=61), on=east, at=(1.62, 1.30))
    put.hang("poster.2", make.picture_frame("landscape", "white", 0.42, 0.56, 0.0, seed=62), on=east, at=(2.24, 1.42))
    put.hang("clock", make.wall_clock("light", 0.30, 9, 50), on=kitchen.walls[2], at=(3.80, 1.85))
    put.stand("bin", "BlendSwap-CC-0/dustbin", on=kitchen.floor, at=(3.62, 3.72))


def south(kitchen: Room) -> None:
    """The south wall: an old orange chest with the microwave, a lamp, a bag that was dropped."""
    wall, floor = kitchen.walls[0], kitchen.floor
    orange = materials.plain("orange paint", CORAL, 0.42)
    white = materials.plain("white paint", (0.70, 0.69, 0.66), 0.4)
    fronts = ["door", "drawers", "door"]
    board = make.low_board(1.25, fronts, orange, white, orange, height=0.86, depth=0.42, lift=0.14)
    chest = put.against("chest", board, wall=wall, at=2.62)
    put.stand("microwave", "BlendSwap-CC-BY/microwave", on=chest, at=(-0.34, 0.0), turn=3)
    put.stand("lamp", make.table_lamp("ochre", 0.44), on=chest, at=(0.42, 0.04))
    put.hang("mirror", make.picture_frame("botanical", "oak", 0.50, 0.70, 0.06, seed=70), on=wall, at=(2.62, 1.34))
    put.stand("backpack", "BlendSwap-CC-BY/backpack", on=floor, at=(0.86, 0.28), turn=150)
    yucca = make.plant("rubber", "round", (0.08, 0.16, 0.30), height=0.95, seed=11)
    put.stand("yucca", yucca, on=floor, at=(0.38, 0.50))


def fittings(kitchen: Room) -> None:
    """What is part of the house: switch, sockets and cords, the blind, a radiator, the flat's notice board."""
    wall, east, north, west = kitchen.walls
    cord = materials.plastic((0.62, 0.61, 0.58), 0.4)
    kettle = make.socket(2, cords={1: [(-0.04, 0.02, -0.17), (-0.11, 0.05, -0.205)]}, cord=cord)
    house.fix(kettle, on=north, at=(2.28, 1.12), gap=TILE)
    house.fix(make.socket(1), on=north, at=(0.36, 1.12), gap=TILE)
    house.fix(make.socket(2), on=west, at=(3.05, 1.12), gap=TILE)
    house.fix(make.socket(3), on=wall, at=(1.72, 0.30))
    house.fix(make.light_switch(2), on=wall, at=(1.32, 1.05))
    house.fix(make.vent(0.18, 0.18), on=west, at=(0.55, 2.40))
    house.fix(make.notice_board(0.60, 0.45, seed=4), on=east, at=(3.08, 1.62))
    house.fix(make.roller_blind(1.22, 0.42, materials.linen((0.56, 0.50, 0.38))), on=north, at=(1.295, 2.37))
    house.fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(1.5, 2.7))
    radiator = make.radiator(0.90, materials.plain("radiator paint", (0.72, 0.70, 0.64), 0.35))
    house.fix(radiator, on=east, at=(3.05, 0), gap=0.075)


def lighting(kitchen: Room) -> None:
    """Blue hour: the pendant over the table, the lamp on the chest, a strip under the wall cupboard."""
    light.sky("sunset.exr", strength=0.7, view=0.30, turn=200, tint=(0.45, 0.62, 1.0), room=kitchen)
    light.glow((2.80, 1.90, 1.80), watts=42, colour=(1.0, 0.78, 0.55), radius=0.05)
    light.glow((WIDTH - 3.04, 0.26, 1.18), watts=10, colour=(1.0, 0.74, 0.50), radius=0.04)
    light.strip((0.17, WEST + 0.4, 1.43), size=(0.03, 0.7), watts=7, colour=(1.0, 0.84, 0.66))
    light.strip((2.20, 2.0, HEIGHT - 0.05), size=(2.6, 2.2), watts=34, colour=(1.0, 0.86, 0.70))
    light.exposure(0.5)
