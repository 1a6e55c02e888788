"""What is done to the codebook: each is one action, and says what it changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reader.domain import codebook_edits
from reader.domain.changes import AnnotationsChanged, Change, CodebookChanged
from reader.domain.codebook import RESERVED_KEYS, Codebook, Label, LabelDraft
from reader.domain.codebook_edits import find, kinds, refuse_name, refuse_parent, with_changed, with_last
from reader.domain.codebook_import import plan_import
from reader.domain.label_rules import proper_colour, proper_description, proper_key, proper_name
from reader.errors import CodebookError
from reader.services.sitting import Sitting
from reader.storage import label_uses
from reader.storage.library import Library
from reader.storage.questions import link_types, questions

_NEW = -1


@dataclass(frozen=True, slots=True)
class LabelUses:
    """What a merge or a delete would touch; `labels` are those nested right under the label."""

    annotations: int
    articles: int
    entities: int
    attributes: int
    labels: int


@dataclass(frozen=True, slots=True)
class CodebookImport:
    """What became of the labels of a file; each of the notes is a sentence."""

    added: int
    changed: int
    unchanged: int
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    #: What became of attributes, types of links, and what labels ask, each in a sentence; empty where nothing did.
    asked: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The counts, as scripts read them."""
        return f"added {self.added}, changed {self.changed}, unchanged {self.unchanged}"


class EditCodebook:
    """Adds, changes, moves, merges and removes labels. What it refuses is a CodebookError that gives the reason."""

    def __init__(self, library: Library, reserved: Callable[[], frozenset[str]] = lambda: RESERVED_KEYS) -> None:
        """`reserved` gives the keys that the text uses itself, in lower case."""
        self._library = library
        self._reserved = reserved
        self._sitting = Sitting(library)

    def codebook(self) -> Codebook:
        """All labels, the archived ones too."""
        return self._library.labels.codebook()

    def uses(self, label_id: int) -> LabelUses:
        """What would be touched if the label were merged or deleted. Raises CodebookError."""
        book = self.codebook()
        find(book, label_id)
        return LabelUses(*label_uses.count_uses(self._library, label_id), len(book.children(label_id)))

    def add(self, draft: LabelDraft, parent_id: int | None = None) -> tuple[Change, ...]:
        """Add a label at the end of its siblings; the parent is the one with the id, not the one that is named."""
        name, colour, key = proper_name(draft.name), proper_colour(draft.colour), proper_key(draft.key)

        def edit(book: Codebook) -> Codebook:
            label = Label(
                _NEW,
                draft.uid,
                draft.kind,
                name,
                colour,
                key,
                proper_description(draft.description),
                parent_id,
                0,
                draft.archived,
            )
            refuse_name(book, label)
            self._refuse_key(book, label)
            if parent_id is not None:
                refuse_parent(book, label, find(book, parent_id))
            if draft.uid and any(other.uid == draft.uid for other in book.labels):
                raise CodebookError(f"“{name}” is in the codebook already.")
            return with_last(book, label)

        return self._act(f"Add the label “{name}”", edit)

    def rename(self, label_id: int, name: str) -> tuple[Change, ...]:
        """Give a label another name, which no other label of its kind has."""
        name = proper_name(name)

        def edit(label: Label, book: Codebook) -> Label:
            renamed = replace(label, name=name)
            refuse_name(book, renamed)
            return renamed

        return self._change(f"Rename the label “{self._name(label_id)}” to “{name}”", label_id, edit)

    def recolour(self, label_id: int, colour: str) -> tuple[Change, ...]:
        """Give a label another colour, `#rrggbb`."""
        colour = proper_colour(colour)
        return self._change(
            f"Recolour “{self._name(label_id)}”", label_id, lambda label, _book: replace(label, colour=colour)
        )

    def set_key(self, label_id: int, key: str) -> tuple[Change, ...]:
        """Give a label a key, or take it away with an empty text."""
        key = proper_key(key)
        name = self._name(label_id)

        def edit(label: Label, book: Codebook) -> Label:
            keyed = replace(label, key=key)
            if keyed != label:
                self._refuse_key(book, keyed)
            return keyed

        return self._change(f"Give “{name}” the key {key}" if key else f"Take the key from “{name}”", label_id, edit)

    def describe(self, label_id: int, description: str, sitting: object = None) -> tuple[Change, ...]:
        """Say what a label is for. Descriptions of one `sitting`, as with notes, are one action."""
        description = proper_description(description)
        with self._sitting.action(f"Describe “{self._name(label_id)}”", sitting, label_id):
            book = self.codebook()
            label = replace(find(book, label_id), description=description)
            changed = self._library.labels.save(book, with_changed(book, label))
        return (CodebookChanged(),) if changed else ()

    def move(self, label_id: int, parent_id: int | None, before_id: int | None) -> tuple[Change, ...]:
        """Put a label under another of its kind, or under none, before one of those there, or last of them."""
        return self._act(
            f"Move the label “{self._name(label_id)}”",
            lambda book: codebook_edits.moved(book, label_id, parent_id, before_id),
        )

    def archive(self, label_id: int, *, archived: bool) -> tuple[Change, ...]:
        """Put a label away, so that nothing more is tagged with it, or bring it back.

        Labels nested under it stay as they are. One that comes back and whose key is in use meanwhile comes back
        without it: the note of the change says so.
        """
        note = ""

        def edit(label: Label, book: Codebook) -> Label:
            nonlocal note
            after = replace(label, archived=archived)
            if archived or not label.archived:
                return after
            taken = self._why_not_key(book, after)
            if taken:
                note = f"“{label.name}” came back without its key {label.key}: {taken}."
                after = replace(after, key="")
            return after

        name = self._name(label_id)
        title = f"Archive “{name}”" if archived else f"Bring “{name}” back from the archive"
        return self._change(title, label_id, edit, lambda: note)

    def merge(self, label_id: int, into_id: int) -> tuple[Change, ...]:
        """Give all that has a label to another one of its kind, and remove it.

        Labels nested under it go under the other one, at the end; where the other one is nested under it, that takes
        its place. The description is added to the other one's. Where an annotator then has the same spans twice under
        one label, the older annotation stays, with the note, the links and the answers of the other one.
        """
        with self._library.action(f"Merge “{self._name(label_id)}” into “{self._name(into_id)}”"):
            book = self.codebook()
            label, into = find(book, label_id), find(book, into_id)
            if label_id == into_id:
                raise CodebookError(f"“{label.name}” cannot be merged into itself.")
            if label.kind is not into.kind:
                raise CodebookError(
                    f"“{label.name}” is for {kinds(label)} and “{into.name}” for {kinds(into)}: they cannot be merged."
                )
            by_article = label_uses.give_to(self._library, label_id, into_id)
            self._library.labels.save(book, codebook_edits.merged(book, label, into).numbered())
        return (*_annotations_changed(by_article), CodebookChanged())

    def delete(self, label_id: int) -> tuple[Change, ...]:
        """Remove a label with its annotations, and all that hangs on them; labels nested under it take its place.

        Raises CodebookError where entities of the register have this label, or annotations of other labels answer
        what it asks: to merge it keeps them.
        """
        with self._library.action(f"Delete the label “{self._name(label_id)}”"):
            book = self.codebook()
            label = find(book, label_id)
            self._refuse_to_lose(label)
            by_article = label_uses.delete_annotations(self._library, label_id)
            self._library.labels.save(book, codebook_edits.without(book, label).numbered())
        return (*_annotations_changed(by_article), CodebookChanged())

    def import_file(self, path: Path) -> CodebookImport:
        """Take a file in: what is not there is added, the rest changed to what it says. One action.

        Nothing is ever deleted. Raises CodebookError where anything in the file is wrong; nothing is then taken in.
        """
        from reader.formats import codebooks  # noqa: PLC0415 - most sittings read no codebook
        from reader.services.taking_questions import take_questions  # noqa: PLC0415

        draft = codebooks.read_all(path)
        title = f"Import the codebook “{codebooks.name_of(path)}”"
        with codebooks.naming(path), self._library.action(title):
            book = self.codebook()
            plan = plan_import(book, draft.labels, self._reserved())
            changed = self._library.labels.save(book, plan.after.numbered() if plan.added or plan.changed else book)
            taken = take_questions(self._library, draft)
        changes = (CodebookChanged(),) if changed or taken.changed else ()
        return CodebookImport(
            plan.added,
            plan.changed,
            plan.unchanged,
            (*plan.notes, *taken.notes),
            (*_annotations_changed(taken.by_article), *changes),
            taken.sentences(),
        )

    def export_file(self, path: Path, *, replace: bool = False) -> int:
        """Write the codebook to a file, as its ending says; the number of labels. Raises FileError, CodebookError."""
        from reader.domain.codebook_draft import draft_of  # noqa: PLC0415
        from reader.formats import codebooks  # noqa: PLC0415

        draft = draft_of(self.codebook(), questions(self._library), link_types(self._library))
        codebooks.write_all(draft, path, replace=replace)
        return len(draft.labels)

    def _change(
        self,
        title: str,
        label_id: int,
        edit: Callable[[Label, Codebook], Label],
        note: Callable[[], str] = lambda: "",
    ) -> tuple[Change, ...]:
        """Change one label in an action of its own."""
        with self._library.action(title):
            book = self.codebook()
            changed = self._library.labels.save(book, with_changed(book, edit(find(book, label_id), book)))
        return (CodebookChanged(note()),) if changed else ()

    def _act(self, title: str, edit: Callable[[Codebook], Codebook]) -> tuple[Change, ...]:
        """Change the tree of labels in an action of its own."""
        with self._library.action(title):
            book = self.codebook()
            changed = self._library.labels.save(book, edit(book).numbered())
        return (CodebookChanged(),) if changed else ()

    def _name(self, label_id: int) -> str:
        return find(self.codebook(), label_id).name

    def _refuse_key(self, book: Codebook, label: Label) -> None:
        why = self._why_not_key(book, label)
        if why:
            raise CodebookError(f"“{label.name}” cannot have the key {label.key}: {why}.")

    def _why_not_key(self, book: Codebook, label: Label) -> str:
        """Why a label cannot have its key, or an empty text."""
        if not label.key:
            return ""
        if label.key in self._reserved():
            return "the text uses it itself"
        holder = None if label.archived else book.by_key(label.key)
        return f"{holder.name} has it" if holder is not None and holder.id != label.id else ""

    def _refuse_to_lose(self, label: Label) -> None:
        uses = self.uses(label.id)
        instead = "Merge it into another label instead: that keeps them."
        if uses.entities:
            known = "1 entity" if uses.entities == 1 else f"{uses.entities} entities"
            raise CodebookError(f"“{label.name}” is the label of {known} of the register. {instead}")
        answers = label_uses.count_answers_elsewhere(self._library, label.id)
        if answers:
            raise CodebookError(f"What “{label.name}” asks is answered under other labels too. {instead}")


def _annotations_changed(by_article: label_uses.ByArticle) -> tuple[AnnotationsChanged, ...]:
    return tuple(AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in by_article.items())
