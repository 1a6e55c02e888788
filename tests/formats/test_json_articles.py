"""JSON: where in it the articles are, and why there may be none."""

import io
import json

import pytest

from reader.domain.intake import GUESSED
from reader.errors import UnreadableArticleError
from reader.formats import json_articles
from reader.formats.found import Found, Refused

ARTICLES = [{"title": "Late", "text": "One."}, {"title": "Early", "text": "Two."}]


def read(value: object) -> list[Found | Refused]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(json_articles.read(io.BytesIO(data), "/news.json", GUESSED))


def told(value: object) -> list[tuple[str, str]]:
    return [(item.place, item.draft.text if isinstance(item, Found) else item.reason) for item in read(value)]


@pytest.mark.parametrize(
    "value", [ARTICLES, {"articles": ARTICLES}, {"status": "ok", "n": [1], "data": {"docs": ARTICLES}}]
)
def test_articles_are_a_list_or_the_one_list_in_an_object(value: object) -> None:
    assert told(value) == [("entry 1", "Late\n\nOne."), ("entry 2", "Early\n\nTwo.")]


def test_one_object_with_a_text_is_one_article() -> None:
    assert told({"text": "One.", "entities": [{"start": 0}], "relations": [{"from": 1}]}) == [("", "One.")]


def test_an_entry_that_is_no_object_is_refused_and_the_others_are_taken() -> None:
    assert told([*ARTICLES[:1], "x"]) == [
        ("entry 1", "Late\n\nOne."),
        ("entry 2", "it is no object with names and values"),
    ]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"{", "it is no JSON: expecting property name enclosed in double quotes (column 2)"),
        (b"[" * 200_000, "it is no JSON that can be read: it is nested too deeply"),
        ([], "it is an empty list"),
        (["", "undefined"], "it is a list, but not of objects with names and values"),
        (7, "it is a single value, neither a list nor an object"),
        ({"a": [{}], "b": {"c": [{}]}}, "it holds several lists, any of which may be of articles: “a”, “b.c”"),
        ({"long": "many words " * 20}, "none of its columns is known to hold the text; they are “long”"),
        ({"@context": "http://www.w3.org/ns/anno.jsonld", "body": "x"}, "it is a Web Annotation, not an article"),
        ({}, "it has no columns"),
    ],
)  # fmt: skip
def test_what_holds_no_articles_is_refused_with_the_reason(value: object, reason: str) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        read(value)
    assert str(caught.value) == reason


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_articles, "MOST_BYTES", 1024**2)
    with pytest.raises(UnreadableArticleError) as caught:
        read(b"[" + b" " * 1024**2)
    assert str(caught.value) == "it is larger than 1 MB"
