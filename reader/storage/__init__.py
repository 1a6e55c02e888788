"""The only room that knows SQL: the library file and what is in it."""
