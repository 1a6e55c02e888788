"""The rows of a form: names beside their fields, or above them where there is little room."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.named_rows import NamedRows


class _Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.rows = NamedRows(self)
        self.name, self.field, self.below = QLabel("Claimant"), QLineEdit(), QLineEdit()
        self.rows.add_row(self.name, self.field)
        self.rows.add_row(None, self.below)


@pytest.fixture
def form(qtbot: QtBot) -> _Form:
    made = _Form()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_field_stands_beside_its_name(form: _Form) -> None:
    form.resize(320, 200)
    assert form.field.y() == form.name.y()
    assert form.field.x() > form.name.geometry().right()
    assert form.field.geometry().right() == form.width() - 1
    assert form.below.x() == form.field.x()


def test_where_there_is_little_room_a_field_stands_below_its_name(form: _Form) -> None:
    form.resize(160, 200)
    assert form.field.y() > form.name.geometry().bottom()
    assert form.field.width() == form.below.width() == form.width()


def test_rows_below_give_way_to_a_field_that_grows(form: _Form, qtbot: QtBot) -> None:
    form.resize(320, 200)
    form.field.setFixedHeight(90)
    qtbot.waitUntil(lambda: form.below.y() > form.field.geometry().bottom())
    assert form.rows.heightForWidth(320) == form.below.geometry().bottom() + 1


def test_a_hidden_field_takes_no_room_and_neither_does_its_name(form: _Form, qtbot: QtBot) -> None:
    form.resize(320, 200)
    form.field.hide()
    form.name.hide()
    qtbot.waitUntil(lambda: form.below.y() == 0)
