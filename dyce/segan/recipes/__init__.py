"""The recipes of the networks, a module each, found by walking this package: what a network's numbers are, and its presets."""
