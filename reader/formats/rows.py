"""The rows of any table, and the articles they become: the columns are told by the first rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from reader.domain.intake import ArticleField, ColumnMapping, Rules
from reader.errors import UnreadableArticleError
from reader.formats.columns import draft, guess, no_text_column, order_of_days
from reader.formats.found import Found, Refused

_SAMPLED_ROWS = 200
_SAMPLED_CHARACTERS = 2_000_000
_OF_GLOSS = frozenset({"annotation_id", "start", "stop", "quote"})


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by the names of their columns; `place` is where it stands: `line 12`, `row 12`, `entry 3`."""

    place: str
    cells: Mapping[str, str]


Rows = Iterator[Row | Refused]


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a table, the names of its columns in their order, and which column was guessed to hold what."""

    names: tuple[str, ...]
    items: tuple[Row | Refused, ...]
    guessed: ColumnMapping

    @property
    def cells(self) -> tuple[Mapping[str, str], ...]:
        """The cells of the rows that could be read."""
        return tuple(item.cells for item in self.items if isinstance(item, Row))


def sample(rows: Rows) -> Sample:
    """The first rows: 200, or fewer where they are long. Raises UnreadableArticleError as the rows do."""
    items: list[Row | Refused] = []
    characters = 0
    for item in rows:
        items.append(item)
        if isinstance(item, Row):
            characters += sum(map(len, item.cells.values()))
        if len(items) >= _SAMPLED_ROWS or characters > _SAMPLED_CHARACTERS:
            break
    cells = [item.cells for item in items if isinstance(item, Row)]
    names = tuple(dict.fromkeys(chain.from_iterable(cells)))
    return Sample(names, tuple(items), guess(names, cells))


def mapping_for(table: Sample, rules: Rules) -> ColumnMapping:
    """The mapping that was chosen, where the table has the column of its text; else the guessed one."""
    chosen = rules.columns
    if chosen is not None and chosen.column(ArticleField.TEXT) in table.names:
        return chosen
    return table.guessed


def articles(rows: Rows, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles that the rows hold, one row at a time.

    Raises UnreadableArticleError where no column holds the text, where the table is one of annotations that Gloss
    has written, and as the rows do.
    """
    table = sample(rows)
    if set(table.names) >= _OF_GLOSS:
        raise UnreadableArticleError("it is a table of annotations that Gloss has exported, not of articles")
    mapping = mapping_for(table, rules)
    if table.cells and not mapping.column(ArticleField.TEXT):
        raise UnreadableArticleError(no_text_column(table.names))
    order = order_of_days(mapping, table.cells)
    for item in chain(table.items, rows):
        if isinstance(item, Refused):
            yield item
            continue
        made = draft(item.cells, mapping, origin, order)
        yield Refused(made, item.place) if isinstance(made, str) else Found(made, item.place)
