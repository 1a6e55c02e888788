"""The style sheet of the editor of the codebook."""

from reader.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """How the parts of the editor look in the colours of a theme."""
    field, line, text = theme.field.name(), theme.line.name(), theme.text.name()
    return (
        "#labelTree, #attributeList, #linkTypeList, #askedList { background: transparent; border: 0; }"
        "QScrollArea, #labelForm { background: transparent; }"
        "#thingHead { font-weight: 600; }"
        f"#codebookStatus {{ color: {theme.muted.name()}; border-top: 1px solid {line}; }}"
        f"#codebookBar {{ border-bottom: 1px solid {line}; }}"
        "QPushButton { padding: 6px 12px; }"
        f"QComboBox {{ background: {field}; color: {text}; border: 1px solid {line}; border-radius: 6px;"
        " padding: 5px 8px; }"
        f"QComboBox:disabled {{ color: {theme.muted.name()}; background: transparent; }}"
        f"QComboBox:focus {{ border-color: {theme.accent.name()}; }}"
        f"QComboBox QAbstractItemView {{ background: {field}; color: {text}; border: 1px solid {line}; outline: 0;"
        f" selection-background-color: {theme.selection.name()}; selection-color: {text}; }}"
        "QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }"
        f"QComboBox QAbstractItemView::item:selected {{ background: {theme.selection.name()}; color: {text}; }}"
        "QComboBox { combobox-popup: 0; }"
        "QComboBox::drop-down { border: 0; width: 24px; } QComboBox::down-arrow { image: none; }"
    )
