"""The history of the library."""
