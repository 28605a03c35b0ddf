"""Work for Blender, done in processes of their own: the calling process never imports bpy."""
