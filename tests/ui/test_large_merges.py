"""Merging entities with thousands of mentions in the window, and taking that back beside it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.domain.uid import new_uid
from reader.services.register import Register
from reader.storage.library import Library
from tests.making import draft_of, label_of
from tests.ui.conftest import OpenWindow
from tests.ui.test_entities_view import View

ARTICLES, EACH = 100, 50
MENTIONS = ARTICLES * EACH

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def view(qtbot: QtBot, library: Library, open_window: OpenWindow) -> View:
    """The view of two entities, each of which is mentioned 5,000 times."""
    person = label_of(library, "Person").id
    (annotator,) = library.row("SELECT min(id) FROM annotator") or (1,)
    names = ("Ada", "Bea")
    ids = [Register(library).add(name, person).entity_ids[0] for name in names]
    text = "Title\n\n" + "Ada met Bea. " * EACH
    with library.transaction():
        for number in range(ARTICLES):
            article = library.articles.add(draft_of(f"{text}\n\nIt was number {number}.", published="2026-05-01"))
            library.write_many(
                "INSERT INTO annotation (uid, article_id, start, stop, quote, label_id, annotator_id, entity_id, "
                "created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '2026-05-01', '2026-05-01')",
                [
                    (new_uid(), article, start, start + 3, name, person, annotator, entity)
                    for entity, name, offset in zip(ids, names, (0, 8), strict=True)
                    for start in range(7 + offset, 7 + offset + 13 * EACH, 13)
                ],
            )
    return View(qtbot, open_window(), library)


def mentions(view: View) -> tuple[int, str]:
    page = view.pane.page.page()
    return (len(page.mentions), page.entity.name) if page is not None else (0, "")


def test_a_large_merge_and_its_undo_are_both_painted_and_the_list_with_them(qtbot: QtBot, view: View) -> None:
    ada, bea = (entity.id for entity in view.register.all())
    view.go_to("Ada")
    view.pane.page.head.double_merge_requested.emit(bea)
    qtbot.waitUntil(lambda: mentions(view) == (2 * MENTIONS, "Ada"))
    assert view.register.some((ada, bea)).keys() == {ada}
    qtbot.keyClick(view.focus(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.window.status.said().startswith("Undone"))
    qtbot.waitUntil(lambda: mentions(view) == (MENTIONS, "Ada"))
    qtbot.waitUntil(lambda: view.names() == ["Ada", "Bea"])
