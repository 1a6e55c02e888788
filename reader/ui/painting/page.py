"""The page of an article: a document whose characters are those of the text, set after its structure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice, pairwise, zip_longest

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from reader.domain.article import Article
from reader.domain.giants import breaks
from reader.domain.structure import Block, BlockKind, Mark, MarkKind
from reader.ui.painting.positions import Positions
from reader.ui.theme import READING_PIXELS, Theme, reading_font
from reader.ui.typography import Typography

_TITLE_LINE_HEIGHT = 1.28
_TITLE_SCALE = 1.7
_HEADING_SCALES = {1: 1.35, 2: 1.2, 3: 1.1}
_HEADING_ABOVE, _HEADING_BELOW = 12, 6
_GAP, _GAP_IN_LIST = 16, 6
#: How far an item or a quote stands in, in pixels at 100 percent.
INDENT = 26
#: Room to the left and right of the measure, where the bars of claims stand.
MARGIN = 44
#: Room between the title and the body, in which the line about the source stands.
HEADER_GAP = 60
_DEEPEST = 6
_AT_ONCE = 400
_SELECTION_ALPHA = 150


@dataclass(frozen=True, slots=True)
class Page:
    """A document and the bridge between its positions and the text.

    `ornaments` are the blocks that something is drawn beside, by the position of each of their lines; only the
    first line of an item has its marker. Of a long article only the beginning is set at once, more than any screen
    holds: the rest is to follow when that is painted, or before something further down is gone to.
    """

    article: Article
    document: QTextDocument
    positions: Positions
    ornaments: dict[int, Block] = field(default_factory=dict)
    rest: list[Callable[[], None]] = field(default_factory=list)

    def reach(self, index: int) -> None:
        """Make sure that all up to a code point, and all in view there, is set after the structure."""
        structure = self.article.structure
        if self.rest and index >= structure[_AT_ONCE // 2].start:
            self.finish()

    def finish(self) -> None:
        """Set what was left of a long article; once is enough."""
        while self.rest:
            self.rest.pop()()


def build_page(article: Article, typography: Typography, theme: Theme, parent: QObject) -> Page:
    """Set the article. Nothing stands in the document that is not in the text, but line breaks within giant lines."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(INDENT * typography.scale)
    document.setDefaultFont(reading_font(READING_PIXELS * typography.scale, typography.face))
    shown_breaks = breaks(article.text)
    page = Page(article, document, Positions(article.text, shown_breaks))
    setter = _Setter(page, typography, theme)
    setter.cursor.beginEditBlock()
    setter.insert([0, *shown_breaks, len(article.text)])
    setter.set_blocks(_AT_ONCE)
    setter.set_marks()
    setter.cursor.endEditBlock()
    if len(article.structure) > _AT_ONCE:
        page.rest.append(setter.set_rest)
    return page


def page_palette(usual: QPalette, theme: Theme) -> QPalette:
    """The palette of a widget that shows a page: what is selected can be read, and seen through."""
    made, ground = QPalette(usual), QColor(theme.text_selection)
    ground.setAlpha(_SELECTION_ALPHA)
    made.setColor(QPalette.ColorRole.Base, theme.pane)
    made.setColor(QPalette.ColorRole.Text, theme.text)
    made.setColor(QPalette.ColorRole.Highlight, ground)
    made.setColor(QPalette.ColorRole.HighlightedText, theme.text)
    return made


class _Setter:
    """Sets block after block of one page."""

    def __init__(self, page: Page, typography: Typography, theme: Theme) -> None:
        self.cursor = QTextCursor(page.document)
        self._page = page
        self._text = page.article.text
        self._typography = typography
        self._theme = theme
        self._size = READING_PIXELS * typography.scale
        self._gap = round(_GAP * typography.scale)
        self._blank = self._block_format(self._gap, fixed=True)
        structure = page.article.structure
        self._blocks = zip_longest(structure, structure[1:])

    def insert(self, edges: list[int]) -> None:
        """Insert the text, with a line break at each of the edges within it."""
        self.cursor.setBlockFormat(self._block_format(self._size * self._typography.line_height))
        shown = "\n".join(self._text[start:stop] for start, stop in pairwise(edges)) if len(edges) > 2 else self._text
        self.cursor.insertText(shown)
        if self._page.article.structure:
            self._set_blank_lines(0, self._page.article.structure[0].start, self._blank)

    def set_rest(self) -> None:
        """Set the blocks that are left."""
        self.cursor.beginEditBlock()
        self.set_blocks(len(self._page.article.structure))
        self.cursor.endEditBlock()

    def set_blocks(self, most: int) -> None:
        """Set each of so many further blocks after its kind, and the gaps between them.

        Blank lines are as high as the gap. Where there is no blank line between two blocks, the gap is a margin.
        """
        text = self._text
        paragraph, blank, positions = BlockKind.PARAGRAPH, self._blank, self._page.positions
        to_position = int if positions.are_indexes else positions.to_position
        set_position, set_format = self.cursor.setPosition, self.cursor.setBlockFormat
        for block, following in islice(self._blocks, most):
            start = following.start if following else len(text)
            if block.kind is paragraph and start - block.stop == 2 and text[block.stop + 1] == "\n":
                set_position(to_position(block.stop + 1))  # nearly all of them
                set_format(blank)
            else:
                self._set_block(block, following, start)

    def _set_block(self, block: Block, following: Block | None, start: int) -> None:
        """Set a block and what lies between it and the following one, or the end of the text."""
        lines_below = self._text.count("\n", block.stop, start)
        together = following is not None and block.kind is following.kind is BlockKind.ITEM
        gap = round((_GAP_IN_LIST if together else _GAP) * self._typography.scale)
        self._set_lines(block, lines_below, gap if lines_below == 1 and following else 0)
        if lines_below > 1:
            first = self._text.index("\n", block.stop, start)
            self._set_blank_lines(first + 1, start, self._block_format(gap, fixed=True))

    def _set_blank_lines(self, index: int, stop: int, blank: QTextBlockFormat) -> None:
        """Make the lines from an index on that end before `stop` as high as a gap."""
        following = self._text.find("\n", index, stop)
        while following >= 0:
            self.cursor.setPosition(self._page.positions.to_position(index))
            self.cursor.setBlockFormat(blank)
            index = following + 1
            following = self._text.find("\n", index, stop)

    def _set_lines(self, block: Block, lines_below: int, bottom: int) -> None:
        size, scale = self._size, self._typography.scale
        match block.kind:
            case BlockKind.TITLE:
                size *= _TITLE_SCALE
                under = round(HEADER_GAP * scale) - (self._gap if lines_below > 1 else 0)
                self._apply(block, self._block_format(size * _TITLE_LINE_HEIGHT, bottom=under))
                self._set_font(block, size)
            case BlockKind.HEADING:
                size *= _HEADING_SCALES.get(block.level or 2, 1.0)
                below = round(_HEADING_BELOW * scale) if bottom else 0
                made = self._block_format(size * _TITLE_LINE_HEIGHT, bottom=below)
                made.setTopMargin(round(_HEADING_ABOVE * scale))
                self._apply(block, made)
                self._set_font(block, size)
            case BlockKind.PARAGRAPH if bottom:
                self._apply(block, self._block_format(size * self._typography.line_height, bottom=bottom))
            case BlockKind.ITEM | BlockKind.QUOTE:
                made = self._block_format(size * self._typography.line_height, bottom=bottom)
                made.setIndent(max(1, min(block.level, _DEEPEST)))
                self._apply(block, made)
                self._remember_ornament(block)

    def _apply(self, block: Block, made: QTextBlockFormat) -> None:
        """Give the format to all lines of the block; only the last one has a gap below."""
        lines = QTextBlockFormat(made)
        lines.setBottomMargin(0)
        self._select(block.start, block.stop)
        if self._page.document.findBlock(self.cursor.anchor()).blockNumber() != self.cursor.blockNumber():
            self.cursor.setBlockFormat(lines)
            self.cursor.setPosition(self._page.positions.to_position(block.stop))
        self.cursor.setBlockFormat(made)

    def _set_font(self, block: Block, pixels: float) -> None:
        font = reading_font(pixels, self._typography.face)
        font.setWeight(QFont.Weight.Bold)
        heading = QTextCharFormat()
        heading.setFont(font)
        self._select(block.start, block.stop)
        self.cursor.setCharFormat(heading)

    def _remember_ornament(self, block: Block) -> None:
        positions = self._page.positions
        line = self._page.document.findBlock(positions.to_position(block.start))
        last = positions.to_position(min(block.stop, len(self._text)))
        self._page.ornaments[line.position()] = block
        line = line.next()
        while block.kind is BlockKind.QUOTE and line.isValid() and line.position() <= last:
            self._page.ornaments[line.position()] = block
            line = line.next()

    def set_marks(self) -> None:
        """Set links, emphasis and the like."""
        for mark in self._page.article.marks:
            self._select(mark.start, mark.stop)
            self.cursor.mergeCharFormat(self._mark_format(mark))

    def _mark_format(self, mark: Mark) -> QTextCharFormat:
        made = QTextCharFormat()
        match mark.kind:
            case MarkKind.EMPHASIS:
                made.setFontItalic(True)
            case MarkKind.STRONG:
                made.setFontWeight(QFont.Weight.Bold)
            case MarkKind.LINK:
                # The words keep the colour of the text, which can be read on the fill of any entity.
                made.setFontUnderline(True)
                made.setUnderlineColor(self._theme.accent)
        return made

    def _select(self, start: int, stop: int) -> None:
        length = len(self._text)
        self.cursor.setPosition(self._page.positions.to_position(min(start, length)))
        last = self._page.positions.to_position(min(stop, length))
        self.cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)

    def _block_format(self, height: float, *, bottom: int = 0, fixed: bool = False) -> QTextBlockFormat:
        """Line heights are least heights, unless they are fixed: a script that needs more room takes it."""
        made = QTextBlockFormat()
        if self._page.article.direction == "rtl":
            # All of it, as a browser does: a paragraph that begins with a Latin name too.
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        kind = QTextBlockFormat.LineHeightTypes
        made.setLineHeight(round(height), (kind.FixedHeight if fixed else kind.MinimumHeight).value)
        made.setBottomMargin(bottom)
        return made
