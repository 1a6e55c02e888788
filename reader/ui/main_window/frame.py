"""The panes of the window and how they lie beside each other."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook
from reader.domain.listing import ArticleOrder
from reader.services.read import Read
from reader.ui.asking import Asking
from reader.ui.keys import Keys
from reader.ui.names import named
from reader.ui.panes.annotations.annotation_table import AnnotationTable
from reader.ui.panes.articles.article_list import ArticleList
from reader.ui.panes.detail_form import DetailForm
from reader.ui.panes.inspector_tabs import InspectorTabs
from reader.ui.panes.label_bar import LabelBar
from reader.ui.panes.reading.reading_pane import ReadingPane
from reader.ui.panes.status_line import StatusLine
from reader.ui.panes.view_rail import ViewRail
from reader.ui.system_size import scaled
from reader.ui.theme import Theme
from reader.ui.typography import Typography

if TYPE_CHECKING:
    from reader.services.listing import Listing
    from reader.ui.panes.find_bar import FindBar
    from reader.ui.panes.library_annotations.list import LibraryAnnotationList
    from reader.ui.panes.version_strip import VersionStrip

_LIST_WIDTH, _TEXT_WIDTH, _INSPECTOR_WIDTH = 304, 730, 328
_MOST_LIST_WIDTH = 380
_TABLE_HEIGHT, _FORM_HEIGHT = 380, 420
_LEAST_LIST_WIDTH, _LEAST_TEXT_WIDTH, _LEAST_INSPECTOR_WIDTH = 214, 330, 190


class Page(Protocol):
    """A view that stands in the place of list, text and inspector; a widget."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""

    def set_codebook(self, codebook: Codebook) -> None:
        """Use the labels of this codebook."""

    def take_focus(self) -> None:
        """Take the focus where a person goes on by keys."""

    def begin_search(self) -> None:
        """Go to the search field."""


class Frame(QWidget):
    """Rail, list, text with its label bar, inspector, and the line below them all; or a page in the place of three.

    `page_left` tells that list, text and inspector are shown again.
    """

    sizes_changed = Signal()
    page_left = Signal()

    def __init__(
        self,
        read: Read,
        asking: "Asking[Listing]",
        keys: Keys,
        theme: Theme,
        typography: Typography,
        library_name: str,
        order: ArticleOrder,
    ) -> None:
        super().__init__()
        self.keys = keys
        self._find_bar: FindBar | None = None
        self._version_strip: VersionStrip | None = None
        self.rail = ViewRail(theme)
        self.articles = ArticleList(read, asking, keys, theme, order)
        self.annotations: LibraryAnnotationList | None = None
        self.pane = ReadingPane(keys, theme, typography)
        self.labels = LabelBar(theme)
        self.table = AnnotationTable(keys, theme)
        self.tabs = InspectorTabs(theme)
        self.tabs.add_page("annotations", self.table, self.table.take_focus)
        self.table.counted.connect(self.tabs.set_count)
        self.form = DetailForm(keys, theme)
        self.status = StatusLine(library_name)
        self._put_away: tuple[QWidget, ...] = ()
        rows = _column(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_split())
        self._page: Page | None = None
        self._known_pages: list[Page] = []
        row.addWidget(self._pages, 1)
        rows.addLayout(row, 1)
        rows.addWidget(self.status)
        for split in (self._split, self._inspector_split):
            split.splitterMoved.connect(self.sizes_changed)

    def _build_split(self) -> QSplitter:
        middle = QWidget()
        middle.setMinimumWidth(_LEAST_TEXT_WIDTH)
        self._middle = column = _column(middle)
        column.addWidget(self.pane, 1)
        column.addWidget(self.labels)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.articles)
        self._lists.setMinimumWidth(_LEAST_LIST_WIDTH)
        self._split = _splitter(Qt.Orientation.Horizontal, self._lists, middle, self._build_inspector())
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([min(scaled(_LIST_WIDTH), _MOST_LIST_WIDTH), _TEXT_WIDTH, _INSPECTOR_WIDTH])
        return self._split

    def _build_inspector(self) -> QWidget:
        self._inspector = named(QWidget(), "inspector")
        self._inspector.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inspector.setMinimumWidth(_LEAST_INSPECTOR_WIDTH)
        self._inspector_split = _splitter(Qt.Orientation.Vertical, self.tabs, self.form)
        self._inspector_split.setSizes([_TABLE_HEIGHT, _FORM_HEIGHT])
        _column(self._inspector).addWidget(self._inspector_split)
        return self._inspector

    def find_bar(self) -> "FindBar":
        """The bar to find in the text with, built when it is first asked for: below the text, which stays in place."""
        if self._find_bar is None:
            from reader.ui.panes.find_bar import FindBar  # noqa: PLC0415

            self._find_bar = FindBar(self.keys, self.pane.theme())
            self._middle.insertWidget(self._middle.indexOf(self.labels), self._find_bar)
            self.order_focus()
        return self._find_bar

    def version_strip(self, lead: Callable[[int], None]) -> "VersionStrip":
        """The line above the text on its versions, built when it is first asked for; its links lead by the function."""
        if self._version_strip is None:
            from reader.ui.panes.version_strip import VersionStrip  # noqa: PLC0415

            self._version_strip = VersionStrip(self.pane.theme())
            self._version_strip.version_requested.connect(lead)
            self._middle.insertWidget(0, self._version_strip)
            self.order_focus()
        return self._version_strip

    def hide_version_strip(self) -> None:
        """Say nothing of versions."""
        if self._version_strip is not None:
            self._version_strip.hide()

    def fill_rail(self, views: dict[str, QAction], actions: dict[str, QAction]) -> None:
        """Give the rail its views and its actions, each with the name of its icon."""
        for icon_name, action in views.items():
            self.rail.add_view(action, icon_name)
        for icon_name, action in actions.items():
            self.rail.add_action(action, icon_name)

    def set_theme(self, theme: Theme) -> None:
        """Paint all in other colours."""
        for pane in (self.rail, self.articles, self.pane, self.labels, self.table, self.tabs, self.form):
            pane.set_theme(theme)
        if self._find_bar is not None:
            self._find_bar.set_theme(theme)
        if self._version_strip is not None:
            self._version_strip.set_theme(theme)
        if self.annotations is not None:
            self.annotations.set_theme(theme)
        for page in self._known_pages:
            page.set_theme(theme)

    def set_codebook(self, codebook: Codebook) -> None:
        """Use the labels of this codebook everywhere."""
        for pane in (self.labels, self.table, self.form, self.pane):
            pane.set_codebook(codebook)
        if self.annotations is not None:
            self.annotations.set_codebook(codebook)
        for page in self._known_pages:
            page.set_codebook(codebook)
        self.order_focus()

    def show_page(self, page: Page | None) -> None:
        """Show a page in the place of list, text and inspector, or these three again; the focus stays where it is."""
        if page is None:
            if self._page is not None:
                self._page = None
                self._pages.setCurrentIndex(0)
                self.page_left.emit()
            return
        assert isinstance(page, QWidget)
        if page not in self._known_pages:
            self._known_pages.append(page)
            self._pages.addWidget(page)
        self._page = page
        self._pages.setCurrentWidget(page)
        self.order_focus()

    def page_shown(self) -> Page | None:
        """The page that is shown, or None where list, text and inspector are."""
        return self._page

    def add_annotations(self, annotations: "LibraryAnnotationList") -> None:
        """Take the list of all annotations in; it is built when it is first asked for."""
        self.annotations = annotations
        self._lists.addWidget(annotations)
        self.order_focus()

    def list_shown(self) -> "ArticleList | LibraryAnnotationList":
        """The list that is in the list's place."""
        shown = self._lists.currentWidget()
        return self.annotations if self.annotations is not None and shown is self.annotations else self.articles

    def show_list(self, shown: QWidget) -> None:
        """Put one of the lists in the list's place."""
        self._lists.setCurrentWidget(shown)

    def sizes(self) -> dict[str, QByteArray]:
        """How wide and high the panes are, to be remembered."""
        return {"panes": self._split.saveState(), "inspector": self._inspector_split.saveState()}

    def set_sizes(self, panes: QByteArray, inspector: QByteArray) -> None:
        """Make the panes as wide and high as they were."""
        self._split.restoreState(panes)
        self._inspector_split.restoreState(inspector)

    def toggle_list(self) -> None:
        """Show or hide the list."""
        self._toggle(self._lists)

    def toggle_inspector(self) -> None:
        """Show or hide the annotations."""
        self._toggle(self._inspector)

    def toggle_text_alone(self) -> None:
        """Show nothing but the text, or again what was shown around it."""
        self.show_page(None)
        if self._put_away:
            for widget in self._put_away:
                widget.show()
            self._put_away = ()
        else:
            around = (self.rail, self._lists, self._inspector, self.labels, self.status)
            self._put_away = tuple(widget for widget in around if widget.isVisible())
            for widget in self._put_away:
                widget.hide()
        self.pane.setFocus()

    def focus_list(self) -> None:
        """Go to the list, or the page, and show it."""
        if self._page is not None:
            self._page.take_focus()
            return
        self._lists.show()
        self.list_shown().take_focus()

    def focus_text(self) -> None:
        """Go to the text, and show it."""
        self.show_page(None)
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_inspector(self) -> None:
        """Go to the table of annotations, and show it."""
        self.show_tab("annotations")
        self.tabs.take_focus()

    def show_tab(self, name: str) -> None:
        """Show a page of the inspector: annotations or history."""
        self.show_page(None)
        self._inspector.show()
        self.tabs.choose(name)

    def show_details(self) -> None:
        """Show the form of the current annotation."""
        self.show_page(None)
        self._inspector.show()

    def focus_note(self) -> None:
        """Go to the note of the current annotation, and show it."""
        self.show_page(None)
        self._inspector.show()
        self.form.begin_note()

    def focus_search(self) -> None:
        """Go to the search field, and show it."""
        if self._page is not None:
            self._page.begin_search()
            return
        self._lists.show()
        self.list_shown().begin_search()

    def cycle_focus(self, step: int) -> None:
        """Go to the next part of the window, or the one before."""
        parts = [part for part in self._parts() if any(widget.isVisible() for widget in _focusable(part))]
        holder = self.focusWidget()
        held = [number for number, part in enumerate(parts) if holder in (part, *part.findChildren(QWidget))]
        following = parts[((held[0] if held else -1) + step) % len(parts)]
        listed = self.list_shown()
        takes: dict[QWidget, Callable[[], None]] = {listed: listed.take_focus, self.tabs: self.tabs.take_focus}
        if isinstance(self._page, QWidget):
            takes[self._page] = self._page.take_focus
        if following in takes:
            takes[following]()
        else:
            first = next(widget for widget in _focusable(following) if widget.isVisible())
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def order_focus(self) -> None:
        """Let Tab go through all as it is read, from left to right and from top to bottom; after anything is added."""
        for before, after in pairwise(widget for part in self._parts() for widget in _focusable(part)):
            QWidget.setTabOrder(before, after)

    def _parts(self) -> list[QWidget]:
        """The parts that F6 goes through, as they are read."""
        found = [self._find_bar] if self._find_bar is not None else []
        above = [self._version_strip] if self._version_strip is not None else []
        if isinstance(self._page, QWidget):
            return [self.rail, self._page, self.status]
        lists = [self.articles] if self.annotations is None else [self.articles, self.annotations]
        return [self.rail, *lists, *above, self.pane, *found, self.labels, self.tabs, self.form, self.status]

    def _toggle(self, widget: QWidget) -> None:
        widget.setVisible(not widget.isVisible())
        if not widget.isVisible():
            self.pane.setFocus()


def _focusable(part: QWidget) -> list[QWidget]:
    """The part and what is in it, as far as it takes the focus by a key, or may do so later."""
    inside = [part, *part.findChildren(QWidget)]
    return [widget for widget in inside if widget.focusPolicy() != Qt.FocusPolicy.NoFocus]


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for widget in widgets:
        splitter.addWidget(widget)
    return splitter
