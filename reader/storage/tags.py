"""The tables `tag` and `article_tag`: tags of a person's own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.tag import Tag
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library


def all_tags(library: "Library", among: Sequence[int] = ()) -> list[Tag]:
    """All tags by their names, each with its number of articles, and of those in `among`."""
    rows = library.rows(
        "SELECT tag.id, name, (SELECT count(*) FROM article_tag JOIN article ON article.id = article_id "
        "WHERE tag_id = tag.id AND binned_at IS NULL AND newer_id IS NULL), "
        f"(SELECT count(*) FROM {LISTED} AS among JOIN article_tag ON article_id = among.value AND tag_id = tag.id) "
        "FROM tag ORDER BY name COLLATE NOCASE",
        (listed(among),),
    )
    return [Tag(*row) for row in rows]


def find(library: "Library", name: str) -> tuple[int, str] | None:
    """The id and the name of the tag of this name, in whichever case."""
    found: tuple[int, str] | None = library.row("SELECT id, name FROM tag WHERE name = ?", (name,))
    return found


def name_of(library: "Library", tag_id: int) -> str | None:
    """The name of a tag; None where it is not there."""
    found = library.row("SELECT name FROM tag WHERE id = ?", (tag_id,))
    return found[0] if found else None


def add(library: "Library", name: str) -> int:
    """Make a tag of a name that no other has; its id."""
    return library.insert("INSERT INTO tag (uid, name) VALUES (?, ?)", (new_uid(), name))


def put_on(library: "Library", tag_id: int, ids: Sequence[int]) -> None:
    """Put a tag on those of the articles that do not have it."""
    library.write(
        f"INSERT INTO article_tag (article_id, tag_id) SELECT id, ? FROM article WHERE id IN {LISTED} "
        "AND NOT EXISTS (SELECT 1 FROM article_tag WHERE article_id = article.id AND tag_id = ?)",
        (tag_id, listed(ids), tag_id),
    )


def take_off(library: "Library", tag_id: int, ids: Sequence[int]) -> None:
    """Take a tag off those of the articles that have it."""
    library.write(f"DELETE FROM article_tag WHERE tag_id = ? AND article_id IN {LISTED}", (tag_id, listed(ids)))


def rename(library: "Library", tag_id: int, name: str) -> None:
    """Give a tag another name, which no other has."""
    library.write("UPDATE tag SET name = ? WHERE id = ?", (name, tag_id))


def remove(library: "Library", tag_id: int) -> None:
    """Take a tag off all articles and forget it."""
    library.write("DELETE FROM article_tag WHERE tag_id = ?", (tag_id,))
    library.write("DELETE FROM tag WHERE id = ?", (tag_id,))
