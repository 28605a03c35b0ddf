"""Glass, what is poured into it, panes that are looked through, dark displays."""

from dyce.models.materials.shader import Colour, Shader, named, shade, shared

__all__ = ["clear_glass", "coloured_glass", "liquid", "mirror_black", "pane", "window_pane"]


@shared
def clear_glass(s: Shader, tint: Colour = (0.985, 0.995, 0.99), roughness: float = 0.0) -> None:
    """Clear glass, IOR 1.45."""
    s.set(Base_Color=tint, Roughness=roughness, IOR=1.45, Transmission_Weight=1.0)
    s.let_light_through(shade(tint, 0.94))


@shared
def coloured_glass(s: Shader, colour: Colour = (0.10, 0.22, 0.06)) -> None:
    """Bottle glass, its wall tinted on each passage."""
    s.set(Base_Color=colour, Roughness=0.01, IOR=1.5, Transmission_Weight=1.0)
    s.let_light_through(shade(colour, 0.9))


@shared
def liquid(s: Shader, colour: Colour = (0.85, 0.68, 0.12)) -> None:
    """Oil, juice, water."""
    s.set(Base_Color=colour, Roughness=0.0, IOR=1.36, Transmission_Weight=1.0)
    s.let_light_through(shade(colour, 0.9))


@shared
def mirror_black(s: Shader) -> None:
    """A dark display under glass, with fingerprints in the gloss."""
    s.set(Base_Color=(0.006, 0.007, 0.008), Roughness=s.ramp(s.noise(60, 5), 0.45, 0.7, 0.03, 0.16))


@shared
def pane(s: Shader) -> None:
    """A thin sheet of glass: light passes straight, a little is mirrored."""
    facing = s.node("Fresnel", IOR=1.4).outputs[0]
    s.set(Base_Color=(0.9, 0.9, 0.9), Roughness=s.ramp(s.noise(30, 3), 0.3, 0.7, 0.01, 0.05), Metallic=1.0)
    s.pass_straight(s.math("MULTIPLY", facing, 0.9))


@named
def window_pane(s: Shader, tint: Colour = (0.95, 0.97, 0.96)) -> None:
    """Window glass: a thin sheet that reflects at grazing angles and otherwise is not there, for passes either."""
    s.tree.nodes.clear()
    facing, camera = s.node("Fresnel", IOR=1.35), s.node("LightPath")
    share = s.math("MULTIPLY", facing.outputs[0], camera.outputs["Is Camera Ray"])
    sheet = s.node("MixShader")
    shaders = s.node("BsdfTransparent", Color=tint), s.node("BsdfGlossy", Roughness=0.0)
    for index, given in enumerate((share, *(shader.outputs[0] for shader in shaders))):
        s.put(sheet.inputs[index], given)
    s.node("OutputMaterial", Surface=sheet.outputs[0])
