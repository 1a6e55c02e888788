"""Versions of articles in a library, and the annotations that wait for a place in a newer one."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.article import ArticleDraft, ArticleState
from reader.domain.page_key import page_key
from reader.domain.span import Fragments
from reader.domain.text import context
from reader.domain.uid import new_uid
from reader.domain.versions import Known, Unplaced, Version, from_pairs, is_related, is_version, to_pairs

if TYPE_CHECKING:
    from reader.storage.library import Library

_CONTEXT = 60
#: Texts are compared with so many others of the same page, at most.
_MOST_TRIED = 20
_MOST_LOOKED_AT = 200
_KNOWN = "id, title, source, published, page_key, source_id, origin"
# Also where another program has made a circle, these come to an end: UNION adds nothing twice.
_NEWER = (
    "WITH RECURSIVE newer (id, steps) AS (SELECT ?, 0 UNION SELECT newer_id, steps + 1 FROM article JOIN newer "
    "USING (id) WHERE newer_id IS NOT NULL AND steps < 10000) SELECT id FROM newer ORDER BY steps DESC LIMIT 1"
)
_FAMILY = (
    "WITH RECURSIVE family (id) AS (SELECT ? UNION SELECT article.id FROM article JOIN family "
    "ON article.newer_id = family.id)"
)


class Versions:
    """`newer_id` of the `article` table, and the `unplaced` table."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def newest(self, article_id: int) -> int:
        """The version of an article that lists show; the article itself where nothing newer is known."""
        return int(self._library.row(_NEWER, (article_id,))[0])

    def all(self, article_id: int) -> list[Version]:
        """The versions of an article, whichever of them is given, the newest first and the others by their dates."""
        newest = self.newest(article_id)
        rows = self._library.rows(
            f"{_FAMILY} SELECT id, uid, title, published, added_at, "
            "(SELECT count(*) FROM annotation WHERE article_id = article.id) "
            "FROM article JOIN family USING (id) ORDER BY newer_id IS NOT NULL, moment DESC, id DESC",
            (newest,),
        )
        return [
            Version(found, uid, title, published, added_at, annotations, newest=found == newest)
            for found, uid, title, published, added_at, annotations in rows
        ]

    def older(self, article_id: int) -> list[int]:
        """The ids of all older versions of an article."""
        rows = self._library.rows(f"{_FAMILY} SELECT id FROM family WHERE id != ? ORDER BY id", (article_id,) * 2)
        return [row[0] for row in rows]

    def known(self, article_id: int) -> Known:
        """What tells versions of this article from other articles."""
        return Known(*self._library.row(f"SELECT {_KNOWN} FROM article WHERE id = ?", (article_id,)))

    def of_draft(self, draft: ArticleDraft) -> Known | None:
        """The newest version of the article that the draft is a version of too; none that lies in the bin."""
        key = page_key(draft.url) if draft.url else ""
        mine = Known(0, draft.title, draft.source, draft.published, key, draft.source_id, draft.origin)
        return self._like(mine, draft.text)

    def like(self, article_id: int) -> Known | None:
        """The newest version of another article that this one is a version of too; none that lies in the bin."""
        return self._like(self.known(article_id), self._library.articles.text(article_id))

    def _like(self, mine: Known, text: str) -> Known | None:
        found = list[Known]()
        if mine.page_key:
            found += self._some("page_key", mine.page_key)
        if mine.source_id:
            found += self._some("source_id", mine.source_id)
        found.sort(key=lambda other: other.title.casefold() != mine.title.casefold())
        tried = {mine.article_id}
        for other in found:
            if other.article_id == mine.article_id or not is_version(mine, other):
                continue
            newest = self.newest(other.article_id)
            if newest in tried or not self._library.articles.is_there(newest):
                continue
            tried.add(newest)
            known = other if newest == other.article_id else self.known(newest)
            if is_related(mine, text, known, self._library.articles.text(newest)):
                return known
            if len(tried) > _MOST_TRIED:
                break
        return None

    def _some(self, key: str, value: str) -> list[Known]:
        """Those with this page or id that came in last."""
        rows = self._library.rows(
            # In this order the indexes have them: nothing is sorted, however many share one address.
            f"SELECT {_KNOWN} FROM article WHERE {key} = ? AND {key} <> '' ORDER BY id DESC LIMIT {_MOST_LOOKED_AT}",
            (value,),
        )
        return [Known(*row) for row in rows]

    def replace(self, older_id: int, newer_id: int) -> None:
        """Let a newer version take the place of an older one."""
        self._library.write("UPDATE article SET newer_id = ? WHERE id = ?", (newer_id, older_id))

    def take_over(self, older_id: int, newer_id: int, *, read: bool) -> None:
        """Give a newer version the star and the tags of the older one; its state too, where it is `read` already."""
        state, starred = self._library.row("SELECT state, starred FROM article WHERE id = ?", (older_id,))
        if starred:
            self._library.articles.set_starred(newer_id, True)
        if read or state != ArticleState.DONE:
            self._library.articles.mark_all((newer_id,), ArticleState(state))
        self._library.write(
            "INSERT INTO article_tag (article_id, tag_id) SELECT ?, tag_id FROM article_tag WHERE article_id = ? "
            "ON CONFLICT DO NOTHING",
            (newer_id, older_id),
        )

    def wait(self, article_id: int, waiting: Sequence[tuple[int, Fragments]]) -> None:
        """Let annotations wait for a place in the article, each with its proposal, or with none."""
        self._library.write_many(
            "INSERT INTO unplaced (uid, annotation_id, article_id, proposal) VALUES (?, ?, ?, ?)",
            [(new_uid(), annotation_id, article_id, _to_json(proposal)) for annotation_id, proposal in waiting],
        )

    def waiting_ids(self, article_id: int) -> dict[int, int]:
        """What waits for a place in the article: ids of annotations, by the ids of their entries."""
        rows = self._library.rows(
            "SELECT id, annotation_id FROM unplaced WHERE article_id = ? ORDER BY id", (article_id,)
        )
        return dict(rows)

    def count_waiting(self, article_id: int) -> int:
        """How many annotations of older versions wait for a place in the article."""
        return int(self._library.row("SELECT count(*) FROM unplaced WHERE article_id = ?", (article_id,))[0])

    def count_carried(self, article_id: int) -> int:
        """How many annotations of the article were carried over from older versions."""
        return int(
            self._library.row(
                "SELECT count(*) FROM annotation WHERE article_id = ? AND origin LIKE 'carried from %'", (article_id,)
            )[0]
        )

    def unplaced(self, article_id: int) -> list[Unplaced]:
        """What waits for a place in the article, in the order of the texts that it stood in, the newest text first."""
        return self._unplaced("article_id = ?", article_id)

    def unplaced_one(self, unplaced_id: int) -> Unplaced | None:
        """What waits under this id."""
        found = self._unplaced("id = ?", unplaced_id)
        return found[0] if found else None

    def _unplaced(self, where: str, value: int) -> list[Unplaced]:
        rows = self._library.rows(
            f"SELECT id, article_id, annotation_id, proposal FROM unplaced WHERE {where}", (value,)
        )
        annotations = {one.id: one for one in self._library.annotations.some([row[2] for row in rows])}
        texts: dict[int, str] = {}
        found = list[Unplaced]()
        for unplaced_id, article_id, annotation_id, proposal in rows:
            annotation = annotations[annotation_id]
            if annotation.article_id not in texts:
                texts[annotation.article_id] = self._library.articles.text(annotation.article_id)
            before, after = context(texts[annotation.article_id], annotation.hull, _CONTEXT)
            found.append(Unplaced(unplaced_id, article_id, annotation, before, after, _from_json(proposal)))
        return sorted(found, key=lambda one: (-one.annotation.article_id, one.annotation.place))

    def forget(self, unplaced_ids: Sequence[int]) -> None:
        """Let annotations wait no longer."""
        self._library.write_many("DELETE FROM unplaced WHERE id = ?", [(number,) for number in unplaced_ids])


def _to_json(proposal: Fragments) -> str:
    return json.dumps(to_pairs(proposal)) if proposal else ""


def _from_json(proposal: str) -> Fragments:
    return from_pairs(json.loads(proposal)) if proposal else ()
