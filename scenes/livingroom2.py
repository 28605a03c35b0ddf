"""A mid-century living room with a dining end: walnut, teal and ochre, late sun on the laid table."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, built
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
    prop,
    room,
    row,
    sky,
    stack,
    stand,
    strip,
    sun,
    suspend,
)

WALNUT = {"dark": (0.085, 0.043, 0.022), "light": (0.20, 0.112, 0.060)}
TEAL = (0.014, 0.078, 0.084)
OCHRE = (0.40, 0.185, 0.022)
STONE = (0.17, 0.155, 0.13)


def build() -> None:
    """7.2 by 4.2 metres: the table by the west window, the sofa under the south one, television on the north wall."""
    living = room(
        [(0, 0), (7.2, 0), (7.2, 4.2), (0, 4.2)],
        height=2.55,
        openings=[
            Window(wall=3, at=0.85, width=2.2, sill=0.5, height=1.65),
            Window(wall=0, at=0.95, width=1.9, sill=1.0, height=1.15),
            Door(wall=2, at=2.85),
        ],
        walls=materials.plaster("wall", (0.66, 0.61, 0.52)),
        floor=materials.planks(
            "parquet", (0.135, 0.070, 0.034), (0.29, 0.165, 0.085), width=0.085, length=0.62, along="Y"
        ),
        ceiling=materials.plaster("ceiling", (0.74, 0.73, 0.70), relief=0.05),
        trim=materials.plain("trim", (0.70, 0.68, 0.63), 0.4),
    )
    olive = materials.plaster("olive wall", (0.155, 0.170, 0.100))
    blocks("wall.olive", [((0, -0.002, 0.09), (4.2, 0.001, 2.55))], olive, frame=living.walls[1].frame)
    fittings_of(living)
    dining(living)
    console(living)
    plants(living)
    seats(living)
    low_table(living)
    television(living)
    bookcase(living)
    curtains(living)
    light(living)


def fittings_of(living: Room) -> None:
    """Switch, sockets, the smoke detector."""
    south, east, north, _ = living.walls
    fix(make.light_switch(), wall=north, at=3.83, height=0.94)
    television = [(-0.02, 0.03, -0.26), (-0.35, 0.03, -0.276)]
    fix(make.socket(2, cords={0: television}), wall=north, at=6.30, height=0.28)
    fix(make.socket(2), wall=east, at=1.72, height=0.28, gap=0.002)
    fix(make.socket(1), wall=south, at=3.98, height=0.28)
    fix_overhead(make.smoke_detector(), under=living.ceiling, at=(3.7, 2.9))


def dining(living: Room) -> None:
    """The table, laid for three, and its chairs."""
    floor = living.floor
    table = stand("table", "dining_table", make.dining_table(), on=floor, at=(1.72, 1.98), turn=90)
    for number, (x, y, turn) in enumerate(
        [(1.08, 1.62, 86), (1.14, 2.40, 99), (2.40, 1.56, -96), (2.62, 2.48, -121)], 1
    ):
        seat = STONE if number in (2, 3) else TEAL
        stand(f"chair.{number}", "chair", make.dining_chair(seat, seed=number), on=floor, at=(x, y), turn=turn)
    for number, (x, side) in enumerate([(-0.38, 1), (0.40, 1), (0.36, -1)], 1):
        place(number, table, x, side)
    stand("bowl.salad", "bowl", make.bowl("serving", "stoneware", diameter=0.29), on=table, at=(0.02, 0.02))
    stand("wine", "bottle", make.wine_bottle("red", opened=True), on=table, at=(-0.20, -0.10), turn=30)
    board = stand(
        "board", "chopping_board", make.chopping_board("paddle", "olive"), on=table, at=(-0.42, -0.25), turn=12
    )
    stand("baguette", "bread", make.baguette(0.36), on=board, at=(-0.02, 0.0), turn=6)
    stand("candle.tall", "candle", make.candle("taper", height=0.24), on=table, at=(0.20, -0.14))
    stand("flowers", "flowers", make.flowers("yellow", 7, 0.38, "charcoal"), on=table, at=(-0.60, 0.05))
    suspend(
        "pendant",
        "pendant_lamp",
        make.pendant("dome", (0.36, 0.17, 0.025), 0.46, cord=0.72),
        under=living.ceiling,
        at=(1.72, 1.95),
    )


def place(number: int, table: bpy.types.Object, x: float, side: int) -> None:
    """A plate with a fork to its left and a knife to its right, and a glass; `side` of the table (-1 front, 1 back)."""
    turn = 0 if side < 0 else 180
    stand(
        f"plate.{number}",
        "plate",
        make.plate("plain", "stoneware", diameter=0.25, seed=number),
        on=table,
        at=(x, side * 0.30),
    )
    stand(f"fork.{number}", "fork", "BlendSwap-CC-BY/fork", on=table, at=(x + side * 0.158, side * 0.31), turn=turn + 3)
    stand(
        f"knife.{number}",
        "knife",
        "BlendSwap-CC-BY/knife",
        on=table,
        at=(x - side * 0.155, side * 0.305),
        turn=turn - 2,
    )
    stand(
        f"wine_glass.{number}",
        "wine_glass",
        make.wine_glass("red", filling=0.22 * (number - 1)),
        on=table,
        at=(x - side * 0.10, side * 0.125),
    )


def console(living: Room) -> None:
    """The north-west corner: a drinks cabinet, two shelves over it."""
    north, floor = living.walls[2], living.floor
    chest = against(
        "console", "sideboard", make.sideboard(1.25, 0.40, 0.76, ("tambour", "door")), wall=north, at=1.35, on=floor
    )
    tray = stand("tray", "tray", make.tray("wood", 0.36, 0.26), on=chest, at=(0.08, 0.0), turn=-4)
    stand("tumbler.2", "glass", make.tumbler("facet", filling="juice"), on=tray, at=(-0.02, -0.05))
    stand("lamp.console", "lamp", make.table_lamp("ochre", 0.46), on=chest, at=(0.42, 0.03))
    wood, brass = materials.timber("walnut shelf", **WALNUT), materials.brass()
    low = hang("shelf.low", "shelf", make.shelf(1.2, wood, brass), wall=north, at=1.32, height=1.30)
    stand("teapot", "teapot", make.teapot("sage"), on=low, at=(-0.40, 0.0), turn=160)
    stand("vase.teal", "vase", make.vase("bottle", "white", TEAL, 0.27), on=low, at=(-0.14, 0.0))
    cookery = make.books_together(0.40, "novels", seed=31, depth=0.18, lying=2)
    stand("book.cookery", "book", cookery, on=low, at=(0.26, -0.005))


def plants(living: Room) -> None:
    """The south-west corner and the wall beside it: a tall plant, a low chest, a picture."""
    south, floor = living.walls[0], living.floor
    stand("yucca", "potted_plant", "BlendSwap-CC-BY/yuccaPlant", on=floor, at=(0.62, 0.60), turn=40)
    chest = against(
        "chest.low", "sideboard", make.sideboard(0.95, 0.38, 0.60, ("door", "tambour")), wall=south, at=4.42, on=floor
    )
    stand("radio", "radio", make.table_radio("oak", 0.38), on=chest, at=(0.16, 0.0), turn=4)
    hang(
        "picture.large",
        "picture",
        make.picture_frame("shapes", "walnut", 0.70, 0.90, 0.06, seed=4),
        wall=south,
        at=4.66,
        height=1.02,
    )
    print_ = make.picture_frame("lines", "walnut", 0.34, 0.44, 0.05, seed=6)
    hang("picture.small", "picture", print_, wall=south, at=3.94, height=1.30)


def seats(living: Room) -> None:
    """Sofa, easy chairs, the lamp between them."""
    floor = living.floor
    sofa = stand("sofa", "sofa", make.midcentury_sofa(2.02, TEAL), on=floor, at=(5.22, 0.64), turn=181.5)
    for style, width, height, seed, x, turn, tip in [
        ("mustard", 0.45, 0.45, 1, 0.66, -14, 20),
        ("knit", 0.40, 0.40, 2, 0.23, 8, 24),
        ("charcoal", 0.46, 0.30, 3, -0.65, 4, 18),
    ]:
        cushion = make.cushion(style, width, height, 0.13, seed=seed)
        prop(f"cushion.{style}", "cushion", cushion, on=sofa, at=(x, -0.12), level=0.50, turn=turn, tip=tip)
    blanket = make.throw("folded", "terracotta", 0.30, 0.40)
    stand("throw", "blanket", blanket, on=sofa, at=(-0.21, -0.12), turn=88, level=0.60)
    stand("armchair.ochre", "armchair", make.easy_chair(OCHRE), on=floor, at=(6.66, 2.10), turn=-82)
    stand("armchair.stone", "armchair", make.easy_chair(STONE, seed=8), on=floor, at=(3.72, 1.78), turn=74)
    stand("lamp.floor", "lamp", make.tripod_lamp(wood="walnut"), on=floor, at=(6.76, 1.30), turn=35)
    side = stand("side_table", "side_table", make.side_table(), on=floor, at=(6.74, 0.52))
    leafy = make.plant("rubber", "round", (0.36, 0.34, 0.30), 0.62, seed=14)
    stand("rubber_plant", "potted_plant", leafy, on=side, at=(0.02, 0.02), turn=70)


def low_table(living: Room) -> None:
    """The rug, the coffee table, what lies on it."""
    rug = stand("rug", "rug", make.rug("berber", 2.05, 1.50, seed=3), on=living.floor, at=(5.20, 1.96), turn=-1)
    table = stand("coffee_table", "coffee_table", make.coffee_table(), on=rug, at=(0.02, -0.10), turn=4)
    stack("book.table", "book", make.book_stack(1, seed=12), on=table, at=(-0.24, 0.07), turn=15)
    stand("magazine", "magazine", make.magazine(5), on=table, at=(0.30, -0.02), turn=-12)
    stand("remote", "remote", make.remote_control(), on=table, at=(0.02, -0.16), turn=68)
    stand(
        "mug.blue", "mug", make.mug("straight", "blue", filling="coffee", seed=6), on=table, at=(-0.02, 0.02), turn=120
    )


def television(living: Room) -> None:
    """The long sideboard on the north wall."""
    north, floor = living.walls[2], living.floor
    chest = against("sideboard", "sideboard", make.sideboard(1.9), wall=north, at=5.22, on=floor)
    stand("television", "tv", make.television(1.17), on=chest, at=(-0.08, 0.06), turn=-2)
    hang(
        "picture.wide",
        "picture",
        make.picture_frame("landscape", "walnut", 1.05, 0.46, 0.05, seed=8),
        wall=north,
        at=5.28,
        height=1.62,
    )
    wall_shelves(living)
    against("radiator", "radiator", "BlendSwap-CC-BY/modernRadiator", wall=north, at=4.02, on=floor, gap=0.03)
    stand(
        "fern",
        "potted_plant",
        make.plant("fern", "straight", (0.36, 0.34, 0.30), 0.62, seed=6),
        on=floor,
        at=(6.78, 3.80),
    )


def wall_shelves(living: Room) -> None:
    """Two short shelves between the door and the television, over the radiator."""
    north = living.walls[2]
    wood, brass = materials.timber("walnut wall shelf", **WALNUT), materials.brass()
    low, high = (
        hang(f"shelf.{name}", "shelf", make.shelf(0.72, wood, brass, depth=0.24), wall=north, at=4.16, height=height)
        for name, height in (("books", 1.04), ("upper", 1.46))
    )
    novels = make.books_together(0.42, "novels", seed=15, depth=0.19, lying=2)
    stand("book.shelf", "book", novels, on=low, at=(-0.12, 0.0))
    stand("book.upper", "book", make.books_together(0.28, "old", seed=16, depth=0.19), on=high, at=(0.20, 0.0))
    trailing = make.plant("pothos", "straight", (0.40, 0.19, 0.04), 0.24, seed=12)
    stand("pothos", "potted_plant", trailing, on=high, at=(-0.20, -0.02), turn=30)


def bookcase(living: Room) -> None:
    """The east wall: pictures over the easy chair, a low open case of books."""
    east, floor = living.walls[1], living.floor
    wood = materials.timber("walnut case", **WALNUT, along="Z")
    case = against(
        "bookcase",
        "bookcase",
        make.open_shelves(0.86, [0.08, 0.46], wood, height=0.84, depth=0.30),
        wall=east,
        at=1.12,
        on=floor,
    )
    for name, style, length, seed, level, x in [
        ("albums", "albums", 0.44, 5, 0.08, -0.18),
        ("novels", "novels", 0.34, 9, 0.08, 0.235),
        ("paperbacks", "novels", 0.46, 6, 0.46, -0.17),
        ("old", "old", 0.30, 7, 0.46, 0.255),
    ]:
        count = 3 if length > 0.4 else 2 if style == "novels" else 1
        books = make.book_groups(length, count, style, seed, depth=0.25 if style == "albums" else 0.22)
        row(f"book.{name}", "book", books, on=case, at=(x, 0.02), level=level + 0.01)
    stand("globe_lamp", "lamp", make.table_lamp("charcoal", 0.40), on=case, at=(-0.22, 0.0))
    stand(
        "snake", "potted_plant", make.plant("snake", "round", (0.05, 0.11, 0.11), 0.42, seed=2), on=case, at=(0.22, 0.0)
    )
    hang(
        "picture.east",
        "picture",
        make.picture_frame("landscape", "walnut", 0.80, 0.58, 0.06, seed=9),
        wall=east,
        at=2.22,
        height=1.32,
        gap=0.003,
    )


def curtains(living: Room) -> None:
    """Ochre curtains on brass rails at both windows."""
    for name, wall, low, high, top, places in [
        ("west", living.walls[3], 0.35, 3.55, 2.36, [(0.62, 0.50), (3.27, 0.50)]),
        ("south", living.walls[0], 0.42, 3.38, 2.36, [(0.70, 0.46), (3.10, 0.46)]),
    ]:
        rail = [Bar([(low, -0.072, top + 0.014), (high, -0.072, top + 0.014)], 0.013, materials.brass(), 16)]
        rail += [
            Bar([(x, 0, top + 0.014), (x, -0.072, top + 0.014)], 0.007, materials.brass())
            for x in (low + 0.06, high - 0.06)
        ]
        built(f"rail.{name}", rail, wall.frame)
        for number, (at, width) in enumerate(places, 1):
            cloth = make.curtain("mustard", width, top - 0.012, seed=number)
            hang(f"curtain.{name}.{number}", "curtain", cloth, wall=wall, at=at, height=0.012, gap=0.022)


def light(living: Room) -> None:
    """The sun is low in the west-south-west; the lamps in the far corners are on already."""
    sky("sunset.exr", strength=6.5, view=0.9, turn=124, room=living)
    sun(azimuth=200, elevation=15, strength=13, colour=(1.0, 0.74, 0.46))
    strip((4.6, 2.1, 2.0), size=(3.2, 1.4), watts=45, toward=(0, 0, 1), colour=(1.0, 0.93, 0.84))
    glow((6.76, 1.30, 1.36), watts=14)
    glow((1.77, 3.95, 1.13), watts=6)
    glow((1.72, 1.95, 1.55), watts=10)
    exposure(0.7)
