"""The view of the entities in the place of list and text: built when first asked for, and what is wished there."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reader.domain.changes import Change
from reader.domain.entity import Entity
from reader.errors import ReaderError
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.services import Services
from reader.ui.main_window.views import ENTITIES, Views

if TYPE_CHECKING:
    from reader.services.register import Register
    from reader.ui.entity_chooser import EntityChooser
    from reader.ui.panes.entities.pane import EntitiesPane

_LONGEST = 40
#: In how many of the mentions to be split off a name for them is looked for.
_LOOKED_AT = 50


class EntitiesView(QObject):
    """Shows the view as a page of the window, and does what is wished there, one action each.

    What concerns files is for others: `import_requested`, `export_requested`.
    """

    import_requested = Signal()
    export_requested = Signal()

    def __init__(
        self, services: Services, views: Views, frame: Frame, doing: Doing, reading: Reading, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services, self._views, self._frame = services, views, frame
        self._doing, self._reading = doing, reading
        self._window = window
        self._pane: EntitiesPane | None = None
        self._chooser: EntityChooser | None = None
        self._merging: tuple[int, ...] = ()
        doing.changed.connect(self._show_changes)
        views.add(ENTITIES, self._show)

    def show_entity(self, entity_id: int) -> None:
        """Go to the page of an entity."""
        self._views.show(ENTITIES)
        self._built().show_entity(entity_id)

    def stop(self) -> None:
        """Ask the library no more."""
        if self._pane is not None:
            self._pane.stop()

    def reload(self) -> None:
        """Show what the library has now, after it was written to beside the window."""
        if self._pane is not None:
            self._pane.reload()

    def _show(self) -> None:
        self._frame.show_page(self._built())

    def _show_changes(self, changes: Changes) -> None:
        if self._pane is not None:
            self._pane.show_changes(changes)

    def _built(self) -> "EntitiesPane":
        if self._pane is None:
            from reader.ui.panes.entities.pane import EntitiesPane  # noqa: PLC0415

            self._pane = made = EntitiesPane(self._services.entity_pages(), self._frame.keys, self._frame.pane.theme())
            made.set_codebook(self._services.read.codebook())
            made.left.connect(self._frame.focus_text)
            made.told.connect(self._doing.told)
            made.place_requested.connect(self._go_to_place)
            made.action_requested.connect(self._begin)
            made.list.head.import_requested.connect(self.import_requested)
            made.list.head.export_requested.connect(self.export_requested)
            head = made.page.head
            head.merge_requested.connect(lambda: self._begin("Merge"))
            head.split_requested.connect(lambda: self._begin("Split"))
            head.delete_requested.connect(lambda: self._begin("Delete"))
            head.double_merge_requested.connect(lambda number: self._merge((number,), made.page.entity_id()))
            head.link_activated.connect(lambda uri: QDesktopServices.openUrl(QUrl(uri)))
            head.renamed.connect(lambda name: self._edit(lambda register, number: register.rename(number, name)))
            head.label_chosen.connect(self._retype)
            head.uri_written.connect(lambda uri: self._edit(lambda register, number: register.set_uri(number, uri)))
            head.aliases_written.connect(
                lambda names: self._edit(
                    lambda register, number: register.set_aliases(number, filter(str.strip, names))
                )
            )
            head.note_written.connect(lambda note: self._edit(lambda register, number: register.set_note(number, note)))
        return self._pane

    def _go_to_place(self, annotation_id: int) -> None:
        """Show a mention, or a claim, in its text."""
        found = self._services.annotate.some((annotation_id,))
        if found:
            self._frame.show_page(None)
            self._reading.show_article(found[0].article_id)
            self._frame.articles.set_current(found[0].article_id)
            self._frame.pane.set_current(annotation_id, reveal=True)
            self._frame.focus_text()

    # What is changed of one entity

    def _edit(self, act: "Callable[[Register, int], tuple[Change, ...]]", told: str = "") -> None:
        """Change the entity whose page is shown."""
        pane = self._built()
        entity_id = pane.page.entity_id()
        if entity_id and self._doing.do(lambda: act(self._services.register(), entity_id), told) is None:
            pane.reload()  # what was written in vain does not stay to be seen

    def _retype(self, label_id: int) -> None:
        page = self._built().page.page()
        if page is not None and page.entity.label_id != label_id:
            label = self._frame.pane.codebook.shown(label_id)
            told = self.tr("{0} is {1} now, with {2}.").format(
                _short(page.entity.name), label.name, self._mentions(len(page.mentions))
            )
            self._edit(lambda register, number: register.retype(number, label_id), told)

    def _begin(self, name: str) -> None:
        """Begin what takes a second step: say what it touches first."""
        ids = self._built().meant()
        try:
            match name:
                case "Merge" if ids:
                    self._choose_what_to_merge_into(ids)
                case "Split":
                    self._ask_for_split()
                case "Delete" if ids:
                    self._ask_for_deletion()
        except ReaderError as error:
            self._doing.told.emit(str(error))

    def _ask_for_split(self) -> None:
        pane = self._built()
        ids, page = pane.page.selected_mentions(), pane.page.page()
        if page is None:
            return
        if not ids:
            self._doing.told.emit(
                self.tr("Select the mentions to split off first: Shift with the arrow keys, Ctrl+Space, or the mouse.")
            )
            return
        rows = self._services.entity_pages().mentions(ids[:_LOOKED_AT])
        quotes = (rows[number].quote for number in ids[:_LOOKED_AT] if number in rows)
        entity, many = page.entity, self._mentions(len(page.mentions))
        pane.page.line.ask(
            self.tr("Split {0} of {1} off, as a new entity:").format(f"{len(ids):,}", many),
            self.tr("Split"),
            lambda new: self._split(entity.id, ids, new),
            field=self.tr("Name of the new entity"),
            name=next((quote for quote in quotes if quote != entity.name), ""),
        )

    def _split(self, entity_id: int, ids: Sequence[int], name: str) -> None:
        told = self.tr("{0} is an entity of its own now, with {1}. {2} takes it back.").format(
            _short(name), self._mentions(len(ids)), self._undo_key()
        )
        self._doing.do(lambda: self._services.register().split(entity_id, ids, name), told)

    def _ask_for_deletion(self) -> None:
        pane = self._built()
        page = pane.page.page()
        if page is None:
            return
        entity = page.entity
        uses = self._services.register().uses((entity.id,))
        touched = [self.tr("{0} will name no entity any more").format(self._mentions(uses.mentions))]
        if uses.answers:
            words = self.tr("1 answer about claims is removed")
            many = self.tr("{0} answers about claims are removed").format(f"{uses.answers:,}")
            touched.append(words if uses.answers == 1 else many)
        told = self.tr("Deleted {0}. {1} brings it back.").format(_short(entity.name), self._undo_key())
        pane.page.line.ask(
            self.tr("Delete {0}: {1}.").format(_short(entity.name), ", ".join(touched)),
            self.tr("Delete"),
            lambda _: self._delete(entity.id, told),
        )

    def _delete(self, entity_id: int, told: str) -> None:
        if self._doing.do(lambda: self._services.register().delete(entity_id), told) is not None:
            self._built().take_focus()

    # Several become one

    def _choose_what_to_merge_into(self, ids: tuple[int, ...]) -> None:
        register = self._services.register()
        self._merging = ids
        mentions = self._mentions(register.uses(ids).mentions)
        if len(ids) == 1:
            found = register.some(ids)
            name = _short(found[ids[0]].name) if ids[0] in found else ""
            title = self.tr("Merge {0}, {1}, into …").format(name, mentions)
        else:
            title = self.tr("Merge {0} entities, {1}, into …").format(f"{len(ids):,}", mentions)
        chooser = self._the_chooser()
        chooser.set_theme(self._frame.pane.theme())
        button = self._built().page.head.merge_button()
        beside = QRect(button.mapToGlobal(QPoint(0, 0)), button.size())
        chooser.open_at(beside, title, ())

    def _the_chooser(self) -> "EntityChooser":
        if self._chooser is None:
            from reader.ui.entity_chooser import EntityChooser  # noqa: PLC0415

            self._chooser = EntityChooser(
                self._frame.keys,
                self._frame.pane.theme(),
                self._window,
                self._to_merge_into,
                lambda: self._frame.pane.codebook,
                self._counts_of,
            )
            self._chooser.chosen.connect(lambda into: self._merge(self._merging, into))
            self._chooser.offer_no_new()
        return self._chooser

    def _counts_of(self, ids: Sequence[int]) -> dict[int, int]:
        return self._services.register().counts(ids)

    def _to_merge_into(self, words: str, label_id: int | None) -> Sequence[Entity]:
        """What the choice offers: before anything is typed, those that are merged, or what is perhaps the same."""
        register = self._services.register()
        if not words.strip():
            if len(self._merging) > 1:
                return tuple(register.some(self._merging).values())
            page = self._built().page.page()
            return page.doubles if page is not None else ()
        alone = self._merging[0] if len(self._merging) == 1 else 0
        return [entity for entity in register.find(words, label_id) if entity.id != alone]

    def _merge(self, ids: tuple[int, ...], into_id: int) -> None:
        register = self._services.register()
        others = tuple(number for number in ids if number != into_id)
        into = register.entity(into_id)
        if into is None or not others:
            return
        told = self.tr("Merged {0} into {1}. {2} takes it back.").format(
            self._mentions(register.uses(others).mentions), _short(into.name), self._undo_key()
        )
        if self._doing.do(lambda: register.merge(others, into_id), told) is not None:
            self._built().show_entity(into_id)

    def _mentions(self, count: int) -> str:
        return self.tr("1 mention") if count == 1 else self.tr("{0} mentions").format(f"{count:,}")

    def _undo_key(self) -> str:
        return self._frame.keys.first("Undo")


def _short(name: str) -> str:
    """A name for a sentence, which it does not turn round where it is written from the right."""
    name = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return f"\u2068“{name}”\u2069"
