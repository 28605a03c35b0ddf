"""What a scene is: rooms and the language they are written in, files, stages."""
