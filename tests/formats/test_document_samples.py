"""Every document of the samples gives articles or a clear reason."""

from pathlib import Path

import pytest

from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats import files
from reader.formats.found import Found


@pytest.mark.parametrize("folder", ["docs_docx", "nasty_blns", "nasty_payloads", "news_zh_xinwenlianbo"])
def test_every_document_gives_articles_or_a_reason(samples: Path, folder: str) -> None:
    paths = [path for path in (samples / folder).rglob("*") if path.suffix in {".docx", ".md", ".txt"}]
    assert paths
    for path in paths:
        try:
            found = list(files.read(path))
        except UnreadableArticleError as error:
            given = str(error)
        else:
            given = "articles" if all(isinstance(item, Found) for item in found) else ""
        assert given in {"articles", "it holds no text"}, path


def test_naughty_strings_are_all_kept(samples: Path) -> None:
    path = samples / "nasty_blns" / "blns.txt"
    (found,) = files.read(path)
    assert isinstance(found, Found)
    assert found.draft.text == normalise(path.read_bytes().decode()).strip()
