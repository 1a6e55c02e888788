"""What tests make of nothing: texts, drafts, labels, annotations."""

from reader.domain.annotation import Annotation
from reader.domain.article import ArticleDraft
from reader.domain.codebook import Label
from reader.domain.span import Fragments, Span
from reader.domain.structure import plain_structure
from reader.domain.text import normalise
from reader.services.annotate import Annotate
from reader.storage.library import Library

TEXT = (
    "Harbour towns count the cost\n\n"
    "KELLO, May 12 -- Mayor Ines Duarte met Omar Haddad of the Harbour Board on Monday. "
    "“We will rebuild the wall,” Duarte said, “before the winter.”\n\n"
    "The flood closed 126 shops. It cost 3.5 million crowns, the board said."
)

_DERIVED = ("article_search", "annotation_search", "unindexed_", "tally", "feed_state", "feed_entry", "watched_file")


def draft_of(text: str, *, published: str = "2026-05-12") -> ArticleDraft:
    """A text as an article on its way in, its first line the title."""
    text = normalise(text)
    structure = plain_structure(text, titled=True)
    title = structure[0].span.of(text) if structure else ""
    return ArticleDraft(text, structure, title, source="Coastal Post", published=published)


def label_of(library: Library, name: str) -> Label:
    """The label of this name."""
    return next(label for label in library.labels.codebook().labels if label.name == name)


def spans_of(text: str, *quotes: str) -> Fragments:
    """Where the quotes stand first in the text."""
    return tuple(Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes)


def tag(library: Library, article_id: int, *quotes: str, label: str = "Person") -> Annotation:
    """Tag the first place of a quote, or of several as one annotation."""
    spans = spans_of(library.articles.text(article_id), *quotes)
    made = Annotate(library).tag(article_id, spans, label_of(library, label))
    return only(library, made.annotation_ids[0])


def only(library: Library, annotation_id: int) -> Annotation:
    """The annotation with this id, which is there."""
    annotation = library.annotations.get(annotation_id)
    assert annotation is not None
    return annotation


def tables_of(library: Library) -> list[str]:
    """The names of the tables that hold what people made: not what is counted or indexed of it, nor what feeds said."""
    names = library.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [name for (name,) in names if not name.startswith(_DERIVED)]
