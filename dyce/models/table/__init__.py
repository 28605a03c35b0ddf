"""What a table is laid with."""
