"""Words of others are shown as they are written, never taken for markup or for keys."""

import pytest
from PySide6.QtGui import QTextDocument

from reader.ui.plain import as_tip, on_button


@pytest.mark.parametrize("words", ['<img src="/etc/passwd"> said', "<b>bold</b>\n  two", "R&amp;D", "a < b & c"])
def test_a_tip_shows_what_is_written(words: str) -> None:
    shown = QTextDocument()
    shown.setHtml(as_tip(words))
    assert shown.toPlainText() == words


def test_plain_words_stay_as_they_are() -> None:
    assert as_tip("Mayor Duarte, “we will”") == "Mayor Duarte, “we will”"


def test_no_letter_of_a_name_becomes_a_key() -> None:
    assert on_button("R&D") == "R&&D"
