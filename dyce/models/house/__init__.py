"""Parts of a house."""
