"""A family kitchen: sage cupboards and oak along the north wall, an island, a round table under the west window."""

from dyce.models import finishes, materials
from dyce.models.joinery import (base_unit, butler_sink, island, open_shelves, shelf, swan_tap, table,
                                  worktop)
from dyce.models.parametric import crockery
from dyce.scene.recipe import (Door, Room, Window, against, beside, blocks, exposure, fit, glow, hang, room, run, sky,
                               stand, strip, sun, suspend)

SAGE = (0.23, 0.27, 0.20)
CHALK = (0.74, 0.73, 0.69)


def build() -> None:
    """5.4 by 4.6 metres; daylight from the north and west windows, lamps on."""
    kitchen = room(
        [(0, 0), (5.4, 0), (5.4, 4.6), (0, 4.6)], height=2.7,
        openings=[Window(wall=2, at=0.47, width=1.2, sill=1.10, height=1.20),
                  Window(wall=3, at=0.80, width=1.6, sill=0.85, height=1.45),
                  Door(wall=0, at=0.30)],
        walls=materials.plaster("wall", (0.72, 0.70, 0.64)),
        floor=materials.planks(dark=(0.20, 0.115, 0.06), light=(0.40, 0.25, 0.14)),
        ceiling=materials.plaster("ceiling", (0.79, 0.79, 0.77), relief=0.05),
        trim=materials.plain("trim", (0.77, 0.76, 0.73), 0.35))
    cook(kitchen)
    cook_island(kitchen)
    breakfast(kitchen)
    edges(kitchen)
    light(kitchen)


def cook(kitchen: Room) -> None:
    """The north wall: cupboards, sink under the window, range, fridge; what stands on the worktop."""
    north, floor = kitchen.walls[2], kitchen.floor
    paint, oak = materials.plain("sage paint", SAGE, 0.42), materials.wood("oak worktop", stave=0.045)
    brass = finishes.brass()

    drawers, sink_unit, left_unit, narrow, stove, right_unit, fridge = run(north, 0.02, [
        ("cabinet.drawers", "cabinet", base_unit(0.6, [(0.15, 1), (0.3, 1), (0, 1)], paint, brass)),
        ("cabinet.sink", "cabinet", base_unit(0.8, [(0, 2)], paint, brass, well=0.21)),
        ("cabinet.left", "cabinet", base_unit(0.6, [(0.15, 1), (0, 1)], paint, brass)),
        ("cabinet.narrow", "cabinet", base_unit(0.4, [(0.15, 1), (0, 1)], paint, brass, doors="right")),
        ("stove", "stove", "BlendSwap-CC-BY/largeStove"),
        ("cabinet.right", "cabinet", base_unit(0.6, [(0.15, 1), (0, 1)], paint, brass)),
        ("fridge", "refrigerator", "BlendSwap-CC-0/refrigerator")], on=floor)
    top = fit(worktop(2.4, oak, cutout=(0.62, 1.38, -0.13)), wall=north, at=0.02, height=0.91)
    side = fit(worktop(0.6, oak), wall=north, at=3.46, height=0.91)
    glazed = materials.tiles()
    blocks("splashback", [((0.0, -0.012, 0.91), (0.47, 0, 1.45)), ((0.47, -0.012, 0.91), (1.67, 0, 1.07)),
                          ((1.67, -0.012, 0.91), (4.06, 0, 1.45))], glazed, frame=north.frame)

    basin = stand("sink", "sink", butler_sink(finishes.glaze((0.78, 0.77, 0.73), 0.1), finishes.polished_steel(), width=0.76),
                  on=sink_unit, at=(0, -0.085))
    stand("tap", "tap", swan_tap(brass), on=top, at=(1.0, -0.07))
    hang("hood", "range_hood", "BlendSwap-CC-BY/hood", wall=north, at=2.94, height=1.66)

    stand("paper_towel", "paper_towel", "Scopia/paperTowelHolder", on=top, at=(0.12, -0.16))
    stand("mixer", "mixer", "BlendSwap-CC-0/kitchenaid", on=top, at=(1.62, -0.27), turn=24)
    stand("toaster", "toaster", "Scopia/toaster", on=top, at=(2.05, -0.2), turn=8)
    stand("press", "coffee_maker", "BlendSwap-CC-BY/coffeePress", on=top, at=(1.85, -0.44), turn=30)
    stand("mug.sage", "mug", crockery.mug("barrel", "sage"), on=top, at=(1.98, -0.5), turn=200)
    stand("utensils", "utensil_holder", "BlendSwap-CC-BY/utensilsPot", on=top, at=(2.30, -0.14), turn=30)
    stand("pot", "pot", "BlendSwap-CC-BY/largePan", on=stove, at=(-0.25, 0.1), turn=20)
    stand("moka", "coffee_maker", "BlendSwap-CC-BY/espressokettle", on=stove, at=(0.22, -0.06), turn=-40)
    stand("knives", "knife_block", "Scopia/kitchenKnifeStandSet", on=side, at=(0.13, -0.2), turn=-70)
    stand("spices", "spice_rack", "Scopia/spiceTower", on=side, at=(0.40, -0.18))

    for number, (at, height) in enumerate([(2.04, 1.42), (2.04, 1.78), (3.78, 1.42), (3.78, 1.78)], 1):
        plank = hang(f"shelf.{number}", "shelf", shelf(0.74 if at < 3 else 0.56, materials.wood("oak shelf"), brass),
                     wall=north, at=at, height=height)


def cook_island(kitchen: Room) -> None:
    """The island, its stools, what is being made on it."""
    floor = kitchen.floor
    oak, brass = materials.wood("oak slab", stave=0.06), finishes.brass()
    slab = stand("island", "island", island(1.5, 0.85, materials.plain("chalk paint", CHALK, 0.42), oak, brass),
                 on=floor, at=(3.1, 2.55), turn=180)
    stand("fruit", "bowl", "Scopia/bowlWithFruits", on=slab, at=(0.1, 0.1), turn=30)
    board = stand("board", "chopping_board", "BlendSwap-CC-BY/choppingBoard", on=slab, at=(-0.3, -0.1), turn=10)
    stand("bread", "bread", "BlendSwap-CC-0/bread", on=board, turn=60)
    stand("wine", "bottle", "KatorLegaz/red-wine-bottle-01", on=slab, at=(0.46, 0.02), turn=20)
    for number, (x, y, turn) in enumerate([(2.6, 1.98, 20), (3.2, 1.92, -15), (3.75, 2.0, 40)], 1):
        stand(f"stool.{number}", "stool", "BlendSwap-CC-0/stool2", on=floor, at=(x, y), turn=turn)
    for number, x in enumerate([2.75, 3.45], 1):
        suspend(f"pendant.{number}", "pendant_lamp", "BlendSwap-CC-BY/hangingLight", under=kitchen.ceiling, at=(x, 2.55))


def breakfast(kitchen: Room) -> None:
    """The round table by the west window."""
    floor = kitchen.floor
    board = stand("table", "dining_table", table(0.9, 1.6, materials.wood("oak table", along="Y", stave=0.15), materials.plain("chalk legs", CHALK, 0.45)),
                  on=floor, at=(1.15, 1.6))
    for number, (x, y, turn) in enumerate([(0.0, -0.72, 180), (0.74, 0.05, -80), (-0.1, 0.75, 8)], 1):
        stand(f"chair.{number}", "chair", "BlendSwap-CC-BY/kitchenChair", on=floor, at=(1.25 + x, 1.6 + y), turn=turn)
    stand("tulips", "flowers", "BlendSwap-CC-BY/tulips", on=board, at=(0.0, 0.15))


def edges(kitchen: Room) -> None:
    """What stands and hangs along the east and south walls."""
    south, east, _, west = kitchen.walls
    floor = kitchen.floor
    dresser = against("dresser", "sideboard", "BlendSwap-CC-BY/dresserWithDrawers", wall=east, at=2.4, on=floor)
    stand("radio", "radio", "BlendSwap-CC-BY/radio", on=dresser, at=(-0.45, 0.05), turn=-10)
    stand("lamp", "lamp", "Scopia/table_lamp", on=dresser, at=(0.55, 0.05))
    case = against("bookcase", "bookcase",
                   open_shelves(1.0, [0.1, 0.5, 0.88, 1.24, 1.6], materials.wood("oak case", along="Z"), height=1.95),
                   wall=south, at=2.75, on=floor)
    against("radiator", "radiator", "BlendSwap-CC-0/radiator2", wall=west, at=1.6, on=floor)


def light(kitchen: Room) -> None:
    """A bright morning, the lamps over the island and the range on."""
    sky("forest.exr", strength=12.0, view=4.0, turn=60, room=kitchen)
    sun(azimuth=150, elevation=32, strength=12)
    strip((2.94, 4.3, 1.65), size=(0.4, 0.15), watts=9)
    for x in (2.75, 3.45):
        glow((x, 2.55, 1.93), watts=16)
    exposure(0.6)
