"""Tagging and all that is done with a tag."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reader.domain.annotation import Annotation
from reader.domain.changes import AnnotationsChanged
from reader.domain.codebook import Label
from reader.domain.graphemes import snap
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Fragments, Span, fragments, hull, trimmed, without
from reader.domain.text import normalise
from reader.errors import AnnotationError, DuplicateAnnotationError
from reader.services.sitting import Sitting
from reader.storage.library import Library

if TYPE_CHECKING:
    from reader.services.entity_matching import EntityMatching

_TITLE_LENGTH = 40


class Annotate:
    """Makes, changes and removes annotations, one action each."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._text: tuple[int, str] = (0, "")
        self._sitting = Sitting(library)

    def of_article(self, article_id: int) -> list[Annotation]:
        """The annotations of an article, in the order of its text."""
        return self._library.annotations.of_article(article_id)

    def index(self, article_id: int) -> AnnotationIndex:
        """The annotations of an article, found by place and fetched as they are looked at."""
        return AnnotationIndex(self._library.annotations.places(article_id), self.some)

    def some(self, ids: Sequence[int]) -> list[Annotation]:
        """The annotations with these ids that are still there."""
        return self._library.annotations.some(ids)

    def tag(
        self, article_id: int, spans: Fragments, label: Label, *, entity_id: int | None = None
    ) -> AnnotationsChanged:
        """Tag the spans, each taken to the edges of its grapheme clusters and trimmed of white space.

        They are linked to the entity that a person has named by `entity_id`, else to the one that they mention beyond
        doubt, if there is one.

        Raises AnnotationError where nothing but white space is left or the article or the label is gone,
        DuplicateAnnotationError where this annotator has already tagged them so.
        """
        if not self._library.articles.is_there(article_id):
            raise AnnotationError("This article is not in the library any more: nothing was tagged.")
        text = self._text_of(article_id)
        parts = self._proper(text, spans)
        if not parts:
            raise AnnotationError("Only white space is selected: nothing was tagged.")
        quote = hull(parts).of(text)
        title = f"Tag {quoted(quote)} as {label.name}"
        with self._library.action(title) as action_id:
            self._refuse_gone(label)
            if self._library.annotations.has(article_id, label.id, parts):
                raise DuplicateAnnotationError(f"{quoted(quote)} is already tagged as {label.name} here.")
            words = " ".join(part.of(text) for part in parts)
            if entity_id is None:
                entity_id = self._matching.sure(label.id, {article_id: (words,)}).get((article_id, words))
            elif not self._matching.is_there(entity_id):
                raise AnnotationError("This entity is not in the register any more: nothing was tagged.")
            made = self._library.annotations.add(article_id, label.id, parts, quote, entity_id)
            if entity_id is not None and (name := self._matching.name(entity_id)) != words:
                self._library.history.rename(action_id, f"{title}: {name}")
        return AnnotationsChanged(article_id, (made.id,))

    def relabel(self, annotation_id: int, label: Label) -> AnnotationsChanged:
        """Give an annotation another label and keep all else, but an entity of a type that the label is not.

        Raises as `tag` does.
        """
        with self._library.action(f"Label {self._quote(annotation_id)} as {label.name}"):
            annotation = self._get(annotation_id)
            self._refuse_gone(label)
            self._refuse_twin(annotation, label.id, annotation.parts)
            if annotation.label_id != label.id:
                self._set_label((annotation,), label)
        return AnnotationsChanged(annotation.article_id, (annotation_id,))

    def move(self, annotation_id: int, spans: Fragments, sitting: object = None) -> AnnotationsChanged:
        """Move an annotation to other spans of its article and keep all else. Raises as `tag` does.

        Moves of one `sitting` are one action, as with notes: an edge that is led on by a key is taken back as a whole.
        """
        return self._set_parts(annotation_id, "Move an edge of {0}", lambda _parts: spans, sitting)

    def add_fragment(self, annotation_id: int, span: Span) -> AnnotationsChanged:
        """Make a span part of an annotation, with a gap between where it does not touch it.

        Raises as `tag` does, and where the span is part of it already.
        """
        in_vain = "The selection is part of the annotation already: nothing was added."
        return self._set_parts(annotation_id, "Add a fragment to {0}", lambda parts: (*parts, span), in_vain=in_vain)

    def take_out(self, annotation_id: int, span: Span) -> AnnotationsChanged:
        """Leave a span out of an annotation. Raises as `tag` does, and where it is not part of it."""
        in_vain = "The selection lies outside the annotation: nothing was taken out."
        return self._set_parts(
            annotation_id, "Take a part out of {0}", lambda parts: without(parts, span), in_vain=in_vain
        )

    def _set_parts(
        self,
        annotation_id: int,
        title: str,
        change: Callable[[Fragments], Fragments],
        sitting: object = None,
        in_vain: str = "",
    ) -> AnnotationsChanged:
        title = title.format(self._quote(annotation_id))
        with self._sitting.action(title, sitting):
            annotation = self._get(annotation_id)
            text = self._text_of(annotation.article_id)
            parts = self._proper(text, change(annotation.parts))
            if not parts:
                raise AnnotationError("Nothing but white space would be left: the annotation stays as it was.")
            if in_vain and annotation.parts == parts:
                raise AnnotationError(in_vain)
            self._refuse_twin(annotation, annotation.label_id, parts)
            if annotation.parts != parts:
                self._library.annotations.set_parts(annotation_id, parts, hull(parts).of(text))
        return AnnotationsChanged(annotation.article_id, (annotation_id,))

    def note(self, annotation_id: int, note: str, sitting: object = None) -> AnnotationsChanged:
        """Give an annotation a note, or none. Raises AnnotationError.

        Notes of one `sitting`, told by any object that is not None, are one action until another comes: a note
        that is saved as it is written is taken back as a whole.
        """
        note = normalise(note).strip()
        with self._sitting.action(f"Note on {self._quote(annotation_id)}", sitting):
            annotation = self._get(annotation_id)
            if annotation.note != note:
                self._library.annotations.set_note(annotation_id, note)
        return AnnotationsChanged(annotation.article_id, (annotation_id,))

    def delete(self, annotation_id: int) -> tuple[AnnotationsChanged, ...]:
        """Remove an annotation with its links, which changes what it was linked to. Raises AnnotationError."""
        with self._library.action(f"Delete {self._quote(annotation_id)}"):
            annotation = self._get(annotation_id)
            linked = self.some(self._linked_with((annotation_id,)))
            self._library.annotations.delete(annotation_id)
        return by_article((annotation, *linked))

    def relabel_all(self, annotation_ids: Sequence[int], label: Label) -> tuple[AnnotationsChanged, ...]:
        """Give annotations of any articles another label, as one action; what they keep is what `relabel` keeps.

        Those that would be tagged twice stay as they are; those that are gone are passed over. Raises AnnotationError
        where the label is gone, DuplicateAnnotationError where all would be tagged twice.
        """
        if len(annotation_ids) == 1:
            return (self.relabel(annotation_ids[0], label),)
        with self._library.action(f"Label {len(annotation_ids):,} annotations as {label.name}"):
            self._refuse_gone(label)
            found = self.some(annotation_ids)
            changed = []
            for annotation in found:
                twin = self._library.annotations.has(
                    annotation.article_id, label.id, annotation.parts, but=annotation.id
                )
                if annotation.label_id != label.id and not twin:
                    changed.append(annotation)
            self._set_label(changed, label)
            if found and not changed and any(annotation.label_id != label.id for annotation in found):
                raise DuplicateAnnotationError("All of these would be tagged twice with the same label.")
        return by_article(changed)

    def delete_all(self, annotation_ids: Sequence[int]) -> tuple[AnnotationsChanged, ...]:
        """Remove annotations of any articles, as one action; those that are gone are passed over."""
        if len(annotation_ids) == 1:
            return self.delete(annotation_ids[0])
        with self._library.action(f"Delete {len(annotation_ids):,} annotations"):
            found = self.some(annotation_ids)
            linked = self.some(self._linked_with(annotation_ids))
            for annotation in found:
                self._library.annotations.delete(annotation.id)
        return by_article((*found, *linked))

    def _linked_with(self, annotation_ids: Sequence[int]) -> list[int]:
        from reader.storage.links import linked_with  # noqa: PLC0415 - a start does without

        return linked_with(self._library, annotation_ids)

    @cached_property
    def _matching(self) -> "EntityMatching":
        from reader.services.entity_matching import EntityMatching  # noqa: PLC0415 - a start does without

        return EntityMatching(self._library)

    def _set_label(self, annotations: Sequence[Annotation], label: Label) -> None:
        entities = self._matching.after_relabelling(annotations, label.id)
        for annotation in annotations:
            self._library.annotations.set_label(annotation.id, label.id)
            if annotation.id in entities:
                self._library.annotations.set_entity(annotation.id, entities[annotation.id])

    def _get(self, annotation_id: int) -> Annotation:
        annotation = self._library.annotations.get(annotation_id)
        if annotation is None:
            raise AnnotationError("This annotation is not there any more.")
        return annotation

    def _quote(self, annotation_id: int) -> str:
        return quoted(self._get(annotation_id).quote)

    def _refuse_gone(self, label: Label) -> None:
        if not self._library.labels.is_there(label.id):
            raise AnnotationError(f"The label “{label.name}” is not in the codebook any more: nothing was tagged.")

    def _refuse_twin(self, annotation: Annotation, label_id: int, parts: Fragments) -> None:
        if self._library.annotations.has(annotation.article_id, label_id, parts, but=annotation.id):
            raise DuplicateAnnotationError(f"{quoted(annotation.quote)} would be tagged twice with the same label.")

    def _text_of(self, article_id: int) -> str:
        # A text never changes, and most tags follow one in the same article.
        if self._text[0] != article_id:
            self._text = (article_id, self._library.articles.text(article_id))
        return self._text[1]

    @staticmethod
    def _proper(text: str, spans: Fragments) -> Fragments:
        proper = []
        for span in spans:
            if span.stop > len(text):
                raise AnnotationError("The selection reaches beyond the end of the text: nothing was changed.")
            inner = trimmed(snap(text, span), text)
            if inner:
                proper.append(snap(text, inner))  # once more: a space may carry an accent
        return fragments(proper)


def by_article(changed: Sequence[Annotation]) -> tuple[AnnotationsChanged, ...]:
    """That these annotations changed, told of each of their articles."""
    ids: dict[int, list[int]] = {}
    for annotation in changed:
        ids.setdefault(annotation.article_id, []).append(annotation.id)
    return tuple(AnnotationsChanged(article_id, tuple(of_it)) for article_id, of_it in ids.items())


def quoted(quote: str) -> str:
    """A quote as titles and sentences say it: in quotation marks, on one line, cut where it is long."""
    line = " ".join(quote.split())
    if len(line) > _TITLE_LENGTH:
        line = snap(line, Span(0, _TITLE_LENGTH)).of(line).rstrip() + "…"
    return f"“{line}”"
