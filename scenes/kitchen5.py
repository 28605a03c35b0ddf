"""A Mediterranean kitchen: a U of cream cupboards on terracotta, painted tiles, a rustic table; late afternoon sun."""

from math import radians

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
    prop,
    room,
    run,
    sky,
    stand,
    strip,
    sun,
    suspend,
)

CREAM = (0.66, 0.58, 0.43)
TEAL = (0.14, 0.21, 0.20)
OLIVE = {"dark": (0.20, 0.105, 0.045), "light": (0.40, 0.24, 0.115)}
TILE = 0.012

FRUIT = [  # settled by rigid bodies once, in the bowl's frame
    ("orange.2", "orange", lambda: make.orange(0.075, seed=1002), (0.0119, 0.0895, 0.0248), (45.8, -7.6, 6.5)),
]


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
    house(kitchen)
    courtyard(kitchen)
    light(kitchen)


def wood(along: str) -> bpy.types.Material:
    """The old oiled wood of this house, its grain along X, Y or Z."""
    return materials.timber(f"old wood {along}", **OLIVE, along=along, roughness=0.5)


def paint() -> bpy.types.Material:
    """The cream of the cupboards."""
    return materials.plain("cream paint", CREAM, 0.45)


def beams(kitchen: Room) -> None:
    """Old beams across the ceiling; the painted tiles above the worktops."""
    spans = [((0.0, y - 0.07, 2.49), (4.4, y + 0.07, 2.65)) for y in (0.5, 1.75, 3.0, 4.25, 5.5)]
    blocks("beams", spans, materials.timber("beam", (0.10, 0.052, 0.026), (0.22, 0.13, 0.07)), bevel=0.012)
    painted = materials.patterned_tiles()
    north = [
        ((0, -TILE, 0.91), (1.55, 0, 1.51)),
        ((1.55, -TILE, 0.91), (2.85, 0, 1.07)),
        ((2.85, -TILE, 0.91), (4.4, 0, 1.51)),
    ]
    west = [
        ((3.2, -TILE, 0.91), (3.75, 0, 1.51)),
        ((3.75, -TILE, 0.91), (4.75, 0, 1.07)),
        ((4.75, -TILE, 0.91), (5.79, 0, 1.51)),
    ]
    east = [((0.01, -TILE, 0.91), (2.8, 0, 1.51)), ((0.85, -TILE, 1.51), (2.15, 0, 1.86))]
    for name, boxes, wall in (("north", north, 2), ("west", west, 3), ("east", east, 1)):
        blocks(f"splashback.{name}", boxes, painted, frame=kitchen.walls[wall].frame)


def sink_side(kitchen: Room) -> None:
    """The bottom of the U: the sink under the window."""
    north, floor = kitchen.walls[2], kitchen.floor
    cream, brass, stone = paint(), materials.brass(), materials.limestone()
    _, sink_unit, _ = run(
        north,
        0.67,
        [
            ("cabinet.left", "cabinet", make.framed_unit(1.13, [(0.16, 2), (0, 2)], cream, brass)),
            ("cabinet.sink", "cabinet", make.framed_unit(0.80, [(0, 2)], cream, brass, well=0.216)),
            ("cabinet.right", "cabinet", make.framed_unit(1.13, [(0.16, 2), (0, 2)], cream, brass)),
        ],
        on=floor,
    )
    posts = [((x0, -0.598, 0.1), (x1, -0.02, 0.868)) for x0, x1 in ((0.575, 0.669), (3.731, 3.825))]
    blocks("corner posts", posts, cream, frame=north.frame)
    left = fit("worktop.left", "worktop", make.deep_worktop(1.182, stone), wall=north, at=0.632, height=0.91)
    right = fit(
        "worktop.right",
        "worktop",
        make.deep_worktop(1.952, stone, cutout=(0.004, 0.764, -0.13)),
        wall=north,
        at=1.816,
        height=0.91,
    )
    fireclay = materials.glaze((0.74, 0.70, 0.62), 0.12)
    stand(
        "sink",
        "sink",
        make.butler_sink(fireclay, materials.polished_steel(), width=0.752),
        on=sink_unit,
        at=(0, -0.085),
    )
    stand("tap", "tap", make.swan_tap(brass, height=0.35), on=right, at=(0.384, -0.07))
    mat = make.rug("kilim", 1.55, 0.72, seed=1204)
    stand("rug.sink", "rug", mat, on=floor, at=(2.16, 4.72), turn=-3)
    stand("soap", "soap_dispenser", make.dish_soap(height=0.22), on=right, at=(0.844, -0.11), turn=-10)
    stand("colander", "colander", make.colander((0.10, 0.20, 0.28), 0.24), on=left, at=(0.65, -0.34), turn=20)
    rack = stand("dish_rack", "dish_rack", make.dish_rack("steel", 0.42, 0.29), on=right, at=(1.14, -0.31), turn=3)
    drying = make.bowl("mixing", "cream", diameter=0.19, seed=1040)
    stand("bowl.drying", "bowl", drying, on=rack, at=(-0.08, 0.01))
    stand("pot.sink", "pot", make.saucepan(0.19, 0.11, lid=False), on=right, at=(1.50, -0.36), turn=-50)
    stand("towel", "towel", make.tea_towel("edge", "check", 0.32, 0.35, seed=1042), on=right, at=(1.02, -0.6305))
    stand("jug.utensils", "utensil_holder", make.utensil_crock("ochre", seed=1011), on=right, at=(1.60, -0.15))
    for name, at, width in (("left", 1.03, 0.78), ("right", 3.36, 0.76)):
        plank = hang(
            f"shelf.{name}",
            "shelf",
            make.shelf(width, wood("X"), iron(), depth=0.23),
            wall=north,
            at=at,
            height=1.56,
            gap=0.002,
        )
        if name == "left":
            stand("jug.blue", "jug", make.jug("blue", height=0.21, seed=1014), on=plank, at=(-0.06, -0.02), turn=200)
            stand(
                "bowl.shelf", "bowl", make.bowl("mixing", "ochre", diameter=0.20, seed=1015), on=plank, at=(0.14, 0.0)
            )
        else:
            stand("jar.penne", "jar", make.storage_jar("penne", "cork", 0.11, 0.22), on=plank, at=(-0.13, 0.01))
            stand("mug.shelf", "mug", make.mug("barrel", "blue", seed=1016), on=plank, at=(0.03, -0.01), turn=140)
            stand("teapot", "teapot", make.teapot("ochre", seed=1017), on=plank, at=(0.22, 0.0), turn=160)


def iron() -> bpy.types.Material:
    """Wrought iron."""
    return materials.painted_metal((0.016, 0.016, 0.017), 0.5)


def herb_side(kitchen: Room) -> None:
    """The left leg of the U: where the vegetables are cut, herbs in the window."""
    west, floor = kitchen.walls[3], kitchen.floor
    cream, brass = paint(), materials.brass()
    run(
        west,
        3.2,
        [
            ("cabinet.west", "cabinet", make.framed_unit(1.97, [(0.16, 4), (0, 4)], cream, brass)),
        ],
        on=floor,
    )
    top = fit(
        "worktop.west", "worktop", make.deep_worktop(2.612, materials.limestone()), wall=west, at=3.186, height=0.91
    )
    for number, (x, kind, pot) in enumerate(
        [(3.93, "basil", "terracotta"), (4.20, "rosemary", "round"), (4.47, "thyme", "terracotta")]
    ):
        stand(
            f"herb.{kind}",
            "potted_plant",
            make.herb(kind, pot, seed=1020 + number),
            on=kitchen.sills[1],
            at=(x, 0.075),
            turn=70 * number,
        )
    board = stand(
        "board",
        "chopping_board",
        make.chopping_board("rectangular", "olive", 0.42, 0.28),
        on=top,
        at=(0.72, -0.34),
        turn=-6,
    )
    for number, (x, y) in enumerate([(-0.13, 0.05)], 1):
        stand(
            f"tomato.{number}",
            "tomato",
            make.tomato(0.064 + 0.003 * number, seed=1030 + number),
            on=board,
            at=(x, y),
            turn=50 * number,
        )
    stand("knife", "knife", make.knife(0.31), on=board, at=(0.02, -0.08), turn=12)
    stand("oil", "bottle", make.oil_bottle("green", 0.30), on=top, at=(1.05, -0.31), turn=10)
    stand("jug.west", "jug", make.jug("speckled", height=0.22, seed=1081), on=top, at=(1.90, -0.33), turn=150)
    radio = make.table_radio(width=0.27)
    stand("radio", "radio", radio, on=top, at=(1.72, -0.17), turn=-10)
    stand("jar.lentils", "jar", make.storage_jar("lentils", "cork", 0.125, 0.25), on=top, at=(1.47, -0.14), turn=30)
    stand("paper_towel", "paper_towel", make.paper_roll(1202), on=top, at=(0.98, -0.13))
    bowl = stand("bowl.fruit", "bowl", make.bowl("serving", "blue", diameter=0.30, seed=1035), on=top, at=(0.26, -0.30))
    for name, category, fruit, at, turn in FRUIT:
        nest(name, category, fruit(), inside=bowl, at=at, turn=turn)


def range_side(kitchen: Room) -> None:
    """The right leg: the range under its plastered hood, the refrigerator at the end."""
    east, floor = kitchen.walls[1], kitchen.floor
    cream, brass, stone = paint(), materials.brass(), materials.limestone()
    _, cooker, _, _ = run(
        east,
        0.604,
        [
            ("cabinet.east.1", "cabinet", make.framed_unit(0.46, [(0.16, 1), (0, 1)], cream, brass)),
            (
                "range",
                "stove",
                make.range_cooker(
                    materials.plain("range enamel", (0.045, 0.09, 0.095), 0.22, coat=0.3),
                    brass,
                    materials.cast_iron(),
                    materials.mirror_black(),
                ),
            ),
            ("cabinet.east.2", "cabinet", make.framed_unit(0.60, [(0.16, 1), (0.28, 1), (0, 1)], cream, brass)),
            ("fridge", "refrigerator", make.retro_fridge(notes=4, seed=1101)),
        ],
        on=floor,
    )
    near = fit("worktop.east.1", "worktop", make.deep_worktop(1.059, stone), wall=east, at=0.002, height=0.91)
    top = fit("worktop.east.2", "worktop", make.deep_worktop(0.594, stone), wall=east, at=1.967, height=0.91)
    hang(
        "hood",
        "range_hood",
        make.plaster_hood(
            1.24, 0.56, 0.85, materials.plaster("hood plaster", (0.70, 0.64, 0.53), relief=0.8), wood("X")
        ),
        wall=east,
        at=1.514,
        height=1.638,
        gap=TILE,
    )
    stand("casserole", "pot", make.casserole((0.30, 0.10, 0.012), 0.27), on=cooker, at=(-0.29, -0.11), turn=25)
    stand("pan", "pan", make.frying_pan("iron", 0.25), on=cooker, at=(0.27, -0.10), turn=-60)
    stand("kettle", "kettle", make.kettle("enamel", (0.10, 0.22, 0.26), 0.195), on=near, at=(0.30, -0.36), turn=-40)
    stand("jar.coffee", "jar", make.storage_jar("coffee", "cork", 0.12, 0.21), on=near, at=(0.17, -0.16))
    stand("pepper", "pepper_mill", make.pepper_mill("olive", 0.21), on=top, at=(0.20, -0.30))


def dinner(kitchen: Room) -> None:
    """The table in front of the west window, being laid."""
    floor = kitchen.floor
    board = stand(
        "table",
        "dining_table",
        make.table(1.75, 0.88, wood("X"), wood("Z"), height=0.76),
        on=floor,
        at=(1.62, 1.50),
        turn=4,
    )
    rush = materials.linen((0.42, 0.29, 0.13))
    for number, (x, y, turn) in enumerate(
        [(1.12, 0.84, 176), (2.02, 0.70, 190), (1.20, 2.14, 8), (2.86, 1.55, -82)], 1
    ):
        stand(
            f"chair.{number}",
            "chair",
            make.rush_chair(wood("Z"), rush, width=0.435 + 0.001 * number),
            on=floor,
            at=(x, y),
            turn=turn,
        )
    for number, (x, y) in enumerate([(-0.46, -0.26), (0.36, -0.25), (-0.38, 0.25), (0.64, 0.02)], 1):
        stand(
            f"plate.{number}",
            "plate",
            make.plate("plain", "ochre", diameter=0.265, seed=1050 + number),
            on=board,
            at=(x, y),
        )
    for number, (x, y, fill) in enumerate([(-0.22, -0.14, 0.4), (0.52, -0.08, 0.35)], 1):
        stand(f"wine_glass.{number}", "wine_glass", make.wine_glass("red", 0.20, 0.082, fill), on=board, at=(x, y))
    loaf = stand(
        "board.bread",
        "chopping_board",
        make.chopping_board("paddle", "olive", 0.44, 0.20),
        on=board,
        at=(0.16, 0.12),
        turn=24,
    )
    stand("bread", "bread", make.bread(0.25, seed=1070), on=loaf, at=(-0.05, 0.0), turn=8)
    stand("salad", "bowl", "Scopia/bowlWithSalad", on=board, at=(-0.02, -0.16), turn=40)
    stand("wine", "bottle", make.wine_bottle("red", True, 0.305), on=board, at=(0.42, 0.27), turn=140)
    stand("flowers", "flowers", make.flowers("yellow", 9, 0.34, "blue", seed=1071), on=board, at=(-0.66, -0.12))
    suspend(
        "pendant",
        "pendant_lamp",
        make.pendant("dome", (0.36, 0.12, 0.05), 0.40, 0.75),
        under=kitchen.ceiling,
        at=(1.62, 1.35),
    )
    west = kitchen.walls[3]
    for side, at in (("left", 0.78), ("right", 2.22)):
        hang(
            f"curtain.{side}",
            "curtain",
            make.curtain("oat", 0.34, 2.20, 0.028, seed=1074 + int(at)),
            wall=west,
            at=at,
            height=0.02,
            gap=0.045,
        )
    built("rod", [Bar([(0.45, -0.075, 2.235), (2.55, -0.075, 2.235)], 0.011, iron(), 14)], west.frame)


def dresser(kitchen: Room) -> None:
    """The east wall by the table: a dresser with plates on its shelves."""
    east, floor = kitchen.walls[1], kitchen.floor
    base = against(
        "dresser",
        "sideboard",
        make.framed_unit(1.30, [(0.17, 3), (0, 3)], materials.plain("teal paint", TEAL, 0.5), materials.brass()),
        wall=east,
        at=4.45,
        on=floor,
    )
    slab = stand("dresser.top", "worktop", make.slab(1.34, 0.60, 0.035, wood("X")), on=base, at=(0, -0.008))
    case = stand(
        "plate_rack",
        "shelf",
        make.open_shelves(1.26, [0.05, 0.42, 0.76], materials.plain("teal paint", TEAL, 0.5), height=1.12, depth=0.27),
        on=slab,
        at=(0, 0.155),
    )
    stand("scale", "scale", make.kitchen_scale((0.42, 0.10, 0.06), 0.205), on=slab, at=(0.40, -0.15), turn=-12)
    for name, category, thing, level, x, turn in [
        ("basket.case", "basket", make.basket("oblong", 0.38, 0.22, 0.14, seed=1080), 0.05, -0.34, 0),
        ("vase.case", "vase", make.vase("round", "charcoal", height=0.20, seed=1082), 0.42, -0.30, 0),
        ("bowl.case", "bowl", make.bowl("mixing", "ochre", diameter=0.23, seed=1088), 0.42, 0.34, 0),
        ("casserole.case", "pot", make.casserole((0.10, 0.16, 0.15), 0.25), 0.05, 0.30, 12),
    ]:
        stand(name, category, thing, on=case, at=(x, -0.01), level=level + 0.01, turn=turn)
    for number, (x, level, glaze, wide) in enumerate([(-0.38, 0.77, "blue", 0.25), (0.34, 0.77, "cream", 0.23)], 1):
        dish = make.plate("plain", glaze, diameter=wide, seed=1085 + number)
        prop(f"plate.case.{number}", "plate", dish, on=case, at=(x, 0.0), level=level, tip=-72)


def south_wall(kitchen: Room) -> None:
    """The door; pictures, a crate of vegetables, a tree in a pot."""
    south, floor = kitchen.walls[0], kitchen.floor
    hang(
        "picture.1",
        "picture",
        make.picture_frame("botanical", "walnut", 0.40, 0.52, 0.05, seed=1090),
        wall=south,
        at=2.05,
        height=1.30,
    )
    stand(
        "tree",
        "potted_plant",
        make.plant("snake", "terracotta", height=0.85, seed=1096),
        on=floor,
        at=(0.36, 0.36),
        turn=40,
    )


def house(kitchen: Room) -> None:
    """What is part of the house: shutters folded back outside the windows, switches, sockets, a notice board."""
    south, east, north, west = kitchen.walls
    green = materials.plain("shutter paint", (0.10, 0.17, 0.16), 0.55)
    for wall, window in ((kitchen.walls[window.wall], window) for window in kitchen.windows):
        half = window.width / 2
        for edge, angle in ((window.at, 101), (window.at + window.width, 79)):
            leaf = make.shutter(half, window.height, green)
            hinge = (
                wall.frame @ Matrix.Translation((edge, 0.385, window.sill)) @ Matrix.Rotation(radians(angle), 4, "Z")
            )
            leaf.matrix_world = hinge @ Matrix.Translation((half / 2, 0, 0))
    for wall, at in ((north, 0.95), (north, 3.28), (east, 0.30)):
        fix(make.socket(2), wall=wall, at=at, height=1.13, gap=TILE)
    radio = {0: [(-0.03, 0.02, -0.16), (-0.08, 0.05, -0.206)]}
    fix(make.socket(2, cords=radio), wall=west, at=5.04, height=1.13, gap=TILE)
    fix(make.socket(2), wall=east, at=5.45, height=0.32)
    heater = make.radiator(0.56, materials.plain("radiator paint", (0.66, 0.61, 0.51), 0.4), height=0.60)
    heater.matrix_world = west.frame @ Matrix.Translation((2.80, -0.075, 0))
    fix(make.thermostat(), wall=west, at=2.94, height=1.45)
    fix(make.light_switch(2), wall=south, at=1.42, height=1.05)
    fix(make.notice_board(0.56, 0.44, seed=1102), wall=south, at=2.92, height=1.55)
    fix(make.vent(0.18, 0.18), wall=east, at=2.92, height=2.28)
    fix_overhead(make.smoke_detector(), under=kitchen.ceiling, at=(2.6, 2.35))


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
    bushes.matrix_world = north.frame @ Matrix.Translation((3.6, 3.7, -0.15))


def light(kitchen: Room) -> None:
    """Five in the afternoon: low warm sun through the west windows."""
    sky("sunset.exr", strength=11.0, view=5.0, turn=0, room=kitchen)
    sun(azimuth=196, elevation=27, strength=17, colour=(1.0, 0.82, 0.60))
    strip((2.2, 2.9, 2.2), size=(1.8, 2.4), watts=34, toward=(0, 0, 1), colour=(1.0, 0.92, 0.82))
    glow((1.62, 1.35, 1.93), watts=14)
    exposure(0.95)
