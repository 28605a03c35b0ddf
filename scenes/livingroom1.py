"""A Scandinavian flat's living room: a grey corner sofa on light oak, a gallery wall, plants, morning sun."""

from dyce.models import make, materials
from dyce.scene.language import Door, Room, Window, house, light, put, room

NUMBER = 7
SPLIT = "train"

OAK = (0.40, 0.26, 0.145), (0.57, 0.41, 0.25)
PLAN = [(0, 0), (5.4, 0), (5.4, 4.3), (0, 4.3)]
HEIGHT = 2.6
LAMP = (2.2, 2.0)
"""Where the lamp hangs."""


def build() -> None:
    """5.4 by 4.3 metres; a wide east window, a low sun just off its axis, the lamps off."""
    living = room(
        PLAN,
        height=HEIGHT,
        openings=[Window(wall=1, at=0.95, width=2.4, sill=0.52, height=1.80, sashes=3), Door(wall=3, at=0.30)],
        walls=materials.plaster("wall", (0.73, 0.73, 0.71)),
        floor=materials.planks(dark=(0.36, 0.25, 0.155), light=(0.54, 0.41, 0.28), width=0.16, length=1.9),
        ceiling=materials.plaster("ceiling", (0.78, 0.78, 0.77), relief=0.05),
        trim=materials.plain("trim", (0.76, 0.76, 0.75), 0.35),
    )
    make.cornice(PLAN, HEIGHT, materials.plaster("cove", (0.75, 0.75, 0.73), relief=0.03, wear=0.3), 0.075)
    sofa(living)
    fittings(living)
    behind(living)
    gallery(living)
    middle(living)
    window(living)
    media(living)
    books(living)
    lighting(living)


def fittings(living: Room) -> None:
    """Switch, sockets, the smoke detector."""
    south, _, north, west = living.walls
    house.fix(make.light_switch(2), on=west, at=(1.30, 1.05))
    lamp, television = [(0.03, 0.05, -0.285), (0.10, 0.16, -0.296)], [(0.02, 0.03, -0.28), (0.35, 0.03, -0.296)]
    house.fix(make.socket(2, cords={1: lamp}), on=north, at=(0.42, 0.30))
    house.fix(make.socket(3, cords={2: television}), on=south, at=(1.86, 0.30))
    house.fix(make.socket(1), on=west, at=(3.42, 0.30))
    house.fix_overhead(make.smoke_detector(), under=living.ceiling, at=(3.75, 2.95))


def sofa(living: Room) -> None:
    """The sofa along the north wall, its chaise towards the window."""
    grey = make.lounge_sofa(2.60, 0.95, 2, chaise=0.65, colour=(0.30, 0.285, 0.26))
    seat = put.against("sofa", grey, wall=living.walls[2], at=2.45, gap=0.34)
    sage = put.prop("cushion.sage", make.cushion("sage", seed=1), on=seat, at=(-0.86, 0.05), level=0.5, turn=14, tip=22)
    blush = make.cushion("blush", 0.50, 0.32, 0.13, seed=2)
    put.prop("cushion.blush", blush, on=seat, at=(-0.74, -0.12), level=0.5, turn=6, tip=24, by=[sage])
    put.prop("cushion.oat", make.cushion("knit", seed=3), on=seat, at=(-0.14, 0.05), level=0.5, turn=-8, tip=20)
    mustard = make.cushion("mustard", seed=4)
    put.prop("cushion.mustard", mustard, on=seat, at=(0.84, 0.05), level=0.5, turn=-16)
    stripes = make.cushion("stripes", 0.45, 0.30, 0.12, seed=5)
    put.prop("cushion.stripes", stripes, on=seat, at=(0.74, -0.12), level=0.5, turn=-10, tip=25, by=[mustard])
    put.stand("throw", make.throw("folded", "knit", 0.50, 0.34, seed=1), on=seat, at=(0.77, -0.50), turn=12, level=0.62)


def behind(living: Room) -> None:
    """The narrow table between the sofa and the wall: a lamp, a plant, what is put down there."""
    oak = materials.timber("oak console", *OAK)
    table = make.table(1.9, 0.27, oak, oak, height=0.80)
    narrow = put.against("console", table, wall=living.walls[2], at=2.15, category="side_table")
    put.stand("lamp.console", make.table_lamp("cream", 0.50, lit=False, seed=4), on=narrow, at=(-0.72, -0.06))
    put.stack("book.console", make.book_stack(2, seed=21), on=narrow, at=(-0.36, 0.0), turn=6)
    put.stand("flowers", make.flowers("white", 7, 0.36, "blush"), on=narrow, at=(0.10, 0.0))
    snake = make.plant("snake", "round", (0.52, 0.47, 0.40), 0.40, seed=8)
    put.stand("snake.console", snake, on=narrow, at=(0.70, -0.03), turn=40)


def gallery(living: Room) -> None:
    """Five frames over the sofa and what hangs on the other walls."""
    north, west = living.walls[2], living.walls[3]
    put.hang("picture.1", make.picture_frame("landscape", "oak", 0.50, 0.70, 0.07, seed=1), on=north, at=(2.02, 1.20))
    put.hang("picture.2", make.picture_frame("lines", "black", 0.40, 0.50, 0.06, seed=2), on=north, at=(2.56, 1.45))
    put.hang("picture.3", make.picture_frame("botanical", "white", 0.30, 0.40, 0.04, seed=3), on=north, at=(1.54, 1.46))
    put.hang("picture.4", make.picture_frame("landscape", "black", 0.50, 0.40, 0.05, seed=4), on=north, at=(3.08, 1.52))
    put.hang("picture.5", make.picture_frame("botanical", "oak", 0.30, 0.40, 0.04, seed=5), on=north, at=(2.94, 1.06))
    put.hang("picture.door", make.picture_frame("shapes", "oak", 0.42, 0.56, 0.05, seed=9), on=west, at=(1.50, 1.22))


def middle(living: Room) -> None:
    """The rug, the coffee table and what a slow morning leaves on it, the pouf, the lounge chair."""
    floor = living.floor
    mat = put.stand("rug", make.rug("berber", 2.4, 1.7, seed=1), on=floor, at=(2.15, 1.47))
    table = put.stand("coffee_table", make.round_table(0.90, 0.40), on=mat, at=(-0.10, 0.16), turn=20)
    tray = put.stand("tray", make.tray("wood", 0.40, 0.28), on=table, at=(-0.14, 0.10), turn=15)
    put.stand("teapot", make.teapot("cream", diameter=0.14), on=tray, at=(-0.07, 0.02), turn=200)
    put.stand("mug.sage", make.mug("round", "sage", filling="tea"), on=tray, at=(0.10, -0.04), turn=70)
    put.stand("mug.cream", make.mug("tapered", "speckled", filling="coffee"), on=table, at=(0.20, 0.26), turn=-60)
    put.stand("magazine", make.magazine(3), on=table, at=(0.20, -0.19), turn=-16)
    put.stand("spectacles", make.glasses(), on=table, at=(0.02, -0.33), turn=35)
    put.stand("remote", make.remote_control(), on=table, at=(-0.20, -0.26), turn=62)
    put.stand("pouf", make.pouf((0.60, 0.54, 0.44)), on=floor, at=(0.62, 1.62), turn=40)

    chair = put.stand("armchair", make.lounge_chair((0.36, 0.36, 0.30)), on=floor, at=(4.35, 0.98), turn=-128)
    cushion = make.cushion("terracotta", 0.42, 0.28, 0.11, seed=6)
    put.prop("cushion.chair", cushion, on=chair, at=(0.02, 0.0), level=0.62, tip=24)
    small = make.round_table(0.46, 0.50)
    side = put.stand("side_table", small, on=floor, at=(3.66, 0.74), turn=50, category="side_table")
    put.stand("paper", make.newspaper(2), on=side, at=(0.02, 0.03), turn=24)
    put.stand("glass.water", make.tumbler("tapered", filling="water"), on=side, at=(-0.13, -0.08))
    put.stand("basket.throw", make.basket("round", 0.42, 0.42, 0.30), on=floor, at=(4.95, 3.62))
    white = materials.plaster("rose", (0.75, 0.75, 0.73), relief=0.03, wear=0.3)
    rose = house.fix_overhead(make.ceiling_rose(0.26, white), under=living.ceiling, at=LAMP)
    globe = make.pendant("globe", diameter=0.34, cord=0.34, lit=False)
    put.suspend("pendant", globe, under=rose, at=LAMP)


def window(living: Room) -> None:
    """Linen curtains from a track in the ceiling, plants on and by the sill."""
    east, floor, sill = living.walls[1], living.floor, living.sills[0]
    track = [((0.30, -0.12, HEIGHT - 0.018), (3.98, -0.09, HEIGHT))]
    house.blocks("curtain.track", track, materials.plain("track", (0.75, 0.75, 0.74), 0.4), frame=east.frame)
    drop = HEIGHT - 0.018 - 0.015
    put.hang("curtain.left", make.curtain("linen", 0.58, drop, seed=1), on=east, at=(0.62, 0.015), gap=0.055)
    put.hang("curtain.right", make.curtain("linen", 0.58, drop, seed=2), on=east, at=(3.66, 0.015), gap=0.055)
    put.stand("cactus", "BlendSwap-CC-0/cactus", on=sill, at=(1.25, 0.035))
    put.stand("succulent", "BlendSwap-CC-BY/succulentPlant", on=sill, at=(2.88, 0.035))
    put.stand("rubber_plant", make.plant("rubber", "straight", height=1.25, seed=4), on=floor, at=(4.42, 3.86))
    put.stand("floor_lamp", make.tripod_lamp(1.50, lit=False), on=floor, at=(0.56, 3.80), turn=20)


def media(living: Room) -> None:
    """The south wall: a low oak board, the television, music."""
    south, floor = living.walls[0], living.floor
    oak, white = materials.timber("oak board", *OAK), materials.plain("white front", (0.72, 0.72, 0.70), 0.4)
    case = make.low_board(2.1, ["door", "open", "drawers"], oak, white, oak)
    board = put.against("low_board", case, wall=south, at=3.05, category="tv_stand")
    put.stand("tv", make.television(1.10), on=board, at=(-0.12, 0.03), turn=-4)
    put.stand("speaker", "BlendSwap-CC-0/speaker2", on=board, at=(0.62, 0.03), turn=-8)
    put.stand("fern", make.plant("fern", "straight", height=0.36, seed=3), on=board, at=(-0.84, -0.06))
    put.stand("notebook", make.notebook((0.30, 0.34, 0.30)), on=board, at=(0.02, 0.04), level=0.31, turn=12)
    over = put.hang("shelf", make.shelf(1.5, oak, materials.painted_metal(), depth=0.20), on=south, at=(3.1, 1.34))
    landscape = make.picture_frame("landscape", "oak", 0.42, 0.32, 0.03, seed=41)
    put.lean("picture.shelf.1", landscape, wall=south, at=2.78, on=over, angle=7)
    lines = make.picture_frame("lines", "black", 0.24, 0.30, 0.03, seed=42)
    put.lean("picture.shelf.2", lines, wall=south, at=3.02, on=over, angle=7, gap=0.035)
    put.stand("vase.shelf", make.vase("bottle", "sage", height=0.22, seed=5), on=over, at=(0.20, 0.0))
    put.lean("print", make.picture_frame("shapes", "black", 0.50, 0.70, 0.06, seed=31), wall=south, at=1.62)
    put.stand("snake_plant", make.plant("snake", "straight", height=0.75, seed=5), on=floor, at=(0.95, 0.36))


def books(living: Room) -> None:
    """The bookcase on the west wall."""
    west = living.walls[3]
    white = materials.plain("white lacquer", (0.70, 0.70, 0.68), 0.4)
    oak = materials.timber("oak back", *OAK, along="Z")
    shelves = make.open_shelves(1.05, [0.08, 0.46, 0.83, 1.18, 1.52], white, height=1.88, depth=0.32, back=oak)
    case = put.against("bookcase", shelves, wall=west, at=2.35)
    put.fill(
        case,
        ("book.novels", [make.books_together(0.30, "novels", seed=11, tilt=0)], 1.18, (-0.34, 0.02)),
        ("book.thrillers", make.book_row(6, seed=11), 1.18, (-0.09, 0.02)),
        ("book.albums", make.book_groups(0.44, 3, "albums", seed=12, depth=0.24), 0.83, (0.26, 0.02)),
        ("book.paperbacks", [make.books_together(0.28, "novels", seed=13, tilt=0)], 0.46, (0.15, 0.02)),
        ("book.stories", make.book_row(5, seed=13), 0.46, (0.385, 0.02)),
        ("book.atlases", make.book_groups(0.30, 2, "albums", seed=14, depth=0.24), 0.46, (-0.33, 0.02)),
        ("book.poems", [make.books_together(0.26, "novels", seed=15)], 1.52, (-0.36, 0.02)),
        ("vase.round", make.vase("round", "charcoal"), 1.18, 0.14),
        ("bowl.shelf", make.bowl("serving", "stoneware", diameter=0.26), 0.83, -0.30),
        ("basket.left", make.basket("oblong", 0.44, 0.27, 0.22), 0.08, -0.26),
        ("basket.right", make.basket("oblong", 0.44, 0.27, 0.22, seed=3), 0.08, 0.26),
        ("jug", make.jug("white"), 1.52, 0.28, 150),
    )
    put.stand("trailing", make.plant("pothos", "straight", height=0.28, seed=8), on=case, at=(0.20, 0.0), level=2.3)


def lighting(living: Room) -> None:
    """A clear morning."""
    light.sky("sunrise.exr", strength=9.0, view=3.2, turn=35, room=living)
    light.sun(azimuth=24, elevation=24, strength=11, colour=(1.0, 0.88, 0.74))
    light.strip((1.5, 1.6, 2.55), size=(2.2, 1.6), watts=14, colour=(0.97, 0.98, 1.0))
    light.exposure(0.55)
