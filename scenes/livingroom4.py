"""A loft living room, long and narrow: a brick wall, a leather sofa before the television, iron and wood; midday sun."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, Board, built
from dyce.scene.language import Door, Room, Window, house, light, put, refinished, room

NUMBER = 10
SPLIT = "test"

IRON = (0.018, 0.018, 0.019)
COGNAC = (0.20, 0.072, 0.024)
BOTTLE_GREEN = (0.030, 0.055, 0.040)
SLEEVES = [(0.55, 0.50, 0.40), (0.03, 0.03, 0.035), (0.35, 0.06, 0.04), (0.06, 0.12, 0.20), (0.50, 0.30, 0.06)]
SMOKED = {"dark": (0.16, 0.085, 0.042), "light": (0.33, 0.195, 0.105)}
BARE_WALL = 0.02
"""How far the bricks stand before the wall's own face (metres)."""


def build() -> None:
    """8.8 by 3.9 metres, 3.2 high; three tall windows to the south."""
    loft = room(
        [(0, 0), (8.8, 0), (8.8, 3.9), (0, 3.9)],
        height=3.2,
        openings=[
            Window(wall=0, at=0.7, width=1.7, sill=0.55, height=2.2, bars=3),
            Window(wall=0, at=3.5, width=1.7, sill=0.55, height=2.2, bars=3),
            Window(wall=0, at=6.3, width=1.7, sill=0.55, height=2.2, bars=3),
            Door(wall=3, at=2.85),
        ],
        walls=materials.plaster("wall", (0.66, 0.65, 0.62)),
        floor=materials.screed(),
        ceiling=materials.plaster("ceiling", (0.70, 0.69, 0.67), relief=0.05),
        trim=materials.plain("black steel", (0.025, 0.026, 0.028), 0.4),
        skirting=0.07,
    )
    bare_bones(loft)
    fittings(loft)
    sofa(loft)
    coffee_table(loft)
    television(loft)
    console(loft)
    brick_wall(loft)
    bistro(loft)
    desk(loft)
    lighting(loft)


def wood(along: str) -> bpy.types.Material:
    """The smoked oak of this room, its grain along X, Y or Z."""
    return materials.timber(f"smoked oak {along}", **SMOKED, along=along)


def iron() -> bpy.types.Material:
    """Blackened steel."""
    return materials.painted_metal(IRON, 0.45)


def bare_bones(loft: Room) -> None:
    """What the factory left: the brick wall, steel beams, an air duct."""
    house.cover("bricks", materials.bricks(), on=loft.walls[2], parts=[(0, 8.8, 0, 3.2)], thickness=BARE_WALL)
    concealed = materials.linen((0.30, 0.285, 0.25))
    for at, drop in ((1.55, 0.24), (4.35, 0.46), (7.15, 0.31)):
        house.fix(make.roller_blind(1.80, drop, concealed), on=loft.walls[0], at=(at, 2.87))
    beams = []
    for x in (1.45, 4.4, 7.35):
        beams += [
            ((x - 0.07, 0, 2.985), (x + 0.07, 3.88, 3.0)),
            ((x - 0.006, 0, 3.0), (x + 0.006, 3.88, 3.185)),
            ((x - 0.07, 0, 3.185), (x + 0.07, 3.88, 3.2)),
        ]
    house.blocks("beams", beams, materials.plain("beam paint", (0.035, 0.036, 0.038), 0.5), bevel=0.002)
    zinc = materials.metal("zinc", (0.42, 0.43, 0.44), 0.38)
    rings = [Bar([(x, 3.55, 2.79), (x + 0.025, 3.55, 2.79)], 0.165, zinc, 28) for x in (1.1, 2.6, 5.0, 6.5, 8.1)]
    built("duct", [Bar([(0, 3.55, 2.79), (8.8, 3.55, 2.79)], 0.155, zinc, 32), *rings])


def fittings(loft: Room) -> None:
    """Switch and sockets of steel, the conduits that feed them down the bricks, a detector."""
    _, east, north, west = loft.walls
    steel = materials.brushed_steel("Z")
    cord = [(0.03, 0.05, -0.34), (0.05, 0.16, -0.346)]
    house.fix(make.socket(2, steel, {0: cord}), on=north, at=(4.62, 0.35), gap=BARE_WALL)
    house.fix(make.socket(1, steel), on=north, at=(7.9, 0.35), gap=BARE_WALL)
    house.fix(make.socket(3, steel), on=east, at=(3.28, 0.32))
    house.fix(make.light_switch(2, steel), on=west, at=(2.70, 1.12))
    house.fix(make.socket(2, steel), on=west, at=(0.42, 0.95))
    y = -BARE_WALL - 0.012
    tubes = [Bar([(x, y, 0.385), (x, y, 2.85)], 0.010, steel, 12) for x in (4.62, 7.9)]
    clips = [
        Board((x - 0.022, y - 0.012, z), (x + 0.022, -BARE_WALL + 0.001, z + 0.014), steel, 0.001)
        for x in (4.62, 7.9)
        for z in (0.70, 1.50, 2.30)
    ]
    built("conduit", [*tubes, *clips], north.frame)
    house.fix_overhead(make.smoke_detector(), under=loft.ceiling, at=(5.9, 1.2))


def record_crate(width: float, seed: int) -> bpy.types.Object:
    """A crate of this room's wood, full of records."""
    sleeves = [materials.plain(f"sleeve {k}", colour, 0.5) for k, colour in enumerate(SLEEVES)]
    return make.record_crate(width, 0.30, 0.25, wood("X"), sleeves, seed)


def sofa(loft: Room) -> None:
    """The sofa in the middle of the room, its back to the desk; a side table, a lamp, the rug."""
    floor = loft.floor
    leather = materials.leather("cognac leather", COGNAC)
    cognac = refinished("Scopia/leather_sofa", {"dark_leather": leather, "tacks": materials.brass()})
    couch = put.stand("sofa", cognac, on=floor, at=(4.95, 1.9), turn=90)
    grey = make.cushion("charcoal", 0.46, 0.46, 0.15, seed=1045)
    put.prop("cushion.grey", grey, on=couch, at=(-0.45, -0.16), level=0.60, turn=12, tip=20)
    mustard = make.cushion("mustard", 0.44, 0.44, 0.15, seed=1048)
    put.prop("cushion.mustard", mustard, on=couch, at=(0.48, -0.16), level=0.60, turn=-9, tip=18)
    blanket = make.throw("folded", "knit", 0.40, 0.32, seed=1001)
    put.stand("blanket", blanket, on=couch, at=(0.02, -0.20), level=0.75, turn=8)
    small = make.iron_table(0.42, 0.42, 0.52, wood("X"), iron(), planks=3)
    table = put.stand("side_table", small, on=floor, at=(5.0, 3.3), turn=4, category="side_table")
    put.stand("book.side", make.book(1003), on=table, at=(-0.04, 0.02), turn=20)
    put.stand("lamp.floor", make.standing_lamp("tripod", "walnut", 1.55, lit=False), on=floor, at=(4.33, 3.42), turn=20)


def coffee_table(loft: Room) -> None:
    """The rug, the coffee table and what gathers on it; the armchair, the beanbag."""
    floor = loft.floor
    carpet = put.stand("rug.kilim", make.rug("kilim", 2.45, 1.68, seed=1004), on=floor, at=(6.27, 1.84), turn=90)
    low = make.iron_table(1.15, 0.62, 0.40, wood("X"), iron(), thickness=0.05, shelf=0.15)
    table = put.stand("coffee_table", low, on=carpet, at=(0.0, 0.06), turn=2)
    tray = put.stand("tray", make.tray("metal", 0.38, 0.27), on=table, at=(-0.30, 0.04), turn=6)
    put.stand("carafe", make.water_bottle("glass", height=0.265), on=tray, at=(-0.10, 0.04), turn=30)
    mug = make.mug("tapered", "speckled", filling="coffee", seed=1006)
    put.stand("mug.white", mug, on=table, at=(0.36, -0.17), turn=210)
    put.stand("remote", make.remote_control(0.185), on=table, at=(0.06, -0.2), turn=62)
    put.stand("magazine.open", make.magazine(1007), on=table, at=(0.26, 0.10), turn=-14)
    put.stack("book.coffee", make.book_stack(1, seed=1009), on=table, at=(-0.26, 0.02), turn=-6, level=0.17)
    wool = {"TEXTILE_generic": materials.fabric("bottle green wool", BOTTLE_GREEN), "WOOD_walnut": wood("Z")}
    green = refinished("KatorLegaz/mid-century-chair", wool)
    armchair = put.stand("armchair", green, on=floor, at=(7.42, 3.24), turn=-38)
    cushion = make.cushion("terracotta", 0.44, 0.34, 0.13, seed=1011)
    put.prop("cushion.green", cushion, on=armchair, at=(0.03, -0.08), level=0.62, turn=5, tip=22)
    put.stand("beanbag", make.pouf((0.20, 0.17, 0.13), 0.64, 0.38, seed=1011), on=floor, at=(7.66, 0.62), turn=-140)
    lamp = make.pendant("dome", (0.03, 0.032, 0.034), 0.42, 1.05, lit=False)
    put.suspend("pendant.sofa", lamp, under=loft.ceiling, at=(6.0, 1.9))


def television(loft: Room) -> None:
    """The east wall: a long low bench with the television, music and records; a palm in the corner."""
    east, floor = loft.walls[1], loft.floor
    long = make.iron_table(2.1, 0.42, 0.46, wood("X"), iron(), shelf=0.17)
    bench = put.against("tv_bench", long, wall=east, at=1.95, gap=0.03, category="tv_stand")
    put.stand("tv", make.television(1.22), on=bench, at=(0.02, 0.04))
    put.stand("speaker.left", make.speaker("walnut", 0.33), on=bench, at=(-0.83, 0.03), turn=12)
    put.stand("speaker.right", make.speaker("walnut", 0.33), on=bench, at=(0.86, 0.03), turn=-12)
    put.stand("turntable", make.record_player("walnut", 1012), on=bench, at=(-0.52, -0.01), level=0.19)
    put.stand("basket.bench", make.basket("oblong", 0.40, 0.28, 0.17, seed=1014), on=bench, at=(0.57, 0.0), level=0.19)
    snake = make.plant("snake", "straight", (0.05, 0.05, 0.052), 0.85, seed=1016)
    put.stand("plant.snake", snake, on=floor, at=(8.45, 3.52), turn=30)
    rubber = make.plant("rubber", "round", (0.42, 0.38, 0.31), 1.35, seed=1017)
    put.stand("plant.rubber", rubber, on=floor, at=(8.36, 0.42), turn=70)
    shapes = make.picture_frame("shapes", "black", 0.58, 0.78, 0.06, seed=1018)
    put.hang("picture.tv", shapes, on=loft.walls[0], at=(5.78, 1.26))
    large = make.picture_frame("landscape", "oak", 1.30, 0.80, 0.08, seed=1019)
    put.hang("picture.large.tv", large, on=east, at=(2.02, 1.52))


def console(loft: Room) -> None:
    """A narrow table behind the sofa."""
    narrow = make.iron_table(1.5, 0.34, 0.78, wood("X"), iron(), shelf=0.2, planks=2)
    table = put.stand("console", narrow, on=loft.floor, at=(4.19, 1.9), turn=-90, category="side_table")
    put.stand("lamp.console", make.table_lamp("charcoal", 0.46, lit=False, seed=1020), on=table, at=(-0.55, 0.0))
    put.stack("book.console", make.book_stack(2, seed=1021), on=table, at=(-0.20, 0.0), turn=8)
    put.stand("vase", make.vase("bottle", "stoneware", height=0.30, seed=1022), on=table, at=(0.05, 0.05))
    pothos = make.plant("pothos", "round", (0.30, 0.13, 0.07), 0.32, seed=1024)
    put.stand("plant.console", pothos, on=table, at=(0.55, 0.0), turn=50)
    put.stand("crate.console", record_crate(0.36, 1025), on=table, at=(-0.42, 0.0), level=0.22)


def brick_wall(loft: Room) -> None:
    """The long north wall: tall shelving, a guitar, pictures over the side table."""
    north, hung = loft.walls[2], BARE_WALL + 0.002
    shelves = make.iron_shelves(1.36, [0.14, 0.54, 0.94, 1.32], wood("X"), iron(), height=1.72)
    shelving = put.against("shelving", shelves, wall=north, at=1.85, gap=BARE_WALL + 0.01)
    board = materials.cotton((0.10, 0.13, 0.14))
    put.fill(
        shelving,
        ("book.novels", make.book_groups(0.47, 3, "novels", 1031, depth=0.26), 0.95, (0.36, 0.01)),
        ("book.albums", make.book_groups(0.40, 1, "albums", 1032, depth=0.26), 0.55, (0.04, 0.01)),
        ("book.manuals", make.book_groups(0.36, 1, "old", 1034, depth=0.26), 1.33, (0.44, 0.01)),
        ("crate.records", record_crate(0.38, 1033), 0.15, -0.42, 2),
        ("basket.shelf", make.basket("round", 0.32, 0.32, 0.22, seed=1042), 0.15, 0.03, 20),
        ("crate.tools", make.crate(0.40, 0.28, 0.22, wood("X")), 0.15, 0.42, -3),
        ("radio.shelf", make.table_radio("walnut", 0.34), 0.55, -0.36),
        ("jar.shelf", "Scopia/vase2", 0.55, 0.46),
        ("fern", make.plant("fern", "terracotta", height=0.28, seed=1046), 0.95, -0.44),
        ("pothos", make.plant("pothos", "straight", (0.6, 0.58, 0.54), 0.30, seed=1047), 1.33, -0.42, 120),
        ("box.blue", make.storage_box(0.36, 0.27, 0.20, board, materials.brass()), 1.33, 0.02, 2),
    )
    put.lean("guitar", make.guitar(), wall=north, at=3.05, angle=13, gap=BARE_WALL, roll=-2)
    landscape = make.picture_frame("landscape", "black", 0.75, 1.0, 0.07, seed=1049)
    put.lean("picture.floor", landscape, wall=north, at=3.62, angle=7, gap=BARE_WALL)
    lines = make.picture_frame("lines", "black", 0.80, 1.10, 0.06, seed=1107)
    put.hang("picture.large", lines, on=north, at=(5.75, 1.30), gap=hung)
    botanical = make.picture_frame("botanical", "oak", 0.42, 0.54, 0.06, seed=1115)
    put.hang("picture.botanical", botanical, on=north, at=(6.55, 1.76), gap=hung)
    put.hang("clock", make.wall_clock("dark", 0.46, 12, 22), on=north, at=(4.25, 1.72), gap=hung)


def bistro(loft: Room) -> None:
    """A small table by the middle window: a late breakfast."""
    floor = loft.floor
    mat = put.stand("rug.jute", make.rug("jute", 2.36, 1.40, seed=1064), on=floor, at=(2.74, 0.86), turn=-2)
    square = make.iron_table(0.85, 0.75, 0.75, wood("X"), iron())
    table = put.stand("bistro", square, on=mat, at=(0.01, -0.20), turn=5, category="dining_table")
    put.several("chair", "Scopia/tubular_chair", [(-0.74, -0.12, 78), (0.77, -0.16, -101)], on=mat)
    put.stand("plate", make.plate("rim", "speckled", diameter=0.21, seed=1060), on=table, at=(-0.14, 0.08))
    put.stand("cup", make.cup_and_saucer("stoneware", seed=1061), on=table, at=(0.14, 0.02), turn=40)
    put.stand("newspaper", make.newspaper(1062), on=table, at=(0.06, -0.2), turn=-70)
    put.stand("flowers", make.flowers("white", 7, 0.36, seed=1063), on=table, at=(0.02, 0.22))
    lamp = make.pendant("cone", (0.03, 0.032, 0.034), 0.32, 1.2, lit=False)
    put.suspend("pendant.bistro", lamp, under=loft.ceiling, at=(2.75, 0.85))


def desk(loft: Room) -> None:
    """The corner by the west wall: the desk, what is being worked on, a shelf over it."""
    south, west = loft.walls[0], loft.walls[3]
    planked = make.iron_table(1.45, 0.68, 0.74, wood("X"), iron(), planks=5)
    table = put.against("desk", planked, wall=west, at=1.35, gap=0.03, category="desk")
    mesh = {"tela_sillon_azul": materials.fabric("charcoal mesh", (0.045, 0.047, 0.05))}
    put.stand("chair.desk", refinished("Scopia/office_chair", mesh), on=loft.floor, at=(1.12, 1.42), turn=-78)
    put.stand("laptop", make.laptop(112, seed=1070), on=table, at=(-0.02, 0.0), turn=4)
    put.stand("lamp.desk", make.desk_lamp(), on=table, at=(-0.50, 0.16), turn=40)
    mug = make.mug("straight", "ochre", filling="coffee", seed=1071)
    put.stand("mug.desk", mug, on=table, at=(0.30, -0.12), turn=-30)
    put.stand("phone", make.phone(length=0.155), on=table, at=(0.24, -0.24), turn=-8)
    put.stand("pens", "Scopia/penbox", on=table, at=(0.36, 0.14))
    put.stack("book.desk", make.book_stack(2, seed=1072), on=table, at=(0.54, 0.12), turn=-5)
    board = put.hang("shelf.desk", make.shelf(1.24, wood("X"), iron(), depth=0.23), on=west, at=(1.35, 1.18))
    put.stand("book.shelf", make.books_together(0.46, "novels", 1076, depth=0.19), on=board, at=(0.32, 0.0))
    small = make.picture_frame("lines", "black", 0.245, 0.305, 0.03, seed=1077)
    put.lean("picture.shelf", small, wall=west, at=1.30, on=board, angle=8)
    mint = make.herb("mint", "straight", (0.30, 0.13, 0.07), 0.11, seed=1078)
    put.stand("herb.shelf", mint, on=board, at=(-0.42, 0.0))
    botanical = make.picture_frame("botanical", "black", 0.60, 0.80, 0.06, seed=1074)
    put.hang("picture.desk", botanical, on=west, at=(1.55, 1.72))
    pier = make.picture_frame("landscape", "black", 0.62, 0.84, 0.07, seed=1079)
    put.hang("picture.pier", pier, on=south, at=(2.95, 1.22))
    cast = make.column_radiator(16, 0.44, materials.cast_iron((0.05, 0.05, 0.052)))
    put.against("radiator", cast, wall=south, at=1.52, gap=0.05)


def lighting(loft: Room) -> None:
    """Noon: the sun stands high to the south, the lamps are off but for the desk's."""
    light.sky("city.exr", strength=12.0, view=3.5, turn=0, room=loft)
    light.sun(azimuth=248, elevation=50, strength=14)
    light.glow((0.42, 0.92, 1.08), watts=3)
    light.exposure(1.05)
