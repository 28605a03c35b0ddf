"""Where a scene is looked at from: cameras, the rigs that draw their poses, the floor, and what rays see."""
