"""How a file becomes articles, where the file itself leaves it open: what a person has chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ArticleField(StrEnum):
    """What a column of a table may hold of an article."""

    TITLE = "title"
    TEXT = "text"
    SOURCE = "source"
    AUTHOR = "author"
    URL = "url"
    PUBLISHED = "published"
    LANGUAGE = "language"
    ID = "id"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column of a table holds what: pairs of a field and the name of its column, each field at most once."""

    columns: tuple[tuple[ArticleField, str], ...] = ()

    def column(self, field: ArticleField) -> str:
        """The name of the column that holds the field, empty where none does."""
        return dict(self.columns).get(field, "")


class PartingKind(StrEnum):
    """By what a file with many articles is parted into them."""

    WHOLE = "whole"
    HEADINGS = "headings"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Parting:
    """The rule by which a file of text is parted into articles.

    WHOLE: the file is one article. HEADINGS: each heading of `level` (1 is the largest) begins an article, and what
    stands before the first is left out. LINES: each line that `pattern`, a regular expression, matches from its start
    to its end begins an article: the line is its first.
    """

    kind: PartingKind = PartingKind.WHOLE
    level: int = 0
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person has chosen for the files of one import; what is None is guessed for each file.

    `of_files` holds what was chosen for single files, by their paths as text; it goes before what is chosen for all.
    """

    columns: ColumnMapping | None = None
    parting: Parting | None = None
    of_files: Mapping[str, "Rules"] = field(default_factory=dict)

    def for_file(self, path: str) -> "Rules":
        """What was chosen for the file."""
        return self.of_files.get(path, self)


#: Nothing is chosen: each file tells.
GUESSED = Rules()
