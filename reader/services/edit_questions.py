"""What is done to what the codebook asks: attributes, and which label asks them; each is one action."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from reader.domain.answer_changes import Keeps
from reader.domain.changes import AnnotationsChanged, Change, CodebookChanged
from reader.domain.codebook_edits import find
from reader.domain.label_rules import proper_description, proper_name
from reader.domain.question_edits import (
    AttributeDraft,
    Form,
    asking_or_not,
    attribute_moved,
    find_attribute,
    form_of,
    in_form,
    in_their_forms,
    proper_attribute,
    refuse_attribute_name,
    refuse_delete,
    with_attribute,
    without_attribute,
)
from reader.domain.questions import Attribute, AttributeType, Questions
from reader.errors import CodebookError
from reader.services import reworking
from reader.services.edit_link_types import EditLinkTypes
from reader.services.reworking import Rework, keeps, rechosen, retyped
from reader.services.sitting import Sitting
from reader.storage import attribute_answers as answers
from reader.storage import questions as stored
from reader.storage.library import Library

_Changes = tuple[Change, ...]


class EditQuestions:
    """Adds, changes, moves and removes attributes. What it refuses is a CodebookError that gives the reason.

    What would lose answers can be asked before: `what_retype_keeps`, `what_choices_keep` and `what_delete_keeps` say
    which. With `to_notes` such answers are added to the notes of their annotations.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sitting = Sitting(library)
        self.link_types = EditLinkTypes(library)

    def questions(self) -> Questions:
        """All attributes, the archived ones too, and which label asks which."""
        return stored.questions(self._library)

    def count_answers(self) -> Mapping[int, int]:
        """How many annotations have answers to each attribute that has any."""
        return answers.count_answers(self._library)

    def count_values(self, attribute_id: int) -> Mapping[str, int]:
        """How often each value answers an attribute: what choices could be made of it."""
        return answers.count_values(self._library, attribute_id)

    # Which label asks what

    def form(self, label_id: int) -> Form:
        """Which form a label asks. Raises CodebookError."""
        return form_of(self.questions(), find(self._library.labels.codebook(), label_id))

    def ask(self, label_id: int, attribute_id: int, *, asked: bool = True) -> _Changes:
        """Let a label ask an attribute, or not; answers that were given stay."""
        label, name = find(self._library.labels.codebook(), label_id), self._name(attribute_id)
        title = f"Ask “{name}” of “{label.name}”" if asked else f"Ask “{name}” of “{label.name}” no more"
        return self._act(title, lambda before: asking_or_not(before, label, attribute_id, asked=asked))

    def set_form(self, label_id: int, form: Form) -> _Changes:
        """Let a label ask the short form or the long one; `Form.OWN` leaves what it asks."""
        label = find(self._library.labels.codebook(), label_id)
        if form is Form.OWN:
            return ()
        return self._act(
            f"Ask the {form} form of “{label.name}”",
            lambda before: in_form(before, label, form),
        )

    # Attributes

    def add(self, draft: AttributeDraft, asked_by: Iterable[int] = ()) -> _Changes:
        """Add an attribute of one's own as the last one, asked by these labels and those whose form it belongs to."""
        attribute = proper_attribute(draft)
        if attribute.field is not None:
            raise CodebookError(f"“{attribute.name}” is part of every claim record already.")

        def edit(before: Questions) -> Questions:
            refuse_attribute_name(before, attribute)
            if draft.uid and any(other.uid == draft.uid for other in before.attributes):
                raise CodebookError(f"“{attribute.name}” is in the codebook already.")
            after = self._in_forms(before, lambda known: with_attribute(known, attribute))
            for label_id in asked_by:
                label = find(self._library.labels.codebook(), label_id)
                after = asking_or_not(after, label, attribute.id, asked=True)
            return after

        return self._act(f"Add the attribute “{attribute.name}”", edit)

    def rename(self, attribute_id: int, name: str) -> _Changes:
        """Give an attribute another name, which no other one of its kind has; its answers stay."""
        name = proper_name(name, "an attribute")

        def edit(attribute: Attribute, before: Questions) -> Attribute:
            renamed = replace(attribute, name=name)
            refuse_attribute_name(before, renamed)
            return renamed

        return self._change(f"Rename the attribute “{self._name(attribute_id)}” to “{name}”", attribute_id, edit)

    def describe(self, attribute_id: int, description: str, sitting: object = None) -> _Changes:
        """Say what an attribute asks. Descriptions of one `sitting`, as with notes, are one action."""
        description = proper_description(description)
        with self._sitting.action(f"Describe “{self._name(attribute_id)}”", sitting, attribute_id):
            before = self.questions()
            attribute = replace(find_attribute(before, attribute_id), description=description)
            changed = stored.save(self._library, before, with_attribute(before, attribute))
        return (CodebookChanged(),) if changed else ()

    def set_usual(self, attribute_id: int, *, usual: bool) -> _Changes:
        """Take an attribute into the short form, or out of it; labels that ask the short form follow."""
        name = self._name(attribute_id)
        title = f"Take “{name}” into the short form" if usual else f"Take “{name}” out of the short form"
        return self._change(title, attribute_id, lambda found, _before: replace(found, usual=usual))

    def archive(self, attribute_id: int, *, archived: bool) -> _Changes:
        """Put an attribute away, so that nothing asks it, or bring it back; its answers stay."""
        name = self._name(attribute_id)
        title = f"Archive “{name}”" if archived else f"Bring “{name}” back from the archive"
        return self._act(
            title,
            lambda before: with_attribute(before, replace(find_attribute(before, attribute_id), archived=archived)),
        )

    def move(self, attribute_id: int, before_id: int | None) -> _Changes:
        """Put an attribute before another one of its kind, or last: forms show them in this order."""
        name = self._name(attribute_id)
        return self._act(
            f"Move the attribute “{name}”", lambda before: attribute_moved(before, attribute_id, before_id)
        )

    # What may lose answers

    def what_retype_keeps(self, attribute_id: int, new: AttributeType, choices: Iterable[str] | None = None) -> Keeps:
        """Which answers `retype` would keep, and which not. Raises CodebookError."""
        return keeps(self._library, retyped(self._library, self.questions(), attribute_id, new, choices))

    def retype(
        self,
        attribute_id: int,
        new: AttributeType,
        choices: Iterable[str] | None = None,
        *,
        to_notes: bool = False,
    ) -> _Changes:
        """Make an attribute of one's own another type; answers are kept where they can be read as such.

        Without `choices` it has those that it had when it last was a choice.
        """
        return self._rework(
            f"Change the type of “{self._name(attribute_id)}”",
            lambda before: retyped(self._library, before, attribute_id, new, choices),
            to_notes=to_notes,
        )

    def what_choices_keep(
        self, attribute_id: int, choices: Iterable[str], renamed: Mapping[str, str] | None = None
    ) -> Keeps:
        """Which answers `set_choices` would keep, and which not. Raises CodebookError."""
        return keeps(self._library, rechosen(self._library, self.questions(), attribute_id, choices, renamed or {}))

    def set_choices(
        self,
        attribute_id: int,
        choices: Iterable[str],
        renamed: Mapping[str, str] | None = None,
        *,
        to_notes: bool = False,
    ) -> _Changes:
        """Give an attribute other choices; answers follow those that are `renamed`, from the old to the new.

        The choices of the verdict are scales, `Name: worst, …, best`, and what is renamed is `Name` or `Name: rating`.
        """
        return self._rework(
            f"Change the choices of “{self._name(attribute_id)}”",
            lambda before: rechosen(self._library, before, attribute_id, choices, renamed or {}),
            to_notes=to_notes,
        )

    def what_delete_keeps(self, attribute_id: int) -> Keeps:
        """Which answers would be lost with an attribute of one's own. Raises CodebookError."""
        return keeps(self._library, self._without(self.questions(), attribute_id))

    def delete(self, attribute_id: int, *, to_notes: bool = False) -> _Changes:
        """Remove an attribute of one's own with all answers to it."""
        return self._rework(
            f"Delete the attribute “{self._name(attribute_id)}”",
            lambda before: self._without(before, attribute_id),
            to_notes=to_notes,
        )

    def _without(self, before: Questions, attribute_id: int) -> Rework:
        refuse_delete(find_attribute(before, attribute_id))
        after = self._in_forms(before, lambda known: without_attribute(known, attribute_id))
        return reworking.emptied(self._library, after, attribute_id)

    def _rework(self, title: str, edit: Callable[[Questions], Rework], *, to_notes: bool) -> _Changes:
        """Change the questions in an action of its own, and the answers with them."""
        with self._library.action(title):
            before = self.questions()
            changed, by_article = reworking.write(self._library, before, edit(before), to_notes=to_notes)
        told = (AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in by_article.items())
        return (*told, CodebookChanged()) if changed or by_article else ()

    def _change(self, title: str, attribute_id: int, edit: Callable[[Attribute, Questions], Attribute]) -> _Changes:
        """Change one attribute in an action of its own; labels go on asking their forms."""

        def change(before: Questions) -> Questions:
            attribute = edit(find_attribute(before, attribute_id), before)
            return self._in_forms(before, lambda known: with_attribute(known, attribute))

        return self._act(title, change)

    def _act(self, title: str, edit: Callable[[Questions], Questions]) -> _Changes:
        with self._library.action(title):
            before = self.questions()
            changed = stored.save(self._library, before, edit(before))
        return (CodebookChanged(),) if changed else ()

    def _in_forms(self, before: Questions, edit: Callable[[Questions], Questions]) -> Questions:
        return in_their_forms(before, self._library.labels.codebook().labels, edit)

    def _name(self, attribute_id: int) -> str:
        return find_attribute(self.questions(), attribute_id).name
