"""How good completions are, beside what needs no learning and the paper's tables."""
