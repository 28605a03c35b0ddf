"""What a scene is: recipes, stages, categories."""
