"""230,000 annotations of 10,000 articles to CSV, against the bare SELECT joined and written by csv."""

import csv
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.children import milliseconds
from benchmarks.figures import Figure, within_times
from benchmarks.libraries import TEN_THOUSAND, copied, workshop
from reader.domain.annotation import AnnotationFilter
from reader.services.export_annotations import export_annotations
from reader.services.libraries import open_library

_RUNS = 7
_ROWS = 230_000

#: The columns of the CSV but those that no table holds: the fragments in one cell, the text before and after.
_SELECT = """
SELECT annotation.uid, article.uid, article.title, article.source, article.author, article.published, article.url,
    article.language, label.kind, label.name, annotation.start, annotation.stop, annotation.quote, entity.uid,
    entity.name, entity.uri, annotation.note, annotation.status, annotation.origin, annotator.name,
    annotation.created_at, annotation.updated_at, article.text_sha256
FROM annotation
JOIN article ON article.id = annotation.article_id
JOIN label ON label.id = annotation.label_id
JOIN annotator ON annotator.id = annotation.annotator_id
LEFT JOIN entity ON entity.id = annotation.entity_id
"""


def measure() -> list[Figure]:
    """Write the two files in turn, each with its library opened anew; the first pair does not count."""
    ours: list[int] = []
    limit: list[int] = []
    with workshop() as folder:
        library = copied(TEN_THOUSAND, folder)
        for run in range(_RUNS + 1):
            for found, write in ((ours, _export), (limit, _bare_export)):
                out = folder / "annotations.csv"
                begin = time.monotonic_ns()
                write(library, out)
                taken = time.monotonic_ns() - begin
                if run:
                    found.append(taken)
                out.unlink()
    ours_ms, limit_ms = (milliseconds(median(found)) for found in (ours, limit))
    return [within_times("export", ours_ms, "ms", limit_ms, 1.5)]


def _export(library: Path, out: Path) -> None:
    opened = open_library(library, make=False)
    written = export_annotations(opened, out, AnnotationFilter())
    opened.close()
    if written != _ROWS:
        raise AssertionError(f"{written} rows were written")


def _bare_export(library: Path, out: Path) -> None:
    with closing(sqlite3.connect(library)) as connection, out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(connection.execute(_SELECT))
