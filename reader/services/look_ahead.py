"""What a person may choose before an import: a quick look into those files that leave something open."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from reader.domain.intake import ArticleField, ColumnMapping, Parting, PartingKind
from reader.domain.parting_choice import PartingChoice, PartingOption
from reader.errors import UnreadableArticleError
from reader.formats import files
from reader.formats.readers import SUFFIXES

_SECONDS = 3.0
_MOST_PROSPECTS = 30
_SHOWN_ROWS = 50
_SHOWN_CHARACTERS = 2_000
_BEGINNING = 200
_OF_COLLECTIONS = frozenset({".txt", ".text", ".md", ".markdown"})
_DESCRIBED_WHOLE = 8 * 1024**2
_OF_GLOSS = frozenset({"annotation_id", "start", "stop", "quote"})


@dataclass(frozen=True, slots=True)
class TableProspect:
    """Tables with the same columns, and which column was guessed to hold what.

    `rows` are the first rows of the first table, long cells cut; `count` is how many rows all have, `exact` whether
    these were counted, or told by the size of the files.
    """

    paths: tuple[Path, ...]
    columns: tuple[str, ...]
    guessed: ColumnMapping
    rows: tuple[Mapping[str, str], ...]
    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class CollectionProspect:
    """A file of text that is plainly many articles, and the rules by which it may be parted."""

    path: Path
    choice: PartingChoice


Prospect = TableProspect | CollectionProspect


@dataclass(frozen=True, slots=True)
class PreviewedRow:
    """The article that a row would become, or the reason why it would become none."""

    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    beginning: str = ""
    reason: str = ""


def known_suffixes() -> tuple[str, ...]:
    """The suffixes, each with its dot, of all files that can be taken in."""
    return tuple(sorted(SUFFIXES))


def may_leave_something_open(paths: Iterable[Path]) -> bool:
    """Whether a look into these paths can find something to choose: told by their names alone."""
    from reader.formats.table_sample import is_table  # noqa: PLC0415 - formats load when they are used

    return any(is_table(path) or path.suffix.lower() in _OF_COLLECTIONS or path.is_dir() for path in paths)


def look_ahead(paths: Iterable[Path], cancelled: Callable[[], bool] = lambda: False) -> list[Prospect]:
    """What there is to choose, in the order it is met; tables with the same columns are one.

    It takes three seconds at most and never fails: what it has not seen, or cannot read, is left to the import. Of
    folders, tables count only where a column of texts was guessed in them.
    """
    paths = tuple(paths)
    named = frozenset(paths)
    until = monotonic() + _SECONDS
    found: list[Prospect] = []
    for path in files.find(paths):
        if cancelled() or monotonic() > until or len(found) >= _MOST_PROSPECTS:
            break
        prospect = _prospect(path, by_name=path in named) if isinstance(path, Path) else None
        if isinstance(prospect, TableProspect):
            _add_table(found, prospect)
        elif prospect:
            found.append(prospect)
    return found


def preview_rows(table: TableProspect, mapping: ColumnMapping) -> list[PreviewedRow]:
    """The articles that the first rows would become with this mapping."""
    from reader.formats.columns import draft, order_of_days  # noqa: PLC0415

    order = order_of_days(mapping, table.rows)
    made = (draft(row, mapping, "", order) for row in table.rows)
    return [
        PreviewedRow(reason=article)
        if isinstance(article, str)
        else PreviewedRow(
            article.title,
            article.source,
            article.author,
            article.published,
            " ".join(article.text.removeprefix(article.title)[:_BEGINNING].split()),
        )
        for article in made
    ]


def preview_parting(path: Path, parting: Parting) -> PartingOption:
    """What a rule would make of a file of text. Raises UnreadableArticleError with a reason fit for the person."""
    from reader.formats.parting_guess import describe_with  # noqa: PLC0415

    return describe_with(path, parting)


def _prospect(path: Path, *, by_name: bool) -> Prospect | None:
    from reader.formats.table_sample import is_table  # noqa: PLC0415

    try:
        if is_table(path):
            return _table(path, by_name=by_name)
        return _collection(path) if path.suffix.lower() in _OF_COLLECTIONS else None
    except (UnreadableArticleError, OSError, ValueError):
        return None  # the import tells why


def _table(path: Path, *, by_name: bool) -> TableProspect | None:
    from reader.formats.table_sample import look_into  # noqa: PLC0415

    seen = look_into(path)
    rows = seen.rows
    if not rows.cells or set(rows.names) >= _OF_GLOSS:
        return None
    if not by_name and not rows.guessed.column(ArticleField.TEXT):
        return None
    shown = tuple(
        {name: cell[:_SHOWN_CHARACTERS] for name, cell in cells.items()} for cells in rows.cells[:_SHOWN_ROWS]
    )
    return TableProspect((path,), rows.names, rows.guessed, shown, seen.count, seen.exact)


def _add_table(found: list[Prospect], table: TableProspect) -> None:
    for number, other in enumerate(found):
        if (
            isinstance(other, TableProspect)
            and set(other.columns) == set(table.columns)
            and other.guessed == table.guessed
        ):
            found[number] = replace(
                other,
                paths=other.paths + table.paths,
                count=other.count + table.count,
                exact=other.exact and table.exact,
            )
            return
    found.append(table)


def _collection(path: Path) -> CollectionProspect | None:
    from reader.formats.parting_guess import describe  # noqa: PLC0415

    if path.stat().st_size > _DESCRIBED_WHOLE:
        return None
    choice = describe(path)
    return CollectionProspect(path, choice) if choice.guessed.kind is not PartingKind.WHOLE else None
