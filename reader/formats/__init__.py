"""Files to domain values and back, one module a format: no database, no Qt."""
