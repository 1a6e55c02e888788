"""Columns of a table and the fields of an article: which holds which is guessed, and rows become articles."""

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from reader.domain.article import ArticleDraft
from reader.domain.intake import ArticleField, ColumnMapping
from reader.domain.structure import Block, BlockKind, plain_structure
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.building import Building, Built
from reader.formats.column_names import MADE, MADE_WITH, likeness, plain_name
from reader.formats.table_dates import DayOrder, iso_date, order_of
from reader.formats.titles import shortened, under_title

_LONGEST_NAME = 60
_LONGEST_ID = 500
_LONGEST_URL = 4000
_LEAST_MEAN_OF_TEXTS = 30
_LEAST_SHARE = 0.8
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ONLY_NUMBER = re.compile(r"[0-9.,]+")
_BLOCK_TAG = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|blockquote|article|section|table|figure|body|html)\s*>|<br\s*/?>", re.IGNORECASE
)
_INLINE_TAG = re.compile(
    r"<(?:p|div|a|b|i|em|strong|span|img)(?:\s[^<>]*)?>|</(?:a|b|i|em|strong|span)>", re.IGNORECASE
)
_CUT_SHORT = ("…", "...")

Row = Mapping[str, str]


def guess(names: Sequence[str], rows: Sequence[Row]) -> ColumnMapping:
    """Which column holds which field, told by its name and by what stands in the rows; each column at most one.

    A name in any of many languages counts where the contents agree: dates that can be read, http URLs, ids that
    differ. Fields without a name that tells are found by content: dates, URLs, and as the text the column with the
    longest texts, of 30 characters or more on average.
    """
    values = {name: [cell for row in rows if (cell := row.get(name, "").strip())] for name in names}
    free = [name for name in names if values[name]]
    if any(plain_name(name) in MADE_WITH for name in names):  # the record was created then, not the article
        free = [name for name in free if plain_name(name) not in MADE | MADE_WITH]
    found: dict[ArticleField, str] = {}
    for field, fits in _BY_NAME.items():
        likely = sorted(
            (rank, number, name)
            for number, name in enumerate(free)
            if (rank := likeness(field, name)) is not None and fits(values[name])
        )
        if likely:
            found[field] = likely[0][2]
            free.remove(found[field])
    for field, holds in ((ArticleField.PUBLISHED, _are_plain_dates), (ArticleField.URL, _are_links)):
        if field not in found and (name := next((name for name in free if holds(values[name])), "")):
            found[field] = name
            free.remove(name)
    if ArticleField.TEXT not in found and free:
        longest = max(free, key=lambda name: fmean(map(len, values[name])))
        if _are_texts(values[longest]):
            found[ArticleField.TEXT] = longest
    return ColumnMapping(tuple((field, found[field]) for field in ArticleField if field in found))


def order_of_days(mapping: ColumnMapping, rows: Sequence[Row]) -> DayOrder:
    """How the column of dates writes `03/04/2025`, where other rows of it prove one order."""
    column = mapping.column(ArticleField.PUBLISHED)
    return order_of(row.get(column, "") for row in rows) if column else DayOrder.UNKNOWN


def draft(row: Row, mapping: ColumnMapping, origin: str, order: DayOrder = DayOrder.UNKNOWN) -> ArticleDraft | str:
    """The article that the row holds, or the reason why it holds none, such as `the column “body” is empty`.

    A title stands before the text, as its block, unless the text begins with it. Without a title of its own, an
    article is called by its first line. A text that plainly is HTML becomes text with its structure. A date
    that may be two days is left out, as are URLs that are not of the web and languages that are no codes. What looks
    like a formula of a spreadsheet is text.
    """
    column = mapping.column(ArticleField.TEXT)
    if not column:
        return no_text_column(tuple(row))
    body = normalise(row.get(column, "")).strip()
    if not body:
        return f"the column “{column}” is empty"

    def cell(field: ArticleField) -> str:
        return row.get(mapping.column(field), "") if mapping.column(field) else ""

    title = _line(cell(ArticleField.TITLE))
    url = _url(cell(ArticleField.URL))
    try:
        built = _from_markup(body, url) if _is_markup(body) else Built(body, plain_structure(body, titled=False), ())
    except UnreadableArticleError as error:
        return str(error)
    if not built.text:
        return f"the column “{column}” holds no text, only markup"
    built = _titled(title, built)
    return ArticleDraft(
        text=built.text,
        structure=built.structure,
        title=shortened(title or built.text.partition("\n")[0]),
        source=shortened(_line(cell(ArticleField.SOURCE))),
        author=shortened(_names(cell(ArticleField.AUTHOR))),
        url=url,
        published=iso_date(cell(ArticleField.PUBLISHED), order),
        language=_language(cell(ArticleField.LANGUAGE)),
        origin=origin,
        marks=built.marks,
        source_id=_id(cell(ArticleField.ID)),
    )


def no_text_column(names: Sequence[str]) -> str:
    """The reason why a table with these columns gives no article."""
    shown = ", ".join(f"“{_line(name)[:_LONGEST_NAME]}”" for name in names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"none of its columns is known to hold the text; they are {shown}{more}" if names else "it has no columns"


def _have_dates(values: Sequence[str]) -> bool:
    order = order_of(values)
    return any(iso_date(value, order) for value in values)


def _are_plain_dates(values: Sequence[str]) -> bool:
    """Whether they are dates beyond doubt: no number of eight or ten digits, which may be anything."""
    order = order_of(values)
    read = sum(bool(iso_date(value, order)) and not _ONLY_NUMBER.fullmatch(value) for value in values)
    return read >= _LEAST_SHARE * len(values)


def _are_urls(values: Sequence[str]) -> bool:
    return sum(bool(_URL.fullmatch(value)) for value in values) >= _LEAST_SHARE * len(values)


def _have_urls(values: Sequence[str]) -> bool:
    """Whether some are URLs, and not mostly one and the same: that would make all rows versions of one article."""
    return any(map(_URL.fullmatch, values)) and len(set(values)) > len(values) // 2


def _are_links(values: Sequence[str]) -> bool:
    return _are_urls(values) and _have_urls(values)


def _are_texts(values: Sequence[str]) -> bool:
    """Whether most of them are of several words, and of some length."""
    worded = sum((len(value.split()) > 2 or not value.isascii()) and value[0] not in "[{" for value in values)
    return fmean(map(len, values)) >= _LEAST_MEAN_OF_TEXTS and worded >= _LEAST_SHARE * len(values)


def _differ(values: Sequence[str]) -> bool:
    return len(set(values)) == len(values)


def _any(_values: Sequence[str]) -> bool:
    return True


_BY_NAME: dict[ArticleField, Callable[[Sequence[str]], bool]] = {
    ArticleField.TEXT: lambda values: not _are_urls(values),
    ArticleField.TITLE: lambda values: not _are_urls(values),
    ArticleField.PUBLISHED: _have_dates,
    ArticleField.URL: _have_urls,
    ArticleField.SOURCE: _any,
    ArticleField.AUTHOR: _any,
    ArticleField.LANGUAGE: lambda values: all(map(_language, values)),
    ArticleField.ID: _differ,
}


def _is_markup(body: str) -> bool:
    """Whether a text plainly is HTML: blocks that are closed, or broken lines, and not a text that tells of them."""
    blocks = len(_BLOCK_TAG.findall(body))
    return bool(blocks) and (body.startswith("<") or blocks + len(_INLINE_TAG.findall(body)) > 1)


def _from_markup(body: str, base: str) -> Built:
    """The text of a piece of HTML, with its structure. Raises UnreadableArticleError."""
    from reader.formats.html_blocks import add_html  # noqa: PLC0415 - few tables hold markup

    building = Building()
    add_html(building, body, base)
    return building.built()


def _titled(title: str, body: Built) -> Built:
    """The text with the title before it, unless it begins with it, and the blocks of both."""
    if not title:
        return body
    text, structure = body.text, body.structure
    if structure and _line(structure[0].span.of(text).partition("\n")[0]) == title:
        return _with_first_line_as_title(body)
    if title.endswith(_CUT_SHORT) and text.startswith(title.rstrip("….").rstrip()):
        return body
    return under_title(title, body)


def _with_first_line_as_title(body: Built) -> Built:
    """The same text, its first line a block of its own: the title."""
    text, (first, *others) = body.text, body.structure
    stop = first.start + len(first.span.of(text).partition("\n")[0])
    rest = text[stop : first.stop]
    left = [Block(first.kind, first.stop - len(rest.lstrip()), first.stop, first.level)] if rest.strip() else []
    return Built(text, (Block(BlockKind.TITLE, first.start, stop), *left, *others), body.marks)


def _line(cell: str) -> str:
    return " ".join(normalise(cell).split())


def _names(cell: str) -> str:
    """Names, one a paragraph where the cell was a list, with commas between them."""
    return ", ".join(filter(None, (_line(part) for part in normalise(cell).split("\n"))))


def _url(cell: str) -> str:
    url = cell.strip()
    return url if len(url) <= _LONGEST_URL and _URL.fullmatch(url) else ""


def _id(cell: str) -> str:
    told = _line(cell)
    return told if len(told) <= _LONGEST_ID else ""  # cut, it might be that of another row


def _language(cell: str) -> str:
    code = cell.strip()
    return code.replace("_", "-") if len(code) <= 35 and _LANGUAGE.fullmatch(code) else ""
