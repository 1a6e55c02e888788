"""A field that chooses: what is chosen, and while it has the focus all that may be chosen, with a key for each."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.domain.questions import Attribute, AttributeType, Field
from reader.domain.record import NO, YES, Answer
from reader.ui.announcing import announce
from reader.ui.keys import Keys
from reader.ui.names import override
from reader.ui.painting.rows import write_elided
from reader.ui.panes.details.record_field import Answers, RecordField
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, RADIUS_SPAN, SMALL_PIXELS, Theme, interface_font

_HEIGHT, _SEGMENT, _PAD, _GAP = 30, 22, 8, 4
_DOT, _DOT_GAP = 9, 4
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class ChoiceField(RecordField):
    """One choice, or several; each is told at once."""

    def __init__(self, attribute: Attribute, keys: Keys, theme: Theme) -> None:
        super().__init__(attribute, keys, theme)
        self.choices: tuple[str, ...] = ()
        self._face = _Face(self)
        self.show_choices((YES, NO) if attribute.type is AttributeType.YES_NO else attribute.choices)
        self.fill(self._face)

    @property
    def several(self) -> bool:
        """Whether more than one may be chosen."""
        return self.attribute.type is AttributeType.CHOICES

    @property
    def dotted(self) -> bool:
        """Whether the choices are numbers that are shown as so many dots."""
        return self.attribute.field is Field.CHECKWORTHINESS and self.choices == tuple(
            map(str, range(len(self.choices)))
        )

    @override
    def editor(self) -> QWidget:
        return self._face

    def show_choices(self, choices: tuple[str, ...]) -> None:
        """Offer these."""
        self.choices = choices
        self._face.look_again()

    @override
    def show_answers(self, answers: Answers, offered: Answers, *, fresh: bool) -> None:
        super().show_answers(answers, offered, fresh=fresh)
        self._face.look_again()

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._face.update()

    def values(self) -> tuple[str, ...]:
        """What is chosen."""
        return tuple(answer.value for answer in self.answers)

    def choose(self, value: str) -> None:
        """Choose it; where it is chosen and others may be as well, let it go."""
        chosen = self.values()
        if not self.several:
            self.tell((Answer(value),))
        elif value in chosen:
            self.tell([Answer(other) for other in chosen if other != value])
        else:
            wanted = {*chosen, value}
            rest = [other for other in chosen if other not in self.choices]
            self.tell([Answer(other) for other in (*(each for each in self.choices if each in wanted), *rest)])
        announce(self._face, self.said())

    def take_last(self) -> None:
        """Let the choice go, of several the last one."""
        if self.answers:
            self.tell(self.answers[:-1])
            announce(self._face, self.said())

    def said(self) -> str:
        """What is chosen, in words."""
        return ", ".join(self.values()) or self.tr("nothing chosen")


class _Face(QAbstractButton):
    """What of a choice is seen."""

    def __init__(self, field: ChoiceField) -> None:
        super().__init__()
        self._field = field
        self._marked = 0
        self._segments: list[QRect] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def look_again(self) -> None:
        """Show what the field has now."""
        field = self._field
        self.setAccessibleName(self.tr("{0}: {1}").format(field.attribute.name, field.said()))
        chosen = field.values() or tuple(answer.value for answer in field.offered)
        if not field.several or not self.hasFocus():
            self._marked = field.choices.index(chosen[0]) if chosen and chosen[0] in field.choices else -1
        self._lay_out()
        self.update()

    def _lay_out(self) -> None:
        self._segments = self._places(self.width()) if self.hasFocus() else []
        height = max(scaled(_HEIGHT), self._segments[-1].bottom() + 1 + _GAP if self._segments else 0)
        if height != self.height():
            self.setFixedHeight(height)

    def _places(self, width: int) -> list[QRect]:
        metrics, places = QFontMetrics(interface_font(SMALL_PIXELS)), list[QRect]()
        x = y = _GAP
        for number, choice in enumerate(self._field.choices):
            words = self._words(number, choice)
            wide = min(self._dots_width() if self._field.dotted else metrics.horizontalAdvance(words) + 2 * _PAD, width)
            if x > _GAP and x + wide > width - _GAP:
                x, y = _GAP, y + scaled(_SEGMENT) + _GAP
            places.append(QRect(x, y, wide, scaled(_SEGMENT)))
            x += wide + _GAP
        return places

    def _dots_width(self) -> int:
        dots = len(self._field.choices) - 1
        return dots * scaled(_DOT) + (dots - 1) * _DOT_GAP + 2 * _PAD

    @staticmethod
    def _words(_number: int, choice: str) -> str:
        return choice

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(120), scaled(_HEIGHT))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.look_again()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.look_again()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        was_open = bool(self._segments)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for choice, place in zip(self._field.choices, self._segments, strict=False):
            if was_open and place.contains(event.position().toPoint()):
                alone = not self._field.several and choice in self._field.values()
                self._field.take_last() if alone else self._field.choose(choice)
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        field, key = self._field, Qt.Key(event.key())
        if field.obey(event):
            return
        if key in _STEPS and field.choices:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            field.take_last()
        elif key == Qt.Key.Key_Space and 0 <= self._marked < len(field.choices):
            field.choose(field.choices[self._marked])
        elif (typed := self._typed(event.text())) is not None:
            self._marked = typed
            field.choose(field.choices[typed])
        else:
            event.ignore()

    def _step(self, step: int) -> None:
        count = len(self._field.choices)
        self._marked = (self._marked + step) % count if self._marked >= 0 else (0 if step > 0 else count - 1)
        if self._field.several:
            self.update()
            announce(self, self._field.choices[self._marked])
        else:
            self._field.choose(self._field.choices[self._marked])

    def _typed(self, character: str) -> int | None:
        """The choice that a character means: one that begins with it, the next of several, or one by its number."""
        if not character or not character.isprintable() or character.isspace():
            return None
        choices, wanted = self._field.choices, character.casefold()
        fits = [number for number, choice in enumerate(choices) if choice.casefold().startswith(wanted)]
        if fits:
            return next((number for number in fits if number > self._marked), fits[0])
        number = int(character) - 1 if character.isascii() and character.isdigit() else -1
        return number if 0 <= number < len(choices) else None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._field.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if self.hasFocus() else theme.line, 1))
        painter.setBrush(theme.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FIELD, RADIUS_FIELD)
        if self._segments:
            self._paint_segments(painter)
        else:
            self._paint_chosen(painter)

    def _paint_chosen(self, painter: QPainter) -> None:
        field, theme = self._field, self._field.theme
        box = QRectF(self.rect()).adjusted(_PAD + 1, 0, -_PAD, 0)
        values = field.values()
        if field.dotted and values and values[0] in field.choices:
            width = self._paint_dots(painter, box, int(values[0]))
            words = self.tr("{0} of {1}").format(values[0], len(field.choices) - 1)
            write_elided(painter, box.adjusted(width + 8, 0, 0, 0), words, interface_font(SMALL_PIXELS), theme.muted)
        elif values:
            write_elided(painter, box, ", ".join(values), interface_font(), theme.text)
        elif field.offered:
            words = ", ".join(answer.value for answer in field.offered)
            width = QFontMetrics(interface_font(SMALL_PIXELS)).horizontalAdvance(words) + 2 * _PAD - 2
            chip = QRectF(4.5, (self.height() - scaled(_SEGMENT)) / 2 + 0.5, min(width, self.width() - 9), 0)
            chip.setHeight(scaled(_SEGMENT) - 1)
            painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(chip, RADIUS_SPAN, RADIUS_SPAN)
            inner = chip.adjusted(_PAD - 1, 0, 0, 0)
            write_elided(painter, inner, words, interface_font(SMALL_PIXELS), theme.muted)

    def _paint_segments(self, painter: QPainter) -> None:
        field, theme = self._field, self._field.theme
        values, offered = field.values(), [answer.value for answer in field.offered]
        for number, (choice, place) in enumerate(zip(field.choices, self._segments, strict=False)):
            box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
            chosen, marked = choice in values, field.several and number == self._marked
            painter.setBrush(theme.selection if chosen else Qt.BrushStyle.NoBrush)
            if marked or (chosen and not field.several):
                painter.setPen(QPen(theme.accent, 1))
            elif not values and choice in offered:
                painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DashLine))
            else:
                painter.setPen(QPen(theme.line, 1))
            painter.drawRoundedRect(box, RADIUS_SPAN, RADIUS_SPAN)
            inner = box.adjusted(_PAD, 0, -_PAD + 2, 0)
            if field.dotted:
                self._paint_dots(painter, inner, int(choice))
            else:
                write_elided(painter, inner, choice, interface_font(SMALL_PIXELS), theme.text)

    def _paint_dots(self, painter: QPainter, box: QRectF, filled: int) -> float:
        """As many dots as the highest choice says, the first of them filled; their width."""
        theme, size, dots = self._field.theme, scaled(_DOT), len(self._field.choices) - 1
        for number in range(dots):
            centre = QPointF(box.left() + number * (size + _DOT_GAP) + size / 2, box.center().y())
            painter.setPen(Qt.PenStyle.NoPen if number < filled else QPen(theme.muted, 1))
            painter.setBrush(theme.text if number < filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, size / 2 - 0.5, size / 2 - 0.5)
        return dots * size + (dots - 1) * _DOT_GAP
