"""What a screen reader is told: the events themselves, and what the text says of itself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Status
from reader.domain.span import Span
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from tests.making import tag
from tests.ui.conftest import NEWS, OpenWindow, PaneOnArticle, add_article

Heard = list[tuple[QObject, str]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """The announcements that go to a screen reader, each with the widget that makes it."""
    found: Heard = []
    pass_on = QAccessible.updateAccessibility

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            found.append((event.object(), event.message()))
        pass_on(event)

    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    yield found
    QAccessible.setActive(was_active)


@pytest.fixture
def overlapping(library: Library, window: MainWindow) -> MainWindow:
    """A window on a text in which two annotations begin at one word, and another one comes later."""
    tag(library, 1, "Ines Duarte", label="Person")
    tag(library, 1, "Ines Duarte met Omar Haddad", label="Statement")
    tag(library, 1, "Harbour Board", label="Organization")
    window.reading.show_annotations_again()
    window.pane.select(Span(0, 0))
    return window


def test_the_text_announces_the_annotation_that_the_caret_comes_to(
    qtbot: QtBot, heard: Heard, window: MainWindow, library: Library
) -> None:
    tag(library, 1, "Duarte")
    window.reading.show_annotations_again()
    start = NEWS.index("Duarte")
    window.pane.select(Span(start - 2, start - 2))
    heard.clear()
    for _ in range(3):
        qtbot.keyClick(window.pane, Qt.Key.Key_Right)
    assert heard == [(window.pane, "Person: Duarte")]


def test_tab_announces_each_of_two_annotations_that_begin_at_one_place(
    qtbot: QtBot, heard: Heard, overlapping: MainWindow
) -> None:
    for _ in range(3):
        qtbot.keyClick(overlapping.pane, Qt.Key.Key_Tab)
    assert [words for _, words in heard] == [
        "Person: Ines Duarte; 1 of 2 here",
        "Statement: Ines Duarte met Omar Haddad; 2 of 2 here",
        "Organization: Harbour Board",
    ]
    assert {about for about, _ in heard} == {overlapping.pane}


def test_going_through_what_overlaps_announces_what_is_current_now(
    qtbot: QtBot, heard: Heard, overlapping: MainWindow
) -> None:
    start = NEWS.index("Ines")
    overlapping.pane.select(Span(start, start))
    heard.clear()
    for _ in range(2):
        qtbot.keyClick(overlapping.pane, Qt.Key.Key_O)
    assert [words for _, words in heard] == [
        "Person: Ines Duarte; 1 of 2 here",
        "Statement: Ines Duarte met Omar Haddad; 2 of 2 here",
    ]


def test_several_annotations_at_the_caret_are_counted(heard: Heard, overlapping: MainWindow) -> None:
    start = NEWS.index("Duarte met")
    overlapping.pane.select(Span(start, start))
    assert heard[-1][1] == "2 annotations: Person: Ines Duarte; Statement: Ines Duarte met Omar Haddad"


def test_a_suggestion_and_a_note_are_announced_as_such(on_article: PaneOnArticle) -> None:
    heard: list[str] = []
    article = on_article.show(NEWS)
    made = on_article.annotate(article, "Omar Haddad", "Person")
    suggested = replace(made, status=Status.SUGGESTED, note="check the spelling")
    on_article.pane.refresh((made.id,), [suggested])
    on_article.pane.announced.connect(heard.append)
    on_article.pane.select(Span(made.hull.start, made.hull.start))
    assert heard == ["Person, suggested: Omar Haddad (check the spelling)"]


def test_what_the_status_line_says_is_announced(heard: Heard, window: MainWindow) -> None:
    window.status.tell("Undone: a tag")
    assert heard == [(window.status, "Undone: a tag")]


def test_nothing_is_said_where_there_is_nothing_to_say(heard: Heard, window: MainWindow) -> None:
    window.status.tell("")
    assert heard == []


TEXTS = {
    "plain": NEWS,
    "outside the Basic Multilingual Plane": "Title\n\nA 𝔊𝔩𝔬𝔰𝔰 of 🌊 water, he said.\n\nThe end 👩‍👩‍👧 came.",
    "with hard spaces and line separators": "Title\n\nIt cost 3\u00a0million,\u2028he\u00a0said.\n\nMore.",
    "from the right": "عنوان الخبر\n\nقال وزير الخارجية إن NATO الاتفاق قريب.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_screen_reader_reads_the_words_of_the_text_and_where_caret_and_selection_are(
    on_article: PaneOnArticle, text: str
) -> None:
    on_article.show(text)
    article = on_article.pane.article()
    assert article is not None
    interface = QAccessible.queryAccessibleInterface(on_article.pane).textInterface()
    length = _units(article.text)
    assert interface.characterCount() == length
    assert _lines(interface.text(0, length)) == _lines(article.text)
    for start, stop in ((0, 3), (len(article.text) - 6, len(article.text) - 1)):
        on_article.pane.select(Span(start, stop))
        quote = on_article.pane.selection().of(article.text)
        caret = interface.cursorPosition()
        assert interface.selectionCount() == 1
        assert interface.text(caret - _units(quote), caret) == quote


def test_a_screen_reader_is_told_that_the_text_cannot_be_written_in(on_article: PaneOnArticle) -> None:
    on_article.show(NEWS)
    state = QAccessible.queryAccessibleInterface(on_article.pane).state()
    assert [state.readOnly, state.multiLine, state.focusable, state.selectableText] == [1, 1, 1, 1]


def test_the_next_article_is_the_one_that_is_read_out(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    add_article(library)
    add_article(library, "Another title\n\nAnother text.")
    window = open_window()
    before = QAccessible.queryAccessibleInterface(window.pane).textInterface().text(0, 7)
    qtbot.keyClick(window.articles.view, Qt.Key.Key_Down)
    after = QAccessible.queryAccessibleInterface(window.pane).textInterface().text(0, 7)
    assert {before, after} == {"Harbour", "Another"}


def _units(text: str) -> int:
    """How long a text is for Qt, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _lines(text: str) -> list[str]:
    """The words between breaks, whatever character stands for a break."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n").split("\n")
