"""The networks, found by walking this package: each registers itself under the name that its recipe has."""
