"""In the child process of Gloss: the views of entities and claims, driven as a person drives them."""

import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from benchmarks.painted import Painted

if TYPE_CHECKING:
    from benchmarks.serving import Server
    from reader.ui.main_window import MainWindow
    from reader.ui.panes.claims.claims_page import ClaimsPage
    from reader.ui.panes.entities.pane import EntitiesPane

#: What comes from the library: the list of entities, then the page of one; its mentions in an order; the ledger.
_LIST, _PAGE, _ORDER, _LEDGER = "list", "page", "order", "ledger"


def records(window: "MainWindow", server: "Server") -> dict[str, Callable[..., None]]:
    """The commands: each answers with nanoseconds from the request to painted, with all that was asked for in it."""
    from reader.domain.entity_listing import MentionOrder  # noqa: PLC0415 - after the moment that is measured
    from reader.ui.main_window.views import ARTICLES, CLAIMS, ENTITIES  # noqa: PLC0415
    from reader.ui.panes.claims.claims_page import ClaimsPage  # noqa: PLC0415
    from reader.ui.panes.entities.pane import EntitiesPane  # noqa: PLC0415

    held: list[Painted] = []
    watched: dict[str, QWidget] = {}
    came: Counter[str] = Counter()

    def entities() -> "EntitiesPane":
        if _PAGE not in watched:
            watched[_PAGE] = pane = window.findChildren(EntitiesPane)[0]
            pane.settled.connect(lambda: came.update([_PAGE]))
            pane.list.view.model().modelReset.connect(lambda: came.update([_LIST]))
            pane.page.mentions.modelReset.connect(lambda: came.update([_ORDER]))
        return cast("EntitiesPane", watched[_PAGE])

    def claims() -> "ClaimsPage":
        if _LEDGER not in watched:
            watched[_LEDGER] = page = window.findChildren(ClaimsPage)[0]
            page.view.model().modelReset.connect(lambda: came.update([_LEDGER]))
        return cast("ClaimsPage", watched[_LEDGER])

    def timed(
        awaited: str,
        request: Callable[[], None],
        viewport: Callable[[], QWidget],
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        """Until painted with what came since. The widget is asked for behind the request, which may build it."""
        before = came[awaited]
        begin = time.monotonic_ns()
        request()
        held[:] = [
            Painted(
                [viewport()], lambda moment: server.answer(moment - begin), lambda: came[awaited] > before and ready()
            )
        ]

    def mentions() -> QWidget:
        return entities().page.views[0].viewport()

    def rows_of_register() -> QWidget:
        return entities().list.view.viewport()

    def rows_of_ledger() -> QWidget:
        return claims().view.viewport()

    def count() -> int:
        page = entities().page.page()
        return len(page.mentions) if page is not None else 0

    def leave() -> None:
        """Go to the articles; what the views show is to be asked for anew."""
        window.views.show(ARTICLES)
        window.entities_view.reload()
        window.claims_view.reload()
        server.answer(0)

    def open_page(entity_id: int) -> None:
        timed(
            _PAGE,
            lambda: entities().show_entity(entity_id),
            mentions,
            lambda: entities().page.entity_id() == entity_id,
        )

    def merge(entity_id: int, expected: int) -> None:
        """Merge the entity into the one that is shown."""
        timed(
            _PAGE,
            lambda: entities().page.head.double_merge_requested.emit(entity_id),
            mentions,
            lambda: count() == expected,
        )

    def undo(title: str) -> None:
        """Until the line below says that it is undone: it may lead to another view."""
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        action = next(each for each in window.findChildren(QAction) if keys in each.shortcuts())
        begin = time.monotonic_ns()
        action.trigger()
        said = window.status.said
        held[:] = [Painted([window.status], lambda moment: server.answer(moment - begin), lambda: title in said())]

    def sort(order: str) -> None:
        timed(_ORDER, lambda: entities().page.set_order(MentionOrder(order)), mentions)

    return {
        "leave": leave,
        "register": lambda: timed(_LIST, lambda: window.views.show(ENTITIES), rows_of_register),
        "ledger": lambda: timed(_LEDGER, lambda: window.views.show(CLAIMS), rows_of_ledger),
        "entity-page": open_page,
        "concordance": sort,
        "merge": merge,
        "undo": undo,
    }
