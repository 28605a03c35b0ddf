"""Networks trained: phases, steps, validation, checkpoints."""
