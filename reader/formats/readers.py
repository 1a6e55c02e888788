"""Which format reads the files of a suffix. A format is loaded when its first file is met."""

from functools import cache
from importlib import import_module
from typing import cast

from reader.formats.found import Format

_MODULES = {
    ".txt": "plain_text",
    ".text": "plain_text",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json_articles",
    ".parquet": "parquet",
    ".zip": "archive",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word_document",
    ".docm": "word_document",
    ".pdf": "pdf",
    ".epub": "epub",
    ".html": "web_page",
    ".htm": "web_page",
    ".xhtml": "web_page",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".opml": "opml",
}

#: The suffixes, in small letters, of the files that are taken in from folders.
SUFFIXES = frozenset(_MODULES)


@cache
def reader_of(suffix: str) -> Format:
    """What reads files of the suffix, with its dot; a file of an unknown one is read as plain text."""
    return cast("Format", import_module(f"reader.formats.{_MODULES.get(suffix.lower(), 'plain_text')}"))
