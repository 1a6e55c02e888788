"""What a write changed, in the past tense, so that views refresh that and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticlesChanged:
    """Articles came, went, or changed their state; empty ids mean that any may have."""

    article_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotationsChanged:
    """Annotations of one article came, went, or changed; an id that is not found any more is gone."""

    article_id: int
    annotation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CodebookChanged:
    """A label came, went, or changed."""


Change = ArticlesChanged | AnnotationsChanged | CodebookChanged


@dataclass(frozen=True, slots=True)
class Replayed:
    """An action that was undone or redone: its title, and what that changed."""

    title: str
    changes: tuple[Change, ...]
