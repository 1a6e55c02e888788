"""The list of all annotations of the library."""
