"""A Mediterranean kitchen: a U of cream cupboards on terracotta, painted tiles, a rustic table; late afternoon sun."""

from math import radians

import bpy
from mathutils import Matrix

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, built
from dyce.scene.language import Door, Room, Window, house, light, put, room

NUMBER = 5
SPLIT = "test"

CREAM = (0.66, 0.58, 0.43)
TEAL = (0.14, 0.21, 0.20)
OLIVE = {"dark": (0.20, 0.105, 0.045), "light": (0.40, 0.24, 0.115)}
TILE = 0.012


def build() -> None:
    """4.4 by 5.8 metres; the U to the north, the table to the south; windows over the sink and to the west."""
    kitchen = room(
        [(0, 0), (4.4, 0), (4.4, 5.8), (0, 5.8)],
        height=2.65,
        openings=[
            Window(wall=2, at=1.55, width=1.3, sill=1.10, height=1.15, bars=1),
            Window(wall=3, at=3.75, width=1.0, sill=1.10, height=1.15, bars=1),
            Window(wall=3, at=0.85, width=1.3, sill=0.80, height=1.45, bars=2),
            Door(wall=0, at=0.35),
        ],
        walls=materials.plaster("lime plaster", (0.70, 0.64, 0.53), relief=0.8),
        floor=materials.terracotta_tiles(),
        ceiling=materials.plaster("ceiling", (0.72, 0.69, 0.62), relief=0.2),
        trim=materials.plain("faded teal", TEAL, 0.5),
        thickness=0.40,
    )
    beams(kitchen)
    sink_side(kitchen)
    herb_side(kitchen)
    range_side(kitchen)
    dinner(kitchen)
    dresser(kitchen)
    south_wall(kitchen)
    fittings(kitchen)
    courtyard(kitchen)
    lighting(kitchen)


def wood(along: str) -> bpy.types.Material:
    """The old oiled wood of this house, its grain along X, Y or Z."""
    return materials.timber(f"old wood {along}", **OLIVE, along=along, roughness=0.5)


def paint() -> bpy.types.Material:
    """The cream of the cupboards."""
    return materials.plain("cream paint", CREAM, 0.45)


def teal() -> bpy.types.Material:
    """The teal of the dresser."""
    return materials.plain("teal paint", TEAL, 0.5)


def beams(kitchen: Room) -> None:
    """Old beams across the ceiling; the painted tiles above the worktops."""
    spans = [((0.0, y - 0.07, 2.49), (4.4, y + 0.07, 2.65)) for y in (0.5, 1.75, 3.0, 4.25, 5.5)]
    house.blocks("beams", spans, materials.timber("beam", (0.10, 0.052, 0.026), (0.22, 0.13, 0.07)), bevel=0.012)
    painted = materials.patterned_tiles()
    _, east, north, west = kitchen.walls
    parts = [(0, 1.55, 0.91, 1.51), (1.55, 2.85, 0.91, 1.07), (2.85, 4.4, 0.91, 1.51)]
    house.cover("splashback.north", painted, on=north, parts=parts, thickness=TILE)
    parts = [(3.2, 3.75, 0.91, 1.51), (3.75, 4.75, 0.91, 1.07), (4.75, 5.79, 0.91, 1.51)]
    house.cover("splashback.west", painted, on=west, parts=parts, thickness=TILE)
    parts = [(0.01, 2.8, 0.91, 1.51), (0.85, 2.15, 1.51, 1.86)]
    house.cover("splashback.east", painted, on=east, parts=parts, thickness=TILE)


def sink_side(kitchen: Room) -> None:
    """The bottom of the U: the sink under the window."""
    north, floor = kitchen.walls[2], kitchen.floor
    cream, brass, stone = paint(), materials.brass(), materials.limestone()
    row = put.run(
        {
            "cabinet.left": make.framed_unit(1.13, [(0.16, 2), (0, 2)], cream, brass),
            "cabinet.sink": make.framed_unit(0.80, [(0, 2)], cream, brass, well=0.216),
            "cabinet.right": make.framed_unit(1.13, [(0.16, 2), (0, 2)], cream, brass),
        },
        wall=north,
        start=0.67,
    )
    posts = [((x0, -0.598, 0.1), (x1, -0.02, 0.868)) for x0, x1 in ((0.575, 0.669), (3.731, 3.825))]
    house.blocks("corner posts", posts, cream, frame=north.frame)
    left = put.fit("worktop.left", make.deep_worktop(1.182, stone), on=north, at=(0.632, 0.91))
    slab = make.deep_worktop(1.952, stone, cutout=(0.004, 0.764, -0.13))
    right = put.fit("worktop.right", slab, on=north, at=(1.816, 0.91))
    sink = make.butler_sink(materials.glaze((0.74, 0.70, 0.62), 0.12), materials.polished_steel(), width=0.752)
    put.stand("sink", sink, on=row["cabinet.sink"], at=(0, -0.085))
    put.stand("tap", make.swan_tap(brass, height=0.35), on=right, at=(0.384, -0.07))
    put.stand("rug.sink", make.rug("kilim", 1.55, 0.72, seed=1204), on=floor, at=(2.16, 4.72), turn=-3)
    put.stand("soap", make.dish_soap(height=0.22), on=right, at=(0.844, -0.11), turn=-10)
    put.stand("colander", make.colander((0.10, 0.20, 0.28), 0.24), on=left, at=(0.65, -0.34), turn=20)
    rack = put.stand("dish_rack", make.dish_rack("steel", 0.42, 0.29), on=right, at=(1.14, -0.31), turn=3)
    put.stand("bowl.drying", make.bowl("mixing", "cream", diameter=0.19, seed=1040), on=rack, at=(-0.08, 0.01))
    put.stand("pot.sink", make.saucepan(0.19, 0.11, lid=False), on=right, at=(1.50, -0.36), turn=-50)
    put.stand("towel", make.tea_towel("edge", "check", 0.32, 0.35, seed=1042), on=right, at=(1.02, -0.6305))
    put.stand("jug.utensils", make.utensil_crock("ochre", seed=1011), on=right, at=(1.60, -0.15))
    plank = make.shelf(0.78, wood("X"), iron(), depth=0.23)
    shelf = put.hang("shelf.left", plank, on=north, at=(1.03, 1.56), gap=0.002)
    put.stand("jug.blue", make.jug("blue", height=0.21, seed=1014), on=shelf, at=(-0.06, -0.02), turn=200)
    put.stand("bowl.shelf", make.bowl("mixing", "ochre", diameter=0.20, seed=1015), on=shelf, at=(0.14, 0.0))
    plank = make.shelf(0.76, wood("X"), iron(), depth=0.23)
    shelf = put.hang("shelf.right", plank, on=north, at=(3.36, 1.56), gap=0.002)
    put.stand("jar.penne", make.storage_jar("penne", "cork", 0.11, 0.22), on=shelf, at=(-0.13, 0.01))
    put.stand("mug.shelf", make.mug("barrel", "blue", seed=1016), on=shelf, at=(0.03, -0.01), turn=140)
    put.stand("teapot", make.teapot("ochre", seed=1017), on=shelf, at=(0.22, 0.0), turn=160)


def iron() -> bpy.types.Material:
    """Wrought iron."""
    return materials.painted_metal((0.016, 0.016, 0.017), 0.5)


def herb_side(kitchen: Room) -> None:
    """The left leg of the U: where the vegetables are cut, herbs in the window."""
    west, sill = kitchen.walls[3], kitchen.sills[1]
    cream, brass = paint(), materials.brass()
    put.run({"cabinet.west": make.framed_unit(1.97, [(0.16, 4), (0, 4)], cream, brass)}, wall=west, start=3.2)
    top = put.fit("worktop.west", make.deep_worktop(2.612, materials.limestone()), on=west, at=(3.186, 0.91))
    put.stand("herb.basil", make.herb("basil", "terracotta", seed=1020), on=sill, at=(3.93, 0.075))
    put.stand("herb.rosemary", make.herb("rosemary", "round", seed=1021), on=sill, at=(4.20, 0.075), turn=70)
    put.stand("herb.thyme", make.herb("thyme", "terracotta", seed=1022), on=sill, at=(4.47, 0.075), turn=140)
    olive = make.chopping_board("rectangular", "olive", 0.42, 0.28)
    board = put.stand("board", olive, on=top, at=(0.72, -0.34), turn=-6)
    put.stand("tomato.1", make.tomato(0.067, seed=1031), on=board, at=(-0.13, 0.05), turn=50)
    put.stand("knife", make.knife(0.31), on=board, at=(0.02, -0.08), turn=12)
    put.stand("oil", make.oil_bottle("green", 0.30), on=top, at=(1.05, -0.31), turn=10)
    put.stand("jug.west", make.jug("speckled", height=0.22, seed=1081), on=top, at=(1.90, -0.33), turn=150)
    put.stand("radio", make.table_radio(width=0.27), on=top, at=(1.72, -0.17), turn=-10)
    put.stand("jar.lentils", make.storage_jar("lentils", "cork", 0.125, 0.25), on=top, at=(1.47, -0.14), turn=30)
    put.stand("paper_towel", make.paper_roll(1202), on=top, at=(0.98, -0.13))
    bowl = put.stand("bowl.fruit", make.bowl("serving", "blue", diameter=0.30, seed=1035), on=top, at=(0.26, -0.30))
    orange = make.orange(0.075, seed=1002)
    put.nest("orange.2", orange, inside=bowl, at=(0.0119, 0.0895, 0.0248), turn=(45.8, -7.6, 6.5))


def range_side(kitchen: Room) -> None:
    """The right leg: the range under its plastered hood, the refrigerator at the end."""
    east = kitchen.walls[1]
    cream, brass, stone = paint(), materials.brass(), materials.limestone()
    enamel = materials.plain("range enamel", (0.045, 0.09, 0.095), 0.22, coat=0.3)
    row = put.run(
        {
            "cabinet.east.1": make.framed_unit(0.46, [(0.16, 1), (0, 1)], cream, brass),
            "range": make.range_cooker(enamel, brass, materials.cast_iron(), materials.mirror_black()),
            "cabinet.east.2": make.framed_unit(0.60, [(0.16, 1), (0.28, 1), (0, 1)], cream, brass),
            "fridge": make.retro_fridge(notes=4, seed=1101),
        },
        wall=east,
        start=0.604,
    )
    near = put.fit("worktop.east.1", make.deep_worktop(1.059, stone), on=east, at=(0.002, 0.91))
    top = put.fit("worktop.east.2", make.deep_worktop(0.594, stone), on=east, at=(1.967, 0.91))
    plaster = materials.plaster("hood plaster", (0.70, 0.64, 0.53), relief=0.8)
    hood = make.plaster_hood(1.24, 0.56, 0.85, plaster, wood("X"))
    put.hang("hood", hood, on=east, at=(1.514, 1.638), gap=TILE)
    put.stand("casserole", make.casserole((0.30, 0.10, 0.012), 0.27), on=row["range"], at=(-0.29, -0.11), turn=25)
    put.stand("pan", make.frying_pan("iron", 0.25), on=row["range"], at=(0.27, -0.10), turn=-60)
    put.stand("kettle", make.kettle("enamel", (0.10, 0.22, 0.26), 0.195), on=near, at=(0.30, -0.36), turn=-40)
    put.stand("jar.coffee", make.storage_jar("coffee", "cork", 0.12, 0.21), on=near, at=(0.17, -0.16))
    put.stand("pepper", make.pepper_mill("olive", 0.21), on=top, at=(0.20, -0.30))


def dinner(kitchen: Room) -> None:
    """The table in front of the west window, being laid."""
    floor = kitchen.floor
    table = make.table(1.75, 0.88, wood("X"), wood("Z"), height=0.76)
    board = put.stand("table", table, on=floor, at=(1.62, 1.50), turn=4)
    rush = materials.linen((0.42, 0.29, 0.13))
    chairs = [(1.12, 0.84, 176), (2.02, 0.70, 190), (1.20, 2.14, 8), (2.86, 1.55, -82)]
    put.several("chair", lambda n: make.rush_chair(wood("Z"), rush, width=0.435 + 0.001 * n), chairs, on=floor)
    plates = [(-0.46, -0.26), (0.36, -0.25), (-0.38, 0.25), (0.64, 0.02)]
    put.several("plate", lambda n: make.plate("plain", "ochre", diameter=0.265, seed=1050 + n), plates, on=board)
    put.stand("wine_glass.1", make.wine_glass("red", 0.20, 0.082, 0.4), on=board, at=(-0.22, -0.14))
    put.stand("wine_glass.2", make.wine_glass("red", 0.20, 0.082, 0.35), on=board, at=(0.52, -0.08))
    paddle = make.chopping_board("paddle", "olive", 0.44, 0.20)
    loaf = put.stand("board.bread", paddle, on=board, at=(0.16, 0.12), turn=24)
    put.stand("bread", make.bread(0.25, seed=1070), on=loaf, at=(-0.05, 0.0), turn=8)
    put.stand("salad", "Scopia/bowlWithSalad", on=board, at=(-0.02, -0.16), turn=40)
    put.stand("wine", make.wine_bottle("red", True, 0.305), on=board, at=(0.42, 0.27), turn=140)
    put.stand("flowers", make.flowers("yellow", 9, 0.34, "blue", seed=1071), on=board, at=(-0.66, -0.12))
    put.suspend("pendant", make.pendant("dome", (0.36, 0.12, 0.05), 0.40, 0.75), under=kitchen.ceiling, at=(1.62, 1.35))
    west = kitchen.walls[3]
    put.hang("curtain.left", make.curtain("oat", 0.34, 2.20, 0.028, seed=1074), on=west, at=(0.78, 0.02), gap=0.045)
    put.hang("curtain.right", make.curtain("oat", 0.34, 2.20, 0.028, seed=1076), on=west, at=(2.22, 0.02), gap=0.045)
    built("rod", [Bar([(0.45, -0.075, 2.235), (2.55, -0.075, 2.235)], 0.011, iron(), 14)], west.frame)


def dresser(kitchen: Room) -> None:
    """The east wall by the table: a dresser with plates on its shelves."""
    unit = make.framed_unit(1.30, [(0.17, 3), (0, 3)], teal(), materials.brass())
    base = put.against("dresser", unit, wall=kitchen.walls[1], at=4.45, category="sideboard")
    slab = put.stand("dresser.top", make.slab(1.34, 0.60, 0.035, wood("X")), on=base, at=(0, -0.008))
    shelves = make.open_shelves(1.26, [0.05, 0.42, 0.76], teal(), height=1.12, depth=0.27)
    rack = put.stand("plate_rack", shelves, on=slab, at=(0, 0.155), category="shelf")
    put.stand("scale", make.kitchen_scale((0.42, 0.10, 0.06), 0.205), on=slab, at=(0.40, -0.15), turn=-12)
    put.fill(
        rack,
        ("basket.case", make.basket("oblong", 0.38, 0.22, 0.14, seed=1080), 0.05, (-0.34, -0.01)),
        ("vase.case", make.vase("round", "charcoal", height=0.20, seed=1082), 0.42, (-0.30, -0.01)),
        ("bowl.case", make.bowl("mixing", "ochre", diameter=0.23, seed=1088), 0.42, (0.34, -0.01)),
        ("casserole.case", make.casserole((0.10, 0.16, 0.15), 0.25), 0.05, (0.30, -0.01), 12),
    )
    blue = make.plate("plain", "blue", diameter=0.25, seed=1086)
    put.prop("plate.case.1", blue, on=rack, at=(-0.38, 0.0), level=0.77, tip=-72)
    cream = make.plate("plain", "cream", diameter=0.23, seed=1087)
    put.prop("plate.case.2", cream, on=rack, at=(0.34, 0.0), level=0.77, tip=-72)


def south_wall(kitchen: Room) -> None:
    """The door; pictures, a crate of vegetables, a tree in a pot."""
    south, floor = kitchen.walls[0], kitchen.floor
    botanical = make.picture_frame("botanical", "walnut", 0.40, 0.52, 0.05, seed=1090)
    put.hang("picture.1", botanical, on=south, at=(2.05, 1.30))
    put.stand("tree", make.plant("snake", "terracotta", height=0.85, seed=1096), on=floor, at=(0.36, 0.36), turn=40)


def fittings(kitchen: Room) -> None:
    """What is part of the house: shutters folded back outside the windows, switches, sockets, a notice board."""
    south, east, north, west = kitchen.walls
    green = materials.plain("shutter paint", (0.10, 0.17, 0.16), 0.55)
    for wall, window in ((kitchen.walls[window.wall], window) for window in kitchen.windows):
        half = window.width / 2
        for edge, angle in ((window.at, 101), (window.at + window.width, 79)):
            leaf = make.shutter(half, window.height, green)
            hinge = wall.frame @ Matrix.Translation((edge, 0.385, window.sill))
            folded = hinge @ Matrix.Rotation(radians(angle), 4, "Z")
            leaf.matrix_world = folded @ Matrix.Translation((half / 2, 0, 0))
    house.fix(make.socket(2), on=north, at=(0.95, 1.13), gap=TILE)
    house.fix(make.socket(2), on=north, at=(3.28, 1.13), gap=TILE)
    house.fix(make.socket(2), on=east, at=(0.30, 1.13), gap=TILE)
    radio = {0: [(-0.03, 0.02, -0.16), (-0.08, 0.05, -0.206)]}
    house.fix(make.socket(2, cords=radio), on=west, at=(5.04, 1.13), gap=TILE)
    house.fix(make.socket(2), on=east, at=(5.45, 0.32))
    radiator = make.radiator(0.56, materials.plain("radiator paint", (0.66, 0.61, 0.51), 0.4), height=0.60)
    house.fix(radiator, on=west, at=(2.80, 0), gap=0.075)
    house.fix(make.thermostat(), on=west, at=(2.94, 1.45))
    house.fix(make.light_switch(2), on=south, at=(1.42, 1.05))
    house.fix(make.notice_board(0.56, 0.44, seed=1102), on=south, at=(2.92, 1.55))
    house.fix(make.vent(0.18, 0.18), on=east, at=(2.92, 2.28))
    house.fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(2.6, 2.35))


def courtyard(kitchen: Room) -> None:
    """What the windows look out on: a walled yard with climbers and a hedge, trees and the town beyond."""
    north, west = kitchen.walls[2], kitchen.walls[3]
    for wall, at, out, length, high, seed in ((north, 2.2, 3.9, 11.0, 1.95, 1001), (west, 2.6, 4.4, 12.0, 1.75, 1002)):
        yard = wall.frame @ Matrix.Translation((at, 0.40 + out, -0.15))
        render = materials.weathered("yard wall", (0.135, 0.108, 0.075) if wall is north else (0.062, 0.050, 0.036))
        make.garden_wall(length, high, render, seed=seed).matrix_world = yard
        for x, width, drop, flowers in ((-1.3, 2.6, 1.5, (0.20, 0.012, 0.06)), (2.1, 1.9, 1.2, None)):
            plant = make.climber(width, drop, flowers=flowers, seed=seed + round(10 * x))
            plant.matrix_world = yard @ Matrix.Translation((x, -0.09, high + 0.02))
    bushes = make.hedge(2.4, 0.6, 0.95, leaf=0.05, colour=(0.040, 0.055, 0.026), seed=1003)
    house.fix(bushes, on=north, at=(3.6, -0.15), gap=-3.7)


def lighting(kitchen: Room) -> None:
    """Five in the afternoon: low warm sun through the west windows."""
    light.sky("sunset.exr", strength=11.0, view=5.0, turn=0, room=kitchen)
    light.sun(azimuth=196, elevation=27, strength=17, colour=(1.0, 0.82, 0.60))
    light.strip((2.2, 2.9, 2.2), size=(1.8, 2.4), watts=34, toward=(0, 0, 1), colour=(1.0, 0.92, 0.82))
    light.glow((1.62, 1.35, 1.93), watts=14)
    light.exposure(0.95)
