"""A mid-century living room with a dining end: walnut, teal and ochre, late sun on the laid table."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, built
from dyce.scene.language import Door, Room, Window, house, light, put, room

NUMBER = 8
SPLIT = "train"

WALNUT = {"dark": (0.085, 0.043, 0.022), "light": (0.20, 0.112, 0.060)}
PARQUET = {"dark": (0.135, 0.070, 0.034), "light": (0.29, 0.165, 0.085)}
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
        floor=materials.planks("parquet", **PARQUET, width=0.085, length=0.62, along="Y"),
        ceiling=materials.plaster("ceiling", (0.74, 0.73, 0.70), relief=0.05),
        trim=materials.plain("trim", (0.70, 0.68, 0.63), 0.4),
    )
    olive = materials.plaster("olive wall", (0.155, 0.170, 0.100))
    house.blocks("wall.olive", [((0, -0.002, 0.09), (4.2, 0.001, 2.55))], olive, frame=living.walls[1].frame)
    fittings(living)
    dining(living)
    console(living)
    plants(living)
    seats(living)
    low_table(living)
    television(living)
    bookcase(living)
    curtains(living)
    lighting(living)


def fittings(living: Room) -> None:
    """Switch, sockets, the smoke detector."""
    south, east, north, _ = living.walls
    house.fix(make.light_switch(), on=north, at=(3.83, 0.94))
    television = [(-0.02, 0.03, -0.26), (-0.35, 0.03, -0.276)]
    house.fix(make.socket(2, cords={0: television}), on=north, at=(6.30, 0.28))
    house.fix(make.socket(2), on=east, at=(1.72, 0.28), gap=0.002)
    house.fix(make.socket(1), on=south, at=(3.98, 0.28))
    house.fix_overhead(make.smoke_detector(), under=living.ceiling, at=(3.7, 2.9))


def dining(living: Room) -> None:
    """The table, laid for three, and its chairs."""
    floor = living.floor
    table = put.stand("table", make.dining_table(), on=floor, at=(1.72, 1.98), turn=90)
    put.stand("chair.1", make.dining_chair(TEAL, seed=1), on=floor, at=(1.08, 1.62), turn=86)
    put.stand("chair.2", make.dining_chair(STONE, seed=2), on=floor, at=(1.14, 2.40), turn=99)
    put.stand("chair.3", make.dining_chair(STONE, seed=3), on=floor, at=(2.40, 1.56), turn=-96)
    put.stand("chair.4", make.dining_chair(TEAL, seed=4), on=floor, at=(2.62, 2.48), turn=-121)
    cover(1, table, -0.38, 1)
    cover(2, table, 0.40, 1)
    cover(3, table, 0.36, -1)
    put.stand("bowl.salad", make.bowl("serving", "stoneware", diameter=0.29), on=table, at=(0.02, 0.02))
    put.stand("wine", make.wine_bottle("red", opened=True), on=table, at=(-0.20, -0.10), turn=30)
    board = put.stand("board", make.chopping_board("paddle", "olive"), on=table, at=(-0.42, -0.25), turn=12)
    put.stand("baguette", make.baguette(0.36), on=board, at=(-0.02, 0.0), turn=6)
    put.stand("candle.tall", make.candle("taper", height=0.24), on=table, at=(0.20, -0.14))
    put.stand("flowers", make.flowers("yellow", 7, 0.38, "charcoal"), on=table, at=(-0.60, 0.05))
    lamp = make.pendant("dome", (0.36, 0.17, 0.025), 0.46, cord=0.72)
    put.suspend("pendant", lamp, under=living.ceiling, at=(1.72, 1.95))


def cover(number: int, table: bpy.types.Object, x: float, side: int) -> None:
    """A plate with a fork to its left and a knife to its right, and a glass; `side` of the table (-1 front, 1 back)."""
    turn = 0 if side < 0 else 180
    plate = make.plate("plain", "stoneware", diameter=0.25, seed=number)
    put.stand(f"plate.{number}", plate, on=table, at=(x, side * 0.30))
    put.stand(f"fork.{number}", "BlendSwap-CC-BY/fork", on=table, at=(x + side * 0.158, side * 0.31), turn=turn + 3)
    put.stand(f"knife.{number}", "BlendSwap-CC-BY/knife", on=table, at=(x - side * 0.155, side * 0.305), turn=turn - 2)
    glass = make.wine_glass("red", filling=0.22 * (number - 1))
    put.stand(f"wine_glass.{number}", glass, on=table, at=(x - side * 0.10, side * 0.125))


def console(living: Room) -> None:
    """The north-west corner: a drinks cabinet, two shelves over it."""
    north = living.walls[2]
    chest = put.against("console", make.sideboard(1.25, 0.40, 0.76, ("tambour", "door")), wall=north, at=1.35)
    tray = put.stand("tray", make.tray("wood", 0.36, 0.26), on=chest, at=(0.08, 0.0), turn=-4)
    put.stand("tumbler.2", make.tumbler("facet", filling="juice"), on=tray, at=(-0.02, -0.05))
    put.stand("lamp.console", make.table_lamp("ochre", 0.46), on=chest, at=(0.42, 0.03))
    wood, brass = materials.timber("walnut shelf", **WALNUT), materials.brass()
    low = put.hang("shelf.low", make.shelf(1.2, wood, brass), on=north, at=(1.32, 1.30))
    put.stand("teapot", make.teapot("sage"), on=low, at=(-0.40, 0.0), turn=160)
    put.stand("vase.teal", make.vase("bottle", "white", TEAL, 0.27), on=low, at=(-0.14, 0.0))
    cookery = make.books_together(0.40, "novels", seed=31, depth=0.18, lying=2)
    put.stand("book.cookery", cookery, on=low, at=(0.26, -0.005))


def plants(living: Room) -> None:
    """The south-west corner and the wall beside it: a tall plant, a low chest, a picture."""
    south, floor = living.walls[0], living.floor
    put.stand("yucca", "BlendSwap-CC-BY/yuccaPlant", on=floor, at=(0.62, 0.60), turn=40)
    chest = put.against("chest.low", make.sideboard(0.95, 0.38, 0.60, ("door", "tambour")), wall=south, at=4.42)
    put.stand("radio", make.table_radio("oak", 0.38), on=chest, at=(0.16, 0.0), turn=4)
    shapes = make.picture_frame("shapes", "walnut", 0.70, 0.90, 0.06, seed=4)
    put.hang("picture.large", shapes, on=south, at=(4.66, 1.02))
    lines = make.picture_frame("lines", "walnut", 0.34, 0.44, 0.05, seed=6)
    put.hang("picture.small", lines, on=south, at=(3.94, 1.30))


def seats(living: Room) -> None:
    """Sofa, easy chairs, the lamp between them."""
    floor = living.floor
    sofa = put.stand("sofa", make.midcentury_sofa(2.02, TEAL), on=floor, at=(5.22, 0.64), turn=181.5)
    mustard = make.cushion("mustard", 0.45, 0.45, 0.13, seed=1)
    put.prop("cushion.mustard", mustard, on=sofa, at=(0.66, -0.12), level=0.50, turn=-14, tip=20)
    knit = make.cushion("knit", 0.40, 0.40, 0.13, seed=2)
    put.prop("cushion.knit", knit, on=sofa, at=(0.23, -0.12), level=0.50, turn=8, tip=24)
    charcoal = make.cushion("charcoal", 0.46, 0.30, 0.13, seed=3)
    put.prop("cushion.charcoal", charcoal, on=sofa, at=(-0.65, -0.12), level=0.50, turn=4, tip=18)
    blanket = make.throw("folded", "terracotta", 0.30, 0.40)
    put.stand("throw", blanket, on=sofa, at=(-0.21, -0.12), turn=88, level=0.60)
    put.stand("armchair.ochre", make.easy_chair(OCHRE), on=floor, at=(6.66, 2.10), turn=-82)
    put.stand("armchair.stone", make.easy_chair(STONE, seed=8), on=floor, at=(3.72, 1.78), turn=74)
    put.stand("lamp.floor", make.tripod_lamp(wood="walnut"), on=floor, at=(6.76, 1.30), turn=35)
    side = put.stand("side_table", make.side_table(), on=floor, at=(6.74, 0.52))
    leafy = make.plant("rubber", "round", (0.36, 0.34, 0.30), 0.62, seed=14)
    put.stand("rubber_plant", leafy, on=side, at=(0.02, 0.02), turn=70)


def low_table(living: Room) -> None:
    """The rug, the coffee table, what lies on it."""
    rug = put.stand("rug", make.rug("berber", 2.05, 1.50, seed=3), on=living.floor, at=(5.20, 1.96), turn=-1)
    table = put.stand("coffee_table", make.coffee_table(), on=rug, at=(0.02, -0.10), turn=4)
    put.stack("book.table", make.book_stack(1, seed=12), on=table, at=(-0.24, 0.07), turn=15)
    put.stand("magazine", make.magazine(5), on=table, at=(0.30, -0.02), turn=-12)
    put.stand("remote", make.remote_control(), on=table, at=(0.02, -0.16), turn=68)
    put.stand("mug.blue", make.mug("straight", "blue", filling="coffee", seed=6), on=table, at=(-0.02, 0.02), turn=120)


def television(living: Room) -> None:
    """The long sideboard on the north wall."""
    north, floor = living.walls[2], living.floor
    chest = put.against("sideboard", make.sideboard(1.9), wall=north, at=5.22)
    put.stand("television", make.television(1.17), on=chest, at=(-0.08, 0.06), turn=-2)
    wide = make.picture_frame("landscape", "walnut", 1.05, 0.46, 0.05, seed=8)
    put.hang("picture.wide", wide, on=north, at=(5.28, 1.62))
    wall_shelves(living)
    put.against("radiator", "BlendSwap-CC-BY/modernRadiator", wall=north, at=4.02, gap=0.03)
    put.stand("fern", make.plant("fern", "straight", (0.36, 0.34, 0.30), 0.62, seed=6), on=floor, at=(6.78, 3.80))


def wall_shelves(living: Room) -> None:
    """Two short shelves between the door and the television, over the radiator."""
    north = living.walls[2]
    wood, brass = materials.timber("walnut wall shelf", **WALNUT), materials.brass()
    low = put.hang("shelf.books", make.shelf(0.72, wood, brass, depth=0.24), on=north, at=(4.16, 1.04))
    high = put.hang("shelf.upper", make.shelf(0.72, wood, brass, depth=0.24), on=north, at=(4.16, 1.46))
    novels = make.books_together(0.42, "novels", seed=15, depth=0.19, lying=2)
    put.stand("book.shelf", novels, on=low, at=(-0.12, 0.0))
    put.stand("book.upper", make.books_together(0.28, "old", seed=16, depth=0.19), on=high, at=(0.20, 0.0))
    trailing = make.plant("pothos", "straight", (0.40, 0.19, 0.04), 0.24, seed=12)
    put.stand("pothos", trailing, on=high, at=(-0.20, -0.02), turn=30)


def bookcase(living: Room) -> None:
    """The east wall: pictures over the easy chair, a low open case of books."""
    east = living.walls[1]
    wood = materials.timber("walnut case", **WALNUT, along="Z")
    low = make.open_shelves(0.86, [0.08, 0.46], wood, height=0.84, depth=0.30)
    case = put.against("bookcase", low, wall=east, at=1.12)
    put.fill(
        case,
        ("book.albums", make.book_groups(0.44, 3, "albums", 5, depth=0.25), 0.08, (-0.18, 0.02)),
        ("book.novels", make.book_groups(0.34, 2, "novels", 9, depth=0.22), 0.08, (0.235, 0.02)),
        ("book.paperbacks", make.book_groups(0.46, 3, "novels", 6, depth=0.22), 0.46, (-0.17, 0.02)),
        ("book.old", make.book_groups(0.30, 1, "old", 7, depth=0.22), 0.46, (0.255, 0.02)),
    )
    put.stand("globe_lamp", make.table_lamp("charcoal", 0.40), on=case, at=(-0.22, 0.0))
    put.stand("snake", make.plant("snake", "round", (0.05, 0.11, 0.11), 0.42, seed=2), on=case, at=(0.22, 0.0))
    landscape = make.picture_frame("landscape", "walnut", 0.80, 0.58, 0.06, seed=9)
    put.hang("picture.east", landscape, on=east, at=(2.22, 1.32), gap=0.003)


def curtains(living: Room) -> None:
    """Ochre curtains on brass rails at both windows."""
    brass, top, drop = materials.brass(), 2.374, 2.348
    for name, wall, low, high, width, places in [
        ("west", living.walls[3], 0.35, 3.55, 0.50, (0.62, 3.27)),
        ("south", living.walls[0], 0.42, 3.38, 0.46, (0.70, 3.10)),
    ]:
        rail = Bar([(low, -0.072, top), (high, -0.072, top)], 0.013, brass, 16)
        brackets = [Bar([(x, 0, top), (x, -0.072, top)], 0.007, brass) for x in (low + 0.06, high - 0.06)]
        built(f"rail.{name}", [rail, *brackets], wall.frame)
        for number, at in enumerate(places, 1):
            cloth = make.curtain("mustard", width, drop, seed=number)
            put.hang(f"curtain.{name}.{number}", cloth, on=wall, at=(at, 0.012), gap=0.022)


def lighting(living: Room) -> None:
    """The sun is low in the west-south-west; the lamps in the far corners are on already."""
    light.sky("sunset.exr", strength=6.5, view=0.9, turn=124, room=living)
    light.sun(azimuth=200, elevation=15, strength=13, colour=(1.0, 0.74, 0.46))
    light.strip((4.6, 2.1, 2.0), size=(3.2, 1.4), watts=45, toward=(0, 0, 1), colour=(1.0, 0.93, 0.84))
    light.glow((6.76, 1.30, 1.36), watts=14)
    light.glow((1.77, 3.95, 1.13), watts=6)
    light.glow((1.72, 1.95, 1.55), watts=10)
    light.exposure(0.7)
