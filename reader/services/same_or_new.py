"""Whether an article that comes in is new, or there already."""

from reader.domain.article import ArticleDraft
from reader.services.outcomes import Outcome, Result
from reader.storage.library import Library


def keep(library: Library, draft: ArticleDraft, origin: str, place: str = "") -> Outcome:
    """Store an article unless its text is in the library; where that lies in the bin, it comes out again.

    To be called within an action. Raises LibraryError.
    """
    there = library.articles.with_text(draft.text)
    if there is None:
        return Outcome(origin, Result.IMPORTED, "", library.articles.add(draft), draft.title, place)
    article_id, binned = there
    if binned:
        library.articles.set_binned(article_id, False)
        return Outcome(origin, Result.IMPORTED, "it lay in the bin", article_id, draft.title, place)
    reason = f"the same text is in the library as “{library.articles.title(article_id)}”"
    return Outcome(origin, Result.DUPLICATE, reason, article_id, draft.title, place)
