"""From a stage and a view to masks and appearances."""
