"""Every word that a person sees goes through `tr`, as a whole sentence with places for what is put into it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reader.ui

MODULES = sorted(Path(reader.ui.__file__).parent.rglob("*.py"))
#: What shows or says the words that it is given.
SHOWS = {
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton", "addButton", "addItem", "addRow",
    "addTab", "announce", "critical", "drawText", "emit", "information", "insertItem", "question", "say",
    "setAccessibleDescription", "setAccessibleName", "setHeaderLabels", "setInformativeText", "setPlaceholderText",
    "setStatusTip", "setTabText", "setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showText",
    "show_words", "tell", "warning", "write_elided",
}  # fmt: skip
TRANSLATES = {"tr", "translate", "_tr"}
#: The name of the program, a picture of letters, and names that stand for what a key does.
NO_WORDS = {"Gloss", "Ag", "Name"}


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _called(node) in names:
            yield node


def _bare_words(node: ast.AST) -> Iterator[str]:
    """The words in an expression that go through no translation; what is called decides itself what it does."""
    if isinstance(node, ast.Call) and (_called(node) in TRANSLATES or _called(node) not in {"format", "join"}):
        return
    if isinstance(node, ast.Subscript | ast.Compare):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = re.sub(r"<[^>]*>|&\w+;", "", node.value)
        if re.search(r"[^\W\d_]{2,}", words) and node.value not in NO_WORDS:
            yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _bare_words(child)


def _untranslated(path: Path) -> list[tuple[int, str]]:
    return [
        (call.lineno, words)
        for call in _calls(path, SHOWS)
        for given in [*call.args, *(keyword.value for keyword in call.keywords)]
        for words in _bare_words(given)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_words_are_shown_that_cannot_be_translated(path: Path) -> None:
    assert _untranslated(path) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_what_is_put_into_a_sentence_is_put_in_after_its_translation(path: Path) -> None:
    made = [
        call.lineno
        for call in _calls(path, TRANSLATES)
        for given in call.args
        if isinstance(given, ast.JoinedStr | ast.BinOp)
    ]
    assert made == []


@pytest.mark.parametrize(
    "written",
    [
        'label.setText("Nothing found")',
        'QLabel("Nothing found")',
        'label.setText("Found" if found else self.tr("Nothing found"))',
        'label.setText(f"{count} found")',
        'self.told.emit("{0} found".format(count))',
        'QLabel(self.tr("Found") + " nothing")',
    ],
)
def test_words_that_bypass_the_translation_are_seen(tmp_path: Path, written: str) -> None:
    path = tmp_path / "written.py"
    path.write_text(written, encoding="utf-8")
    assert _untranslated(path)
