"""A data set on disk: what a view records, how it is written, read and checked, how scenes are divided."""
