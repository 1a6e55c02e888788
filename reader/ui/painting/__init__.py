"""Drawing an article: its page, the geometry of its lines, the highlights under its text."""
