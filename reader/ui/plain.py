"""Words written by others, made so that Qt shows them as they are: neither as markup nor as the keys of buttons."""

from html import escape


def as_tip(words: str) -> str:
    """Words for a tool tip: Qt would take `<img ...>` in a quote for markup, and read the file that it names."""
    return f'<p style="white-space: pre-wrap">{escape(words)}</p>' if "<" in words or "&" in words else words


def on_button(words: str) -> str:
    """Words for a button or a menu: Qt would take a lone `&` for the mark of a key."""
    return words.replace("&", "&&")
