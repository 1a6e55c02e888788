"""Values and text rules in pure Python: no database, no files, no Qt."""
