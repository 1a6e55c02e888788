"""The menus of the list of all annotations: sort, filter and export; and what is done with the rows selected."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from reader.domain.annotation_listing import AnnotationCounts, AnnotationQuery, AnnotationSort
from reader.domain.codebook import Codebook, Label
from reader.ui.painting.marks import paint_mark
from reader.ui.plain import on_button
from reader.ui.theme import Theme

_SORTS = (
    (AnnotationSort.MADE, "Made, newest first"),
    (AnnotationSort.CHANGED, "Changed, newest first"),
    (AnnotationSort.DATE, "Date of the article, newest first"),
    (AnnotationSort.LABEL, "Label"),
    (AnnotationSort.QUOTE, "Quote"),
    (AnnotationSort.TITLE, "Title of the article"),
    (AnnotationSort.PLACE, "Article and place in it"),
)
_DAYS = ((7, "The last 7 days"), (30, "The last 30 days"), (365, "The last year"))
_NAMED = 2


class NarrowingMenu(QMenu):
    """Sort, filter and export; each choice tells the query as it is then."""

    chosen = Signal(object)
    export_requested = Signal()

    def __init__(
        self,
        query: AnnotationQuery,
        codebook: Codebook,
        counts: AnnotationCounts,
        annotators: list[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._query = query
        self._build_sorts()
        self.addSeparator()
        self._build_labels(codebook, counts)
        self._build_days()
        if len(annotators) > 1:
            self._build_annotators(annotators)
        self.addSeparator()
        export = self.addAction(self.tr("Export these to CSV…"))
        export.triggered.connect(self.export_requested)

    def _build_sorts(self) -> None:
        menu = self.addMenu(self.tr("Sort by"))
        self._choices(menu, [(_tr(words), self._query.sort is sort, {"sort": sort}) for sort, words in _SORTS])
        menu.addSeparator()
        turned = menu.addAction(self.tr("The other way round"))
        turned.setCheckable(True)
        turned.setChecked(self._query.reverse)
        turned.triggered.connect(lambda on: self.chosen.emit(replace(self._query, reverse=on)))

    def _build_labels(self, codebook: Codebook, counts: AnnotationCounts) -> None:
        menu = self.addMenu(self.tr("Label"))
        self._choices(menu, [(self.tr("All labels"), not self._query.labels, {"labels": ()})])
        menu.addSeparator()
        for label in codebook.labels:
            count = counts.of(label.id)
            if not count and label.archived:
                continue
            action = menu.addAction(f"{on_button(label.name)}\t{count:,}")
            action.setCheckable(True)
            action.setChecked(label.id in self._query.labels)
            action.triggered.connect(lambda on, label_id=label.id: self._toggle_label(label_id, on=on))

    def _build_days(self) -> None:
        query, today = self._query, datetime.now(UTC).date()
        menu = self.addMenu(self.tr("Date of the article"))
        rows: list[tuple[str, bool, dict[str, object]]] = [
            (self.tr("Any"), query.since is None and query.until is None, {"since": None, "until": None})
        ]
        for days, words in _DAYS:
            since = today - timedelta(days=days)
            rows.append((_tr(words), query.since == since, {"since": since, "until": None}))
        for year in (today.year, today.year - 1):
            first, last = date(year, 1, 1), date(year, 12, 31)
            rows.append((str(year), (query.since, query.until) == (first, last), {"since": first, "until": last}))
        self._choices(menu, rows)

    def _build_annotators(self, annotators: list[str]) -> None:
        menu = self.addMenu(self.tr("Annotator"))
        rows: list[tuple[str, bool, dict[str, object]]] = [
            (self.tr("All"), not self._query.annotator, {"annotator": ""})
        ]
        rows += [(name, self._query.annotator == name, {"annotator": name}) for name in annotators]
        self._choices(menu, rows)

    def _choices(self, menu: QMenu, rows: list[tuple[str, bool, dict[str, object]]]) -> None:
        """One of these, and what choosing it makes of the query."""
        group = QActionGroup(menu)
        for words, chosen, changes in rows:
            action = QAction(on_button(words), menu, checkable=True, checked=chosen)
            group.addAction(action)
            menu.addAction(action)
            made = replace(self._query, **changes)  # type: ignore[arg-type]
            action.triggered.connect(lambda _on, made=made: self.chosen.emit(made))

    def _toggle_label(self, label_id: int, *, on: bool) -> None:
        others = tuple(other for other in self._query.labels if other != label_id)
        self.chosen.emit(replace(self._query, labels=(*others, label_id) if on else others))


class RowMenu(QMenu):
    """What is done with the rows that are selected."""

    opened = Signal()
    relabelled = Signal(object)
    named = Signal()
    noted = Signal()
    deleted = Signal()


def row_menu(ids: tuple[int, ...], codebook: Codebook, theme: Theme, parent: QWidget) -> RowMenu:
    """The menu of these annotations."""
    menu = RowMenu(parent)
    if len(ids) == 1:
        menu.addAction(_tr("Open the place in the text")).triggered.connect(menu.opened)
        menu.addAction(_tr("Write a note")).triggered.connect(menu.noted)
    labels = menu.addMenu(_tr("Label as"))
    for label in codebook.active:
        keys = f"\t{label.key}" if label.key else ""
        action = labels.addAction(_mark(label, theme), f"{on_button(label.name)}{keys}")
        action.triggered.connect(lambda _on, label=label: menu.relabelled.emit(label))
    menu.addAction(_tr("Set the entity…")).triggered.connect(menu.named)
    menu.addSeparator()
    words = _tr("Delete") if len(ids) == 1 else _tr("Delete {0} annotations").format(f"{len(ids):,}")
    menu.addAction(words).triggered.connect(menu.deleted)
    return menu


def told_narrowing(query: AnnotationQuery, codebook: Codebook) -> str:
    """What narrows the list beside its words and its kind; empty where nothing does."""
    names = [codebook.shown(label_id).name for label_id in query.labels]
    if len(names) > _NAMED:
        names = [_tr("{0} labels").format(len(names))]
    days = ""
    if query.since and query.until and (query.since, query.until) == _whole_year(query.since):
        days = str(query.since.year)
    elif query.since:
        days = _tr("since {0}").format(query.since.isoformat())
    return " · ".join(part for part in (", ".join(names), query.annotator, days) if part)


def without_narrowing(query: AnnotationQuery) -> AnnotationQuery:
    """The query without what `told_narrowing` tells."""
    return replace(query, labels=(), annotator="", since=None, until=None, entity_id=0, state=None)


def _whole_year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _mark(label: Label, theme: Theme) -> QIcon:
    pixmap = QPixmap(32, 32)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(2)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QRectF(1, 3, 14, 10), label, theme)
    painter.end()
    return QIcon(pixmap)


def _tr(words: str) -> str:
    return QCoreApplication.translate("LibraryAnnotationList", words)
