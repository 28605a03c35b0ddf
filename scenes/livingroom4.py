"""A loft living room, long and narrow: a brick wall, a leather sofa before the television, iron and wood; midday sun."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, Board, built
from dyce.scene.recipe import (
    Door,
    Room,
    Window,
    against,
    blocks,
    exposure,
    fix,
    fix_overhead,
    glow,
    hang,
    lean,
    prop,
    refinished,
    room,
    row,
    sky,
    stack,
    stand,
    sun,
    suspend,
)

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
        openings=[Window(wall=0, at=at, width=1.7, sill=0.55, height=2.2, bars=3) for at in (0.7, 3.5, 6.3)]
        + [Door(wall=3, at=2.85)],
        walls=materials.plaster("wall", (0.66, 0.65, 0.62)),
        floor=materials.screed(),
        ceiling=materials.plaster("ceiling", (0.70, 0.69, 0.67), relief=0.05),
        trim=materials.plain("black steel", (0.025, 0.026, 0.028), 0.4),
        skirting=0.07,
    )
    bare_bones(loft)
    fittings_of(loft)
    sofa(loft)
    coffee_table(loft)
    television(loft)
    console(loft)
    brick_wall(loft)
    bistro(loft)
    desk(loft)
    light(loft)


def wood(along: str) -> bpy.types.Material:
    """The smoked oak of this room, its grain along X, Y or Z."""
    return materials.timber(f"smoked oak {along}", **SMOKED, along=along)


def iron() -> bpy.types.Material:
    """Blackened steel."""
    return materials.painted_metal(IRON, 0.45)


def bare_bones(loft: Room) -> None:
    """What the factory left: the brick wall, steel beams, an air duct."""
    blocks("bricks", [((0, -BARE_WALL, 0), (8.8, 0, 3.2))], materials.bricks(), frame=loft.walls[2].frame)
    concealed = materials.linen((0.30, 0.285, 0.25))
    for at, drop in ((1.55, 0.24), (4.35, 0.46), (7.15, 0.31)):
        fix(make.roller_blind(1.80, drop, concealed), wall=loft.walls[0], at=at, height=2.87)
    beams = []
    for x in (1.45, 4.4, 7.35):
        beams += [
            ((x - 0.07, 0, 2.985), (x + 0.07, 3.88, 3.0)),
            ((x - 0.006, 0, 3.0), (x + 0.006, 3.88, 3.185)),
            ((x - 0.07, 0, 3.185), (x + 0.07, 3.88, 3.2)),
        ]
    blocks("beams", beams, materials.plain("beam paint", (0.035, 0.036, 0.038), 0.5), bevel=0.002)
    zinc = materials.metal("zinc", (0.42, 0.43, 0.44), 0.38)
    rings = [Bar([(x, 3.55, 2.79), (x + 0.025, 3.55, 2.79)], 0.165, zinc, 28) for x in (1.1, 2.6, 5.0, 6.5, 8.1)]
    built("duct", [Bar([(0, 3.55, 2.79), (8.8, 3.55, 2.79)], 0.155, zinc, 32), *rings])


def fittings_of(loft: Room) -> None:
    """Switch and sockets of steel, the conduits that feed them down the bricks, a detector."""
    _, east, north, west = loft.walls
    steel = materials.brushed_steel("Z")
    cord = [(0.03, 0.05, -0.34), (0.05, 0.16, -0.346)]
    fix(make.socket(2, steel, {0: cord}), wall=north, at=4.62, height=0.35, gap=BARE_WALL)
    fix(make.socket(1, steel), wall=north, at=7.9, height=0.35, gap=BARE_WALL)
    fix(make.socket(3, steel), wall=east, at=3.28, height=0.32)
    fix(make.light_switch(2, steel), wall=west, at=2.70, height=1.12)
    fix(make.socket(2, steel), wall=west, at=0.42, height=0.95)
    y = -BARE_WALL - 0.012
    tubes = [Bar([(x, y, 0.385), (x, y, 2.85)], 0.010, steel, 12) for x in (4.62, 7.9)]
    clips = [
        Board((x - 0.022, y - 0.012, z), (x + 0.022, -BARE_WALL + 0.001, z + 0.014), steel, 0.001)
        for x in (4.62, 7.9)
        for z in (0.70, 1.50, 2.30)
    ]
    built("conduit", [*tubes, *clips], north.frame)
    fix_overhead(make.smoke_detector(), under=loft.ceiling, at=(5.9, 1.2))


def record_crate(width: float, seed: int) -> bpy.types.Object:
    """A crate of this room's wood, full of records."""
    sleeves = [materials.plain(f"sleeve {k}", colour, 0.5) for k, colour in enumerate(SLEEVES)]
    return make.record_crate(width, 0.30, 0.25, wood("X"), sleeves, seed)


def sofa(loft: Room) -> None:
    """The sofa in the middle of the room, its back to the desk; a side table, a lamp, the rug."""
    floor = loft.floor
    leather = materials.leather("cognac leather", COGNAC)
    couch = stand(
        "sofa",
        "sofa",
        refinished("Scopia/leather_sofa", {"dark_leather": leather, "tacks": materials.brass()}),
        on=floor,
        at=(4.95, 1.9),
        turn=90,
    )
    for name, style, size, x, turn, tip in [
        ("grey", "charcoal", 0.46, -0.45, 12, 20),
        ("mustard", "mustard", 0.44, 0.48, -9, 18),
    ]:
        prop(
            f"cushion.{name}",
            "cushion",
            make.cushion(style, size, size, 0.15, seed=1000 + int(100 * abs(x))),
            on=couch,
            at=(x, -0.16),
            turn=turn,
            tip=tip,
            level=0.60,
        )
    stand(
        "blanket",
        "blanket",
        make.throw("folded", "knit", 0.40, 0.32, seed=1001),
        on=couch,
        at=(0.02, -0.20),
        turn=8,
        level=0.75,
    )
    table = stand(
        "side_table",
        "side_table",
        make.iron_table(0.42, 0.42, 0.52, wood("X"), iron(), planks=3),
        on=floor,
        at=(5.0, 3.3),
        turn=4,
    )
    stand("book.side", "book", make.book(1003), on=table, at=(-0.04, 0.02), turn=20)
    stand(
        "lamp.floor",
        "lamp",
        make.standing_lamp("tripod", "walnut", 1.55, lit=False),
        on=floor,
        at=(4.33, 3.42),
        turn=20,
    )


def coffee_table(loft: Room) -> None:
    """The rug, the coffee table and what gathers on it; the armchair, the beanbag."""
    floor = loft.floor
    carpet = stand("rug.kilim", "rug", make.rug("kilim", 2.45, 1.68, seed=1004), on=floor, at=(6.27, 1.84), turn=90)
    table = stand(
        "coffee_table",
        "coffee_table",
        make.iron_table(1.15, 0.62, 0.40, wood("X"), iron(), thickness=0.05, shelf=0.15),
        on=carpet,
        at=(0.0, 0.06),
        turn=2,
    )
    tray = stand("tray", "tray", make.tray("metal", 0.38, 0.27), on=table, at=(-0.30, 0.04), turn=6)
    stand("carafe", "bottle", make.water_bottle("glass", height=0.265), on=tray, at=(-0.10, 0.04), turn=30)
    stand(
        "mug.white",
        "mug",
        make.mug("tapered", "speckled", filling="coffee", seed=1006),
        on=table,
        at=(0.36, -0.17),
        turn=210,
    )
    stand("remote", "remote", make.remote_control(0.185), on=table, at=(0.06, -0.2), turn=62)
    stand("magazine.open", "magazine", make.magazine(1007), on=table, at=(0.26, 0.10), turn=-14)
    stack("book.coffee", "book", make.book_stack(1, seed=1009), on=table, at=(-0.26, 0.02), turn=-6, level=0.17)
    armchair = stand(
        "armchair",
        "armchair",
        refinished(
            "KatorLegaz/mid-century-chair",
            {"TEXTILE_generic": materials.fabric("bottle green wool", BOTTLE_GREEN), "WOOD_walnut": wood("Z")},
        ),
        on=floor,
        at=(7.42, 3.24),
        turn=-38,
    )
    prop(
        "cushion.green",
        "cushion",
        make.cushion("terracotta", 0.44, 0.34, 0.13, seed=1011),
        on=armchair,
        at=(0.03, -0.08),
        turn=5,
        tip=22,
        level=0.62,
    )
    stand(
        "beanbag",
        "ottoman",
        make.pouf((0.20, 0.17, 0.13), 0.64, 0.38, seed=1011),
        on=floor,
        at=(7.66, 0.62),
        turn=-140,
    )
    suspend(
        "pendant.sofa",
        "pendant_lamp",
        make.pendant("dome", (0.03, 0.032, 0.034), 0.42, 1.05, lit=False),
        under=loft.ceiling,
        at=(6.0, 1.9),
    )


def television(loft: Room) -> None:
    """The east wall: a long low bench with the television, music and records; a palm in the corner."""
    east, floor = loft.walls[1], loft.floor
    bench = against(
        "tv_bench",
        "tv_stand",
        make.iron_table(2.1, 0.42, 0.46, wood("X"), iron(), shelf=0.17),
        wall=east,
        at=1.95,
        on=floor,
        gap=0.03,
    )
    stand("tv", "tv", make.television(1.22), on=bench, at=(0.02, 0.04))
    stand("speaker.left", "speaker", make.speaker("walnut", 0.33), on=bench, at=(-0.83, 0.03), turn=12)
    stand("speaker.right", "speaker", make.speaker("walnut", 0.33), on=bench, at=(0.86, 0.03), turn=-12)
    stand("turntable", "record_player", make.record_player("walnut", 1012), on=bench, at=(-0.52, -0.01), level=0.19)
    stand(
        "basket.bench",
        "basket",
        make.basket("oblong", 0.40, 0.28, 0.17, seed=1014),
        on=bench,
        at=(0.57, 0.0),
        level=0.19,
    )
    stand(
        "plant.snake",
        "potted_plant",
        make.plant("snake", "straight", (0.05, 0.05, 0.052), 0.85, seed=1016),
        on=floor,
        at=(8.45, 3.52),
        turn=30,
    )
    stand(
        "plant.rubber",
        "potted_plant",
        make.plant("rubber", "round", (0.42, 0.38, 0.31), 1.35, seed=1017),
        on=floor,
        at=(8.36, 0.42),
        turn=70,
    )
    shapes = make.picture_frame("shapes", "black", 0.58, 0.78, 0.06, seed=1018)
    hang("picture.tv", "picture", shapes, wall=loft.walls[0], at=5.78, height=1.26)
    large = make.picture_frame("landscape", "oak", 1.30, 0.80, 0.08, seed=1019)
    hang("picture.large.tv", "picture", large, wall=east, at=2.02, height=1.52)


def console(loft: Room) -> None:
    """A narrow table behind the sofa."""
    table = stand(
        "console",
        "side_table",
        make.iron_table(1.5, 0.34, 0.78, wood("X"), iron(), shelf=0.2, planks=2),
        on=loft.floor,
        at=(4.19, 1.9),
        turn=-90,
    )
    stand("lamp.console", "lamp", make.table_lamp("charcoal", 0.46, lit=False, seed=1020), on=table, at=(-0.55, 0.0))
    stack("book.console", "book", make.book_stack(2, seed=1021), on=table, at=(-0.20, 0.0), turn=8)
    stand("vase", "vase", make.vase("bottle", "stoneware", height=0.30, seed=1022), on=table, at=(0.05, 0.05))
    stand(
        "plant.console",
        "potted_plant",
        make.plant("pothos", "round", (0.30, 0.13, 0.07), 0.32, seed=1024),
        on=table,
        at=(0.55, 0.0),
        turn=50,
    )
    stand("crate.console", "box", record_crate(0.36, 1025), on=table, at=(-0.42, 0.0), level=0.22)


def brick_wall(loft: Room) -> None:
    """The long north wall: tall shelving, a guitar, pictures over the side table."""
    north, floor = loft.walls[2], loft.floor
    levels = [0.14, 0.54, 0.94, 1.32]
    shelving = against(
        "shelving",
        "bookcase",
        make.iron_shelves(1.36, levels, wood("X"), iron(), height=1.72),
        wall=north,
        at=1.85,
        on=floor,
        gap=BARE_WALL + 0.01,
    )
    for name, style, length, seed, level, x in [
        ("novels", "novels", 0.47, 1031, 0.94, 0.36),
        ("albums", "albums", 0.40, 1032, 0.54, 0.04),
        ("manuals", "old", 0.36, 1034, 1.32, 0.44),
    ]:
        books = make.book_groups(length, 3 if style == "novels" else 1, style, seed, depth=0.26)
        row(f"book.{name}", "book", books, on=shelving, at=(x, 0.01), level=level + 0.02)
    linen_board = materials.cotton((0.10, 0.13, 0.14))
    for name, category, thing, level, x, turn in [
        ("crate.records", "box", record_crate(0.38, 1033), 0.14, -0.42, 2),
        ("basket.shelf", "basket", make.basket("round", 0.32, 0.32, 0.22, seed=1042), 0.14, 0.03, 20),
        ("crate.tools", "box", make.crate(0.40, 0.28, 0.22, wood("X")), 0.14, 0.42, -3),
        ("radio.shelf", "radio", make.table_radio("walnut", 0.34), 0.54, -0.36, 0),
        ("jar.shelf", "vase", "Scopia/vase2", 0.54, 0.46, 0),
        ("fern", "potted_plant", make.plant("fern", "terracotta", height=0.28, seed=1046), 0.94, -0.44, 0),
        (
            "pothos",
            "potted_plant",
            make.plant("pothos", "straight", (0.6, 0.58, 0.54), 0.30, seed=1047),
            1.32,
            -0.42,
            120,
        ),
        ("box.blue", "box", make.storage_box(0.36, 0.27, 0.20, linen_board, materials.brass()), 1.32, 0.02, 2),
    ]:
        stand(name, category, thing, on=shelving, at=(x, 0.0), level=level + 0.02, turn=turn)
    lean("guitar", "guitar", make.guitar(), wall=north, at=3.05, on=floor, angle=13, gap=BARE_WALL, roll=-2)
    lean(
        "picture.floor",
        "picture",
        make.picture_frame("landscape", "black", 0.75, 1.0, 0.07, seed=1049),
        wall=north,
        at=3.62,
        on=floor,
        angle=7,
        gap=BARE_WALL,
    )
    for name, art, frame, width, tall, at, height in [
        ("large", "lines", "black", 0.80, 1.10, 5.75, 1.30),
        ("botanical", "botanical", "oak", 0.42, 0.54, 6.55, 1.76),
    ]:
        hang(
            f"picture.{name}",
            "picture",
            make.picture_frame(art, frame, width, tall, 0.06, seed=1050 + int(10 * at)),
            wall=north,
            at=at,
            height=height,
            gap=BARE_WALL + 0.002,
        )
    hang(
        "clock", "clock", make.wall_clock("dark", 0.46, 12, 22), wall=north, at=4.25, height=1.72, gap=BARE_WALL + 0.002
    )


def bistro(loft: Room) -> None:
    """A small table by the middle window: a late breakfast."""
    floor = loft.floor
    mat = stand("rug.jute", "rug", make.rug("jute", 2.36, 1.40, seed=1064), on=floor, at=(2.74, 0.86), turn=-2)
    table = stand(
        "bistro",
        "dining_table",
        make.iron_table(0.85, 0.75, 0.75, wood("X"), iron()),
        on=mat,
        at=(0.01, -0.20),
        turn=5,
    )
    for number, (x, y, turn) in enumerate([(-0.74, -0.12, 78), (0.77, -0.16, -101)], 1):
        stand(f"chair.{number}", "chair", "Scopia/tubular_chair", on=mat, at=(x, y), turn=turn)
    stand("plate", "plate", make.plate("rim", "speckled", diameter=0.21, seed=1060), on=table, at=(-0.14, 0.08))
    stand("cup", "cup", make.cup_and_saucer("stoneware", seed=1061), on=table, at=(0.14, 0.02), turn=40)
    stand("newspaper", "newspaper", make.newspaper(1062), on=table, at=(0.06, -0.2), turn=-70)
    stand("flowers", "flowers", make.flowers("white", 7, 0.36, seed=1063), on=table, at=(0.02, 0.22))
    suspend(
        "pendant.bistro",
        "pendant_lamp",
        make.pendant("cone", (0.03, 0.032, 0.034), 0.32, 1.2, lit=False),
        under=loft.ceiling,
        at=(2.75, 0.85),
    )


def desk(loft: Room) -> None:
    """The corner by the west wall: the desk, what is being worked on, a shelf over it."""
    west, floor = loft.walls[3], loft.floor
    table = against(
        "desk",
        "desk",
        make.iron_table(1.45, 0.68, 0.74, wood("X"), iron(), planks=5),
        wall=west,
        at=1.35,
        on=floor,
        gap=0.03,
    )
    grey = materials.fabric("charcoal mesh", (0.045, 0.047, 0.05))
    stand(
        "chair.desk",
        "chair",
        refinished("Scopia/office_chair", {"tela_sillon_azul": grey}),
        on=floor,
        at=(1.12, 1.42),
        turn=-78,
    )
    stand("laptop", "laptop", make.laptop(112, seed=1070), on=table, at=(-0.02, 0.0), turn=4)
    stand("lamp.desk", "lamp", make.desk_lamp(), on=table, at=(-0.50, 0.16), turn=40)
    stand(
        "mug.desk",
        "mug",
        make.mug("straight", "ochre", filling="coffee", seed=1071),
        on=table,
        at=(0.30, -0.12),
        turn=-30,
    )
    stand("phone", "phone", make.phone(length=0.155), on=table, at=(0.24, -0.24), turn=-8)
    stand("pens", "utensil_holder", "Scopia/penbox", on=table, at=(0.36, 0.14))
    stack("book.desk", "book", make.book_stack(2, seed=1072), on=table, at=(0.54, 0.12), turn=-5)
    board = hang(
        "shelf.desk", "shelf", make.shelf(1.24, wood("X"), iron(), depth=0.23), wall=west, at=1.35, height=1.18
    )
    stand("book.shelf", "book", make.books_together(0.46, "novels", 1076, depth=0.19), on=board, at=(0.32, 0.0))
    small = make.picture_frame("lines", "black", 0.245, 0.305, 0.03, seed=1077)
    lean("picture.shelf", "picture", small, wall=west, at=1.30, on=board, angle=8)
    cactus = make.herb("mint", "straight", (0.30, 0.13, 0.07), 0.11, seed=1078)
    stand("herb.shelf", "potted_plant", cactus, on=board, at=(-0.42, 0.0))
    hang(
        "picture.desk",
        "picture",
        make.picture_frame("botanical", "black", 0.60, 0.80, 0.06, seed=1074),
        wall=west,
        at=1.55,
        height=1.72,
    )
    pier = make.picture_frame("landscape", "black", 0.62, 0.84, 0.07, seed=1079)
    hang("picture.pier", "picture", pier, wall=loft.walls[0], at=2.95, height=1.22)
    cast = make.column_radiator(16, 0.44, materials.cast_iron((0.05, 0.05, 0.052)))
    against("radiator", "radiator", cast, wall=loft.walls[0], at=1.52, on=floor, gap=0.05)


def light(loft: Room) -> None:
    """Noon: the sun stands high to the south, the lamps are off but for the desk's."""
    sky("city.exr", strength=12.0, view=3.5, turn=0, room=loft)
    sun(azimuth=248, elevation=50, strength=14)
    glow((0.42, 0.92, 1.08), watts=3)
    exposure(1.05)
