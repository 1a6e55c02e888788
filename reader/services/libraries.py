"""Opening a library, and making one where there is none."""

import getpass
import os
from contextlib import suppress
from pathlib import Path

from reader import places
from reader.domain.article import ArticleDraft
from reader.domain.text import normalise
from reader.errors import LibraryError
from reader.storage.library import Library


def open_library(path: Path | None = None, *, make: bool = True) -> Library:
    """Open the library at the path, or the one that is opened when none is named.

    With `make`, one that is not there is made: a named one with the codebook alone, Gloss's own with the
    sample articles too. Raises LibraryError.
    """
    path = path or places.default_library()
    with suppress(RuntimeError):  # a ~name that nobody here has
        path = path.expanduser()
    path = path.absolute()
    if make and not _is_there(path):
        own = path == places.own_library()
        if own:
            _make_folder(path.parent)
        elif not path.parent.is_dir():
            raise LibraryError(f"A library cannot be made at {path}: there is no folder {path.parent}.")
        try:
            Library.create(path, _annotator(), _fill_with_samples if own else _fill)
        except LibraryError:
            if not _is_there(path):
                raise
            # Another start has made it in the same moment.
    return Library.open(path, _annotator())


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # to open it tells why
        return True
    return True


def _annotator() -> str:
    """The name that annotations are made under: `GLOSS_ANNOTATOR`, or the name of the account."""
    try:
        name = os.environ.get("GLOSS_ANNOTATOR", "").strip() or getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name, as in some containers
        return "annotator"
    return normalise(name)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"The folder {folder} for the library cannot be made: {error.strerror}.") from error


def _fill(library: Library) -> None:
    from reader.formats import codebook_toml  # noqa: PLC0415 - most starts make no library
    from reader.services.taking_questions import take_questions  # noqa: PLC0415

    news = codebook_toml.read_all(places.resources() / "codebooks" / "news.toml")
    with library.transaction():
        library.labels.add(news.labels)
        take_questions(library, news)


def _fill_with_samples(library: Library) -> None:
    _fill(library)
    with library.transaction():
        for draft in _samples():
            library.articles.add(draft)


def _samples() -> list[ArticleDraft]:
    from reader.formats import files  # noqa: PLC0415

    return [files.read_article(path) for path in sorted((places.resources() / "samples").glob("*.txt"))]
