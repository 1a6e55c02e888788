"""What a person does with versions of an article, and with annotations that wait for a place in the newest one."""

from collections.abc import Sequence

from reader.domain.changes import AnnotationsChanged, ArticlesChanged, Change
from reader.domain.graphemes import snap
from reader.domain.span import Fragments, fragments, trimmed
from reader.domain.versions import Unplaced, Version
from reader.errors import AnnotationError
from reader.services.annotate import quoted
from reader.storage.library import Library

Changes = tuple[Change, ...]


class Versions:
    """The versions of articles, and the tray of what was not carried over; one action each."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self, article_id: int) -> list[Version]:
        """The versions of an article, whichever of them is given, the newest first."""
        return self._library.versions.all(article_id)

    def unplaced(self, article_id: int) -> list[Unplaced]:
        """The annotations of older versions that wait for a place in the article."""
        return self._library.versions.unplaced(article_id)

    def count_carried(self, article_id: int) -> int:
        """How many annotations of the article came from older versions of it."""
        return self._library.versions.count_carried(article_id)

    def accept(self, unplaced_id: int, spans: Fragments | None = None) -> Changes:
        """Give an annotation the place that is proposed, or the spans that a person has selected.

        Spans are taken to the edges of clusters and trimmed of white space. Raises AnnotationError where it does not
        wait any more, where nothing was proposed or only white space selected, and where it was tagged so already.
        """
        one = self._get(unplaced_id)
        text = self._library.articles.text(one.article_id)
        if spans is None and not one.proposal:
            raise AnnotationError("No place is proposed: select one in the text, then place it there.")
        parts = _proper(text, one.proposal if spans is None else spans)
        if not parts:
            raise AnnotationError("Only white space is selected: nothing was placed.")
        with self._library.action(f"Place {quoted(one.annotation.quote)}"):
            made = _carry(self._library, one.article_id, text, [(one.annotation.id, parts)])
            if not made:
                raise AnnotationError("The same words are tagged so already: reject this one, or place it elsewhere.")
            self._library.versions.forget((unplaced_id,))
        return AnnotationsChanged(one.article_id, tuple(made)), ArticlesChanged((one.article_id,))

    def accept_all(self, article_id: int) -> Changes:
        """Give all annotations that wait the places that are proposed; those without a proposal wait on.

        Raises AnnotationError where no place is proposed.
        """
        some = [one for one in self.unplaced(article_id) if one.proposal]
        if not some:
            raise AnnotationError("No place is proposed: select one in the text, then place it there.")
        text = self._library.articles.text(article_id)
        title = f"Place {quoted(some[0].annotation.quote)}" if len(some) == 1 else f"Place {len(some)} annotations"
        with self._library.action(title):
            places = [(one.annotation.id, _proper(text, one.proposal)) for one in some]
            made = _carry(self._library, article_id, text, places)
            self._library.versions.forget([one.id for one in some])
        return AnnotationsChanged(article_id, tuple(made)), ArticlesChanged((article_id,))

    def reject(self, unplaced_id: int) -> Changes:
        """Let an annotation wait no longer: it stays in the older version alone. Raises AnnotationError."""
        one = self._get(unplaced_id)
        with self._library.action(f"Leave {quoted(one.annotation.quote)} in the older version"):
            self._library.versions.forget((unplaced_id,))
        return (ArticlesChanged((one.article_id,)),)

    def _get(self, unplaced_id: int) -> Unplaced:
        one = self._library.versions.unplaced_one(unplaced_id)
        if one is None:
            raise AnnotationError("This annotation does not wait for a place any more.")
        return one


def _proper(text: str, spans: Fragments) -> Fragments:
    inside = (trimmed(snap(text, span), text) for span in spans if span.stop <= len(text))
    return fragments(snap(text, span) for span in inside if span)


def _carry(library: Library, article_id: int, text: str, places: Sequence[tuple[int, Fragments]]) -> list[int]:
    from reader.storage.carrying import carry  # noqa: PLC0415 - to open an article does without

    return carry(library, article_id, text, places)
