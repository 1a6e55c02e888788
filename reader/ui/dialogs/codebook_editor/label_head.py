"""The head of the form of a label."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.domain.codebook import Label, LabelKind
from reader.ui.names import named, override
from reader.ui.painting.marks import LabelMark
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font


class LabelHead(QWidget):
    """The mark and the name of the label, its kind, and what uses it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mark = LabelMark(theme)
        self._name = _Elided(theme)
        self._uses = named(QLabel(), "muted")
        self._uses.setObjectName("muted")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._mark)
        top.addWidget(self._name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        self._uses.setWordWrap(True)
        layout.addWidget(self._uses)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._mark.set_theme(theme)
        self._name.theme = theme
        self._name.update()

    def show_label(self, label: Label) -> None:
        """Show this label."""
        self._mark.show_label(label)
        kind = self.tr("claim label") if label.kind is LabelKind.CLAIM else self.tr("entity label")
        self._name.show_words(label.name, self.tr("{0}, archived").format(kind) if label.archived else kind)

    def set_uses(self, words: str) -> None:
        """Say what uses the label."""
        self._uses.setText(words)

    def uses(self) -> str:
        """What is said to use the label."""
        return self._uses.text()


class _Elided(QWidget):
    """A name, cut where it is long, and a word of what it is the name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._name = self._word = ""

    def show_words(self, name: str, word: str) -> None:
        """Show these."""
        self._name, self._word = name, word
        self.setToolTip(as_tip(name))
        self.setAccessibleName(f"{name}, {word}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, scaled(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        word_font, name_font = interface_font(12), interface_font(bold=True)
        width = QFontMetrics(word_font).horizontalAdvance(self._word)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setFont(name_font)
        painter.setPen(self.theme.text)
        room = self.width() - width - 12
        name = QFontMetrics(name_font).elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect(), align | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(word_font)
        painter.setPen(self.theme.muted)
        painter.drawText(self.rect(), align | Qt.AlignmentFlag.AlignRight, self._word)
