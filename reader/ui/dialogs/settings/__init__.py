"""The settings: how articles are set, and the keys."""
