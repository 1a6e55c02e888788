"""Names for files that hold no text, from the bytes that they begin with."""

_WHOLE_NAMES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO", "a font"),
    (b"\0\x01\0\0", "a font"),
)
_ZIP_NAMES = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_RIFF_NAMES = {b"WEBP": "a WebP picture", b"WAVE": "a sound file", b"AVI ": "a film"}
_ALSO_IN_ASCII = (b"%PDF-1.", b"%PDF-2.", b"{\\rtf", b"%!PS-Adobe")


def binary_kind(data: bytes) -> str:
    """What the bytes are, such as `a PNG picture`; empty where nothing is known of them.

    Some of the marks are short words, so ask only of bytes that hold what no text holds. The marks are those
    that the formats' own specifications set.
    """
    if data.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _ZIP_NAMES if mark in data), "a ZIP archive")
    if data.startswith(b"RIFF"):
        return _RIFF_NAMES.get(data[8:12], "a sound file or a film")
    if data[257:262] == b"ustar":
        return "a tar archive"
    if data[4:8] == b"ftyp":
        return "a HEIC or AVIF picture" if data[8:12] in {b"heic", b"mif1", b"avif"} else "a film"
    return next((name for mark, name in _WHOLE_NAMES if data.startswith(mark)), "")


def is_a_document_in_ascii(data: bytes) -> bool:
    """Whether the bytes are of a format that is written in letters, and yet is not to be read as text."""
    return data.startswith(_ALSO_IN_ASCII)
