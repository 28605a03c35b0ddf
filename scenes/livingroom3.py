"""An English cottage living room: a stove in the chimney, chesterfields, books in the alcoves, a bay window full of rain."""

import bpy

from dyce.models import make, materials
from dyce.models.geometry.boards import Bar, Board, built
from dyce.scene.language import Door, Room, Window, house, light, put, refinished, room

NUMBER = 9
SPLIT = "val"

OAK = {"dark": (0.130, 0.066, 0.030), "light": (0.27, 0.150, 0.072)}
SAGE = (0.235, 0.250, 0.190)
OXBLOOD = (0.105, 0.026, 0.016)

CREAM = (0.66, 0.60, 0.48)


def build() -> None:
    """5.2 metres square under beams, the north end canted to a bay; the lamps are on."""
    parlour = room(
        [(0, 0), (5.2, 0), (5.2, 4.1), (4.2, 5.1), (1.0, 5.1), (0, 4.1)],
        height=2.42,
        openings=[
            Window(wall=2, at=0.24, width=0.86, sill=0.72, height=1.36, sashes=1, bars=2),
            Window(wall=3, at=0.32, width=2.56, sill=0.72, height=1.36, sashes=4, bars=2),
            Window(wall=4, at=0.30, width=0.86, sill=0.72, height=1.36, sashes=1, bars=2),
            Door(wall=0, at=4.02, height=1.98),
        ],
        walls=materials.plaster("wall", CREAM, relief=0.25),
        floor=materials.planks("old boards", (0.085, 0.045, 0.022), (0.205, 0.118, 0.060), width=0.19, length=2.3),
        ceiling=materials.plaster("ceiling", (0.62, 0.58, 0.50), relief=0.3, wear=1.3),
        trim=materials.plain("trim", (0.68, 0.65, 0.57), 0.4),
        skirting=0.14,
    )
    shell(parlour)
    hearth(parlour)
    mantel(parlour)
    alcoves(parlour)
    sofa(parlour)
    tea(parlour)
    chairs(parlour)
    bay(parlour)
    dresser(parlour)
    lighting(parlour)


def shell(parlour: Room) -> None:
    """Beams under the ceiling, boarding with a rail along the east and south walls."""
    beam = materials.timber("beam", (0.050, 0.028, 0.015), (0.120, 0.070, 0.038), roughness=0.6)
    house.blocks("beams", [((0, y - 0.08, 2.26), (5.2, y + 0.08, 2.42)) for y in (1.05, 2.45, 3.85)], beam, bevel=0.012)
    paint = materials.plain("sage boarding", SAGE, 0.42)
    for name, wall, spans in [("south", parlour.walls[0], [(0.0, 3.94)]), ("east", parlour.walls[1], [(0.0, 4.1)])]:
        boards = []
        for left, right in spans:
            count = round((right - left) / 0.095)
            pitch = (right - left) / count
            boards += [
                ((left + pitch * k + 0.001, -0.012, 0.14), (left + pitch * (k + 1) - 0.001, 0.001, 0.96))
                for k in range(count)
            ]
            boards += [((left, -0.030, 0.96), (right, 0.001, 0.99)), ((left, -0.018, 0.93), (right, 0.001, 0.962))]
        house.blocks(f"wall.boarding.{name}", boards, paint, bevel=0.002, frame=wall.frame)
    brass = materials.brass()
    house.fix(make.light_switch(plate=brass), on=parlour.walls[0], at=(3.84, 1.18))
    house.fix(make.socket(2, brass), on=parlour.walls[0], at=(2.66, 0.24), gap=0.012)
    lamp = [(0.02, 0.05, -0.225), (0.06, 0.14, -0.237)]
    house.fix(make.socket(2, brass, {0: lamp}), on=parlour.walls[1], at=(0.46, 0.24), gap=0.012)


def hearth(parlour: Room) -> None:
    """The chimney breast with its beam, the slate, the stove and the logs beside it: structure, not annotated."""
    west = parlour.walls[5]
    plaster = materials.plaster("breast", (0.68, 0.62, 0.50), relief=0.25)
    soot, mortar = (0.20, 0.085, 0.055), (0.24, 0.21, 0.18)
    brick = materials.tiles("sooty brick", soot, width=0.22, height=0.073, joint=0.010, grout=mortar, roughness=0.85)
    iron, oak = materials.cast_iron((0.016, 0.016, 0.017)), materials.timber("mantel", **OAK, roughness=0.5)
    slate = materials.concrete((0.060, 0.064, 0.070), 0.6)
    low, high, deep = 1.20, 2.90, 0.40
    jambs = [(low, 1.58, 0, 2.42), (2.52, high, 0, 2.42), (1.58, 2.52, 1.02, 2.42)]
    house.cover("wall.breast", plaster, on=west, parts=jambs, thickness=deep)
    lining = [
        ((1.58, -0.03, 0), (2.52, 0, 1.02)),
        ((1.58, -deep - 0.004, 0), (1.70, 0, 1.02)),
        ((2.40, -deep - 0.004, 0), (2.52, 0, 1.02)),
    ]
    house.blocks("wall.lining", lining, brick, frame=west.frame)
    built("mantel", [Board((1.12, -deep - 0.17, 1.02), (2.98, -deep + 0.01, 1.17), oak, 0.012)], west.frame)
    built("hearth", [Board((1.20, -deep - 0.46, 0), (2.90, -0.03, 0.035), slate, 0.006)], west.frame)
    stove: list[Board | Bar] = [
        Board((1.80, -0.50, 0.125), (2.30, -0.14, 0.66), iron, 0.012),
        Board((1.78, -0.52, 0.655), (2.32, -0.12, 0.685), iron, 0.008),
        Board((1.825, -0.512, 0.17), (2.275, -0.498, 0.63), iron, 0.006),
        Board((1.865, -0.5135, 0.235), (2.235, -0.5115, 0.57), materials.flames(), 0.002),
        Bar([(2.05, -0.26, 0.68), (2.05, -0.26, 1.03)], 0.072, iron, 28),
        Bar([(2.258, -0.515, 0.40), (2.258, -0.545, 0.40), (2.258, -0.548, 0.33)], 0.007, iron),
    ]
    stove += [Bar([(x, y, 0.03), (x, y, 0.14)], (0.016, 0.024), iron) for x in (1.85, 2.25) for y in (-0.45, -0.19)]
    stove += [Board((x - 0.006, -0.5155, 0.235), (x + 0.006, -0.5120, 0.57), iron, 0.001) for x in (1.988, 2.112)]
    built("wood_stove", stove, west.frame)
    bark = materials.timber("bark", (0.060, 0.038, 0.024), (0.17, 0.115, 0.075), along="Y", roughness=0.9)
    cut = materials.timber("cut log", (0.36, 0.23, 0.12), (0.50, 0.35, 0.20), roughness=0.8)
    logs: list[Board | Bar] = []
    piled = [(2.62, 0.078), (2.715, 0.081), (2.81, 0.076), (2.665, 0.155), (2.765, 0.157), (2.715, 0.232)]
    for number, (x, z) in enumerate(piled):
        radius = 0.043 + 0.003 * (number % 3)
        near, far = -0.80 + 0.02 * (number % 2), -0.50 + 0.015 * (number % 3)
        logs += [
            Bar([(x, near, z), (x, far, z)], radius, bark, 14),
            Bar([(x, near - 0.001, z), (x, near + 0.001, z)], 0.93 * radius, cut, 14),
        ]
    built("logs", logs, west.frame)


def mantel(parlour: Room) -> None:
    """On the beam and over it."""
    west = parlour.walls[5]
    plank = Board((1.09, -0.60, 1.17), (3.01, -0.39, 1.20), materials.timber("mantel shelf", **OAK), 0.006)
    beam = built("mantel_shelf", [plank], west.frame)
    put.stand("candle.1", make.candle("taper", height=0.26), on=beam, at=(1.24, -0.50))
    put.stand("deer", "BlendSwap-CC-0/deer", on=beam, at=(1.62, -0.50), turn=60)
    put.hang("lamp.left", make.wall_lamp(), on=west, at=(1.40, 1.60), gap=0.401)
    put.hang("lamp.right", make.wall_lamp(), on=west, at=(2.70, 1.60), gap=0.401)
    painting = make.picture_frame("landscape", "oak", 0.80, 0.62, 0.0, seed=21)
    put.hang("painting", painting, on=west, at=(2.05, 1.42), gap=0.401)
    wicker = make.basket("round", 0.36, 0.36, 0.26, seed=6)
    basket = put.stand("basket", wicker, on=parlour.floor, at=(0.62, 0.90), turn=15)
    plaid = make.throw("folded", "check", 0.215, 0.18, seed=4)
    put.stand("blanket", plaid, on=basket, at=(0.0, 0.0), turn=34, level=0.22)


def alcoves(parlour: Room) -> None:
    """Painted shelves on both sides of the chimney, full of books."""
    west, levels = parlour.walls[5], [0.12, 0.52, 0.92, 1.32]
    paint = materials.plain("shelf paint", SAGE, 0.42)
    shelves = make.open_shelves(1.10, levels, paint, height=1.74, depth=0.30)
    left = put.against("bookcase.left", shelves, wall=west, at=0.585)
    shelves = make.open_shelves(1.04, levels, paint, height=1.74, depth=0.30)
    right = put.against("bookcase.right", shelves, wall=west, at=3.44)
    put.fill(
        left,
        ("book.left.a", [make.books_together(0.32, "albums", 3, 0.24)], 0.12, (-0.35, 0.01)),
        ("book.left.b", make.book_groups(0.30, 1, "old", 4, 0.24), 0.52, (-0.36, 0.01)),
        ("book.left.c", [make.books_together(0.34, "novels", 5, 0.24)], 0.92, (-0.16, 0.01)),
        ("book.left.d", make.book_groups(0.46, 3, "old", 6, 0.24), 0.92, (0.28, 0.01)),
        ("book.left.e", [make.books_together(0.34, "old", 7, 0.24, 3)], 1.32, (0.02, 0.01)),
    )
    put.fill(
        right,
        ("book.right.a", [make.books_together(0.44, "albums", 8, 0.24)], 0.12, (-0.26, 0.01)),
        ("book.right.b", make.book_groups(0.28, 1, "novels", 9, 0.24), 0.12, (0.145, 0.01)),
        ("book.right.c", [make.books_together(0.44, "novels", 10, 0.24, 3)], 0.52, (0.26, 0.01)),
        ("book.right.d", make.book_groups(0.48, 2, "old", 11, 0.24), 0.92, (-0.24, 0.01)),
    )
    put.row("book.left.f", make.book_row(5, seed=4, depth=0.22), on=left, at=(-0.12, 0.01), level=0.53)
    put.row("book.right.f", make.book_row(5, seed=9, depth=0.22), on=right, at=(0.375, 0.01), level=0.13)
    put.stack("book.pile", make.book_stack(2, seed=22), on=left, at=(0.28, 0.0), level=0.60, turn=80)
    put.fill(
        left,
        ("hamper", make.basket("oblong", 0.44, 0.24, 0.20, seed=3), 0.12, 0.20, 3),
        ("box.tea", make.tea_tin("green"), 0.92, -0.44, 10),
        ("jug", make.jug("blue"), 1.32, 0.38, 140),
    )
    put.fill(
        right,
        ("trailing", make.plant("pothos", "terracotta", None, 0.26, seed=9), 1.32, -0.24),
        ("bowl.shelf", make.bowl("mixing", "cream"), 0.92, 0.24),
        ("radio", "BlendSwap-CC-BY/radio", 0.52, -0.22, 8),
    )


def upholstered(name: str) -> dict[str, bpy.types.Material]:
    """What the chesterfields are covered with."""
    return dict.fromkeys(("Surround", "Sit", "Back", "Buttons"), materials.leather(name, OXBLOOD))


def sofa(parlour: Room) -> None:
    """The chesterfield along the east wall, its cushions, pictures over it, a lamp at its end."""
    east, floor = parlour.walls[1], parlour.floor
    chesterfield = refinished("BlendSwap-CC-0/winchesterSofa", upholstered("oxblood"))
    couch = put.against("sofa", chesterfield, wall=east, at=2.05, gap=0.05)
    check = make.cushion("check", 0.44, 0.44, 0.13, seed=1)
    put.prop("cushion.check", check, on=couch, at=(0.62, -0.14), level=0.52, turn=-12, tip=22)
    sage = make.cushion("sage", 0.40, 0.40, 0.13, piping=True, seed=2)
    put.prop("cushion.sage", sage, on=couch, at=(0.16, -0.14), level=0.52, turn=8, tip=24)
    mustard = make.cushion("mustard", 0.42, 0.42, 0.13, seed=3)
    put.prop("cushion.mustard", mustard, on=couch, at=(-0.66, -0.14), level=0.52, turn=14, tip=22)
    side = put.stand("side_table", make.side_table(0.46, 0.56, "oak"), on=floor, at=(4.80, 0.52))
    put.stand("lamp.side", make.table_lamp("blue", 0.50), on=side, at=(0.03, 0.03))
    put.hang("picture.1", make.picture_frame("landscape", "oak", 0.52, 0.40, 0.04, seed=31), on=east, at=(1.35, 1.34))
    put.hang("picture.2", make.picture_frame("botanical", "brass", 0.36, 0.48, 0.04, seed=32), on=east, at=(2.02, 1.28))
    put.hang("picture.3", make.picture_frame("landscape", "oak", 0.46, 0.36, 0.04, seed=33), on=east, at=(2.66, 1.36))


def tea(parlour: Room) -> None:
    """The rug, the low oak table, tea for two."""
    rug = put.stand("rug", make.rug("kilim", 2.2, 1.55, seed=5), on=parlour.floor, at=(2.72, 1.98), turn=88)
    oak = materials.timber("oak low", **OAK)
    table = make.table(1.10, 0.60, oak, oak, height=0.45)
    low = put.stand("coffee_table", table, on=rug, at=(0.03, -0.16), turn=3, category="coffee_table")
    tray = put.stand("tray", make.tray("wood", 0.44, 0.32), on=low, at=(0.18, 0.06), turn=8)
    put.stand("teapot", make.teapot("blue"), on=tray, at=(-0.08, 0.03), turn=30)
    put.stand("cup.1", make.cup_and_saucer("cream"), on=tray, at=(0.09, -0.07), turn=40)
    put.stand("cup.2", make.cup_and_saucer("cream", seed=2), on=low, at=(-0.16, -0.18), turn=-60)
    put.stack("book.low", make.book_stack(2, seed=27), on=low, at=(-0.34, 0.10), turn=-16)


def chairs(parlour: Room) -> None:
    """Two armchairs by the fire and in the bay, a stool between, a chair by the door."""
    floor = parlour.floor
    deep = refinished("BlendSwap-CC-0/winchesterArmchair", upholstered("oxblood chair"))
    fire = put.stand("armchair.fire", deep, on=floor, at=(1.42, 3.80), turn=36)
    cushion = make.cushion("navy", 0.40, 0.40, 0.12, piping=True, seed=6)
    put.prop("cushion.navy", cushion, on=fire, at=(0.02, -0.10), level=0.52, turn=4, tip=22)
    window = refinished("BlendSwap-CC-0/armchair2", {"None": materials.upholstery((0.27, 0.20, 0.125))})
    put.stand("armchair.bay", window, on=floor, at=(3.78, 4.02), turn=-38)
    red = make.footstool(0.50, 0.40, 0.36, (0.30, 0.055, 0.040), "oak")
    stool = put.stand("footstool", red, on=floor, at=(2.62, 3.50), turn=12)
    put.stand("newspaper", make.newspaper(6), on=stool, at=(0.02, 0.0), turn=-14)
    put.against("chair", "BlendSwap-CC-0/antiqueChair", wall=parlour.walls[0], at=3.28, gap=0.09, turn=8)
    put.stand("lamp.floor", make.tripod_lamp(1.46, "oak"), on=floor, at=(4.78, 3.62), turn=10)


def bay(parlour: Room) -> None:
    """A round table in the bay, plants on the sill, curtains."""
    floor = parlour.floor
    small = put.stand("bay_table", make.side_table(0.58, 0.66, "oak"), on=floor, at=(2.52, 4.58))
    put.stand("flowers", make.flowers("pink", 9, 0.40, "white"), on=small, at=(0.04, 0.06))
    put.stand("book.open", "BlendSwap-CC-BY/book", on=small, at=(-0.10, -0.12), turn=20)
    sill = parlour.sills[1]
    put.stand("herb.1", make.herb("rosemary", "terracotta", seed=4), on=sill, at=(0.62, 0.045))
    put.stand("herb.2", make.plant("snake", "terracotta", None, 0.34, seed=5), on=sill, at=(2.40, 0.045))
    for name, number, at, width in [
        ("east", 2, 1.25, 0.24),
        ("right", 3, 3.04, 0.22),
        ("left", 3, 0.16, 0.22),
        ("west", 4, 0.25, 0.24),
    ]:
        cloth = make.curtain("terracotta", width, 2.16, fullness=0.03, seed=len(name))
        put.hang(f"curtain.{name}", cloth, on=parlour.walls[number], at=(at, 0.15), gap=0.022)
    for number, low, high in ((2, 0.02, 1.40), (3, 0.02, 3.18), (4, 0.01, 1.39)):
        rail = Bar([(low, -0.055, 2.322), (high, -0.055, 2.322)], 0.010, materials.cast_iron(), 14)
        built(f"rail.{number}", [rail], parlour.walls[number].frame)


def dresser(parlour: Room) -> None:
    """The south wall: a chest with drinks, flowers and photographs, a cuckoo clock."""
    south = parlour.walls[0]
    cream = materials.plain("cream paint", (0.46, 0.42, 0.33), 0.45)
    drawers = refinished("BlendSwap-CC-BY/dresserWithDrawers", {"white_wood": cream})
    chest = put.against("chest", drawers, wall=south, at=1.72, gap=0.04)
    put.stand("lamp.chest", make.table_lamp("cream", 0.46, seed=3), on=chest, at=(0.56, 0.04))
    tray = put.stand("tray.chest", make.tray("wood", 0.34, 0.24), on=chest, at=(-0.30, -0.02), turn=5)
    put.stand("whisky", make.oil_bottle("clear", 0.26), on=tray, at=(-0.09, 0.02), turn=20)
    put.stand("tumbler", make.tumbler("facet"), on=tray, at=(0.06, -0.03))
    photo = make.picture_frame("landscape", "brass", 0.21, 0.16, 0.02, standing=True, seed=52)
    put.stand("photo.chest", photo, on=chest, at=(0.16, 0.0), turn=8)
    put.hang("clock", "BlendSwap-CC-0/cuckooClock", on=south, at=(3.30, 1.28), gap=0.002)
    landscape = make.picture_frame("landscape", "oak", 0.76, 0.56, 0.05, seed=41)
    put.hang("picture.south", landscape, on=south, at=(1.75, 1.42))


def lighting(parlour: Room) -> None:
    """A wet grey afternoon; lamps and fire are on."""
    light.sky("forest.exr", strength=8.0, view=1.5, turn=200, saturation=0.45, room=parlour)
    light.strip((2.6, 2.2, 1.9), size=(3.0, 2.6), watts=27, toward=(0, 0, 1), colour=(1.0, 0.92, 0.82))
    light.glow((4.83, 0.55, 0.99), watts=10)
    light.glow((2.92, 0.30, 1.19), watts=7)
    light.glow((4.78, 3.62, 1.30), watts=10)
    for y in (1.40, 2.70):
        light.glow((0.55, y, 1.765), watts=6, radius=0.03)
    light.glow((0.80, 0.95, 1.72), watts=5, radius=0.12)
    light.strip((0.62, 2.05, 0.40), size=(0.35, 0.32), watts=7, toward=(1, 0, 0), colour=(1.0, 0.42, 0.12))
    light.exposure(0.80)
