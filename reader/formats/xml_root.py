"""What kind of XML or HTML a file is, by the name of its first element, without parsing it."""

import re

_LOOKED_AT = 64 * 1024
# Comments, instructions and a document type, with its declarations in brackets, stand before the first element.
_BEFORE = re.compile(
    rb"\s+|<!--.*?-->|<\?.*?\?>|<!doctype(?:[^\[\]<>\"']|\"[^\"]*\"|'[^']*')*(?:\[.*?\]\s*)?>",
    re.DOTALL | re.IGNORECASE,
)
_FIRST = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_HTML_TYPE = re.compile(rb"<!doctype\s+html", re.IGNORECASE)


def root_name(data: bytes) -> str:
    """The name of the first element in small letters, without its prefix; empty where there is none at the start.

    `html` also where only a document type says so. UTF-16 and UTF-32 are read as what they hold of ASCII.
    """
    head = data[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    place = 0
    while before := _BEFORE.match(head, place):
        if _HTML_TYPE.match(before[0]):
            return "html"
        place = before.end()
    first = _FIRST.match(head, place)
    return first[1].decode("ascii", "replace").lower() if first else ""
