"""Which entity a mention is linked to by itself, and which are offered: a table of cases, and what is around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from typing_extensions import override

from reader.domain.entity import Why
from reader.domain.span import Span
from reader.services.annotate import Annotate
from reader.services.register import Register
from reader.storage.library import Library
from tests.making import draft_of, label_of, only

_RULER = ("Xi Jinping", "Xi", "习近平", "Си Цзиньпин")
_SCO = ("Shanghai Cooperation Organization", "SCO")
_CHEN = ("Chen Wenqing", "陈文清")
_PUTIN = ("Vladimir Putin", "Putin", "Владимир Путин", "بوتين", "普京")
_US = ("United States", "US", "USA", "America")
_WHO = ("World Health Organization", "WHO")


@dataclass(frozen=True)
class Case:
    """A mention; entities by their names and aliases; mentions linked before in the same article, with the entity.

    `sure` is the name of the entity it is linked to by itself; `offered` are names and reasons in order, where that
    is told.
    """

    mention: str
    register: Sequence[tuple[str, ...]]
    sure: str | None = None
    offered: Sequence[tuple[str, Why]] | None = None
    here: Sequence[tuple[str, str]] = ()
    label: str = "Person"
    types: Sequence[str] = field(default=())

    @override
    def __str__(self) -> str:
        return f"{self.mention} {'=' if self.sure else '?'}"


def _places(mention: str, register: Sequence[tuple[str, ...]], sure: str | None = None) -> Case:
    return Case(mention, register, sure, label="Place")


def _bodies(mention: str, register: Sequence[tuple[str, ...]], sure: str | None = None) -> Case:
    return Case(mention, register, sure, label="Organization")


HERE, ALIAS, SURNAME, RECENT = Why.HERE, Why.ALIAS, Why.SURNAME, Why.RECENT

CASES = (
    # The name, an alias, and what stands around them
    Case("Xi Jinping", [_RULER], "Xi Jinping"),
    Case("Xi", [_RULER], "Xi Jinping"),
    Case("“Xi Jinping”", [_RULER], "Xi Jinping"),
    Case("'Xi'", [_RULER], "Xi Jinping"),
    Case("Xi Jinping,", [_RULER], "Xi Jinping"),
    Case("(Xi Jinping)", [_RULER], "Xi Jinping"),
    Case("Xi\n  Jinping", [_RULER], "Xi Jinping"),
    Case("Xi\u00a0Jinping", [_RULER], "Xi Jinping"),
    Case("Xi Jin\u00adping", [_RULER], "Xi Jinping"),
    Case("«Владимир Путин»", [_PUTIN], "Vladimir Putin"),
    _places("the United States", [_US], "United States"),
    _places("The Hague", [("The Hague",)], "The Hague"),
    _bodies("Bank of China", [("Bank of China",), ("Bank of Japan",)], "Bank of China"),
    Case("Xi Jinpingg", [_RULER]),
    Case("Jinping", [_RULER], None, [("Xi Jinping", RECENT)]),
    # Possessives
    Case("Xi's", [_RULER], "Xi Jinping"),
    Case("Xi’s", [_RULER], "Xi Jinping"),
    Case("Xi Jinping's", [_RULER], "Xi Jinping"),
    _places("the United States'", [_US], "United States"),
    _places("United States’", [_US], "United States"),
    _places("US's", [_US], "United States"),
    Case("XI JINPING'S", [_RULER], "Xi Jinping"),
    _bodies("McDonald's", [("McDonald's",)], "McDonald's"),
    _bodies("McDonald's", [("McDonald's",), ("McDonald",)], None),
    _bodies("Lloyd’s", [("Lloyd's of London", "Lloyd's")], "Lloyd's of London"),
    Case("Xis", [_RULER]),
    # Hyphens, dots, initials, ampersands
    Case("Jean Marie Le Pen", [("Jean-Marie Le Pen",)], "Jean-Marie Le Pen"),
    Case("Ban Ki‑moon", [("Ban Ki-moon",)], "Ban Ki-moon"),
    _bodies("Al Qaeda", [("al-Qaeda",)], "al-Qaeda"),
    _places("U.S.", [_US], "United States"),
    _places("U. S.", [_US], "United States"),
    Case("J. R. R. Tolkien", [("J.R.R. Tolkien",)], "J.R.R. Tolkien"),
    Case("George W Bush", [("George W. Bush",)], "George W. Bush"),
    Case("George Bush", [("George W. Bush",), ("George H. W. Bush",)]),
    _bodies("AT&T", [("AT&T",)], "AT&T"),
    _bodies("Johnson and Johnson", [("Johnson & Johnson",)], "Johnson & Johnson"),
    Case("O’Brien", [("Pat O'Brien", "O'Brien")], "Pat O'Brien"),
    Case("Dwayne “The Rock” Johnson", [('Dwayne "The Rock" Johnson',)], 'Dwayne "The Rock" Johnson'),
    # Case
    Case("CHEN WENQING", [_CHEN], "Chen Wenqing"),
    Case("Chen wenqing", [_CHEN], "Chen Wenqing"),
    _places("us", [_US], None),
    _places("Us", [_US], None),
    _bodies("who", [_WHO], None),
    _bodies("Who", [_WHO], None),
    _bodies("WHO", [_WHO], "World Health Organization"),
    _bodies("WHO", [("The Who", "Who")], None),
    _bodies("UNICEF", [("Unicef",)], "Unicef"),
    _places("turkey", [("Turkey",)], None),
    _places("white house", [("White House",)], None),
    _bodies("shanghai cooperation organization", [_SCO], None),
    _bodies("Shanghai cooperation organization", [_SCO], "Shanghai Cooperation Organization"),
    # Accents and forms of Unicode
    Case("Erdogan", [("Recep Tayyip Erdoğan", "Erdoğan")], "Recep Tayyip Erdoğan"),
    Case("Erdoğan", [("Recep Tayyip Erdogan", "Erdogan")], "Recep Tayyip Erdogan"),
    Case("Erdo\u0306gan", [("Erdôgan",)], None),
    Case("Peña", [("Ana Pena", "Pena"), ("Luis Peña", "Peña")], None),
    Case("Beyonce\u0301", [("Beyoncé",)], "Beyoncé"),
    _bodies("ＷＨＯ", [_WHO], "World Health Organization"),
    # Honorifics
    Case("President Xi", [_RULER], "Xi Jinping"),
    Case("President Xi Jinping", [_RULER], "Xi Jinping"),
    Case("Mr Chen", [("Chen Wenqing", "Chen")], "Chen Wenqing"),
    Case("Mr. Chen’s", [("Chen Wenqing", "Chen")], "Chen Wenqing"),
    Case("Mr Chen", [_CHEN], None, [("Chen Wenqing", RECENT)]),
    Case("Dr. Omar Haddad", [("Omar Haddad",)], "Omar Haddad"),
    Case("former Vice President Joe Biden", [("Joe Biden",)], "Joe Biden"),
    Case("ex-President Ines Duarte", [("Ines Duarte",)], "Ines Duarte"),
    Case("Prime Minister-elect Ines Duarte", [("Ines Duarte",)], "Ines Duarte"),
    Case("Mrs Clinton", [("Bill Clinton", "Clinton")], None, [("Bill Clinton", ALIAS)]),
    Case("Mrs Hillary Clinton", [("Hillary Clinton",)], "Hillary Clinton"),
    Case("King Charles", [("King Charles",), ("Ray Charles", "Charles")], "King Charles"),
    Case("President", [_RULER], None),
    _bodies("General Motors", [("General Motors",), ("Motors Liquidation", "Motors")], "General Motors"),
    Case("习近平主席", [_RULER], "Xi Jinping"),
    Case("国家主席习近平", [_RULER], "Xi Jinping"),
    Case("президент Владимир Путин", [_PUTIN], "Vladimir Putin"),
    Case("السيد بوتين", [_PUTIN], "Vladimir Putin"),
    Case("安倍首相", [("安倍晋三", "安倍")], "安倍晋三"),
    Case("김정은 국무위원장", [("김정은",)], "김정은"),
    Case("Präsident Macron", [("Emmanuel Macron", "Macron")], "Emmanuel Macron"),
    # Other scripts
    Case("习近平", [_RULER], "Xi Jinping"),
    Case("习 近平", [_RULER], "Xi Jinping"),
    Case("习", [_RULER], None, [("Xi Jinping", RECENT)]),
    Case("김 정은", [("김정은",)], "김정은"),
    Case("弗拉基米尔·普京", [("弗拉基米尔普京",)], "弗拉基米尔普京"),
    Case("وبوتين", [_PUTIN], None, [("Vladimir Putin", ALIAS)]),
    Case("Путина", [_PUTIN], None, []),
    Case("Си Цзиньпин", [_RULER], "Xi Jinping"),
    Case("ВЛАДИМИР ПУТИН", [_PUTIN], "Vladimir Putin"),
    Case("أحمد الشرع", [("احمد الشرع",)], "احمد الشرع"),
    Case("Erdoğan'ın", [("Erdoğan",)], None, [("Erdoğan", ALIAS)]),
    # Part of a name is offered, never linked
    Case("Chen", [_CHEN], None, [("Chen Wenqing", RECENT)]),
    Case("Chen", [_CHEN], None, [("Chen Wenqing", SURNAME)], here=[("Chen Wenqing", "Chen Wenqing")]),
    Case(
        "Chen",
        [("Chen Ning",), _CHEN],
        None,
        [("Chen Wenqing", SURNAME), ("Chen Ning", RECENT)],
        here=[("Chen Wenqing", "Chen Wenqing")],
    ),
    Case("Chinese President Xi Jinping", [_RULER], None, [("Xi Jinping", RECENT)]),
    Case(
        "SCO",
        [("Shanghai Cooperation Organization",)],
        None,
        [("Shanghai Cooperation Organization", RECENT)],
        label="Organization",
    ),
    Case("Ines Duarte Lima", [("Ines Duarte",)], None, [("Ines Duarte", RECENT)]),
    Case("Bank", [("Bank of China",)], None, [("Bank of China", RECENT)], label="Organization"),
    # What the article has called so before
    Case("Chen", [_CHEN], "Chen Wenqing", [("Chen Wenqing", HERE)], here=[("Chen", "Chen Wenqing")]),
    Case("Chen's", [_CHEN], "Chen Wenqing", here=[("Chen", "Chen Wenqing")]),
    Case("Chen", [_CHEN], "Chen Wenqing", here=[("Chen’s", "Chen Wenqing")]),
    Case("CHEN", [_CHEN], None, here=[("Chen", "Chen Wenqing")]),
    Case("the minister", [_CHEN], "Chen Wenqing", here=[("The minister", "Chen Wenqing")]),
    Case("Chen", [_CHEN, ("Chen Ning", "Chen")], "Chen Wenqing", here=[("Chen", "Chen Wenqing")]),
    Case(
        "Chen",
        [_CHEN, ("Chen Ning",)],
        None,
        [("Chen Ning", HERE), ("Chen Wenqing", HERE)],
        here=[("Chen", "Chen Wenqing"), ("Chen", "Chen Ning")],
    ),
    Case(
        "President Clinton",
        [("Hillary Clinton",)],
        None,
        [("Hillary Clinton", HERE)],
        here=[("Clinton", "Hillary Clinton")],
    ),
    Case("us", [_US], None, here=[("US", "United States")], label="Place"),
    # Two of one name, and other types
    Case(
        "Wang Wei",
        [("Wang Wei",), ("Wang Wei (poet)", "Wang Wei")],
        None,
        [("Wang Wei", ALIAS), ("Wang Wei (poet)", ALIAS)],
    ),
    Case("Xi", [_RULER, ("Xi Mingze", "Xi")], None, [("Xi Jinping", ALIAS), ("Xi Mingze", ALIAS)]),
    Case(
        "Washington",
        [("Washington",), ("George Washington", "Washington")],
        "Washington",
        label="Place",
        types=("Place", "Person"),
    ),
    Case("Jordan", [("Jordan",)], None, [], types=("Place",)),
    Case("Xi", [], None, []),
    Case("!!!", [("!!!",)], "!!!"),
)


def test_the_table_has_the_cases_that_were_asked_for() -> None:
    assert len(CASES) >= 80
    assert len({(case.mention, *case.register, *case.here, case.label) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mention_is_linked_where_that_is_beyond_doubt_and_else_offered(library: Library, case: Case) -> None:
    ids = _fill(library, case)
    names = {entity_id: name for name, entity_id in ids.items()}
    article = _article(library, *(quote for quote, _ in case.here), case.mention)
    at = 0
    for quote, name in case.here:
        at, made = _tag(library, article, quote, case.label, at)
        Register(library).link((made,), ids[name])
    _, made = _tag(library, article, case.mention, case.label, at)
    linked = only(library, made).entity_id
    assert (names[linked] if linked else None) == case.sure
    proposal = Register(library).proposal(made)
    assert (proposal.sure.name if proposal.sure else None) == case.sure
    offered = [(candidate.entity.name, candidate.why) for candidate in proposal.candidates]
    if case.offered is not None:
        assert offered == list(case.offered)
    if case.sure is not None:
        assert offered[0][0] == case.sure


def _fill(library: Library, case: Case) -> dict[str, int]:
    register, ids = Register(library), {}
    types = case.types or [case.label] * len(case.register)
    for (name, *aliases), label in zip(case.register, types, strict=True):
        (ids[name],) = register.add(name, label_of(library, label).id).entity_ids
        register.set_aliases(ids[name], aliases)
    return ids


def _article(library: Library, *sentences: str) -> int:
    with library.transaction():
        return library.articles.add(draft_of("Title\n\n" + "\n\n".join(sentences) + " ."))


def _tag(library: Library, article: int, quote: str, label: str, after: int) -> tuple[int, int]:
    """Tag the next place of a quote; where that ends, and the id of the annotation."""
    start = library.articles.text(article).index(quote, after)
    span = Span(start, start + len(quote))
    return span.stop, Annotate(library).tag(article, (span,), label_of(library, label)).annotation_ids[0]
