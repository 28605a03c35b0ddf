"""An industrial open-plan kitchen at noon: charcoal, concrete, steel and brick, a bar with stools, tall steel windows."""

from math import pi

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, Board, built
from dyce.scene.recipe import (
    Door,
    Room,
    Window,
    against,
    blocks,
    clad,
    exposure,
    fit,
    fix,
    glow,
    hang,
    nest,
    room,
    run,
    sky,
    stack,
    stand,
    strip,
    sun,
    suspend,
)

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
    worktops(loft)
    shelves(loft)
    bar(loft)
    coffee(loft)
    case(loft)
    corner(loft)
    conduits(loft)
    light(loft)


def shell(loft: Room) -> None:
    """What makes it an old workshop: glazing bars, brick, a duct under the ceiling."""
    south, west, north = loft.walls[0], loft.walls[3], loft.walls[2]
    iron = materials.plain("glazing bars", (0.022, 0.023, 0.025), 0.45)
    bars = []
    for left in (0.55, 3.55):
        bars += [((left + 0.4 * k - 0.013, 0.125, 0.80), (left + 0.4 * k + 0.013, 0.172, 2.75)) for k in range(1, 6)]
        bars += [((left, 0.125, z - 0.013), (left + 2.4, 0.172, z + 0.013)) for z in (1.28, 1.77, 2.26)]
    blocks("window.bars", bars, iron, bevel=0.002, frame=south.frame)
    brick = materials.tiles(
        "brick", (0.36, 0.150, 0.090), width=0.22, height=0.073, joint=0.009, grout=(0.42, 0.39, 0.35), roughness=0.8
    )
    behind = [(0, 0.38, 0.07), (0.38, 1.42, 2.17), (1.42, 1.93, 0.07), (1.93, 3.37, 0.91), (3.37, 5.0, 0.07)]
    blocks("wall.brick", [((x0, -SKIN, z), (x1, 0, 3.0)) for x0, x1, z in behind], brick, frame=west.frame)
    limed = materials.bricks("limed bricks", (0.36, 0.34, 0.31), (0.60, 0.58, 0.54), (0.50, 0.48, 0.44))
    blocks("wall.limed", [((4.72, -SKIN, 0.07), (6.6 - 0.001, 0, 3.0))], limed, frame=north.frame)
    glazed = materials.tiles(
        "glazed brick", (0.56, 0.56, 0.53), width=0.20, height=0.066, joint=0.004, grout=(0.20, 0.20, 0.20)
    )
    blocks("wall.tiles", [((SKIN, -SKIN, 0.91), (4.70, 0, 2.30))], glazed, frame=north.frame)
    duct, z = materials.brushed_steel("Y"), 2.74
    rings = [Bar([(x, 1.35, z), (x + 0.03, 1.35, z)], 0.158, duct, 40) for x in (0.3, 1.9, 3.5, 5.1, 6.3)]
    straps = [Board((x - 0.012, 1.34, z + 0.14), (x + 0.012, 1.36, 3.0), iron) for x in (1.1, 3.1, 4.7)]
    built("duct", [Bar([(0.0, 1.35, z), (6.6, 1.35, z)], 0.15, duct, 40), *rings, *straps])


def units(loft: Room) -> None:
    """The north wall: cupboards, oven and hob, sink, dishwasher, fridge."""
    north, floor = loft.walls[2], loft.floor
    paint, black = (
        materials.plain("charcoal lacquer", CHARCOAL, 0.5),
        materials.painted_metal((0.012, 0.012, 0.013), 0.4),
    )
    steel = materials.brushed_steel("X")
    _, housing, _, sink_unit, *_ = run(
        north,
        0.02,
        [
            ("cabinet.drawers", "cabinet", make.flat_unit(0.6, [0.18, 0.28, 0], paint, black)),
            ("cabinet.oven", "cabinet", make.oven_housing((0.602, 0.112, 0.700), paint, black)),
            ("cabinet.pans", "cabinet", make.flat_unit(0.6, [0.36, 0], paint, black)),
            ("cabinet.sink", "cabinet", make.flat_unit(0.8, [0], paint, black, doors=2, well=0.21)),
            ("dishwasher", "dishwasher", make.dishwasher(materials.brushed_steel("Z"), black)),
            ("cabinet.end", "cabinet", make.flat_unit(0.45, [0.18, 0], paint, black)),
        ],
        on=floor,
    )
    fridge = against("fridge", "refrigerator", "BlendSwap-CC-0/largeFridge", wall=north, at=4.26, on=floor, gap=0.04)
    papers = make.sheets([(0.02, 1.50), (0.20, 1.34), (-0.02, 1.22), (0.24, 1.62), (0.16, 1.06)], 31)
    papers.parent = fridge
    papers.location, papers.rotation_euler = (0.4605, 0.08, 0), (0, 0, pi / 2)
    oven = stand("oven", "oven", "BlendSwap-CC-0/oven", on=housing, at=(0, -0.035), level=0.13)
    clad(oven, materials.mirror_black(), "verde_led")
    stone = materials.concrete((0.17, 0.168, 0.163), 0.7)
    left = fit("worktop.left", "worktop", make.deep_worktop(1.82, stone), wall=north, at=0.02, height=0.91)
    right = fit(
        "worktop.right",
        "worktop",
        make.deep_worktop(1.88, stone, cutout=(0.036, 0.80, -0.13)),
        wall=north,
        at=1.84,
        height=0.91,
    )
    stand(
        "sink", "sink", make.butler_sink(steel, materials.polished_steel(), width=0.754), on=sink_unit, at=(0, -0.085)
    )
    stand("tap", "tap", make.swan_tap(black, height=0.40, reach=0.22), on=right, at=(0.418, -0.07))
    stand("hob", "stove", "BlendSwap-CC-0/mano_cooktop", on=left, at=(0.918, -0.31))
    hang("hood", "range_hood", make.canopy_hood(steel, black, rise=1.36), wall=north, at=0.938, height=1.64, gap=SKIN)


def worktops(loft: Room) -> None:
    """What stands on the north worktop and the hob, from the left."""
    left, right, hob = (bpy.data.objects[name] for name in ("worktop.left", "worktop.right", "hob"))
    stand("oil", "bottle", make.oil_bottle("green"), on=left, at=(0.27, -0.14), turn=15)
    stand("casserole", "pot", make.casserole((0.012, 0.05, 0.055)), on=hob, at=(-0.13, 0.06), turn=14)
    stand("pan", "pan", make.frying_pan("iron", 0.24), on=hob, at=(0.13, -0.11), turn=-75)
    stand("moka", "coffee_maker", "BlendSwap-CC-BY/espressokettle", on=hob, at=(0.16, 0.13), turn=-30)
    stand("utensils", "utensil_holder", make.utensil_crock("charcoal"), on=left, at=(1.32, -0.14))
    stand("knives", "knife_block", make.knife_block("walnut"), on=left, at=(1.50, -0.18), turn=18)
    stand(
        "board.end",
        "chopping_board",
        make.chopping_board("end_grain", "walnut", 0.40, 0.28, 0.034),
        on=left,
        at=(1.50, -0.42),
        turn=-4,
    )
    stand(
        "soap", "soap_dispenser", make.dish_soap((0.42, 0.30, 0.10), "Amber Oat"), on=right, at=(0.14, -0.07), turn=-10
    )
    stand("kettle", "kettle", make.kettle("enamel", (0.018, 0.020, 0.022)), on=right, at=(1.22, -0.22), turn=-28)


def shelves(loft: Room) -> None:
    """Two shelves on pipes over the sink."""
    north = loft.walls[2]
    oak, iron = materials.timber("reclaimed board", **OAK), materials.cast_iron()
    low = hang("shelf.low", "shelf", make.pipe_shelf(1.9, oak, iron), wall=north, at=2.62, height=1.42, gap=SKIN)
    high = hang("shelf.high", "shelf", make.pipe_shelf(1.9, oak, iron), wall=north, at=2.62, height=1.84, gap=SKIN)
    stack("plate.shelf", "plate", make.plates(2, "plain", "charcoal", diameter=0.23), on=low, at=(-0.74, 0.0))
    stand("mug.shelf", "mug", make.mug("straight", "charcoal"), on=low, at=(-0.55, -0.05), turn=37)
    stand("mug.enamel", "mug", make.mug("tapered", "enamel"), on=low, at=(-0.45, 0.03), turn=110)
    stand("bowl.shelf", "bowl", make.bowl("mixing", "stoneware", diameter=0.22, seed=5), on=low, at=(-0.10, 0.0))
    stand("jar.spaghetti", "jar", make.storage_jar("spaghetti", "metal", 0.10, 0.30), on=low, at=(0.56, 0.02))
    stand("jar.rice", "jar", make.storage_jar("rice", "metal", 0.11, 0.24), on=low, at=(0.69, 0.01))
    stand("jar.coffee", "jar", make.storage_jar("coffee", "metal", 0.10, 0.19), on=low, at=(0.62, -0.07))
    stand("jug", "jug", make.jug("enamel"), on=high, at=(-0.66, 0.0), turn=150)
    stand(
        "pothos",
        "potted_plant",
        make.herb("mint", "straight", (0.05, 0.052, 0.055), 0.12, seed=3),
        on=high,
        at=(-0.50, -0.01),
    )
    stand("colander", "bowl", make.colander((0.03, 0.032, 0.035), 0.23), on=high, at=(0.12, 0.0), turn=20)
    stand("teapot", "teapot", make.teapot("stoneware"), on=high, at=(0.36, -0.02), turn=200)


def bar(loft: Room) -> None:
    """The bar, its stools and lamps, lunch in the making."""
    floor = loft.floor
    iron, seat = materials.cast_iron(), materials.wood("oak", "X")
    top = stand(
        "bar",
        "island",
        make.bar_island(
            2.40,
            1.00,
            materials.plain("charcoal lacquer bar", CHARCOAL, 0.5),
            materials.concrete((0.25, 0.246, 0.236), 0.5),
            materials.timber("bar boards", **OAK),
            iron,
        ),
        on=floor,
        at=(2.55, 2.72),
        turn=180,
    )
    for number, (x, y, turn) in enumerate([(1.72, 1.97, 186), (2.34, 1.93, 170), (2.98, 1.98, 182)], 1):
        stand(f"stool.{number}", "stool", make.bar_stool(seat, iron), on=floor, at=(x, y), turn=turn)
    board = stand(
        "board.bar",
        "chopping_board",
        make.chopping_board("paddle", "olive", 0.44, 0.22),
        on=top,
        at=(-0.10, -0.10),
        turn=10,
    )
    stand("baguette", "bread", make.baguette(0.40), on=board, at=(0.0, 0.04), turn=7)
    stand("cheese", "cake", make.cheese("brie"), on=board, at=(0.08, -0.05), turn=40)
    bowl = stand("bowl.fruit", "bowl", make.bowl("serving", "charcoal", diameter=0.30), on=top, at=(0.58, -0.06))
    for name, category, fruit, at, turn in [
        ("lemon.1", "lemon", make.lemon(seed=4), (-0.0727, 0.0559, 0.0220), (36.2, 7.5, 61.2)),
        ("orange.1", "orange", make.orange(seed=4), (0.0119, 0.0895, 0.0248), (45.8, -7.6, 6.5)),
    ]:
        nest(name, category, fruit, inside=bowl, at=at, turn=turn)
    stand("wine", "bottle", make.wine_bottle("white"), on=top, at=(0.26, 0.02), turn=30)
    for number, (x, y, fill) in enumerate([(0.18, 0.18, 0.35), (-0.30, 0.22, 0.30)], 1):
        stand(f"wine_glass.{number}", "wine_glass", make.wine_glass("white", filling=fill), on=top, at=(x, y))
    stand("laptop", "laptop", make.laptop(104, seed=40), on=top, at=(-0.74, 0.16), turn=-168)
    stand(
        "mug.bar", "mug", make.mug("tapered", "stoneware", filling="coffee", seed=9), on=top, at=(-0.48, 0.12), turn=70
    )
    stand("newspaper", "newspaper", make.newspaper(7), on=top, at=(0.36, -0.28), turn=24)
    stand("plate.bar", "plate", make.plate("rim", "stoneware", diameter=0.20, seed=8), on=top, at=(-0.50, -0.22))
    stand("tulips", "flowers", make.flowers("white", 9, 0.40, "charcoal"), on=top, at=(0.94, 0.20))
    stand("basil", "potted_plant", make.herb("basil", "terracotta", seed=2), on=top, at=(0.98, -0.20))
    for number, x in enumerate([1.75, 2.55, 3.35], 1):
        lamp = make.pendant("cone", (0.020, 0.021, 0.023), 0.34, cord=0.98)
        suspend(f"pendant.{number}", "pendant_lamp", lamp, under=loft.ceiling, at=(x, 2.62))


def coffee(loft: Room) -> None:
    """The brick wall: two units with an oak top, the coffee machine, a clock and a print."""
    west, floor = loft.walls[3], loft.floor
    paint, black = (
        materials.plain("charcoal lacquer side", CHARCOAL, 0.5),
        materials.painted_metal((0.012, 0.012, 0.013), 0.4),
    )
    run(
        west,
        1.95,
        [
            ("cabinet.coffee", "cabinet", make.flat_unit(1.4, [0], paint, black, doors=3)),
        ],
        on=floor,
    )
    oak = materials.timber("oak side", along="Y", stave=0.05, **OAK)
    side = fit("worktop.side", "worktop", make.deep_worktop(1.42, oak), wall=west, at=1.94, height=0.91)
    stand("espresso", "coffee_maker", "BlendSwap-CC-0/coffeeBrewer", on=side, at=(0.30, -0.28), turn=6)
    stand("toaster", "toaster", "Scopia/toaster", on=side, at=(1.05, -0.24), turn=-10)
    hang("clock", "clock", make.wall_clock("dark", 0.40, 12, 20), wall=west, at=2.35, height=1.62, gap=SKIN)
    hang(
        "print",
        "picture",
        make.picture_frame("shapes", "black", 0.50, 0.70, 0.05, seed=6),
        wall=west,
        at=3.05,
        height=1.42,
        gap=SKIN,
    )
    stand("bin", "bin", "BlendSwap-CC-0/dustbin", on=floor, at=(0.28, 3.72))


def case(loft: Room) -> None:
    """The east wall: shelves of pipe and board, a large print."""
    east, floor = loft.walls[1], loft.floor
    boards = materials.timber("case boards", **OAK)
    shelves = make.pipe_case(1.30, [0.16, 0.62, 1.04, 1.44, 1.80], boards, materials.cast_iron())
    frame = against("case", "bookcase", shelves, wall=east, at=1.50, on=floor, gap=0.03)
    stand("book", "book", make.book(15), on=frame, at=(-0.24, -0.02), level=0.72, turn=12)
    for name, category, thing, level, x, turn in [
        ("radio", "radio", "BlendSwap-CC-BY/radio", 1.10, 0.30, -12),
        ("speaker", "speaker", "BlendSwap-CC-0/speaker2", 0.22, 0.42, -8),
        ("stockpot", "pot", "BlendSwap-CC-BY/largePan", 0.22, -0.30, 24),
        ("vase", "vase", make.vase("cylinder", "charcoal", height=0.26), 1.50, -0.36, 0),
        ("trailing", "potted_plant", make.plant("pothos", "round", (0.32, 0.31, 0.29), 0.38, seed=7), 2.0, 0.24, 0),
    ]:
        stand(name, category, thing, on=frame, at=(x, 0.0), level=level, turn=turn)
    art = make.picture_frame("shapes", "black", 1.00, 0.74, 0.07, seed=12)
    hang("print.large", "picture", art, wall=east, at=3.55, height=1.28)
    stand("armchair", "armchair", "BlendSwap-CC-BY/fotel", on=floor, at=(6.02, 2.44), turn=-72)


def corner(loft: Room) -> None:
    """The south side: a round table for two by the window, a radiator; a tall plant in the corner beside the fridge."""
    south, floor = loft.walls[0], loft.floor
    stand("table", "side_table", "BlendSwap-CC-BY/cafe_set_mota_table", on=floor, at=(5.20, 1.02))
    for number, (x, y, turn) in enumerate([(4.57, 0.90, 82), (5.72, 1.42, -50)], 1):
        stand(f"chair.{number}", "chair", "BlendSwap-CC-BY/cafe_set_mota_chair", on=floor, at=(x, y), turn=turn)
    against("radiator", "radiator", "BlendSwap-CC-0/radiator", wall=south, at=4.75, on=floor, gap=0.03)
    rubber = make.plant("rubber", "straight", (0.055, 0.057, 0.060), 1.20, seed=11)
    stand("plant", "potted_plant", rubber, on=floor, at=(6.10, 4.53), turn=30)


def conduits(loft: Room) -> None:
    """Switches and sockets in black, fed by steel tubes on the brick as workshops have them."""
    _, east, north, west = loft.walls
    black, zinc = materials.plastic((0.022, 0.022, 0.023), 0.35), materials.brushed_steel("Z")
    fix(make.light_switch(3, black), wall=west, at=1.68, height=1.08, gap=SKIN)
    machine = {0: [(-0.08, 0.02, -0.17), (-0.17, 0.06, -0.206)]}
    fix(make.socket(2, black, machine), wall=west, at=2.68, height=1.12, gap=SKIN)
    fix(make.socket(2, black), wall=north, at=1.74, height=1.14, gap=SKIN)
    fix(make.socket(2, black), wall=north, at=3.42, height=1.14, gap=SKIN)
    fix(make.socket(3, black), wall=east, at=2.42, height=0.30)
    fix(make.notice_board(0.78, 0.56, seed=41), wall=north, at=5.42, height=1.58, gap=SKIN)
    fix(make.vent(0.30, 0.30), wall=north, at=6.15, height=2.55, gap=SKIN)
    y = -SKIN - 0.011
    tubes = [Bar([(x, y, low), (x, y, 3.0)], 0.010, zinc, 14) for x, low in ((1.68, 1.12), (2.68, 1.16), (3.62, 0.07))]
    clips = [
        Board((x - 0.018, -SKIN - 0.024, z), (x + 0.018, -SKIN, z + 0.014), zinc)
        for x in (1.68, 2.68, 3.62)
        for z in (1.42, 1.98, 2.52)
    ]
    built("conduits", [*tubes, *clips], west.frame)


def light(loft: Room) -> None:
    """Noon: high sun through the south windows; the lamps over the bar are on."""
    sky("city.exr", strength=9.0, view=3.0, turn=90, room=loft)
    sun(azimuth=292, elevation=47, strength=13, colour=(1.0, 0.95, 0.88))
    strip((3.0, 2.8, 2.3), size=(3.2, 2.0), watts=60, toward=(0, 0, 1), colour=(1.0, 0.98, 0.95))
    strip((0.94, 4.6, 1.62), size=(0.5, 0.2), watts=5)
    for x in (1.75, 2.55, 3.35):
        glow((x, 2.62, 1.80), watts=9)
    exposure(0.3)
