"""The reading pane: selections and keys become spans of the stored text, whatever characters stand in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.domain.span import Span, trimmed
from reader.errors import AnnotationError
from reader.services.annotate import Annotate
from reader.storage.library import Library
from reader.ui.typography import Typography
from tests.ui.conftest import NEWS, PaneOnArticle

FAMILY, FLAG = "👨‍👩‍👧‍👦", "🇫🇮"
PIECES = (
    *("a", "Ze", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u2028", "\u2029", "\u0085", "\ufeff", "\ufffc"),
    *(FAMILY, FLAG, "😀", "👍🏽", "e\u0301", "o\u0308\u0323", "한국", "각", "नमस्ते", "กำ"),
    *("العربية", "עברית", "\u200f", "\u202e", "习近平", "。", "𝒳", "\U00020000", "\u0000", "\ufdd0", "\ufffe"),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=30).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_the_characters_of_the_page_are_those_of_the_text_one_for_one(on_article: PaneOnArticle, text: str) -> None:
    on_article.show("T" + text)
    article = on_article.pane.article()
    assert article is not None
    document = on_article.pane.document()
    assert document.characterCount() - 1 == len(article.text.encode("utf-16-le")) // 2
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append(block.text())
        block = block.next()
    assert "\n".join(blocks) == article.text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts, anchor=st.integers(0, 200), position=st.integers(0, 200))
def test_what_is_tagged_is_what_was_selected(
    on_article: PaneOnArticle, library: Library, text: str, anchor: int, position: int
) -> None:
    pane = on_article.pane
    article_id = on_article.show("T" + text)
    stored = library.articles.text(article_id)
    last = pane.document().characterCount() - 1
    cursor = pane.textCursor()
    cursor.setPosition(min(anchor, last))
    cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    selected = pane.selection()
    if not selected:
        return
    utf16 = stored.encode("utf-16-le")
    ends = sorted((cursor.anchor(), cursor.position()))
    shown = utf16[2 * ends[0] : 2 * ends[1]].decode("utf-16-le", errors="replace")
    assert shown.strip("\ufffd") in selected.of(stored)
    try:
        change = Annotate(library).tag(article_id, (selected,), on_article.label("Person"))
    except AnnotationError:
        assert not trimmed(selected, stored)
        return
    annotation = library.annotations.get(change.annotation_ids[0])
    assert annotation is not None
    assert annotation.quote == annotation.hull.of(stored)
    assert selected.of(stored).strip() in annotation.quote
    library.annotations.delete(annotation.id)


@pytest.mark.parametrize("cluster", [FAMILY, FLAG, "e\u0301", "👍🏽", "नि"])
def test_a_selection_that_ends_inside_a_cluster_takes_the_whole_of_it(
    on_article: PaneOnArticle, library: Library, cluster: str
) -> None:
    article_id = on_article.show(f"Title\n\nbefore {cluster} after")
    start = library.articles.text(article_id).index(cluster)
    on_article.pane.select(Span(start - 7, start + 1))
    on_article.pane.tag_with(on_article.label("Person"))
    spans, label = on_article.wishes.pop()
    change = Annotate(library).tag(article_id, spans, label)
    annotation = library.annotations.get(change.annotation_ids[0])
    assert annotation is not None
    assert annotation.quote == f"before {cluster}"


def test_a_label_key_tags_the_selection(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show(NEWS)
    start = NEWS.index("Ines Duarte")
    on_article.pane.select(Span(start, start + 11))
    qtbot.keyClick(on_article.pane, Qt.Key.Key_1)
    assert on_article.wishes == [((Span(start, start + 11),), on_article.label("Person"))]


def test_without_a_selection_an_entity_key_tags_the_word_and_a_claim_key_the_sentence(
    on_article: PaneOnArticle, qtbot: QtBot
) -> None:
    on_article.show(NEWS)
    index = NEWS.index("cost 3.5") + 2
    on_article.pane.select(Span(index, index))
    qtbot.keyClick(on_article.pane, Qt.Key.Key_8)
    qtbot.keyClick(on_article.pane, Qt.Key.Key_S)
    (word, _), (sentence, _) = [(spans[0], label) for spans, label in on_article.wishes]
    assert word.of(NEWS) == "cost"
    assert sentence.of(NEWS) == "It cost 3.5 million crowns, the board said."


def test_enter_repeats_the_last_label(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show(NEWS)
    qtbot.keyClick(on_article.pane, Qt.Key.Key_Return)
    assert not on_article.wishes
    assert "repeats" in on_article.told[-1]
    qtbot.keyClick(on_article.pane, Qt.Key.Key_3)
    index = NEWS.index("Monday")
    on_article.pane.select(Span(index, index + 6))
    qtbot.keyClick(on_article.pane, Qt.Key.Key_Return)
    assert on_article.wishes[-1] == ((Span(index, index + 6),), on_article.label("Place"))


def test_a_label_key_between_words_says_that_nothing_was_tagged(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show("Title\n\n-- --")
    on_article.pane.select(Span(9, 9))
    qtbot.keyClick(on_article.pane, Qt.Key.Key_1)
    assert not on_article.wishes
    assert "no word" in on_article.told[-1]


def test_a_shortcut_with_a_letter_tags_nothing(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show(NEWS)
    qtbot.keyClick(on_article.pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(on_article.pane, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert not on_article.wishes


def test_the_caret_begins_at_the_body_and_shift_arrows_select(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show(NEWS)
    assert on_article.pane.selection() == Span(NEWS.index("KELLO"), NEWS.index("KELLO"))
    for _ in range(5):
        qtbot.keyClick(on_article.pane, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert on_article.pane.selection().of(NEWS) == "KELLO"


def test_tab_goes_through_the_annotations_and_round(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    article_id = on_article.show(NEWS)
    omar = on_article.annotate(article_id, "Omar Haddad", "Person")
    ines = on_article.annotate(article_id, "Ines Duarte", "Person")
    reached: list[int] = []
    on_article.pane.current_changed.connect(reached.append)
    for _ in range(3):
        qtbot.keyClick(on_article.pane, Qt.Key.Key_Tab)
    qtbot.keyClick(on_article.pane, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert reached == [ines.id, omar.id, ines.id, omar.id]


def test_delete_and_note_are_wishes_about_the_current_annotation(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    article_id = on_article.show(NEWS)
    annotation = on_article.annotate(article_id, "Ines Duarte", "Person")
    wished: list[tuple[str, int]] = []
    on_article.pane.delete_requested.connect(lambda found: wished.append(("delete", found)))
    on_article.pane.note_requested.connect(lambda found: wished.append(("note", found)))
    qtbot.keyClick(on_article.pane, Qt.Key.Key_Delete)
    assert "No annotation is current" in on_article.told[-1]
    on_article.pane.set_current(annotation.id)
    for key in (Qt.Key.Key_A, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        qtbot.keyClick(on_article.pane, key)
    assert wished == [("note", annotation.id), ("note", annotation.id), ("delete", annotation.id)]


def test_esc_lets_go_of_the_selection_then_of_the_current_annotation(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    article_id = on_article.show(NEWS)
    on_article.pane.set_current(on_article.annotate(article_id, "Ines Duarte", "Person").id)
    on_article.pane.select(Span(40, 50))
    qtbot.keyClick(on_article.pane, Qt.Key.Key_Escape)
    assert not on_article.pane.selection()
    assert on_article.pane.current_id()
    qtbot.keyClick(on_article.pane, Qt.Key.Key_Escape)
    assert not on_article.pane.current_id()


def point_of(on_article: PaneOnArticle, text: str, quote: str) -> QPoint:
    """The middle of a quote, in the viewport."""
    cursor = on_article.pane.textCursor()
    cursor.setPosition(text.index(quote))
    left = on_article.pane.cursorRect(cursor)
    cursor.setPosition(text.index(quote) + len(quote))
    right = on_article.pane.cursorRect(cursor)
    return QPoint((left.left() + right.left()) // 2, left.top() + 12)


def test_a_click_takes_the_shortest_annotation_under_it_and_beside_it_none(
    on_article: PaneOnArticle, qtbot: QtBot
) -> None:
    article_id = on_article.show(NEWS)
    on_article.annotate(article_id, "Mayor Ines Duarte met Omar Haddad", "Event")
    inner = on_article.annotate(article_id, "Ines Duarte", "Person")
    viewport = on_article.pane.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point_of(on_article, NEWS, "Ines Duarte"))
    assert on_article.pane.current_id() == inner.id
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point_of(on_article, NEWS, "KELLO"))
    assert on_article.pane.current_id() == 0


def test_a_double_click_selects_a_word_and_a_drag_whole_words(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show(NEWS)
    viewport = on_article.pane.viewport()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=point_of(on_article, NEWS, "Duarte"))
    assert on_article.pane.selection().of(NEWS) == "Duarte"
    on_article.pane.let_go()
    start, stop = point_of(on_article, NEWS, "Ines"), point_of(on_article, NEWS, "Duarte")
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, stop)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=stop)
    assert on_article.pane.selection().of(NEWS) == "Ines Duarte"


def test_copying_gives_the_stored_text_with_its_hard_spaces(on_article: PaneOnArticle) -> None:
    on_article.show("Title\n\n12\u00a0000 crowns")
    on_article.pane.select(Span(7, 20))
    assert on_article.pane.createMimeDataFromSelection().text() == "12\u00a0000 crowns"[:13]


def test_a_tag_never_touches_the_document(on_article: PaneOnArticle) -> None:
    article_id = on_article.show(NEWS)
    before = on_article.pane.document().revision()
    on_article.annotate(article_id, "Ines Duarte", "Person")
    on_article.pane.repaint()
    assert on_article.pane.document().revision() == before


def test_zoom_keeps_the_selection_and_the_place(on_article: PaneOnArticle) -> None:
    long = "Title\n\n" + "\n\n".join(f"Paragraph {n} says a little of something." for n in range(200))
    on_article.show(long)
    index = long.index("Paragraph 120")
    on_article.pane.scroll_to(index)
    on_article.pane.set_typography(Typography(zoom=180))
    assert abs(on_article.pane.top_index() - index) < 60


def test_an_annotation_that_is_gone_is_no_longer_current(on_article: PaneOnArticle) -> None:
    article_id = on_article.show(NEWS)
    annotation = on_article.annotate(article_id, "Ines Duarte", "Person")
    on_article.pane.set_current(annotation.id)
    on_article.pane.refresh((annotation.id,), [])
    assert on_article.pane.current_id() == 0


def test_the_next_click_takes_the_next_annotation_at_the_same_place(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    article_id = on_article.show(NEWS)
    person = on_article.annotate(article_id, "Ines Duarte", "Person")
    other = on_article.annotate(article_id, "Ines Duarte", "Other")
    reached = []
    for _ in range(3):
        place = point_of(on_article, NEWS, "Ines Duarte")
        qtbot.mouseClick(on_article.pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseMove(on_article.pane.viewport(), QPoint(5, 5))
        reached.append(on_article.pane.current_id())
    assert reached == [person.id, other.id, person.id]


def test_the_caret_does_not_stop_in_the_gap_between_paragraphs(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show("Title\n\nOne.\n\nTwo.\n\nThree.")
    found = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Right):
        qtbot.keyClick(on_article.pane, key)
        found.append(on_article.pane.textCursor().block().text())
    assert found == ["Two.", "Three.", "Two.", "Two.", "Three."]


def test_without_a_sentence_at_the_caret_a_claim_says_so(on_article: PaneOnArticle, qtbot: QtBot) -> None:
    on_article.show("Title\n\nOne.\n\n\n\nTwo.")
    on_article.pane.select(Span(13, 13))
    qtbot.keyClick(on_article.pane, Qt.Key.Key_S)
    assert on_article.told == ["There is no sentence at the caret: nothing was tagged."]


@pytest.mark.parametrize("height", range(560, 640, 11))
def test_a_page_down_that_lands_in_a_gap_does_not_go_on_by_another_page(
    on_article: PaneOnArticle, qtbot: QtBot, height: int
) -> None:
    on_article.show("Title\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(200)))
    on_article.pane.resize(760, height)
    for _ in range(8):
        before = on_article.pane.cursorRect().top() + on_article.pane.verticalScrollBar().value()
        qtbot.keyClick(on_article.pane, Qt.Key.Key_PageDown)
        assert on_article.pane.textCursor().block().text()
        after = on_article.pane.cursorRect().top() + on_article.pane.verticalScrollBar().value()
        assert after - before < 1.5 * height


def test_a_place_deep_in_a_long_text_is_come_back_to_at_once_and_stays(
    on_article: PaneOnArticle, library: Library, qtbot: QtBot
) -> None:
    text = "Title\n\n" + "\n\n".join(f"Paragraph {number} of a long text." * 9 for number in range(3000))
    for spaces in range(2):  # laid out anew each time
        article = library.articles.get(on_article.show(text + " " * spaces))
        assert article is not None
        assert on_article.pane.top_index() == 0
        index = text.index("Paragraph 2000")
        on_article.pane.scroll_to(index)
        assert on_article.pane.top_index() == pytest.approx(index, abs=200)
        QApplication.processEvents()
        assert on_article.pane.top_index() == pytest.approx(index, abs=200)
