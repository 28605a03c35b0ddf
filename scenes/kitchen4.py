"""An industrial open-plan kitchen at noon: charcoal, concrete, steel and brick, a bar with stools, tall steel windows."""

from math import pi

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, Board, built
from dyce.scene.language import Door, Room, Window, house, light, put, refinished, room

NUMBER = 4
SPLIT = "val"

CHARCOAL = (0.066, 0.071, 0.076)
OAK = {"dark": (0.21, 0.115, 0.055), "light": (0.36, 0.22, 0.115)}
SKIN = 0.012
"""Thickness of the tiles and bricks before the walls (metres)."""


def build() -> None:
    """6.6 by 5 metres, 3 metres high: units along the north wall, the bar before them, windows in the south wall."""
    loft = room(
        [(0, 0), (6.6, 0), (6.6, 5.0), (0, 5.0)],
        height=3.0,
        openings=[
            Window(wall=0, at=0.55, width=2.4, sill=0.80, height=1.95, sashes=1),
            Window(wall=0, at=3.55, width=2.4, sill=0.80, height=1.95, sashes=1),
            Door(wall=3, at=0.45, width=0.90, height=2.10),
        ],
        walls=materials.plaster("wall", (0.60, 0.59, 0.57), relief=0.2),
        floor=materials.concrete((0.25, 0.245, 0.235), 0.75),
        ceiling=materials.plaster("ceiling", (0.66, 0.66, 0.65), relief=0.1),
        trim=materials.plain("black steel", (0.022, 0.023, 0.025), 0.45),
        skirting=0.07,
    )
    shell(loft)
    units(loft)

    shelves(loft)
    bar(loft)
    coffee(loft)
    case(loft)
    corner(loft)
    conduits(loft)
    lighting(loft)


def shell(loft: Room) -> None:
    """What makes it an old workshop: glazing bars, brick, a duct under the ceiling."""
    south, west, north = loft.walls[0], loft.walls[3], loft.walls[2]
    iron = materials.plain("glazing bars", (0.022, 0.023, 0.025), 0.45)
    bars = []
    for left in (0.55, 3.55):
        bars += [((left + 0.4 * k - 0.013, 0.125, 0.80), (left + 0.4 * k + 0.013, 0.172, 2.75)) for k in range(1, 6)]
        bars += [((left, 0.125, z - 0.013), (left + 2.4, 0.172, z + 0.013)) for z in (1.28, 1.77, 2.26)]
    house.blocks("window.bars", bars, iron, bevel=0.002, frame=south.frame)
    red, mortar = (0.36, 0.150, 0.090), (0.42, 0.39, 0.35)
    brick = materials.tiles("brick", red, width=0.22, height=0.073, joint=0.009, grout=mortar, roughness=0.8)
    behind = [(0, 0.38, 0.07), (0.38, 1.42, 2.17), (1.42, 1.93, 0.07), (1.93, 3.37, 0.91), (3.37, 5.0, 0.07)]
    parts = [(left, right, low, 3.0) for left, right, low in behind]
    house.cover("wall.brick", brick, on=west, parts=parts, thickness=SKIN)
    limed = materials.bricks("limed bricks", (0.36, 0.34, 0.31), (0.60, 0.58, 0.54), (0.50, 0.48, 0.44))
    house.cover("wall.limed", limed, on=north, parts=[(4.72, 6.599, 0.07, 3.0)], thickness=SKIN)
    pale, dark = (0.56, 0.56, 0.53), (0.20, 0.20, 0.20)
    glazed = materials.tiles("glazed brick", pale, width=0.20, height=0.066, joint=0.004, grout=dark)
    house.cover("wall.tiles", glazed, on=north, parts=[(SKIN, 4.70, 0.91, 2.30)], thickness=SKIN)
    duct, z = materials.brushed_steel("Y"), 2.74
    rings = [Bar([(x, 1.35, z), (x + 0.03, 1.35, z)], 0.158, duct, 40) for x in (0.3, 1.9, 3.5, 5.1, 6.3)]
    straps = [Board((x - 0.012, 1.34, z + 0.14), (x + 0.012, 1.36, 3.0), iron) for x in (1.1, 3.1, 4.7)]
    built("duct", [Bar([(0.0, 1.35, z), (6.6, 1.35, z)], 0.15, duct, 40), *rings, *straps])


def units(loft: Room) -> None:
    """The north wall: cupboards, oven and hob, sink, dishwasher, fridge; what stands on the worktop and the hob."""
    north = loft.walls[2]
    paint = materials.plain("charcoal lacquer", CHARCOAL, 0.5)
    black = materials.painted_metal((0.012, 0.012, 0.013), 0.4)
    steel = materials.brushed_steel("X")
    row = put.run(
        {
            "cabinet.drawers": make.flat_unit(0.6, [0.18, 0.28, 0], paint, black),
            "cabinet.oven": make.oven_housing((0.602, 0.112, 0.700), paint, black),
            "cabinet.pans": make.flat_unit(0.6, [0.36, 0], paint, black),
            "cabinet.sink": make.flat_unit(0.8, [0], paint, black, doors=2, well=0.21),
            "dishwasher": make.dishwasher(materials.brushed_steel("Z"), black),
            "cabinet.end": make.flat_unit(0.45, [0.18, 0], paint, black),
        },
        wall=north,
        start=0.02,
    )
    fridge = put.against("fridge", "BlendSwap-CC-0/largeFridge", wall=north, at=4.26, gap=0.04)
    papers = make.sheets([(0.02, 1.50), (0.20, 1.34), (-0.02, 1.22), (0.24, 1.62), (0.16, 1.06)], 31)
    papers.parent = fridge
    papers.location, papers.rotation_euler = (0.4605, 0.08, 0), (0, 0, pi / 2)
    oven = refinished("BlendSwap-CC-0/oven", {"verde_led": materials.mirror_black()})
    put.stand("oven", oven, on=row["cabinet.oven"], at=(0, -0.035), level=0.13)
    stone = materials.concrete((0.17, 0.168, 0.163), 0.7)
    left = put.fit("worktop.left", make.deep_worktop(1.82, stone), on=north, at=(0.02, 0.91))
    slab = make.deep_worktop(1.88, stone, cutout=(0.036, 0.80, -0.13))
    right = put.fit("worktop.right", slab, on=north, at=(1.84, 0.91))
    sink = make.butler_sink(steel, materials.polished_steel(), width=0.754)
    put.stand("sink", sink, on=row["cabinet.sink"], at=(0, -0.085))
    put.stand("tap", make.swan_tap(black, height=0.40, reach=0.22), on=right, at=(0.418, -0.07))
    hob = put.stand("hob", "BlendSwap-CC-0/mano_cooktop", on=left, at=(0.918, -0.31))
    put.hang("hood", make.canopy_hood(steel, black, rise=1.36), on=north, at=(0.938, 1.64), gap=SKIN)
    put.stand("oil", make.oil_bottle("green"), on=left, at=(0.27, -0.14), turn=15)
    put.stand("casserole", make.casserole((0.012, 0.05, 0.055)), on=hob, at=(-0.13, 0.06), turn=14)
    put.stand("pan", make.frying_pan("iron", 0.24), on=hob, at=(0.13, -0.11), turn=-75)
    put.stand("moka", "BlendSwap-CC-BY/espressokettle", on=hob, at=(0.16, 0.13), turn=-30)
    put.stand("utensils", make.utensil_crock("charcoal"), on=left, at=(1.32, -0.14))
    put.stand("knives", make.knife_block("walnut"), on=left, at=(1.50, -0.18), turn=18)
    board = make.chopping_board("end_grain", "walnut", 0.40, 0.28, 0.034)
    put.stand("board.end", board, on=left, at=(1.50, -0.42), turn=-4)
    put.stand("soap", make.dish_soap((0.42, 0.30, 0.10), "Amber Oat"), on=right, at=(0.14, -0.07), turn=-10)
    put.stand("kettle", make.kettle("enamel", (0.018, 0.020, 0.022)), on=right, at=(1.22, -0.22), turn=-28)


def shelves(loft: Room) -> None:
    """Two shelves on pipes over the sink."""
    north = loft.walls[2]
    oak, iron = materials.timber("reclaimed board", **OAK), materials.cast_iron()
    low = put.hang("shelf.low", make.pipe_shelf(1.9, oak, iron), on=north, at=(2.62, 1.42), gap=SKIN)
    high = put.hang("shelf.high", make.pipe_shelf(1.9, oak, iron), on=north, at=(2.62, 1.84), gap=SKIN)
    put.stack("plate.shelf", make.plates(2, "plain", "charcoal", diameter=0.23), on=low, at=(-0.74, 0.0))
    put.stand("mug.shelf", make.mug("straight", "charcoal"), on=low, at=(-0.55, -0.05), turn=37)
    put.stand("mug.enamel", make.mug("tapered", "enamel"), on=low, at=(-0.45, 0.03), turn=110)
    put.stand("bowl.shelf", make.bowl("mixing", "stoneware", diameter=0.22, seed=5), on=low, at=(-0.10, 0.0))
    put.stand("jar.spaghetti", make.storage_jar("spaghetti", "metal", 0.10, 0.30), on=low, at=(0.56, 0.02))
    put.stand("jar.rice", make.storage_jar("rice", "metal", 0.11, 0.24), on=low, at=(0.69, 0.01))
    put.stand("jar.coffee", make.storage_jar("coffee", "metal", 0.10, 0.19), on=low, at=(0.62, -0.07))
    put.stand("jug", make.jug("enamel"), on=high, at=(-0.66, 0.0), turn=150)
    put.stand("pothos", make.herb("mint", "straight", (0.05, 0.052, 0.055), 0.12, seed=3), on=high, at=(-0.50, -0.01))
    colander = make.colander((0.03, 0.032, 0.035), 0.23)
    put.stand("colander", colander, on=high, at=(0.12, 0.0), turn=20, category="bowl")
    put.stand("teapot", make.teapot("stoneware"), on=high, at=(0.36, -0.02), turn=200)


def bar(loft: Room) -> None:
    """The bar, its stools and lamps, lunch in the making."""
    floor = loft.floor
    iron, seat = materials.cast_iron(), materials.wood("oak", "X")
    lacquer = materials.plain("charcoal lacquer bar", CHARCOAL, 0.5)
    slab, boards = materials.concrete((0.25, 0.246, 0.236), 0.5), materials.timber("bar boards", **OAK)
    island = make.bar_island(2.40, 1.00, lacquer, slab, boards, iron)
    top = put.stand("bar", island, on=floor, at=(2.55, 2.72), turn=180)
    stools = [(1.72, 1.97, 186), (2.34, 1.93, 170), (2.98, 1.98, 182)]
    put.several("stool", lambda _: make.bar_stool(seat, iron), stools, on=floor)
    paddle = make.chopping_board("paddle", "olive", 0.44, 0.22)
    board = put.stand("board.bar", paddle, on=top, at=(-0.10, -0.10), turn=10)
    put.stand("baguette", make.baguette(0.40), on=board, at=(0.0, 0.04), turn=7)
    put.stand("cheese", make.cheese("brie"), on=board, at=(0.08, -0.05), turn=40, category="cake")
    bowl = put.stand("bowl.fruit", make.bowl("serving", "charcoal", diameter=0.30), on=top, at=(0.58, -0.06))
    put.nest("lemon.1", make.lemon(seed=4), inside=bowl, at=(-0.0727, 0.0559, 0.0220), turn=(36.2, 7.5, 61.2))
    put.nest("orange.1", make.orange(seed=4), inside=bowl, at=(0.0119, 0.0895, 0.0248), turn=(45.8, -7.6, 6.5))
    put.stand("wine", make.wine_bottle("white"), on=top, at=(0.26, 0.02), turn=30)
    put.stand("wine_glass.1", make.wine_glass("white", filling=0.35), on=top, at=(0.18, 0.18))
    put.stand("wine_glass.2", make.wine_glass("white", filling=0.30), on=top, at=(-0.30, 0.22))
    put.stand("laptop", make.laptop(104, seed=40), on=top, at=(-0.74, 0.16), turn=-168)
    put.stand("mug.bar", make.mug("tapered", "stoneware", filling="coffee", seed=9), on=top, at=(-0.48, 0.12), turn=70)
    put.stand("newspaper", make.newspaper(7), on=top, at=(0.36, -0.28), turn=24)
    put.stand("plate.bar", make.plate("rim", "stoneware", diameter=0.20, seed=8), on=top, at=(-0.50, -0.22))
    put.stand("tulips", make.flowers("white", 9, 0.40, "charcoal"), on=top, at=(0.94, 0.20))
    put.stand("basil", make.herb("basil", "terracotta", seed=2), on=top, at=(0.98, -0.20))
    for number, x in enumerate([1.75, 2.55, 3.35], 1):
        lamp = make.pendant("cone", (0.020, 0.021, 0.023), 0.34, cord=0.98)
        put.suspend(f"pendant.{number}", lamp, under=loft.ceiling, at=(x, 2.62))


def coffee(loft: Room) -> None:
    """The brick wall: two units with an oak top, the coffee machine, a clock and a print."""
    west = loft.walls[3]
    paint = materials.plain("charcoal lacquer side", CHARCOAL, 0.5)
    black = materials.painted_metal((0.012, 0.012, 0.013), 0.4)
    put.run({"cabinet.coffee": make.flat_unit(1.4, [0], paint, black, doors=3)}, wall=west, start=1.95)
    oak = materials.timber("oak side", along="Y", stave=0.05, **OAK)
    side = put.fit("worktop.side", make.deep_worktop(1.42, oak), on=west, at=(1.94, 0.91))
    put.stand("espresso", "BlendSwap-CC-0/coffeeBrewer", on=side, at=(0.30, -0.28), turn=6)
    put.stand("toaster", "Scopia/toaster", on=side, at=(1.05, -0.24), turn=-10)
    put.hang("clock", make.wall_clock("dark", 0.40, 12, 20), on=west, at=(2.35, 1.62), gap=SKIN)
    shapes = make.picture_frame("shapes", "black", 0.50, 0.70, 0.05, seed=6)
    put.hang("print", shapes, on=west, at=(3.05, 1.42), gap=SKIN)
    put.stand("bin", "BlendSwap-CC-0/dustbin", on=loft.floor, at=(0.28, 3.72))


def case(loft: Room) -> None:
    """The east wall: shelves of pipe and board, a large print."""
    east, floor = loft.walls[1], loft.floor
    boards = materials.timber("case boards", **OAK)
    shelves = make.pipe_case(1.30, [0.16, 0.62, 1.04, 1.44, 1.80], boards, materials.cast_iron())
    frame = put.against("case", shelves, wall=east, at=1.50, gap=0.03)
    put.stand("book", make.book(15), on=frame, at=(-0.24, -0.02), level=0.72, turn=12)
    put.stand("vase", make.vase("cylinder", "charcoal", height=0.26), on=frame, at=(-0.36, 0.0), level=1.50)
    trailing = make.plant("pothos", "round", (0.32, 0.31, 0.29), 0.38, seed=7)
    put.stand("trailing", trailing, on=frame, at=(0.24, 0.0), level=2.0)
    put.stand("radio", "BlendSwap-CC-BY/radio", on=frame, at=(0.30, 0.0), level=1.10, turn=-12)
    put.stand("speaker", "BlendSwap-CC-0/speaker2", on=frame, at=(0.42, 0.0), level=0.22, turn=-8)
    put.stand("stockpot", "BlendSwap-CC-BY/largePan", on=frame, at=(-0.30, 0.0), level=0.22, turn=24)
    art = make.picture_frame("shapes", "black", 1.00, 0.74, 0.07, seed=12)
    put.hang("print.large", art, on=east, at=(3.55, 1.28))
    put.stand("armchair", "BlendSwap-CC-BY/fotel", on=floor, at=(6.02, 2.44), turn=-72)


def corner(loft: Room) -> None:
    """The south side: a round table for two by the window, a radiator; a tall plant in the corner beside the fridge."""
    south, floor = loft.walls[0], loft.floor
    put.stand("table", "BlendSwap-CC-BY/cafe_set_mota_table", on=floor, at=(5.20, 1.02))
    put.several("chair", "BlendSwap-CC-BY/cafe_set_mota_chair", [(4.57, 0.90, 82), (5.72, 1.42, -50)], on=floor)
    put.against("radiator", "BlendSwap-CC-0/radiator", wall=south, at=4.75, gap=0.03)
    rubber = make.plant("rubber", "straight", (0.055, 0.057, 0.060), 1.20, seed=11)
    put.stand("plant", rubber, on=floor, at=(6.10, 4.53), turn=30)


def conduits(loft: Room) -> None:
    """Switches and sockets in black, fed by steel tubes on the brick as workshops have them."""
    _, east, north, west = loft.walls
    black, zinc = materials.plastic((0.022, 0.022, 0.023), 0.35), materials.brushed_steel("Z")
    house.fix(make.light_switch(3, black), on=west, at=(1.68, 1.08), gap=SKIN)
    machine = {0: [(-0.08, 0.02, -0.17), (-0.17, 0.06, -0.206)]}
    house.fix(make.socket(2, black, machine), on=west, at=(2.68, 1.12), gap=SKIN)
    house.fix(make.socket(2, black), on=north, at=(1.74, 1.14), gap=SKIN)
    house.fix(make.socket(2, black), on=north, at=(3.42, 1.14), gap=SKIN)
    house.fix(make.socket(3, black), on=east, at=(2.42, 0.30))
    house.fix(make.notice_board(0.78, 0.56, seed=41), on=north, at=(5.42, 1.58), gap=SKIN)
    house.fix(make.vent(0.30, 0.30), on=north, at=(6.15, 2.55), gap=SKIN)
    y = -SKIN - 0.011
    tubes = [Bar([(x, y, low), (x, y, 3.0)], 0.010, zinc, 14) for x, low in ((1.68, 1.12), (2.68, 1.16), (3.62, 0.07))]
    clips = [
        Board((x - 0.018, -SKIN - 0.024, z), (x + 0.018, -SKIN, z + 0.014), zinc)
        for x in (1.68, 2.68, 3.62)
        for z in (1.42, 1.98, 2.52)
    ]
    built("conduits", [*tubes, *clips], west.frame)


def lighting(loft: Room) -> None:
    """Noon: high sun through the south windows; the lamps over the bar are on."""
    light.sky("city.exr", strength=9.0, view=3.0, turn=90, room=loft)
    light.sun(azimuth=292, elevation=47, strength=13, colour=(1.0, 0.95, 0.88))
    light.strip((3.0, 2.8, 2.3), size=(3.2, 2.0), watts=60, toward=(0, 0, 1), colour=(1.0, 0.98, 0.95))
    light.strip((0.94, 4.6, 1.62), size=(0.5, 0.2), watts=5)
    for x in (1.75, 2.55, 3.35):
        light.glow((x, 2.62, 1.80), watts=9)
    light.exposure(0.3)
