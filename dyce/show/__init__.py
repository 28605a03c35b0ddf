"""Ways to look at a data set."""
