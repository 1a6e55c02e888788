"""The page of types of links."""

from PySide6.QtWidgets import QWidget

from reader.domain.link import LinkType
from reader.domain.link_type_edits import LinkTypeDraft
from reader.errors import ReaderError
from reader.services.edit_link_types import EditLinkTypes
from reader.ui.dialogs.codebook_editor.row_list import Row
from reader.ui.dialogs.codebook_editor.thing_page import ThingPage
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme


class LinkTypePage(ThingPage):
    """Lists the types of links; links follow the name of their type."""

    def __init__(self, edit: EditLinkTypes, keys: Keys, theme: Theme) -> None:
        self._edit = edit
        self._types: tuple[LinkType, ...] = ()
        self._counts: dict[str, int] = {}
        super().__init__("linkType", "", keys, theme)
        self.list.setAccessibleName(self.tr("Types of links"))
        self.description.setFixedHeight(scaled(84))
        self.description.setPlaceholderText(self.tr("From what it leads to what"))
        self.adders[0].clicked.connect(lambda: self.ask_for_name(self.tr("New type of link")))
        self.extra_actions[0].clicked.connect(self._ask_to_merge)
        self.order_stops()

    @override
    def build_adders(self) -> tuple[EnterButton, ...]:
        return (named(EnterButton(self.tr("Add type of link")), "addLinkType"),)

    @override
    def build_actions(self) -> tuple[EnterButton, ...]:
        return (named(EnterButton(self.tr("Merge into…")), "mergeLinkType"),)

    @override
    def build_fields(self) -> list[tuple[str, QWidget, QWidget]]:
        return [
            (self.tr("Name"), self.name, self.name_row),
            (self.tr("Description"), self.description, self.description),
        ]

    @override
    def reload(self) -> None:
        try:
            self._types, self._counts = self._edit.types(), dict(self._edit.count_links())
        except ReaderError as error:
            self.trouble.say(str(error))
            return
        before = self.list.current_id()
        self.list.show_rows([Row(each.id, each.name, self._note(each), each.archived) for each in self._types])
        self.show_current(anew=self.list.current_id() != before)

    def _note(self, link_type: LinkType) -> str:
        count = self._counts.get(link_type.name, 0)
        parts = [self.tr("archived")] if link_type.archived else []
        return ", ".join([*parts, f"{count:,}"] if count else parts)

    @override
    def show_current(self, *, anew: bool) -> None:
        current = self._current()
        self.form.setVisible(current is not None)
        if current is None:
            return
        uses = self._links(current) or self.tr("No links yet")
        part = self.tr("Gloss itself builds on it.") if current.role is not None else ""
        under = f"{uses}. {part}".strip()
        self.show_thing(current.name, under, current.name, current.description, archived=current.archived, anew=anew)
        self.delete.setEnabled(current.role is None)
        self.extra_actions[0].setEnabled(current.role is None and len(self._types) > 1)

    @override
    def siblings(self) -> list[int]:
        return [each.id for each in self._types]

    @override
    def add(self, name: str) -> bool:
        told = self.tr("Added “{0}”.").format(name.strip())
        return self.do(lambda: self._edit.add(LinkTypeDraft(name)), told, self.new_row.refuse)

    @override
    def rename(self, name: str) -> None:
        current = self._current()
        if current is not None:
            told = self.tr("Renamed “{0}” to “{1}”.").format(current.name, name.strip())
            self.do(lambda: self._edit.rename(current.id, name), told, self.name_row.refuse)

    @override
    def describe(self, text: str, sitting: int) -> None:
        current = self._current()
        if current is not None:
            self.description.settle()
            told = self.tr("Saved the description of “{0}”.").format(current.name)
            self.do(lambda: self._edit.describe(current.id, text, (current.id, sitting)), told)

    @override
    def move_before(self, thing_id: int, before_id: int | None) -> None:
        name = next(each.name for each in self._types if each.id == thing_id)
        self.do(lambda: self._edit.move(thing_id, before_id), self.tr("Moved “{0}”.").format(name))

    @override
    def put_away(self) -> None:
        current = self._current()
        if current is not None:
            told = self.tr("“{0}” is back.") if current.archived else self.tr("“{0}” is archived.")
            act = lambda: self._edit.archive(current.id, archived=not current.archived)  # noqa: E731
            self.do(act, told.format(current.name))

    @override
    def ask_to_delete(self) -> None:
        current = self._current()
        if current is None:
            return

        def delete(_to_notes: bool) -> None:
            self.do(lambda: self._edit.delete(current.id), self.tr("Deleted “{0}”.").format(current.name))
            self.list.setFocus()

        links = self._links(current)
        if links and current.role is None:
            question = self.tr("Delete “{0}” with {1}?").format(current.name, links)
            self.loss.ask(question, self.tr("Delete"), delete, self.list.setFocus)
        else:  # at once; or refused at once, since Gloss builds on it
            delete(False)

    def _ask_to_merge(self) -> None:
        current = self._current()
        if current is None:
            return

        def merge(_to_notes: bool) -> None:
            into = int(self.loss.target.currentData())
            name = next(each.name for each in self._types if each.id == into)
            told = self.tr("Merged “{0}” into “{1}”.").format(current.name, name)
            if self.do(lambda: self._edit.merge(current.id, into), told):
                self.list.set_current(into)
            self.list.setFocus()

        self.loss.target.show_choices([(each.name, each.id) for each in self._types if each.id != current.id], None)
        self.loss.target.setPlaceholderText(self.tr("Choose a type"))
        question = self.tr("Merge “{0}” into another type, which then has its links?").format(current.name)
        self.loss.ask(question, self.tr("Merge"), merge, self.list.setFocus, merging=True)

    def _links(self, current: LinkType) -> str:
        count = self._counts.get(current.name, 0)
        if not count:
            return ""
        return self.tr("1 link") if count == 1 else self.tr("{0:,} links").format(count)

    def _current(self) -> LinkType | None:
        current = self.list.current_id()
        return next((each for each in self._types if each.id == current), None)
