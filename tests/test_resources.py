"""The plain files of Gloss: icons, themes, codebooks and sample articles."""

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from reader.domain.codebook import LabelKind
from reader.places import resources

RESOURCES = resources()
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
LINE_ICONS = [path for path in ICONS if path.stem != "gloss"]
THEMES = sorted((RESOURCES / "themes").glob("*.toml"))
CODEBOOKS = sorted((RESOURCES / "codebooks").glob("*.toml"))
SAMPLES = sorted((RESOURCES / "samples").glob("*.txt"))

# fmt: off
NAMES_OF_ICONS = {
    "add", "annotations", "articles", "check", "claim", "claims", "close", "entities", "entity", "export",
    "folder", "gloss", "help", "import", "link", "match-case", "next", "note", "previous", "search",
    "sort",
    "sliders",
    "star", "star-filled", "theme", "undo", "whole-words",
}
COLOURS = {
    "window", "pane", "field", "faint", "hover", "line", "selection", "text_selection", "text",
    "muted", "accent", "accent_text", "warning", "error",
}
# fmt: on
HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def _name(path: Path) -> str:
    return path.stem


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_every_icon_that_the_window_asks_for_is_there() -> None:
    assert {path.stem for path in ICONS} == NAMES_OF_ICONS


@pytest.mark.parametrize("path", ICONS, ids=_name)
def test_an_icon_is_well_formed_and_has_a_square_view_box(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox") == ("0 0 256 256" if path.stem == "gloss" else "0 0 24 24")


@pytest.mark.parametrize("path", LINE_ICONS, ids=_name)
def test_a_line_icon_leaves_its_colour_to_the_theme(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 'stroke="currentColor"' in text
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) <= {"currentColor", "none"}


@pytest.mark.parametrize("path", ICONS, ids=_name)
@pytest.mark.parametrize("size", [16, 24, 48])
def test_an_icon_is_drawn_in_the_colour_that_it_is_given(path: Path, size: int) -> None:
    svg = path.read_text(encoding="utf-8").replace("currentColor", "#2B63C6")
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixels = [image.pixelColor(x, y) for x in range(size) for y in range(size)]
    assert sum(pixel.alpha() > 0 for pixel in pixels) > size
    if path.stem != "gloss":
        assert all(_close(pixel, QColor("#2B63C6")) for pixel in pixels if pixel.alpha() > 200)


def _close(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.blue() - other.blue())) < 8


def test_there_are_a_light_a_sepia_and_a_dark_theme() -> None:
    assert {path.stem: _toml(path)["dark"] for path in THEMES} == {
        "dark": True,
        "light": False,
        "sepia": False,
    }


@pytest.mark.parametrize("path", THEMES, ids=_name)
def test_a_theme_has_every_key_and_no_other(path: Path) -> None:
    theme = _toml(path)
    assert set(theme) == {"name", "dark", "colours", "marks"}
    assert theme["name"]
    assert set(theme["colours"]) == COLOURS
    assert all(HEX.fullmatch(colour) for colour in theme["colours"].values())
    assert set(theme["marks"]) == {"entity_alpha", "current_alpha", "claim_lighten"}
    assert 0.18 <= theme["marks"]["entity_alpha"] < theme["marks"]["current_alpha"] <= 0.40
    assert 0 <= theme["marks"]["claim_lighten"] <= 1


@pytest.mark.parametrize("path", CODEBOOKS, ids=_name)
def test_a_codebook_says_what_each_label_is_for(path: Path) -> None:
    codebook = _toml(path)
    assert set(codebook) == {"name", "description", "labels", "attributes", "link_types"}
    for label in codebook["labels"]:
        asks = {"asks"} if label["kind"] == LabelKind.CLAIM else set()
        assert set(label) == {"kind", "name", "key", "colour", "description"} | asks
        assert label["kind"] in set(LabelKind)
        assert HEX.fullmatch(label["colour"])
        assert len(label["key"]) == 1
        assert label["description"].endswith(".")


@pytest.mark.parametrize("path", CODEBOOKS, ids=_name)
def test_the_names_keys_and_colours_of_a_codebook_are_unique(path: Path) -> None:
    labels = _toml(path)["labels"]
    assert len({label["name"] for label in labels}) == len(labels)
    assert len({label["key"] for label in labels}) == len(labels)
    assert len({(label["kind"], label["colour"].upper()) for label in labels}) == len(labels)


def test_the_news_codebook_has_the_labels_and_keys_that_are_promised() -> None:
    labels = _toml(RESOURCES / "codebooks" / "news.toml")["labels"]
    assert [(label["kind"], label["name"], label["key"]) for label in labels] == [
        ("entity", "Person", "1"),
        ("entity", "Organization", "2"),
        ("entity", "Place", "3"),
        ("entity", "Event", "4"),
        ("entity", "Law or policy", "5"),
        ("entity", "Product or work", "6"),
        ("entity", "Date or time", "7"),
        ("entity", "Quantity", "8"),
        ("entity", "Other", "9"),
        ("claim", "Statement", "s"),
        ("claim", "Quotation", "q"),
        ("claim", "Promise or plan", "p"),
        ("claim", "Forecast", "f"),
        ("claim", "Statistic", "n"),
        ("claim", "Judgement", "j"),
        ("claim", "Accusation", "u"),
    ]


def test_there_are_three_samples_and_the_lesson_is_the_newest() -> None:
    dates = [path.read_text(encoding="utf-8").split()[1] for path in SAMPLES]
    assert len(SAMPLES) == 3
    assert all(newer > older for newer, older in pairwise(dates))


@pytest.mark.parametrize("path", SAMPLES, ids=_name)
def test_a_sample_begins_with_its_date_its_title_and_its_source(path: Path) -> None:
    first, blank, source, other_blank, *_ = path.read_text(encoding="utf-8").split("\n")
    word, day, title = first.split(" ", 2)
    assert (word, bool(title), blank, other_blank) == ("date", True, "", "")
    written = date.fromisoformat(day)
    assert re.fullmatch(rf"\(The Gloss Desk\) \d\d:\d\d, {written:%B} {written.day}, {written.year}", source)


@pytest.mark.parametrize("path", SAMPLES, ids=_name)
def test_the_paragraphs_of_a_sample_are_single_lines_parted_by_single_blank_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    paragraphs = text.removesuffix("\n").split("\n\n")
    assert all(paragraph == paragraph.strip() and paragraph for paragraph in paragraphs)
    assert not any("\n" in paragraph for paragraph in paragraphs)


@pytest.mark.parametrize(
    "keys",
    [
        "Enter",
        "Shift",
        "press 1",
        "press s",
        "Tab",
        "Delete",
        "press a",
        "Ctrl+Z",
        "Ctrl+Shift+Z",
        "Ctrl+Enter",
        "Ctrl+E ",
        "Esc",
        "?",
    ],
)
def test_the_lesson_names_the_keys_that_it_teaches(keys: str) -> None:
    assert keys in SAMPLES[0].read_text(encoding="utf-8")


def test_the_lesson_starts_with_the_name_that_is_to_be_tagged_first() -> None:
    body = SAMPLES[0].read_text(encoding="utf-8").split("\n\n")[2]
    assert body.startswith("Mira Solberg ")


def test_a_sample_holds_what_makes_offsets_hard() -> None:
    text = SAMPLES[2].read_text(encoding="utf-8")
    hard = ("ليلى حداد", "陈美玲", "\N{ZERO WIDTH JOINER}", "\N{COMBINING ACUTE ACCENT}", "🇫🇮", "🐳")
    assert all(piece in text for piece in hard)
    assert len(text.encode("utf-16-le")) // 2 > len(text)
