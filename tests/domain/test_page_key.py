"""When two URLs name the same page."""

import pytest

from reader.domain.page_key import page_key


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/news/1",
        "https://www.example.org/news/1",
        "HTTPS://Example.ORG:443/news/1/",
        "https://example.org/news/1#comments",
        "https://example.org/news/1?utm_source=feed&utm_medium=rss&fbclid=x",
        "  https://example.org/news/1 ",
    ],
)
def test_what_does_not_change_the_page_does_not_count(other: str) -> None:
    assert page_key(other) == page_key("https://example.org/news/1")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/2",
        "https://example.org/News/1",
        "https://example.org:8080/news/1",
        "https://example.org/news/1?page=2",
        "https://example.com/news/1",
        "https://example.org/news/1#/comments",
        "https://example.org/news/1#!/comments",
    ],
)
def test_another_page_has_another_key(other: str) -> None:
    assert page_key(other) != page_key("https://example.org/news/1")


@pytest.mark.parametrize(
    "text", ["", "example", "file:///etc/passwd", "mailto:a@example.org", "http://", "http://[", "http://a:b"]
)
def test_what_is_no_web_address_has_none(text: str) -> None:
    assert page_key(text) == ""
