"""What a label would be given to: the selection as it is taken, or what stands at the caret."""

from reader.domain.article import Article
from reader.domain.codebook import LabelKind
from reader.domain.span import Span


def meant_span(article: Article | None, selected: Span, caret: int, kind: LabelKind, *, exact: bool) -> Span | None:
    """The selection, trimmed unless it is exact; without one the word (entity) or the sentence (claim) at the caret."""
    from reader.domain.selecting import at_caret, proper  # noqa: PLC0415 - its patterns take time to compile

    if article is None:
        return None
    if not selected:
        return at_caret(article.text, article.structure, caret, kind)
    return selected if exact else proper(article.text, article.structure, selected) or selected
