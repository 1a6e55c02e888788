"""What is to be found in a library, brought into its indexes.

The index of articles keeps no text of its own, so nothing can be taken out of it: what is indexed anew (another title,
another note, another date) gets another moment, under which it is found from then on, and what stood under the old one
is found no more, for no article has that moment. Texts are folded and their terms parted before they are indexed.
"""

from typing import TYPE_CHECKING

from reader.domain.filtering import sort_key
from reader.domain.page_key import page_key
from reader.domain.terms import as_indexed
from reader.domain.times import MOMENTS_A_MINUTE, start_of
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library


def index_articles(library: "Library", most: int) -> int:
    """Index so many of the articles that wait, in one transaction; how many it were. Raises LibraryError.

    What of an article follows from the rest (its moment, the keys of its title and its page) is made right on the way.
    """
    with library.transaction():
        waiting = [row[0] for row in library.rows("SELECT article_id FROM unindexed_article LIMIT ?", (most,))]
        if not waiting:
            return 0
        ids = listed(waiting)
        notes = _notes(library, ids)
        rows = []
        for (
            article_id,
            moment,
            indexed,
            title,
            source,
            author,
            published,
            added_at,
            key,
            page,
            url,
            text,
        ) in library.rows(
            "SELECT id, moment, EXISTS (SELECT 1 FROM article_search_docsize WHERE id = moment), title, source, "
            f"author, published, added_at, title_key, page_key, url, text FROM article WHERE id IN {LISTED}",
            (ids,),
        ):
            keys = sort_key(title), page or page_key(url)
            if keys != (key, page):  # another program has written the article
                library.write("UPDATE article SET title_key = ?, page_key = ? WHERE id = ?", (*keys, article_id))
            found_at = moment
            if indexed or not _is_dated(moment, published, added_at):
                found_at = library.articles.next_moment(published, added_at)
                library.write("UPDATE article SET moment = ? WHERE id = ?", (found_at, article_id))
            texts = (title, text, source, author, notes.get(article_id, ""))
            rows.append((found_at, *map(as_indexed, texts)))
        library.write_many(
            "INSERT INTO article_search (rowid, title, body, source, author, notes) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
        library.write(f"DELETE FROM unindexed_article WHERE article_id IN {LISTED}", (ids,))
    return len(waiting)


def index_annotations(library: "Library", most: int) -> int:
    """Index so many of the annotations that wait, in one transaction; how many it were. Raises LibraryError."""
    with library.transaction():
        waiting = [row[0] for row in library.rows("SELECT annotation_id FROM unindexed_annotation LIMIT ?", (most,))]
        if not waiting:
            return 0
        ids = listed(waiting)
        library.write(f"DELETE FROM annotation_search WHERE rowid IN {LISTED}", (ids,))
        rows = library.rows(f"SELECT id, quote, note FROM annotation WHERE id IN {LISTED}", (ids,))
        library.write_many(
            "INSERT INTO annotation_search (rowid, quote, note) VALUES (?, ?, ?)",
            [(annotation_id, as_indexed(quote), as_indexed(note)) for annotation_id, quote, note in rows],
        )
        library.write(f"DELETE FROM unindexed_annotation WHERE annotation_id IN {LISTED}", (ids,))
    return len(waiting)


def waiting(library: "Library") -> int:
    """How many articles and annotations wait to be indexed."""
    return int(
        library.row("SELECT (SELECT count(*) FROM unindexed_article) + (SELECT count(*) FROM unindexed_annotation)")[0]
    )


def is_anything_waiting(library: "Library") -> bool:
    """Whether anything waits to be indexed."""
    (some,) = library.row(
        "SELECT EXISTS (SELECT 1 FROM unindexed_article) OR EXISTS (SELECT 1 FROM unindexed_annotation)"
    )
    return bool(some)


def orphans(library: "Library") -> int:
    """How many entries the index of articles has that no article is found by any more."""
    indexed, articles, unindexed = library.row(
        "SELECT (SELECT count(*) FROM article_search_docsize), (SELECT count(*) FROM article), "
        "(SELECT count(*) FROM unindexed_article JOIN article ON id = article_id "
        "WHERE NOT EXISTS (SELECT 1 FROM article_search_docsize AS entry WHERE entry.id = moment))"
    )
    return int(max(0, indexed - articles + unindexed))


def forget_articles(library: "Library") -> None:
    """Empty the index of articles; all of them wait to be indexed then. Raises LibraryError."""
    with library.transaction():
        library.write("INSERT INTO article_search (article_search) VALUES ('delete-all')")
        library.write(
            "INSERT INTO unindexed_article (article_id) SELECT id FROM article WHERE true ON CONFLICT DO NOTHING"
        )


def _notes(library: "Library", ids: str) -> dict[int, str]:
    notes: dict[int, list[str]] = {}
    for article_id, note in library.rows(
        f"SELECT article_id, note FROM annotation WHERE article_id IN {LISTED} AND note <> '' ORDER BY id", (ids,)
    ):
        notes.setdefault(article_id, []).append(note)
    return {article_id: "\n".join(several) for article_id, several in notes.items()}


def _is_dated(moment: int, published: str, added_at: str) -> bool:
    """Whether the moment lies where the date of the article is."""
    start = start_of(published) or start_of(added_at)
    return start <= moment < start + MOMENTS_A_MINUTE
