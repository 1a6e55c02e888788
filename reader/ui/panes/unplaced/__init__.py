"""The tray of annotations that wait for a place in the article."""
