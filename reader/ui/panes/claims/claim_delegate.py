"""How a claim of the ledger is painted: a chip, the words behind the bar of their label, numbers, dots, a verdict."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.ledger import Claim, ClaimSort, Named
from reader.domain.offsets import OffsetMap
from reader.ui.names import override
from reader.ui.painting.header import spoken_date
from reader.ui.painting.rows import flows_from_right, in_lines, write_elided
from reader.ui.panes.claims.claim_rows import ClaimRows
from reader.ui.panes.claims.columns import Column, columns
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_SPAN, SMALL_PIXELS, Theme, interface_font, reading_font

_TOP, _LINES = 9, 2
_PIXELS = 14
_BAR, _BEHIND_BAR = 3, 9
_DOT, _APART = 9, 3
_MOST_LAID_OUT = 600
_CHIP, _PAD = 18, 6


class ClaimDelegate(QStyledItemDelegate):
    """Paints claims in a theme. All rows are equally high: two lines of the claim's words."""

    def __init__(self, rows: ClaimRows, theme: Theme) -> None:
        super().__init__()
        self._rows, self._theme = rows, theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        claim = self._rows.fetched(index.row())
        if claim is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        selected = self._paint_ground(painter, option, rect)
        # As wide as the head, also where there is a scroll bar: that lies where no column does.
        for column in columns(option.widget.width()):
            cell = QRectF(rect.left() + column.left, rect.top() + _TOP, column.width, rect.height() - 2 * _TOP)
            self._paint_cell(painter, cell, column, claim, selected=selected)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> bool:
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, self._theme.selection)
            if state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), self._theme.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.hover)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), self._theme.line)
        return selected

    def _paint_cell(self, painter: QPainter, cell: QRectF, column: Column, claim: Claim, *, selected: bool) -> None:
        theme, rows = self._theme, self._rows
        line = QRectF(cell.left(), cell.top() + 1, cell.width(), scaled(_CHIP))
        match column.sort:
            case ClaimSort.CLAIMANT if claim.claimant is not None:
                self._paint_chip(painter, line, claim.claimant, selected=selected)
            case ClaimSort.CLAIM:
                label = rows.codebook.shown(claim.label_id)
                paint_claim(painter, cell, claim.text, theme.claim_line(label.colour, anywhere=True), theme.text)
            case ClaimSort.ABOUT:
                layout = laid_out(rows.about(claim), interface_font(), cell.width(), _LINES)
                painter.setPen(theme.text)
                layout.draw(painter, line.topLeft())
            case ClaimSort.MADE:
                write_elided(painter, line, spoken_date(claim.made_on), interface_font(), theme.text)
            case ClaimSort.SIGHTINGS:
                write_elided(painter, line, f"{len(claim.sightings):,}", interface_font(), theme.text)
            case ClaimSort.CHECK:
                paint_dots(painter, line, claim.check, theme)
            case ClaimSort.VERDICT:
                colour = theme.text if claim.verdict else theme.muted
                write_elided(painter, line, rows.verdict(claim), interface_font(), colour)

    def _paint_chip(self, painter: QPainter, line: QRectF, who: Named, *, selected: bool) -> None:
        words, font = self._rows.name(who), interface_font(SMALL_PIXELS)
        label = self._rows.label(who.label_id)
        if label is None:
            write_elided(painter, line, words, font, self._theme.muted)
            return
        width = min(line.width(), QFontMetricsF(font).horizontalAdvance(" ".join(words.split())) + 2 * _PAD + 1)
        chip = QRectF(line.left(), line.top(), width, line.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.entity_fill(label.colour, current=selected))
        painter.drawRoundedRect(chip, RADIUS_SPAN, RADIUS_SPAN)
        write_elided(painter, chip.adjusted(_PAD, 0, -_PAD + 1, 0), words, font, self._theme.text)


def paint_dots(painter: QPainter, line: QRectF, count: int, theme: Theme) -> None:
    """How much it is worth checking, as dots: of three so many dark ones; where nobody has said, a dash."""
    if count < 0:
        write_elided(painter, line, "–", interface_font(), theme.muted)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    size = scaled(_DOT)
    for number in range(3):
        painter.setBrush(theme.text if number < count else theme.line)
        left = line.left() + number * (size + _APART)
        painter.drawEllipse(QRectF(left, line.center().y() - size / 2, size, size))


def paint_claim(painter: QPainter, cell: QRectF, text: str, bar: QColor, colour: QColor, lines: int = _LINES) -> None:
    """The words of a claim in serif, behind the bar of its label: at the right where they flow from there."""
    inner = cell.adjusted(_BAR + _BEHIND_BAR, 0, 0, 0)
    if from_right := flows_from_right(text):
        inner = cell.adjusted(0, 0, -_BAR - _BEHIND_BAR, 0)
    layout = laid_out(on_one_line(text), claim_font(), inner.width(), lines)
    left = cell.right() - _BAR if from_right else cell.left()
    painter.fillRect(QRectF(left, cell.top(), _BAR, layout.boundingRect().height()), bar)
    painter.setPen(colour)
    layout.draw(painter, inner.topLeft())


def on_one_line(text: str) -> str:
    """As much of a text as is ever laid out, on one line."""
    return " ".join(text[: 2 * _MOST_LAID_OUT].split())


def row_height() -> int:
    """The height of every row, in pixels."""
    return round(2 * _TOP + _LINES * QFontMetricsF(claim_font()).height() + 1)


def laid_out(words: str, font: QFont, width: float, most: int) -> QTextLayout:
    """The words in at most so many lines, cut with dots, from the right where they are written so."""
    if len(words) > _MOST_LAID_OUT:
        words = words[:_MOST_LAID_OUT].rstrip() + "…"
    layout = in_lines(words, font, width, most + 1)
    if layout.lineCount() > most:
        begin = OffsetMap(words).to_index(layout.lineAt(most - 1).textStart())
        cut = QFontMetricsF(font).elidedText(words[begin:], Qt.TextElideMode.ElideRight, width)
        layout = in_lines(words[:begin] + cut, font, width, most)
    return layout


@lru_cache
def claim_font() -> QFont:
    """What the words of a claim are set in."""
    return reading_font(scaled(_PIXELS))
