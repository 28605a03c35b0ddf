"""dyce: one function a household thing; each returns a mesh object, metres, origin bottom centre, front -Y."""
