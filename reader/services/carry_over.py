"""Annotations of an older version of an article, taken over to the newer one that took its place."""

from dataclasses import dataclass

from reader.domain import anchoring
from reader.domain.span import Fragments
from reader.storage import carrying
from reader.storage.library import Library


@dataclass(frozen=True, slots=True)
class Carried:
    """How many annotations have their place in the newer version, and how many wait for one."""

    carried: int = 0
    waiting: int = 0


def carry_over(library: Library, older_id: int, newer_id: int) -> Carried:
    """Carry over what stands in the older version, and what still waited for a place in it. Within an action.

    What is not certain waits, with a proposal where there is a likely one.
    """
    versions, annotations = library.versions, library.annotations
    waited = versions.waiting_ids(older_id)
    own = annotations.of_article(older_id)
    if not own and not waited:
        return Carried()
    new_text = library.articles.text(newer_id)
    by_text: dict[int, list[tuple[int, Fragments]]] = {older_id: [(one.id, one.parts) for one in own]}
    for waits in annotations.some(list(waited.values())):
        by_text.setdefault(waits.article_id, []).append((waits.id, waits.parts))
    certain: list[tuple[int, Fragments]] = []
    waiting: list[tuple[int, Fragments]] = []
    for article_id, some in by_text.items():
        found = anchoring.place(library.articles.text(article_id), new_text, [parts for _, parts in some])
        for (annotation_id, _), there in zip(some, found, strict=True):
            if isinstance(there, anchoring.Placed):
                certain.append((annotation_id, there.parts))
            else:
                waiting.append((annotation_id, there.proposal))
    versions.forget(list(waited))
    carrying.carry(library, newer_id, new_text, certain)
    versions.wait(newer_id, waiting)
    return Carried(len(certain), len(waiting))
