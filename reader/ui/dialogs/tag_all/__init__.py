"""The dialog that shows all occurrences of a quote before they are tagged."""

from reader.ui.dialogs.tag_all.dialog import TagAllDialog

__all__ = ["TagAllDialog"]
