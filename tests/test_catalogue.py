"""Every maker is found by its name and says under which category what it makes is annotated."""

import bpy
import pytest

from dyce import categories
from dyce.models import catalogue, make, pack
from dyce.models.pack.categories import PACK_CATEGORIES


@pytest.fixture(autouse=True)
def empty() -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)


def test_categories_are_known():
    said = {maker.category for maker in catalogue.makers().values()} - {None}
    assert said | set(PACK_CATEGORIES.values()) <= set(categories.load())


def test_models_of_the_pack_are_there():
    assert set(PACK_CATEGORIES) <= set(pack.models())


def test_what_is_made_says_its_category():
    assert catalogue.category_of(make.electric_kettle()) == "kettle"
    assert [catalogue.category_of(book) for book in make.book_row(2)] == ["book", "book"]
    assert catalogue.category_of("Scopia/toaster") == "toaster"


def test_parts_of_a_house_have_none():
    assert catalogue.category_of(make.socket()) is None
    assert catalogue.makers()["hedge"].category is None


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(AttributeError, match=r"nothing makes 'electrickettle'; did you mean electric_kettle\?"):
        make.electrickettle()
    assert "electric_kettle" in dir(make)
