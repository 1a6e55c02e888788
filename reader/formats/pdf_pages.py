"""The pages of a PDF as lines of text with their places and sizes; the one module that speaks with PDFium."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from time import thread_time
from typing import Any, NamedTuple

from reader.errors import UnreadableArticleError

MOST_PAGES = 3000
_MOST_CHARACTERS = 10_000_000
_MOST_ON_A_PAGE = 300_000
_SECONDS = 4.0  # of the processor, for all pages
# PDFium may be used by one thread at a time, whatever the document.
_ONE_AT_A_TIME = Lock()
#: What stands for a hyphen at the end of a line; no text holds it otherwise.
LINE_END_HYPHEN = "\x02"
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_LINE_END = re.compile(r"[^\n\x02]*[\n\x02]?")


class Line(NamedTuple):
    """A line of text, its edges in points from the lower left of the page, and the size of its letters in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of each page, what the document says of itself by PDF's names, and whether a page holds a picture."""

    lines: tuple[tuple[Line, ...], ...]
    told: dict[str, str]
    language: str
    has_pictures: bool


def pages_of(data: bytes) -> Pages:
    """The pages of a PDF. Raises UnreadableArticleError where it is broken, needs a password, or goes beyond limits."""
    with _ONE_AT_A_TIME:
        return _pages_of(data)


def _pages_of(data: bytes) -> Pages:
    with _document(data) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise UnreadableArticleError(f"it has more than {MOST_PAGES} pages")
        until = thread_time() + _SECONDS
        lines: list[tuple[Line, ...]] = []
        characters = 0
        has_pictures = False
        for number in range(count):
            if thread_time() > until:
                raise UnreadableArticleError(f"it takes too long to read: {number} of its {count} pages in 4 seconds")
            with _closing(_page(document, number)) as page, _closing(page.get_textpage()) as text:
                lines.append(tuple(_lines(text)))
                if not lines[-1] and not has_pictures:
                    has_pictures = _has_picture(page)
            characters += sum(len(line.text) for line in lines[-1])
            if characters > _MOST_CHARACTERS:
                raise UnreadableArticleError("it holds more text than an article can")
        told = {key: value.strip("\0 ") for key, value in document.get_metadata_dict().items()}
        return Pages(tuple(lines), told, _language(document), has_pictures)


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 - it brings a library of 7 MB

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise UnreadableArticleError("it is protected with a password") from error
        if getattr(error, "err_code", 0) == pypdfium2.raw.FPDF_ERR_SECURITY:
            raise UnreadableArticleError("it is protected in a way that Gloss does not know") from error
        raise UnreadableArticleError("it is not a PDF document, or it is damaged") from error
    with _closing(document):
        yield document


@contextmanager
def _closing(opened: Any) -> Iterator[Any]:
    try:
        yield opened
    finally:
        opened.close()


def _page(document: Any, number: int) -> Any:
    import pypdfium2  # noqa: PLC0415

    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise UnreadableArticleError(f"its page {number + 1} is damaged") from error


def _has_picture(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # noqa: PLC0415

    return next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _language(document: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    ask = getattr(raw, "FPDFCatalog_GetLanguage", None)
    if ask is None:
        return ""
    buffer = (ctypes.c_ushort * 64)()
    size = ask(document, buffer, ctypes.sizeof(buffer))
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "ignore") if 2 <= size <= ctypes.sizeof(buffer) else ""


def _lines(page: Any) -> Iterator[Line]:
    """The lines of a page as PDFium parts them, in the order of the document."""
    from pypdfium2 import raw  # noqa: PLC0415

    count = page.count_chars()
    if count > _MOST_ON_A_PAGE:
        raise UnreadableArticleError("one of its pages holds more text than a page can")
    if count <= 0:
        return
    # Two bytes a unit: the position in what PDFium gives, not in a text of code points.
    units = bytes(memoryview(_units(page, count, raw)).cast("B"))
    start = 0
    for piece in _LINE_END.findall(units.decode("utf-16-le", "replace").replace("\ufffe", LINE_END_HYPHEN)):
        length = len(piece.encode("utf-16-le", "replace")) // 2
        text = piece.strip()
        if text.strip(LINE_END_HYPHEN):
            first = start + len(piece) - len(piece.lstrip())
            last = start + length - 1 - (len(piece) - len(piece.rstrip()))
            yield _placed(page, raw, text.translate(_LIGATURES), first, last)
        start += length


def _units(page: Any, count: int, raw: Any) -> Any:
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, buffer)
    return (ctypes.c_ushort * max(0, written - 1)).from_buffer(buffer)


def _placed(page: Any, raw: Any, text: str, first: int, last: int) -> Line:
    boxes = [_box(page, raw, raw.FPDFText_GetCharIndexFromTextIndex(page, index)) for index in (first, last)]
    size = raw.FPDFText_GetFontSize(page, raw.FPDFText_GetCharIndexFromTextIndex(page, (first + last) // 2))
    left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    bottom, top = min(box[2] for box in boxes), max(box[3] for box in boxes)
    if size <= 2:  # the size is 1, and a matrix makes the letters large: their box tells
        size = (top - bottom) * 0.85
    return Line(text, left, right, bottom, top, round(size * 2) / 2)


def _box(page: Any, raw: Any, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a character."""
    rectangle = raw.FS_RECTF()
    if index < 0 or not raw.FPDFText_GetLooseCharBox(page, index, rectangle):
        return 0.0, 0.0, 0.0, 0.0
    return rectangle.left, rectangle.right, rectangle.bottom, rectangle.top
