"""The built-in kitchen through the whole pipeline, against ray casting and against itself."""

import dataclasses
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from oracle import bit_equality, cast_view, worst_iou

from dyce.data.record import Instance, Record, read_record, write_record
from dyce.render.colour import display_transform
from dyce.render.cycles import Studio
from dyce.render.recording import record_view
from dyce.render.view import render_view
from dyce.scene.build import build_stage
from dyce.scene.sources import find_scene
from dyce.scene.stage import Stage, load_stage
from dyce.settings import Device, Isolation, Settings
from dyce.views.camera import View
from dyce.views.draw import draw_views
from dyce.views.rigs import find_rig
from dyce.views.trace import Tracer

pytestmark = pytest.mark.pack
VIEWS = 2
SETTINGS = Settings(width=176, height=176, samples=1, denoise=False)


@pytest.fixture(scope="module")
def stage() -> Stage:
    source = find_scene("kitchen3")
    return load_stage(build_stage(source), source.name)


@pytest.fixture(scope="module")
def tracer(stage: Stage) -> Tracer:
    return Tracer(*stage.geometry)


@pytest.fixture(scope="module")
def views(stage: Stage, tracer: Tracer) -> list[View]:
    size = {"width": SETTINGS.width, "height": SETTINGS.height}
    drawn = draw_views(find_rig("head_height"), stage.site(), seed=0, **size)
    return list(islice(drawn, VIEWS))


def _render(stage: Stage, tracer: Tracer, views: list[View], mode: Isolation, folder: Path) -> list[Record]:
    settings = dataclasses.replace(SETTINGS, isolation=mode)
    studio, transform = Studio(stage, settings, Device.CPU), display_transform(stage.colour)
    records = []
    for view in views:
        rendered = render_view(studio, tracer, view, settings, transform)
        write_record(folder / str(view.index), *record_view(rendered, stage, view, settings))
        records.append(read_record(folder / str(view.index)))
    return records


@pytest.fixture(scope="module")
def lifted(stage: Stage, tracer: Tracer, views: list[View], tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    return _render(stage, tracer, views, Isolation.LIFT, tmp_path_factory.mktemp("lift"))


def test_it_has_at_least_sixty_instances(stage: Stage) -> None:
    assert len(stage.instances) >= 60
    assert all(instance.category for instance in stage.instances)


def test_masks_are_those_of_blenders_own_rays(stage: Stage, lifted: list[Record]) -> None:
    for record in lifted:
        everything, full = cast_view(stage.blend, record)
        counts = np.bincount(everything.ravel(), minlength=len(stage.instances) + 1)
        found = {instance.id for instance in record.instances}
        # a ray that grazes an edge may fall on either side: an object of 10 pixels here may have 9 there
        assert {k for k in range(1, len(counts)) if counts[k] >= 12} <= found
        assert all(counts[k] >= 8 for k in found)
        worst = worst_iou(record, everything, full)
        print(f"{record.scene} view {record.view}: {len(found)} objects, worst IoU over 200 px {worst:.4f}")
        assert worst >= 0.99


@pytest.mark.parametrize("mode", [Isolation.ALONE, Isolation.KEEP])
def test_all_modes_give_the_same_masks(
    stage: Stage, tracer: Tracer, views: list[View], lifted: list[Record], mode: Isolation, tmp_path: Path
) -> None:
    def masks(record: Record) -> dict[int, tuple[str, str]]:
        return {i.id: (i.visible["counts"], i.full["counts"]) for i in record.instances}

    for one, other in zip(lifted, _render(stage, tracer, views, mode, tmp_path), strict=True):
        assert masks(one) == masks(other)


def test_keep_mode_equals_the_image_bit_for_bit(stage: Stage, tracer: Tracer, views: list[View]) -> None:
    settings = dataclasses.replace(SETTINGS, isolation=Isolation.KEEP, samples=4)
    studio = Studio(stage, settings, Device.CPU)
    equal, total = np.sum([bit_equality(studio, tracer, view, settings) for view in views], 0)
    print(f"kitchen3: {equal} of {total} fully covered visible pixels are equal ({equal / total:.4%})")
    assert total > 1000
    assert equal / total >= 0.99


def test_most_views_show_many_objects_and_much_is_hidden(lifted: list[Record]) -> None:
    instances: list[Instance] = [instance for record in lifted for instance in record.instances]
    assert len(instances) / len(lifted) >= 10
    assert np.mean([instance.occlusion_rate >= 0.05 for instance in instances]) > 0.3
