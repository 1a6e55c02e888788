"""The query language: what is read, and what is explained where it cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.query import DEEPEST, LONGEST, MOST, as_typed, parse
from reader.domain.query_fields import FIELDS
from reader.domain.query_tree import And, Compared, Days, Flag, Named, Node, Not, Or, Words, leaves
from reader.errors import QueryError

_TODAY = date(2025, 6, 1)

A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", None),
        (" \n\u3000", None),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, Words("and"), B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a （b OR c）", And((A, Or((B, C))))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ("NOT NOT a", A),
        ("-(a b)", Not(And((A, B)))),
        ("-(-a)", A),
        ("a-b", Words("a-b")),
        ("a - b", And((A, B))),
        ('"a b"', Words("a b")),
        ("a*", Words("a", prefix=True)),
        ('"a b"*', Words("a b", prefix=True)),
        ("12:30", Words("12:30")),
        ("Kello: a", And((Words("Kello:"), A))),
        ("https://a.example/b", Words("https://a.example/b")),
        ("title:a", Words("a", "title")),
        ("TITLE：a", Words("a", "title")),
        ("body:a", Words("a", "text")),
        ('title:"a b"*', Words("a b", "title", prefix=True)),
        ("title:(a OR -b)", Or((Words("a", "title"), Not(Words("b", "title"))))),
        ("title:(a source:(b) c)", And((Words("a", "title"), Words("b", "source"), Words("c", "title")))),
        ("label:(person OR place)", Or((Named("label", "person", 7), Named("label", "place", 17)))),
        ('entity:"Xi Jinping"', Named("entity", "Xi Jinping", 7)),
        ("-label:OR", Not(Named("label", "OR", 7))),
        ("has:Claim", Flag("has", "claim")),
        ('claimant:"Xi Jinping"', Named("claimant", "Xi Jinping", 9)),
        ("verdict:Disputed", Named("verdict", "Disputed", 8)),
        ("verdict:None", And((Flag("has", "claim"), Not(Flag("has", "verdict"))))),
        ("check:2", Compared("check", "=", 2)),
        ("check:=2", Compared("check", "=", 2)),
        ("check:>=2", Compared("check", ">=", 2)),
        ("check：≤2", Compared("check", "<=", 2)),
        ('check:"> 1.5"', Compared("check", ">", 1.5)),
        ("check:(<1 OR 3)", Or((Compared("check", "<", 1), Compared("check", "=", 3)))),
        ("is:unread", Flag("is", "unread")),
        ("& a –", A),
        ('צה"ל', Words('צה"ל')),
    ],
)
def test_a_query_is_read(text: str, root: Node | None) -> None:
    assert parse(text, _TODAY).root == root


@pytest.mark.parametrize("quotes", ["“”", "””", "„“", "„”", "«»", "»«", "「」", "『』", "＂＂", '“"'])
def test_quotation_marks_of_any_language_make_a_phrase(quotes: str) -> None:
    assert parse(f"c {quotes[0]}a b{quotes[1]} c", _TODAY).root == And((C, Words("a b"), C))


@pytest.mark.parametrize(
    ("typed", "as_if"),
    [
        ('"a b', '"a b"'),
        ("“a b", "“a b”"),
        ("a (b OR c", "a (b OR c)"),
        ("a OR", "a"),
        ("a AND NOT", "a"),
        ("a -", "a"),
        ('a "', "a"),
        ("title:(a", "title:(a)"),
    ],
)
def test_what_is_still_being_typed_is_taken_as_it_will_be(typed: str, as_if: str) -> None:
    assert parse(typed, _TODAY).root == parse(as_if, _TODAY).root


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-2", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-05-30", date(2025, 5, 30), date(2025, 5, 30)),
        ("2025-01..2025-06", date(2025, 1, 1), date(2025, 6, 30)),
        ("..2024", None, date(2024, 12, 31)),
        ("2024..", date(2024, 1, 1), None),
        ("Today", _TODAY, _TODAY),
        ("yesterday", date(2025, 5, 31), date(2025, 5, 31)),
        ("week", date(2025, 5, 26), _TODAY),
        ("2025-05-30..today", date(2025, 5, 30), _TODAY),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_days_are_read(written: str, first: date | None, last: date | None) -> None:
    assert parse(f"date:{written}", _TODAY).root == Days("date", first, last)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("a lable:x", 2, "There is no field “lable:”; did you mean “label:”?"),
        ("xyzzy:x", 0, "there are title:, text:,"),
        ("a has:clam", 6, "There is no “has:clam”; did you mean “has:claim”?"),
        ("is:read", 3, "There is no “is:read”; did you mean “is:unread”?"),
        ("is:zzz", 3, "there is unread, reading, done, starred or binned."),
        ("check:high", 6, "“high” is no number to compare with. Write check:2, check:>=2."),
        ("check:>", 6, "“>” is no number to compare with."),
        ("check:", 6, "Behind “check:” something is missing: a number from 0 to 3, as in >=2."),
        ("label:", 6, "Behind “label:” something is missing: the name of a label."),
        ('label:""', 6, "Behind “label:” something is missing"),
        ("label: x", 6, "Behind “label:” something is missing"),
        ("title:&", 6, "“&” has neither letter nor digit to look for."),
        ("title:()", 6, "Nothing stands in these parentheses."),
        ("date:soon", 5, "“soon” is no date. Write 2025, 2025-05,"),
        ("date:2025-13", 5, "There is no month 13"),
        ("date:2025-02-30", 5, "There is no 2025-02-30: that month has the days 1 to 28."),
        ("date:0000", 5, "There is no year 0000"),
        ("date:..", 5, "No day stands before the dots, and none behind them."),
        ("date:2025..x", 11, "“x” is no date."),
        ("date:2025..2024", 5, "ends before it begins. Write “2024..2025”."),
        ("date:２０２５", 5, "is no date"),
        ("a )", 2, "closes what no parenthesis opened"),
        ("( ) a", 0, "Nothing stands in these parentheses."),
        ("(", 0, "Nothing stands in these parentheses."),
        ("a OR OR b", 4, "Behind “OR” a word is missing."),
        ("a (b AND ) c", 8, "Behind “AND” a word is missing."),
        ("AND a", 0, "Before “AND” a word is missing."),
        ("OR", 0, "OR stands between words"),
        ("*", 0, "A star stands only at the end of a word"),
        ("a b*c", 3, "A star stands only at the end of a word"),
        ("a *b", 2, "A star stands only at the end of a word"),
        (" 😀 &", 1, "“😀” has neither letter nor digit to look for."),
        ("(" * (DEEPEST + 1) + "a", DEEPEST, "parentheses stand within each other"),
        ("a " * (MOST + 1), 2 * MOST, "more than 100 words"),
        ("a" * (LONGEST + 1), LONGEST, "longer than 5,000 characters"),
    ],
)
def test_a_wrong_query_is_explained_where_it_goes_wrong(text: str, at: int, says: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text, _TODAY)
    assert says in str(error.value)
    assert error.value.at == at


_PIECES = st.sampled_from(
    ["a", "b*", "*", '"', "“", "”", "«", "»", "「", "(", ")", "（", "AND", "OR", "NOT", "-", " ", " ", ":", "：", "..",
     "2025", "-05", "date:", "added:", "label:", "is:", "has:", "unread", "foo:", "title:", "港口", "é", "\u0301",
     "\ud800", "\0", "😀"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=30).map("".join), st.lists(_PIECES, max_size=30).map(" ".join)))
def test_whatever_is_typed_is_understood_or_explained(text: str) -> None:
    wrong: QueryError | None = None
    try:
        query = parse(text, _TODAY)
    except QueryError as error:
        wrong = error
    if wrong is None:
        assert query.root is not None or not text.strip()
        return
    assert 0 <= wrong.at <= len(text)
    assert str(wrong).endswith((".", "?"))
    assert len(str(wrong)) > 20


def test_leaves_tell_whether_they_are_asked_for() -> None:
    found = leaves(parse("a -(b -c)", _TODAY).root)
    assert list(found) == [(A, True), (B, False), (C, True)]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("harb", "harb*"),
        ("the harb", "the harb*"),
        ("title:harb", "title:harb*"),
        ("-harb", "-harb*"),
        ("(a OR harb", "(a OR harb*"),
        ("harb ", "harb "),
        ("ha", "ha"),
        ("harb*", "harb*"),
        ("label:pers", "label:pers"),
        ("date:2025", "date:2025"),
        ('"sea wall"', '"sea wall"'),
        ('"sea wal', '"sea wal'),
        ("flood OR", "flood OR"),
        ("ab)", "ab)"),
        ("x&&", "x&&"),
        ("a*b", "a*b"),
        ("", ""),
    ],
)
def test_the_last_word_may_go_on_while_it_is_typed(text: str, taken: str) -> None:
    assert as_typed(text) == taken


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_what_is_typed_is_no_more_wrong_for_going_on(text: str) -> None:
    try:
        parse(text, _TODAY)
    except QueryError:
        return
    parse(as_typed(text), _TODAY)


def test_every_field_says_what_belongs_behind_it() -> None:
    for name, field in FIELDS.items():
        with pytest.raises(QueryError, match=f"Behind “{name}:” something is missing: {field.wanted[:10]}"):
            parse(f"{name}:", _TODAY)
