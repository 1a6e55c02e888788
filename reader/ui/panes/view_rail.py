"""The rail at the left edge: which view the list shows, and below what can be done with the whole library."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from reader.ui.theme import Theme, icon, pixmap

_BUTTON = 38
_ICON = 18


class ViewRail(QWidget):
    """Icon buttons from top to bottom, each with a name that is told."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewRail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Views"))
        self._theme = theme
        self._icons: list[tuple[QToolButton, str]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(7, 12, 7, 12)
        self._layout.setSpacing(6)
        self._layout.addStretch()
        self._views = 0
        self._views_group = QActionGroup(self)
        self.setFixedWidth(_BUTTON + 15)

    def add_view(self, action: QAction, icon_name: str) -> None:
        """Add a view at the top."""
        action.setCheckable(True)
        self._views_group.addAction(action)
        self._layout.insertWidget(self._views, self._build_button(action, icon_name))
        self._views += 1

    def add_action(self, action: QAction, icon_name: str) -> None:
        """Add something to do at the bottom."""
        self._layout.addWidget(self._build_button(action, icon_name))

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons anew."""
        self._theme = theme
        for button, icon_name in self._icons:
            self._tint(button, icon_name)

    def _build_button(self, action: QAction, icon_name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        self._icons.append((button, icon_name))
        self._tint(button, icon_name)
        return button

    def _tint(self, button: QToolButton, icon_name: str) -> None:
        action = button.defaultAction()
        tinted = icon(icon_name, self._theme.muted, _ICON)
        if action.isCheckable():
            chosen = pixmap(icon_name, self._theme.accent.name(), 2 * _ICON)
            tinted.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
        action.setIcon(tinted)
