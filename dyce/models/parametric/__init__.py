"""Household things as functions: each returns a mesh object in metres, origin at its bottom centre, front to -Y."""

from .bottles import dish_soap, jam_jar, oil_bottle, spice_jar, storage_jar, water_bottle, wine_bottle
from .crockery import bowl, cup_and_saucer, jug, mug, plate, plates, teapot, tumbler, vase, wine_glass
from .packaging import cereal_box, milk_carton, pasta_packet, tea_tin, tin_can

__all__ = [
    "bowl",
    "cereal_box",
    "cup_and_saucer",
    "dish_soap",
    "jam_jar",
    "jug",
    "milk_carton",
    "mug",
    "oil_bottle",
    "pasta_packet",
    "plate",
    "plates",
    "spice_jar",
    "storage_jar",
    "tea_tin",
    "teapot",
    "tin_can",
    "tumbler",
    "vase",
    "water_bottle",
    "wine_bottle",
    "wine_glass",
]
