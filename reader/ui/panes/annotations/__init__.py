"""The table of annotations."""
