"""The line under the title: source, author, date, reading time, and the link to the original page."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from reader.domain.structure import BlockKind
from reader.ui.painting.page import Page
from reader.ui.theme import INTERFACE_PIXELS, Theme, interface_font

_WORDS_A_MINUTE = 230
_BELOW_TITLE = 12


class Header:
    """What is known of an article beside its text, drawn in the room between title and body."""

    def __init__(self, page: Page, zoom: int) -> None:
        article = page.article
        self.url = article.url if urlsplit(article.url).scheme in ("http", "https") else ""
        self._page = page
        self._font = interface_font(round(INTERFACE_PIXELS * zoom / 100))
        minutes = max(1, round(article.words / _WORDS_A_MINUTE))
        known = [
            article.source,
            article.author,
            spoken_date(article.published),
            _tr("{0} min").format(minutes),
        ]
        self._line = joined(known)
        self._host = urlsplit(self.url).hostname or ""
        self._link_rect = QRectF()

    def link_at(self, point: QPointF) -> bool:
        """Whether a point of the document lies on the link."""
        return self._link_rect.contains(point)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the line; the painter stands in the document's coordinates."""
        structure = self._page.article.structure
        if not structure or structure[0].kind is not BlockKind.TITLE:
            return
        document = self._page.document
        title = document.findBlock(self._page.positions.to_position(structure[0].start))
        under = document.documentLayout().blockBoundingRect(title)
        metrics = QFontMetricsF(self._font)
        dot = " · " if self._host and self._line else ""
        link = metrics.horizontalAdvance(self._host)
        room = under.width() - link - metrics.horizontalAdvance(dot) - 2
        line = metrics.elidedText(self._line, Qt.TextElideMode.ElideRight, max(0, room)) + dot
        width = metrics.horizontalAdvance(line)
        from_right = title.textDirection() is Qt.LayoutDirection.RightToLeft
        left = under.right() - width - link - 2 if from_right else under.left()
        rect = QRectF(left, under.bottom() + _BELOW_TITLE, width, metrics.height())
        painter.setFont(self._font)
        painter.setPen(theme.muted)
        painter.drawText(rect, Qt.TextFlag.TextDontClip, line)
        if self._host:
            self._link_rect = QRectF(rect.right() + 2, rect.top(), link, rect.height())
            painter.setPen(theme.accent)
            painter.drawText(self._link_rect, Qt.TextFlag.TextDontClip, self._host)


def joined(parts: Iterable[str]) -> str:
    """What is known, with dots between; each part is isolated, so that none turns the direction of another."""
    return " · ".join(f"\u2068{part}\u2069" for part in parts if part)


def spoken_date(published: str) -> str:
    """An ISO 8601 date as people write it: “30 May 2025, 13:03”; as it is where it is none."""
    try:
        if "T" in published:
            moment = datetime.fromisoformat(published)
            return f"{moment.day} {moment:%b %Y, %H:%M}"
        day = date.fromisoformat(published)
    except ValueError:
        return published
    return f"{day.day} {day:%b %Y}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Header", words)
