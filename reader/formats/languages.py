"""In which language a text is, told without the network."""

import re
from functools import cache
from typing import Any

#: As much of a text as is looked at, in code points; of one in Latin letters half of it is enough.
_MOST = 500
#: With fewer letters than this, no guess is made.
_LEAST = 12
_SURE = 0.8

#: Scripts that one language of the news is written in. Others that share one are left to the model.
_BY_SCRIPT = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0531-\u058f]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),  # after Japanese, which has kana beside it
)
_SHARE = 0.15
#: Words that no other language has, or not together. A text with so many of them needs no model, whose look at a text
#: takes longer than all else that an import does with it.
_ENGLISH = (" the ", " of ", " and ")
_ENGLISH_ENOUGH = 5
_ARABIC = (" في ", " من ", " على ", " إلى ")
_ARABIC_ENOUGH = 4
_NOT_ARABIC = re.compile("[پچژگکیٹڈےڤۆ]")  # letters of Persian, Urdu, Kurdish


def detected(text: str) -> str:
    """The language as a BCP 47 tag such as `en` or `zh`; empty where the text is too short, or nothing is certain.

    The model is that of py3langid (Lui and Baldwin, “langid.py: An Off-the-shelf Language Identification Tool”,
    2012), which knows 97 languages; its first call loads it, in half a second.
    """
    start = text[:_MOST]
    if sum(map(start.count, _ENGLISH)) >= _ENGLISH_ENOUGH and start.count(" the ") > 1:
        return "en"
    letters = sum(map(str.isalpha, start))
    if letters < _LEAST:
        return ""
    if not start.isascii():
        for language, script in _BY_SCRIPT:
            if len(script.findall(start)) > letters * _SHARE:
                return language
        if sum(map(start.count, _ARABIC)) >= _ARABIC_ENOUGH and not _NOT_ARABIC.search(start):
            return "ar"
    if start.isascii():
        start = start[: _MOST // 2]
    language, probability = _model().classify(start)
    return str(language) if probability > _SURE else ""


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - it brings NumPy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
