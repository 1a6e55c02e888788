"""The words of a claim in serif, behind the bar of its label, over as many lines as they take."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.domain.codebook import Codebook
from reader.domain.ledger import Claim
from reader.ui.names import named, override
from reader.ui.panes.claims.claim_delegate import claim_font, laid_out, on_one_line, paint_claim
from reader.ui.theme import Theme

_BESIDE = 12
_MOST = 8


class ClaimWords(QWidget):
    """Shows the words, and tells them whole to those who hear them, or rest the mouse on them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "claimWords")
        self._theme = theme
        self._codebook = Codebook(())
        self._claim: Claim | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Use the colours of this codebook."""
        self._codebook = codebook
        self.update()

    def show_claim(self, claim: Claim) -> None:
        """Show the words of this claim."""
        self._claim = claim
        self.setAccessibleName(claim.text)
        self._measure()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._measure()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, 20)

    def _measure(self) -> None:
        if self._claim is not None:
            layout = laid_out(on_one_line(self._claim.text), claim_font(), max(40, self.width() - _BESIDE), _MOST)
            self.setFixedHeight(round(layout.boundingRect().height()) + 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._claim is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = self._theme.claim_line(self._codebook.shown(self._claim.label_id).colour, anywhere=True)
        paint_claim(painter, QRectF(self.rect()), self._claim.text, bar, self._theme.text, _MOST)
