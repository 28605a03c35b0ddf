"""A stage loaded in Blender: the image of a view, and the isolation renders that its plan asks for (bpy, Cycles)."""

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import bpy
import numpy as np
import OpenEXR
from mathutils import Matrix

from dyce.data.mask import BoxXYXY
from dyce.errors import DyceError
from dyce.render.device import choose_device
from dyce.render.lamps import find_lamps
from dyce.render.mattes import LEVELS, matte_id, read_mattes
from dyce.render.pixels import Pixels
from dyce.render.plan import Batch
from dyce.render.surfaces import Surfaces
from dyce.scene.geometry import UNTRACED
from dyce.scene.stage import Stage
from dyce.settings import Device, Settings
from dyce.views.camera import View

__all__ = ["Studio"]

LIGHT_FLAGS = ("visible_diffuse", "visible_glossy", "visible_transmission", "visible_volume_scatter", "visible_shadow")
CARD = 1.5
"""How many times farther than the nearest that is rendered the holdout card is."""


class Studio:
    """Blender, holding one stage. There is one Blender a process, and so one studio."""

    def __init__(self, stage: Stage, settings: Settings, device: Device, threads: int = 0) -> None:
        """Open the stage and make it ready to render.

        Args:
            stage: what to render.
            settings: how.
            device: on what.
            threads: CPU threads; 0 for one a core.

        Raises:
            DyceError: the stage can't be opened or the device is not there.
        """
        try:
            bpy.ops.wm.open_mainfile(filepath=str(stage.blend), load_ui=False, use_scripts=False)
        except RuntimeError as error:
            raise DyceError(f"{stage.blend} can't be opened; delete its folder and render again") from error
        self.settings = settings
        self.threads = threads
        self._unit = stage.metres_per_unit
        self._scene = bpy.context.scene
        self._camera = bpy.data.objects.new("dyce_camera", bpy.data.cameras.new("dyce_camera"))
        self._card = _holdout_card()
        for obj in (self._camera, self._card):
            self._scene.collection.objects.link(obj)
        self._scene.camera = self._camera
        self._objects = [o for o in bpy.context.view_layer.objects if o is not self._card and not o.hide_render]
        self._flags = {
            o: {flag: bool(getattr(o, flag)) for flag in ("visible_camera", *LIGHT_FLAGS)}
            for o in self._objects
            if o.type not in {"CAMERA", "EMPTY", "LIGHT"}
        }
        self.lamps = find_lamps(self._objects)
        """The instances that give off light."""
        self._owners = {matte_id(obj.name): obj.pass_index for obj in bpy.data.objects}
        self._smoke = [obj for obj in self._flags if _is_smoke(obj)]
        self._surfaces = Surfaces()
        self.vague = frozenset(_vague())
        """Instances whose rendered surface is not what is traced: strands, true displacement, meshes diced for the camera."""
        _configure(self._scene, settings, threads)
        _expect(self._scene, stage.probe.exposure if stage.probe else 0.0)
        bpy.context.view_layer.use_pass_material_index = self._surfaces.marked
        folder = tempfile.mkdtemp(prefix="dyce-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._scene.render.filepath = str(Path(folder) / "render.exr")
        self.device = choose_device(device)
        """What renders, for the record; where a GPU was to and could not, that is said here too."""
        if self.device != "CPU":
            self._try_gpu(device)

    def _try_gpu(self, wanted: Device) -> None:
        """Render a single path a pixel, and go on without the GPU if that fails: old driver, no kernels for it, no memory."""
        self._scene.cycles.samples = 1
        try:
            self._render(0, 0)
        except DyceError as error:
            if wanted is not Device.AUTO:
                raise DyceError(f"{self.device} does not render: {error}; --device auto takes what does") from error
            self.device = f"{choose_device(Device.CPU)}, because {self.device} failed: {error}"

    def aim(self, view: View, seed: int, near: float | None = None) -> None:
        """Put the camera (and the card before it) where a view wants it; all renders until the next one share its noise.

        Args:
            view: the pose.
            seed: of the noise.
            near: metres; what is nearer is cut away.
        """
        pose = Matrix((view.world_from_camera @ np.diag([1.0, -1.0, -1.0, 1.0])).tolist())
        pose.translation /= self._unit
        camera = self._camera.data
        camera.lens_unit = "FOV"
        self._frame(view)
        camera.clip_start, camera.clip_end = (near or view.near) / self._unit, 1e4 / self._unit
        self._camera.matrix_world = pose
        card = CARD * view.near / self._unit
        pixel_x, pixel_y = card / view.K[0, 0], card / view.K[1, 1]
        x, y = (view.width / 2 - view.K[0, 2]) * pixel_x, (view.K[1, 2] - view.height / 2) * pixel_y
        self._card.matrix_world = pose @ Matrix.Translation((x, y, -card)) @ Matrix.Diagonal((pixel_x, pixel_y, 1, 1))
        self._scene.cycles.seed = seed

    @contextmanager
    def widened(self, view: View, margin: tuple[int, int]) -> Iterator[None]:
        """For a while, have so many more pixels left and right, above and below of the view's (x, y), and no bounces of light.

        The passes stay as they are: changed together with the frame's size, they give a first render with a wrong index.
        """
        self._frame(view.widened(margin))
        self._scene.cycles.max_bounces = 0
        try:
            yield
        finally:
            self._frame(view)
            self._scene.cycles.max_bounces = self.settings.bounces

    def _frame(self, view: View) -> None:
        """Give the camera a view's intrinsics and the image its size."""
        camera, render = self._camera.data, self._scene.render
        (fx, _, cx), (_, fy, cy), _ = view.K.tolist()
        square = fx == fy
        render.image_settings.use_exr_interleave = not square  # Blender can't write parts of pixels that are not square
        render.pixel_aspect_x, render.pixel_aspect_y = max(1.0, fy / fx), max(1.0, fx / fy)
        camera.sensor_fit = "AUTO" if square else "HORIZONTAL"
        camera.angle = np.radians(view.fov) if square else 2 * np.arctan(view.width / 2 / fx)
        size = max(view.width, view.height) if square else view.width
        camera.shift_x, camera.shift_y = (view.width / 2 - cx) / size, (cy - view.height / 2) / size * fx / fy
        render.resolution_x, render.resolution_y = view.width, view.height

    def beauty(self, instances: np.ndarray | None = None) -> Pixels:
        """The image with everything in it.

        Args:
            instances: (H, W) bool, where an instance may be; elsewhere it does not matter to the index what a pane of structure
                lets through, and its depth may be that of the pane or of what is behind it. None for everywhere.
        """
        for obj, flags in self._flags.items():
            _set_flags(obj, flags)
        self._card.visible_camera = False
        self._scene.cycles.samples = self.settings.samples
        self._scene.render.use_border = False
        self._scene.render.film_transparent = False
        return self._render(0, 0, smoky=bool(self._smoke), where=instances)

    def isolate(self, batch: Batch, samples: int | None = None) -> Pixels:
        """A batch's members with everything else hidden, on nothing; only the batch's window is shaded.

        In `keep` mode the pixels wholly covered by a member that is seen there equal the image's bit for bit.

        Args:
            batch: whom to show, and where.
            samples: paths a pixel; as the settings say if None.
        """
        for obj, flags in self._flags.items():
            lit = obj.pass_index not in batch.gone
            wanted = {flag: flags[flag] and lit for flag in LIGHT_FLAGS}
            _set_flags(obj, {"visible_camera": flags["visible_camera"] and obj.pass_index in batch.members, **wanted})
        _cut_card(self._card.data, batch.window, batch.border_xyxy)
        self._card.visible_camera = True
        self._scene.cycles.samples = samples or self.settings.isolation_samples
        x0, y0, x1, y1 = batch.border_xyxy
        height, width = batch.window.shape
        render = self._scene.render
        render.use_border = render.use_crop_to_border = True
        # Blender cuts off fractions of pixels: half a pixel more keeps a rounding error from moving the border by one
        render.border_min_x, render.border_max_x = (x0 + 0.5) / width, (x1 + 0.5) / width
        render.border_min_y, render.border_max_y = (height - y1 + 0.5) / height, (height - y0 + 0.5) / height
        render.film_transparent = True
        return self._render(x0, y0)

    def _render(self, x: int, y: int, smoky: bool = False, where: np.ndarray | None = None) -> Pixels:
        """A crop of which the left top pixel is at (x, y), with index and depth that chance has no part in.

        Where a surface may let a ray through, and behind volumes, they are those of a render of hard surfaces at one sample.
        """
        planes = self._shoot()
        seen = self._pixels(planes, x, y)
        if smoky or self._surfaces.volumes:
            unclear = np.ones_like(seen.index, bool)
        elif self._surfaces.marked:
            unclear = planes["Material Index.X"] > 0
            if where is not None and not (unclear & (where | (seen.index > 0))).any():
                return seen
        else:
            return seen
        if not unclear.any():
            return seen
        for obj in self._smoke:
            obj.visible_camera = False
        if seen.mattes and (smoky or self._surfaces.volumes):
            with self._surfaces.emptied():
                seen = replace(seen, mattes=self._pixels(self._shoot(), x, y).mattes)
        self._scene.cycles.samples = 1
        with self._surfaces.hard():
            hard = self._pixels(self._shoot(), x, y)
        index, depth = np.where(unclear, hard.index, seen.index), np.where(unclear, hard.depth, seen.depth)
        return replace(seen, index=index, depth=depth)

    def _shoot(self) -> dict[str, np.ndarray]:
        """The passes of a render of the scene as it is, by name, (h, w) float32 each."""
        try:
            bpy.ops.render.render(write_still=True)
        except RuntimeError as error:
            raise DyceError(f"Blender could not render ({' '.join(str(error).split())}; see render.log)") from error
        with OpenEXR.File(self._scene.render.filepath, separate_channels=True) as file:
            return {
                name.removeprefix("dyce."): channel.pixels
                for part in file.parts
                for name, channel in part.channels.items()
            }

    def _pixels(self, planes: dict[str, np.ndarray], x: int, y: int) -> Pixels:
        return Pixels(
            x=x,
            y=y,
            colour=np.stack([planes[f"Combined.{c}"] for c in "RGBA"], -1),
            index=np.rint(planes["Object Index.X"]).astype(np.int32),
            depth=planes["Depth.Z"] * np.float32(self._unit),
            albedo=np.stack([planes[f"Denoising Albedo.{c}"] for c in "RGB"], -1),
            normal=np.stack([planes[f"Denoising Normal.{c}"] for c in "XYZ"], -1),
            mattes=read_mattes(planes, self._owners) if self.settings.soft_masks else None,
        )


def _is_smoke(obj: bpy.types.Object) -> bool:
    """Whether an object has an inside but no surface."""
    trees = [slot.material.node_tree for slot in obj.material_slots if slot.material and slot.material.node_tree]
    outputs = [
        node for tree in trees for node in tree.nodes if node.type == "OUTPUT_MATERIAL" and node.is_active_output
    ]
    filled = any(node.inputs["Volume"].is_linked for node in outputs)
    return obj.type == "VOLUME" or (filled and not any(node.inputs["Surface"].is_linked for node in outputs))


def _vague() -> Iterator[int]:
    """The ids of instances of which something renders where their mesh is not."""
    for item in bpy.context.evaluated_depsgraph_get().object_instances:
        obj = item.object
        owner = item.parent if item.is_instance else obj
        strands = any(system.settings.type == "HAIR" for system in obj.particle_systems)
        diced = any(modifier.type == "SUBSURF" and modifier.use_adaptive_subdivision for modifier in obj.modifiers)
        moved = any(slot.material and _is_displaced(slot.material) for slot in obj.material_slots)
        if owner.pass_index and (obj.type in UNTRACED or strands or diced or moved):
            yield owner.pass_index


def _is_displaced(material: bpy.types.Material) -> bool:
    """Whether a material moves the surface that it is on."""
    output = material.node_tree and material.node_tree.get_output_node("CYCLES")
    return material.displacement_method != "BUMP" and bool(output and output.inputs["Displacement"].is_linked)


def _set_flags(obj: bpy.types.Object, flags: dict[str, bool]) -> None:
    for flag, value in flags.items():
        if getattr(obj, flag) != value:  # every write makes Blender look at the object again
            setattr(obj, flag, value)


def _configure(scene: bpy.types.Scene, settings: Settings, threads: int) -> None:
    """Everything that makes two renders of a scene comparable pixel by pixel."""
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = settings.width, settings.height, 100
    render.pixel_aspect_x = render.pixel_aspect_y = 1.0
    render.use_persistent_data = True
    render.use_compositing = render.use_sequencer = render.use_motion_blur = render.use_simplify = False
    render.use_freestyle = render.use_multiview = False
    render.threads_mode = "FIXED" if threads else "AUTO"
    if threads:
        render.threads = threads
    image = render.image_settings
    image.media_type = "MULTI_LAYER_IMAGE"
    image.file_format, image.exr_codec, image.color_depth = "OPEN_EXR_MULTILAYER", "NONE", "32"
    for layer in scene.view_layers:
        layer.use = layer == bpy.context.view_layer
    layer = bpy.context.view_layer
    layer.name = "dyce"
    layer.material_override = None
    layer.use_pass_combined = layer.use_pass_z = layer.use_pass_object_index = True
    layer.pass_alpha_threshold = 0.5
    layer.use_pass_cryptomatte_object, layer.pass_cryptomatte_depth = settings.soft_masks, LEVELS
    cycles.use_adaptive_sampling = False
    cycles.pixel_filter_type, cycles.filter_width = "BOX", 1.0
    cycles.max_bounces = settings.bounces
    cycles.diffuse_bounces, cycles.glossy_bounces = min(4, settings.bounces), min(4, settings.bounces)
    cycles.transmission_bounces = settings.bounces
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 8.0
    cycles.film_transparent_glass = False
    cycles.use_auto_tile = cycles.use_guiding = cycles.use_sample_subset = False
    cycles.time_limit, cycles.use_layer_samples, layer.samples = 0.0, "IGNORE", 0
    render.use_stamp = False
    cycles.shading_system = False
    cycles.use_denoising = False
    layer.cycles.denoising_store_passes = True


def _expect(scene: bpy.types.Scene, stops: float) -> None:
    """Move the bounds that Cycles puts on light to where it will be after so many stops of exposure."""
    scene.cycles.sample_clamp_indirect *= 2.0**-stops
    scene.cycles.light_sampling_threshold *= 2.0**-stops


def _holdout_card() -> bpy.types.Object:
    """An object, still without a mesh of its own, that ends the camera rays that meet it and no others."""
    material = bpy.data.materials.new("dyce_card")
    tree = material.node_tree
    tree.nodes.clear()
    holdout, output = tree.nodes.new("ShaderNodeHoldout"), tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(holdout.outputs[0], output.inputs["Surface"])
    mesh = bpy.data.meshes.new("dyce_card")
    mesh.materials.append(material)
    card = bpy.data.objects.new("dyce_card", mesh)
    for flag in LIGHT_FLAGS:
        setattr(card, flag, False)
    return card


def _cut_card(mesh: bpy.types.Mesh, window: np.ndarray, border: BoxXYXY) -> None:
    """Make a card cover the pixels of a border that are not in the window: a rectangle for each run of them in a row.

    In units of pixels, x right, y up, about the frame's middle. Rays through the window meet nothing, so that they
    draw the same random numbers as without a card.
    """
    x0, y0, x1, y1 = border
    closed = np.pad(~window[y0:y1, x0:x1], ((0, 0), (1, 1))).astype(np.int8)
    steps = np.diff(closed, axis=1)
    rows, left = np.nonzero(steps == 1)
    right = np.nonzero(steps == -1)[1]
    height, width = window.shape
    west, east, north = left + x0 - width / 2, right + x0 - width / 2, height / 2 - (rows + y0)
    ring = ((west, north - 1), (east, north - 1), (east, north), (west, north))
    corners = np.stack([np.stack(corner, -1) for corner in ring], 1).reshape(-1, 2)
    mesh.clear_geometry()
    mesh.vertices.add(len(corners))
    mesh.vertices.foreach_set("co", np.pad(corners, ((0, 0), (0, 1))).astype(np.float32).ravel())
    mesh.loops.add(len(corners))
    mesh.loops.foreach_set("vertex_index", np.arange(len(corners), dtype=np.int32))
    mesh.polygons.add(len(rows))
    mesh.polygons.foreach_set("loop_start", np.arange(0, len(corners), 4, dtype=np.int32))
    mesh.update()
