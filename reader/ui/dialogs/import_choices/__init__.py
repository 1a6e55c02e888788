"""The dialog that shows what an import will make of tables and collections, before it begins."""

from reader.ui.dialogs.import_choices.dialog import ImportChoicesDialog

__all__ = ["ImportChoicesDialog"]
