"""What is done with one article or with many: each is one action, however many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.domain.article import ArticleState
from reader.domain.changes import ArticlesChanged, ArticlesMoved
from reader.storage.library import Library

#: So many are written in one transaction where there are more, so that others can write too.
_BATCH = 500

Write = Callable[[Library, Sequence[int]], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done with articles; `title` holds `{0}`, which stands for the article or for how many.

    `moves`: articles go to the bin or come out of it.
    """

    title: str
    write: Write
    moves: bool = False

    def changed(self, ids: Sequence[int]) -> ArticlesChanged | ArticlesMoved:
        """What it has changed where it was done with these."""
        return ArticlesMoved(tuple(ids)) if self.moves else ArticlesChanged(tuple(ids))


def marking(state: ArticleState) -> Deed:
    """To mark articles as unread, reading or done."""
    return Deed(f"Mark {{0}} as {state}", lambda library, ids: library.articles.mark_all(ids, state))


def starring(*, starred: bool) -> Deed:
    """To put a star on articles, or take it off."""
    title = "Star {0}" if starred else "Take the star off {0}"
    return Deed(title, lambda library, ids: library.articles.star_all(ids, starred))


def binning() -> Deed:
    """To move articles to the bin."""
    return Deed("Move {0} to the bin", lambda library, ids: library.articles.bin_all(ids, True), moves=True)


def restoring() -> Deed:
    """To take articles out of the bin."""
    return Deed("Restore {0}", lambda library, ids: library.articles.bin_all(ids, False), moves=True)


def speaking(language: str, name: str) -> Deed:
    """To say in which language articles are written: BCP 47, empty where it is not known, and its name."""
    return Deed(
        f"Set the language of {{0}} to {name}", lambda library, ids: library.articles.set_language(ids, language)
    )


def tagging(name: str, *, on: bool) -> Deed:
    """To put the tag of a name on articles, made where there is none, or to take it off."""

    def write(library: Library, ids: Sequence[int]) -> None:
        from reader.storage import tags  # noqa: PLC0415 - a start does without

        found = tags.find(library, name)
        if on:
            tags.put_on(library, found[0] if found else tags.add(library, name), ids)
        elif found:
            tags.take_off(library, found[0], ids)

    return Deed(f"Tag {{0}} “{name}”" if on else f"Take the tag “{name}” off {{0}}", write)


def do(library: Library, deed: Deed, ids: Sequence[int]) -> ArticlesChanged | ArticlesMoved:
    """Do something with articles, few enough to be waited for, as one action. Raises LibraryError."""
    with library.action(title_of(library, deed, ids)):
        deed.write(library, ids)
    return deed.changed(ids)


def mark_many(
    library: Library,
    deed: Deed,
    ids: Sequence[int],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> ArticlesChanged | ArticlesMoved:
    """Do it as one action in many short transactions; what was done before it is cancelled stays.

    Raises LibraryError.
    """
    title, action, done = title_of(library, deed, ids), None, 0
    while done < len(ids) and not cancelled():
        batch = ids[done : done + _BATCH]
        with library.action(title, continues=action) as action:
            deed.write(library, batch)
        done += len(batch)
        progress(done, len(ids))
    if action is not None and done < len(ids):
        with library.transaction():
            library.history.rename(action, title_of(library, deed, ids[:done]))
    return deed.changed(ids[:done])


def title_of(library: Library, deed: Deed, ids: Sequence[int]) -> str:
    """What the action is called."""
    told = f"“{library.articles.title(ids[0])}”" if len(ids) == 1 else f"{len(ids):,} articles"
    return deed.title.replace("{0}", told)
