"""What a write changed, in the past tense, so that views refresh that and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticlesChanged:
    """Articles are shown otherwise: their state, a star, what is known of them."""

    article_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticlesMoved:
    """Articles came in, went to the bin, or came out of it."""

    article_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnnotationsChanged:
    """Annotations of one article, their records or their links came, went, or changed; an id not found is gone."""

    article_id: int
    annotation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CodebookChanged:
    """A label, an attribute or a type of link came, went, or changed.

    `note` is a sentence on what the person has not asked for.
    """

    note: str = ""


@dataclass(frozen=True, slots=True)
class EntitiesChanged:
    """Entities of the register came, went, or changed; an id that is not found any more is gone.

    Annotations whose entity became another one are told beside it.
    """

    entity_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SavedSearchesChanged:
    """Saved searches came, went, changed or moved."""

    search_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TagsChanged:
    """Tags of a person's own came, went or changed, wherever they are on articles."""

    tag_ids: tuple[int, ...]


Change = (
    ArticlesChanged
    | ArticlesMoved
    | AnnotationsChanged
    | CodebookChanged
    | EntitiesChanged
    | SavedSearchesChanged
    | TagsChanged
)


@dataclass(frozen=True, slots=True)
class Replayed:
    """An action that was undone or redone: its title, and what that changed."""

    title: str
    changes: tuple[Change, ...]
