"""Beside the ledger: a claim with its verdict and what is for and against it, its sightings, its links."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.domain.codebook import Codebook
from reader.domain.ledger import Claim, Sighting
from reader.ui.key_view import KeyView
from reader.ui.keys import Keys, Where
from reader.ui.names import named
from reader.ui.panes.claims.claim_words import ClaimWords
from reader.ui.panes.claims.line_button import LineButton
from reader.ui.panes.claims.row_menu import place_of, row_menu
from reader.ui.panes.claims.side_tabs import SideTabs
from reader.ui.panes.claims.sighting_rows import SightingDelegate, SightingRows, sighting_height
from reader.ui.panes.claims.timeline import SightingsTimeline
from reader.ui.panes.claims.verdict_form import VerdictForm
from reader.ui.theme import Theme

_MOST_LINES = 100


class ClaimSide(QWidget):
    """Shows one claim. Who is led somewhere is led by an annotation and its article."""

    place_requested = Signal(int, int)
    join_requested = Signal(int)
    take_out_requested = Signal(int)
    answered = Signal(object, object)
    evidence_written = Signal(object, object)
    left = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("The claim"))
        self._keys, self._theme = keys, theme
        self._claim: Claim | None = None
        self._near: tuple[Claim, ...] = ()
        self.tabs = SideTabs(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_claim())
        self._stack.addWidget(self._build_sightings())
        self._stack.addWidget(self._build_links())
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(16, 0, 0, 0)
        bar.addWidget(self.tabs)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self._nothing = named(QLabel(self.tr("No claim is chosen."), alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        layout.addWidget(self._nothing, 1)
        self.show_claim(None)

    def _build_claim(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        self.words = ClaimWords(self._theme)
        self._timeline = SightingsTimeline(self._theme)
        self.form = VerdictForm(self._keys, self._theme)
        self.form.answered.connect(self.answered)
        self.form.evidence_written.connect(self.evidence_written)
        self.form.left.connect(self.left)
        self._reasons, self._near_lines = _Lines(), _Lines()
        self._reasons_head = named(QLabel(self.tr("For and against")), "muted")
        self._near_head = named(QLabel(wordWrap=True), "muted")
        column.addWidget(self.words)
        for head, body in (
            (named(QLabel(self.tr("Sightings over time")), "muted"), self._timeline),
            (named(QLabel(self.tr("Verdict")), "muted"), self.form),
            (self._reasons_head, self._reasons),
            (self._near_head, self._near_lines),
        ):
            column.addSpacing(4)
            column.addWidget(head)
            column.addWidget(body)
        column.addStretch(1)
        return _scrolled(inside)

    def _build_sightings(self) -> QWidget:
        self._rows = SightingRows(self)
        self.sightings = named(KeyView(self._keys, Where.CLAIMS, sighting_height()), "claimSightings")
        self.sightings.setAccessibleName(self.tr("Sightings of the claim"))
        self._delegate = SightingDelegate(self._rows, self._theme)
        self.sightings.setModel(self._rows)
        self.sightings.setItemDelegate(self._delegate)
        self.sightings.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.sightings.pressed_key.connect(self._obey)
        self.sightings.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sightings.customContextMenuRequested.connect(self._open_menu)
        self.sightings.doubleClicked.connect(lambda _: self._open())
        return self.sightings

    def _build_links(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 16)
        self._links = _Lines()
        self._no_links = named(QLabel(self.tr("No links."), wordWrap=True), "muted")
        column.addWidget(self._links)
        column.addWidget(self._no_links)
        column.addStretch(1)
        return _scrolled(inside)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = self._delegate.theme = theme
        for part in (self.tabs, self.words, self._timeline, self.form):
            part.set_theme(theme)
        for lines in (self._reasons, self._near_lines, self._links):
            lines.set_theme(theme)
        self.sightings.viewport().update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Use the colours of this codebook."""
        self._delegate.codebook = codebook
        self.words.set_codebook(codebook)

    def claim(self) -> Claim | None:
        """The claim that is shown."""
        return self._claim

    def near(self) -> tuple[Claim, ...]:
        """What is shown as perhaps the same."""
        return self._near

    def show_claim(self, claim: Claim | None) -> None:
        """Show this claim, or that none is chosen."""
        if claim is None and self._claim is not None:
            self.form.save()
        before, self._claim = self._claim, claim
        self.tabs.setVisible(claim is not None)
        self._stack.setVisible(claim is not None)
        self._nothing.setVisible(claim is None)
        if before is None or claim is None or before.id != claim.id:
            self.show_near(())
        if claim is None:
            return
        self.tabs.show_counts(len(claim.sightings), len(claim.links))
        self.words.show_claim(claim)
        self._timeline.show_sightings(claim.sightings)
        self.form.show_claim(claim)
        self._show_reasons(claim)
        self._show_links(claim)
        if before is None or before.sightings != claim.sightings:
            row = self.sightings.currentIndex().row() if before is not None and before.id == claim.id else -1
            self._rows.show(claim.sightings)
            if row >= 0:
                self.sightings.setCurrentIndex(self._rows.index(min(row, len(claim.sightings) - 1)))

    def show_near(self, near: Sequence[Claim]) -> None:
        """Show what is perhaps the same, with a way to join each."""
        self._near = tuple(near)
        self._near_head.setVisible(bool(near))
        self._near_lines.setVisible(bool(near))
        self._near_head.setText(self.tr("Perhaps the same: choose one to join it"))
        lines = []
        for claim in near:
            first = claim.sightings[0]
            line = LineButton(self._theme, "≈", claim.text, first.source or first.published[:10])
            line.setAccessibleName(self.tr("Join as the same claim: {0}").format(claim.text))
            line.clicked.connect(lambda _=False, number=claim.id: self.join_requested.emit(number))
            lines.append(line)
        self._near_lines.show_lines(lines)

    def begin_verdict(self) -> None:
        """Go to the verdict."""
        self.tabs.setCurrentIndex(0)
        self.form.begin()

    def begin_sightings(self) -> None:
        """Go to the sightings."""
        self.tabs.setCurrentIndex(1)
        if self.sightings.currentIndex().row() < 0 and self._rows.rowCount():
            self.sightings.setCurrentIndex(self._rows.index(0))
        self.sightings.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_reasons(self, claim: Claim) -> None:
        lines = []
        for reason in claim.reasons[:_MOST_LINES]:
            leads = bool(reason.annotation_id)
            line = LineButton(self._theme, "+" if reason.supports else "−", reason.words, reason.source, leads=leads)
            said = self.tr("For it: {0}") if reason.supports else self.tr("Against it: {0}")
            line.setAccessibleName(said.format(reason.words))
            line.clicked.connect(lambda _=False, it=reason: self.place_requested.emit(it.annotation_id, it.article_id))
            lines.append(line)
        self._reasons.show_lines(lines)
        self._reasons.setVisible(bool(lines))
        self._reasons_head.setVisible(bool(lines))

    def _show_links(self, claim: Claim) -> None:
        lines = []
        for link in claim.links[:_MOST_LINES]:
            kind = f"{link.type} →" if link.away else f"← {link.type}"
            line = LineButton(self._theme, kind, link.quote, link.source)
            line.setAccessibleName(f"{link.type}: {link.quote}")
            line.clicked.connect(lambda _=False, it=link: self.place_requested.emit(it.annotation_id, it.article_id))
            lines.append(line)
        self._links.show_lines(lines)
        self._no_links.setVisible(not lines)

    def _current(self) -> Sighting | None:
        return self._rows.at(self.sightings.currentIndex().row())

    def _open(self) -> None:
        sighting = self._current()
        if sighting is not None:
            self.place_requested.emit(sighting.id, sighting.article_id)

    def sighting_menu(self) -> QMenu:
        """What the mouse offers on the current sighting."""
        names = ("Open", "TakeOut") if self._rows.rowCount() > 1 else ("Open",)
        return row_menu(self._keys, names, self._obey, self)

    def _open_menu(self, place: QPoint) -> None:
        if self._current() is not None:
            self.sighting_menu().popup(place_of(self.sightings, place))

    def _obey(self, name: str) -> None:
        match name:
            case "Open":
                self._open()
            case "TakeOut" if (sighting := self._current()) is not None:
                self.take_out_requested.emit(sighting.id)
            case "Check":
                self.begin_verdict()
            case "Back":
                self.left.emit()


class _Lines(QWidget):
    """Lines below each other, shown anew as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[LineButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def lines(self) -> list[LineButton]:
        """What stands there."""
        return self._lines

    def show_lines(self, lines: list[LineButton]) -> None:
        """Show these in the place of those before."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = lines
        for line in lines:
            self._layout.addWidget(line)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for line in self._lines:
            line.set_theme(theme)


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    # As wide as the side, whatever stands in it.
    inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return area
