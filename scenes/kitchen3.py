"""A family kitchen with an island, a round table under the west window, and things left standing about after breakfast."""

from dyce.models import materials
from dyce.scene.recipe import (Door, Window, against, beside, exposure, glow, hang, room, run, sky, stand, strip, sun,
                               suspend)


def build() -> None:
    """Five by four and a half metres; the kitchen run on the north wall, the door in the south one."""
    kitchen = room(
        [(0, 0), (5.2, 0), (5.2, 4.4), (0, 4.4)], height=2.65,
        openings=[Window(wall=2, at=0.62, width=1.2, sill=1.12, height=1.15),
                  Window(wall=3, at=0.75, width=1.5, sill=0.85, height=1.4),
                  Door(wall=0, at=0.55)],
        walls=materials.plaster("wall", (0.70, 0.68, 0.62)), floor=materials.planks(),
        ceiling=materials.plaster("ceiling", (0.78, 0.78, 0.76), relief=0.05),
        trim=materials.plain("trim", (0.76, 0.75, 0.72), 0.35))
    south, east, north, west = kitchen.walls
    floor = kitchen.floor

    drawers, sink, lower, stove, fridge = run(north, 0.06, [
        ("cabinet.drawers", "cabinet", "BlendSwap-CC-BY/kitchenDrawersCabinet"),
        ("sink", "sink", "BlendSwap-CC-BY/kitchenSink"),
        ("cabinet.lower", "cabinet", "BlendSwap-CC-BY/kitchenLowerCabinet"),
        ("stove", "stove", "BlendSwap-CC-BY/largeStove"),
        ("fridge", "refrigerator", "BlendSwap-CC-0/refrigerator")], on=floor)
    hang("hood", "range_hood", "BlendSwap-CC-BY/hood", wall=north, at=2.98, height=1.62)
    hang("tools", "utensil", "BlendSwap-CC-BY/kitchenTools", wall=north, at=2.98, height=1.2)
    hang("cabinet.glass", "cabinet", "BlendSwap-CC-BY/kitchenGlassDoorCabinet", wall=north, at=2.05, height=1.45)
    hang("cabinet.upper", "cabinet", "BlendSwap-CC-BY/kitchenSmallUpperCabinet", wall=north, at=2.39, height=1.45)

    stand("paper_towel", "paper_towel", "Scopia/paperTowelHolder", on=drawers, at=(0.08, 0.1))
    stand("utensils", "utensil_holder", "BlendSwap-CC-BY/utensilsPot", on=drawers, at=(-0.1, 0.15), turn=30)
    stand("mixer", "mixer", "BlendSwap-CC-0/kitchenaid", on=lower, at=(-0.3, 0.02), turn=20)
    stand("spices", "spice_rack", "Scopia/spiceTower", on=lower, at=(-0.04, 0.12))
    stand("press", "coffee_maker", "BlendSwap-CC-BY/coffeePress", on=lower, at=(0.06, -0.15), turn=30)
    stand("toaster", "toaster", "Scopia/toaster", on=lower, at=(0.25, 0.05), turn=12)
    stand("pot", "pot", "BlendSwap-CC-BY/largePan", on=stove, at=(-0.25, 0.1), turn=20)
    stand("moka", "coffee_maker", "BlendSwap-CC-BY/espressokettle", on=stove, at=(0.22, -0.06), turn=-40)

    island = stand("island", "island", "BlendSwap-CC-BY/kitchenIsland", on=floor, at=(3.1, 2.1), turn=90)
    stand("fruit", "bowl", "Scopia/bowlWithFruits", on=island, at=(0.1, 0.1), turn=30)
    board = stand("board", "chopping_board", "BlendSwap-CC-BY/choppingBoard", on=island, at=(-0.2, -0.1), turn=10)
    stand("bread", "bread", "BlendSwap-CC-0/bread", on=board, turn=60)
    stand("teapot", "teapot", "Scopia/teapot", on=island, at=(-0.28, 0.16), turn=-30)
    stand("cup", "cup", "Scopia/cup", on=island, at=(0.0, 0.26), turn=60)
    stand("wine_glass", "wine_glass", "BlendSwap-CC-BY/glass", on=island, at=(0.3, 0.2))
    stand("wine", "bottle", "KatorLegaz/red-wine-bottle-01", on=island, at=(0.36, 0.02), turn=20)
    stand("stool.1", "stool", "BlendSwap-CC-0/stool2", on=floor, at=(3.75, 2.3), turn=20)
    stand("stool.2", "stool", "BlendSwap-CC-0/stool2", on=floor, at=(3.7, 1.7), turn=75)
    suspend("pendant.island", "pendant_lamp", "BlendSwap-CC-BY/hangingLight", under=kitchen.ceiling, at=(3.1, 2.1))

    table = stand("table", "dining_table", "BlendSwap-CC-0/oakTable", on=floor, at=(1.15, 1.6))
    for number, (x, y, turn) in enumerate([(0.0, -0.72, 180), (0.74, 0.05, -80), (-0.1, 0.75, 8)], 1):
        stand(f"chair.{number}", "chair", "BlendSwap-CC-BY/kitchenChair", on=floor, at=(1.15 + x, 1.6 + y), turn=turn)
    for number, (x, y, turn) in enumerate([(0.0, -0.36, 0), (0.38, 0.05, 90)], 1):
        plate = stand(f"plate.{number}", "plate", "KatorLegaz/bread-plate", on=table, at=(x, y))
        stand(f"juice.{number}", "glass", "KatorLegaz/highball-glass", on=table, at=(x * 0.5 + 0.12, y * 0.5 - 0.08))
        beside(f"knife.{number}", "knife", "BlendSwap-CC-BY/knife", of=plate, gap=0.02)
    stand("milk", "carton", "BlendSwap-CC-0/tetrapak", on=table, at=(-0.2, 0.1), turn=25)
    stand("butter", "box", "BlendSwap-CC-0/butter", on=table, at=(-0.05, -0.08), turn=70)
    stand("tulips", "flowers", "BlendSwap-CC-BY/tulips", on=table, at=(0.0, 0.15))

    dresser = against("dresser", "sideboard", "BlendSwap-CC-BY/dresserWithDrawers", wall=east, at=2.9, on=floor)
    stand("radio", "radio", "BlendSwap-CC-BY/radio", on=dresser, at=(-0.45, 0.05), turn=-10)
    stand("lamp", "lamp", "Scopia/table_lamp", on=dresser, at=(0.55, 0.05))
    stand("plant.dresser", "potted_plant", "BlendSwap-CC-0/littlePlant", on=dresser, at=(0.1, 0.05))
    bookcase = against("bookcase", "bookcase", "KatorLegaz/full-bookcase", wall=south, at=3.2, on=floor)
    del bookcase
    against("ficus", "potted_plant", "Scopia/ficus", wall=west, at=3.1, on=floor, gap=0.1)

    sky("forest.exr", strength=9.0, view=3.0, turn=60, room=kitchen)
    sun(azimuth=150, elevation=32, strength=9)
    strip((2.98, 4.1, 1.6), size=(0.4, 0.15), watts=9)
    glow((3.1, 2.1, 1.95), watts=25)
    exposure(0.6)
