"""Whether an article that comes in is new, there already, or a version of one that is there."""

from reader.domain.article import ArticleDraft
from reader.domain.versions import Known, is_earlier, is_trivial
from reader.services.carry_over import Carried, carry_over
from reader.services.outcomes import Outcome, Result
from reader.storage.library import Library


def keep(library: Library, draft: ArticleDraft, origin: str, place: str = "") -> Outcome:
    """Store an article unless its text is in the library; where that lies in the bin, it comes out again.

    Another text of an article that is there (see `is_version`) is a new version: it takes the place of the older one in
    lists, with its star, its tags and its annotations, unless its date is the earlier one: then it becomes an older
    version itself. To be called within an action. Raises LibraryError.
    """
    there = library.articles.with_text(draft.text)
    if there is not None:
        article_id, result, reason = _known(library, *there)
        return Outcome(origin, result, reason, article_id, draft.title, place)
    other = library.versions.of_draft(draft)
    article_id = library.articles.add(draft)
    if other is None:
        return Outcome(origin, Result.IMPORTED, "", article_id, draft.title, place)
    reason = _put_beside(library, article_id, draft.published, other)
    return Outcome(origin, Result.NEW_VERSION, reason, article_id, draft.title, place)


def _known(library: Library, article_id: int, binned: bool) -> tuple[int, Result, str]:
    """What becomes of a text that the library has already: the article, the result, the reason."""
    newest = library.versions.newest(article_id)
    if binned or not library.articles.is_there(newest):
        for one in {article_id, newest}:
            library.articles.set_binned(one, False)
        # Where the import that brought it was undone, the older version was shown again in the meantime.
        other = library.versions.like(article_id) if newest == article_id else None
        if other is None:
            return newest, Result.IMPORTED, "it lay in the bin"
        published = library.versions.known(article_id).published
        return article_id, Result.NEW_VERSION, _put_beside(library, article_id, published, other)
    title = library.articles.title(newest)
    if newest != article_id:
        return newest, Result.DUPLICATE, f"the same text is in the library as an older version of “{title}”"
    return article_id, Result.DUPLICATE, f"the same text is in the library as “{title}”"


def _put_beside(library: Library, article_id: int, published: str, other: Known) -> str:
    """Make an article the newest version, or an older one; the reason that its outcome tells."""
    if is_earlier(published, other.published):
        library.versions.replace(article_id, other.article_id)
        return f"it is an older version of “{other.title}”, which stays in the list"
    older, newer = (library.articles.text(one) for one in (other.article_id, article_id))
    library.versions.replace(other.article_id, article_id)
    library.versions.take_over(other.article_id, article_id, read=is_trivial(older, newer))
    carried = carry_over(library, other.article_id, article_id)
    return f"of “{other.title}”" + _told(carried)


def _told(carried: Carried) -> str:
    if not carried.carried and not carried.waiting:
        return ""
    annotations = "1 annotation was" if carried.carried == 1 else f"{carried.carried:,} annotations were"
    waiting = f", {carried.waiting:,} wait{'s' if carried.waiting == 1 else ''} for a place" if carried.waiting else ""
    return f": {annotations} carried over{waiting}"
