"""Saying which entity a mention means: in the text by two keys or one, in the details, for many mentions at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from reader.domain.annotation import Annotation
from reader.domain.changes import AnnotationsChanged, CodebookChanged, EntitiesChanged
from reader.domain.codebook import LabelKind
from reader.domain.entity import Candidate, Entity, Proposal
from reader.errors import ReaderError
from reader.services.annotate import quoted
from reader.ui.after_paint import AfterPaint
from reader.ui.keys import Where
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.entity_names import EntityNames
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.services import Services
from reader.ui.main_window.tagging import Tagging

if TYPE_CHECKING:
    from reader.ui.entity_chooser import EntityChooser
    from reader.ui.panes.details.entity_section import EntitySection

#: Of mentions of more names at once, what is proposed for these is offered for all.
_MOST_ASKED = 5


class Naming(QObject):
    """Shows who or what is meant, and links mentions to entities. The section and the choice are built at first use.

    `page_requested` tells that a person wants to see all of an entity.
    """

    page_requested = Signal(int)

    def __init__(self, services: Services, frame: Frame, doing: Doing, tagging: Tagging, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._frame, self._doing, self._tagging = services, frame, doing, tagging
        self._pane = frame.pane
        self._window = window
        self.names = EntityNames(services.register)
        self._section: EntitySection | None = None
        self._chooser: EntityChooser | None = None
        self._shown: Annotation | None = None
        self._proposed: tuple[int, Proposal] | None = None
        self._to_tell = 0
        self._said_before = ""
        self._meant: tuple[int, ...] = ()
        self._soon = AfterPaint(self)
        self._soon.reached.connect(self._show)
        frame.form.shown.connect(self._show_soon)
        frame.table.set_names(self.names.name)
        self._pane.name_of = self.names.name
        self._pane.entity_requested.connect(self._choose_for_current)
        self._pane.entity_at_once_requested.connect(self._name_at_once)
        self._pane.entities_requested.connect(self._link_rest)
        tagging.tagged.connect(self._tell_soon)
        doing.changed.connect(self._renew)

    # What is shown

    def _show_soon(self, annotation: Annotation | None) -> None:
        """Show it when all is painted that changes now: what is proposed takes a look into the library."""
        self._shown, self._proposed = annotation, None
        if annotation is None or annotation.id != self._to_tell:
            self._to_tell = 0
        if annotation is None or self._frame.pane.codebook.shown(annotation.label_id).kind is LabelKind.CLAIM:
            self._soon.stop()
            if self._section is not None:
                self._section.show_nothing()
        else:
            self._soon.start()

    def _show(self) -> None:
        self._soon.stop()
        annotation = self._shown
        if annotation is None:
            return
        try:
            entity = self._entity_of(annotation)
            if annotation.id == self._to_tell and entity is None:
                self._tell_proposed(annotation)
            section, codebook = self._the_section(), self._pane.codebook
            if entity is not None:
                mentions = self._mentions((entity.id,)).get(entity.id, 0)
                section.show_entity(entity, codebook.shown(entity.label_id), mentions)
            else:
                section.show_proposal(self._proposal(annotation.id), codebook.shown(annotation.label_id))
        except ReaderError as error:
            self._doing.told.emit(str(error))

    def _the_section(self) -> "EntitySection":
        if self._section is None:
            from reader.ui.panes.details.entity_section import EntitySection  # noqa: PLC0415

            self._section = made = EntitySection(self._frame.keys, self._pane.theme())
            made.entity_chosen.connect(self._link_shown)
            made.new_requested.connect(self._link_shown_to_new)
            made.choice_requested.connect(self._choose_for_current_shown)
            made.page_requested.connect(self.page_requested)
            made.left.connect(self._frame.focus_text)
            self._frame.form.add_section(made)
            self._frame.order_focus()
        self._section.set_theme(self._pane.theme())
        return self._section

    def set_theme(self) -> None:
        """Paint in the colours of the text."""
        if self._section is not None:
            self._section.set_theme(self._pane.theme())

    def _tell_soon(self, annotation_id: int) -> None:
        """Say of a mention that was tagged just now who is meant; what may be meant is told once it is painted."""
        annotation = self._pane.annotation(annotation_id)
        if annotation is None or not self._soon.waits():
            return
        entity = self._entity_of(annotation)
        if entity is not None:
            self._doing.told.emit(_linked(annotation, entity))
        else:
            self._to_tell, self._said_before = annotation_id, self._frame.status.said()

    def _tell_proposed(self, annotation: Annotation) -> None:
        """Say of a mention that was tagged just now what one key more would do. Raises ReaderError."""
        self._to_tell = 0
        if self._frame.status.said() != self._said_before:
            return  # something that matters more was told meanwhile
        proposal, keys = self._proposal(annotation.id), self._frame.keys
        at_once, opens = (keys.first(name, Where.TEXT) for name in ("EntityAtOnce", "Entity"))
        if proposal.candidates:
            words = self.tr("{0} may be {1}: {2} says so, {3} shows all.")
            self._doing.told.emit(
                words.format(quoted(annotation.words), proposal.candidates[0].entity.name, at_once, opens)
            )
        elif proposal.name:
            words = self.tr("{0} is not in the register: {1} adds it, {2} looks for another name.")
            self._doing.told.emit(words.format(quoted(annotation.words), at_once, opens))

    def _entity_of(self, annotation: Annotation) -> Entity | None:
        return self.names.entity(annotation.entity_id) if annotation.entity_id is not None else None

    def _proposal(self, annotation_id: int) -> Proposal:
        """What is proposed for a mention, asked for once as long as nothing changes."""
        if self._proposed is None or self._proposed[0] != annotation_id:
            self._proposed = annotation_id, self._services.register().proposal(annotation_id)
        return self._proposed[1]

    def _mentions(self, entity_ids: Sequence[int]) -> dict[int, int]:
        return self._services.register().counts(entity_ids)

    def _renew(self, changes: Changes) -> None:
        """Show what has become of entities: of the mention shown, and wherever names are."""
        if not any(isinstance(change, EntitiesChanged | AnnotationsChanged | CodebookChanged) for change in changes):
            return
        changed = [number for change in changes if isinstance(change, EntitiesChanged) for number in change.entity_ids]
        if changed:
            try:
                self.names.renew(changed)
            except ReaderError as error:
                self._doing.told.emit(str(error))
            self._frame.table.show_names()
        self._show_soon(self._shown)

    # What a person does

    def _choose_for_current(self, annotation_id: int) -> None:
        annotation = self._pane.annotation(annotation_id)
        if annotation is not None and self._is_mention(annotation):
            self._choose((annotation,), self._pane.rect_of(annotation.hull))

    def _choose_for_current_shown(self) -> None:
        if self._shown is not None:
            self._choose_for_current(self._shown.id)

    def choose_for(self, annotation_ids: Sequence[int], beside: QRect) -> None:
        """Choose the entity that all of these mention, beside a rectangle of the screen; claims are passed over."""
        found = self._services.annotate.some(annotation_ids)
        shown = self._pane.codebook.shown
        mentions = [each for each in found if shown(each.label_id).kind is LabelKind.ENTITY]
        if mentions:
            self._choose(mentions, beside)
        elif found:
            self._is_mention(found[0])

    def _choose(self, mentions: Sequence[Annotation], beside: QRect) -> None:
        by_words: dict[str, Annotation] = {}
        for mention in mentions:
            by_words.setdefault(mention.words, mention)
        entities = {mention.entity_id for mention in mentions}
        try:
            asked = [self._proposal(mention.id) for mention in list(by_words.values())[:_MOST_ASKED]]
            candidates: dict[int, Candidate] = {}
            for candidate in (candidate for proposal in asked for candidate in proposal.candidates):
                candidates.setdefault(candidate.entity.id, candidate)
            linked = self.names.entity(mentions[0].entity_id) if len(entities) == 1 and mentions[0].entity_id else None
            self._meant = tuple(mention.id for mention in mentions)
            chooser = self._the_chooser()
            chooser.set_theme(self._pane.theme())
            chooser.open_at(
                beside,
                self._title(mentions),
                tuple(candidates.values()),
                name=max((proposal.name for proposal in asked), key=len),
                label_id=mentions[0].label_id,
                linked=linked,
            )
        except ReaderError as error:
            self._doing.told.emit(str(error))

    def _title(self, mentions: Sequence[Annotation]) -> str:
        if len(mentions) == 1:
            return self.tr("Who or what is {0}?").format(quoted(mentions[0].words))
        return self.tr("Which entity do these {0} mention?").format(f"{len(mentions):,}")

    def _the_chooser(self) -> "EntityChooser":
        if self._chooser is None:
            from reader.ui.entity_chooser import EntityChooser  # noqa: PLC0415 - most starts open none

            register = self._services.register
            self._chooser = made = EntityChooser(
                self._frame.keys,
                self._pane.theme(),
                self._window,
                lambda words, label_id: register().find(words, label_id),
                lambda: self._pane.codebook,
                self._mentions,
            )
            made.chosen.connect(lambda entity_id: self._link(self._meant, entity_id))
            made.new_requested.connect(lambda name, _label_id: self._link_new(self._meant, name))
            made.none_chosen.connect(lambda: self._link(self._meant, None))
        return self._chooser

    def tag_as(self, entity_id: int) -> None:
        """Tag the selection, or the word at the caret, as a mention of an entity; what is tagged there is linked."""
        entity, span = self.names.entity(entity_id), self._pane.meant(LabelKind.ENTITY)
        if entity is None:
            return
        label = self._pane.codebook.shown(entity.label_id)
        current = self._pane.annotation(self._pane.current_id())
        if current is not None and not self._pane.selection() and current in self._pane.at_caret():
            there = [current]
        else:
            there = [found for found in self._pane.at(span.start) if found.parts == (span,)] if span else []
        there = [found for found in there if self._pane.codebook.shown(found.label_id).kind is LabelKind.ENTITY]
        mention = next((found for found in there if found is current or found.label_id == label.id), None)
        if mention is not None:
            self._pane.let_go()
            self._pane.set_current(mention.id)
            self._link((mention.id,), entity_id)
        elif span:
            self._tagging.tag((span,), label, entity_id)
        else:
            self._doing.told.emit(self.tr("There is no word at the caret: nothing was tagged."))

    def _name_at_once(self, annotation_id: int) -> None:
        """Link the mention to the first entity proposed, or to a new one, without asking."""
        self._to_tell = 0
        annotation = self._pane.annotation(annotation_id)
        if annotation is None or not self._is_mention(annotation):
            return
        entity = self._entity_of(annotation)
        if entity is not None:
            opens = self._frame.keys.first("Entity", Where.TEXT)
            self._doing.told.emit(f"{_linked(annotation, entity)} " + self.tr("{0} changes it.").format(opens))
            return
        try:
            proposal = self._proposal(annotation_id)
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return
        if proposal.candidates:
            self._link((annotation_id,), proposal.candidates[0].entity.id)
        else:
            self._link_new((annotation_id,), proposal.name)

    def _link_rest(self) -> None:
        """Link what is not linked yet in the article, as far as that is clear; go to the first that is not."""
        article = self._pane.article()
        if article is None:
            return
        register = self._services.register()
        changes = self._doing.do(lambda: register.link_rest(article.id))
        if changes is None:
            return
        linked = sum(len(change.annotation_ids) for change in changes if isinstance(change, AnnotationsChanged))
        new = sum(len(change.entity_ids) for change in changes if isinstance(change, EntitiesChanged))
        shown, mentions = self._pane.codebook.shown, self._services.annotate.of_article(article.id)
        left = [
            found for found in mentions if found.entity_id is None and shown(found.label_id).kind is LabelKind.ENTITY
        ]
        types = {found.label_id for found in mentions if found.entity_id is not None}
        unclear = next((found.id for found in left if found.label_id in types), 0)
        if unclear:
            self._pane.set_current(unclear, reveal=True)
        told = self.tr("Mentions linked: {0}, entities made for them: {1}.").format(f"{linked:,}", f"{new:,}")
        if left:
            words = self.tr("Left open: {0}, which may mean several, or are of a type that has no entity yet.")
            told = f"{told} {words.format(f'{len(left):,}')}"
        self._doing.told.emit(told)

    def _is_mention(self, annotation: Annotation) -> bool:
        """Whether it is a mention of an entity; else it is said why there is none to choose."""
        if self._pane.codebook.shown(annotation.label_id).kind is LabelKind.ENTITY:
            return True
        self._doing.told.emit(self.tr("This is a claim: who makes it, and what it is about, stands in its details."))
        return False

    def _link_shown(self, entity_id: int) -> None:
        if self._shown is not None and not self._soon.waits():  # else the section shows what was proposed before
            self._link((self._shown.id,), entity_id)
            self._frame.focus_text()

    def _link_shown_to_new(self, name: str) -> None:
        if self._shown is not None and not self._soon.waits():
            self._link_new((self._shown.id,), name)
            self._frame.focus_text()

    def _link(self, annotation_ids: Sequence[int], entity_id: int | None) -> None:
        register = self._services.register()
        if self._doing.do(lambda: register.link(annotation_ids, entity_id)) is not None:
            self._tell_linked(annotation_ids)

    def _link_new(self, annotation_ids: Sequence[int], name: str) -> None:
        register = self._services.register()
        if self._doing.do(lambda: register.link_new(annotation_ids, name)) is not None:
            self._tell_linked(annotation_ids)

    def _tell_linked(self, annotation_ids: Sequence[int]) -> None:
        found = self._services.annotate.some(annotation_ids)
        if not found:
            return
        entity = self._entity_of(found[0])
        if len(found) > 1:
            name = entity.name if entity is not None else self.tr("no entity")
            self._doing.told.emit(self.tr("{0} mentions → {1}.").format(f"{len(found):,}", name))
        elif entity is not None:
            self._doing.told.emit(_linked(found[0], entity))
        else:
            self._doing.told.emit(self.tr("{0} mentions no entity now.").format(quoted(found[0].words)))


def _linked(annotation: Annotation, entity: Entity) -> str:
    """What stands in the text, and who or what that is; a name written from the right does not turn it round."""
    return f"{quoted(annotation.words)} → \u2068{entity.name}\u2069."
