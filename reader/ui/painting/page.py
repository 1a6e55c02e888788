"""The page of an article: a document whose characters are those of the text, one for one."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from reader.domain.article import Article
from reader.domain.offsets import OffsetMap
from reader.domain.structure import BlockKind
from reader.ui.theme import READING_PIXELS, reading_font
from reader.ui.typography import Typography

#: Line heights are least heights: a script that needs more room takes it.
_TITLE_LINE_HEIGHT = 1.28
_TITLE_SCALE = 1.7
#: Room to the left and right of the measure, where the bars of claims stand.
MARGIN = 44
#: Room between the title and the body, in which the line about the source stands.
HEADER_GAP = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A document and the map between its positions (UTF-16) and the text (code points)."""

    article: Article
    document: QTextDocument
    offsets: OffsetMap


def build_page(article: Article, typography: Typography, colour: QColor, parent: QObject) -> Page:
    """Set the article. Nothing is inserted that is not in the text."""
    scale = typography.scale
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(reading_font(READING_PIXELS * scale, typography.face))
    offsets = OffsetMap(article.text)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(_block_format(READING_PIXELS * scale * typography.line_height))
    cursor.insertText(article.text, _char_format(colour))
    _set_gaps(cursor, article, offsets, typography)
    _set_title(cursor, article, offsets, typography, colour)
    cursor.endEditBlock()
    return Page(article, document, offsets)


def _set_gaps(cursor: QTextCursor, article: Article, offsets: OffsetMap, typography: Typography) -> None:
    """Part the paragraphs: a blank line is as high as the gap; where there is none, the gap is a margin."""
    scale = typography.scale
    gap = round(16 * scale)
    blank = _block_format(gap, fixed=True)
    spaced = _block_format(READING_PIXELS * scale * typography.line_height, gap)
    text = article.text
    for block, following in zip(article.structure, article.structure[1:], strict=False):
        if text.count("\n", block.span.stop, following.span.start) == 1:
            cursor.setPosition(offsets.to_utf16(block.span.stop))
            cursor.setBlockFormat(spaced)
    index = text.find("\n\n")
    while index != -1:
        cursor.setPosition(offsets.to_utf16(index + 1))
        cursor.setBlockFormat(blank)
        index = text.find("\n\n", index + 1)


def _set_title(
    cursor: QTextCursor, article: Article, offsets: OffsetMap, typography: Typography, colour: QColor
) -> None:
    if not article.structure or article.structure[0].kind is not BlockKind.TITLE:
        return
    span, scale = article.structure[0].span, typography.scale
    gap = HEADER_GAP * scale
    if article.text.startswith("\n\n", span.stop):
        gap -= 16 * scale
    cursor.setPosition(offsets.to_utf16(span.start))
    cursor.setPosition(offsets.to_utf16(span.stop), QTextCursor.MoveMode.KeepAnchor)
    pixels = READING_PIXELS * _TITLE_SCALE * scale
    cursor.setBlockFormat(_block_format(pixels * _TITLE_LINE_HEIGHT, round(gap)))
    font = reading_font(pixels, typography.face)
    font.setWeight(QFont.Weight.Bold)
    heading = _char_format(colour)
    heading.setFont(font)
    cursor.setCharFormat(heading)


def _block_format(height: float, bottom: int = 0, *, fixed: bool = False) -> QTextBlockFormat:
    made = QTextBlockFormat()
    kind = QTextBlockFormat.LineHeightTypes
    made.setLineHeight(round(height), (kind.FixedHeight if fixed else kind.MinimumHeight).value)
    made.setBottomMargin(bottom)
    return made


def _char_format(colour: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    return made
