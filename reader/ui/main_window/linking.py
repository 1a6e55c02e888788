"""What a person wishes of links: made in the text, shown in the details and beside the text, followed, removed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.domain.annotation import Annotation
from reader.domain.changes import ArticlesMoved, CodebookChanged
from reader.domain.codebook import LabelKind
from reader.domain.link import Linked, Offer
from reader.errors import ReaderError
from reader.ui.keys import Keys
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.services import Services
from reader.ui.painting.links import LinkLine
from reader.ui.panes.details.links_section import LinksSection
from reader.ui.panes.reading.telling import shortened
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from reader.ui.panes.reading.linking_search import Found, LinkEndSearch
    from reader.ui.panes.reading.linking_types import LinkTypeList

_SHORT, _IN_TITLE = 30, 16


class Linking(QObject):
    """Asks the service for what is wished of links. Its lists are built when they are first asked for."""

    def __init__(
        self, services: Services, keys: Keys, frame: Frame, doing: Doing, reading: Reading, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services, self._keys, self._frame, self._pane = services, keys, frame, frame.pane
        self._doing, self._reading, self._window = doing, reading, window
        self._types: LinkTypeList | None = None
        self._search: LinkEndSearch | None = None
        self._own_types: bool | None = None
        self._from_id = 0
        self._links: tuple[Linked, ...] = ()
        self._shown: Annotation | None = None
        self._section = LinksSection(keys, self._pane.theme())
        frame.form.add_section(self._section, last=True)
        frame.form.shown.connect(self._show)
        self._section.go_requested.connect(self._go)
        self._section.remove_requested.connect(self._remove)
        self._section.left.connect(frame.focus_text)
        self._pane.linking.guide = self
        self._pane.link_requested.connect(self._choose_type)
        self._pane.link_search_requested.connect(self._find_end)
        self._pane.end_reached.connect(self._show_lines)
        doing.changed.connect(self._show_changes)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._section.set_theme(theme)
        for floating in (self._types, self._search):
            if floating is not None:
                floating.set_theme(theme)

    # What the text asks while the other end is looked for

    def fits(self, one: Annotation, other: Annotation) -> bool:
        """Whether any type of link is meant for two such annotations."""
        kinds = {self._pane.codebook.shown(each.label_id).kind for each in (one, other)}
        return LabelKind.CLAIM in kinds or self._has_own_types()

    def guess(self, one: Annotation, other: Annotation) -> str:
        """What a link from one to the other would most likely be called."""
        first = next(iter(self._offers(one.id, other.id)), None)
        return first.type.name if first is not None and first.fits else ""

    def _has_own_types(self) -> bool:
        if self._own_types is None:
            types = self._services.links().types()
            self._own_types = any(each.role is None and not each.archived for each in types)
        return self._own_types

    def _offers(self, one_id: int, other_id: int) -> tuple[Offer, ...]:
        try:
            return self._services.links().offers(one_id, other_id)
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return ()

    # Making a link

    def _find_end(self, from_id: int, typed: str) -> None:
        start = self._pane.annotation(from_id)
        if start is not None:
            self._from_id = from_id
            title = self.tr("Link “{0}” to").format(shortened(start.quote))
            self._the_search().open_at(self._pane.selection_rect(), title, typed)

    def _the_search(self) -> "LinkEndSearch":
        from reader.ui.panes.reading.linking_search import LinkEndSearch  # noqa: PLC0415

        if self._search is None:
            theme, codebook = self._pane.theme(), lambda: self._pane.codebook
            self._search = LinkEndSearch(self._keys, theme, self._window, self._find, codebook)
            self._search.chosen.connect(self._take_found)
            self._search.closed.connect(self._leave)
        self._search.set_theme(self._pane.theme())
        return self._search

    def _find(self, words: str) -> "Found":
        try:
            found = self._services.links().ends(self._from_id, words)
            article = self._pane.article()
            elsewhere = {each.article_id for each in found} - {article.id if article is not None else 0}
            return found, self._services.links().titles(sorted(elsewhere))
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return (), {}

    def _take_found(self, annotation_id: int) -> None:
        if self._pane.annotation(annotation_id) is not None:
            self._pane.linking.reach(annotation_id)
        self._choose_type(self._from_id, annotation_id)

    def _choose_type(self, from_id: int, other_id: int) -> None:
        offers = self._offers(from_id, other_id)
        ends = {each.id: each for each in self._services.annotate.some((from_id, other_id))}
        if len(ends) < 2:
            self._pane.leave_modes()
            return
        if not offers:
            self._doing.told.emit(self.tr("No type of link is left for these two: the codebook has the types."))
            return
        one, other = (f"“{shortened(ends[each].quote, _IN_TITLE)}”" for each in (from_id, other_id))
        self._from_id = from_id
        self._the_types().open_at(self._pane.selection_rect(), self.tr("{0} and {1}").format(one, other), offers)

    def _the_types(self) -> "LinkTypeList":
        from reader.ui.panes.reading.linking_types import LinkTypeList  # noqa: PLC0415

        if self._types is None:
            self._types = LinkTypeList(self._keys, self._pane.theme(), self._window)
            self._types.chosen.connect(self._add)
            self._types.closed.connect(self._leave)
        self._types.set_theme(self._pane.theme())
        return self._types

    def _leave(self) -> None:
        """Leave the mode where no list is open any more in which the link goes on."""
        if not any(floating is not None and floating.is_open() for floating in (self._types, self._search)):
            self._pane.leave_modes()
            self._pane.setFocus()

    def _add(self, offer: Offer) -> None:
        from_id = self._from_id
        self._pane.leave_modes()
        done = self._doing.do(lambda: self._services.links().add(offer.from_id, offer.to_id, offer.type.name))
        self._pane.set_current(from_id)
        if done is not None:
            start, stop = self._quoted(offer.from_id), self._quoted(offer.to_id)
            words = self.tr("Linked: {0} → {1} ({2}). {3} takes it back.")
            self._doing.told.emit(words.format(start, stop, offer.type.name, self._keys.first("Undo")))

    def _quoted(self, annotation_id: int) -> str:
        found = self._services.annotate.some((annotation_id,))
        return f"“{shortened(found[0].quote, _SHORT)}”" if found else ""

    # Showing links, following them, letting them go

    def _show(self, annotation: Annotation | None) -> None:
        self._shown = annotation
        try:
            self._links = self._services.links().of(annotation.id) if annotation is not None else ()
        except ReaderError as error:
            self._links = ()
            self._doing.told.emit(str(error))
        self._section.show_links(self._links, self._pane.codebook)
        self._show_lines()

    def _show_lines(self) -> None:
        """Draw the links of the current annotation to others in this article, and the one that may be made."""
        lines = [LinkLine(one.here, one.other, one.outgoing, one.link.type) for one in self._links if not one.title]
        reached = self._pane.linking.reached()
        if reached is not None and self._shown is not None:
            lines.append(LinkLine(self._shown, reached, True, "", proposed=True))
        self._pane.show_links(lines)

    def _show_changes(self, changes: Changes) -> None:
        if any(isinstance(change, CodebookChanged) for change in changes):
            self._own_types = None
        if self._shown is not None and any(isinstance(change, ArticlesMoved) for change in changes):
            self._show(self._shown)

    def _go(self, annotation_id: int) -> None:
        found = self._services.annotate.some((annotation_id,))
        if not found:
            return
        self._reading.show_article(found[0].article_id)
        self._frame.articles.set_current(found[0].article_id)
        self._pane.set_current(annotation_id, reveal=True)
        self._frame.focus_text()

    def _remove(self, link_id: int) -> None:
        told = self.tr("Unlinked. {0} brings it back.").format(self._keys.first("Undo"))
        self._doing.do(lambda: self._services.links().remove(link_id), told)
