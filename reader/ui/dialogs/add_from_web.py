"""Asks for addresses of pages, has them fetched, and says beside them what could not be had."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.domain.page_key import page_key
from reader.domain.text import normalise
from reader.services.from_web import IS_FEED
from reader.services.outcomes import ImportReport, Result
from reader.ui.announcing import announce
from reader.ui.dialogs.codebook_editor.fields import Told
from reader.ui.names import named, override
from reader.ui.system_size import scaled

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_REASONS = 6


class AddFromWebDialog(QDialog):
    """A field for one address or many, a line each. It closes once all have come in; what failed stays in the field."""

    add_requested = Signal(object)
    subscribe_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("addFromWeb")
        self.setWindowTitle(self.tr("Add from the web"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(scaled(560), 0)
        self._feed = ""
        caption = QLabel(self.tr("&Addresses of pages; Shift+Enter begins another line"))
        self.addresses = named(_Addresses(), "addresses")
        self.addresses.setAccessibleName(self.tr("Addresses"))
        self.addresses.setPlaceholderText(self.tr("Such as https://example.org/article"))
        self.addresses.entered.connect(self._add)
        self.addresses.textChanged.connect(self._show_addable)
        caption.setBuddy(self.addresses)
        self.trouble = Told("trouble")
        self.state = Told("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(8)
        for widget in (caption, self.addresses, self.trouble, self.state):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addLayout(self._build_buttons())
        self._take_from_clipboard()
        self._show_addable()

    def _build_buttons(self) -> QHBoxLayout:
        self.subscribe = named(QPushButton(self.tr("&Subscribe to the feed"), autoDefault=False), "subscribe")
        self.subscribe.clicked.connect(lambda: self.subscribe_requested.emit(self._feed))
        self.subscribe.hide()
        self.close_button = named(QPushButton(self.tr("Close"), autoDefault=False), "close")
        self.close_button.clicked.connect(self.reject)
        self.add = named(QPushButton(self.tr("A&dd")), "add")
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.subscribe)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.add)
        return row

    def urls(self) -> list[str]:
        """What is written, each line once."""
        lines = normalise(self.addresses.document().toRawText()).split("\n")
        return list(dict.fromkeys(filter(None, (line.strip() for line in lines))))

    def begin(self) -> None:
        """Show that the addresses are being fetched."""
        self._set_busy(True)
        self.trouble.say("")
        self.subscribe.hide()
        self.state.say(self.tr("Fetching …"))

    def progress(self, done: int, total: int) -> None:
        """Show how many have been fetched."""
        if total > 1:
            self.state.setText(self.tr("Fetching {0} of {1} …").format(min(done + 1, total), total))

    def end(self, report: ImportReport) -> None:
        """Close where all has come in, else keep what has not and say why."""
        self._set_busy(False)
        self.state.say("")
        failed = [outcome for outcome in report.outcomes if outcome.result is Result.FAILED]
        if not failed and not report.cancelled:
            self.accept()
            return
        left = list(dict.fromkeys(outcome.origin for outcome in failed)) if failed else self.urls()
        many = len(left) > 1
        reasons = [f"{outcome.where}: {outcome.reason}." if many else f"{outcome.reason}." for outcome in failed]
        self._keep(left, [reason if many else reason[:1].upper() + reason[1:] for reason in reasons])
        feeds = [outcome.origin for outcome in failed if outcome.reason == IS_FEED]
        self._feed = feeds[0] if len(feeds) == 1 else ""
        self.subscribe.setVisible(bool(self._feed))
        self._fit()

    def refuse(self, sentence: str) -> None:
        """Say why nothing could be done; what is written stays."""
        self._set_busy(False)
        self.state.say("")
        self.trouble.say(sentence)
        self._fit()

    def _keep(self, urls: Sequence[str], reasons: Sequence[str]) -> None:
        self.addresses.setPlainText("\n".join(urls))
        self.addresses.selectAll()
        self.addresses.setFocus()
        shown = list(reasons[:_MOST_REASONS])
        if len(reasons) > _MOST_REASONS:
            shown.append(self.tr("and {0:,} more").format(len(reasons) - _MOST_REASONS))
        self.trouble.say("\n".join(shown))
        self._fit()

    def _fit(self) -> None:
        """Make the dialog as high as what it says."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _set_busy(self, busy: bool) -> None:
        self.addresses.setReadOnly(busy)
        self.add.setEnabled(not busy)

    def _take_from_clipboard(self) -> None:
        lines = [line.strip() for line in QGuiApplication.clipboard().text().splitlines() if line.strip()]
        if lines and all(page_key(line) for line in lines):
            self.addresses.setPlainText("\n".join(lines))
            self.addresses.selectAll()

    def _show_addable(self) -> None:
        self.add.setEnabled(bool(self.urls()) and not self.addresses.isReadOnly())

    def _add(self) -> None:
        if self.add.isEnabled():
            announce(self, self.tr("Fetching …"))
            self.add_requested.emit(self.urls())


class _Addresses(QPlainTextEdit):
    """Lines; Enter is for what holds them, Shift+Enter begins another line."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + scaled(20))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif event.key() in _ENTER:
            self.insertPlainText("\n")  # Qt would put a line separator there
        else:
            super().keyPressEvent(event)
