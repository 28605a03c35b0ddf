"""A Scandinavian flat's living room: a grey corner sofa on light oak, a gallery wall, plants, morning sun."""

from dyce.models import make, materials
from dyce.scene.recipe import (
    Door,
    Room,
    Window,
    against,
    blocks,
    exposure,
    fix,
    fix_overhead,
    hang,
    lean,
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
        openings=[
            Window(wall=1, at=0.95, width=2.4, sill=0.52, height=1.80, sashes=3),
            Door(wall=3, at=0.30),
        ],
        walls=materials.plaster("wall", (0.73, 0.73, 0.71)),
        floor=materials.planks(dark=(0.36, 0.25, 0.155), light=(0.54, 0.41, 0.28), width=0.16, length=1.9),
        ceiling=materials.plaster("ceiling", (0.78, 0.78, 0.77), relief=0.05),
        trim=materials.plain("trim", (0.76, 0.76, 0.75), 0.35),
    )
    make.cornice(PLAN, HEIGHT, materials.plaster("cove", (0.75, 0.75, 0.73), relief=0.03, wear=0.3), 0.075)
    sofa(living)
    fittings_of(living)
    behind(living)
    gallery(living)
    middle(living)
    window(living)
    media(living)
    books(living)
    light(living)


def fittings_of(living: Room) -> None:
    """Switch, sockets, the smoke detector."""
    south, _, north, west = living.walls
    fix(make.light_switch(2), wall=west, at=1.30, height=1.05)
    lamp, television = [(0.03, 0.05, -0.285), (0.10, 0.16, -0.296)], [(0.02, 0.03, -0.28), (0.35, 0.03, -0.296)]
    fix(make.socket(2, cords={1: lamp}), wall=north, at=0.42, height=0.30)
    fix(make.socket(3, cords={2: television}), wall=south, at=1.86, height=0.30)
    fix(make.socket(1), wall=west, at=3.42, height=0.30)
    fix_overhead(make.smoke_detector(), under=living.ceiling, at=(3.75, 2.95))


def sofa(living: Room) -> None:
    """The sofa along the north wall, its chaise towards the window."""
    seat = against(
        "sofa",
        "sofa",
        make.lounge_sofa(2.60, 0.95, 2, chaise=0.65, colour=(0.30, 0.285, 0.26)),
        wall=living.walls[2],
        at=2.45,
        on=living.floor,
        gap=0.34,
    )
    sage = prop(
        "cushion.sage", "cushion", make.cushion("sage", seed=1), on=seat, at=(-0.86, 0.05), level=0.5, turn=14, tip=22
    )
    prop(
        "cushion.blush",
        "cushion",
        make.cushion("blush", 0.50, 0.32, 0.13, seed=2),
        on=seat,
        at=(-0.74, -0.12),
        level=0.5,
        turn=6,
        tip=24,
        by=[sage],
    )
    prop("cushion.oat", "cushion", make.cushion("knit", seed=3), on=seat, at=(-0.14, 0.05), level=0.5, turn=-8, tip=20)
    mustard = prop(
        "cushion.mustard", "cushion", make.cushion("mustard", seed=4), on=seat, at=(0.84, 0.05), level=0.5, turn=-16
    )
    prop(
        "cushion.stripes",
        "cushion",
        make.cushion("stripes", 0.45, 0.30, 0.12, seed=5),
        on=seat,
        at=(0.74, -0.12),
        level=0.5,
        turn=-10,
        tip=25,
        by=[mustard],
    )
    stand(
        "throw",
        "blanket",
        make.throw("folded", "knit", 0.50, 0.34, seed=1),
        on=seat,
        at=(0.77, -0.50),
        turn=12,
        level=0.62,
    )


def behind(living: Room) -> None:
    """The narrow table between the sofa and the wall: a lamp, a plant, what is put down there."""
    oak = materials.timber("oak console", *OAK)
    narrow = against(
        "console",
        "side_table",
        make.table(1.9, 0.27, oak, oak, height=0.80),
        wall=living.walls[2],
        at=2.15,
        on=living.floor,
    )
    stand("lamp.console", "lamp", make.table_lamp("cream", 0.50, lit=False, seed=4), on=narrow, at=(-0.72, -0.06))
    stack("book.console", "book", make.book_stack(2, seed=21), on=narrow, at=(-0.36, 0.0), turn=6)
    stand("flowers", "flowers", make.flowers("white", 7, 0.36, "blush"), on=narrow, at=(0.10, 0.0))
    snake = make.plant("snake", "round", (0.52, 0.47, 0.40), 0.40, seed=8)
    stand("snake.console", "potted_plant", snake, on=narrow, at=(0.70, -0.03), turn=40)


def gallery(living: Room) -> None:
    """Five frames over the sofa and what hangs on the other walls."""
    north, west = living.walls[2], living.walls[3]
    for number, (at, height, art, wood, width, tall, mount) in enumerate(
        [
            (2.02, 1.20, "landscape", "oak", 0.50, 0.70, 0.07),
            (2.56, 1.45, "lines", "black", 0.40, 0.50, 0.06),
            (1.54, 1.46, "botanical", "white", 0.30, 0.40, 0.04),
            (3.08, 1.52, "landscape", "black", 0.50, 0.40, 0.05),
            (2.94, 1.06, "botanical", "oak", 0.30, 0.40, 0.04),
        ],
        1,
    ):
        hang(
            f"picture.{number}",
            "picture",
            make.picture_frame(art, wood, width, tall, mount, seed=number),
            wall=north,
            at=at,
            height=height,
        )
    poster = make.picture_frame("shapes", "oak", 0.42, 0.56, 0.05, seed=9)
    hang("picture.door", "picture", poster, wall=west, at=1.50, height=1.22)


def middle(living: Room) -> None:
    """The rug, the coffee table and what a slow morning leaves on it, the pouf, the lounge chair."""
    floor = living.floor
    mat = stand("rug", "rug", make.rug("berber", 2.4, 1.7, seed=1), on=floor, at=(2.15, 1.47))
    table = stand("coffee_table", "coffee_table", make.round_table(0.90, 0.40), on=mat, at=(-0.10, 0.16), turn=20)
    tray = stand("tray", "tray", make.tray("wood", 0.40, 0.28), on=table, at=(-0.14, 0.10), turn=15)
    stand("teapot", "teapot", make.teapot("cream", diameter=0.14), on=tray, at=(-0.07, 0.02), turn=200)
    stand("mug.sage", "mug", make.mug("round", "sage", filling="tea"), on=tray, at=(0.10, -0.04), turn=70)
    stand("mug.cream", "mug", make.mug("tapered", "speckled", filling="coffee"), on=table, at=(0.20, 0.26), turn=-60)
    stand("magazine", "magazine", make.magazine(3), on=table, at=(0.20, -0.19), turn=-16)
    stand("spectacles", "spectacles", make.glasses(), on=table, at=(0.02, -0.33), turn=35)
    stand("remote", "remote", make.remote_control(), on=table, at=(-0.20, -0.26), turn=62)
    stand("pouf", "ottoman", make.pouf((0.60, 0.54, 0.44)), on=floor, at=(0.62, 1.62), turn=40)

    chair = stand("armchair", "armchair", make.lounge_chair((0.36, 0.36, 0.30)), on=floor, at=(4.35, 0.98), turn=-128)
    prop(
        "cushion.chair",
        "cushion",
        make.cushion("terracotta", 0.42, 0.28, 0.11, seed=6),
        on=chair,
        at=(0.02, 0.0),
        level=0.62,
        tip=24,
    )
    side = stand("side_table", "side_table", make.round_table(0.46, 0.50), on=floor, at=(3.66, 0.74), turn=50)
    stand("paper", "newspaper", make.newspaper(2), on=side, at=(0.02, 0.03), turn=24)
    stand("glass.water", "glass", make.tumbler("tapered", filling="water"), on=side, at=(-0.13, -0.08))
    stand("basket.throw", "basket", make.basket("round", 0.42, 0.42, 0.30), on=floor, at=(4.95, 3.62))
    white = materials.plaster("rose", (0.75, 0.75, 0.73), relief=0.03, wear=0.3)
    rose = fix_overhead(make.ceiling_rose(0.26, white), under=living.ceiling, at=LAMP)
    globe = make.pendant("globe", diameter=0.34, cord=0.34, lit=False)
    suspend("pendant", "pendant_lamp", globe, under=rose, at=LAMP)


def window(living: Room) -> None:
    """Linen curtains from a track in the ceiling, plants on and by the sill."""
    east, floor, sill = living.walls[1], living.floor, living.sills[0]
    blocks(
        "curtain.track",
        [((0.30, -0.12, HEIGHT - 0.018), (3.98, -0.09, HEIGHT))],
        materials.plain("track", (0.75, 0.75, 0.74), 0.4),
        frame=east.frame,
    )
    for name, at, seed in [("left", 0.62, 1), ("right", 3.66, 2)]:
        drape = make.curtain("linen", 0.58, HEIGHT - 0.018 - 0.015, seed=seed)
        hang(f"curtain.{name}", "curtain", drape, wall=east, at=at, height=0.015, gap=0.055)
    stand("cactus", "potted_plant", "BlendSwap-CC-0/cactus", on=sill, at=(1.25, 0.035))
    stand("succulent", "potted_plant", "BlendSwap-CC-BY/succulentPlant", on=sill, at=(2.88, 0.035))
    stand(
        "rubber_plant", "potted_plant", make.plant("rubber", "straight", height=1.25, seed=4), on=floor, at=(4.42, 3.86)
    )
    stand("floor_lamp", "lamp", make.tripod_lamp(1.50, lit=False), on=floor, at=(0.56, 3.80), turn=20)


def media(living: Room) -> None:
    """The south wall: a low oak board, the television, music."""
    south, floor = living.walls[0], living.floor
    oak, white = materials.timber("oak board", *OAK), materials.plain("white front", (0.72, 0.72, 0.70), 0.4)
    case = make.low_board(2.1, ["door", "open", "drawers"], oak, white, oak)
    board = against("low_board", "tv_stand", case, wall=south, at=3.05, on=floor)
    stand("tv", "tv", make.television(1.10), on=board, at=(-0.12, 0.03), turn=-4)
    stand("speaker", "speaker", "BlendSwap-CC-0/speaker2", on=board, at=(0.62, 0.03), turn=-8)
    stand("fern", "potted_plant", make.plant("fern", "straight", height=0.36, seed=3), on=board, at=(-0.84, -0.06))
    stand("notebook", "notebook", make.notebook((0.30, 0.34, 0.30)), on=board, at=(0.02, 0.04), level=0.31, turn=12)
    over = hang(
        "shelf", "shelf", make.shelf(1.5, oak, materials.painted_metal(), depth=0.20), wall=south, at=3.1, height=1.34
    )
    for name, art, wood, width, tall, at, gap, seed in [
        ("shelf.1", "landscape", "oak", 0.42, 0.32, 2.78, 0.0, 41),
        ("shelf.2", "lines", "black", 0.24, 0.30, 3.02, 0.035, 42),
    ]:
        frame = make.picture_frame(art, wood, width, tall, 0.03, seed=seed)
        lean(f"picture.{name}", "picture", frame, wall=south, at=at, on=over, angle=7, gap=gap)
    stand("vase.shelf", "vase", make.vase("bottle", "sage", height=0.22, seed=5), on=over, at=(0.20, 0.0))
    lean(
        "print",
        "picture",
        make.picture_frame("shapes", "black", 0.50, 0.70, 0.06, seed=31),
        wall=south,
        at=1.62,
        on=floor,
    )
    stand(
        "snake_plant", "potted_plant", make.plant("snake", "straight", height=0.75, seed=5), on=floor, at=(0.95, 0.36)
    )


def books(living: Room) -> None:
    """The bookcase on the west wall."""
    west, floor = living.walls[3], living.floor
    white = materials.plain("white lacquer", (0.70, 0.70, 0.68), 0.4)
    oak = materials.timber("oak back", *OAK, along="Z")
    shelves = make.open_shelves(1.05, [0.08, 0.46, 0.83, 1.18, 1.52], white, height=1.88, depth=0.32, back=oak)
    case = against("bookcase", "bookcase", shelves, wall=west, at=2.35, on=floor)
    for name, thing, level, x in [
        ("novels", [make.books_together(0.30, "novels", seed=11, tilt=0)], 1.18, -0.34),
        ("thrillers", make.book_row(6, seed=11), 1.18, -0.09),
        ("albums", make.book_groups(0.44, 3, "albums", seed=12, depth=0.24), 0.83, 0.26),
        ("paperbacks", [make.books_together(0.28, "novels", seed=13, tilt=0)], 0.46, 0.15),
        ("stories", make.book_row(5, seed=13), 0.46, 0.385),
        ("atlases", make.book_groups(0.30, 2, "albums", seed=14, depth=0.24), 0.46, -0.33),
        ("poems", [make.books_together(0.26, "novels", seed=15)], 1.52, -0.36),
    ]:
        row(f"book.{name}", "book", thing, on=case, at=(x, 0.02), level=level + 0.01)
    for name, category, thing, level, x, turn in [
        ("vase.round", "vase", make.vase("round", "charcoal"), 1.19, 0.14, 0),
        ("bowl.shelf", "bowl", make.bowl("serving", "stoneware", diameter=0.26), 0.84, -0.30, 0),
        ("basket.left", "basket", make.basket("oblong", 0.44, 0.27, 0.22), 0.09, -0.26, 0),
        ("basket.right", "basket", make.basket("oblong", 0.44, 0.27, 0.22, seed=3), 0.09, 0.26, 0),
        ("jug", "jug", make.jug("white"), 1.53, 0.28, 150),
    ]:
        stand(name, category, thing, on=case, at=(x, 0.0), level=level + 0.01, turn=turn)
    stand(
        "trailing",
        "potted_plant",
        make.plant("pothos", "straight", height=0.28, seed=8),
        on=case,
        at=(0.20, 0.0),
        level=2.3,
    )


def light(living: Room) -> None:
    """A clear morning."""
    sky("sunrise.exr", strength=9.0, view=3.2, turn=35, room=living)
    sun(azimuth=24, elevation=24, strength=11, colour=(1.0, 0.88, 0.74))
    strip((1.5, 1.6, 2.55), size=(2.2, 1.6), watts=14, colour=(0.97, 0.98, 1.0))
    exposure(0.55)
