"""What can go wrong outside our control, each with a sentence fit for the person who reads it."""


class ReaderError(Exception):
    """Something outside Gloss failed: the text says what happened, what was kept and what can be done."""


class LibraryError(ReaderError):
    """The library cannot be opened, read or written."""


class NewerLibraryError(LibraryError):
    """The library was made by a newer Gloss; it is left untouched."""


class DamagedLibraryError(LibraryError):
    """The file of the library is damaged, so that not all of it can be read."""


class FileError(ReaderError):
    """A file cannot be read or written."""


class UnreadableArticleError(FileError):
    """A file holds no article that Gloss can take in."""


class AnnotationError(ReaderError):
    """An annotation cannot be made or changed as asked."""


class DuplicateAnnotationError(AnnotationError):
    """The same annotator has already tagged the same span with the same label."""


class AnswerError(AnnotationError):
    """An answer does not fit what is asked."""


class LinkError(AnnotationError):
    """A link between annotations cannot be made or changed as asked."""


class CodebookError(ReaderError):
    """A codebook is not usable."""


class EntityError(ReaderError):
    """The register of entities cannot be changed as asked."""


class QueryError(ReaderError):
    """What was asked of the library cannot be understood; `at` is the code point where it goes wrong."""

    def __init__(self, sentence: str, at: int) -> None:
        super().__init__(sentence)
        self.at = at


class SavedSearchError(ReaderError):
    """A search cannot be saved or changed as asked."""


class TagError(ReaderError):
    """A tag cannot be made or changed as asked."""


class CancelledError(ReaderError):
    """The person has cancelled the work; what it says is what was kept."""
