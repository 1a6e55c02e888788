"""Gloss: read news articles, mark who and what is in them and what is claimed, and take it all out again."""

__version__ = "0.1.0"
