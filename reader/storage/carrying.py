"""Annotations of one version of an article made once more in another one, with all that hangs on them."""

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from reader.domain.span import Fragments, hull
from reader.domain.times import utc_now
from reader.domain.uid import new_uid
from reader.domain.versions import carried_from
from reader.storage.links import carried_to
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

Places = Sequence[tuple[int, Fragments]]


def carry(library: "Library", article_id: int, text: str, places: Places) -> list[int]:
    """Make annotations, given by id, once more at these places of an article with this text; the ids of the new ones.

    Label, entity, note, annotator, status, answers and the time when they were made stay. Links stay where both ends
    are in the article, and those to other articles, of which they lead to the newest version. What the annotator has
    tagged there already with the label is not made again.
    """
    wanted = _new_ones(library, article_id, places)
    made = _add(library, article_id, text, wanted)
    _add_fragments(library, wanted, made)
    _copy_values(library, text, made)
    _copy_evidence(library, made)
    _copy_links(library, article_id, made)
    return list(made.values())


def _new_ones(library: "Library", article_id: int, places: Places) -> Places:
    rows = library.rows(
        "SELECT start, stop, label_id, annotator_id FROM annotation WHERE article_id = ?", (article_id,)
    )
    there = set(rows)
    if not there:
        return places
    kinds = {
        row[0]: row[1:]
        for row in library.rows(
            f"SELECT id, label_id, annotator_id FROM annotation WHERE id IN {LISTED}",
            (listed(one for one, _ in places),),
        )
    }
    return [
        (annotation_id, parts)
        for annotation_id, parts in places
        if (hull(parts).start, hull(parts).stop, *kinds[annotation_id]) not in there
    ]


def _add(library: "Library", article_id: int, text: str, places: Places) -> dict[int, int]:
    """The ids of the new annotations by those of the old ones."""
    (last,) = library.row("SELECT coalesce(max(id), 0) FROM annotation")
    old = {
        row[0]: row[1:]
        for row in library.rows(
            "SELECT id, uid, label_id, entity_id, note, annotator_id, status, created_at FROM annotation "
            f"WHERE id IN {LISTED}",
            (listed(annotation_id for annotation_id, _ in places),),
        )
    }
    now = utc_now()
    rows = []
    for annotation_id, parts in places:
        uid, *same = old[annotation_id]
        whole = hull(parts)
        rows.append((new_uid(), article_id, whole.start, whole.stop, whole.of(text), carried_from(uid), now, *same))
    library.write_many(
        "INSERT INTO annotation (uid, article_id, start, stop, quote, origin, updated_at, label_id, entity_id, note, "
        "annotator_id, status, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    ids = [row[0] for row in library.rows("SELECT id FROM annotation WHERE id > ? ORDER BY id", (last,))]
    return {annotation_id: made for (annotation_id, _), made in zip(places, ids, strict=True)}


def _add_fragments(library: "Library", places: Places, made: dict[int, int]) -> None:
    library.write_many(
        "INSERT INTO fragment (annotation_id, start, stop) VALUES (?, ?, ?)",
        [
            (made[annotation_id], part.start, part.stop)
            for annotation_id, parts in places
            if len(parts) > 1
            for part in parts
        ],
    )


def _copy_values(library: "Library", text: str, made: dict[int, int]) -> None:
    """The words of an answer keep their place where they stand as far from the annotation as they did."""
    rows = library.rows(
        "SELECT annotation_id, attribute_id, position, value, answer.entity_id, answer.start - annotation.start, "
        "answer.stop - annotation.start FROM annotation_value AS answer "
        "JOIN annotation ON annotation.id = annotation_id "
        f"WHERE annotation_id IN {LISTED} ORDER BY annotation_id, attribute_id, position",
        (listed(made),),
    )
    starts = dict(library.rows(f"SELECT id, start FROM annotation WHERE id IN {LISTED}", (listed(made.values()),)))
    copied = []
    for annotation_id, attribute_id, position, value, entity_id, before, after in rows:
        new_id = made[annotation_id]
        start = stop = None
        if before is not None and starts[new_id] + before >= 0:
            start, stop = starts[new_id] + before, starts[new_id] + after
            if text[start:stop] != value:
                start = stop = None
        copied.append((new_id, attribute_id, position, value, entity_id, start, stop))
    library.write_many(
        "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id, start, stop) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        copied,
    )


def _copy_evidence(library: "Library", made: dict[int, int]) -> None:
    rows = library.rows(
        f"SELECT annotation_id, url, quote, stance, position FROM evidence WHERE annotation_id IN {LISTED} ORDER BY id",
        (listed(made),),
    )
    library.write_many(
        "INSERT INTO evidence (uid, annotation_id, url, quote, stance, position) VALUES (?, ?, ?, ?, ?, ?)",
        [(new_uid(), made[annotation_id], *rest) for annotation_id, *rest in rows],
    )


def _copy_links(library: "Library", article_id: int, made: dict[int, int]) -> None:
    """Also to those that were carried over before: the other end of a link may have waited for its place."""
    links = library.rows(
        f"SELECT type, from_id, to_id FROM link WHERE from_id IN {LISTED} OR to_id IN {LISTED} ORDER BY id",
        (listed(made),) * 2,
    )
    if not links:
        return
    place = _ends(library, article_id, {end for link in links for end in link[1:]} - made.keys(), made) | made
    copied = [
        (kind, place[from_id], place[to_id]) for kind, from_id, to_id in links if {from_id, to_id} <= place.keys()
    ]
    library.write_many(
        "INSERT INTO link (uid, type, from_id, to_id) VALUES (?, ?, ?, ?)",
        [(new_uid(), *link) for link in dict.fromkeys(copied)],
    )


def _ends(library: "Library", article_id: int, ends: Set[int], made: Mapping[int, int]) -> dict[int, int]:
    """Where links to these annotations lead: to what they are in the article, or in the newest version of another one.

    Those that have no place yet in the article are left out.
    """
    latest = carried_to(library, ends)
    articles = dict(
        library.rows(
            f"SELECT id, article_id FROM annotation WHERE id IN {LISTED}", (listed({*latest.values(), *made}),)
        )
    )
    older = {articles[annotation_id] for annotation_id in made} - {article_id}
    return {end: made.get(last, last) for end, last in latest.items() if last in made or articles[last] not in older}
