"""Writes small PDF documents for tests: lines of text at their places, in Latin letters or any others."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple


class Words(NamedTuple):
    """A line of text; the place of its first letter in points from the lower left of the page."""

    text: str
    left: float = 72
    bottom: float = 700
    size: float = 12
    wide: bool = False


_FONTS = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 /FontDescriptor 6 0 R /CIDSystemInfo 10 0 R >>",
    b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /StemV 80 >>",
)
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    b"\nstream\n\x80\nendstream"
)
_SYSTEM = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"


def pdf(
    *pages: Sequence[Words],
    info: str = "",
    language: str = "",
    trailer: str = "",
    picture: bool = False,
) -> BytesIO:
    """A document of the pages. `info` is the inside of its dictionary of information, `trailer` more of the trailer."""
    letters = sorted({character for page in pages for line in page if line.wide for character in line.text})
    codes = {character: code for code, character in enumerate(letters, 1)}
    catalogue = f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({language})' if language else ''} >>"
    objects = [
        catalogue.encode(),
        b"",
        *_FONTS,
        _stream(_to_unicode(codes).encode()),
        f"<< {info} >>".encode(),
        _PICTURE,
        _SYSTEM,
    ]
    numbers = []
    for page in pages:
        drawn = "q 400 0 0 600 72 72 cm /I Do Q\n" if picture else ""
        content = drawn + "".join(_drawn(line, codes) for line in page)
        objects.append(_stream(content.encode("cp1252"), packed=True))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F 3 0 R /W 4 0 R >> /XObject << /I 9 0 R >> >> >>".encode()
        )
        numbers.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>".encode()
    return BytesIO(_file(objects, trailer))


def crowd(number: int) -> list[Words]:
    """So many words, each at a place of its own."""
    return [Words(f"{place:07}", left=place % 100 * 6, bottom=place // 100 * 2, size=1) for place in range(number)]


def _drawn(line: Words, codes: dict[str, int]) -> str:
    if line.wide:
        shown = "<" + "".join(f"{codes[character]:04X}" for character in line.text) + ">"
    else:
        shown = "(" + line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"BT /{'W' if line.wide else 'F'} {line.size} Tf {line.left} {line.bottom} Td {shown} Tj ET\n"


def _to_unicode(codes: dict[str, int]) -> str:
    pairs = "".join(
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>\n" for character, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}endbfchar\n"
        "endcmap end end"
    )


def _stream(data: bytes, *, packed: bool = False) -> bytes:
    how = b"/Filter /FlateDecode" if packed else b""
    data = zlib.compress(data) if packed else data
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (how, len(data), data)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, inside in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, inside)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 8 0 R {trailer} >>\n".encode()
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % table)
