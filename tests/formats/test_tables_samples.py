"""Every table among the samples gives articles or a clear reason, soon and in little memory."""

import time
from pathlib import Path

import pytest

from reader.errors import UnreadableArticleError
from reader.formats import files
from reader.formats.found import Found

_SUFFIXES = {".csv", ".tsv", ".json", ".jsonl"}


def gave(path: Path) -> tuple[int, list[str]]:
    """The number of articles, and the reasons for what is none."""
    articles, reasons = 0, []
    try:
        for item in files.read(path):
            if isinstance(item, Found):
                articles += 1
                assert item.draft.text.strip()
                assert item.draft.title
            else:
                reasons.append(item.reason)
    except UnreadableArticleError as error:
        reasons.append(str(error))
    return articles, reasons


def test_every_table_among_the_samples_gives_articles_or_a_reason_within_five_seconds(samples: Path) -> None:
    paths = [path for path in sorted(samples.rglob("*")) if path.suffix in _SUFFIXES]
    assert len(paths) > 100
    for path in paths:
        began = time.monotonic()
        articles, reasons = gave(path)
        assert time.monotonic() - began < 5, path
        assert articles or reasons, path
        assert all(reason and reason[0].islower() and not reason.endswith(".") for reason in reasons), path


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("prodigy_jsonl/news_headlines.jsonl", 200),
        ("prodigy_jsonl/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl", 373),
        ("derived_date_title/zh_cctv/gold.jsonl", 40),
        ("doccano/data_import/pipeline/examples/sequence_labeling/example.jsonl", 3),
        ("doccano/data_import/pipeline/examples/text_classification/example.csv", 3),
        ("doccano/data_export/pipeline/examples/text_classification/example.json", 3),
        ("doccano/data_export/pipeline/examples/relation_extraction/example.jsonl", 1),
        ("labelstudio_sdk_tests/converter/data/test_export_csv/csv_test.json", 2),
        ("nasty_blns/blns.json", 0),
        ("w3c_web_annotation/tools/samples/correct/anno1.json", 0),
    ],
)
def test_tables_of_articles_are_read_whole(samples: Path, name: str, articles: int) -> None:
    assert gave(samples / name)[0] == articles
