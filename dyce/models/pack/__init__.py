"""The model pack: the libraries that the built-in scenes are furnished from, installed, checked, listed, credited."""

from dyce.models.pack.installing import install
from dyce.models.pack.library import Library, Model, credits, models, status

__all__ = ["Library", "Model", "credits", "install", "models", "status"]
