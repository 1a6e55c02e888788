"""The tables that leave a library: their columns, which are promises, and by what their rows may be chosen."""

from collections.abc import Mapping
from enum import StrEnum

from reader.domain.annotation import AnnotationFilter
from reader.domain.codebook import LabelKind


class Table(StrEnum):
    """What the rows of an export are."""

    ANNOTATIONS = "annotations"
    CLAIMS = "claims"
    ENTITIES = "entities"
    LINKS = "links"
    ARTICLES = "articles"
    MENTIONS = "mentions"

    @property
    def one(self) -> str:
        """One of its rows."""
        return "entity" if self is Table.ENTITIES else self.value[:-1]


#: The columns of those tables whose rows are made here; more may be added at the end.
COLUMNS: Mapping[Table, tuple[str, ...]] = {
    Table.ENTITIES: ("id", "name", "type", "aliases", "uri", "note", "mentions", "articles", "first", "last"),
    Table.LINKS: (
        "link_id", "type", "from_annotation_id", "from_article_id", "from_title", "from_kind", "from_label",
        "from_quote", "to_annotation_id", "to_article_id", "to_title", "to_kind", "to_label", "to_quote",
    ),
    Table.ARTICLES: (
        "article_id", "title", "source", "author", "published", "url", "language", "state", "starred", "tags",
        "words", "entities", "claims", "added_at", "origin", "text_sha256",
    ),
    Table.MENTIONS: (
        "entity_id", "entity", "entity_uri", "label", "annotation_id", "article_id", "title", "source", "published",
        "start", "stop", "quote", "context_before", "context_after",
    ),
}  # fmt: skip

#: Of which kind the annotations of a table are, where they are of one.
KINDS: Mapping[Table, LabelKind] = {
    Table.CLAIMS: LabelKind.CLAIM,
    Table.ENTITIES: LabelKind.ENTITY,
    Table.MENTIONS: LabelKind.ENTITY,
}

_LABELS, _ARTICLES = "labels", "articles"
_ALL = frozenset((_LABELS, _ARTICLES, "annotator", "date", "versions"))

#: By what the rows of a table may be chosen.
CHOSEN_BY: Mapping[Table, frozenset[str]] = {
    Table.ANNOTATIONS: _ALL,
    Table.CLAIMS: _ALL - {"versions"},
    Table.ENTITIES: frozenset((_LABELS,)),
    Table.LINKS: _ALL,
    Table.ARTICLES: frozenset((_ARTICLES, "versions")),
    Table.MENTIONS: _ALL,
}


def refusal(table: Table, which: AnnotationFilter) -> str:
    """Why the rows of the table cannot be chosen by this filter, as a sentence; empty where they can."""
    wanted = {
        _LABELS: bool(which.labels or which.kind),
        _ARTICLES: which.article_ids is not None or which.annotation_ids is not None,
        "annotator": bool(which.annotator),
        "date": bool(which.since),
        "versions": which.versions,
    }
    unfit = [name for name, is_wanted in wanted.items() if is_wanted and name not in CHOSEN_BY[table]]
    if unfit:
        return f"The rows of table {table} cannot be chosen by {' and '.join(unfit)}. Nothing was written."
    kind = KINDS.get(table)
    if kind and which.kind not in (None, kind):
        return f"Table {table} has no rows of kind {which.kind}. Nothing was written."
    return ""
