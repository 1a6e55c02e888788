"""Libraries full of generated articles, made in bulk once and kept in a cache folder between runs."""

import os
import secrets
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from random import Random

from platformdirs import user_cache_dir

from benchmarks import workload
from benchmarks.claim_records import fill_claim_records
from benchmarks.registered import REGISTER
from benchmarks.vocabulary import LABELS
from benchmarks.workload import ARTICLE, BRIEF, GIANT, NAMED, USUAL, NewsArticle, Size, Tag
from reader.domain.entity_names import name_key
from reader.domain.filtering import sort_key
from reader.domain.structure import Block, BlockKind, to_json
from reader.domain.text import count_words
from reader.domain.times import start_of
from reader.services.libraries import open_library
from reader.storage.indexing import index_annotations, index_articles

_SOURCES = ("claim_records", "libraries", "registered", "vocabulary", "workload")
_BATCH = 500
_INDEXED_AT_ONCE = 5_000
_STARRED = 0.05
_STATES = ("unread",) * 6 + ("reading",) + ("done",) * 3
_FIRST_MOMENT = 1_735_689_600_000  # 2025-01-01 in milliseconds of Unix time


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a library holds: so many articles of a size, then so many usual ones and giants to be opened.

    Of the first ones, each `tagged_every`th has annotations. `registered`: their names are those of a register, and
    their claims have records.
    """

    name: str
    articles: int
    size: Size = ARTICLE
    usual: int = 0
    giants: int = 0
    giant_size: Size = GIANT
    tagged_every: int = 1
    registered: bool = False

    def written(self) -> Iterator[NewsArticle]:
        """The articles, in the order of their ids."""
        first = workload.registered_articles if self.registered else workload.articles
        return chain(
            first(1, self.articles, self.size),
            workload.english_articles(2, self.usual, USUAL),
            workload.english_articles(3, self.giants, self.giant_size),
        )


#: 1,000,000 briefs, 400,000 annotations.
MILLION = Recipe("million", 1_000_000, size=BRIEF, tagged_every=10)
#: 10,000 articles with 230,000 annotations.
TEN_THOUSAND = Recipe("ten-thousand", 10_000)
#: 100,000 articles; the last of them have 900 words and 60 annotations.
HUNDRED_THOUSAND = Recipe("hundred-thousand", 99_936, usual=64)
#: The last ones have 1 MB of text and 10,000 annotations.
GIANTS = Recipe("giants", 1_000, giants=2)
#: 10,000 articles with 100,000 mentions of 5,000 entities, two of which have more than 5,000; 30,000 claims.
RECORDS = Recipe("records", 10_000, size=Size((350, 855), 10, 3), registered=True)


def cache_folder() -> Path:
    """Where libraries are kept: `GLOSS_BENCHMARK_CACHE`, or a folder in the user's cache."""
    named = os.environ.get("GLOSS_BENCHMARK_CACHE")
    folder = Path(named) if named else Path(user_cache_dir("gloss", appauthor=False)) / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept(recipe: Recipe) -> Path:
    """The library of this recipe, made now if it is not there. It is not to be written to."""
    key = sha256(f"{recipe} {_tables()} {_generator()}".encode()).hexdigest()[:16]
    path = cache_folder() / f"{recipe.name}-{key}.db"
    if not path.exists():
        print(f"making a library of {recipe.articles:,} articles, once ...", file=sys.stderr, flush=True)
        make(recipe, path)
        for old in cache_folder().glob(f"{recipe.name}-{'?' * len(key)}.db"):
            if old != path:
                old.unlink()
    return path


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder for one benchmark, on the disk that the libraries lie on."""
    with tempfile.TemporaryDirectory(prefix="run-", dir=cache_folder(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def copied(recipe: Recipe, folder: Path) -> Path:
    """A copy of the library, to be written to."""
    return Path(shutil.copyfile(kept(recipe), folder / "library.db"))


def make(recipe: Recipe, path: Path) -> None:
    """Make the library at the path, whole or not at all."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        open_library(draft).close()
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            # Nobody misses a draft that a power cut takes.
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -262144"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")
            filler = _Filler(connection)
            if recipe.registered:
                filler.fill_register()
            filler.fill(recipe.written(), recipe.tagged_every)
            if recipe.registered:
                fill_claim_records(connection, filler.uid)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")
        _index(draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        for left in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(FileNotFoundError):
                left.unlink()


def _index(path: Path) -> None:
    """Bring all that is to be found into the indexes, by what an import does after each of its batches."""
    library = open_library(path)
    while index_articles(library, _INDEXED_AT_ONCE) or index_annotations(library, _INDEXED_AT_ONCE):
        pass
    library.close()


@cache
def _generator() -> str:
    """The version of what makes the articles: a digest of its sources."""
    sources = (Path(__file__).with_name(f"{name}.py") for name in _SOURCES)
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


@cache
def _tables() -> str:
    """The tables of a new library, in SQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        open_library(path).close()
        with closing(sqlite3.connect(path)) as connection:
            return repr(connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall())


@dataclass(slots=True)
class _Filler:
    """Fills a library row by row, without its services: they record each step for undo."""

    connection: sqlite3.Connection
    labels: dict[str, int] = field(init=False)
    annotator: int = field(init=False)
    entities: dict[str, int] = field(default_factory=dict)
    new_entities: list[tuple[object, ...]] = field(default_factory=list)
    rng: Random = field(default_factory=lambda: Random(7))
    moments: dict[int, int] = field(default_factory=dict)
    uids: int = 0
    registered: int = 0

    def __post_init__(self) -> None:
        self.labels = dict(self.connection.execute("SELECT name, id FROM label"))
        (self.annotator,) = self.connection.execute("SELECT id FROM annotator").fetchone()

    def fill_register(self) -> None:
        """Add the entities of the register, so that each of their names is theirs."""
        aliases: list[tuple[object, ...]] = []
        for gap, entries in REGISTER.items():
            for entry in entries:
                number = self._add_entity(entry.name, LABELS[gap])
                self.entities.update(dict.fromkeys(entry.aliases, number))
                aliases += [(number, alias, name_key(alias)) for alias in entry.aliases]
        self._insert("entity", _ENTITY, self.new_entities)
        self._insert("entity_alias", "entity_id, alias, key", aliases)
        self.new_entities.clear()

    def fill(self, articles: Iterable[NewsArticle], tagged_every: int = 1) -> None:
        """Add the articles, and all that is tagged in them, or in some."""
        numbered = enumerate(articles, 1)
        while batch := list(islice(numbered, _BATCH)):
            self._insert("article", _ARTICLE, [self._article_row(number, article) for number, article in batch])
            tagged = [(number, article) for number, article in batch if number % tagged_every == 0]
            rows = [row for number, article in tagged for row in self._annotation_rows(number, article)]
            self._insert("entity", _ENTITY, self.new_entities)
            self._insert("annotation", _ANNOTATION, rows)
            self.new_entities.clear()

    def _insert(self, table: str, columns: str, rows: list[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * len(columns.split(",")))
        self.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

    def _article_row(self, number: int, article: NewsArticle) -> tuple[object, ...]:
        kinds = [BlockKind.TITLE, *[BlockKind.PARAGRAPH] * (len(article.blocks) - 1)]
        structure = tuple(Block(kind, *block) for kind, block in zip(kinds, article.blocks, strict=True))
        return (
            number,
            self.uid(),
            article.title,
            sort_key(article.title),
            article.source,
            article.author,
            f"https://news.example/{number}",
            f"news.example/{number}",
            article.published,
            self._moment(article.published),
            article.language,
            self.rng.choice(_STATES),
            int(self.rng.random() < _STARRED),
            count_words(article.text),
            sha256(article.text.encode()).hexdigest(),
            "2025-01-01T00:00:00.000Z",
            f"news/{number}.txt",
            to_json(structure),
            article.text,
        )

    def _annotation_rows(self, number: int, article: NewsArticle) -> Iterator[tuple[object, ...]]:
        for tag in sorted((*article.entities, *article.claims), key=lambda tag: (tag.start, tag.stop)):
            quote = article.text[tag.start : tag.stop]
            yield (
                self.uid(),
                number,
                self.labels[tag.label],
                tag.start,
                tag.stop,
                quote,
                self._entity(tag, quote),
                self.annotator,
                "2025-01-02T00:00:00.000Z",
                "2025-01-02T00:00:00.000Z",
            )

    def _entity(self, tag: Tag, quote: str) -> int | None:
        """The entry of a name in the register."""
        if tag.label not in NAMED:
            return None
        return self.entities[quote] if quote in self.entities else self._add_entity(quote, tag.label)

    def _add_entity(self, name: str, label: str) -> int:
        self.registered += 1
        self.entities[name] = number = self.registered
        uri = f"https://names.example/Q{number}" if number % 2 else ""
        self.new_entities.append((number, self.uid(), name, name_key(name), self.labels[label], uri))
        return number

    def _moment(self, published: str) -> int:
        """The next moment of the minute or day."""
        start = start_of(published)
        moment = self.moments.get(start, start)
        self.moments[start] = moment + 1
        return moment

    def uid(self) -> str:
        """A UUIDv7 with the same bits in every run."""
        self.uids += 1
        stamp = f"{_FIRST_MOMENT + self.uids:012x}"
        return (
            f"{stamp[:8]}-{stamp[8:]}-7{self.rng.getrandbits(12):03x}-8{self.rng.getrandbits(12):03x}-{self.uids:012x}"
        )


_ARTICLE = (
    "id, uid, title, title_key, source, author, url, page_key, published, moment, language, state, starred, words, "
    "text_sha256, added_at, origin, structure, text"
)
_ENTITY = "id, uid, name, key, label_id, uri"
_ANNOTATION = "uid, article_id, label_id, start, stop, quote, entity_id, annotator_id, created_at, updated_at"
