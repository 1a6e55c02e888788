"""Records for the claims of a generated library: answers, evidence, links; the same ones in every run."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from random import Random
from typing import Any

from reader.domain.questions import SCALES

_CUE = re.compile(r"\b(?:said|says|told|confirmed|argued|warned|insisted|claimed|announced|denied|added)\b")
_TOPICS = ("budget", "climate", "courts", "energy", "harbour", "health", "housing", "schools", "trade", "transport")
_SCALE = "Gloss"
_GROUPS, _MOST_SIGHTINGS = 1_500, 6
_LINKED = (("contradicts", 400), ("supports", 300))

Row = tuple[Any, ...]


def fill_claim_records(connection: sqlite3.Connection, uid: Callable[[], str]) -> None:
    """Answer what the codebook asks of all claims, and link some of them."""
    _Records(connection, uid).fill()


class _Records:
    def __init__(self, connection: sqlite3.Connection, uid: Callable[[], str]) -> None:
        self._connection = connection
        self._uid = uid
        self._rng = Random(23)
        self._fields = dict(connection.execute("SELECT field, id FROM attribute WHERE field <> ''"))
        self._own = self._own_attribute()
        self._answers: list[Row] = []
        self._evidence: list[Row] = []
        self._links: list[Row] = []
        self._linked: set[tuple[str, int, int]] = set()
        self._made_by: dict[int, list[int]] = defaultdict(list)
        self._claims: list[int] = []

    def fill(self) -> None:
        """Go through the articles, then link across them."""
        for published, mentions, claims in self._articles():
            for claim in claims:
                self._answer(claim, published, mentions)
        self._join_sightings()
        for kind, count in _LINKED:
            for _ in range(count):
                self._link(kind, *self._rng.sample(self._claims, 2))
        self._write(
            "annotation_value", "annotation_id, attribute_id, position, value, entity_id, start, stop", self._answers
        )
        self._write("evidence", "uid, annotation_id, url, quote, stance, position", self._evidence)
        self._write("link", "uid, type, from_id, to_id", self._links)

    def _own_attribute(self) -> int:
        made = self._connection.execute(
            "INSERT INTO attribute (uid, kind, name, type, position) "
            "SELECT ?, 'claim', 'Hedged', 'yes_no', max(position) + 1 FROM attribute",
            (self._uid(),),
        ).lastrowid
        assert made is not None
        self._connection.execute(
            "INSERT INTO asked (label_id, attribute_id) SELECT id, ? FROM label WHERE kind = 'claim'", (made,)
        )
        return made

    def _articles(self) -> Iterator[tuple[str, list[Row], list[Row]]]:
        """Of each article its date, its mentions (id, start, stop, quote, entity) and its claims."""
        rows = self._connection.execute(
            "SELECT article_id, published, label.kind, annotation.id, start, stop, quote, entity_id FROM annotation "
            "JOIN article ON article.id = article_id JOIN label ON label.id = label_id ORDER BY article_id, start"
        ).fetchall()
        for _, grouped in groupby(rows, itemgetter(0)):
            of_article = list(grouped)
            mentions = [row[3:] for row in of_article if row[7] is not None]
            yield of_article[0][1], mentions, [row[3:] for row in of_article if row[2] == "claim"]

    def _answer(self, claim: Row, published: str, mentions: list[Row]) -> None:
        claim_id, start, stop, quote, _ = claim
        luck = self._rng
        self._claims.append(claim_id)
        self._name_claimant(claim, mentions)
        inside = [mention for mention in mentions if start <= mention[1] and mention[2] <= stop]
        about = inside or luck.sample(mentions, min(2, len(mentions)))
        for position, entity in enumerate(dict.fromkeys(mention[4] for mention in about)):
            self._say(claim_id, "about", "", position, entity)
        self._say(claim_id, "quote_type", luck.choice(("direct", "indirect", "mixed")))
        if luck.random() < 0.8:
            self._say(claim_id, "checkworthiness", luck.choice("0011223"))
        if cue := _CUE.search(quote):
            self._say(claim_id, "cue", cue[0], 0, None, start + cue.start(), start + cue.end())
        if luck.random() < 0.5:
            for position, topic in enumerate(luck.sample(_TOPICS, luck.randint(1, 3))):
                self._say(claim_id, "topics", topic, position)
        if luck.random() < 0.3:
            self._say(claim_id, "claim", f"It is so that {quote[0].lower()}{quote[1:]}")
        if luck.random() < 0.15:
            self._say(claim_id, "made_on", published[:10])
        if luck.random() < 0.1:
            self._answers.append((claim_id, self._own, 0, luck.choice(("yes", "no")), None, None, None))
        if luck.random() < 0.06:
            self._judge(claim_id, published)

    def _name_claimant(self, claim: Row, mentions: list[Row]) -> None:
        drawn = self._rng.random()
        if drawn < 0.8 and mentions:
            mention = min(mentions, key=lambda each: (abs(each[1] - claim[1]), each[0]))
            self._say(claim[0], "claimant", "", 0, mention[4])
            self._made_by[mention[4]].append(claim[0])
            if drawn < 0.5:
                self._link("claimant", claim[0], mention[0])
        elif drawn < 0.95:
            self._say(claim[0], "claimant", "author" if drawn < 0.88 else "unnamed")

    def _judge(self, claim_id: int, published: str) -> None:
        luck = self._rng
        self._say(claim_id, "scale", _SCALE)
        self._say(claim_id, "verdict", luck.choice(SCALES[_SCALE]))
        self._say(claim_id, "rationale", "The minutes of the council and two reports of that week say so.")
        self._say(claim_id, "checker", luck.choice(("Ada", "Tomas")))
        self._say(claim_id, "checked_on", published[:10])
        for position in range(luck.randint(1, 3)):
            self._evidence.append(
                (
                    self._uid(),
                    claim_id,
                    f"https://records.example/{claim_id}/{position}",
                    "The figures were published; they differ.",
                    luck.choice(("supports", "refutes", "")),
                    position,
                )
            )

    def _join_sightings(self) -> None:
        """Claims of one claimant, each further sighting linked to one that was joined before."""
        free = [claims for claims in self._made_by.values() if len(claims) > 1]
        for _ in range(_GROUPS):
            if not free:
                return
            claims = self._rng.choice(free)
            some = self._rng.sample(claims, min(len(claims), self._rng.randint(2, _MOST_SIGHTINGS)))
            for claim in some:
                claims.remove(claim)
            for place, claim in enumerate(some[1:]):
                self._link("same claim", claim, some[self._rng.randint(0, place)])
            if len(claims) < 2:
                free = [each for each in free if each is not claims]

    def _say(
        self,
        claim_id: int,
        field: str,
        value: str,
        position: int = 0,
        entity: int | None = None,
        start: int | None = None,
        stop: int | None = None,
    ) -> None:
        self._answers.append((claim_id, self._fields[field], position, value, entity, start, stop))

    def _link(self, kind: str, from_id: int, to_id: int) -> None:
        if (kind, from_id, to_id) not in self._linked:
            self._linked.add((kind, from_id, to_id))
            self._links.append((self._uid(), kind, from_id, to_id))

    def _write(self, table: str, columns: str, rows: list[Row]) -> None:
        marks = ", ".join("?" * len(columns.split(",")))
        self._connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
