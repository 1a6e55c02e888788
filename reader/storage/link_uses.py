"""The links of a type, and what becomes of them when the type is merged or deleted: in bulk."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.storage.library import Library

#: Ids of annotations by the id of their article.
ByArticle = dict[int, list[int]]


def count_links(library: "Library") -> dict[str, int]:
    """How many links there are of each type that has any."""
    return dict(library.rows("SELECT type, count(*) FROM link GROUP BY type"))


def ends(library: "Library", name: str) -> ByArticle:
    """The annotations at both ends of the links of a type."""
    found: ByArticle = {}
    for article_id, annotation_id in library.rows(
        "SELECT article_id, id FROM annotation WHERE id IN (SELECT from_id FROM link WHERE type = ? "
        "UNION SELECT to_id FROM link WHERE type = ?) ORDER BY article_id, start, stop, id",
        (name, name),
    ):
        found.setdefault(article_id, []).append(annotation_id)
    return found


def give_to(library: "Library", name: str, into: str) -> ByArticle:
    """Make the links of a type links of another one, but for those that it has already; whose ends they were."""
    changed = ends(library, name)
    library.write(
        "DELETE FROM link WHERE type = ? AND EXISTS (SELECT 1 FROM link AS other WHERE other.type = ? "
        "AND other.from_id = link.from_id AND other.to_id = link.to_id)",
        (name, into),
    )
    library.write("UPDATE link SET type = ? WHERE type = ?", (into, name))
    return changed


def delete_links(library: "Library", name: str) -> ByArticle:
    """Delete the links of a type; whose ends they were."""
    changed = ends(library, name)
    library.write("DELETE FROM link WHERE type = ?", (name,))
    return changed
