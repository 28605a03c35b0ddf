"""Where objects come from: the asset pack and parametric models."""
